// Absolute values, signs, maxima and minima of real expressions: every choice of a case gives an equation without them;
// the check keeps the solutions that lie in their case. A choice that leaves an identity has an interval of solutions,
// which is no list: then the equation is not solved.
#include <algorithm>

#include "algebra/simplify/simplify.h"
#include "calculus/shorthand.h"
#include "calculus/solve/solver.h"

namespace rumina::calculus {

using namespace algebra;

bool Solver::by_cases(const Expr& g, std::vector<Expr>& candidates) {
    constexpr std::size_t kMaxCases = 64;
    // An innermost part: its own arguments hold no cases.
    auto has_cases = [&](const Expr& e) {
        return (e.is(FunctionId::Abs) || e.is(FunctionId::Sign) || e.is(FunctionId::Max) || e.is(FunctionId::Min) || e.is(FunctionId::Heaviside)) &&
               contains(e, x_);
    };
    std::vector<Expr> open{g}, closed;
    while (!open.empty()) {
        const Expr h = open.back();
        open.pop_back();
        Expr part;
        any_node(h, [&](const Expr& e) {
            if (!has_cases(e)) return false;
            if (std::any_of(e.arguments().begin(), e.arguments().end(), [&](const Expr& a) { return any_node(a, has_cases); })) return false;
            part = e;
            return true;
        });
        if (!part) {
            closed.push_back(h);
            continue;
        }
        std::vector<Expr> values;
        if (part.is(FunctionId::Abs)) values = {part.argument(0), negate(part.argument(0))};
        else if (part.is(FunctionId::Sign)) values = {Expr(1), Expr(-1)};
        else if (part.is(FunctionId::Heaviside)) values = {Expr(0), Expr(1)};
        else values.assign(part.arguments().begin(), part.arguments().end());
        if (part.is(FunctionId::Sign) || part.is(FunctionId::Heaviside)) // at the jump
            if (!solve_all(part.argument(0), candidates)) return false;
        for (const Expr& value : values) open.push_back(substitute(h, part, value));
        if (open.size() + closed.size() > kMaxCases) return false;
    }
    if (closed.size() < 2) return false;
    for (const Expr& h : closed)
        if (!solve_all(h, candidates)) return false;
    return true;
}

} // namespace rumina::calculus
