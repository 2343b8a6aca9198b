#include "plot/equation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "plot/formula.h"

namespace rumina::plot {

namespace {

using algebra::Expr;

constexpr std::size_t kCoarse = 120, kParts = 4, kFine = kCoarse * kParts; ///< cells along a side
constexpr int kBisections = 20;
constexpr std::size_t kMostValues = 3000000, kMostSlowValues = 300000; ///< of f: on doubles, in balls

/// A sum of monomials in the symbols, of low degree: factored in no time.
bool is_small_polynomial(const Expr& f) {
    constexpr std::uint32_t kMostLeaves = 80;
    constexpr std::int64_t kHighest = 12;
    auto is_monomial = [&](const Expr& base, const Expr& exponent) {
        return base.is_symbol() && exponent.is_integer() && exponent.number().is_small() && exponent.number().small() > 0 && exponent.number().small() <= kHighest;
    };
    if (!f.is_add() || f.leaves() > kMostLeaves || !f.constant_part().is_rational()) return false;
    for (const algebra::Term& term : f.terms()) {
        if (!term.coefficient.is_rational()) return false;
        if (term.term.is_mul()) {
            for (const algebra::Factor& factor : term.term.factors())
                if (!is_monomial(factor.base, factor.exponent)) return false;
        } else if (!is_monomial(term.term.base(), term.term.exponent())) {
            return false;
        }
    }
    return true;
}

/// f without the even parts of exponents, which change no zeros but hide changes of sign.
Expr without_even_powers(const Expr& equation) {
    const Expr f = is_small_polynomial(equation) ? algebra::factor(equation) : equation;
    auto base_of = [](const Expr& base, const Expr& exponent) {
        const bool is_even = exponent.is_integer() && exponent.number().sign() > 0 && exponent.number().is_small() && exponent.number().small() % 2 == 0;
        return is_even ? base : algebra::power(base, exponent);
    };
    if (f.is_power()) return base_of(f.base(), f.exponent());
    if (!f.is_mul()) return f;
    algebra::ProductBuilder product;
    for (const algebra::Factor& factor : f.factors()) product.multiply(base_of(factor.base, factor.exponent));
    product.multiply(f.coefficient());
    return product.finish();
}

class Tracer {
public:
    Tracer(const Formula& f, const Range& across, const Range& up)
        : f_(f), left_(f.needs_balls() ? kMostSlowValues : kMostValues), across_(across), up_(up), values_((kFine + 1) * (kFine + 1)), known_(values_.size(), 0), crossings_(2 * values_.size(), kUnknown) {}

    std::optional<std::vector<std::vector<Point>>> run() {
        std::vector<char> active(kCoarse * kCoarse, 0);
        for (std::size_t row = 0; row < kCoarse; ++row) {
            algebra::poll_work(kCoarse);
            for (std::size_t column = 0; column < kCoarse; ++column)
                if (changes_sign(column * kParts, row * kParts)) mark(active, column, row);
        }
        for (std::size_t row = 0; row < kCoarse; ++row)
            for (std::size_t column = 0; column < kCoarse; ++column)
                if (active[row * kCoarse + column]) {
                    algebra::poll_work(kParts * kParts);
                    if (left_ == 0) return std::nullopt;
                    for (std::size_t j = 0; j < kParts; ++j)
                        for (std::size_t i = 0; i < kParts; ++i) cell(column * kParts + i, row * kParts + j);
                }
        return chains();
    }

private:
    static constexpr std::int32_t kUnknown = -2, kNone = -1;

    /// Nothing once there were too many.
    double f(const Point& p) {
        if (left_ == 0) return std::numeric_limits<double>::quiet_NaN();
        if (--left_ % 1000 == 0) algebra::poll_work(1000);
        return f_(p.x, p.y);
    }
    double x(std::size_t i) const { return across_.low + across_.span() * (static_cast<double>(i) / kFine); }
    double y(std::size_t j) const { return up_.low + up_.span() * (static_cast<double>(j) / kFine); }
    double value(std::size_t i, std::size_t j) {
        const std::size_t at = j * (kFine + 1) + i;
        if (!known_[at]) {
            known_[at] = 1;
            values_[at] = f({x(i), y(j)});
        }
        return values_[at];
    }

    /// Of a coarse cell: its corners differ in sign, or in having a value.
    bool changes_sign(std::size_t i, std::size_t j) {
        int above = 0, below = 0, without = 0;
        for (const std::size_t di : {std::size_t{0}, kParts})
            for (const std::size_t dj : {std::size_t{0}, kParts}) {
                const double v = value(i + di, j + dj);
                if (std::isnan(v)) ++without;
                else if (v >= 0) ++above;
                else ++below;
                if (v == 0) ++below;
            }
        return (above > 0 && below > 0) || (without > 0 && without < 4);
    }

    static void mark(std::vector<char>& active, std::size_t column, std::size_t row) {
        for (std::size_t j = row == 0 ? 0 : row - 1; j <= std::min(row + 1, kCoarse - 1); ++j)
            for (std::size_t i = column == 0 ? 0 : column - 1; i <= std::min(column + 1, kCoarse - 1); ++i) active[j * kCoarse + i] = 1;
    }

