#include "calculus/solve/solve.h"

#include <gtest/gtest.h>

#include "algebra/assumptions.h"
#include "algebra/numeric.h"
#include "algebra/test_store.h"
#include "algebra/traversal.h"
#include "number/ball.h"

namespace rumina::calculus {
namespace {

using namespace algebra;

class SolveTest : public AlgebraTest {
protected:
    SolveTest() { assumptions.make_current(); }
    Assumptions assumptions;
    Expr x = symbol("x"), a = symbol("a");

    /// The number of solutions, each of which makes f vanish in a ball of 300 bits.
    std::size_t count(const Expr& f) {
        const Solutions found = solve(f, x);
        EXPECT_TRUE(found.unsolved.empty());
        for (const Expr& v : found.values) {
            const Ball value = enclose(substitute(f, x, v), 300);
            EXPECT_TRUE(value.is_finite() && value.contains_zero()) << value.to_string();
            EXPECT_LT(value.log2_upper(), -150);
        }
        return found.values.size();
    }
};

TEST_F(SolveTest, PolynomialsHaveAsManyRootsAsTheirDegree) {
    for (int p = -3; p <= 3; ++p)
        for (int q = 1; q <= 3; ++q) {
            EXPECT_EQ(count(x * x + p * x + q), p * p == 4 * q ? 1u : 2u);
            EXPECT_EQ(count(power(x, 3) + p * x + q), 4 * p * p * p + 27 * q * q == 0 ? 2u : 3u) << p << " " << q;
            EXPECT_EQ(count(power(x, 4) + p * x * x + x + q + 7), 4u) << p << " " << q;
        }
    EXPECT_EQ(count(power(x, 12) - 1), 12u);
    EXPECT_EQ(count(power(x, 5) - x - 1), 5u);
}

TEST_F(SolveTest, RootsThatTheMethodAddedAreTakenOut) {
    EXPECT_EQ(count(sqrt(x + 3) - x + 3), 1u);
    EXPECT_EQ(count(sqrt(x + 3) + x + 8), 0u);
    EXPECT_EQ(count((x * x - 1) / (x - 1)), 1u);
}

TEST_F(SolveTest, DeclaredProperties) {
    assumptions.declare(x, Property::Real);
    EXPECT_EQ(count(power(x, 3) - 8), 1u);
    assumptions.declare(x, Property::Positive);
    EXPECT_EQ(count(x * x - 4), 1u);
    assumptions.declare(x, Property::Integer);
    EXPECT_EQ(count(2 * x * x - 3 * x + 1), 1u);
}

TEST_F(SolveTest, IdentitiesAndContradictions) {
    EXPECT_TRUE(solve(x - x, x).is_identity);
    EXPECT_TRUE(solve(power(x + 1, 2) - x * x - 2 * x - 1, x).is_identity);
    EXPECT_TRUE(solve(Expr(1), x).values.empty());
    EXPECT_FALSE(solve(apply_function(FunctionId::Sin, {x}) - x, x).unsolved.empty());
}

TEST_F(SolveTest, RealSolutionsInAnInterval) {
    const RealSolutions found = real_solutions(apply_function(FunctionId::Sin, {x}) - half(), x, Expr(0), Expr(10));
    EXPECT_TRUE(found.is_complete);
    EXPECT_EQ(found.values.size(), 4u); // π/6, 5π/6, 13π/6, 17π/6
    const RealSolutions roots = real_solutions(power(x, 3) - x, x, Expr(0), infinity());
    EXPECT_TRUE(roots.is_complete);
    EXPECT_EQ(roots.values.size(), 2u);
}

TEST_F(SolveTest, CompositionsAndPalindromes) {
    EXPECT_EQ(count(power(x * x + x, 3) - 2), 6u);
    EXPECT_EQ(count(power(x, 8) - 4 * power(x, 6) + 5 * power(x, 4) - 4 * x * x + 1), 8u);
    EXPECT_FALSE(any_node(solve(power(x * x + x, 3) - 2, x).values[0], [](const Expr& e) { return e.is(FunctionId::RootOf); }));
    EXPECT_TRUE(any_node(solve(power(x, 6) - x - 1, x).values[0], [](const Expr& e) { return e.is(FunctionId::RootOf); }));
}

TEST_F(SolveTest, NothingIsCalledProvedThatIsNot) {
    // Intervals of solutions
    EXPECT_FALSE(solve(apply_function(FunctionId::Abs, {x}) - x, x).unsolved.empty());
    EXPECT_FALSE(solve(apply_function(FunctionId::Log, {x * x}) - 2 * apply_function(FunctionId::Log, {x}), x).unsolved.empty());
    EXPECT_FALSE(solve(apply_function(FunctionId::Sign, {x}) - 1, x).unsolved.empty());
    EXPECT_FALSE(solve(apply_function(FunctionId::Floor, {x}) - 3, x).unsolved.empty());
    // Half of a family
    EXPECT_FALSE(solve(apply_function(FunctionId::Sin, {sqrt(x)}) - 1, x).unsolved.empty());
    // Values a function never has
    const Expr i = imaginary_unit();
    for (const Expr& f : {apply_function(FunctionId::Tan, {x}) - i, apply_function(FunctionId::Tanh, {x}) - 1, exp(x),
                          apply_function(FunctionId::Sech, {x}), apply_function(FunctionId::Acos, {x}) - 4, sqrt(x) + 1}) {
        const Solutions none = solve(f, x);
        EXPECT_TRUE(none.values.empty() && none.unsolved.empty());
    }
}

TEST_F(SolveTest, FamiliesHaveAnIntegerEach) {
    auto sine = [](const Expr& e) { return apply_function(FunctionId::Sin, {e}); };
    EXPECT_EQ(solve(sine(x) - half(), x).families.size(), 1u);
    EXPECT_EQ(solve(sine(sine(x)), x).families.size(), 2u);
    EXPECT_EQ(solve(sine(x) - symbol("n1"), x).families, std::vector<Expr>{symbol("n2")});
    EXPECT_EQ(solve(sine(1 / x), x).values.size(), 1u); // 1/(πn), n not 0
    assumptions.declare(x, Property::Real);
    EXPECT_TRUE(solve(sine(x) - 2, x).values.empty());
}

TEST_F(SolveTest, BothRealBranchesOfLambert) {
    EXPECT_EQ(count(x * exp(x) + Expr(Rational::make(Integer(1), Integer(5)))), 2u);
    EXPECT_EQ(count(power(x, 3) * exp(x) + 1), 2u);
    EXPECT_EQ(count(power(Expr(2), x) - x * x), 3u);
    EXPECT_EQ(count(power(x, x) - Expr(Rational::make(Integer(4), Integer(5)))), 2u);
}

TEST_F(SolveTest, FloatsAreSolvedExactlyAndRounded) {
    const Solutions found = solve(x * x - Expr(Number::real_float(2.0)), x);
    ASSERT_EQ(found.values.size(), 2u);
    EXPECT_EQ(found.values[1].number().float_re(), 1.4142135623730951);
}

TEST_F(SolveTest, ParametersAreGeneric) {
    const Expr b = symbol("b");
    EXPECT_EQ(solve(sqrt(x + a) - b, x).values, std::vector<Expr>{b * b - a});
    EXPECT_EQ(solve(a * x * x + b * x + 1, x).values.size(), 2u);
    EXPECT_EQ(solve(power(a, x) - b, x).values.size(), 1u);
}

TEST_F(SolveTest, RealSolutionsAreCalledCompleteOnlyWhenTheyAre) {
    const RealSolutions waves = real_solutions(exp(imaginary_unit() * x) + exp(negate(imaginary_unit() * x)) - 1, x, Expr(0), Expr(10));
    EXPECT_TRUE(!waves.is_complete || waves.values.size() == 3u); // π/3, 5π/3, 7π/3
    EXPECT_FALSE(real_solutions(power(x, x) - Expr(Rational::make(Integer(1), Integer(4))), x, Expr(-5), Expr(5)).is_complete); // -2 is one
    EXPECT_FALSE(real_solutions(apply_function(FunctionId::Sin, {x}), x, Expr(0), infinity()).is_complete);
    const RealSolutions few = real_solutions(power(x, 5) - x - 1, x, Expr(0), Expr(2));
    EXPECT_TRUE(few.is_complete);
    EXPECT_EQ(few.values.size(), 1u);
}

TEST_F(SolveTest, LinearSystems) {
    const Expr y = symbol("y");
    using Kind = LinearSystem::Kind;
    EXPECT_EQ(solve_linear_system({x + y - 3, x - y - 1}, {x, y}).kind, Kind::Unique);
    EXPECT_EQ(solve_linear_system({x + y - 3, 2 * x + 2 * y - 6}, {x, y}).kind, Kind::Parametric);
    EXPECT_EQ(solve_linear_system({x + y - 3, x + y - 1}, {x, y}).kind, Kind::Inconsistent);
    EXPECT_EQ(solve_linear_system({x * y - 3, x + y - 1}, {x, y}).kind, Kind::NotLinear);
}

} // namespace
} // namespace rumina::calculus
