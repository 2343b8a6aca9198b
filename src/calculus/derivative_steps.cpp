#include "calculus/derivative_steps.h"

#include <algorithm>

#include <fmt/format.h>

#include "algebra/functions/function.h"
#include "algebra/output/parts.h"
#include "calculus/derivation.h"
#include "calculus/differentiate.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::size_t kMostSteps = 200; ///< parts of what is larger are differentiated without a word

std::vector<Expr> displayed_terms(const Expr& sum) {
    std::vector<Expr> terms;
    for (const Summand& s : displayed_summands(sum)) terms.push_back(Expr(s.negative ? Number(0) - s.coefficient : s.coefficient) * s.term);
    return terms;
}

class DerivativeSteps {
public:
    DerivativeSteps(const Expr& f, const Expr& x) : x_(x) {
        for (const char* name : {"u", "v", "w", "s", "t"})
            if (u_ = symbol(name); u_ != x && free_of(f, u_)) break;
    }

    /// The steps of one level: from d/dx f to its value.
    void explain(const Expr& f) {
        DepthGuard guard;
        const Expr value = differentiate(f, x_);
        const std::size_t start = steps_noted();
        if (is_at_sight(f)) {
            at_sight(f, value);
            return;
        }
        if (start > kMostSteps) return note_step("Likewise", form(f), value);
        if (f.is_add()) sum(f);
        else if (auto [constant, rest] = split_constant(f, x_); !constant.is_one()) return constant_factor(f, constant, rest, value);
        else if (f.is_mul()) product(f);
        else if (f.is_power()) power_of(f);
        else function_of(f);
        together(start, value);
    }

private:
    Expr form(const Expr& f) const { return apply_function(FunctionId::Derivative, {f, x_, Expr(1)}); }

    /// Constants, x, x^n and multiples of these.
    bool is_at_sight(const Expr& f) const {
        if (free_of(f, x_)) return true;
        const Expr rest = split_constant(f, x_).second;
        return rest == x_ || (rest.is_power() && rest.base() == x_ && free_of(rest.exponent(), x_));
    }
    /// Parts may be short sums of these too.
    bool is_easy(const Expr& f) const {
        if (!f.is_add()) return is_at_sight(f);
        const std::vector<Expr> terms = summands_of(f);
        return terms.size() <= 3 && std::all_of(terms.begin(), terms.end(), [&](const Expr& s) { return is_at_sight(s); });
    }
    /// Its derivative at sight, or the form that a part of the derivation goes on from.
    Expr part(const Expr& f) const { return is_easy(f) ? differentiate(f, x_) : form(f); }
    void explain_part(const Expr& f) {
        if (is_easy(f)) return;
        StepLevel level;
        explain(f);
    }

    void together(std::size_t start, const Expr& value) const {
        const Derivation& derivation = *Derivation::current();
        for (std::size_t i = derivation.steps().size(); i-- > start;) {
            const Step& step = derivation.steps()[i];
            if (step.level != derivation.level()) continue;
            const bool has_parts = i + 1 < derivation.steps().size();
            if (step.after != value) note_step(has_parts ? "Put together" : "Simplify", Expr(step.after), value);
            return;
        }
    }

    std::string power_rule() const {
        const Expr n = symbol("n");
        return fmt::format("Power rule: `d/d{0} {1} = n*{0}^(n - 1)`", in_rule(x_), in_rule(power(x_, n)));
    }

    void at_sight(const Expr& f, const Expr& value) const {
        if (free_of(f, x_)) return note_step("The derivative of a constant is 0", form(f), value);
        if (split_constant(f, x_).second == x_) return note_step(fmt::format("`d/d{0} {0} = 1`", in_rule(x_)), form(f), value);
        note_step(power_rule(), form(f), value);
    }

    void sum(const Expr& f) {
        SumBuilder parts;
        bool all_at_sight = true;
        for (const Expr& s : summands_of(f)) {
            const auto [constant, rest] = split_constant(s, x_);
            parts.add(is_at_sight(s) ? differentiate(s, x_) : constant * part(rest));
            all_at_sight = all_at_sight && is_at_sight(s);
        }
        note_step(all_at_sight ? power_rule() + ", term by term" : "Term by term", form(f), parts.finish());
        for (const Expr& s : displayed_terms(f))
            if (!is_at_sight(s)) explain_part(split_constant(s, x_).second);
    }

    void constant_factor(const Expr& f, const Expr& constant, const Expr& rest, const Expr& value) {
        const std::size_t start = steps_noted();
        explain(rest);
        Derivation& derivation = *Derivation::current();
        std::vector<Step>& steps = derivation.steps();
        for (std::size_t i = start; i < steps.size(); ++i) { // they take the factor along
            if (steps[i].level != derivation.level()) continue;
            steps[i].before = i == start ? form(f) : constant * steps[i].before;
            steps[i].after = constant * steps[i].after;
        }
        together(start, value);
    }

