#include "algebra/polynomial/constant_combination.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <unordered_map>

#include "algebra/work_budget.h"
#include "base/assert.h"

#include "algebra/polynomial/flint_polynomial.h"

#include <flint/nmod.h>
#include <flint/nmod_mat.h>

namespace rumina::algebra {

namespace {

/// Primes of one word on every machine: a denominator divisible by the first asks for the second.
constexpr std::uint64_t kPrimes[] = {2147483647, 2147483629};
constexpr std::size_t kMaxEntries = 4'000'000; ///< of the dense matrix
constexpr std::size_t kMaxVariables = 16;
constexpr std::uint64_t kMaxExponent = 255;

/// Exponents, a byte each: sums of two are sums of the words while none passes kMaxExponent.
struct Monomial {
    std::uint64_t low = 0, high = 0;
    friend Monomial operator*(const Monomial& a, const Monomial& b) { return {a.low + b.low, a.high + b.high}; }
    friend bool operator==(const Monomial&, const Monomial&) = default;
};
struct MonomialHash {
    std::size_t operator()(const Monomial& m) const {
        std::uint64_t h = (m.low * 0x9E3779B97F4A7C15ULL) ^ (m.high * 0xC2B2AE3D27D4EB4FULL);
        return static_cast<std::size_t>(h ^ (h >> 31));
    }
};

using Row = std::uint32_t; ///< one equation: a monomial in the variables that must cancel

struct Entry {
    Row row;
    std::uint64_t value; ///< modulo the prime
};
using Column = std::vector<Entry>;

/// The polynomials at random values of the constants, modulo a prime.
class Residues {
public:
    Residues(const std::vector<bool>& is_constant, std::uint64_t prime) : is_constant_(is_constant), values_(is_constant.size(), 0) {
        nmod_init(&modulus_, prime);
        std::uint64_t state = 0x853C49E6748FEA9BULL;
        for (std::size_t v = 0; v < values_.size(); ++v) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            if (is_constant_[v]) values_[v] = (state >> 24) % (prime - 1) + 1;
        }
    }
    const nmod_t& modulus() const { return modulus_; }
    std::uint64_t prime() const { return modulus_.n; }

