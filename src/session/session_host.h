// The world of a program in a page or a notebook: texts instead of files, lines given beforehand, output that is kept.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "runtime/host.h"

namespace rumina {

/// What a session's programs may reach.
struct Capabilities {
    bool clock = true;   ///< without it the time is 1970-01-01 00:00 UTC
    bool entropy = true; ///< without it random numbers are the same in each session
    std::vector<std::string> input;             ///< lines for input(), used up in order
    std::map<std::string, std::string> sources; ///< texts for include, by name
    std::optional<std::uint64_t> seed;          ///< of random numbers; else the system's are taken
};

class SessionHost final : public Host {
public:
    explicit SessionHost(Capabilities capabilities) : capabilities_(std::move(capabilities)) {}

    void write(std::string_view text) override { output_ += text; }
    std::optional<std::string> read_line(std::string_view prompt) override;
    std::optional<std::string> read_source(const std::string& path, std::string& why) override;
    std::string canonical_path(const std::string& path) override;
    double now() override;
    double elapsed() override;
    double clock() override {
        has_read_clock_ = has_read_clock_ || capabilities_.clock;
        return capabilities_.clock ? elapsed() : 0;
    }
    std::int64_t utc_offset(double time) override;
    std::uint64_t entropy() override;

    /// Before a run: forgets what was written.
    void begin_run() {
        output_.clear();
        taken_ = 0;
        has_read_clock_ = false;
    }
    /// Whether the run looked at the clock.
    bool has_read_clock() const { return has_read_clock_; }
    const std::string& output() const { return output_; }
    /// What was written since the last call.
    std::string_view take_output() {
        std::string_view fresh = std::string_view(output_).substr(taken_);
        taken_ = output_.size();
        return fresh;
    }

private:
    Capabilities capabilities_;
    std::size_t next_line_ = 0;
    std::uint64_t seeds_given_ = 0;
    std::string output_;
    std::size_t taken_ = 0;
    bool has_read_clock_ = false;
};

} // namespace rumina
