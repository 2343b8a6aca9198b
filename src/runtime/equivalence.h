// What `===` and `equal` may spend and use, as set_eqv_profile and set_eqv_budget say.
#pragma once

#include <cstdint>

namespace rumina {

struct Equivalence {
    enum class Profile : std::uint8_t {
        Full,        ///< everything simplify knows
        Core,        ///< rational arithmetic, like terms, polynomials, quotients
        Trigonometric,
        Exponential, ///< exponentials and logarithms
    };
    Profile profile = Profile::Full;
    std::uint64_t steps = 0;  ///< units of work; 0: no bound but that of the evaluation
    std::uint32_t depth = 0;  ///< of an operand; 0: any
    std::uint32_t growth = 0; ///< how many times larger than the operands an intermediate form may be; 0: any
};

} // namespace rumina
