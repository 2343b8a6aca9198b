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
    double clock() override { return capabilities_.clock ? elapsed() : 0; }
    std::int64_t utc_offset(double time) override;
    std::uint64_t entropy() override;

    /// Forgets what was written.
    void begin_output() {
        output_.clear();
        taken_ = 0;
    }
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
    std::string output_;
    std::size_t taken_ = 0;
};

} // namespace rumina
