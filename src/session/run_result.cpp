#include "session/run_result.h"

#include <optional>
#include <string>

#include "number/interruptible.h"
#include "plot/json.h"
#include "runtime/derivations.h"
#include "runtime/text_size.h"
#include "session/data.h"
#include "session/diagnostic_json.h"

namespace rumina {
namespace {

constexpr std::size_t kMostTypeset = 100'000; ///< bytes of text that are worth typesetting

/// Whether a value is a formula or holds nothing else. At most `left` of its parts are looked at.
bool is_formula(const Value& value, std::size_t& left, int depth = 0) {
    if (left == 0 || depth > 20) return false;
    --left;
    auto all = [&](auto& sequence) {
        for (const Value& part : sequence)
            if (!is_formula(part, left, depth + 1)) return false;
        return true;
    };
    switch (value.kind()) {
    case Tag::Array: return value.as<ArrayObject>()->size != 0 && all(*value.as<ArrayObject>());
    case Tag::Vector: return all(*value.as<VectorObject>());
    case Tag::Matrix: {
        MatrixObject& matrix = *value.as<MatrixObject>();
        for (std::size_t i = 0; i < matrix.size(); ++i)
            if (!is_formula(matrix.data[i], left, depth + 1)) return false;
        return true;
    }
    case Tag::Expression: return true;
    default: return value.is_number();
    }
}

/// What the builtin of that name (latex, mathml) makes of the value; "" when it cannot.
std::string typeset(Engine& engine, std::string_view builtin, Value value) {
    Runtime& runtime = engine.runtime();
    try {
        Value text = call_builtin(runtime, runtime.builtins.find(runtime.names.find(builtin)), &value, 1);
        return std::string(text_of(text));
    } catch (const Failure& failure) {
        runtime.recover(failure.diagnostic);
        return {};
    }
}

/// Of an integer or fraction; nothing of other values.
std::optional<std::string> number_text(const Value& value) {
    switch (value.kind()) {
    case Tag::Int: return std::to_string(value.integer);
    case Tag::BigInt: return value.as<BigIntObject>()->value.to_string();
    case Tag::Rational: return value.as<RationalObject>()->value.to_string();
    default: return std::nullopt;
    }
}

/// The members that tell the value.
void write_value(JsonWriter& w, Engine& engine, const Value& value) {
    const std::uint64_t most = engine.runtime().limits.output;
    if (std::optional<std::string> number = number_text(value)) {
        if (most != 0 && number->size() > most) fail(DiagnosticId::TooLarge, "the text of the result", describe_bytes(most));
        w.member("number", *number);
        return;
    }
    const Value shown = value.is_unset() ? Value::null() : value;
    const bool is_echoed = !shown.is_null();
    std::string text = is_echoed ? engine.text(shown) : std::string();
    std::string repr = is_echoed ? engine.repr(shown) : std::string();
    if (most != 0 && repr.size() > most) fail(DiagnosticId::TooLarge, "the text of the result", describe_bytes(most));
    std::size_t parts = 2000;
    const bool is_worth_it = text.size() <= kMostTypeset;
    const bool is_told = is_derivation(engine.runtime(), shown);
    const bool is_set = is_worth_it && (is_told || is_formula(shown, parts));
    w.key("value");
    write_data(engine.runtime(), w, shown);
    w.member("text", text);
    w.member("repr", repr);
    w.member("latex", is_set ? typeset(engine, "latex", shown) : std::string());
    w.member("mathml", is_set && !is_told ? typeset(engine, "mathml", shown) : std::string());
}

void write_no_value(JsonWriter& w) {
    w.key("value");
    w.null();
    for (std::string_view name : {"text", "repr", "latex", "mathml"}) w.member(name, "");
}

void write_plots(JsonWriter& w, Runtime& runtime) {
    w.key("plots");
    w.list(runtime.plots(), [&](const auto& figure) { w.raw(plot::to_json(*figure)); });
    w.key("plotsLeftOut");
    w.whole(runtime.plots_left_out());
}

void write_errors(JsonWriter& w, Engine& engine, const std::vector<Diagnostic>& errors, bool incomplete) {
    w.key("error");
    if (errors.empty()) w.null();
    else write_diagnostic(w, errors.front(), engine.runtime().sources, incomplete);
    w.key("errors");
    w.list(errors, [&](const Diagnostic& error) { write_diagnostic(w, error, engine.runtime().sources, incomplete); });
}

/// All memory of a WebAssembly instance; 0 elsewhere.
std::uint64_t instance_bytes() {
#ifdef __wasm__
    return std::uint64_t{__builtin_wasm_memory_size(0)} << 16;
#else
    return 0;
#endif
}

} // namespace

void write_stats(JsonWriter& w, Engine& engine) {
    Runtime& runtime = engine.runtime();
    w.begin_object();
    w.key("milliseconds");
    w.number(runtime.seconds_taken() * 1000);
    w.key("steps");
    w.whole(runtime.steps_taken());
    w.key("memoryBytes");
    w.whole(runtime.heap.statistics().bytes);
    w.key("leakedBytes");
    w.whole(number_memory().leaked);
    w.key("instanceBytes");
    w.whole(instance_bytes());
    w.end_object();
}

std::string run_result(Engine& engine, const RunOutcome& outcome) {
    std::vector<Diagnostic> errors = outcome.evaluation.errors;
    JsonWriter value;
    value.out = "{";
    if (errors.empty()) {
        try {
            write_value(value, engine, outcome.evaluation.value);
        } catch (Failure& failure) {
            engine.runtime().recover(failure.diagnostic);
            errors.push_back(std::move(failure.diagnostic));
        }
    }
    if (!errors.empty()) {
        value.out = "{";
        write_no_value(value);
    }
    JsonWriter w;
    w.begin_object();
    w.key("ok");
    w.boolean(errors.empty());
    w.out += ',';
    w.out.append(value.out, 1);
    write_plots(w, engine.runtime());
    w.member("output", outcome.output);
    w.key("exitCode");
    if (outcome.exit_code < 0) w.null();
    else w.integer(outcome.exit_code);
    w.key("repeatable");
    w.boolean(outcome.is_repeatable);
    write_errors(w, engine, errors, outcome.evaluation.incomplete);
    w.key("stats");
    write_stats(w, engine);
    w.end_object();
    return std::move(w.out);
}

} // namespace rumina
