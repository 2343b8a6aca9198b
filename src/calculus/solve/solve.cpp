// The search (solver.h) started, and every candidate put back into the equation. An answer without unsolved factors says
// that there are no other solutions than the branches solve.h leaves out, so whatever cannot be decided counts as unsolved.
#include "calculus/solve/solve.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/memo.h"
#include "algebra/numeric.h"
#include "algebra/numeric_value.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "algebra/store.h"
#include "calculus/attempt.h"
#include "calculus/derivation.h"
#include "calculus/shorthand.h"
#include "calculus/solve/solver.h"
#include "number/big_float.h"
#include "verify/agreement.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kCheckUnits = 200'000;

/// lhs - rhs.
Expr as_zero(const Expr& equation) {
    return equation.is(FunctionId::Equal) ? equation.argument(0) - equation.argument(1) : equation;
}

enum class Verdict : std::uint8_t {
    Yes,
    No,
    Undefined, ///< a pole or a value at infinity
    Unknown,
};

/// Whether a constant is 0: on proof where it is short; long ones, such as a quartic's roots put back, in balls of 900
/// bits, which are a check on a root that comes from an exact method.
Verdict vanishes_constant(const Expr& e) {
    constexpr std::uint32_t kShort = 12;
    const Ball coarse = enclose(e, 128);
    if (coarse.is_finite() && !coarse.contains_zero()) return Verdict::No;
    auto by_balls = [&] {
        const Ball fine = enclose(e, 900);
        if (fine.is_finite() && !fine.contains_zero()) return Verdict::No;
        return fine.is_finite() && fine.log2_upper() < -500 ? Verdict::Yes : Verdict::Unknown;
    };
    if (e.leaves() > kShort)
        if (const Verdict verdict = by_balls(); verdict != Verdict::Unknown) return verdict;
    std::optional<Truth> proved;
    try {
        proved = within_budget(kCheckUnits, [&] { return zero_test(e); });
    } catch (const Failure& failure) {
        if (!is_failed_method(failure)) throw;
    }
    if (proved && *proved != Truth::Unknown) return *proved == Truth::Yes ? Verdict::Yes : Verdict::No;
    return by_balls();
}

/// Whether e is 0. With other symbols in it: as an identity, or on a region of their values.
Verdict vanishes(const Expr& e) {
    if (e.is_zero()) return Verdict::Yes;
    if (e.has_infinity()) return Verdict::Undefined;
    if (e.is_constant()) return vanishes_constant(e);
    const Expr simple = attempt(kCheckUnits, [&] { return simplify(e); });
    if (simple && simple.is_zero()) return Verdict::Yes;
    bool differs = false;
    for (verify::Region region : {verify::Region::Positive, verify::Region::Negative, verify::Region::UpperHalfPlane, verify::Region::LowerHalfPlane}) {
        verify::ComparisonOptions options;
        options.regions = {region};
        const verify::Comparison comparison = verify::compare_values(e, Expr(0), options);
        if (!comparison.different && comparison.agreed >= 2) return Verdict::Yes;
        differs = differs || comparison.different;
    }
    return differs ? Verdict::No : Verdict::Unknown;
}

/// Some members of a family.
std::vector<Expr> members_of(const Expr& s, const std::vector<Expr>& families) {
    if (std::none_of(families.begin(), families.end(), [&](const Expr& n) { return contains(s, n); })) return {s};
    std::vector<Expr> members;
    for (int n : {0, 1, -1, 2, -2, 3}) {
        std::vector<Replacement> values;
        for (std::size_t i = 0; i < families.size(); ++i) values.push_back({families[i], Expr(n * (i % 2 == 0 ? 1 : -1) + static_cast<int>(i))});
        try {
            members.push_back(substitute(s, values));
        } catch (const Failure& failure) { // 1/(πn) has no member for n = 0
            if (!is_failed_method(failure)) throw;
        }
    }
    return members;
}

