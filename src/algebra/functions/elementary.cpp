#include "algebra/functions/registry.h"

namespace rumina::algebra {

FunctionRecords elementary_functions() { return {}; }

} // namespace rumina::algebra
