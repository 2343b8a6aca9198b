// Matching: what patterns match, which way is taken first, and that a match put into the pattern gives the subject back.
#include <random>

#include "algebra/display_order.h"
#include "algebra/matching/rules.h"
#include "algebra/output/output.h"
#include "algebra/test_store.h"
#include "algebra/traversal.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

class Matching : public AlgebraTest {
protected:
    Assumptions assumptions;
    Expr a = symbol("a_"), b = symbol("b_"), c = symbol("c_"), n = symbol("n_");
    Expr a0 = symbol("a__"), b0 = symbol("b__"), c0 = symbol("c__"), n0 = symbol("n__");

    Matching() { assumptions.make_current(); }

    static Expr sin(const Expr& u) { return apply_function(FunctionId::Sin, {u}); }
    static Expr cos(const Expr& u) { return apply_function(FunctionId::Cos, {u}); }
    /// The values as text, in the order of names; "-" when there is no match.
    static std::string show(const Expr& pattern, const Expr& subject) { return show(Pattern::from_names(pattern), subject); }
    static std::string show(const Pattern& pattern, const Expr& subject, std::span<const Expr> given = {}) {
        std::optional<Match> match = pattern.match(subject, given);
        if (!match) return "-";
        EXPECT_EQ(pattern.instantiate(match->values), subject);
        std::string text;
        for (const Expr& value : match->values) text += (text.empty() ? "" : ", ") + to_infix(value);
        return text;
    }
    /// a__ + b__·x + … with the coefficients free of x.
    Pattern in_x(const Expr& form) const {
        std::vector<Wildcard> wildcards = Pattern::named_wildcards(form);
        for (Wildcard& w : wildcards) w.free_of = {x};
        return Pattern(form, wildcards);
    }
};

TEST_F(Matching, ShapesMatchTheirKind) {
    EXPECT_EQ(show(sin(a), sin(x + y)), "x + y");
    EXPECT_EQ(show(sin(a), cos(x)), "-");
    EXPECT_EQ(show(power(a, n), power(x, y)), "x, y");
    EXPECT_EQ(show(power(a, n), x), "-");
    EXPECT_EQ(show(power(a, n0), x), "x, 1");
    EXPECT_EQ(show(exp(a), exp(x * y)), "x*y");
    EXPECT_EQ(show(sqrt(a), sqrt(x + y)), "x + y");
    EXPECT_EQ(show(x + Expr(1), x + Expr(1)), "");
    EXPECT_EQ(show(x + Expr(1), x + Expr(2)), "-");
    EXPECT_EQ(show(a, Expr(3)), "3");
}

TEST_F(Matching, AWildcardTwiceIsTheSameTwice) {
    EXPECT_EQ(show(sin(a) * cos(a), sin(x) * cos(x)), "x");
    EXPECT_EQ(show(sin(a) * cos(a), sin(x) * cos(y)), "-");
    EXPECT_EQ(show(power(sin(a), Expr(2)) + power(cos(a), Expr(2)), power(cos(y), Expr(2)) + power(sin(y), Expr(2))), "y");
    EXPECT_EQ(show(a + sin(a), x + y + sin(x + y)), "x + y");
    EXPECT_EQ(show(a * sin(a), Expr(2) * x * sin(Expr(2) * x)), "2*x");
    EXPECT_EQ(show(a * sin(a), Expr(2) * x * sin(x)), "-");
}

TEST_F(Matching, SumsAndProductsAreFlatAndUnordered) {
    EXPECT_EQ(show(a + b, x + y + z), "x, y + z");
    EXPECT_EQ(show(a * b, x * y * z), "x, y*z");
    EXPECT_EQ(show(a * b, Expr(3) * x), "3, x");
    EXPECT_EQ(show(a + b, x + Expr(1)), "x, 1");
    EXPECT_EQ(show(a + b, x), "-");
    EXPECT_EQ(show(a + sin(b), x + y + sin(z)), "x + y, z");
    EXPECT_EQ(show(a + b + c, x + y), "-");
}

TEST_F(Matching, OptionalWildcardsHaveDefaults) {
    EXPECT_EQ(show(a0 * x, x), "1");
    EXPECT_EQ(show(a * x, x), "-");
    EXPECT_EQ(show(a0 * x, Expr(-2) * x * y), "-2*y");
    EXPECT_EQ(show(a0 + x, x), "0");
    EXPECT_EQ(show(a0 + b0 * sin(x), Expr(3) * sin(x)), "0, 3");
    EXPECT_EQ(show(a0 * power(x, n0), x / Expr(2)), "1/2, 1");
    EXPECT_EQ(show(a0 * power(x, n0), sqrt(x)), "1, 1/2");
}

