// Powers in canonical form, principal throughout: base^exponent = exp(exponent·log base), Im log in (-π, π].
//
//   numbers            exact powers; roots of positive rationals as surds; roots of negative ones through e^(iπr)
//   (z^a)^b            z^(ab) for integer b, and for rational a in (-1, 1], where log(z^a) = a·log z holds exactly
//   (c·z)^b            c^b·z^b for positive rational c; products are taken apart for integer b only
//   e^x                logarithms in the exponent come down, i·π·q turns into a root of unity
//   constant sums      positive integer powers are expanded up to 64 terms; two-term inverses are rationalised
#include <algorithm>
#include <optional>

#include "algebra/functions/trigonometric_values.h"
#include "algebra/numeric.h"
#include "algebra/store.h"
#include "algebra/surd.h"
#include "base/assert.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

constexpr std::size_t kExpandedTerms = 64;
/// Constant sums to higher powers are left alone: their coefficients would fill pages.
constexpr std::int64_t kExpandedExponent = 1000;

Expr intern(const Expr& base, const Expr& exponent) { return Store::current().intern_power(base, exponent); }

Expr product_of_surds(const Rational& outside, const std::vector<Surd>& surds) {
    std::vector<Factor> factors;
    for (const Surd& s : surds) factors.push_back({Expr(s.base), Expr(s.exponent)});
    if (factors.empty()) return Expr(outside);
    if (factors.size() == 1 && outside == Rational(1)) return intern(factors[0].base, factors[0].exponent);
    std::sort(factors.begin(), factors.end(), [](const Factor& a, const Factor& b) {
        int order = structural_order(a.base, b.base);
        return order != 0 ? order < 0 : structural_order(a.exponent, b.exponent) < 0;
    });
    return Store::current().intern_mul(Number(outside), factors);
}

/// base^exponent for base > 0.
Expr positive_root(const Rational& base, const Rational& exponent) {
    std::vector<Surd> surds;
    if (!(base.numerator() == Integer(1))) surds.push_back({base.numerator(), exponent});
    if (!base.is_integer()) surds.push_back({base.denominator(), -exponent});
    Rational outside = combine_surds(surds);
    return product_of_surds(outside, surds);
}

/// e^(iπq): a unit for multiples of 1/2, Cartesian where the parts need only square roots of integers, else e^(iπr)
/// with r in (-1/2, 1/2].
Expr root_of_unity(const Rational& q) {
    Rational turn = remainder_floor(q, Rational(2)); // in [0, 2)
    if (compare(turn, Rational(1)) > 0) turn = turn - Rational(2);
    if ((turn * Rational(2)).is_integer()) {
        std::int64_t quarter = (turn * Rational(2)).numerator().to_int64();
        switch (quarter) {
        case 0: return Expr(1);
        case 1: return imaginary_unit();
        case 2: return Expr(-1);
        default: return negate(imaginary_unit());
        }
    }
    if (turn.denominator() == Integer(3) || turn.denominator() == Integer(4) || turn.denominator() == Integer(6) ||
        turn.denominator() == Integer(12))
        return add(cos_of_pi_times(turn), multiply(imaginary_unit(), sin_of_pi_times(turn)));
    bool flip = compare(turn.abs(), Rational::make(Integer(1), Integer(2))) > 0;
    if (flip) turn = turn.sign() > 0 ? turn - Rational(1) : turn + Rational(1);
    std::vector<Factor> pi_factor{{pi(), Expr(1)}};
    Expr exponent = Store::current().intern_mul(Number::gaussian(Rational(0), turn), pi_factor);
    Expr root = intern(euler_e(), exponent);
    return flip ? negate(root) : root;
}

/// √(a + bi) when |a + bi| is rational, else none.
std::optional<Expr> gaussian_square_root(const Number& z) {
    Rational re = z.re(), im = z.im();
    std::optional<Rational> modulus = exact_root(re * re + im * im, 2);
    if (!modulus) return std::nullopt;
    Rational two(2);
    Expr x = positive_root((*modulus + re) / two, Rational::make(Integer(1), Integer(2)));
    Expr y = positive_root((*modulus - re) / two, Rational::make(Integer(1), Integer(2)));
    return add(x, scale(Number::gaussian(Rational(0), Rational(im.sign())), y));
}

