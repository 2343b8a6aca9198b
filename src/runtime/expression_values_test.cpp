// Expressions as values: conversion both ways, kinds, comparison, memory.
#include "algebra/store.h"
#include "runtime/calls.h"
#include "runtime/expression_operations.h"
#include "runtime/ordered_map.h"
#include "runtime/test_host.h"

namespace rumina {
namespace {

using algebra::Expr;
using algebra::Number;

class ExpressionValues : public RuntimeTest {
protected:
    Value e(const Expr& expression) { return value_of(runtime, expression); }
    Value symbol(std::string_view name) { return e(algebra::symbol(name)); }
    Value root(std::int64_t n) { return e(algebra::sqrt(Expr(n))); }
};

TEST_F(ExpressionValues, TheSimplestValueHoldsIt) {
    EXPECT_TRUE(e(Expr(3)).is_int());
    EXPECT_EQ(e(Expr(*Rational::parse("1/3"))).kind(), Tag::Rational);
    EXPECT_EQ(e(Expr(*Integer::parse("100000000000000000000"))).kind(), Tag::BigInt);
    EXPECT_TRUE(e(Expr(Number::real_float(1.5))).is_float());
    EXPECT_TRUE(e(algebra::make_function(algebra::FunctionId::True, {})).is(Tag::Bool));
    EXPECT_EQ(root(4).integer, 2);
    EXPECT_TRUE(op(BinaryOperator::Multiply, root(2), root(2)).is_int());
    EXPECT_TRUE(op(BinaryOperator::Subtract, symbol("x"), symbol("x")).is_int());
    for (const Value& value : {i(7), f(0.25), n("-5/3"), n("123456789012345678901234567890")})
        EXPECT_TRUE(equal(value_of(runtime, expression_of(value)), value));
}

TEST_F(ExpressionValues, KindsOfExpressions) {
    EXPECT_EQ(type_name(root(2)), "irrational");
    EXPECT_EQ(type_name(e(algebra::pi() * Expr(2))), "irrational");
    EXPECT_EQ(type_name(e(algebra::imaginary_unit())), "complex");
    EXPECT_EQ(type_name(e(algebra::sqrt(Expr(-2)))), "complex");
    EXPECT_EQ(type_name(symbol("x")), "symbolic");
    EXPECT_EQ(type_name(op(BinaryOperator::Less, symbol("x"), i(1))), "symbolic");
    EXPECT_EQ(described(root(2)), "an irrational number");
    EXPECT_EQ(described(op(BinaryOperator::Equal, symbol("x"), i(1))), "a condition");
}

TEST_F(ExpressionValues, ConstantsCompareByValue) {
    EXPECT_TRUE(equal(op(BinaryOperator::Multiply, root(2), root(3)), root(6)));
    EXPECT_FALSE(equal(root(2), n("141421356237309504880168872420969807856967187537694/100000000000000000000000000000000000000000000000000")));
    EXPECT_FALSE(equal(root(2), f(1.4142135623730951)));
    EXPECT_LT(compare(root(2), n("3/2"), "<"), 0);
    EXPECT_GT(compare(e(algebra::pi()), n("333/106"), "<"), 0);
    EXPECT_GT(compare(e(algebra::infinity()), n("1000000000000000000000"), "<"), 0);
    failure_of(DiagnosticId::NotOrdered, [&] { compare(e(algebra::imaginary_unit()), i(1), "<"); });
    failure_of(DiagnosticId::NotDecided, [&] { compare(symbol("x"), i(1), "<"); });
}

TEST_F(ExpressionValues, KeysAreNodes) {
    OrderedMap map;
    map.set(symbol("x"), i(1));
    map.set(root(2), i(2));
    map.set(i(1), i(3));
    EXPECT_EQ(map.find(symbol("x"))->integer, 1);
    EXPECT_EQ(map.find(op(BinaryOperator::Divide, root(8), i(2)))->integer, 2);
    EXPECT_EQ(map.find(f(1.0))->integer, 3);
    EXPECT_EQ(map.find(symbol("y")), nullptr);
    EXPECT_TRUE(equal_keys(vec({symbol("x"), i(1)}), vec({symbol("x"), f(1)})));
}

TEST_F(ExpressionValues, ConditionsJoin) {
    Value x = symbol("x"), below = op(BinaryOperator::Less, x, i(1));
    EXPECT_TRUE(is_condition(below));
    EXPECT_TRUE(both(runtime, Value::of_bool(true), below).same_bits(below));
    EXPECT_EQ(show(both(runtime, Value::of_bool(false), below)), "false");
    EXPECT_EQ(show(either(runtime, below, Value::of_bool(true))), "true");
    EXPECT_TRUE(is_condition(both(runtime, below, op(BinaryOperator::Greater, x, i(0)))));
    EXPECT_FALSE(truthy(op(BinaryOperator::Equal, x, i(1)))) << "an equation in a condition is structural";
    failure_of(DiagnosticId::NotDecided, [&] { truthy(below); });
    failure_of(DiagnosticId::ConditionInArithmetic, [&] { add(runtime, below, i(1)); });
    declare_symbol(runtime, "x", "negative");
    EXPECT_TRUE(truthy(below));
    failure_of(DiagnosticId::UnknownDomain, [&] { declare_symbol(runtime, "x", "purple"); });
}

TEST_F(ExpressionValues, SymbolsAreAppliedAndReplaced) {
    Value x = symbol("x"), two = i(2);
    EXPECT_EQ(show(apply_symbol(runtime, symbol("y"), &x, 1)), "y(x)");
    failure_of(DiagnosticId::NotCallable, [&] { apply_symbol(runtime, root(2), &x, 1); });
    Value square = op(BinaryOperator::Power, x, two);
    EXPECT_EQ(show(substitute(runtime, array({square, x}), {name("x")}, &two)), "[4, 2]");
}

TEST_F(ExpressionValues, CollectionGivesNodesBack) {
    Value x = symbol("x");
    std::size_t before = runtime.expressions.statistics().nodes;
    for (int k = 0; k < 1000; ++k) op(BinaryOperator::Power, op(BinaryOperator::Add, x, i(1000 + k)), i(3));
    EXPECT_GT(runtime.expressions.statistics().nodes, before + 1000);
    std::size_t charged = runtime.heap.statistics().bytes;
    runtime.heap.collect();
    EXPECT_LE(runtime.expressions.statistics().nodes, before);
    EXPECT_LT(runtime.heap.statistics().bytes, charged);
}

TEST_F(ExpressionValues, TwoEnginesKeepTheirStoresApart) {
    FakeHost other_host;
    Value mine = root(2);
    {
        Runtime other(other_host, Limits{});
        Value theirs = value_of(other, algebra::sqrt(Expr(2)));
        EXPECT_NE(theirs.as<ExpressionObject>()->value.node(), mine.as<ExpressionObject>()->value.node());
    }
    runtime.make_current();
    EXPECT_EQ(show(op(BinaryOperator::Multiply, mine, root(2))), "2");
}

} // namespace
} // namespace rumina
