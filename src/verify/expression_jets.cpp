#include "verify/expression_jets.h"

#include <algorithm>
#include <cstdint>
#include <unordered_set>

#include "algebra/functions/function.h"
#include "algebra/functions/gauss.h"
#include "algebra/traversal.h"
#include "number/ball_functions.h"
#include "number/interruptible.h"

namespace rumina::verify {

using namespace algebra;

namespace {

using Parts = std::span<const Jet>;

/// The jet of a head of one argument, or of two where the first is a parameter; nothing when there is none.
std::optional<Jet> jet_of_function(const Expr& e, Parts a, std::int64_t prec) {
    const FunctionId id = e.function_id();
    const std::size_t n = a.size();
    switch (id) {
#define ONE(head, name) \
    case FunctionId::head: \
        if (n == 1) return jet::name(a[0], prec); \
        break;
#define TWO(head, name) \
    case FunctionId::head: \
        if (n == 2) return jet::name(a[0], a[1], prec); \
        break;
#define THREE(head, name) \
    case FunctionId::head: \
        if (n == 3) return jet::name(a[0], a[1], a[2], prec); \
        break;
        ONE(Abs, abs) ONE(Sign, sign) ONE(Floor, floor) ONE(Ceil, ceil) ONE(Re, re) ONE(Im, im) ONE(Conj, conj)
        ONE(Sin, sin) ONE(Cos, cos) ONE(Tan, tan) ONE(Cot, cot) ONE(Sec, sec) ONE(Csc, csc)
        ONE(Asin, asin) ONE(Acos, acos) ONE(Atan, atan) ONE(Acot, acot) ONE(Asec, asec) ONE(Acsc, acsc)
        ONE(Sinh, sinh) ONE(Cosh, cosh) ONE(Tanh, tanh) ONE(Coth, coth) ONE(Sech, sech) ONE(Csch, csch)
        ONE(Asinh, asinh) ONE(Acosh, acosh) ONE(Atanh, atanh) ONE(Acoth, acoth) ONE(Asech, asech) ONE(Acsch, acsch)
        TWO(Atan2, atan2) ONE(Heaviside, heaviside)
        ONE(Factorial, factorial) TWO(Binomial, binomial) ONE(Gamma, gamma) ONE(LogGamma, lgamma) TWO(UpperGamma, gamma_upper)
        TWO(LowerGamma, gamma_lower) ONE(Digamma, digamma) TWO(Polygamma, polygamma) TWO(Beta, beta)
        ONE(Erf, erf) ONE(Erfc, erfc) ONE(Erfi, erfi) ONE(Ei, expint_ei) ONE(Si, sinint) ONE(Ci, cosint) ONE(Shi, sinhint)
        ONE(Chi, coshint) ONE(Li, logint) ONE(FresnelS, fresnel_s) ONE(FresnelC, fresnel_c)
        ONE(Zeta, zeta) TWO(HurwitzZeta, hurwitz_zeta) TWO(Polylog, polylog)
        TWO(BesselJ, bessel_j) TWO(BesselY, bessel_y) TWO(BesselI, bessel_i) TWO(BesselK, bessel_k)
        ONE(AiryAi, airy_ai) ONE(AiryBi, airy_bi) ONE(AiryAiPrime, airy_ai_prime) ONE(AiryBiPrime, airy_bi_prime)
        ONE(EllipticK, elliptic_k) TWO(EllipticF, elliptic_f) THREE(EllipticPi, elliptic_pi_incomplete)
        THREE(Hypergeometric1F1, hypergeometric_1f1) THREE(HypergeometricU, hypergeometric_u)
        TWO(LegendreP, legendre_p) TWO(LegendreQ, legendre_q) TWO(ChebyshevT, chebyshev_t) TWO(ChebyshevU, chebyshev_u)
        TWO(Hermite, hermite_h) THREE(Laguerre, laguerre_l)
    case FunctionId::Log: return n == 1 ? jet::log(a[0], prec) : jet::logb(a[0], a[1], prec);
    case FunctionId::Arg: return jet::im(jet::log(a[0], prec), prec);
    case FunctionId::EllipticE: return n == 1 ? jet::elliptic_e(a[0], prec) : jet::elliptic_e_incomplete(a[0], a[1], prec);
    case FunctionId::LambertW:
        return n == 1 ? jet::lambertw(Jet::constant(Ball(0), a[0].length()), a[0], prec) : jet::lambertw(a[0], a[1], prec);
    case FunctionId::Hypergeometric2F1: return jet::hypergeometric_2f1(a[0], a[1], a[2], a[3], prec, integer_differences(e.arguments()));
    case FunctionId::AppellF1: return jet::appell_f1(a[0], a[1], a[2], a[3], a[4], a[5], prec);
    case FunctionId::RealRoot: {
        // sign(x)·|x|^(1/n) for odd n; an even n wants x > 0.
        const Jet root = jet::pow(jet::abs(a[0], prec), jet::inverse(a[1], prec), prec);
        return jet::mul(jet::sign(a[0], prec), root, prec);
    }
    case FunctionId::Min: case FunctionId::Max: {
        Jet best = a[0];
        for (const Jet& other : a.subspan(1)) best = id == FunctionId::Min ? jet::min(best, other, prec) : jet::max(best, other, prec);
        return best;
    }
#undef ONE
#undef TWO
#undef THREE
    default: break;
    }
    return std::nullopt;
}

class JetEvaluator {
public:
    JetEvaluator(const Expr& x, const Point& point, std::int64_t length, std::int64_t precision) : x_(x), point_(point), length_(length), precision_(precision) {}

