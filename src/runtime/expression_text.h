// Text to expressions, without executing anything: names are symbols and constants, calls are known functions, nothing
// of the program is seen or changed.
#pragma once

#include <string_view>

#include "algebra/expression.h"

namespace rumina {

/// The expression that the text means: everything algebra::to_infix writes reads back as the same node. Unknown names
/// are symbols; `y(x)` with one letter is an applied symbol, any other unknown call is a NameError. Operators are the
/// language's: `(-8)^(1/3)` is -2. Raises SyntaxErrors and CannotParse that name the place in the text, and what the
/// constructors raise (DivisionByZero …). Needs a current Store.
algebra::Expr parse_expression(std::string_view text);

} // namespace rumina
