// What the C library would write to standard output and standard error, which only happens before it stops the module: to
// the console, without the descriptors and files that the library would import.
#include <cstddef>
#include <cstdint>
#include <string>

#include <emscripten/console.h>
#include <wasi/api.h>

namespace {
std::string line; ///< of standard error, until its end
}

extern "C" {

__wasi_errno_t __wasi_fd_write(__wasi_fd_t, const __wasi_ciovec_t* pieces, std::size_t count, __wasi_size_t* written) {
    *written = 0;
    for (std::size_t i = 0; i < count; ++i) {
        line.append(reinterpret_cast<const char*>(pieces[i].buf), pieces[i].buf_len);
        *written += pieces[i].buf_len;
    }
    if (line.ends_with('\n')) {
        line.pop_back();
        emscripten_console_error(line.c_str());
        line.clear();
    }
    return __WASI_ERRNO_SUCCESS;
}

__wasi_errno_t __wasi_fd_close(__wasi_fd_t) { return __WASI_ERRNO_BADF; }
__wasi_errno_t __wasi_fd_read(__wasi_fd_t, const __wasi_iovec_t*, std::size_t, __wasi_size_t*) { return __WASI_ERRNO_BADF; }
__wasi_errno_t __wasi_fd_seek(__wasi_fd_t, __wasi_filedelta_t, __wasi_whence_t, __wasi_filesize_t*) { return __WASI_ERRNO_BADF; }
}
