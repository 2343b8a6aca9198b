#include "calculus/integrate/integrate.h"

#include "algebra/memo.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "algebra/store.h"
#include "algebra/work_budget.h"
#include "calculus/attempt.h"
#include "calculus/integrate/check.h"
#include "calculus/integrate/integrator.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kTidyUnits = 300'000;

/// The found form or a simpler one.
Expr tidied(const Expr& found) {
    Expr best = found;
    if (found.leaves() > 400) return best;
    if (Expr simpler = attempt(kTidyUnits, [&] { return simplify(found); }))
        if (simplicity_cost(simpler) < simplicity_cost(best)) best = simpler;
    return best;
}

/// Constant summands are no part of an antiderivative.
Expr without_constants(const Expr& found, const Expr& x) {
    if (!found.is_add()) return found;
    SumBuilder sum;
    for (const Expr& s : summands_of(found))
        if (contains(s, x)) sum.add(s);
    return sum.finish();
}

Expr search(const Expr& f, const Expr& x) {
    Expr tried;
    auto answer = [&](const Expr& form) {
        if (!form || form == tried) return Expr();
        tried = form;
        Expr found = Integrator(x).find(form);
        if (!found || has_integral(found)) return Expr();
        found = without_constants(found, x);
        const Expr tidy = without_constants(tidied(found), x);
        if (tidy != found && is_antiderivative(tidy, f, x)) return tidy;
        return is_antiderivative(found, f, x) ? found : Expr();
    };
    if (Expr found = answer(f)) return found;
    return answer(attempt(kTidyUnits * 10, [&] { return simplify(f); }));
}

} // namespace

std::uint64_t& integration_budget() {
    static thread_local std::uint64_t budget = 60'000'000;
    return budget;
}

bool has_integral(const Expr& e) {
    return any_node(e, [](const Expr& part) { return part.is(FunctionId::IndefiniteIntegral); });
}

Expr integrate(const Expr& f, const Expr& x) {
    const MemoKey key{f, x, Store::current().epoch};
    if (const Expr* known = memo(MemoId::Integrate).find(key)) return *known;
    Expr found = attempt(integration_budget(), [&] { return search(f, x); });
    if (!found) found = apply_function(FunctionId::IndefiniteIntegral, {f, x});
    memo(MemoId::Integrate).store(key, found);
    return found;
}

} // namespace rumina::calculus
