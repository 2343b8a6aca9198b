// Powers, absolute values and logarithms under assumptions: what the constructors may not do because it is not true for
// all complex numbers.
#include <optional>

#include "algebra/assumptions.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "algebra/traversal.h"

namespace rumina::algebra {
namespace {

bool holds(const Expr& e, Property property) { return has_property(e, property) == Truth::Yes; }

Expr absolute(const Expr& e) { return apply_function(FunctionId::Abs, {e}); }

bool is_even_integer(const Expr& e) { return e.is_integer() && !e.number().integer().is_odd(); }

/// (u^a)^b for real u and real a, b: u^(ab) for u >= 0, |u|^(ab) for even a.
std::optional<Expr> power_of_power(const Expr& u, const Expr& a, const Expr& b) {
    if (!holds(a, Property::Real) || !holds(b, Property::Real)) return std::nullopt;
    if (holds(u, Property::Nonnegative)) return power(u, a * b);
    if (is_even_integer(a) && holds(u, Property::Real)) return power(absolute(u), a * b);
    return std::nullopt;
}

/// (Π fᵢ)^b: factors that are known to be nonnegative come out.
std::optional<Expr> power_of_product(const Expr& product, const Expr& b) {
    ProductBuilder outside, inside;
    bool any = false;
    inside.multiply(product.coefficient());
    for (const Factor& f : product.factors()) {
        Expr factor = power(f.base, f.exponent);
        if (holds(factor, Property::Nonnegative)) {
            std::optional<Expr> joined = factor.is_power() ? power_of_power(f.base, f.exponent, b) : std::nullopt;
            outside.multiply(joined ? *joined : power(factor, b));
            any = true;
        } else {
            inside.multiply(factor);
        }
    }
    if (!any) return std::nullopt;
    outside.multiply(power(inside.finish(), b));
    return outside.finish();
}

/// The larger or smaller of two values of which the order is known; of u and -u by |u|.
std::optional<Expr> of_two(const Expr& node) {
    if (node.arguments().size() != 2) return std::nullopt;
    const Expr &u = node.argument(0), &v = node.argument(1);
    const bool largest = node.is(FunctionId::Max);
    const Expr difference = u - v;
    if (holds(difference, Property::Nonnegative)) return largest ? u : v;
    if (holds(difference, Property::Nonpositive)) return largest ? v : u;
    if (u == negate(v) && holds(u, Property::Real)) return largest ? absolute(u) : negate(absolute(u));
    return std::nullopt;
}

Expr part_of(FunctionId part, const Expr& e) { return powsimp(apply_function(part, {e})); }

std::optional<Expr> by_sign(const Expr& node) {
    if (!node.is(NodeKind::Function)) return std::nullopt;
    if (node.is(FunctionId::Max) || node.is(FunctionId::Min)) return of_two(node);
    if (node.arguments().size() != 1) return std::nullopt;
    const Expr& u = node.argument(0);
    const bool exponential = u.is_power() && u.base().is(ConstantId::E);
    switch (node.function_id()) {
    case FunctionId::Abs:
        if (holds(u, Property::Nonnegative)) return u;
        if (holds(u, Property::Nonpositive)) return negate(u);
        if (exponential) return exp(part_of(FunctionId::Re, u.exponent()));
        return std::nullopt;
    case FunctionId::Sign:
        if (holds(u, Property::Positive)) return Expr(1);
        if (holds(u, Property::Negative)) return Expr(-1);
        return std::nullopt;
    case FunctionId::Re: case FunctionId::Conj:
        if (holds(u, Property::Real)) return u;
        if (exponential && node.is(FunctionId::Re))
            return exp(part_of(FunctionId::Re, u.exponent())) * apply_function(FunctionId::Cos, {part_of(FunctionId::Im, u.exponent())});
        return std::nullopt;
    case FunctionId::Im:
        if (holds(u, Property::Real)) return Expr(0);
        if (exponential) return exp(part_of(FunctionId::Re, u.exponent())) * apply_function(FunctionId::Sin, {part_of(FunctionId::Im, u.exponent())});
        return std::nullopt;
    case FunctionId::Arg:
        if (holds(u, Property::Positive)) return Expr(0);
        if (holds(u, Property::Negative)) return pi();
        return std::nullopt;
    case FunctionId::Floor: case FunctionId::Ceil:
        if (holds(u, Property::Integer)) return u;
        return std::nullopt;
    case FunctionId::Log: {
        // log(e^u) = u for real u; log(u^a) = a·log u for u > 0.
        if (u.is_power() && u.base().is(ConstantId::E) && holds(u.exponent(), Property::Real)) return u.exponent();
        if (u.is_power() && holds(u.base(), Property::Positive) && holds(u.exponent(), Property::Real))
            return u.exponent() * apply_function(FunctionId::Log, {u.base()});
        return std::nullopt;
    }
    default: return std::nullopt;
    }
}

/// sign u·|u| = u; a^u·b^u = (ab)^u for positive numbers a, b.
std::optional<Expr> joined_factors(const Expr& product) {
    std::vector<Factor> factors(product.factors().begin(), product.factors().end());
    bool any = false;
    auto positive_number = [](const Expr& e) { return e.is_number() && e.number().is_rational() && e.number().sign() > 0; };
    for (std::size_t i = 0; i < factors.size(); ++i) {
        for (std::size_t j = i + 1; j < factors.size();) {
            Factor &f = factors[i], &g = factors[j];
            bool gone = false;
            if (positive_number(f.base) && positive_number(g.base) && f.exponent == g.exponent && !f.exponent.is_number()) {
                f.base = f.base * g.base;
                gone = true;
            } else if (f.exponent.is_one() && g.exponent.is_one() &&
                       ((f.base.is(FunctionId::Sign) && g.base.is(FunctionId::Abs)) || (f.base.is(FunctionId::Abs) && g.base.is(FunctionId::Sign))) &&
                       f.base.argument(0) == g.base.argument(0)) {
                f.base = f.base.argument(0);
                gone = true;
            }
            if (gone) factors.erase(factors.begin() + static_cast<std::ptrdiff_t>(j)), any = true;
            else ++j;
        }
    }
    if (!any) return std::nullopt;
    ProductBuilder result;
    result.multiply(product.coefficient());
    for (const Factor& f : factors) result.multiply(power(f.base, f.exponent));
    return result.finish();
}

/// Roots of nonnegative factors with one exponent under one root: √x·√y = √(xy). |u|^(2k) = u^(2k) for real u.
std::optional<Expr> joined_roots(const Expr& product) {
    std::vector<Factor> factors(product.factors().begin(), product.factors().end());
    bool any = false;
    for (std::size_t i = 0; i < factors.size(); ++i) {
        if (!factors[i].exponent.is_number() || factors[i].exponent.is_integer() || factors[i].base.is_number() ||
            !holds(factors[i].base, Property::Nonnegative))
            continue;
        for (std::size_t j = i + 1; j < factors.size();) {
            if (factors[j].exponent == factors[i].exponent && !factors[j].base.is_number() && holds(factors[j].base, Property::Nonnegative)) {
                factors[i].base = factors[i].base * factors[j].base;
                factors.erase(factors.begin() + static_cast<std::ptrdiff_t>(j));
                any = true;
            } else {
                ++j;
            }
        }
    }
    if (!any) return std::nullopt;
    ProductBuilder result;
    result.multiply(product.coefficient());
    for (const Factor& f : factors) result.multiply(f.base, f.exponent);
    return result.finish();
}

} // namespace

Expr moduli_by_parts(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if ((node.is(FunctionId::Max) || node.is(FunctionId::Min)) && node.arguments().size() == 2) {
            const Expr &u = node.argument(0), &v = node.argument(1);
            if (!holds(u, Property::Real) || !holds(v, Property::Real)) return std::nullopt;
            Expr distance = absolute(u - v);
            return (u + v + (node.is(FunctionId::Max) ? distance : negate(distance))) * half();
        }
        if (!node.is(FunctionId::Abs) || !node.argument(0).is_add()) return std::nullopt;
        const Expr& sum = node.argument(0);
        SumBuilder real, imaginary;
        real.add(Number(sum.constant_part().is_exact() ? sum.constant_part().re() : Rational(0)));
        if (!sum.constant_part().is_exact()) return std::nullopt;
        if (!sum.constant_part().is_real()) imaginary.add(Number(sum.constant_part().im()));
        for (const Term& t : sum.terms()) {
            if (!t.coefficient.is_exact() || !holds(t.term, Property::Real)) return std::nullopt;
            real.add(t.term, Number(t.coefficient.re()));
            if (!t.coefficient.is_real()) imaginary.add(t.term, Number(t.coefficient.im()));
        }
        Expr u = real.finish(), v = imaginary.finish();
        if (v.is_zero()) return std::nullopt;
        return sqrt(trigsimp(u * u + v * v));
    });
}

