// Forms that stay as they are: derivatives of unknown functions, integrals, sums, limits, applied symbols, lists. Only
// what is evident is done here (an empty sum, a limit of what does not move); the calculus does the rest.
#include <algorithm>
#include <cstdint>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/quadrature.h"
#include "algebra/binders.h"
#include "algebra/enclosure.h"
#include "algebra/functions/constant_parts.h"
#include "algebra/functions/registry.h"
#include "algebra/range_enclosure.h"
#include "algebra/traversal.h"
#include "diagnostics/diagnostic.h"
#include "number/ball.h"

namespace rumina::algebra {

constinit RangeEnclosure enclose_long_range = nullptr;

namespace {

/// Finite sums and products of at most this many terms are evaluated term by term.
constexpr std::int64_t kLargestRange = 100000;

bool has_own_variable(const Expr& body) { return body.has_bound() && any_node(body, [](const Expr& e) { return e.is(NodeKind::Bound); }); }

// ── Derivative: f, x1, n1, x2, n2, … ──

struct Variable {
    Expr symbol, order;
};

Expr derivative_special(Arguments a) {
    if (a.size() % 2 == 0) fail(DiagnosticId::InvalidArgument, "a derivative has a function, then variables and orders in pairs");
    Expr f = a[0];
    std::vector<Variable> variables;
    auto take = [&](Arguments pairs) {
        for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
            if (!pairs[i].is_symbol() && !pairs[i].is(NodeKind::Bound)) fail(DiagnosticId::InvalidArgument, "a derivative is by a symbol");
            if (pairs[i + 1].is_number() && (!pairs[i + 1].is_integer() || pairs[i + 1].number().sign() < 0))
                fail(DiagnosticId::InvalidArgument, "the order of a derivative must be a non-negative integer");
            auto same = std::find_if(variables.begin(), variables.end(), [&](const Variable& v) { return v.symbol == pairs[i]; });
            if (same != variables.end()) same->order = same->order + pairs[i + 1];
            else variables.push_back({pairs[i], pairs[i + 1]});
        }
    };
    take(a.subspan(1));
    while (f.is(FunctionId::Derivative)) {
        std::vector<Expr> inner(f.arguments().begin(), f.arguments().end());
        take(Arguments(inner).subspan(1));
        f = inner[0];
    }
    std::erase_if(variables, [](const Variable& v) { return v.order.is_zero(); });
    if (variables.empty()) return f;
    for (const Variable& v : variables)
        if (v.symbol.is_symbol() && v.order.is_integer() && !contains(f, v.symbol)) return Expr(0);
    std::sort(variables.begin(), variables.end(), [](const Variable& x, const Variable& y) { return structural_order(x.symbol, y.symbol) < 0; });
    std::vector<Expr> arguments{f};
    for (const Variable& v : variables) arguments.push_back(v.symbol), arguments.push_back(v.order);
    if (std::equal(arguments.begin(), arguments.end(), a.begin(), a.end())) return Expr();
    return make_function(FunctionId::Derivative, arguments);
}

// ── Substitution: body, value ──

/// Only what moves with the variable itself, a derivative or an indefinite integral, keeps the form; everything else takes
/// the value.
Expr substitution_special(Arguments a) {
    const Expr &body = a[0], &value = a[1];
    if (!has_own_variable(body)) return instantiate(body, value);
    bool moves = any_node(body, [](const Expr& e) {
        if (!e.is(FunctionId::Derivative) && !e.is(FunctionId::IndefiniteIntegral)) return false;
        auto parts = e.arguments();
        for (std::size_t i = 1; i < parts.size(); i += 2)
            if (parts[i].is(NodeKind::Bound)) return true;
        return false;
    });
    if (!moves || (value.is_symbol() && !contains(body, value))) return instantiate(body, value);
    return Expr();
}

Ball substitution_enclosure(Arguments a, const Point& point, std::int64_t precision) {
    Expr variable = name_for_bound(FunctionId::Substitution, a);
    Point extended{{variable, enclose_at(a[1], point, precision)}};
    extended.insert(extended.end(), point.begin(), point.end());
    return enclose_at(instantiate(a[0], variable), extended, precision);
}

// ── integrals ──

Expr indefinite_integral_special(Arguments a) {
    if (!a[1].is_symbol() && !a[1].is(NodeKind::Bound)) fail(DiagnosticId::InvalidArgument, "an integral is by a symbol");
    return a[0].is_zero() ? a[0] : Expr();
}

Expr integral_special(Arguments a) {
    if (a[0].is_zero()) return a[0];
    return a[1] == a[2] && infinite_sign(a[1]) == 0 ? Expr(0) : Expr();
}

// ── sums and products: body, from, to ──

Expr range_special(Arguments a, int neutral) {
    const Expr &body = a[0], &from = a[1], &to = a[2];
    if (body.is_number(neutral)) return body;
    if (from.is_integer() && to.is_integer()) {
        if (compare(to.number(), from.number()) < 0) return Expr(neutral);
        if (from == to) return instantiate(body, from);
    }
    return Expr();
}
Expr sum_special(Arguments a) { return range_special(a, 0); }
Expr product_special(Arguments a) { return range_special(a, 1); }

/// The bounds of a range that is evaluated term by term, or nothing.
std::optional<std::pair<std::int64_t, std::int64_t>> short_range(const Expr& from, const Expr& to) {
    if (!from.is_integer() || !to.is_integer() || !from.number().is_small() || !to.number().is_small()) return std::nullopt;
    std::int64_t first = from.number().small(), last = to.number().small(), length = 0;
    if (__builtin_sub_overflow(last, first, &length) || length >= kLargestRange) return std::nullopt;
    return std::pair(first, last);
}

bool is_end(const Expr& e) { return e.is_integer() || infinite_sign(e) != 0; }

template <Ball (*Combine)(const Ball&, const Ball&, std::int64_t)>
Ball range_enclosure(FunctionId self, int neutral, Arguments a, const Point& point, std::int64_t precision) {
    Expr variable = name_for_bound(self, a), body = instantiate(a[0], variable);
    auto range = short_range(a[1], a[2]);
    if (!range) {
        const bool has_ends = is_end(a[1]) && is_end(a[2]) && enclose_long_range != nullptr;
        return has_ends ? enclose_long_range(self, body, variable, a[1], a[2], point, precision) : Ball::indeterminate();
    }
    auto [first, last] = *range;
    Point extended{{variable, Ball()}};
    extended.insert(extended.end(), point.begin(), point.end());
    Ball result(neutral);
    for (std::int64_t k = first; k <= last; ++k) {
        poll_work();
        extended[0].second = Ball(k);
        result = Combine(result, enclose_at(body, extended, precision), precision);
        if (!result.is_finite()) break;
    }
    return result;
}
Ball sum_enclosure(Arguments a, const Point& point, std::int64_t precision) {
    return range_enclosure<ball::add>(FunctionId::Sum, 0, a, point, precision);
}
Ball product_enclosure(Arguments a, const Point& point, std::int64_t precision) {
    return range_enclosure<ball::mul>(FunctionId::Product, 1, a, point, precision);
}

// ── Integral: body, from, to ──

/// With other symbols rigorous where the integrand is finite on the interval; infinite ends by x = ±1/t, where that is
/// finite at t = 0. Not finite otherwise.
Ball integral_enclosure(Arguments a, const Point& point, std::int64_t precision) {
    const Expr x = name_for_bound(FunctionId::Integral, a), f = instantiate(a[0], x);
    Expr t = symbol("_t");
    while (contains(f, t)) t = symbol(std::string(t.symbol_name()) + "t"); // the variable of an integral around this one
    const bool is_constant = !a[0].has_symbols() && !a[1].has_symbols() && !a[2].has_symbols();
    if (is_constant && enclose_improper != nullptr) return enclose_improper(f, x, a[1], a[2], precision);
    auto tail = [&](int side) {
        const Expr g = cancel(substitute(f, x, Expr(side) / t) / (t * t));
        return enclose_between(g, t, Ball(0), Ball(1), point, precision);
    };
    Ball sum(0);
    Expr from = a[1], to = a[2];
    if (from == infinity() || to == negate(infinity())) return Ball::indeterminate();
    if (to == infinity()) {
        sum = tail(1);
        to = Expr(1);
    }
    if (from.has_infinity()) {
        sum = ball::add(sum, tail(-1), precision);
        from = Expr(-1);
    }
    const Ball low = enclose_at(from, point, precision + 32), high = enclose_at(to, point, precision + 32);
    return ball::add(sum, enclose_between(f, x, low, high, point, precision), precision);
}

// ── Limit: body, point, direction ──

Expr limit_special(Arguments a) {
    if (!a[2].is_number(0) && !a[2].is_number(1) && !a[2].is_number(-1))
        fail(DiagnosticId::InvalidArgument, "the direction of a limit is -1, 0 or 1");
    return a[0].has_bound() ? Expr() : a[0];
}

constexpr Function form(FunctionId id, std::string_view latex, std::uint8_t minimum, std::uint8_t maximum, Expr (*special)(Arguments),
                        Ball (*enclose)(Arguments, const Point&, std::int64_t)) {
    return {.id = id, .latex = latex, .minimum = minimum, .maximum = maximum, .special = special, .enclose_form = enclose};
}

constexpr Function kFunctions[] = {
    form(FunctionId::Derivative, "\\frac{d}{d}", 1, Function::kAny, derivative_special, nullptr),
    form(FunctionId::Substitution, "\\operatorname{subs}", 2, 2, substitution_special, substitution_enclosure),
    form(FunctionId::IndefiniteIntegral, "\\int", 2, 2, indefinite_integral_special, nullptr),
    form(FunctionId::Integral, "\\int", 3, 3, integral_special, integral_enclosure),
    form(FunctionId::Sum, "\\sum", 3, 3, sum_special, sum_enclosure),
    form(FunctionId::Product, "\\prod", 3, 3, product_special, product_enclosure),
    form(FunctionId::Limit, "\\lim", 3, 3, limit_special, nullptr),
    form(FunctionId::Apply, "", 1, Function::kAny, nullptr, nullptr),
    form(FunctionId::List, "", 0, Function::kAny, nullptr, nullptr),
};

} // namespace

FunctionRecords form_functions() { return kFunctions; }

bool has_enclosed_range(const Expr& e) {
    const Expr &from = e.argument(1), &to = e.argument(2);
    return short_range(from, to) || (is_end(from) && is_end(to) && enclose_long_range != nullptr);
}

bool has_long_ranges(const Expr& e) {
    return any_node(e, [](const Expr& part) {
        return (part.is(FunctionId::Sum) || part.is(FunctionId::Product)) && !short_range(part.argument(1), part.argument(2));
    });
}

} // namespace rumina::algebra
