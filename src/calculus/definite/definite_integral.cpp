#include "calculus/definite/definite_integral.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "algebra/assumptions.h"
#include "algebra/memo.h"
#include "algebra/numeric.h"
#include "algebra/numeric_value.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/quadrature.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/simplify.h"
#include "algebra/store.h"
#include "calculus/attempt.h"
#include "calculus/derivation.h"
#include "calculus/definite/critical_points.h"
#include "calculus/definite/improper.h"
#include "calculus/definite/known_integrals.h"
#include "calculus/definite/mellin.h"
#include "calculus/definite/point_masses.h"
#include "calculus/definite/symmetries.h"
#include "calculus/integrate/integrate.h"
#include "calculus/shorthand.h"
#include "calculus/limits/limit.h"
#include "calculus/solve/solve.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

using Kind = DefiniteResult::Kind;

constexpr std::uint64_t kTidyUnits = 500'000, kCheckUnits = 3'000'000;
constexpr double kAgreement = -64; ///< log2 of the difference that is allowed, relative to 1 or the value

Expr tidied(const Expr& e) { return simpler_within(kTidyUnits, e); }

/// Whether F(q) - F(p) is ∫ f over the middle of each part, in balls and at sample values of the parameters.
bool agrees_numerically(const Expr& f, const Expr& F, const Expr& x, const std::vector<Expr>& ends) {
    std::vector<Expr> parameters = free_variables(f);
    for (const Expr& e : ends)
        for (const Expr& s : free_variables(e))
            if (std::find(parameters.begin(), parameters.end(), s) == parameters.end()) parameters.push_back(s);
    std::erase(parameters, x);
    Point others;
    std::int64_t k = 0;
    for (const Expr& p : parameters) {
        Rational value = Rational::make(Integer(5 + 3 * k), Integer(4));
        const Properties known = Assumptions::current().of(p);
        if (known.has(Property::Integer)) value = Rational(2 + k);
        if (known.has(Property::Negative)) value = -value;
        others.emplace_back(p, Ball::rational(value, 300));
        ++k;
    }
    constexpr std::int64_t precision = 128;
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
        // A part of (p, q) that keeps away from the ends, however far they are.
        const Ball low = ends[i].has_infinity() ? Ball::indeterminate() : enclose_at(ends[i], others, precision);
        const Ball high = ends[i + 1].has_infinity() ? Ball::indeterminate() : enclose_at(ends[i + 1], others, precision);
        double p = low.is_finite() ? low.midpoint() : high.is_finite() ? high.midpoint() - 6 : -4.0;
        double q = high.is_finite() ? high.midpoint() : low.is_finite() ? low.midpoint() + 6 : 4.0;
        if (!(p < q)) return false;
        const double width = q - p;
        const Ball from(p + width / 64), to(q - width / 64);
        const Ball direct = enclose_between(f, x, from, to, others, precision);
        Point at_from = others, at_to = others;
        at_from.emplace_back(x, from);
        at_to.emplace_back(x, to);
        const Ball closed = ball::sub(enclose_at(F, at_to, 4 * precision), enclose_at(F, at_from, 4 * precision), precision);
        if (!direct.is_finite() || !closed.is_finite()) return false;
        if (!direct.overlaps(closed)) return false;
        const Ball difference = ball::sub(direct, closed, precision);
        if (difference.log2_upper() > kAgreement + std::max(0.0, direct.log2_upper())) return false;
    }
    return true;
}

Expr form_of(const Expr& f, const Expr& x, const Expr& a, const Expr& b) { return apply_function(FunctionId::Integral, {abstract(f, x), a, b}); }

/// The integral of the part is what the steps go on from.
DefiniteResult noted(std::string_view rule, const Expr& before, DefiniteResult result) {
    if (result.kind == Kind::Value) note_step(rule, before, result.value);
    return result;
}

