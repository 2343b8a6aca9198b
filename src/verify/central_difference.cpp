#include "verify/central_difference.h"

namespace rumina::verify {

using namespace algebra;

Ball central_difference(const Expr& f, const Expr& x, const Point& at, std::int64_t bits, std::int64_t precision) {
    const Ball step = Ball::rational(Rational::make(Integer(1), rumina::power(Integer(2), Integer(bits))), precision);
    auto value = [&](const Ball& offset) {
        Point moved = at;
        for (auto& [name, ball] : moved)
            if (name == x) ball = ball::add(ball, offset, precision);
        return enclose_at(f, moved, precision);
    };
    return ball::div(ball::sub(value(step), value(ball::neg(step)), precision), ball::mul(step, Ball(2), precision), precision);
}

} // namespace rumina::verify
