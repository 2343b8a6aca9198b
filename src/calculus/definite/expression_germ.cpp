// Bottom up: what stays within bounds near 0 is a function of a ball; what does not is one of the functions whose behaviour
// at a singular point or at infinity is known as an inequality ([DLMF], the numbers beside them).
#include "calculus/definite/expression_germ.h"

#include <cstdint>
#include <unordered_map>

#include "algebra/enclosure.h"
#include "algebra/functions/constant_parts.h"
#include "algebra/functions/function.h"
#include "algebra/integrand.h"
#include "algebra/numeric.h"
#include "algebra/traversal.h"
#include "calculus/attempt.h"
#include "calculus/differentiate.h"
#include "number/ball_functions.h"
#include "number/interruptible.h"
#include "verify/expression_jets.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// Orders of vanishing that are looked for.
constexpr std::int64_t kLongestOrder = 6;
constexpr std::uint64_t kOrderUnits = 2'000'000;

Rational fraction(std::int64_t n, std::int64_t d) { return Rational::make(Integer(n), Integer(d)); }

class ExpressionGerms {
public:
    ExpressionGerms(const Expr& t, std::int64_t bits, std::int64_t precision) : t_(t), on_(bits, precision), precision_(precision), variable_(on_.variable()) {}
    /// In a sector: what is not analytic has no germ.
    ExpressionGerms(const Expr& z, const Ball& opening, std::int64_t bits, std::int64_t precision)
        : t_(z), on_(bits, precision), precision_(precision),
          variable_(on_.product(on_.inverse(on_.variable()), on_.constant(ball::add(Ball(1), opening, precision)))), in_sector_(true) {}

    MaybeGerm of(const Expr& e) {
        if (auto found = done_.find(e); found != done_.end()) return found->second;
        DepthGuard guard;
        poll_work(20);
        MaybeGerm g = free_of(e, t_) ? on_.constant(enclose_at(e, {}, precision_)) : compute(e);
        // A factor that may vanish says too little: the part may start with a higher power.
        if (!in_sector_ && g && contains(e, t_) && g->factor.contains_zero() && (e.is_add() || e.is(NodeKind::Function)))
            if (MaybeGerm better = by_taylor(e); better && (compare(better->power, g->power) > 0 || better->factor.nonzero())) g = better;
        done_.emplace(e, g);
        return g;
    }

private:
    MaybeGerm compute(const Expr& e) {
        if (e == t_) return variable_;
        if (e.has_bound()) return std::nullopt;
        switch (e.kind()) {
        case NodeKind::Add: {
            MaybeGerm total = on_.constant(ball_of(e.constant_part(), precision_));
            for (const Term& term : e.terms()) total = on_.sum(total, on_.scaled(ball_of(term.coefficient, precision_), of(term.term)));
            return total;
        }
        case NodeKind::Mul: {
            MaybeGerm total = on_.constant(ball_of(e.coefficient(), precision_));
            for (const Factor& f : e.factors()) total = on_.product(total, power(f.base, f.exponent));
            return total;
        }
        case NodeKind::Power: return power(e.base(), e.exponent());
        case NodeKind::Function: return function_of(e);
        default: return std::nullopt;
        }
    }

    MaybeGerm power(const Expr& base, const Expr& exponent) {
        if (base.is(ConstantId::E)) return on_.exponential(of(exponent));
        if (contains(exponent, t_)) return on_.exponential(on_.product(logarithm(base), of(exponent)));
        const MaybeGerm u = of(base);
        if (!exponent.is_integer() && contains(base, t_) && !may_take_root(u)) return std::nullopt;
        if (exponent.is_number() && exponent.number().is_rational()) return on_.power(u, exponent.number().rational());
        const Ball n = enclose_at(exponent, {}, precision_);
        if (!u || !n.is_finite()) return std::nullopt;
        if (u->is_level()) return on_.constant(ball::pow(u->factor, n, precision_));
        return on_.exponential(on_.scaled(n, logarithm(base)));
    }

    /// The scale is positive: the factor decides.
    bool may_take_root(const MaybeGerm& u) const { return !in_sector_ || (u && avoids_negative_axis(u->factor)); }

