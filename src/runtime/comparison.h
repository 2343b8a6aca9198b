// What comparisons know of the engine: the shapes of structs. Equality takes two values and no engine, so that tables can
// use it; the current engine of the thread is set when an evaluation begins.
#pragma once

#include "runtime/shape.h"

namespace rumina {

/// Makes these the shapes that equal() reads; null when their engine goes away.
void set_current_shapes(const Shapes* shapes);
const Shapes* current_shapes();

} // namespace rumina
