#include "calculus/integrate/complex_numbers.h"

#include <algorithm>

namespace rumina::calculus {

using namespace algebra;

bool has_complex_numbers(const Expr& e) {
    return any_node(e, [](const Expr& part) {
        if (part.is_number()) return !part.number().is_real();
        if (part.is_add())
            return !part.constant_part().is_real() || std::any_of(part.terms().begin(), part.terms().end(), [](const Term& t) { return !t.coefficient.is_real(); });
        return part.is_mul() && !part.coefficient().is_real();
    });
}

Expr with_conjugated_numbers(const Expr& e) {
    return map_parts(e, [](const Expr& part) { return part.is_number() ? Expr(part.number().conjugate()) : part; });
}

} // namespace rumina::calculus
