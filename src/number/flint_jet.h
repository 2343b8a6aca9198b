// FLINT's view of Jet, and jets through FLINT's functions of power series, for kernel .cpp files.
#pragma once

#include <algorithm>
#include <cstdint>

#include "number/flint_ball.h"
#include "number/jet.h"

#include <flint/acb_poly.h>

namespace rumina {

struct JetAccess {
    static acb_poly_struct* of(Jet& a) { return reinterpret_cast<acb_poly_struct*>(a.storage_); }
    static const acb_poly_struct* of(const Jet& a) { return reinterpret_cast<const acb_poly_struct*>(a.storage_); }
    /// 0 with room for `length` coefficients.
    static Jet zero(std::int64_t length) {
        Jet result;
        result.length_ = length;
        return result;
    }
};

static_assert(sizeof(acb_poly_struct) <= 24 && alignof(acb_poly_struct) <= 8);

inline acb_poly_struct* poly_of(Jet& a) { return JetAccess::of(a); }
inline const acb_poly_struct* poly_of(const Jet& a) { return JetAccess::of(a); }

using SeriesFunction = void (*)(acb_poly_struct*, const acb_poly_struct*, slong, slong);

inline Jet apply(SeriesFunction function, const Jet& z, std::int64_t prec) {
    if (!z.is_finite()) return Jet::indeterminate(z.length());
    return interruptible([&] {
        Jet result = JetAccess::zero(z.length());
        function(poly_of(result), poly_of(z), z.length(), prec);
        return result;
    });
}

} // namespace rumina
