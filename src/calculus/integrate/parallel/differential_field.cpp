#include "calculus/integrate/parallel/differential_field.h"

#include <fmt/format.h>

#include "algebra/domain/domain.h"
#include "algebra/rewrite/rewrite.h"
#include "calculus/differentiate.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::size_t kMaxVariables = 14;
constexpr int kMaxRounds = 8;          ///< of the closure under differentiation
constexpr std::uint32_t kMaxLeaves = 600;
constexpr std::uint64_t kMaxRoot = 12; ///< index of a root

/// e with its parts that are no sums, products or integer powers replaced; arguments and exponents are left alone.
template <typename Replace>
Expr with_atoms_replaced(const Expr& e, Replace replace) {
    DepthGuard guard;
    switch (e.kind()) {
    case NodeKind::Add: {
        SumBuilder sum;
        for (const Expr& s : summands_of(e)) sum.add(with_atoms_replaced(s, replace));
        return sum.finish();
    }
    case NodeKind::Mul: {
        ProductBuilder product;
        product.multiply(e.coefficient());
        for (const Factor& f : e.factors()) {
            if (f.exponent.is_integer()) product.multiply(power(with_atoms_replaced(f.base, replace), f.exponent));
            else product.multiply(replace(f.base, f.exponent));
        }
        return product.finish();
    }
    case NodeKind::Power:
        if (e.exponent().is_integer()) return power(with_atoms_replaced(e.base(), replace), e.exponent());
        return replace(e.base(), e.exponent());
    case NodeKind::Number: return e;
    default: return replace(e, Expr(1));
    }
}

// ── one function of each family ──

bool has_call(const Expr& f, FunctionId head, const Expr& argument) {
    const Expr wanted = call(head, argument);
    return any_node(f, [&](const Expr& part) { return part == wanted; });
}

/// Whether an exponential in f is a power of e^u.
bool has_exponential_of(const Expr& f, const Expr& u) {
    bool found = false;
    for_each_power(f, [&](const Expr& base, const Expr& exponent) {
        if (base.is(ConstantId::E))
            for (const Expr& s : summands_of(exponent))
                if ((s / u).is_number()) found = true;
        return !found;
    });
    return found;
}

/// Secants and the like by sines and cosines, tangents too where their sine or cosine is there, hyperbolic functions by
/// exponentials where those are there.
Expr with_one_function_of_each_family(const Expr& f) {
    return with_atoms_replaced(f, [&](const Expr& base, const Expr& exponent) -> Expr {
        const Expr whole = power(base, exponent);
        if (!base.is(NodeKind::Function) || base.arguments().size() != 1) return whole;
        const Expr& u = base.argument(0);
        auto is_sine_there = [&](FunctionId sine, FunctionId cosine) { return has_call(f, sine, u) || has_call(f, cosine, u); };
        switch (base.function_id()) {
        case FunctionId::Sinh: case FunctionId::Cosh: case FunctionId::Tanh: case FunctionId::Coth: case FunctionId::Sech: case FunctionId::Csch:
            if (has_exponential_of(f, u))
                if (const auto by = rewriting::function_by_exponentials(base)) return power(*by, exponent);
            break;
        default: break;
        }
        // A root of 1/c is no inverse of a root of c.
        auto inverse = [&](const Expr& of) { return power(power(of, -1), exponent); };
        switch (base.function_id()) {
        case FunctionId::Sec: return inverse(cos_of(u));
        case FunctionId::Csc: return inverse(sin_of(u));
        case FunctionId::Sech: return inverse(call(FunctionId::Cosh, u));
        case FunctionId::Csch: return inverse(call(FunctionId::Sinh, u));
        case FunctionId::Tan:
            return is_sine_there(FunctionId::Sin, FunctionId::Cos) ? power(sin_of(u) / cos_of(u), exponent) : whole;
        case FunctionId::Cot:
            return is_sine_there(FunctionId::Sin, FunctionId::Cos) ? power(cos_of(u) / sin_of(u), exponent) : inverse(call(FunctionId::Tan, u));
        case FunctionId::Tanh:
            return is_sine_there(FunctionId::Sinh, FunctionId::Cosh) ? power(call(FunctionId::Sinh, u) / call(FunctionId::Cosh, u), exponent) : whole;
        case FunctionId::Coth:
            return is_sine_there(FunctionId::Sinh, FunctionId::Cosh) ? power(call(FunctionId::Cosh, u) / call(FunctionId::Sinh, u), exponent)
                                                                    : inverse(call(FunctionId::Tanh, u));
        default: return whole;
        }
    });
}

