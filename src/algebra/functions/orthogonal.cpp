#include "algebra/functions/registry.h"

namespace rumina::algebra {

FunctionRecords orthogonal_polynomials() { return {}; }

} // namespace rumina::algebra
