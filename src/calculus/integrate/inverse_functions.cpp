// x by a function of t where an inverse function of a linear argument stands in f: asin(cx + d) = t makes cx + d = sin t,
// and √(1 - (cx + d)²) = cos t. Also exponentials of inverse hyperbolic functions, which are algebraic:
// e^(k·atanh u) = (1 + u)^(k/2)·(1 - u)^(-k/2). Lambert's W(cx + d) = t makes cx + d = t·e^t.
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/radicals.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// How the inverse is undone: argument = direct(t), and 1 ∓ argument² = (cofunction(t))^±2.
struct Inverse {
    FunctionId head, direct, cofunction;
    int sign_of_one, sign_of_square; ///< of the quadratic that becomes a square
    int power;                       ///< of the cofunction that this square is
};
constexpr Inverse kInverses[] = {
    {FunctionId::Asin, FunctionId::Sin, FunctionId::Cos, 1, -1, 2},    {FunctionId::Acos, FunctionId::Cos, FunctionId::Sin, 1, -1, 2},
    {FunctionId::Atan, FunctionId::Tan, FunctionId::Cos, 1, 1, -2},    {FunctionId::Acot, FunctionId::Cot, FunctionId::Sin, 1, 1, -2},
    {FunctionId::Asinh, FunctionId::Sinh, FunctionId::Cosh, 1, 1, 2},  {FunctionId::Acosh, FunctionId::Cosh, FunctionId::Sinh, -1, 1, 2},
    {FunctionId::Atanh, FunctionId::Tanh, FunctionId::Cosh, 1, -1, -2}, {FunctionId::Acoth, FunctionId::Coth, FunctionId::Sinh, -1, 1, -2},
    {FunctionId::Asec, FunctionId::Sec, FunctionId::Cos, 0, 0, 0},     {FunctionId::Acsc, FunctionId::Csc, FunctionId::Sin, 0, 0, 0},
};

/// tan t = sin t/cos t and the like, so that powers of the two meet.
Expr by_sine_cosine(FunctionId head, const Expr& t) {
    const Expr s = sin_of(t), c = cos_of(t), sh = call(FunctionId::Sinh, t), ch = call(FunctionId::Cosh, t);
    switch (head) {
    case FunctionId::Tan: return s / c;
    case FunctionId::Cot: return c / s;
    case FunctionId::Sec: return power(c, -1);
    case FunctionId::Csc: return power(s, -1);
    case FunctionId::Tanh: return sh / ch;
    case FunctionId::Coth: return ch / sh;
    default: return call(head, t);
    }
}
/// Its derivative likewise.
Expr slope_of(FunctionId head, const Expr& t) {
    const Expr s = sin_of(t), c = cos_of(t);
    switch (head) {
    case FunctionId::Tan: return power(c, -2);
    case FunctionId::Cot: return negate(power(s, -2));
    case FunctionId::Sec: return s * power(c, -2);
    case FunctionId::Csc: return negate(c * power(s, -2));
    case FunctionId::Tanh: return power(call(FunctionId::Cosh, t), -2);
    case FunctionId::Coth: return negate(power(call(FunctionId::Sinh, t), -2));
    default: return differentiate(call(head, t), t);
    }
}

/// e^(k·atanh u) and its relatives as products of powers; none for other exponents.
std::optional<Expr> algebraic_exponential(const Expr& exponent, const Expr& x) {
    if (free_of(exponent, x)) return std::nullopt;
    const auto [k, inverse] = split_constant(exponent, x);
    if (!inverse.is(NodeKind::Function) || inverse.arguments().size() != 1) return std::nullopt;
    const Expr& u = inverse.argument(0);
    const Expr i = imaginary_unit();
    switch (inverse.function_id()) {
    case FunctionId::Atanh: return power(1 + u, k / 2) * power(1 - u, negate(k / 2));
    case FunctionId::Acoth: return power(1 + power(u, -1), k / 2) * power(1 - power(u, -1), negate(k / 2));
    case FunctionId::Asinh: return power(u + sqrt(1 + u * u), k);
    case FunctionId::Acosh: return power(u + sqrt(u - 1) * sqrt(u + 1), k);
    case FunctionId::Atan: {
        if (const Number c = k.coefficient(); c.is_real()) return std::nullopt;
        const Expr n = k / i; // e^(i·n·atan u) = ((1 + iu)/(1 - iu))^(n/2)
        return power(1 + i * u, n / 2) * power(1 - i * u, negate(n / 2));
    }
    default: return std::nullopt;
    }
}

