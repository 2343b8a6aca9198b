// Laws of polynomials in several variables at random polynomials, factors of known products, and size limits.
#include <gtest/gtest.h>

#include <chrono>
#include <map>

#include "algebra/polynomial/limits.h"
#include "algebra/polynomial/multivariate.h"
#include "algebra/polynomial/random_polynomial.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

Polynomial product_of(const Factorization& f, const PolynomialRing& ring) {
    Polynomial result = Polynomial::constant(ring, f.unit);
    for (const auto& [base, exponent] : f.factors) result = result * power(base, exponent);
    return result;
}

template <typename Action>
std::string failure_of(Action action) {
    try {
        action();
    } catch (const Failure& f) {
        return f.diagnostic.name;
    }
    return "none";
}

struct MultivariateTest : ::testing::Test {
    PolynomialRing ring{3};
    Polynomial x = Polynomial::variable(ring, 0), y = Polynomial::variable(ring, 1), z = Polynomial::variable(ring, 2);
    Polynomial one = Polynomial::constant(ring, Rational(1));
    Polynomial number(std::int64_t n) { return Polynomial::constant(ring, Rational(n)); }
};

TEST_F(MultivariateTest, ArithmeticAgreesWithValues) {
    RandomPolynomials random(1);
    for (int i = 0; i < 300; ++i) {
        Polynomial a = random.polynomial(ring, 6, 4), b = random.polynomial(ring, 5, 3);
        auto p = random.point(ring);
        EXPECT_EQ((a + b).evaluate(p), a.evaluate(p) + b.evaluate(p));
        EXPECT_EQ((a - b).evaluate(p), a.evaluate(p) - b.evaluate(p));
        EXPECT_EQ((a * b).evaluate(p), a.evaluate(p) * b.evaluate(p));
        EXPECT_EQ((-a).evaluate(p), -a.evaluate(p));
        EXPECT_EQ(power(a, 3).evaluate(p), power(a.evaluate(p), Integer(3)));
        EXPECT_EQ(a.evaluate(1, p[1]).evaluate(p), a.evaluate(p));
        EXPECT_EQ((a * Rational::make(Integer(2), Integer(7))).evaluate(p), a.evaluate(p) * Rational::make(Integer(2), Integer(7)));
        std::vector<Polynomial> images{a, b, a * b + one};
        Polynomial outer = random.polynomial(ring, 4, 2);
        EXPECT_EQ(outer.compose(images).evaluate(p), outer.evaluate(std::vector<Rational>{a.evaluate(p), b.evaluate(p), a.evaluate(p) * b.evaluate(p) + Rational(1)}));
        EXPECT_EQ((a * b).derivative(2), a.derivative(2) * b + a * b.derivative(2));
    }
}

TEST_F(MultivariateTest, TermsReadBack) {
    RandomPolynomials random(2);
    for (int i = 0; i < 100; ++i) {
        Polynomial a = random.polynomial(ring, 10, 5);
        PolynomialBuilder builder(ring);
        std::vector<std::uint64_t> exps(3);
        for (std::size_t k = a.terms(); k-- > 0;) {
            a.exponents(k, exps);
            builder.add(a.coefficient(k), exps);
        }
        EXPECT_EQ(builder.finish(), a);
        Polynomial sum(ring);
        for (auto& [k, c] : a.coefficients_in(1)) {
            EXPECT_FALSE(c.uses(1));
            EXPECT_EQ(c, a.coefficient_of(1, k));
            sum = sum + c * power(y, k);
        }
        EXPECT_EQ(sum, a);
        if (!a.is_zero()) {
            EXPECT_EQ(a.primitive_part() * a.content(), a);
            EXPECT_EQ(a.monic() * a.leading_coefficient(), a);
            EXPECT_EQ(a.leading_coefficient_in(1), a.coefficients_in(1).front().second);
        }
        EXPECT_EQ(compare(a, a), 0);
    }
    EXPECT_EQ(Polynomial(ring).degree(0), -1);
    EXPECT_EQ((x * y + power(z, 5)).total_degree(), 5);
    EXPECT_EQ(number(7).constant_value(), Rational(7));
}

