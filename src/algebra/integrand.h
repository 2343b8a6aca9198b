// Expressions of one variable as integrands: evaluated on many balls, with the question whether they are analytic there.
#pragma once

#include <cstdint>
#include <vector>

#include "algebra/enclosure.h"

namespace rumina::algebra {

/// Whether the ball avoids the real half-line (-∞, 0], so that principal logarithms and roots are analytic on it.
bool avoids_negative_axis(const Ball& z);

/// Whether the function e, of which only the last argument moves, is known to be analytic at all values u of that argument;
/// poles are not looked for: the enclosure is not finite there.
bool is_analytic_in_last(const Expr& e, const Ball& u, std::int64_t precision);

/// f(x), its nodes laid out in order of evaluation; what does not depend on x is evaluated once, when it is made.
class Integrand {
public:
    /// real_path: x goes along the real line. Then |u|, sign, steps, floor, max and min of parts that are real there are ±u,
    /// constants and one of the parts, and so analytic, where signs do not change.
    Integrand(const Expr& f, const Expr& x, const Point& others, std::int64_t precision, bool real_path = false);

    /// A ball with all values on z. With `analytic` it is not finite unless f is analytic on all of z: no branch cut of a
    /// logarithm, root or inverse function meets the values of their arguments, and no part is known for jumps. ([DLMF]
    /// chapter 4 for the cuts.) Nothing that outlives the call is written, so it may be left (number/interruptible.h).
    Ball operator()(const Ball& z, bool analytic) const;

    /// Whether a sum, an integral or another form with a variable of its own depends on x: these make expressions while
    /// they are evaluated, which must not be left.
    bool has_moving_forms() const { return has_moving_forms_; }

private:
    struct Node {
        Expr e;
        std::vector<std::uint32_t> parts;
        bool moves = false; ///< depends on x
        Ball constant;      ///< the value when it does not; of parts of a form's body none
    };
    using Values = std::vector<Ball>;
    Values values_on(const Ball& z, bool analytic, const Values* on_line) const; ///< empty: not analytic
    bool is_analytic(const Node& node, const Values& values) const;
    Ball continued(const Node& node, const Values& values, const Values& on_line) const;

    Expr x_;
    Point others_;
    std::int64_t precision_;
    std::vector<Node> nodes_;
    bool has_moving_forms_ = false, real_path_, has_kinks_ = false;
};

} // namespace rumina::algebra
