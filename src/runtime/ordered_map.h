// A hash map that iterates in the order of insertion: tables and sets. Keys are values; keys that are numerically
// equal (1 and 1.0f, 1/2 and 0.5f) are one key. Entries are a dense array with holes where keys were erased, the index
// is open addressing over it, as in CPython's dict.
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/value.h"

namespace rumina {

/// Hash and equality of keys. Raises NotHashable for values that cannot be keys (arrays, structs, functions are keys
/// by identity of reference only when immutable: they are refused).
std::uint64_t hash_key(const Value& key);
bool equal_keys(const Value& a, const Value& b);

class OrderedMap {
public:
    struct Entry {
        Value key; ///< Unset: erased
        Value value;
        std::uint64_t hash;
    };

    std::size_t size() const { return live_; }
    const Value* find(const Value& key) const;
    Value* find(const Value& key) { return const_cast<Value*>(static_cast<const OrderedMap*>(this)->find(key)); }
    /// Inserts, or replaces the value and keeps key and place. True when the key is new.
    bool set(const Value& key, const Value& value);
    bool erase(const Value& key);
    void clear();
    void reserve(std::size_t entries);

    /// For iteration by position: entries()[i] with key Unset are holes.
    const std::vector<Entry>& entries() const { return entries_; }
    std::vector<Entry>& entries() { return entries_; }
    std::size_t bytes() const { return entries_.capacity() * sizeof(Entry) + index_.capacity() * sizeof(std::uint32_t); }

private:
    static constexpr std::uint32_t kEmpty = 0xFFFFFFFF, kErased = 0xFFFFFFFE;
    std::size_t locate(const Value& key, std::uint64_t hash) const; ///< place in index_, or npos
    void rebuild(std::size_t capacity);
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    std::vector<Entry> entries_;
    std::vector<std::uint32_t> index_; ///< a power of two; entry number, kEmpty or kErased
    std::size_t live_ = 0, used_ = 0;  ///< used_ counts index places that are not kEmpty
};

} // namespace rumina
