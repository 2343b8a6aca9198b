// Linear relations with constant coefficients between elements of a tower: its functions are independent over the
// constants, so that a relation holds exactly when it holds for the coefficients of every monomial.
#pragma once

#include <vector>

#include "calculus/integrate/risch/tower.h"

namespace rumina::calculus::risch {

enum class Scalars : std::uint8_t { Constants, Rationals };

/// A basis of all c over the scalars with Σ c_i·terms[i] = 0; c are constant numbers for Scalars::Rationals.
/// Gauss's elimination over the monomials of the common numerator.
std::vector<std::vector<RationalFunction>> constant_relations(const Tower& tower, const std::vector<RationalFunction>& terms,
                                                              Scalars scalars = Scalars::Constants);

} // namespace rumina::calculus::risch
