// N(e, digits): known digits, rounding, proofs of exactness, expressions with symbols.
#include "algebra/numeric_value.h"

#include <chrono>

#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/test_store.h"
#include "diagnostics/diagnostic.h"
#include "number/big_float.h"

namespace rumina::algebra {
namespace {

using F = FunctionId;

Expr f(FunctionId head, std::initializer_list<Expr> arguments) { return apply_function(head, arguments); }

/// The digits of a real value as printed; "re | im" of a complex one.
std::string digits_of(const Expr& e, int digits) {
    Expr value = numeric_value(e, digits);
    if (!value.is_number()) return "not a number";
    const Number& n = value.number();
    std::string text = n.big_re(53).to_string();
    if (!n.is_real()) text += " | " + n.big_im(53).to_string();
    return text;
}

using NumericValue = AlgebraTest;

// Digits as mpmath gives them.
TEST_F(NumericValue, KnownConstants) {
    EXPECT_EQ(digits_of(pi(), 50), "3.1415926535897932384626433832795028841971693993751");
    EXPECT_EQ(digits_of(euler_e(), 50), "2.7182818284590452353602874713526624977572470937000"); // …36999595749669676
    EXPECT_EQ(digits_of(constant(ConstantId::EulerGamma), 50), "0.57721566490153286060651209008240243104215933593992");
    EXPECT_EQ(digits_of(constant(ConstantId::Catalan), 50), "0.91596559417721901505460351493238411077414937428167");
    EXPECT_EQ(digits_of(f(F::Zeta, {Expr(3)}), 50), "1.2020569031595942853997381615114499907649862923405");
    EXPECT_EQ(digits_of(f(F::Gamma, {ratio(1, 3)}), 50), "2.6789385347077476336556929409746776441286893779573");
    EXPECT_EQ(digits_of(f(F::Erf, {Expr(1)}), 50), "0.84270079294971486934122063508260925929606699796630");
    EXPECT_EQ(digits_of(f(F::Ei, {Expr(1)}), 50), "1.8951178163559367554665209343316342690170605817327");
    EXPECT_EQ(digits_of(f(F::BesselJ, {Expr(0), Expr(1)}), 50), "0.76519768655796655144971752610266322090927428975533");
    EXPECT_EQ(digits_of(f(F::AiryAi, {Expr(1)}), 50), "0.13529241631288141552414742351546630617494414298833");
    EXPECT_EQ(digits_of(f(F::EllipticK, {ratio(1, 2)}), 50), "1.8540746773013719184338503471952600462175988235218");
    EXPECT_EQ(digits_of(f(F::LambertW, {Expr(1)}), 50), "0.56714329040978387299996866221035554975381578718651");
    EXPECT_EQ(digits_of(root(2), 50), "1.4142135623730950488016887242096980785696718753769");
    EXPECT_EQ(digits_of(f(F::Log, {Expr(2)}), 30), "0.693147180559945309417232121458");
}

TEST_F(NumericValue, Rounding) {
    EXPECT_EQ(digits_of(ratio(1, 8), 2), "0.13"); // halves away from zero
    EXPECT_EQ(digits_of(ratio(-1, 8), 2), "-0.13");
    EXPECT_EQ(digits_of(ratio(3, 20), 1), "0.2"); // no binary fraction
    EXPECT_EQ(digits_of(ratio(2, 3), 5), "0.66667");
    EXPECT_EQ(digits_of(ratio(19999, 20000), 4), "1.000");
    EXPECT_EQ(digits_of(Expr(0), 10), "0");
    EXPECT_EQ(digits_of(Expr(12345), 3), "1.23e+4");
    EXPECT_EQ(digits_of(pi(), 1), "3");
    EXPECT_EQ(digits_of(exp(Expr(-1000)), 20), "5.0759588975494567653e-435");
    EXPECT_EQ(digits_of(f(F::Sin, {power(Expr(10), Expr(40))}), 15), "-0.569633400953636");
    EXPECT_EQ(digits_of(exp(pi() * sqrt(Expr(163))), 40), "262537412640768743.9999999999992500725972");
}

TEST_F(NumericValue, ThousandDigitsEndRight) {
    std::string text = digits_of(pi(), 1000);
    EXPECT_EQ(text.size(), 1001u);
    EXPECT_EQ(text.substr(text.size() - 7), "6420199");
    for (const Expr& e : {f(F::Gamma, {ratio(1, 3)}), f(F::Zeta, {Expr(3)}), f(F::Erf, {root(2)}), f(F::BesselJ, {Expr(0), Expr(1)}), f(F::AiryAi, {Expr(1)}),
                          f(F::EllipticK, {ratio(1, 3)}), f(F::LambertW, {Expr(1)}), f(F::Polylog, {Expr(2), ratio(1, 3)})}) {
        Expr a = numeric_value(e, 1000), b = numeric_value(e, 1050);
        Number difference = a.number() + -b.number().with_precision_at_most(a.number().precision_bits());
        EXPECT_LT(ball_of(difference, 64).log2_upper(), ball_of(a.number(), 64).log2_upper() - 3317); // half a unit of the last digit
    }
}

TEST_F(NumericValue, HundredThousandDigitsAreFast) {
    auto start = std::chrono::steady_clock::now();
    std::string text = digits_of(pi(), 100000);
    double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    EXPECT_EQ(text.size(), 100001u);
    EXPECT_EQ(text.substr(text.size() - 5), "62465");
    std::printf("100,000 digits of π: %.3f s\n", seconds);
}

TEST_F(NumericValue, ZerosAndTiesAreProved) {
    Expr zero = sqrt(Expr(3) + Expr(2) * root(2)) - Expr(1) - root(2);
    EXPECT_EQ(digits_of(zero, 20), "0");
    // A tie hidden in radicals: 1/8 + 0.
    EXPECT_EQ(digits_of(zero + ratio(1, 8), 2), "0.13");
    EXPECT_EQ(digits_of(zero - ratio(1, 8), 2), "-0.13");
    // Near a tie on either side, 10^-40 off.
    EXPECT_EQ(digits_of(ratio(1, 8) + power(Expr(10), Expr(-40)) * root(2), 2), "0.13");
    EXPECT_EQ(digits_of(ratio(1, 8) - power(Expr(10), Expr(-40)) * root(2), 2), "0.12");
}

TEST_F(NumericValue, WhatIsNotDecidedIsRefused) {
    // True, but without a proof here.
    Expr zero = f(F::Erf, {Expr(1)}) - f(F::Hypergeometric1F1, {ratio(1, 2), ratio(3, 2), Expr(-1)}) * Expr(2) / sqrt(pi());
    try {
        numeric_value(zero, 20);
        ADD_FAILURE() << "a proof was found";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.diagnostic.id, DiagnosticId::NotDecided);
    }
    EXPECT_EQ(digits_of(zero + Expr(1), 20), "1.0000000000000000000");
}

TEST_F(NumericValue, ComplexParts) {
    EXPECT_EQ(digits_of(exp(imaginary_unit()), 20), "0.54030230586813971740 | 0.84147098480789650665");
    EXPECT_EQ(digits_of(imaginary_unit() * pi(), 20), "0 | 3.1415926535897932385");
    EXPECT_EQ(digits_of(f(F::LambertW, {Expr(-1)}), 20), "-0.31813150520476413531 | 1.3372357014306894089");
    EXPECT_EQ(digits_of(f(F::Gamma, {imaginary_unit()}), 15), "-0.154949828301811 | -0.498015668118356");
}

TEST_F(NumericValue, SymbolsStay) {
    EXPECT_EQ(numeric_value(x, 20), x);
    EXPECT_EQ(numeric_value(power(x, Expr(2)) + x, 20), power(x, Expr(2)) + x);
    Expr value = numeric_value(pi() * x + root(2), 30);
    ASSERT_TRUE(value.is_add());
    EXPECT_EQ(Expr(value.constant_part()), numeric_value(root(2), 30));
    EXPECT_EQ(value - numeric_value(root(2), 30), multiply(numeric_value(pi(), 30), x) + (numeric_value(root(2), 30) - numeric_value(root(2), 30)));
    EXPECT_EQ(numeric_value(f(F::BesselJ, {Expr(2), x}), 20), f(F::BesselJ, {Expr(2), x}));
    EXPECT_EQ(numeric_value(negate(x), 20), negate(x));
    EXPECT_EQ(numeric_value(exp(x), 20), exp(x));
    EXPECT_EQ(numeric_value(infinity(), 20), infinity());
    Expr doubles = numeric_value(x * ratio(1, 3));
    EXPECT_EQ(doubles.coefficient(), Number::real_float(1.0 / 3));
    EXPECT_EQ(numeric_value(pi()), Expr(Number::real_float(3.141592653589793)));
}

} // namespace
} // namespace rumina::algebra
