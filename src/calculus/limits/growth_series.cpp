#include "calculus/limits/growth_series.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/differentiate.h"
#include "calculus/shorthand.h"
#include "verify/agreement.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kZeroUnits = 300'000;

} // namespace

Expr opaque_exponential(const Expr& h) {
    if (h.is_zero()) return Expr(1);
    const Expr arguments[] = {hidden_symbol("exp"), h};
    return make_function(FunctionId::Apply, arguments);
}

namespace {

bool is_hidden_call(const Expr& e, std::string_view name, std::size_t count) {
    return e.is(FunctionId::Apply) && e.arguments().size() == count && e.argument(0).is_symbol() && e.argument(0).symbol_name() == name;
}

} // namespace

Expr wave(const Expr& of_phase) {
    const Expr arguments[] = {hidden_symbol("wave"), of_phase};
    return make_function(FunctionId::Apply, arguments);
}

bool is_wave(const Expr& e) { return is_hidden_call(e, "_wave", 2); }
bool has_wave(const Expr& e) { return any_node(e, is_wave); }

Expr with_waves_revealed(const Expr& e) {
    return map_bottom_up(e, [](const Expr& part) -> Expr { return is_wave(part) ? part.argument(1) : part; });
}

Expr tail(std::string_view name, const Expr& u, std::int64_t order) {
    const Expr arguments[] = {hidden_symbol("tail"), symbol(name), u, Expr(order)};
    return make_function(FunctionId::Apply, arguments);
}

bool is_tail(const Expr& e) { return is_hidden_call(e, "_tail", 4); }

Ball enclose_over_waves(const Expr& e) {
    Point point;
    const Ball unit = Ball::interval(Ball(-1), Ball(1), 64);
    std::unordered_map<Expr, Expr> names;
    const Expr plain = replace_top_down(with_exponentials_revealed(e), [&](const Expr& part) -> std::optional<Expr> {
        if (!is_wave(part)) return std::nullopt;
        Expr& name = names[part];
        if (!name) {
            name = hidden_symbol("w" + std::to_string(names.size()));
            point.emplace_back(name, unit);
        }
        return name;
    });
    return enclose_at(plain, point, 64);
}

void require_bounded_over_waves(const Expr& e) {
    if (!has_wave(e) || is_wave(e)) return;
    if (e.is_add() || e.is_mul()) {
        bool simple = true;
        if (e.is_add())
            for (const Term& t : e.terms()) require_bounded_over_waves(t.term);
        else
            for (const Factor& f : e.factors()) {
                if (has_wave(f.exponent)) simple = false;
                else if (has_wave(f.base)) require_bounded_over_waves(algebra::power(f.base, f.exponent));
            }
        if (simple) return;
    }
    if (e.is_power() && e.exponent().is_integer() && e.exponent().number().sign() > 0) return require_bounded_over_waves(e.base());
    if (!enclose_over_waves(e).is_finite()) throw NoSeries{};
}

bool has_imaginary(const Expr& e) {
    return any_node(e, [](const Expr& part) {
        if (part.is_number()) return !part.number().is_real();
        if (part.is_add())
            return !part.constant_part().is_real() || std::any_of(part.terms().begin(), part.terms().end(), [](const Term& t) { return !t.coefficient.is_real(); });
        if (part.is_mul()) {
            if (!part.coefficient().is_real()) return true;
            return std::any_of(part.factors().begin(), part.factors().end(), [](const Factor& f) { return f.base.is_number() && f.base.number().is_real() && f.base.number().sign() < 0 && !f.exponent.is_integer(); });
        }
        return part.is_power() && part.base().is_number() && part.base().number().is_real() && part.base().number().sign() < 0 && !part.exponent().is_integer();
    });
}

bool is_opaque_exponential(const Expr& e) { return e.is(FunctionId::Apply) && e.arguments().size() == 2 && e.argument(0).is_symbol() && e.argument(0).symbol_name() == "_exp"; }

Expr with_exponentials_revealed(const Expr& e) {
    return map_bottom_up(e, [](const Expr& part) -> Expr { return is_opaque_exponential(part) ? exp(exponent_of_opaque(part)) : part; });
}

