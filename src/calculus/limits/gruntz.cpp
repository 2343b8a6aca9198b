#include "calculus/limits/gruntz.h"

#include <algorithm>

#include <fmt/format.h>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/derivation.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

int Gruntz::sign_of_constant(const Expr& e) const {
    if (has_wave(e)) {
        const Ball value = enclose_over_waves(e);
        if (value.is_finite() && value.imag().contains_zero())
            if (const auto sign = value.real_sign(); sign && *sign != 0) return *sign;
        throw NoSeries{};
    }
    if (e.is_constant()) {
        const std::optional<int> sign = sign_of(e);
        if (!sign) throw NoSeries{};
        return *sign;
    }
    if (has_property(e, Property::Positive) == Truth::Yes) return 1;
    if (has_property(e, Property::Negative) == Truth::Yes) return -1;
    throw NoSeries{};
}

/// NoSeries unless e is real at the largest of some points where it has a ball.
void Gruntz::require_real(const Expr& e) const {
    if (has_imaginary(e)) throw NoSeries{};
    const Expr plain = map_bottom_up(e, [](const Expr& part) -> Expr {
        if (is_wave(part)) return half();
        if (is_tail(part)) return Expr(0);
        return is_opaque_exponential(part) ? exp(exponent_of_opaque(part)) : part;
    });
    Point point{{x_, Ball(1)}};
    for (const Expr& s : free_variables(plain)) {
        if (s == x_) continue;
        if (Assumptions::current().is_declared_complex(s)) throw NoSeries{};
        point.emplace_back(s, Ball::rational(Rational::make(Integer(has_property(s, Property::Negative) == Truth::Yes ? -3 : 3), Integer(4)), 128));
    }
    for (const int at : {1000000, 1000, 60, 8}) {
        point[0].second = Ball::rational(Rational(at), 128);
        const Ball value = enclose_at(plain, point, 128);
        if (!value.is_finite()) continue;
        if (value.imag().contains_zero()) return;
        throw NoSeries{};
    }
    throw NoSeries{};
}

/// The sign of e for large x where e must be real.
int Gruntz::real_sign(const Expr& e) {
    require_real(e);
    return sign(e);
}

namespace {

constexpr int kMaxTerms = 24;

/// Proof that a function of one phase takes different values (or both signs, for what multiplies something that grows)
/// again and again.
bool takes_different_values(const Expr& with_waves, bool signs) {
    const Expr e = with_waves_revealed(with_waves);
    std::vector<Expr> phases;
    for (const Expr& s : free_symbols(e))
        if (s.symbol_name().starts_with("_phase")) phases.push_back(s);
    if (phases.size() != 1) return false;
    const bool is_sawtooth = any_node(with_waves, [](const Expr& part) { return is_wave(part) && part.argument(1).is_symbol(); });
    std::vector<Expr> values;
    for (int k = 1; k <= 8; ++k) {
        const Expr at = is_sawtooth ? Expr(Rational::make(Integer(2 * k - 9), Integer(8))) : Expr(Rational::make(Integer(7 * k), Integer(8)));
        const Expr value = substitute(e, phases[0], at);
        if (value.has_infinity()) continue;
        values.push_back(value);
    }
    bool positive = false, negative = false;
    for (const Expr& value : values) {
        if (signs) {
            const int s = !value.is_constant() ? 0 : sign_of(value).value_or(0);
            positive |= s > 0;
            negative |= s < 0;
        } else {
            const Expr difference = value - values[0];
            if (difference.is_constant() ? zero_test(difference) == Truth::No : has_property(difference, Property::Nonzero) == Truth::Yes) return true;
        }
    }
    return positive && negative;
}

/// Waves that cancel do so now.
Expr with_waves_simplified(const Expr& e) {
    if (!has_wave(e)) return e;
    const Expr simple = simplify(with_waves_revealed(e));
    const bool is_free = !any_node(simple, [](const Expr& part) { return part.is_symbol() && part.symbol_name().starts_with("_phase"); });
    return is_free ? simple : e;
}

} // namespace

// ── comparability ──

/// -1, 0, 1: f varies more slowly, as fast, more rapidly than g.
int Gruntz::compare(const Expr& f, const Expr& g) {
    if (has_wave(f) || has_wave(g)) throw NoSeries{};
    auto logarithm = [](const Expr& e) { return is_opaque_exponential(e) ? exponent_of_opaque(e) : log_of(e); };
    const Expr c = limit(logarithm(f) / logarithm(g));
    if (c.has_infinity()) return 1;
    return c.is_zero() ? -1 : 0;
}