/// Whether x = s makes f vanish; of a family: all members looked at that exist.
Verdict is_solution(const Expr& f, const Expr& x, const Expr& s, const std::vector<Expr>& families) {
    std::uint32_t yes = 0, no = 0;
    for (const Expr& member : members_of(s, families)) {
        Verdict verdict;
        try {
            verdict = member.has_infinity() ? Verdict::Undefined : vanishes(substitute(f, x, member));
        } catch (const Failure& failure) {
            if (!is_failed_method(failure)) throw;
            const DiagnosticId id = failure.diagnostic.id;
            verdict = id == DiagnosticId::DivisionByZero || id == DiagnosticId::ZeroToNegative || id == DiagnosticId::OutsideDomain ? Verdict::Undefined
                                                                                                                         : Verdict::Unknown;
        }
        if (verdict == Verdict::Unknown) return verdict;
        yes += verdict == Verdict::Yes;
        no += verdict == Verdict::No;
    }
    if (yes > 0 && no > 0) return Verdict::Unknown; // only some members of a family
    return yes > 0 ? Verdict::Yes : Verdict::No;
}

/// Whether x = s is a place where f has no value.
bool is_undefined_at(const Expr& f, const Expr& x, const Expr& s) {
    try {
        return substitute(f, x, s).has_infinity();
    } catch (const Failure& failure) {
        if (!is_failed_method(failure)) throw;
        const DiagnosticId id = failure.diagnostic.id;
        return id == DiagnosticId::DivisionByZero || id == DiagnosticId::ZeroToNegative || id == DiagnosticId::OutsideDomain;
    }
}

/// A family without the members at which f has no value: of sin(2x)/sin(x) only the odd multiples of π/2 are left, which
/// are a family again; of sin(x)/x those with n1 != 0.
std::vector<Expr> without_poles(const Expr& s, const Expr& f, const Expr& x, const std::vector<Expr>& families) {
    constexpr std::int64_t kMost = 12, kLongestPeriod = 6;
    Expr n;
    for (const Expr& name : families) {
        if (!contains(s, name)) continue;
        if (n) return {s};
        n = name;
    }
    if (!n || s.leaves() > 60) return {s};
    std::vector<std::int64_t> poles;
    for (std::int64_t k = -kMost; k <= kMost; ++k) {
        const Expr member = attempt(kCheckUnits, [&] { return substitute(s, n, Expr(k)); });
        if (member && !member.has_infinity() && is_undefined_at(f, x, member)) poles.push_back(k);
    }
    if (poles.empty()) return {s};
    for (std::int64_t period = 2; period <= kLongestPeriod; ++period) {
        std::vector<Expr> rest;
        std::size_t left_out = 0;
        for (std::int64_t r = 0; r < period; ++r) {
            std::size_t count = 0, size = 0;
            for (std::int64_t k = -kMost; k <= kMost; ++k) {
                if (((k - r) % period + period) % period != 0) continue;
                ++size;
                count += std::find(poles.begin(), poles.end(), k) != poles.end();
            }
            if (count == size) left_out += count;
            else if (count == 0) rest.push_back(expand(substitute(s, n, n * period + r)));
        }
        if (left_out == poles.size()) return rest;
    }
    Expr condition;
    for (std::int64_t k : poles) {
        const Expr other = apply_function(FunctionId::Unequal, {n, Expr(k)});
        condition = condition ? apply_function(FunctionId::And, {condition, other}) : other;
    }
    return {apply_function(FunctionId::Piecewise, {s, condition})};
}

