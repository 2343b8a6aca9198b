// Integrals of expressions, rigorously: along segments, and as the forms that expressions contain.
#pragma once

#include "algebra/enclosure.h"

namespace rumina::algebra {

/// A ball around ∫ f dx from one point to another, with values for the other symbols; not finite where f is not finite on
/// the segment, wide where the quadrature gave up. [Johansson 2018]
/// goal     the bits wanted after the binary point, or of a value above 1
Ball enclose_between(const Expr& f, const Expr& x, const Ball& from, const Ball& to, const Point& others, std::int64_t goal, std::int64_t precision);
inline Ball enclose_between(const Expr& f, const Expr& x, const Ball& from, const Ball& to, const Point& others, std::int64_t precision) {
    return enclose_between(f, x, from, to, others, precision, precision);
}

/// How integrals between constants are enclosed where the integrand has no other symbols. Finding singular points and
/// bounding tails is calculus, above this layer, which puts its method here before anything is evaluated; until then, and
/// for integrals with other symbols, one segment must do (infinite ends by x = ±1/t).
/// precision is the goal of enclose_between. Not finite where nothing was proved.
using ImproperEnclosure = Ball (*)(const Expr& f, const Expr& x, const Expr& from, const Expr& to, std::int64_t precision);
extern constinit ImproperEnclosure enclose_improper;

/// Whether integrals are among the parts: each evaluation is a quadrature then, too slow for thousands of bits.
bool has_integrals(const Expr& e);

/// Enclosures of a constant with growing precision. One with integrals is given up (not finite from then on) when more
/// precision did not narrow it: a quadrature has reached its limit of evaluations.
class GrowingEnclosure {
public:
    explicit GrowingEnclosure(const Expr& e) : e_(e), has_integrals_(has_integrals(e)) {}
    Ball operator()(std::int64_t precision);

private:
    Expr e_;
    bool has_integrals_, is_hopeless_ = false;
    std::int64_t precision_ = 0; ///< of the last one
    double width_ = 0;   ///< its radius, as a power of two
};

} // namespace rumina::algebra
