// Integrands that jump or bend: |u|, sign u, heaviside(u), min, max, piecewise values, floor and ceil. Antiderivatives that are
// continuous where the integrand is bounded. [Jeffrey & Rich 1998, "Reducing expression size using rule-based integration";
// Jeffrey 1997, "Rectifying transformations for the integration of rational trigonometric functions", for the repair of jumps]
//
//   f = f0 + Σ s·h       over products s of the signs of the u, each of them constant between zeros
//   ∫ s·h dx = s·H - Σ_r (s(r+) - s(r-))/2·H(r)·sign(x - r)     over the zeros r, H' = h
//   ∫ f(x, ⌊x⌋) dx = F(x, n) + Σ_{k≤n} (F(k, k - 1) - F(k, k)),  n = ⌊x⌋, F' = f for constant n
#include "calculus/integrate/integrator.h"

#include <algorithm>

#include "algebra/assumptions.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/integrate/check.h"
#include "calculus/solve/solve.h"
#include "calculus/sums/sum.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::size_t kMaxSigns = 3;
constexpr std::uint64_t kTidyUnits = 100'000;

Expr sign_of_argument(const Expr& u) { return call(FunctionId::Sign, u); }

/// min and max by |a - b|, heaviside by sign: what is left are |u|, sign u, floor and ceil.
Expr with_fewer_heads(const Expr& f, const Expr& x) {
    return map_bottom_up(f, [&](const Expr& part) -> Expr {
        if (!part.is(NodeKind::Function) || free_of(part, x)) return part;
        if (part.is(FunctionId::Heaviside)) return (1 + sign_of_argument(part.argument(0))) / 2;
        if (part.is(FunctionId::Min) || part.is(FunctionId::Max)) {
            Expr result = part.argument(0);
            for (std::size_t i = 1; i < part.arguments().size(); ++i) {
                const Expr& next = part.argument(i);
                result = (result + next + Expr(part.is(FunctionId::Max) ? 1 : -1) * call(FunctionId::Abs, result - next)) / 2;
            }
            return result;
        }
        return part;
    });
}

// ── signs ──

/// A point where a sign changes, and the factor by which the product of all signs there differs from its left side.
struct Zero {
    Expr point;
    Expr jump; ///< (s(r+) - s(r-))/2
};

/// s = Π sign(u) with the zeros of all u; none when they are not known.
std::optional<std::vector<Zero>> zeros_of(const std::vector<Expr>& factors, const Expr& x) {
    if (factors.size() == 1)
        if (const auto linear = linear_in(factors[0], x)) return std::vector<Zero>{{negate(linear->offset / linear->slope), sign_of_argument(linear->slope)}};
    std::vector<Zero> zeros;
    bool all_linear = true;
    for (const Expr& u : factors) {
        const auto linear = linear_in(u, x);
        if (!linear) all_linear = false;
        else zeros.push_back({negate(linear->offset / linear->slope), sign_of_argument(linear->slope)});
    }
    if (all_linear) {
        for (std::size_t i = 0; i < zeros.size(); ++i)
            for (std::size_t j = 0; j < factors.size(); ++j)
                if (i != j) zeros[i].jump = zeros[i].jump * sign_of_argument(substitute(factors[j], x, zeros[i].point));
        return zeros;
    }
    zeros.clear();
    Expr product(1);
    std::vector<Expr> points;
    for (const Expr& u : factors) {
        product = product * u;
        const RealSolutions found = real_solutions(u, x, negate(infinity()), infinity());
        if (!found.is_complete) return std::nullopt;
        points.insert(points.end(), found.values.begin(), found.values.end());
    }
    for (const Expr& p : points)
        if (!p.is_constant()) return std::nullopt;
    bool is_ordered = true;
    std::sort(points.begin(), points.end(), [&](const Expr& p, const Expr& q) { return known_sign(q - p) == std::optional(1); });
    for (std::size_t i = 0; i + 1 < points.size(); ++i) is_ordered = is_ordered && known_sign(points[i + 1] - points[i]) == std::optional(1);
    if (!is_ordered) return std::nullopt; // also equal points
    std::optional<int> before;
    for (std::size_t i = 0; i <= points.size(); ++i) {
        const Expr between = points.empty() ? Expr(0) : i == 0 ? points[0] - 1 : i == points.size() ? points.back() + 1 : (points[i - 1] + points[i]) / 2;
        const auto after = known_sign(substitute(product, x, between));
        if (!after || *after == 0) return std::nullopt;
        if (i > 0 && *after != *before) zeros.push_back({points[i - 1], Expr(*after)});
        before = after;
    }
    return zeros;
}

