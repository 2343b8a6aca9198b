// Whether a function has an elementary antiderivative: found, or proved not to exist.
#pragma once

#include <string>

#include "algebra/expression.h"
#include "base/truth.h"

namespace rumina::calculus {

using algebra::Expr;

struct Decision {
    enum class Verdict : std::uint8_t {
        Found,  ///< there is an elementary antiderivative
        Absent, ///< proved: there is none, for parameters without special values
        GaveUp, ///< not decided
    };
    Verdict verdict;
    Expr antiderivative; ///< of Found; none where it is known to exist and was not written down
    /// Of Absent the step that proves it, "no rational function v of x has v' + 2*x*v = 1"; of GaveUp what was in the way.
    std::string reason;
};

/// The transcendental Risch algorithm: a decision for rational functions of x and of logarithms and exponentials of such
/// functions, in towers (tower.h), with parameters. Gives up on other functions, on roots of functions, on algebraic
/// numbers, and when `units` of work are done. [Risch 1969; Bronstein 2005] ch. 5
Decision decide_elementary(const Expr& f, const Expr& x, std::uint64_t units);

/// Whether f has an elementary antiderivative, for parameters without special values: by the decision above, else by an
/// antiderivative that integrate() finds. Unknown when it finds none that is elementary.
Truth has_elementary_antiderivative(const Expr& f, const Expr& x);
/// Whether e is made of algebraic operations, exponentials, logarithms, circular and hyperbolic functions and their
/// inverses.
bool is_elementary(const Expr& e);

} // namespace rumina::calculus
