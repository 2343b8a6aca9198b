#include "algebra/functions/registry.h"

namespace rumina::algebra {

FunctionRecords bessel_functions() { return {}; }

} // namespace rumina::algebra
