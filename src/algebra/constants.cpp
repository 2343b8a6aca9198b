#include "algebra/constants.h"

#include "algebra/functions/trigonometric_values.h"
#include "algebra/traversal.h"

namespace rumina::algebra {
namespace {

/// The value r when e is i·π·r with rational r.
std::optional<Rational> turns_of(const Expr& e) {
    if (!e.without_coefficient().is(ConstantId::Pi)) return std::nullopt;
    Number c = e.coefficient();
    if (c.kind() != Number::Kind::Gaussian || c.re().sign() != 0) return std::nullopt;
    return c.im();
}

class ToAlgebraic {
public:
    explicit ToAlgebraic(const AlgebraicLimits& limits) : limits_(limits) {}

    MaybeAlgebraic operator()(const Expr& e, std::span<const MaybeAlgebraic> parts) const {
        switch (e.kind()) {
        case NodeKind::Number: return of_number(e.number());
        case NodeKind::Add: {
            MaybeAlgebraic sum = of_number(e.constant_part());
            std::size_t i = 0;
            for (const Term& t : e.terms()) sum = plus(sum, times(of_number(t.coefficient), parts[i++]));
            return sum;
        }
        case NodeKind::Mul: {
            MaybeAlgebraic product = of_number(e.coefficient());
            std::size_t i = 0;
            for (const Factor& f : e.factors()) {
                product = times(product, of_power(f.base, f.exponent, parts[i]));
                i += 2;
            }
            return product;
        }
        case NodeKind::Power: return of_power(e.base(), e.exponent(), parts[0]);
        case NodeKind::Function: return of_function(e, parts);
        default: return std::nullopt;
        }
    }

private:
    static MaybeAlgebraic of_number(const Number& n) {
        if (!n.is_exact()) return std::nullopt;
        return n.is_rational() ? AlgebraicNumber(n.rational()) : AlgebraicNumber::gaussian(n.re(), n.im());
    }
    MaybeAlgebraic plus(const MaybeAlgebraic& a, const MaybeAlgebraic& b) const {
        return a && b ? add(*a, *b, limits_) : std::nullopt;
    }
    MaybeAlgebraic times(const MaybeAlgebraic& a, const MaybeAlgebraic& b) const {
        return a && b ? mul(*a, *b, limits_) : std::nullopt;
    }
    static MaybeAlgebraic inverse(const MaybeAlgebraic& a) { return a && !a->is_zero() ? MaybeAlgebraic(a->inverse()) : std::nullopt; }
    MaybeAlgebraic of_power(const Expr& base, const Expr& exponent, const MaybeAlgebraic& b) const {
        if (base.is(ConstantId::E)) {
            std::optional<Rational> turns = turns_of(exponent);
            return turns ? AlgebraicNumber::exp_pi_i(*turns, limits_) : std::nullopt;
        }
        if (!b || !exponent.is_number() || !exponent.number().is_rational()) return std::nullopt;
        Rational r = exponent.number().rational();
        if (b->is_zero() && r.sign() <= 0) return std::nullopt;
        return power(*b, r, limits_);
    }
    MaybeAlgebraic of_function(const Expr& e, std::span<const MaybeAlgebraic> parts) const {
        Rational turns;
        switch (e.function_id()) {
        case FunctionId::Sin: return is_rational_multiple_of_pi(e.argument(0), turns) ? AlgebraicNumber::sin_pi(turns, limits_) : std::nullopt;
        case FunctionId::Cos: return is_rational_multiple_of_pi(e.argument(0), turns) ? AlgebraicNumber::cos_pi(turns, limits_) : std::nullopt;
        case FunctionId::Tan: return is_rational_multiple_of_pi(e.argument(0), turns) ? AlgebraicNumber::tan_pi(turns, limits_) : std::nullopt;
        case FunctionId::Cot: return is_rational_multiple_of_pi(e.argument(0), turns) ? inverse(AlgebraicNumber::tan_pi(turns, limits_)) : std::nullopt;
        case FunctionId::Sec: return is_rational_multiple_of_pi(e.argument(0), turns) ? inverse(AlgebraicNumber::cos_pi(turns, limits_)) : std::nullopt;
        case FunctionId::Csc: return is_rational_multiple_of_pi(e.argument(0), turns) ? inverse(AlgebraicNumber::sin_pi(turns, limits_)) : std::nullopt;
        case FunctionId::Abs: return parts[0] ? abs(*parts[0], limits_) : std::nullopt;
        case FunctionId::Re: return parts[0] ? real_part(*parts[0], limits_) : std::nullopt;
        case FunctionId::Im: return parts[0] ? imaginary_part(*parts[0], limits_) : std::nullopt;
        case FunctionId::Conj: return parts[0] ? MaybeAlgebraic(parts[0]->conj()) : std::nullopt;
        default: return std::nullopt;
        }
    }