/// sign(x - r)·(H - H(r)), as |x - r|·(H - H(r))/(x - r) where that is a polynomial or shorter.
Expr folded_at(const Expr& H, const Expr& x, const Zero& zero) {
    const Expr rest = H - substitute(H, x, zero.point), line = x - zero.point;
    const Expr quotient = attempt(kTidyUnits, [&] { return factor(cancel(rest / line)); });
    if (quotient && denominator(quotient).is_number()) return zero.jump * call(FunctionId::Abs, line) * quotient;
    return zero.jump * sign_of_argument(line) * rest;
}

/// ∫ s·h dx for the product s of the signs of `factors`.
Expr integrate_signed(Integrator& integrator, const std::vector<Expr>& factors, const Expr& h) {
    const Expr& x = integrator.x();
    if (h.is_zero()) return Expr(0);
    const Expr H = integrator.find(h);
    if (!H) return Expr();
    if (factors.empty()) return H;
    const auto zeros = zeros_of(factors, x);
    if (!zeros) return Expr();
    if (zeros->size() == 1) return folded_at(H, x, zeros->front());
    SumBuilder sum;
    Expr product(1);
    for (const Expr& u : factors) product = product * sign_of_argument(u);
    sum.add(product * H);
    for (const Zero& zero : *zeros) {
        const Expr at = substitute(H, x, zero.point);
        if (at.has_infinity()) return Expr();
        sum.add(negate(zero.jump * at * sign_of_argument(x - zero.point)));
    }
    return sum.finish();
}

/// f with sign u replaced by s and |u| by s·u.
Expr with_sign(const Expr& f, const Expr& u, int s) {
    return substitute(substitute(f, call(FunctionId::Abs, u), Expr(s) * u), sign_of_argument(u), Expr(s));
}

/// g(|u|) or sign(u)·g(|u|) with one linear u: sign(u)·(G(|u|) - G(0)), or G(|u|), over the slope of u.
Expr integrate_of_absolute_value(Integrator& integrator, const Expr& f, const Expr& u) {
    const Expr& x = integrator.x();
    const auto linear = linear_in(u, x);
    if (!linear) return Expr();
    const Expr t = integrator.new_variable(), absolute = call(FunctionId::Abs, u), sign = sign_of_argument(u);
    for (const bool is_odd : {false, true}) {
        const Expr g = substitute(is_odd ? f / sign : f, absolute, t);
        if (contains(g, x)) continue;
        const Expr G = integrator.find_substituted(g, t, t);
        if (!G) return Expr();
        if (is_odd) return substitute(G, t, absolute) / linear->slope;
        const Expr quotient = attempt(kTidyUnits, [&] { return factor(G / t); });
        if (quotient && denominator(quotient).is_number()) return u * substitute(quotient, t, absolute) / linear->slope; // sign(u)·|u| = u
        const Expr start = substitute(G, t, Expr(0));
        if (start.has_infinity()) return Expr();
        return sign * (substitute(G, t, absolute) - start) / linear->slope;
    }
    return Expr();
}

/// One sign of a sine or cosine of a linear function w: (-1)^n·H - 2·Σ_{k≤n} (-1)^k·H(r_k), n = ⌊w/π⌋.
Expr integrate_periodic_sign(Integrator& integrator, const Expr& f, const Expr& u) {
    const Expr& x = integrator.x();
    if (!u.is(FunctionId::Sin) && !u.is(FunctionId::Cos)) return Expr();
    const auto linear = linear_in(u.argument(0), x);
    if (!linear) return Expr();
    const Expr positive = with_sign(f, u, 1), negative = with_sign(f, u, -1), even = expand(positive + negative) / 2, odd = expand(positive - negative) / 2;
    const Expr F = even.is_zero() ? even : integrator.find(even), H = integrator.find(odd);
    if (!F || !H) return Expr();
    const Expr shift = u.is(FunctionId::Cos) ? half() : Expr(0); // cos w = sin(w + π/2)
    const Expr k = hidden_symbol("k"), n = call(FunctionId::Floor, u.argument(0) / pi() + shift);
    Assumptions::Scope scope;
    Assumptions::current().declare(k, Property::Integer);
    const Expr point = ((k - shift) * pi() - linear->offset) / linear->slope;
    const Expr at = attempt(kTidyUnits, [&] { return simplify(expand(power(Expr(-1), k) * substitute(H, x, point))); });
    const Expr correction = at ? indefinite_sum(Expr(-2) * at, k) : Expr();
    if (!correction) return Expr();
    return F + power(Expr(-1), n) * H + substitute(correction, k, n + 1) - substitute(correction, k, Expr(1));
}

