// Laws of polynomials in one variable; roots counted and isolated against polynomials with known roots.
#include <gtest/gtest.h>

#include <algorithm>

#include "algebra/polynomial/random_polynomial.h"
#include "algebra/polynomial/univariate.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

UnivariatePolynomial from(std::initializer_list<std::int64_t> coefficients) {
    std::vector<Rational> values(coefficients.begin(), coefficients.end());
    return UnivariatePolynomial(values);
}

UnivariatePolynomial random_polynomial(RandomPolynomials& random, std::int64_t degree) {
    std::vector<Rational> coefficients;
    for (std::int64_t i = 0; i <= degree; ++i) coefficients.push_back(random.rational());
    return UnivariatePolynomial(coefficients);
}

TEST(UnivariatePolynomial, RingLawsAndDivision) {
    RandomPolynomials random(21);
    for (int i = 0; i < 300; ++i) {
        UnivariatePolynomial a = random_polynomial(random, random.between(0, 8)), b = random_polynomial(random, random.between(0, 6));
        Rational x = random.rational(30);
        EXPECT_EQ((a + b).evaluate(x), a.evaluate(x) + b.evaluate(x));
        EXPECT_EQ((a * b).evaluate(x), a.evaluate(x) * b.evaluate(x));
        EXPECT_EQ(a.compose(b).evaluate(x), a.evaluate(b.evaluate(x)));
        EXPECT_EQ((a * b).derivative(), a.derivative() * b + a * b.derivative());
        if (b.is_zero()) continue;
        auto [q, r] = divide(a, b);
        EXPECT_EQ(q * b + r, a);
        EXPECT_LT(r.degree(), std::max<std::int64_t>(b.degree(), 1));
        UnivariateBezout bezout = extended_gcd(a, b);
        EXPECT_EQ(bezout.s * a + bezout.t * b, bezout.gcd);
        EXPECT_EQ(bezout.gcd, gcd(a, b));
    }
    EXPECT_THROW(divide(UnivariatePolynomial::variable(), UnivariatePolynomial()), Failure);
    EXPECT_THROW(power(UnivariatePolynomial::variable(), 10'000'000), Failure);
}

TEST(UnivariatePolynomial, Factors) {
    RandomPolynomials random(22);
    for (int i = 0; i < 60; ++i) {
        UnivariatePolynomial a = random_polynomial(random, 3), b = random_polynomial(random, 2), whole = a * a * b;
        for (const auto& f : {factor(whole), factor_squarefree(whole)}) {
            UnivariatePolynomial product(f.unit);
            for (const auto& [base, exponent] : f.factors) product = product * power(base, exponent);
            EXPECT_EQ(product, whole);
        }
    }
    for (std::uint64_t n = 1; n < 60; ++n) EXPECT_EQ(cyclotomic_index(UnivariatePolynomial::cyclotomic(n)), n);
    EXPECT_EQ(cyclotomic_index(from({1, 0, 2})), 0u);
    EXPECT_EQ(discriminant(from({3, 5, 2})), Rational(25 - 24));
    EXPECT_EQ(discriminant(from({-1, -1, 0, 1})), Rational(-23));
    EXPECT_EQ(resultant(from({-2, 1}), from({-5, 1})), Rational(-3));
    UnivariatePolynomial a = from({1, 2, 3});
    PolynomialRing ring(2);
    EXPECT_EQ(UnivariatePolynomial(a.in(ring, 1), 1), a);
}

TEST(UnivariatePolynomial, RealRootsOfKnownProducts) {
    RandomPolynomials random(23);
    for (int i = 0; i < 200; ++i) {
        // Rational roots, some twice, times x² - 2 in some and x² + 1 in others.
        std::vector<Rational> roots;
        UnivariatePolynomial a(Rational(1));
        for (std::int64_t k = random.between(0, 5); k > 0; --k) {
            roots.push_back(random.rational(3));
            std::vector<Rational> linear{-roots.back(), Rational(1)};
            a = a * power(UnivariatePolynomial(linear), static_cast<std::uint64_t>(random.between(1, 2)));
        }
        bool surds = random.between(0, 1) == 1;
        if (surds) a = a * from({-2, 0, 1});
        if (random.between(0, 1) == 1) a = a * from({1, 0, 1});
        std::sort(roots.begin(), roots.end(), [](const Rational& u, const Rational& v) { return compare(u, v) < 0; });
        roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
        EXPECT_EQ(rational_roots(a), roots);
        auto isolated = isolate_real_roots(a);
        ASSERT_EQ(isolated.size(), roots.size() + (surds ? 2 : 0));
        EXPECT_EQ(count_real_roots(a), static_cast<std::int64_t>(isolated.size()));
        std::size_t rational_found = 0;
        for (std::size_t k = 0; k < isolated.size(); ++k) {
            const RootInterval& root = isolated[k];
            EXPECT_LE(compare(root.low, root.high), 0);
            if (k > 0) { EXPECT_LE(compare(isolated[k - 1].high, root.low), 0); }
            if (root.low == root.high) {
                EXPECT_EQ(a.evaluate(root.low), Rational(0));
            } else {
                EXPECT_NE(a.evaluate(root.low), Rational(0));
                EXPECT_NE(a.evaluate(root.high), Rational(0));
                EXPECT_EQ(count_real_roots(a, root.low, root.high), 1);
            }
            RootInterval narrow = refine(a, root, Rational::make(Integer(1), Integer(1'000'000)));
            EXPECT_LE(compare(narrow.high - narrow.low, Rational::make(Integer(1), Integer(1'000'000))), 0);
            for (const Rational& r : roots) rational_found += compare(narrow.low, r) <= 0 && compare(r, narrow.high) <= 0;
        }
        EXPECT_EQ(rational_found, roots.size());
        Rational low = random.rational(3), high = low + Rational(random.between(1, 3));
        std::int64_t inside = 0;
        for (const Rational& r : roots) inside += compare(low, r) < 0 && compare(r, high) <= 0;
        if (surds)
            for (const RootInterval& root : isolate_real_roots(from({-2, 0, 1}))) {
                RootInterval narrow = refine(from({-2, 0, 1}), root, Rational::make(Integer(1), Integer(1000)));
                inside += compare(low, narrow.low) < 0 && compare(narrow.high, high) <= 0;
            }
        EXPECT_EQ(count_real_roots(a, low, high), inside);
    }
}

TEST(UnivariatePolynomial, WilkinsonAndChebyshev) {
    UnivariatePolynomial wilkinson(Rational(1));
    for (std::int64_t k = 1; k <= 20; ++k) wilkinson = wilkinson * from({-k, 1});
    EXPECT_EQ(isolate_real_roots(wilkinson).size(), 20u);
    UnivariatePolynomial before(Rational(1)), now = from({0, 1});
    for (int k = 1; k < 30; ++k) {
        UnivariatePolynomial next = from({0, 2}) * now - before;
        before = now;
        now = next;
    }
    EXPECT_EQ(isolate_real_roots(now).size(), 30u);
    EXPECT_EQ(count_real_roots(now, Rational(-1), Rational(1)), 30);
    EXPECT_EQ(count_real_roots(now, Rational(0), Rational(1)), 15);
    // Mignotte: two roots closer than 1e-10
    UnivariatePolynomial mignotte = power(UnivariatePolynomial::variable(), 20) - power(from({-1, 100}), 2);
    EXPECT_EQ(static_cast<std::int64_t>(isolate_real_roots(mignotte).size()), count_real_roots(mignotte));
}

} // namespace
} // namespace rumina::algebra
