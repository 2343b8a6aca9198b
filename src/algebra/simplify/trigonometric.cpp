// Trigonometric forms. Products are turned into sums through e^(iu) written as cosines and sines, sums of arguments into
// products by the addition theorems; both hold for all complex arguments.
#include <algorithm>

#include "algebra/display_order.h"
#include "algebra/functions/function.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/frozen_arguments.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "algebra/traversal.h"

namespace rumina::algebra {
namespace {

constexpr std::int64_t kLargestMultiple = 30; ///< sin(nx) beyond this stays
constexpr std::size_t kReducedFactors = 16;   ///< products of more circular functions stay
constexpr std::uint32_t kOpenedLeaves = 400;  ///< larger forms by functions of single arguments are not worked on

Expr fn(FunctionId id, const Expr& a) { return apply_function(id, {a}); }
Expr sin(const Expr& a) { return fn(FunctionId::Sin, a); }
Expr cos(const Expr& a) { return fn(FunctionId::Cos, a); }
Expr sinh(const Expr& a) { return fn(FunctionId::Sinh, a); }
Expr cosh(const Expr& a) { return fn(FunctionId::Cosh, a); }

struct SineCosine {
    Expr sine, cosine;
};

/// sin(u + v), cos(u + v); `sign` is -1 for circular functions (cos cos - sin sin), 1 for hyperbolic ones.
SineCosine add_arguments(const SineCosine& u, const SineCosine& v, int sign) {
    return {u.sine * v.cosine + u.cosine * v.sine, u.cosine * v.cosine + Expr(sign) * u.sine * v.sine};
}

SineCosine multiple(const SineCosine& unit, std::int64_t n, int sign) {
    SineCosine result{Expr(0), Expr(1)}, power = unit;
    for (; n > 0; n >>= 1) {
        if ((n & 1) != 0) result = add_arguments(result, power, sign);
        if (n > 1) power = add_arguments(power, power, sign);
    }
    return {expand(result.sine), expand(result.cosine)};
}

SineCosine of_term(const Number& coefficient, const Expr& term, bool circular) {
    auto leaf = [&](const Expr& a) { return circular ? SineCosine{sin(a), cos(a)} : SineCosine{sinh(a), cosh(a)}; };
    if (!coefficient.is_small() || coefficient.small() < -kLargestMultiple || coefficient.small() > kLargestMultiple ||
        coefficient.is_one() || term.is_constant())
        return leaf(scale(coefficient, term));
    std::int64_t n = coefficient.small();
    SineCosine result = multiple(leaf(term), n < 0 ? -n : n, circular ? -1 : 1);
    if (n < 0) result.sine = negate(result.sine);
    return result;
}

/// Sine and cosine of an argument by its summands.
SineCosine expanded(const Expr& argument, bool circular) {
    int sign = circular ? -1 : 1;
    if (!argument.is_add()) return of_term(argument.coefficient(), argument.without_coefficient(), circular);
    std::optional<SineCosine> result;
    auto meet = [&](const SineCosine& next) { result = result ? add_arguments(*result, next, sign) : next; };
    if (!argument.constant_part().is_exact_zero()) {
        Expr c(argument.constant_part());
        meet(circular ? SineCosine{sin(c), cos(c)} : SineCosine{sinh(c), cosh(c)});
    }
    for (const Term& t : argument.terms()) meet(of_term(t.coefficient, t.term, circular));
    return *result;
}

bool is_simple_argument(const Expr& a) {
    return !a.is_add() && (!a.is_mul() || !a.coefficient().is_small() || a.coefficient().is_minus_one() || a.without_coefficient().is_constant());
}

/// Σ coefficient·(cosine or sine of an argument), what a product of circular functions becomes; likewise hyperbolic.
struct Harmonic {
    bool sine;
    Expr argument;
    Number coefficient;
};

std::vector<Harmonic> times(const std::vector<Harmonic>& a, bool sine, const Expr& argument, bool circular) {
    std::vector<Harmonic> result;
    Number half(Rational::make(Integer(1), Integer(2)));
    for (const Harmonic& h : a) {
        Expr sum = h.argument + argument, difference = h.argument - argument;
        Number c = h.coefficient * half;
        if (!h.sine && !sine) result.push_back({false, difference, c}), result.push_back({false, sum, c});
        else if (h.sine && sine && circular) result.push_back({false, difference, c}), result.push_back({false, sum, -c});
        else if (h.sine && sine) result.push_back({false, difference, -c}), result.push_back({false, sum, c});
        else if (h.sine) result.push_back({true, sum, c}), result.push_back({true, difference, c});
        else result.push_back({true, sum, c}), result.push_back({true, difference, -c});
    }
    return result;
}

std::optional<Expr> reduced_product(const Expr& e, bool circular) {
    const FunctionId sine = circular ? FunctionId::Sin : FunctionId::Sinh, cosine = circular ? FunctionId::Cos : FunctionId::Cosh;
    std::vector<Harmonic> harmonics{{false, Expr(0), Number(1)}};
    ProductBuilder rest;
    std::size_t factors = 0;
    auto meet = [&](const Expr& base, const Expr& exponent) {
        if (!(base.is(sine) || base.is(cosine)) || !exponent.is_integer() || exponent.number().sign() <= 0 || !exponent.number().is_small() ||
            factors + static_cast<std::size_t>(exponent.number().small()) > kReducedFactors) {
            rest.multiply(base, exponent);
            return;
        }
        for (std::int64_t i = 0; i < exponent.number().small(); ++i, ++factors)
            harmonics = times(harmonics, base.is(sine), base.argument(0), circular);
    };
    rest.multiply(e.coefficient());
    if (e.is_mul())
        for (const Factor& f : e.factors()) meet(f.base, f.exponent);
    else
        meet(e.base(), e.exponent());
    if (factors < 2) return std::nullopt;
    SumBuilder sum;
    for (const Harmonic& h : harmonics) sum.add(fn(h.sine ? sine : cosine, h.argument), h.coefficient);
    Expr reduced = sum.finish(), outside = rest.finish();
    return expand(outside * reduced);
}

/// Even powers of one function in terms of the other: sin² = 1 - cos² (or the reverse), also cosh² = 1 + sinh².
Expr replace_squares(const Expr& e, bool sines) {
    return rewrite_powers(e, [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (!exponent.is_integer() || !exponent.number().is_small() || exponent.number().small() < 2 || exponent.number().small() > 60) return std::nullopt;
        std::int64_t n = exponent.number().small();
        Expr square;
        if (base.is(sines ? FunctionId::Sin : FunctionId::Cos)) {
            Expr other = fn(sines ? FunctionId::Cos : FunctionId::Sin, base.argument(0));
            square = Expr(1) - other * other;
        } else if (base.is(sines ? FunctionId::Sinh : FunctionId::Cosh)) {
            Expr other = fn(sines ? FunctionId::Cosh : FunctionId::Sinh, base.argument(0));
            square = sines ? other * other - Expr(1) : other * other + Expr(1);
        } else {
            return std::nullopt;
        }
        return expand(power(square, Expr(n / 2)) * (n % 2 == 0 ? Expr(1) : base));
    });
}

/// tan, cot, sec, csc and the hyperbolic ones by sine and cosine.
Expr by_sine_and_cosine(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if (!node.is(NodeKind::Function)) return std::nullopt;
        switch (node.function_id()) {
        case FunctionId::Tan: return sin(node.argument(0)) / cos(node.argument(0));
        case FunctionId::Cot: return cos(node.argument(0)) / sin(node.argument(0));
        case FunctionId::Sec: return Expr(1) / cos(node.argument(0));
        case FunctionId::Csc: return Expr(1) / sin(node.argument(0));
        case FunctionId::Tanh: return sinh(node.argument(0)) / cosh(node.argument(0));
        case FunctionId::Coth: return cosh(node.argument(0)) / sinh(node.argument(0));
        case FunctionId::Sech: return Expr(1) / cosh(node.argument(0));
        case FunctionId::Csch: return Expr(1) / sinh(node.argument(0));
        default: return std::nullopt;
        }
    });
}

