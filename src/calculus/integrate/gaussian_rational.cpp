// Rational functions of x with i among their coefficients, other symbols as parameters: with the denominator made real,
//
//   N/D = N·D̄/(D·D̄),
//
// where the bar turns i into -i and nothing else, the real and the imaginary part are rational functions over the rationals.
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/integrate/complex_numbers.h"

namespace rumina::calculus {

using namespace algebra;

Expr integrate_gaussian_rational(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    if (!has_complex_numbers(f)) return Expr();
    const Expr quotient = together(f), n = numerator(quotient), d = denominator(quotient);
    if (!polynomial_in(n, x) || !polynomial_in(d, x)) return Expr();
    const Expr real_denominator = expand(d * with_conjugated_numbers(d));
    const Expr above = expand(n * with_conjugated_numbers(d)), turned = with_conjugated_numbers(above);
    if (has_complex_numbers(real_denominator)) return Expr();
    const Expr re = expand((above + turned) / 2), im = expand((above - turned) / (2 * imaginary_unit()));
    SumBuilder sum;
    for (const auto& [part, unit] : {std::pair(re, Expr(1)), std::pair(im, imaginary_unit())}) {
        if (part.is_zero()) continue;
        const auto [constant, rest] = split_constant(cancel(part / real_denominator), x);
        const Expr found = rest.is_one() ? x : integrator.find(rest);
        if (!found) return Expr();
        sum.add(unit * constant * found);
    }
    return sum.finish();
}

} // namespace rumina::calculus
