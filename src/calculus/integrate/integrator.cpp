#include "calculus/integrate/integrator.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "algebra/output/output.h"
#include "algebra/output/parts.h"
#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/derivation.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/check.h"
#include "calculus/integrate/integrate.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint32_t kMaxDepth = 9;
constexpr std::uint32_t kMaxLeaves = 3000; ///< of an integrand that a method may ask for
/// Work of one call of a method at the first level; a quarter of it at each level below.
constexpr std::uint64_t kMethodUnits = 6'000'000, kTidyUnits = 300'000;

struct Entry {
    Method method;
    std::string_view name;
    bool (*explain)(Integrator&, const Expr& f, const Expr& found) = nullptr;
    bool is_ansatz = false;
};
constexpr Entry kMethods[] = {
#define METHOD(function, name) {function, name},
#define METHOD_EXPLAINED(function, name, explanation) {function, name, explanation},
#define METHOD_BY_ANSATZ(function, name) {function, name, nullptr, true},
#include "calculus/integrate/methods.def"
#undef METHOD_BY_ANSATZ
#undef METHOD_EXPLAINED
#undef METHOD
};
std::size_t index_of(Method method) {
    for (std::size_t i = 0; i < std::size(kMethods); ++i)
        if (kMethods[i].method == method) return i;
    return std::size(kMethods);
}
const std::size_t kRational = index_of(integrate_rational_function), kParallel = index_of(integrate_parallel);

} // namespace

Expr Integrator::new_variable() const { return hidden_symbol(fmt::format("t{}", depth_)); }

std::vector<Expr> displayed_terms(const Expr& sum) {
    if (!sum.is_add()) return {sum};
    std::vector<Expr> terms;
    for (const Summand& s : displayed_summands(sum)) terms.push_back(Expr(s.negative ? Number(0) - s.coefficient : s.coefficient) * s.term);
    return terms;
}

Expr Integrator::integral_of_product(const Expr& f) const {
    const auto [constant, rest] = split_constant(f, x_);
    return rest.is_one() ? integral(f) : constant * integral(rest);
}

Expr Integrator::find_substituted(const Expr& integrand, const Expr& t, const Expr& value, const Expr& front, const Expr& part) {
    if (depth_ + 1 >= kMaxDepth || contains(integrand, x_)) return Expr();
    Integrator inner(t, *this);
    StepMark mark;
    const auto [constant, rest] = split_constant(integrand, t);
    std::optional<StepPause> pause; // an integral in another variable that no substitution led to
    if (value == t) pause.emplace();
    if (steps_wanted())
        note_step(fmt::format("Substitute `{} = {}`, so `d{} = {} d{}`", in_rule(t), in_rule(value), in_rule(t), in_rule(differentiate(value, x_)), in_rule(x_)),
                  integral(part ? part : asked_), front * constant * inner.integral(rest), {{t, value}});
    Expr found;
    {
        StepLevel level;
        found = inner.find(rest);
    }
    if (!found) return found;
    mark.keep();
    const Expr result = front * constant * substitute(found, t, value);
    if (steps_wanted()) note_step(fmt::format("Put `{} = {}` back", in_rule(t), in_rule(value)), front * constant * inner.integral(rest), result, {{t, value}});
    return result;
}

Expr Integrator::find_as(const Expr& form, std::string_view rule, const Expr& front) {
    StepMark mark;
    if (steps_wanted()) note_step(rule, integral(asked_), front * integral(form));
    const Expr found = find(form);
    if (found) mark.keep();
    return found ? front * found : found;
}

Expr Integrator::find(const Expr& f) {
    DepthGuard guard;
    poll_work(10);
    auto [constant, rest] = split_constant(f, x_);
    std::optional<StepLevel> part;
    if (steps_wanted() && !under_way_.empty()) part.emplace();
    if (rest.is_one()) {
        if (steps_wanted()) note_step(fmt::format("A constant: `∫ c d{0} = c*{0}`", in_rule(x_)), integral(f), constant * x_);
        return constant * x_;
    }
    const std::size_t start = steps_noted();
    const Expr found = find_normed(rest);
    if (found && steps_wanted() && !constant.is_one()) tell_constant_factor(start, f, constant);
    return found ? constant * found : found;
}