/// c·f(u) ± c·f(v) as a product of two functions, f sine or cosine.
Expr as_product(const Expr& e) {
    if (!e.is_add() || e.terms().size() != 2 || !e.constant_part().is_exact_zero()) return e;
    const Term &first = e.terms()[0], &second = e.terms()[1];
    bool same = first.coefficient == second.coefficient;
    if (!same && !(first.coefficient == -second.coefficient)) return e;
    for (bool circular : {true, false}) {
        const FunctionId sine = circular ? FunctionId::Sin : FunctionId::Sinh, cosine = circular ? FunctionId::Cos : FunctionId::Cosh;
        for (FunctionId head : {sine, cosine}) {
            if (!first.term.is(head) || !second.term.is(head)) continue;
            const Expr u = first.term.argument(0), v = second.term.argument(0);
            const Expr mean = (u + v) * half(), distance = (u - v) * half();
            Number c = first.coefficient * Number(2);
            if (head == cosine && !same && circular) c = -c;
            if (head == sine) return scale(c, same ? fn(sine, mean) * fn(cosine, distance) : fn(cosine, mean) * fn(sine, distance));
            return scale(c, same ? fn(cosine, mean) * fn(cosine, distance) : fn(sine, mean) * fn(sine, distance));
        }
    }
    return e;
}

bool has_circular(const Expr& e) {
    return any_node(e, [](const Expr& node) {
        return node.is(NodeKind::Function) && node.function_id() >= FunctionId::Sin && node.function_id() <= FunctionId::Csch;
    });
}

} // namespace

