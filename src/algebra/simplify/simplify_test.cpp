// Simplification: targets, honesty under assumptions, soundness on random expressions.
#include "algebra/simplify/simplify.h"

#include <functional>
#include <random>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/output/output.h"
#include "algebra/test_store.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

class Simplifying : public AlgebraTest {
protected:
    Assumptions assumptions;
    void SetUp() override { assumptions.make_current(); }
    static Expr f(FunctionId id, const Expr& a) { return apply_function(id, {a}); }
    static Expr sin(const Expr& a) { return f(FunctionId::Sin, a); }
    static Expr cos(const Expr& a) { return f(FunctionId::Cos, a); }
    static Expr tan(const Expr& a) { return f(FunctionId::Tan, a); }
    static Expr log(const Expr& a) { return f(FunctionId::Log, a); }
    static Expr abs(const Expr& a) { return f(FunctionId::Abs, a); }
    static Expr pow(const Expr& a, int n) { return power(a, Expr(n)); }
    void expect(const Expr& given, const Expr& wanted) {
        Expr result = simplify(given);
        EXPECT_EQ(result, wanted) << to_infix(given) << " became " << to_infix(result) << ", wanted " << to_infix(wanted);
        EXPECT_EQ(simplify(result), result);
    }
};

TEST_F(Simplifying, GammaValues) {
    auto gamma = [](int p, int q) { return f(FunctionId::Gamma, ratio(p, q)); };
    expect(x * gamma(1, 4) * gamma(3, 4), root(2) * pi() * x);
    expect(gamma(1, 3) * gamma(2, 3) - Expr(2) * pi() / root(3), Expr(0));
    expect(gamma(2, 3), gamma(2, 3)); // by Γ(1/3) it is no simpler
}

TEST_F(Simplifying, Identities) {
    expect(pow(sin(x), 2) + pow(cos(x), 2), Expr(1));
    expect(Expr(1) - pow(sin(x), 2), pow(cos(x), 2));
    expect((pow(x, 2) - Expr(1)) / (x - Expr(1)), x + Expr(1));
    expect(pow(x + Expr(1), 2) - pow(x, 2) - Expr(2) * x - Expr(1), Expr(0));
    expect(Expr(2) * sin(x) * cos(x), sin(Expr(2) * x));
    expect(sin(x) / cos(x), tan(x));
    expect(pow(sin(x) + cos(x), 2) - Expr(1) - sin(Expr(2) * x), Expr(0));
    expect(pow(pow(sin(x) + cos(x), 2), 4) - pow(Expr(1) + sin(Expr(2) * x), 4), Expr(0));
    expect(pow(f(FunctionId::Cosh, x), 2) - pow(f(FunctionId::Sinh, x), 2), Expr(1));
    expect(x / y + y / x - (x * x + y * y) / (x * y), Expr(0));
    expect(exp(x) * exp(-x) + x - x, Expr(1));
    expect((exp(Expr(2) * x) - Expr(1)) / (exp(x) - Expr(1)), exp(x) + Expr(1));
    expect(cos(Expr(2) * x) - pow(cos(x), 2) + pow(sin(x), 2), Expr(0));
    expect(tan(x + y) - (tan(x) + tan(y)) / (Expr(1) - tan(x) * tan(y)), Expr(0));
}

TEST_F(Simplifying, Constants) {
    expect(sqrt(Expr(3) + Expr(2) * root(2)), Expr(1) + root(2));
    expect(sqrt(Expr(5) + Expr(2) * root(6)), root(2) + root(3));
    expect(power(Expr(2) + root(5), ratio(1, 3)), half() + root(5) / Expr(2));
    expect(Expr(1) / (Expr(1) + root(2) + root(3)) - (Expr(2) + root(2) - root(6)) / Expr(4), Expr(0));
    expect(Expr(4) * f(FunctionId::Atan, ratio(1, 5)) - f(FunctionId::Atan, ratio(1, 239)) - pi() / Expr(4), Expr(0));
    expect(cos(Expr(2) * pi() / Expr(7)) + cos(Expr(4) * pi() / Expr(7)) + cos(Expr(6) * pi() / Expr(7)), ratio(-1, 2));
    expect(log(Expr(6)) - log(Expr(2)) - log(Expr(3)), Expr(0));
}

TEST_F(Simplifying, RespectsAssumptions) {
    expect(sqrt(x * x), abs(x));
    expect(pow(abs(x), 2), x * x);
    expect(log(exp(x)), x);
    assumptions.declare(y, Property::Positive);
    expect(sqrt(y * y), y);
    expect(log(pow(y, 3)) - Expr(3) * log(y), Expr(0));
    expect(sqrt(x * x * y), abs(x) * sqrt(y));
    assumptions.declare(z, Property::Complex);
    expect(sqrt(z * z), sqrt(z * z));
    expect(log(exp(z)), log(exp(z)));
}

TEST_F(Simplifying, RandomExpressionsKeepTheirValues) {
    std::mt19937_64 random(23);
    auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    const FunctionId heads[] = {FunctionId::Sin, FunctionId::Cos, FunctionId::Tan, FunctionId::Log, FunctionId::Atan,
                                FunctionId::Sinh, FunctionId::Cosh, FunctionId::Tanh, FunctionId::Abs, FunctionId::Asin};
    std::function<Expr(int)> any = [&](int leaves) -> Expr {
        if (leaves <= 1) {
            switch (pick(5)) {
            case 0: return Expr(static_cast<int>(pick(7)) - 3);
            case 1: return y;
            case 2: return pick(3) == 0 ? pi() : ratio(static_cast<int>(pick(5)) + 1, static_cast<int>(pick(3)) + 1);
            default: return x;
            }
        }
        int left = 1 + static_cast<int>(pick(static_cast<std::size_t>(leaves - 1)));
        switch (pick(9)) {
        case 0: case 1: return any(left) + any(leaves - left);
        case 2: return any(left) - any(leaves - left);
        case 3: case 4: return any(left) * any(leaves - left);
        case 5: return any(left) / any(leaves - left);
        case 6: return power(any(leaves - 1), ratio(static_cast<int>(pick(7)) - 2, static_cast<int>(pick(2)) + 1));
        case 7: return exp(any(leaves - 1));
        default: return f(heads[pick(std::size(heads))], any(leaves - 1));
        }
    };
    int checked = 0;
    for (int round = 0; round < 400; ++round) {
        Expr given, result;
        try {
            given = any(3 + static_cast<int>(pick(8)));
            result = simplify(given);
        } catch (const Failure&) {
            continue;
        }
        EXPECT_LE(simplicity_cost(result), simplicity_cost(given));
        EXPECT_EQ(simplify(result), result) << to_infix(given);
        // Symbols are taken for real: real points of both signs.
        for (int n = 0; n < 4; ++n) {
            Point point;
            for (const Expr& s : {x, y})
                point.emplace_back(s, Ball::rational(Rational::make(Integer(static_cast<std::int64_t>(pick(4001)) - 2000), Integer(997)), 300));
            Ball a = enclose_at(given, point, 300), b = enclose_at(result, point, 300);
            if (!a.is_finite() || !b.is_finite()) continue;
            ++checked;
            EXPECT_TRUE(a.overlaps(b)) << to_infix(given) << " became " << to_infix(result) << " at " << point[0].second.to_string(6)
                                       << ", " << point[1].second.to_string(6) << ": " << a.to_string(10) << " against " << b.to_string(10);
        }
    }
    EXPECT_GT(checked, 800);
}

} // namespace
} // namespace rumina::algebra