TEST_F(MultivariateTest, CommonDivisors) {
    RandomPolynomials random(3);
    for (int i = 0; i < 150; ++i) {
        Polynomial a = random.nonzero(ring, 4, 3), b = random.nonzero(ring, 4, 3), c = random.nonzero(ring, 3, 2);
        Polynomial g = gcd(a * c, b * c);
        EXPECT_TRUE(divide_exactly(g, c.primitive_part()));
        EXPECT_TRUE(divide_exactly(a * c, g));
        EXPECT_TRUE(divide_exactly(b * c, g));
        EXPECT_TRUE(gcd(*divide_exactly(a * c, g), *divide_exactly(b * c, g)).is_one());
        EXPECT_EQ(lcm(a, b) * gcd(a, b), (a * b).primitive_part());
        EXPECT_EQ(*divide_exactly(a * c, c), a);
        Polynomial content = content_in(a * (z * x + one), 2);
        EXPECT_FALSE(content.uses(2));
        EXPECT_TRUE(divide_exactly(a * (z * x + one), content));
    }
    EXPECT_FALSE(divide_exactly(x + one, y));
    EXPECT_EQ(gcd(Polynomial(ring), x * Rational(3)), x);
    EXPECT_EQ(gcd(number(6), number(4)), one);
    EXPECT_EQ(failure_of([&] { divide_exactly(x, Polynomial(ring)); }), "DivisionByZero");
}

TEST_F(MultivariateTest, FactorsMultiplyBackAndAreIrreducible) {
    RandomPolynomials random(4);
    for (int i = 0; i < 60; ++i) {
        Polynomial a = random.nonzero(ring, 3, 2), b = random.nonzero(ring, 3, 2), c = random.nonzero(ring, 2, 4);
        Polynomial whole = a * a * b * c;
        Factorization f = factor(whole);
        EXPECT_EQ(product_of(f, ring), whole);
        for (const auto& [base, exponent] : f.factors) {
            Factorization again = factor(base);
            EXPECT_EQ(again.factors.size(), 1u);
            EXPECT_EQ(again.unit, Rational(1));
            EXPECT_EQ(base.content(), Rational(1));
            EXPECT_GE(exponent, 1u);
        }
        Factorization s = factor_squarefree(whole);
        EXPECT_EQ(product_of(s, ring), whole);
        for (std::size_t k = 0; k < s.factors.size(); ++k)
            for (std::size_t j = 0; j < k; ++j) EXPECT_TRUE(gcd(s.factors[k].first, s.factors[j].first).is_one());
    }
    EXPECT_EQ(factor(Polynomial(ring)).unit, Rational(0));
    EXPECT_EQ(factor(number(-6)).unit, Rational(-6));
}

TEST_F(MultivariateTest, BinomialsAgreeWithTheGeneralFactoriser) {
    // Multiplied by a third factor a binomial goes through the general algorithm.
    for (std::int64_t n = 1; n <= 24; ++n)
        for (std::int64_t p : {1, -1, 2, 4, -4, 8, 64, -27, 12})
            for (std::int64_t q : {1, -1, 9, 16, -2}) {
                auto k = static_cast<std::uint64_t>(n);
                Polynomial binomial = power(x, k) * Rational(p) + power(y, 2 * k) * power(z, k) * Rational(q);
                Factorization direct = factor(binomial), general = factor(binomial * (x + y + z + one));
                EXPECT_EQ(product_of(direct, ring), binomial);
                EXPECT_EQ(direct.factors.size() + 1, general.factors.size()) << p << "x^" << n << " + " << q << "(y^2z)^" << n;
            }
}

TEST_F(MultivariateTest, KnownFactorCounts) {
    auto count = [&](const Polynomial& a) { return factor(a).factors.size(); };
    EXPECT_EQ(count(power(x, 100) - one), 9u);  // divisors of 100
    EXPECT_EQ(count(power(x, 100) + one), 3u);  // divisors of 200 that do not divide 100
    EXPECT_EQ(count(power(x, 60) - power(y, 60)), 12u);
    EXPECT_EQ(count(power(x, 4) + number(4)), 2u); // Sophie Germain
    EXPECT_EQ(count(power(x, 4) * Rational(4) + power(y, 4)), 2u);
    EXPECT_EQ(count(power(x, 4) + one), 1u);
    EXPECT_EQ(count(power(x, 6) - power(y, 9) * Rational(64)), 2u); // (x^2)^3 - (4y^3)^3: x^2 - 4y^3 is irreducible
    EXPECT_EQ(count(power(x, 3) * y * Rational(2) - y * Rational(16)), 3u);
    EXPECT_EQ(count(x * x - number(2)), 1u);
    EXPECT_EQ(count(power(x, 1000) - one), 16u);
}

TEST_F(MultivariateTest, ResultantsVanishOnCommonRoots) {
    RandomPolynomials random(5);
    for (int i = 0; i < 40; ++i) {
        Polynomial a = random.nonzero(ring, 4, 2), b = random.nonzero(ring, 4, 2), c = x + random.polynomial(ring, 1, 1).evaluate(0, Rational(1));
        EXPECT_TRUE(resultant(a * c, b * c, 0).is_zero());
        Polynomial d = random.nonzero(ring, 3, 2);
        EXPECT_EQ(resultant(a * d, b, 0), resultant(a, b, 0) * resultant(d, b, 0));
        EXPECT_FALSE(resultant(a, b, 0).uses(0));
    }
    // b^2 - 4ac, and -4p^3 - 27q^2
    EXPECT_EQ(discriminant(x * x * y + x * z + one, 0), z * z - y * Rational(4));
    EXPECT_EQ(discriminant(power(x, 3) + x * y + z, 0), power(y, 3) * Rational(-4) - z * z * Rational(27));
    EXPECT_EQ(resultant(x - y, x - z, 0), y - z);
    EXPECT_EQ(failure_of([&] { discriminant(y, 0); }), "OutsideDomain");
}