    MaybeGerm logarithm(const Expr& argument) {
        if (contains(argument, t_) && !may_take_root(of(argument))) return std::nullopt;
        const MaybeGerm u = of(argument), whole = on_.logarithm(u);
        if (!u || !whole || !u->is_level() || whole->factor.nonzero()) return whole;
        // log(1 + v) = v·(log(1 + v)/v), and the quotient is 1/(1 + w) for some w between 0 and v
        const MaybeGerm v = of(argument - 1);
        if (!v || v->power.sign() <= 0) return whole;
        const auto r = on_.range(*v);
        if (!r || !r->is_real() || r->log2_upper() >= -1) return whole;
        return on_.scaled(ball::inverse(on_.add(Ball(1), Ball::hull(Ball(0), *r, precision_)), precision_), v);
    }

    MaybeGerm of_head(FunctionId id, const Expr& a) { return of(apply_function(id, {a})); }
    MaybeGerm quotient(const MaybeGerm& a, const MaybeGerm& b) const { return on_.product(a, on_.inverse(b)); }
    MaybeGerm minus(const MaybeGerm& a) const { return on_.scaled(Ball(-1), a); }
    /// At most a, with its sign.
    MaybeGerm at_most(const MaybeGerm& a) const { return on_.scaled(on_.upto(Ball(1)), a); }
    static bool is_real(const MaybeGerm& u) { return u && u->factor.is_real(); }
    /// The sign of a real germ.
    static std::optional<int> sign_of_germ(const MaybeGerm& u) { return is_real(u) ? u->factor.real_sign() : std::nullopt; }

    MaybeGerm function_of(const Expr& e) {
        const FunctionId id = e.function_id();
        const Function& record = function(id);
        if (record.enclose_form != nullptr || record.condition) return std::nullopt;
        if (e.arguments().size() == 1) return of_one(e, record);
        if (id == FunctionId::RealRoot && e.argument(1).is_integer()) {
            const MaybeGerm u = of(e.argument(0));
            const Integer& n = e.argument(1).number().integer();
            if (in_sector_) return may_take_root(u) && n.sign() > 0 ? on_.power(u, Rational::make(Integer(1), n)) : std::nullopt;
            return on_.real_root(u, n);
        }
        if (!in_sector_ && e.arguments().size() == 2 && free_of(e.argument(0), t_))
            if (MaybeGerm g = of_order(id, e.argument(0), e.argument(1))) return g;
        std::vector<Ball> values;
        for (std::size_t i = 0; i < e.arguments().size(); ++i) {
            const Expr& a = e.argument(i);
            if (in_sector_ && i + 1 < e.arguments().size() && contains(a, t_)) return std::nullopt;
            const MaybeGerm u = of(a);
            const auto r = u ? on_.range(*u) : std::nullopt;
            if (!r) return std::nullopt;
            values.push_back(*r);
        }
        if (record.evaluate == nullptr || (in_sector_ && !is_analytic_in_last(e, values.back(), precision_))) return std::nullopt;
        return on_.constant(interruptible([&] { return record.value_at(e.arguments(), values, precision_); }));
    }

    MaybeGerm of_one(const Expr& e, const Function& record) {
        const FunctionId id = e.function_id();
        const Expr& a = e.argument(0);
        if (id == FunctionId::Log) return logarithm(a);
        const MaybeGerm u = of(a);
        if (!u) return std::nullopt;
        switch (id) {
        case FunctionId::Abs: return in_sector_ ? std::nullopt : on_.absolute(u);
        case FunctionId::Sign: case FunctionId::Heaviside:
            if (in_sector_ || !is_real(u) || !u->factor.nonzero()) return std::nullopt;
            return on_.constant(id == FunctionId::Sign ? ball::sign(u->factor, precision_) : ball::heaviside(u->factor, precision_));
        default: break;
        }
        const auto r = on_.range(*u);
        if (!r) return far_out(id, a, u);
        if (record.evaluate != nullptr) {
            const std::vector<Ball> values{*r};
            const Ball value = interruptible([&] { return record.evaluate(values, precision_); });
            if (value.is_finite() && (!in_sector_ || is_analytic_in_last(e, *r, precision_))) return on_.constant(value);
        }
        return beside_singularity(id, a, u, *r);
    }

