#include "terminal_host.h"

#include <cerrno>
#include <chrono>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <random>

#include <signal.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rumina {

namespace {
constexpr std::size_t kPiece = 1 << 16;
constexpr std::size_t kMaxSource = std::size_t{1} << 28; // spans have 32 bits
} // namespace

void TerminalHost::flush() {
    if (pending_.empty()) return;
    errno = 0;
    bool complete = std::fwrite(pending_.data(), 1, pending_.size(), stdout) == pending_.size();
    if ((std::fflush(stdout) != 0 || !complete) && write_error_ == 0) write_error_ = errno != 0 ? errno : EIO;
    pending_.clear();
}

void TerminalHost::write(std::string_view text) {
    pending_.append(text);
    static const bool terminal = isatty(STDOUT_FILENO) != 0;
    if (terminal || pending_.size() >= kPiece) flush();
}

std::optional<std::string> TerminalHost::read_line(std::string_view prompt) {
    flush();
    // At a terminal Ctrl-C is held back from the prompt on until the wait for the line has begun: in between it would be
    // lost. A terminal hands over whole lines, so nothing waits after this.
    bool terminal = isatty(STDIN_FILENO) != 0;
    sigset_t interrupt, before;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    if (terminal) pthread_sigmask(SIG_BLOCK, &interrupt, &before);
    if (!prompt.empty()) {
        std::fwrite(prompt.data(), 1, prompt.size(), stdout);
        std::fflush(stdout);
    }
    if (terminal) {
        fd_set input;
        FD_ZERO(&input);
        FD_SET(STDIN_FILENO, &input);
        bool interrupted = pselect(STDIN_FILENO + 1, &input, nullptr, nullptr, nullptr, &before) < 0 && errno == EINTR;
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
        if (interrupted) return std::string();
    }
    std::string line;
    for (;;) {
        int c = std::fgetc(stdin);
        if (c == EOF && std::ferror(stdin) != 0 && errno == EINTR) { // Ctrl-C: an empty line, the caller looks at its flag
            std::clearerr(stdin);
            return std::string();
        }
        if (c == EOF && line.empty()) return std::nullopt;
        if (c == EOF || c == '\n') break;
        line += static_cast<char>(c);
    }
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

std::optional<std::string> read_all(std::FILE* file, std::string& why) {
    std::string text;
    char buffer[1 << 14];
    for (std::size_t got; (got = std::fread(buffer, 1, sizeof buffer, file)) > 0;) {
        text.append(buffer, got);
        if (text.size() > kMaxSource) {
            why = "it is larger than 256 MiB";
            return std::nullopt;
        }
    }
    if (std::ferror(file) != 0) {
        why = std::strerror(errno);
        return std::nullopt;
    }
    return text;
}

std::optional<std::string> TerminalHost::read_source(const std::string& path, std::string& why) {
    struct stat status;
    if (stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
        why = "it is a directory";
        return std::nullopt;
    }
    std::FILE* file = path.find('\0') == std::string::npos ? std::fopen(path.c_str(), "rb") : nullptr;
    if (file == nullptr) {
        why = errno == ENOENT ? "there is no such file" : std::strerror(errno);
        return std::nullopt;
    }
    std::optional<std::string> text = read_all(file, why);
    std::fclose(file);
    return text;
}

std::string TerminalHost::canonical_path(const std::string& path) {
    if (char* real = realpath(path.c_str(), nullptr)) {
        std::string result(real);
        std::free(real);
        return result;
    }
    return path;
}

double TerminalHost::now() { return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count(); }
double TerminalHost::elapsed() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

std::int64_t TerminalHost::utc_offset(double time) {
    auto seconds = static_cast<std::time_t>(time);
    std::tm local{};
    localtime_r(&seconds, &local);
    return local.tm_gmtoff;
}

std::uint64_t TerminalHost::entropy() {
    std::random_device device;
    return static_cast<std::uint64_t>(device()) << 32 | device();
}

} // namespace rumina
