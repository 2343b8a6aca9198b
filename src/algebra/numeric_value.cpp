// Constants by enclosures of growing precision: the first one, of 64 bits, tells how many bits cancellation costs. Digits
// that enclosures never determine, those of exact zeros and of numbers in the middle between two decimals, are found by
// zero tests.
#include "algebra/numeric_value.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "algebra/functions/constant_parts.h"
#include "algebra/functions/function.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/quadrature.h"
#include "algebra/range_enclosure.h"
#include "algebra/traversal.h"
#include "diagnostics/diagnostic.h"
#include "number/ball.h"
#include "number/big_float.h"
#include "number/decimal_rounding.h"

namespace rumina::algebra {
namespace {

constexpr std::int64_t kProbe = 64;
/// Working precision goes up to four times the one asked for, and at least this far beyond it.
constexpr std::int64_t kExtraBits = 20000;

BigFloat zero_float(int digits) { return BigFloat::from_integer(Integer(0), BigFloat::bits_for_digits(digits)); }

/// The number in the middle between two neighbours of `digits` digits that the middle of a ball suggests.
struct Tie {
    Rational value;
    std::string rounded; ///< its decimal rounding away from zero
};

std::optional<Tie> suggested_tie(const Ball& part, int digits) {
    std::optional<DecimalDigits> middle = round_to_digits(part.midpoint_ball(), digits + 1);
    if (!middle || middle->digits.empty() || middle->digits.back() != '5') return std::nullopt;
    Integer all = *Integer::parse(middle->digits);
    Integer kept = divide_floor(all, Integer(10)) + Integer(1);
    Integer exponent = middle->point - Integer(digits + 1); // of the last digit, the 5
    if (compare(exponent.abs(), Integer(10 * static_cast<std::int64_t>(digits) + 10000)) > 0) return std::nullopt; // no number anyone would meet
    Rational value = Rational(all) * power(Rational(10), exponent);
    std::string sign = middle->negative ? "-" : "";
    return Tie{middle->negative ? -value : value, sign + kept.to_string() + "e" + (exponent + Integer(1)).to_string()};
}

/// A real part of a constant while its digits are looked for.
struct Part {
    std::optional<BigFloat> value;
    bool zero_tested = false, tie_tested = false;
};

BigFloat value_of_rational(const Rational& r, int digits) {
    if (r.sign() == 0) return zero_float(digits);
    for (std::int64_t precision = static_cast<std::int64_t>(BigFloat::bits_for_digits(digits)) + 30;; precision *= 2) {
        Ball ball = Ball::rational(r, precision);
        if (std::optional<BigFloat> value = BigFloat::from_ball(ball, digits)) return *value;
        if (std::optional<Tie> tie = suggested_tie(ball, digits); tie && tie->value == r) return *BigFloat::parse(tie->rounded, digits);
    }
}

/// The real or the imaginary part as an expression, for zero tests.
Expr part_of(const Expr& e, bool imaginary) {
    if (is_real(e) == Truth::Yes) return imaginary ? Expr(0) : e;
    if (imaginary && expand(e - apply_function(FunctionId::Conj, {e})).is_zero()) return Expr(0);
    Expr turned = negate(imaginary_unit()) * e;
    if (is_real(turned) == Truth::Yes) return imaginary ? turned : Expr(0);
    // Pairs of conjugates.
    const Expr mirrored = apply_function(FunctionId::Conj, {e});
    if (mirrored == e) return imaginary ? Expr(0) : e;
    if (mirrored == negate(e)) return imaginary ? turned : Expr(0);
    if (std::optional<Cartesian> parts = cartesian(e)) return imaginary ? parts->im : parts->re;
    return apply_function(imaginary ? FunctionId::Im : FunctionId::Re, {e});
}

/// One look at an enclosure. `prove`: enclosures alone did not do it before.
void determine(Part& part, const Expr& e, bool imaginary, const Ball& ball, int digits, bool prove) {
    if (part.value) return;
    if (ball.is_zero()) {
        part.value = zero_float(digits);
        return;
    }
    part.value = BigFloat::from_ball(ball, digits);
    if (part.value || !prove) return;
    if (ball.contains_zero()) {
        if (part.zero_tested) return;
        part.zero_tested = true;
        if (zero_test(part_of(e, imaginary)) == Truth::Yes) part.value = zero_float(digits);
        return;
    }
    if (part.tie_tested) return;
    std::optional<Tie> tie = suggested_tie(ball, digits);
    if (!tie) return;
    part.tie_tested = true;
    if (zero_test(subtract(part_of(e, imaginary), Expr(tie->value))) == Truth::Yes) part.value = BigFloat::parse(tie->rounded, digits);
}

/// Whether some power in it is so large, or so small, that the exponent of a float does not hold it.
bool overflows(const Expr& e) {
    constexpr double kLongestExponent = 256; // bits, as BigFloat's
    return any_node(e, [](const Expr& part) {
        if (!part.is_power() || !part.is_constant()) return false;
        Ball exponent = enclose(part.exponent(), kProbe);
        return exponent.is_finite() && exponent.nonzero() && exponent.log2_upper() > kLongestExponent;
    });
}

Number value_of_constant(const Expr& e, int digits) {
    if (e.is_number()) {
        const Number& n = e.number();
        if (n.is_float()) return n.with_precision_at_most(BigFloat::bits_for_digits(digits));
        return Number::big_complex(value_of_rational(n.re(), digits), value_of_rational(n.im(), digits));
    }
    const std::int64_t asked = static_cast<std::int64_t>(BigFloat::bits_for_digits(digits)) + 30;
    const std::int64_t cap = has_integrals(e) || has_long_ranges(e) ? 4 * asked : std::max(4 * asked, asked + kExtraBits);
    std::int64_t precision = asked;
    GrowingEnclosure enclosure(e);
    Ball probe = enclosure(kProbe);
    if (probe.is_finite()) precision += kProbe - std::clamp<std::int64_t>(probe.relative_accuracy_bits(), 0, kProbe);
    Part re, im;
    for (bool first = true;; first = false) {
        poll_work();
        Ball ball = enclosure(precision);
        if (ball.is_finite()) {
            determine(re, e, false, ball.real(), digits, !first);
            determine(im, e, true, ball.imag(), digits, !first);
            if (re.value && im.value) return Number::big_complex(*re.value, *im.value);
        }
        if (precision >= cap && overflows(e)) fail(DiagnosticId::FloatOverflow, "exp");
        if (precision >= cap)
            fail(DiagnosticId::NotDecided, "this constant has " + std::to_string(digits) + " digits",
                 "It may be zero or undefined without a proof that was found.");
        precision = std::min(2 * precision, cap);
    }
}

/// ∞ other than as an end of an integral, a sum or a product.
bool has_loose_infinity(const Expr& e) {
    if (!e.has_infinity()) return false;
    DepthGuard guard;
    if (e.is(FunctionId::Integral)) return has_loose_infinity(e.argument(0));
    if (e.is(FunctionId::Sum) || e.is(FunctionId::Product)) return has_loose_infinity(e.argument(0));
    if (e.is(ConstantId::Infinity)) return true;
    bool found = false;
    for_each_child(e, [&](const Expr& c) { found = found || has_loose_infinity(c); });
    return found;
}

/// Whether balls can enclose it.
bool has_enclosure(const Expr& e) {
    return !has_loose_infinity(e) && !any_node(e, [](const Expr& part) {
        if (!part.is(NodeKind::Function) || part.is(FunctionId::List)) return false;
        const Function& f = function(part.function_id());
        if (part.is(FunctionId::Sum) || part.is(FunctionId::Product)) return !has_enclosed_range(part);
        return f.evaluate == nullptr && f.enclose_form == nullptr;
    });
}

class Converter {
public:
    explicit Converter(int digits) : digits_(digits) {}

