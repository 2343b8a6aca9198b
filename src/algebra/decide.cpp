// Zero tests and signs of constants: cheap certain answers first. Balls tell almost every nonzero constant in microseconds;
// whether a ball around 0 holds 0 itself is for exact fields. [Johansson 2021]; [Richardson & Fitch 1994]
#include <algorithm>
#include <cstdint>

#include "algebra/constants.h"
#include "algebra/enclosure.h"
#include "algebra/functions/gamma_relations.h"
#include "algebra/numeric.h"
#include "algebra/quadrature.h"
#include "algebra/range_enclosure.h"
#include "algebra/separation_bound.h"
#include "algebra/traversal.h"

namespace rumina::algebra {
namespace {

constexpr std::int64_t kQuick[] = {64, 256};
constexpr std::int64_t kPatient[] = {1024, 4096};
/// Bits of separation bounds: what a ball costs about as much as a field; and what is tried when the fields do not know.
constexpr double kQuickSeparation = 1500, kPatientSeparation = 60'000;
/// Fields of large expressions take seconds, and they are rarely found.
constexpr std::uint32_t kFieldLeaves = 200;

/// Values of the gamma function at fractions written by independent ones: zero when each of their products goes.
bool is_zero_by_gamma_relations(const Expr& e) {
    if (!any_node(e, [](const Expr& part) { return part.is(FunctionId::Gamma); })) return false;
    std::vector<Expr> coefficients = gamma_coefficients(reduce_gamma_values(e));
    if (coefficients.size() == 1 && coefficients[0] == e) return false;
    return std::all_of(coefficients.begin(), coefficients.end(), [](const Expr& c) { return zero_test(c) == Truth::Yes; });
}

Truth exact_zero_test(const Expr& e) {
    if (e.leaves() > kFieldLeaves || e.has_floats()) return Truth::Unknown;
    if (is_zero_by_separation(e, kQuickSeparation)) return Truth::Yes;
    Truth answer = to_calcium(e).is_zero();
    if (answer != Truth::Unknown) return answer;
    if (MaybeAlgebraic a = to_algebraic(e)) return truth_of(a->is_zero());
    if (is_zero_by_separation(e, kPatientSeparation)) return Truth::Yes;
    return is_zero_by_gamma_relations(e) ? Truth::Yes : Truth::Unknown;
}

/// Whether more precision would take too long.
bool is_slow(const Expr& e) { return has_integrals(e) || has_long_ranges(e); }

} // namespace

Truth zero_test(const Expr& e) {
    if (e.is_number()) return truth_of(e.number().is_zero());
    if (!e.is_constant() || e.has_infinity()) return Truth::Unknown;
    for (std::int64_t precision : kQuick)
        if (enclose(e, precision).nonzero()) return Truth::No;
    Truth exact = exact_zero_test(e);
    if (exact != Truth::Unknown || is_slow(e)) return exact;
    for (std::int64_t precision : kPatient)
        if (enclose(e, precision).nonzero()) return Truth::No;
    return Truth::Unknown;
}

std::optional<int> sign_of(const Expr& e) {
    if (e.is_number()) return e.number().is_real() ? std::optional<int>(e.number().sign()) : std::nullopt;
    if (!e.is_constant()) return std::nullopt;
    if (e.has_infinity()) {
        if (e.without_coefficient().is(ConstantId::Infinity)) return e.coefficient().sign();
        return std::nullopt;
    }
    for (std::int64_t precision : {64, 256, 1024, 4096}) {
        Ball ball = enclose(e, precision);
        if (ball.is_finite()) {
            if (ball.imag_sign() && *ball.imag_sign() != 0) return std::nullopt; // not real at all
            if (ball.is_real())
                if (std::optional<int> sign = ball.real_sign()) return sign;
            if (!ball.is_real() && ball.real_sign() && precision == 256) {
                // Perhaps real without looking it: the fields know.
                CalciumNumber field = e.leaves() <= kFieldLeaves ? to_calcium(e) : CalciumNumber::unknown();
                if (field.is_real() == Truth::Yes) return ball.real_sign();
                if (MaybeAlgebraic a = to_algebraic(e); a && a->is_real()) return a->real_sign();
            }
        }
        if (precision == 256 && exact_zero_test(e) == Truth::Yes) return 0;
        if (precision == 256 && is_slow(e)) break;
    }
    return std::nullopt;
}

} // namespace rumina::algebra
