// Derivatives of functions that are symbols only: f'·g(f), x·f' + f, f''·g - f·g''. Let f^(n) be the highest derivative of
// f in E. When E is a derivative dG/dx, it is linear in f^(n), with the coefficient ∂G/∂f^(n-1); G is that coefficient
// integrated over f^(n-1), up to a function without f^(n-1), whose derivative is of a lower order. [Olver 1993] section 4.1
#include "calculus/integrate/integrator.h"

#include <algorithm>

#include <fmt/format.h>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/differentiate.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// A derivative by x of something: its order by x, and what is once less differentiated.
struct Jet {
    Expr derivative;
    std::int64_t order = 0;
    Expr lower;
};

std::optional<Jet> jet_of(const Expr& e, const Expr& x) {
    if (!e.is(FunctionId::Derivative)) return std::nullopt;
    std::vector<Expr> arguments(e.arguments().begin(), e.arguments().end());
    for (std::size_t i = 1; i + 1 < arguments.size(); i += 2) {
        if (arguments[i] != x || !arguments[i + 1].is_integer() || !arguments[i + 1].number().is_small()) continue;
        const std::int64_t order = arguments[i + 1].number().small();
        arguments[i + 1] = Expr(Number(order - 1));
        return Jet{e, order, apply_function(FunctionId::Derivative, std::move(arguments))};
    }
    return std::nullopt;
}

/// The derivative of the highest order in e; the largest of several.
std::optional<Jet> highest_jet(const Expr& e, const Expr& x) {
    std::optional<Jet> highest;
    any_node(e, [&](const Expr& part) {
        const auto jet = jet_of(part, x);
        if (jet && (!highest || jet->order > highest->order || (jet->order == highest->order && structural_order(jet->derivative, highest->derivative) > 0))) highest = jet;
        return false;
    });
    return highest;
}

/// Everything in e that is a function of x without being known: a place for each.
std::vector<std::pair<Expr, Expr>> unknowns(const Expr& e, const Expr& x, const Jet& highest) {
    std::vector<std::pair<Expr, Expr>> found{{highest.derivative, hidden_symbol("jet")}, {highest.lower, hidden_symbol("lower jet")}};
    any_node(e, [&](const Expr& part) {
        if (!(part.is(FunctionId::Derivative) || part.is(FunctionId::Apply)) || free_of(part, x)) return false;
        if (std::none_of(found.begin(), found.end(), [&](const auto& known) { return known.first == part; }))
            found.emplace_back(part, hidden_symbol(fmt::format("unknown {}", found.size())));
        return false;
    });
    // Derivatives and larger parts first, so that f'' is not taken for a derivative of the place of f.
    auto rank = [](const Expr& part) { return std::pair(part.is(FunctionId::Derivative), part.leaves()); };
    std::stable_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) { return rank(a.first) > rank(b.first); });
    return found;
}

} // namespace

Expr integrate_exact_derivative(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    const auto highest = highest_jet(f, x);
    if (!highest) return Expr();
    auto places = unknowns(f, x, *highest);
    places.emplace_back(x, hidden_symbol("place of x"));
    Expr flat = f, top, lower;
    for (const auto& [part, place] : places) {
        flat = substitute(flat, part, place);
        if (part == highest->derivative) top = place;
        if (part == highest->lower) lower = place;
    }
    const Expr coefficient = cancel(differentiate(flat, top));
    if (contains(coefficient, top)) return Expr();
    Expr found;
    {
        StepPause pause; // in places that nobody has written
        found = integrator.find_substituted(coefficient, lower, highest->lower);
    }
    if (!found) return Expr();
    for (auto place = places.rbegin(); place != places.rend(); ++place) found = substitute(found, place->second, place->first);
    const Expr rest = cancel(expand(f - differentiate(found, x)));
    if (rest.is_zero()) return found;
    if (contains(rest, highest->derivative)) return Expr();
    const std::size_t start = steps_noted();
    if (steps_wanted()) note_step("Take the highest derivative back", integrator.integral(f), found + integrator.integral_of_product(rest));
    const Expr left = integrator.find(rest);
    if (!left) return Expr();
    if (steps_wanted()) integrator.tell_together(start, found + left);
    return found + left;
}

} // namespace rumina::calculus
