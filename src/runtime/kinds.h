// Sets of kinds of values as bits, and the words for them in signatures and messages.
#pragma once

#include <string>
#include <string_view>

#include "runtime/builtin.h"

namespace rumina {

constexpr KindMask bit(Tag tag) { return KindMask{1} << static_cast<unsigned>(tag); }

namespace kinds {
inline constexpr KindMask integer = bit(Tag::Int) | bit(Tag::BigInt);
inline constexpr KindMask rational = integer | bit(Tag::Rational);
inline constexpr KindMask real = rational | bit(Tag::Float);
inline constexpr KindMask number = real | bit(Tag::Expression);
inline constexpr KindMask function = bit(Tag::Function) | bit(Tag::Builtin);
inline constexpr KindMask sequence = bit(Tag::Array) | bit(Tag::Vector) | bit(Tag::Range);
inline constexpr KindMask collection = sequence | bit(Tag::Set) | bit(Tag::Table) | bit(Tag::Struct) | bit(Tag::String);
inline constexpr KindMask any = ((KindMask{1} << (kLastTag + 1)) - 1) & ~(bit(Tag::Unset) | bit(Tag::Cell));
} // namespace kinds

struct KindWord {
    std::string_view word;   ///< in signatures: "Integer"
    std::string_view name;   ///< among the kinds of methods: "int"
    std::string_view phrase; ///< in messages: "an integer"
    KindMask mask;
};
/// The row of a word of either form; null when there is none.
const KindWord* find_kind_word(std::string_view text);
/// "Integer|String" as "an integer or a string".
std::string kinds_phrase(std::string_view kinds);

} // namespace rumina
