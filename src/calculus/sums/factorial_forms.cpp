#include "calculus/sums/factorial_forms.h"

#include <optional>
#include <vector>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/differentiate.h"
#include "calculus/shorthand.h"
#include "calculus/sums/ratio.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kFarthest = 60;

bool is_zero_polynomial(const Expr& e) { return e.is_zero() || cancel(e).is_zero(); }

/// Γ(linear + constant)^exponent
struct GammaFactor {
    Expr linear;
    Rational constant;
    std::int64_t exponent;
};

std::optional<GammaFactor> gamma_factor(const Factor& f) {
    if (!f.base.is(FunctionId::Gamma) || !f.exponent.is_integer() || !f.exponent.number().integer().fits_int64()) return std::nullopt;
    const Expr u = expand(f.base.argument(0));
    if (u.is_constant()) return std::nullopt;
    Rational constant(0);
    if (u.is_add()) {
        if (!u.constant_part().is_rational()) return std::nullopt;
        constant = u.constant_part().rational();
    }
    return GammaFactor{u - Expr(constant), constant, f.exponent.number().integer().to_int64()};
}

void merge(std::vector<GammaFactor>& gammas, const GammaFactor& g) {
    for (GammaFactor& other : gammas)
        if (other.linear == g.linear && other.constant == g.constant) {
            other.exponent += g.exponent;
            return;
        }
    gammas.push_back(g);
}

/// Γ(L + c) as Γ(L + r)·(rational), with 0 < r <= 1.
bool move_to_unit(GammaFactor& g, ProductBuilder& product) {
    const Integer whole = ceil(g.constant - Rational(1));
    if (!whole.fits_int64() || whole.to_int64() > kFarthest || whole.to_int64() < -kFarthest) return false;
    const std::int64_t m = whole.to_int64();
    const Rational rest = g.constant - Rational(whole);
    for (std::int64_t i = 0; i < m; ++i) product.multiply(g.linear + Expr(rest + Rational(i)), Expr(g.exponent));
    for (std::int64_t i = m; i < 0; ++i) product.multiply(g.linear + Expr(rest + Rational(i)), Expr(-g.exponent));
    g.constant = rest;
    return true;
}

/// Γ(L + 1/2) and Γ(L + 1/3)·Γ(L + 2/3), Γ(L + 1/4)·Γ(L + 3/4) by Γ(L + 1) and Γ(2L + 1), Γ(3L + 1), Γ(4L + 1).
void multiply_arguments(std::vector<GammaFactor>& gammas, ProductBuilder& product) {
    const Rational h = Rational::make(Integer(1), Integer(2)), one(1);
    auto exponent_of = [&](const Expr& linear, const Rational& c) -> std::int64_t {
        for (const GammaFactor& g : gammas)
            if (g.linear == linear && g.constant == c) return g.exponent;
        return 0;
    };
    for (std::int64_t q : {4, 3}) {
        for (std::size_t i = 0; i < gammas.size(); ++i) {
            const Expr L = gammas[i].linear;
            const std::int64_t e = gammas[i].exponent;
            const Rational low = Rational::make(Integer(1), Integer(q)), high = Rational::make(Integer(q - 1), Integer(q));
            if (!(gammas[i].constant == low) || e == 0 || exponent_of(L, high) != e) continue;
            const Expr whole = expand(Expr(q) * L);
            // Γ(L + 1/3)Γ(L + 2/3) = 2π·3^(1/2 - 3L - 1)·Γ(3L + 1)/Γ(L + 1); with quarters Γ(2L + 1)/… in place of Γ(L + 1)
            merge(gammas, {L, low, -e});
            merge(gammas, {L, high, -e});
            merge(gammas, {whole, one, e});
            if (q == 3) {
                merge(gammas, {L, one, -e});
                product.multiply(2 * pi() * power(Expr(3), negate(half()) - whole), Expr(e));
            } else { // Γ(L+1/4)Γ(L+3/4) = √π·2^(1/2 - 2L)·Γ(2L + 1/2), and that is √π·(4L)!/(4^(2L)·(2L)!)
                merge(gammas, {expand(2 * L), one, -e});
                product.multiply(pi() * power(Expr(2), half() - 2 * L) * power(Expr(4), -2 * L), Expr(e));
            }
        }
    }
    for (std::size_t i = 0; i < gammas.size(); ++i) {
        if (!(gammas[i].constant == h) || gammas[i].exponent == 0) continue;
        const Expr L = gammas[i].linear;
        const std::int64_t e = gammas[i].exponent;
        gammas[i].exponent = 0;
        merge(gammas, {expand(2 * L), one, e});
        merge(gammas, {L, one, -e});
        product.multiply(sqrt(pi()) * power(Expr(4), negate(L)), Expr(e));
    }
}

