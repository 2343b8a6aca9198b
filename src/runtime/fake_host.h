// A world without files, input or passing time, for tests and benchmarks.
#pragma once

#include <optional>
#include <string>

#include "runtime/host.h"

namespace rumina {

class FakeHost : public Host {
public:
    std::string written;
    double seconds = 0; ///< of both clocks

    void write(std::string_view text) override { written += text; }
    std::optional<std::string> read_line(std::string_view) override { return std::nullopt; }
    std::optional<std::string> read_source(const std::string&, std::string& why) override {
        why = "there are no files";
        return std::nullopt;
    }
    std::string canonical_path(const std::string& path) override { return path; }
    double now() override { return seconds; }
    double elapsed() override { return seconds; }
    std::int64_t utc_offset(double) override { return 0; }
    std::uint64_t entropy() override { return 1; }
};

} // namespace rumina