Expr with_algebraic_exponentials(const Expr& f, const Expr& x) {
    return replace_powers(f, [&](const Expr& base, const Expr& exponent) { return base.is(ConstantId::E) ? algebraic_exponential(exponent, x) : std::nullopt; });
}

} // namespace

Expr integrate_by_inverse_function(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    if (const Expr g = with_algebraic_exponentials(f, x); g != f)
        if (Expr found = integrator.find_as(g, "Exponentials of logarithms as powers")) return found;

    Expr inverse;
    bool several = false;
    any_node(f, [&](const Expr& part) {
        if (!part.is(NodeKind::Function) || part.arguments().size() != 1 || free_of(part, x)) return false;
        for (const Inverse& entry : kInverses)
            if (part.is(entry.head)) {
                if (inverse && inverse != part) several = true;
                inverse = part;
            }
        if (part.is(FunctionId::Log) || part.is(FunctionId::LambertW)) {
            if (inverse && inverse != part) several = true;
            inverse = part;
        }
        return several;
    });
    if (several || !inverse) return Expr();
    const auto linear = linear_in(inverse.argument(0), x);
    if (!linear) return Expr();
    const Expr t = integrator.new_variable();
    if (inverse.is(FunctionId::Log)) {
        const Expr value = (exp(t) - linear->offset) / linear->slope;
        const Expr g = substitute(substitute(f, inverse, t), x, value) * exp(t) / linear->slope;
        if (contains(g, x)) return Expr();
        return integrator.find_substituted(expand(g), t, inverse);
    }
    if (inverse.is(FunctionId::LambertW)) { // cx + d = t·e^t
        const Expr value = (t * exp(t) - linear->offset) / linear->slope;
        const Expr g = substitute(substitute(f, inverse, t), x, value) * exp(t) * (1 + t) / linear->slope;
        const Expr found = contains(g, x) ? Expr() : integrator.find_substituted(expand(g), t, inverse);
        if (!found) return found;
        return replace_powers(found, [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> { // e^(n·W(u)) = (u/W(u))^n
            const Expr n = exponent / inverse;
            if (!base.is(ConstantId::E) || !n.is_integer()) return std::nullopt;
            return power(inverse.argument(0), n) * power(inverse, negate(n));
        });
    }
    const Inverse* entry = nullptr;
    for (const Inverse& e : kInverses)
        if (inverse.is(e.head)) entry = &e;
    const Expr direct = by_sine_cosine(entry->direct, t), s = hidden_symbol("s"), cofunction = call(entry->cofunction, t);
    // By s = direct(t) first: radicands that are multiples of 1 ∓ s² become powers of the cofunction.
    const Expr value = (s - linear->offset) / linear->slope;
    const Expr in_s = substitute(substitute(f, inverse, t), x, value);
    auto squared = [&](const Expr& base) -> std::optional<Expr> { // the constant before the square
        if (entry->power == 0) return std::nullopt;
        const auto c = polynomial_in(cancel(base), s);
        if (!c || c->size() != 3 || !(*c)[1].is_zero()) return std::nullopt;
        const Expr one = entry->sign_of_one * (*c)[0], square = entry->sign_of_square * (*c)[2];
        if (one != square && !cancel(one - square).is_zero()) return std::nullopt;
        return one;
    };
    Expr g = with_radicals_replaced(in_s, s, [&](const Radical& r) -> std::optional<Expr> {
        const auto constant = squared(r.base);
        if (!constant) return std::nullopt;
        return power(*constant, r.exponent) * power(cofunction, Expr(entry->power) * r.exponent);
    });
    // Integer powers of the same quadratic.
    g = map_bottom_up(g, [&](const Expr& part) -> Expr {
        if (part.is_add() && contains(part, s))
            if (const auto constant = squared(part)) return *constant * power(cofunction, entry->power);
        return part;
    });
    g = substitute(g, s, direct) * slope_of(entry->direct, t) / linear->slope;
    if (contains(g, x)) return Expr();
    return integrator.find_substituted(g, t, inverse);
}

} // namespace rumina::calculus
