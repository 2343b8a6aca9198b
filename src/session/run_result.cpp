#include "session/run_result.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "algebra/output/notation.h"
#include "library/value_notation.h"
#include "number/interruptible.h"
#include "plot/json.h"
#include "runtime/derivations.h"
#include "runtime/number_values.h"
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

bool is_rational(const Value& value) { return value.is_int() || value.is(Tag::BigInt) || value.is(Tag::Rational); }

/// Of an integer, or of both parts of a fraction.
std::uint64_t bits_of(const Value& value) {
    if (value.is_int()) return 64;
    if (value.is(Tag::BigInt)) return value.as<BigIntObject>()->value.bits();
    const Rational& number = value.as<RationalObject>()->value;
    return number.numerator().bits() + number.denominator().bits();
}

std::string digits_of(const Value& value) {
    if (value.is_int()) return std::to_string(value.integer);
    return value.is(Tag::BigInt) ? value.as<BigIntObject>()->value.to_string() : value.as<RationalObject>()->value.to_string();
}

void require_output(const Runtime& runtime, std::size_t bytes) {
    if (std::uint64_t limit = runtime.limits.output; limit != 0 && bytes > limit) fail(DiagnosticId::TooLarge, "the text of the result", describe_bytes(limit));
}

[[gnu::noinline]] std::string hexadecimal_of(const Value& value) {
    Integer scratch;
    return value.is(Tag::Rational) ? value.as<RationalObject>()->value.to_hexadecimal() : integer_of(value, scratch).to_hexadecimal();
}

[[gnu::noinline]] void write_hexadecimal(JsonWriter& w, const Value& value) {
    w.key("hexadecimal");
    w.out += '"'; // nothing in it needs an escape
    w.out += hexadecimal_of(value);
    w.out += '"';
}

/// The members of a value that is more than a number, each form made once.
[[gnu::noinline]] void write_whole_value(JsonWriter& w, Engine& engine, const Value& value, bool may_be_hexadecimal) {
    Runtime& runtime = engine.runtime();
    const ValueTexts texts = engine.texts(value);
    const std::string& repr = texts.repr();
    require_output(runtime, repr.size());
    MemberWriter members(w, runtime, texts.text.size() + (texts.other_repr ? texts.other_repr->size() : 0));
    if (is_rational(value)) {
        const bool has_room = 3 * repr.size() < runtime.heap.bytes_left();
        if (may_be_hexadecimal && has_room) write_hexadecimal(w, value);
        return members.member("number", repr);
    }
    const Typeset typesetting = repr.size() > kMostTypeset ? Typeset{} : typeset(runtime, value);
    w.key("value");
    // A derivation's data are those of its steps, not of the text that tells them.
    const bool is_told = is_derivation(runtime, value);
    write_data(runtime, w, value, {}, is_told ? KnownForms{} : KnownForms{repr, typesetting.latex});
    members.member("text", texts.text);
    members.member("repr", repr);
    members.member("latex", typesetting.latex);
    members.member("mathml", typesetting.mathml);
}

/// Whether hexadecimal alone is enough: the caller makes the decimal digits. With longer numbers ours are faster and can be
/// interrupted.
bool is_best_in_hexadecimal(std::uint64_t bits, std::uint64_t most_digits) {
    constexpr std::uint64_t kShort = 64, kLong = 1 << 17;
    return bits > kShort && bits < kLong && (most_digits == 0 || bits / 3 + 3 < most_digits); // a sign, a bar
}

/// The members that tell the value.
void write_value(JsonWriter& w, Engine& engine, const Value& value, bool may_be_hexadecimal) {
    Runtime& runtime = engine.runtime();
    if (value.is_unset() || value.is_null()) return;
    runtime.ask_to_go_on();
    // Short numbers pass by the writer of all values: for a session's first evaluations an engine of WebAssembly would compile it.
    constexpr std::uint64_t kShort = 2000;
    const std::uint64_t bits = is_rational(value) ? bits_of(value) : UINT64_MAX;
    if (may_be_hexadecimal && is_best_in_hexadecimal(bits, runtime.limits.output)) return write_hexadecimal(w, value);
    if (bits > kShort) return write_whole_value(w, engine, value, may_be_hexadecimal);
    const std::string number = digits_of(value);
    require_output(runtime, number.size());
    w.member("number", number);
}

[[gnu::noinline]] void write_plots(JsonWriter& w, Runtime& runtime) {
    if (!runtime.plots().empty()) {
        w.key("plots");
        w.list(runtime.plots(), [&](const auto& figure) { w.raw(plot::to_json(*figure)); });
    }
    if (runtime.plots_left_out() != 0) {
        w.member("plotsLeftOut", runtime.plots_left_out());
    }
}

/// All memory of a WebAssembly instance; 0 elsewhere.
std::uint64_t instance_bytes() {
#ifdef __wasm__
    return std::uint64_t{__builtin_wasm_memory_size(0)} << 16;
#else
    return 0;
#endif
}

/// Whatever the run left behind is not counted against its result.
void make_room(Runtime& runtime) {
    if (runtime.heap.bytes_left() < runtime.limits.memory / 2 && runtime.limits.memory != 0) runtime.heap.collect();
}

void write_bad(JsonWriter& w, Engine& engine, const std::vector<Diagnostic>& errors, bool incomplete) {
    std::string().swap(w.out); // memory was perhaps what it failed for
    w.out = R"({"ok":false)";
    w.key("errors");
    w.list(errors, [&](const Diagnostic& error) { write_diagnostic(w, error, engine.runtime().sources, incomplete); });
}