/// f has no constant factor.
Expr Integrator::find_normed(const Expr& f) {
    if (auto known = known_.find(f); known != known_.end()) {
        if (steps_wanted() && known->second) tell_again(f, known->second);
        return known->second;
    }
    if (f.leaves() > kMaxLeaves || under_way_.size() > kMaxDepth * 2 || !under_way_.insert(f).second) return Expr();
    const std::size_t start = steps_noted();
    Expr found = search(f);
    under_way_.erase(f);
    known_.emplace(f, found);
    if (Derivation* derivation = Derivation::current(); derivation != nullptr && found) {
        std::vector<Step>& told = told_[f];
        told.assign(derivation->steps().begin() + static_cast<std::ptrdiff_t>(start), derivation->steps().end());
        for (Step& step : told) step.level -= derivation->level();
    }
    return found;
}

Expr Integrator::search(const Expr& f) {
    StepMark mark;
    Expr found = f.is_add() ? by_linearity(f) : by_methods(f);
    if (found) mark.keep();
    return found;
}

/// The whole by methods that do not mind sums, as their terms may have no antiderivatives of their own; then term by term,
/// and the terms that resist together.
Expr Integrator::by_linearity(const Expr& f) {
    const std::size_t start = steps_noted();
    for (const std::size_t i : {kRational, kParallel})
        if (Expr whole = !is_used(i) ? Expr() : attempt(kMethodUnits, [&] { return kMethods[i].method(*this, f); }); whole && is_plausible(whole, f)) {
            if (steps_wanted()) tell_method(start, i, f, whole);
            return whole;
        }
    auto by_one_method = [&](const Expr& g) {
        if (Derivation* derivation = Derivation::current()) derivation->steps().resize(start); // of terms that are left to the method
        return by_methods(g);
    };
    SumBuilder found, left;
    bool any_left = false;
    std::vector<std::pair<Expr, std::size_t>> terms; ///< and where their steps begin
    for (const Expr& s : summands_of(f)) {
        terms.emplace_back(s, steps_noted());
        const auto [constant, rest] = split_constant(s, x_);
        const Expr part = find(rest.is_one() ? s : rest);
        if (part) found.add(rest.is_one() ? part : constant * part);
        else left.add(s), terms.pop_back(), any_left = true;
    }
    const Expr rest = left.finish();
    if (any_left) {
        if (rest != f && !rest.is_add()) return by_one_method(f);
        if (rest == f) return by_methods(f);
        Expr part;
        terms.emplace_back(rest, steps_noted());
        {
            StepLevel level;
            part = by_methods(rest);
        }
        if (!part) return by_one_method(f);
        found.add(part);
    }
    const Expr sum = found.finish();
    if (steps_wanted()) tell_terms(start, f, terms, sum);
    return sum;
}

/// At the first level a wrong answer costs the next method its chance, so it is checked here already.
bool Integrator::is_plausible(const Expr& found, const Expr& f) const {
    return depth_ > 0 || under_way_.size() > 1 || is_antiderivative(found, f, x_);
}

bool Integrator::is_used(std::size_t method) const { return methods_ == Methods::All || !kMethods[method].is_ansatz; }

Expr Integrator::by_methods(const Expr& f) {
    const std::uint64_t units = kMethodUnits >> (2 * std::min(depth_, 3u));
    const Expr asked = std::exchange(asked_, f);
    Expr found;
    for (std::size_t i = 0; i < std::size(kMethods) && !found; ++i) {
        if (!is_used(i)) continue;
        StepMark mark;
        found = attempt(units, [&] { return kMethods[i].method(*this, f); });
        if (found && !is_plausible(found, f)) found = Expr();
        if (!found) continue;
        if (steps_wanted()) tell_method(mark.position(), i, f, found);
        mark.keep();
    }
    asked_ = asked;
    return found;
}

// ── steps ──

/// The steps from `start` on were told of the integral without the factor.
void Integrator::tell_constant_factor(std::size_t start, const Expr& f, const Expr& constant) const {
    Derivation& derivation = *Derivation::current();
    for (std::size_t i = start; i < derivation.steps().size(); ++i) {
        Step& step = derivation.steps()[i];
        if (step.level != derivation.level()) continue;
        step.before = i == start ? integral(f) : constant * step.before;
        step.after = constant * step.after;
    }
}

