// Roots: nested square roots of constants, and square roots in denominators.
#include <algorithm>
#include <optional>

#include "algebra/assumptions.h"
#include "algebra/functions/function.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "algebra/traversal.h"
#include "number/trial_factor.h"

namespace rumina::algebra {
namespace {

constexpr int kDenestingDepth = 5;
constexpr std::size_t kDenestedTerms = 24;

bool is_square_root(const Expr& base, const Expr& exponent) { return exponent == half() && !base.is_zero(); }

/// The square roots in a term, as radicands.
void radicands_of(const Expr& term, std::vector<Expr>& radicands) {
    auto visit = [&](const Expr& base, const Expr& exponent) {
        if (is_square_root(base, exponent) && std::find(radicands.begin(), radicands.end(), base) == radicands.end()) radicands.push_back(base);
    };
    if (term.is_power()) visit(term.base(), term.exponent());
    if (term.is_mul())
        for (const Factor& f : term.factors()) visit(f.base, f.exponent);
}

/// An automorphism of the field of the terms: it changes the sign of the root of one prime, or of one other radicand.
struct Flip {
    Expr radicand;
    Integer prime; ///< 0: none
    bool changes(const Expr& term) const {
        std::vector<Expr> radicands;
        radicands_of(term, radicands);
        bool odd = false;
        for (const Expr& r : radicands) {
            if (prime.is_zero() ? r == radicand : r.is_integer() && remainder_floor(r.number().integer(), prime).is_zero()) odd = !odd;
        }
        return odd;
    }
};

std::vector<Flip> flips_of(const Expr& sum) {
    std::vector<Flip> flips;
    for (const Term& t : sum.terms()) {
        std::vector<Expr> radicands;
        radicands_of(t.term, radicands);
        for (const Expr& r : radicands) {
            if (!r.is_integer()) {
                if (std::none_of(flips.begin(), flips.end(), [&](const Flip& f) { return f.radicand && f.radicand == r; })) flips.push_back({r, Integer(0)});
                continue;
            }
            if (r.number().sign() < 0) continue;
            for (const PrimePower& p : trial_factor(r.number().integer()))
                if (std::none_of(flips.begin(), flips.end(), [&](const Flip& f) { return f.prime == p.base; })) flips.push_back({Expr(), p.base});
        }
    }
    return flips;
}

std::optional<Expr> denested_square_root(const Expr& radicand, int depth);

std::optional<Expr> square_root_of_rational(const Expr& square) {
    if (!square.number().is_rational()) return std::nullopt;
    std::optional<Rational> root = exact_root(square.number().rational(), 2);
    return root ? std::optional(Expr(*root)) : std::nullopt;
}

/// √u without a nested root, if there is one.
std::optional<Expr> plain_square_root(const Expr& u, int depth) {
    if (u.is_number()) return u.number().is_rational() && u.number().sign() >= 0 ? std::optional(sqrt(u)) : std::nullopt;
    if (!u.is_add()) return std::nullopt;
    return denested_square_root(u, depth);
}

/// √(a + B) = √((a+d)/2) ± √((a-d)/2) with d² = a² - B², where B is what changes its sign under an automorphism of the
/// field of a + B. d must have no nested root; one of the two roots may. [Borodin et al. 1985; Jeffrey & Rich 1999]
std::optional<Expr> denested_square_root(const Expr& radicand, int depth) {
    if (depth <= 0 || !radicand.is_add() || !radicand.is_constant() || radicand.terms().size() > kDenestedTerms) return std::nullopt;
    std::optional<int> sign = sign_of(radicand);
    if (!sign || *sign <= 0) return std::nullopt;
    std::optional<Expr> best;
    std::uint64_t best_cost = 0;
    const std::uint64_t given_cost = simplicity_cost(sqrt(radicand));
    // A form without nested roots is taken even if it is longer: beside other roots it may become short.
    auto consider = [&](const Expr& root, bool plain) {
        std::uint64_t cost = simplicity_cost(root);
        if ((plain || cost < given_cost) && (!best || cost < best_cost)) best = root, best_cost = cost;
    };
    std::vector<Flip> flips = flips_of(radicand);
    for (const Flip& flip : flips) {
        SumBuilder kept, changed;
        kept.add(radicand.constant_part());
        for (const Term& t : radicand.terms()) (flip.changes(t.term) ? changed : kept).add(t.term, t.coefficient);
        Expr a = kept.finish(), b = changed.finish();
        Expr square = expand(a * a - b * b);
        std::optional<int> square_sign = sign_of(square), b_sign = sign_of(b);
        if (!square_sign || *square_sign < 0 || !b_sign || *b_sign == 0) continue;
        std::optional<Expr> d = square.is_number() ? square_root_of_rational(square) : plain_square_root(square, depth - 1);
        if (!d) continue;
        Expr u = expand((a + *d) * half()), v = expand((a - *d) * half());
        std::optional<int> u_sign = sign_of(u), v_sign = sign_of(v);
        if (!u_sign || *u_sign < 0 || !v_sign || *v_sign < 0) continue;
        std::optional<Expr> first = plain_square_root(u, depth - 1), second = plain_square_root(v, depth - 1);
        if (!first && !second) continue;
        const bool plain = first && second;
        if (!first) first = sqrt(u);
        if (!second) second = sqrt(v);
        consider(*b_sign > 0 ? *first + *second : *first - *second, plain);
    }
    if (best) return best;
    // √(√n·(c + …)) = n^(1/4)·√(c + …), whose root may denest.
    if (!radicand.constant_part().is_exact_zero() && radicand.terms().size() > 1) return std::nullopt;
    for (const Term& t : radicand.terms()) {
        if (!t.term.is_power() || !t.term.base().is_integer() || !(t.term.exponent() == half())) continue;
        const Expr rest = expand(radicand / t.term);
        if (rest.is_add() && rest.constant_part().is_zero()) continue; // would come back here
        if (std::optional<Expr> inner = denested_square_root(rest, depth - 1))
            consider(expand(power(t.term.base(), Expr(Rational::make(Integer(1), Integer(4)))) * *inner), true);
    }
    return best;
}

/// d with d² = e, when every factor of e has an even exponent.
std::optional<Expr> root_of_square(const Expr& e) {
    Expr factored = factor(e);
    ProductBuilder root;
    const Number c = factored.coefficient();
    if (!c.is_rational() || c.sign() < 0) return std::nullopt;
    std::optional<Rational> number = exact_root(c.rational(), 2);
    if (!number) return std::nullopt;
    root.multiply(Number(*number));
    auto meet = [&](const Expr& base, const Expr& exponent) {
        if (!exponent.is_integer() || exponent.number().integer().is_odd()) return false;
        root.multiply(base, exponent * half());
        return true;
    };
    if (factored.is_number()) return root.finish();
    if (factored.is_mul()) {
        for (const Factor& f : factored.factors())
            if (!meet(f.base, f.exponent)) return std::nullopt;
    } else if (!meet(factored.base(), factored.exponent())) {
        return std::nullopt;
    }
    return root.finish();
}

/// The same with symbols, where both parts are known to be nonnegative: √(x + y + 2√(xy)) = √x + √y.
std::optional<Expr> denested_with_symbols(const Expr& radicand) {
    if (!radicand.is_add() || radicand.terms().size() > kDenestedTerms) return std::nullopt;
    for (const Flip& flip : flips_of(radicand)) {
        SumBuilder kept, changed;
        kept.add(radicand.constant_part());
        for (const Term& t : radicand.terms()) (flip.changes(t.term) ? changed : kept).add(t.term, t.coefficient);
        Expr a = kept.finish(), b = changed.finish();
        const bool positive = has_property(b, Property::Nonnegative) == Truth::Yes;
        if (!positive && has_property(b, Property::Nonpositive) != Truth::Yes) continue;
        std::optional<Expr> d = root_of_square(a * a - b * b);
        if (!d) continue;
        Expr u = expand((a + *d) * half()), v = expand((a - *d) * half());
        if (has_property(u, Property::Nonnegative) != Truth::Yes || has_property(v, Property::Nonnegative) != Truth::Yes) continue;
        return positive ? sqrt(u) + sqrt(v) : apply_function(FunctionId::Abs, {sqrt(u) - sqrt(v)});
    }
    return std::nullopt;
}

/// A square root kernel √u in some term of the sum.
Expr square_root_kernel(const Expr& sum) {
    for (const Term& t : sum.terms()) {
        if (t.term.is_power() && t.term.exponent() == half()) return t.term;
        if (t.term.is_mul())
            for (const Factor& f : t.term.factors())
                if (f.exponent == half()) return power(f.base, f.exponent);
    }
    return Expr();
}

/// A and B of a sum A + B√u, by terms.
void split_by(const Expr& sum, const Expr& kernel, Expr& without, Expr& with) {
    SumBuilder a, b;
    a.add(sum.constant_part());
    for (const Term& t : sum.terms()) {
        bool has = t.term == kernel;
        if (t.term.is_mul())
            for (const Factor& f : t.term.factors()) has = has || (f.base == kernel.base() && f.exponent == kernel.exponent());
        if (has) b.add(t.term / kernel, t.coefficient);
        else a.add(t.term, t.coefficient);
    }
    without = a.finish();
    with = b.finish();
}

constexpr int kConjugates = 4;
constexpr std::uint32_t kConjugateLeaves = 400; ///< denominators that grow past this keep their roots

/// 1/sum without roots below.
struct Quotient {
    Expr above, below;
};
std::optional<Quotient> rationalised(const Expr& sum) {
    Expr above(1), below = sum;
    for (int i = 0; i < kConjugates && below.is_add(); ++i) {
        Expr kernel = square_root_kernel(below);
        if (!kernel) break;
        Expr a, b;
        split_by(below, kernel, a, b);
        Expr norm = expand(a * a - b * b * kernel.base());
        if (norm.is_zero() || norm.leaves() > kConjugateLeaves) return std::nullopt;
        above = expand(above * (a - b * kernel));
        below = norm;
    }
    if (above.is_one()) return std::nullopt;
    if (extracts_minus(below)) above = expand(negate(above)), below = expand(negate(below));
    return Quotient{above, below};
}

} // namespace

Expr sqrtdenest(const Expr& e) {
    return rewrite_powers(e, [](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (!base.is_add() || base.has_floats() || !exponent.is_number() || !exponent.number().is_rational()) return std::nullopt;
        Rational r = exponent.number().rational();
        if (r.denominator().is_odd()) return std::nullopt;
        // The root is a positive real number, so its powers are those of the radicand.
        std::optional<Expr> root = base.is_constant() ? denested_square_root(base, kDenestingDepth) : denested_with_symbols(base);
        if (!root) return std::nullopt;
        Rational twice = r * Rational(2);
        if (!twice.is_integer())
            if (std::optional<Expr> again = root->is_constant() ? denested_square_root(*root, kDenestingDepth) : std::nullopt)
                return power(*again, Expr(twice * Rational(2)));
        return power(*root, Expr(twice));
    });
}

Expr radsimp(const Expr& e) {
    return rewrite_powers(e, [](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (!base.is_add() || !exponent.is_integer() || exponent.number().sign() >= 0) return std::nullopt;
        std::optional<Quotient> inverse = rationalised(base);
        if (!inverse) return std::nullopt;
        Expr above = expand(power(inverse->above, negate(exponent))), below = power(inverse->below, exponent);
        return inverse->below.is_constant() ? expand(above * below) : above * below; // constants term by term, else one quotient
    });
}

} // namespace rumina::algebra
