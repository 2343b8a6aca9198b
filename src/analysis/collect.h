// First look at a function: which names it declares or assigns itself, not counting functions inside it.
#pragma once

#include <vector>

#include "syntax/nodes.h"

namespace rumina {

struct CollectedName {
    Name name;
    Span span;
};

struct CollectedNames {
    std::vector<CollectedName> declared; ///< var, func, struct, three-part for, include, import, use, sym, typed
    std::vector<CollectedName> assigned; ///< plain names on the left of = and its kin
    std::vector<Name> globals;           ///< `global x`
    /// Names written through `global x` or by lambdas, in functions inside (they may be module names).
    std::vector<Name> written_inside;
};

CollectedNames collect_names(const FunctionNode& function);

} // namespace rumina
