#include "session/signature_help.h"

#include "library/help.h"
#include "session/cursor.h"
#include "session/help_entry.h"
#include "session/named_values.h"

namespace rumina {
namespace {

/// `func name(a, b = 2) …` further up in the text itself; it need not have run.
std::optional<ShownSignature> signature_in_text(const LexedText& text, std::string_view name) {
    const std::vector<Token>& tokens = text.tokens();
    for (std::size_t i = tokens.size(); i-- > 0;) {
        if (tokens[i].kind != TokenKind::Func || i + 2 >= tokens.size() || text.spelled(tokens[i + 1]) != name || tokens[i + 2].kind != TokenKind::LeftParen) continue;
        ShownSignature signature;
        signature.name = name;
        signature.text = signature.name + "(";
        int depth = 0;
        bool expected = true, optional = false; // a parameter's name; a default value
        for (std::size_t j = i + 3; j < tokens.size() && tokens[j].kind != TokenKind::End; ++j) {
            const TokenKind kind = tokens[j].kind;
            if (kind == TokenKind::LeftParen || kind == TokenKind::LeftBracket || kind == TokenKind::LeftBrace) ++depth;
            if (kind == TokenKind::RightParen && depth == 0) break;
            if (kind == TokenKind::RightParen || kind == TokenKind::RightBracket || kind == TokenKind::RightBrace) --depth;
            if (depth == 0 && kind == TokenKind::Comma) expected = true;
            if (!expected || !is_word(kind)) continue;
            expected = false;
            optional = tokens[j + 1].kind == TokenKind::Assign;
            if (!signature.parameters.empty()) signature.text += ", ";
            ShownSignature::Parameter parameter{std::string(text.spelled(tokens[j])), "", optional, false, signature.text.size(), 0};
            signature.text += parameter.name + (optional ? "?" : "");
            parameter.to = signature.text.size();
            signature.parameters.push_back(std::move(parameter));
        }
        signature.text += ")";
        return signature;
    }
    return std::nullopt;
}

struct FoundSignature {
    ShownSignature signature;
    bool takes_receiver = false; ///< a method: the first parameter stands before the dot
};

std::optional<FoundSignature> find_signature(Engine& engine, const LexedText& text, const OpenCall& call) {
    Runtime& runtime = engine.runtime();
    if (call.path.size() == 1)
        if (std::optional<ShownSignature> own = signature_in_text(text, call.path[0])) return FoundSignature{std::move(*own)};
    if (std::optional<Value> value = find_value(engine, call.path))
        if (std::optional<ShownSignature> held = signature_of_value(runtime, *value)) return FoundSignature{std::move(*held)};
    if (call.is_method) {
        const std::vector<std::string> receiver(call.path.begin(), call.path.end() - 1);
        if (std::optional<Value> value = find_value(engine, receiver)) {
            const std::uint32_t method = runtime.builtins.find_method(value->kind(), runtime.names.find(call.path.back()));
            if (method != BuiltinTable::kAbsent) return FoundSignature{signature_of_builtin(runtime, method), true};
        }
    }
    std::string name;
    for (const std::string& part : call.path) name += (name.empty() ? "" : "::") + part;
    if (call.path.size() > 2 && call.path[0] == "std") name.replace(0, 5, "std.");
    if (const Documented found = find_documented(runtime, name); found.builtin) return FoundSignature{signature_of_builtin(runtime, *found.builtin)};
    return std::nullopt;
}

std::int64_t active_parameter(const FoundSignature& found, const OpenCall& call) {
    const auto& parameters = found.signature.parameters;
    if (!call.named.empty()) {
        for (std::size_t i = 0; i < parameters.size(); ++i)
            if (parameters[i].name == call.named) return static_cast<std::int64_t>(i);
        return -1;
    }
    const std::size_t index = call.argument + (found.takes_receiver ? 1 : 0);
    if (index < parameters.size()) return static_cast<std::int64_t>(index);
    return !parameters.empty() && parameters.back().rest ? static_cast<std::int64_t>(parameters.size()) - 1 : -1;
}

} // namespace

void write_signature_help(JsonWriter& w, Engine& engine, std::string_view text, std::size_t offset) {
    const LexedText before(text.substr(0, offset));
    const std::optional<OpenCall> call = find_open_call(before);
    const std::optional<FoundSignature> found = call ? find_signature(engine, before, *call) : std::nullopt;
    if (!found) return w.null();
    w.begin_object();
    w.member("name", found->signature.name);
    w.member("signature", found->signature.text);
    w.member("summary", found->signature.summary);
    write_parameters(w, found->signature);
    w.key("active");
    w.integer(active_parameter(*found, *call));
    w.end_object();
}

} // namespace rumina