/// u of e^u and log u; none for others.
Expr argument_of(const Expr& unit) {
    if (unit.is_power() && unit.base().is(ConstantId::E)) return unit.exponent();
    return unit.is(FunctionId::Log) ? unit.argument(0) : Expr();
}

bool has_partner(const Expr& function) {
    return function.is(FunctionId::Sin) || function.is(FunctionId::Cos) || function.is(FunctionId::Sinh) || function.is(FunctionId::Cosh);
}

// ── roots of rational functions ──

/// base^(1/index) = symbol·factor, symbol^index = radicand.
struct NamedRoot {
    Expr base, symbol, factor, radicand;
    std::uint64_t index;
    Expr value() const { return power(base, Expr(Number(Rational::make(Integer(1), Integer(static_cast<std::int64_t>(index)))))) / factor; }
};

Expr with_roots_named(const Expr& e, std::span<const NamedRoot> roots) {
    if (roots.empty()) return e;
    return with_atoms_replaced(e, [&](const Expr& base, const Expr& exponent) -> Expr {
        if (exponent.is_number())
            for (const NamedRoot& r : roots)
                if (base == r.base) {
                    const Expr times = exponent * Expr(static_cast<std::int64_t>(r.index));
                    if (times.is_integer()) return power(r.symbol * r.factor, times);
                }
        return power(base, exponent);
    });
}

/// A root of a proper fraction or of a polynomial with multiple factors by one of a polynomial without; none where it
/// is one already.
std::optional<NamedRoot> simpler_root(const Domain& domain, const Expr& base, std::uint64_t index, std::size_t number) {
    const RationalFunction value = domain.quotient(base);
    const auto q = static_cast<std::int64_t>(index);
    Polynomial radicand = Polynomial::constant(domain.ring(), Rational(1));
    bool is_simple = true;
    ProductBuilder factor;
    auto take = [&](const Factorization& factors, std::int64_t sign) {
        for (const auto& [p, multiplicity] : factors.factors) {
            const std::int64_t n = sign * static_cast<std::int64_t>(multiplicity);
            const std::int64_t outside = n >= 0 ? n / q : -((-n + q - 1) / q), inside = n - outside * q;
            if (outside != 0) is_simple = false, factor.multiply(domain.expression(p), Expr(outside));
            if (inside != 0) radicand = radicand * power(p, static_cast<std::uint64_t>(inside));
        }
        return factors.unit;
    };
    const Rational above = take(algebra::factor(value.numerator()), 1), below = take(algebra::factor(value.denominator()), -1);
    if (is_simple) return std::nullopt;
    return NamedRoot{base, hidden_symbol(fmt::format("r{}", number)), factor.finish(), domain.expression(radicand * (above / below)), index};
}

} // namespace

std::size_t multiplicity(const Polynomial& a, const Polynomial& p) {
    std::size_t n = 0;
    Polynomial rest = a;
    while (auto quotient = divide_exactly(rest, p)) {
        rest = *std::move(quotient);
        ++n;
    }
    return n;
}

