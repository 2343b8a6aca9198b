#include "algebra/functions/registry.h"

namespace rumina::algebra {

FunctionRecords step_functions() { return {}; }

} // namespace rumina::algebra
