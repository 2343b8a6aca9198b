#include "session/session_host.h"

#include <chrono>
#include <ctime>

#include <unistd.h>

namespace rumina {

namespace {

/// Seeds that follow one another give numbers that have nothing in common. [Steele, Lea & Flood 2014] splitmix64
std::uint64_t mixed(std::uint64_t seed) {
    seed *= 0x9E3779B97F4A7C15u;
    seed = (seed ^ seed >> 30) * 0xBF58476D1CE4E5B9u;
    seed = (seed ^ seed >> 27) * 0x94D049BB133111EBu;
    return seed ^ seed >> 31;
}

} // namespace

// A prompt is output like any other; the line that answers it is not written.
std::optional<std::string> SessionHost::read_line(std::string_view prompt) {
    write(prompt);
    if (next_line_ == capabilities_.input.size()) return std::nullopt;
    return capabilities_.input[next_line_++];
}

std::optional<std::string> SessionHost::read_source(const std::string& path, std::string& why) {
    auto found = capabilities_.sources.find(canonical_path(path));
    if (found != capabilities_.sources.end()) return found->second;
    why = "there are no files here, and the session was given no source of that name";
    return std::nullopt;
}

// "./a.lm" and "b/../a.lm" are "a.lm".
std::string SessionHost::canonical_path(const std::string& path) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        std::string part = path.substr(begin, end - begin);
        if (part == ".." && !parts.empty()) parts.pop_back();
        else if (!part.empty() && part != ".") parts.push_back(std::move(part));
        begin = end + 1;
    }
    std::string canonical;
    for (const std::string& part : parts) canonical += (canonical.empty() ? "" : "/") + part;
    return canonical;
}

double SessionHost::now() {
    if (!capabilities_.clock) return 0;
    has_read_clock_ = true;
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

// For limits: it goes on in any case, and programs do not see it without the clock.
double SessionHost::elapsed() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

std::int64_t SessionHost::utc_offset(double time) {
    if (!capabilities_.clock) return 0;
    const auto seconds = static_cast<std::time_t>(time);
    std::tm local{};
    localtime_r(&seconds, &local);
    return local.tm_gmtoff;
}

std::uint64_t SessionHost::entropy() {
    if (!capabilities_.entropy || capabilities_.seed) return mixed((capabilities_.entropy ? *capabilities_.seed : 0) + ++seeds_given_);
    std::uint64_t number = 0; // not std::random_device, which opens a file where it is WebAssembly
    if (getentropy(&number, sizeof number) != 0) number = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
    return number;
}

} // namespace rumina