std::vector<Expr> Gruntz::larger(std::vector<Expr> a, std::vector<Expr> b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    const bool share = std::any_of(a.begin(), a.end(), [&](const Expr& e) { return std::find(b.begin(), b.end(), e) != b.end(); });
    const int order = share ? 0 : compare(a[0], b[0]);
    if (order > 0) return a;
    if (order < 0) return b;
    for (const Expr& e : b)
        if (std::find(a.begin(), a.end(), e) == a.end()) a.push_back(e);
    return a;
}

std::vector<Expr> Gruntz::most_varying(const Expr& e) {
    DepthGuard guard;
    if (free_of(e, x_)) return {};
    if (e == x_) return {x_};
    std::vector<Expr> found;
    if (is_opaque_exponential(e)) {
        found = most_varying(exponent_of_opaque(e));
        if (limit(exponent_of_opaque(e)).has_infinity()) found = larger({e}, found);
        return found;
    }
    for_each_child(e, [&](const Expr& c) { found = larger(found, most_varying(c)); });
    return found;
}

// ── leading terms and limits ──

Gruntz::Leading Gruntz::leading(Expr e) {
    std::vector<Expr> varying = most_varying(e);
    if (varying.empty()) return {e, Expr(0), Expr(0), 0};
    int shifts = 0;
    for (; std::find(varying.begin(), varying.end(), x_) != varying.end(); ++shifts) {
        if (shifts > 8) throw NoSeries{};
        // x → e^x changes no limit.
        const Expr shifted = opaque_exponential(x_);
        e = normal_logarithms(substitute(e, x_, shifted));
        for (Expr& f : varying) f = normal_logarithms(substitute(f, x_, shifted));
    }
    // The simplest of them, turned so that it goes to 0.
    std::stable_sort(varying.begin(), varying.end(), [](const Expr& a, const Expr& b) { return a.leaves() < b.leaves(); });
    const Expr h = exponent_of_opaque(varying[0]);
    const bool grows = sign(h) > 0;
    const Expr omega = hidden_symbol("omega"), log_omega = grows ? negate(h) : h;
    Expr rewritten = e;
    for (std::size_t i = varying.size(); i-- > 0;) {
        const Expr& f = varying[i];
        const Expr c = f == varying[0] ? Expr(1) : limit(exponent_of_opaque(f) / h);
        if (c.has_infinity() || c.is_zero()) throw NoSeries{};
        const Expr rest = algebra::expand(exponent_of_opaque(f) - c * h);
        rewritten = substitute(rewritten, f, opaque_exponential(rest) * power(omega, grows ? negate(c) : c));
    }
    for (int terms = 2; terms <= kMaxTerms; terms *= 2) {
        try {
            GrowthSeries series = GrowthExpansion(x_, omega, log_omega, terms).expand(rewritten);
            while (!series.terms.empty() && vanishes(series.terms[0].coefficient)) series.terms.erase(series.terms.begin());
            if (!series.terms.empty()) return {series.terms[0].coefficient, series.terms[0].exponent, log_omega, shifts};
            if (!series.order) return {Expr(0), Expr(0), log_omega, shifts};
        } catch (const NeedsMoreTerms&) {
        }
    }
    throw NoSeries{};
}

/// e^h up to a factor that goes to 1.
Expr Gruntz::leading_exponential(const Expr& h) {
    constexpr int kMaxParts = 12;
    SumBuilder sum;
    ProductBuilder product;
    Expr rest = h;
    for (int parts = 0;; ++parts) {
        const Expr end = limit(rest);
        if (!end.has_infinity()) {
            product.multiply(exp(end));
            break;
        }
        if (parts == kMaxParts) throw NoSeries{};
        const Expr term = leading_term(rest);
        rest = algebra::expand(rest - term);
        // v^g for g·log v
        Expr logarithm;
        for (const Factor& f : factors_of(term))
            if (f.base.is(FunctionId::Log) && f.exponent.is_one() && !logarithm) logarithm = f.base;
        if (logarithm) product.multiply(logarithm.argument(0), term / logarithm);
        else sum.add(term);
    }
    product.multiply(exp(sum.finish()));
    return product.finish();
}

Expr Gruntz::leading_term(const Expr& e) {
    DepthGuard guard;
    if (free_of(e, x_) || e == x_) return e;
    const Leading first = leading(prepared(e));
    if (has_wave(first.coefficient)) throw NoSeries{};
    Expr term = leading_term(first.coefficient);
    if (!first.exponent.is_zero()) term = term * leading_exponential(algebra::expand(first.exponent * first.log_omega));
    term = with_exponentials_revealed(term);
    for (int k = 0; k < first.shifts; ++k) term = substitute(term, x_, log_of(x_));
    if (any_node(term, [](const Expr& part) { return is_tail(part); })) throw NoSeries{};
    return term;
}

