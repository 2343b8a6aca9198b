// Answers to questions that cannot always be decided.
#pragma once

#include <cstdint>

namespace rumina {

/// Unknown means "not found out within the means of the question asked", never "false".
enum class Truth : std::uint8_t { No, Yes, Unknown };

constexpr Truth truth_of(bool value) { return value ? Truth::Yes : Truth::No; }
constexpr Truth operator!(Truth t) { return t == Truth::Unknown ? t : t == Truth::Yes ? Truth::No : Truth::Yes; }
constexpr Truth operator&&(Truth a, Truth b) {
    if (a == Truth::No || b == Truth::No) return Truth::No;
    return a == Truth::Yes && b == Truth::Yes ? Truth::Yes : Truth::Unknown;
}
constexpr Truth operator||(Truth a, Truth b) { return !(!a && !b); }

} // namespace rumina
