// Taylor polynomials: known ones, and coefficients against derivatives.
#include "calculus/taylor.h"

#include "algebra/numeric.h"
#include "algebra/output/output.h"
#include "algebra/test_store.h"
#include "algebra/traversal.h"
#include "calculus/differentiate.h"
#include "diagnostics/diagnostic.h"

namespace rumina::calculus {
namespace {

using namespace algebra;

class Taylor : public AlgebraTest {
protected:
    static Expr f(FunctionId id, const Expr& a) { return apply_function(id, {a}); }
};

TEST_F(Taylor, KnownPolynomials) {
    EXPECT_EQ(to_infix(taylor_polynomial(exp(x), x, Expr(0), 4)), "x^4/24 + x^3/6 + x^2/2 + x + 1");
    EXPECT_EQ(taylor_polynomial(f(FunctionId::Sin, x), x, Expr(0), 5), x - power(x, Expr(3)) / Expr(6) + power(x, Expr(5)) / Expr(120));
    EXPECT_EQ(taylor_polynomial(Expr(1) / (Expr(1) - x), x, Expr(0), 3), Expr(1) + x + x * x + x * x * x);
    EXPECT_EQ(taylor_polynomial(f(FunctionId::Log, x), x, Expr(1), 2), x - Expr(1) - power(x - Expr(1), Expr(2)) / Expr(2));
    EXPECT_EQ(taylor_coefficients(f(FunctionId::Tan, x), x, Expr(0), 5)[5], ratio(2, 15));
}

TEST_F(Taylor, CoefficientsAreDerivatives) {
    std::vector<Expr> functions = {
        exp(f(FunctionId::Sin, x)), f(FunctionId::Atan, x * x + x), sqrt(Expr(2) + f(FunctionId::Cos, x)), f(FunctionId::Erf, x) * exp(-x),
        power(Expr(1) + x, x), f(FunctionId::Gamma, x + Expr(2)), f(FunctionId::Tanh, x) / (Expr(2) + x), f(FunctionId::Asin, x / Expr(3)),
        power(x, Expr(7)) * f(FunctionId::Log, Expr(3) + x)};
    for (const Expr& e : functions) {
        std::vector<Expr> c = taylor_coefficients(e, x, Expr(0), 5);
        Expr derivative = e, factorial(1);
        for (int k = 0; k <= 5; ++k) {
            Expr difference = c[static_cast<std::size_t>(k)] - substitute(derivative, x, Expr(0)) / factorial;
            EXPECT_NE(zero_test(difference), Truth::No) << to_infix(e) << " " << k;
            derivative = differentiate(derivative, x);
            factorial = factorial * Expr(k + 1);
        }
    }
}

TEST_F(Taylor, RefusesSingularPoints) {
    EXPECT_THROW(taylor_polynomial(Expr(1) / x, x, Expr(0), 3), Failure);
    EXPECT_THROW(taylor_polynomial(sqrt(x), x, Expr(0), 3), Failure);
    EXPECT_THROW(taylor_polynomial(f(FunctionId::Log, x), x, Expr(0), 3), Failure);
}

} // namespace
} // namespace rumina::calculus
