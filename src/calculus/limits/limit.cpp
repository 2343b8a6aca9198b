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

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kUnits = 10'000'000;
constexpr int kFewTerms = 1, kManyTerms = 6;

LimitResult with_terms(const Expr& f, const Expr& t, int terms) {
    LimitResult result;
    Gruntz gruntz(t, terms);
    try {
        Expr value = attempt(kUnits, [&] { return gruntz.limit_of_all(f); });
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
LimitResult at_infinity(const Expr& f, const Expr& t) {
    LimitResult result = with_terms(f, t, kFewTerms);
    if (result.kind == LimitResult::Kind::NotFound && any_node(f, [](const Expr& part) { return part.is(NodeKind::Function) && !part.is(FunctionId::Log); }))
        result = with_terms(f, t, kManyTerms);
    return result;
}

LimitResult one_sided(const Expr& f, const Expr& x, const Expr& point, int direction) {
    const Expr t = hidden_symbol("x");
    Assumptions::Scope scope;
    Assumptions::current().declare(t, Property::Positive);
    if (point.has_infinity()) return at_infinity(substitute(f, x, point == infinity() ? t : negate(t)), t);
    const Expr step = power(t, -1);
    return at_infinity(substitute(f, x, direction > 0 ? point + step : point - step), t);
}

bool is_same(const Expr& a, const Expr& b) {
    if (a == b) return true;
    if (a.has_infinity() || b.has_infinity()) return false;
    const Expr difference = a - b;
    if (difference.is_constant()) return zero_test(difference) == Truth::Yes;
    return simplify(difference).is_zero();
}

LimitResult search(const Expr& f, const Expr& x, const Expr& point, int direction) {
    if (free_of(f, x)) return {LimitResult::Kind::Value, f, {}, {}};
    if (point.has_infinity() || direction != 0) return one_sided(f, x, point, direction);
    const LimitResult right = one_sided(f, x, point, 1), left = one_sided(f, x, point, -1);
    if (right.kind != LimitResult::Kind::Value) return right;
    if (left.kind != LimitResult::Kind::Value) return left;
    if (is_same(left.value, right.value)) return right;
    return {LimitResult::Kind::SidesDiffer, {}, left.value, right.value};
}

} // namespace

LimitResult find_limit(const Expr& f, const Expr& x, const Expr& point, int direction) {
    const MemoKey key{apply_function(FunctionId::List, {f, point}), x, Store::current().epoch * 4 + static_cast<std::uint64_t>(direction + 1)};
    if (const Expr* known = memo(MemoId::Limit).find(key)) return {LimitResult::Kind::Value, *known, {}, {}};
    const LimitResult result = search(f, x, point, direction);
    if (result.kind == LimitResult::Kind::Value) memo(MemoId::Limit).store(key, result.value);
    return result;
}

Expr limit(const Expr& f, const Expr& x, const Expr& point, int direction) {
    const LimitResult result = find_limit(f, x, point, direction);
    return result.kind == LimitResult::Kind::Value ? result.value : Expr();
}

} // namespace rumina::calculus
