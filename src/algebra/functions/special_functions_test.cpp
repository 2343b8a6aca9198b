// Special values and derivatives of the higher functions, against their enclosures.
#include <cstdint>
#include <functional>

#include "algebra/enclosure.h"
#include "algebra/functions/function.h"
#include "algebra/functions/gamma_relations.h"
#include "algebra/numeric.h"
#include "algebra/test_store.h"
#include "diagnostics/diagnostic.h"
#include "number/ball_functions.h"

namespace rumina::algebra {
namespace {

using F = FunctionId;

std::string text_of(FunctionId head, const std::vector<Expr>& arguments) {
    std::string text = std::string(name_of(head)) + "(";
    for (const Expr& a : arguments) text += enclose(a, 64).to_string(12) + "; ";
    return text + ")";
}

class SpecialFunctions : public AlgebraTest {
protected:
    static constexpr std::int64_t kPrecision = 320;
    std::size_t compared = 0, special = 0, poles = 0, unknown = 0;

    /// The value the constructor gives must overlap the enclosure of the head itself; where it refuses, the head must have
    /// no finite enclosure.
    void compare_value(FunctionId head, const std::vector<Expr>& arguments) {
        Expr value;
        try {
            value = apply_function(head, arguments);
        } catch (const Failure&) {
            ++poles;
            Ball direct = enclose(make_function(head, arguments), kPrecision);
            EXPECT_FALSE(direct.is_finite() && direct.relative_accuracy_bits() > 100) << "refused: " << text_of(head, arguments) << direct.to_string();
            return;
        }
        bool evaluated = !value.is(head);
        special += evaluated;
        if (value.has_infinity()) {
            ADD_FAILURE() << "infinite: " << text_of(head, arguments);
            return;
        }
        if (!evaluated) return;
        Ball direct = enclose(make_function(head, arguments), kPrecision), ball = enclose(value, kPrecision);
        EXPECT_TRUE(ball.is_finite() || !direct.is_finite()) << text_of(head, arguments);
        if (!direct.is_finite()) {
            ++unknown;
            return;
        }
        ++compared;
        EXPECT_TRUE(ball.overlaps(direct)) << text_of(head, arguments) << " = " << ball.to_string(30) << " not " << direct.to_string(30);
        if (!value.is_zero()) { EXPECT_GT(ball.relative_accuracy_bits(), 200) << text_of(head, arguments) << ball.to_string(); }
    }

