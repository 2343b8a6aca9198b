// Every step of a derivation says that two expressions are equal. Here each is looked at a second way: derivatives as
// difference quotients, antiderivatives by their slopes, definite integrals in balls, limits by values near the point.
#include "calculus/derivation.h"

#include <gtest/gtest.h>

#include "algebra/assumptions.h"
#include "algebra/binders.h"
#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/memo.h"
#include "algebra/output/output.h"
#include "algebra/test_store.h"
#include "algebra/traversal.h"
#include "calculus/definite/definite_integral.h"
#include "calculus/derivative_steps.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/integrate.h"
#include "calculus/limits/limit.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {
namespace {

using namespace algebra;

constexpr std::int64_t kPrecision = 400;

class DerivationTest : public AlgebraTest {
protected:
    DerivationTest() { assumptions.make_current(); }
    Assumptions assumptions;
    Expr x = symbol("x"), a = symbol("a"), n = symbol("n"), t = symbol("t");

    /// x and u are at p, a and n at numbers of their own.
    static Ball at(const Expr& e, const Expr& variable, const Expr& p) {
        Point point;
        for (const Expr& s : free_symbols(e)) {
            if (s == variable) point.emplace_back(s, enclose(p, kPrecision));
            else point.emplace_back(s, enclose(s.symbol_name() == "n" ? Expr(3) : fraction(7, 5), kPrecision));
        }
        return enclose_at(e, point, kPrecision);
    }
    static void expect_same(const Ball& left, const Ball& right, double log2_difference, const Step& step) {
        const std::string what = step.rule + ": " + to_infix(step.before) + " = " + to_infix(step.after);
        ASSERT_TRUE(left.is_finite() && right.is_finite()) << what;
        EXPECT_LT(ball::sub(left, right, kPrecision).log2_upper(), log2_difference) << what << ": " << left.to_string(20) << " and " << right.to_string(20);
    }

    /// Derivatives by difference quotients with h = 10^-30.
    static Expr by_quotients(const Expr& e) {
        const Expr h = power(Expr(10), Expr(-30));
        return map_bottom_up(e, [&](const Expr& part) -> Expr {
            if (!part.is(FunctionId::Derivative)) return part;
            const Expr &f = part.argument(0), &v = part.argument(1);
            return (substitute(f, v, v + h) - substitute(f, v, v - h)) / (2 * h);
        });
    }
    void expect_derivative(const Expr& f, std::size_t least) {
        Derivation derivation;
        explain_derivative(f, x);
        EXPECT_GE(derivation.steps().size(), least) << to_infix(f);
        ASSERT_FALSE(derivation.steps().empty());
        EXPECT_EQ(derivation.steps().front().before, apply_function(FunctionId::Derivative, {f, x, Expr(1)}));
        EXPECT_EQ(derivation.steps().back().after, differentiate(f, x));
        EXPECT_EQ(derivation.steps().back().level, 0u);
        expect_chained(derivation);
        for (const Step& step : derivation.steps())
            for (const Expr& p : {fraction(3, 7), fraction(5, 6)}) expect_same(at(by_quotients(step.before), x, p), at(by_quotients(step.after), x, p), -150, step);
    }

    /// On one level a step goes on from what the one before it came to, unless a part begins.
    static void expect_chained(const Derivation& derivation) {
        std::vector<Expr> reached; // by level
        for (const Step& step : derivation.steps()) {
            if (reached.size() > step.level + 1) reached.resize(step.level + 1);
            ASSERT_LE(step.level, reached.size());
            if (reached.size() == step.level) reached.emplace_back();
            const bool begins = step.before.is(NodeKind::Function) || step.before.is_mul(); // ∫ f dx, or a constant times it
            EXPECT_TRUE(!reached[step.level] || begins || step.before == reached[step.level]) << step.rule;
            reached[step.level] = step.after;
        }
    }

    /// de/dx, where the symbols of the step stand for what they do.
    static Expr slope(const Expr& e, const Expr& variable, const Step& step) {
        Expr total = differentiate(e, variable);
        for (const auto& [u, value] : step.where) total = total + differentiate(e, u) * differentiate(value, variable);
        for (const auto& [u, value] : step.where) total = substitute(total, u, value);
        return total;
    }
    void expect_integral(const Expr& f, std::size_t least, const std::vector<Expr>& points = {Expr(Rational::make(Integer(3), Integer(7))), Expr(Rational::make(Integer(5), Integer(6)))}) {
        const Expr known = integrate(f, x);
        Derivation derivation;
        const Expr found = integrate(f, x);
        EXPECT_EQ(found, known) << "another answer while somebody listens";
        ASSERT_FALSE(has_integral(found)) << to_infix(f);
        derivation.name_hidden_symbols();
        EXPECT_GE(derivation.steps().size(), least) << to_infix(f);
        ASSERT_FALSE(derivation.steps().empty()) << to_infix(f);
        EXPECT_EQ(derivation.steps().front().before, apply_function(FunctionId::IndefiniteIntegral, {f, x})) << to_infix(f) << " and " << to_infix(derivation.steps().front().before);
        EXPECT_EQ(derivation.steps().back().after, found);
        expect_chained(derivation);
        std::vector<Expr> variables{x};
        for (const Step& step : derivation.steps()) {
            variables.resize(step.level + 1, variables.back());
            const Expr variable = variables[step.level];
            const Expr left = slope(step.before, variable, step), right = slope(step.after, variable, step);
            for (const Expr& p : points) expect_same(at(left, variable, p), at(right, variable, p), -200, step);
            if (step.rule.starts_with("Substitute")) variables.push_back(step.where[0].first);
            else variables.push_back(variable);
        }
    }