Expr normal_logarithms(const Expr& e) {
    return map_bottom_up(e, [](const Expr& part) -> Expr {
        if (part.is(FunctionId::Log) && is_opaque_exponential(part.argument(0)) && !has_imaginary(part.argument(0))) return exponent_of_opaque(part.argument(0));
        return part;
    });
}

Expr logarithm_of(const Expr& c) {
    SumBuilder sum;
    ProductBuilder rest;
    for (const Factor& f : factors_of(c)) {
        if (is_opaque_exponential(f.base)) sum.add(f.exponent * exponent_of_opaque(f.base));
        else rest.multiply(f.base, f.exponent);
    }
    const Expr others = rest.finish();
    if (!others.is_one()) sum.add(others.is_power() && others.base().is(ConstantId::E) ? others.exponent() : log_of(others));
    return sum.finish();
}

int compare_exponents(const Expr& a, const Expr& b) {
    if (a == b) return 0;
    if (a.is_number() && b.is_number() && a.number().is_rational() && b.number().is_rational()) return compare(a.number().re(), b.number().re());
    const Expr difference = a - b;
    const std::optional<int> sign = known_sign(difference); // of exponents with parameters by what is assumed
    if (!sign) throw NoSeries{};
    return *sign;
}

bool vanishes(const Expr& opaque) {
    if (opaque.is_zero()) return true;
    std::size_t tails = 0; // unknown functions: any values
    std::unordered_map<Expr, Expr> names;
    const Expr e = map_bottom_up(with_waves_revealed(opaque), [&](const Expr& part) -> Expr {
        if (is_opaque_exponential(part)) return exp(exponent_of_opaque(part));
        if (!is_tail(part)) return part;
        Expr& name = names[part];
        if (!name) name = hidden_symbol("t" + std::to_string(tails++));
        return name;
    });
    if (e.is_zero()) return true;
    if (e.is_number() || e.is_symbol()) return false;
    if (e.is_constant()) {
        const Truth zero = zero_test(e);
        if (zero == Truth::Unknown) throw NoSeries{};
        return zero == Truth::Yes;
    }
    if (e.is_mul() || e.is_power() || (e.is(NodeKind::Function) && e.arguments().size() == 1)) {
        if (e.is_mul())
            return std::any_of(e.factors().begin(), e.factors().end(), [](const Factor& f) { return !f.base.is_constant() && !(f.exponent.is_number() && f.exponent.number().is_real() && f.exponent.number().sign() < 0) && f.exponent.is_number() && vanishes(f.base); });
        if (e.is_power()) return e.exponent().is_number() && vanishes(e.base());
        if (!e.is(FunctionId::Log) && !e.is(FunctionId::Sin) && !e.is(FunctionId::Cos)) return false;
    }
    verify::ComparisonOptions options;
    options.regions = {verify::Region::Positive};
    options.points = 2;
    if (verify::compare_values(e, Expr(0), options).different) return false;
    const Expr simple = attempt(kZeroUnits, [&] { return simplify(e); });
    if (simple && simple.is_zero()) return true;
    options.points = 6;
    const verify::Comparison comparison = verify::compare_values(e, Expr(0), options);
    if (comparison.different) return false;
    if (comparison.agreed < 3) throw NoSeries{};
    return true;
}

void GrowthExpansion::clean(GrowthSeries& a) const {
    std::stable_sort(a.terms.begin(), a.terms.end(), [](const GrowthTerm& p, const GrowthTerm& q) { return compare_exponents(p.exponent, q.exponent) < 0; });
    std::vector<GrowthTerm> merged;
    for (GrowthTerm& t : a.terms) {
        if (a.order && compare_exponents(t.exponent, a.order) >= 0) continue;
        if (!merged.empty() && compare_exponents(merged.back().exponent, t.exponent) == 0) merged.back().coefficient = merged.back().coefficient + t.coefficient;
        else merged.push_back(std::move(t));
    }
    a.terms.clear();
    for (GrowthTerm& t : merged) {
        if (t.coefficient.is_add()) {
            t.coefficient = algebra::expand(t.coefficient);
            if (t.coefficient.is_add() && t.coefficient.leaves() < 400 && vanishes(t.coefficient)) continue;
        }
        if (!t.coefficient.is_zero()) a.terms.push_back(std::move(t));
    }
    // Not more than the terms asked for past the leading one, when they are many.
    const std::size_t most = static_cast<std::size_t>(terms_) + 1;
    if (a.terms.size() > most) {
        a.order = a.terms[most].exponent;
        a.terms.resize(most);
    }
}