    std::vector<Expr> grid() {
        std::vector<Expr> points;
        for (int n = -4; n <= 5; ++n) points.push_back(Expr(n));
        for (int n = -7; n <= 7; n += 2) points.push_back(ratio(n, 2));
        for (int n : {-5, -2, -1, 1, 2, 4, 7}) points.push_back(ratio(n, 3));
        for (int n : {-5, -3, -1, 1, 3, 5, 9}) points.push_back(ratio(n, 4));
        for (int n : {-7, -1, 1, 5, 7}) points.push_back(ratio(n, 6));
        points.insert(points.end(), {ratio(2, 7), imaginary_unit(), negate(imaginary_unit()), Expr(1) + imaginary_unit(), ratio(-3, 2) * imaginary_unit(),
                                     Expr(-2) + ratio(1, 3) * imaginary_unit(), root(2), negate(root(2)), pi(), pi() * ratio(1, 2), negate(pi()), exp(Expr(1)), exp(Expr(-2))});
        return points;
    }
    std::vector<Expr> small_grid() {
        return {Expr(-2), Expr(-1), Expr(0), Expr(1), Expr(2), Expr(5), ratio(1, 2), ratio(-3, 2), ratio(7, 2), ratio(1, 4), ratio(5, 3), imaginary_unit(), Expr(1) - imaginary_unit(),
                root(2), negate(pi())};
    }
    void all_of(FunctionId head, std::size_t count, const std::vector<Expr>& points) {
        std::vector<Expr> arguments(count);
        std::function<void(std::size_t)> choose = [&](std::size_t i) {
            if (i == count) return compare_value(head, arguments);
            for (const Expr& p : points) {
                arguments[i] = p;
                choose(i + 1);
            }
        };
        choose(0);
    }
};

TEST_F(SpecialFunctions, ValuesOfOneArgument) {
    for (F head : {F::Factorial, F::Gamma, F::LogGamma, F::Digamma, F::Erf, F::Erfc, F::Erfi, F::Ei, F::Si, F::Ci, F::Shi, F::Chi, F::Li, F::FresnelS,
                   F::FresnelC, F::Zeta, F::AiryAi, F::AiryBi, F::AiryAiPrime, F::AiryBiPrime, F::EllipticK, F::EllipticE, F::LambertW})
        all_of(head, 1, grid());
    EXPECT_GT(compared, 150u);
    RecordProperty("compared", static_cast<int>(compared));
    std::printf("values %zu, compared %zu, refused %zu, without enclosure %zu\n", special, compared, poles, unknown);
}

TEST_F(SpecialFunctions, ValuesOfTwoArguments) {
    for (F head : {F::Binomial, F::UpperGamma, F::LowerGamma, F::Polygamma, F::Beta, F::HurwitzZeta, F::Polylog, F::BesselJ, F::BesselY, F::BesselI,
                   F::BesselK, F::EllipticE, F::EllipticF, F::EllipticPi, F::LegendreP, F::LegendreQ, F::ChebyshevT, F::ChebyshevU, F::Hermite, F::Laguerre}) {
        std::size_t before = compared;
        std::size_t without = unknown;
        all_of(head, 2, small_grid());
        std::printf("%s: compared %zu, without enclosure %zu\n", std::string(name_of(head)).c_str(), compared - before, unknown - without);
        EXPECT_GT(compared - before, 20u) << name_of(head);
    }
    std::printf("values %zu, compared %zu, refused %zu, without enclosure %zu\n", special, compared, poles, unknown);
}

TEST_F(SpecialFunctions, ValuesOfMoreArguments) {
    for (F head : {F::EllipticPi, F::Laguerre, F::Hypergeometric1F1, F::HypergeometricU})
        all_of(head, 3, head == F::EllipticPi ? std::vector<Expr>{Expr(-2), Expr(0), Expr(1), ratio(1, 2), pi()} // beyond the cut balls are slow
                                             : std::vector<Expr>{Expr(-2), Expr(0), Expr(1), Expr(2), ratio(1, 2), ratio(4, 3), imaginary_unit(), pi()});
    all_of(F::Hypergeometric2F1, 4, {Expr(-2), Expr(0), Expr(1), Expr(2), ratio(4, 3)});
    EXPECT_GT(compared, 800u);
    std::printf("values %zu, compared %zu, refused %zu, without enclosure %zu\n", special, compared, poles, unknown);
}

TEST_F(SpecialFunctions, LambertWSolvesItsEquation) {
    Expr log2 = apply_function(F::Log, {Expr(2)});
    auto w = [](const Expr& z) { return apply_function(F::LambertW, {z}); };
    auto branch = [](int k, const Expr& z) { return apply_function(F::LambertW, {Expr(k), z}); };
    EXPECT_EQ(w(Expr(0)), Expr(0));
    EXPECT_EQ(w(exp(Expr(1))), Expr(1));
    EXPECT_EQ(w(negate(exp(Expr(-1)))), Expr(-1));
    EXPECT_EQ(branch(-1, negate(exp(Expr(-1)))), Expr(-1));
    EXPECT_EQ(w(Expr(2) * exp(Expr(2))), Expr(2));
    EXPECT_EQ(branch(-1, Expr(-2) * exp(Expr(-2))), Expr(-2));
    EXPECT_TRUE(w(Expr(-2) * exp(Expr(-2))).is(F::LambertW));
    EXPECT_EQ(w(Expr(2) * log2), log2);
    EXPECT_EQ(w(negate(log2) * ratio(1, 2)), negate(log2));
    EXPECT_EQ(branch(-1, negate(log2) * ratio(1, 2)), Expr(-2) * log2);
    EXPECT_EQ(w(negate(pi()) * ratio(1, 2)), imaginary_unit() * pi() * ratio(1, 2));
    EXPECT_EQ(branch(0, x), w(x));
    for (const Expr& z : {exp(Expr(1)), Expr(2) * exp(Expr(2)), Expr(2) * log2, negate(log2) * ratio(1, 2), negate(pi()) * ratio(1, 2)}) compare_value(F::LambertW, {z});
    EXPECT_THROW(branch(1, Expr(0)), Failure);
}

TEST_F(SpecialFunctions, RelationsBetweenGammaValues) {
    auto gamma = [&](int p, int q) { return apply_function(F::Gamma, {ratio(p, q)}); };
    EXPECT_EQ(reduce_gamma_values(gamma(1, 3) * gamma(2, 3)), Expr(2) * pi() / root(3));
    EXPECT_EQ(reduce_gamma_values(gamma(1, 4) * gamma(3, 4)), root(2) * pi());
    EXPECT_EQ(reduce_gamma_values(x + gamma(1, 3)), x + gamma(1, 3));
    EXPECT_EQ(zero_test(gamma(1, 3) * gamma(2, 3) - Expr(2) * pi() / root(3)), Truth::Yes);
    EXPECT_EQ(zero_test(gamma(1, 6) - power(Expr(2), ratio(-1, 3)) * sqrt(Expr(3) / pi()) * power(gamma(1, 3), Expr(2))), Truth::Yes);
    EXPECT_EQ(zero_test(gamma(1, 5) * gamma(4, 5) - pi() / apply_function(F::Sin, {pi() * ratio(1, 5)})), Truth::Yes);
    EXPECT_EQ(zero_test(gamma(1, 7) * gamma(2, 7) * gamma(3, 7) * gamma(4, 7) * gamma(5, 7) * gamma(6, 7) - power(Expr(2) * pi(), Expr(3)) / root(7)), Truth::Yes);
    EXPECT_EQ(zero_test(gamma(1, 3) * gamma(2, 3) - Expr(2) * pi() / root(3) + power(Expr(10), Expr(-30))), Truth::No);
    for (int n = 3; n <= 60; ++n) // every reduced value is the value
        for (int k = 1; k < n; k += n / 7 + 1) {
            Expr value = gamma(k, n), reduced = reduce_gamma_values(value);
            Ball a = enclose(value, 256), b = enclose(reduced, 256);
            EXPECT_TRUE(a.overlaps(b)) << k << "/" << n;
            EXPECT_GT(b.relative_accuracy_bits(), 200) << k << "/" << n;
            EXPECT_EQ(reduce_gamma_values(reduced), reduced) << k << "/" << n;
        }
}

TEST_F(SpecialFunctions, GammaAtRationals) {
    auto gamma = [](const Expr& q) { return apply_function(F::Gamma, {q}); };
    EXPECT_EQ(gamma(ratio(1, 2)), sqrt(pi()));
    EXPECT_EQ(gamma(ratio(7, 3)), ratio(4, 9) * gamma(ratio(1, 3)));
    EXPECT_EQ(gamma(ratio(-2, 3)), ratio(-3, 2) * gamma(ratio(1, 3)));
    EXPECT_EQ(gamma(Expr(6)), Expr(120));
    EXPECT_EQ(apply_function(F::Factorial, {ratio(1, 2)}), ratio(1, 2) * sqrt(pi()));
    EXPECT_THROW(gamma(Expr(-3)), Failure);
    EXPECT_THROW(apply_function(F::Factorial, {Expr(-3)}), Failure);
}

TEST_F(SpecialFunctions, ValuesAtInfinity) {
    auto at = [](F head, const Expr& e) { return apply_function(head, {e}); };
    Expr plus = infinity(), minus = negate(infinity());
    EXPECT_EQ(at(F::Erf, plus), Expr(1));
    EXPECT_EQ(at(F::Erf, minus), Expr(-1));
    EXPECT_EQ(at(F::Erfc, minus), Expr(2));
    EXPECT_EQ(at(F::Ei, minus), Expr(0));
    EXPECT_EQ(at(F::Si, plus), pi() * ratio(1, 2));
    EXPECT_EQ(at(F::Si, minus), pi() * ratio(-1, 2));
    EXPECT_EQ(at(F::Ci, plus), Expr(0));
    EXPECT_EQ(at(F::FresnelS, minus), ratio(-1, 2));
    EXPECT_EQ(at(F::Gamma, plus), plus);
    EXPECT_EQ(at(F::Zeta, plus), Expr(1));
    EXPECT_EQ(at(F::AiryAi, plus), Expr(0));
    EXPECT_EQ(at(F::EllipticK, minus), Expr(0));
    EXPECT_THROW(at(F::Gamma, minus), Failure);
    EXPECT_THROW(at(F::Ei, Expr(0)), Failure);
    EXPECT_THROW(at(F::Li, Expr(1)), Failure);
}

TEST_F(SpecialFunctions, GeneralisedHypergeometric) {
    auto list = [](std::initializer_list<Expr> e) { return make_function(F::List, std::span<const Expr>(e.begin(), e.size())); };
    auto pfq = [](const Expr& a, const Expr& b, const Expr& z) { return apply_function(F::HypergeometricPFQ, {a, b, z}); };
    EXPECT_EQ(pfq(list({}), list({}), x), exp(x));
    EXPECT_EQ(pfq(list({y}), list({}), x), power(Expr(1) - x, negate(y)));
    EXPECT_EQ(pfq(list({Expr(1), Expr(2)}), list({Expr(2), y}), x), apply_function(F::Hypergeometric1F1, {Expr(1), y, x}));
    EXPECT_EQ(pfq(list({Expr(-1), y}), list({z}), x), Expr(1) - x * y / z);
    EXPECT_EQ(pfq(list({ratio(1, 2), Expr(-1), Expr(1)}), list({Expr(3), ratio(4, 3)}), Expr(2)), ratio(3, 4));
    Expr f = pfq(list({ratio(1, 2), ratio(1, 3), Expr(1)}), list({Expr(3), ratio(4, 3)}), ratio(1, 4));
    Ball ball = enclose(f, 128);
    EXPECT_TRUE(ball.is_finite());
    EXPECT_GT(ball.relative_accuracy_bits(), 90);
    EXPECT_THROW(pfq(list({Expr(1)}), list({Expr(0)}), x), Failure);
    EXPECT_THROW(pfq(Expr(1), list({Expr(0)}), x), Failure);
    // 3F2(1/2, 1/3, 1; 3, 4/3; 1/4) by its series
    Ball sum(1), term(1);
    for (int k = 0; k < 200; ++k) {
        Rational r = (Rational::make(Integer(1), Integer(2)) + Rational(k)) * (Rational::make(Integer(1), Integer(3)) + Rational(k)) * Rational(1 + k) /
                     ((Rational(3 + k)) * (Rational::make(Integer(4), Integer(3)) + Rational(k)) * Rational(k + 1) * Rational(4));
        term = ball::mul(term, Ball::rational(r, 256), 256);
        sum = ball::add(sum, term, 256);
    }
    EXPECT_LT(ball::sub(sum, ball, 256).log2_upper(), -90);
}

TEST_F(SpecialFunctions, GaussWithParametersThatDifferByIntegers) {
    const Expr third = Expr(1) / Expr(3), a = third, b = third, c = third + Expr(1), i = imaginary_unit();
    auto gauss = [](const Expr& u, const Expr& v, const Expr& w, const Expr& z) { return apply_function(F::Hypergeometric2F1, {u, v, w, z}); };
    for (const Expr& z : {Expr(-23) / Expr(5), Expr(-19) / Expr(20), Expr(-1000000), Expr(97) / Expr(100), Expr(6) / Expr(5) + i / Expr(4), Expr(30) - i / Expr(500),
                          Expr(-3) + Expr(8) * i}) {
        const Ball middle = enclose(gauss(a, b, c, z), kPrecision);
        EXPECT_GT(middle.relative_accuracy_bits(), 200) << middle.to_string();
        // (c-a)F(a-1) + (2a-c+(b-a)z)F + a(z-1)F(a+1) = 0 [DLMF 15.5.11]
        const Expr relation = (c - a) * gauss(a - Expr(1), b, c, z) + (Expr(2) * a - c + (b - a) * z) * gauss(a, b, c, z) + a * (z - Expr(1)) * gauss(a + Expr(1), b, c, z);
        const Ball zero = enclose(relation, kPrecision);
        EXPECT_TRUE(zero.contains_zero() && zero.log2_upper() < -180) << zero.to_string();
    }
}

TEST_F(SpecialFunctions, IdentitiesWithSymbols) {
    auto f = [](F head, std::initializer_list<Expr> a) { return apply_function(head, a); };
    EXPECT_EQ(f(F::Beta, {x, y}), f(F::Beta, {y, x}));
    EXPECT_EQ(f(F::Erf, {negate(x)}), negate(f(F::Erf, {x})));
    EXPECT_EQ(f(F::Erfc, {negate(x)}) + f(F::Erfc, {x}), Expr(2));
    EXPECT_EQ(f(F::Erf, {imaginary_unit() * x}), imaginary_unit() * f(F::Erfi, {x}));
    EXPECT_EQ(f(F::BesselJ, {Expr(-3), x}), negate(f(F::BesselJ, {Expr(3), x})));
    EXPECT_EQ(f(F::BesselK, {negate(y), x}), f(F::BesselK, {y, x}));
    EXPECT_EQ(f(F::Polylog, {Expr(1), x}), negate(f(F::Log, {Expr(1) - x})));
    EXPECT_EQ(f(F::Hypergeometric2F1, {Expr(-1), y, z, x}), Expr(1) - x * y / z);
    EXPECT_EQ(f(F::Hypergeometric2F1, {y, z, z, x}), power(Expr(1) - x, negate(y)));
    EXPECT_EQ(f(F::LegendreP, {Expr(2), x}), ratio(3, 2) * power(x, Expr(2)) - ratio(1, 2));
    EXPECT_EQ(f(F::ChebyshevT, {Expr(3), x}), Expr(4) * power(x, Expr(3)) - Expr(3) * x);
    EXPECT_EQ(f(F::Hermite, {Expr(3), x}), Expr(8) * power(x, Expr(3)) - Expr(12) * x);
    EXPECT_EQ(f(F::Laguerre, {Expr(2), x}), ratio(1, 2) * power(x, Expr(2)) - Expr(2) * x + Expr(1));
    EXPECT_EQ(f(F::Laguerre, {Expr(1), y, x}), Expr(1) + y - x);
    EXPECT_EQ(f(F::AppellF1, {x, y, z, Expr(2), Expr(0), y}), f(F::Hypergeometric2F1, {x, z, Expr(2), y}));
    EXPECT_EQ(f(F::Polygamma, {Expr(0), x}), f(F::Digamma, {x}));
    EXPECT_EQ(f(F::Zeta, {Expr(2)}), power(pi(), Expr(2)) * ratio(1, 6));
    EXPECT_EQ(f(F::Zeta, {Expr(-3)}), ratio(1, 120));
}

TEST_F(SpecialFunctions, EveryHeadHasARecord) {
    for (F head : {F::Factorial, F::Binomial, F::Gamma, F::LogGamma, F::UpperGamma, F::LowerGamma, F::Digamma, F::Polygamma, F::Beta, F::Erf, F::Erfc, F::Erfi, F::Ei,
                   F::Si, F::Ci, F::Shi, F::Chi, F::Li, F::FresnelS, F::FresnelC, F::Zeta, F::HurwitzZeta, F::Polylog, F::BesselJ, F::BesselY, F::BesselI, F::BesselK,
                   F::AiryAi, F::AiryBi, F::AiryAiPrime, F::AiryBiPrime, F::EllipticK, F::EllipticE, F::EllipticF, F::EllipticPi, F::LambertW, F::Hypergeometric2F1,
                   F::Hypergeometric1F1, F::HypergeometricU, F::HypergeometricPFQ, F::AppellF1, F::LegendreP, F::LegendreQ, F::ChebyshevT, F::ChebyshevU, F::Hermite, F::Laguerre}) {
        const Function& f = function(head);
        EXPECT_EQ(f.id, head);
        EXPECT_FALSE(f.latex.empty()) << name_of(head);
        EXPECT_FALSE(f.branch.empty()) << name_of(head);
        EXPECT_FALSE(f.source.empty()) << name_of(head);
    }
}

// ── derivatives ──

/// Arguments where every function is analytic, off all cuts; `integer_first` heads take an integer there.
struct DerivativeCase {
    F head;
    std::size_t count;
    std::vector<bool> closed; ///< whether argument i has a derivative in closed form
    bool integer_first = false;
};

TEST_F(SpecialFunctions, DerivativesAgreeWithDifferences) {
    const DerivativeCase cases[] = {
        {F::Factorial, 1, {true}}, {F::Binomial, 2, {true, true}}, {F::Gamma, 1, {true}}, {F::LogGamma, 1, {true}}, {F::UpperGamma, 2, {false, true}},
        {F::LowerGamma, 2, {false, true}}, {F::Digamma, 1, {true}}, {F::Polygamma, 2, {false, true}, true}, {F::Beta, 2, {true, true}},
        {F::Erf, 1, {true}}, {F::Erfc, 1, {true}}, {F::Erfi, 1, {true}}, {F::Ei, 1, {true}}, {F::Si, 1, {true}}, {F::Ci, 1, {true}}, {F::Shi, 1, {true}},
        {F::Chi, 1, {true}}, {F::Li, 1, {true}}, {F::FresnelS, 1, {true}}, {F::FresnelC, 1, {true}}, {F::Zeta, 1, {false}}, {F::HurwitzZeta, 2, {false, true}},
        {F::Polylog, 2, {false, true}}, {F::BesselJ, 2, {false, true}}, {F::BesselY, 2, {false, true}}, {F::BesselI, 2, {false, true}}, {F::BesselK, 2, {false, true}},
        {F::AiryAi, 1, {true}}, {F::AiryBi, 1, {true}}, {F::AiryAiPrime, 1, {true}}, {F::AiryBiPrime, 1, {true}}, {F::EllipticK, 1, {true}}, {F::EllipticE, 1, {true}},
        {F::EllipticE, 2, {true, true}}, {F::EllipticF, 2, {true, true}}, {F::EllipticPi, 2, {true, true}}, {F::EllipticPi, 3, {true, true, true}}, {F::LambertW, 1, {true}},
        {F::LambertW, 2, {false, true}, true}, {F::Hypergeometric2F1, 4, {false, false, false, true}}, {F::Hypergeometric1F1, 3, {false, false, true}},
        {F::HypergeometricU, 3, {false, false, true}}, {F::AppellF1, 6, {false, false, false, false, true, true}}, {F::LegendreP, 2, {false, true}}, {F::LegendreQ, 2, {false, true}}, {F::ChebyshevT, 2, {true, true}},
        {F::ChebyshevU, 2, {true, true}}, {F::Hermite, 2, {false, true}}, {F::Laguerre, 2, {false, true}}, {F::Laguerre, 3, {false, false, true}},
    };
    const std::int64_t prec = 700;
    auto ball = [&](int re, int im) { return Ball::gaussian(Rational::make(Integer(re), Integer(100)), Rational::make(Integer(im), Integer(100)), prec); };
    const std::vector<std::vector<Ball>> points = {
        {ball(31, 0), ball(42, 0), ball(57, 0), ball(23, 0), ball(19, 0), ball(-11, 0)},
        {ball(131, 27), ball(42, -15), ball(57, 31), ball(-23, 18), ball(13, 17), ball(21, -8)},
        {ball(-131, -27), ball(-37, 45), ball(-57, -31), ball(23, -38), ball(-21, 9), ball(12, 30)},
        {ball(77, 120), ball(-42, -75), ball(17, 81), ball(-63, -88), ball(7, -19), ball(-33, 10)},
    };
    Ball h = ball::pow_integer(Ball(2), Integer(-120), prec);
    int checked = 0;
    for (const DerivativeCase& c : cases) {
        const Function& f = function(c.head);
        std::vector<Expr> symbols;
        for (std::size_t i = 0; i < c.count; ++i) symbols.push_back(symbol("s" + std::to_string(i)));
        if (c.integer_first) symbols[0] = Expr(2);
        int here = 0;
        for (std::size_t i = 0; i < c.count; ++i) {
            if (!c.closed[i]) {
                EXPECT_TRUE(f.derivative == nullptr || !f.derivative(symbols, i)) << name_of(c.head) << " " << i;
                continue;
            }
            Expr derivative = f.derivative(symbols, i);
            ASSERT_TRUE(derivative) << name_of(c.head) << " " << i;
            Expr application = make_function(c.head, symbols);
            for (const std::vector<Ball>& values : points) {
                auto at = [&](const Expr& e, const Ball& shift) {
                    Point point;
                    for (std::size_t j = 0; j < c.count; ++j)
                        if (symbols[j].is_symbol()) point.emplace_back(symbols[j], j == i ? ball::add(values[j], shift, prec) : values[j]);
                    return enclose_at(e, point, prec);
                };
                Ball difference = ball::div(ball::sub(at(application, h), at(application, ball::neg(h)), prec), ball::mul(Ball(2), h, prec), prec);
                Ball exact = at(derivative, Ball());
                if (!difference.is_finite() || !exact.is_finite()) continue;
                ++here;
                Ball error = ball::sub(difference, exact, prec);
                EXPECT_LT(error.log2_upper(), exact.log2_upper() - 150) << name_of(c.head) << " argument " << i << ": " << exact.to_string(20) << " not " << difference.to_string(20);
            }
        }
        bool any = false;
        for (bool closed : c.closed) any = any || closed;
        if (any) { EXPECT_GE(here, 3) << name_of(c.head) << " was hardly evaluated"; }
        checked += here;
    }
    std::printf("derivatives compared at %d points\n", checked);
}

} // namespace
} // namespace rumina::algebra
