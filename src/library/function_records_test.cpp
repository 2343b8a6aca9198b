// Every head of functions.def by one sample of each: its text reads back, every output form writes it, its derivative agrees
// with difference quotients, conjugates and parity hold. A head without a sample fails, so none is forgotten.
#include <cstdint>
#include <map>

#include "algebra/binders.h"
#include "algebra/enclosure.h"
#include "algebra/functions/function.h"
#include "algebra/output/output.h"
#include "algebra/test_store.h"
#include "algebra/traversal.h"
#include "calculus/differentiate.h"
#include "diagnostics/diagnostic.h"
#include "number/ball_functions.h"
#include "runtime/expression_text.h"

namespace rumina {
namespace {

using algebra::Conjugation;
using algebra::Expr;
using algebra::FunctionId;
using algebra::Parity;
using F = FunctionId;

/// How much of a head's value is known to the enclosures.
enum class Value { Analytic, RealOnly, Condition, None };

struct Sample {
    FunctionId head;
    std::string_view text; ///< of the symbols x, y, z
    Value value = Value::Analytic;
};

constexpr Sample kSamples[] = {
    {F::Log, "log(x)"}, {F::Abs, "abs(x)", Value::RealOnly}, {F::Sign, "sign(x)", Value::RealOnly}, {F::Floor, "floor(x)", Value::RealOnly},
    {F::Ceil, "ceil(x)", Value::RealOnly}, {F::Re, "re(x)", Value::RealOnly}, {F::Im, "im(x)", Value::RealOnly}, {F::Arg, "arg(x)", Value::RealOnly},
    {F::Conj, "conj(x)", Value::RealOnly}, {F::RealRoot, "real_root(x, 3)", Value::RealOnly}, {F::Min, "min(x, y)", Value::RealOnly},
    {F::Max, "max(x, y)", Value::RealOnly}, {F::Mod, "mod(x, y)", Value::RealOnly},
    {F::Sin, "sin(x)"}, {F::Cos, "cos(x)"}, {F::Tan, "tan(x)"}, {F::Cot, "cot(x)"}, {F::Sec, "sec(x)"}, {F::Csc, "csc(x)"},
    {F::Asin, "asin(x)"}, {F::Acos, "acos(x)"}, {F::Atan, "atan(x)"}, {F::Acot, "acot(x)"}, {F::Asec, "asec(x)"}, {F::Acsc, "acsc(x)"},
    {F::Atan2, "atan2(x, y)", Value::RealOnly},
    {F::Sinh, "sinh(x)"}, {F::Cosh, "cosh(x)"}, {F::Tanh, "tanh(x)"}, {F::Coth, "coth(x)"}, {F::Sech, "sech(x)"}, {F::Csch, "csch(x)"},
    {F::Asinh, "asinh(x)"}, {F::Acosh, "acosh(x)"}, {F::Atanh, "atanh(x)"}, {F::Acoth, "acoth(x)"}, {F::Asech, "asech(x)"}, {F::Acsch, "acsch(x)"},
    {F::Factorial, "x!"}, {F::Binomial, "binomial(x, y)"}, {F::Gamma, "gamma(x)"}, {F::LogGamma, "lgamma(x)"}, {F::UpperGamma, "upper_gamma(x, y)"},
    {F::LowerGamma, "lower_gamma(x, y)"}, {F::Digamma, "digamma(x)"}, {F::Polygamma, "polygamma(2, x)"}, {F::Beta, "beta(x, y)"},
    {F::Erf, "erf(x)"}, {F::Erfc, "erfc(x)"}, {F::Erfi, "erfi(x)"}, {F::Ei, "Ei(x)"}, {F::Si, "Si(x)"}, {F::Ci, "Ci(x)"}, {F::Shi, "Shi(x)"},
    {F::Chi, "Chi(x)"}, {F::Li, "li(x)"}, {F::FresnelS, "fresnel_s(x)"}, {F::FresnelC, "fresnel_c(x)"},
    {F::Zeta, "zeta(x)"}, {F::HurwitzZeta, "hurwitz_zeta(x, y)"}, {F::Polylog, "polylog(x, y)"},
    {F::BesselJ, "bessel_j(x, y)"}, {F::BesselY, "bessel_y(x, y)"}, {F::BesselI, "bessel_i(x, y)"}, {F::BesselK, "bessel_k(x, y)"},
    {F::AiryAi, "airy_ai(x)"}, {F::AiryBi, "airy_bi(x)"}, {F::AiryAiPrime, "airy_ai_prime(x)"}, {F::AiryBiPrime, "airy_bi_prime(x)"},
    {F::EllipticK, "elliptic_k(x)"}, {F::EllipticE, "elliptic_e(x)"}, {F::EllipticE, "elliptic_e(x, y)"}, {F::EllipticF, "elliptic_f(x, y)"},
    {F::EllipticPi, "elliptic_pi(x, y)"}, {F::EllipticPi, "elliptic_pi(x, y, z)"},
    {F::LambertW, "lambertw(x)"}, {F::LambertW, "lambertw(-1, x)"}, {F::Hypergeometric2F1, "hyp2f1(1/2, x, 4/3, y)"},
    {F::Hypergeometric1F1, "hyp1f1(x, 4/3, y)"}, {F::HypergeometricU, "hypu(x, 4/3, y)"},
    {F::HypergeometricPFQ, "hypergeometric([x, 1/3, 1/5], [y, 3/4], z)"}, {F::AppellF1, "appell_f1(1/2, 1/3, 2/3, 5/4, x, y)"},
    {F::LegendreP, "legendre_p(x, y)"}, {F::LegendreQ, "legendre_q(x, y)"}, {F::ChebyshevT, "chebyshev_t(x, y)"}, {F::ChebyshevU, "chebyshev_u(x, y)"},
    {F::Hermite, "hermite(x, y)"}, {F::Laguerre, "laguerre(x, y)"}, {F::Laguerre, "laguerre(x, y, z)"},
    {F::Heaviside, "heaviside(x)", Value::RealOnly}, {F::DiracDelta, "diracdelta(x)", Value::None},
    {F::Equal, "x == y", Value::Condition}, {F::Unequal, "x != y", Value::Condition}, {F::Less, "x < y", Value::Condition},
    {F::LessEqual, "x <= y", Value::Condition}, {F::And, "x < y and y < z", Value::Condition}, {F::Or, "x < y or y < z", Value::Condition},
    {F::Piecewise, "piecewise(x, x > y, x^2)", Value::RealOnly},
    {F::RootOf, "rootof(x^5 - x - 1, 0)", Value::None}, {F::RootSum, "rootsum(t^3 - t - 1, |t| log(x - t))"},
    {F::Derivative, "diff(y(x), x)", Value::None}, {F::Substitution, "subs(diff(f(t), t), t, x^2)", Value::None},
    {F::IndefiniteIntegral, "integrate(exp(x*y)/x, x)", Value::None}, {F::Integral, "integrate(exp(-x*t^2), t, 0, y)", Value::None},
    {F::Sum, "sum(sin(k*x), k, 1, 5)"}, {F::Product, "product(x + 1/k, k, 1, 5)"}, {F::Limit, "limit(sin(t*x)/t, t, 0)", Value::None},
    {F::Apply, "f(x)", Value::None},
};
/// Heads that stand inside others only (truth values, lists of parameters), and `not`, which relations take up.
constexpr FunctionId kParts[] = {F::True, F::False, F::List, F::Not};

bool has(const Expr& e, FunctionId head) {
    return any_node(e, [&](const Expr& part) { return part.is(head); });
}

/// Every { has its }, \left its \right, and nothing outside ASCII is left.
std::string latex_problem(const std::string& text) {
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (static_cast<unsigned char>(text[i]) >= 0x80) return "not ASCII";
        if (text[i] == '\\') ++i;
        else if (text[i] == '{') ++depth;
        else if (text[i] == '}' && --depth < 0) return "a brace too many";
    }
    auto count = [&](std::string_view word) {
        int found = 0;
        for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos; at += word.size())
            found += at + word.size() >= text.size() || !std::isalpha(static_cast<unsigned char>(text[at + word.size()]));
        return found;
    };
    if (count("\\left") != count("\\right")) return "fences do not pair";
    return depth == 0 && !text.empty() ? "" : "braces do not pair";
}

