#include "calculus/solve/solve.h"

#include <algorithm>

#include <fmt/format.h>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/integrate/shorthand.h"
#include "calculus/solve/solver.h"
#include "verify/agreement.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kUnits = 30'000'000, kCheckUnits = 200'000;

/// lhs - rhs.
Expr as_zero(const Expr& equation) {
    return equation.is(FunctionId::Equal) ? equation.argument(0) - equation.argument(1) : equation;
}

/// Whether e is 0: on proof, or in balls where no proof is in reach (at 700 bits, for constants; at points for the rest).
bool is_zero_value(const Expr& e) {
    if (e.is_zero()) return true;
    if (e.is_constant()) {
        Ball value = enclose(e, 128);
        if (value.is_finite() && !value.contains_zero()) return false;
        std::optional<Truth> proved;
        try {
            proved = within_budget(kCheckUnits, [&] { return zero_test(e); });
        } catch (const Failure& failure) {
            if (!is_failed_method(failure)) throw;
        }
        if (proved && *proved != Truth::Unknown) return *proved == Truth::Yes;
        value = enclose(e, 900);
        return value.is_finite() && value.contains_zero() && value.log2_upper() < -500;
    }
    const Expr simple = attempt(kCheckUnits, [&] { return simplify(e); });
    if (simple && simple.is_zero()) return true;
    verify::ComparisonOptions options;
    options.regions = {verify::Region::Positive, verify::Region::Negative};
    const verify::Comparison comparison = verify::compare_values(e, Expr(0), options);
    return !comparison.different && comparison.agreed >= 2;
}

/// Whether x = s makes f vanish. Families are tried at some integers.
bool is_solution(const Expr& f, const Expr& x, const Expr& s, const Expr& family) {
    try {
        if (contains(s, family)) {
            for (int n : {0, 1, -2}) {
                Expr value = substitute(s, family, Expr(n));
                if (!is_solution(f, x, value, family)) return false;
            }
            return true;
        }
        return is_zero_value(substitute(f, x, s));
    } catch (const Failure& failure) { // a pole
        if (!is_failed_method(failure)) throw;
        return false;
    }
}

/// What is declared of the unknown.
bool is_admitted(const Expr& s, const Expr& x) {
    const Properties known = Assumptions::current().of(x);
    for (Property p : {Property::Real, Property::Rational, Property::Integer, Property::Positive, Property::Negative, Property::Nonnegative,
                       Property::Nonpositive, Property::Nonzero})
        if (known.has(p)) {
            if (!s.is_constant()) {
                if (has_property(s, p) == Truth::No) return false;
                continue;
            }
            const Truth holds = has_property(s, p);
            if (holds == Truth::No) return false;
            if (holds == Truth::Unknown && p == Property::Real) {
                const Ball value = enclose(s, 300);
                if (value.is_finite() && !value.imag().contains_zero()) return false;
            }
        }
    return true;
}

/// Real numbers ascending, then complex ones, then those with symbols in the order they were found.
void sort_solutions(std::vector<Expr>& values) {
    struct Key {
        int group;
        Ball value;
    };
    std::vector<std::pair<Key, Expr>> keyed;
    for (const Expr& v : values) {
        Key key{2, Ball(0)};
        if (v.is_constant()) {
            key.value = enclose(v, 200);
            key.group = !key.value.is_finite() ? 2 : key.value.imag().contains_zero() ? 0 : 1;
        }
        keyed.emplace_back(key, v);
    }
    std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
        if (a.first.group != b.first.group) return a.first.group < b.first.group;
        if (a.first.group == 2) return false;
        if (const auto order = compare_real(a.first.value, b.first.value)) return *order < 0;
        return a.first.value.imag_midpoint() < b.first.value.imag_midpoint();
    });
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = keyed[i].second;
}

bool is_same_value(const Expr& a, const Expr& b) {
    if (a == b) return true;
    if (!a.is_constant() || !b.is_constant()) return false;
    const Ball difference = enclose(a - b, 128);
    if (difference.is_finite() && !difference.contains_zero()) return false;
    return is_zero_value(a - b);
}

Expr fresh_family(const Expr& f) {
    for (int k = 1;; ++k) {
        const Expr n = symbol(fmt::format("n{}", k));
        if (free_of(f, n)) return n;
    }
}

} // namespace

Solutions solve(const Expr& equation, const Expr& x) {
    const Expr f = as_zero(equation);
    Solutions result;
    if (free_of(f, x)) {
        result.is_identity = f.is_zero() || (f.is_constant() && zero_test(f) == Truth::Yes);
        return result;
    }
    if (const Expr simple = attempt(kCheckUnits, [&] { return simplify(f); }); simple && simple.is_zero()) {
        result.is_identity = true;
        return result;
    }
    const Expr family = fresh_family(f);
    Assumptions::Scope scope;
    Assumptions::current().declare(family, Property::Integer);
    Solver solver(x, family);
    std::vector<Expr> candidates;
    const Expr done = attempt(kUnits, [&] {
        solver.solve(f, candidates, result.unsolved);
        return Expr(1);
    });
    if (!done) result.unsolved = {f};
    for (const Expr& candidate : candidates) {
        poll_work(1000);
        if (!is_admitted(candidate, x)) continue;
        if (std::any_of(result.values.begin(), result.values.end(), [&](const Expr& v) { return is_same_value(v, candidate); })) continue;
        if (!is_solution(f, x, candidate, family)) continue;
        result.values.push_back(candidate);
        result.has_families = result.has_families || contains(candidate, family);
    }
    sort_solutions(result.values);
    return result;
}