    /// f(u) where the values of u, a ball r, reach a singular point of f.
    MaybeGerm beside_singularity(FunctionId id, const Expr& a, const MaybeGerm& u, const Ball& r) {
        const auto sign = sign_of_germ(u);
        switch (id) {
        case FunctionId::Ei: case FunctionId::Ci: case FunctionId::Chi: { // γ + log|u| + Σ ±uᵏ/(k·k!), which is at most |u|·e^|u| [DLMF 6.6]
            if (!sign || *sign == 0 || (id != FunctionId::Ei && *sign < 0)) return std::nullopt;
            const Ball size = ball::abs(r, precision_);
            const Ball rest = Ball::euler_gamma(precision_).widened(on_.mul(size, ball::exp(size, precision_)));
            return on_.sum(on_.logarithm(on_.absolute(u)), on_.constant(rest));
        }
        // One step of the recurrence [DLMF 5.5]
        case FunctionId::Gamma: return quotient(on_.constant(ball::gamma(on_.add(Ball(1), r), precision_)), u);
        case FunctionId::LogGamma:
            if (sign != std::optional(1)) return std::nullopt;
            return on_.sum(on_.constant(ball::lgamma(on_.add(Ball(1), r), precision_)), minus(on_.logarithm(u)));
        case FunctionId::Digamma: return on_.sum(on_.constant(ball::digamma(on_.add(Ball(1), r), precision_)), minus(on_.inverse(u)));
        case FunctionId::Tan: return quotient(of_head(FunctionId::Sin, a), of_head(FunctionId::Cos, a));
        case FunctionId::Cot: return quotient(of_head(FunctionId::Cos, a), of_head(FunctionId::Sin, a));
        case FunctionId::Sec: return on_.inverse(of_head(FunctionId::Cos, a));
        case FunctionId::Csc: return on_.inverse(of_head(FunctionId::Sin, a));
        case FunctionId::Coth: return quotient(of_head(FunctionId::Cosh, a), of_head(FunctionId::Sinh, a));
        case FunctionId::Csch: return on_.inverse(of_head(FunctionId::Sinh, a));
        case FunctionId::Atanh: // (log(1 + u) - log(1 - u))/2 inside the unit interval
            if (sign_of_germ(of(1 + a)) != std::optional(1) || sign_of_germ(of(1 - a)) != std::optional(1)) return std::nullopt;
            return on_.scaled(Ball(0.5), on_.sum(logarithm(1 + a), minus(logarithm(1 - a))));
        case FunctionId::EllipticK: case FunctionId::EllipticE: { // of m in (0, 1)
            if (sign_of_germ(of(1 - a)) != std::optional(1) || r.real_sign() != std::optional(1)) return std::nullopt;
            const Ball right = on_.mul(Ball::pi(precision_), Ball(0.5));
            if (id == FunctionId::EllipticE) return on_.constant(Ball::hull(Ball(1), right, precision_));
            // K + log √(1 - m) lies in [log 4, π/2] [DLMF 19.9.1]
            return on_.sum(on_.scaled(Ball(-0.5), logarithm(1 - a)), on_.constant(Ball::hull(ball::log(Ball(4), precision_), right, precision_)));
        }
        default: return std::nullopt;
        }
    }

