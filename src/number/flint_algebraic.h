// FLINT's view of AlgebraicNumber, for kernel .cpp files.
#pragma once

#include "number/algebraic.h"
#include "number/flint_ball.h"

#include <flint/qqbar.h>

namespace rumina {

class AlgebraicNumber::Implementation {
public:
    Implementation() { qqbar_init(value); }
    ~Implementation() {
        if (!work_abandoned()) qqbar_clear(value);
    }
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;
    qqbar_t value;
};

struct AlgebraicAccess {
    static qqbar_srcptr of(const AlgebraicNumber& a) { return a.implementation_->value; }
    /// A new number that `set` writes before anybody sees it.
    template <typename Set>
    static AlgebraicNumber make(Set set) {
        return interruptible([&] {
            auto implementation = std::make_shared<AlgebraicNumber::Implementation>();
            set(implementation->value);
            return AlgebraicNumber(std::move(implementation));
        });
    }
};

inline qqbar_srcptr qqbar_of(const AlgebraicNumber& a) { return AlgebraicAccess::of(a); }

} // namespace rumina
