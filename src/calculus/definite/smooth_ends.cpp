#include "calculus/definite/smooth_ends.h"

#include <algorithm>
#include <numeric>

#include "algebra/functions/constant_parts.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/rewrite/rewrite.h"
#include "calculus/attempt.h"
#include "calculus/definite/expression_germ.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kRewriteUnits = 500'000;
constexpr std::int64_t kLongestPeriod = 12; ///< q in t = u^q

/// For t > 0: the powers of t that bases of roots and arguments of logarithms contain stand by themselves.
class PowersTakenOut {
public:
    explicit PowersTakenOut(const Expr& t) : t_(t) {}

    Expr operator()(const Expr& e) const {
        return map_bottom_up(e, [&](const Expr& part) -> Expr {
            if (free_of(part, t_)) return part;
            if (part.is_power()) return taken_out(part.base(), part.exponent());
            if (part.is_mul()) {
                ProductBuilder product;
                product.multiply(part.coefficient());
                for (const Factor& f : part.factors()) product.multiply(taken_out(f.base, f.exponent));
                return product.finish();
            }
            if (part.is(FunctionId::Log) && part.arguments().size() == 1) {
                const auto [order, rest] = order_of(part.argument(0));
                if (order != 0) return Expr(order) * log_of(t_) + log_of(rest);
            }
            return part;
        });
    }

private:
    Expr taken_out(const Expr& base, const Expr& exponent) const {
        if (exponent.is_integer() && exponent.number().sign() > 0) return power(base, exponent);
        if (base == t_ || free_of(base, t_) || contains(exponent, t_)) return power(base, exponent);
        const auto [order, rest] = order_of(base);
        if (order == 0) return power(base, exponent);
        return power(t_, exponent * Expr(order)) * power(rest, exponent);
    }

    /// e = t^order·rest for a product of powers of polynomials.
    std::pair<std::int64_t, Expr> order_of(const Expr& e) const {
        if (e.is_add() && any_node(e, [&](const Expr& part) { return has_negative_power(part); })) { // fractions over t inside
            const Expr whole = attempt(kRewriteUnits, [&] { return cancel(e); });
            if (whole && !whole.is_add()) return order_of(whole);
        }
        std::int64_t order = 0;
        ProductBuilder rest;
        for (const Factor& f : factors_of(e)) {
            const auto c = f.exponent.is_integer() && f.exponent.number().is_small() && contains(f.base, t_) ? polynomial_in(f.base, t_) : std::nullopt;
            if (!c) {
                rest.multiply(f.base, f.exponent);
                continue;
            }
            std::size_t low = 0;
            while (low < c->size() && ((*c)[low].is_zero() || ((*c)[low].is_constant() && zero_test((*c)[low]) == Truth::Yes))) ++low;
            if (low == 0 || low == c->size()) {
                rest.multiply(f.base, f.exponent);
                continue;
            }
            SumBuilder shifted;
            for (std::size_t i = low; i < c->size(); ++i) shifted.add((*c)[i] * power(t_, Expr(static_cast<std::int64_t>(i - low))));
            order += static_cast<std::int64_t>(low) * f.exponent.number().small();
            rest.multiply(shifted.finish(), f.exponent);
        }
        return {order, rest.finish()};
    }

    bool has_negative_power(const Expr& part) const {
        auto is_negative = [&](const Expr& base, const Expr& exponent) {
            return base == t_ && exponent.is_integer() && exponent.number().sign() < 0;
        };
        if (part.is_power()) return is_negative(part.base(), part.exponent());
        if (part.is_mul()) return std::any_of(part.factors().begin(), part.factors().end(), [&](const Factor& f) { return is_negative(f.base, f.exponent); });
        return false;
    }

    const Expr& t_;
};

/// f(u^q)·q·u^(q - 1) for u > 0, powers of t becoming powers of u.
class RootSubstitution {
public:
    RootSubstitution(const Expr& t, const Expr& u) : t_(t), u_(u) {}

    /// q: what makes all rational powers of t whole ones.
    std::int64_t period(const Expr& e) const {
        std::int64_t q = 1;
        for_each_power(e, [&](const Expr& base, const Expr& exponent) {
            if (base != t_ || !exponent.is_number() || !exponent.number().is_rational() || exponent.is_integer()) return true;
            const auto d = exponent.number().rational().denominator().to_double();
            q = d > static_cast<double>(kLongestPeriod) ? kLongestPeriod + 1 : std::lcm(q, static_cast<std::int64_t>(d));
            return q <= kLongestPeriod;
        });
        return q;
    }

    Expr operator()(const Expr& f, std::int64_t q) const { return inside(f, q) * Expr(q) * power(u_, Expr(q - 1)); }

private:
    Expr inside(const Expr& e, std::int64_t q) const {
        if (e == t_) return power(u_, Expr(q));
        if (free_of(e, t_)) return e;
        DepthGuard guard;
        auto factor = [&](const Expr& base, const Expr& exponent) {
            if (base == t_ && free_of(exponent, t_)) return power(u_, exponent * Expr(q));
            return power(inside(base, q), inside(exponent, q));
        };
        if (e.is_power()) return factor(e.base(), e.exponent());
        if (e.is_mul()) {
            ProductBuilder product;
            product.multiply(e.coefficient());
            for (const Factor& f : e.factors()) product.multiply(factor(f.base, f.exponent));
            return product.finish();
        }
        if (e.is(FunctionId::Log) && e.arguments().size() == 1 && e.argument(0) == t_) return Expr(q) * log_of(u_);
        std::vector<Expr> parts;
        for_each_child(e, [&](const Expr& c) { parts.push_back(inside(c, q)); });
        return with_children(e, parts);
    }

    const Expr &t_, &u_;
};

} // namespace

Expr powers_apart(const Expr& f, const Expr& t) { return PowersTakenOut(t)(f); }

std::optional<WithoutRoots> without_roots(const Expr& f, const Expr& t, const Expr& u) {
    const Expr plain = powers_apart(f, t);
    const RootSubstitution roots(t, u);
    const std::int64_t q = roots.period(plain);
    if (q > kLongestPeriod) return std::nullopt;
    return WithoutRoots{roots(plain, q), q};
}

Expr by_exponentials_together(const Expr& f, const Expr& t) { return together(powers_apart(rewriting::by_exponentials(f), t)); }

Expr from_their_limits(const Expr& f, const Expr& t) {
    return map_bottom_up(f, [&](const Expr& part) -> Expr {
        if (!part.is(FunctionId::Atan) && !part.is(FunctionId::Erf)) return part;
        const Expr& u = part.argument(0);
        const MaybeGerm germ = germ_at_zero(u, t, 4, 128);
        if (!germ || !germ->factor.is_real() || (germ->power.sign() >= 0 && germ->rate.is_zero())) return part;
        const auto sign = germ->factor.real_sign();
        if (!sign || *sign == 0) return part;
        if (part.is(FunctionId::Atan)) return Expr(*sign) * pi() / 2 - atan_of(1 / u);
        return Expr(*sign) - Expr(*sign) * call(FunctionId::Erfc, Expr(*sign) * u);
    });
}

} // namespace rumina::calculus
