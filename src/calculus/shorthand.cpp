#include "calculus/shorthand.h"

#include <string>

#include "algebra/assumptions.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/coefficients.h"
#include "algebra/simplify/rewriting.h"
#include "number/big_float.h"

namespace rumina::calculus {

using namespace algebra;

std::vector<Factor> factors_of(const Expr& e) {
    if (e.is_mul()) {
        std::vector<Factor> factors(e.factors().begin(), e.factors().end());
        if (!e.coefficient().is_one()) factors.insert(factors.begin(), Factor{Expr(e.coefficient()), Expr(1)});
        return factors;
    }
    return {Factor{e.base(), e.exponent()}};
}

std::vector<Expr> summands_of(const Expr& e) {
    if (!e.is_add()) return {e};
    std::vector<Expr> summands;
    for (const Term& t : e.terms()) summands.push_back(scale(t.coefficient, t.term));
    if (!e.constant_part().is_exact_zero()) summands.emplace_back(e.constant_part());
    return summands;
}

std::pair<Expr, Expr> split_constant(const Expr& f, const Expr& x) {
    if (free_of(f, x)) return {f, Expr(1)};
    if (f.is_add()) { // the numeric content
        Number content;
        for (const Expr& s : summands_of(f)) {
            Number c = s.coefficient();
            if (content.is_exact_zero()) content = c;
            else if (!(content == c)) return {Expr(1), f};
        }
        return content.is_one() ? std::pair(Expr(1), f) : std::pair(Expr(content), f / Expr(content));
    }
    if (!f.is_mul()) return {Expr(1), f};
    ProductBuilder constant, rest;
    constant.multiply(f.coefficient());
    for (const Factor& factor : f.factors()) {
        bool is_free = free_of(factor.base, x) && free_of(factor.exponent, x);
        (is_free ? constant : rest).multiply(factor.base, factor.exponent);
    }
    return {constant.finish(), rest.finish()};
}

std::optional<std::vector<Expr>> polynomial_in(const Expr& e, const Expr& x) { return polynomial_coefficients(e, x); }

std::optional<Linear> linear_in(const Expr& e, const Expr& x) {
    if (e == x) return Linear{Expr(1), Expr(0)};
    if (!e.is_add() && !e.is_mul()) return std::nullopt;
    auto coefficients = polynomial_in(e, x);
    if (!coefficients || coefficients->size() != 2) return std::nullopt;
    return Linear{(*coefficients)[1], (*coefficients)[0]};
}

std::optional<int> known_sign(const Expr& e) {
    if (e.is_constant()) return sign_of(e);
    if (has_property(e, Property::Positive) == Truth::Yes) return 1;
    if (has_property(e, Property::Negative) == Truth::Yes) return -1;
    return std::nullopt;
}

Expr with_kernel_replaced(const Expr& e, const Expr& kernel, const Expr& t) {
    if (!kernel.is_power()) return substitute(e, kernel, t);
    return replace_powers(e, [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (base == kernel.base() && exponent == kernel.exponent()) return t;
        return std::nullopt;
    });
}

Expr with_exact_numbers(const Expr& e, std::int64_t& bits) {
    return map_parts(e, [&](const Expr& part) {
        if (!part.is_number() || !part.number().is_float()) return part;
        const std::int64_t precision = part.number().precision_bits();
        bits = std::min(bits, precision);
        return Expr(Number::gaussian(part.number().big_re(precision).to_rational(), part.number().big_im(precision).to_rational()));
    });
}

Expr hidden_symbol(std::string_view name) { return symbol("_" + std::string(name)); }

} // namespace rumina::calculus
