// How a limit that was found is read by a person.
#pragma once

#include <vector>

#include "calculus/limits/gruntz.h"

namespace rumina::calculus {

/// What was read off from one side, in the variable of the limit.
struct SideReadings {
    int direction; ///< 1 from the right, -1 from the left
    std::vector<Gruntz::Reading> readings;
};

/// Notes (derivation.h) steps from the limit of f to `value`, which was found: a continuous function at the point, cancelled
/// factors, the highest powers, the series at the point; else what the algorithm of Gruntz read it off.
void explain_limit(const Expr& f, const Expr& x, const Expr& point, int direction, const Expr& value, const std::vector<SideReadings>& sides);

} // namespace rumina::calculus
