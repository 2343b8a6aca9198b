// Other forms of the integrand, each tried in turn: multiplied out, in partial fractions, powers of trigonometric functions
// as sums, logarithms of products as sums, hyperbolic functions by exponentials.
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "calculus/integrate/exponential_kernel.h"

namespace rumina::calculus {

using namespace algebra;

Expr integrate_rewritten(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    if (integrator.rewritings >= 2) return Expr();
    struct Nested {
        std::uint32_t& depth;
        ~Nested() { --depth; }
    } nested{++integrator.rewritings};
    std::vector<Expr> tried{f};
    auto attempt_form = [&](std::string_view rule, const Expr& form) {
        if (std::find(tried.begin(), tried.end(), form) != tried.end()) return Expr();
        tried.push_back(form);
        if (form.leaves() > 4 * f.leaves() + 100) return Expr();
        return integrator.find_as(form, rule);
    };
    if (Expr found = attempt_form("Multiply out", expand(f))) return found;
    if (Expr found = attempt_form("Cancel common factors", cancel(f))) return found;
    bool has_waves = any_node(f, [](const Expr& e) { return e.is(FunctionId::Sin) || e.is(FunctionId::Cos) || e.is(FunctionId::Tan) || e.is(FunctionId::Sec) || e.is(FunctionId::Csc) || e.is(FunctionId::Cot); });
    if (has_waves) {
        if (Expr found = attempt_form("Products of sines and cosines as sums", trigreduce(f))) return found;
        if (Expr found = attempt_form("Simplify sines and cosines", trigsimp(f))) return found;
        if (Expr found = attempt_form("Sines and cosines of sums and multiples written out", expand(trigexpand(f)))) return found;
    }
    if (any_node(f, [](const Expr& e) { return e.is(FunctionId::Sinh) || e.is(FunctionId::Cosh) || e.is(FunctionId::Tanh); }))
        if (Expr found = attempt_form("Hyperbolic functions by exponentials", expand(hyperbolic_by_exponentials(f)))) return found;
    bool has_exponential = false;
    for_each_power(f, [&](const Expr& base, const Expr& exponent) { return !(has_exponential = is_exponential(base, exponent, x)); });
    if (has_waves && has_exponential)
        if (Expr found = attempt_form("Sines and cosines by exponentials", cancel(rewriting::by_exponentials(f)))) return found;
    if (any_node(f, [](const Expr& e) { return e.is(FunctionId::Log); }))
        if (Expr found = attempt_form("Logarithms of products as sums", expand(logexpand(f)))) return found;
    if (Expr found = attempt_form("Partial fractions", apart(f, x))) return found;
    return Expr();
}

} // namespace rumina::calculus