Expr integrate_signs(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    std::vector<Expr> arguments;
    any_node(f, [&](const Expr& part) {
        if ((part.is(FunctionId::Abs) || part.is(FunctionId::Sign)) && contains(part, x) &&
            std::find(arguments.begin(), arguments.end(), part.argument(0)) == arguments.end())
            arguments.push_back(part.argument(0));
        return false;
    });
    if (arguments.empty() || arguments.size() > kMaxSigns) return Expr();
    if (arguments.size() == 1) {
        if (Expr found = integrate_of_absolute_value(integrator, f, arguments[0])) return found;
        if (Expr found = integrate_periodic_sign(integrator, f, arguments[0])) return found;
    }
    // log|u| has the derivative u'/u: as log u, and put back.
    bool only_logarithms = true;
    const Expr plain = map_bottom_up(f, [&](const Expr& part) -> Expr {
        if (part.is(FunctionId::Log) && part.argument(0).is(FunctionId::Abs)) return log_of(part.argument(0).argument(0));
        return part;
    });
    for (const Expr& u : arguments) only_logarithms = only_logarithms && free_of(with_sign(plain, u, 1) - plain, x) && with_sign(plain, u, 1) == plain;
    if (only_logarithms) {
        const Expr found = integrator.find(plain);
        if (!found) return Expr();
        return map_bottom_up(found, [&](const Expr& part) -> Expr {
            return part.is(FunctionId::Log) && contains(part, x) ? log_of(call(FunctionId::Abs, part.argument(0))) : part;
        });
    }
    // The values of f for all combinations of signs, and from them the coefficients of all products of signs.
    const std::size_t count = std::size_t{1} << arguments.size();
    std::vector<Expr> values;
    for (std::size_t mask = 0; mask < count; ++mask) {
        Expr g = f;
        for (std::size_t i = 0; i < arguments.size(); ++i) g = with_sign(g, arguments[i], (mask >> i & 1) != 0 ? -1 : 1);
        if (any_node(g, [&](const Expr& part) { return (part.is(FunctionId::Abs) || part.is(FunctionId::Sign)) && contains(part, x); })) return Expr();
        values.push_back(g);
    }
    for (std::size_t step = 1; step < count; step *= 2)
        for (std::size_t i = 0; i < count; ++i)
            if ((i & step) == 0) {
                const Expr a = values[i], b = values[i | step];
                values[i] = (a + b) / 2;
                values[i | step] = (a - b) / 2;
            }
    SumBuilder sum;
    for (std::size_t mask = 0; mask < count; ++mask) {
        std::vector<Expr> factors;
        for (std::size_t i = 0; i < arguments.size(); ++i)
            if ((mask >> i & 1) != 0) factors.push_back(arguments[i]);
        const Expr part = integrate_signed(integrator, factors, expand(values[mask]));
        if (!part) return Expr();
        sum.add(part);
    }
    return sum.finish();
}

/// f0 + h·heaviside(u) with one linear u: ∫ h·heaviside(u) = heaviside(u)·(H - H(r)).
Expr integrate_one_step(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    Expr step;
    bool others = false;
    any_node(f, [&](const Expr& part) {
        if (part.is(FunctionId::Heaviside) && contains(part, x)) others = others || (step && step != part), step = part;
        others = others || ((part.is(FunctionId::Abs) || part.is(FunctionId::Sign) || part.is(FunctionId::Min) || part.is(FunctionId::Max)) && contains(part, x));
        return others;
    });
    if (!step || others) return Expr();
    const auto linear = linear_in(step.argument(0), x);
    if (!linear) return Expr();
    const Expr before = substitute(f, step, Expr(0)), h = expand(substitute(f, step, Expr(1)) - before);
    const Expr F = before.is_zero() ? before : integrator.find(before), H = h.is_zero() ? h : integrator.find(h);
    if (!F || !H) return Expr();
    return F + step * factor(H - substitute(H, x, negate(linear->offset / linear->slope)));
}

// ── floor and ceil ──

Expr integrate_steps(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    Expr step;
    bool several = false;
    any_node(f, [&](const Expr& part) {
        if ((part.is(FunctionId::Floor) || part.is(FunctionId::Ceil)) && contains(part, x)) several = several || (step && step != part), step = part;
        return several;
    });
    if (!step || several) return Expr();
    const auto linear = linear_in(step.argument(0), x);
    if (!linear) return Expr();
    const Expr n = hidden_symbol("n"), k = hidden_symbol("k");
    const Expr F = integrator.find(substitute(f, step, n));
    if (!F) return Expr();
    // Where u = k, ⌊u⌋ goes from k - 1 to k and ⌈u⌉ from k to k + 1, for a rising u.
    const Expr before = step.is(FunctionId::Floor) ? k - 1 : k;
    auto at = [&](const Expr& value) { return substitute(substitute(F, x, (k - linear->offset) / linear->slope), n, value); };
    const Expr difference = attempt(kTidyUnits, [&] { return expand(at(before) - at(before + 1)); });
    const Expr correction = difference ? indefinite_sum(difference, k) : Expr();
    if (!correction) return Expr();
    const Expr above = step.is(FunctionId::Floor) ? n + 1 : n;
    return substitute(F + substitute(correction, k, above) - substitute(correction, k, Expr(1)), n, step);
}