TEST_F(MultivariateTest, PseudoDivision) {
    RandomPolynomials random(6);
    for (int i = 0; i < 100; ++i) {
        Polynomial a = random.polynomial(ring, 6, 4), b = random.nonzero(ring, 4, 2);
        PseudoDivision d = pseudo_divide(a, b, 0);
        EXPECT_EQ(d.scale * a, d.quotient * b + d.remainder);
        EXPECT_LT(d.remainder.degree(0), std::max<std::int64_t>(b.degree(0), 1));
        EXPECT_FALSE(d.scale.uses(0));
    }
    EXPECT_EQ(failure_of([&] { pseudo_divide(x, Polynomial(ring), 0); }), "DivisionByZero");
}

TEST_F(MultivariateTest, PowersReduceModuloRelations) {
    // z = √2: (x + z)^2 = x² + 2xz + 2
    EXPECT_EQ(power(x + z, 2).reduce_power(2, 2, number(2)), x * x + x * z * Rational(2) + number(2));
    EXPECT_EQ(power(z, 7).reduce_power(2, 3, x + one), z * power(x + one, 2));
}

TEST_F(MultivariateTest, SquareRoots) {
    RandomPolynomials random(7);
    for (int i = 0; i < 50; ++i) {
        Polynomial a = random.nonzero(ring, 4, 3);
        std::optional<Polynomial> root = exact_square_root(a * a);
        ASSERT_TRUE(root);
        EXPECT_TRUE(*root == a || *root == -a);
    }
    EXPECT_FALSE(exact_square_root(x));
    EXPECT_FALSE(exact_square_root(-(x * x)));
    EXPECT_FALSE(exact_square_root(x * x * Rational(2)));
}

TEST_F(MultivariateTest, LongProductsInPieces) {
    PolynomialRing five(5);
    Polynomial sum = Polynomial::constant(five, Rational(1)), far = power(Polynomial::variable(five, 0), 20);
    for (std::size_t i = 0; i < 5; ++i) sum = sum + Polynomial::variable(five, i) * Rational(static_cast<std::int64_t>(i) * 1'000'003 - 2'000'006);
    Polynomial a = power(sum, 16), b = a * Rational::make(Integer(-3), Integer(7)) + far; // the coefficient 0 leaves four variables
    ASSERT_GT(static_cast<double>(a.terms()) * static_cast<double>(b.terms()), 2e7);
    Polynomial product = a * b;
    EXPECT_EQ(product, power(sum, 32) * Rational::make(Integer(-3), Integer(7)) + a * far);
}

TEST_F(MultivariateTest, RefusesWhatIsTooLarge) {
    auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(failure_of([&] { power(x + y + z, 5000); }), "TooManyTerms");
    EXPECT_EQ(failure_of([&] { power(x + one, 1'000'000'000'000); }), "NumberTooLarge");
    EXPECT_EQ(failure_of([&] { power(x, std::uint64_t{1} << 41); }), "TooLarge");
    EXPECT_EQ(failure_of([&] { power(x * Rational(2), std::uint64_t{1} << 39); }), "NumberTooLarge");
    EXPECT_EQ(failure_of([&] { factor(power(x, 100'000'000) + x + one); }), "TooLarge");
    EXPECT_EQ(failure_of([&] { factor(power(x, 100'000'000) - one); }), "TooLarge");
    EXPECT_EQ(failure_of([&] { resultant(power(x, 3000) + power(y, 3000) + one, power(x, 2999) + x * y * z + z, 0); }), "TooManyTerms");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
    PolynomialLimits before = polynomial_limits();
    polynomial_limits().max_terms = 100;
    EXPECT_EQ(failure_of([&] { power(x + y + z, 20); }), "TooManyTerms");
    EXPECT_EQ(power(x + y + z, 5).terms(), 21u);
    polynomial_limits() = before;
}

TEST_F(MultivariateTest, MovesBetweenRings) {
    PolynomialRing other(5, MonomialOrder::Lexicographic);
    std::vector<std::size_t> map{4, 0, 2};
    Polynomial moved = (x * y * Rational(3) + z).moved_to(other, map);
    EXPECT_EQ(moved, Polynomial::variable(other, 4) * Polynomial::variable(other, 0) * Rational(3) + Polynomial::variable(other, 2));
}

} // namespace
} // namespace rumina::algebra
