// Balls through FLINT's functions of one or two arguments.
#pragma once

#include "number/flint_ball.h"

namespace rumina {

/// The result of a FLINT function; not finite for arguments that are not.
inline Ball apply(void (*function)(acb_ptr, acb_srcptr, slong), const Ball& z, std::int64_t prec) {
    if (!z.is_finite()) return Ball::indeterminate();
    return interruptible([&] {
        Ball result;
        function(acb_of(result), acb_of(z), prec);
        return result;
    });
}

inline Ball apply(void (*function)(acb_ptr, acb_srcptr, acb_srcptr, slong), const Ball& a, const Ball& b, std::int64_t prec) {
    if (!a.is_finite() || !b.is_finite()) return Ball::indeterminate();
    return interruptible([&] {
        Ball result;
        function(acb_of(result), acb_of(a), acb_of(b), prec);
        return result;
    });
}

} // namespace rumina
