#include "algebra/quadrature.h"

#include <optional>

#include "algebra/integrand.h"
#include "algebra/traversal.h"
#include "number/ball_quadrature.h"
#include "number/interruptible.h"

namespace rumina::algebra {

constinit ImproperEnclosure enclose_improper = nullptr;

Ball enclose_between(const Expr& f, const Expr& x, const Ball& from, const Ball& to, const Point& others, long goal, long precision) {
    const Integrand integrand(f, x, others, precision);
    std::optional<Uninterrupted> whole;
    if (integrand.has_moving_forms()) whole.emplace(); // the integrand itself still asks
    return ball::integrate(
        [&](const Ball& z, bool analytic, long) {
            poll_work(200);
            return integrand(z, analytic);
        },
        from, to, goal, precision);
}

bool has_integrals(const Expr& e) {
    return any_node(e, [](const Expr& part) { return part.is(FunctionId::Integral); });
}

} // namespace rumina::algebra
