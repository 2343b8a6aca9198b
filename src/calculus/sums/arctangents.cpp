// The product u(k)·u(k + 1) is -p²/4 at least: above -1 for p < 2, and for p = 2 except at a pole of n/d; so that no branch
// is crossed.
#include "calculus/sums/arctangents.h"

#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/shorthand.h"
#include "calculus/sums/convergence.h"
#include "calculus/sums/pole_parts.h"

namespace rumina::calculus {

using namespace algebra;

std::optional<Expr> telescoping_arctangent(const Expr& f, const Expr& k) {
    if (!f.is(FunctionId::Atan) || f.arguments().size() != 1) return std::nullopt;
    const Expr x = cancel(f.argument(0));
    const auto n = polynomial_in(algebra::numerator(x), k), d = polynomial_in(algebra::denominator(x), k);
    if (!n || !d || n->size() != 1 || d->size() != 3) return std::nullopt;
    // p·d = n·(1 + (pk + r)(pk + p + r)): of k² and of k
    const Expr scale = (*n)[0];
    for (const Expr& p : {scale, either_root((*d)[2]), (*d)[2] / scale}) {
        if (p.is_zero() || !p.is_constant() || !is_less(Expr(0), p) || sign_of(2 - p).value_or(-1) < 0) continue;
        const Expr r = cancel(((*d)[1] / scale - p) / 2), u = p * k + r;
        if (expand(p * algebra::denominator(x) - scale * (1 + u * (u + p))).is_zero()) return u;
    }
    return std::nullopt;
}

} // namespace rumina::calculus
