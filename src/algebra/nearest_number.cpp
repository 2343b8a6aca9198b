#include "algebra/nearest_number.h"

namespace rumina::algebra {
namespace {

/// `smallest`: what is below this power of two is taken for 0, if that is known to be the last look.
std::optional<BigFloat> nearest_part(const Ball& part, std::int64_t precision, std::optional<std::int64_t> smallest) {
    if (std::optional<BigFloat> rounded = BigFloat::from_ball_bits(part, precision)) return rounded;
    if (smallest && part.contains_zero() && part.log2_upper() < static_cast<double>(*smallest))
        return BigFloat::from_integer(Integer(0), precision);
    return std::nullopt;
}

} // namespace

std::optional<Number> nearest_number(const std::function<Ball(std::int64_t)>& enclose, std::int64_t precision, bool costly) {
    const std::int64_t working[] = {precision + 43, 4 * precision + 44, 16 * precision + 176};
    const std::size_t looks = costly ? 2 : 3;
    for (std::size_t i = 0; i < looks; ++i) {
        const Ball ball = enclose(working[i]);
        if (!ball.is_finite()) continue;
        std::optional<std::int64_t> smallest;
        if (i + 1 == looks) smallest = 24 - (costly ? 2 : 8) * precision;
        std::optional<BigFloat> re = nearest_part(ball.real(), precision, smallest), im = nearest_part(ball.imag(), precision, smallest);
        if (re && im) return Number::big_complex(*re, *im);
    }
    return std::nullopt;
}

} // namespace rumina::algebra
