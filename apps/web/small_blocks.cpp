// Memory of short blocks. Those of C++ objects that were given back are kept by size for the next ones. A line of input takes
// and gives back two dozen; from a list that is a few instructions each, from the C library's allocator, which looks for
// neighbours to join them with, about a hundred. Every block is the allocator's own, so that it can also be given back there, as
// arrays are. The library's other forms of `new` come here; without exceptions its nothrow form would not (c_api.cpp uses it).
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>

#include <malloc.h>

namespace {

constexpr std::size_t kGranule = 16, kShort = 512, kLongest = 4096; ///< a tree and its tokens are the longest of a line

struct Free {
    Free* next;
};

struct List {
    Free* first;
    unsigned length;
} lists[kLongest / kGranule + 1];

constexpr std::size_t index_of(std::size_t bytes) { return bytes == 0 ? 1 : (bytes + kGranule - 1) / kGranule; }

/// Of a size; 1.2 MB at most of all of them.
constexpr unsigned most_kept(std::size_t bytes) { return bytes > kShort ? 2 : 16; }

void* allocate(std::size_t bytes) {
    if (void* block = std::malloc(bytes)) return block;
    throw std::bad_alloc();
}

} // namespace

void* operator new(std::size_t bytes) {
    if (bytes > kLongest) return allocate(bytes);
    const std::size_t index = index_of(bytes);
    List& list = lists[index];
    if (list.first == nullptr) return allocate(index * kGranule);
    --list.length;
    Free* block = list.first;
    list.first = block->next;
    return block;
}

void operator delete(void* block, std::size_t bytes) noexcept {
    if (block == nullptr) return;
    if (bytes > kLongest) return std::free(block);
    List& list = lists[index_of(bytes)];
    if (list.length == most_kept(bytes)) return std::free(block);
    ++list.length;
    list.first = new (block) Free{list.first};
}

void operator delete(void* block) noexcept { std::free(block); }

extern "C" void* realloc_in_place(void* block, std::size_t bytes); // the allocator's; null when there is no room

/// Short blocks are copied into new ones: the allocator's search for room behind a block is 2.4 KB of code, which an engine
/// compiles for the first number or array that grows.
extern "C" void* realloc(void* block, std::size_t bytes) {
    if (block == nullptr) return std::malloc(bytes);
    const std::size_t usable = malloc_usable_size(block);
    const bool is_short = usable <= kLongest && bytes <= kLongest;
    if (is_short ? bytes <= usable && bytes >= usable / 2 : realloc_in_place(block, bytes) != nullptr) return block;
    void* moved = std::malloc(bytes);
    if (moved == nullptr) return bytes <= usable ? block : nullptr; // whoever gives memory back is not refused
    std::memcpy(moved, block, bytes < usable ? bytes : usable);
    std::free(block);
    return moved;
}