    /// Factors as they are displayed: over 1/v with its quotient rule, else the product rule.
    void product(const Expr& f) {
        const Fraction fraction = fraction_of(f);
        ProductBuilder above, below;
        for (const Factor& factor : fraction.numerator) above.multiply(factor.base, factor.exponent);
        for (const Factor& factor : fraction.denominator) below.multiply(factor.base, factor.exponent);
        const Expr numerator = above.finish(), denominator = below.finish();
        if (contains(denominator, x_) && contains(numerator, x_) && numerator / denominator == f) {
            note_step(fmt::format("Quotient rule: `(u/v)' = (u'*v - u*v')/v^2` with `u = {}`, `v = {}`", in_rule(numerator), in_rule(denominator)), form(f),
                      (part(numerator) * denominator - numerator * part(denominator)) / power(denominator, 2));
            explain_part(numerator);
            explain_part(denominator);
            return;
        }
        if (contains(denominator, x_) && power(denominator, -1) == f) {
            note_step(fmt::format("Reciprocal: `(1/v)' = -v'/v^2` with `v = {}`", in_rule(denominator)), form(f), negate(part(denominator)) / power(denominator, 2));
            explain_part(denominator);
            return;
        }
        std::vector<Expr> factors;
        for (const Factor& factor : contains(denominator, x_) ? factors_of(f) : fraction.numerator)
            if (contains(factor.base, x_) || contains(factor.exponent, x_)) factors.push_back(power(factor.base, factor.exponent));
        SumBuilder parts;
        for (const Expr& factor : factors) parts.add(part(factor) * (f / factor));
        note_step(factors.size() == 2 ? fmt::format("Product rule: `(u*v)' = u'*v + u*v'` with `u = {}`, `v = {}`", in_rule(factors[0]), in_rule(factors[1]))
                                      : "Product rule: the derivative of each factor times the others",
                  form(f), parts.finish());
        for (const Expr& factor : factors) explain_part(factor);
    }

    void chain(std::string_view rule, const Expr& f, const Expr& outer, const Expr& inner) {
        if (inner == x_) return note_step(rule, form(f), outer);
        note_step(fmt::format("{} with `{} = {}`", rule, in_rule(u_), in_rule(inner)), form(f), outer * part(inner), {{u_, inner}});
        explain_part(inner);
    }

    void power_of(const Expr& f) {
        const Expr base = f.base(), exponent = f.exponent(), u = base == x_ || exponent == x_ ? x_ : u_;
        const std::string prime = u == x_ ? "" : fmt::format("*{}'", in_rule(u));
        if (free_of(exponent, x_)) {
            const Expr n = symbol("n");
            chain(fmt::format("{}: `({})' = n*{}^(n - 1){}`", u == x_ ? "Power rule" : "Power and chain rule", in_rule(power(u, n)), in_rule(u), prime), f,
                  exponent * power(base, exponent - 1), base);
        } else if (free_of(base, x_)) {
            const Expr general = power(base, u);
            chain(fmt::format("Exponential: `({})' = {}{}`", in_rule(general), in_rule(base.is(ConstantId::E) ? general : general * log_of(base)), prime), f,
                  base.is(ConstantId::E) ? f : f * log_of(base), exponent);
        } else {
            const Expr logarithm = exponent * log_of(base);
            note_step(fmt::format("Base and exponent vary: `f' = f*(log(f))'` with `log(f) = {}`", in_rule(logarithm)), form(f), f * form(logarithm));
            explain_part(logarithm);
        }
    }

    void function_of(const Expr& f) {
        const Function& record = function(f.function_id());
        if (f.arguments().size() == 1 && record.derivative != nullptr)
            if (const Expr outer = record.derivative(f.arguments(), 0)) {
                const Expr &inner = f.argument(0), u = inner == x_ ? x_ : u_;
                const std::vector<Expr> general{u};
                const Expr slope = record.derivative(general, 0);
                const std::string prime = u == x_ ? "" : fmt::format("*{}'", in_rule(u));
                return chain(fmt::format("{}: `{}' = {}{}`", u == x_ ? "Table" : "Chain rule", in_rule(apply_function(f.function_id(), general)), in_rule(slope), prime), f, outer, inner);
            }
        const Expr value = differentiate(f, x_);
        switch (f.function_id()) {
        case FunctionId::Integral: return note_step("Leibniz's rule: the integrand at the ends, and the derivative under the integral", form(f), value);
        case FunctionId::IndefiniteIntegral: return note_step("The derivative of an antiderivative is the integrand", form(f), value);
        case FunctionId::Piecewise: return note_step("Piece by piece; where the pieces meet nothing is claimed", form(f), value);
        case FunctionId::RootOf: case FunctionId::RootSum: return note_step("Implicit differentiation of the equation of the root", form(f), value);
        default: return note_step(value == form(f) ? "Nothing is known of this derivative: it stays as it is written" : fmt::format("Derivative of `{}`", in_rule(f)), form(f), value);
        }
    }

    Expr x_, u_;
};

} // namespace

void explain_derivative(const Expr& f, const Expr& x) { DerivativeSteps(f, x).explain(f); }

} // namespace rumina::calculus
