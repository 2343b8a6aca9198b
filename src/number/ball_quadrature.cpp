#include "number/ball_quadrature.h"

#include <cstdint>
#include <exception>

#include "number/flint_ball.h"

#include <flint/acb_calc.h>

namespace rumina::ball {
namespace {

struct Callback {
    const Integrand& f;
    std::exception_ptr failure;
};

int evaluate(acb_ptr out, const acb_t z, void* parameter, slong order, slong prec) {
    auto& callback = *static_cast<Callback*>(parameter);
    // What leaves the work passes through FLINT's frames (interruptible.h), nothing else may: after a failure of the integrand
    // it is 0, which ends the quadrature soon.
    acb_zero(out);
    if (callback.failure) return 0;
    try {
        Ball at;
        acb_set(acb_of(at), z);
        const Ball value = callback.f(at, order != 0, prec);
        acb_set(out, acb_of(value));
    } catch (const interruption::Leave&) {
        throw;
    } catch (...) {
        callback.failure = std::current_exception();
    }
    return 0;
}

} // namespace

Ball integrate(const Integrand& f, const Ball& a, const Ball& b, std::int64_t goal, std::int64_t prec) {
    Callback callback{f, nullptr};
    // The nodes for many digits take FLINT long without a call of the integrand.
    Ball result = interruptible([&] {
        Ball sum;
        mag_t tolerance;
        mag_init(tolerance);
        mag_set_ui_2exp_si(tolerance, 1, -goal);
        acb_calc_integrate_opt_t options;
        acb_calc_integrate_opt_init(options);
        options->eval_limit = 50 * goal + 10000;
        acb_calc_integrate(acb_of(sum), evaluate, &callback, acb_of(a), acb_of(b), goal, tolerance, options, prec);
        mag_clear(tolerance);
        return sum;
    });
    if (callback.failure) std::rethrow_exception(callback.failure);
    return result;
}

} // namespace rumina::ball
