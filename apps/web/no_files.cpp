// There are no files: what the C library asks a system for to open, change or remove one fails here, and is not imported.
#include <cerrno>
#include <cstdint>

extern "C" {

int __syscall_openat(int, std::intptr_t, int, ...) { return -ENOSYS; }
int __syscall_fcntl64(int, int, ...) { return -ENOSYS; }
int __syscall_ioctl(int, int, ...) { return -ENOSYS; }
int __syscall_unlinkat(int, std::intptr_t, int) { return -ENOSYS; }
int __syscall_rmdir(std::intptr_t) { return -ENOSYS; }
}