/// After the steps of F: its values at the ends.
void tell_ends(const Expr& whole, const Expr& F, const Expr& x, const std::vector<Expr>& ends, const Expr& sum, const Expr& value) {
    SumBuilder forms;
    for (std::size_t i = 0; i + 1 < ends.size(); ++i)
        for (int side : {1, -1}) {
            const Expr& point = side > 0 ? ends[i + 1] : ends[i];
            const Expr at = point.has_infinity() ? Expr() : attempt(kTidyUnits, [&] { return substitute(F, x, point); });
            const bool is_end = (side > 0 && i + 2 == ends.size()) || (side < 0 && i == 0);
            forms.add(is_end && at && !at.has_infinity() ? at : apply_function(FunctionId::Limit, {abstract(F, x), point, Expr(point.has_infinity() ? 0 : -side)}), Number(side));
        }
    std::string rule = fmt::format("With `F({}) = {}`: ", in_rule(x), in_rule(F));
    if (ends.size() > 2) rule += "the sum of its differences over the parts between its jumps";
    else rule += fmt::format("`F({}) - F({})`", in_rule(ends[1]), in_rule(ends[0]));
    const Expr shown = forms.finish();
    note_step(rule, whole, shown);
    if (shown != sum) note_step("Values at the ends", shown, sum);
    if (sum != value) note_step("Simplify", sum, value);
}

DefiniteResult by_antiderivative(const Expr& f, const Expr& x, const Expr& a, const Expr& b, bool principal_value) {
    StepMark mark;
    const Expr F = integrate(f, x);
    if (has_integral(F)) return {};
    std::optional<StepPause> pause(std::in_place);
    const auto inside = critical_points(f, F, x, a, b);
    if (!inside) return {};
    std::vector<Expr> ends{a};
    ends.insert(ends.end(), inside->begin(), inside->end());
    ends.push_back(b);
    if (!agrees_numerically(f, F, x, ends)) return {};
    SumBuilder sum;
    int infinite = 0; // sign of infinite contributions
    Expr at;
    bool mixed = false;
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
        for (int side : {1, -1}) { // at the right end, at the left end
            const Expr& point = side > 0 ? ends[i + 1] : ends[i];
            const LimitResult end = find_limit(F, x, point, -side);
            if (end.kind == LimitResult::Kind::Oscillates) return {Kind::Diverges, Expr(), point};
            if (end.kind != LimitResult::Kind::Value) return {};
            if (end.value.has_infinity()) {
                if (!end.value.is(ConstantId::Infinity) && !(end.value == negate(infinity()))) return {};
                const int sign = side * (end.value == infinity() ? 1 : -1);
                if (infinite != 0 && infinite != sign) mixed = true;
                infinite = sign;
                if (!at) at = point;
                continue;
            }
            if (side > 0) sum.add(end.value);
            else sum.add(end.value, Number(-1));
        }
    }
    if (infinite != 0) {
        auto principal = [&](const Expr& value) {
            pause.reset();
            if (steps_wanted()) note_step(fmt::format("With `F({}) = {}`: both sides of the pole by the same distance", in_rule(x), in_rule(F)), form_of(f, x, a, b), value);
            mark.keep();
            return DefiniteResult{Kind::Value, value, {}};
        };
        if (principal_value && !inside->empty()) {
            // F(b) - F(a) + Σ lim F(c - t) - F(c + t)
            const Expr t = hidden_symbol("t"), from = limit(F, x, a, 1), to = limit(F, x, b, -1);
            auto is_finite = [](const Expr& e) { return e && !e.has_infinity(); };
            bool exists = is_finite(from) && is_finite(to);
            SumBuilder jumps;
            for (std::size_t i = 0; exists && i < inside->size(); ++i) {
                const Expr& c = (*inside)[i];
                const Expr jump = limit(substitute(F, x, c - t) - substitute(F, x, c + t), t, Expr(0), 1);
                exists = is_finite(jump);
                if (exists) jumps.add(jump);
            }
            if (exists) return principal(tidied(to - from + jumps.finish()));
        }
        const Expr value = mixed ? Expr() : infinite > 0 ? infinity() : negate(infinity());
        pause.reset();
        if (steps_wanted() && value) {
            tell_ends(form_of(f, x, a, b), F, x, ends, value, value);
            mark.keep();
        }
        return {Kind::Diverges, value, at};
    }
    const Expr total = sum.finish(), value = tidied(total);
    pause.reset();
    if (steps_wanted()) tell_ends(form_of(f, x, a, b), F, x, ends, total, value);
    mark.keep();
    return {Kind::Value, value, {}};
}

