#include "algebra/functions/registry.h"

namespace rumina::algebra {

FunctionRecords integral_functions() { return {}; }

} // namespace rumina::algebra