/// A Gaussian number to a rational power that is no integer.
Expr gaussian_root(const Number& z, const Rational& exponent) {
    if (z.re().sign() == 0) { // c·i or -c·i
        Rational half_turn = exponent * Rational::make(Integer(z.im().sign()), Integer(2));
        return multiply(positive_root(z.im().abs(), exponent), root_of_unity(half_turn));
    }
    Rational content = content_gcd(z.re(), z.im()).abs();
    Number primitive = z * Number(content).inverse();
    Integer whole = floor(exponent);
    Rational fraction = exponent - Rational(whole);
    Expr outside = multiply(positive_root(content, exponent), Expr(primitive.pow(whole)));
    if (fraction == Rational::make(Integer(1), Integer(2)))
        if (std::optional<Expr> root = gaussian_square_root(primitive)) return multiply(outside, *root);
    return multiply(outside, intern(Expr(primitive), Expr(fraction)));
}

Expr number_to_number(const Number& base, const Number& exponent) {
    if (base.is_float() || exponent.is_float()) {
        if (base.is_exact_zero() && exponent.is_real() && exponent.sign() > 0) return Expr(0);
        if (base.is_one()) return Expr(1);
        return Expr(float_power(base, exponent));
    }
    if (exponent.is_integer()) return Expr(base.pow(exponent.integer()));
    if (base.is_one()) return Expr(1);
    if (!exponent.is_real()) {
        if (base.is_zero()) fail(DiagnosticId::OutsideDomain, "0^z", "exponents that are not real");
        return intern(Expr(base), Expr(exponent));
    }
    Rational r = exponent.rational();
    if (base.is_zero()) {
        if (r.sign() < 0) fail(DiagnosticId::ZeroToNegative);
        return Expr(0);
    }
    if (base.kind() == Number::Kind::Gaussian) return gaussian_root(base, r);
    if (base.sign() > 0) return positive_root(base.rational(), r);
    return multiply(positive_root(-base.rational(), r), root_of_unity(r));
}

/// The exponent's sign when it is a real constant.
std::optional<int> sign_of_exponent(const Expr& exponent) { return exponent.is_constant() ? sign_of(exponent) : std::nullopt; }

bool is_infinite(const Expr& e) { return e.has_infinity() && e.without_coefficient().is(ConstantId::Infinity); }

/// base^±∞ for a constant base.
Expr to_infinity(const Expr& base, int direction) {
    if (!base.is_constant()) fail(DiagnosticId::InfinityBesideSymbols, "symbols", "power");
    if (is_infinite(base)) {
        if (base.coefficient().sign() < 0) fail(DiagnosticId::InfinityUndefined, "(-∞)^∞");
        return direction > 0 ? base : Expr(0);
    }
    std::optional<int> sign = sign_of(base), beyond = sign_of(subtract(base, Expr(1)));
    if (!sign || !beyond || *sign < 0) fail(DiagnosticId::InfinityUndefined, "a^∞");
    if (*beyond == 0) fail(DiagnosticId::InfinityUndefined, "1^∞");
    if (*sign == 0 && direction < 0) fail(DiagnosticId::ZeroToNegative);
    return (*beyond > 0) == (direction > 0) ? infinity() : Expr(0);
}

Expr power_of_infinity(const Expr& base, const Expr& exponent) {
    if (!exponent.is_constant()) fail(DiagnosticId::InfinityBesideSymbols, "symbols", "power");
    std::optional<int> sign = sign_of_exponent(exponent);
    if (!sign || *sign == 0) fail(DiagnosticId::InfinityUndefined, "∞^0");
    if (*sign < 0) return Expr(0);
    if (base.coefficient().sign() > 0) return infinity();
    if (!exponent.is_integer()) fail(DiagnosticId::InfinityUndefined, "(-∞)^r");
    return exponent.number().integer().is_odd() ? base : infinity();
}

/// A number to an exponent that is no number.
Expr number_to_expression(const Number& base, const Expr& exponent) {
    if (base.is_one()) return Expr(1);
    if (base.is_zero()) {
        std::optional<int> sign = sign_of_exponent(exponent);
        if (sign && *sign < 0) fail(DiagnosticId::ZeroToNegative);
        if (sign && *sign > 0) return Expr(base);
        return intern(Expr(base), exponent);
    }
    if (base.is_float()) {
        if (exponent.is_constant()) return Expr(float_power(base, approximate(exponent, base.precision_bits())));
        return intern(Expr(base), exponent);
    }
    bool positive = base.is_rational() && base.sign() > 0;
    if (positive && base.rational().numerator() == Integer(1)) return power(Expr(base.inverse()), negate(exponent));
    if (exponent.is_add() && exponent.constant_part().is_rational() && !exponent.constant_part().is_zero()) {
        const Number& number = exponent.constant_part();
        if (positive || number.is_integer()) // n^(k+s) = n^k·n^s
            return multiply(number_to_number(base, number), power(Expr(base), subtract(exponent, Expr(number))));
    }
    return intern(Expr(base), exponent);
}

