// Zero tests and signs of constants.
#include "algebra/enclosure.h"
#include "algebra/numeric.h"

namespace rumina::algebra {
namespace {

constexpr long kPrecisions[] = {64, 256, 1024};

} // namespace

Truth zero_test(const Expr& e) {
    if (e.is_number()) return truth_of(e.number().is_zero());
    if (!e.is_constant() || e.has_infinity()) return Truth::Unknown;
    for (long precision : kPrecisions)
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
    for (long precision : kPrecisions) {
        Ball ball = enclose(e, precision);
        if (!ball.is_finite()) continue;
        if (!ball.is_real()) {
            if (ball.imag_sign()) return std::nullopt; // not real at all
            continue;
        }
        if (std::optional<int> sign = ball.real_sign()) return sign;
    }
    if (zero_test(e) == Truth::Yes) return 0;
    return std::nullopt;
}

} // namespace rumina::algebra
