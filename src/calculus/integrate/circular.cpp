// Sines, cosines and their relatives of one linear argument v, nothing else with x in it. Written by S = sin v and
// C = cos v, one of these makes the integrand a function of t alone (Bioche's rules):
//
//   f/C even in C      t = sin v        dx = dt/C
//   f/S even in S      t = cos v        dx = -dt/S
//   f(t·C, C) even in C  t = tan v      dx = C² dt
//   rational f         t = tan(v/2)     dx = 2 dt/(1 + t²)
//
// Hyperbolic functions likewise, with C² - S² = 1, and t = e^v at last. [Bronstein 2005] ch. 5.10 for the tangents;
// [Jeffrey & Rich 1994] for the jumps of the last form.
#include "calculus/integrate/circular.h"
#include "calculus/integrate/integrator.h"
#include "calculus/integrate/radicals.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "calculus/common_measure.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

bool belongs(FunctionId head, Kind kind) {
    switch (head) {
    case FunctionId::Sin: case FunctionId::Cos: case FunctionId::Tan: case FunctionId::Cot: case FunctionId::Sec: case FunctionId::Csc:
        return kind == Kind::Circular;
    case FunctionId::Sinh: case FunctionId::Cosh: case FunctionId::Tanh: case FunctionId::Coth: case FunctionId::Sech: case FunctionId::Csch:
        return kind == Kind::Hyperbolic;
    default: return false;
    }
}

/// head(v) by S and C.
Expr by_sine_cosine(FunctionId head, const Expr& s, const Expr& c) {
    switch (head) {
    case FunctionId::Sin: case FunctionId::Sinh: return s;
    case FunctionId::Cos: case FunctionId::Cosh: return c;
    case FunctionId::Tan: case FunctionId::Tanh: return s / c;
    case FunctionId::Cot: case FunctionId::Coth: return c / s;
    case FunctionId::Sec: case FunctionId::Sech: return power(c, -1);
    default: return power(s, -1);
    }
}

} // namespace

bool is_wave(const Expr& e, Kind kind) { return e.is(NodeKind::Function) && belongs(e.function_id(), kind); }

std::optional<OneArgument> one_argument(Expr f, const Expr& x, Kind kind) {
    std::vector<Expr> arguments;
    bool fits = true;
    any_node(f, [&](const Expr& part) {
        if (is_wave(part, kind) && contains(part, x)) {
            if (!linear_in(part.argument(0), x)) fits = false;
            else if (std::find(arguments.begin(), arguments.end(), part.argument(0)) == arguments.end()) arguments.push_back(part.argument(0));
        }
        return !fits;
    });
    if (!fits || arguments.empty()) return std::nullopt;
    Expr v = arguments[0];
    if (arguments.size() > 1) {
        const auto measure = common_measure(arguments);
        if (!measure) return std::nullopt;
        v = measure->unit;
        std::vector<Replacement> written_out;
        const Expr w = hidden_symbol("v");
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const Integer& multiple = measure->multiples[i];
            if (compare(multiple.abs(), Integer(12)) > 0) return std::nullopt;
            if (multiple == Integer(1)) continue;
            any_node(f, [&](const Expr& part) {
                if (is_wave(part, kind) && part.argument(0) == arguments[i]) {
                    const FunctionId sine = kind == Kind::Circular ? FunctionId::Sin : FunctionId::Sinh;
                    const FunctionId cosine = kind == Kind::Circular ? FunctionId::Cos : FunctionId::Cosh;
                    const Expr s = trigexpand(call(sine, Expr(multiple) * w)), c = trigexpand(call(cosine, Expr(multiple) * w));
                    written_out.push_back({part, substitute(by_sine_cosine(part.function_id(), s, c), w, v)});
                }
                return false;
            });
        }
        f = substitute(f, written_out);
    }
    const auto linear = linear_in(v, x);
    if (!linear) return std::nullopt;
    return OneArgument{f, v, linear->slope};
}

Expr in_sine_and_cosine(const OneArgument& one, Kind kind, const Expr& s, const Expr& c) {
    return replace_top_down(one.f, [&](const Expr& part) -> std::optional<Expr> {
        if (is_wave(part, kind) && part.argument(0) == one.v) return by_sine_cosine(part.function_id(), s, c);
        return std::nullopt;
    });
}