/// The part q of an exponent i·π·q with rational q; none otherwise.
std::optional<Rational> half_turns(const Number& coefficient, const Expr& term) {
    if (!term.is(ConstantId::Pi) || coefficient.kind() != Number::Kind::Gaussian || coefficient.re().sign() != 0) return std::nullopt;
    return coefficient.im();
}

/// u and r when the product is r·log(u) with a single logarithm.
bool is_multiple_of_log(const Expr& e, Expr& argument, Expr& rest) {
    if (e.is(FunctionId::Log) && e.arguments().size() == 1) {
        argument = e.argument(0);
        rest = Expr(1);
        return true;
    }
    if (!e.is_mul()) return false;
    ProductBuilder others;
    others.multiply(e.coefficient());
    int logarithms = 0;
    for (const Factor& f : e.factors()) {
        if (f.base.is(FunctionId::Log) && f.exponent.is_one() && f.base.arguments().size() == 1) {
            ++logarithms;
            argument = f.base.argument(0);
        } else {
            others.multiply(power(f.base, f.exponent));
        }
    }
    if (logarithms != 1) return false;
    rest = others.finish();
    return true;
}

Expr exponential(const Expr& exponent) {
    if (exponent.is_number()) {
        if (exponent.number().is_float()) return Expr(float_power(approximate(euler_e(), exponent.number().precision_bits()), exponent.number()));
        return intern(euler_e(), exponent);
    }
    if (is_infinite(exponent)) return exponent.coefficient().sign() > 0 ? infinity() : Expr(0);
    Expr argument, rest;
    if (is_multiple_of_log(exponent, argument, rest)) return power(argument, rest);
    if (!exponent.is_add()) {
        if (auto q = half_turns(exponent.coefficient(), exponent.without_coefficient())) return root_of_unity(*q);
        return intern(euler_e(), exponent);
    }
    // e^(s + r·log u + iπk/2) = u^r·i^k·e^s
    SumBuilder kept;
    ProductBuilder outside;
    bool any = false;
    kept.add(exponent.constant_part());
    for (const Term& t : exponent.terms()) {
        Expr summand = scale(t.coefficient, t.term);
        std::optional<Rational> q = half_turns(t.coefficient, t.term);
        if (q && (*q * Rational(2)).is_integer()) {
            outside.multiply(root_of_unity(*q));
            any = true;
        } else if (is_multiple_of_log(summand, argument, rest)) {
            outside.multiply(power(argument, rest));
            any = true;
        } else {
            kept.add(summand);
        }
    }
    if (!any) return intern(euler_e(), exponent);
    outside.multiply(power(euler_e(), kept.finish())); // what is left may be 0 or 1
    return outside.finish();
}

/// Inverse of a + c√n, and of c√n + d√m, with numbers a, c, d: by the conjugate. None for other sums.
std::optional<Expr> rationalised_inverse(const Expr& sum) {
    auto terms = sum.terms();
    std::size_t parts = terms.size() + (sum.constant_part().is_zero() ? 0 : 1);
    if (parts != 2) return std::nullopt;
    for (const Term& t : terms)
        if (!t.term.is_power() || !t.term.base().is_integer() || !(t.term.exponent() == half())) return std::nullopt;
    const Term& last = terms.back();
    Number square = last.coefficient * last.coefficient * last.term.base().number();
    Number first_square = sum.constant_part() * sum.constant_part();
    if (terms.size() == 2) first_square = terms[0].coefficient * terms[0].coefficient * terms[0].term.base().number();
    Number norm = first_square - square;
    if (norm.is_zero()) return std::nullopt;
    SumBuilder conjugate;
    conjugate.add(sum);
    conjugate.add(last.term, last.coefficient * Number(-2));
    return scale(norm.inverse(), conjugate.finish());
}

/// A constant sum to an integer power of at least 2 by squaring, as long as the results have few terms; else none.
std::optional<Expr> expanded_power(const Expr& sum, std::int64_t exponent) {
    std::optional<Expr> result;
    Expr square = sum;
    for (;;) {
        if ((exponent & 1) != 0) result = result ? multiply(*result, square) : square;
        exponent >>= 1;
        if (exponent == 0) break;
        if (!square.is_add()) {
            square = power(square, Expr(2));
            continue;
        }
        std::size_t count = square.terms().size() + 1;
        if (count * (count + 1) / 2 > kExpandedTerms) return std::nullopt;
        SumBuilder next;
        std::vector<Expr> parts;
        if (!square.constant_part().is_zero()) parts.emplace_back(square.constant_part());
        for (const Term& t : square.terms()) parts.push_back(scale(t.coefficient, t.term));
        for (std::size_t i = 0; i < parts.size(); ++i)
            for (std::size_t j = i; j < parts.size(); ++j) next.add(multiply(parts[i], parts[j]), Number(i == j ? 1 : 2));
        square = next.finish();
    }
    // A product of sums that would have too many terms stays a product: then it is no expansion.
    if (result->is_mul() && std::any_of(result->factors().begin(), result->factors().end(), [](const Factor& f) { return f.base.is_add(); }))
        return std::nullopt;
    return result;
}