Expr powsimp(const Expr& e) {
    Expr powers = rewrite_powers(e, [](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (exponent.is_integer()) {
            if (base.is(FunctionId::Abs) && is_even_integer(exponent) && holds(base.argument(0), Property::Real))
                return power(base.argument(0), exponent);
            return std::nullopt;
        }
        if (exponent.is_mul()) { // b^(c/log b) = e^c
            const Expr logarithm = apply_function(FunctionId::Log, {base});
            for (const Factor& f : exponent.factors())
                if (f.base == logarithm && f.exponent.is_number(-1)) return exp(exponent * logarithm);
        }
        if (base.is_power()) return power_of_power(base.base(), base.exponent(), exponent);
        if (base.is_mul() && holds(exponent, Property::Real)) return power_of_product(base, exponent);
        return std::nullopt;
    });
    return rewrite_nodes(powers, [](const Expr& node) -> std::optional<Expr> {
        if (node.is_mul()) {
            if (std::optional<Expr> joined = joined_factors(node)) return joined;
            return joined_roots(node);
        }
        return by_sign(node);
    });
}

Expr logexpand(const Expr& e) {
    auto log = [](const Expr& u) { return apply_function(FunctionId::Log, {u}); };
    return rewrite_nodes(e, [&](const Expr& node) -> std::optional<Expr> {
        if (!node.is(FunctionId::Log) || node.arguments().size() != 1) return std::nullopt;
        auto of_power = [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
            if (exponent.is_one()) return std::nullopt;
            if (holds(base, Property::Positive) && holds(exponent, Property::Real)) return exponent * log(base);
            if (is_even_integer(exponent) && holds(base, Property::Real)) return exponent * log(absolute(base));
            return std::nullopt;
        };
        const Expr& u = node.argument(0);
        if (u.is_power()) return of_power(u.base(), u.exponent());
        if (!u.is_mul()) return std::nullopt;
        SumBuilder sum;
        ProductBuilder rest;
        std::size_t taken = 0;
        const Number c = u.coefficient();
        if (c.is_rational() && !c.is_one()) sum.add(log(Expr(c.abs()))), rest.multiply(c.sign() < 0 ? Number(-1) : Number(1)), ++taken;
        else rest.multiply(c);
        for (const Factor& f : u.factors()) {
            Expr factor = power(f.base, f.exponent);
            const bool even = is_even_integer(f.exponent) && holds(f.base, Property::Real);
            if (!even && !holds(factor, Property::Positive)) {
                rest.multiply(factor);
                continue;
            }
            std::optional<Expr> part = of_power(f.base, f.exponent);
            sum.add(part ? *part : log(factor));
            ++taken;
        }
        if (taken == 0) return std::nullopt;
        Expr left = rest.finish();
        if (!left.is_one()) sum.add(log(left));
        return sum.finish();
    });
}

Expr logcombine(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if (!node.is_add()) return std::nullopt;
        SumBuilder rest;
        ProductBuilder argument;
        std::size_t logarithms = 0;
        rest.add(node.constant_part());
        for (const Term& t : node.terms()) {
            if (t.term.is(FunctionId::Log) && t.coefficient.is_rational() && holds(t.term.argument(0), Property::Positive)) {
                argument.multiply(power(t.term.argument(0), Expr(t.coefficient)));
                ++logarithms;
            } else {
                rest.add(t.term, t.coefficient);
            }
        }
        if (logarithms < 2) return std::nullopt;
        rest.add(apply_function(FunctionId::Log, {argument.finish()}));
        return rest.finish();
    });
}

} // namespace rumina::algebra