void Integrator::tell_parts(const Expr& f, const Expr& u, const Expr& du, const Expr& dv, const Expr& v, const Expr& rest) const {
    if (!steps_wanted()) return;
    auto times_dx = [&](const Expr& e) { return (e.is_one() ? "" : e.is_add() ? fmt::format("({}) ", to_infix(e)) : to_infix(e) + " ") + "d" + in_rule(x_); };
    const Expr p = hidden_symbol("p"), q = hidden_symbol("q");
    note_step(fmt::format("By parts with `{0} = {2}`, `d{1} = {3}`, so `d{0} = {4}`, `{1} = {5}`", in_rule(p), in_rule(q), in_rule(u), times_dx(dv), times_dx(du), in_rule(v)),
              integral(f), u * v - integral_of_product(rest), {{p, u}, {q, v}});
}

/// The steps of each term begin at its place; they are put into the order in which the sum is displayed.
void Integrator::tell_terms(std::size_t start, const Expr& f, const std::vector<std::pair<Expr, std::size_t>>& terms, const Expr& found) const {
    Derivation& derivation = *Derivation::current();
    std::vector<Step>& steps = derivation.steps();
    SumBuilder forms;
    for (const auto& [term, place] : terms) forms.add(integral_of_product(term));
    std::vector<Step> ordered{{"Term by term", integral(f), forms.finish(), derivation.level()}};
    std::vector<bool> taken(terms.size());
    auto take = [&](std::size_t i) {
        taken[i] = true;
        const std::size_t end = i + 1 < terms.size() ? terms[i + 1].second : steps.size();
        ordered.insert(ordered.end(), steps.begin() + static_cast<std::ptrdiff_t>(terms[i].second), steps.begin() + static_cast<std::ptrdiff_t>(end));
    };
    for (const Expr& s : displayed_terms(f))
        for (std::size_t i = 0; i < terms.size(); ++i)
            if (!taken[i] && terms[i].first == s) take(i);
    for (std::size_t i = 0; i < terms.size(); ++i)
        if (!taken[i]) take(i);
    steps.resize(start);
    steps.insert(steps.end(), ordered.begin(), ordered.end());
    tell_together(start, found);
}

std::string_view rule_of_form(const Expr& before, const Expr& after, const Expr& x) {
    if (has_integral(before)) return "Put together";
    const Expr difference = before - after;
    if (!difference.is_zero() && free_of(difference, x)) return "The same but for a constant";
    const Expr simple = attempt(kTidyUnits, [&] { return simplify(difference); });
    return simple && !simple.is_zero() && free_of(simple, x) ? "The same but for a constant" : "Simplify";
}

void Integrator::tell_together(std::size_t start, const Expr& found) const {
    const Derivation& derivation = *Derivation::current();
    for (std::size_t i = derivation.steps().size(); i-- > start;) {
        const Step& step = derivation.steps()[i];
        if (step.level != derivation.level()) continue;
        if (step.after != found) note_step(rule_of_form(step.after, found, x_), Expr(step.after), found);
        return;
    }
}

void Integrator::tell_method(std::size_t start, std::size_t method, const Expr& f, const Expr& found) {
    Derivation& derivation = *Derivation::current();
    const Expr whole = integral(f);
    auto is_told = [&] {
        return derivation.steps().size() > start && derivation.steps()[start].before == whole && derivation.steps()[start].level == derivation.level();
    };
    // Parts that a method asked for without saying what for are no derivation.
    std::vector<Step> own;
    if (is_told()) own.assign(derivation.steps().begin() + static_cast<std::ptrdiff_t>(start), derivation.steps().end());
    if (own.empty() || kMethods[method].explain != nullptr) {
        derivation.steps().resize(start);
        if (kMethods[method].explain != nullptr) {
            StepMark mark;
            const Expr done = attempt(kMethodUnits, [&] { return Expr(kMethods[method].explain(*this, f, found) ? 1 : 0); });
            if (done && done.is_one() && is_told()) mark.keep();
        }
        if (!is_told()) derivation.steps().insert(derivation.steps().end(), own.begin(), own.end());
        if (!is_told()) return note_step(kMethods[method].name, whole, found);
    }
    tell_together(start, found);
}

void Integrator::tell_again(const Expr& f, const Expr& found) const {
    const auto told = told_.find(f);
    if (told == told_.end()) return note_step("As before", integral(f), found);
    Derivation& derivation = *Derivation::current();
    for (Step step : told->second) {
        step.level += derivation.level();
        derivation.steps().push_back(std::move(step));
    }
}

} // namespace rumina::calculus
