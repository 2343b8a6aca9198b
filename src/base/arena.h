// A bump allocator for objects that live and die together (the nodes of a syntax tree). Destructors of
// objects that need one run, newest first, when the arena goes; nothing is freed before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace rumina {

class Arena {
public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    ~Arena() {
        for (const Destructor* it = newest_; it != nullptr; it = it->earlier) it->run(it->object);
    }

    template <typename T, typename... Args>
    T* create(Args&&... args) {
        if constexpr (std::is_trivially_destructible_v<T>) {
            return new (allocate(sizeof(T), alignof(T))) T(std::forward<Args>(args)...);
        } else {
            void* record = allocate(sizeof(Destructor), alignof(Destructor));
            T* object = new (allocate(sizeof(T), alignof(T))) T(std::forward<Args>(args)...);
            newest_ = new (record) Destructor{newest_, object, [](void* p) { static_cast<T*>(p)->~T(); }};
            return object;
        }
    }

    /// Room for objects that need no destructor; they are not made.
    template <typename T>
    T* room_for(std::size_t count) {
        static_assert(std::is_trivially_destructible_v<T> && std::is_trivially_copyable_v<T>);
        return static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
    }

private:
    struct Destructor {
        const Destructor* earlier;
        void* object;
        void (*run)(void*);
    };
    /// The first block is part of the arena: one line of input needs no other.
    static constexpr std::size_t kFirstBlock = 2048, kLargestBlock = 16 * 1024;

    void* allocate(std::size_t bytes, std::size_t alignment) {
        const std::size_t start = (used_ + alignment - 1) & ~(alignment - 1);
        if (start + bytes > capacity_) return allocate_in_new_block(bytes);
        used_ = start + bytes;
        return block_ + start;
    }
    void* allocate_in_new_block(std::size_t bytes) {
        const std::size_t usual = capacity_ < kLargestBlock ? capacity_ * 2 : kLargestBlock;
        capacity_ = bytes > usual ? bytes : usual;
        more_.push_back(std::make_unique_for_overwrite<std::max_align_t[]>(capacity_ / sizeof(std::max_align_t) + 1));
        block_ = reinterpret_cast<std::byte*>(more_.back().get());
        used_ = bytes;
        return block_;
    }

    const Destructor* newest_ = nullptr;
    std::byte* block_ = first_;
    std::size_t used_ = 0, capacity_ = kFirstBlock;
    std::vector<std::unique_ptr<std::max_align_t[]>> more_;
    alignas(std::max_align_t) std::byte first_[kFirstBlock];
};

/// A sequence whose elements are in an arena and go with it. Growing leaves the old place behind.
template <typename T>
class ArenaVector {
public:
    void push_back(Arena& arena, const T& element) {
        if (size_ == capacity_) {
            capacity_ = size_ == 0 ? 1 : 2 * size_;
            T* larger = arena.room_for<T>(capacity_);
            std::uninitialized_copy_n(data_, size_, larger);
            data_ = larger;
        }
        new (data_ + size_++) T(element);
    }

    T* begin() { return data_; }
    T* end() { return data_ + size_; }
    const T* begin() const { return data_; }
    const T* end() const { return data_ + size_; }
    std::size_t size() const { return size_; }
    T& operator[](std::size_t i) { return data_[i]; }
    const T& operator[](std::size_t i) const { return data_[i]; }
    const T& front() const { return data_[0]; }
    const T& back() const { return data_[size_ - 1]; }

private:
    T* data_ = nullptr;
    std::uint32_t size_ = 0, capacity_ = 0;
};

} // namespace rumina
