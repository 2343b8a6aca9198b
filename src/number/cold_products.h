// Products and powers of long integers in little code, for the first ones of a process on WebAssembly. An engine compiles a
// function when it runs first, in about 0.07 ms for a KB, and GMP's products of some hundred words are 20 KB: methods that
// split the operands into two to eight parts and join them again, and FLINT's and GMP's ways to them 5 KB more. Karatsuba's method alone takes a third longer once all is
// compiled, and is ahead as long as it is not. So a process begins with it and goes over to GMP when it multiplies in earnest.
#pragma once

#include <cstdint>

#include "number/integer.h"

namespace rumina {

#if defined(__wasm__)
inline constexpr bool kCompilesAtFirstCall = true;
#else
inline constexpr bool kCompilesAtFirstCall = false;
#endif

/// Whether a·b is to be made by cold_product: operands of similar lengths that it is fit for, until it has done all the work it
/// pays for. Counts the product as done.
bool is_cold_product(const Integer& a, const Integer& b);
/// The same for a power with a result of at most so many bits.
bool is_cold_power(std::uint64_t bits);

/// a·b for operands beyond 62 bits. Θ(n^1.585) for n words of the longer one; the other one is made as long.
Integer cold_product(const Integer& a, const Integer& b);
/// base^exponent by repeated squaring, base other than 0 and below 2^62, exponent > 0. Θ(n^1.585) for n words of the result.
Integer cold_power(std::int64_t base, std::uint64_t exponent);

} // namespace rumina
