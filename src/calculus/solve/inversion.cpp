// Functions undone: head(u) = c becomes u = value for every value that head takes to c. Circular functions have families
// with an integer n1 (further ones n2 …); exponentials and hyperbolic functions their principal value, or a family where
// the argument is not real for real x.
// DLMF 4.23, 4.37 for the general values of inverse functions.
#include <algorithm>

#include <fmt/format.h>

#include "algebra/assumptions.h"
#include "algebra/numeric.h"
#include "algebra/simplify/simplify.h"
#include "calculus/shorthand.h"
#include "calculus/solve/solver.h"
#include "number/ball.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

bool vanishes(const Expr& c) { return c.is_constant() ? zero_test(c) == Truth::Yes : c.is_zero(); }

} // namespace

Expr Solver::next_family(const Expr& value) {
    for (int k = 1;; ++k) {
        const Expr n = symbol(fmt::format("n{}", k));
        if (contains(equation_, n) || contains(value, n)) continue;
        if (std::find(families_.begin(), families_.end(), n) == families_.end()) {
            families_.push_back(n);
            Assumptions::current().declare(n, Property::Integer);
        }
        return n;
    }
}

bool Solver::is_plainly_real(const Expr& u) {
    auto imaginary = [](const Number& n) { return n.is_exact() && !n.is_real(); };
    return !any_node(u, [&](const Expr& part) {
        if (part.is_number()) return imaginary(part.number());
        if (part.is_mul()) return imaginary(part.coefficient());
        if (!part.is_add()) return false;
        if (imaginary(part.constant_part())) return true;
        return std::any_of(part.terms().begin(), part.terms().end(), [&](const Term& t) { return imaginary(t.coefficient); });
    });
}

bool Solver::is_real_constant(const Expr& c) { return c.is_constant() && has_property(c, Property::Real) == Truth::Yes; }

bool Solver::invert_power(const Expr& base, const Expr& exponent, const Expr& c, std::vector<Expr>& candidates) {
    auto next = [&](const Expr& u, const Expr& value) { return solve_all(u - value, candidates); };
    const bool is_zero = vanishes(c);
    if (free_of(base, x_)) { // b^u = c
        if (is_zero) return true;
        const Expr principal = base.is(ConstantId::E) ? log_of(c) : log_of(c) / log_of(base);
        const bool turns = !is_plainly_real(exponent) || (base.is_constant() && sign_of(base) != std::optional(1));
        if (!turns) return next(exponent, principal);
        return next(exponent, principal + 2 * imaginary_unit() * pi() / log_of(base) * next_family(principal));
    }
    if (free_of(exponent, x_)) {
        if (is_zero) return next(base, Expr(0));
        if (exponent.is_number() && exponent.number().is_rational()) { // u^(p/q) = c: u^p = c^q, to be checked
            const Rational r = exponent.number().re();
            return solve_all(power(base, Expr(r.numerator())) - power(c, Expr(r.denominator())), candidates);
        }
        if (!is_real_constant(exponent)) misses_real_ = true;
        return next(base, power(c, power(exponent, -1)));
    }
    if (base == exponent && !is_zero) { // u^u = c: u = e^W(log c)
        if (Assumptions::current().of(x_).has(Property::Positive) == false || base != x_) misses_real_ = true;
        const Expr z = log_of(c);
        if (!next(base, exp(call(FunctionId::LambertW, z)))) return false;
        if (z.is_constant() && sign_of(z) == std::optional(-1) && sign_of(z + exp(Expr(-1))) == std::optional(1))
            return next(base, exp(call(FunctionId::LambertW, Expr(-1), z)));
        return true;
    }
    if (is_zero) return false;
    misses_real_ = true; // u^v = c for negative u
    return solve_all(exponent * log_of(base) - log_of(c), candidates);
}

