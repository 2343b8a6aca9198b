#include "calculus/integrate/check.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/traversal.h"
#include "calculus/attempt.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/complex_numbers.h"
#include "verify/sampling.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// A generic fraction in (low, high), in thousandths.
Rational fraction(std::uint64_t& state, std::int64_t low, std::int64_t high) {
    return Rational::make(Integer(low * 1000 + static_cast<std::int64_t>(verify::next_random(state) % static_cast<std::uint64_t>((high - low) * 1000)) + 7), Integer(1009));
}

constexpr double kNarrowBits = 40;

bool is_narrow(const Ball& b) { return verify::is_narrow(b, kNarrowBits, kNarrowBits); }

/// What one evaluation costs, about. Appell's function is an integral of its own each time: fewer points then, and no
/// second try with more digits.
struct Cost {
    std::size_t units = 1000;
    bool is_high = false;
    bool is_complex = false; ///< i in the integrand: it is not expected to be real where x is
};
Cost cost_of(const Expr& e) {
    Cost cost{.units = 1000 + 2 * std::size_t{e.leaves()}};
    any_node(e, [&](const Expr& part) {
        if (part.is(FunctionId::AppellF1)) cost.units += 40'000, cost.is_high = true;
        if (part.is(FunctionId::HypergeometricPFQ) || part.is(FunctionId::RootSum)) cost.units += 5'000;
        return false;
    });
    return cost;
}

enum class Outcome : std::uint8_t { Agree, Differ, DifferOffReal, Nothing };

Outcome compare_at(const Expr& a, const Expr& f, const Point& point, const Cost& cost) {
    for (std::int64_t precision : {96, 256, 640}) {
        if (cost.is_high && precision > 96) break;
        poll_work(cost.units);
        const Ball value = enclose_at(f, point, precision);
        if (!value.is_finite()) continue;
        const Ball derivative = enclose_at(a, point, precision);
        if (!derivative.is_finite()) continue;
        if (!value.overlaps(derivative)) return value.imag().contains_zero() ? Outcome::Differ : Outcome::DifferOffReal;
        if (is_narrow(value) && is_narrow(derivative)) return value.imag().contains_zero() || cost.is_complex ? Outcome::Agree : Outcome::Nothing;
    }
    return Outcome::Nothing;
}

/// The derivative away from jumps: generic points are none.
Expr without_jumps(const Expr& derivative) {
    return replace_top_down(derivative, [](const Expr& part) -> std::optional<Expr> {
        if (part.is(FunctionId::DiracDelta)) return Expr(0);
        if (part.is(FunctionId::Derivative) && (part.argument(0).is(FunctionId::Floor) || part.argument(0).is(FunctionId::Ceil))) return Expr(0);
        return std::nullopt;
    });
}

constexpr std::uint64_t kExpandUnits = 3'000;
constexpr std::uint32_t kExpandedLeaves = 200;

/// Whether the difference vanishes once it is multiplied out: a proof, and most often less work than one evaluation in balls.
bool is_zero_expanded(const Expr& difference) {
    if (difference.leaves() > kExpandedLeaves || difference.has_floats()) return false;
    const Expr expanded = attempt(kExpandUnits, [&] { return expand(difference); });
    return expanded && expanded.is_zero();
}

} // namespace

bool is_antiderivative(const Expr& F, const Expr& f, const Expr& x) {
    const Expr derivative = without_jumps(differentiate(F, x));
    if (derivative == f || is_zero_expanded(derivative - f)) return true;

    std::vector<Expr> parameters = free_variables(f);
    for (const Expr& s : free_variables(F))
        if (std::find(parameters.begin(), parameters.end(), s) == parameters.end()) parameters.push_back(s);
    std::erase(parameters, x);
    constexpr std::int64_t ranges[][2] = {{0, 1}, {1, 2}, {2, 4}, {4, 9}, {9, 30}};
    constexpr std::int64_t kExact = 700;
    std::uint64_t seed = F.hash() ^ f.hash() * 31;
    const Assumptions& assumed = Assumptions::current();
    // Twice all parameters positive, then every second one negative, then the others.
    const int settings = parameters.empty() ? 1 : parameters.size() == 1 ? 3 : 4;
    Cost cost = cost_of(derivative);
    cost.is_complex = has_complex_numbers(f);
    std::uint32_t agreed = 0, off_real = 0;
    for (int setting = 0; setting < settings; ++setting) {
        Point point;
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            const Expr& p = parameters[i];
            Rational value = fraction(seed, 0, 3);
            const Properties known = assumed.of(p);
            bool negative = (setting == 2 && i % 2 == 0) || (setting == 3 && i % 2 == 1);
            if (known.has(Property::Integer)) value = Rational(static_cast<std::int64_t>(verify::next_random(seed) % 5) + 1);
            if (known.has(Property::Positive) || known.has(Property::Nonnegative)) negative = false;
            if (known.has(Property::Negative) || known.has(Property::Nonpositive)) negative = true;
            point.emplace_back(p, Ball::rational(negative ? -value : value, kExact));
        }
        point.emplace_back(x, Ball(0));
        for (const auto& range : std::span(ranges).first(cost.is_high ? 3 : std::size(ranges)))
            for (int sign : {1, -1}) {
                const Rational value = fraction(seed, range[0], range[1]);
                point.back().second = Ball::rational(sign < 0 ? -value : value, kExact);
                switch (compare_at(derivative, f, point, cost)) {
                case Outcome::Agree: ++agreed; break;
                case Outcome::Differ: return false;
                case Outcome::DifferOffReal: ++off_real; break;
                case Outcome::Nothing: break;
                }
            }
    }
    if (agreed >= 3) return true;
    if (off_real > 0) return false;
    // Nowhere real, as √(-1 - x²): complex points must tell.
    std::uint32_t complex_agreed = 0;
    for (int k = 0; k < 10; ++k) {
        Point point;
        for (const Expr& p : parameters) point.emplace_back(p, Ball::rational(fraction(seed, 0, 3), kExact));
        point.emplace_back(x, Ball::gaussian(k % 2 == 0 ? fraction(seed, 0, 2) : -fraction(seed, 0, 2), k % 4 < 2 ? fraction(seed, 0, 2) : -fraction(seed, 0, 2), kExact));
        poll_work(1000);
        const Ball value = enclose_at(f, point, 128), other = enclose_at(derivative, point, 128);
        if (!value.is_finite() || !other.is_finite()) continue;
        if (value.overlaps(other) && is_narrow(value) && is_narrow(other)) ++complex_agreed;
    }
    return agreed + complex_agreed >= 6;
}

} // namespace rumina::calculus
