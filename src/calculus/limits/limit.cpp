#include "calculus/limits/limit.h"

#include "algebra/assumptions.h"
#include "algebra/memo.h"
#include "algebra/numeric.h"
#include "algebra/simplify/simplify.h"
#include "algebra/store.h"
#include "calculus/attempt.h"
#include "calculus/derivation.h"
#include "calculus/shorthand.h"
#include "calculus/limits/gruntz.h"
#include "calculus/limits/limit_steps.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr int kFewTerms = 1, kManyTerms = 6;

using Readings = std::vector<Gruntz::Reading>;

LimitResult with_terms(const Expr& f, const Expr& t, int terms, Readings& readings) {
    LimitResult result;
    Gruntz gruntz(t, terms);
    try {
        Expr value = attempt(search_units(6), [&] { return gruntz.limit_of_all(f); });
        readings = gruntz.readings();
        if (!value) return result;
        if (!value.has_infinity())
            if (Expr simple = attempt(300'000, [&] { return simplify(value); })) value = simple;
        result.kind = LimitResult::Kind::Value;
        result.value = value;
    } catch (const Oscillation&) {
        result.kind = LimitResult::Kind::Oscillates;
    } catch (const NoSeries&) {
    } catch (const NeedsMoreTerms&) {
    }
    return result;
}

/// The limit of f(t), t → +∞. Few terms of asymptotic expansions are tried first: they are enough unless they cancel.
LimitResult at_infinity(const Expr& f, const Expr& t, Readings& readings) {
    LimitResult result = with_terms(f, t, kFewTerms, readings);
    if (result.kind == LimitResult::Kind::NotFound && any_node(f, [](const Expr& part) { return part.is(NodeKind::Function) && !part.is(FunctionId::Log); }))
        result = with_terms(f, t, kManyTerms, readings);
    return result;
}

/// sides: what the limit was read off is added, while somebody listens.
LimitResult one_sided(const Expr& f, const Expr& x, const Expr& point, int direction, std::vector<SideReadings>& sides) {
    const Expr t = hidden_symbol("x");
    Readings readings;
    LimitResult result;
    {
        Assumptions::Scope scope;
        Assumptions::current().declare(t, Property::Positive);
        const Expr step = power(t, -1);
        const Expr value = point.has_infinity() ? (point == infinity() ? t : negate(t)) : direction > 0 ? point + step : point - step;
        result = at_infinity(substitute(f, x, value), t, readings);
    }
    const Expr back = point.has_infinity() ? (point == infinity() ? x : negate(x)) : power(direction > 0 ? x - point : point - x, -1);
    auto in_x = [&](const Expr& e) { // 1/t is positive
        return substitute(point.has_infinity() ? e : substitute(e, log_of(t), negate(log_of(power(back, -1)))), t, back);
    };
    for (Gruntz::Reading& r : readings) r = {in_x(r.small), in_x(r.leading)};
    sides.push_back({direction, std::move(readings)});
    return result;
}

bool is_same(const Expr& a, const Expr& b) {
    if (a == b) return true;
    if (a.has_infinity() || b.has_infinity()) return false;
    const Expr difference = a - b;
    if (difference.is_constant()) return zero_test(difference) == Truth::Yes;
    return simplify(difference).is_zero();
}

LimitResult search(const Expr& f, const Expr& x, const Expr& point, int direction, std::vector<SideReadings>& sides) {
    if (free_of(f, x)) return {LimitResult::Kind::Value, f, {}, {}};
    if (point.has_infinity() || direction != 0) return one_sided(f, x, point, direction, sides);
    const LimitResult right = one_sided(f, x, point, 1, sides), left = one_sided(f, x, point, -1, sides);
    if (right.kind != LimitResult::Kind::Value) return right;
    if (left.kind != LimitResult::Kind::Value) return left;
    if (is_same(left.value, right.value)) return right;
    return {LimitResult::Kind::SidesDiffer, {}, left.value, right.value};
}

/// Whether f is built at the point from what is continuous there, for x on the real line through it.
bool is_continuous(const Expr& f, const Expr& x, const Expr& point) {
    if (free_of(f, x) || f == x) return true;
    DepthGuard guard;
    auto sign_at = [&](const Expr& e) { return known_sign(substitute(e, x, point)); };
    bool all = true;
    for_each_child(f, [&](const Expr& part) { all = all && is_continuous(part, x, point); });
    if (!all) return false;
    switch (f.kind()) {
    case NodeKind::Add: case NodeKind::Mul: {
        for (const Factor& part : f.is_mul() ? factors_of(f) : std::vector<Factor>{})
            if (!part.exponent.is_one() && !is_continuous(power(part.base, part.exponent), x, point)) return false;
        return true;
    }
    case NodeKind::Power: {
        if (f.base().is(ConstantId::E) || (f.exponent().is_integer() && f.exponent().number().sign() > 0)) return true;
        const std::optional<int> sign = sign_at(f.base());
        return sign && (*sign > 0 || (*sign < 0 && f.exponent().is_integer()));
    }
    case NodeKind::Function:
        switch (f.function_id()) {
        case FunctionId::Sin: case FunctionId::Cos: case FunctionId::Sinh: case FunctionId::Cosh: case FunctionId::Erf: case FunctionId::Erfc: case FunctionId::Erfi:
        case FunctionId::Si: case FunctionId::Shi: case FunctionId::FresnelS: case FunctionId::FresnelC: case FunctionId::AiryAi: case FunctionId::AiryBi:
        case FunctionId::Abs: case FunctionId::Re: case FunctionId::Im: case FunctionId::Conj: return true;
        case FunctionId::RealRoot: case FunctionId::Atan: case FunctionId::Asinh: case FunctionId::Tanh: return has_property(substitute(f.argument(0), x, point), Property::Real) == Truth::Yes;
        case FunctionId::Log: case FunctionId::Ei: case FunctionId::Ci: case FunctionId::Gamma: case FunctionId::LogGamma: return sign_at(f.argument(0)) == std::optional(1);
        case FunctionId::Atan2: return sign_at(f.argument(0)).value_or(0) != 0 || sign_at(f.argument(1)) == std::optional(1);
        default: return false;
        }
    default: return false;
    }
}

/// A result as the memo keeps it.
Expr packed(const LimitResult& result) {
    auto or_zero = [](const Expr& e) { return e ? e : Expr(0); };
    return apply_function(FunctionId::List, {Expr(static_cast<int>(result.kind)), or_zero(result.value), or_zero(result.left), or_zero(result.right)});
}
LimitResult unpacked(const Expr& list) {
    const auto kind = static_cast<LimitResult::Kind>(list.argument(0).number().small());
    if (kind == LimitResult::Kind::Value) return {kind, list.argument(1), {}, {}};
    if (kind == LimitResult::Kind::SidesDiffer) return {kind, {}, list.argument(2), list.argument(3)};
    return {kind, {}, {}, {}};
}

} // namespace

LimitResult find_limit(const Expr& f, const Expr& x, const Expr& point, int direction) {
    const MemoKey key{apply_function(FunctionId::List, {f, point}), x, Store::current().epoch * 4 + static_cast<std::uint64_t>(direction + 1)};
    if (!steps_wanted())
        if (const Expr* known = memo(MemoId::Limit).find(key)) return unpacked(*known);
    std::vector<SideReadings> sides;
    LimitResult result = search(f, x, point, direction, sides);
    if (result.kind == LimitResult::Kind::NotFound && !point.has_infinity() && is_continuous(f, x, point)) result = {LimitResult::Kind::Value, substitute(f, x, point), {}, {}};
    if (steps_wanted() && result.kind == LimitResult::Kind::Value) explain_limit(f, x, point, direction, result.value, sides);
    memo(MemoId::Limit).store(key, packed(result));
    return result;
}

Expr limit(const Expr& f, const Expr& x, const Expr& point, int direction) {
    const LimitResult result = find_limit(f, x, point, direction);
    return result.kind == LimitResult::Kind::Value ? result.value : Expr();
}

} // namespace rumina::calculus