    /// Monomials in the variables that must cancel, with values; none when the prime divides a denominator.
    std::optional<std::vector<std::pair<Monomial, std::uint64_t>>> of(const Polynomial& a) const {
        std::vector<std::pair<Monomial, std::uint64_t>> result;
        std::vector<std::uint64_t> exponents(a.ring().variables());
        for (std::size_t i = 0; i < a.terms(); ++i) {
            a.exponents(i, exponents);
            const auto c = residue(a.coefficient(i));
            if (!c) return std::nullopt;
            result.emplace_back(monomial(exponents), nmod_mul(*c, constant(exponents), modulus_));
        }
        return result;
    }
    Monomial monomial(std::span<const std::uint64_t> exponents) const {
        Monomial m;
        for (std::size_t v = 0; v < exponents.size(); ++v)
            if (!is_constant_[v]) (v < 8 ? m.low : m.high) |= exponents[v] << (8 * (v % 8));
        return m;
    }
    /// The value of the constants in a monomial.
    std::uint64_t constant(std::span<const std::uint64_t> exponents) const {
        std::uint64_t value = 1;
        for (std::size_t v = 0; v < exponents.size(); ++v)
            if (is_constant_[v] && exponents[v] != 0) value = nmod_mul(value, nmod_pow_ui(values_[v], exponents[v], modulus_), modulus_);
        return value;
    }
    std::uint64_t integer(std::int64_t n) const {
        const std::uint64_t size = static_cast<std::uint64_t>(n < 0 ? -n : n) % modulus_.n;
        return n < 0 ? nmod_neg(size, modulus_) : size;
    }

private:
    std::optional<std::uint64_t> residue(const Rational& a) const {
        const std::uint64_t below = fmpz_get_nmod(fmpq_denref(FlintAccess::of(a)), modulus_);
        if (below == 0) return std::nullopt;
        return nmod_div(fmpz_get_nmod(fmpq_numref(FlintAccess::of(a)), modulus_), below, modulus_);
    }
    const std::vector<bool>& is_constant_;
    std::vector<std::uint64_t> values_;
    nmod_t modulus_ = {};
};

struct System {
    std::vector<Column> columns; ///< the last one is the target
    std::vector<Monomial> rows;
};

std::optional<System> system_of(std::span<const ShiftedSum> terms, std::span<const Polynomial> bases, const Polynomial& target, const Residues& residues) {
    std::vector<std::vector<std::pair<Monomial, std::uint64_t>>> known;
    for (const Polynomial& base : bases) {
        auto values = residues.of(base);
        if (!values) return std::nullopt;
        known.push_back(*std::move(values));
    }
    System system;
    std::unordered_map<Monomial, Row, MonomialHash> numbers;
    auto row_of = [&](const Monomial& m) {
        auto [at, is_new] = numbers.try_emplace(m, static_cast<Row>(system.rows.size()));
        if (is_new) system.rows.push_back(m);
        return at->second;
    };
    auto merged = [&](Column column) {
        std::sort(column.begin(), column.end(), [](const Entry& a, const Entry& b) { return a.row < b.row; });
        std::size_t kept = 0;
        for (std::size_t i = 0; i < column.size();) {
            Entry e = column[i++];
            for (; i < column.size() && column[i].row == e.row; ++i) e.value = nmod_add(e.value, column[i].value, residues.modulus());
            if (e.value != 0) column[kept++] = e;
        }
        column.resize(kept);
        return column;
    };
    for (const ShiftedSum& term : terms) {
        Column column;
        for (const ShiftedSum::Part& part : term.parts) {
            const Monomial shift = residues.monomial(part.monomial);
            const std::uint64_t factor = nmod_mul(residues.integer(part.factor), residues.constant(part.monomial), residues.modulus());
            poll_work(1 + known[part.base].size() / 16);
            for (const auto& [monomial, value] : known[part.base]) column.push_back({row_of(shift * monomial), nmod_mul(value, factor, residues.modulus())});
        }
        system.columns.push_back(merged(std::move(column)));
    }
    const auto values = residues.of(target);
    if (!values) return std::nullopt;
    Column column;
    for (const auto& [monomial, value] : *values) column.push_back({row_of(monomial), value});
    system.columns.push_back(merged(std::move(column)));
    return system;
}

/// The columns that may be in the support: without those that stand alone in an equation with nothing on the other side,
/// and those that no common row connects with the target.
std::vector<std::size_t> possible_columns(const System& system) {
    const std::size_t count = system.columns.size() - 1;
    std::vector<std::vector<std::size_t>> users(system.rows.size());
    for (std::size_t i = 0; i < count; ++i)
        for (const Entry& e : system.columns[i]) users[e.row].push_back(i);
    std::vector<std::size_t> left(system.rows.size());
    std::vector<bool> is_target(system.rows.size(), false), is_gone(count, false);
    for (const Entry& e : system.columns.back()) is_target[e.row] = true;
    std::vector<Row> alone;
    for (Row r = 0; r < users.size(); ++r)
        if ((left[r] = users[r].size()) == 1 && !is_target[r]) alone.push_back(r);
    while (!alone.empty()) {
        const Row r = alone.back();
        alone.pop_back();
        if (left[r] != 1) continue;
        const std::size_t i = *std::find_if(users[r].begin(), users[r].end(), [&](std::size_t k) { return !is_gone[k]; });
        is_gone[i] = true;
        for (const Entry& e : system.columns[i])
            if (--left[e.row] == 1 && !is_target[e.row]) alone.push_back(e.row);
    }
    std::vector<Row> parent(system.rows.size());
    std::iota(parent.begin(), parent.end(), 0);
    auto root = [&](Row a) {
        while (parent[a] != a) a = parent[a] = parent[parent[a]];
        return a;
    };
    for (std::size_t i = 0; i < count; ++i)
        if (!is_gone[i])
            for (const Entry& e : system.columns[i]) parent[root(e.row)] = root(system.columns[i].front().row);
    std::vector<bool> is_wanted(system.rows.size(), false);
    for (const Entry& e : system.columns.back()) is_wanted[root(e.row)] = true;
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < count; ++i)
        if (!is_gone[i] && !system.columns[i].empty() && is_wanted[root(system.columns[i].front().row)]) result.push_back(i);
    return result;
}

class ScopedMatrix {
public:
    ScopedMatrix(std::size_t rows, std::size_t columns, std::uint64_t prime) { nmod_mat_init(value_, static_cast<slong>(rows), static_cast<slong>(columns), prime); }
    ~ScopedMatrix() {
        if (!work_abandoned()) nmod_mat_clear(value_);
    }
    ScopedMatrix(const ScopedMatrix&) = delete;
    ScopedMatrix& operator=(const ScopedMatrix&) = delete;
    void set(std::size_t row, std::size_t column, std::uint64_t value) { nmod_mat_entry(value_, static_cast<slong>(row), static_cast<slong>(column)) = value; }
    std::uint64_t at(std::size_t row, std::size_t column) const { return nmod_mat_entry(value_, static_cast<slong>(row), static_cast<slong>(column)); }
    /// Reduced row echelon form; the columns of the pivots.
    std::vector<std::size_t> reduce() {
        const auto rank = static_cast<std::size_t>(interruptible([&] { return nmod_mat_rref(value_); }));
        std::vector<std::size_t> pivots;
        for (std::size_t r = 0, c = 0; r < rank; ++r) {
            while (at(r, c) == 0) ++c;
            pivots.push_back(c);
        }
        return pivots;
    }

private:
    nmod_mat_t value_;
};

