// Every value is written α/β with algebraic integers α and β, and bounds u >= |α'|, l >= |β'| hold for all conjugates.
// The norm of α ≠ 0 is at least 1, so |α| >= u^(1-D) for the degree D of a field with all roots of the expression in it.
// Bounds are kept as base-2 logarithms, rounded up a little.
#include "algebra/separation_bound.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "algebra/functions/trigonometric_values.h"
#include "algebra/numeric.h"
#include "algebra/traversal.h"
#include "number/ball.h"

namespace rumina::algebra {
namespace {

constexpr std::uint64_t kLargestOrder = 100'000;
constexpr double kRounding = 1e-6;

struct Bounds {
    double u = 0, l = 0; ///< log2 of the bounds
};
using MaybeBounds = std::optional<Bounds>;

double log2_of(const Integer& n) { return n.is_zero() ? 0 : static_cast<double>(n.bits()); }
/// log2(2^a + 2^b), rounded up
double log2_sum(double a, double b) { return std::max(a, b) + std::log2(1 + std::exp2(-std::abs(a - b))) + kRounding; }

class Measure {
public:
    explicit Measure(double largest) : largest_(largest) {}

    MaybeBounds operator()(const Expr& e, std::span<const MaybeBounds> parts) {
        MaybeBounds result = of(e, parts);
        if (result && !(result->u + result->l < largest_)) return std::nullopt;
        return result;
    }

    /// The degree of a field that contains all roots met, as log2.
    double log2_degree() const {
        double degree = log2_roots_;
        std::uint64_t n = order_, phi = order_;
        for (std::uint64_t p = 2; p * p <= n; ++p) {
            if (n % p != 0) continue;
            while (n % p == 0) n /= p;
            phi -= phi / p;
        }
        if (n > 1) phi -= phi / n;
        return degree + std::log2(static_cast<double>(phi));
    }

private:
    MaybeBounds of(const Expr& e, std::span<const MaybeBounds> parts) {
        switch (e.kind()) {
        case NodeKind::Number: return number(e.number());
        case NodeKind::Add: {
            MaybeBounds sum = number(e.constant_part());
            for (std::size_t i = 0; i < parts.size() && sum; ++i) {
                MaybeBounds term = product(number(e.terms()[i].coefficient), parts[i]);
                if (!term) return std::nullopt;
                sum = Bounds{log2_sum(sum->u + term->l, term->u + sum->l), sum->l + term->l};
            }
            return sum;
        }
        case NodeKind::Mul: {
            MaybeBounds result = number(e.coefficient());
            for (std::size_t i = 0; i < parts.size() && result; i += 2)
                result = product(result, power(e.factors()[i / 2].base, e.factors()[i / 2].exponent, parts[i]));
            return result;
        }
        case NodeKind::Power: return power(e.base(), e.exponent(), parts[0]);
        case NodeKind::Function: return function(e, parts);
        default: return std::nullopt;
        }
    }

    MaybeBounds number(const Number& n) {
        if (!n.is_exact()) return std::nullopt;
        Rational re = n.re(), im = n.is_real() ? Rational(0) : n.im();
        if (im.sign() == 0) return Bounds{log2_of(re.numerator()), log2_of(re.denominator())};
        if (!meet_order(4)) return std::nullopt;
        Integer below = lcm(re.denominator(), im.denominator());
        Rational scale{below};
        return Bounds{log2_sum(log2_of((re * scale).numerator()), log2_of((im * scale).numerator())), log2_of(below)};
    }

    static MaybeBounds product(const MaybeBounds& a, const MaybeBounds& b) {
        return a && b ? MaybeBounds(Bounds{a->u + b->u, a->l + b->l}) : std::nullopt;
    }

