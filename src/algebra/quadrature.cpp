#include "algebra/quadrature.h"

#include "algebra/analytic.h"
#include "number/ball_quadrature.h"

namespace rumina::algebra {

Ball enclose_between(const Expr& f, const Expr& x, const Ball& from, const Ball& to, const Point& others, long precision) {
    return ball::integrate(
        [&](const Ball& z, bool analytic, long prec) {
            poll_work(200);
            Point point = others;
            point.emplace_back(x, z);
            const Ball value = enclose_at(f, point, prec);
            if (analytic && value.is_finite() && !is_analytic_at(f, x, point, prec)) return Ball::indeterminate();
            return value;
        },
        from, to, precision);
}

} // namespace rumina::algebra
