// |sin|, |cos|, |erf| <= 1, |atan| < 2; 1 < log k < k, k^r <= k^⌈r⌉, |ψ(k)| < k and
// erfc k < e^(-k²) for k >= 8.
#include "calculus/sums/envelope.h"

#include "algebra/assumptions.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/rewrite/rewrite.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

bool is_hyperbolic(const Expr& e) {
    switch (e.is(NodeKind::Function) ? e.function_id() : FunctionId::Log) {
    case FunctionId::Sinh: case FunctionId::Cosh: case FunctionId::Tanh: case FunctionId::Coth: case FunctionId::Sech: case FunctionId::Csch: return true;
    default: return false;
    }
}

/// The bound of a function with values in [-bound, bound] for real arguments, 0 for others.
std::int64_t bound_of_values(const Expr& e) {
    if (!e.is(NodeKind::Function)) return 0;
    switch (e.function_id()) {
    case FunctionId::Sin: case FunctionId::Cos: case FunctionId::Erf: return 1;
    case FunctionId::Atan: return 2;
    default: return 0;
    }
}

} // namespace

Expr without_hyperbolic_functions(const Expr& f, const Expr& k) {
    const Expr changed = map_bottom_up(f, [&](const Expr& part) { return is_hyperbolic(part) && contains(part, k) ? rewriting::function_by_exponentials(part).value_or(part) : part; });
    return changed == f ? f : together(changed);
}

Expr envelope_of(const Expr& f, const Expr& k) {
    ProductBuilder product;
    for (const Factor& part : factors_of(f)) {
        const bool has_number = part.exponent.is_number() && part.exponent.number().is_rational() && contains(part.base, k);
        const int sign = has_number ? part.exponent.number().sign() : 0;
        const std::int64_t bound = bound_of_values(part.base);
        if (sign > 0 && bound > 0 && is_real_on_axis(part.base.argument(0), k)) {
            product.multiply(power(Expr(bound), part.exponent));
            continue;
        }
        const bool is_log = part.base.is(FunctionId::Log) && part.base.arguments().size() == 1 && part.base.argument(0) == k;
        if (has_number && (is_log || part.base == k)) { // the next integer power that is not below
            if (is_log && sign < 0) continue;
            product.multiply(k, Expr(ceil(part.exponent.number().rational())));
            continue;
        }
        if (sign > 0 && part.base.is(FunctionId::Erfc) && part.base.argument(0) == k) { // erfc x <= e^(-x²) [DLMF] 7.8.2
            product.multiply(exp(negate(k * k)), part.exponent);
            continue;
        }
        if (sign > 0 && part.base.is(FunctionId::Digamma) && part.base.argument(0) == k) {
            product.multiply(k, part.exponent);
            continue;
        }
        product.multiply(part.base, part.exponent);
    }
    return product.finish();
}

Expr with_limits_apart(const Expr& f, const Expr& k) {
    return map_bottom_up(f, [&](const Expr& part) {
        if (!part.is(NodeKind::Function) || part.arguments().size() != 1 || !contains(part, k)) return part;
        const Expr& u = part.argument(0);
        if (part.is(FunctionId::Erf)) return 1 - call(FunctionId::Erfc, u);
        if (part.is(FunctionId::Tanh)) return 1 - 2 / (exp(2 * u) + 1);
        if (part.is(FunctionId::Coth)) return 1 + 2 / (exp(2 * u) - 1);
        return part;
    });
}

bool is_real_on_axis(const Expr& f, const Expr& k) {
    const Expr real = hidden_symbol("t");
    Assumptions::Scope scope;
    Assumptions::current().declare(k, Property::Positive);
    Assumptions::current().declare(real, Property::Real);
    const Expr g = map_bottom_up(f, [&](const Expr& part) {
        const bool is_entire = part.is(FunctionId::Erf) || part.is(FunctionId::Erfc) || part.is(FunctionId::Tanh) || part.is(FunctionId::Sech);
        return is_entire && has_property(part.argument(0), Property::Real) == Truth::Yes ? real : part;
    });
    return has_property(g, Property::Real) == Truth::Yes;
}

} // namespace rumina::calculus
