// Reading and writing slots in the dispatch loop's fast paths, where the kinds of the values have been tested.
#pragma once

#include <cstdint>

#include "runtime/object.h"
#include "runtime/value.h"

namespace rumina {

/// Word by word: a slot that was written as two words a moment ago can be forwarded to two loads, not to one of 16 bytes,
/// which has to wait until both stores have reached the cache (a quarter of fib's time).
inline void copy(Value& to, const Value& from) {
    std::uint64_t tag = from.tag;
    std::int64_t payload = from.integer;
    to.tag = tag;
    to.integer = payload;
}

inline void set_int(Value& place, std::int64_t value) {
    place.tag = 0;
    place.integer = value;
}

inline void set_float(Value& place, double value) {
    place.tag = static_cast<std::uint64_t>(Tag::Float);
    place.real = value;
}

inline void set_bool(Value& place, bool value) {
    place.tag = static_cast<std::uint64_t>(Tag::Bool);
    place.integer = value ? 1 : 0;
}

/// Whether `==` asks for the same bits: of two ints or bools, and of null and anything else but an expression.
inline bool is_settled(const Value& x, const Value& y) {
    if ((x.tag | y.tag) == 0) return true;
    if (x.tag == y.tag) return x.is(Tag::Bool) || x.is_null();
    return (x.is_null() && !y.is(Tag::Expression)) || (y.is_null() && !x.is(Tag::Expression));
}

inline double double_in(const Value& value) { return value.is_int() ? static_cast<double>(value.integer) : value.real; }

inline std::int64_t quotient_of(std::int64_t a, std::int64_t b) { // b > 0
    if (((static_cast<std::uint64_t>(a) | static_cast<std::uint64_t>(b)) >> 32) == 0)
        return static_cast<std::uint32_t>(a) / static_cast<std::uint32_t>(b);
    return a / b;
}

inline std::int64_t remainder_of(std::int64_t a, std::int64_t b) { // b != 0, -1
    // A 32-bit division is several times faster than a 64-bit one.
    if (((static_cast<std::uint64_t>(a) | static_cast<std::uint64_t>(b)) >> 32) == 0)
        return static_cast<std::uint32_t>(a) % static_cast<std::uint32_t>(b);
    return a % b;
}

/// A part of a shared value belongs to every holder of that value.
inline void share_part(const Value& container, const Value& part) {
    if (container.tag >= kFirstSharedTag && container.tag <= kLastTag && container.object->shared) share(part);
}

/// A range of ints that goes up by one is counted in its two slots.
inline void count_up(Value state[2]) {
    if (!state[0].is(Tag::Range)) return;
    const auto* range = state[0].as<RangeObject>();
    if (!range->low.is_int() || !range->high.is_int() || !range->step.is_int() || range->step.integer != 1) return;
    if (range->low.integer > range->high.integer || range->high.integer == INT64_MAX) return;
    state[1] = range->low;
    state[0] = range->high;
}

} // namespace rumina
