// f = g(u)·u': substitutions that take the integrand to a function of u alone, for u among the parts of f.
// [Moses 1967] ("derivative divides")
#include "calculus/integrate/integrator.h"
#include "calculus/integrate/radicals.h"

#include <algorithm>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/differentiate.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::size_t kMaxCandidates = 24;

/// Parts of f that may be the new variable, the largest first.
std::vector<Expr> candidates(const Expr& f, const Expr& x) {
    std::vector<Expr> found;
    auto note = [&](const Expr& u) {
        if (u == x || free_of(u, x) || u == f) return;
        const Expr v = split_constant(u, x).second;
        if (v == x || linear_in(v, x)) return;
        if (std::find(found.begin(), found.end(), v) == found.end()) found.push_back(v);
    };
    any_node(f, [&](const Expr& part) {
        if (part.is(NodeKind::Function)) {
            note(part);
            for (const Expr& a : part.arguments()) note(a);
        }
        if (part.is_power()) {
            note(part.base());
            note(part.exponent());
            if (!part.exponent().is_integer()) note(part);
        }
        if (part.is_mul())
            for (const Factor& factor : part.factors()) {
                note(factor.base);
                note(factor.exponent);
                if (!factor.exponent.is_integer() && factor.exponent.is_number()) continue;
                if (!factor.exponent.is_integer()) note(power(factor.base, factor.exponent));
            }
        if (part.is_add()) note(part);
        return false;
    });
    std::stable_sort(found.begin(), found.end(), [](const Expr& a, const Expr& b) { return a.leaves() > b.leaves(); });
    if (found.size() > kMaxCandidates) found.erase(found.begin(), found.end() - kMaxCandidates);
    return found;
}

/// u → t in e, also u^n → t^n, and the kernel of a sum: u = x² + 1 in x²·(x² + 1) is not seen.
Expr with_part_replaced(const Expr& e, const Expr& u, const Expr& t) {
    Expr result = substitute(e, u, t);
    if (u.is_power()) { // b^g: b^(n·g) → t^n
        result = map_bottom_up(result, [&](const Expr& part) -> Expr {
            if (part.is_power() && part.base() == u.base()) {
                const Expr ratio = part.exponent() / u.exponent();
                if (ratio.is_number()) return power(t, ratio);
            }
            return part;
        });
    }
    return result;
}

} // namespace

Expr integrate_derivative_divides(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    const Expr t = integrator.new_variable();
    for (const Expr& u : candidates(f, x)) {
        const Expr slope = differentiate(u, x);
        if (slope.is_zero() || slope.leaves() > 200) continue;
        Expr quotient = with_part_replaced(f / slope, u, t);
        if (contains(quotient, x)) quotient = with_part_replaced(cancel(f / slope), u, t);
        Expr constant(1);
        if (contains(quotient, x)) {
            // What is left of x may be a factor that only jumps, as √(1 - x²/a²)/√(a² - x²).
            auto [rest, of_t] = split_constant(quotient, t);
            if (!is_locally_constant(rest, x)) continue;
            constant = rest;
            quotient = of_t;
            if (contains(quotient, x)) continue;
        }
        if (Expr found = integrator.find_substituted(quotient, t, u, constant)) return found;
    }
    return Expr();
}

} // namespace rumina::calculus