/// Elements nest.
std::string mathml_problem(const std::string& text) {
    std::vector<std::string> open;
    for (std::size_t at = 0; (at = text.find('<', at)) != std::string::npos;) {
        std::size_t end = text.find('>', at);
        if (end == std::string::npos) return "a tag without end";
        std::string tag = text.substr(at + 1, end - at - 1);
        at = end;
        if (tag.ends_with('/')) continue;
        if (tag[0] != '/') open.push_back(tag.substr(0, tag.find(' ')));
        else if (open.empty() || open.back() != tag.substr(1)) return "tag " + tag;
        else open.pop_back();
    }
    return open.empty() && text.starts_with("<math") ? "" : "tags do not pair";
}

class FunctionRecordsTest : public algebra::AlgebraTest {
protected:
    static constexpr std::int64_t kPrecision = 600;
    static Ball hundredths(int re, int im = 0) {
        return Ball::gaussian(Rational::make(Integer(re), Integer(100)), Rational::make(Integer(im), Integer(100)), kPrecision);
    }
    algebra::Point point(const Ball& a, const Ball& b, const Ball& c) const { return {{x, a}, {y, b}, {z, c}}; }

    /// Real points, the first inside every real domain of one variable that needs 0 < x < 1, and complex ones off all cuts.
    std::vector<algebra::Point> points(bool real) const {
        if (real) return {point(hundredths(31), hundredths(42), hundredths(57)), point(hundredths(-131), hundredths(75), hundredths(23)),
                          point(hundredths(247), hundredths(-42), hundredths(-11)), point(hundredths(178), hundredths(33), hundredths(66))};
        return {point(hundredths(31, 12), hundredths(42, -15), hundredths(23, 9)), point(hundredths(-131, -27), hundredths(37, 45), hundredths(-23, 18)),
                point(hundredths(77, 120), hundredths(-42, -35), hundredths(13, 17)), point(hundredths(157, 31), hundredths(23, 38), hundredths(21, -8))};
    }

