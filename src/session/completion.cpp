#include "session/completion.h"

#include <algorithm>
#include <set>

#include "algebra/output/greek.h"
#include "base/utf8.h"
#include "runtime/operations.h"
#include "session/cursor.h"
#include "session/help_entry.h"
#include "session/named_values.h"
#include "session/short_text.h"

namespace rumina {
namespace {

struct Candidate {
    std::string label, insert, detail, documentation;
    std::string_view kind;
};

constexpr std::string_view kKeywords[] = {
#define SPECIAL(name, words)
#define SYMBOL(name, spelling)
#define ALIAS(name, spelling)
#define KEYWORD(name, spelling) spelling,
#define WORD(name, spelling) spelling,
#include "syntax/tokens.def"
#undef SPECIAL
#undef SYMBOL
#undef ALIAS
#undef KEYWORD
#undef WORD
};

/// `\name` and the character it stands for, besides the Greek letters.
constexpr std::pair<std::string_view, std::string_view> kSymbols[] = {
    {"infty", "∞"}, {"inf", "∞"}, {"sqrt", "√"}, {"le", "≤"}, {"leq", "≤"}, {"ge", "≥"}, {"geq", "≥"}, {"ne", "≠"},
    {"neq", "≠"},   {"cdot", "·"}, {"times", "×"}, {"div", "÷"}, {"in", "∈"},
};
constexpr std::string_view kGreek[] = {"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho",
                                       "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi",
                                       "Psi", "Omega"};

class Completer {
public:
    Completer(Engine& engine, std::string_view text, std::size_t offset)
        : engine_(engine), runtime_(engine.runtime()), text_(text), offset_(offset), before_(text.substr(0, offset)), cursor_(find_cursor(before_)) {}

    void write(JsonWriter& w) {
        collect();
        std::stable_sort(found_.begin(), found_.end(), [&](const Candidate& a, const Candidate& b) { return is_exact(a) > is_exact(b); });
        if (found_.size() > kMostCompletions) found_.resize(kMostCompletions);
        const std::size_t from = utf8::utf16_length(text_.substr(0, cursor_.from)), to = utf8::utf16_length(text_.substr(0, offset_));
        w.list(found_, [&](const Candidate& candidate) {
            w.begin_object();
            w.member("label", candidate.label);
            w.member("kind", candidate.kind);
            w.member("detail", candidate.detail);
            w.member("documentation", candidate.documentation);
            w.member("insert", candidate.insert);
            w.member("from", from);
            w.member("to", to);
            w.end_object();
        });
    }

private:
    bool is_exact(const Candidate& candidate) const { return candidate.label.starts_with(cursor_.word); }
    bool fits(std::string_view name) const {
        if (name.size() < cursor_.word.size()) return false;
        return utf8::to_lower(name.substr(0, cursor_.word.size())) == utf8::to_lower(cursor_.word);
    }
    void add(std::string_view label, std::string_view kind, std::string detail, std::string documentation = {}) {
        if (fits(label) && seen_.insert(std::string(label)).second)
            found_.push_back({std::string(label), std::string(label), std::move(detail), std::move(documentation), kind});
    }

    void collect() {
        switch (cursor_.place) {
        case Cursor::Place::Text: return;
        case Cursor::Place::Symbol: return add_symbols();
        case Cursor::Place::Member: return add_members();
        case Cursor::Place::Path: return add_path();
        case Cursor::Place::Name: break;
        }
        for (const Engine::Variable& variable : engine_.variables()) add_value(variable.name, variable.value, "variable");
        if (cursor_.word.empty()) return; // all names of the library would be no help
        add_builtins();
        for (const BuiltinTable::Namespace& space : runtime_.builtins.namespaces()) add(space.name, "namespace", "");
        for (std::string_view word : kKeywords) add(word, "keyword", "");
        add_names_of_text();
    }

