// Whether F is an antiderivative of f, judged at points: F' by jets, or by central differences where a part of F has no
// jet, against the value of f. No rule of differentiation is used (MATHEMATICS.md section 6).
#pragma once

#include <cstdint>
#include <string>

#include "algebra/expression.h"

namespace rumina::verify {

enum class Judgement : std::uint8_t {
    Right,     ///< F' = f at all points that tell of the real domain, at least eight
    Partial,   ///< F' = f at some points, and none of the real domain contradicts: they are too few, or elsewhere
    Wrong,     ///< F' differs from f at a point of the real domain (or wherever a point tells, when f is never real)
    Undecided, ///< no point tells
};

struct AntiderivativeVerdict {
    Judgement judgement = Judgement::Undecided;
    std::uint32_t agreed = 0;        ///< points of the real domain, parameters positive
    std::uint32_t mixed_agreed = 0;  ///< the same with parameters of both signs
    std::uint32_t line_agreed = 0, line_differed = 0;   ///< real x at which f is not real
    std::uint32_t plane_agreed = 0, plane_differed = 0; ///< complex x in both half-planes, parameters positive
    std::uint32_t undecided = 0;     ///< points at which f has a value and nothing is known of F'
    bool mixed_only = false;         ///< Wrong, but only where some parameter is negative
    std::string text;                ///< the first point with a difference
};

/// The real domain are the real x at which f is finite and real; when there are none, the real line takes its place.
/// Elsewhere a difference is the choice of a branch: it is counted and does not make F wrong. Sampled are x of both signs from 1/20 to 20 with all
/// parameters positive, twice as many when few of them tell, then with every second parameter negative, and complex x in
/// both half-planes. Points come from a seed fixed by F and f. A difference counts when jets and central differences both show it, or when only one of them tells.
/// Parameters are taken for numbers of either sign, whatever is assumed of them.
AntiderivativeVerdict judge_antiderivative(const algebra::Expr& F, const algebra::Expr& f, const algebra::Expr& x);

} // namespace rumina::verify
