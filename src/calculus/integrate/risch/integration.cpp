#include "calculus/integrate/risch/integration.h"

#include <fmt/format.h>

#include "algebra/output/output.h"
#include "algebra/polynomial/fraction_polynomial.h"
#include "algebra/polynomial/partial_fractions.h"
#include "base/assert.h"
#include "calculus/integrate/risch/algebraic_residues.h"

namespace rumina::calculus::risch {

using namespace algebra;

namespace {

/// A name for the unknown of an equation, not among those beside it.
Expr unknown(std::initializer_list<Expr> beside, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        const Expr s = symbol(name);
        bool is_free = true;
        for (const Expr& e : beside) is_free = is_free && free_of(e, s);
        if (is_free) return s;
    }
    return hidden_symbol(*names.begin());
}

/// v' + product = right as text.
std::string equation(const Expr& v, const Expr& product, const Expr& right) {
    const std::string text = to_infix(product);
    const bool is_negative = text.starts_with('-') && !product.is_add();
    return fmt::format("{}' {} {} = {}", v.symbol_name(), is_negative ? '-' : '+', product.is_add() ? fmt::format("({})", text) : text.substr(is_negative ? 1 : 0), to_infix(right));
}

} // namespace

/// f less a derivative, with simple poles at most at normal places. [Bronstein 2005] 5.3
RationalFunction Integration::without_multiple_poles(const Monomial& t, RationalFunction f) {
    for (;;) {
        const PartialFractions apart = partial_fractions(f, t.variable);
        bool is_done = true;
        const Polynomial* before = nullptr;
        for (const auto& part : apart.parts) {
            const bool is_highest = before == nullptr || !(*before == part.base); // of a base the highest power comes first
            before = &part.base;
            if (!is_highest || part.power < 2 || !is_normal(tower_, t, part.base)) continue;
            // (s/p^(k - 1))' = -(k - 1)·s·p'/p^k + …
            const auto k = static_cast<std::int64_t>(part.power) - 1;
            const RationalFunction s = residue(tower_, part.numerator, tower_.number(-k), part.base, t.variable);
            add(s / power(RationalFunction(part.base), k), f);
            is_done = false;
        }
        if (is_done) return f;
    }
}

/// The simple poles. [Bronstein 2005] 5.6
bool Integration::take_logarithms(const Monomial& t, RationalFunction& f) {
    const PartialFractions apart = partial_fractions(f, t.variable);
    for (const auto& [numerator, base, order] : apart.parts) {
        if (!is_normal(tower_, t, base)) continue;
        RUMINA_ASSERT(order == 1, "simple poles after Hermite's reduction");
        const RationalFunction at_pole = residue(tower_, numerator, tower_.number(1), base, t.variable);
        if (tower_.is_constant(at_pole)) {
            f = f - at_pole * tower_.derivative(base) / base;
            logarithms_.push_back(tower_.expression(at_pole) * log_of(tower_.expression(base)));
            continue;
        }
        if (!at_pole.uses(t.variable))
            return is_absent(fmt::format("the residue at {} = 0 is {}, which is not constant", to_infix(tower_.expression(base)), to_infix(tower_.expression(at_pole))));
        const AlgebraicResidues residues(tower_, at_pole, base, t.variable);
        if (!residues.are_constant())
            return is_absent(fmt::format("the residues at {} = 0, where they are {}, are not constant", to_infix(tower_.expression(base)), to_infix(tower_.expression(at_pole))));
        // Of monic arguments v the sum Σ c·v'/v has no polynomial part beside a logarithm, Σ c·deg v·t'/t beside an exponential.
        f = f - numerator / base;
        if (t.is_exponential()) f = f - t.logarithmic_derivative * residues.sum();
        if (Expr written = residues.logarithms()) logarithms_.push_back(std::move(written));
        else is_written_ = false;
    }
    return true;
}

/// f = Σ a_m·t^m with t' in the field below: a_m = v' + c·t' from the top. [Bronstein 2005] 5.8
bool Integration::integrate_polynomial_in_logarithm(int level, RationalFunction& f) {
    const Monomial& t = tower_.level(level);
    const RationalFunction variable = tower_.variable(t.variable);
    const std::int64_t lowest = level == 0 ? 0 : 1;
    while (!f.is_zero() && f.numerator().degree(t.variable) >= lowest) {
        poll_work(50);
        const std::int64_t m = f.numerator().degree(t.variable);
        const RationalFunction a = RationalFunction::make(f.numerator().leading_coefficient_in(t.variable), f.denominator());
        const auto limited = equations_.limited_integral(level - 1, a, t.derivative);
        if (!limited) {
            const Expr slope = tower_.expression(t.derivative), right = tower_.expression(a);
            const Expr v = unknown({slope, right}, {"v", "w", "y", "V", "W", "Y"}), c = unknown({slope, right}, {"c", "k", "C", "K"});
            return is_absent(fmt::format("no constant {} and no {} among the {} have {}", c.symbol_name(), v.symbol_name(), tower_.field_name(level - 1),
                                         equation(v, c * slope, right)));
        }
        add(limited->c / tower_.number(m + 1) * power(variable, m + 1) + limited->y * power(variable, m), f);
        RUMINA_ASSERT(f.is_zero() || f.numerator().degree(t.variable) < m, "the degree falls");
    }
    return true;
}

/// f = Σ a_i·t^i over positive and negative i with t' = η·t: v' + i·η·v = a_i for each i but 0. [Bronstein 2005] 5.9
bool Integration::integrate_polynomial_in_exponential(int level, RationalFunction& f) {
    const Monomial& t = tower_.level(level);
    const RationalFunction variable = tower_.variable(t.variable);
    if (f.is_zero()) return true;
    const std::int64_t poles = f.denominator().degree(t.variable);
    const RationalFunction cleared = f * power(variable, poles);
    RUMINA_ASSERT(!cleared.denominator().uses(t.variable), "poles at 0 only");
    for (const auto& [exponent, numerator] : cleared.numerator().coefficients_in(t.variable)) {
        const std::int64_t i = static_cast<std::int64_t>(exponent) - poles;
        if (i == 0) continue;
        const RationalFunction a = RationalFunction::make(numerator, cleared.denominator()), slope = tower_.number(i) * t.logarithmic_derivative;
        const auto y = equations_.solve_one(level - 1, slope, a);
        if (!y) {
            const Expr factor = tower_.expression(slope), right = tower_.expression(a), v = unknown({factor, right}, {"v", "w", "y", "V", "W", "Y"});
            return is_absent(fmt::format("no {} among the {} has {}", v.symbol_name(), tower_.field_name(level - 1), equation(v, factor * v, right)));
        }
        add(*y * power(variable, i), f);
    }
    return true;
}

bool Integration::integrate(int level, RationalFunction f) {
    for (; level >= 0 && !f.is_zero(); --level) {
        poll_work(100);
        const Monomial& t = tower_.level(level);
        if (level > 0 && !f.uses(t.variable)) continue;
        f = without_multiple_poles(t, std::move(f));
        if (!take_logarithms(t, f)) return false;
        if (!(t.is_exponential() ? integrate_polynomial_in_exponential(level, f) : integrate_polynomial_in_logarithm(level, f))) return false;
    }
    RUMINA_ASSERT(f.is_zero(), "rational functions of x have elementary antiderivatives");
    return true;
}

Expr Integration::antiderivative() const {
    if (!is_written_) return Expr();
    SumBuilder sum;
    sum.add(tower_.expression(rational_));
    for (const Expr& l : logarithms_) sum.add(l);
    return sum.finish();
}

} // namespace rumina::calculus::risch