    void add_value(std::string_view name, const Value& value, std::string_view kind) {
        if (!fits(name)) return;
        if (std::optional<ShownSignature> signature = signature_of_value(runtime_, value)) return add(name, "function", signature->text, signature->summary);
        add(name, kind, std::string(type_name(value)), short_text(engine_, value));
    }
    void add_builtin(std::string_view name, std::uint32_t index, std::string_view kind = {}) {
        if (!fits(name) || name.starts_with("__")) return;
        const Builtin& record = *runtime_.builtins.entry(index).record;
        add(name, !kind.empty() ? kind : record.constant ? "constant" : "function", std::string(record.signature), std::string(record.summary));
    }
    void add_builtins() {
        for (Name name : runtime_.builtins.flat_names()) add_builtin(runtime_.names.text(name), runtime_.builtins.find(name));
    }
    /// Names that stand in the text itself, such as parameters; they need not exist yet.
    void add_names_of_text() {
        const LexedText all(text_);
        const std::vector<Token>& tokens = all.tokens();
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const bool is_member = i > 0 && (tokens[i - 1].kind == TokenKind::Dot || tokens[i - 1].kind == TokenKind::ColonColon);
            const bool is_at_cursor = tokens[i].span.begin == cursor_.from;
            if (tokens[i].kind == TokenKind::Name && !is_member && !is_at_cursor) add(all.spelled(tokens[i]), "variable", "");
        }
    }

    void add_symbols() {
        auto add_symbol = [&](std::string_view name, std::string_view character) {
            if (name.starts_with(cursor_.word)) found_.push_back({"\\" + std::string(name), std::string(character), std::string(character), "", "symbol"});
        };
        for (std::string_view name : kGreek) add_symbol(name, algebra::greek_letter(name));
        for (const auto& [name, character] : kSymbols) add_symbol(name, character);
        // \pi alone before \pitchfork and the like.
        std::stable_sort(found_.begin(), found_.end(), [](const Candidate& a, const Candidate& b) { return a.label.size() < b.label.size(); });
    }

    void add_namespace(std::uint32_t index) {
        std::vector<std::pair<std::string_view, std::uint32_t>> members;
        for (const auto& [name, member] : runtime_.builtins.namespaces()[index].members) members.emplace_back(runtime_.names.text(name), member);
        std::sort(members.begin(), members.end());
        for (const auto& [name, member] : members) add_builtin(name, member);
    }
    bool add_named_namespace() {
        const bool is_std = cursor_.path.size() == 2 && cursor_.path[0] == "std";
        if (cursor_.path.size() == 1 && cursor_.path[0] == "std") {
            for (const BuiltinTable::Namespace& space : runtime_.builtins.namespaces()) add(space.name, "namespace", "");
            return true;
        }
        if (cursor_.path.size() != 1 && !is_std) return false;
        const std::uint32_t space = runtime_.builtins.find_namespace(runtime_.names.find(cursor_.path.back()));
        if (space == BuiltinTable::kAbsent) return false;
        add_namespace(space);
        return true;
    }
    void add_path() {
        if (std::optional<Value> module = find_value(engine_, cursor_.path)) {
            for (const NamedMember& member : members_of(engine_, *module)) add_value(member.name, member.value, "member");
            return;
        }
        add_named_namespace();
    }
    void add_members() {
        const std::optional<Value> value = find_value(engine_, cursor_.path);
        if (!value) {
            add_named_namespace();
            return;
        }
        for (const NamedMember& member : members_of(engine_, *value)) add_value(member.name, member.value, "member");
        for (Name name : runtime_.builtins.method_names(value->kind()))
            add_builtin(runtime_.names.text(name), runtime_.builtins.find_method(value->kind(), name), "method");
    }

    Engine& engine_;
    Runtime& runtime_;
    std::string_view text_;
    std::size_t offset_;
    LexedText before_;
    Cursor cursor_;
    std::vector<Candidate> found_;
    std::set<std::string> seen_;
};

} // namespace

void write_completions(JsonWriter& w, Engine& engine, std::string_view text, std::size_t offset) { Completer(engine, text, offset).write(w); }

} // namespace rumina
