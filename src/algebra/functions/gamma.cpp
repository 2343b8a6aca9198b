#include "algebra/functions/registry.h"

namespace rumina::algebra {

FunctionRecords gamma_functions() { return {}; }

} // namespace rumina::algebra
