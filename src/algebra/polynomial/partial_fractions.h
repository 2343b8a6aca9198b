// Rational functions of one variable taken apart, with the ring's other variables as parameters.
#pragma once

#include <vector>

#include "algebra/polynomial/rational_function.h"

namespace rumina::algebra {

/// f = polynomial + Σ numerator / base^power. The denominators of `polynomial` and of each numerator are free of the
/// variable, the degree of a numerator is below that of its base.
struct PartialFractions {
    struct Part {
        RationalFunction numerator;
        Polynomial base; ///< primitive
        std::uint64_t power;
    };
    RationalFunction polynomial;
    std::vector<Part> parts; ///< by base, then falling power; no zero numerators
};
/// Over the irreducible factors of the denominator (over the rationals). [Bronstein 2005] 1.3
PartialFractions partial_fractions(const RationalFunction& f, std::size_t variable);
/// Over its squarefree factors: needs no factorisation.
PartialFractions squarefree_partial_fractions(const RationalFunction& f, std::size_t variable);

/// f = derivative of rational_part + remaining, where the denominator of `remaining` is squarefree in the variable.
struct HermiteReduction {
    RationalFunction rational_part, remaining;
};
/// [Bronstein 2005] 2.2
HermiteReduction hermite_reduce(const RationalFunction& f, std::size_t variable);

} // namespace rumina::algebra