bool is_odd(const Expr& f, const Expr& x) {
    const Expr sum = f + substitute(f, x, negate(x));
    return sum.is_zero() || (sum.leaves() < 200 && simplify(sum).is_zero());
}

/// f with |u|, sign and the like without them on the parts between the zeros of their arguments.
DefiniteResult by_parts_of_interval(const Expr& f, const Expr& x, const Expr& a, const Expr& b) {
    std::vector<Expr> jumps;
    any_node(f, [&](const Expr& part) {
        if ((part.is(FunctionId::Abs) || part.is(FunctionId::Sign) || part.is(FunctionId::Heaviside) || part.is(FunctionId::Min) || part.is(FunctionId::Max) ||
             part.is(FunctionId::Floor) || part.is(FunctionId::Ceil) || part.is(FunctionId::Piecewise)) && contains(part, x))
            jumps.push_back(part);
        return false;
    });
    if (jumps.empty()) return {};
    std::vector<Expr> critical, points;
    for (const Expr& part : jumps) {
        if (part.is(FunctionId::Piecewise)) {
            for (const Expr& c : part.arguments())
                if ((c.is(FunctionId::Less) || c.is(FunctionId::LessEqual) || c.is(FunctionId::Equal)) && contains(c, x)) critical.push_back(c.argument(0) - c.argument(1));
        } else {
            gather_critical(part, x, critical);
        }
    }
    for (const Expr& g : critical) {
        const StepPause pause;
        const RealSolutions solutions = real_solutions(g, x, a, b);
        if (!solutions.is_complete) return {};
        for (const Expr& v : solutions.values)
            if (is_below(a, v) && is_below(v, b) && std::find(points.begin(), points.end(), v) == points.end()) points.push_back(v);
    }
    std::sort(points.begin(), points.end(), [](const Expr& p, const Expr& q) { return is_below(p, q); });
    std::vector<Expr> ends{a};
    ends.insert(ends.end(), points.begin(), points.end());
    ends.push_back(b);
    StepMark mark;
    SumBuilder sum, forms;
    std::optional<StepLevel> level;
    if (steps_wanted()) level.emplace();
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
        const Expr middle = ends[i].has_infinity() ? (ends[i + 1].has_infinity() ? Expr(0) : ends[i + 1] - 1)
                            : ends[i + 1].has_infinity() ? ends[i] + 1 : (ends[i] + ends[i + 1]) / 2;
        bool known = true;
        const Expr g = map_bottom_up(f, [&](const Expr& part) -> Expr {
            if (!part.is(NodeKind::Function) || free_of(part, x)) return part;
            const Expr at = substitute(part, x, middle);
            switch (part.function_id()) {
            case FunctionId::Abs: {
                const auto s = sign_of(substitute(part.argument(0), x, middle));
                if (!s) known = false;
                return s && *s < 0 ? negate(part.argument(0)) : part.argument(0);
            }
            case FunctionId::Min: case FunctionId::Max: {
                const auto s = sign_of(substitute(part.argument(0) - part.argument(1), x, middle));
                if (!s || part.arguments().size() != 2) known = false;
                return (part.is(FunctionId::Max)) == (s && *s > 0) ? part.argument(0) : part.argument(1);
            }
            case FunctionId::Sign: case FunctionId::Heaviside: case FunctionId::Floor: case FunctionId::Ceil:
                if (!at.is_number()) known = false;
                return at;
            case FunctionId::Piecewise: {
                for (std::size_t k = 0; k + 1 < part.arguments().size(); k += 2) {
                    const Truth holds = decide_condition(substitute(part.argument(k + 1), x, middle));
                    if (holds == Truth::Unknown) known = false;
                    if (holds == Truth::Yes) return part.argument(k);
                }
                return part.arguments().size() % 2 == 1 ? part.arguments().back() : part;
            }
            default: return part;
            }
        });
        if (!known) return {};
        const DefiniteResult part = definite_integral(g, x, ends[i], ends[i + 1]);
        if (part.kind != Kind::Value) return part;
        sum.add(part.value);
        if (level) forms.add(form_of(g, x, ends[i], ends[i + 1]));
    }
    const Expr value = tidied(sum.finish());
    level.reset();
    if (Derivation* derivation = Derivation::current()) {
        derivation->steps().insert(derivation->steps().begin() + static_cast<std::ptrdiff_t>(mark.position()),
                                   {"Split where absolute values, signs and cases change", form_of(f, x, a, b), forms.finish(), derivation->level()});
        note_step("Put together", Expr(derivation->steps()[mark.position()].after), value);
    }
    mark.keep();
    return {Kind::Value, value, {}};
}

