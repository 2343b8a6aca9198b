// Products as quotients of gamma functions: Π (k + a) = Γ(n + 1 + a)/Γ(m + a).
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/shorthand.h"
#include "calculus/sums/gamma_quotients.h"
#include "calculus/sums/singular_terms.h"
#include "calculus/sums/sum.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kTidyUnits = 500'000;

} // namespace

Expr find_product(const Expr& f, const Expr& k, const Expr& from, const Expr& to) {
    const bool infinite = to == infinity();
    if (may_divide_by_zero(f, k, from, to)) return Expr();
    if (vanishes_in_range(algebra::numerator(together(f)), k, from, to)) return infinite || to.is_integer() ? Expr(0) : Expr();
    const Expr n = infinite ? hidden_symbol("n") : to;
    ProductBuilder product, constants;
    for (const Factor& part : factors_of(factor(together(f)))) {
        if (free_of(part.base, k) && free_of(part.exponent, k)) {
            constants.multiply(part.base, part.exponent);
            continue;
        }
        if (free_of(part.base, k)) { // c^g(k)
            const SumResult exponent = find_sum(part.exponent, k, from, n);
            if (exponent.kind != SumResult::Kind::Value) return Expr();
            product.multiply(part.base, exponent.value);
            continue;
        }
        if (contains(part.exponent, k)) return Expr();
        const auto c = polynomial_in(part.base, k);
        if (!c || c->size() < 2 || c->size() > 3) return Expr();
        const Expr lead = c->back();
        std::vector<Expr> offsets; // k + a
        if (c->size() == 2) {
            offsets = {(*c)[0] / lead};
        } else {
            const Expr width = simplify(sqrt(expand((*c)[1] * (*c)[1] - 4 * lead * (*c)[0])));
            for (int side : {1, -1}) offsets.push_back(expand(((*c)[1] + Expr(side) * width) / (2 * lead)));
        }
        constants.multiply(lead, part.exponent);
        for (const Expr& a : offsets) {
            product.multiply(call(FunctionId::Gamma, n + 1 + a), part.exponent);
            product.multiply(call(FunctionId::Gamma, from + a), negate(part.exponent));
        }
    }
    product.multiply(constants.finish(), n - from + 1);
    const Expr value = product.finish();
    if (!infinite) return simpler_within(kTidyUnits, n.is_constant() ? value : with_gammas_joined(value, free_variables(n)[0]));
    // Γ(n + a)/Γ(n + b) ~ n^(a - b) [DLMF 5.11.12]: with numerator and denominator of equal degree and equal sums of a and b
    // the quotient of all goes to 1.
    SumBuilder degree, drift;
    ProductBuilder constant;
    for (const Factor& part : factors_of(value)) {
        if (part.base.is(FunctionId::Gamma) && contains(part.base, n)) {
            degree.add(part.exponent);
            drift.add(part.exponent * (part.base.argument(0) - n));
        } else {
            if (contains(part.base, n) || contains(part.exponent, n)) return Expr();
            constant.multiply(part.base, part.exponent);
        }
    }
    const Expr d = degree.finish(), s = expand(drift.finish());
    if (!d.is_zero()) {
        const std::optional<int> sign = d.is_constant() ? sign_of(d) : std::nullopt;
        if (!sign) return Expr();
        return *sign < 0 ? Expr(0) : infinity();
    }
    if (!s.is_zero()) {
        const std::optional<int> sign = s.is_constant() ? sign_of(s) : std::nullopt;
        if (!sign) return Expr();
        return *sign < 0 ? Expr(0) : infinity();
    }
    return simpler_within(kTidyUnits, constant.finish());
}

} // namespace rumina::calculus