    /// Limits by values near the point; those that are infinite as infinite.
    static double near(const Expr& e) {
        const Expr value = map_bottom_up(e, [](const Expr& part) -> Expr {
            if (!part.is(FunctionId::Limit)) return part;
            const Expr &point = part.argument(1), h = power(Expr(10), Expr(-12));
            Expr place = point == infinity() ? Expr(2000) : point == negate(infinity()) ? Expr(-2000) : part.argument(2).is_number(-1) ? point - h : point + h;
            return instantiate(part.argument(0), place);
        });
        if (value == infinity()) return 1e9;
        if (value == negate(infinity())) return -1e9;
        return enclose(value, kPrecision).real().midpoint();
    }
    void expect_limit(const Expr& f, const Expr& point, int direction, std::size_t least) {
        Derivation derivation;
        const LimitResult found = find_limit(f, x, point, direction);
        ASSERT_EQ(found.kind, LimitResult::Kind::Value);
        EXPECT_GE(derivation.steps().size(), least) << to_infix(f);
        ASSERT_FALSE(derivation.steps().empty());
        EXPECT_EQ(derivation.steps().front().before, apply_function(FunctionId::Limit, {abstract(f, x), point, Expr(direction)}));
        for (const Step& step : derivation.steps())
            if (step.level == 0) { EXPECT_TRUE(&step != &derivation.steps().back() || step.after == found.value); }
        for (const Step& step : derivation.steps()) {
            const double left = near(step.before), right = near(step.after);
            const std::string what = step.rule + ": " + to_infix(step.before) + " = " + to_infix(step.after);
            if (std::abs(left) > 100 || std::abs(right) > 100) EXPECT_GT(left * right, 0) << what;
            else EXPECT_NEAR(left, right, 0.02) << what;
        }
    }

