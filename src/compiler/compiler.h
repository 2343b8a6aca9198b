// Resolved tree to bytecode.
#pragma once

#include "bytecode/chunk.h"
#include "bytecode/optimizer_options.h"

namespace rumina {

struct Tree;

/// Compiles a resolved module with every function in it. Returns the prototype of its top level.
/// Raises FunctionTooLarge. Cost: linear in the tree.
FunctionPrototype* compile(Runtime& runtime, const Tree& tree, const ModuleScope* scope, bool from_prelude, const OptimizerOptions& options);

} // namespace rumina