/// Dense numbering of the rows that the columns use.
std::map<Row, std::size_t> used_rows(const System& system, std::span<const std::size_t> columns) {
    std::map<Row, std::size_t> used;
    for (std::size_t i : columns)
        for (const Entry& e : system.columns[i]) used.emplace(e.row, 0);
    std::size_t count = 0;
    for (auto& [row, number] : used) number = count++;
    return used;
}

/// The columns of a solution, and as many rows that determine it.
struct Support {
    std::vector<std::size_t> columns;
    std::vector<Monomial> rows;
};
std::optional<Support> support_of(const System& system, std::uint64_t prime) {
    const std::vector<std::size_t> columns = possible_columns(system);
    const std::map<Row, std::size_t> rows = used_rows(system, columns);
    if (columns.empty() || rows.size() * (columns.size() + 1) > kMaxEntries) return std::nullopt;
    for (const Entry& e : system.columns.back())
        if (rows.count(e.row) == 0) return std::nullopt;
    poll_work(1000 + rows.size() * columns.size() / 10 + rows.size() * columns.size() * columns.size() / 400);
    Support support;
    {
        ScopedMatrix matrix(rows.size(), columns.size() + 1, prime);
        for (std::size_t k = 0; k < columns.size(); ++k)
            for (const Entry& e : system.columns[columns[k]]) matrix.set(rows.at(e.row), k, e.value);
        for (const Entry& e : system.columns.back()) matrix.set(rows.at(e.row), columns.size(), e.value);
        const std::vector<std::size_t> pivots = matrix.reduce();
        if (!pivots.empty() && pivots.back() == columns.size()) return std::nullopt;
        for (std::size_t r = 0; r < pivots.size(); ++r)
            if (matrix.at(r, columns.size()) != 0) support.columns.push_back(columns[pivots[r]]);
    }
    // Independent rows: the pivots of the transposed matrix.
    const std::map<Row, std::size_t> needed = used_rows(system, support.columns);
    ScopedMatrix transposed(support.columns.size(), needed.size(), prime);
    for (std::size_t k = 0; k < support.columns.size(); ++k)
        for (const Entry& e : system.columns[support.columns[k]]) transposed.set(k, needed.at(e.row), e.value);
    std::vector<Monomial> names(needed.size());
    for (const auto& [row, number] : needed) names[number] = system.rows[row];
    for (std::size_t c : transposed.reduce()) support.rows.push_back(names[c]);
    return support.rows.size() == support.columns.size() ? std::optional(support) : std::nullopt;
}

/// Gauss's elimination in the fractions of the constants; rows of coefficients with the right side last. None when singular.
std::optional<std::vector<RationalFunction>> solve(std::vector<std::vector<RationalFunction>> rows) {
    const std::size_t n = rows.size();
    for (std::size_t c = 0; c < n; ++c) {
        // The shortest pivot keeps the fractions short.
        std::size_t best = n, best_size = SIZE_MAX;
        for (std::size_t r = c; r < n; ++r) {
            if (rows[r][c].is_zero()) continue;
            std::size_t size = 64 * (rows[r][c].numerator().terms() + rows[r][c].denominator().terms());
            for (const RationalFunction& entry : rows[r]) size += !entry.is_zero();
            if (size < best_size) best = r, best_size = size;
        }
        if (best == n) return std::nullopt;
        std::swap(rows[c], rows[best]);
        const RationalFunction pivot = rows[c][c];
        for (RationalFunction& entry : rows[c])
            if (!entry.is_zero()) entry = entry / pivot;
        for (std::size_t r = 0; r < n; ++r) {
            if (r == c || rows[r][c].is_zero()) continue;
            const RationalFunction factor = rows[r][c];
            for (std::size_t k = c; k <= n; ++k) {
                poll_work(2);
                if (!rows[c][k].is_zero()) rows[r][k] = rows[r][k] - factor * rows[c][k];
            }
        }
    }
    std::vector<RationalFunction> result;
    for (std::size_t k = 0; k < n; ++k) result.push_back(rows[k][n]);
    return result;
}

