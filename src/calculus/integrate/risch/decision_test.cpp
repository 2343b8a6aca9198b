#include "calculus/integrate/risch/decision.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "algebra/assumptions.h"
#include "algebra/output/output.h"
#include "algebra/test_store.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/check.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {
namespace {

using namespace algebra;
using Verdict = Decision::Verdict;

class DecisionTest : public AlgebraTest {
protected:
    DecisionTest() { assumptions.make_current(); }
    Assumptions assumptions;
    Expr a = symbol("a"), b = symbol("b");

    Decision decide(const Expr& f) { return decide_elementary(f, x, 100'000'000); }
    void expect_absent(const Expr& f, const char* proof = nullptr) {
        const Decision d = decide(f);
        EXPECT_EQ(d.verdict, Verdict::Absent) << to_infix(f) << ": " << d.reason << (d.antiderivative ? to_infix(d.antiderivative) : "");
        if (proof != nullptr) {
            EXPECT_EQ(d.reason, proof);
        }
    }
    void expect_found(const Expr& f) {
        const Decision d = decide(f);
        EXPECT_EQ(d.verdict, Verdict::Found) << to_infix(f) << ": " << d.reason;
        if (d.verdict != Verdict::Found) return;
        ASSERT_TRUE(d.antiderivative) << to_infix(f);
        EXPECT_TRUE(is_antiderivative(d.antiderivative, f, x)) << to_infix(f) << " gave " << to_infix(d.antiderivative);
    }
    void expect_given_up(const Expr& f) { EXPECT_EQ(decide(f).verdict, Verdict::GaveUp) << to_infix(f); }
};

TEST_F(DecisionTest, NoElementaryAntiderivative) {
    const Expr log_x = log_of(x);
    expect_absent(exp(x * x), "no v among the rational functions of x has v' + 2*v*x = 1");
    expect_absent(exp(x) / x);
    expect_absent(1 / log_x, "the residue at log(x) = 0 is x, which is not constant");
    expect_absent(log_x / (x + 1));
    expect_absent(exp(-1 / x));
    expect_absent(power(log_x, 2) / (x + 1));
    expect_absent(exp(a * x) / x);
    expect_absent(exp(x) * log_x);
    expect_absent(exp(exp(x)));
    expect_absent(log_of(log_x));
    expect_absent(x / (exp(x) + 1));
    expect_absent(power(Expr(2), x) / x);
    expect_absent(exp(sqrt(x)) / x);
    expect_absent(call(FunctionId::Sinh, x) / x);
    expect_absent(power(exp(x) + log_x, -1));
    expect_absent(exp(-x * x / 2));
    expect_absent(log_of(1 + exp(x)));
    expect_absent(log_x * log_of(x + 1) / x);
    expect_absent(exp(power(log_x, 2)));
    expect_absent(x * x / (log_x + x));
}

TEST_F(DecisionTest, ElementaryAntiderivatives) {
    const Expr log_x = log_of(x), e = exp(x);
    expect_found(e * (1 / x - power(x, -2)));
    expect_found((log_x - 1) / power(log_x, 2));
    expect_found(x * exp(x * x));
    expect_found(1 / (x * log_x));
    expect_found(exp(1 / x) / power(x, 2));
    expect_found(power(log_x, 3) * power(x, 5));
    expect_found(e / (e * e + 1));
    expect_found(e / (e * e - 2));
    expect_found(power(exp(2 * x) + e + 1, -1));
    expect_found(e / (power(e, 3) + e + 1));
    expect_found(exp(x + e));
    expect_found(1 / (x * log_x * log_of(log_x)));
    expect_found((a * e + 1) / (a * e + x));
    expect_found(log_of(x * x + a));
    expect_found(power(Expr(2), x) * x);
    expect_found(exp(sqrt(x)));
    expect_found(1 / (x * (power(log_x, 2) + a)));
    expect_found(1 / (x * (power(log_x, 3) + log_x + 1)));
    expect_found(power(x, 7) / (power(x, 12) + 1));
    // [Bronstein 2005] examples of 5.6 to 5.10
    expect_found((2 * power(log_x, 2) - log_x - x * x) / (power(log_x, 3) - x * x * log_x) - 1 / log_x);
    expect_found((e - x * x + 2 * x) / (power(e + x, 2) * x * x) * exp((x * x - 1) / x + 1 / (e + x)));
}

TEST_F(DecisionTest, WhatIsNotDecided) {
    const Expr two = sqrt(Expr(2));
    expect_given_up(power(x, a) * exp(x));
    expect_given_up(sin_of(x) / x);
    expect_given_up(sqrt(1 + power(x, 3)));
    expect_given_up(exp(two * x) / x);
    expect_given_up(exp(x) * sqrt(x + 1));
    expect_given_up(log_of(x) * log_of(2 * x) / (x + 1)); // log(2x) = log x + log 2
    expect_given_up(power(Expr(2), x) * power(Expr(3), x) / x);
    expect_given_up(log_of(x) * log_of(x + 1) * log_of(x * x + x));
    expect_given_up(exp(x / (x + 1)) * exp(1 / (x + 1)) / x);
}

/// F' for random F in random towers: never denied, and what is found has the derivative.
TEST_F(DecisionTest, DerivativesOfElementaryFunctionsAreNeverDenied) {
    const char* wanted = std::getenv("RUMINA_RANDOM_INTEGRANDS");
    const int count = wanted != nullptr ? std::atoi(wanted) : 60;
    std::mt19937_64 random(20261127);
    auto below = [&](int n) { return static_cast<int>(random() % static_cast<std::uint64_t>(n)); };
    auto polynomial = [&](const std::vector<Expr>& in, int terms) {
        Expr sum(below(4));
        for (int i = 0; i < terms; ++i) {
            Expr product(below(9) - 4);
            for (const Expr& g : in) product = product * power(g, Expr(below(3)));
            sum = sum + product;
        }
        return sum;
    };
    int found = 0, given_up = 0;
    for (int i = 0; i < count; ++i) {
        std::vector<Expr> in{x};
        const Expr arguments[] = {x, x * x, 1 / x, x + 1, 1 / (x + 1), a * x, x * x + 1};
        const int height = 1 + below(2);
        for (int level = 0; level < height; ++level) {
            const Expr u = level > 0 && below(2) == 0 ? in.back() : arguments[below(7)];
            in.push_back(below(2) == 0 ? exp(u) : log_of(u));
        }
        if (below(4) == 0) in.push_back(a);
        Expr F = polynomial(in, 3);
        if (below(2) == 0) {
            const Expr divisor = polynomial(in, 2);
            if (divisor.is_zero()) continue;
            F = F / divisor;
        }
        if (below(2) == 0) {
            const Expr inside = polynomial(in, 2);
            if (inside.is_zero()) continue;
            F = F + Expr(below(5) - 2) * log_of(inside);
        }
        if (below(4) == 0) {
            const Expr inside = polynomial(in, 1);
            F = F + Expr(below(3) - 1) * atan_of(inside);
        }
        const Expr f = differentiate(F, x);
        if (f.is_zero()) continue;
        const Decision d = decide_elementary(f, x, 30'000'000);
        EXPECT_NE(d.verdict, Verdict::Absent) << to_infix(F) << " with derivative " << to_infix(f) << ": " << d.reason;
        given_up += d.verdict == Verdict::GaveUp;
        if (d.verdict == Verdict::GaveUp && wanted != nullptr) std::printf("gave up: %s: %s\n", to_infix(F).c_str(), d.reason.c_str());
        if (d.verdict != Verdict::Found) continue;
        ++found;
        if (!d.antiderivative) continue;
        EXPECT_TRUE(is_antiderivative(d.antiderivative, f, x)) << to_infix(F) << " came out as " << to_infix(d.antiderivative);
    }
    EXPECT_GE(found, 4 * given_up);
    RecordProperty("found", found);
    if (wanted != nullptr) std::printf("%d found, %d given up\n", found, given_up);
}

} // namespace
} // namespace rumina::calculus
