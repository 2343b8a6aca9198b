// Whether two expressions have the same value: compared at points, in balls, without any use of the algebra that made
// them. Points are real of both signs, complex in both half-planes, and small integers; they come from a seed fixed by
// the structure of the expressions, so that an answer does not depend on machine or history.
#pragma once

#include <cstdint>
#include <string>

#include "algebra/enclosure.h"

namespace rumina::verify {

using algebra::Expr;
using algebra::Point;

enum class Region : std::uint8_t { Positive, Negative, UpperHalfPlane, LowerHalfPlane, SmallIntegers };

/// Values for the symbols in a region; the n-th of the sequence that the seed gives. Exact rationals of a few digits.
Point sample_point(const std::vector<Expr>& symbols, Region region, std::uint64_t seed, std::uint32_t n);

struct Comparison {
    std::uint32_t agreed = 0;    ///< points at which both balls are narrow and overlap
    std::uint32_t undefined = 0; ///< points at which one side has no finite ball
    bool different = false;      ///< a point was found at which the balls exclude each other
    Point where;                 ///< that point
    std::string text;            ///< the point and both values, for messages

    bool decided() const { return different || agreed > 0; }
};

struct ComparisonOptions {
    std::vector<Region> regions = {Region::Positive, Region::Negative, Region::UpperHalfPlane, Region::LowerHalfPlane,
                                   Region::SmallIntegers};
    std::uint32_t points = 3;  ///< in each region
    std::int64_t precision = 160;      ///< bits at first; doubled up to three times while the balls are wide
};

/// Compares a and b at points. A difference is certain; agreement is not proof.
Comparison compare_values(const Expr& a, const Expr& b, const ComparisonOptions& options = {});

} // namespace rumina::verify
