// Logarithms of Γ(k/N), 0 < k < N, are unknowns of a linear system over the rationals: reflection
//     Γ(z)·Γ(1-z) = π/sin(πz)                                              DLMF 5.5.3
// and for each prime d that divides N multiplication
//     Π Γ(z + i/d) over 0 <= i < d = (2π)^((d-1)/2)·d^(1/2-dz)·Γ(dz)       DLMF 5.5.6
// are its equations; their right-hand sides are products of powers of π, of primes and of sines, all positive, so that
// every power in the solution is the real one. Values with large denominators are solved for first.
#include "algebra/functions/gamma_relations.h"

#include <algorithm>
#include <map>
#include <vector>

#include "algebra/functions/argument.h"
#include "algebra/functions/trigonometric_values.h"
#include "algebra/traversal.h"

namespace rumina::algebra {
namespace {

constexpr std::int64_t kLargestDenominator = 60;

/// A product of powers: exponents of π, of primes, of sin(πk/N) for 0 < k <= N/2.
struct Powers {
    Rational pi;
    std::map<std::int64_t, Rational> primes, sines;

    void add(const Powers& other, const Rational& scale) {
        pi = pi + other.pi * scale;
        for (const auto& [p, r] : other.primes) primes[p] = primes[p] + r * scale;
        for (const auto& [k, r] : other.sines) sines[k] = sines[k] + r * scale;
    }
    Expr value(std::int64_t n) const {
        ProductBuilder product;
        product.multiply(algebra::pi(), Expr(pi));
        for (const auto& [p, r] : primes) product.multiply(Expr(p), Expr(r));
        for (const auto& [k, r] : sines)
            if (r.sign() != 0) product.multiply(power(call(FunctionId::Sin, {algebra::pi() * fraction(k, n)}), Expr(r)));
        return product.finish();
    }
};

struct Equation {
    std::vector<Rational> unknowns; ///< coefficient of log Γ(k/N) at k
    Powers right;
};

class Relations {
public:
    explicit Relations(std::int64_t n) : n_(n), solved_(static_cast<std::size_t>(n), -1) {
        for (std::int64_t k = 1; 2 * k <= n; ++k) add_reflection(k);
        std::int64_t rest = n;
        for (std::int64_t d = 2; d <= rest; ++d) {
            if (rest % d != 0) continue;
            while (rest % d == 0) rest /= d;
            for (std::int64_t j = 1; j < n / d; ++j) add_multiplication(d, j);
        }
        solve();
    }

    /// Γ(k/N) by independent values; none when it is one of these.
    Expr value(std::int64_t k) const {
        std::ptrdiff_t row = solved_[static_cast<std::size_t>(k)];
        if (row < 0) return Expr();
        const Equation& equation = equations_[static_cast<std::size_t>(row)];
        ProductBuilder product;
        product.multiply(equation.right.value(n_));
        for (std::int64_t j = 1; j < n_; ++j) {
            const Rational& r = equation.unknowns[static_cast<std::size_t>(j)];
            if (j != k && r.sign() != 0) product.multiply(power(call(FunctionId::Gamma, {fraction(j, n_)}), Expr(-r)));
        }
        return product.finish();
    }

private:
    Equation& fresh() {
        equations_.push_back({std::vector<Rational>(static_cast<std::size_t>(n_)), {}});
        return equations_.back();
    }
    void count(Equation& e, std::int64_t k, std::int64_t times) {
        Rational& r = e.unknowns[static_cast<std::size_t>(k)];
        r = r + Rational(times);
    }

    void add_reflection(std::int64_t k) {
        Equation& e = fresh();
        count(e, k, 1);
        count(e, n_ - k, 1);
        e.right.pi = Rational(1);
        e.right.sines[k] = Rational(-1);
    }

    void add_multiplication(std::int64_t d, std::int64_t j) { // z = j/N, d·z < 1
        Equation& e = fresh();
        for (std::int64_t i = 0; i < d; ++i) count(e, j + i * (n_ / d), 1);
        count(e, d * j, -1);
        Rational half_steps = Rational::make(Integer(d - 1), Integer(2));
        e.right.pi = half_steps;
        e.right.primes[2] = half_steps;
        e.right.primes[d] = e.right.primes[d] + Rational::make(Integer(1), Integer(2)) - Rational::make(Integer(d * j), Integer(n_));
    }