DefiniteResult search(const Expr& f, const Expr& x, const Expr& a, const Expr& b, bool principal_value) {
    const Expr whole = form_of(f, x, a, b);
    if (f.is_zero() || a == b) return noted("Nothing is under the curve", whole, {Kind::Value, Expr(0), {}});
    if (is_below(b, a)) {
        const Expr other = negate(form_of(f, x, b, a));
        StepMark mark;
        note_step("Change the ends", whole, other);
        DefiniteResult turned;
        {
            StepLevel level;
            turned = definite_integral(f, x, b, a, principal_value);
        }
        if (turned.value) turned.value = negate(turned.value);
        if (turned.kind == Kind::Value) mark.keep();
        return noted("Put together", other, turned);
    }
    if (has_point_masses(f, x)) {
        const auto masses = point_masses(f, x, a, b);
        if (!masses) return {};
        const DefiniteResult other = masses->rest.is_zero() ? DefiniteResult{Kind::Value, Expr(0), {}} : definite_integral(masses->rest, x, a, b, principal_value);
        return other.kind == Kind::Value ? noted("The weights of the points where a delta is", whole, {Kind::Value, other.value + masses->value, {}}) : other;
    }
    if (free_of(f, x) && !a.has_infinity() && !b.has_infinity()) return noted("A constant times the length", whole, {Kind::Value, f * (b - a), {}});
    if (const DefiniteResult parts = by_parts_of_interval(f, x, a, b); parts.kind != Kind::NotFound) return parts;
    auto quietly = [&](auto method) {
        StepPause pause;
        return attempt(search_units(4), method);
    };
    if (!principal_value)
        if (const Expr value = quietly([&] { return known_integral(f, x, a, b); })) return noted("Table of definite integrals", whole, {Kind::Value, tidied(value), {}});
    const bool is_half_line = !principal_value && a.is_zero() && b == infinity();
    if (is_half_line)
        if (const Expr value = quietly([&] { return mellin_integral(f, x); })) return noted("Mellin transforms", whole, {Kind::Value, tidied(value), {}});
    DefiniteResult result;
    const Expr done = attempt(search_units(), [&] {
        result = by_antiderivative(f, x, a, b, principal_value);
        return Expr(1);
    });
    if (!done) result = {};
    if (result.kind != Kind::NotFound) return result;
    if (const Expr value = quietly([&] { return residue_integral(f, x, a, b); }))
        return noted("2πi times the residues above the real line", whole, {Kind::Value, tidied(value), {}});
    if (!principal_value)
        if (const Expr value = quietly([&] { return symmetric_integral(f, x, a, b); })) return noted("By symmetry", whole, {Kind::Value, tidied(value), {}});
    // Odd, and the integral converges.
    if (!a.has_infinity() && a == negate(b) && is_odd(f, x) && a.is_constant() && free_variables(f) == std::vector<Expr>{x} &&
        enclose_improper_integral(f, x, a, b, 64).is_finite())
        return noted("An odd function between ends that are opposite", whole, {Kind::Value, Expr(0), {}});
    return {};
}