    Jet operator()(const Expr& e, Parts parts) const {
        switch (e.kind()) {
        case NodeKind::Symbol:
            for (const auto& [symbol, value] : point_)
                if (symbol == e) return e == x_ ? Jet::variable(value, length_) : Jet::constant(value, length_);
            return Jet::indeterminate(length_);
        case NodeKind::Number: case NodeKind::Constant: return Jet::constant(enclose_at(e, {}, precision_), length_);
        case NodeKind::Bound: return Jet::indeterminate(length_);
        case NodeKind::Add: {
            Jet sum = Jet::constant(ball_of(e.constant_part(), precision_), length_);
            std::size_t i = 0;
            for (const Term& t : e.terms())
                sum = jet::add(sum, jet::mul(Jet::constant(ball_of(t.coefficient, precision_), length_), parts[i++], precision_), precision_);
            return sum;
        }
        case NodeKind::Mul: {
            Jet product = Jet::constant(ball_of(e.coefficient(), precision_), length_);
            std::size_t i = 0;
            for (const Factor& f : e.factors()) {
                product = jet::mul(product, power_of(f.base, f.exponent, parts[i], parts[i + 1]), precision_);
                i += 2;
            }
            return product;
        }
        case NodeKind::Power: return power_of(e.base(), e.exponent(), parts[0], parts[1]);
        case NodeKind::Function: return function_of(e, parts);
        }
        return Jet::indeterminate(length_);
    }

private:
    Jet power_of(const Expr& base, const Expr& exponent, const Jet& b, const Jet& n) const {
        if (exponent.is_one()) return b;
        return interruptible([&] {
            if (base.is(ConstantId::E)) return jet::exp(n, precision_);
            if (exponent == half()) return jet::sqrt(b, precision_);
            if (exponent.is_number() && exponent.number().is_rational()) return jet::pow(b, exponent.number().rational(), precision_);
            return jet::pow(b, n, precision_);
        });
    }

    Jet function_of(const Expr& e, Parts parts) const {
        const FunctionId id = e.function_id();
        if (id == FunctionId::Piecewise) return piecewise(parts);
        if (id == FunctionId::HypergeometricPFQ) return hypergeometric(e);
        const Function& record = function(id);
        const bool constant = free_of(e, x_);
        if (record.enclose_form != nullptr)
            return constant ? Jet::constant(record.enclose_form(e.arguments(), point_, precision_), length_) : Jet::indeterminate(length_);
        if (constant || record.condition) {
            if (record.evaluate == nullptr) return Jet::indeterminate(length_);
            std::vector<Ball> values;
            for (const Jet& part : parts) values.push_back(part.value());
            return Jet::constant(interruptible([&] { return record.value_at(e.arguments(), values, precision_); }), length_);
        }
        std::optional<Jet> found = interruptible([&] { return jet_of_function(e, parts, precision_); });
        return found ? *std::move(found) : Jet::indeterminate(length_);
    }

    /// v1, c1, v2, c2, …, otherwise: the value of the first condition that holds; conditions hold as well near by, or their
    /// balls would tell neither.
    Jet piecewise(Parts parts) const {
        std::size_t i = 0;
        for (; i + 1 < parts.size(); i += 2) {
            const Ball holds = parts[i + 1].value();
            if (!holds.is_finite() || !holds.is_exact()) return Jet::indeterminate(length_);
            if (!holds.is_zero()) return parts[i];
        }
        return i < parts.size() ? parts[i] : Jet::indeterminate(length_);
    }

    Jet hypergeometric(const Expr& e) const {
        std::vector<Jet> lists[2];
        for (std::size_t k = 0; k < 2; ++k) {
            if (!e.argument(k).is(FunctionId::List)) return Jet::indeterminate(length_);
            for (const Expr& parameter : e.argument(k).arguments()) lists[k].push_back(jet_at(parameter, x_, point_, length_, precision_));
        }
        const Jet z = jet_at(e.argument(2), x_, point_, length_, precision_);
        return interruptible([&] { return jet::hypergeometric_pfq(lists[0], lists[1], z, precision_); });
    }

    const Expr& x_;
    const Point& point_;
    std::int64_t length_, precision_;
};

} // namespace

Jet jet_at(const Expr& e, const Expr& x, const Point& point, std::int64_t length, std::int64_t precision) {
    DepthGuard guard;
    Fold<Jet, JetEvaluator> fold{JetEvaluator(x, point, length, precision)};
    return fold(e);
}

} // namespace rumina::verify
