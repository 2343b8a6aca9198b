// Rational and real roots of polynomials in one variable: Sturm's count, isolation by Descartes' rule of signs with
// bisection [Collins & Akritas 1976], refinement by bisection.
#include <algorithm>

#include "algebra/polynomial/univariate.h"
#include "base/assert.h"
#include "diagnostics/diagnostic.h"

#include "algebra/polynomial/flint_polynomial.h"

namespace rumina::algebra {

namespace {

/// The squarefree part over the integers; of degree 0 for a constant.
void set_squarefree_part(fmpz_poly_struct* result, const UnivariatePolynomial& a) {
    UnivariatePolynomial part = a;
    UnivariatePolynomial common = gcd(a, a.derivative());
    if (common.degree() > 0) part = divide(a, common).first;
    part = part.primitive_part();
    fmpq_poly_get_numerator(result, poly_of(part));
}

/// Sign changes of (1 + x)^n · p(1/(1 + x)), an upper bound of the roots in (0, 1) of the same parity; 2 for "two or more".
int descartes_bound(const fmpz_poly_struct* p) {
    ScopedPoly q;
    Integer one(1);
    fmpz_poly_reverse(q, p, fmpz_poly_length(p));
    fmpz_poly_taylor_shift(q, q, fmpz_of(one));
    int changes = 0, last = 0;
    for (slong i = 0; i < fmpz_poly_length(q) && changes < 2; ++i) {
        int sign = fmpz_sgn(q->coeffs + i);
        if (sign == 0) continue;
        changes += last != 0 && sign != last;
        last = sign;
    }
    return changes;
}

/// p(x/2)·2^n
void halve(fmpz_poly_struct* p) {
    slong n = fmpz_poly_degree(p);
    for (slong i = 0; i < n; ++i) fmpz_mul_2exp(p->coeffs + i, p->coeffs + i, static_cast<ulong>(n - i));
}

/// Roots of p in the open interval (0, 1), scaled by 2^bound: appended ascending. p is squarefree with p(0) != 0.
void isolate_in_unit(const fmpz_poly_struct* p, std::uint64_t bound, std::vector<RootInterval>& result) {
    // Intervals (c/2^k, (c+1)/2^k), each with p mapped to (0, 1); a stack keeps the order, leftmost on top.
    struct Piece {
        Integer c;
        std::uint64_t k;
        std::unique_ptr<ScopedPoly> p;
        bool is_point; // the root c/2^k itself
    };
    auto scaled = [&](const Integer& c, std::uint64_t k) {
        return Rational::make(c, Integer(1)) * power(Rational(2), Integer(static_cast<std::int64_t>(bound) - static_cast<std::int64_t>(k)));
    };
    std::vector<Piece> stack;
    stack.push_back({Integer(0), 0, std::make_unique<ScopedPoly>(), false});
    fmpz_poly_set(*stack.back().p, p);
    Integer one(1);
    while (!stack.empty()) {
        Piece piece = std::move(stack.back());
        stack.pop_back();
        if (piece.is_point) {
            result.push_back({scaled(piece.c, piece.k), scaled(piece.c, piece.k)});
            continue;
        }
        int changes = descartes_bound(*piece.p);
        if (changes == 0) continue;
        if (changes == 1) {
            result.push_back({scaled(piece.c, piece.k), scaled(piece.c + one, piece.k)});
            continue;
        }
        Integer left = piece.c + piece.c, middle = left + one;
        auto lower = std::move(piece.p), upper = std::make_unique<ScopedPoly>();
        halve(*lower);
        fmpz_poly_taylor_shift(*upper, *lower, fmpz_of(one));
        bool at_middle = fmpz_is_zero((*upper)->coeffs);
        if (at_middle) { // divide x out of the upper half, x - 1 out of the lower one
            fmpz_poly_shift_right(*upper, *upper, 1);
            ScopedPoly linear, quotient;
            fmpz_poly_set_coeff_si(linear, 1, 1);
            fmpz_poly_set_coeff_si(linear, 0, -1);
            fmpz_poly_div(quotient, *lower, linear);
            fmpz_poly_swap(*lower, quotient);
        }
        stack.push_back({middle, piece.k + 1, std::move(upper), false});
        if (at_middle) stack.push_back({middle, piece.k + 1, nullptr, true});
        stack.push_back({left, piece.k + 1, std::move(lower), false});
    }
}

/// Appends the positive roots, ascending; p is squarefree with p(0) != 0.
void isolate_positive(const fmpz_poly_struct* p, std::vector<RootInterval>& result) {
    if (fmpz_poly_degree(p) < 1) return;
    // Cauchy's bound as a power of two: |root| < 1 + max |a_i / a_n| <= 2^bound.
    slong bits = fmpz_poly_max_bits(p);
    auto size = static_cast<std::uint64_t>(bits < 0 ? -bits : bits);
    std::uint64_t leading = fmpz_bits(fmpz_poly_lead(p));
    std::uint64_t bound = size - leading + 2;
    ScopedPoly scaled;
    fmpz_poly_set(scaled, p);
    for (slong i = 1; i < fmpz_poly_length(scaled); ++i)
        fmpz_mul_2exp(scaled->coeffs + i, scaled->coeffs + i, bound * static_cast<ulong>(i));
    isolate_in_unit(scaled, bound, result);
}

int sign_at(const UnivariatePolynomial& a, const Rational& x) { return a.evaluate(x).sign(); }

/// Moves ends that are roots of the polynomial themselves inwards: bisection of (0, 1) can leave a neighbour's root there.
void move_ends(const UnivariatePolynomial& part, RootInterval& root) {
    if (root.low == root.high) return;
    const Rational half = Rational::make(Integer(1), Integer(2));
    // Of the two signs at the ends one is zero: the sign just inside is that of the derivative, towards the inside.
    const UnivariatePolynomial slope = part.derivative();
    auto inside_sign = [&](const Rational& end, int direction) {
        int sign = sign_at(part, end);
        return sign != 0 ? sign : direction * sign_at(slope, end);
    };
    int low_sign = inside_sign(root.low, 1);
    while (sign_at(part, root.low) == 0 || sign_at(part, root.high) == 0) {
        Rational middle = (root.low + root.high) * half;
        int sign = sign_at(part, middle);
        if (sign == 0) {
            root = {middle, middle};
            return;
        }
        (sign == low_sign ? root.low : root.high) = middle;
    }
}

} // namespace

std::vector<Rational> rational_roots(const UnivariatePolynomial& a) {
    std::vector<Rational> result;
    for (const auto& [base, exponent] : factor(a).factors)
        if (base.degree() == 1) result.push_back(-base.coefficient(0) / base.coefficient(1));
    std::sort(result.begin(), result.end(), [](const Rational& x, const Rational& y) { return compare(x, y) < 0; });
    return result;
}

std::int64_t count_real_roots(const UnivariatePolynomial& a) {
    return interruptible([&]() -> std::int64_t {
        RUMINA_ASSERT(!a.is_zero(), "the zero polynomial has no isolated roots");
        ScopedPoly part;
        set_squarefree_part(part, a);
        return fmpz_poly_num_real_roots_sturm(part);
    });
}

std::int64_t count_real_roots(const UnivariatePolynomial& a, const Rational& low, const Rational& high) {
    return interruptible([&]() -> std::int64_t {
        RUMINA_ASSERT(!a.is_zero(), "the zero polynomial has no isolated roots");
        if (compare(low, high) >= 0) return 0;
        ScopedPoly integral;
        set_squarefree_part(integral, a);
        UnivariatePolynomial part;
        fmpq_poly_set_fmpz_poly(poly_of(part), integral);
        std::int64_t at_high = 0;
        for (const Rational* end : {&low, &high}) {
            if (sign_at(part, *end) != 0) continue;
            at_high += end == &high;
            std::vector<Rational> linear{-*end, Rational(1)};
            part = divide(part, UnivariatePolynomial(linear)).first;
        }
        if (part.degree() < 1) return at_high;
        // x = (low + high·t)/(1 + t) maps t > 0 to (low, high): shift to 0, scale to 1, reverse, shift by 1.
        std::vector<Rational> inner{low, high - low};
        part = part.compose(UnivariatePolynomial(inner)).primitive_part();
        fmpq_poly_get_numerator(integral, poly_of(part));
        Integer one(1);
        fmpz_poly_reverse(integral, integral, fmpz_poly_length(integral));
        fmpz_poly_taylor_shift(integral, integral, fmpz_of(one));
        slong negative = 0, positive = 0;
        _fmpz_poly_num_real_roots_sturm(&negative, &positive, integral->coeffs, integral->length);
        return positive + at_high;
    });
}

std::vector<RootInterval> isolate_real_roots(const UnivariatePolynomial& a) {
    return interruptible([&]() -> std::vector<RootInterval> {
        RUMINA_ASSERT(!a.is_zero(), "the zero polynomial has no isolated roots");
        ScopedPoly p, reflected;
        set_squarefree_part(p, a);
        UnivariatePolynomial part;
        fmpq_poly_set_fmpz_poly(poly_of(part), p);
        std::vector<RootInterval> result;
        if (fmpz_poly_degree(p) < 1) return result;
        bool zero_root = fmpz_is_zero(p->coeffs);
        if (zero_root) fmpz_poly_shift_right(p, p, 1);
        fmpz_poly_set(reflected, p);
        for (slong i = 1; i < fmpz_poly_length(reflected); i += 2) fmpz_neg(reflected->coeffs + i, reflected->coeffs + i);
        isolate_positive(reflected, result);
        std::reverse(result.begin(), result.end());
        for (RootInterval& root : result) root = {-root.high, -root.low};
        if (zero_root) result.push_back({Rational(0), Rational(0)});
        isolate_positive(p, result);
        for (RootInterval& root : result) move_ends(part, root);
        return result;
    });
}

RootInterval refine(const UnivariatePolynomial& a, const RootInterval& root, const Rational& width) {
    return interruptible([&]() -> RootInterval {
        RUMINA_ASSERT(width.sign() > 0, "a width is positive");
        if (root.low == root.high) return root;
        ScopedPoly integral;
        set_squarefree_part(integral, a);
        UnivariatePolynomial part;
        fmpq_poly_set_fmpz_poly(poly_of(part), integral);
        RootInterval result = root;
        const int low_sign = sign_at(part, result.low);
        RUMINA_ASSERT(low_sign != 0 && low_sign == -sign_at(part, result.high), "an isolating interval");
        const Rational half = Rational::make(Integer(1), Integer(2));
        while (compare(result.high - result.low, width) > 0) {
            Rational middle = (result.low + result.high) * half;
            int sign = sign_at(part, middle);
            if (sign == 0) return {middle, middle};
            (sign == low_sign ? result.low : result.high) = middle;
        }
        return result;
    });
}

} // namespace rumina::algebra