/// (B + C)!/(B!·C!) as a binomial coefficient.
void take_binomials(std::vector<GammaFactor>& gammas, ProductBuilder& product) {
    const Rational one(1);
    for (int side : {1, -1})
        for (bool again = true; again;) {
            again = false;
            for (GammaFactor& a : gammas)
                for (GammaFactor& b : gammas)
                    for (GammaFactor& c : gammas) {
                        if (again || &a == &b || &a == &c) continue;
                        const bool twice = &b == &c;
                        if (a.exponent * side < 1 || b.exponent * side > (twice ? -2 : -1) || c.exponent * side > -1) continue;
                        if (!(a.constant == one && b.constant == one && c.constant == one)) continue;
                        if (expand(b.linear + c.linear) != a.linear) continue;
                        a.exponent -= side;
                        b.exponent += side;
                        c.exponent += side;
                        const bool shorter = c.linear.leaves() < b.linear.leaves() || (c.linear.leaves() == b.linear.leaves() && structural_order(c.linear, b.linear) < 0);
                        product.multiply(call(FunctionId::Binomial, a.linear, shorter ? c.linear : b.linear), Expr(side));
                        again = true;
                    }
        }
}

/// (-3)^n·3^(-n) = (-1)^n: rational bases to integer multiples of one exponent together.
Expr with_powers_joined(const Expr& e) {
    struct Base {
        Rational base;
        Expr exponent;
    };
    std::vector<Base> bases;
    ProductBuilder product;
    for (const Factor& f : factors_of(e)) {
        const bool fits = f.base.is_number() && f.base.number().is_rational() && !f.exponent.is_constant();
        if (!fits) {
            product.multiply(f.base, f.exponent);
            continue;
        }
        bool joined = false;
        for (Base& b : bases) {
            const Expr times = f.exponent / b.exponent, back = b.exponent / f.exponent;
            auto small = [](const Expr& x) { return x.is_integer() && compare(x.number(), Number(-8)) > 0 && compare(x.number(), Number(8)) < 0; };
            if (small(times)) {
                b.base = b.base * power(f.base.number().rational(), times.number().integer());
            } else if (small(back)) {
                b.base = power(b.base, back.number().integer()) * f.base.number().rational();
                b.exponent = f.exponent;
            } else {
                continue;
            }
            joined = true;
            break;
        }
        if (!joined) bases.push_back({f.base.number().rational(), f.exponent});
    }
    for (const Base& b : bases) {
        if (b.base == Rational(1)) continue;
        const bool negative = b.exponent.coefficient().is_rational() && b.exponent.coefficient().sign() < 0 && b.base.numerator() == Integer(1);
        product.multiply(power(Expr(negative ? Rational(1) / b.base : b.base), negative ? negate(b.exponent) : b.exponent));
    }
    return product.finish();
}

/// L!·(L + 1) = (L + 1)!
void absorb(std::vector<GammaFactor>& gammas, Expr& quotient) {
    for (GammaFactor& g : gammas) {
        if (!(g.constant == Rational(1)) || (g.exponent != 1 && g.exponent != -1)) continue;
        for (bool again = true; again;) {
            again = false;
            for (const Factor& f : factors_of(quotient)) {
                if (f.exponent != Expr(g.exponent) || f.base != g.linear + 1) continue;
                quotient = quotient / power(f.base, f.exponent);
                g.linear = g.linear + 1;
                again = true;
                break;
            }
        }
    }
}

