// A real function without zeros, poles and jumps on a piece has there the sign that it has at one point of it. The zeros are
// those of critical_points.h, all of them; a part counts as real only when it is made of functions whose singular points are
// among these (FactsOnPiece).
#include "calculus/definite/pieces.h"

#include <algorithm>
#include <cmath>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/functions/constant_parts.h"
#include "algebra/functions/function.h"
#include "algebra/numeric.h"
#include "calculus/definite/critical_points.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kSolveUnits = 5'000'000; ///< for each equation

/// What holds on all of a piece because it holds at one point of it.
class FactsOnPiece {
public:
    FactsOnPiece(const Expr& x, const Expr& at) : x_(x), at_(at), reality_(Reality{*this}) {}

    const Expr& x() const { return x_; }
    Expr at_sample(const Expr& e) const { return substitute(e, x_, at_); }

    /// e has real values on the piece, and is continuous there unless it jumps at zeros that are known.
    bool is_real(const Expr& e) { return reality_(e).real; }
    /// The sign of an e whose zeros are known, if it is real.
    std::optional<int> sign(const Expr& e) { return is_real(e) ? sign_of_real(e) : std::nullopt; }
    /// Made of relations between real expressions.
    bool is_plain_condition(const Expr& condition) {
        bool plain = true;
        any_node(condition, [&](const Expr& part) {
            if (!part.is(NodeKind::Function) || free_of(part, x_)) return false;
            switch (part.function_id()) {
            case FunctionId::Less: case FunctionId::LessEqual: case FunctionId::Equal: case FunctionId::Unequal:
                plain = plain && is_real(part.argument(0)) && is_real(part.argument(1));
                break;
            default: break;
            }
            return !plain;
        });
        return plain;
    }

private:
    struct Real {
        bool real = false;
    };
    struct Reality {
        FactsOnPiece& facts;
        Real operator()(const Expr& e, std::span<const Real> parts) const { return {facts.has_real_values(e, parts)}; }
    };

    std::optional<int> sign_of_real(const Expr& e) const {
        const Expr value = at_sample(e);
        if (!value.is_constant() || value.has_infinity()) return std::nullopt;
        const auto sign = sign_of(value);
        return sign && *sign != 0 ? sign : std::nullopt;
    }
    bool is_positive(const Expr& e) const { return sign_of_real(e) == std::optional(1); } ///< of a real e