/// The coefficients of a at the given rows, polynomials in the constants.
std::vector<RationalFunction> coefficients_at(const Polynomial& a, const std::unordered_map<Monomial, std::size_t, MonomialHash>& place, const Residues& residues,
                                              const std::vector<bool>& is_constant) {
    std::map<std::size_t, PolynomialBuilder> entries;
    std::vector<std::uint64_t> exponents(a.ring().variables()), constants(a.ring().variables());
    for (std::size_t t = 0; t < a.terms(); ++t) {
        a.exponents(t, exponents);
        const auto at = place.find(residues.monomial(exponents));
        if (at == place.end()) continue;
        for (std::size_t v = 0; v < exponents.size(); ++v) constants[v] = is_constant[v] ? exponents[v] : 0;
        entries.try_emplace(at->second, a.ring()).first->second.add(a.coefficient(t), constants);
    }
    std::vector<RationalFunction> result(place.size(), RationalFunction(a.ring()));
    for (auto& [row, builder] : entries) result[row] = RationalFunction(builder.finish());
    return result;
}

/// Whether all exponents that can occur fit into bytes.
bool fits(std::span<const ShiftedSum> terms, std::span<const Polynomial> bases, const Polynomial& target, const std::vector<bool>& is_constant) {
    if (is_constant.size() > kMaxVariables) return false;
    std::uint64_t largest = 0, shift = 0;
    auto look_at = [&](const Polynomial& a) {
        const std::vector<std::int64_t> degrees = a.degrees();
        for (std::size_t v = 0; v < degrees.size(); ++v)
            if (!is_constant[v] && degrees[v] > 0) largest = std::max(largest, static_cast<std::uint64_t>(degrees[v]));
    };
    for (const Polynomial& base : bases) look_at(base);
    look_at(target);
    for (const ShiftedSum& term : terms)
        for (const ShiftedSum::Part& part : term.parts)
            for (std::size_t v = 0; v < part.monomial.size(); ++v)
                if (!is_constant[v]) shift = std::max(shift, part.monomial[v]);
    return largest <= kMaxExponent && largest + shift <= kMaxExponent;
}

} // namespace

Polynomial shifted_sum(const ShiftedSum& sum, std::span<const Polynomial> bases) {
    RUMINA_ASSERT(!bases.empty(), "a sum in some ring");
    Polynomial result(bases.front().ring());
    for (const ShiftedSum::Part& part : sum.parts)
        result = result + Polynomial::monomial(result.ring(), Rational(part.factor), part.monomial) * bases[part.base];
    return result;
}

std::optional<std::vector<RationalFunction>> constant_combination(std::span<const ShiftedSum> terms, std::span<const Polynomial> bases, const Polynomial& target,
                                                                  const std::vector<bool>& is_constant) {
    std::vector<RationalFunction> result(terms.size(), RationalFunction(target.ring()));
    if (target.is_zero()) return result;
    if (!fits(terms, bases, target, is_constant)) return std::nullopt;
    for (std::uint64_t prime : kPrimes) {
        const Residues residues(is_constant, prime);
        const auto system = system_of(terms, bases, target, residues);
        if (!system) continue;
        const auto support = support_of(*system, prime);
        if (!support) return std::nullopt;

        const std::size_t n = support->columns.size();
        std::unordered_map<Monomial, std::size_t, MonomialHash> place;
        for (std::size_t r = 0; r < n; ++r) place.emplace(support->rows[r], r);
        std::vector<Polynomial> used;
        for (std::size_t i : support->columns) used.push_back(shifted_sum(terms[i], bases));
        std::vector<std::vector<RationalFunction>> rows(n);
        auto add_column = [&](const Polynomial& a) {
            std::vector<RationalFunction> entries = coefficients_at(a, place, residues, is_constant);
            for (std::size_t r = 0; r < n; ++r) rows[r].push_back(std::move(entries[r]));
        };
        for (const Polynomial& a : used) add_column(a);
        add_column(target);
        const auto solution = solve(std::move(rows));
        if (!solution) return std::nullopt;
        // The equations that were left out must hold too.
        RationalFunction rest(target);
        for (std::size_t k = 0; k < n; ++k) {
            rest = rest - (*solution)[k] * RationalFunction(used[k]);
            result[support->columns[k]] = (*solution)[k];
        }
        if (!rest.is_zero()) return std::nullopt;
        return result;
    }
    return std::nullopt;
}

} // namespace rumina::algebra