/// Whether the rigorous value of an integral without parameters, where one is found, says something else.
bool is_contradicted(const DefiniteResult& result, const Expr& f, const Expr& x, const Expr& a, const Expr& b) {
    const bool is_constant = free_variables(f) == std::vector<Expr>{x} && (a.is_constant() || a.has_infinity()) && (b.is_constant() || b.has_infinity());
    if (!is_constant || result.kind == Kind::NotFound) return false;
    Ball proved = Ball::indeterminate(), found = Ball::indeterminate();
    attempt(kCheckUnits, [&] {
        proved = enclose_improper_integral(f, x, a, b, 64);
        if (proved.is_finite() && result.kind == Kind::Value && result.value.is_constant()) found = enclose(result.value, 128);
        return Expr(1);
    });
    if (!proved.is_finite()) return false;
    return result.kind == Kind::Diverges || (found.is_finite() && !found.overlaps(proved));
}

/// A result as the memo keeps it: its kind, and a list of the value and one of the place, which may be empty.
Expr packed(const DefiniteResult& result) {
    auto list = [](const Expr& e) { return e ? apply_function(FunctionId::List, {e}) : apply_function(FunctionId::List, {}); };
    return apply_function(FunctionId::List, {Expr(static_cast<int>(result.kind)), list(result.value), list(result.at)});
}
DefiniteResult unpacked(const Expr& packed) {
    auto part = [&](std::size_t i) { return packed.argument(i).arguments().empty() ? Expr() : packed.argument(i).argument(0); };
    return {static_cast<Kind>(packed.argument(0).number().small()), part(1), part(2)};
}

} // namespace

DefiniteResult definite_integral(const Expr& f, const Expr& x, const Expr& a, const Expr& b, bool principal_value) {
    DepthGuard guard;
    if (contains(a, x) || contains(b, x)) { // the variable of integration is another one
        const Expr t = hidden_symbol("t");
        return definite_integral(substitute(f, x, t), t, a, b, principal_value);
    }
    if (f.has_floats() || a.has_floats() || b.has_floats()) { // exactly, and rounded
        std::int64_t bits = INT64_MAX;
        const Expr g = with_exact_numbers(f, bits), from = with_exact_numbers(a, bits), to = with_exact_numbers(b, bits);
        if (g.has_floats() || from.has_floats() || to.has_floats()) return {};
        DefiniteResult result = definite_integral(g, x, from, to, principal_value);
        const int digits = bits == 53 ? 0 : static_cast<int>(static_cast<double>(bits) * std::log10(2.0));
        if (result.value) result.value = numeric_value(result.value, digits);
        return result;
    }
    const MemoKey key{apply_function(FunctionId::List, {f, a, b}), x, Store::current().epoch * 2 + (principal_value ? 1 : 0)};
    if (!steps_wanted())
        if (const Expr* known = memo(MemoId::DefiniteIntegral).find(key)) return unpacked(*known);
    StepMark mark;
    DefiniteResult result = search(f, x, a, b, principal_value);
    auto is_wrong = [&] {
        StepPause pause;
        return is_contradicted(result, f, x, a, b);
    };
    if (!principal_value && is_wrong()) result = {};
    else mark.keep();
    memo(MemoId::DefiniteIntegral).store(key, packed(result));
    return result;
}

} // namespace rumina::calculus
