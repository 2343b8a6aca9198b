// The usual layout of a program: four spaces for each block, one space where two tokens need or want one, no more than one
// blank line together. Lines stay the lines they are, comments stay where they are, and so does the choice between `2*x` and
// `2 * x`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rumina {

/// The program laid out; it means the same, and laying it out again changes nothing. Nothing for a text with syntax errors.
/// `as_it_was` (may be null) tells that the text was given back because another layout would mean something else. Cost is
/// linear in the text.
std::optional<std::string> format(std::string_view code, bool* as_it_was = nullptr);

} // namespace rumina
