#include "algebra/assumptions.h"

#include <gtest/gtest.h>

#include "algebra/store.h"
#include "algebra/test_store.h"
#include "algebra/traversal.h"

namespace rumina::algebra {
namespace {

class AssumptionsTest : public ::testing::Test {
protected:
    Store store;
    Store::Use use{store};
    Assumptions assumptions;
    AssumptionsTest() { assumptions.make_current(); }

    static Expr apply(FunctionId head, std::initializer_list<Expr> arguments) { return apply_function(head, arguments); }
};

TEST_F(AssumptionsTest, PropertiesFollowFromEachOther) {
    Properties positive(Property::Positive);
    EXPECT_EQ(positive.implies(Property::Real), Truth::Yes);
    EXPECT_EQ(positive.implies(Property::Nonzero), Truth::Yes);
    EXPECT_EQ(positive.implies(Property::Negative), Truth::No);
    EXPECT_EQ(positive.implies(Property::Integer), Truth::Unknown);
    Properties both(Property::Nonnegative);
    both.add(Property::Nonzero);
    EXPECT_TRUE(both.has(Property::Positive));
    EXPECT_EQ(Properties().implies(Property::Real), Truth::Unknown);
    EXPECT_EQ(Properties().implies(Property::Complex), Truth::Yes);
}

TEST_F(AssumptionsTest, DeclaringAgainForgets) {
    Expr x = symbol("x");
    std::uint64_t before = store.epoch;
    assumptions.declare(x, Property::Positive);
    EXPECT_GT(store.epoch, before);
    EXPECT_EQ(has_property(x, Property::Positive), Truth::Yes);
    before = store.epoch;
    assumptions.declare(x, Property::Positive);
    EXPECT_EQ(store.epoch, before) << "nothing changed";
    assumptions.declare(x, {});
    EXPECT_EQ(has_property(x, Property::Positive), Truth::Unknown);
}

TEST_F(AssumptionsTest, SignsOfSumsProductsAndPowers) {
    Expr x = symbol("x"), y = symbol("y"), z = symbol("z");
    assumptions.declare(x, Property::Positive);
    assumptions.declare(y, Property::Negative);
    assumptions.declare(z, Property::Real);
    EXPECT_EQ(has_property(x + Expr(1), Property::Positive), Truth::Yes);
    EXPECT_EQ(has_property(x - y, Property::Positive), Truth::Yes);
    EXPECT_EQ(has_property(x + y, Property::Positive), Truth::Unknown);
    EXPECT_EQ(has_property(x * y, Property::Negative), Truth::Yes);
    EXPECT_EQ(has_property(x * y, Property::Positive), Truth::No);
    EXPECT_EQ(has_property(power(z, Expr(2)), Property::Nonnegative), Truth::Yes);
    EXPECT_EQ(has_property(power(z, Expr(2)), Property::Positive), Truth::Unknown);
    EXPECT_EQ(has_property(power(z, Expr(2)) + Expr(1), Property::Positive), Truth::Yes);
    EXPECT_EQ(has_property(power(y, Expr(3)), Property::Negative), Truth::Yes);
    EXPECT_EQ(has_property(sqrt(x), Property::Positive), Truth::Yes);
    EXPECT_EQ(has_property(exp(z), Property::Positive), Truth::Yes);
    EXPECT_EQ(has_property(sqrt(Expr(2)) - Expr(1), Property::Positive), Truth::Yes);
    EXPECT_EQ(has_property(symbol("w"), Property::Real), Truth::Unknown);
    // A product with something that may not be real has no sign.
    EXPECT_EQ(has_property(x * symbol("w"), Property::Nonnegative), Truth::Unknown);
    EXPECT_EQ(has_property(power(symbol("w"), Expr(2)), Property::Nonnegative), Truth::Unknown);
}

TEST_F(AssumptionsTest, IntegersStayIntegers) {
    Expr n = symbol("n"), k = symbol("k");
    assumptions.declare(n, Property::Integer);
    assumptions.declare(k, Property::Integer);
    EXPECT_EQ(has_property(n * k + Expr(3), Property::Integer), Truth::Yes);
    EXPECT_EQ(has_property(power(n, Expr(2)), Property::Integer), Truth::Yes);
    EXPECT_EQ(has_property(power(n, Expr(-1)), Property::Integer), Truth::Unknown);
    EXPECT_EQ(has_property(power(n, Expr(-1)), Property::Rational), Truth::Yes);
    EXPECT_EQ(has_property(n * half(), Property::Integer), Truth::Unknown);
}

TEST_F(AssumptionsTest, RelationsGiveProperties) {
    Expr a = symbol("a"), b = symbol("b"), c = symbol("c");
    assumptions.assume(apply(FunctionId::Less, {Expr(2), a}));
    assumptions.assume(apply(FunctionId::LessEqual, {b, Expr(0)}));
    assumptions.assume(apply(FunctionId::Unequal, {c, Expr(0)}));
    EXPECT_EQ(has_property(a, Property::Positive), Truth::Yes);
    EXPECT_EQ(has_property(b, Property::Nonpositive), Truth::Yes);
    EXPECT_EQ(has_property(b, Property::Negative), Truth::Unknown);
    EXPECT_EQ(has_property(c, Property::Nonzero), Truth::Yes);
    Expr d = symbol("d");
    assumptions.assume(apply(FunctionId::Less, {d, Expr(3)})); // says nothing about its sign
    EXPECT_EQ(has_property(d, Property::Real), Truth::Yes);
    EXPECT_EQ(has_property(d, Property::Positive), Truth::Unknown);
    EXPECT_EQ(has_property(d, Property::Negative), Truth::Unknown);
}

TEST_F(AssumptionsTest, ConditionsAreDecided) {
    Expr x = symbol("x"), y = symbol("y");
    assumptions.declare(x, Property::Positive);
    Expr below = apply(FunctionId::Less, {Expr(0), x}), above = apply(FunctionId::Less, {x, Expr(0)});
    EXPECT_EQ(decide_condition(below), Truth::Yes);
    EXPECT_EQ(decide_condition(above), Truth::No);
    Expr open = apply(FunctionId::Less, {y, Expr(0)});
    EXPECT_EQ(decide_condition(open), Truth::Unknown);
    EXPECT_EQ(decide_condition(apply(FunctionId::And, {open, above})), Truth::No);
    EXPECT_EQ(decide_condition(apply(FunctionId::Or, {open, below})), Truth::Yes);
    EXPECT_EQ(decide_condition(apply(FunctionId::Equal, {x, y})), Truth::No) << "an equation is structural";
    assumptions.assume(open);
    EXPECT_EQ(decide_condition(open), Truth::Yes);
}

TEST_F(AssumptionsTest, AScopeBringsBackWhatWas) {
    Expr x = symbol("x");
    assumptions.declare(x, Property::Real);
    {
        Assumptions::Scope scope;
        assumptions.assume(x, Property::Positive);
        EXPECT_EQ(has_property(x, Property::Positive), Truth::Yes);
    }
    EXPECT_EQ(has_property(x, Property::Positive), Truth::Unknown);
    EXPECT_EQ(has_property(x, Property::Real), Truth::Yes);
}

} // namespace
} // namespace rumina::algebra
