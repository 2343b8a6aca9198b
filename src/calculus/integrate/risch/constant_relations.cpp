#include "calculus/integrate/risch/constant_relations.h"

#include <algorithm>
#include <map>

namespace rumina::calculus::risch {

using namespace algebra;

namespace {

using Row = std::vector<RationalFunction>;

/// One row for each monomial in the variables that are no scalars.
std::vector<Row> equations(const Tower& tower, const std::vector<RationalFunction>& terms, Scalars scalars) {
    Polynomial common = Polynomial::constant(tower.ring(), Rational(1));
    for (const RationalFunction& term : terms) common = lcm(common, term.denominator());
    std::map<std::vector<std::uint64_t>, std::map<std::size_t, PolynomialBuilder>> entries;
    std::vector<std::uint64_t> exponents(tower.ring().variables()), scalar(exponents.size());
    for (std::size_t j = 0; j < terms.size(); ++j) {
        const Polynomial numerator = terms[j].numerator() * *divide_exactly(common, terms[j].denominator());
        poll_work(numerator.terms());
        for (std::size_t i = 0; i < numerator.terms(); ++i) {
            numerator.exponents(i, exponents);
            for (std::size_t v = 0; v < exponents.size(); ++v) {
                const bool is_scalar = scalars == Scalars::Constants && tower.is_constant(v);
                scalar[v] = is_scalar ? exponents[v] : 0;
                if (is_scalar) exponents[v] = 0;
            }
            entries[exponents].try_emplace(j, tower.ring()).first->second.add(numerator.coefficient(i), scalar);
        }
    }
    std::vector<Row> rows;
    for (auto& [monomial, row] : entries) {
        Row& made = rows.emplace_back(terms.size(), tower.zero());
        for (auto& [j, builder] : row) made[j] = RationalFunction(builder.finish());
    }
    return rows;
}

} // namespace

std::vector<std::vector<RationalFunction>> constant_relations(const Tower& tower, const std::vector<RationalFunction>& terms, Scalars scalars) {
    const std::size_t n = terms.size();
    std::vector<Row> reduced;                ///< each with a 1 in its pivot, where all others have 0
    std::vector<std::size_t> pivots;
    for (Row& row : equations(tower, terms, scalars)) {
        poll_work(n);
        for (std::size_t r = 0; r < reduced.size(); ++r) {
            const RationalFunction factor = row[pivots[r]];
            if (factor.is_zero()) continue;
            for (std::size_t j = 0; j < n; ++j)
                if (!reduced[r][j].is_zero()) row[j] = row[j] - factor * reduced[r][j];
        }
        const auto first = std::find_if(row.begin(), row.end(), [](const RationalFunction& a) { return !a.is_zero(); });
        if (first == row.end()) continue;
        const auto pivot = static_cast<std::size_t>(first - row.begin());
        const RationalFunction scale = tower.number(1) / *first;
        for (RationalFunction& a : row)
            if (!a.is_zero()) a = a * scale;
        for (Row& other : reduced) {
            const RationalFunction factor = other[pivot];
            if (factor.is_zero()) continue;
            for (std::size_t j = 0; j < n; ++j)
                if (!row[j].is_zero()) other[j] = other[j] - factor * row[j];
        }
        reduced.push_back(std::move(row));
        pivots.push_back(pivot);
        if (reduced.size() == n) return {};
    }
    std::vector<Row> basis;
    for (std::size_t j = 0; j < n; ++j) {
        if (std::find(pivots.begin(), pivots.end(), j) != pivots.end()) continue;
        Row& solution = basis.emplace_back(n, tower.zero());
        solution[j] = tower.number(1);
        for (std::size_t r = 0; r < reduced.size(); ++r) solution[pivots[r]] = -reduced[r][j];
    }
    return basis;
}

} // namespace rumina::calculus::risch
