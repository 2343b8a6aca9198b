#include "number/ball_roots.h"

#include "number/flint_ball.h"

#include <flint/acb_poly.h>

namespace rumina::ball {
namespace {

constexpr slong kMaxIterations = 200;

} // namespace

std::optional<std::vector<Ball>> polynomial_roots(std::span<const Ball> coefficients, std::int64_t prec) {
    if (coefficients.size() < 2 || coefficients.back().contains_zero()) return std::nullopt;
    for (const Ball& c : coefficients)
        if (!c.is_finite()) return std::nullopt;
    const auto degree = static_cast<slong>(coefficients.size()) - 1;
    auto roots = interruptible([&] {
        std::vector<Ball> found(static_cast<std::size_t>(degree));
        acb_poly_t polynomial;
        acb_poly_init2(polynomial, degree + 1);
        for (slong k = 0; k <= degree; ++k) acb_poly_set_coeff_acb(polynomial, k, acb_of(coefficients[static_cast<std::size_t>(k)]));
        acb_ptr values = _acb_vec_init(degree);
        const slong isolated = acb_poly_find_roots(values, polynomial, nullptr, kMaxIterations, prec);
        if (isolated == degree)
            for (slong k = 0; k < degree; ++k) acb_set(acb_of(found[static_cast<std::size_t>(k)]), values + k);
        else found.clear();
        _acb_vec_clear(values, degree);
        acb_poly_clear(polynomial);
        return found;
    });
    if (roots.empty()) return std::nullopt;
    return roots;
}

} // namespace rumina::ball