GrowthSeries GrowthExpansion::constant(const Expr& c) const {
    if (c.is_zero()) return {};
    return {{{Expr(0), c}}, Expr()};
}

GrowthSeries GrowthExpansion::add(const GrowthSeries& a, const GrowthSeries& b) const {
    GrowthSeries sum{a.terms, a.order};
    sum.terms.insert(sum.terms.end(), b.terms.begin(), b.terms.end());
    if (b.order && (!sum.order || compare_exponents(b.order, sum.order) < 0)) sum.order = b.order;
    clean(sum);
    return sum;
}

GrowthSeries GrowthExpansion::scale(const GrowthSeries& a, const Expr& factor) const {
    GrowthSeries result{{}, a.order};
    for (const GrowthTerm& t : a.terms) result.terms.push_back({t.exponent, t.coefficient * factor});
    return result;
}

GrowthSeries GrowthExpansion::shifted(const GrowthSeries& a, const Expr& exponent) const {
    GrowthSeries result{{}, a.order ? a.order + exponent : a.order};
    for (const GrowthTerm& t : a.terms) result.terms.push_back({t.exponent + exponent, t.coefficient});
    return result;
}

GrowthSeries GrowthExpansion::multiply(const GrowthSeries& a, const GrowthSeries& b) const {
    poll_work(a.terms.size() * b.terms.size() * 20 + 20);
    if ((a.terms.empty() && !a.order) || (b.terms.empty() && !b.order)) return {};
    GrowthSeries product;
    auto note = [&](const Expr& order) {
        if (!product.order || compare_exponents(order, product.order) < 0) product.order = order;
    };
    const Expr low_a = a.terms.empty() ? a.order : a.terms[0].exponent, low_b = b.terms.empty() ? b.order : b.terms[0].exponent;
    if (a.order) note(a.order + low_b);
    if (b.order) note(b.order + low_a);
    for (const GrowthTerm& s : a.terms)
        for (const GrowthTerm& t : b.terms) {
            const Expr exponent = s.exponent + t.exponent;
            if (product.order && compare_exponents(exponent, product.order) >= 0) break;
            product.terms.push_back({exponent, s.coefficient * t.coefficient});
        }
    clean(product);
    return product;
}

GrowthSeries GrowthExpansion::composed(const GrowthSeries& d, const std::function<Expr(std::int64_t)>& coefficient) const {
    GrowthSeries sum = constant(coefficient(0)), power = constant(Expr(1));
    if (d.terms.empty() && !d.order) return sum;
    for (std::int64_t k = 1; k <= terms_; ++k) {
        power = multiply(power, d);
        const Expr c = coefficient(k);
        sum = add(sum, scale(power, c));
        if (power.terms.empty()) {
            if (power.order && (!sum.order || compare_exponents(power.order, sum.order) < 0)) sum.order = power.order;
            clean(sum);
            return sum;
        }
    }
    // What comes next is of the order of d^(terms + 1).
    const Expr low = d.terms.empty() ? d.order : d.terms[0].exponent, next = low * Expr(terms_ + 1);
    if (!sum.order || compare_exponents(next, sum.order) < 0) sum.order = next;
    clean(sum);
    return sum;
}

