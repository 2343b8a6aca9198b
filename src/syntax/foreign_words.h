// Words and signs that mean something in other languages, and how this one says it: hints for where reading fails.
#pragma once

#include <string_view>

namespace rumina::syntax {

/// For a word that turned out to be only a name; "" for one that is not known.
std::string_view meant_by_word(std::string_view word);
/// For a word between two operands: `5 mod 3`.
std::string_view meant_by_operator(std::string_view word);

inline constexpr std::string_view kLambdaHint = "Write `|x| …` for a function without a name.";
/// Where the bars of a lambda were meant as those of an absolute value.
inline constexpr std::string_view kAbsoluteValueHint = "Write `abs(x)` for an absolute value; `|x| …` is a function.";

} // namespace rumina::syntax
