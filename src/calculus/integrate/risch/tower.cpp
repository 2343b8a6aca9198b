#include "calculus/integrate/risch/tower.h"

#include <algorithm>

#include <fmt/format.h>

#include "algebra/domain/domain.h"
#include "algebra/output/output.h"
#include "algebra/simplify/rewriting.h"
#include "calculus/integrate/risch/differential_equation.h"
#include "calculus/integrate/risch/logarithmic_derivatives.h"

namespace rumina::calculus::risch {

using namespace algebra;

namespace {

constexpr std::uint32_t kMaxLeaves = 1000;
constexpr std::size_t kMaxLevels = 5;
constexpr int kMaxRounds = 8;

/// x^(1/q), of x or a parameter.
std::optional<std::int64_t> root_of_symbol(const Expr& unit) {
    if (!unit.base().is_symbol() || !unit.exponent().is_number() || !unit.exponent().number().is_rational()) return std::nullopt;
    const Rational exponent = unit.exponent().number().rational();
    if (exponent.numerator() != Integer(1) || !exponent.denominator().fits_int64()) return std::nullopt;
    return exponent.denominator().to_int64();
}

bool is_exponential(const Expr& unit, const Expr& x) { return unit.is_power() && free_of(unit.base(), x) && contains(unit.exponent(), x); }

/// Constants: parameters, their roots and logarithms are independent; of the numbers π, e, log 2 … each is transcendental
/// [Lindemann 1882], of two of them nobody knows.
bool are_independent(const std::vector<Expr>& constants, std::string& obstacle) {
    std::size_t numbers = 0;
    for (const Expr& c : constants) {
        if (c.is_symbol() || root_of_symbol(c)) continue;
        if (c.is(FunctionId::Log) && c.argument(0).is_symbol()) continue;
        const bool is_log = c.is(FunctionId::Log) && c.argument(0).is_number() && c.argument(0).number().is_rational();
        if ((is_log || c.is(ConstantId::Pi) || c.is(ConstantId::E)) && ++numbers == 1) continue;
        obstacle = fmt::format("the constant {} among the others", to_infix(c));
        return false;
    }
    return true;
}

/// The logarithm an exponential c^u is taken by.
Expr log_of_base(const Expr& unit) { return unit.base().is(ConstantId::E) ? Expr(1) : log_of(unit.base()); }

} // namespace

std::optional<Tower> Tower::of(const Expr& f, const Expr& x, std::string& obstacle) {
    auto none = [&](std::string why) {
        obstacle = std::move(why);
        return std::nullopt;
    };
    if (f.has_floats() || f.leaves() > kMaxLeaves) return none(f.has_floats() ? "floats" : "the size of the integrand");
    const Expr start = hyperbolic_by_exponentials(f);
    // All functions, with those inside of others.
    std::optional<Domain> domain;
    std::vector<Expr> units;
    const Expr kernels[] = {x};
    for (int round = 0;; ++round) {
        if (round == kMaxRounds) return none("functions nested too deep");
        std::vector<Expr> all{start};
        for (const Expr& unit : units) {
            if (is_exponential(unit, x)) all.push_back(unit.exponent()), all.push_back(log_of_base(unit));
            else if (unit.is(FunctionId::Log) && contains(unit, x)) all.push_back(unit.argument(0));
        }
        domain.emplace(all, Domain::Denominators::Quotient, kernels);
        std::vector<Expr> found = domain->units();
        if (found == units) break;
        units = std::move(found);
    }
    if (domain->has_relations()) return none("algebraic numbers or functions");

    const std::size_t n = units.size();
    Tower tower{PolynomialRing(n + 1)};
    tower.is_constant_.assign(n + 1, true);
    tower.units_ = units;
    std::vector<std::size_t> same(n);
    for (std::size_t v = 0; v < n; ++v) same[v] = v;
    auto quotient = [&](const Expr& e) {
        const RationalFunction a = domain->quotient(e);
        return RationalFunction::make(a.numerator().moved_to(tower.ring_, same), a.denominator().moved_to(tower.ring_, same));
    };

    std::vector<std::size_t> waiting;
    std::vector<Expr> constants;
    std::int64_t root = 1;
    for (std::size_t v = 0; v < n; ++v) {
        if (free_of(units[v], x)) {
            constants.push_back(units[v]);
        } else if (units[v].base() == x) {
            const auto q = root_of_symbol(units[v]);
            if (!q || !tower.levels_.empty()) return none(to_infix(units[v]));
            root = *q;
            tower.is_constant_[v] = false;
            tower.levels_.push_back({v, Monomial::Kind::Primitive, tower.number(1), tower.zero()});
        } else {
            if (!is_exponential(units[v], x) && !units[v].is(FunctionId::Log)) return none(to_infix(units[v]));
            waiting.push_back(v);
        }
    }
    if (!are_independent(constants, obstacle)) return std::nullopt;
    if (tower.levels_.empty()) return none(to_infix(f));
    if (waiting.size() > kMaxLevels) return none("too many functions");

    // Each function after those in its argument.
    while (!waiting.empty()) {
        const auto next = std::find_if(waiting.begin(), waiting.end(), [&](std::size_t v) {
            const RationalFunction inside = quotient(units[v].is_power() ? units[v].exponent() : units[v].argument(0));
            return std::none_of(waiting.begin(), waiting.end(), [&](std::size_t w) { return inside.uses(w); });
        });
        if (next == waiting.end()) return none("functions nested in each other");
        const std::size_t v = *next;
        waiting.erase(next);
        const int below = tower.top();
        const std::string dependent = fmt::format("{} is not known to be independent of the other functions", to_infix(units[v]));
        if (units[v].is_power()) {
            const RationalFunction eta = tower.derivative(quotient(units[v].exponent())) * quotient(log_of_base(units[v]));
            if (has_logarithmic_multiple(tower, below, eta)) return none(dependent);
            tower.levels_.push_back({v, Monomial::Kind::Exponential, eta * tower.variable(v), eta});
        } else {
            const RationalFunction u = quotient(units[v].argument(0)), slope = tower.derivative(u) / u;
            for (const Solution& s : DifferentialEquation(tower).solve(below, tower.zero(), {slope}))
                if (!s.constants[0].is_zero()) return none(dependent);
            tower.levels_.push_back({v, Monomial::Kind::Primitive, slope, tower.zero()});
        }
        tower.is_constant_[v] = false;
    }
    // x = s^q: f·dx = f·q·s^(q - 1)·ds.
    const RationalFunction s = tower.variable(tower.levels_[0].variable);
    tower.integrand_ = quotient(start) * tower.number(root) * power(s, root - 1);
    return tower;
}

bool Tower::is_constant(const Polynomial& a) const {
    const std::vector<bool> used = a.used_variables();
    for (std::size_t v = 0; v < used.size(); ++v)
        if (used[v] && !is_constant_[v]) return false;
    return true;
}

RationalFunction Tower::derivative(const RationalFunction& a) const {
    RationalFunction result = zero();
    for (const Monomial& t : levels_)
        if (a.uses(t.variable)) result = result + a.derivative(t.variable) * t.derivative;
    return result;
}

Expr Tower::expression(const Polynomial& a) const {
    SumBuilder sum;
    std::vector<std::uint64_t> exponents(ring_.variables());
    for (std::size_t i = 0; i < a.terms(); ++i) {
        a.exponents(i, exponents);
        ProductBuilder product;
        product.multiply(Number(a.coefficient(i)));
        for (std::size_t v = 0; v < units_.size(); ++v)
            if (exponents[v] != 0) product.multiply(power(units_[v], Expr(static_cast<std::int64_t>(exponents[v]))));
        sum.add(product.finish());
    }
    return sum.finish();
}

Expr Tower::expression(const RationalFunction& a) const {
    const Polynomial below = a.denominator();
    if (below.is_constant()) return expression(a.numerator() * (Rational(1) / below.constant_value()));
    return expression(a.numerator()) / expression(below);
}

std::string Tower::field_name(int level) const {
    std::string name = "rational functions of ";
    for (int i = 0; i <= level; ++i)
        name += fmt::format("{}{}", i == 0 ? "" : i == level ? " and " : ", ", to_infix(units_[levels_[static_cast<std::size_t>(i)].variable]));
    return name;
}

} // namespace rumina::calculus::risch