Expr product_in_factorials(const Expr& e) {
    ProductBuilder product, rational;
    std::vector<GammaFactor> gammas;
    for (const Factor& f : factors_of(by_gamma_functions(e))) {
        auto g = gamma_factor(f);
        if (!g || !move_to_unit(*g, rational)) rational.multiply(f.base, f.exponent);
        else merge(gammas, *g);
    }
    if (gammas.empty()) return with_powers_joined(e);
    multiply_arguments(gammas, product);
    const Expr others = product.finish(), quotient = factor(together(rational.finish()));
    Expr best;
    for (const bool absorbs_first : {false, true}) { // (2n + 1)·C(2n, n), but C(n + 1, m + 1)
        std::vector<GammaFactor> factors = gammas;
        Expr rest = quotient;
        ProductBuilder result;
        result.multiply(others);
        if (absorbs_first) absorb(factors, rest);
        take_binomials(factors, result);
        absorb(factors, rest);
        for (const GammaFactor& g : factors) {
            if (g.exponent == 0) continue;
            const Expr head = g.constant == Rational(1) ? call(FunctionId::Factorial, g.linear) : call(FunctionId::Gamma, g.linear + Expr(g.constant));
            result.multiply(head, Expr(g.exponent));
        }
        const Expr whole = with_powers_joined(rest * result.finish());
        if (!best || simplicity_cost(whole) < simplicity_cost(best)) best = whole;
    }
    return best;
}

/// u = b - a·n with integers a > 0 and b.
bool is_pole_for_large(const Expr& u, const Expr& n) {
    const auto linear = linear_in(u, n);
    return linear && linear->slope.is_integer() && linear->slope.number().sign() < 0 && linear->offset.is_integer();
}

} // namespace

bool has_factorials(const Expr& e) {
    return any_node(e, [](const Expr& part) { return part.is(FunctionId::Factorial) || part.is(FunctionId::Binomial) || part.is(FunctionId::Gamma); });
}

Expr in_factorials(const Expr& e) {
    SumBuilder sum;
    for (const Expr& s : summands_of(e)) sum.add(product_in_factorials(s));
    return sum.finish();
}

Expr value_at(const Expr& rational, const Expr& f, const Expr& k, const Expr& at, const Expr& n) {
    std::int64_t order = 0;
    bool known = true; // the residues
    ProductBuilder product;
    for (const Factor& part : factors_of(by_gamma_functions(f))) {
        if (free_of(part.base, k)) {
            product.multiply(part.base, substitute(part.exponent, k, at));
            continue;
        }
        const Expr base = expand(substitute(part.base, k, k + at)); // k is small now
        if (part.base.is(FunctionId::Gamma)) {
            const Expr u = expand(substitute(part.base.argument(0), k, at));
            if (u.is_integer() && u.number().sign() <= 0) {
                const auto linear = linear_in(part.base.argument(0), k);
                if (!linear || !part.exponent.is_integer() || !u.number().integer().fits_int64()) return Expr();
                order -= part.exponent.number().integer().to_int64();
                const Expr m = negate(u), sign(m.number().integer().is_odd() ? -1 : 1);
                product.multiply(sign / (call(FunctionId::Factorial, m) * linear->slope), part.exponent);
                continue;
            }
            if (is_pole_for_large(u, n)) {
                if (!part.exponent.is_integer()) return Expr();
                order -= part.exponent.number().integer().to_int64();
                known = false;
                continue;
            }
            product.multiply(call(FunctionId::Gamma, u), part.exponent);
            continue;
        }
        const auto c = polynomial_in(base, k);
        if (!c || c->empty() || !part.exponent.is_integer() || !part.exponent.number().integer().fits_int64()) {
            if (contains(part.exponent, k) && !free_of(part.base, k)) return Expr();
            product.multiply(substitute(part.base, k, at), part.exponent);
            continue;
        }
        std::size_t low = 0;
        while (low + 1 < c->size() && is_zero_polynomial((*c)[low])) ++low;
        order += static_cast<std::int64_t>(low) * part.exponent.number().integer().to_int64();
        product.multiply((*c)[low], part.exponent);
    }
    const Expr quotient = cancel(substitute(rational, k, k + at));
    const auto above = polynomial_in(algebra::numerator(quotient), k), below = polynomial_in(algebra::denominator(quotient), k);
    if (!above || !below) return Expr();
    if (above->empty()) return Expr(0);
    std::size_t high = 0, low = 0;
    while (high + 1 < above->size() && is_zero_polynomial((*above)[high])) ++high;
    while (low + 1 < below->size() && is_zero_polynomial((*below)[low])) ++low;
    order += static_cast<std::int64_t>(high) - static_cast<std::int64_t>(low);
    if (order > 0) return Expr(0);
    if (order < 0 || !known) return Expr();
    return product.finish() * (*above)[high] / (*below)[low];
}

} // namespace rumina::calculus
