// Powers of the logarithm of a linear function times a rational one: by parts where that is elementary, and at simple poles
// polylogarithms:
//
//   ∫ L^n/(x - r) dx = L^n·log(1 - u/α) + Σ (-1)^(k-1)·n!/(n-k)!·L^(n-k)·Li_{k+1}(u/α),  L = log u, α = u(r)
//
// Inverse functions by logarithms. [Lewin 1981]; [Baddoura 2006]
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/differentiate.h"
#include "calculus/linear_parts.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// log²u/(x - r) and the like.
Expr over_point(std::int64_t n, const Expr& u, const Linear& linear, const Expr& r, const Expr& x) {
    const Expr alpha = expand(linear.slope * r + linear.offset), l = log_of(u);
    if (alpha.is_zero()) return power(l, Expr(n + 1)) / Expr(n + 1);
    const Expr ratio = expand(u / alpha);
    SumBuilder sum;
    sum.add(power(l, Expr(n)) * log_of(expand(negate(linear.slope / alpha) * (x - r))));
    Number falling(1);
    for (std::int64_t k = 1; k <= n; ++k) {
        falling = falling * Number(n - k + 1);
        sum.add(Expr(k % 2 == 1 ? falling : Number(0) - falling) * power(l, Expr(n - k)) * call(FunctionId::Polylog, Expr(k + 1), ratio));
    }
    return sum.finish();
}

/// Inverse tangents and their relatives by logarithms of linear functions, for linear arguments.
Expr by_logarithms(const Expr& f, const Expr& x) {
    const Expr i = imaginary_unit();
    return map_bottom_up(f, [&](const Expr& part) -> Expr {
        if (!part.is(NodeKind::Function) || part.arguments().size() != 1 || free_of(part, x)) return part;
        const Expr& u = part.argument(0);
        switch (part.function_id()) {
        case FunctionId::Atan: return i / 2 * (log_of(1 - i * u) - log_of(1 + i * u));
        case FunctionId::Acot: return i / 2 * (log_of(1 - i / u) - log_of(1 + i / u));
        case FunctionId::Atanh: return (log_of(1 + u) - log_of(1 - u)) / 2;
        case FunctionId::Acoth: return (log_of(1 + power(u, -1)) - log_of(1 - power(u, -1))) / 2;
        default: return part;
        }
    });
}

/// Logarithms of products, quotients and powers as sums; the difference jumps only.
Expr with_logarithms_opened(const Expr& f, const Expr& x, bool& changed) {
    return map_bottom_up(f, [&](const Expr& part) -> Expr {
        if (!part.is(FunctionId::Log) || free_of(part, x)) return part;
        const Expr product = factor(together(part.argument(0)));
        if (!product.is_mul() && !product.is_power()) return part;
        SumBuilder sum;
        ProductBuilder constant;
        constant.multiply(product.is_mul() ? product.coefficient() : Number(1));
        for (const Factor& piece : product.is_mul() ? std::vector<Factor>(product.factors().begin(), product.factors().end()) : factors_of(product)) {
            if (free_of(piece.base, x) && free_of(piece.exponent, x)) constant.multiply(piece.base, piece.exponent);
            else if (contains(piece.exponent, x)) return part;
            else sum.add(piece.exponent * log_of(piece.base));
        }
        changed = true;
        return log_of(constant.finish()) + sum.finish();
    });
}

} // namespace

Expr integrate_logarithms(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    Expr l, exponent(0);
    ProductBuilder rest;
    for (const Factor& factor : factors_of(f)) {
        if (factor.base.is(FunctionId::Log) && contains(factor.base, x) && !l && factor.exponent.is_integer() && factor.exponent.number().sign() > 0) {
            l = factor.base;
            exponent = factor.exponent;
        } else {
            rest.multiply(factor.base, factor.exponent);
        }
    }
    const Expr rational = rest.finish();
    if (l && compare(exponent.number().integer(), Integer(20)) <= 0) {
        const Expr& u = l.argument(0);
        if (const auto linear = linear_in(u, x))
            if (const auto parts = linear_parts(rational, x)) {
                const std::int64_t n = exponent.number().integer().to_int64();
                StepMark mark;
                SumBuilder sum;
                auto by_parts = [&](const Expr& antiderivative) { // of what stands beside L^n
                    const Expr left = integrator.find(expand(antiderivative / u) * Expr(n) * linear->slope * power(l, Expr(n - 1)));
                    if (!left) return false;
                    sum.add(antiderivative * power(l, Expr(n)) - left);
                    return true;
                };
                bool complete = true;
                if (!parts->polynomial.is_zero()) {
                    const Expr whole = integrator.find(parts->polynomial);
                    complete = whole && by_parts(whole);
                }
                for (const PointPart& part : parts->parts) {
                    if (!complete) break;
                    if (part.order == 1) sum.add(part.coefficient * over_point(n, u, *linear, part.point, x));
                    else complete = by_parts(part.coefficient * power(x - part.point, Expr(1 - part.order)) / Expr(1 - part.order));
                }
                if (complete) {
                    mark.keep();
                    return sum.finish();
                }
            }
    }
    // Difference of the logarithm of a product and the sum of logarithms: a constant that jumps. It stays with the whole:
    // L = S + j, and ∫ L^n·R is a polynomial in j.
    bool changed = false;
    if (l && exponent.is_one()) {
        const Expr opened = with_logarithms_opened(l, x, changed);
        if (changed) {
            const Expr sum = integrator.find(expand(opened * rational)), factor = integrator.find(rational);
            if (sum && factor) return sum + (l - opened) * factor;
        }
    }
    const Expr g = by_logarithms(f, x);
    if (g != f) return integrator.find_as(expand(g), "Inverse functions by logarithms");
    return Expr();
}

} // namespace rumina::calculus
