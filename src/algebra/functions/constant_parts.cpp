#include "algebra/functions/constant_parts.h"

#include <algorithm>
#include <cstdint>

#include "algebra/functions/trigonometric_values.h"
#include "algebra/numeric.h"
#include "number/ball.h"
#include "number/big_float.h"

namespace rumina::algebra {
namespace {

constexpr std::int64_t kPrecisions[] = {64, 256, 1024};
/// Integer powers of complex constants up to this one are multiplied out.
constexpr std::int64_t kLargestPower = 64;

Cartesian product_of(const Cartesian& a, const Cartesian& b) {
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

/// r·e^(it)
Cartesian polar(const Expr& modulus, const Expr& angle) {
    return {modulus * apply_function(FunctionId::Cos, {angle}), modulus * apply_function(FunctionId::Sin, {angle})};
}

std::optional<Cartesian> parts_of_power(const Expr& base, const Expr& exponent) {
    if (base.is(ConstantId::E)) {
        std::optional<Cartesian> x = cartesian(exponent);
        if (!x) return std::nullopt;
        return polar(exp(x->re), x->im);
    }
    if (exponent.is_integer()) {
        if (!exponent.number().is_small() || std::abs(exponent.number().small()) > kLargestPower) return std::nullopt;
        std::optional<Cartesian> z = cartesian(base);
        if (!z) return std::nullopt;
        std::int64_t n = exponent.number().small();
        if (n < 0) {
            Expr square = power(z->re, Expr(2)) + power(z->im, Expr(2));
            z = Cartesian{z->re / square, negate(z->im / square)};
            n = -n;
        }
        Cartesian result{Expr(1), Expr(0)};
        for (std::int64_t i = 0; i < n; ++i) result = product_of(result, *z);
        return result;
    }
    // z^w = e^(w·log z)
    std::optional<Cartesian> w = cartesian(exponent);
    if (!w || zero_test(base) != Truth::No) return std::nullopt;
    Expr modulus = apply_function(FunctionId::Abs, {base}), angle = apply_function(FunctionId::Arg, {base});
    if (w->im.is_zero()) return polar(power(modulus, w->re), w->re * angle);
    Expr logarithm = apply_function(FunctionId::Log, {modulus});
    return polar(exp(w->re * logarithm - w->im * angle), w->re * angle + w->im * logarithm);
}

std::optional<Cartesian> parts_of_function(const Expr& e) {
    FunctionId head = e.function_id();
    auto f = [](FunctionId id, const Expr& x) { return apply_function(id, {x}); };
    switch (head) {
    case FunctionId::Log:
        if (zero_test(e.argument(0)) != Truth::No) return std::nullopt;
        return Cartesian{f(FunctionId::Log, f(FunctionId::Abs, e.argument(0))), f(FunctionId::Arg, e.argument(0))};
    case FunctionId::Conj: {
        std::optional<Cartesian> z = cartesian(e.argument(0));
        if (!z) return std::nullopt;
        return Cartesian{z->re, negate(z->im)};
    }
    case FunctionId::Sin: case FunctionId::Cos: case FunctionId::Sinh: case FunctionId::Cosh: break;
    default: return std::nullopt;
    }
    std::optional<Cartesian> z = cartesian(e.argument(0));
    if (!z) return std::nullopt;
    const Expr &x = z->re, &y = z->im;
    switch (head) { // DLMF 4.21.37-38, 4.35.34-35
    case FunctionId::Sin: return Cartesian{f(FunctionId::Sin, x) * f(FunctionId::Cosh, y), f(FunctionId::Cos, x) * f(FunctionId::Sinh, y)};
    case FunctionId::Cos: return Cartesian{f(FunctionId::Cos, x) * f(FunctionId::Cosh, y), negate(f(FunctionId::Sin, x) * f(FunctionId::Sinh, y))};
    case FunctionId::Sinh: return Cartesian{f(FunctionId::Sinh, x) * f(FunctionId::Cos, y), f(FunctionId::Cosh, x) * f(FunctionId::Sin, y)};
    default: return Cartesian{f(FunctionId::Cosh, x) * f(FunctionId::Cos, y), f(FunctionId::Sinh, x) * f(FunctionId::Sin, y)};
    }
}

/// Real for all complex values of what is inside.
bool is_always_real(const Expr& e) {
    DepthGuard guard;
    switch (e.kind()) {
    case NodeKind::Number: return e.number().is_real();
    case NodeKind::Constant: return true;
    case NodeKind::Add:
        return e.constant_part().is_real() && std::all_of(e.terms().begin(), e.terms().end(), [](const Term& t) {
                   return t.coefficient.is_real() && is_always_real(t.term);
               });
    case NodeKind::Mul:
        return e.coefficient().is_real() && std::all_of(e.factors().begin(), e.factors().end(), [](const Factor& f) {
                   return f.exponent.is_integer() && is_always_real(f.base);
               });
    case NodeKind::Power: return e.exponent().is_integer() && is_always_real(e.base());
    case NodeKind::Function:
        switch (e.function_id()) {
        case FunctionId::Abs: case FunctionId::Re: case FunctionId::Im: case FunctionId::Arg: return true;
        default: return false;
        }
    default: return false;
    }
}

} // namespace

int infinite_sign(const Expr& e) {
    if (!e.has_infinity() || !e.without_coefficient().is(ConstantId::Infinity)) return 0;
    return e.coefficient().sign();
}

Truth is_real(const Expr& e) {
    if (e.is_number()) return truth_of(e.number().is_real());
    if (is_always_real(e)) return Truth::Yes;
    if (!e.is_constant()) return Truth::Unknown;
    for (std::int64_t precision : {kPrecisions[0], kPrecisions[1]}) {
        Ball ball = enclose(e, precision);
        if (!ball.is_finite()) continue;
        if (ball.is_real()) return Truth::Yes;
        if (!ball.imag().contains_zero()) return Truth::No;
    }
    return Truth::Unknown;
}

std::optional<Cartesian> cartesian(const Expr& e) {
    DepthGuard guard;
    if (!e.is_constant() || e.has_infinity()) return std::nullopt;
    if (e.is_number()) {
        const Number& n = e.number();
        if (n.is_exact()) return Cartesian{Expr(n.re()), Expr(n.im())};
        return Cartesian{Expr(Number::big_float(n.big_re(53))), Expr(Number::big_float(n.big_im(53)))};
    }
    if (is_real(e) == Truth::Yes) return Cartesian{e, Expr(0)};
    switch (e.kind()) {
    case NodeKind::Add: {
        std::optional<Cartesian> number = cartesian(Expr(e.constant_part()));
        SumBuilder re, im;
        re.add(number->re);
        im.add(number->im);
        for (const Term& t : e.terms()) {
            std::optional<Cartesian> z = cartesian(scale(t.coefficient, t.term));
            if (!z) return std::nullopt;
            re.add(z->re);
            im.add(z->im);
        }
        return Cartesian{re.finish(), im.finish()};
    }
    case NodeKind::Mul: {
        Cartesian product = *cartesian(Expr(e.coefficient()));
        for (const Factor& f : e.factors()) {
            std::optional<Cartesian> z = cartesian(power(f.base, f.exponent));
            if (!z) return std::nullopt;
            product = product_of(product, *z);
        }
        return product;
    }
    case NodeKind::Power: return parts_of_power(e.base(), e.exponent());
    case NodeKind::Function: return parts_of_function(e);
    default: return std::nullopt;
    }
}

Expr without_imaginary_unit(const Expr& e) {
    auto imaginary = [](const Number& n) { return n.kind() == Number::Kind::Gaussian && n.re().sign() == 0; };
    bool all = false;
    if (e.is_number()) all = imaginary(e.number());
    else if (e.is_mul()) all = imaginary(e.coefficient());
    else if (e.is_add())
        all = (e.constant_part().is_exact_zero() || imaginary(e.constant_part())) &&
              std::all_of(e.terms().begin(), e.terms().end(), [&](const Term& t) { return imaginary(t.coefficient); });
    return all ? scale(-Number::imaginary_unit(), e) : Expr();
}

std::optional<Integer> decided_floor(const Expr& e) {
    if (e.is_number() && e.number().is_rational()) return floor(e.number().rational());
    for (std::int64_t precision : kPrecisions) {
        Ball ball = enclose(e, precision);
        if (!ball.is_finite()) continue;
        if (std::optional<Integer> result = ball.unique_floor()) return result;
        // Perhaps the integer that the ball touches from both sides.
        if (std::optional<Integer> nearest = ball.unique_integer())
            if (zero_test(e - Expr(*nearest)) == Truth::Yes) return nearest;
    }
    return std::nullopt;
}

Expr principal_angle(const Expr& angle) {
    Rational q;
    if (is_rational_multiple_of_pi(angle, q)) {
        Rational turn = remainder_floor(q, Rational(2));
        if (compare(turn, Rational(1)) > 0) turn = turn - Rational(2);
        return Expr(turn) * pi();
    }
    // angle - 2πk in (-π, π]: k = ceiling of angle/(2π) - 1/2
    Expr turns = angle / (Expr(2) * pi()) - half();
    std::optional<Integer> k = decided_floor(negate(turns));
    if (!k) return Expr();
    return angle + Expr(2) * Expr(*k) * pi();
}

} // namespace rumina::algebra
