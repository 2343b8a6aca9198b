// A number as it is written, kept apart from the tree: some literals raise when they are reached, not before.
#pragma once

#include <string>

#include "runtime/operations.h"
#include "syntax/nodes.h"

namespace rumina {

struct NumberLiteral {
    NumberExpr::Form form = NumberExpr::Form::Integer;
    bool imaginary = false;
    std::string text; ///< as in NumberExpr

    NumberLiteral() = default;
    explicit NumberLiteral(const NumberExpr& literal) : form(literal.form), imaginary(literal.imaginary), text(literal.text) {}
    Value value(Runtime& runtime) const {
        NumberExpr literal{Span{}};
        literal.form = form;
        literal.imaginary = imaginary;
        literal.text = text;
        return number_literal(runtime, literal);
    }
};

} // namespace rumina