// ── piecewise ──

/// The truth of a condition on an interval between its points.
std::optional<Expr> value_between(const Expr& piecewise, const Expr& x, const Expr& point) {
    const auto parts = piecewise.arguments();
    for (std::size_t k = 0; k + 1 < parts.size(); k += 2) {
        const Truth holds = decide_condition(substitute(parts[k + 1], x, point));
        if (holds == Truth::Unknown) return std::nullopt;
        if (holds == Truth::Yes) return parts[k];
    }
    return parts.size() % 2 == 1 ? std::optional(parts[parts.size() - 1]) : std::nullopt;
}

/// One piecewise factor or the whole: an antiderivative on each interval, joined continuously.
Expr integrate_piecewise(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    Expr whole;
    any_node(f, [&](const Expr& part) {
        if (!whole && part.is(FunctionId::Piecewise) && contains(part, x)) whole = part;
        return bool(whole);
    });
    if (!whole) return Expr();
    std::vector<Expr> points;
    for (std::size_t k = 0; k + 1 < whole.arguments().size(); k += 2) {
        const Expr& condition = whole.argument(k + 1);
        if (free_of(condition, x)) continue;
        const bool is_relation = condition.is(FunctionId::Less) || condition.is(FunctionId::LessEqual) || condition.is(FunctionId::Equal);
        if (!is_relation) return Expr();
        const RealSolutions found = real_solutions(condition.argument(0) - condition.argument(1), x, negate(infinity()), infinity());
        if (!found.is_complete) return Expr();
        if (condition.is(FunctionId::Equal)) continue; // single points
        for (const Expr& p : found.values) {
            if (!p.is_constant()) return Expr();
            if (std::none_of(points.begin(), points.end(), [&](const Expr& q) { return known_sign(p - q) == std::optional(0); })) points.push_back(p);
        }
    }
    std::sort(points.begin(), points.end(), [](const Expr& p, const Expr& q) { return known_sign(q - p) == std::optional(1); });
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        if (known_sign(points[i + 1] - points[i]) != std::optional(1)) return Expr();
    std::vector<Expr> parts;
    Expr before;
    for (std::size_t i = 0; i <= points.size(); ++i) {
        // Not a number that a condition may single out.
        const Expr between = points.empty() ? Expr(Rational::make(Integer(1237), Integer(1009))) : i == 0 ? points[0] - Expr(Rational::make(Integer(1237), Integer(1009)))
                             : i == points.size() ? points.back() + Expr(Rational::make(Integer(1237), Integer(1009)))
                                                  : points[i - 1] + (points[i] - points[i - 1]) * Expr(Rational::make(Integer(409), Integer(1009)));
        const auto value = value_between(whole, x, between);
        if (!value) return Expr();
        Expr F = integrator.find(substitute(f, whole, *value));
        if (!F) return Expr();
        if (i > 0) F = F + substitute(before - F, x, points[i - 1]);
        if (F.has_infinity()) return Expr();
        if (i < points.size()) {
            parts.push_back(F);
            parts.push_back(apply_function(FunctionId::Less, {x, points[i]}));
        } else {
            parts.push_back(F);
        }
        before = F;
    }
    return parts.size() == 1 ? parts[0] : apply_function(FunctionId::Piecewise, parts);
}

} // namespace

Expr integrate_jumps(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    bool jumps = false;
    any_node(f, [&](const Expr& part) {
        switch (part.is(NodeKind::Function) ? part.function_id() : FunctionId::List) {
        case FunctionId::Abs: case FunctionId::Sign: case FunctionId::Heaviside: case FunctionId::Min: case FunctionId::Max: case FunctionId::Floor:
        case FunctionId::Ceil: case FunctionId::Piecewise: jumps = jumps || contains(part, x); break;
        default: break;
        }
        return jumps;
    });
    if (!jumps) return Expr();
    if (Expr found = integrate_piecewise(integrator, f)) return found;
    if (Expr found = integrate_one_step(integrator, f)) return found;
    const Expr g = with_fewer_heads(f, x);
    if (Expr found = integrate_steps(integrator, g)) return found;
    if (g != f && g.is_add()) // terms without a jump by themselves
        if (Expr found = integrator.find(g)) return found;
    return integrate_signs(integrator, g);
}

} // namespace rumina::calculus
