#include "algebra/functions/registry.h"

namespace rumina::algebra {

FunctionRecords elliptic_functions() { return {}; }

} // namespace rumina::algebra
