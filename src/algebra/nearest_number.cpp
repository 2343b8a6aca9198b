#include "algebra/nearest_number.h"

namespace rumina::algebra {
namespace {

std::optional<BigFloat> nearest_part(const Ball& part, std::int64_t precision, bool last) {
    if (std::optional<BigFloat> rounded = BigFloat::from_ball_bits(part, precision)) return rounded;
    if (last && part.contains_zero() && part.log2_upper() < static_cast<double>(24 - 8 * precision))
        return BigFloat::from_integer(Integer(0), precision);
    return std::nullopt;
}

} // namespace

std::optional<Number> nearest_number(const std::function<Ball(long)>& enclose, std::int64_t precision) {
    const std::int64_t working[] = {precision + 43, 4 * precision + 44, 16 * precision + 176};
    for (std::int64_t bits : working) {
        Ball ball = enclose(bits);
        if (!ball.is_finite()) continue;
        bool last = bits == working[2];
        std::optional<BigFloat> re = nearest_part(ball.real(), precision, last), im = nearest_part(ball.imag(), precision, last);
        if (re && im) return Number::big_complex(*re, *im);
    }
    return std::nullopt;
}

} // namespace rumina::algebra
