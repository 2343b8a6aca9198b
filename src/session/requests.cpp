#include "session/requests.h"

#include <algorithm>
#include <optional>

#include "base/json_writer.h"
#include "base/utf8.h"
#include "runtime/operations.h"
#include "session/completion.h"
#include "session/data.h"
#include "session/diagnostic_json.h"
#include "session/help_entry.h"
#include "session/run_result.h"
#include "session/short_text.h"
#include "session/signature_help.h"
#include "syntax/formatter.h"

namespace rumina {
namespace {

/// Thrown when a question does not have the form it must have.
struct BadRequest {
    std::string why;
};

const JsonValue& member(const JsonValue& request, std::string_view name) {
    const JsonValue* found = request.find(name);
    if (found == nullptr) throw BadRequest{"\"" + std::string(name) + "\" is missing"};
    return *found;
}

const std::string& text_member(const JsonValue& request, std::string_view name) {
    const JsonValue& found = member(request, name);
    if (!found.is_string()) throw BadRequest{"\"" + std::string(name) + "\" must be text"};
    return found.text;
}

/// The byte that a UTF-16 offset stands for; the end of the text without one.
std::size_t offset_member(const JsonValue& request, std::string_view text) {
    const JsonValue* found = request.find("offset");
    if (found == nullptr || found->is(JsonValue::Kind::Null)) return text.size();
    if (!found->is(JsonValue::Kind::Number) || !(found->number >= 0)) throw BadRequest{"\"offset\" must be a number"};
    return utf8::offset_of_utf16(text, static_cast<std::size_t>(std::min(found->number, 4e9)));
}

void ask_variables(Engine& engine, const JsonValue&, JsonWriter& w) {
    w.key("variables");
    w.list(engine.variables(), [&](const Engine::Variable& variable) {
        w.begin_object();
        w.member("name", variable.name);
        w.member("kind", type_name(variable.value));
        w.member("text", short_text(engine, variable.value));
        w.end_object();
    });
}

void ask_complete(Engine& engine, const JsonValue& request, JsonWriter& w) {
    const std::string& text = text_member(request, "text");
    w.key("completions");
    write_completions(w, engine, text, offset_member(request, text));
}

void ask_signature(Engine& engine, const JsonValue& request, JsonWriter& w) {
    const std::string& text = text_member(request, "text");
    w.key("signature");
    write_signature_help(w, engine, text, offset_member(request, text));
}

void ask_help(Engine& engine, const JsonValue& request, JsonWriter& w) {
    w.key("help");
    write_help_entry(w, engine, text_member(request, "name"));
}

void ask_check(Engine& engine, const JsonValue& request, JsonWriter& w) {
    const JsonValue* name = request.find("name");
    bool incomplete = false;
    const std::vector<Diagnostic> errors = engine.check(text_member(request, "code"), name != nullptr && name->is_string() ? name->text : "<input>", &incomplete);
    w.key("diagnostics");
    w.list(errors, [&](const Diagnostic& error) { write_diagnostic(w, error, engine.runtime().sources, incomplete); });
}

void ask_format(Engine&, const JsonValue& request, JsonWriter& w) {
    const std::string& code = text_member(request, "code");
    w.member("code", format(code).value_or(code));
}

void ask_get(Engine& engine, const JsonValue& request, JsonWriter& w) {
    const Value value = engine.variable(text_member(request, "name"));
    if (value.is_unset()) return;
    w.key("value");
    write_data(engine.runtime(), w, value);
}

void ask_set(Engine& engine, const JsonValue& request, JsonWriter&) {
    engine.set_variable(text_member(request, "name"), read_data(engine.runtime(), member(request, "value")));
}

struct Question {
    std::string_view name;
    void (*ask)(Engine& engine, const JsonValue& request, JsonWriter& writer);
};

constexpr Question kQuestions[] = {
    {"variables", ask_variables}, {"complete", ask_complete}, {"signature", ask_signature}, {"help", ask_help},
    {"check", ask_check},         {"format", ask_format},     {"get", ask_get},             {"set", ask_set},
};

const Question* question_of(const JsonValue& request) {
    const JsonValue* name = request.find("ask");
    if (name == nullptr || !name->is_string()) return nullptr;
    const auto* found = std::find_if(std::begin(kQuestions), std::end(kQuestions), [&](const Question& question) { return question.name == name->text; });
    return found == std::end(kQuestions) ? nullptr : found;
}

} // namespace

std::string refused(std::string_view why) {
    JsonWriter w;
    w.begin_object();
    w.member("error", why);
    w.end_object();
    return std::move(w.out);
}

bool is_progress(const JsonValue& request) {
    const JsonValue* name = request.find("ask");
    return name != nullptr && name->text == "progress";
}

std::string progress(Engine& engine) {
    JsonWriter w;
    write_stats(w, run_stats(engine));
    return std::move(w.out);
}

std::string answer(Engine& engine, const JsonValue& request) {
    const Question* question = question_of(request);
    if (question == nullptr) return refused("there is no such question");
    engine.runtime().clear_stop();
    engine.runtime().begin_evaluation();
    JsonWriter w;
    w.begin_object();
    try {
        question->ask(engine, request, w);
    } catch (const BadRequest& bad) {
        return refused(bad.why);
    } catch (Failure& failure) {
        engine.runtime().recover(failure.diagnostic);
        w.out = "{";
        w.key("failed");
        write_diagnostic(w, std::move(failure.diagnostic), engine.runtime().sources);
    }
    w.end_object();
    return std::move(w.out);
}

} // namespace rumina
