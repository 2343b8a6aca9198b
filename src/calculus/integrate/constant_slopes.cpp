// Functions that are linear but for jumps, as atanh(tanh(a + bx)), asin(sin x) or log(e^x): g = s·x + k with a slope s
// and an offset k that are locally constant. [Jeffrey & Rich 1998]
#include "calculus/integrate/integrator.h"

#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/radicals.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kSimplifyUnits = 200'000;
constexpr std::uint32_t kMaxLeaves = 60; ///< of the function

/// dg/dx where it is constant but for jumps.
Expr constant_slope(const Expr& g, const Expr& x) {
    const Expr slope = attempt(kSimplifyUnits, [&] { return simplify(differentiate(g, x)); });
    if (!slope || slope.is_zero() || (contains(slope, x) && !is_locally_constant(slope, x))) return Expr();
    return slope;
}

} // namespace

Expr integrate_constant_slopes(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    Expr g;
    any_node(f, [&](const Expr& part) {
        // An inverse function of a function: nothing else can have a constant slope.
        if (!g && part.is(NodeKind::Function) && part.arguments().size() == 1 && part.leaves() <= kMaxLeaves && contains(part, x) &&
            any_node(part.argument(0), [&](const Expr& inner) { return (inner.is(NodeKind::Function) || inner.is_power()) && contains(inner, x); }) &&
            constant_slope(part, x))
            g = part;
        return bool(g);
    });
    if (!g) return Expr();
    const Expr slope = constant_slope(g, x), offset = hidden_symbol("offset"), s = contains(slope, x) ? hidden_symbol("slope") : slope;
    const Expr found = integrator.find(substitute(f, g, s * x + offset));
    if (!found) return Expr();
    const Replacement back[] = {{offset, g - slope * x}, {s, slope}};
    return substitute(found, std::span(back).first(s == slope ? 1 : 2));
}

} // namespace rumina::calculus
