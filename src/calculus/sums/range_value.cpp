#include "calculus/sums/range_value.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/range_enclosure.h"
#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/shorthand.h"
#include "calculus/sums/certificate_tails.h"
#include "calculus/sums/envelope.h"
#include "calculus/sums/euler_maclaurin.h"
#include "calculus/sums/geometric_tails.h"
#include "calculus/sums/power_tails.h"
#include "calculus/sums/terms.h"
#include "number/ball_functions.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kHighestPrecision = 20000;
constexpr std::uint64_t kUnits = 30'000'000;
/// Factors that are multiplied before logarithms are summed: the logarithms are those of numbers near 1.
constexpr std::int64_t kFirstFactors = 32;

/// The ball that method() finds; not finite when it fails or takes too long.
template <typename Method>
Ball tried(Method&& method) {
    Ball result = Ball::indeterminate();
    attempt(kUnits, [&] {
        result = method();
        return Expr(1);
    });
    return result;
}

std::optional<std::int64_t> start_of(const Expr& from) {
    if (!from.is_integer() || !from.number().integer().fits_int64()) return std::nullopt;
    const std::int64_t start = from.number().integer().to_int64();
    if (start < -kMostTerms || start > (std::int64_t{1} << 40)) return std::nullopt;
    return start;
}

enum class Methods : std::uint8_t { Tails, All };

/// Sum of one expression from an integer on, as a whole.
Ball whole_sum(const Expr& f, const Expr& k, std::int64_t from, const Expr& to, const Point& point, std::int64_t precision, Methods methods) {
    // Up to a far end too: what is not added up is bounded term by term.
    Ball sum = from < kMostTerms ? tried([&] { return sum_by_ratio(f, k, from, point, precision); }) : Ball::indeterminate();
    if (!sum.is_finite() && to.has_infinity() && from < kMostTerms) sum = tried([&] { return sum_by_powers(f, k, from, point, precision); });
    if (!sum.is_finite() && to.has_infinity() && from < kMostTerms) sum = tried([&] { return sum_by_certificate(f, k, from, point, precision); });
    if (!sum.is_finite() && methods == Methods::All) sum = tried([&] { return sum_by_euler_maclaurin(f, k, from, to, precision); });
    return sum;
}

Ball sum_value(const Expr& f, const Expr& k, std::int64_t from, const Expr& to, const Point& point, std::int64_t precision, Methods methods) {
    const Ball sum = whole_sum(f, k, from, to, point, precision, methods);
    if (sum.is_finite()) return sum;
    // Term by term; each must converge by itself.
    Expr expanded = f;
    if (!f.is_add()) expanded = attempt(kUnits, [&] { return expand(with_limits_apart(trigreduce(f), k)); });
    if (!expanded || !expanded.is_add()) return sum;
    Ball total(0);
    for (const Expr& s : summands_of(expanded))
        if (total.is_finite()) total = ball::add(total, whole_sum(s, k, from, to, point, precision + 10, methods), precision + 10);
    return total;
}

/// A g with e^g = f: every power b^e is e^(e·log b).
Expr logarithm_of(const Expr& f) {
    SumBuilder sum;
    for (const Factor& part : factors_of(f)) sum.add(part.exponent * (part.base.is(ConstantId::E) ? Expr(1) : log_of(part.base)));
    return sum.finish();
}

Ball product_value(const Expr& f, const Expr& k, std::int64_t from, const Expr& to, const Point& point, std::int64_t precision) {
    if (from >= kMostTerms) return Ball::indeterminate();
    const Ball near = tried([&] { return product_by_ratio(f, k, from, point, precision); });
    if (near.is_finite()) return near;
    const std::int64_t start = std::max<std::int64_t>(from, 0) + kFirstFactors;
    const Ball first = partial_product(f, k, from, start, point, precision + 20);
    if (!first.is_finite() || first.is_zero()) return first;
    const Ball rest = sum_value(logarithm_of(f), k, start, to, point, precision + 10, Methods::All);
    return rest.is_finite() ? ball::mul(first, ball::exp(rest, precision + 20), precision + 20) : rest;
}

} // namespace

Ball enclose_series(const Expr& f, const Expr& k, const Expr& from, const Point& point, std::int64_t precision) {
    const auto start = start_of(from);
    if (!start || precision > kHighestPrecision) return Ball::indeterminate();
    return sum_value(f, k, *start, infinity(), point, precision, Methods::Tails);
}

Ball enclose_range_value(FunctionId head, const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Point& point, std::int64_t precision) {
    DepthGuard guard;
    if (precision > kHighestPrecision) return Ball::indeterminate();
    const bool is_sum = head == FunctionId::Sum;
    auto again = [&](const Expr& g, const Expr& a, const Expr& b) { return enclose_range_value(head, g, k, a, b, point, precision); };
    if (from.has_infinity()) {
        if (from == infinity() || to == negate(infinity())) return Ball::indeterminate();
        const Expr reflected = substitute(f, k, negate(k));
        if (!to.has_infinity()) return again(reflected, negate(to), infinity());
        const Ball left = again(reflected, Expr(1), infinity());
        if (!left.is_finite()) return left;
        const Ball right = again(f, Expr(0), infinity());
        return is_sum ? ball::add(left, right, precision) : ball::mul(left, right, precision);
    }
    const auto start = start_of(from);
    if (!start || to == negate(infinity())) return Ball::indeterminate();
    if (is_sum) return sum_value(f, k, *start, to, point, precision, Methods::All);
    return product_value(f, k, *start, to, point, precision);
}

void install_range_values() { enclose_long_range = enclose_range_value; }

} // namespace rumina::calculus
