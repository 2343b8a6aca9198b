#include "session/run_result.h"

#include <optional>
#include <string>

#include "algebra/output/notation.h"
#include "library/value_notation.h"
#include "number/interruptible.h"
#include "plot/json.h"
#include "runtime/derivations.h"
#include "runtime/operations.h"
#include "runtime/text_size.h"
#include "session/data.h"
#include "session/diagnostic_json.h"

namespace rumina {
namespace {

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

struct Typeset {
    std::string latex, mathml;
};

/// Both drawings of a formula, "" where it has none; of a derivation the LaTeX.
Typeset typeset(Runtime& runtime, const Value& value) {
    try {
        if (is_derivation(runtime, value)) return {derivation_latex(runtime, value), {}};
        std::size_t parts = 2000;
        if (!is_formula(value, parts)) return {};
        const std::optional<algebra::Notation> notation = library::notation_of(value);
        return notation ? Typeset{algebra::latex(*notation), algebra::mathml(*notation)} : Typeset{};
    } catch (const Failure& failure) {
        const DiagnosticId id = failure.diagnostic.id;
        if (id == DiagnosticId::Interrupted || id == DiagnosticId::TimeLimit || id == DiagnosticId::OutOfMemory) throw;
        return {}; // too deep to be drawn
    }
}

/// Writing the result is part of the run: its time, its memory and whether it was cancelled are asked between the members.
class MemberWriter {
public:
    /// `held`: bytes of the texts that are there besides.
    MemberWriter(JsonWriter& writer, Runtime& runtime, std::size_t held) : w_(writer), runtime_(runtime), held_(held) {}

    void member(std::string_view name, std::string_view text) {
        runtime_.ask_to_go_on();
        constexpr std::size_t kNegligible = 1 << 16;
        if (text.size() > kNegligible) {
            runtime_.heap.require(held_ + w_.out.size() + text.size());
            w_.out.reserve(w_.out.size() + text.size() + kNegligible);
        }
        w_.member(name, text);
    }

private:
    JsonWriter& w_;
    Runtime& runtime_;
    const std::size_t held_;
};

/// A number whose digits are written in no time. It passes by the writer of all values: for a session's first evaluations an
/// engine of WebAssembly would compile all of that.
bool is_short_rational(const Value& value) {
    if (!value.is(Tag::Rational)) return value.is_int();
    const Rational& number = value.as<RationalObject>()->value;
    return number.numerator().bits() < 1000 && number.denominator().bits() < 1000;
}

std::string short_text(const Value& value) { return value.is_int() ? std::to_string(value.integer) : value.as<RationalObject>()->value.to_string(); }

bool is_rational(const Value& value) { return value.is_int() || value.is(Tag::BigInt) || value.is(Tag::Rational); }

/// The members that tell the value. Each form is made once.
void write_value(JsonWriter& w, Engine& engine, const Value& value) {
    Runtime& runtime = engine.runtime();
    if (value.is_unset() || value.is_null()) return;
    const ValueTexts texts = is_short_rational(value) ? ValueTexts{short_text(value), {}} : engine.texts(value);
    const std::string& repr = texts.repr();
    if (std::uint64_t limit = runtime.limits.output; limit != 0 && repr.size() > limit)
        fail(DiagnosticId::TooLarge, "the text of the result", describe_bytes(limit));
    if (is_rational(value)) {
        MemberWriter(w, runtime, repr.size()).member("number", repr);
        return;
    }
    const Typeset typesetting = repr.size() > kMostTypeset ? Typeset{} : typeset(runtime, value);
    MemberWriter members(w, runtime, texts.text.size() + (texts.other_repr ? texts.other_repr->size() : 0));
    w.key("value");
    // A derivation's data are those of its steps, not of the text that tells them.
    const bool is_told = is_derivation(runtime, value);
    write_data(runtime, w, value, {}, is_told ? KnownForms{} : KnownForms{repr, typesetting.latex});
    members.member("text", texts.text);
    members.member("repr", repr);
    members.member("latex", typesetting.latex);
    members.member("mathml", typesetting.mathml);
}

void write_plots(JsonWriter& w, Runtime& runtime) {
    if (!runtime.plots().empty()) {
        w.key("plots");
        w.list(runtime.plots(), [&](const auto& figure) { w.raw(plot::to_json(*figure)); });
    }
    if (runtime.plots_left_out() != 0) {
        w.key("plotsLeftOut");
        w.whole(runtime.plots_left_out());
    }
}

void write_errors(JsonWriter& w, Engine& engine, const std::vector<Diagnostic>& errors, bool incomplete) {
    if (errors.empty()) return;
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
    w.key("microseconds");
    w.whole(static_cast<std::uint64_t>(runtime.seconds_taken() * 1e6));
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

/// Whatever the run left behind is not counted against its result.
void make_room(Runtime& runtime) {
    if (runtime.heap.bytes_left() < runtime.limits.memory / 2 && runtime.limits.memory != 0) runtime.heap.collect();
}

std::string run_result(Engine& engine, const RunOutcome& outcome) {
    Runtime& runtime = engine.runtime();
    std::vector<Diagnostic> errors = outcome.evaluation.errors;
    JsonWriter w;
    constexpr std::size_t kUsual = 256; ///< bytes
    w.out.reserve(kUsual);
    constexpr std::string_view kGood = R"({"ok":true)", kBad = R"({"ok":false)";
    if (errors.empty()) {
        try {
            make_room(runtime);
            w.out = kGood;
            write_value(w, engine, outcome.evaluation.value);
        } catch (Failure& failure) {
            runtime.recover(failure.diagnostic);
            errors.push_back(std::move(failure.diagnostic));
        }
    }
    if (!errors.empty()) {
        std::string().swap(w.out); // memory was perhaps what it failed for
        w.out = kBad;
    }
    write_plots(w, runtime);
    if (!outcome.output.empty()) w.member("output", outcome.output);
    if (outcome.exit_code >= 0) {
        w.key("exitCode");
        w.integer(outcome.exit_code);
    }
    if (outcome.has_read_clock || runtime.was_stopped()) {
        w.key("unrepeatable");
        w.boolean(true);
    }
    write_errors(w, engine, errors, outcome.evaluation.incomplete);
    w.key("stats");
    write_stats(w, engine);
    w.end_object();
    return std::move(w.out);
}

} // namespace rumina
