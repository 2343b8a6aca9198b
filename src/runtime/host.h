// What a program may reach of the world. The engine touches files, terminal and clock through a Host only, so the same
// core serves the command line, a browser and a notebook.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rumina {

class Host {
public:
    virtual ~Host() = default;
    virtual void write(std::string_view text) = 0; ///< standard output; UTF-8
    /// A line without its end; nothing at the end of input. The prompt is shown first.
    virtual std::optional<std::string> read_line(std::string_view prompt) = 0;
    /// A source file for `include`; on failure nothing, and why.
    virtual std::optional<std::string> read_source(const std::string& path, std::string& why) = 0;
    /// One name for one file ("./a.lm" and "a.lm" are equal); the path itself when it does not exist.
    virtual std::string canonical_path(const std::string& path) = 0;
    /// Seconds since 1970-01-01 UTC.
    virtual double now() = 0;
    /// Seconds of a clock that only goes forward, for limits.
    virtual double elapsed() = 0;
    /// The same as programs see it.
    virtual double clock() { return elapsed(); }
    /// Offset of local time from UTC in seconds at that time.
    virtual std::int64_t utc_offset(double time) = 0;
    /// A number to seed random generators with when a program gives none.
    virtual std::uint64_t entropy() = 0;
};

} // namespace rumina
