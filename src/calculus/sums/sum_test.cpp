#include "calculus/sums/sum.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

#include "algebra/assumptions.h"
#include "algebra/memo.h"
#include "algebra/numeric.h"
#include "algebra/output/output.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/test_store.h"
#include "algebra/traversal.h"
#include "calculus/shorthand.h"
#include "calculus/sums/convergence.h"
#include "calculus/sums/gosper.h"
#include "calculus/sums/hypergeometric_value.h"
#include "calculus/sums/product.h"
#include "calculus/sums/ratio.h"
#include "calculus/sums/rational_series.h"
#include "calculus/sums/recurrence.h"
#include "calculus/sums/range_value.h"
#include "calculus/sums/zeilberger.h"
#include "diagnostics/diagnostic.h"

namespace rumina::calculus {
namespace {

using namespace algebra;

class SumTest : public AlgebraTest {
protected:
    SumTest() { assumptions.make_current(); }
    Assumptions assumptions;
    Expr k = symbol("k"), n = symbol("n"), m = symbol("m");
    std::uint64_t state = 20261127;

    std::int64_t random(std::int64_t low, std::int64_t high) {
        state = state * 6364136223846793005ull + 1442695040888963407ull;
        return low + static_cast<std::int64_t>((state >> 33) % static_cast<std::uint64_t>(high - low + 1));
    }
    Expr binomial(const Expr& a, const Expr& b) { return call(FunctionId::Binomial, a, b); }
    Expr factorial(const Expr& a) { return call(FunctionId::Factorial, a); }
    Expr minus_one_to(const Expr& e) { return power(Expr(-1), e); }
    Expr polynomial(int degree, int size) {
        SumBuilder sum;
        for (int i = 0; i <= degree; ++i) sum.add(Expr(random(-size, size)) * power(k, Expr(i)));
        return sum.finish();
    }
    Expr direct(const Expr& f, std::int64_t from, std::int64_t to) {
        SumBuilder sum;
        for (std::int64_t i = from; i <= to; ++i) sum.add(substitute(f, k, Expr(i)));
        return sum.finish();
    }
    static bool same(const Expr& a, const Expr& b) {
        const Ball x = enclose(a, 300), y = enclose(b, 300);
        return x.is_finite() && y.is_finite() && x.overlaps(y) && ball::sub(x, y, 300).log2_upper() < std::max(x.log2_upper(), 0.0) - 100;
    }
    /// A value of the sum up to n that is right for n = 0 … 12; none where nothing is found.
    Expr closed(const Expr& f, const Expr& from, const Expr& to) {
        const SumResult found = find_sum(f, k, from, to);
        if (found.kind != SumResult::Kind::Value) return Expr();
        for (std::int64_t i = 0; i <= 12; ++i) {
            const Expr low = substitute(from, n, Expr(i)), high = substitute(to, n, Expr(i));
            if (compare(high.number(), low.number()) < 0) continue;
            const Expr sum = direct(substitute(f, n, Expr(i)), low.number().integer().to_int64(), high.number().integer().to_int64());
            EXPECT_TRUE(same(sum, substitute(found.value, n, Expr(i)))) << i;
        }
        return found.value;
    }
};

TEST_F(SumTest, PolynomialsOfEveryDegreeToTwelve) {
    for (int degree = 0; degree <= 12; ++degree) EXPECT_TRUE(closed(polynomial(degree, 9), Expr(random(-5, 5)), n + Expr(5)));
}

TEST_F(SumTest, DifferencesOfHypergeometricTermsAreSummedBack) {
    int found = 0;
    for (int i = 0; i < 40; ++i) {
        Expr S = polynomial(2, 4) + Expr(1);
        switch (random(0, 3)) {
        case 0: S = S * power(Expr(random(2, 5)), k); break;
        case 1: S = S * factorial(k + Expr(random(0, 2))); break;
        case 2: S = S / (k + Expr(random(1, 4))); break;
        default: S = S * binomial(2 * k, k) / power(Expr(4), k);
        }
        // S(k + 1) - S(k) as (ratio - 1)·S
        const Expr ratio_of_S = term_ratio(S, k);
        ASSERT_TRUE(ratio_of_S) << i;
        const Expr f = factor(together(ratio_of_S - 1)) * S;
        if (f.is_zero()) continue;
        const Expr R = gosper_certificate(f, k);
        ASSERT_TRUE(R) << i;
        ++found;
        for (std::int64_t j = 2; j < 6; ++j) {
            const Expr whole = R * f;
            const Expr at = Expr(j) + ratio(1, 3); // between integers, where no factor of S vanishes
            EXPECT_TRUE(same(substitute(whole, k, at + 1) - substitute(whole, k, at), substitute(f, k, at))) << to_infix(f);
        }
    }
    EXPECT_GE(found, 35);
    EXPECT_FALSE(gosper_certificate(factorial(k), k));
    EXPECT_FALSE(gosper_certificate(power(k, -1), k));
    EXPECT_FALSE(gosper_certificate(binomial(n, k), k));
}

TEST_F(SumTest, TelescopersOfKnownOrder) {
    auto order = [&](const Expr& f) -> std::int64_t {
        const auto t = find_telescoper(f, k, n, 3);
        return t ? static_cast<std::int64_t>(t->coefficients.size()) - 1 : -1;
    };
    // [Petkovšek, Wilf & Zeilberger 1996] ch. 6
    EXPECT_EQ(order(binomial(n, k)), 1);
    EXPECT_EQ(order(power(binomial(n, k), 2)), 1);
    EXPECT_EQ(order(power(binomial(n, k), 3)), 2);            // Franel
    EXPECT_EQ(order(power(binomial(n, k) * binomial(n + k, k), 2)), 2); // Apéry
    EXPECT_EQ(order(binomial(n, k) * binomial(n + k, k)), 2); // central Delannoy numbers
    EXPECT_EQ(order(minus_one_to(k) * binomial(n, k) * binomial(3 * k, n)), 2);
    EXPECT_EQ(order(power(k, n)), -1);
}

TEST_F(SumTest, ClosedFormsOfBinomialSums) {
    const Expr two(2), minus = minus_one_to(k);
    EXPECT_EQ(closed(binomial(n, k), Expr(0), n), power(two, n));
    EXPECT_EQ(closed(power(binomial(n, k), 2), Expr(0), n), binomial(2 * n, n));
    EXPECT_EQ(closed(minus * binomial(n, k) * binomial(3 * k, n), Expr(0), n), power(Expr(-3), n));
    EXPECT_TRUE(closed(minus * power(binomial(n, k), 2), Expr(0), n));
    EXPECT_TRUE(closed(minus * power(binomial(n, k), 3), Expr(0), n));
    EXPECT_TRUE(closed(minus * power(binomial(2 * n, n + k), 3), negate(n), n));
    EXPECT_TRUE(closed(binomial(n, 2 * k), Expr(0), n));
    EXPECT_TRUE(closed(minus * binomial(n, k), Expr(0), n).is(FunctionId::Piecewise)); // 1 for n = 0, else 0
    EXPECT_TRUE(closed(binomial(n, k) / (k + 1), Expr(0), n));
    EXPECT_TRUE(closed(negate(minus) * binomial(n, k) / k, Expr(1), n)); // harmonic numbers
    EXPECT_TRUE(closed(binomial(2 * n, k), Expr(0), n));
    EXPECT_TRUE(closed(binomial(n - k, k), Expr(0), n)); // Fibonacci numbers
    // 0 for n != 12: the telescoper says nothing about n = 12
    const Expr at_twelve = closed(minus * binomial(n, k) * binomial(k, Expr(12)), Expr(0), n);
    EXPECT_TRUE(!at_twelve || at_twelve.is(FunctionId::Piecewise));
    // 0 for a parameter m that is no integer, (-1)^m for n = m
    EXPECT_FALSE(closed(minus * binomial(n, k) * binomial(k, symbol("m")), Expr(0), n));
    EXPECT_FALSE(closed(power(binomial(n, k), 3), Expr(0), n));
    EXPECT_FALSE(closed(factorial(k), Expr(0), n));
}

TEST_F(SumTest, HypergeometricSolutionsOfRecurrences) {
    // (n + 4)·y(n + 2) + y(n + 1) - (n + 1)·y(n) = 0 has 1/((n + 1)(n + 2)) [Petkovšek, Wilf & Zeilberger 1996] 8.4
    const auto rational = hypergeometric_solutions({negate(n + 1), Expr(1), n + 4}, n);
    ASSERT_GE(rational.size(), 1u);
    for (const HypergeometricSolution& h : rational) { // y(n + 1) = r·y(n)
        const Expr& r = h.ratio;
        EXPECT_TRUE(cancel((n + 4) * substitute(r, n, n + 1) * r + r - (n + 1)).is_zero());
    }
    // y(n + 2) = 2·y(n + 1) - 2·y(n): 2^(n/2)·cos(πn/4) and 2^(n/2)·sin(πn/4)
    const auto waves = hypergeometric_solutions({Expr(2), Expr(-2), Expr(1)}, n);
    ASSERT_EQ(waves.size(), 1u);
    EXPECT_EQ(waves[0].ratio, sqrt(Expr(2)));
    EXPECT_EQ(waves[0].angle, pi() / 4);
    // the number of involutions has none
    EXPECT_TRUE(hypergeometric_solutions({negate(n + 1), Expr(-1), Expr(1)}, n).empty());
    // Fibonacci numbers have two
    EXPECT_EQ(hypergeometric_solutions({Expr(-1), Expr(-1), Expr(1)}, n).size(), 2u);
}

TEST_F(SumTest, EnclosuresHoldKnownValues) {
    struct Row {
        Expr f, from, value;
    };
    const Expr two(2);
    const std::vector<Row> rows = {
        {power(k, -2), Expr(1), pi() * pi() / 6},
        {power(k, ratio(-3, 2)), Expr(1), call(FunctionId::Zeta, ratio(3, 2))},
        {minus_one_to(k) / (2 * k + 1), Expr(0), pi() / 4},
        {minus_one_to(k) * power(k, ratio(-1, 2)), Expr(1), (sqrt(two) - 1) * call(FunctionId::Zeta, half())},
        {power(k * k + 1, -1), Expr(0), half() + pi() * call(FunctionId::Coth, pi()) / 2},
        {power(factorial(k), -1), Expr(0), euler_e()},
        {k / power(two, k), Expr(1), two},
        {power(Expr(-1) / 3, k), Expr(0), ratio(3, 4)},
        {power(binomial(2 * k, k), -1), Expr(0), Expr(Rational::make(Integer(4), Integer(3))) + 2 * pi() * sqrt(Expr(3)) / 27},
        {log_of(1 + power(k, -2)), Expr(1), log_of(call(FunctionId::Sinh, pi()) / pi())},
        {power(k * (k + 1), -1), Expr(1), Expr(1)},
    };
    for (const Row& row : rows)
        for (std::int64_t precision : {60, 200, 700}) {
            const Ball sum = enclose_series(row.f, k, row.from, {}, precision), value = enclose(row.value, precision + 50);
            ASSERT_TRUE(sum.is_finite()) << to_infix(row.f);
            EXPECT_TRUE(sum.overlaps(value)) << sum.to_string() << " " << value.to_string();
            EXPECT_GT(sum.relative_accuracy_bits(), precision - 30) << sum.to_string();
        }
    // Divergent sums, and those without a bound of the tail, have none.
    for (const Expr& f : {power(k, -1), minus_one_to(k), sqrt(k), power(k * log_of(k + 1), -1), sin_of(k) / k})
        EXPECT_FALSE(enclose_series(f, k, Expr(1), {}, 60).is_finite());
}

TEST_F(SumTest, RandomRationalSeriesAgreeWithEnclosures) {
    int compared = 0;
    for (int i = 0; i < 60; ++i) {
        Expr below = k + ratio(random(1, 7), random(1, 4));
        for (int j = random(1, 2); j > 0; --j)
            below = below * (random(0, 2) == 0 ? power(k, 2) + Expr(random(1, 5)) : power(k + ratio(random(1, 9), random(1, 3)), Expr(random(1, 2))));
        const Expr f = Expr(random(1, 5)) / below;
        for (int sign : {1, -1}) {
            const Expr value = rational_series(f, k, Expr(1), sign);
            if (!value) continue;
            const Ball sum = enclose_series(sign > 0 ? f : f * minus_one_to(k), k, Expr(1), {}, 120), exact = enclose(value, 200);
            if (!sum.is_finite()) continue;
            ++compared;
            EXPECT_TRUE(exact.is_finite() && exact.overlaps(sum)) << i << " " << exact.to_string() << " " << sum.to_string();
        }
    }
    EXPECT_GE(compared, 100);
}

TEST_F(SumTest, RandomHypergeometricValuesAgreeWithEnclosures) {
    int compared = 0, elementary = 0;
    for (int i = 0; i < 150; ++i) {
        std::vector<Expr> upper, lower{Expr(1)};
        const std::int64_t size = random(0, 2);
        for (std::int64_t j = 0; j < size; ++j) upper.push_back(ratio(random(1, 6), random(1, 2)));
        for (std::int64_t j = random(0, 1) + (size > 0 ? size - 1 : 0); j > 0; --j) lower.push_back(ratio(random(1, 8), random(1, 2)));
        const Expr z = ratio(random(0, 1) == 0 ? random(1, 3) : -random(1, 3), random(5, 9));
        ProductBuilder term;
        auto rising = [&](const Expr& a) { return call(FunctionId::Gamma, a + k) / call(FunctionId::Gamma, a); };
        for (const Expr& a : upper) term.multiply(rising(a));
        for (const Expr& b : lower) term.multiply(power(rising(b), -1));
        if (upper.size() > lower.size()) continue;
        const Expr value = hypergeometric_value(upper, lower, z);
        const Ball sum = enclose_series(term.finish() * power(z, k), k, Expr(0), {}, 150), exact = enclose(value, 250);
        if (!sum.is_finite() || !exact.is_finite()) continue;
        ++compared;
        EXPECT_TRUE(exact.overlaps(sum)) << i << " " << exact.to_string(30) << " " << sum.to_string(30);
        elementary += !any_node(value, [](const Expr& e) {
            return e.is(FunctionId::HypergeometricPFQ) || e.is(FunctionId::Hypergeometric2F1) || e.is(FunctionId::Hypergeometric1F1);
        });
    }
    EXPECT_GE(compared, 100);
    EXPECT_GE(elementary, 40);
}

TEST_F(SumTest, ConvergenceIsDecided) {
    const Expr log_k = log_of(k), root = sqrt(k);
    for (const Expr& f : {power(k, -2), power(root * k, -1), log_k / power(k, 2), power(k * power(log_k, 2), -1), minus_one_to(k) / log_k, exp(negate(root)),
                          1 - cos_of(power(k, -1)), cos_of(k) / k, power(log_k, negate(k)), power(factorial(k), -1)})
        EXPECT_EQ(convergence_of(f, k), Convergence::Converges) << to_infix(f);
    for (const Expr& f : {power(k, -1), power(root, -1), power(k * log_k, -1), power(k * log_k * log_of(log_k), -1), minus_one_to(k), power(Expr(2), k) / k,
                          sin_of(power(k, -1)), factorial(k), minus_one_to(k) * k / (k + 1)})
        EXPECT_EQ(convergence_of(f, k), Convergence::Diverges) << to_infix(f);
    const auto gamma = [&](const Expr& e) { return call(FunctionId::Gamma, e); };
    const Expr i = imaginary_unit();
    EXPECT_EQ(convergence_of(gamma(k + i) / gamma(k + 2), k), Convergence::Converges); // of size k^-2
    EXPECT_EQ(convergence_of(gamma(k + i) / gamma(k + 1), k), Convergence::Diverges);
    EXPECT_EQ(convergence_of(sin_of(k), k), Convergence::Diverges);
    // (-1)^k/(√k + (-1)^k) = (-1)^k/√k - 1/k + …: no case of Leibniz's test [Knopp 1951] 40
    EXPECT_NE(convergence_of(minus_one_to(k) / (root + minus_one_to(k)), k), Convergence::Converges);
    EXPECT_NE(convergence_of(minus_one_to(k) * exp(i * k * pi()) / k, k), Convergence::Converges);
    EXPECT_EQ(convergence_of(power(k, negate(n)), k), Convergence::Unknown);
    EXPECT_EQ(convergence_of(power(n, k), k), Convergence::Unknown);
}

TEST_F(SumTest, PolesInTheRangeAreErrors) {
    EXPECT_THROW(find_sum(power(k - 3, -2), k, Expr(1), infinity()), Failure);
    EXPECT_THROW(find_product(1 / (k - 3), k, Expr(1), infinity()), Failure);
    EXPECT_THROW(find_sum(1 / log_of(k), k, Expr(1), infinity()), Failure);
    EXPECT_TRUE(find_product(1 - 4 / power(k, 2), k, Expr(1), infinity()).value.is_zero());
}

TEST_F(SumTest, ResultsAreRemembered) {
    const Expr f = power(k, 7) * power(Expr(3), k);
    const SumResult first = find_sum(f, k, Expr(1), n);
    const auto before = memo(MemoId::Sum).statistics().hits;
    EXPECT_EQ(find_sum(f, k, Expr(1), n).value, first.value);
    EXPECT_EQ(memo(MemoId::Sum).statistics().hits, before + 1);
}

} // namespace
} // namespace rumina::calculus