/// What is declared of the unknown.
bool has_declared_properties(const Expr& s, const Expr& x) {
    const Properties known = Assumptions::current().of(x);
    for (Property p : {Property::Real, Property::Rational, Property::Integer, Property::Positive, Property::Negative, Property::Nonnegative,
                       Property::Nonpositive, Property::Nonzero}) {
        if (!known.has(p)) continue;
        const Truth holds = has_property(s, p);
        if (holds == Truth::No) return false;
        if (holds == Truth::Unknown && p == Property::Real && s.is_constant()) {
            const Ball value = enclose(s, 300);
            if (value.is_finite() && !value.imag().contains_zero()) return false;
        }
    }
    return true;
}
/// A fraction near a solution that was found in another form, such as 25/12 + W(…)/log 2 = 2; none when there is no simple one.
Expr nearby_fraction(const Expr& s) {
    constexpr std::int64_t kPrecision = 256;
    if (!s.is_constant() || s.is_number()) return Expr();
    const Ball value = enclose(s, kPrecision);
    if (!value.is_finite() || !value.imag().contains_zero() || !(std::abs(value.midpoint()) < 1e9)) return Expr();
    // The continued fraction of the midpoint as long as denominators are small.
    Rational rest = Rational::from_double(value.midpoint()), p0(0), q0(1), p1(1), q1(0);
    for (int k = 0; k < 12; ++k) {
        const Rational whole = Rational(floor(rest));
        const Rational p2 = whole * p1 + p0, q2 = whole * q1 + q0;
        if (compare(q2, Rational(1000)) > 0) return Expr();
        p0 = p1, q0 = q1, p1 = p2, q1 = q2;
        const Expr fraction(p1 / q1);
        if (value.contains(p1 / q1)) return fraction;
        const Rational part = rest - whole;
        if (part.sign() == 0) return Expr();
        rest = Rational(1) / part;
    }
    return Expr();
}

/// A family is admitted when some member is.
bool is_admitted(const Expr& s, const Expr& x, const std::vector<Expr>& families) {
    const std::vector<Expr> members = members_of(s, families);
    return std::any_of(members.begin(), members.end(), [&](const Expr& m) { return has_declared_properties(m, x); });
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
    return vanishes(a - b) == Verdict::Yes;
}

} // namespace

namespace {

Solutions search(const Expr& equation, const Expr& x);

/// Solutions as the memo keeps them.
Expr packed(const Solutions& s) {
    auto list = [](const std::vector<Expr>& parts) { return apply_function(FunctionId::List, parts); };
    return apply_function(FunctionId::List, {list(s.values), list(s.unsolved), list(s.families), Expr(s.is_identity ? 1 : 0), Expr(s.has_all_real ? 1 : 0)});
}
Solutions unpacked(const Expr& list) {
    auto parts = [&](std::size_t i) { return std::vector<Expr>(list.argument(i).arguments().begin(), list.argument(i).arguments().end()); };
    return {parts(0), parts(1), parts(2), list.argument(3).is_one(), list.argument(4).is_one()};
}

} // namespace

Solutions solve(const Expr& equation, const Expr& x) {
    const MemoKey key{equation, x, Store::current().epoch};
    if (!steps_wanted())
        if (const Expr* known = memo(MemoId::Solve).find(key)) return unpacked(*known);
    Solutions result = search(equation, x);
    memo(MemoId::Solve).store(key, packed(result));
    return result;
}