TEST_F(Matching, CoefficientsFreeOfASymbolAreCollected) {
    Pattern linear = in_x(a0 + b0 * x), quadratic = in_x(a0 + b0 * x + c0 * x * x);
    EXPECT_EQ(show(linear, Expr(2) * x + Expr(3)), "3, 2");
    EXPECT_EQ(show(linear, x), "0, 1");
    EXPECT_FALSE(linear.match(Expr(3)));
    EXPECT_FALSE(linear.match(x * x + x));
    EXPECT_FALSE(linear.match(sin(x) + x));
    // Put back, (y + 1)*x is not multiplied out: only the values are compared.
    Match m = *linear.match(x * y + x + z + Expr(5));
    EXPECT_EQ(m.values[0], z + Expr(5));
    EXPECT_EQ(m.values[1], y + Expr(1));
    EXPECT_EQ(show(quadratic, x * x - x + y), "y, -1, 1");
    EXPECT_FALSE(quadratic.match(x * x + power(x, Expr(3)) + x));
}

TEST_F(Matching, AGivenWildcardIsAParameter) {
    Expr v = symbol("v_");
    Pattern pattern(power(a0 + b0 * v, n0), {{.symbol = v}, {.symbol = a0, .optional = true, .free_of = {v}},
                                             {.symbol = b0, .optional = true, .free_of = {v}, .properties = Property::Nonzero},
                                             {.symbol = n0, .optional = true, .free_of = {v}}});
    Expr given[] = {y};
    EXPECT_EQ(show(pattern, sqrt(Expr(2) * y + x), given), "y, x, 2, 1/2");
    given[0] = z;
    EXPECT_EQ(show(pattern, sqrt(Expr(2) * y + x), given), "-");
}

TEST_F(Matching, PowersOfAWildcardTakeSeveralFactors) {
    EXPECT_EQ(show(a / b, x / (y * z)), "x, y*z");
    EXPECT_EQ(show(Expr(1) / a, Expr(1) / (x * y * y)), "x*y^2");
    EXPECT_EQ(show(Expr(1) / a, Expr(1) / (Expr(2) * x)), "2*x");
    EXPECT_EQ(show(Expr(1) / a, ratio(3, 2) / x), "-");
    EXPECT_EQ(show(Expr(1) / a, x / y), "-");
    EXPECT_EQ(show(a * a, x * x * power(y, Expr(4))), "x*y^2");
    EXPECT_EQ(show(a * a * b, x * x * y), "x, y");
    EXPECT_EQ(show(a * a * b * b, x * x * y * y), "x, y");
    EXPECT_EQ(show(a * a, power(x, Expr(3))), "-");
}

TEST_F(Matching, NumbersInPatternsDivideEvenly) {
    EXPECT_EQ(show(sin(Expr(2) * a), sin(Expr(6) * x)), "3*x");
    EXPECT_EQ(show(sin(Expr(2) * a), sin(x)), "-");
    EXPECT_EQ(show(sin(Expr(2) * a), sin(Expr(3) * x)), "-");
    EXPECT_EQ(show(a / Expr(2), ratio(3, 2) * x), "3*x");
    EXPECT_EQ(show(a / Expr(2), x), "-");
    EXPECT_EQ(show(Expr(2) * sin(a), Expr(6) * sin(x)), "-");
    EXPECT_EQ(show(-a, Expr(5) * x), "-");
    EXPECT_EQ(show(-a, Expr(-5) * x), "5*x");
}

TEST_F(Matching, RestrictionsHold) {
    auto restricted = [&](Wildcard::Accepts what) { return Pattern(a * x, {{.symbol = a, .accepts = what}}); };
    EXPECT_EQ(show(restricted(Wildcard::Accepts::Number), Expr(3) * x), "3");
    EXPECT_EQ(show(restricted(Wildcard::Accepts::Number), pi() * x), "-");
    EXPECT_EQ(show(restricted(Wildcard::Accepts::Constant), Expr(2) * pi() * x), "2π");
    EXPECT_EQ(show(restricted(Wildcard::Accepts::Constant), y * x), "-");
    EXPECT_EQ(show(restricted(Wildcard::Accepts::Integer), x / Expr(2)), "-");
    EXPECT_EQ(show(restricted(Wildcard::Accepts::Symbol), y * x), "y");
    Pattern positive(sqrt(a * a), {{.symbol = a, .properties = Property::Positive}});
    EXPECT_EQ(show(Pattern(power(y, a), {{.symbol = a, .properties = Property::Positive}}), power(y, root(2))), "√2");
    EXPECT_EQ(show(Pattern(power(y, a), {{.symbol = a, .properties = Property::Positive}}), power(y, x)), "-");
    // A condition sends the search on to the next way.
    Pattern second(a + b, Pattern::named_wildcards(a + b), [&](std::span<const Expr> values) { return values[0] == y; });
    EXPECT_EQ(show(second, x + y + z), "y, x + z");
    // Restricted wildcards take all they can, the others what is left.
    EXPECT_EQ(show(Pattern(a * b, {{.symbol = a, .free_of = {x}}, {.symbol = b}}), y * z * x * sin(x)), "y*z, x*sin(x)");
}

