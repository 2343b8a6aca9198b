// Copies of bytes by WebAssembly's own instruction. The C library's loops over words are code that an engine compiles, and again
// when it is hot, which is within a thousand lines of input.
#include <cstddef>

extern "C" {

void* memmove(void* to, const void* from, std::size_t bytes) { return __builtin_memmove(to, from, bytes); }

}
