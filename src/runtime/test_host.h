// An engine's runtime for unit tests, with short ways to make values.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "runtime/fake_host.h"
#include "runtime/operations.h"

namespace rumina {

class RuntimeTest : public ::testing::Test {
protected:
    FakeHost host;
    Runtime runtime{host, Limits{}};

    static Value i(std::int64_t value) { return Value::of_int(value); }
    static Value f(double value) { return Value::of_float(value); }
    Value text(std::string_view value) { return runtime.heap.string(value); }
    /// An integer or fraction from its text.
    Value n(std::string_view value) { return runtime.heap.rational(*Rational::parse(value)); }
    Value array(const std::vector<Value>& values) {
        ArrayObject* result = runtime.heap.array();
        for (const Value& value : values) {
            share(value);
            runtime.heap.push(result, value);
        }
        return Value::of_object(result);
    }
    Value vec(const std::vector<Value>& values) { return make_vector(runtime, values.data(), values.size()); }
    Value mat(std::size_t rows, std::size_t columns, const std::vector<Value>& values) {
        return make_matrix(runtime, values.data(), rows, columns);
    }
    Value set(const std::vector<Value>& values) { return set_of(runtime, array(values).as<ArrayObject>()); }
    Value range(Value low, Value high, Value step = Value::unset()) { return make_range(runtime, low, high, step); }
    Value structure(const std::vector<std::pair<std::string, Value>>& fields) {
        StructObject* result = runtime.heap.structure(runtime.shapes.empty(), 2);
        for (const auto& [name, value] : fields) runtime.heap.set_field(result, runtime.names.intern(name), value);
        return Value::of_object(result);
    }
    Value table(const std::vector<std::pair<Value, Value>>& entries) {
        Value result = Value::of_object(runtime.heap.table());
        for (const auto& [key, value] : entries) set_index(runtime, result, &key, 1, value);
        return result;
    }
    Name name(std::string_view value) { return runtime.names.intern(value); }
    Value at(const Value& base, const Value& index) { return get_index(runtime, base, &index, 1); }
    Value at(const Value& base, const Value& row, const Value& column) {
        Value indices[] = {row, column};
        return get_index(runtime, base, indices, 2);
    }
    void put(Value& base, const Value& index, const Value& value) { set_index(runtime, base, &index, 1, value); }
    Value op(BinaryOperator which, const Value& a, const Value& b) { return binary(runtime, which, a, b); }
    std::string show(const Value& value) { return to_text(runtime, value); }
    std::string repr(const Value& value) { return to_repr(runtime, value); }
    std::vector<std::string> walk(const Value& value, bool pairs = false) {
        std::vector<std::string> shown;
        Value state[2], element;
        begin_iteration(runtime, value, pairs, state);
        while (next_iteration(runtime, state, element)) shown.push_back(show(element));
        return shown;
    }
};

/// The diagnostic a failing action raises; its id is checked.
inline Diagnostic failure_of(DiagnosticId id, const std::function<void()>& action) {
    try {
        action();
    } catch (const Failure& failure) {
        EXPECT_EQ(info(failure.diagnostic.id).id, info(id).id) << failure.diagnostic.message;
        return failure.diagnostic;
    }
    ADD_FAILURE() << "expected " << info(id).id;
    return make_diagnostic(DiagnosticId::SingularMatrix, Span{});
}

} // namespace rumina