    bool has_real_values(const Expr& e, std::span<const Real> parts) const {
        if (e == x_) return true;
        if (e.has_bound()) return false;
        if (free_of(e, x_)) return e.is_constant() && !e.has_infinity() && algebra::is_real(e) == Truth::Yes;
        const bool all = std::all_of(parts.begin(), parts.end(), [](const Real& p) { return p.real; });
        if (!all) return false;
        if (e.is_add()) {
            return e.constant_part().is_real() && std::all_of(e.terms().begin(), e.terms().end(), [](const Term& t) { return t.coefficient.is_real(); });
        }
        auto power_is_real = [&](const Expr& base, const Expr& exponent) {
            return base.is(ConstantId::E) || exponent.is_integer() || is_positive(base);
        };
        if (e.is_power()) return power_is_real(e.base(), e.exponent());
        if (e.is_mul()) {
            return e.coefficient().is_real() &&
                   std::all_of(e.factors().begin(), e.factors().end(), [&](const Factor& f) { return power_is_real(f.base, f.exponent); });
        }
        if (!e.is(NodeKind::Function) || e.arguments().empty()) return false;
        const Expr &u = e.argument(0), &last = e.arguments().back();
        const bool is_unary = e.arguments().size() == 1;
        switch (e.function_id()) {
        case FunctionId::Re: case FunctionId::Im: case FunctionId::Conj: case FunctionId::Abs: case FunctionId::Sin: case FunctionId::Cos: case FunctionId::Tan:
        case FunctionId::Cot: case FunctionId::Sec: case FunctionId::Csc: case FunctionId::Sinh: case FunctionId::Cosh: case FunctionId::Tanh:
        case FunctionId::Coth: case FunctionId::Sech: case FunctionId::Csch: case FunctionId::Atan: case FunctionId::Acot: case FunctionId::Asinh:
        case FunctionId::Acsch: case FunctionId::Sign: case FunctionId::Floor: case FunctionId::Ceil: case FunctionId::Heaviside: case FunctionId::Min:
        case FunctionId::Max: case FunctionId::Erf: case FunctionId::Erfc: case FunctionId::Erfi: case FunctionId::Si: case FunctionId::Shi:
        case FunctionId::Ei: case FunctionId::FresnelS: case FunctionId::FresnelC: case FunctionId::Zeta: case FunctionId::AiryAi: case FunctionId::AiryBi:
        case FunctionId::AiryAiPrime: case FunctionId::AiryBiPrime:
            return true;
        case FunctionId::Gamma: case FunctionId::LogGamma: case FunctionId::Digamma: return is_positive(u);
        case FunctionId::Factorial: return is_positive(u + 1);
        case FunctionId::Mod: return free_of(last, x_);
        case FunctionId::BesselJ: case FunctionId::BesselI: return free_of(u, x_) && (u.is_integer() || is_positive(last));
        case FunctionId::BesselY: case FunctionId::BesselK: case FunctionId::UpperGamma: return free_of(u, x_) && is_positive(last);
        case FunctionId::Log: return is_unary && is_positive(u);
        case FunctionId::Ci: case FunctionId::Chi: case FunctionId::Li: return is_positive(u);
        case FunctionId::Asin: case FunctionId::Acos: case FunctionId::Atanh: return is_positive(1 - u) && is_positive(1 + u);
        case FunctionId::Acosh: return is_positive(u - 1);
        case FunctionId::Polylog: return free_of(u, x_) && is_positive(1 - last);
        case FunctionId::EllipticK: case FunctionId::EllipticE: return is_unary && is_positive(1 - u);
        default: return false;
        }
    }

    const Expr& x_;
    const Expr& at_;
    Fold<Real, Reality> reality_;
};

/// f on a piece: |u| is ±u there, and so on. Also what a cut of the complex plane would come in the way of: logarithms and
/// powers of negative numbers, which are those of -u with a phase.
class OnPiece {
public:
    explicit OnPiece(FactsOnPiece& facts) : facts_(facts) {}

    Expr operator()(const Expr& e) const {
        return map_bottom_up(e, [&](const Expr& part) { return free_of(part, facts_.x()) ? part : resolved(part); });
    }

private:
    Expr resolved(const Expr& e) const {
        if (e.is_power()) return power_on(e.base(), e.exponent()).value_or(e);
        if (e.is_mul()) {
            ProductBuilder product;
            product.multiply(e.coefficient());
            bool changed = false;
            for (const Factor& f : e.factors()) {
                const auto better = power_on(f.base, f.exponent);
                changed = changed || better;
                if (better) product.multiply(*better);
                else product.multiply(f.base, f.exponent);
            }
            return changed ? product.finish() : e;
        }
        if (!e.is(NodeKind::Function) || e.arguments().empty()) return e;
        const Expr& u = e.argument(0);
        switch (e.function_id()) {
        case FunctionId::Abs:
            if (const auto s = facts_.sign(u)) return *s < 0 ? negate(u) : u;
            return e;
        case FunctionId::Sign:
            if (const auto s = facts_.sign(u)) return Expr(*s);
            return e;
        case FunctionId::Heaviside:
            if (const auto s = facts_.sign(u)) return Expr(*s > 0 ? 1 : 0);
            return e;
        case FunctionId::Floor: case FunctionId::Ceil: {
            const Expr value = facts_.at_sample(e);
            return facts_.is_real(u) && value.is_integer() ? value : e;
        }
        case FunctionId::Mod: {
            if (!free_of(e.argument(1), facts_.x()) || !facts_.is_real(e)) return e;
            const Expr turns = facts_.at_sample(call(FunctionId::Floor, u / e.argument(1)));
            return turns.is_integer() ? u - turns * e.argument(1) : e;
        }
        case FunctionId::Min: case FunctionId::Max: {
            Expr best = u;
            for (const Expr& other : e.arguments().subspan(1)) {
                const auto s = facts_.sign(best - other);
                if (!s) return e;
                if ((*s < 0) == e.is(FunctionId::Max)) best = other;
            }
            return best;
        }
        case FunctionId::RealRoot: {
            const auto s = facts_.sign(u);
            const Expr& n = e.argument(1);
            if (!s || !n.is_integer() || n.number().sign() <= 0) return e;
            if (*s > 0) return power(u, 1 / n);
            return n.number().is_small() && n.number().small() % 2 != 0 ? negate(power(negate(u), 1 / n)) : e;
        }
        case FunctionId::Log:
            if (e.arguments().size() == 1 && facts_.sign(u) == std::optional(-1)) return log_of(negate(u)) + imaginary_unit() * pi();
            return e;
        case FunctionId::Ei: // -E₁(-u)
            if (facts_.sign(u) == std::optional(-1)) return negate(make_function(FunctionId::UpperGamma, std::vector<Expr>{Expr(0), negate(u)}));
            return e;
        case FunctionId::Piecewise: {
            const auto parts = e.arguments();
            for (std::size_t k = 0; k + 1 < parts.size(); k += 2) {
                if (!facts_.is_plain_condition(parts[k + 1])) return e;
                const Truth holds = decide_condition(facts_.at_sample(parts[k + 1]));
                if (holds == Truth::Yes) return parts[k];
                if (holds == Truth::Unknown) return e;
            }
            return parts.size() % 2 == 1 ? parts.back() : e;
        }
        default: return e;
        }
    }

