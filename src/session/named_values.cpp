#include "session/named_values.h"

#include "runtime/operations.h"

namespace rumina {
namespace {

void add_module_members(Runtime& runtime, const ModuleObject& module, std::vector<NamedMember>& members) {
    if (module.scope == nullptr) {
        if (module.aux >= runtime.builtins.namespaces().size()) return;
        for (const auto& [name, index] : runtime.builtins.namespaces()[module.aux].members)
            members.push_back({runtime.names.text(name), runtime.builtins.value(index)});
        return;
    }
    for (Name name : module.scope->order)
        if (const Value& value = runtime.globals[module.scope->globals.at(name)]; !value.is_unset()) members.push_back({runtime.names.text(name), value});
}

} // namespace

std::vector<NamedMember> members_of(Engine& engine, const Value& value) {
    Runtime& runtime = engine.runtime();
    std::vector<NamedMember> members;
    if (value.is(Tag::Struct)) {
        const Shape& shape = runtime.shapes.get(value.as<StructObject>()->shape());
        for (std::uint32_t i = 0; i < shape.size(); ++i) members.push_back({runtime.names.text(shape.name(i)), value.as<StructObject>()->field(i)});
    } else if (value.is(Tag::Table)) {
        for (const OrderedMap::Entry& entry : value.as<TableObject>()->map->entries())
            if (entry.key.is(Tag::String)) members.push_back({text_of(entry.key), entry.value});
    } else if (value.is(Tag::Module)) {
        add_module_members(runtime, *value.as<ModuleObject>(), members);
    }
    return members;
}

std::optional<Value> find_value(Engine& engine, const std::vector<std::string>& path) {
    if (path.empty()) return std::nullopt;
    Value value = engine.variable(path[0]);
    if (value.is_unset()) return std::nullopt;
    for (std::size_t i = 1; i < path.size(); ++i) {
        bool found = false;
        for (const NamedMember& member : members_of(engine, value)) {
            if (member.name != path[i]) continue;
            value = member.value;
            found = true;
            break;
        }
        if (!found) return std::nullopt;
    }
    return value;
}

} // namespace rumina
