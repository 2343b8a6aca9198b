#include "verify/antiderivative.h"

#include "algebra/test_store.h"
#include "verify/expression_jets.h"

namespace rumina::verify {
namespace {

using namespace algebra;

class JudgedAntiderivatives : public AlgebraTest {
protected:
    static Expr call(FunctionId id, std::initializer_list<Expr> arguments) { return apply_function(id, arguments); }
    Judgement judge(const Expr& F, const Expr& f) {
        const AntiderivativeVerdict verdict = judge_antiderivative(F, f, x);
        text = verdict.text;
        return verdict.judgement;
    }
    std::string text;
    const Expr two{2}, one{1};
};

TEST_F(JudgedAntiderivatives, RightOnes) {
    EXPECT_EQ(judge(call(FunctionId::Log, {x}), one / x), Judgement::Right) << text;
    EXPECT_EQ(judge(call(FunctionId::Log, {y * x}) + Expr(3), one / x), Judgement::Right) << text;
    EXPECT_EQ(judge(power(x, y + one) / (y + one), power(x, y)), Judgement::Right) << text;
    EXPECT_EQ(judge(call(FunctionId::Atan, {x}), one / (one + x * x)), Judgement::Right) << text;
    // Real only between -1 and 1, and from 20 on for the wider one.
    EXPECT_EQ(judge(call(FunctionId::Asin, {x}), one / sqrt(one - x * x)), Judgement::Right) << text;
    EXPECT_EQ(judge(x * call(FunctionId::Abs, {x}) / two, call(FunctionId::Abs, {x})), Judgement::Right) << text;
}

TEST_F(JudgedAntiderivatives, WrongOnes) {
    EXPECT_EQ(judge(call(FunctionId::Log, {x}), two / x), Judgement::Wrong);
    EXPECT_EQ(judge(x * x / two, sqrt(x * x)), Judgement::Wrong); // right for positive x only
    // Off by one part in 10^15.
    EXPECT_EQ(judge(x * x * x, Expr(3) * x * x + Expr(Rational::make(Integer(1), power(Integer(10), Integer(15))))), Judgement::Wrong);
    const AntiderivativeVerdict mixed = judge_antiderivative(sqrt(y * y) * x, y * x / x, x);
    EXPECT_EQ(mixed.judgement, Judgement::Wrong);
    EXPECT_TRUE(mixed.mixed_only);
}

TEST_F(JudgedAntiderivatives, BranchesElsewhereAreNoError) {
    // √(x²) against x in the right half-plane, -x in the left: on the real line |x|.
    const AntiderivativeVerdict verdict = judge_antiderivative(x * call(FunctionId::Abs, {x}) / two, sqrt(x * x), x);
    EXPECT_EQ(verdict.judgement, Judgement::Right) << verdict.text;
    // Nowhere real on the line; in half of the plane the other sign.
    EXPECT_EQ(judge(negate(imaginary_unit()) * call(FunctionId::Asinh, {x}), one / sqrt(negate(one) - x * x)), Judgement::Right) << text;
    EXPECT_EQ(judge(imaginary_unit() * call(FunctionId::Asinh, {x}), one / sqrt(negate(one) - x * x)), Judgement::Wrong);
}

TEST_F(JudgedAntiderivatives, SpecialFunctions) {
    EXPECT_EQ(judge(call(FunctionId::Ei, {x}), exp(x) / x), Judgement::Right) << text;
    EXPECT_EQ(judge(negate(call(FunctionId::Polylog, {two, x})), call(FunctionId::Log, {one - x}) / x), Judgement::Right) << text;
    EXPECT_EQ(judge(call(FunctionId::EllipticF, {x, y}), power(one - y * power(call(FunctionId::Sin, {x}), two), negate(half()))), Judgement::Right) << text;
    EXPECT_EQ(judge(call(FunctionId::EllipticF, {x, y}), sqrt(one - y * power(call(FunctionId::Sin, {x}), two))), Judgement::Wrong);
    EXPECT_EQ(judge(negate(call(FunctionId::UpperGamma, {y, x})), power(x, y - one) * exp(negate(x))), Judgement::Right) << text;
}

TEST_F(JudgedAntiderivatives, DifferencesWhereThereIsNoJet) {
    // Σ log(x - r)/(3r²) over the roots of r³ = 2 is ∫ dx/(x³ - 2).
    const Expr r = bound(0);
    const Expr sum = call(FunctionId::RootSum, {power(r, Expr(3)) - two, call(FunctionId::Log, {x - r}) / (Expr(3) * r * r)});
    const Expr f = one / (power(x, Expr(3)) - two);
    EXPECT_FALSE(jet_at(sum, x, {{x, Ball(5)}}, 2, 128).is_finite());
    EXPECT_EQ(judge(sum, f), Judgement::Right) << text;
    EXPECT_EQ(judge(sum, two * f), Judgement::Wrong);
}

TEST_F(JudgedAntiderivatives, NothingIsKnownOfAnUnknownFunction) {
    EXPECT_EQ(judge(call(FunctionId::IndefiniteIntegral, {exp(x * x * x), x}), exp(x * x * x)), Judgement::Undecided);
}

} // namespace
} // namespace rumina::verify
