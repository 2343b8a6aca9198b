#include "syntax/nodes.h"

#include <string_view>

namespace rumina {

std::string_view name_of(NodeKind kind) {
    constexpr std::string_view names[] = {
#define EXPRESSION(name) #name,
#define STATEMENT(name) #name,
#define PATTERN(name) #name,
#include "syntax/nodes.def"
#undef EXPRESSION
#undef STATEMENT
#undef PATTERN
    };
    return names[static_cast<std::size_t>(kind)];
}

} // namespace rumina
