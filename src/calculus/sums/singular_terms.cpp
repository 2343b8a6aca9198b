#include "calculus/sums/singular_terms.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/shorthand.h"
#include "diagnostics/diagnostic.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kFirstTerms = 12;

} // namespace

bool vanishes_in_range(const Expr& e, const Expr& k, const Expr& from, const Expr& to) {
    if (!from.is_integer() || free_of(e, k)) return false;
    for (const Factor& part : factors_of(factor(e))) {
        const auto linear = linear_in(part.base, k);
        if (!linear) continue;
        const Expr root = cancel(negate(linear->offset / linear->slope));
        if (!root.is_integer() || compare(root.number().integer(), from.number().integer()) < 0) continue;
        if (!to.is_integer() || compare(root.number().integer(), to.number().integer()) <= 0) return true;
    }
    return false;
}

bool may_divide_by_zero(const Expr& f, const Expr& k, const Expr& from, const Expr& to) {
    if (from.is_integer() && (to.is_integer() || to == infinity())) // whatever the first terms raise is the answer
        for (std::int64_t i = 0; i < kFirstTerms; ++i) {
            const Expr index = from + Expr(i);
            if (to.is_integer() && compare(index.number(), to.number()) > 0) break;
            substitute(f, k, index);
        }
    if (!vanishes_in_range(denominator(together(f)), k, from, to)) return false;
    if (to.is_integer() || to == infinity()) fail(DiagnosticId::DivisionByZero);
    return true;
}

} // namespace rumina::calculus