/// Until the value is written it is open whether the run was good.
void write_good(JsonWriter& w, Engine& engine, const RunOutcome& outcome) {
    try {
        make_room(engine.runtime());
        w.out = R"({"ok":true)";
        write_value(w, engine, outcome.evaluation.value, outcome.hexadecimal);
    } catch (Failure& failure) {
        engine.runtime().recover(failure.diagnostic);
        write_bad(w, engine, {std::move(failure.diagnostic)}, false);
    }
}

bool may_be_repeated(const Runtime& runtime, const RunOutcome& outcome) { return !outcome.has_read_clock && !runtime.was_stopped(); }

/// Whether the value, an integer or a fraction, is all there is to tell.
bool is_only_number(const Runtime& runtime, const RunOutcome& outcome) {
    return is_rational(outcome.evaluation.value) && outcome.evaluation.errors.empty() && outcome.output.empty() && outcome.exit_code < 0 && runtime.plots().empty() &&
           runtime.plots_left_out() == 0 && !runtime.must_stop() && may_be_repeated(runtime, outcome);
}

/// Numerator and denominator.
using Parts = std::array<double, 2>;

/// Sets the parts when doubles hold both.
bool set_parts(const Value& value, Parts& parts) {
    constexpr std::int64_t kExact = std::int64_t{1} << 53;
    std::int64_t top = 0, bottom = 1;
    if (value.is_int()) {
        top = value.integer;
    } else if (value.is(Tag::Rational)) {
        const Rational& number = value.as<RationalObject>()->value;
        if (!number.numerator().fits_int64() || !number.denominator().fits_int64()) return false;
        top = number.numerator().to_int64();
        bottom = number.denominator().to_int64();
    } else {
        return false;
    }
    parts = {static_cast<double>(top), static_cast<double>(bottom)};
    return -kExact <= top && top <= kExact && bottom <= kExact;
}

/// The number's text in brief; empty: it has to be told in full.
[[gnu::noinline]] std::string brief_text(const RunOutcome& outcome, std::uint64_t most_output, bool has_room) {
    constexpr std::uint64_t kBrief = 64;
    const Value& value = outcome.evaluation.value;
    const std::uint64_t bits = bits_of(value);
    if (bits <= kBrief) return has_room ? std::move(digits_of(value).insert(0, 1, '=')) : std::string();
    return outcome.hexadecimal && is_best_in_hexadecimal(bits, most_output) ? std::move(hexadecimal_of(value).insert(0, 1, '#')) : std::string();
}

/// The number in brief, by its parts if possible; empty: it has to be told in full.
std::string brief_result(const Runtime& runtime, const RunOutcome& outcome, Parts& parts) {
    constexpr std::uint64_t kMostDigits = 48; // of what is not told in hexadecimal
    const std::uint64_t most_output = runtime.limits.output;
    const bool has_room = most_output == 0 || most_output >= kMostDigits;
    return has_room && set_parts(outcome.evaluation.value, parts) ? "=" : brief_text(outcome, most_output, has_room);
}

[[gnu::noinline]] std::string whole_result(Engine& engine, const RunOutcome& outcome, RunStats& stats) {
    Runtime& runtime = engine.runtime();
    JsonWriter w;
    constexpr std::size_t kUsual = 256; ///< bytes
    w.out.reserve(kUsual);
    if (outcome.evaluation.errors.empty()) write_good(w, engine, outcome);
    else write_bad(w, engine, outcome.evaluation.errors, outcome.evaluation.incomplete);
    if (!runtime.plots().empty() || runtime.plots_left_out() != 0) write_plots(w, runtime);
    if (!outcome.output.empty()) w.member("output", outcome.output);
    if (outcome.exit_code >= 0) {
        w.key("exitCode");
        w.integer(outcome.exit_code);
    }
    if (!may_be_repeated(runtime, outcome)) {
        w.key("unrepeatable");
        w.boolean(true);
    }
    stats = run_stats(engine);
    w.key("stats");
    write_stats(w, stats);
    w.end_object();
    return std::move(w.out);
}

} // namespace

RunStats run_stats(Engine& engine) {
    Runtime& runtime = engine.runtime();
    auto number = [](std::uint64_t count) { return static_cast<double>(count); };
    return {std::max(std::floor(runtime.seconds_taken() * 1e6), 0.0), number(runtime.steps_taken()), number(runtime.heap.statistics().bytes), number(number_memory().leaked),
            number(instance_bytes()), 0, 1};
}

void write_stats(JsonWriter& w, const RunStats& stats) {
    static constexpr std::array<std::string_view, 5> kNames = {"microseconds", "steps", "memoryBytes", "leakedBytes", "instanceBytes"};
    w.begin_object();
    for (std::size_t i = 0; i < kNames.size(); ++i) w.member(kNames[i], static_cast<std::uint64_t>(stats[i]));
    w.end_object();
}

std::string run_result(Engine& engine, const RunOutcome& outcome, RunStats& stats) {
    std::string brief;
    Parts parts = {0, 1};
    if (outcome.brief && is_only_number(engine.runtime(), outcome)) brief = brief_result(engine.runtime(), outcome, parts);
    if (brief.empty()) return whole_result(engine, outcome, stats);
    stats = run_stats(engine);
    std::copy(parts.begin(), parts.end(), stats.end() - parts.size());
    return brief;
}

} // namespace rumina
