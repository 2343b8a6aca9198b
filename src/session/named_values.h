// What a written path (`x`, `p.name`, `m::f`) leads to in a session, without running anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace rumina {

/// A variable of the session, then fields of structs, text keys of tables and members of modules.
std::optional<Value> find_value(Engine& engine, const std::vector<std::string>& path);

struct NamedMember {
    std::string_view name;
    Value value;
};
/// What may be written behind the dot of a value: fields, text keys, members of a module. Methods are not among them.
std::vector<NamedMember> members_of(Engine& engine, const Value& value);

} // namespace rumina