    /// f(u) where u grows without bound.
    MaybeGerm far_out(FunctionId id, const Expr& a, const MaybeGerm& u) {
        // The values of 1/u.
        const MaybeGerm reciprocal = on_.inverse(u);
        const auto least = reciprocal ? on_.range(*reciprocal) : std::nullopt;
        const bool is_large = least && least->log2_upper() <= 0; // |u| >= 1
        const int sign = is_large ? sign_of_germ(u).value_or(0) : 0; // of a real u
        const int side = is_large ? u->factor.real().real_sign().value_or(0) : 0; // of the imaginary axis
        auto up = [&] { return on_.exponential(u); };
        auto down = [&] { return on_.exponential(minus(u)); };
        switch (id) {
        case FunctionId::Sin: case FunctionId::Cos: return is_real(u) ? on_.constant(unit_interval()) : std::nullopt;
        case FunctionId::Sinh: return on_.scaled(Ball(0.5), on_.sum(up(), minus(down())));
        case FunctionId::Cosh: return on_.scaled(Ball(0.5), on_.sum(up(), down()));
        case FunctionId::Tanh: return quotient(on_.sum(up(), minus(down())), on_.sum(up(), down()));
        case FunctionId::Coth: return quotient(on_.sum(up(), down()), on_.sum(up(), minus(down())));
        case FunctionId::Sech: return on_.scaled(Ball(2), on_.inverse(on_.sum(up(), down())));
        case FunctionId::Csch: return on_.scaled(Ball(2), on_.inverse(on_.sum(up(), minus(down()))));
        case FunctionId::Asinh: return side > 0 ? logarithm(a + sqrt(a * a + 1)) : std::nullopt;
        case FunctionId::Acosh: return side > 0 ? logarithm(a + sqrt(a * a - 1)) : std::nullopt;
        case FunctionId::Atan: { // ±π/2 - atan(1/u)
            if (side == 0) return std::nullopt;
            const Ball end = on_.mul(Ball::pi(precision_), Ball(side > 0 ? 0.5 : -0.5));
            return on_.constant(ball::sub(end, ball::atan(*least, precision_), precision_));
        }
        case FunctionId::Acot: // atan(v)/v is in [π/4, 1] for |v| <= 1
            return sign != 0 ? on_.scaled(Ball::interval(Ball(0.5), Ball(1), precision_), reciprocal) : std::nullopt;
        case FunctionId::Erf: // |erf 1| > 1/2
            if (!is_real(u)) return std::nullopt;
            return on_.constant(sign == 0 ? unit_interval() : Ball::interval(Ball(sign > 0 ? 0.5 : -1.0), Ball(sign > 0 ? 1.0 : -0.5), precision_));
        case FunctionId::Erfc: // at most e^(-u²) [DLMF 7.8.3]
            if (sign == 0) return std::nullopt;
            if (sign < 0) return on_.constant(Ball::interval(Ball(1), Ball(2), precision_));
            return at_most(on_.exponential(minus(on_.product(u, u))));
        case FunctionId::Si: return is_real(u) ? on_.constant(Ball().widened(Ball(2))) : std::nullopt; // at most Si(π) < 1.86
        case FunctionId::Ei: // at most e^-|u|/|u| on the left [DLMF 6.8.2]
            return sign < 0 ? at_most(quotient(up(), u)) : std::nullopt;
        case FunctionId::LogGamma: // in [0, u·log u] for u >= 2 [DLMF 5.6.1]
            if (sign <= 0 || least->log2_upper() > -1) return std::nullopt;
            return at_most(on_.product(u, on_.logarithm(u)));
        case FunctionId::AiryAi: // Ai(u) <= e^(-2/3·u^(3/2))/(2√π·u^(1/4)) [DLMF 9.7.15]
            if (sign <= 0) return std::nullopt;
            return at_most(on_.exponential(on_.scaled(Ball::rational(fraction(-2, 3), precision_), on_.power(u, fraction(3, 2)))));
        default: return std::nullopt;
        }
    }

    /// Γ(s, u) and K_s(u) for real s and u > 0; J_n(u).
    MaybeGerm of_order(FunctionId id, const Expr& order, const Expr& argument) {
        if (id != FunctionId::UpperGamma && id != FunctionId::BesselK && id != FunctionId::BesselJ) return std::nullopt;
        const MaybeGerm u = of(argument);
        if (!is_real(u)) return std::nullopt;
        const auto r = on_.range(*u);
        if (id == FunctionId::BesselJ) { // |J_n(x)| <= 1 [DLMF 10.14.1]
            const bool is_natural = order.is_integer() && order.number().sign() >= 0;
            return !r && is_natural ? on_.constant(unit_interval()) : std::nullopt;
        }
        const Ball s = enclose_at(order, {}, precision_);
        if (!s.is_real() || !s.is_finite() || u->factor.real_sign() != std::optional(1)) return std::nullopt;
        const MaybeGerm reciprocal = on_.inverse(u);
        const auto least = reciprocal ? on_.range(*reciprocal) : std::nullopt;
        return id == FunctionId::UpperGamma ? upper_gamma(order, s, argument, u, r, least) : bessel_k(order, s, argument, u, r, least);
    }

    using MaybeBall = std::optional<Ball>;

    MaybeGerm upper_gamma(const Expr& order, const Ball& s, const Expr& argument, const MaybeGerm& u, const MaybeBall& r, const MaybeBall& least) {
        if (least) { // u^(s - 1)·e^-u is a bound for s <= 1 [DLMF 8.10.1], and its double when u >= 2(s - 1)
            const MaybeGerm bulk = at_most(on_.product(on_.exponential(minus(u)), power(argument, order - 1)));
            if (order.is_one() || compare_real(s, Ball(1)) == std::optional(-1)) return bulk;
            if (on_.mul(*least, on_.mul(Ball(2), ball::sub(s, Ball(1), precision_))).log2_upper() <= 0) return on_.scaled(Ball(2), bulk);
        }
        if (!r || r->log2_upper() > 0) return std::nullopt;
        if (order.is_zero()) { // E₁(u) = -γ - log u - Σ (-u)ᵏ/(k·k!) [DLMF 6.6.2]
            const Ball rest = ball::neg(Ball::euler_gamma(precision_)).widened(on_.mul(*r, ball::exp(*r, precision_)));
            return on_.sum(on_.constant(rest), minus(logarithm(argument)));
        }
        if (s.real_sign() == std::optional(1)) return on_.constant(on_.upto(ball::gamma(s, precision_)));
        if (s.real_sign() == std::optional(-1)) // ∫ x^(s - 1) from u on
            return on_.scaled(on_.upto(ball::inverse(ball::neg(s), precision_)), power(argument, order));
        return std::nullopt;
    }

