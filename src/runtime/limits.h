// The budgets of one engine, and their text: "time=1s,memory=256MB,steps=1e8".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rumina {

/// 0 means no limit where that is possible. A limit that is hit is a LimitError of the program.
struct Limits {
    std::uint64_t steps = 0;         ///< function entries and loop back-edges
    double seconds = 0;              ///< wall clock of one evaluation
    std::uint64_t memory = 0;        ///< bytes
    std::uint32_t call_depth = 10000;
    std::uint64_t integer_bits = std::uint64_t{1} << 25; ///< 10 million digits: the most that can be stopped within 250 ms
    std::uint64_t terms = 1'000'000; ///< of a polynomial
    std::uint64_t output = 0;        ///< bytes

    /// Sets integer_bits to hold every integer of so many decimal digits.
    void set_digits(double digits);
};

/// Sets what the text names: keys time (1s, 500ms, 2m), steps, memory and output (64M, 256MB, 1GiB; K is 1024), depth,
/// digits, terms; `none` lifts time, steps, memory and output. Returns what is wrong with the text, if anything; then the
/// limits before the mistake are set.
std::optional<std::string> set_limits(Limits& limits, std::string_view text);

} // namespace rumina