namespace {

/// Even powers of c by `square`, the value of c²; none when c is left.
Expr without(const Expr& f, const Expr& c, const Expr& square) {
    const PowerRule rule = [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (base != c || !exponent.is_integer() || exponent.is_one()) return std::nullopt;
        const bool is_odd = exponent.number().integer().is_odd();
        return power(square, (is_odd ? exponent - 1 : exponent) / 2) * (is_odd ? c : Expr(1));
    };
    const Expr g = replace_powers(f, rule);
    if (free_of(g, c)) return g;
    const Expr h = replace_powers(cancel(f), rule);
    return free_of(h, c) ? h : Expr();
}

/// g = c^r·h, where h is free of c once its even powers are `square`; none otherwise.
struct PowerTimes {
    Expr exponent, rest;
};
std::optional<PowerTimes> power_times(const Expr& g, const Expr& c, const Expr& square) {
    SumBuilder exponent;
    ProductBuilder rest;
    for (const Factor& factor : factors_of(g)) {
        if (factor.base == c) exponent.add(factor.exponent);
        else rest.multiply(factor.base, factor.exponent);
    }
    const Expr h = without(rest.finish(), c, square);
    if (!h) return std::nullopt;
    return PowerTimes{exponent.finish(), h};
}

/// With C^r = (1 - S²)^(r/2) but for a factor that jumps, C^r·h(S) becomes algebraic in t = S; so do S^r·h(C) and
/// C^r·h(tan v).
Expr by_algebraic_function(Integrator& integrator, const Expr& g, const Expr& s, const Expr& c, const OneArgument& one, Kind kind) {
    const bool circular = kind == Kind::Circular;
    const Expr t = integrator.new_variable();
    const Expr sine = call(circular ? FunctionId::Sin : FunctionId::Sinh, one.v), cosine = call(circular ? FunctionId::Cos : FunctionId::Cosh, one.v);
    struct Choice {
        Expr other, variable;          ///< the one that becomes a root, the one that becomes t
        Expr other_value, value;
        Expr square;                   ///< of the other, in t
        int sign;                      ///< dt = sign·other·dv
    };
    const Choice choices[] = {
        {c, s, cosine, sine, circular ? 1 - t * t : 1 + t * t, 1},
        {s, c, sine, cosine, circular ? 1 - t * t : t * t - 1, circular ? -1 : 1},
    };
    for (const Choice& choice : choices) {
        const auto parts = power_times(g, choice.other, substitute(choice.square, t, choice.variable));
        if (!parts) continue;
        const Expr r = parts->exponent - 1; // of the other, together with dv
        const Expr integrand = Expr(choice.sign) * substitute(parts->rest, choice.variable, t) * power(choice.square, r / 2) / one.slope;
        const Expr jump = power(choice.other_value, r) / power(choice.other_value * choice.other_value, r / 2);
        if (const Expr found = integrator.find_substituted(integrand, t, choice.value, jump)) return found;
    }
    // t = tan v: s = t·c
    const Expr square = circular ? 1 + t * t : 1 - t * t; // 1/C²
    if (const auto parts = power_times(substitute(g, s, t * c), c, power(square, -1))) {
        const Expr integrand = parts->rest * power(square, negate(parts->exponent) / 2 - 1) / one.slope;
        const Expr jump = power(cosine, parts->exponent) / power(cosine * cosine, parts->exponent / 2);
        if (const Expr found = integrator.find_substituted(integrand, t, call(circular ? FunctionId::Tan : FunctionId::Tanh, one.v), jump))
            return found;
    }
    return Expr();
}

Expr integrate_waves(Integrator& integrator, const Expr& f, Kind kind) {
    const Expr& x = integrator.x();
    const auto one = one_argument(f, x, kind);
    if (!one) return Expr();
    const Expr s = hidden_symbol("s"), c = hidden_symbol("c"), t = integrator.new_variable();
    const Expr g = in_sine_and_cosine(*one, kind, s, c);
    if (contains(g, x)) return Expr();
    const bool circular = kind == Kind::Circular;
    const Expr sine = call(circular ? FunctionId::Sin : FunctionId::Sinh, one->v);
    const Expr cosine = call(circular ? FunctionId::Cos : FunctionId::Cosh, one->v);
    // dt = C dv
    if (Expr h = without(g / c, c, circular ? 1 - s * s : 1 + s * s))
        if (Expr found = integrator.find_substituted(substitute(h, s, t) / one->slope, t, sine)) return found;
    // dt = ∓S dv
    if (Expr h = without(g / s, s, circular ? 1 - c * c : c * c - 1))
        if (Expr found = integrator.find_substituted(substitute(circular ? negate(h) : h, c, t) / one->slope, t, cosine)) return found;
    // dt = dv/C²
    if (Expr h = without(substitute(g, s, t * c) * c * c, c, power(circular ? 1 + t * t : 1 - t * t, -1)))
        if (Expr found = integrator.find_substituted(h / one->slope, t, call(circular ? FunctionId::Tan : FunctionId::Tanh, one->v))) return found;
    if (!radicals_in(g, s).empty() || !radicals_in(g, c).empty()) return by_algebraic_function(integrator, g, s, c, *one, kind);
    const Expr square = t * t;
    if (circular) {
        const Replacement half_tangent[] = {{s, 2 * t / (1 + square)}, {c, (1 - square) / (1 + square)}};
        const Expr h = cancel(substitute(g, half_tangent) * 2 / (1 + square));
        return integrator.find_substituted(h / one->slope, t, call(FunctionId::Tan, one->v / 2));
    }
    const Replacement exponential[] = {{s, (t - power(t, -1)) / 2}, {c, (t + power(t, -1)) / 2}};
    const Expr h = cancel(substitute(g, exponential) / t);
    return integrator.find_substituted(h / one->slope, t, exp(one->v));
}

} // namespace

Expr integrate_circular(Integrator& integrator, const Expr& f) { return integrate_waves(integrator, f, Kind::Circular); }
Expr integrate_hyperbolic(Integrator& integrator, const Expr& f) { return integrate_waves(integrator, f, Kind::Hyperbolic); }

} // namespace rumina::calculus