namespace {

Solutions search(const Expr& equation, const Expr& x) {
    if (equation.has_floats()) { // solved exactly, and rounded
        std::int64_t bits = INT64_MAX;
        const Expr exact = with_exact_numbers(equation, bits);
        if (exact.has_floats()) {
            Solutions none;
            none.unsolved.push_back(as_zero(equation));
            return none;
        }
        Solutions result = solve(exact, x);
        const int digits = bits == 53 ? 0 : static_cast<int>(static_cast<double>(bits) * std::log10(2.0));
        for (Expr& v : result.values) v = numeric_value(v, digits);
        return result;
    }
    const Expr f = as_zero(equation);
    Solutions result;
    if (free_of(f, x)) {
        if (f.is_zero()) result.is_identity = true;
        else if (f.is_constant()) {
            const Truth zero = zero_test(f);
            result.is_identity = zero == Truth::Yes;
            if (zero == Truth::Unknown) result.unsolved = {f};
        }
        return result;
    }
    if (const Expr simple = attempt(kCheckUnits, [&] { return simplify(f); }); simple && simple.is_zero()) {
        result.is_identity = true;
        return result;
    }
    Assumptions::Scope scope;
    Solver solver(x, f);
    std::vector<Expr> candidates;
    const Expr done = attempt(search_units(2), [&] {
        solver.solve(f, candidates, result.unsolved);
        return Expr(1);
    });
    if (!done) result.unsolved = {f};
    for (Expr candidate : candidates) {
        poll_work(1000);
        if (candidate.is_constant() && any_node(candidate, [](const Expr& e) { return e.is(FunctionId::LambertW) || e.is_power(); }))
            if (const Expr fraction = nearby_fraction(candidate); fraction && is_solution(f, x, fraction, {}) == Verdict::Yes) candidate = fraction;
        if (!is_admitted(candidate, x, solver.families())) continue;
        if (std::any_of(result.values.begin(), result.values.end(), [&](const Expr& v) { return is_same_value(v, candidate); })) continue;
        switch (is_solution(f, x, candidate, solver.families())) {
        case Verdict::Yes:
            for (const Expr& v : without_poles(candidate, f, x, solver.families())) result.values.push_back(v);
            break;
        case Verdict::Unknown:
            if (std::find(result.unsolved.begin(), result.unsolved.end(), f) == result.unsolved.end()) result.unsolved.push_back(f);
            break;
        default: break;
        }
    }
    for (const Expr& n : solver.families())
        if (std::any_of(result.values.begin(), result.values.end(), [&](const Expr& v) { return contains(v, n); })) result.families.push_back(n);
    result.has_all_real = result.unsolved.empty() && !solver.misses_real();
    sort_solutions(result.values);
    if (steps_wanted()) {
        std::vector<Expr> all = result.values;
        all.insert(all.end(), result.unsolved.begin(), result.unsolved.end());
        note_step(result.unsolved.empty() ? "Put each into the equation" : "Put each into the equation; what is unsolved stays", call(FunctionId::Equal, f, Expr(0)), apply_function(FunctionId::List, all));
    }
    return result;
}

} // namespace

RealSolutions real_solutions(const Expr& f, const Expr& x, const Expr& low, const Expr& high) {
    RealSolutions result;
    Solutions all;
    Assumptions::Scope scope;
    Assumptions::current().declare(x, Property::Real);
    all = solve(f, x);
    if (all.is_identity) return result;
    result.is_complete = all.has_all_real;
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
        if (!value.is_finite() || !v.is_constant()) {
            result.is_complete = false;
            return;
        }
        if (!value.imag().contains_zero()) return;
        const auto inside = is_inside(v);
        if (!inside) result.is_complete = false;
        else if (*inside && std::none_of(result.values.begin(), result.values.end(), [&](const Expr& w) { return is_same_value(v, w); }))
            result.values.push_back(v);
    };
    for (const Expr& value : all.values) {
        const Expr& v = value.is(FunctionId::Piecewise) ? value.argument(0) : value; // the members left out are looked at too
        std::vector<Expr> integers;
        for (const Expr& n : all.families)
            if (contains(v, n)) integers.push_back(n);
        if (integers.empty()) {
            add(v);
            continue;
        }
        const auto linear = linear_in(v, integers[0]);
        if (integers.size() > 1 || !linear || !linear->slope.is_constant() || !linear->offset.is_constant() || low.has_infinity() || high.has_infinity()) {
            result.is_complete = false;
            continue;
        }
        const Ball from = enclose((low - linear->offset) / linear->slope, 128), to = enclose((high - linear->offset) / linear->slope, 128);
        if (!from.is_finite() || !to.is_finite()) {
            result.is_complete = false;
            continue;
        }
        if (!from.imag().contains_zero() && enclose(linear->slope, 128).imag().is_zero()) continue; // none is real
        if (!from.imag().contains_zero() || !to.imag().contains_zero()) {
            result.is_complete = false;
            continue;
        }
        const double first = std::min(from.midpoint(), to.midpoint()), last = std::max(from.midpoint(), to.midpoint());
        if (!(last - first < 10000) || std::abs(first) > 1e15) {
            result.is_complete = false;
            continue;
        }
        for (auto n = static_cast<std::int64_t>(first) - 2; n <= static_cast<std::int64_t>(last) + 2; ++n) add(expand(substitute(v, integers[0], Expr(n))));
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