    Expr operator()(const Expr& e) {
        if (e.is_symbol() || e.is(NodeKind::Bound) || e.is(ConstantId::Infinity)) return e;
        if (auto found = done_.find(e); found != done_.end()) return found->second;
        DepthGuard guard;
        bool condition = e.is(NodeKind::Function) && function(e.function_id()).condition;
        bool whole = e.is_constant() && !condition;
        // A constant is a number or stays exact: a float would absorb what stands beside it.
        Expr result = !whole ? converted(e) : has_enclosure(e) ? constant(e) : e;
        done_.emplace(e, result);
        return result;
    }

private:
    Expr constant(const Expr& e) {
        // No precision helps where the quadrature cannot prove anything.
        if (has_integrals(e) && !enclose(e, kProbe).is_finite())
            fail(DiagnosticId::NotDecided, "this integral has a value",
                 "It may diverge; or what its integrand does at a singular point or far out could not be bounded.");
        if (has_long_ranges(e) && !enclose(e, kProbe).is_finite())
            fail(DiagnosticId::NotDecided, "this sum or product has a value",
                 "It may diverge; or what is left of it after many terms could not be bounded.");
        return Expr(digits_ == 0 ? approximate(e) : value_of_constant(e, digits_));
    }

    Expr converted(const Expr& e) {
        switch (e.kind()) {
        case NodeKind::Add: {
            SumBuilder constants, sum;
            constants.add(e.constant_part());
            for (const Term& t : e.terms()) {
                if (t.term.is_constant()) constants.add(t.term, t.coefficient);
                else sum.add((*this)(scale(t.coefficient, t.term)));
            }
            Expr number = constants.finish();
            if (!number.is_zero()) sum.add((*this)(number));
            return sum.finish();
        }
        case NodeKind::Mul: {
            ProductBuilder constants, product;
            constants.multiply(e.coefficient());
            for (const Factor& f : e.factors()) {
                Expr factor = power(f.base, f.exponent);
                if (factor.is_constant()) constants.multiply(factor);
                else product.multiply((*this)(factor));
            }
            Expr number = constants.finish();
            product.multiply(number.is_one() || number.is_number(-1) ? number : (*this)(number));
            return product.finish();
        }
        case NodeKind::Power: {
            Expr exponent = e.exponent().is_integer() ? e.exponent() : (*this)(e.exponent());
            return power(e.base().is(ConstantId::E) ? e.base() : (*this)(e.base()), exponent);
        }
        case NodeKind::Function: {
            if (body_arguments(e.function_id()) != 0) return e;
            std::vector<Expr> arguments;
            for (const Expr& a : e.arguments()) arguments.push_back(a.is_integer() ? a : (*this)(a));
            return apply_function(e.function_id(), arguments);
        }
        default: return e;
        }
    }

    int digits_;
    std::unordered_map<Expr, Expr> done_;
};

} // namespace

Expr numeric_value(const Expr& e, int digits) { return Converter(digits)(e); }

} // namespace rumina::algebra
