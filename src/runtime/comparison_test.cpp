#include <cmath>
#include <random>

#include "runtime/test_host.h"

namespace rumina {
namespace {

using Comparison = RuntimeTest;
using enum BinaryOperator;

TEST_F(Comparison, NumbersByExactValue) {
    EXPECT_TRUE(equal(i(1), f(1)));
    EXPECT_TRUE(equal(n("1/2"), f(0.5)));
    EXPECT_FALSE(equal(f(0.1), n("1/10")));
    EXPECT_EQ(compare(f(0.1), n("1/10"), "<"), 1); // the double nearest to 1/10 lies above it
    EXPECT_FALSE(equal(i((std::int64_t{1} << 53) + 1), f(0x1p53)));
    EXPECT_EQ(compare(i(INT64_MAX), f(0x1p63), "<"), -1);
    EXPECT_EQ(compare(i(INT64_MIN), f(-0x1p63), "<"), 0);
    EXPECT_EQ(compare(n("9223372036854775808"), f(0x1p63), "<"), 0);
    EXPECT_EQ(compare(i(-3), f(-2.5), "<"), -1);
    EXPECT_EQ(compare(i(-2), f(-2.5), "<"), 1);
    EXPECT_TRUE(equal(f(-0.0), i(0)));
    EXPECT_FALSE(equal(Value::of_bool(true), i(1)));
    EXPECT_FALSE(equal(Value::null(), Value::of_bool(false)));
}

TEST_F(Comparison, OrderAgreesWithRationals) {
    std::mt19937_64 generator(7);
    auto random = [&]() -> Value {
        auto raw = static_cast<std::int64_t>(generator());
        switch (generator() % 4) {
        case 0: return i(raw >> (generator() % 64));
        case 1: return f(std::ldexp(static_cast<double>(raw >> 11), static_cast<int>(generator() % 80) - 60));
        case 2:
            return runtime.heap.rational(
                Rational::make(Integer(raw >> 20), Integer(static_cast<std::int64_t>(generator() % 1000 + 1))));
        default: return runtime.heap.integer(Integer(raw) * Integer(raw >> (generator() % 60)));
        }
    };
    auto exact = [](const Value& value) {
        if (value.is_int()) return Rational(value.integer);
        if (value.is_float()) return Rational::from_double(value.real);
        return value.is(Tag::BigInt) ? Rational(value.as<BigIntObject>()->value) : value.as<RationalObject>()->value;
    };
    for (int round = 0; round < 5000; ++round) {
        Value a = random(), b = random();
        if (round % 3 == 0) b = a.is_float() ? runtime.heap.rational(exact(a)) : a;
        EXPECT_EQ(compare(a, b, "<"), compare(exact(a), exact(b))) << show(a) << ", " << show(b);
        if (equal(a, b)) {
            EXPECT_EQ(hash_key(a), hash_key(b)) << show(a) << ", " << show(b);
        }
    }
}

TEST_F(Comparison, TextAndRefusals) {
    EXPECT_EQ(compare(text("a"), text("b"), "<"), -1);
    EXPECT_EQ(compare(text("\xC3\xA9"), text("z"), "<"), 1);
    EXPECT_EQ(compare(text("a"), text("a\xF0\x9F\x98\x80"), "<"), -1);
    EXPECT_EQ(failure_of(DiagnosticId::NotOrdered, [&] { compare(i(1), text("a"), "<="); }).message,
              "`<=` needs two real numbers or two strings, not int and string");
    failure_of(DiagnosticId::NotOrdered, [&] { compare(array({}), array({}), "<"); });
    failure_of(DiagnosticId::EqvTypeMismatch, [&] { op(Equivalent, text("a"), text("a")); });
    EXPECT_TRUE(truthy(op(Equivalent, n("1/2"), f(0.5))));
}

TEST_F(Comparison, ContainersAreStructural) {
    EXPECT_TRUE(equal(array({i(1), vec({f(2)})}), array({f(1), vec({i(2)})})));
    EXPECT_FALSE(equal(array({i(1)}), vec({i(1)})));
    EXPECT_FALSE(equal(mat(1, 2, {i(1), i(2)}), mat(2, 1, {i(1), i(2)})));
    EXPECT_TRUE(equal(structure({{"a", i(1)}, {"b", i(2)}}), structure({{"b", i(2)}, {"a", i(1)}})));
    EXPECT_FALSE(equal(structure({{"a", i(1)}}), structure({{"b", i(1)}})));
    EXPECT_FALSE(equal(structure({{"a", i(1)}}), structure({{"a", i(1)}, {"b", i(1)}})));
    EXPECT_TRUE(equal(table({{i(1), i(2)}, {text("k"), i(3)}}), table({{text("k"), i(3)}, {f(1), i(2)}})));
    EXPECT_FALSE(equal(table({{i(1), i(2)}}), table({{i(1), i(3)}})));
    EXPECT_TRUE(equal(set({i(1), i(2)}), set({i(2), f(1)})));
    EXPECT_FALSE(equal(set({i(1)}), set({i(2)})));
    EXPECT_TRUE(equal(range(i(1), i(5)), range(f(1), i(5), i(1))));
    EXPECT_FALSE(equal(range(i(1), i(5)), range(i(1), i(5), i(2))));
    Value one = array({i(1)});
    EXPECT_TRUE(same(one, one));
    EXPECT_FALSE(same(one, array({i(1)})));
    EXPECT_TRUE(same(vec({i(1)}), vec({i(1)})));
}

TEST_F(Comparison, LargeStructsOfTheirOwnShape) {
    std::vector<std::pair<std::string, Value>> fields;
    for (int k = 0; k < 200; ++k) fields.emplace_back("f" + std::to_string(k), i(k));
    Value a = structure(fields);
    std::reverse(fields.begin(), fields.end());
    Value b = structure(fields);
    EXPECT_TRUE(equal(a, b));
    set_member(runtime, b, name("f7"), i(8));
    EXPECT_FALSE(equal(a, b));
}

TEST_F(Comparison, CyclesTerminate) {
    Value a = array({i(1), i(0)}), b = array({i(1), i(0)}), c = array({i(2), i(0)});
    put(a, i(1), a);
    put(b, i(1), a);
    EXPECT_TRUE(equal(a, b));
    put(b, i(1), b);
    EXPECT_TRUE(equal(a, b));
    put(c, i(1), a);
    EXPECT_FALSE(equal(a, c));
    Value s = structure({{"x", i(1)}}), t = structure({{"x", i(1)}});
    set_member(runtime, s, name("next"), t);
    set_member(runtime, t, name("next"), s);
    EXPECT_TRUE(equal(s, t));
}

TEST_F(Comparison, SharedPartsAreComparedOnce) {
    Value a = array({i(1)}), b = array({i(1)});
    Value u = vec({i(1)}), v = vec({i(1)});
    for (int level = 0; level < 200; ++level) {
        a = array({a, a});
        b = array({b, b});
        u = vec({u, u});
        v = vec({v, v});
    }
    EXPECT_TRUE(equal(a, b));
    EXPECT_EQ(hash_key(u), hash_key(v));
    EXPECT_TRUE(equal_keys(u, v));
}

TEST_F(Comparison, DepthIsNotLimited) {
    Value a = array({}), b = array({}), u = vec({i(1)}), v = vec({f(1)});
    for (int level = 0; level < 1'000'000; ++level) {
        a = array({a});
        b = array({b});
        u = vec({u});
        v = vec({v});
    }
    EXPECT_TRUE(equal(a, b));
    EXPECT_EQ(hash_key(u), hash_key(v));
    EXPECT_EQ(show(a).size(), 2'000'002u);
    EXPECT_EQ(repr(u).size(), 5'000'006u);
}

TEST_F(Comparison, Keys) {
    Value t = table({{i(1), text("one")},
                     {n("1/2"), text("half")},
                     {vec({i(1), text("a")}), text("pair")},
                     {range(i(1), i(3)), text("range")}});
    EXPECT_EQ(show(at(t, f(1))), "one");
    EXPECT_EQ(show(at(t, f(0.5))), "half");
    EXPECT_EQ(show(at(t, vec({f(1), text("a")}))), "pair");
    EXPECT_EQ(show(at(t, range(i(1), i(3)))), "range");
    EXPECT_EQ(show(at(t, i(9))), "null");
    EXPECT_EQ(hash_key(n("100000000000000000000")), hash_key(f(1e20)));
    failure_of(DiagnosticId::NotHashable, [&] { set({array({})}); });
    failure_of(DiagnosticId::NotHashable, [&] { set({structure({})}); });
    failure_of(DiagnosticId::NotHashable, [&] { set({vec({set({})})}); });
}

TEST_F(Comparison, SetsAndMembership) {
    Value a = set({i(1), i(2), i(3)}), b = set({i(3), i(4)});
    EXPECT_EQ(show(op(Union, a, b)), "{1, 2, 3, 4}");
    EXPECT_EQ(show(op(Intersection, a, b)), "{3}");
    EXPECT_EQ(show(op(SymmetricDifference, a, b)), "{1, 2, 4}");
    EXPECT_TRUE(truthy(op(Subset, set({i(1)}), a)));
    EXPECT_TRUE(truthy(op(Subset, set({}), set({}))));
    EXPECT_FALSE(truthy(op(Subset, b, a)));
    auto has = [&](Value item, Value container) { return truthy(op(In, item, container)); };
    EXPECT_TRUE(has(f(2), a));
    EXPECT_TRUE(has(array({i(1)}), array({array({i(1)})})));
    EXPECT_TRUE(has(text("b"), text("abc")));
    EXPECT_TRUE(has(text("x"), structure({{"x", Value::null()}})));
    EXPECT_TRUE(has(i(7), range(i(1), i(9), i(2))));
    EXPECT_FALSE(has(i(8), range(i(1), i(9), i(2))));
    EXPECT_TRUE(has(n("3/2"), range(n("1/2"), i(5))));
    EXPECT_TRUE(has(i(-3), range(i(3), i(-9), i(-3))));
    EXPECT_TRUE(has(f(0.1 * 3), range(i(0), i(1), f(0.1))));
    EXPECT_FALSE(has(text("a"), range(i(1), i(2))));
    failure_of(DiagnosticId::NotDefinedFor, [&] { has(i(1), i(2)); });
    failure_of(DiagnosticId::NotDefinedFor, [&] { op(Union, array({}), array({})); });
    failure_of(DiagnosticId::NotDefinedFor, [&] { op(Union, Value::of_bool(true), Value::of_bool(true)); });
}

} // namespace
} // namespace rumina
