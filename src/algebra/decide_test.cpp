// Constants that are zero, constants that only look like it, and signs.
#include "algebra/constants.h"
#include "algebra/numeric.h"
#include "algebra/test_store.h"

namespace rumina::algebra {
namespace {

class Deciding : public AlgebraTest {
protected:
    static Expr f(FunctionId id, const Expr& a) { return apply_function(id, {a}); }
    static Expr log(const Expr& a) { return f(FunctionId::Log, a); }
    static Expr atan(const Expr& a) { return f(FunctionId::Atan, a); }
};

TEST_F(Deciding, IdentitiesOfConstantsAreProved) {
    Expr one(1), two(2), e = euler_e(), sin1 = f(FunctionId::Sin, one), cos1 = f(FunctionId::Cos, one);
    std::vector<Expr> zeros = {
        root(2) + root(3) - sqrt(Expr(5) + two * root(6)),
        log(Expr(6)) - log(two) - log(Expr(3)),
        log(Expr(4)) - two * log(two),
        Expr(4) * atan(ratio(1, 5)) - atan(ratio(1, 239)) - pi() / Expr(4),
        atan(one) + atan(two) + atan(Expr(3)) - pi(),
        sin1 * sin1 + cos1 * cos1 - one,
        f(FunctionId::Sin, two) - two * sin1 * cos1,
        e * power(e, two) - power(e, Expr(3)),
        log(one + root(2)) + log(root(2) - one),
        sqrt(Expr(3) + two * root(2)) - one - root(2),
        power(power(root(2), root(2)), root(2)) - two,
        f(FunctionId::Erf, one) + f(FunctionId::Erf, -one),
        power(Expr(2) + root(5), ratio(1, 3)) - (one + root(5)) / two,
        f(FunctionId::Cos, two * pi() / Expr(7)) + f(FunctionId::Cos, Expr(4) * pi() / Expr(7)) +
            f(FunctionId::Cos, Expr(6) * pi() / Expr(7)) + ratio(1, 2),
        f(FunctionId::Sin, pi() / Expr(12)) - (root(6) - root(2)) / Expr(4),
    };
    for (std::size_t i = 0; i < zeros.size(); ++i) EXPECT_EQ(zero_test(zeros[i]), Truth::Yes) << i;
}

TEST_F(Deciding, NearMissesAreNotZero) {
    Expr ramanujan = exp(pi() * root(163)) - power(Expr(640320), Expr(3)) - Expr(744);
    EXPECT_EQ(zero_test(ramanujan), Truth::No);
    EXPECT_EQ(sign_of(ramanujan), -1);
    EXPECT_EQ(zero_test(exp(Expr(-100000))), Truth::No);
    EXPECT_EQ(sign_of(pi() - ratio(355, 113)), -1);
    EXPECT_EQ(sign_of(root(2) + root(3) - pi()), 1);
    EXPECT_EQ(sign_of(imaginary_unit() * pi()), std::nullopt);
    EXPECT_EQ(sign_of(root(2) + root(3) - sqrt(Expr(5) + Expr(2) * root(6))), 0);
    EXPECT_EQ(sign_of(power(imaginary_unit(), imaginary_unit())), 1); // e^(-π/2)
}

TEST_F(Deciding, ClosedFormsOfQuadraticNumbers) {
    MaybeAlgebraic a = to_algebraic(sqrt(Expr(3) + Expr(2) * root(2)));
    ASSERT_TRUE(a.has_value());
    EXPECT_EQ(from_algebraic(*a), Expr(1) + root(2));
    MaybeAlgebraic cubic = to_algebraic(power(Expr(2), ratio(1, 3)));
    ASSERT_TRUE(cubic.has_value());
    EXPECT_FALSE(from_algebraic(*cubic));
}

} // namespace
} // namespace rumina::algebra
