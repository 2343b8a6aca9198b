// One function for each row of passes.def.
#pragma once

#include "optimizer/code.h"

namespace rumina::optimizer {

#define PASS(name, level, function, what) void function(Code& code);
#include "optimizer/passes.def"
#undef PASS

} // namespace rumina::optimizer