    /// What is written is read as the same node, in every place where the sample can stand.
    static void read_back(const Expr& e) {
        std::string text = algebra::to_infix(e);
        EXPECT_EQ(parse_expression(text), e) << text;
        EXPECT_EQ(latex_problem(algebra::latex(e)), "") << algebra::latex(e);
        EXPECT_EQ(mathml_problem(algebra::mathml(e)), "") << algebra::mathml(e);
        EXPECT_FALSE(algebra::pretty(e).empty()) << text;
    }

    /// Points at which de/dv was compared with a difference quotient.
    int compare_derivative(const Expr& e, const Expr& v, const Expr& derivative, bool real) {
        Ball h = ball::pow_integer(Ball(2), Integer(-100), kPrecision);
        int compared = 0;
        for (const algebra::Point& p : points(real)) {
            auto at = [&](const Ball& shift) {
                algebra::Point moved = p;
                for (auto& [symbol, value] : moved)
                    if (symbol == v) value = ball::add(value, shift, kPrecision);
                return enclose_at(e, moved, kPrecision);
            };
            Ball quotient = ball::div(ball::sub(at(h), at(ball::neg(h)), kPrecision), ball::mul(Ball(2), h, kPrecision), kPrecision);
            Ball exact = enclose_at(derivative, p, kPrecision);
            if (!quotient.is_finite() || !exact.is_finite()) continue;
            ++compared;
            Ball error = ball::sub(quotient, exact, kPrecision);
            EXPECT_LT(error.log2_upper(), std::max(0.0, exact.log2_upper()) - 100)
                << algebra::to_infix(e) << " by " << v.symbol_name() << ": " << exact.to_string(20) << " not " << quotient.to_string(20);
        }
        return compared;
    }
};

TEST_F(FunctionRecordsTest, EveryHeadHasASample) {
    std::map<FunctionId, int> samples;
    for (const Sample& s : kSamples) ++samples[s.head];
    for (FunctionId part : kParts) ++samples[part];
    for (std::size_t i = 0; i < algebra::kFunctionCount; ++i) {
        auto head = static_cast<FunctionId>(i);
        EXPECT_TRUE(samples.contains(head)) << name_of(head);
        const algebra::Function& record = algebra::function(head);
        EXPECT_EQ(record.id, head) << name_of(head) << " has no record";
    }
    for (const Sample& s : kSamples) {
        EXPECT_TRUE(has(parse_expression(s.text), s.head)) << s.text;
        const algebra::Function& record = algebra::function(s.head);
        if (s.value == Value::Condition || s.head >= F::RootOf) continue; // forms have no place in the literature of functions
        EXPECT_FALSE(record.latex.empty()) << s.text;
        EXPECT_FALSE(record.branch.empty()) << s.text;
        EXPECT_FALSE(record.source.empty()) << s.text;
        EXPECT_TRUE(record.evaluate != nullptr || record.enclose_form != nullptr || s.value == Value::None) << s.text;
    }
}

