#include "calculus/integrate/integrator.h"

#include <fmt/format.h>

#include "calculus/attempt.h"
#include "calculus/derivation.h"
#include "calculus/integrate/check.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint32_t kMaxDepth = 9;
constexpr std::uint32_t kMaxLeaves = 3000; ///< of an integrand that a method may ask for
/// Work of one call of a method at the first level; a quarter of it at each level below.
constexpr std::uint64_t kMethodUnits = 6'000'000;

struct Entry {
    Method method;
    std::string_view name;
};
constexpr Entry kMethods[] = {
#define METHOD(function, name) {function, name},
#include "calculus/integrate/methods.def"
#undef METHOD
};

} // namespace

Expr Integrator::new_variable() const { return hidden_symbol(fmt::format("t{}", depth_)); }

Expr Integrator::find_substituted(const Expr& integrand, const Expr& t, const Expr& value) {
    if (depth_ + 1 >= kMaxDepth || contains(integrand, x_)) return Expr();
    Integrator inner(t, depth_ + 1);
    Expr found;
    {
        StepLevel level;
        found = inner.find(integrand);
    }
    return found ? substitute(found, t, value) : found;
}

Expr Integrator::find(const Expr& f) {
    DepthGuard guard;
    poll_work(10);
    auto [constant, rest] = split_constant(f, x_);
    if (rest.is_one()) return constant * x_;
    if (auto known = known_.find(rest); known != known_.end()) return known->second ? constant * known->second : Expr();
    if (rest.leaves() > kMaxLeaves || under_way_.size() > kMaxDepth * 2 || !under_way_.insert(rest).second) return Expr();
    Expr found = search(rest);
    under_way_.erase(rest);
    known_.emplace(rest, found);
    return found ? constant * found : found;
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
    for (const auto& [method, name] : {Entry{integrate_rational_function, "rational function"}, Entry{integrate_parallel, "parallel Risch method"}})
        if (Expr whole = attempt(kMethodUnits, [&] { return method(*this, f); }); whole && is_plausible(whole, f)) {
            if (steps_wanted()) note_step(name, apply_function(FunctionId::IndefiniteIntegral, {f, x_}), whole);
            return whole;
        }
    SumBuilder found, left;
    bool any_left = false;
    for (const Expr& s : summands_of(f)) {
        if (Expr part = find(s)) found.add(part);
        else left.add(s), any_left = true;
    }
    if (!any_left) return found.finish();
    const Expr rest = left.finish();
    if (rest == f || rest.is_add()) {
        Expr part = by_methods(rest);
        if (!part && rest != f) part = by_methods(f), found = SumBuilder();
        if (!part) return Expr();
        found.add(part);
        return found.finish();
    }
    return by_methods(f);
}

/// At the first level a wrong answer costs the next method its chance, so it is checked here already.
bool Integrator::is_plausible(const Expr& found, const Expr& f) const {
    return depth_ > 0 || under_way_.size() > 1 || is_antiderivative(found, f, x_);
}

Expr Integrator::by_methods(const Expr& f) {
    const std::uint64_t units = kMethodUnits >> (2 * std::min(depth_, 3u));
    for (const Entry& entry : kMethods) {
        StepMark mark;
        if (Expr found = attempt(units, [&] { return entry.method(*this, f); })) {
            if (!is_plausible(found, f)) continue;
            if (steps_wanted()) note_step(entry.name, apply_function(FunctionId::IndefiniteIntegral, {f, x_}), found);
            mark.keep();
            return found;
        }
    }
    return Expr();
}

} // namespace rumina::calculus