    AlgebraicLimits limits_;
};

class ToCalcium {
public:
    CalciumNumber operator()(const Expr& e, std::span<const CalciumNumber> parts) const {
        switch (e.kind()) {
        case NodeKind::Number: return of_number(e.number());
        case NodeKind::Constant:
            switch (e.constant_id()) {
            case ConstantId::Pi: return CalciumNumber::pi();
            case ConstantId::E: return CalciumNumber::e();
            case ConstantId::EulerGamma: return CalciumNumber::euler_gamma();
            default: return CalciumNumber::unknown();
            }
        case NodeKind::Add: {
            CalciumNumber sum = of_number(e.constant_part());
            std::size_t i = 0;
            for (const Term& t : e.terms()) sum = sum + of_number(t.coefficient) * parts[i++];
            return sum;
        }
        case NodeKind::Mul: {
            CalciumNumber product = of_number(e.coefficient());
            std::size_t i = 0;
            for (const Factor& f : e.factors()) {
                product = product * of_power(f.base, f.exponent, parts[i], parts[i + 1]);
                i += 2;
            }
            return product;
        }
        case NodeKind::Power: return of_power(e.base(), e.exponent(), parts[0], parts[1]);
        case NodeKind::Function: return of_function(e, parts);
        default: return CalciumNumber::unknown();
        }
    }

private:
    static CalciumNumber of_number(const Number& n) {
        if (!n.is_exact()) return CalciumNumber::unknown();
        return n.is_rational() ? CalciumNumber(n.rational()) : CalciumNumber(AlgebraicNumber::gaussian(n.re(), n.im()));
    }
    static CalciumNumber of_power(const Expr& base, const Expr& exponent, const CalciumNumber& b, const CalciumNumber& x) {
        if (base.is(ConstantId::E)) return calcium::exp(x);
        if (exponent.is_one()) return b;
        if (exponent == half()) return calcium::sqrt(b);
        return calcium::power(b, x);
    }
    static CalciumNumber rational(std::int64_t p, std::int64_t q = 1) { return CalciumNumber(Rational::make(Integer(p), Integer(q))); }
    static CalciumNumber of_function(const Expr& e, std::span<const CalciumNumber> a) {
        CalciumNumber one = rational(1), half = rational(1, 2);
        switch (e.function_id()) {
        case FunctionId::Log: return calcium::log(a[0]);
        case FunctionId::Sin: return calcium::sin(a[0]);
        case FunctionId::Cos: return calcium::cos(a[0]);
        case FunctionId::Tan: return calcium::tan(a[0]);
        case FunctionId::Cot: return calcium::cot(a[0]);
        case FunctionId::Sec: return one / calcium::cos(a[0]);
        case FunctionId::Csc: return one / calcium::sin(a[0]);
        case FunctionId::Asin: return calcium::asin(a[0]);
        case FunctionId::Acos: return calcium::acos(a[0]);
        case FunctionId::Atan: return calcium::atan(a[0]);
        case FunctionId::Acot: return calcium::atan(one / a[0]);
        case FunctionId::Asec: return calcium::acos(one / a[0]);
        case FunctionId::Acsc: return calcium::asin(one / a[0]);
        case FunctionId::Sinh: return half * (calcium::exp(a[0]) - calcium::exp(-a[0]));
        case FunctionId::Cosh: return half * (calcium::exp(a[0]) + calcium::exp(-a[0]));
        case FunctionId::Tanh: {
            CalciumNumber square = calcium::exp(a[0] + a[0]);
            return (square - one) / (square + one);
        }
        case FunctionId::Asinh: return calcium::log(a[0] + calcium::sqrt(a[0] * a[0] + one));
        case FunctionId::Acosh: return calcium::log(a[0] + calcium::sqrt(a[0] - one) * calcium::sqrt(a[0] + one));
        case FunctionId::Atanh: return half * (calcium::log(one + a[0]) - calcium::log(one - a[0]));
        case FunctionId::Gamma: return calcium::gamma(a[0]);
        case FunctionId::Factorial: return calcium::gamma(a[0] + one);
        case FunctionId::Erf: return calcium::erf(a[0]);
        case FunctionId::Erfc: return calcium::erfc(a[0]);
        case FunctionId::Erfi: return calcium::erfi(a[0]);
        case FunctionId::Abs: return calcium::abs(a[0]);
        case FunctionId::Sign: return calcium::sign(a[0]);
        case FunctionId::Arg: return calcium::arg(a[0]);
        case FunctionId::Re: return calcium::re(a[0]);
        case FunctionId::Im: return calcium::im(a[0]);
        case FunctionId::Conj: return calcium::conj(a[0]);
        case FunctionId::Floor: return calcium::floor(a[0]);
        case FunctionId::Ceil: return calcium::ceil(a[0]);
        default: return CalciumNumber::unknown();
        }
    }
};

} // namespace

MaybeAlgebraic to_algebraic(const Expr& e, const AlgebraicLimits& limits) {
    Fold<MaybeAlgebraic, ToAlgebraic> fold{ToAlgebraic(limits)};
    return fold(e);
}

Expr from_algebraic(const AlgebraicNumber& a) {
    std::optional<AlgebraicNumber::Quadratic> form = a.quadratic();
    if (!form) return Expr();
    Expr numerator = Expr(form->a) + Expr(form->b) * sqrt(Expr(form->c));
    return numerator / Expr(form->q);
}

CalciumNumber to_calcium(const Expr& e) {
    Fold<CalciumNumber, ToCalcium> fold{ToCalcium()};
    return fold(e);
}

} // namespace rumina::algebra
