#include "algebra/functions/registry.h"

namespace rumina::algebra {

FunctionRecords form_functions() { return {}; }

} // namespace rumina::algebra
