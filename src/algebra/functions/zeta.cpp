#include "algebra/functions/registry.h"

namespace rumina::algebra {

FunctionRecords zeta_functions() { return {}; }

} // namespace rumina::algebra
