#include <cmath>

#include "diagnostics/closest_name.h"
#include "runtime/test_host.h"

namespace rumina {
namespace {

class Engine : public RuntimeTest {
protected:
    /// What an executor does at a function entry or loop back-edge.
    void step() {
        if (--runtime.fuel < 0) runtime.safepoint();
    }
};

TEST_F(Engine, StepsAreCountedExactly) {
    runtime.begin_evaluation();
    for (std::uint64_t k = 1; k <= 50'000; ++k) {
        if (k % 7 == 0) runtime.hurry(); // as garbage would
        step();
        ASSERT_EQ(runtime.steps_taken(), k);
    }
}

TEST_F(Engine, StepLimitIsExact) {
    for (std::uint64_t limit : {1u, 19'999u, 20'000u, 20'001u, 50'000u}) {
        runtime.limits.steps = limit;
        runtime.begin_evaluation();
        for (std::uint64_t k = 1; k <= limit; ++k) {
            if (k % 1000 == 0) runtime.hurry();
            step();
        }
        EXPECT_EQ(runtime.steps_taken(), limit);
        failure_of(DiagnosticId::StepLimit, [&] { step(); });
        failure_of(DiagnosticId::StepLimit, [&] { step(); }); // caught or not, the budget is spent
        EXPECT_EQ(runtime.steps_taken(), limit);
    }
}

TEST_F(Engine, StopAndTime) {
    runtime.begin_evaluation();
    runtime.request_stop();
    failure_of(DiagnosticId::Interrupted, [&] {
        for (int k = 0; k < 30'000; ++k) step();
    });
    step(); // the flag was taken back
    runtime.limits.seconds = 2;
    runtime.begin_evaluation();
    host.seconds += 3;
    failure_of(DiagnosticId::TimeLimit, [&] {
        for (int k = 0; k < 30'000; ++k) step();
    });
    failure_of(DiagnosticId::TimeLimit, [&] {
        for (int k = 0; k < 10'000; ++k) runtime.poll();
    });
}

TEST_F(Engine, GarbageIsCollectedAtSafepoints) {
    runtime.heap.set_stress(true);
    runtime.modules.push_back(std::make_unique<ModuleScope>());
    std::uint32_t kept = runtime.add_global(*runtime.modules.back(), name("kept"));
    runtime.globals[kept] = array({});
    for (int k = 0; k < 200; ++k) {
        runtime.heap.push(runtime.globals[kept].as<ArrayObject>(), text("element"));
        array({vec({i(1)}), table({{text("a"), set({i(k)})}})});
        step();
    }
    EXPECT_GT(runtime.heap.statistics().collections, 100u);
    EXPECT_EQ(show(at(runtime.globals[kept], i(199))), "element");
}

TEST_F(Engine, MemoryLimit) {
    runtime.limits.memory = 32 << 20;
    runtime.begin_evaluation();
    Value list = array({});
    failure_of(DiagnosticId::OutOfMemory, [&] {
        for (;;) runtime.heap.push(list.as<ArrayObject>(), i(1));
    });
    failure_of(DiagnosticId::OutOfMemory, [&] { convert(runtime, find_type("array"), range(i(1), i(1'000'000'000))); });
}

TEST_F(Engine, OutputLimit) {
    runtime.limits.output = 10;
    runtime.write("12345");
    runtime.write("67890");
    failure_of(DiagnosticId::TooLarge, [&] { runtime.write("x"); });
    runtime.begin_evaluation();
    runtime.write("x");
    EXPECT_EQ(host.written, "1234567890x");
}

TEST_F(Engine, NormalNumbers) {
    runtime.random.seed(1);
    double sum = 0, squares = 0;
    constexpr int count = 100'000;
    for (int k = 0; k < count; ++k) {
        double value = runtime.random.normal();
        sum += value;
        squares += value * value;
    }
    EXPECT_NEAR(sum / count, 0, 0.02);
    EXPECT_NEAR(squares / count, 1, 0.02);
}

// ── builtins ────────────────────────────────────────────────────────────────────────────────────────────────

Value run_count(Call& call) {
    std::int64_t given = 0;
    for (std::size_t i = 0; i < call.count; ++i) given += call.has(i);
    return Value::of_int(given);
}
Value run_three(Call&) { return Value::of_int(3); }

const Builtin kGcd{.signature = "gcd(a: Integer, b: Integer) -> Integer",
                   .summary = "",
                   .examples = {},
                   .aliases = "integers::gcd hcf",
                   .methods = "int",
                   .run = run_count};
const Builtin kPad{.signature = "string::pad(s: String, width?: Integer, fill?: String|Null) -> String",
                   .summary = "",
                   .examples = {},
                   .aliases = "pad_string",
                   .methods = "string Array",
                   .run = run_count};
const Builtin kPrint{.signature = "print(...values: Any)", .summary = "", .examples = {}, .run = run_count};
const Builtin kThree{.signature = "three", .summary = "", .examples = {}, .run = run_three, .constant = true};

class Builtins : public RuntimeTest {
protected:
    std::uint32_t gcd = runtime.builtins.add(runtime, &kGcd, "math"), pad = runtime.builtins.add(runtime, &kPad, "text"),
                  print = runtime.builtins.add(runtime, &kPrint, ""), three = runtime.builtins.add(runtime, &kThree, "math");

    Value call(std::uint32_t index, std::vector<Value> arguments) {
        return call_builtin(runtime, index, arguments.data(), arguments.size());
    }
};

TEST_F(Builtins, Signatures) {
    Signature signature = parse_signature(kPad.signature);
    EXPECT_EQ(signature.name, "string::pad");
    ASSERT_EQ(signature.parameters.size(), 3u);
    EXPECT_EQ(signature.parameters[1].name, "width");
    EXPECT_TRUE(signature.parameters[1].optional);
    EXPECT_EQ(signature.parameters[2].kinds, "String|Null");
    EXPECT_EQ(signature.required, 1u);
    EXPECT_EQ(signature.maximum, 3u);
    EXPECT_EQ(signature.result, "String");
    EXPECT_EQ(parse_signature("f(...xs)").maximum, Signature::kUnlimited);
    EXPECT_EQ(parse_signature("f(a: Any, ...xs: Real)").required, 1u);
    EXPECT_EQ(parse_signature("pi -> Number").name, "pi");
    EXPECT_EQ(parse_signature("f()").maximum, 0u);
}

TEST_F(Builtins, NamesNamespacesMethods) {
    EXPECT_EQ(runtime.builtins.find(name("gcd")), gcd);
    EXPECT_EQ(runtime.builtins.find(name("pad")), BuiltinTable::kAbsent);
    EXPECT_EQ(runtime.builtins.find(name("pad_string")), pad);
    auto member = [&](std::string_view space, std::string_view what) {
        return runtime.builtins.find_member(runtime.builtins.find_namespace(name(space)), name(what));
    };
    EXPECT_EQ(member("math", "gcd"), gcd);
    EXPECT_EQ(member("integers", "gcd"), gcd);
    EXPECT_EQ(member("string", "pad"), pad);
    EXPECT_EQ(runtime.builtins.find_method(Tag::BigInt, name("gcd")), gcd);
    EXPECT_EQ(runtime.builtins.find_method(Tag::BigInt, name("hcf")), gcd);
    EXPECT_EQ(runtime.builtins.find_method(Tag::Array, name("pad")), pad);
    EXPECT_EQ(runtime.builtins.find_method(Tag::Array, name("pad_string")), BuiltinTable::kAbsent);
    EXPECT_EQ(runtime.builtins.method_names(Tag::String).size(), 1u);
    EXPECT_EQ(runtime.builtins.flat_names().size(), 5u);

    Value standard = Value::of_object(runtime.heap.module(nullptr, 0xFFFFFFFF, runtime.known.std));
    Value math = get_member(runtime, standard, name("math"));
    EXPECT_EQ(show(math), "<module math>");
    EXPECT_EQ(show(get_member(runtime, math, name("gcd"))), "<native function gcd>");
    EXPECT_EQ(show(get_member(runtime, math, name("three"))), "3");
    EXPECT_EQ(show(find_method(runtime, math, name("three")).callee), "<native function three>");
    EXPECT_EQ(failure_of(DiagnosticId::UndefinedMember, [&] { get_member(runtime, math, name("gdc")); }).hint,
              "Did you mean `gcd`?");
    EXPECT_EQ(failure_of(DiagnosticId::UndefinedMember, [&] { get_member(runtime, standard, name("maths")); }).hint,
              "Did you mean `math`?");
}

TEST(ClosestName, CaseAndBeginnings) {
    const std::vector<std::string> names{"Si", "X", "factor", "li", "limit", "print", "sin", "sqrt"};
    EXPECT_EQ(closest_name("Sin", names), "sin");
    EXPECT_EQ(closest_name("PRINT", names), "print");
    EXPECT_EQ(closest_name("x", names), ""); // n is not N
    EXPECT_EQ(closest_name("Lim", names), "limit");
    EXPECT_EQ(closest_name("lim", names, false), "li");
    EXPECT_EQ(closest_name("lim", names), "limit");
    EXPECT_EQ(closest_name("fact", names), "factor");
    EXPECT_EQ(closest_name("si", names), "Si");
    EXPECT_EQ(closest_name("sqr", names), "sqrt");
    EXPECT_EQ(closest_name("y", names), "");
    EXPECT_EQ(closest_name("pr", names), "");
}

TEST_F(Builtins, CountsAndKinds) {
    EXPECT_EQ(call(gcd, {i(4), i(6)}).integer, 2);
    EXPECT_EQ(call(pad, {text("a")}).integer, 1);
    EXPECT_EQ(call(pad, {text("a"), Value::unset(), Value::null()}).integer, 2);
    EXPECT_EQ(call(print, {}).integer, 0);
    EXPECT_EQ(call(print, std::vector<Value>(100, i(1))).integer, 100);
    EXPECT_EQ(call(three, {}).integer, 3);
    EXPECT_EQ(failure_of(DiagnosticId::WrongArgumentCount, [&] { call(gcd, {i(1)}); }).message,
              "`gcd`: expected 2 arguments but got 1");
    EXPECT_EQ(failure_of(DiagnosticId::WrongArgumentCount, [&] { call(pad, {}); }).message,
              "`string::pad`: expected 1 to 3 arguments but got 0");
    EXPECT_EQ(failure_of(DiagnosticId::ArgumentKind, [&] { call(gcd, {text("a"), i(1)}); }).message,
              "`gcd`: argument 1 must be an integer, not a string");
    EXPECT_EQ(failure_of(DiagnosticId::ArgumentKind, [&] { call(pad, {text("a"), i(1), i(2)}); }).message,
              "`string::pad`: argument 3 must be a string or null, not an integer");
    failure_of(DiagnosticId::ArgumentKind, [&] { call(gcd, {n("1/2"), i(1)}); });
}

TEST_F(Builtins, Methods) {
    Method method = find_method(runtime, i(4), name("gcd"));
    EXPECT_EQ(method.passing, Method::Passing::FirstArgument);
    EXPECT_EQ(failure_of(DiagnosticId::NoMethod, [&] { find_method(runtime, i(4), name("gcdd")); }).hint, "Did you mean `gcd`?");
    EXPECT_EQ(failure_of(DiagnosticId::NoMethod, [&] { find_method(runtime, array({}), name("len")); }).hint,
              "`len` is a property: write `.len` without `()`.");
    EXPECT_EQ(failure_of(DiagnosticId::NoMember, [&] { get_member(runtime, text("a"), name("pad")); }).hint,
              "`pad` is a method: write `.pad(…)`.");

    FunctionPrototype prototype;
    Value closure = Value::of_object(runtime.heap.function(&prototype, 0));
    Value object = structure({{"area", closure}, {"width", i(3)}});
    Value child = structure({{"__parent__", object}});
    method = find_method(runtime, child, name("area"));
    EXPECT_TRUE(method.callee.same_bits(closure));
    EXPECT_EQ(method.passing, Method::Passing::Self);
    failure_of(DiagnosticId::NotCallable, [&] { find_method(runtime, child, name("width")); });
    EXPECT_EQ(failure_of(DiagnosticId::NoMethod, [&] { find_method(runtime, child, name("aera")); }).hint,
              "Did you mean `area`?");
    Value entries = table({{text("area"), closure}});
    EXPECT_EQ(find_method(runtime, entries, name("area")).passing, Method::Passing::Nothing);
    failure_of(DiagnosticId::NoMethod, [&] { find_method(runtime, entries, name("other")); });
}

} // namespace
} // namespace rumina
