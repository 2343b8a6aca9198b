// help(): what the records say about functions, for people.
#include <algorithm>

#include "library/arguments.h"
#include "library/help.h"
#include "library/topics.h"
#include "runtime/function.h"

namespace rumina::library {
namespace {

std::string join_words(const std::vector<std::string_view>& words) {
    std::string text;
    for (std::string_view word : words) text += (text.empty() ? "" : ", ") + std::string(word);
    return text;
}

std::string about_record(const Builtin& record) {
    std::string text = fmt::format("{}\n  {}\n", record.signature, record.summary);
    if (!record.aliases.empty()) text += fmt::format("  Also: {}\n", record.aliases);
    for (DiagnosticId id : record.raises) text += fmt::format("  Raises {} ({})\n", info(id).id, rumina::name_of(info(id).kind));
    for (const Example& example : record.example_list()) {
        bool fails = example.result.starts_with('!');
        std::string_view result = fails ? example.result.substr(1) : example.result;
        text += fmt::format("  > {}\n    {}{}\n", example.code, fails ? "raises " : "", result);
    }
    if (!record.source.empty()) text += fmt::format("  Source: {}\n", record.source);
    return text;
}

std::string about_namespace(Runtime& runtime, std::uint32_t index) {
    const BuiltinTable::Namespace& space = runtime.builtins.namespaces()[index];
    std::vector<std::string_view> names;
    for (const auto& [name, member] : space.members)
        if (std::string_view text = runtime.names.text(name); !text.starts_with("__")) names.push_back(text); // intrinsics are the library's
    std::sort(names.begin(), names.end());
    return fmt::format("{}:: has {}\n", space.name, join_words(names));
}

std::string about_closure(Runtime& runtime, const FunctionPrototype& prototype) {
    if (prototype.builtin != 0) return about_record(*runtime.builtins.entry(prototype.builtin - 1).record);
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < prototype.parameters.size(); ++i) names.push_back(runtime.names.text(prototype.parameters[i]));
    std::string text = fmt::format("{}({})\n", prototype.name, join_words(names));
    if (prototype.required < names.size()) text += fmt::format("  The first {} must be given.\n", prototype.required);
    if (prototype.has_rest) text += "  It takes any number of further arguments.\n";
    return text;
}

bool about_name(Runtime& runtime, std::string_view name, std::string& text) {
    const Documented found = find_documented(runtime, name);
    if (found.builtin) text = about_record(*runtime.builtins.entry(*found.builtin).record);
    else if (found.name_space) text = about_namespace(runtime, *found.name_space);
    return found.builtin || found.name_space;
}

std::string about_value(Runtime& runtime, const Value& value) {
    std::vector<std::string_view> methods;
    for (Name name : runtime.builtins.method_names(value.kind())) methods.push_back(runtime.names.text(name));
    std::string text = fmt::format("{}\n", described(value));
    if (!methods.empty()) text += fmt::format("  Methods: {}\n", join_words(methods));
    return text;
}

std::string overview(Runtime& runtime) {
    std::vector<std::string_view> names;
    for (const BuiltinTable::Namespace& space : runtime.builtins.namespaces()) names.push_back(space.name);
    std::sort(names.begin(), names.end());
    return fmt::format("help(f) explains a function, help(\"name\") one of that name, help(\"topic\") lists a topic.\n"
                       "Topics: {}\n",
                       join_words(names));
}

std::string help_text(Call& call) {
    Runtime& runtime = call.runtime;
    if (!call.has(0)) return overview(runtime);
    Value about = call[0];
    std::string found;
    switch (about.kind()) {
    case Tag::Builtin: return about_record(*about.as<BuiltinObject>()->record);
    case Tag::Function: return about_closure(runtime, *about.as<FunctionObject>()->prototype);
    case Tag::Module:
        if (auto* module = about.as<ModuleObject>();
            module->scope == nullptr && module->aux < runtime.builtins.namespaces().size())
            return about_namespace(runtime, module->aux);
        return about_value(runtime, about);
    case Tag::String:
        if (about_name(runtime, text(call, 0), found)) return found;
        return about_value(runtime, about);
    default: return about_value(runtime, about);
    }
}

Value run_help(Call& call) {
    call.runtime.write(help_text(call));
    return Value::null();
}

Value run_help_text(Call& call) { return make_string(call, help_text(call)); }

const Builtin records[] = {
    {.signature = "help(about?: Any) -> Null",
     .summary = "Writes what a function does, with examples; a name may be given as text, a topic lists its functions.",
     .examples = {{"help(\"is_odd\")",
                   "is_odd(n: Integer) -> Bool\n  Whether 2 does not divide n.\n"
                   "  > is_odd(-3)\n    true\n  > is_odd(0)\n    false"}},
     .run = run_help,
     .pure = false},
    {.signature = "help_text(about?: Any) -> String",
     .summary = "What help would write, as a string.",
     .examples = {{"lines(help_text(sign))[0]", "sign(x: Number) -> Number"}, {"contains(help_text(), \"Topics\")", "true"}},
     .run = run_help_text,
     .pure = false},
};

} // namespace

Records help_builtins() { return records; }

} // namespace rumina::library

namespace rumina {

Documented find_documented(const Runtime& runtime, std::string_view name) {
    const BuiltinTable& table = runtime.builtins;
    if (name.starts_with("std.")) name.remove_prefix(4);
    std::size_t path = name.rfind("::");
    std::size_t width = 2;
    if (path == std::string_view::npos && (path = name.rfind('.')) != std::string_view::npos) width = 1;
    std::uint32_t index = BuiltinTable::kAbsent;
    if (path == std::string_view::npos) {
        index = table.find(runtime.names.find(name));
    } else {
        std::uint32_t space = table.find_namespace(runtime.names.find(name.substr(0, path)));
        if (space != BuiltinTable::kAbsent) index = table.find_member(space, runtime.names.find(name.substr(path + width)));
    }
    Documented found;
    if (index != BuiltinTable::kAbsent) {
        found.builtin = index;
        return found;
    }
    std::uint32_t space = table.find_namespace(runtime.names.find(name));
    if (space != BuiltinTable::kAbsent) found.name_space = space;
    return found;
}

std::string help_text(Runtime& runtime, std::string_view name) {
    std::string text;
    library::about_name(runtime, name, text);
    return text;
}

} // namespace rumina
