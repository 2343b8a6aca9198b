// Rigorous values of sums and products over ranges that are too long to go through term by term.
#pragma once

#include "algebra/enclosure.h"

namespace rumina::algebra {

/// A ball around Σ f(k) (or Π, as the head says) over k = from, from + 1, …, to, at the point for the other symbols; the ends
/// are integers or ±∞. Bounding what is not added up is calculus, above this layer, which puts its method here before
/// anything is evaluated; until then such forms have no enclosure. Not finite where nothing was proved.
using RangeEnclosure = Ball (*)(FunctionId head, const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Point& point, std::int64_t precision);
extern constinit RangeEnclosure enclose_long_range;

/// Whether a sum or product may have an enclosure: its ends are integers, or infinite where enclose_long_range is there.
bool has_enclosed_range(const Expr& e);

/// Whether such long sums or products are among the parts: each evaluation takes milliseconds.
bool has_long_ranges(const Expr& e);

} // namespace rumina::algebra