Expr constant_sum_to_integer(const Expr& sum, const Number& exponent) {
    if (exponent.sign() < 0) {
        if (zero_test(sum) == Truth::Yes) fail(DiagnosticId::DivisionByZero);
        if (std::optional<Expr> inverse = rationalised_inverse(sum)) return power(*inverse, Expr(-exponent));
        return intern(sum, Expr(exponent));
    }
    if (exponent.is_small() && exponent.small() <= kExpandedExponent)
        if (std::optional<Expr> expanded = expanded_power(sum, exponent.small())) return *expanded;
    return intern(sum, Expr(exponent));
}

/// The positive rational that leaves a radical: the coefficient of a product, the content of a sum.
Rational radical_content(const Expr& base) {
    if (base.is_mul()) return base.coefficient().is_rational() ? base.coefficient().rational().abs() : Rational(1);
    if (!base.is_add()) return Rational(1);
    Rational content;
    auto meet = [&](const Number& n) {
        if (n.is_float()) return false;
        content = content_gcd(content, n.re());
        content = content_gcd(content, n.im());
        return true;
    };
    if (!meet(base.constant_part())) return Rational(1);
    for (const Term& t : base.terms())
        if (!meet(t.coefficient)) return Rational(1);
    return content.abs();
}

/// A positive rational, π, e or another positive constant by name.
bool has_real_logarithm(const Expr& base) {
    return base.is(NodeKind::Constant) || (base.is_number() && base.number().is_rational() && base.number().sign() > 0);
}

Expr to_integer(const Expr& base, const Expr& exponent) {
    if (base.is_power()) return power(base.base(), multiply(base.exponent(), exponent));
    if (base.is_mul()) {
        ProductBuilder product;
        product.multiply(base.coefficient().pow(exponent.number().integer()));
        for (const Factor& f : base.factors()) product.multiply(f.base, multiply(f.exponent, exponent));
        return product.finish();
    }
    if (base.is_add() && base.is_constant()) return constant_sum_to_integer(base, exponent.number());
    if (exponent.number().sign() < 0 && base.is_constant() && zero_test(base) == Truth::Yes) fail(DiagnosticId::DivisionByZero);
    return intern(base, exponent);
}

} // namespace

Expr power(const Expr& base, const Expr& exponent) {
    if (exponent.is_number()) {
        const Number& n = exponent.number();
        if (n.is_exact_zero()) {
            if (is_infinite(base)) fail(DiagnosticId::InfinityUndefined, "∞^0");
            return Expr(1);
        }
        if (n.is_one()) return base;
        if (base.is_number()) return number_to_number(base.number(), n);
    }
    if (base.has_infinity() && is_infinite(base)) return exponent.has_infinity() && is_infinite(exponent)
                                                             ? to_infinity(base, exponent.coefficient().sign())
                                                             : power_of_infinity(base, exponent);
    if (base.is(ConstantId::E)) return exponential(exponent);
    if (is_infinite(exponent)) return to_infinity(base, exponent.coefficient().sign());
    if (base.is_number()) return number_to_expression(base.number(), exponent);
    if (exponent.is_number() && exponent.number().is_float() && base.is_constant())
        return Expr(float_power(approximate(base, exponent.number().precision_bits()), exponent.number()));
    if (exponent.is_integer()) return to_integer(base, exponent);
    // From here on the exponent is no integer.
    if (base.is_power() && base.exponent().is_number() && base.exponent().number().is_rational()) {
        Rational inner = base.exponent().number().rational();
        if (compare(inner, Rational(-1)) > 0 && compare(inner, Rational(1)) <= 0)
            return power(base.base(), multiply(base.exponent(), exponent));
    }
    if (base.is_power() && has_real_logarithm(base.base()) && base.exponent().is_constant() && !base.exponent().has_floats()) {
        // p^r for p > 0 and real r: its logarithm is r·log p.
        if (sign_of(base.exponent())) return power(base.base(), multiply(base.exponent(), exponent));
    }
    Rational content = radical_content(base);
    if (content.sign() > 0 && !(content == Rational(1)))
        return multiply(power(Expr(content), exponent), power(scale(Number(content).inverse(), base), exponent));
    if (exponent.is_number() && exponent.number().is_rational() && base.is_constant() && zero_test(base) == Truth::Yes) {
        if (exponent.number().sign() < 0) fail(DiagnosticId::ZeroToNegative);
        return Expr(0);
    }
    return intern(base, exponent);
}

} // namespace rumina::algebra
