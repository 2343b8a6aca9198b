// Field laws, roots and enclosures of algebraic numbers; limits make operations give up.
#include "number/algebraic.h"

#include <chrono>
#include <random>

#include <gtest/gtest.h>

#include "diagnostics/diagnostic.h"

namespace rumina {
namespace {

class Generator {
public:
    std::int64_t small(std::int64_t bound) { return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(2 * bound + 1)) - bound; }
    Rational rational() { return Rational::make(Integer(small(20)), Integer(small(5) == 0 ? 7 : 1 + std::abs(small(5)))); }
    std::vector<Integer> polynomial(int degree) {
        std::vector<Integer> result;
        for (int i = 0; i < degree; ++i) result.emplace_back(small(6));
        result.emplace_back(1 + std::abs(small(3)));
        return result;
    }
    /// Of degree 3 at most.
    AlgebraicNumber number() {
        std::vector<AlgebraicNumber> all = *roots(polynomial(1 + static_cast<int>(random_() % 3)));
        return all[random_() % all.size()];
    }

private:
    std::mt19937_64 random_{11};
};

AlgebraicNumber square_root(std::int64_t n) { return *root(AlgebraicNumber(Rational(n)), 2); }

TEST(Algebraic, FieldLaws) {
    Generator random;
    for (int i = 0; i < 60; ++i) {
        AlgebraicNumber a = random.number(), b = random.number(), c = random.number();
        EXPECT_EQ(*add(a, b), *add(b, a));
        EXPECT_EQ(*mul(a, b), *mul(b, a));
        EXPECT_EQ(*sub(*add(a, b), b, {100, 8000}), a);
        if (!b.is_zero()) {
            EXPECT_EQ(*mul(*div(a, b), b, {100, 8000}), a);
            EXPECT_EQ(*div(a, b), *mul(a, b.inverse()));
        }
        EXPECT_EQ(*add(*mul(a, b), *mul(a, *add(b, AlgebraicNumber(Rational(1)))), {100, 8000}), *mul(a, *add(*add(b, b), AlgebraicNumber(Rational(1)))));
        EXPECT_EQ(a.hash(), (*sub(*add(a, c), c, {100, 8000})).hash());
        Ball sum = ball::add(a.enclosure(128), b.enclosure(128), 128);
        EXPECT_TRUE(sum.overlaps(add(a, b)->enclosure(256)));
        EXPECT_EQ(*power(a, Integer(3)), *mul(a, *mul(a, a)));
    }
}

TEST(Algebraic, ExactIdentities) {
    AlgebraicNumber two = square_root(2), three = square_root(3);
    EXPECT_EQ(*mul(two, three), square_root(6));
    AlgebraicNumber nested = *root(square_root(2).times(Rational(2)).plus(Rational(3)), 2); // √(3 + 2√2)
    EXPECT_EQ(nested, two.plus(Rational(1)));
    EXPECT_EQ(*mul(*add(two, three), *add(two, three)), square_root(6).times(Rational(2)).plus(Rational(5)));
    EXPECT_EQ(*root(AlgebraicNumber(Rational(-4)), 2), AlgebraicNumber::imaginary_unit().times(Rational(2)));
    EXPECT_EQ(*root(AlgebraicNumber(Rational(-8)), 3), square_root(-3).plus(Rational(1))); // principal
    EXPECT_EQ(*power(AlgebraicNumber(Rational(-8)), Rational::make(2, 3)), square_root(-3).times(Rational(2)).plus(Rational(-2)));
    EXPECT_EQ(*AlgebraicNumber::cos_pi(Rational::make(1, 5)), AlgebraicNumber::golden_ratio().times(Rational::make(1, 2)));
    EXPECT_EQ(AlgebraicNumber::tan_pi(Rational::make(1, 2)), std::nullopt);
    EXPECT_EQ(*AlgebraicNumber::tan_pi(Rational::make(1, 4))->rational(), Rational(1));
    EXPECT_EQ(*AlgebraicNumber::sin_pi(Rational::make(-7, 6))->rational(), Rational::make(1, 2));
    EXPECT_EQ(*square_root(3).times(Rational::make(1, 2)).asin_over_pi(), Rational::make(1, 3));
    EXPECT_EQ(*square_root(3).times(Rational(-1)).atan_over_pi(), Rational::make(-1, 3));
    EXPECT_EQ(AlgebraicNumber(Rational(2)).atan_over_pi(), std::nullopt);
    EXPECT_EQ(*power(*AlgebraicNumber::exp_pi_i(Rational::make(1, 12)), Integer(1000000007))->root_of_unity(), Rational::make(1000000007 % 24 - 24, 12));
    EXPECT_EQ(square_root(8).minimal_polynomial(), (std::vector<Integer>{-8, 0, 1}));
    std::optional<AlgebraicNumber::Quadratic> form = square_root(12).plus(Rational(1)).times(Rational::make(1, 4)).quadratic();
    ASSERT_TRUE(form); // (1 + 2√3)/4
    EXPECT_EQ(form->a, Integer(1));
    EXPECT_EQ(form->b, Integer(2));
    EXPECT_EQ(form->c, Integer(3));
    EXPECT_EQ(form->q, Integer(4));
    std::optional<std::vector<Rational>> coordinates = express_in_field(two, *add(two, three));
    ASSERT_TRUE(coordinates); // √2 = (θ³ - 9θ)/2
    EXPECT_EQ(*coordinates, (std::vector<Rational>{Rational(0), Rational::make(-9, 2), Rational(0), Rational::make(1, 2)}));
    EXPECT_FALSE(express_in_field(square_root(5), *add(two, three)));
}

TEST(Algebraic, SignsAndOrder) {
    EXPECT_EQ(square_root(2).real_sign(), 1);
    EXPECT_EQ((-square_root(2)).real_sign(), -1);
    EXPECT_EQ(square_root(-2).real_sign(), 0);
    EXPECT_EQ(square_root(-2).imag_sign(), 1);
    EXPECT_TRUE(square_root(2).is_real());
    EXPECT_FALSE(square_root(-2).is_real());
    AlgebraicNumber close = *sub(*add(square_root(2), square_root(3)), *root(square_root(6).times(Rational(2)).plus(Rational(5)), 2));
    EXPECT_TRUE(close.is_zero());
    EXPECT_EQ(compare_real(square_root(2), AlgebraicNumber(Rational::make(707, 500))), 1);
    EXPECT_EQ(compare_abs(square_root(-2), square_root(2)), 0);
    EXPECT_EQ(*abs(AlgebraicNumber::gaussian(Rational(3), Rational(-4)))->rational(), Rational(5));
    EXPECT_EQ(*real_part(AlgebraicNumber::gaussian(Rational(3), Rational(-4)))->rational(), Rational(3));
    EXPECT_EQ(*imaginary_part(AlgebraicNumber::gaussian(Rational(3), Rational(-4)))->rational(), Rational(-4));
}

TEST(Algebraic, RootsComeInOrder) {
    std::vector<AlgebraicNumber> all;
    Generator random;
    for (int i = 0; i < 40; ++i) {
        std::vector<Integer> p = random.polynomial(2 + i % 7);
        all = *roots(p);
        ASSERT_EQ(all.size(), p.size() - 1);
        for (std::size_t k = 0; k < all.size(); ++k) {
            std::vector<Rational> coefficients(p.begin(), p.end());
            EXPECT_TRUE(evaluate(coefficients, all[k], {100, 100000})->is_zero());
            if (k == 0) continue;
            const AlgebraicNumber &a = all[k - 1], &b = all[k];
            EXPECT_GE(a.is_real(), b.is_real());
            if (a.is_real() != b.is_real()) continue;
            EXPECT_LE(compare_real(a, b), 0);
            if (!a.is_real() && compare_real(a, b) == 0) {
                MaybeAlgebraic x = imaginary_part(a, {1000, 100000}), y = imaginary_part(b, {1000, 100000});
                const int order = compare_abs(*x, *y);
                EXPECT_TRUE(order < 0 || (order == 0 && a.imag_sign() <= b.imag_sign()));
            }
        }
    }
    all = *roots({-1, 0, 0, 0, 1}); // x⁴ = 1
    EXPECT_EQ(all[0], AlgebraicNumber(Rational(-1)));
    EXPECT_EQ(all[1], AlgebraicNumber(Rational(1)));
    EXPECT_EQ(all[2], -AlgebraicNumber::imaginary_unit());
    EXPECT_EQ(all[3], AlgebraicNumber::imaginary_unit());
}

TEST(Algebraic, GivesUpInsteadOfRunning) {
    auto start = std::chrono::steady_clock::now();
    AlgebraicNumber sum;
    int added = 0;
    for (std::int64_t p : {2, 3, 5, 7, 11, 13, 17}) {
        MaybeAlgebraic next = add(sum, square_root(p));
        if (!next) break;
        sum = *next;
        ++added;
    }
    EXPECT_EQ(added, 5); // degree 32
    EXPECT_EQ(power(square_root(2).plus(Rational(1)), Integer(1000000)), std::nullopt);
    EXPECT_EQ(root(square_root(2), 1000), std::nullopt);
    EXPECT_EQ(AlgebraicNumber::exp_pi_i(Rational::make(1, 1000003)), std::nullopt);
    std::vector<Integer> even(121); // x^120 + x^60 + … + 7: many roots with one real part
    for (int i = 0; i <= 120; i += 20) even[static_cast<std::size_t>(i)] = Integer(7 - i / 20);
    EXPECT_EQ(roots(even)->size(), 120u);
    EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), 60);
    EXPECT_THROW(AlgebraicNumber().inverse(), Failure);
    EXPECT_THROW(power(AlgebraicNumber(), Integer(-1)), Failure);
}

} // namespace
} // namespace rumina
