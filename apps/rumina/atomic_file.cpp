#include "atomic_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rumina {
namespace {

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

bool write_atomically(const std::string& path, std::string_view bytes, std::string& why) {
    struct stat before {};
    bool exists = stat(path.c_str(), &before) == 0;
    if (exists && !S_ISREG(before.st_mode)) {
        why = S_ISDIR(before.st_mode) ? "it is a directory" : "it is not a regular file";
        return false;
    }
    std::string target = path;
    if (char* real = exists ? realpath(path.c_str(), nullptr) : nullptr) { // a link goes on leading to the file
        target = real;
        std::free(real);
    }
    std::string temporary = target + ".XXXXXX";
    int file = mkstemp(temporary.data());
    if (file < 0) {
        why = std::strerror(errno);
        return false;
    }
    mode_t mask = umask(0);
    umask(mask);
    bool good = fchmod(file, exists ? before.st_mode & 07777 : 0666 & ~mask) == 0 && write_all(file, bytes) && fsync(file) == 0;
    int error = errno;
    if (close(file) != 0 && good) {
        good = false;
        error = errno;
    }
    if (good && rename(temporary.c_str(), target.c_str()) != 0) {
        good = false;
        error = errno;
    }
    if (!good) {
        unlink(temporary.c_str());
        why = std::strerror(error);
        return false;
    }
    // The new name should outlive a power cut as well; where a folder cannot be synced, it is as safe as it can be.
    std::size_t slash = target.rfind('/');
    std::string folder = slash == std::string::npos ? "." : slash == 0 ? "/" : target.substr(0, slash);
    if (int directory = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); directory >= 0) {
        fsync(directory);
        close(directory);
    }
    return true;
}

} // namespace rumina
