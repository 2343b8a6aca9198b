// Equations with roots of expressions of x, also nested ones: each root becomes an unknown t with t^q = radicand, and the
// unknowns are eliminated by resultants, the outer ones first. The polynomial that is left has all solutions among its
// zeros, and others, which the check takes out.
// [Cox, Little & O'Shea 2015] 3.6
#include <algorithm>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "calculus/shorthand.h"
#include "calculus/solve/solver.h"

namespace rumina::calculus {

using namespace algebra;

bool Solver::by_radicals(const Expr& g, std::vector<Expr>& candidates) {
    struct Root {
        Expr radicand, place; ///< place stands for the radicand under roots, at first
        Integer order;
        Expr t;
    };
    constexpr std::size_t kMaxRoots = 5;
    std::vector<Root> roots; // inner ones first
    bool fits = true;
    auto depends = [&](const Expr& e) {
        return contains(e, x_) || std::any_of(roots.begin(), roots.end(), [&](const Root& r) { return contains(e, r.place); });
    };
    Expr f = rewrite_powers(g, [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (exponent.is_integer() || !depends(base)) return std::nullopt;
        if (!exponent.is_number() || !exponent.number().is_rational()) {
            fits = false;
            return std::nullopt;
        }
        const Integer q = exponent.number().re().denominator();
        auto same = std::find_if(roots.begin(), roots.end(), [&](const Root& r) { return r.radicand == base; });
        if (same == roots.end()) {
            if (roots.size() == kMaxRoots) {
                fits = false;
                return std::nullopt;
            }
            roots.push_back({base, hidden_symbol("p" + std::to_string(roots.size())), q, hidden_symbol("u" + std::to_string(roots.size()))});
            same = roots.end() - 1;
        } else {
            same->order = lcm(same->order, q);
        }
        return power(same->place, exponent);
    });
    if (!fits || roots.empty()) return false;
    auto by_unknowns = [&](const Expr& e) {
        return rewrite_powers(e, [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
            for (const Root& r : roots)
                if (base == r.place) return power(r.t, exponent * Expr(r.order));
            return std::nullopt;
        });
    };
    f = algebra::numerator(together(by_unknowns(f)));
    for (std::size_t i = roots.size(); i-- > 0;) {
        const Expr relation = algebra::numerator(together(power(roots[i].t, Expr(roots[i].order)) - by_unknowns(roots[i].radicand)));
        if (!polynomial_in(f, roots[i].t)) return false;
        f = resultant(f, relation, roots[i].t);
        if (f.is_zero() || f.leaves() > 4000) return false;
    }
    return solve_all(f, candidates);
}

} // namespace rumina::calculus