void GrowthExpansion::require_leading(const GrowthSeries& a, const Expr& c) const {
    if (vanishes(c)) throw NoSeries{};
    if (has_wave(c)) {
        const Ball range = enclose_over_waves(c); // also where x stands in it: then nothing is known
        if (!range.is_finite() || !range.real_sign() || *range.real_sign() == 0) throw NoSeries{};
    }
    // Beside the cut of a principal branch the side counts.
    const bool complex_rest = std::any_of(a.terms.begin() + 1, a.terms.end(), [](const GrowthTerm& t) { return has_imaginary(t.coefficient); });
    if (complex_rest && !(c.is_constant() && (sign_of(c).value_or(-1) > 0 || zero_test(c - apply_function(FunctionId::Re, {c})) == Truth::No))) throw NoSeries{};
}

GrowthSeries GrowthExpansion::power(const GrowthSeries& a, const Expr& r) const {
    if (a.terms.empty()) {
        const bool is_positive = r.is_number() && r.number().is_real() && r.number().sign() > 0;
        if (a.order && is_positive) return {{}, a.order * r};
        if (a.order) throw NeedsMoreTerms{};
        if (is_positive) return {};
        throw NoSeries{};
    }
    const Expr c = a.terms[0].coefficient, e = a.terms[0].exponent;
    const bool is_whole = r.is_integer();
    const bool is_monomial = a.terms.size() == 1 && !a.order && is_whole;
    if (is_monomial && r.number().sign() > 0) return {{{e * r, algebra::power(c, r)}}, Expr()};
    require_leading(is_whole ? GrowthSeries{{a.terms[0]}, Expr()} : a, c);
    GrowthSeries d = shifted(scale(a, algebra::power(c, -1)), negate(e));
    d.terms.erase(d.terms.begin());
    const bool is_natural = r.is_integer() && r.number().sign() > 0 && compare(r.number().integer(), Integer(4)) <= 0;
    GrowthSeries result;
    if (is_natural && !a.order) {
        result = constant(Expr(1));
        GrowthSeries whole = d;
        whole.terms.insert(whole.terms.begin(), {Expr(0), Expr(1)});
        for (std::int64_t k = 0; k < r.number().integer().to_int64(); ++k) result = multiply(result, whole);
    } else {
        Expr binomial(1);
        std::int64_t reached = 0;
        result = composed(d, [&](std::int64_t k) {
            for (; reached < k; ++reached) binomial = binomial * (r - Expr(reached)) / Expr(reached + 1);
            return k == 0 ? Expr(1) : binomial;
        });
    }
    return scale(shifted(result, e * r), algebra::power(c, r));
}

GrowthSeries GrowthExpansion::logarithm(const GrowthSeries& a) const {
    if (a.terms.empty()) throw NeedsMoreTerms{};
    const Expr c = a.terms[0].coefficient, e = a.terms[0].exponent;
    require_leading(a, c);
    GrowthSeries d = shifted(scale(a, algebra::power(c, -1)), negate(e));
    d.terms.erase(d.terms.begin());
    const GrowthSeries rest = composed(d, [](std::int64_t k) { return k == 0 ? Expr(0) : Expr(Rational::make(Integer(k % 2 == 1 ? 1 : -1), Integer(k))); });
    return add(constant(logarithm_of(c) + e * logarithm_), rest);
}

GrowthSeries GrowthExpansion::exponential(const GrowthSeries& a) const {
    Expr front(0);
    GrowthSeries d{{}, a.order};
    if (a.order && compare_exponents(a.order, Expr(0)) <= 0) throw NeedsMoreTerms{};
    for (const GrowthTerm& t : a.terms) {
        const int sign = compare_exponents(t.exponent, Expr(0));
        if (sign < 0) throw NoSeries{};
        if (sign == 0) front = t.coefficient;
        else d.terms.push_back(t);
    }
    Expr factorial(1);
    std::int64_t reached = 0;
    const GrowthSeries result = composed(d, [&](std::int64_t k) {
        for (; reached < k; ++reached) factorial = factorial / Expr(reached + 1);
        return factorial;
    });
    return scale(result, contains(front, x_) ? opaque_exponential(front) : exp(front));
}