    /// (-v)^n with v > 0 is v^n·e^(iπn).
    std::optional<Expr> power_on(const Expr& base, const Expr& exponent) const {
        if (exponent.is_integer() || !exponent.is_constant() || free_of(base, facts_.x())) return std::nullopt;
        if (facts_.sign(base) != std::optional(-1)) return std::nullopt;
        return power(negate(base), exponent) * power(Expr(-1), exponent);
    }

    FactsOnPiece& facts_;
};

} // namespace

std::optional<Expr> sample_between(const Expr& p, const Expr& q) {
    if (p.has_infinity() && q.has_infinity()) return Expr(Rational::make(Integer(1), Integer(8)));
    double at = 0;
    if (p.has_infinity() || q.has_infinity()) {
        const double end = enclose(p.has_infinity() ? q : p, 64).midpoint();
        if (!std::isfinite(end)) return std::nullopt;
        at = p.has_infinity() ? std::floor(end) - 1.125 : std::ceil(end) + 1.125;
    } else { // a short fraction near the middle
        const Ball low = enclose(p, 128), high = enclose(q, 128);
        const double width = ball::sub(high, low, 128).midpoint(), middle = ball::mul(ball::add(low, high, 128), Ball(0.5), 128).midpoint();
        if (!std::isfinite(width) || !(width > 0) || !std::isfinite(middle)) return std::nullopt;
        const double unit = std::exp2(std::floor(std::log2(width)) - 3);
        at = (std::round(middle / unit) + 0.125) * unit;
    }
    const Expr result(Rational::from_double(at));
    if (!is_below(p, result) || !is_below(result, q)) return std::nullopt;
    return result;
}

std::optional<std::vector<Piece>> pieces_of(const Expr& f, const Expr& x, const Expr& a, const Expr& b) {
    std::vector<Expr> critical;
    gather_critical(f, x, critical);
    const auto zeros = zeros_inside(critical, x, a, b, kSolveUnits);
    if (!zeros) return std::nullopt;
    std::vector<Expr> ends{a};
    ends.insert(ends.end(), zeros->points.begin(), zeros->points.end());
    ends.push_back(b);
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
        pieces.push_back({ends[i], ends[i + 1], f});
        if (!zeros->is_complete) continue;
        const auto at = sample_between(ends[i], ends[i + 1]);
        if (!at) continue;
        FactsOnPiece facts(x, *at);
        Expr& g = pieces.back().integrand = OnPiece(facts)(f);
        pieces.back().is_real = facts.is_real(g);
    }
    return pieces;
}

} // namespace rumina::calculus
