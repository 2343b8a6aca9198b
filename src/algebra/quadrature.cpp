#include "algebra/quadrature.h"

#include <cstdint>
#include <optional>

#include "algebra/integrand.h"
#include "algebra/numeric.h"
#include "algebra/traversal.h"
#include "number/ball_quadrature.h"
#include "number/interruptible.h"

namespace rumina::algebra {

constinit ImproperEnclosure enclose_improper = nullptr;

Ball enclose_between(const Expr& f, const Expr& x, const Ball& from, const Ball& to, const Point& others, std::int64_t goal, std::int64_t precision) {
    const Integrand integrand(f, x, others, precision, from.is_real() && to.is_real());
    std::optional<Uninterrupted> whole;
    if (integrand.has_moving_forms()) whole.emplace(); // the integrand itself still asks
    return ball::integrate(
        [&](const Ball& z, bool analytic, std::int64_t) {
            poll_work(200);
            return integrand(z, analytic);
        },
        from, to, goal, precision);
}

Ball GrowingEnclosure::operator()(std::int64_t precision) {
    if (is_hopeless_) return Ball::indeterminate();
    const Ball value = enclose(e_, precision);
    if (!has_integrals_) return value;
    const double width = ball::sub(value, value.midpoint_ball(), 64).log2_upper();
    if (precision_ != 0 && precision > precision_) is_hopeless_ = !(width <= width_ - static_cast<double>(precision - precision_) / 4);
    precision_ = precision;
    width_ = width;
    return value;
}

bool has_integrals(const Expr& e) {
    return any_node(e, [](const Expr& part) { return part.is(FunctionId::Integral); });
}

} // namespace rumina::algebra