GrowthSeries GrowthExpansion::remainder(const Expr& e) {
    const GrowthSeries a = expand(e.argument(2));
    if (a.terms.empty()) throw NeedsMoreTerms{};
    if (compare_exponents(a.terms[0].exponent, Expr(0)) != 0) return {{}, Expr(0)}; // at the end itself: bounded
    GrowthSeries d = a;
    d.terms.erase(d.terms.begin());
    const std::string_view name = e.argument(1).symbol_name();
    const std::int64_t order = e.argument(3).number().small();
    Expr factorial(1);
    std::int64_t reached = 0;
    return composed(d, [&](std::int64_t k) {
        for (; reached < k; ++reached) factorial = factorial / Expr(reached + 1);
        return tail(name, a.terms[0].coefficient, order + k) * factorial;
    });
}

GrowthSeries GrowthExpansion::function(const Expr& e, const GrowthSeries& a, std::size_t index) {
    if (a.order && compare_exponents(a.order, Expr(0)) <= 0) throw NeedsMoreTerms{};
    Expr centre(0);
    GrowthSeries d{{}, a.order};
    for (const GrowthTerm& t : a.terms) {
        const int sign = compare_exponents(t.exponent, Expr(0));
        if (sign < 0) throw NoSeries{}; // an essential singularity
        if (sign == 0) centre = t.coefficient;
        else d.terms.push_back(t);
    }
    // Taylor's series of the function at the centre, by derivatives.
    const Expr u = hidden_symbol("a");
    std::vector<Expr> arguments(e.arguments().begin(), e.arguments().end());
    arguments[index] = u;
    Expr derivative = apply_function(e.function_id(), arguments), factorial(1);
    std::int64_t reached = 0;
    return composed(d, [&](std::int64_t k) {
        for (; reached < k; ++reached) {
            derivative = differentiate(derivative, u);
            factorial = factorial / Expr(reached + 1);
            if (derivative.leaves() > 3000) throw NoSeries{};
        }
        if (any_node(derivative, [](const Expr& part) { return part.is(FunctionId::Derivative) || part.is(FunctionId::Substitution); })) throw NoSeries{};
        const Expr value = substitute(derivative, u, centre) * factorial;
        if (value.has_infinity()) throw NoSeries{};
        if (value.is_constant() && !has_wave(value) && !enclose(value, 64).is_finite()) throw NoSeries{}; // a pole that stays as written
        require_bounded_over_waves(value);
        return value;
    });
}

GrowthSeries GrowthExpansion::expand(const Expr& e) {
    DepthGuard guard;
    poll_work(20);
    if (free_of(e, omega_)) return constant(e);
    if (e == omega_) return {{{Expr(1), Expr(1)}}, Expr()};
    if (e.is_add()) {
        GrowthSeries sum = constant(Expr(e.constant_part()));
        for (const Term& t : e.terms()) sum = add(sum, scale(expand(t.term), Expr(t.coefficient)));
        return sum;
    }
    if (e.is_mul() || e.is_power()) {
        GrowthSeries product = constant(Expr(1));
        for (const Factor& f : factors_of(e)) {
            GrowthSeries part;
            if (free_of(f.base, omega_) && free_of(f.exponent, omega_)) part = constant(algebra::power(f.base, f.exponent));
            else if (free_of(f.exponent, omega_)) part = f.exponent.is_one() ? expand(f.base) : power(expand(f.base), f.exponent);
            else part = exponential(multiply(expand(f.exponent), free_of(f.base, omega_) ? constant(logarithm_of(f.base)) : logarithm(expand(f.base))));
            product = multiply(product, part);
        }
        return product;
    }
    if (is_opaque_exponential(e)) return exponential(expand(exponent_of_opaque(e)));
    if (is_tail(e)) return remainder(e);
    if (e.is(FunctionId::Log)) return logarithm(expand(e.argument(0)));
    if (e.is(NodeKind::Function)) {
        std::size_t varying = e.arguments().size();
        for (std::size_t i = 0; i < e.arguments().size(); ++i)
            if (contains(e.argument(i), omega_)) {
                if (varying != e.arguments().size()) throw NoSeries{};
                varying = i;
            }
        return function(e, expand(e.argument(varying)), varying);
    }
    throw NoSeries{};
}

} // namespace rumina::calculus
