// Expression patterns of `match`: `u^n`, `sin(u)`, `f + g` take an expression apart. Plain names stand for its parts; a
// name that occurs twice stands for the same part. Sums and products match in any order, specific parts first, and the
// last plain name takes what is left.
#pragma once

#include <string>
#include <vector>

#include "runtime/number_literal.h"
#include "runtime/operations.h"
#include "syntax/nodes.h"

namespace rumina {

/// A pattern as data of its own: engines need no tree to match it.
struct ExpressionForm {
    enum class Kind : std::uint8_t {
        Part,       ///< a plain name: `part` counts the different ones in the order of their first occurrence
        Number,     ///< `number`
        Power,      ///< operands: base, exponent
        Negate,     ///< one operand, as SquareRoot and Factorial
        SquareRoot,
        Factorial,
        Sum,        ///< operands, those with `inverse` subtracted
        Product,    ///< operands, those with `inverse` divided by
        Function,   ///< `name` with operands
        Never,      ///< of a form that no expression has
    };
    struct Node {
        Kind kind = Kind::Never;
        bool inverse = false;
        std::uint32_t part = 0;
        NumberLiteral number;
        std::string name;
        std::vector<Node> operands;
    };
    Node root;
    std::uint32_t parts = 0;
};

/// The plain names of the pattern, each once, in the order of their first occurrence.
std::vector<const NameExpr*> parts_of_pattern(const Expr& pattern);
ExpressionForm form_of_pattern(const Runtime& runtime, const Expr& pattern);

/// Whether the value has the form; `parts` gets what the plain names stand for. PatternTypeMismatch for a value that is no
/// number or expression.
bool take_expression_apart(Runtime& runtime, const ExpressionForm& form, const Value& value, std::vector<Value>& parts);

} // namespace rumina
