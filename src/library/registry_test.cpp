#include "library/registry.h"

#include <set>

#include "algebra/expression.h"
#include "library/prelude.h"
#include "runtime/exit.h"
#include "runtime/test_host.h"

namespace rumina {
namespace {

class Registry : public RuntimeTest {
protected:
    Registry() { register_library(runtime); }
    Value call(std::string_view name, std::vector<Value> arguments) {
        std::uint32_t index = runtime.builtins.find(runtime.names.intern(name));
        EXPECT_NE(index, BuiltinTable::kAbsent) << name;
        return call_builtin(runtime, index, arguments.data(), arguments.size());
    }
};

TEST_F(Registry, EveryRecordIsComplete) {
    std::set<std::string_view> names;
    for (std::uint32_t index = 0; index < runtime.builtins.size(); ++index) {
        const Builtin& record = *runtime.builtins.entry(index).record;
        const Signature& signature = runtime.builtins.signature(index);
        EXPECT_TRUE(names.insert(signature.name).second) << signature.name << " is there twice";
        EXPECT_FALSE(signature.result.empty()) << signature.name;
        EXPECT_FALSE(record.summary.empty()) << signature.name;
        EXPECT_TRUE(record.summary.ends_with('.')) << signature.name;
        bool intrinsic = signature.name.starts_with("__"); // they cannot be called by an example
        EXPECT_TRUE(intrinsic || !record.example_list().empty()) << signature.name;
    }
}

TEST_F(Registry, EveryPreludeFunctionHasAPlace) {
    std::vector<PreludeFunction> functions = prelude_functions(runtime);
    EXPECT_EQ(functions.size(), library::prelude_records().size());
    for (const PreludeFunction& function : functions) EXPECT_EQ(runtime.builtins.entry(function.builtin).record, function.record);
}

TEST_F(Registry, NamesReachTheSameFunction) {
    auto member = [&](std::string_view space, std::string_view name) {
        std::uint32_t index = runtime.builtins.find_namespace(runtime.names.intern(space));
        EXPECT_NE(index, BuiltinTable::kAbsent) << space;
        return runtime.builtins.find_member(index, runtime.names.intern(name));
    };
    auto flat = [&](std::string_view name) { return runtime.builtins.find(runtime.names.intern(name)); };
    EXPECT_EQ(member("math", "abs"), flat("abs"));
    EXPECT_EQ(member("string", "length"), flat("string_length"));
    EXPECT_EQ(member("string", "sub_string"), flat("string_sub_string"));
    EXPECT_EQ(member("random", "random"), flat("rand"));
    EXPECT_EQ(member("stats", "var"), flat("variance"));
    EXPECT_NE(member("array", "index_of"), flat("index_of")); // flat key/value arrays have a lookup of their own
    EXPECT_NE(member("string", "find"), flat("find"));
}

TEST_F(Registry, ExitIsNoFailure) {
    EXPECT_THROW(call("exit", {}), ExitRequest);
    EXPECT_THROW(call("exit", {i(256)}), Failure);
    try {
        call("exit", {i(3)});
    } catch (const ExitRequest& request) {
        EXPECT_EQ(request.code, 3);
    }
}

TEST_F(Registry, MemoKeysTellArgumentsApart) {
    auto key = [&](std::vector<Value> arguments) {
        ArrayObject* array = runtime.heap.array();
        for (const Value& value : arguments) runtime.heap.push(array, value);
        return call("__key", {Value::of_object(array)});
    };
    Value size = runtime.builtins.entry(runtime.builtins.find(runtime.names.intern("size"))).value;
    Value sqrt = runtime.builtins.entry(runtime.builtins.find(runtime.names.intern("sqrt"))).value;
    std::vector<std::vector<Value>> different = {{},           {i(1)},       {f(1)},          {text("1")}, {i(1), i(1)},
                                                 {Value::null()}, {Value::of_bool(true)}, {text("")}, {size},      {sqrt},
                                                 {text("1"), text("")}, {text(""), text("1")}};
    for (std::size_t a = 0; a < different.size(); ++a)
        for (std::size_t b = 0; b < different.size(); ++b)
            EXPECT_EQ(equal_keys(key(different[a]), key(different[b])), a == b) << a << " " << b;
    // What contains itself has no key.
    ArrayObject* endless = runtime.heap.array();
    runtime.heap.push(endless, Value::of_object(endless));
    EXPECT_TRUE(key({Value::of_object(endless)}).is_null());
}

TEST_F(Registry, TheFirstCallOfABuiltinIsNotLookedUp) {
    const std::uint32_t index = runtime.builtins.find(runtime.names.intern("expand"));
    auto use = [&] { return index < runtime.results.statistics().size() ? runtime.results.statistics()[index] : ResultCache::Statistics{}; };
    const Value pi = Value::of_object(runtime.heap.expression(algebra::pi()));
    call("expand", {pi});
    EXPECT_EQ(use().hits + use().misses, 0u);
    EXPECT_TRUE(equal(call("expand", {pi}), pi));
    EXPECT_EQ(use().hits + use().misses, 1u); // a hit only where the first took 20 ms
    EXPECT_TRUE(equal(call("expand", {pi}), pi));
    EXPECT_EQ(use().hits + use().misses, 2u);
    EXPECT_GE(use().hits, 1u);
}

TEST_F(Registry, RandomNumbersAreTheDocumentedOnes) {
    // The standard's own check value of the generator: the 10000th number of mt19937_64 with its default seed.
    runtime.random.seed(5489);
    std::uint64_t last = 0;
    for (int n = 0; n < 10000; ++n) last = runtime.random.next();
    EXPECT_EQ(last, 9981545732273789042u);
    // All values of a small interval are drawn, none outside.
    std::set<std::int64_t> drawn;
    for (int n = 0; n < 500; ++n) drawn.insert(call("randint", {i(-2), i(3)}).integer);
    EXPECT_EQ(drawn, (std::set<std::int64_t>{-2, -1, 0, 1, 2, 3}));
}

} // namespace
} // namespace rumina