    void expect_definite(const Expr& f, const Expr& from, const Expr& to, std::size_t least) {
        Derivation derivation;
        const DefiniteResult found = definite_integral(f, x, from, to);
        ASSERT_EQ(found.kind, DefiniteResult::Kind::Value);
        EXPECT_GE(derivation.steps().size(), least) << to_infix(f);
        ASSERT_FALSE(derivation.steps().empty());
        EXPECT_EQ(derivation.steps().back().after, found.value);
        EXPECT_EQ(derivation.steps().back().level, 0u);
        for (const Step& step : derivation.steps()) {
            if (any_node(step.before, [](const Expr& e) { return e.is(FunctionId::IndefiniteIntegral); })) continue;
            if (any_node(step.after, [](const Expr& e) { return e.is(FunctionId::Limit); }) || any_node(step.before, [](const Expr& e) { return e.is(FunctionId::Limit); })) continue;
            EXPECT_TRUE(enclose(step.before, 128).overlaps(enclose(step.after, 128))) << step.rule;
        }
    }
};

TEST_F(DerivationTest, NobodyListensUnlessOneDoes) {
    EXPECT_FALSE(steps_wanted());
    note_step("nothing", x, x);
    Derivation outer;
    note_step("one", x, x);
    {
        StepMark mark;
        note_step("given up", x, x);
    }
    {
        StepPause pause;
        EXPECT_FALSE(steps_wanted());
        note_step("unheard", x, x);
    }
    {
        StepLevel level;
        StepMark mark;
        note_step("two", x, x);
        mark.keep();
    }
    ASSERT_EQ(outer.steps().size(), 2u);
    EXPECT_EQ(outer.steps()[0].rule, "one");
    EXPECT_EQ(outer.steps()[1].level, 1u);
    {
        Derivation inner;
        note_step("three", x, x);
        EXPECT_EQ(inner.steps().size(), 1u);
    }
    EXPECT_EQ(outer.steps().size(), 2u);
    EXPECT_EQ(Derivation::current(), &outer);
}

TEST_F(DerivationTest, HiddenSymbolsGetNamesThatAreFree) {
    Derivation derivation;
    const Expr hidden = hidden_symbol("t0"), other = hidden_symbol("t01");
    note_step("with `_t0` and `_t01`", hidden + symbol("u"), other, {{hidden, x}});
    derivation.name_hidden_symbols();
    EXPECT_EQ(derivation.steps()[0].rule, "with `v` and `w`");
    EXPECT_EQ(derivation.steps()[0].before, symbol("u") + symbol("v"));
    EXPECT_EQ(derivation.steps()[0].after, symbol("w"));
    EXPECT_EQ(derivation.steps()[0].where[0].first, symbol("v"));
}

TEST_F(DerivationTest, Derivatives) {
    expect_derivative(power(x, 5), 1);
    expect_derivative(3 * power(x, 4) - 2 * x + 7, 1);
    expect_derivative(x * x * sin_of(x), 2);
    expect_derivative(exp(x) * sin_of(x) * log_of(x), 4);
    expect_derivative(sin_of(x) / x, 2);
    expect_derivative((x * x + 1) / (x * x - x + 3), 2);
    expect_derivative(power(x * (x + 1), -1), 1);
    expect_derivative(sin_of(x * x), 1);
    expect_derivative(5 * exp(sin_of(3 * x)), 3);
    expect_derivative(power(cos_of(x), 3), 2);
    expect_derivative(sqrt(1 + x * x), 1);
    expect_derivative(power(Expr(2), x * x), 1);
    expect_derivative(power(x, x), 3);
    expect_derivative(log_of(log_of(x + 3)), 2);
    expect_derivative(atan_of(exp(x)) + a * power(x, n) + 2 * sin_of(x), 3);
    expect_derivative(a * cos_of(a * x) * x, 2);
    expect_derivative(call(FunctionId::BesselJ, Expr(0), x * x), 1);
}

TEST_F(DerivationTest, Antiderivatives) {
    expect_integral(power(x, 3) + 2 * x, 1);
    expect_integral(power(x, n), 1);
    expect_integral(cos_of(2 * x), 1);
    expect_integral(x * exp(x), 3);
    expect_integral(x * x * sin_of(x), 5);
    expect_integral(exp(x) * sin_of(2 * x), 3);
    expect_integral(x * exp(x) * cos_of(x), 3);
    expect_integral(x * exp(x * x), 3);
    expect_integral(3 * x * x * cos_of(power(x, 3) + 2), 3);
    expect_integral(log_of(x), 1);
    expect_integral(x * x * log_of(x), 3);
    expect_integral(atan_of(x) * x, 3);
    expect_integral(log_of(x) / x, 3);
    expect_integral(power(x * x - 1, -1), 4);
    expect_integral((3 * x + 5) / (x * x + 2 * x + 5), 3);
    expect_integral(power(x, 3) / (x - 2), 3);
    expect_integral(power(x * x + 1, -2), 1);
    expect_integral(power(power(x, 5) + x + 1, -1), 1);
    expect_integral(power(sin_of(x), 2), 3);
    expect_integral(power(sin_of(x), 3), 3);
    expect_integral(sin_of(x) * sin_of(3 * x), 3);
    expect_integral(power(2 + cos_of(x), -1), 3);
    expect_integral(exp(x) / (exp(2 * x) + 1), 3);
    expect_integral(exp(sqrt(x)), 3);
    expect_integral(sqrt(1 + x) / x, 3, {fraction(1, 3), fraction(2, 3)});
    expect_integral(sqrt(4 - x * x), 1);
    expect_integral(exp(negate(x * x)), 1);
    expect_integral(x + sin_of(x) + exp(3 * x), 4);
    expect_integral(sqrt(Expr(2)) * x * exp(x) + pi() * x, 4);
    expect_integral(call(FunctionId::Tan, x), 1);
    expect_integral(power(x * log_of(x + 2), -1) / (x + 2) * x, 3);
    expect_integral(a * x * exp(a * x), 3);
}

TEST_F(DerivationTest, Limits) {
    const Expr oo = infinity();
    expect_limit(x * x + 1, Expr(2), 0, 1);
    expect_limit((x * x - 1) / (x - 1), Expr(1), 0, 2);
    expect_limit(sin_of(x) / x, Expr(0), 0, 1);
    expect_limit((1 - cos_of(x)) / (x * x), Expr(0), 0, 1);
    expect_limit((3 * x * x + 1) / (x * x - x), oo, 0, 2);
    expect_limit((x * x + 1) / (x - 5), negate(oo), 0, 1);
    expect_limit(power(1 + power(x, -1), x), oo, 0, 1);
    expect_limit(log_of(x) / x, oo, 0, 1);
    expect_limit(exp(x) / power(x, 3), oo, 0, 1);
    expect_limit(x * log_of(x), Expr(0), 1, 1);
    expect_limit(power(x, -1), Expr(0), -1, 1);
    expect_limit(power(x, -2), Expr(0), 0, 1);
    expect_limit(sqrt(x * x + x) - x, oo, 0, 1);
    expect_limit(atan_of(x), oo, 0, 1);
    expect_limit(Expr(3) + 0 * x, Expr(0), 0, 1);
}

TEST_F(DerivationTest, DefiniteIntegrals) {
    expect_definite(x * x, Expr(0), Expr(3), 2);
    expect_definite(x * exp(x), Expr(0), Expr(1), 4);
    expect_definite(call(FunctionId::Abs, x - 1), Expr(0), Expr(3), 4);
    expect_definite(power(x * x + 1, -1), Expr(1), infinity(), 2);
    expect_definite(cos_of(x), pi(), Expr(0), 3);
    expect_definite(Expr(5), Expr(0), Expr(2), 1);
}

} // namespace
} // namespace rumina::calculus
