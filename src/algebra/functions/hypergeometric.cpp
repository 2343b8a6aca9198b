#include "algebra/functions/registry.h"

namespace rumina::algebra {

FunctionRecords hypergeometric_functions() { return {}; }

} // namespace rumina::algebra