std::optional<DifferentialField> DifferentialField::of(const Expr& f, const Expr& x) {
    if (f.leaves() > kMaxLeaves) return std::nullopt;
    const Expr start = with_one_function_of_each_family(f);
    std::vector<NamedRoot> roots;
    std::optional<Domain> domain;
    std::vector<Expr> units, slopes;
    auto slope_of = [&](const Expr& unit) {
        for (const NamedRoot& r : roots)
            if (unit == r.symbol)
                return with_roots_named(differentiate(r.radicand, x) / (Expr(static_cast<std::int64_t>(r.index)) * r.radicand), roots) * r.symbol;
        return with_roots_named(differentiate(unit, x), roots);
    };
    const Expr kernels[] = {x};
    bool is_closed = false;
    for (int round = 0; round < kMaxRounds && !is_closed; ++round) {
        std::vector<Expr> all{with_roots_named(start, roots)};
        all.insert(all.end(), slopes.begin(), slopes.end());
        for (const NamedRoot& r : roots) all.push_back(r.radicand);
        for (const Expr& unit : units)
            if (const Expr argument = argument_of(unit)) all.push_back(with_roots_named(argument, roots));
        domain.emplace(all, Domain::Denominators::Quotient, kernels);
        std::vector<Expr> found = domain->units();
        if (found.size() > kMaxVariables) return std::nullopt;
        bool is_new_root = false;
        for (const Expr& unit : found) {
            if (!unit.is_power() || !unit.exponent().is_number() || !unit.exponent().number().is_rational()) continue;
            const Rational exponent = unit.exponent().number().rational();
            const Expr& base = unit.base();
            if (exponent.is_integer() || base.is_symbol() || free_of(base, x)) continue;
            if (!exponent.denominator().fits_int64() || exponent.denominator().to_int64() > static_cast<std::int64_t>(kMaxRoot)) return std::nullopt;
            const auto index = static_cast<std::uint64_t>(exponent.denominator().to_int64());
            if (base.is(NodeKind::Function)) { // √(cos u) beside cos u, which has a relation with sin u
                if (!has_partner(base)) continue;
                roots.push_back({base, hidden_symbol(fmt::format("r{}", roots.size())), Expr(1), base, index});
                is_new_root = true;
                continue;
            }
            if (auto root = simpler_root(*domain, base, index, roots.size())) {
                roots.push_back(*std::move(root));
                is_new_root = true;
            }
        }
        is_closed = found == units && !is_new_root;
        units = std::move(found);
        if (is_closed) break;
        slopes.clear();
        if (is_new_root) { // what was closed before is closed again with the new names
            units.clear();
            continue;
        }
        for (const Expr& unit : units) {
            slopes.push_back(slope_of(unit));
            if (slopes.back().leaves() > kMaxLeaves) return std::nullopt;
            const bool is_known = !any_node(slopes.back(), [](const Expr& part) {
                return part.is(FunctionId::Derivative) || part.is(FunctionId::IndefiniteIntegral) || part.is(FunctionId::DiracDelta) || part.is(NodeKind::Bound);
            });
            if (!is_known) return std::nullopt;
        }
    }
    if (!is_closed) return std::nullopt;

    DifferentialField field(domain->ring());
    field.units_ = units;
    for (std::size_t v = 0; v < units.size(); ++v) {
        field.is_constant_.push_back(slopes[v].is_zero());
        field.arguments_.emplace_back();
        if (const Expr argument = argument_of(units[v])) field.arguments_.back() = domain->quotient(with_roots_named(argument, roots));
        for (const NamedRoot& r : roots)
            if (units[v] == r.symbol) {
                const RationalFunction value = domain->quotient(r.radicand);
                if (!value.is_polynomial()) return std::nullopt;
                field.relations_.push_back({v, r.index, value.polynomial(), true});
                field.units_[v] = r.value();
            }
        if (field.is_constant_[v]) continue;
        const Expr& unit = units[v];
        if (unit.is_power() && unit.exponent().is_number() && !unit.base().is_symbol() && !unit.base().is(NodeKind::Function)) {
            const RationalFunction value = domain->quotient(unit.base());
            if (!value.is_polynomial()) return std::nullopt;
            field.relations_.push_back({v, static_cast<std::uint64_t>(unit.exponent().number().rational().denominator().to_int64()), value.polynomial(), true});
        }
        for (const auto& [sine, cosine, sign] : {std::tuple{FunctionId::Sin, FunctionId::Cos, -1}, std::tuple{FunctionId::Sinh, FunctionId::Cosh, 1}})
            if (unit.is(cosine))
                for (std::size_t w = 0; w < units.size(); ++w)
                    if (units[w] == call(sine, unit.argument(0))) {
                        const Polynomial s = Polynomial::variable(field.ring_, w), one = Polynomial::constant(field.ring_, Rational(1));
                        field.relations_.push_back({v, 2, one + s * s * Rational(sign), false});
                    }
    }
    std::vector<RationalFunction> derivatives;
    Polynomial common = Polynomial::constant(field.ring_, Rational(1));
    for (const Expr& slope : slopes) {
        derivatives.push_back(field.reduced(domain->quotient(slope)));
        common = lcm(common, derivatives.back().denominator());
    }
    for (const RationalFunction& d : derivatives) {
        const auto times = divide_exactly(common, d.denominator());
        if (!times) return std::nullopt;
        field.derivations_.push_back(field.reduced(d.numerator() * *times));
    }
    field.denominator_ = common;
    field.integrand_ = field.reduced(domain->quotient(with_roots_named(start, roots)));
    return field;
}

