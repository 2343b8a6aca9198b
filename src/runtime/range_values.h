// The values a range stands for: low, low + step, … up to high. Exact while its parts are; with a float part the i-th
// value is low + i·step, so that errors of rounding do not add up.
#pragma once

#include "runtime/operations.h"

namespace rumina {

/// How many values; an int or bigint, never negative.
Value range_size(Runtime& runtime, const RangeObject& range);
/// The i-th value, counted from 0; `index` is an integer and lies inside.
Value range_at(Runtime& runtime, const RangeObject& range, const Value& index);
bool range_contains(const RangeObject& range, const Value& item);
/// Whether a value lies past the end.
bool passes_end(const RangeObject& range, const Value& value);

} // namespace rumina