Expr Gruntz::series(const Expr& f, const Expr& small, const Expr& log_large, std::int64_t n, bool& is_exact) {
    constexpr std::int64_t kSpare = 16; // further terms where leading ones cancel
    const Expr omega = hidden_symbol("omega");
    const Expr rewritten = substitute(prepared(f), x_, power(omega, -1));
    for (std::int64_t terms = std::clamp<std::int64_t>(n, 2, 8);; terms *= 2) {
        if (terms > 2 * (std::max<std::int64_t>(n, 0) + kSpare)) throw NoSeries{};
        GrowthSeries found;
        try {
            found = GrowthExpansion(x_, omega, negate(x_), static_cast<int>(terms)).expand(rewritten);
        } catch (const NeedsMoreTerms&) {
            continue;
        }
        if (found.order && compare_exponents(found.order, Expr(n)) < 0) continue;
        is_exact = !found.order;
        SumBuilder sum;
        for (const GrowthTerm& t : found.terms) {
            if (compare_exponents(t.exponent, Expr(n)) >= 0) {
                is_exact = false;
                break;
            }
            if (has_wave(t.coefficient)) throw NoSeries{};
            if (any_node(t.coefficient, [](const Expr& part) { return is_tail(part); })) throw NeedsMoreTerms{};
            // x is -log ω: only its powers vary more slowly than all powers of ω.
            const Expr coefficient = substitute(with_exponentials_revealed(t.coefficient), x_, log_large);
            sum.add(coefficient * power(small, t.exponent));
        }
        return sum.finish();
    }
}

int Gruntz::sign(const Expr& e) {
    DepthGuard guard;
    if (free_of(e, x_)) return e.is_zero() ? 0 : sign_of_constant(e);
    if (e == x_ || is_opaque_exponential(e)) return 1;
    if (e.is_mul() || e.is_power()) {
        int result = 1;
        for (const Factor& f : factors_of(e)) {
            if (is_opaque_exponential(f.base) && !has_imaginary(f.base)) continue;
            if (contains(f.exponent, x_)) {
                if (sign(f.base) < 0) throw NoSeries{};
                continue;
            }
            const int s = sign(f.base);
            if (f.exponent.is_integer()) result *= f.exponent.number().integer().is_odd() ? s : s * s;
            else if (s < 0) throw NoSeries{};
            else result *= s;
        }
        return result;
    }
    const Leading first = leading(prepared(e));
    return sign(first.coefficient);
}

Expr Gruntz::limit_of_all(const Expr& e) {
    readings_.clear();
    read_shifts_ = 0;
    return limit(e, true);
}

void Gruntz::note_reading(const Leading& first) {
    read_shifts_ += first.shifts;
    auto readable = [&](const Expr& e) {
        Expr r = with_waves_revealed(with_exponentials_revealed(e));
        for (int k = 0; k < read_shifts_; ++k) r = substitute(r, x_, log_of(x_));
        return r;
    };
    readings_.push_back({readable(exp(first.log_omega)), readable(first.coefficient * exp(first.exponent * first.log_omega))});
}

/// whole: e behaves as the function that is asked for does, so that its oscillation is an answer.
Expr Gruntz::limit(const Expr& e, bool whole) {
    if (free_of(e, x_)) {
        const Expr settled = with_waves_simplified(with_exponentials_revealed(e));
        if (!whole || !has_wave(settled)) return settled;
        if (takes_different_values(settled, false)) throw Oscillation{};
        throw NoSeries{};
    }
    if (e == x_) return infinity();
    if (auto known = limits_.find(e); known != limits_.end()) {
        if (!known->second) throw NoSeries{}; // under way
        return known->second;
    }
    DepthGuard guard;
    poll_work(50);
    limits_.emplace(e, Expr());
    Expr result;
    try {
        const Leading first = leading(prepared(e));
        if (whole && steps_wanted()) note_reading(first);
        const int side = compare_exponents(first.exponent, Expr(0));
        if (side > 0) {
            require_bounded_over_waves(first.coefficient);
            result = Expr(0);
        } else if (side < 0) {
            if (whole && has_wave(first.coefficient) && free_of(first.coefficient, x_) && takes_different_values(first.coefficient, true)) throw Oscillation{};
            const int s = sign(first.coefficient);
            if (s == 0) throw NoSeries{};
            result = s > 0 ? infinity() : negate(infinity());
        } else {
            result = limit(first.coefficient, whole);
        }
    } catch (...) {
        limits_.erase(e);
        throw;
    }
    limits_[e] = result;
    return result;
}

} // namespace rumina::calculus
