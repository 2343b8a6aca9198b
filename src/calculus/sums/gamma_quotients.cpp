#include "calculus/sums/gamma_quotients.h"

#include <vector>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

Expr with_gammas_joined(const Expr& e, const Expr& n) {
    std::vector<Expr> smallest;
    any_node(e, [&](const Expr& part) {
        if (!part.is(FunctionId::Gamma) || free_of(part, n)) return false;
        for (Expr& u : smallest) {
            const Expr difference = expand(part.argument(0) - u);
            if (!difference.is_integer()) continue;
            if (difference.number().sign() < 0) u = part.argument(0);
            return false;
        }
        smallest.push_back(part.argument(0));
        return false;
    });
    const Expr joined = map_bottom_up(e, [&](const Expr& part) -> Expr {
        if (!part.is(FunctionId::Gamma) || free_of(part, n)) return part;
        for (const Expr& u : smallest) {
            const Expr difference = expand(part.argument(0) - u);
            if (!difference.is_integer() || compare(difference.number().integer(), Integer(50)) > 0) continue;
            ProductBuilder product;
            product.multiply(call(FunctionId::Gamma, u));
            for (std::int64_t j = 0; j < difference.number().integer().to_int64(); ++j) product.multiply(u + Expr(j));
            return product.finish();
        }
        return part;
    });
    return map_bottom_up(joined, [&](const Expr& part) -> Expr {
        return part.is(FunctionId::Gamma) && contains(part, n) && (part.argument(0) - 1).is_symbol() ? call(FunctionId::Factorial, part.argument(0) - 1) : part;
    });
}

} // namespace rumina::calculus