    /// Gauss-Jordan elimination; columns with large denominators and numerators first.
    void solve() {
        std::vector<std::int64_t> columns;
        for (std::int64_t k = 1; k < n_; ++k) columns.push_back(k);
        auto complexity = [&](std::int64_t k) {
            Rational q = Rational::make(Integer(k), Integer(n_));
            return std::pair(q.denominator().to_int64(), q.numerator().to_int64());
        };
        std::sort(columns.begin(), columns.end(), [&](std::int64_t a, std::int64_t b) { return complexity(a) > complexity(b); });
        std::size_t done = 0;
        for (std::int64_t column : columns) {
            auto c = static_cast<std::size_t>(column);
            std::size_t pivot = done;
            while (pivot < equations_.size() && equations_[pivot].unknowns[c].sign() == 0) ++pivot;
            if (pivot == equations_.size()) continue;
            std::swap(equations_[pivot], equations_[done]);
            scale_row(equations_[done], Rational(1) / equations_[done].unknowns[c]);
            for (std::size_t i = 0; i < equations_.size(); ++i)
                if (i != done && equations_[i].unknowns[c].sign() != 0) subtract_row(equations_[i], equations_[done], equations_[i].unknowns[c]);
            solved_[c] = static_cast<std::ptrdiff_t>(done++);
        }
    }
    static void scale_row(Equation& e, const Rational& factor) {
        for (Rational& r : e.unknowns) r = r * factor;
        Powers scaled;
        scaled.add(e.right, factor);
        e.right = std::move(scaled);
    }
    static void subtract_row(Equation& from, const Equation& row, Rational factor) {
        for (std::size_t k = 0; k < from.unknowns.size(); ++k) from.unknowns[k] = from.unknowns[k] - row.unknowns[k] * factor;
        from.right.add(row.right, -factor);
    }

    std::int64_t n_;
    std::vector<Equation> equations_;
    std::vector<std::ptrdiff_t> solved_; ///< the row that gives log Γ(k/N), or -1
};

/// The q of a constant Γ(q) with 0 < q < 1.
std::optional<Rational> gamma_argument(const Expr& e) {
    if (!e.is(FunctionId::Gamma)) return std::nullopt;
    std::optional<Rational> q = rational_value(e.argument(0));
    if (!q || q->sign() <= 0 || compare(*q, Rational(1)) >= 0) return std::nullopt;
    return q;
}

} // namespace

Expr reduce_gamma_values(const Expr& e) {
    Integer denominator(1);
    any_node(e, [&](const Expr& part) {
        if (std::optional<Rational> q = gamma_argument(part)) denominator = lcm(denominator, q->denominator());
        return compare(denominator, Integer(kLargestDenominator)) > 0;
    });
    if (denominator == Integer(1) || compare(denominator, Integer(kLargestDenominator)) > 0) return e;
    const std::int64_t n = denominator.to_int64();
    Relations relations(n);
    return map_bottom_up(e, [&](const Expr& part) {
        std::optional<Rational> q = gamma_argument(part);
        if (!q) return part;
        Expr value = relations.value((*q * Rational(n)).numerator().to_int64());
        return value ? value : part;
    });
}

std::vector<Expr> gamma_coefficients(const Expr& e) {
    std::vector<std::pair<Expr, SumBuilder>> groups;
    auto add = [&](const Expr& term, const Number& coefficient) {
        ProductBuilder values, rest;
        rest.multiply(coefficient);
        auto factor = [&](const Expr& base, const Expr& exponent) { (gamma_argument(base) || base.is(ConstantId::Pi) ? values : rest).multiply(base, exponent); };
        if (term.is_mul())
            for (const Factor& f : term.factors()) factor(f.base, f.exponent);
        else
            factor(term.base(), term.exponent());
        Expr key = values.finish();
        auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == key; });
        if (group == groups.end()) group = groups.insert(groups.end(), {key, SumBuilder()});
        group->second.add(rest.finish());
    };
    if (e.is_add()) {
        add(Expr(1), e.constant_part());
        for (const Term& t : e.terms()) add(t.term, t.coefficient);
    } else {
        add(e.without_coefficient(), e.coefficient());
    }
    std::vector<Expr> coefficients;
    for (auto& [key, sum] : groups) coefficients.push_back(sum.finish());
    return coefficients;
}

} // namespace rumina::algebra
