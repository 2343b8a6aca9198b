// Which variables a domain chooses, what it reduces, and that conversions give the expression back.
#include "algebra/domain/domain.h"

#include "algebra/numeric.h"
#include "algebra/test_store.h"
#include "diagnostics/diagnostic.h"
#include "number/big_float.h"

namespace rumina::algebra {
namespace {

class DomainTest : public AlgebraTest {
protected:
    Expr n = symbol("n"), i = imaginary_unit();
    static Expr num(std::int64_t v) { return Expr(v); }

    Domain separate(const Expr& e) { return Domain({&e, 1}, Domain::Denominators::Separate); }
    Domain quotients(const Expr& e) { return Domain({&e, 1}, Domain::Denominators::Quotient); }
    std::size_t variables(const Expr& e) { return quotients(e).ring().variables(); }
};

TEST_F(DomainTest, PowersOfOneBaseShareAVariable) {
    EXPECT_EQ(variables(sqrt(x) + power(x, ratio(1, 3)) + x), 1u);
    EXPECT_EQ(variables(exp(x) + exp(ratio(1, 2) * x) + exp(num(-3) * x)), 1u);
    EXPECT_EQ(variables(power(x, n) + power(x, num(2) * n + num(1)) + x), 2u);
    EXPECT_EQ(variables(root(2) + root(3) + root(6)), 2u);
    EXPECT_EQ(variables(root(2) + power(num(2), ratio(1, 3))), 1u);
    EXPECT_EQ(variables(power(num(2), x) + power(num(4), x)), 1u);
    EXPECT_EQ(variables(power(num(6), x)), 1u);
    EXPECT_EQ(variables(exp(x) + exp(i * x)), 2u);
    EXPECT_EQ(variables(pi() + euler_e() + symbol("x")), 3u);
    EXPECT_EQ(separate(x + power(x, num(-1))).ring().variables(), 2u);
}

TEST_F(DomainTest, KernelVariables) {
    Expr e = sqrt(x) + exp(num(2) * y);
    Domain domain = quotients(e);
    EXPECT_EQ(domain.variable_of(x)->root, 2u);
    EXPECT_EQ(domain.variable_of(sqrt(x))->root, 1u);
    EXPECT_EQ(domain.variable_of(exp(num(2) * y))->root, 2u);
    EXPECT_FALSE(domain.variable_of(z));
    EXPECT_FALSE(domain.variable_of(x + y));
    EXPECT_TRUE(domain.occurs_inside(domain.quotient(e).numerator(), y));
    EXPECT_FALSE(domain.occurs_inside(domain.quotient(e).numerator(), x));
}

TEST_F(DomainTest, Relations) {
    Expr sum = root(2) + root(3) + i;
    Domain domain = separate(sum);
    EXPECT_TRUE(domain.is_field());
    Polynomial p = domain.polynomial(sum);
    // (√2 + √3 + i)² = 2 + 3 - 1 + 2√6 + 2√2·i + 2√3·i
    Polynomial square = domain.reduced(p * p);
    EXPECT_EQ(domain.expression(square), num(4) + num(2) * root(6) + num(2) * i * root(2) + num(2) * i * root(3));
    RationalFunction inverse = domain.rationalised(RationalFunction::make(Polynomial::constant(domain.ring(), Rational(1)), p));
    EXPECT_FALSE(domain.has_algebraic_denominator(inverse));
    EXPECT_TRUE(domain.reduced(inverse.numerator() * p) == inverse.denominator());

    Expr nested = sqrt(num(1) + root(2));
    Domain tower = separate(nested);
    EXPECT_FALSE(tower.is_field());
    Polynomial t = tower.polynomial(nested);
    EXPECT_EQ(tower.expression(tower.reduced(power(t, 4))), num(3) + num(2) * root(2));

    Expr turn = exp(ratio(1, 7) * i * pi());
    Domain roots = separate(turn);
    Polynomial r = roots.polynomial(turn);
    EXPECT_EQ(roots.reduced(power(r, 7)), Polynomial::constant(roots.ring(), Rational(-1)));
    EXPECT_EQ(roots.reduced(power(r, 14)), Polynomial::constant(roots.ring(), Rational(1)));
}

TEST_F(DomainTest, ConversionsGiveTheExpressionBack) {
    Expr half_turn = exp(ratio(1, 5) * i * pi());
    for (const Expr& e : {x + y, sqrt(x) * exp(y) + pi(), power(x, n + num(2)) - half_turn * y, power(num(6), x) + root(6), i * x + num(3),
                          power(x * y, ratio(1, 2)) * z, power(x, i), power(i, x), power(num(-2), x), power(num(0), x + y) + x,
                          power(x, Expr(power(Integer(10), Integer(40)))) * y, exp(x + i * y) * root(2)}) {
        Domain domain = separate(e);
        EXPECT_EQ(domain.expression(domain.polynomial(e)), e);
        Domain other = quotients(e);
        EXPECT_EQ(other.expression(other.quotient(e)), e);
    }
}

TEST_F(DomainTest, ADenominatorThatIsZeroByTheRelations) {
    // (√2·√3 + x)² - 6 - 2√6·x - x², kept from being seen by the constructors
    Expr zero = power(root(6) + x, num(2)) - num(6) - num(2) * root(6) * x - power(x, num(2));
    Expr e = power(zero, num(-1));
    Domain domain = quotients(e);
    EXPECT_THROW(domain.quotient(e), Failure);
}

TEST_F(DomainTest, FloatsKeepTheSmallestPrecision) {
    Expr third(Number::big_float(BigFloat::from_rational(Rational::make(Integer(1), Integer(3)), 200)));
    Expr e = third * x;
    Domain domain = separate(e);
    EXPECT_EQ(domain.expression(domain.polynomial(e)), e);
    Expr mixed = e + Expr(Number::real_float(0.5)) * y;
    Domain both = separate(mixed);
    EXPECT_EQ(both.expression(both.polynomial(mixed)), Expr(Number::real_float(1.0 / 3)) * x + Expr(Number::real_float(0.5)) * y);
}

} // namespace
} // namespace rumina::algebra
