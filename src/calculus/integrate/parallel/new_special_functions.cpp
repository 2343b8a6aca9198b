#include "calculus/integrate/parallel/new_special_functions.h"

#include <algorithm>

#include "calculus/integrate/parallel/square_sums.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::size_t kMaxPowers = 6; ///< of one exponential that are looked at

class Finder {
public:
    Finder(const DifferentialField& field, const std::vector<Polynomial>& factors) : field_(field), factors_(factors) {}

    std::vector<NewFunction> find() {
        for (std::size_t v = 0; v < field_.variables(); ++v) {
            if (field_.is_constant(v) || !field_.argument(v)) continue;
            if (field_.is_logarithm(v)) add_logarithmic_integrals(v);
            if (!field_.is_exponential(v)) continue;
            for (std::int64_t k : powers_of(v)) {
                add_exponential_integrals(v, k);
                add_error_functions(v, k);
            }
        }
        return std::move(found_);
    }

private:
    RationalFunction number(std::int64_t n) const { return RationalFunction::constant(field_.ring(), Rational(n)); }
    RationalFunction variable(std::size_t v) const { return Polynomial::variable(field_.ring(), v); }

    /// The powers of an exponential in the integrand, other than 0.
    std::vector<std::int64_t> powers_of(std::size_t v) const {
        std::vector<std::int64_t> found;
        const Polynomial above = field_.integrand().numerator();
        const auto below = static_cast<std::int64_t>(multiplicity(field_.integrand().denominator(), Polynomial::variable(field_.ring(), v)));
        for (const auto& [power, coefficient] : above.coefficients_in(v))
            if (static_cast<std::int64_t>(power) != below) found.push_back(static_cast<std::int64_t>(power) - below);
        if (found.size() > kMaxPowers) found.clear();
        return found;
    }

    /// e^-c·Ei(k·u + c), whose derivative is k·u'·e^(ku)/(k·u + c), for every c that makes k·u + c vanish where the
    /// denominator does.
    void add_exponential_integrals(std::size_t v, std::int64_t k) {
        const RationalFunction u = *field_.argument(v) * number(k);
        std::vector<RationalFunction> shifts;
        for (const Polynomial& p : factors_) {
            std::optional<RationalFunction> c;
            if (multiplicity(u.numerator(), p) > 0) c = number(0);
            else c = shift_at(u, p);
            if (c && std::find(shifts.begin(), shifts.end(), *c) == shifts.end()) shifts.push_back(*c);
        }
        for (const RationalFunction& c : shifts) {
            const RationalFunction argument = u + c;
            if (argument.is_zero()) continue;
            const Expr shift = field_.expression(c);
            add(exp(negate(shift)) * call(FunctionId::Ei, field_.expression(argument)), field_.derivative(u) * power(variable(v), k) / argument);
        }
    }

    /// -u at the zero of p = a·w + b, when that is a constant.
    std::optional<RationalFunction> shift_at(const RationalFunction& u, const Polynomial& p) const {
        for (std::size_t w = 0; w < field_.variables(); ++w) {
            if (field_.is_constant(w) || p.degree(w) != 1) continue;
            const Polynomial a = p.coefficient_of(w, 1), b = p.coefficient_of(w, 0);
            if (!field_.is_constant(a) || !field_.is_constant(b)) continue;
            auto at_zero = [&](const Polynomial& q) { // times a^degree
                RationalFunction value(field_.ring());
                for (const auto& [n, coefficient] : q.coefficients_in(w)) value = value + RationalFunction(coefficient) * power(RationalFunction::make(-b, a), static_cast<std::int64_t>(n));
                return value;
            };
            const RationalFunction below = at_zero(u.denominator());
            if (below.is_zero()) continue;
            const RationalFunction value = at_zero(u.numerator()) / below;
            if (field_.is_constant(value.numerator()) && field_.is_constant(value.denominator())) return -value;
        }
        return std::nullopt;
    }

    /// For k·u = a·A² + b with constants: e^b·√π/2·erfi(√a·A)/√a, or by erf, with the derivative A'·e^(ku).
    void add_error_functions(std::size_t v, std::int64_t k) {
        const RationalFunction u = *field_.argument(v) * number(k);
        if (!field_.is_constant(u.denominator())) return;
        auto add_for = [&](const RationalFunction& a, const Polynomial& A, const RationalFunction& b) {
            const bool is_negative = a.numerator().leading_coefficient().sign() < 0;
            const Expr root = sqrt(field_.expression(is_negative ? -a : a));
            const Expr value = call(is_negative ? FunctionId::Erf : FunctionId::Erfi, root * field_.expression(A));
            add(sqrt(pi()) / 2 * exp(field_.expression(b)) * value / root, field_.derivative(RationalFunction(A)) * power(variable(v), k));
        };
        const RationalFunction below(u.denominator());
        if (const auto square = scaled_square(field_, u.numerator())) return add_for(square->constant / below, square->root, number(0));
        for (const SquareSum& s : square_sums(field_, u.numerator())) {
            if (field_.is_constant(s.B)) add_for(s.a / below, s.A, s.b * RationalFunction(s.B * s.B) / below);
            else if (field_.is_constant(s.A)) add_for(s.b / below, s.B, s.a * RationalFunction(s.A * s.A) / below);
        }
    }

    /// For a factor a·log v + b, with c = b/a: e^(-kc)·Ei(k·(log v + c)), whose derivative is v'·v^(k - 1)/(log v + c).
    void add_logarithmic_integrals(std::size_t v) {
        for (const Polynomial& p : factors_) {
            if (p.degree(v) != 1) continue;
            const Polynomial a = p.coefficient_of(v, 1), b = p.coefficient_of(v, 0);
            if (!field_.is_constant(a) || !field_.is_constant(b)) continue;
            const RationalFunction c = RationalFunction::make(b, a), shifted = variable(v) + c, &argument = *field_.argument(v);
            for (std::int64_t k : {1, 2, -1, 3}) {
                const Expr whole = field_.expression(shifted * number(k));
                const Expr value = k == 1 && b.is_zero() ? call(FunctionId::Li, field_.expression(argument)) : exp(field_.expression(c * number(-k))) * call(FunctionId::Ei, whole);
                add(value, field_.derivative(argument) * power(argument, k - 1) / shifted);
            }
        }
    }

    void add(const Expr& value, const RationalFunction& derivative) {
        if (!derivative.is_zero()) found_.push_back({value, field_.reduced(derivative), Expr()});
    }

    const DifferentialField& field_;
    const std::vector<Polynomial>& factors_;
    std::vector<NewFunction> found_;
};

} // namespace

std::vector<NewFunction> new_special_functions(const DifferentialField& field, const std::vector<Polynomial>& factors) { return Finder(field, factors).find(); }

} // namespace rumina::calculus