RealSolutions real_solutions(const Expr& f, const Expr& x, const Expr& low, const Expr& high) {
    RealSolutions result;
    const Expr family = fresh_family(f);
    Solutions all;
    {
        Assumptions::Scope scope;
        Assumptions::current().declare(x, Property::Real);
        all = solve(f, x);
    }
    if (all.is_identity) return result;
    result.is_complete = all.unsolved.empty();
    auto is_inside = [&](const Expr& v) -> std::optional<bool> {
        for (const auto& [end, side] : {std::pair(low, 1), std::pair(high, -1)}) {
            if (end.has_infinity()) continue;
            const std::optional<int> sign = sign_of(v - end);
            if (!sign) return std::nullopt;
            if (*sign * side < 0) return false;
        }
        return true;
    };
    auto add = [&](const Expr& v) {
        const Ball value = enclose(v, 200);
        if (!value.is_finite()) {
            result.is_complete = false;
            return;
        }
        if (!value.imag().contains_zero()) return;
        const auto inside = is_inside(v);
        if (!inside) result.is_complete = false;
        else if (*inside) result.values.push_back(v);
    };
    for (const Expr& v : all.values) {
        if (!contains(v, family)) {
            if (v.is_constant()) add(v);
            else result.is_complete = false;
            continue;
        }
        const auto linear = linear_in(v, family);
        if (!linear || !v.is_constant() == false || low.has_infinity() || high.has_infinity()) {
            result.is_complete = false;
            continue;
        }
        const Ball from = enclose((low - linear->offset) / linear->slope, 128), to = enclose((high - linear->offset) / linear->slope, 128);
        if (!from.is_finite() || !to.is_finite() || !from.imag().contains_zero() || !to.imag().contains_zero()) {
            if (from.is_finite() && !from.imag().contains_zero()) continue; // not real
            result.is_complete = false;
            continue;
        }
        const double first = std::min(from.midpoint(), to.midpoint()), last = std::max(from.midpoint(), to.midpoint());
        if (last - first > 10000) {
            result.is_complete = false;
            continue;
        }
        for (auto n = static_cast<std::int64_t>(first) - 2; n <= static_cast<std::int64_t>(last) + 2; ++n) add(expand(substitute(v, family, Expr(n))));
    }
    sort_solutions(result.values);
    return result;
}

LinearSystem solve_linear_system(const std::vector<Expr>& equations, const std::vector<Expr>& unknowns) {
    LinearSystem result;
    const std::size_t columns = unknowns.size();
    std::vector<std::vector<Expr>> rows;
    for (const Expr& equation : equations) {
        Expr rest = as_zero(equation);
        std::vector<Expr> row;
        for (const Expr& x : unknowns) {
            const auto c = polynomial_in(rest, x);
            if (!c || c->size() > 2) return result;
            const Expr slope = c->size() == 2 ? (*c)[1] : Expr(0);
            for (const Expr& other : unknowns)
                if (contains(slope, other)) return result;
            row.push_back(slope);
            rest = c->empty() ? Expr(0) : (*c)[0];
        }
        row.push_back(negate(rest));
        rows.push_back(std::move(row));
    }
    auto vanishes = [](const Expr& e) { return e.is_zero() || (e.is_constant() && zero_test(e) == Truth::Yes); };
    // Gauss-Jordan elimination.
    std::vector<std::size_t> pivots;
    std::size_t rank = 0;
    for (std::size_t column = 0; column < columns && rank < rows.size(); ++column) {
        std::size_t pivot = rank;
        while (pivot < rows.size() && vanishes(rows[pivot][column])) ++pivot;
        if (pivot == rows.size()) continue;
        std::swap(rows[rank], rows[pivot]);
        const Expr lead = rows[rank][column];
        for (Expr& entry : rows[rank]) entry = cancel(entry / lead);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i == rank || vanishes(rows[i][column])) continue;
            const Expr factor = rows[i][column];
            for (std::size_t j = 0; j <= columns; ++j) rows[i][j] = cancel(rows[i][j] - factor * rows[rank][j]);
        }
        pivots.push_back(column);
        ++rank;
    }
    for (std::size_t i = rank; i < rows.size(); ++i)
        if (!vanishes(rows[i][columns])) {
            result.kind = LinearSystem::Kind::Inconsistent;
            return result;
        }
    result.kind = rank == columns ? LinearSystem::Kind::Unique : LinearSystem::Kind::Parametric;
    result.values = unknowns;
    for (std::size_t i = 0; i < rank; ++i) {
        Expr value = rows[i][columns];
        for (std::size_t j = 0; j < columns; ++j)
            if (j != pivots[i]) value = value - rows[i][j] * unknowns[j];
        result.values[pivots[i]] = value.is_constant() ? simplify(value) : cancel(value);
    }
    return result;
}

} // namespace rumina::calculus
