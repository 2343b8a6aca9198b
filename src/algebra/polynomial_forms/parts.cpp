// collect, coefficient, degree: an expression by the powers of one kernel.
#include <algorithm>
#include <map>

#include "algebra/domain/domain.h"
#include "algebra/polynomial_forms/kernel_polynomial.h"
#include "algebra/polynomial_forms/part_by_part.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/numeric.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

struct ByValue {
    bool operator()(const Rational& a, const Rational& b) const { return compare(a, b) < 0; }
};

/// The expanded expression as Σ coefficient·x^power.
struct Powers {
    Domain domain;
    std::map<Rational, Polynomial, ByValue> coefficients;

    Powers(const Expr& expanded, const Expr& x) : domain({&expanded, 1}, Domain::Denominators::Separate, {&x, 1}) {
        Polynomial whole = domain.polynomial(expanded);
        std::optional<Domain::KernelVariable> variable = domain.variable_of(x);
        if (!variable) fail_no_kernel(x);
        auto add = [&](std::int64_t exponent, const Polynomial& c) {
            if (c.is_zero()) return;
            Rational key = Rational::make(Integer(exponent), Integer(static_cast<std::int64_t>(variable->root)));
            auto [at, fresh] = coefficients.emplace(key, c);
            if (!fresh) at->second = at->second + c;
        };
        for (const auto& [k, c] : whole.coefficients_in(variable->variable)) {
            if (!variable->inverse) {
                add(static_cast<std::int64_t>(k), c);
                continue;
            }
            for (const auto& [m, d] : c.coefficients_in(*variable->inverse)) add(static_cast<std::int64_t>(k) - static_cast<std::int64_t>(m), d);
        }
    }

    bool occurs_in_coefficients(const Expr& x) const {
        return std::any_of(coefficients.begin(), coefficients.end(), [&](const auto& entry) { return domain.occurs_inside(entry.second, x); });
    }
    bool is_polynomial(const Expr& x) const {
        return !occurs_in_coefficients(x) && std::all_of(coefficients.begin(), coefficients.end(), [](const auto& entry) {
            return entry.first.is_integer() && entry.first.sign() >= 0;
        });
    }
};

} // namespace

Expr collect(const Expr& e, const Expr& x) {
    if (e.has_infinity()) return e;
    if (std::optional<Expr> parts = part_by_part(e, [&](const Expr& a) { return collect(a, x); })) return *parts;
    Powers powers(expand(e), x);
    SumBuilder sum;
    for (const auto& [exponent, c] : powers.coefficients) {
        Expr coefficient = powers.domain.expression(c);
        sum.add(exponent.sign() == 0 ? coefficient : multiply(coefficient, power(x, Expr(exponent))));
    }
    return sum.finish();
}

Expr coefficient(const Expr& e, const Expr& x, const Rational& n) {
    Powers powers(expand(e), x);
    if (powers.occurs_in_coefficients(x)) fail_not_polynomial("coefficient");
    auto at = powers.coefficients.find(n);
    return at == powers.coefficients.end() ? Expr(0) : powers.domain.expression(at->second);
}

Expr degree(const Expr& e, const Expr& x) {
    Powers powers(expand(e), x);
    if (!powers.is_polynomial(x)) fail_not_polynomial("degree");
    return powers.coefficients.empty() ? negate(infinity()) : Expr(powers.coefficients.rbegin()->first);
}

Expr leading_coefficient(const Expr& e, const Expr& x) {
    Powers powers(expand(e), x);
    if (!powers.is_polynomial(x)) fail_not_polynomial("leading_coefficient");
    return powers.coefficients.empty() ? Expr(0) : powers.domain.expression(powers.coefficients.rbegin()->second);
}

} // namespace rumina::algebra
