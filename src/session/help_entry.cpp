#include "session/help_entry.h"

#include <algorithm>

#include "base/utf8.h"
#include "library/help.h"
#include "runtime/function.h"

namespace rumina {
namespace {

/// Words of a list like "array vec".
void write_words(JsonWriter& w, std::string_view words) {
    w.begin_array();
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (end != 0) w.text(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    w.end_array();
}

void write_examples(JsonWriter& w, const Builtin& record) {
    w.key("examples");
    w.list(record.example_list(), [&](const Example& example) {
        const bool fails = example.result.starts_with('!');
        w.begin_object();
        w.member("code", example.code);
        w.member("result", fails ? example.result.substr(1) : example.result);
        w.key("fails");
        w.boolean(fails);
        w.end_object();
    });
}

void write_raises(JsonWriter& w, const Builtin& record) {
    w.key("raises");
    w.list(record.raises, [&](DiagnosticId id) {
        w.begin_object();
        w.member("id", info(id).id);
        w.member("kind", name_of(info(id).kind));
        w.end_object();
    });
}

/// The members that entries of all kinds have.
void write_head(JsonWriter& w, std::string_view kind, const ShownSignature& signature, std::string_view text) {
    w.member("name", signature.name);
    w.member("kind", kind);
    w.member("signature", signature.text);
    w.member("summary", signature.summary);
    write_parameters(w, signature);
    w.member("result", signature.result);
    w.member("text", text);
}

void write_record(JsonWriter& w, Runtime& runtime, std::uint32_t builtin, std::string_view name) {
    const Builtin& record = *runtime.builtins.entry(builtin).record;
    w.begin_object();
    write_head(w, record.constant ? "constant" : "function", signature_of_builtin(runtime, builtin), help_text(runtime, name));
    write_examples(w, record);
    write_raises(w, record);
    w.key("aliases");
    write_words(w, record.aliases);
    w.key("methods");
    write_words(w, record.methods);
    w.key("members");
    write_words(w, "");
    w.key("tellsSteps");
    w.boolean(record.tells_steps);
    w.member("source", record.source);
    w.end_object();
}

/// What has no examples, aliases and so on.
void write_plain(JsonWriter& w, std::string_view kind, const ShownSignature& signature, std::string_view text, const std::vector<std::string_view>& members) {
    w.begin_object();
    write_head(w, kind, signature, text);
    for (std::string_view name : {"examples", "raises", "aliases", "methods"}) {
        w.key(name);
        write_words(w, "");
    }
    w.key("members");
    w.list(members, [&](std::string_view member) { w.text(member); });
    w.key("tellsSteps");
    w.boolean(false);
    w.member("source", "");
    w.end_object();
}

void write_namespace(JsonWriter& w, Runtime& runtime, std::uint32_t index) {
    const BuiltinTable::Namespace& space = runtime.builtins.namespaces()[index];
    std::vector<std::string_view> members;
    for (const auto& [name, member] : space.members) members.push_back(runtime.names.text(name));
    std::sort(members.begin(), members.end());
    ShownSignature signature;
    signature.name = signature.text = space.name;
    write_plain(w, "namespace", signature, help_text(runtime, space.name), members);
}

/// Puts the pieces of a signature's text together and notes where the parameters stand.
class SignatureText {
public:
    explicit SignatureText(ShownSignature& signature) : signature_(signature) { signature_.text = signature_.name + "("; }
    void add(ShownSignature::Parameter parameter, std::string_view spelled) {
        if (!signature_.parameters.empty()) signature_.text += ", ";
        parameter.from = signature_.text.size();
        signature_.text += spelled;
        parameter.to = signature_.text.size();
        signature_.parameters.push_back(std::move(parameter));
    }
    void close(std::string_view result) {
        signature_.text += ")";
        if (!result.empty()) signature_.text.append(" -> ").append(result);
        signature_.result = result;
    }

private:
    ShownSignature& signature_;
};

} // namespace

ShownSignature signature_of_builtin(Runtime& runtime, std::uint32_t builtin) {
    const Builtin& record = *runtime.builtins.entry(builtin).record;
    const Signature& parsed = runtime.builtins.signature(builtin);
    ShownSignature shown;
    shown.name = parsed.name;
    shown.summary = record.summary;
    if (record.constant) {
        shown.text = record.signature;
        shown.result = parsed.result;
        return shown;
    }
    SignatureText text(shown);
    for (const ParameterInfo& parameter : parsed.parameters) {
        std::string spelled = (parameter.rest ? "..." : "") + std::string(parameter.name) + (parameter.optional ? "?" : "");
        if (!parameter.kinds.empty()) spelled.append(": ").append(parameter.kinds);
        text.add({std::string(parameter.name), std::string(parameter.kinds), parameter.optional, parameter.rest}, spelled);
    }
    text.close(parsed.result);
    return shown;
}

ShownSignature signature_of_closure(Runtime& runtime, const FunctionPrototype& prototype) {
    if (prototype.builtin != 0) return signature_of_builtin(runtime, prototype.builtin - 1);
    ShownSignature shown;
    shown.name = prototype.name;
    SignatureText text(shown);
    for (std::size_t i = 0; i < prototype.parameters.size(); ++i) {
        const std::string name(runtime.names.text(prototype.parameters[i]));
        const bool optional = i >= prototype.required;
        text.add({name, "", optional, false}, name + (optional ? "?" : ""));
    }
    if (prototype.has_rest) text.add({"rest", "", true, true}, "...");
    text.close("");
    return shown;
}

std::optional<ShownSignature> signature_of_value(Runtime& runtime, const Value& value) {
    if (value.is(Tag::Builtin)) return signature_of_builtin(runtime, value.object->aux);
    if (value.is(Tag::Function)) return signature_of_closure(runtime, value.as<FunctionObject>()->shown());
    return std::nullopt;
}

void write_parameters(JsonWriter& w, const ShownSignature& signature) {
    w.key("parameters");
    w.list(signature.parameters, [&](const ShownSignature::Parameter& parameter) {
        w.begin_object();
        w.member("name", parameter.name);
        w.member("kinds", parameter.kinds);
        w.key("optional");
        w.boolean(parameter.optional);
        w.key("rest");
        w.boolean(parameter.rest);
        w.member("from", utf8::utf16_length(std::string_view(signature.text).substr(0, parameter.from)));
        w.member("to", utf8::utf16_length(std::string_view(signature.text).substr(0, parameter.to)));
        w.end_object();
    });
}

void write_help_entry(JsonWriter& w, Engine& engine, std::string_view name) {
    Runtime& runtime = engine.runtime();
    const Value held = engine.variable(name);
    if (held.is(Tag::Function) && held.as<FunctionObject>()->shown().builtin == 0) {
        const ShownSignature signature = signature_of_closure(runtime, held.as<FunctionObject>()->shown());
        return write_plain(w, "function", signature, signature.text + "\n", {});
    }
    const Documented found = find_documented(runtime, name);
    if (found.builtin) write_record(w, runtime, *found.builtin, name);
    else if (found.name_space) write_namespace(w, runtime, *found.name_space);
    else w.null();
}

} // namespace rumina
