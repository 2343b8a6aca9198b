// Equalities and inequalities of constants that are decided exactly, with the time each takes: roots, circular functions at
// fractions of π, exponentials and logarithms, inverse functions, complex numbers, and values that are close but not equal.
#include <chrono>
#include <cstdio>
#include <iterator>
#include <string>

#include "algebra/numeric.h"
#include "algebra/store.h"
#include "runtime/expression_text.h"

#include <gtest/gtest.h>

namespace rumina {
namespace {

using namespace algebra;

struct Identity {
    const char* text;
    Truth zero;
};

constexpr Identity kIdentities[] = {
    // roots
    {"sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6))", Truth::Yes},
    {"sqrt(3 + 2*sqrt(2)) - 1 - sqrt(2)", Truth::Yes},
    {"sqrt(2)*sqrt(3) - sqrt(6)", Truth::Yes},
    {"(sqrt(2) + sqrt(3))^2 - 2*sqrt(6) - 5", Truth::Yes},
    {"(2 + sqrt(5))^(1/3) - (1 + sqrt(5))/2", Truth::Yes},
    {"(2^(1/3) - 1)^(1/3) - (1/9)^(1/3) + (2/9)^(1/3) - (4/9)^(1/3)", Truth::Yes},
    {"sqrt(5^(1/3) - 4^(1/3)) - (2^(1/3) + 20^(1/3) - 25^(1/3))/3", Truth::Yes},
    {"sqrt(16 - 2*sqrt(29) + 2*sqrt(55 - 10*sqrt(29))) - sqrt(5) - sqrt(11 - 2*sqrt(29))", Truth::Yes},
    {"1/(1 + sqrt(2) + sqrt(3)) - (2 + sqrt(2) - sqrt(6))/4", Truth::Yes},
    {"(2^(1/3) + 4^(1/3))^3 - 6*(2^(1/3) + 4^(1/3)) - 6", Truth::Yes},
    {"((3 + 2*5^(1/4))/(3 - 2*5^(1/4)))^(1/4) - (5^(1/4) + 1)/(5^(1/4) - 1)", Truth::Yes},
    {"((1 + sqrt(5))/2)^2 - (1 + sqrt(5))/2 - 1", Truth::Yes},
    // circular functions at fractions of π
    {"sin(pi/12) - (sqrt(6) - sqrt(2))/4", Truth::Yes},
    {"cos(pi/5) - (1 + sqrt(5))/4", Truth::Yes},
    {"cos(2*pi/7) + cos(4*pi/7) + cos(6*pi/7) + 1/2", Truth::Yes},
    {"cos(pi/24) - sqrt(2 + sqrt(2 + sqrt(3)))/2", Truth::Yes},
    {"8*cos(pi/9)^3 - 6*cos(pi/9) - 1", Truth::Yes},
    {"tan(3*pi/11) + 4*sin(2*pi/11) - sqrt(11)", Truth::Yes},
    {"cos(2*pi/17) + cos(4*pi/17) + cos(8*pi/17) + cos(16*pi/17) - (sqrt(17) - 1)/4", Truth::Yes},
    {"tan(pi/9) + 4*sin(pi/9) - sqrt(3)", Truth::Yes},
    {"1/sin(pi/7) - 1/sin(2*pi/7) - 1/sin(3*pi/7)", Truth::Yes},
    {"sin(pi/18)*sin(5*pi/18)*sin(7*pi/18) - 1/8", Truth::Yes},
    // functions at other numbers
    {"sin(1)^2 + cos(1)^2 - 1", Truth::Yes},
    {"sin(2) - 2*sin(1)*cos(1)", Truth::Yes},
    {"tan(1) - sin(1)/cos(1)", Truth::Yes},
    {"cosh(1)^2 - sinh(1)^2 - 1", Truth::Yes},
    {"cos(3) - 4*cos(1)^3 + 3*cos(1)", Truth::Yes},
    {"erf(1) + erf(-1)", Truth::Yes},
    {"gamma(1/2)^2 - pi", Truth::Yes},
    {"gamma(1/3)*gamma(2/3) - 2*pi/sqrt(3)", Truth::Yes},
    // exponentials and logarithms
    {"log(4) - 2*log(2)", Truth::Yes},
    {"log(6) - log(2) - log(3)", Truth::Yes},
    {"e*e^2 - e^3", Truth::Yes},
    {"e^(e + 1) - e*e^e", Truth::Yes},
    {"log(1 + sqrt(2)) + log(sqrt(2) - 1)", Truth::Yes},
    {"log(sin(1)^2) - 2*log(sin(1))", Truth::Yes},
    {"(sqrt(2)^sqrt(2))^sqrt(2) - 2", Truth::Yes},
    {"2*log(1 + sqrt(2)) - log(3 + 2*sqrt(2))", Truth::Yes},
    {"exp(log(2)/2) - sqrt(2)", Truth::Yes},
    {"asinh(1) - log(1 + sqrt(2))", Truth::Yes},
    // inverse functions
    {"4*atan(1/5) - atan(1/239) - pi/4", Truth::Yes},
    {"atan(1) + atan(2) + atan(3) - pi", Truth::Yes},
    {"atan(2 - sqrt(3)) - pi/12", Truth::Yes},
    {"asin(3/5) + asin(4/5) - pi/2", Truth::Yes},
    {"12*atan(1/18) + 8*atan(1/57) - 5*atan(1/239) - pi/4", Truth::Yes},
    {"acos(1/3) - 2*asin(1/sqrt(3))", Truth::Yes},
    // complex numbers
    {"exp(i*pi) + 1", Truth::Yes},
    {"(3 + 4*i)/(1 - 2*i) + 1 - 2*i", Truth::Yes},
    {"abs(3 - sqrt(7) + i*sqrt(6*sqrt(7) - 15)) - 1", Truth::Yes},
    {"exp(2*pi*i/5) + exp(4*pi*i/5) + exp(6*pi*i/5) + exp(8*pi*i/5) + 1", Truth::Yes},
    {"sqrt(-4) - 2*i", Truth::Yes},
    {"i^i - exp(-pi/2)", Truth::Yes},
    {"log(-1) - i*pi", Truth::Yes},
    // close, and not equal
    {"exp(pi*sqrt(163)) - 640320^3 - 744", Truth::No},
    {"exp(-10^5)", Truth::No},
    {"pi - 355/113", Truth::No},
    {"22/17*pi^4 + 1 - sqrt(2)", Truth::No},
    {"sqrt(2) + sqrt(3) - pi", Truth::No},
    {"(sqrt(2) - 1)^50", Truth::No},
    {"cos(2*pi/17) - cos(2*pi/17 + 10^(-40))", Truth::No},
    {"floor(1000*pi) - 3141", Truth::Yes},
};

TEST(ConstantIdentities, AreDecided) {
    static_assert(std::size(kIdentities) >= 53);
    double total = 0, worst = 0;
    std::string slowest;
    for (const Identity& identity : kIdentities) {
        Store store;
        Store::Use use(store);
        const auto start = std::chrono::steady_clock::now();
        Expr e = parse_expression(identity.text); // much is decided when the constructors meet the parts
        const Truth answer = zero_test(e);
        const double time = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        EXPECT_EQ(answer, identity.zero) << identity.text;
        total += time;
        if (time > worst) worst = time, slowest = identity.text;
    }
    std::printf("%zu identities of constants decided in %.1f ms; the slowest in %.2f ms: %s\n", std::size(kIdentities), total, worst, slowest.c_str());
}

} // namespace
} // namespace rumina
