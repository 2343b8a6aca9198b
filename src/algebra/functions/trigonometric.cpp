#include "algebra/functions/registry.h"

namespace rumina::algebra {

FunctionRecords trigonometric_functions() { return {}; }

} // namespace rumina::algebra
