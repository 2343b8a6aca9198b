// FLINT's view of Integer and Rational, and the only place that includes FLINT's integer and rational headers.
// Include it in kernel .cpp files, after every system header: FLINT turns `ulong` and `slong` into macros.
//
//   1. An Integer's handle is an fmpz: the value itself below 2^62, else a tagged pointer to an mpz.
//   2. A Rational is an fmpq. Whoever writes through the view leaves it canonical (reduced, denominator > 0).
//   3. Check zero divisors and estimate sizes before a call: FLINT and GMP answer both by ending the process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "number/rational.h"

#include <flint/flint.h>
#include <flint/fmpq.h>
#include <flint/fmpz.h>

namespace rumina {

struct FlintAccess {
    static fmpz* of(Integer& value) { return reinterpret_cast<fmpz*>(&value.handle_); }
    static const fmpz* of(const Integer& value) { return reinterpret_cast<const fmpz*>(&value.handle_); }
    static fmpq* of(Rational& value) { return reinterpret_cast<fmpq*>(&value); }
    static const fmpq* of(const Rational& value) { return reinterpret_cast<const fmpq*>(&value); }
    static fmpz* numerator(Rational& value) { return of(value.numerator_); }
    static fmpz* denominator(Rational& value) { return of(value.denominator_); }

    /// Whether the value sits in the handle, where `small` reads it.
    static bool is_small(const Integer& value) { return !value.is_large(); }
    static std::int64_t small(const Integer& value) { return value.handle_; }
    /// Whether operations on it may take more than a millisecond.
    static bool is_long(const Integer& value) {
        constexpr int limbs = 1 << 8;
        return value.is_large() && (COEFF_TO_PTR(value.handle_)->_mp_size >= limbs || COEFF_TO_PTR(value.handle_)->_mp_size <= -limbs);
    }
};

static_assert(FLINT_BITS == 64, "an Integer's handle has 64 bits on every target");
static_assert(sizeof(Integer) == sizeof(fmpz) && alignof(Integer) == alignof(fmpz));
static_assert(std::is_standard_layout_v<Integer> && std::is_standard_layout_v<Rational>);
static_assert(sizeof(Rational) == sizeof(fmpq) && alignof(Rational) == alignof(fmpq));
static_assert(offsetof(fmpq, den) == sizeof(Integer), "numerator first, denominator second");

inline fmpz* fmpz_of(Integer& value) { return FlintAccess::of(value); }
inline const fmpz* fmpz_of(const Integer& value) { return FlintAccess::of(value); }
inline fmpq* fmpq_of(Rational& value) { return FlintAccess::of(value); }
inline const fmpq* fmpq_of(const Rational& value) { return FlintAccess::of(value); }

/// The greatest common divisor of two values that sit in handles. In one place: its loop is long code.
std::int64_t common_divisor(std::int64_t a, std::int64_t b);

} // namespace rumina
