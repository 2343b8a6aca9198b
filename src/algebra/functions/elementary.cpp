// The logarithm. (The exponential function and roots are powers.)
//
// Special values: positive constants in products come apart (log(2π) = log 2 + log π, log(a/b) = log a - log b), but
// integers are not factored: only the exponent of a perfect power comes down. Negative constants give iπ, other complex
// ones their argument when it is a rational multiple of π. log(z^r) = r·log z for -1 < r <= 1, where it always holds.
#include <limits>
#include <numeric>

#include "algebra/functions/ball_adapter.h"
#include "algebra/functions/constant_parts.h"
#include "algebra/functions/registry.h"
#include "algebra/functions/trigonometric_values.h"
#include "algebra/numeric.h"
#include "diagnostics/diagnostic.h"
#include "number/real.h"
#include "number/trial_factor.h"

namespace rumina::algebra {
namespace {

/// Integers with more bits are not looked into for perfect powers.
constexpr std::uint64_t kLargestPerfectPower = std::uint64_t{1} << 17;

Expr log_node(const Expr& x) { return make_function(FunctionId::Log, {&x, 1}); }
Expr log_of(const Expr& x) { return apply_function(FunctionId::Log, {x}); }
Expr i_pi_times(const Rational& q) { return scale(Number::gaussian(Rational(0), q), pi()); }

/// n >= 1
Expr log_of_integer(const Integer& n) {
    if (n == Integer(1)) return Expr(0);
    if (n.bits() > kLargestPerfectPower) return log_node(Expr(n));
    std::vector<PrimePower> parts = trial_factor(n);
    std::uint64_t exponent = 0;
    for (const PrimePower& p : parts) exponent = std::gcd(exponent, p.exponent);
    if (exponent <= 1) return log_node(Expr(n));
    Integer root(1);
    for (const PrimePower& p : parts) root = root * power(p.base, Integer(static_cast<std::int64_t>(p.exponent / exponent)));
    return scale(Number(static_cast<std::int64_t>(exponent)), log_node(Expr(root)));
}

Expr log_of_positive(const Rational& r) {
    Expr top = log_of_integer(r.numerator());
    return r.is_integer() ? top : top - log_of_integer(r.denominator());
}

Expr log_of_number(const Number& n) {
    if (n.is_zero()) fail(DiagnosticId::OutsideDomain, "`log`", "0");
    if (n.is_float()) return Expr();
    if (n.is_real()) {
        if (n.sign() > 0) return log_of_positive(n.rational());
        return log_of_positive(-n.rational()) + i_pi_times(Rational(1));
    }
    if (n.re().sign() == 0) return log_of_positive(n.im().abs()) + i_pi_times(Rational::make(Integer(n.im().sign()), Integer(2)));
    Rational content = content_gcd(n.re(), n.im()).abs();
    Number primitive = n * Number(content).inverse();
    if (n.re().abs() == n.im().abs()) {
        Rational q = Rational::make(Integer(n.re().sign() > 0 ? 1 : 3), Integer(4)) * Rational(n.im().sign());
        return log_of_positive(content) + scale(Number(Rational::make(Integer(1), Integer(2))), log_of_positive(Rational(2))) + i_pi_times(q);
    }
    return log_of_positive(content) + log_node(Expr(primitive));
}

/// log(e^z) for a constant z: the imaginary part goes into (-π, π].
Expr log_of_exponential(const Expr& exponent) {
    std::optional<Cartesian> z = cartesian(exponent);
    if (!z) return Expr();
    if (z->im.is_zero()) return z->re;
    Expr angle = principal_angle(z->im);
    return angle ? z->re + imaginary_unit() * angle : Expr();
}

bool is_positive(const Expr& e) {
    std::optional<int> sign = sign_of(e);
    return sign && *sign > 0;
}

Expr log_of_power(const Expr& base, const Expr& exponent) {
    if (base.is(ConstantId::E)) return exponent.is_constant() ? log_of_exponential(exponent) : Expr();
    if (exponent.is_number() && exponent.number().is_rational()) {
        Rational r = exponent.number().rational();
        if (compare(r, Rational(-1)) > 0 && compare(r, Rational(1)) <= 0) return exponent * log_of(base);
    }
    if (base.is_constant() && exponent.is_constant() && is_real(exponent) == Truth::Yes && is_positive(base)) return exponent * log_of(base);
    return Expr();
}

/// The positive constants that divide a constant e, taken apart, and the rest.
struct Split {
    SumBuilder logarithms;
    Expr rest;
    bool changed = false;
};
void split_positive(const Expr& e, Split& split) {
    if (e.is_add()) {
        Rational content;
        auto meet = [&](const Number& n) {
            content = content_gcd(content, n.re());
            content = content_gcd(content, n.im());
        };
        split.rest = e;
        if (e.has_floats()) return;
        meet(e.constant_part());
        for (const Term& t : e.terms()) meet(t.coefficient);
        content = content.abs();
        if (content == Rational(1)) return;
        split.logarithms.add(log_of_positive(content));
        split.rest = scale(Number(content).inverse(), e);
        split.changed = true;
        return;
    }
    ProductBuilder rest;
    Number coefficient = e.coefficient();
    if (!coefficient.is_one() && coefficient.is_exact()) {
        Rational content = content_gcd(coefficient.re(), coefficient.im()).abs();
        if (!(content == Rational(1))) {
            split.logarithms.add(log_of_positive(content));
            split.changed = true;
        }
        coefficient = coefficient * Number(content).inverse();
    }
    rest.multiply(coefficient);
    for (const Factor& f : e.factors()) {
        Expr factor = power(f.base, f.exponent);
        if (is_positive(factor)) {
            split.logarithms.add(log_of(factor));
            split.changed = true;
        } else {
            rest.multiply(factor);
        }
    }
    split.rest = rest.finish();
}

Expr log_of_constant(const Expr& x) {
    if (zero_test(x) == Truth::Yes) fail(DiagnosticId::OutsideDomain, "`log`", "0");
    std::optional<int> sign = sign_of(x);
    if (sign && *sign < 0) return log_of(negate(x)) + i_pi_times(Rational(1));
    if (x.is_add() || x.is_mul()) {
        Split split;
        split_positive(x, split);
        if (split.changed) {
            split.logarithms.add(log_of(split.rest));
            return split.logarithms.finish();
        }
    }
    if (sign || is_real(x) == Truth::Yes) return Expr();
    // Complex: by modulus and argument, when the argument is known exactly.
    Expr angle = apply_function(FunctionId::Arg, {x});
    Rational q;
    if (!is_rational_multiple_of_pi(angle, q)) return Expr();
    return log_of(apply_function(FunctionId::Abs, {x})) + i_pi_times(q);
}

Expr log_special(Arguments a) {
    const Expr& x = a[0];
    if (int direction = infinite_sign(x)) {
        if (direction < 0) fail(DiagnosticId::InfinityUndefined, "log(-∞)");
        return x;
    }
    if (x.is_number()) return log_of_number(x.number());
    if (x.is(ConstantId::E)) return Expr(1);
    if (x.is_power())
        if (Expr value = log_of_power(x.base(), x.exponent())) return value;
    if (x.is_constant() && !x.has_infinity()) return log_of_constant(x);
    return Expr();
}

Expr log_derivative(Arguments a, std::size_t) { return power(a[0], Expr(-1)); }

double log_double(double x) { return x > 0 ? real::log(x) : std::numeric_limits<double>::quiet_NaN(); }

constexpr Function kFunctions[] = {
    {
        .id = FunctionId::Log,
        .latex = "\\log",
        .special = log_special,
        .derivative = log_derivative,
        .evaluate = ball_unary<ball::log>,
        .evaluate_double = log_double,
        .conjugation = Conjugation::OffCut,
        .branch = "cut (-∞, 0], continuous from above: the imaginary part lies in (-π, π]",
        .source = "DLMF 4.2.2",
    },
};

} // namespace

FunctionRecords elementary_functions() { return kFunctions; }

} // namespace rumina::algebra
