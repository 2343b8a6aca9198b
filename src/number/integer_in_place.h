// Arithmetic whose result takes the place of an integer that nobody needs any more, so that its memory serves again.
// Operands may be that integer. Only for work that is short enough not to be left (number/interruptible.h).
#pragma once

#include <cstddef>
#include <cstdint>

#include "number/integer.h"

namespace rumina {

enum class InPlace : std::uint8_t { Sum, Difference, Product, Quotient };

/// At least the bytes that the result holds; 0 when the operation is not for here: it would pass the limit, may take more
/// than a millisecond, or divides by zero.
std::size_t bytes_in_place(InPlace operation, const Integer& a, const Integer& b) noexcept;
/// to = a operation b; the quotient is truncated. bytes_in_place must have said yes.
void compute_in_place(InPlace operation, Integer& to, const Integer& a, const Integer& b) noexcept;

} // namespace rumina
