// The world as a command-line program sees it.
#pragma once

#include <string>

#include "runtime/host.h"

namespace rumina {

class TerminalHost final : public Host {
public:
    ~TerminalHost() override { flush(); }
    void write(std::string_view text) override;
    std::optional<std::string> read_line(std::string_view prompt) override;
    std::optional<std::string> read_source(const std::string& path, std::string& why) override;
    std::string canonical_path(const std::string& path) override;
    double now() override;
    double elapsed() override;
    std::int64_t utc_offset(double time) override;
    std::uint64_t entropy() override;
    void flush();
    /// The errno of the first write that failed; 0 while all went well.
    int write_error() const { return write_error_; }

private:
    std::string pending_; ///< output, written in pieces of some size
    int write_error_ = 0;
};

/// All of a stream; nothing when it cannot be read, and why.
std::optional<std::string> read_all(std::FILE* file, std::string& why);

} // namespace rumina