TEST_F(Matching, BoundVariablesStayInTheirBodies) {
    Expr body = Expr(2) * sin(bound(0));
    Expr sum = apply_function(FunctionId::Sum, {body, Expr(1), x});
    Pattern whole = Pattern::from_names(make_function(FunctionId::Sum, std::vector<Expr>{a * sin(bound(0)), Expr(1), b}));
    EXPECT_EQ(show(whole, sum), "2, x");
    Expr squares = apply_function(FunctionId::Sum, {bound(0) * sin(bound(0)), Expr(1), x});
    EXPECT_EQ(show(whole, squares), "-");
    Rules rules;
    rules.add(sin(a), cos(a));
    EXPECT_EQ(rules.replace(sum), apply_function(FunctionId::Sum, {Expr(2) * cos(bound(0)), Expr(1), x}));
}

TEST_F(Matching, RulesReplaceParts) {
    Rules pythagoras;
    pythagoras.add(power(sin(a), Expr(2)) + power(cos(a), Expr(2)), Expr(1));
    auto circle = [&](const Expr& u) { return power(sin(u), Expr(2)) + power(cos(u), Expr(2)); };
    EXPECT_EQ(pythagoras.replace(circle(x) + circle(y) + z), z + Expr(2));
    EXPECT_EQ(pythagoras.replace(sqrt(circle(x) + z)), sqrt(z + Expr(1)));
    Rules halves;
    halves.add(Expr(2) * sin(a) * cos(a), sin(Expr(2) * a));
    EXPECT_EQ(halves.replace(Expr(6) * sin(x) * cos(x) * y), Expr(3) * y * sin(Expr(2) * x));
    Rules square;
    square.add(a * x, x * a * a);
    EXPECT_EQ(square.replace(x * y + Expr(1)), x * y * y + Expr(1));
    EXPECT_EQ(square.replace(Expr(3) * x + Expr(1)), Expr(9) * x + Expr(1));
    Rules number;
    number.add(Expr(2), y);
    EXPECT_EQ(number.replace(x * x + Expr(2) * z + Expr(2)), power(x, y) + y * z + y);
}

TEST_F(Matching, ReplacingOnceAndRepeatedly) {
    Rules peel;
    peel.add(sin(sin(a)), sin(a));
    EXPECT_EQ(peel.replace_repeatedly(sin(sin(sin(sin(x))))), sin(x));
    Rules grow;
    grow.add(x, x + Expr(1));
    EXPECT_EQ(grow.replace(x * y), y * (x + Expr(1)));
    EXPECT_THROW(grow.replace_repeatedly(x), Failure);
}

TEST_F(Matching, TheSearchIsBounded) {
    SumBuilder many;
    for (int i = 0; i < 40; ++i) many.add(symbol("s" + std::to_string(i)));
    Expr sum = many.finish();
    Pattern hopeless(a + b + c, Pattern::named_wildcards(a + b + c), [](std::span<const Expr>) { return false; });
    EXPECT_THROW(hopeless.match(sum), Failure);
}

/// Random expressions with random parts made wildcards: each pattern matches what it came from.
TEST_F(Matching, GeneralisedExpressionsMatch) {
    std::mt19937 random(20260417);
    auto pick = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
    Expr leaves[] = {x, y, z, Expr(2), Expr(-3), ratio(1, 2), pi()};
    std::function<Expr(int)> make = [&](int depth) -> Expr {
        if (depth == 0) return leaves[pick(7)];
        switch (pick(5)) {
        case 0: return make(depth - 1) + make(depth - 1) + make(0);
        case 1: return make(depth - 1) * make(depth - 1);
        case 2: return power(leaves[pick(3)], Expr(pick(5) - 2)) * make(depth - 1);
        case 3: return sin(make(depth - 1));
        default: return exp(make(depth - 1));
        }
    };
    int matched = 0, missed = 0;
    for (int i = 0; i < 3000; ++i) {
        Expr subject = make(1 + pick(3));
        // One part, wherever it stands, becomes a wildcard; then another one.
        std::vector<Expr> parts;
        map_parts(subject, [&](const Expr& part) { return parts.push_back(part), part; });
        Expr first = parts[static_cast<std::size_t>(pick(static_cast<int>(parts.size())))];
        Expr second = parts[static_cast<std::size_t>(pick(static_cast<int>(parts.size())))];
        Expr form = map_parts(subject, [&](const Expr& part) { return part == first ? a : part == second ? b : part; });
        Pattern pattern = Pattern::from_names(form);
        std::vector<Expr> values(pattern.wildcards());
        std::vector<Expr> back;
        for (const Wildcard& w : Pattern::named_wildcards(form)) back.push_back(w.symbol == a ? first : second);
        // Numbers that met in the pattern may have merged: then it is another pattern.
        if (!(pattern.instantiate(back) == subject)) continue;
        std::optional<Match> match = pattern.match(subject);
        if (!match) { // numbers that a wildcard cannot take out of a coefficient
            ++missed;
            continue;
        }
        EXPECT_EQ(pattern.instantiate(match->values), subject) << to_infix(form) << " on " << to_infix(subject);
        ++matched;
    }
    EXPECT_GT(matched, 2500);
    EXPECT_LE(missed, 10);
}

} // namespace
} // namespace rumina::algebra
