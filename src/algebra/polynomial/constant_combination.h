// Constants that make one polynomial a combination of others: the linear systems behind an ansatz.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "algebra/polynomial/rational_function.h"

namespace rumina::algebra {

/// Σ factor·monomial·bases[base]: thousands of unknowns whose polynomials differ by monomials from a few.
struct ShiftedSum {
    struct Part {
        std::size_t base;
        std::int64_t factor;
        std::vector<std::uint64_t> monomial; ///< exponents
    };
    std::vector<Part> parts;
};
Polynomial shifted_sum(const ShiftedSum& sum, std::span<const Polynomial> bases);

/// Constants c with Σ c_i·terms[i] = target, where the variables marked in `is_constant` belong to the constants and all
/// others must cancel; none when there are none. The support is found modulo a prime at random values of the marked
/// variables, so that a solution may be missed (about once in 2^20 calls); what is returned solves the exact equations.
/// Where several exist, earlier terms are preferred and as few as possible of the later ones are used.
/// Exponents stay below 256 in at most 16 variables, else none. Cost: unknowns that stand alone in an equation go first;
/// one elimination of the dense matrix of the others modulo p, and one over the fractions of the support's size.
std::optional<std::vector<RationalFunction>> constant_combination(std::span<const ShiftedSum> terms, std::span<const Polynomial> bases,
                                                                  const Polynomial& target, const std::vector<bool>& is_constant);

} // namespace rumina::algebra
