// The table of builtins, and the checked call of one.
#include "runtime/builtin.h"

#include <algorithm>
#include <new>

#include "base/coverage.h"
#include "runtime/hinted_failure.h"
#include "runtime/kind_failure.h"
#include "runtime/kinds.h"
#include "runtime/operations.h"
#include "runtime/text_size.h"

namespace rumina {
namespace {

constexpr std::string_view kDirectNames[] = {
#define DIRECT(opcode, name) name,
#include "runtime/direct_builtins.def"
#undef DIRECT
};

RUMINA_COLD std::string_view trimmed(std::string_view text) {
    std::size_t begin = text.find_first_not_of(' ');
    return begin == std::string_view::npos ? std::string_view{} : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// Calls visit(word) for every word of a list separated by spaces.
template <typename Visit>
void for_words(std::string_view list, Visit visit) {
    while (!(list = trimmed(list)).empty()) {
        std::size_t end = std::min(list.find(' '), list.size());
        visit(list.substr(0, end));
        list.remove_prefix(end);
    }
}

RUMINA_COLD KindMask mask_of(std::string_view kinds) {
    KindMask mask = 0;
    while (!kinds.empty()) {
        std::size_t end = std::min(kinds.find('|'), kinds.size());
        const KindWord* row = find_kind_word(trimmed(kinds.substr(0, end)));
        RUMINA_ASSERT(row != nullptr, "a signature uses the kinds that builtin.h lists");
        mask |= row != nullptr ? row->mask : kinds::any;
        kinds.remove_prefix(std::min(end + 1, kinds.size()));
    }
    return mask;
}

RUMINA_COLD ParameterInfo parse_parameter(std::string_view text) {
    ParameterInfo parameter;
    std::size_t colon = text.find(':');
    std::string_view name = trimmed(text.substr(0, colon));
    parameter.kinds = colon == std::string_view::npos ? "Any" : trimmed(text.substr(colon + 1));
    if (name.starts_with("...")) {
        parameter.rest = true;
        name.remove_prefix(3);
    }
    if (name.ends_with('?')) {
        parameter.optional = true;
        name.remove_suffix(1);
    }
    parameter.name = name;
    parameter.mask = mask_of(parameter.kinds);
    // An argument left out arrives as Unset.
    if (parameter.optional) parameter.mask |= bit(Tag::Unset);
    return parameter;
}

std::string argument_count(std::size_t count) {
    return fmt::format("{} argument{}", count, count == 1 ? "" : "s");
}

[[noreturn]] RUMINA_COLD void fail_count(const Signature& signature, std::size_t count) {
    std::string expected = signature.maximum == Signature::kUnlimited ? "at least " + argument_count(signature.required)
                         : signature.maximum == signature.required
                             ? argument_count(signature.required)
                             : fmt::format("{} to {}", signature.required, argument_count(signature.maximum));
    fail_with_hint(DiagnosticId::WrongArgumentCount, usage_of(signature, signature.name), fmt::format("`{}`: ", signature.name), expected, count);
}

[[noreturn]] RUMINA_COLD void fail_argument(const Signature& signature, std::size_t index, const Value& value,
                                            std::size_t count) {
    const ParameterInfo& parameter = signature.parameters[std::min(index, signature.parameters.size() - 1)];
    if (value.is_unset()) fail_count(signature, count - 1);
    const bool takes_numbers = (parameter.mask & kinds::number) != 0;
    fail_with_hint(DiagnosticId::ArgumentKind, takes_numbers ? null_hint(value) : "", fmt::format("`{}`", signature.name), index + 1,
                   kinds_phrase(parameter.kinds), described(value));
}

} // namespace

std::string usage_of(const Signature& signature, std::string_view name) {
    constexpr std::size_t kMost = 4;
    std::string list;
    for (std::size_t i = 0; i < signature.parameters.size(); ++i) {
        const ParameterInfo& parameter = signature.parameters[i];
        const bool is_last = i == kMost || parameter.rest;
        list += fmt::format("{}{}{}", i == 0 ? "" : ", ", is_last ? "…" : parameter.name, parameter.optional && !is_last ? "?" : "");
        if (is_last) break;
    }
    return fmt::format("Write `{}({})`.", name, list);
}

RUMINA_COLD Signature parse_signature(std::string_view text) {
    Signature signature;
    std::size_t arrow = text.find("->");
    if (arrow != std::string_view::npos) {
        signature.result = trimmed(text.substr(arrow + 2));
        text = trimmed(text.substr(0, arrow));
    }
    std::size_t open = text.find('(');
    signature.name = trimmed(text.substr(0, open));
    std::string_view list;
    if (open != std::string_view::npos) list = trimmed(text.substr(open + 1, text.rfind(')') - open - 1));
    while (!list.empty()) {
        std::size_t end = std::min(list.find(','), list.size());
        signature.parameters.push_back(parse_parameter(list.substr(0, end)));
        signature.takes_formulas |= signature.parameters.back().kinds == "Formula";
        list.remove_prefix(std::min(end + 1, list.size()));
        const ParameterInfo& parameter = signature.parameters.back();
        if (parameter.rest) signature.maximum = Signature::kUnlimited;
        else if (signature.maximum != Signature::kUnlimited) ++signature.maximum;
        if (!parameter.rest && !parameter.optional) signature.required = static_cast<std::uint32_t>(signature.parameters.size());
    }
    return signature;
}

// ── the table ───────────────────────────────────────────────────────────────────────────────────────────────

std::uint32_t BuiltinTable::add(Runtime& runtime, const Builtin* record, std::string_view topic) {
    names_ = &runtime.names;
    auto index = static_cast<std::uint32_t>(entries_.size());
    std::string_view name = trimmed(record->signature.substr(0, record->signature.find('(')));
    BuiltinObject* object = runtime.heap.builtin(record, index);
    object->extra = record->signature.find(": Formula") != std::string_view::npos ? 1 : 0;
    entries_.push_back({record, Value::of_object(object), {}, false});
    for (std::size_t k = 0; k < std::size(kDirectNames); ++k) {
        if (name != kDirectNames[k]) continue;
        direct_[k] = index;
        entries_.back().direct = static_cast<DirectBuiltin>(k);
    }
    add_name(runtime, name, index);
    for_words(record->aliases, [&](std::string_view alias) { add_name(runtime, alias, index); });
    // Members by topic give way to those that a record names itself.
    if (!topic.empty() && name.find("::") == std::string_view::npos)
        name_space(runtime, topic).members.try_emplace(runtime.names.intern(name), index);
    // A method has the last part of the name. Flat aliases of a flat name are methods too (`fold` beside `reduce`); those of
    // a name in a namespace repeat it (`string_find` beside `string::find`) and are not.
    auto add_method = [&](Name method) {
        for_words(record->methods, [&](std::string_view word) {
            const KindWord* row = find_kind_word(word);
            RUMINA_ASSERT(row != nullptr, "methods belong to the kinds that builtin.h lists");
            for (std::size_t tag = 0; row != nullptr && tag <= kLastTag; ++tag)
                if ((row->mask & bit(static_cast<Tag>(tag))) != 0) methods_[tag].try_emplace(method, index);
        });
    };
    add_method(runtime.names.intern(name.substr(name.rfind(':') == std::string_view::npos ? 0 : name.rfind(':') + 1)));
    for_words(record->aliases, [&](std::string_view alias) {
        if (name.find(':') == std::string_view::npos && alias.find(':') == std::string_view::npos) add_method(runtime.names.intern(alias));
    });
    return index;
}

void BuiltinTable::load_prelude() {
    std::function<void()> load = std::move(load_prelude_);
    load_prelude_ = nullptr;
    try {
        load();
    } catch (...) { // a limit; the next one who asks tries again
        load_prelude_ = std::move(load);
        throw;
    }
}

BuiltinTable::Namespace& BuiltinTable::name_space(Runtime& runtime, std::string_view name) {
    auto [place, is_new] =
        namespace_index_.try_emplace(runtime.names.intern(name), static_cast<std::uint32_t>(namespaces_.size()));
    if (is_new) namespaces_.push_back({std::string(name), {}});
    return namespaces_[place->second];
}

void BuiltinTable::add_name(Runtime& runtime, std::string_view name, std::uint32_t index) {
    if (std::size_t path = name.rfind("::"); path != std::string_view::npos) {
        name_space(runtime, name.substr(0, path)).members.insert_or_assign(runtime.names.intern(name.substr(path + 2)), index);
        return;
    }
    Name flat = runtime.names.intern(name);
    bool is_new = flat_.try_emplace(flat, index).second;
    RUMINA_ASSERT(is_new, "a flat name belongs to one builtin");
    if (is_new) flat_order_.push_back(flat);
}

const Signature& BuiltinTable::signature(std::uint32_t index) const {
    const Entry& entry = entries_[index];
    if (RUMINA_UNLIKELY(!entry.parsed)) {
        entry.signature = parse_signature(entry.record->signature);
        entry.parsed = true;
    }
    return entry.signature;
}

std::vector<Name> BuiltinTable::method_names(Tag tag) const {
    std::vector<Name> names;
    for (const auto& [name, index] : methods_[static_cast<std::size_t>(tag)]) names.push_back(name);
    std::sort(names.begin(), names.end(), [this](Name a, Name b) { return names_->text(a) < names_->text(b); });
    return names;
}

// ── calls ───────────────────────────────────────────────────────────────────────────────────────────────────

Value run_builtin(Call& call, std::uint32_t index) {
    return RUMINA_UNLIKELY(call.builtin.cached) ? call.runtime.results.call(call, index) : call.builtin.run(call);
}

Value call_builtin(Runtime& runtime, std::uint32_t index, Value* arguments, std::size_t count) {
    const Signature& signature = runtime.builtins.signature(index);
    const Builtin& record = *runtime.builtins.entry(index).record;
    RUMINA_COVER(Builtin, signature.name);
    RUMINA_ASSERT(record.run != nullptr, "functions of the prelude are called as closures");
    if (RUMINA_UNLIKELY(count < signature.required || count > signature.maximum)) fail_count(signature, count);

    const ParameterInfo* parameters = signature.parameters.data();
    std::size_t positions = signature.parameters.size();
    std::size_t last = positions == 0 ? 0 : positions - 1;
    for (std::size_t i = 0; i < count; ++i)
        if (RUMINA_UNLIKELY((parameters[std::min(i, last)].mask & kind_bit(arguments[i])) == 0))
            fail_argument(signature, i, arguments[i], count);

    // Optional arguments that were left out read as Unset.
    constexpr std::size_t kUsual = 8;
    Value usual[kUsual];
    std::vector<Value> many;
    std::size_t fixed = signature.maximum == Signature::kUnlimited ? last : positions;
    if (count < fixed) {
        Value* all = usual;
        if (fixed > kUsual) {
            many.resize(fixed);
            all = many.data();
        }
        std::fill(std::copy(arguments, arguments + count, all), all + fixed, Value::unset());
        arguments = all;
        count = fixed;
    }
    Call call{runtime, record, arguments, count};
    try {
        Value result = run_builtin(call, index);
        // It may be a part of an argument, which goes on holding it.
        if (RUMINA_UNLIKELY(result.tag >= kFirstSharedTag) && std::any_of(arguments, arguments + count, [](const Value& v) { return v.is_object(); }))
            share(result);
        return result;
    } catch (const std::bad_alloc&) {
        fail(DiagnosticId::OutOfMemory, describe_bytes(runtime.heap.statistics().bytes));
    } catch (const std::length_error&) {
        fail(DiagnosticId::OutOfMemory, describe_bytes(runtime.heap.statistics().bytes));
    }
}

RUMINA_COLD Value call_direct(Runtime& runtime, DirectBuiltin direct, const Value& a) {
    Value arguments[] = {a};
    share(a);
    return call_builtin(runtime, runtime.builtins.index_of(direct), arguments, 1);
}

RUMINA_COLD Value call_direct(Runtime& runtime, DirectBuiltin direct, const Value& a, const Value& b) {
    Value arguments[] = {a, b};
    share(a);
    share(b);
    return call_builtin(runtime, runtime.builtins.index_of(direct), arguments, 2);
}

} // namespace rumina