    MaybeGerm bessel_k(const Expr& order, const Ball& s, const Expr& argument, const MaybeGerm& u, const MaybeBall& r, const MaybeBall& least) {
        const Ball size = ball::abs(s, precision_);
        if (least && least->log2_upper() <= 0) {
            // K_ν grows with |ν|, and K_{3/2}(u) = √(π/2u)·e^-u·(1 + 1/u) <= √(2π/u)·e^-u
            if (compare_real(size, Ball(1.5)).value_or(1) > 0) return std::nullopt;
            const Ball scale = ball::sqrt(on_.mul(Ball::pi(precision_), Ball(2)), precision_);
            return on_.scaled(on_.upto(scale), on_.product(on_.exponential(minus(u)), on_.power(u, fraction(-1, 2))));
        }
        if (!r) return std::nullopt;
        // K_ν(u) <= Γ(ν)/2·(2/u)^ν for ν > 0, since u^ν·K_ν falls [DLMF 10.29.4, 10.30.2]; K_0 <= K_{1/4}
        const Ball nu = order.is_zero() ? Ball(0.25) : size;
        if (!nu.nonzero()) return std::nullopt;
        const MaybeGerm scaled = on_.exponential(on_.scaled(ball::neg(nu), logarithm(argument)));
        return on_.scaled(on_.upto(on_.mul(on_.mul(ball::gamma(nu, precision_), Ball(0.5)), ball::pow(Ball(2), nu, precision_))), scaled);
    }

    /// The order of vanishing at 0 and the coefficient there, from Taylor polynomials: for parts analytic on [0, δ].
    MaybeGerm by_taylor(const Expr& e) {
        const Ball all = on_.interval();
        if (!Integrand(e, t_, {}, precision_)(all, true).is_finite()) return std::nullopt;
        const Jet wide = verify::jet_at(e, t_, {{t_, all}}, kLongestOrder + 1, precision_);
        const Jet narrow = verify::jet_at(e, t_, {{t_, Ball(0)}}, kLongestOrder + 1, precision_);
        if (!wide.is_finite() || !narrow.is_finite()) return std::nullopt;
        std::int64_t order = 0; // of the first coefficient that is not proved to be 0
        for (; order < kLongestOrder; ++order) {
            const Ball c = narrow.coefficient(order);
            if (c.nonzero()) break;
            if (!c.is_zero() && !is_zero_derivative(e, order)) break;
        }
        return on_.product(on_.constant(wide.coefficient(order)), on_.power(on_.variable(), Rational(order)));
    }

    bool is_zero_derivative(const Expr& e, std::int64_t order) const {
        const Expr yes = attempt(kOrderUnits, [&] {
            Expr d = e;
            for (std::int64_t k = 0; k < order; ++k) d = differentiate(d, t_);
            return zero_test(substitute(d, t_, Expr(0))) == Truth::Yes ? Expr(1) : Expr();
        });
        return static_cast<bool>(yes);
    }

    const Expr t_;
    GermArithmetic on_;
    std::int64_t precision_;
    MaybeGerm variable_;
    bool in_sector_ = false;
    std::unordered_map<Expr, MaybeGerm> done_;
};

MaybeGerm attempted(ExpressionGerms&& germs, const Expr& f) {
    MaybeGerm result;
    attempt(UINT64_MAX, [&] {
        result = germs.of(f);
        return Expr(1);
    });
    return result;
}

} // namespace

MaybeGerm germ_at_zero(const Expr& f, const Expr& t, std::int64_t bits, std::int64_t precision) {
    return attempted(ExpressionGerms(t, bits, precision), f);
}

MaybeGerm germ_in_sector(const Expr& f, const Expr& z, const Ball& opening, std::int64_t bits, std::int64_t precision) {
    return attempted(ExpressionGerms(z, opening, bits, precision), f);
}

std::optional<Ball> bound_of_tail(const Expr& f, const Expr& t, std::int64_t bits, std::int64_t precision) {
    const MaybeGerm g = germ_at_zero(f, t, bits, precision);
    return g ? GermArithmetic(bits, precision).tail(*g) : std::nullopt;
}

} // namespace rumina::calculus