    MaybeBounds power(const Expr& base, const Expr& exponent, const MaybeBounds& of_base) {
        if (base.is(ConstantId::E)) { // e^(iπr)
            const Number c = exponent.coefficient();
            if (!exponent.without_coefficient().is(ConstantId::Pi) || c.is_real() || !c.is_exact() || c.re().sign() != 0) return std::nullopt;
            return meet_turn(c.im()) ? MaybeBounds(Bounds{}) : std::nullopt;
        }
        if (!of_base || !exponent.is_number() || !exponent.number().is_rational()) return std::nullopt;
        Rational r = exponent.number().rational();
        Bounds b = *of_base;
        if (!r.is_integer()) {
            if (!r.denominator().fits_int64()) return std::nullopt;
            const auto k = r.denominator().to_int64();
            const auto n = static_cast<double>(k);
            auto same = std::find_if(roots_.begin(), roots_.end(), [&](const auto& root) { return root.first == base && root.second == k; });
            if (same == roots_.end()) {
                roots_.emplace_back(base, k);
                log2_roots_ += std::log2(n) + kRounding;
            }
            // (α/β)^(1/k) = (αβ^(k-1))^(1/k)/β = α/(α^(k-1)β)^(1/k)
            if (b.u >= b.l) b.u = (b.u + (n - 1) * b.l) / n + kRounding;
            else b.l = ((n - 1) * b.u + b.l) / n + kRounding;
        }
        if (r.numerator().bits() > 30) return std::nullopt;
        const double times = std::abs(static_cast<double>(r.numerator().to_int64()));
        Bounds result{b.u * times, b.l * times};
        if (r.sign() < 0) std::swap(result.u, result.l);
        return result;
    }

    MaybeBounds function(const Expr& e, std::span<const MaybeBounds> parts) {
        switch (e.function_id()) {
        case FunctionId::Sin: case FunctionId::Cos: case FunctionId::Tan: case FunctionId::Cot: case FunctionId::Sec: case FunctionId::Csc: {
            // 2cos and 2sin are algebraic integers with all conjugates in [-2, 2], in a cyclotomic field with i.
            Rational turn;
            if (!is_rational_multiple_of_pi(e.argument(0), turn) || !meet_turn(turn) || !meet_order(4)) return std::nullopt;
            return Bounds{1, 1};
        }
        case FunctionId::Abs: // ± the argument where that is real
            return parts[0] && sign_of(e.argument(0)) ? parts[0] : std::nullopt;
        default: return std::nullopt;
        }
    }

    bool meet_turn(const Rational& r) {
        return r.denominator().fits_int64() && r.denominator().to_int64() <= static_cast<std::int64_t>(kLargestOrder) &&
               meet_order(2 * static_cast<std::uint64_t>(r.denominator().to_int64()));
    }
    bool meet_order(std::uint64_t order) {
        order_ = std::lcm(order_, order);
        return order_ <= kLargestOrder;
    }

    double largest_;
    std::vector<std::pair<Expr, std::int64_t>> roots_;
    double log2_roots_ = 0;
    std::uint64_t order_ = 1; ///< of the roots of unity
};

} // namespace

std::optional<double> separation_bits(const Expr& e, double largest) {
    Measure measure(largest);
    auto combine = [&](const Expr& node, std::span<const MaybeBounds> parts) { return measure(node, parts); };
    Fold<MaybeBounds, decltype(combine)> fold(combine);
    MaybeBounds bounds = fold(e);
    if (!bounds) return std::nullopt;
    // |e| >= u^(1-D)/l
    const double bits = (std::exp2(measure.log2_degree() + kRounding) - 1) * std::max(bounds->u, 0.0) + bounds->l + 1;
    return bits <= largest ? std::optional(bits) : std::nullopt;
}

bool is_zero_by_separation(const Expr& e, double largest_bits) {
    std::optional<double> bits = separation_bits(e, largest_bits);
    if (!bits) return false;
    const std::int64_t wanted = static_cast<std::int64_t>(*bits) + 1;
    for (std::int64_t precision = wanted + 64, tries = 0; tries < 3; precision += precision / 2, ++tries) {
        Ball ball = enclose(e, precision);
        if (!ball.is_finite()) continue;
        if (ball.nonzero()) return false;
        if (ball.log2_upper() < -*bits) return true;
    }
    return false;
}

} // namespace rumina::algebra
