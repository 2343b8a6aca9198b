// Functions of real numbers with steps and kinks: floor, ceil, mod, min, max, and the real root. Integers leave floor
// and ceil; constants are decided by balls; what is certainly not real is a DomainError.
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "algebra/functions/ball_adapter.h"
#include "algebra/functions/constant_parts.h"
#include "algebra/functions/registry.h"
#include "algebra/numeric.h"
#include "diagnostics/diagnostic.h"
#include "number/real.h"

namespace rumina::algebra {
namespace {

Expr call(FunctionId id, const Expr& x) { return apply_function(id, {x}); }

void require_real(FunctionId head, const Expr& x) {
    if (x.is_constant() && !x.has_infinity() && is_real(x) == Truth::No)
        fail(DiagnosticId::OutsideDomain, fmt::format("`{}`", name_of(head)), "complex numbers");
}

bool is_integer_valued(const Term& t) {
    return t.coefficient.is_integer() && (t.term.is(FunctionId::Floor) || t.term.is(FunctionId::Ceil));
}

Expr step_special(FunctionId self, Arguments a) {
    const Expr& x = a[0];
    bool up = self == FunctionId::Ceil;
    if (infinite_sign(x) != 0) return x;
    require_real(self, x);
    if (x.is(FunctionId::Floor) || x.is(FunctionId::Ceil)) return x;
    if (x.is_constant() && !x.has_infinity()) {
        if (std::optional<Integer> n = decided_floor(up ? negate(x) : x)) return up ? Expr(-*n) : Expr(*n);
    }
    if (x.is_add()) { // integers leave
        SumBuilder whole, rest;
        bool any = false;
        Number number = x.constant_part();
        if (number.is_rational() && !number.is_zero()) {
            Integer part = up ? ceil(number.rational()) : floor(number.rational());
            if (!part.is_zero()) whole.add(Number(part)), any = true;
            number = number - Number(part);
        }
        rest.add(number);
        for (const Term& t : x.terms()) {
            if (is_integer_valued(t)) whole.add(t.term, t.coefficient), any = true;
            else rest.add(t.term, t.coefficient);
        }
        if (any) return whole.finish() + call(self, rest.finish());
    }
    if (extracts_minus(x)) return negate(call(up ? FunctionId::Floor : FunctionId::Ceil, negate(x)));
    return Expr();
}

Expr floor_special(Arguments a) { return step_special(FunctionId::Floor, a); }
Expr ceil_special(Arguments a) { return step_special(FunctionId::Ceil, a); }
double floor_double(double x) { return std::floor(x); }
double ceil_double(double x) { return std::ceil(x); }

// ── mod: x - y·floor(x/y), the sign of y ──

Expr mod_special(Arguments a) {
    const Expr &x = a[0], &y = a[1];
    require_real(FunctionId::Mod, x);
    require_real(FunctionId::Mod, y);
    if (x.has_infinity() || y.has_infinity()) {
        if (infinite_sign(x) != 0 || infinite_sign(y) != 0) fail(DiagnosticId::InfinityUndefined, "mod(∞, y)");
        return Expr();
    }
    if (y.is_constant() && zero_test(y) == Truth::Yes) fail(DiagnosticId::DivisionByZero);
    if (x.is_zero()) return x;
    if (x.is_number() && y.is_number() && x.number().is_rational() && y.number().is_rational())
        return Expr(remainder_floor(x.number().rational(), y.number().rational()));
    if (x.is_constant() && y.is_constant())
        if (std::optional<Integer> n = decided_floor(x / y)) return x - Expr(*n) * y;
    return Expr();
}

Ball mod_ball(std::span<const Ball> a, std::int64_t precision) {
    return ball::sub(a[0], ball::mul(a[1], ball::floor(ball::div(a[0], a[1], precision), precision), precision), precision);
}

// ── min, max ──

/// Of two constants the one to drop, when that is decided: 1 for the first, 2 for the second.
int dominated(const Expr& a, const Expr& b, bool maximum) {
    if (a == b) return 2;
    if (!a.is_constant() || !b.is_constant()) return 0;
    int first = infinite_sign(a), second = infinite_sign(b);
    std::optional<int> sign;
    if (first != 0 || second != 0) sign = first != second ? (first > second ? 1 : -1) : 0;
    else sign = sign_of(a - b);
    if (!sign) return 0;
    return (*sign >= 0) == maximum ? 2 : 1;
}

Expr extremum_special(FunctionId self, Arguments a) {
    bool maximum = self == FunctionId::Max;
    std::vector<Expr> flat, kept;
    for (const Expr& x : a) {
        if (x.is(self)) flat.insert(flat.end(), x.arguments().begin(), x.arguments().end());
        else flat.push_back(x);
    }
    for (const Expr& x : flat) {
        require_real(self, x);
        if (infinite_sign(x) == (maximum ? 1 : -1)) return x;
        bool drop = false;
        for (std::size_t i = 0; i < kept.size() && !drop;) {
            int which = dominated(kept[i], x, maximum);
            if (which == 1) kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(i));
            else drop = which == 2, ++i;
        }
        if (!drop) kept.push_back(x);
    }
    // The neutral infinity goes when anything else is left.
    if (kept.size() > 1) std::erase_if(kept, [](const Expr& x) { return infinite_sign(x) != 0; });
    if (kept.size() == 1) return kept.front();
    std::sort(kept.begin(), kept.end(), StructuralLess());
    if (kept.size() == a.size() && std::equal(kept.begin(), kept.end(), a.begin())) return Expr();
    return make_function(self, kept);
}

Expr min_special(Arguments a) { return extremum_special(FunctionId::Min, a); }
Expr max_special(Arguments a) { return extremum_special(FunctionId::Max, a); }

/// The step that selects argument i: H(xᵢ - max of the others).
Expr extremum_derivative(FunctionId self, Arguments a, std::size_t i) {
    std::vector<Expr> others;
    for (std::size_t k = 0; k < a.size(); ++k)
        if (k != i) others.push_back(a[k]);
    if (others.empty()) return Expr(1);
    Expr rest = apply_function(self, others);
    return call(FunctionId::Heaviside, self == FunctionId::Max ? a[i] - rest : rest - a[i]);
}
Expr min_derivative(Arguments a, std::size_t i) { return extremum_derivative(FunctionId::Min, a, i); }
Expr max_derivative(Arguments a, std::size_t i) { return extremum_derivative(FunctionId::Max, a, i); }

template <Ball (*F)(const Ball&, const Ball&, std::int64_t)>
Ball extremum_ball(std::span<const Ball> a, std::int64_t precision) {
    Ball result = a[0];
    for (std::size_t i = 1; i < a.size(); ++i) result = F(result, a[i], precision);
    return result;
}

// ── real root ──

Expr real_root_special(Arguments a) {
    const Expr &x = a[0], &n = a[1];
    if (!n.is_number()) return Expr();
    if (n.is_zero() || (n.number().is_rational() && !n.is_integer()) || !n.number().is_real())
        fail(DiagnosticId::InvalidArgument, "the degree of `real_root` must be a nonzero integer");
    if (!n.number().is_integer()) return Expr();
    if (n.is_one()) return x;
    bool odd = n.number().integer().is_odd();
    Expr reciprocal(n.number().inverse());
    if (int direction = infinite_sign(x)) {
        if (direction > 0) return power(x, reciprocal);
        if (!odd) fail(DiagnosticId::InfinityUndefined, "real_root(-∞, n)");
        return negate(power(infinity(), reciprocal));
    }
    require_real(FunctionId::RealRoot, x);
    if (x.is_constant() && !x.has_infinity()) {
        std::optional<int> sign = sign_of(x);
        if (!sign) return Expr();
        if (*sign >= 0) return power(x, reciprocal);
        if (!odd) fail(DiagnosticId::OutsideDomain, "an even real root", "negative numbers");
        return negate(power(negate(x), reciprocal));
    }
    if (odd && extracts_minus(x)) return negate(apply_function(FunctionId::RealRoot, {negate(x), n}));
    return Expr();
}

Expr real_root_derivative(Arguments a, std::size_t i) {
    if (i != 0) return Expr();
    return make_function(FunctionId::RealRoot, a) / (a[0] * a[1]);
}

constexpr Function kFunctions[] = {
    {
        .id = FunctionId::Floor,
        .latex = "\\left\\lfloor",
        .special = floor_special,
        .evaluate = ball_unary<ball::floor>,
        .evaluate_double = floor_double,
        .conjugation = Conjugation::Everywhere,
        .branch = "for real arguments; steps at the integers, continuous from the right",
        .source = "DLMF, Common Notations and Definitions: floor",
    },
    {
        .id = FunctionId::Ceil,
        .latex = "\\left\\lceil",
        .special = ceil_special,
        .evaluate = ball_unary<ball::ceil>,
        .evaluate_double = ceil_double,
        .conjugation = Conjugation::Everywhere,
        .branch = "for real arguments; steps at the integers, continuous from the left",
        .source = "DLMF, Common Notations and Definitions: ceiling",
    },
    {
        .id = FunctionId::RealRoot,
        .latex = "\\sqrt",
        .minimum = 2,
        .maximum = 2,
        .special = real_root_special,
        .derivative = real_root_derivative,
        .evaluate = ball_binary<ball::real_root>,
        .conjugation = Conjugation::Everywhere,
        .branch = "for real x and integer n; negative for negative x and odd n",
        .source = "the real inverse of x^n",
    },
    {
        .id = FunctionId::Min,
        .latex = "\\min",
        .maximum = Function::kAny,
        .special = min_special,
        .derivative = min_derivative,
        .evaluate = extremum_ball<ball::min>,
        .conjugation = Conjugation::Everywhere,
        .branch = "for real arguments",
        .source = "the least of its arguments",
    },
    {
        .id = FunctionId::Max,
        .latex = "\\max",
        .maximum = Function::kAny,
        .special = max_special,
        .derivative = max_derivative,
        .evaluate = extremum_ball<ball::max>,
        .conjugation = Conjugation::Everywhere,
        .branch = "for real arguments",
        .source = "the greatest of its arguments",
    },
    {
        .id = FunctionId::Mod,
        .latex = "\\bmod",
        .minimum = 2,
        .maximum = 2,
        .special = mod_special,
        .evaluate = mod_ball,
        .conjugation = Conjugation::Everywhere,
        .branch = "for real arguments; has the sign of the divisor",
        .source = "[Knuth 1997] 1.2.4",
    },
};

} // namespace

FunctionRecords rounding_functions() { return kFunctions; }

} // namespace rumina::algebra