bool Solver::invert(const Expr& kernel, const Expr& c, std::vector<Expr>& candidates) {
    if (kernel == x_) {
        candidates.push_back(c);
        return true;
    }
    if (kernel.is_power()) return invert_power(kernel.base(), kernel.exponent(), c, candidates);
    if (!kernel.is(NodeKind::Function) || kernel.arguments().size() != 1) return false;
    const Expr& u = kernel.argument(0);
    auto next = [&](const Expr& value) { return solve_all(u - value, candidates); };
    auto family = [&](const Expr& value, const Expr& period) { return next(value + period * next_family(value)); };
    /// head(u) = c as other(u) = 1/c
    auto reciprocal = [&](FunctionId other) { return invert(call(other, u), power(c, -1), candidates); };
    /// u = 1/value
    auto next_reciprocal = [&](const Expr& value) { return vanishes(value) || next(power(value, -1)); };
    auto hyperbolic = [&] {
        if (!is_plainly_real(u)) misses_real_ = true;
    };
    const bool is_zero = vanishes(c);
    switch (kernel.function_id()) {
    case FunctionId::Log: return next(exp(c));
    case FunctionId::Sin: {
        const Expr angle = call(FunctionId::Asin, c);
        if (is_zero) return family(Expr(0), pi());
        if (c.is_one() || c.is_number(-1)) return family(angle, 2 * pi());
        return family(angle, 2 * pi()) && family(pi() - angle, 2 * pi());
    }
    case FunctionId::Cos: {
        const Expr angle = call(FunctionId::Acos, c);
        if (is_zero) return family(pi() / 2, pi());
        if (c.is_one() || c.is_number(-1)) return family(angle, 2 * pi());
        return family(angle, 2 * pi()) && family(negate(angle), 2 * pi());
    }
    case FunctionId::Tan: return vanishes(c * c + 1) || family(call(FunctionId::Atan, c), pi());
    case FunctionId::Cot: return vanishes(c * c + 1) || (is_zero ? family(pi() / 2, pi()) : family(call(FunctionId::Acot, c), pi()));
    case FunctionId::Sec: return is_zero || reciprocal(FunctionId::Cos);
    case FunctionId::Csc: return is_zero || reciprocal(FunctionId::Sin);
    case FunctionId::Asin: return next(sin_of(c));
    case FunctionId::Acos: return next(cos_of(c));
    case FunctionId::Atan: return vanishes(cos_of(c)) || next(call(FunctionId::Tan, c));
    case FunctionId::Acot: return vanishes(sin_of(c)) || next(call(FunctionId::Cot, c));
    case FunctionId::Asec: return next_reciprocal(cos_of(c));
    case FunctionId::Acsc: return next_reciprocal(sin_of(c));
    case FunctionId::Sinh: hyperbolic(); return next(call(FunctionId::Asinh, c));
    case FunctionId::Cosh: {
        hyperbolic();
        const Expr angle = call(FunctionId::Acosh, c);
        return angle.is_zero() ? next(angle) : next(angle) && next(negate(angle));
    }
    case FunctionId::Tanh: hyperbolic(); return vanishes(c * c - 1) || next(call(FunctionId::Atanh, c));
    case FunctionId::Coth:
        if (is_zero) return invert(call(FunctionId::Cosh, u), c, candidates);
        return reciprocal(FunctionId::Tanh);
    case FunctionId::Sech: return is_zero || reciprocal(FunctionId::Cosh);
    case FunctionId::Csch: return is_zero || reciprocal(FunctionId::Sinh);
    case FunctionId::Asinh: return next(call(FunctionId::Sinh, c));
    case FunctionId::Acosh: return next(call(FunctionId::Cosh, c));
    case FunctionId::Atanh: return vanishes(call(FunctionId::Cosh, c)) || next(call(FunctionId::Tanh, c));
    case FunctionId::Acoth: return next_reciprocal(call(FunctionId::Tanh, c));
    case FunctionId::Asech: return next_reciprocal(call(FunctionId::Cosh, c));
    case FunctionId::Acsch: return next_reciprocal(call(FunctionId::Sinh, c));
    case FunctionId::LambertW: return next(c * exp(c));
    case FunctionId::Abs: return is_zero ? next(c) : next(c) && next(negate(c)); // of real u
    case FunctionId::Sign: // whole half lines are no list
        if (is_zero) return next(c);
        return c.is_constant() && zero_test(c * c - 1) == Truth::No && is_real_constant(c);
    case FunctionId::Floor: case FunctionId::Ceil: return is_real_constant(c) && has_property(c, Property::Integer) == Truth::No;
    default: return false;
    }
}

} // namespace rumina::calculus