Expr by_tangents(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if (!node.is_mul() && !node.is_power()) return std::nullopt;
        struct Pair {
            FunctionId above, below, quotient, inverse;
        };
        static constexpr Pair pairs[] = {{FunctionId::Sin, FunctionId::Cos, FunctionId::Tan, FunctionId::Sec},
                                         {FunctionId::Cos, FunctionId::Sin, FunctionId::Cot, FunctionId::Csc},
                                         {FunctionId::Sinh, FunctionId::Cosh, FunctionId::Tanh, FunctionId::Sech},
                                         {FunctionId::Cosh, FunctionId::Sinh, FunctionId::Coth, FunctionId::Csch}};
        std::vector<Factor> factors;
        if (node.is_mul()) factors.assign(node.factors().begin(), node.factors().end());
        else factors.push_back({node.base(), node.exponent()});
        bool changed = false;
        for (std::size_t i = 0; i < factors.size(); ++i) {
            for (const Pair& p : pairs) {
                if (!factors[i].base.is(p.below) || !factors[i].exponent.is_integer() || factors[i].exponent.number().sign() >= 0) continue;
                Expr argument = factors[i].base.argument(0);
                for (std::size_t j = 0; j < factors.size(); ++j) {
                    if (!factors[j].base.is(p.above) || !(factors[j].base.argument(0) == argument) || !factors[j].exponent.is_integer() ||
                        factors[j].exponent.number().sign() <= 0)
                        continue;
                    Number below = -factors[i].exponent.number(), above = factors[j].exponent.number();
                    Number common = compare(below, above) < 0 ? below : above;
                    factors[i].exponent = Expr(common - below);
                    factors[j].exponent = Expr(above - common);
                    factors.push_back({fn(p.quotient, argument), Expr(common)});
                    changed = true;
                    break;
                }
                break;
            }
        }
        if (!changed) return std::nullopt;
        ProductBuilder product;
        product.multiply(node.coefficient());
        for (const Factor& f : factors) product.multiply(f.base, f.exponent);
        return product.finish();
    });
}

Expr trigexpand(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if (!node.is(NodeKind::Function) || node.arguments().size() != 1 || is_simple_argument(node.argument(0))) return std::nullopt;
        const Expr& a = node.argument(0);
        switch (node.function_id()) {
        case FunctionId::Sin: return expand(expanded(a, true).sine);
        case FunctionId::Cos: return expand(expanded(a, true).cosine);
        case FunctionId::Tan: {
            SineCosine s = expanded(a, true);
            return s.sine / s.cosine;
        }
        case FunctionId::Sinh: return expand(expanded(a, false).sine);
        case FunctionId::Cosh: return expand(expanded(a, false).cosine);
        case FunctionId::Tanh: {
            SineCosine s = expanded(a, false);
            return s.sine / s.cosine;
        }
        default: return std::nullopt;
        }
    });
}

Expr trigreduce(const Expr& e) {
    Expr result = expand(e);
    for (bool circular : {true, false})
        result = rewrite_nodes(result, [circular](const Expr& node) -> std::optional<Expr> {
            if (!node.is_mul() && !node.is_power()) return std::nullopt;
            return reduced_product(node, circular);
        });
    return result;
}

Expr trigsimp(const Expr& e) {
    if (!has_circular(e)) return e;
    FrozenArguments arguments;
    const Expr given = arguments.freeze(e);
    Expr best = e;
    std::uint64_t cost = simplicity_cost(e);
    auto consider = [&](const Expr& candidate) {
        Expr thawed = arguments.thaw(candidate);
        std::uint64_t c = simplicity_cost(thawed);
        if (c < cost) best = thawed, cost = c;
    };
    Expr plain = cancel(by_sine_and_cosine(given));
    for (const Expr& start : {given, plain}) {
        Expr multiplied = expand(start);
        for (const Expr& form : {replace_squares(multiplied, true), replace_squares(multiplied, false)}) {
            consider(form);
            consider(by_tangents(cancel(form)));
            consider(by_tangents(factor(form)));
        }
        Expr reduced = trigreduce(start);
        consider(reduced);
        consider(as_product(reduced));
        consider(by_tangents(start));
    }
    if (Expr below = denominator(plain); !below.is_number()) consider(by_tangents(cancel(trigreduce(numerator(plain)) / trigreduce(below))));
    Expr opened = trigexpand(plain);
    if (!(opened == plain) && opened.leaves() <= kOpenedLeaves) {
        for (const Expr& form : {replace_squares(expand(opened), true), replace_squares(expand(opened), false), replace_squares(cancel(opened), true),
                                 replace_squares(cancel(opened), false)}) {
            consider(form);
            consider(by_tangents(cancel(form)));
        }
    }
    return best;
}

} // namespace rumina::algebra
