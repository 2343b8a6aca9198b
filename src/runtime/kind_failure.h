// Failures about a value of a kind that is not wanted where it stands, with what was probably meant.
#pragma once

#include <string_view>

#include "runtime/value.h"

namespace rumina {

/// Where null comes from and what to do about it, for a place that wants a number; "" when the value is not null.
std::string_view null_hint(const Value& value);

/// NotCallable, with what was probably meant: `(2)(3)`, `xs(1)`.
[[noreturn]] void fail_not_callable(const Value& value);
/// NotIndexable: `sin[x]`.
[[noreturn]] void fail_not_indexable(const Value& value);

} // namespace rumina
