// A bump allocator for objects that live and die together (the nodes of a syntax tree). Destructors of
// objects that need one run, newest first, when the arena goes; nothing is freed before.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace rumina {

class Arena {
public:
    Arena() = default;
    Arena(Arena&&) = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    Arena& operator=(Arena&&) = delete;
    ~Arena() {
        for (auto it = destructors_.rbegin(); it != destructors_.rend(); ++it) it->run(it->object);
    }

    template <typename T, typename... Args>
    T* create(Args&&... args) {
        T* object = new (allocate(sizeof(T), alignof(T))) T(std::forward<Args>(args)...);
        if constexpr (!std::is_trivially_destructible_v<T>)
            destructors_.push_back({object, [](void* p) { static_cast<T*>(p)->~T(); }});
        return object;
    }

private:
    struct Destructor {
        void* object;
        void (*run)(void*);
    };
    static constexpr std::size_t kFirstBlock = 1024, kLargestBlock = 16 * 1024; ///< one line of input needs few nodes

    void* allocate(std::size_t bytes, std::size_t alignment) {
        std::size_t start = (used_ + alignment - 1) & ~(alignment - 1);
        if (blocks_.empty() || start + bytes > capacity_) {
            std::size_t usual = blocks_.empty() ? kFirstBlock : capacity_ < kLargestBlock ? capacity_ * 2 : kLargestBlock;
            capacity_ = bytes > usual ? bytes : usual;
            blocks_.push_back(std::make_unique_for_overwrite<std::max_align_t[]>(capacity_ / sizeof(std::max_align_t) + 1));
            start = 0;
        }
        used_ = start + bytes;
        return reinterpret_cast<char*>(blocks_.back().get()) + start;
    }

    std::vector<std::unique_ptr<std::max_align_t[]>> blocks_;
    std::vector<Destructor> destructors_;
    std::size_t used_ = 0, capacity_ = 0;
};

} // namespace rumina
