// FLINT's view of BigFloat, Ball and Jet, and the short-lived FLINT objects kernel .cpp files need beside them. As
// number/flint.h: include it after every system header, never in a public header.
#pragma once

#include "number/ball.h"
#include "number/big_float.h"
#include "number/flint.h"
#include "number/interruptible.h"

#include <flint/acb.h>
#include <flint/arb.h>
#include <flint/arf.h>

namespace rumina {

struct BallAccess {
    static arf_ptr of(BigFloat& value) { return reinterpret_cast<arf_ptr>(value.storage_); }
    static arf_srcptr of(const BigFloat& value) { return reinterpret_cast<arf_srcptr>(value.storage_); }
    static std::int64_t& precision(BigFloat& value) { return value.precision_; }
    static acb_ptr of(Ball& value) { return reinterpret_cast<acb_ptr>(value.storage_); }
    static acb_srcptr of(const Ball& value) { return reinterpret_cast<acb_srcptr>(value.storage_); }
};

// A zero of FLINT is all zero bytes, which is how BigFloat and Ball start.
static_assert(sizeof(arf_struct) <= 32 && alignof(arf_struct) <= 8);
static_assert(sizeof(acb_struct) <= 96 && alignof(acb_struct) <= 8);

inline arf_ptr arf_of(BigFloat& value) { return BallAccess::of(value); }
inline arf_srcptr arf_of(const BigFloat& value) { return BallAccess::of(value); }
inline acb_ptr acb_of(Ball& value) { return BallAccess::of(value); }
inline acb_srcptr acb_of(const Ball& value) { return BallAccess::of(value); }
inline arb_ptr real_of(Ball& value) { return acb_realref(acb_of(value)); }
inline arb_srcptr real_of(const Ball& value) { return acb_realref(acb_of(value)); }
inline arb_ptr imag_of(Ball& value) { return acb_imagref(acb_of(value)); }
inline arb_srcptr imag_of(const Ball& value) { return acb_imagref(acb_of(value)); }

/// A FLINT object that is cleared when it goes out of sight.
template <typename Struct, void (*init)(Struct*), void (*clear)(Struct*)>
class Scoped {
public:
    Scoped() { init(value_); }
    ~Scoped() {
        if (!work_abandoned()) clear(value_);
    }
    Scoped(const Scoped&) = delete;
    Scoped& operator=(const Scoped&) = delete;
    operator Struct*() { return value_; }
    operator const Struct*() const { return value_; }
    Struct* operator->() { return value_; }

private:
    Struct value_[1];
};
using ScopedArf = Scoped<arf_struct, arf_init, arf_clear>;
using ScopedMag = Scoped<mag_struct, mag_init, mag_clear>;
using ScopedArb = Scoped<arb_struct, arb_init, arb_clear>;
using ScopedAcb = Scoped<acb_struct, acb_init, acb_clear>;

/// Arithmetic of fewer bits takes less than a millisecond.
inline constexpr std::int64_t kLongPrecision = 1 << 14;

/// -1, 0 or 1 of what FLINT's comparisons return.
inline int sign_of_order(int order) { return (order > 0) - (order < 0); }

} // namespace rumina
