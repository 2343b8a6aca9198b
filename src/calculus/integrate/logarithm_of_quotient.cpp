// Rational functions of x and of the logarithm of C·((ax + b)/(cx + d))^n: with t = (ax + b)/(cx + d), x is rational in t and
// the logarithm is n·log t and what is constant but for jumps. [Gradshteyn & Ryzhik 2015] 2.73
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

struct QuotientPower {
    Linear above, below;
    Expr value;    ///< above/below
    Expr exponent; ///< n
};

/// The argument of a logarithm as C·(p/q)^n; none for others, or where p or q is constant.
std::optional<QuotientPower> quotient_power(const Expr& argument, const Expr& x) {
    struct Part {
        Expr base, exponent;
    };
    std::vector<Part> parts;
    const std::function<bool(const Expr&, const Expr&)> gather = [&](const Expr& e, const Expr& exponent) {
        for (const Factor& factor : factors_of(e)) {
            if (free_of(factor.base, x) && free_of(factor.exponent, x)) continue;
            if (contains(factor.exponent, x)) return false;
            const Expr whole = expand(factor.exponent * exponent);
            if (factor.base.is_mul() || factor.base.is_power()) {
                if (!gather(factor.base, whole)) return false;
            } else if (linear_in(factor.base, x)) {
                parts.push_back({factor.base, whole});
            } else {
                return false;
            }
        }
        return true;
    };
    if (!gather(argument, Expr(1)) || parts.size() != 2 || !expand(parts[0].exponent + parts[1].exponent).is_zero()) return std::nullopt;
    return QuotientPower{*linear_in(parts[0].base, x), *linear_in(parts[1].base, x), parts[0].base / parts[1].base, parts[0].exponent};
}

} // namespace

Expr integrate_logarithm_of_quotient(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    Expr logarithm;
    bool is_one = true;
    any_node(f, [&](const Expr& part) {
        if (!part.is(FunctionId::Log) || part.arguments().size() != 1 || free_of(part, x)) return false;
        is_one = is_one && (!logarithm || logarithm == part);
        logarithm = part;
        return !is_one;
    });
    if (!logarithm || !is_one) return Expr();
    const auto quotient = quotient_power(logarithm.argument(0), x);
    if (!quotient) return Expr();
    const auto& [above, below, value, n] = *quotient;
    const Expr t = integrator.new_variable(), constant = hidden_symbol("κ");
    const Expr x_in_t = (above.offset - below.offset * t) / (below.slope * t - above.slope);
    const Expr slope = (above.slope * below.offset - above.offset * below.slope) / power(below.slope * t - above.slope, 2);
    const Expr l = hidden_symbol("l");
    const Expr rational = substitute(substitute(f, logarithm, l), x, x_in_t) * slope;
    if (contains(rational, x) || !polynomial_in(numerator(together(rational)), t)) return Expr();
    const Expr integrand = substitute(algebra::factor(cancel(rational)), l, n * log_of(t) + constant);
    const Expr found = integrator.find_substituted(integrand, t, value);
    return found ? substitute(found, constant, logarithm - n * log_of(value)) : found;
}

} // namespace rumina::calculus