bool DifferentialField::is_constant(const Polynomial& a) const {
    const std::vector<bool> used = a.used_variables();
    for (std::size_t v = 0; v < used.size(); ++v)
        if (used[v] && !is_constant_[v]) return false;
    return true;
}

const AlgebraicRelation* DifferentialField::relation_of(std::size_t variable) const {
    for (const AlgebraicRelation& r : relations_)
        if (r.variable == variable) return &r;
    return nullptr;
}

Polynomial DifferentialField::derivative(const Polynomial& a) const {
    Polynomial result(ring_);
    for (std::size_t v = 0; v < units_.size(); ++v)
        if (!is_constant_[v] && a.uses(v)) result = result + a.derivative(v) * derivations_[v];
    return reduced(result);
}

RationalFunction DifferentialField::derivative(const RationalFunction& a) const {
    const Polynomial above = a.numerator(), below = a.denominator();
    return reduced(RationalFunction::make(derivative(above) * below - above * derivative(below), below * below * *denominator_));
}

Polynomial DifferentialField::reduced(const Polynomial& a) const {
    Polynomial result = a;
    for (bool again = true; again;) {
        again = false;
        for (const AlgebraicRelation& r : relations_)
            if (result.degree(r.variable) >= static_cast<std::int64_t>(r.power)) {
                result = result.reduce_power(r.variable, r.power, r.value);
                again = true;
            }
    }
    return result;
}

RationalFunction DifferentialField::reduced(const RationalFunction& a) const {
    Polynomial above = reduced(a.numerator()), below = a.denominator();
    for (const AlgebraicRelation& r : relations_) {
        if (!r.is_root || !below.uses(r.variable)) continue;
        below = below.reduce_power(r.variable, r.power, r.value);
        const Polynomial root = Polynomial::variable(ring_, r.variable);
        const std::size_t n = multiplicity(below, root);
        if (n == 0) continue;
        below = *divide_exactly(below, power(root, n)) * r.value;
        above = reduced(above * power(root, r.power - n));
    }
    return RationalFunction::make(above, below);
}

Expr DifferentialField::expression(const Polynomial& a) const {
    SumBuilder sum;
    std::vector<std::uint64_t> exponents(ring_.variables());
    for (std::size_t t = 0; t < a.terms(); ++t) {
        a.exponents(t, exponents);
        ProductBuilder product;
        product.multiply(Number(a.coefficient(t)));
        for (std::size_t v = 0; v < exponents.size(); ++v)
            if (exponents[v] != 0) product.multiply(power(units_[v], Expr(static_cast<std::int64_t>(exponents[v]))));
        sum.add(product.finish());
    }
    return sum.finish();
}

Expr DifferentialField::expression(const RationalFunction& a) const {
    Polynomial below = a.denominator();
    if (below.is_constant()) return expression(a.numerator() * (Rational(1) / below.constant_value()));
    return expression(a.numerator()) / expression(below);
}

} // namespace rumina::calculus
