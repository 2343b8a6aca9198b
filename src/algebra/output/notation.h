// How an expression is written in two dimensions: fractions, raised exponents, roots, big operators, brackets. Made once
// from an expression; latex.cpp, mathml.cpp and pretty.cpp only draw it.
#pragma once

#include <string>
#include <vector>

#include "algebra/expression.h"

namespace rumina::algebra {

enum class Shape : std::uint8_t {
    Row,         ///< parts side by side
    Number,      ///< text: digits, "1.5", "3/4" never
    Identifier,  ///< text: one letter in italics, several upright
    Name,        ///< text: a function's name, upright
    Operator,    ///< text: a sign with space around it as its kind wants
    Times,       ///< a product's invisible sign
    Word,        ///< text: words with spaces around them
    Fraction,    ///< numerator, denominator
    Power,       ///< base, exponent
    Subscript,   ///< base, index
    Radical,     ///< radicand [, degree]
    Overline,    ///< part
    Fence,       ///< text: the opening bracket; part
    Stack,       ///< upper over lower without a line, in parentheses
    Big,         ///< text: ∑ ∏ ∫ lim; lower, upper, what it applies to; empty rows where there is nothing
    Cases,       ///< value, condition, …
    Matrix,      ///< rows, each a Row of entries, in brackets
};

struct Notation {
    Shape shape = Shape::Row;
    std::string text;
    std::vector<Notation> parts;

    bool is_empty() const { return shape == Shape::Row && parts.empty(); }
};

/// The closing bracket of an opening one.
std::string_view closing(std::string_view opening);

// The three drawings. ExpressionTooDeep when parts are nested too deep for native recursion.
std::string latex(const Notation& notation);
std::string mathml(const Notation& notation);
std::string pretty(const Notation& notation);

/// ExpressionTooDeep when the expression is nested too deep for native recursion.
Notation notation_of(const Expr& e);

} // namespace rumina::algebra
