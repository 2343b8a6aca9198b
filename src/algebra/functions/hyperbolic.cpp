#include "algebra/functions/registry.h"

namespace rumina::algebra {

FunctionRecords hyperbolic_functions() { return {}; }

} // namespace rumina::algebra
