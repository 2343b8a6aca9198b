// What a profiled run found, in the order it is read: where the time went, functions, lines, instructions, objects,
// caches, the collector; as text for people and as JSON for programs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "vm/profile.h"

namespace rumina {

struct ProfileReport {
    struct Part {
        std::string_view name, meaning;
        double seconds;
    };
    struct FunctionRow {
        std::string name, file;
        std::uint32_t line; ///< 0: a builtin
        double self, total;
        std::uint64_t calls, objects, bytes;
    };
    struct LineRow {
        std::string file;
        std::uint32_t line;
        std::string text;
        double seconds; ///< with the builtins it calls
        std::uint64_t count;
    };
    struct OpcodeRow {
        std::string_view name;
        double seconds;
        std::uint64_t count;
    };
    struct ObjectRow {
        std::string_view kind;
        std::uint64_t objects, bytes;
    };
    struct CacheRow {
        std::string name;
        std::uint64_t hits, misses;
    };
    struct Collector {
        std::uint64_t collections, marked, freed;
        double seconds;
        std::uint64_t peak_bytes, expression_nodes, expression_bytes;
    };

    std::string program;
    double seconds, reading_seconds; ///< of the run; before it
    std::uint64_t steps;
    std::vector<Part> parts;
    std::vector<FunctionRow> functions; ///< this and the next three: most time first
    std::vector<LineRow> lines;
    std::vector<OpcodeRow> opcodes;
    std::vector<ObjectRow> objects; ///< most first
    std::vector<CacheRow> caches;
    Collector collector;
};

ProfileReport make_report(const Profile& profile, Runtime& runtime, std::string program);
std::string report_text(const ProfileReport& report);
std::string report_json(const ProfileReport& report);

} // namespace rumina
