#include "calculus/integrate/integrate.h"

#include <fmt/format.h>

#include "algebra/assumptions.h"
#include "algebra/memo.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "algebra/store.h"
#include "algebra/work_budget.h"
#include "calculus/attempt.h"
#include "calculus/derivation.h"
#include "calculus/integrate/check.h"
#include "calculus/integrate/integrator.h"
#include "calculus/integrate/risch/decision.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kDecisionUnits = 5'000'000;
constexpr std::uint64_t kTidyUnits = 300'000, kExplainUnits = 20'000'000;
constexpr std::uint32_t kTidyLeaves = 400; ///< longer ones are left as they were found

/// The found form or a simpler one.
Expr tidied(const Expr& found) { return found.leaves() > kTidyLeaves ? found : simpler_within(kTidyUnits, found); }

/// Constant summands are no part of an antiderivative.
Expr without_constants(const Expr& found, const Expr& x) {
    if (!found.is_add()) return found;
    SumBuilder sum;
    for (const Expr& s : summands_of(found))
        if (contains(s, x)) sum.add(s);
    return sum.finish();
}

/// Roots of positive numbers and other irrational constants by symbols: an algebraic number among the coefficients keeps
/// polynomials from being factored, a parameter does not. What the parameter does not know, as √2·√2 = 2, the check finds.
struct NamedConstants {
    Expr f;
    std::vector<Replacement> values; ///< symbol to constant
};
NamedConstants with_constants_named(const Expr& f) {
    NamedConstants named{f, {}};
    std::vector<Replacement> names;
    auto name = [&](const Expr& e) -> Expr {
        for (const Replacement& r : names)
            if (r.from == e) return r.to;
        const Expr s = hidden_symbol(fmt::format("k{}", names.size()));
        Assumptions::current().declare(s, Property::Positive);
        names.push_back({e, s});
        named.values.push_back({s, e});
        return s;
    };
    named.f = replace_powers(f, [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (base.is(ConstantId::Pi) && exponent.is_number()) return power(name(base), exponent);
        const bool is_root = base.is_number() && base.number().is_rational() && base.number().sign() > 0 && exponent.is_number() &&
                             exponent.number().is_rational() && !exponent.is_integer();
        if (!is_root) return std::nullopt;
        return name(power(base, exponent));
    });
    return named;
}

/// The answer, after the steps from `start` on that lead to it.
Expr told(std::size_t start, const Expr& answer, const Expr& x) {
    Derivation* derivation = Derivation::current();
    if (derivation == nullptr || derivation->steps().size() <= start) return answer;
    Step& last = derivation->steps().back();
    if (last.after == answer) return answer;
    const bool is_form = last.rule == "Simplify" || last.rule == "Put together" || last.rule == "The same but for a constant";
    if (is_form && last.before == answer) derivation->steps().pop_back();
    else if (is_form) last.rule = rule_of_form(last.before, answer, x), last.after = answer;
    else note_step(rule_of_form(last.after, answer, x), Expr(last.after), answer);
    return answer;
}

Expr search(const Expr& f, const Expr& x, Integrator::Methods methods) {
    {
        Assumptions::Scope scope;
        const NamedConstants named = with_constants_named(f);
        if (!named.values.empty())
            if (StepMark mark; Expr found = Integrator(x, methods).find(named.f)) {
                found = substitute(found, named.values);
                if (!has_integral(found) && is_antiderivative(found, f, x)) {
                    if (Derivation* derivation = Derivation::current())
                        for (const Replacement& r : named.values) derivation->replace(mark.position(), r.from, r.to);
                    mark.keep();
                    return told(mark.position(), without_constants(tidied(found), x), x);
                }
            }
    }
    Expr tried;
    auto answer = [&](const Expr& form) {
        if (!form || form == tried) return Expr();
        tried = form;
        StepMark mark;
        if (steps_wanted() && form != f) note_step("Simplify the integrand", apply_function(FunctionId::IndefiniteIntegral, {f, x}), apply_function(FunctionId::IndefiniteIntegral, {form, x}));
        Expr found = Integrator(x, methods).find(form);
        if (!found || has_integral(found)) return Expr();
        found = without_constants(found, x);
        const Expr tidy = without_constants(tidied(found), x);
        if (tidy != found && is_antiderivative(tidy, f, x)) found = tidy;
        else if (!is_antiderivative(found, f, x)) return Expr();
        mark.keep();
        return told(mark.position(), found, x);
    };
    if (Expr found = answer(f)) return found;
    return answer(attempt(kTidyUnits * 10, [&] { return simplify(f); }));
}

} // namespace

bool has_integral(const Expr& e) {
    return any_node(e, [](const Expr& part) { return part.is(FunctionId::IndefiniteIntegral); });
}

namespace {

/// Notes how the antiderivative is found, by methods with steps if they find one.
void tell(const Expr& f, const Expr& x, const Expr& found) {
    const Expr form = apply_function(FunctionId::IndefiniteIntegral, {f, x});
    if (has_integral(found)) return note_step("No antiderivative was found: the integral stays as it is written", form, form);
    for (const Integrator::Methods methods : {Integrator::Methods::WithSteps, Integrator::Methods::All}) {
        StepMark mark;
        if (!attempt(methods == Integrator::Methods::All ? search_units() : kExplainUnits, [&] { return search(f, x, methods); })) continue;
        told(mark.position(), found, x);
        mark.keep();
        return;
    }
}

} // namespace

Expr integrate(const Expr& f, const Expr& x) {
    if (steps_wanted()) {
        Expr found;
        {
            StepPause pause;
            found = integrate(f, x);
        }
        tell(f, x, found);
        if (!is_elementary(found))
            if (const Decision decision = decide_elementary(f, x, kDecisionUnits); decision.verdict == Decision::Verdict::Absent)
                note_step("There is no elementary antiderivative: " + decision.reason, apply_function(FunctionId::IndefiniteIntegral, {f, x}), found);
        return found;
    }
    const MemoKey key{f, x, Store::current().epoch};
    if (const Expr* known = memo(MemoId::Integrate).find(key)) return *known;
    Expr found = attempt(search_units(), [&] { return search(f, x, Integrator::Methods::All); });
    if (!found) found = apply_function(FunctionId::IndefiniteIntegral, {f, x});
    memo(MemoId::Integrate).store(key, found);
    return found;
}

} // namespace rumina::calculus
