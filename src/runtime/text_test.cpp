#include <fmt/format.h>

#include "runtime/test_host.h"
#include "syntax/nodes.h"

namespace rumina {
namespace {

using Text = RuntimeTest;

TEST_F(Text, PrintForm) {
    EXPECT_EQ(show(f(-0.0)), "0");
    EXPECT_EQ(show(f(0.75)), "0.75");
    EXPECT_EQ(show(array({text("a"), array({}), f(1.5), Value::null(), Value::of_bool(true)})), "[a, [], 1.5, null, true]");
    EXPECT_EQ(show(structure({{"a", i(1)}, {"b", text("x")}})), "{a = 1, b = x}");
    EXPECT_EQ(show(structure({})), "{}");
    EXPECT_EQ(show(set({})), "set([])");
    EXPECT_EQ(show(set({i(1), text("b")})), "{1, b}");
    EXPECT_EQ(show(table({{text("a"), i(98)}, {i(1), vec({})}})), "table{a => 98, 1 => vec[]}");
    EXPECT_EQ(show(range(i(1), i(5))), "1..5");
    EXPECT_EQ(show(range(i(1), i(9), i(2))), "1..9 step 2");
    EXPECT_EQ(show(mat(2, 2, {i(1), i(2), i(3), i(4)})), "mat[1, 2; 3, 4]");
}

TEST_F(Text, ReprReadsBack) {
    EXPECT_EQ(repr(text("a\"b\\\n\t\x01\xC3\xA9")), "\"a\\\"b\\\\\\n\\t\\u{1}\xC3\xA9\"");
    EXPECT_EQ(repr(f(2)), "2f");
    EXPECT_EQ(repr(array({f(0.5), text("x")})), "[0.5f, \"x\"]");
    EXPECT_EQ(repr(table({{text("a b"), i(1)}, {text("true"), i(2)}, {Value::of_bool(true), i(3)}, {text("k"), text("v")}})),
              "table{\"a b\" => 1, \"true\" => 2, true => 3, k => \"v\"}");
}

TEST_F(Text, Cycles) {
    Value a = array({i(1), i(2)});
    put(a, i(1), a);
    EXPECT_EQ(show(a), "[1, [...]]");
    Value s = structure({{"inside", a}});
    put(a, i(0), s);
    EXPECT_EQ(show(s), "{inside = [[...], [...]]}");
    Value shared_twice = array({});
    EXPECT_EQ(show(array({shared_twice, shared_twice})), "[[], []]");
    // A cycle that closes beyond the levels searched one by one.
    Value root = array({i(0)}), leaf = root;
    for (int level = 0; level < 40; ++level) {
        Value next = array({i(0)});
        put(leaf, i(0), next);
        leaf = next;
    }
    const std::string expected = fmt::format("{}[...]{}", std::string(41, '['), std::string(41, ']'));
    put(leaf, i(0), leaf);
    EXPECT_EQ(show(root), expected);
    put(leaf, i(0), root);
    EXPECT_EQ(show(root), expected);
}

TEST_F(Text, LimitOfOneValue) {
    runtime.limits.output = 1000;
    Value a = text(std::string(600, 'x'));
    EXPECT_EQ(show(array({a})).size(), 602u);
    failure_of(DiagnosticId::TooLarge, [&] { show(array({a, a})); });
    Value doubled = array({i(1)});
    for (int level = 0; level < 100; ++level) doubled = array({doubled, doubled});
    failure_of(DiagnosticId::TooLarge, [&] { show(doubled); });
}

TEST_F(Text, Functions) {
    FunctionPrototype named, lambda, prelude;
    named.name = "area";
    named.parameters = {name("w"), name("h")};
    named.has_rest = true;
    lambda.is_lambda = true;
    lambda.parameters = {name("x")};
    static const Builtin record{.signature = "map(xs: Sequence, f: Function) -> Array", .summary = "", .examples = {}};
    prelude.builtin = runtime.builtins.add(runtime, &record, "") + 1;
    auto closure = [&](FunctionPrototype& prototype) { return Value::of_object(runtime.heap.function(&prototype, 0)); };
    EXPECT_EQ(show(closure(named)), "<function area(w, h, ...)>");
    EXPECT_EQ(show(closure(lambda)), "<lambda (x)>");
    EXPECT_EQ(show(closure(prelude)), "<native function map>");
    EXPECT_EQ(type_name(closure(named)), "function");
    EXPECT_EQ(type_name(closure(lambda)), "lambda");
    EXPECT_EQ(type_name(closure(prelude)), "native_function");
    EXPECT_EQ(show(runtime.builtins.entry(0).value), "<native function map>");
    EXPECT_FALSE(equal(closure(named), closure(named)));
    Value one = closure(named);
    EXPECT_TRUE(equal(one, one));
    EXPECT_EQ(show(at(table({{one, i(1)}}), one)), "1");
}

TEST_F(Text, TypeNames) {
    EXPECT_EQ(type_name(i(1)), "int");
    EXPECT_EQ(type_name(n("9223372036854775808")), "bigint");
    EXPECT_EQ(type_name(n("1/2")), "rational");
    EXPECT_EQ(type_name(f(1)), "float");
    EXPECT_EQ(type_name(vec({})), "vec");
    EXPECT_EQ(described(array({})), "an array");
    EXPECT_EQ(described(text("")), "a string");
}

TEST_F(Text, Conversions) {
    auto to = [&](std::string_view type, Value value) { return show(convert(runtime, find_type(type), value)); };
    EXPECT_EQ(to("int", text(" 12 ")), "12");
    EXPECT_EQ(to("int", f(-2.7)), "-2");
    EXPECT_EQ(to("int", n("-7/2")), "-3");
    EXPECT_EQ(to("bigint", f(1e20)), "100000000000000000000");
    EXPECT_EQ(to("int", Value::of_bool(true)), "1");
    EXPECT_EQ(to("rational", text("0.5")), "1/2");
    EXPECT_EQ(to("rational", f(0.5)), "1/2");
    EXPECT_EQ(to("float", text("1.5")), "1.5");
    EXPECT_EQ(to("float", text("1/4")), "0.25");
    EXPECT_EQ(to("float", n("1/3")), "0.3333333333333333");
    EXPECT_EQ(to("number", text("2.5f")), "2.5");
    EXPECT_EQ(to("bool", i(0)), "false");
    EXPECT_EQ(to("bool", text("")), "true");
    EXPECT_EQ(to("text", array({i(1)})), "[1]");
    EXPECT_EQ(to("array", range(i(1), i(3))), "[1, 2, 3]");
    EXPECT_EQ(to("array", text("abc")), "[a, b, c]");
    EXPECT_EQ(to("array", mat(2, 1, {i(1), i(2)})), "[[1], [2]]");
    EXPECT_EQ(to("matrix", array({array({i(1)}), array({i(2)})})), "mat[1; 2]");
    EXPECT_EQ(to("set", array({i(1), i(1)})), "{1}");
    EXPECT_EQ(to("table", structure({{"a", i(1)}})), "table{a => 1}");
    EXPECT_EQ(to("struct", table({{text("a"), i(1)}})), "{a = 1}");
    EXPECT_EQ(failure_of(DiagnosticId::CannotParse, [&] { to("int", text("2.7")); }).message, "`2.7` is not a valid int");
    failure_of(DiagnosticId::CannotParse, [&] { to("float", text("")); });
    EXPECT_EQ(failure_of(DiagnosticId::CannotConvert, [&] { to("int", array({})); }).message, "cannot convert an array to int");
    failure_of(DiagnosticId::CannotConvert, [&] { to("function", i(1)); });
    failure_of(DiagnosticId::CannotConvert, [&] { to("array", i(1)); });
    EXPECT_EQ(find_type("nonsense"), 0);
    EXPECT_EQ(find_type(""), 0);
    EXPECT_TRUE(has_type(find_type("rational"), i(1)));
    EXPECT_FALSE(has_type(find_type("int"), n("1/2")));
    EXPECT_TRUE(has_type(find_type("any"), Value::null()));
    EXPECT_EQ(type_text(find_type("Fraction")), "rational");
}

TEST_F(Text, Literals) {
    auto read = [&](NumberExpr::Form form, std::string digits) {
        NumberExpr literal{Span{}};
        literal.form = form;
        literal.text = std::move(digits);
        return repr(number_literal(runtime, literal));
    };
    EXPECT_EQ(read(NumberExpr::Form::Integer, "0xFF"), "255");
    EXPECT_EQ(read(NumberExpr::Form::Integer, "123456789012345678901234567890"), "123456789012345678901234567890");
    EXPECT_EQ(read(NumberExpr::Form::Rational, "0.(3)"), "1/3");
    EXPECT_EQ(read(NumberExpr::Form::Rational, "1.5e3"), "1500");
    EXPECT_EQ(read(NumberExpr::Form::Float, "0.1"), "0.1f");
    failure_of(DiagnosticId::FloatOverflow, [&] { read(NumberExpr::Form::Float, "1e999"); });
}

TEST_F(Text, FloatsReadBack) {
    runtime.random.seed(5);
    for (int round = 0; round < 2000; ++round) {
        std::uint64_t bits = runtime.random.next();
        double value;
        std::memcpy(&value, &bits, sizeof value);
        if (value - value != 0) continue;
        EXPECT_EQ(convert(runtime, find_type("float"), text(repr(f(value)))).real, value);
    }
}

TEST_F(Text, ErrorsAsValues) {
    std::uint32_t file = runtime.sources.add("a.lm", "x\ny / 0\n");
    Diagnostic diagnostic = make_diagnostic(DiagnosticId::DivisionByZero, Span{file, 2, 7});
    diagnostic.trace = {{"<main>", Span{file, 2, 7}}};
    Value error = error_value(runtime, Failure{diagnostic, true});
    auto part = [&](std::string_view member) { return show(get_member(runtime, error, name(member))); };
    EXPECT_EQ(show(error), "division by zero");
    EXPECT_EQ(part("kind"), "ZeroDivisionError");
    EXPECT_EQ(part("id"), "DivisionByZero");
    EXPECT_EQ(part("line"), "2");
    EXPECT_EQ(part("column"), "1");
    EXPECT_EQ(part("trace"), "[File \"a.lm\", line 2, in <main>]");
    failure_of(DiagnosticId::NoMember, [&] { part("colour"); });

    try {
        throw_value(runtime, i(42));
        FAIL();
    } catch (Thrown& thrown) {
        thrown.diagnostic.span = Span{file, 0, 1};
        error = error_value(runtime, thrown);
    }
    EXPECT_EQ(part("message"), "42");
    EXPECT_EQ(part("kind"), "Error");
    EXPECT_EQ(part("value"), "42");
    EXPECT_EQ(part("line"), "1");
    try {
        throw_value(runtime, error);
        FAIL();
    } catch (const Thrown& thrown) {
        EXPECT_TRUE(thrown.located);
        EXPECT_TRUE(error_value(runtime, thrown).same_bits(error));
    }
    try {
        throw_value(runtime, structure({{"kind", text("KeyError")}, {"message", text("gone")}}));
        FAIL();
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.diagnostic.kind, ErrorKind::KeyError);
        EXPECT_EQ(failure.diagnostic.message, "gone");
    }
}

} // namespace
} // namespace rumina
