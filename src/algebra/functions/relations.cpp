#include "algebra/functions/registry.h"

namespace rumina::algebra {

FunctionRecords relation_functions() { return {}; }

} // namespace rumina::algebra