    /// The crossing on the edge from a grid point to the right, or upwards: its number among the points, or none.
    std::int32_t crossing(std::size_t i, std::size_t j, bool upwards) {
        std::int32_t& known = crossings_[2 * (j * (kFine + 1) + i) + (upwards ? 1 : 0)];
        if (known != kUnknown) return known;
        known = kNone;
        double a = value(i, j), b = upwards ? value(i, j + 1) : value(i + 1, j);
        if (std::isnan(a) && std::isnan(b)) return known;
        Point p{x(i), y(j)}, q{upwards ? x(i) : x(i + 1), upwards ? y(j + 1) : y(j)};
        // A curve may run along the edge of the domain, nearer to it than the next point of the grid.
        if (std::isnan(a)) reach_edge(p, q, a, b);
        else if (std::isnan(b)) reach_edge(q, p, b, a);
        if ((a >= 0) == (b >= 0)) return known;
        const double size = std::max(std::abs(a), std::abs(b));
        for (int k = 0; k < kBisections; ++k) {
            const Point middle{p.x + (q.x - p.x) / 2, p.y + (q.y - p.y) / 2};
            const double v = f(middle);
            if (std::isnan(v)) return known;
            ((v >= 0) == (a >= 0) ? p : q) = middle;
            ((v >= 0) == (a >= 0) ? a : b) = v;
        }
        if (std::max(std::abs(a), std::abs(b)) > size / 20) return known; // a pole or a jump
        points_.push_back({p.x + (q.x - p.x) / 2, p.y + (q.y - p.y) / 2});
        links_.push_back({kNone, kNone});
        return known = static_cast<std::int32_t>(points_.size() - 1);
    }

    /// Moves a point without a value to the edge of the domain, towards one that has a value.
    void reach_edge(Point& without, const Point& with, double& value, double value_with) {
        Point inside = with;
        value = value_with;
        for (int k = 0; k < kBisections; ++k) {
            const Point middle{without.x + (inside.x - without.x) / 2, without.y + (inside.y - without.y) / 2};
            const double v = f(middle);
            (std::isnan(v) ? without : inside) = middle;
            if (!std::isnan(v)) value = v;
        }
        without = inside;
    }

    void link(std::int32_t a, std::int32_t b) {
        for (auto [from, to] : {std::pair(a, b), std::pair(b, a)}) {
            auto& places = links_[static_cast<std::size_t>(from)];
            if (places[0] == kNone) places[0] = to;
            else if (places[1] == kNone) places[1] = to;
        }
    }

    void cell(std::size_t i, std::size_t j) {
        const std::int32_t bottom = crossing(i, j, false), right = crossing(i + 1, j, true), top = crossing(i, j + 1, false), left = crossing(i, j, true);
        std::array<std::int32_t, 4> found{};
        std::size_t count = 0;
        for (const std::int32_t c : {bottom, right, top, left})
            if (c >= 0) found[count++] = c;
        if (count == 2) return link(found[0], found[1]);
        if (count != 4) return;
        // Two lines pass: the middle tells which corners they cut off.
        const double middle = f({(x(i) + x(i + 1)) / 2, (y(j) + y(j + 1)) / 2});
        if ((middle >= 0) == (value(i, j) >= 0)) {
            link(bottom, right);
            link(top, left);
        } else {
            link(bottom, left);
            link(top, right);
        }
    }

    std::vector<std::vector<Point>> chains() const {
        std::vector<std::vector<Point>> lines;
        std::vector<char> used(points_.size(), 0);
        auto follow = [&](std::size_t start) {
            std::vector<Point>& line = lines.emplace_back();
            std::int32_t at = static_cast<std::int32_t>(start), before = kNone;
            while (at != kNone && !used[static_cast<std::size_t>(at)]) {
                used[static_cast<std::size_t>(at)] = 1;
                line.push_back(points_[static_cast<std::size_t>(at)]);
                const auto& next = links_[static_cast<std::size_t>(at)];
                const std::int32_t to = next[0] != before && next[0] != kNone ? next[0] : next[1] != before ? next[1] : kNone;
                before = at;
                at = to;
            }
            if (at == static_cast<std::int32_t>(start) && line.size() > 2) line.push_back(points_[start]); // closed
        };
        for (std::size_t i = 0; i < points_.size(); ++i)
            if (!used[i] && links_[i][0] != kNone && links_[i][1] == kNone) follow(i);
        for (std::size_t i = 0; i < points_.size(); ++i)
            if (!used[i] && links_[i][0] != kNone) follow(i);
        return lines;
    }

    const Formula& f_;
    std::size_t left_; ///< values that may still be asked for
    Range across_, up_;
    std::vector<double> values_;
    std::vector<char> known_;
    std::vector<std::int32_t> crossings_;
    std::vector<Point> points_;
    std::vector<std::array<std::int32_t, 2>> links_; ///< of each point, its neighbours
};

} // namespace

std::optional<std::vector<std::vector<Point>>> draw_equation(const Expr& f, const Expr& x, const Expr& y, const Range& across, const Range& up) {
    const Formula formula(without_even_powers(f), {x, y});
    return Tracer(formula, across, up).run();
}

} // namespace rumina::plot