TEST_F(FunctionRecordsTest, EveryHeadIsWrittenAndReadBack) {
    for (const Sample& s : kSamples) {
        Expr e = parse_expression(s.text);
        read_back(e);
        for (const Expr& v : {x, y, z}) { // with other arguments: negative, fractions, sums, powers, complex, other symbols
            for (std::string_view argument : {"-x", "x/2", "x + y", "x^2", "1/x", "2i*x", "√2", "-3/2", "1+2i", "y", "alpha_1", "x*y/3", "f(x)", "x > 1"}) {
                try {
                    read_back(substitute(e, v, parse_expression(argument)));
                } catch (const Failure&) { // not in the domain
                }
            }
        }
        if (s.value == Value::Condition) continue;
        for (const Expr& outer : {power(e, Expr(2)), power(e, negate(z)), Expr(3) - e, negate(e) / y, power(Expr(2), e), exp(e), sqrt(e), e * (e + Expr(1)), e * power(Expr(2), ratio(1, 3))}) read_back(outer);
    }
}

TEST_F(FunctionRecordsTest, EveryDerivativeAgreesWithDifferences) {
    int compared = 0, unevaluated = 0;
    for (const Sample& s : kSamples) {
        if (s.value == Value::Condition) continue;
        Expr e = parse_expression(s.text);
        for (const Expr& v : {x, y, z}) {
            if (!contains(e, v)) continue;
            SCOPED_TRACE(s.text);
            Expr derivative = calculus::differentiate(e, v);
            read_back(derivative);
            read_back(calculus::differentiate(derivative, v));
            if (s.value == Value::None) continue;
            if (has(derivative, F::Derivative)) {
                ++unevaluated;
                continue;
            }
            int here = compare_derivative(e, v, derivative, true);
            if (s.value == Value::Analytic) here += compare_derivative(e, v, derivative, false);
            EXPECT_GE(here, 2) << algebra::to_infix(e) << " by " << v.symbol_name() << ": " << algebra::to_infix(derivative);
            compared += here;
        }
    }
    EXPECT_GT(compared, 400);
    EXPECT_LE(unevaluated, 29); // by orders and parameters, and of zeta
    std::printf("derivatives: %d comparisons, %d left unevaluated\n", compared, unevaluated);
}

TEST_F(FunctionRecordsTest, ConjugatesAgreeWithValues) {
    int compared = 0;
    for (const Sample& s : kSamples) {
        if (s.value == Value::Condition || s.value == Value::None) continue;
        Expr e = parse_expression(s.text), conjugate = apply_function(F::Conj, {e});
        read_back(conjugate);
        for (bool real : {true, false}) {
            for (const algebra::Point& p : points(real)) {
                Ball value = enclose_at(e, p, kPrecision), other = enclose_at(conjugate, p, kPrecision);
                if (!value.is_finite() || !other.is_finite()) continue;
                ++compared;
                EXPECT_TRUE(ball::conj(value, kPrecision).overlaps(other)) << algebra::to_infix(conjugate) << " at " << p[0].second.to_string(5) << ", " << p[1].second.to_string(5);
            }
        }
    }
    EXPECT_GT(compared, 400);
    std::printf("conjugates: %d comparisons\n", compared);
}

TEST_F(FunctionRecordsTest, ParityHolds) {
    int compared = 0;
    for (const Sample& s : kSamples) {
        const algebra::Function& record = algebra::function(s.head);
        if (record.parity == Parity::None) continue;
        Expr e = parse_expression(s.text);
        ASSERT_TRUE(e.is(s.head)) << s.text;
        std::vector<Expr> arguments(e.arguments().begin(), e.arguments().end());
        Expr last = arguments.back();
        arguments.back() = negate(last);
        Expr reflected = apply_function(s.head, arguments), plain = make_function(s.head, arguments);
        EXPECT_EQ(reflected, record.parity == Parity::Even ? e : negate(e)) << s.text;
        for (bool real : {true, false}) {
            for (const algebra::Point& p : points(real)) {
                Ball a = enclose_at(reflected, p, kPrecision), b = enclose_at(plain, p, kPrecision);
                if (!a.is_finite() || !b.is_finite()) continue;
                ++compared;
                EXPECT_TRUE(a.overlaps(b)) << s.text;
            }
        }
    }
    EXPECT_GT(compared, 100);
    std::printf("parity: %d comparisons\n", compared);
}

} // namespace
} // namespace rumina
