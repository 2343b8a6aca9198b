#include "session/session_host.h"

#include <chrono>
#include <ctime>
#include <random>

namespace rumina {

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
    if (!capabilities_.entropy) return 1;
    std::random_device device;
    return static_cast<std::uint64_t>(device()) << 32 | device();
}

} // namespace rumina
