#include "verify/agreement.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "algebra/traversal.h"
#include "verify/sampling.h"

namespace rumina::verify {
namespace {

/// A fraction in (0.1, 3.1) that no simple relation singles out.
Rational generic_fraction(std::uint64_t& state) {
    return Rational::make(Integer(static_cast<std::int64_t>(next_random(state) % 2999) + 101), Integer(997));
}

constexpr double kNarrowBits = 60; ///< a ball with this relative accuracy tells something

bool is_narrow(const Ball& b) { return verify::is_narrow(b, kNarrowBits, kNarrowBits); }

std::string text_of(const Point& point) {
    std::string text;
    for (const auto& [symbol, value] : point) text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", symbol.symbol_name(), value.to_string(8));
    return text.empty() ? "as constants" : text;
}

} // namespace

Point sample_point(const std::vector<Expr>& symbols, Region region, std::uint64_t seed, std::uint32_t n) {
    std::uint64_t state = seed ^ (static_cast<std::uint64_t>(region) + 1) * 0xD1B54A32D192ED03ull ^ (std::uint64_t{n} << 32);
    Point point;
    for (const Expr& s : symbols) {
        Rational re = generic_fraction(state), im = generic_fraction(state);
        constexpr std::int64_t exact_enough = 400;
        switch (region) {
        case Region::Positive: point.emplace_back(s, Ball::rational(re, exact_enough)); break;
        case Region::Negative: point.emplace_back(s, Ball::rational(-re, exact_enough)); break;
        case Region::UpperHalfPlane: case Region::LowerHalfPlane: {
            if (next_random(state) % 2 == 0) re = -re;
            if (region == Region::LowerHalfPlane) im = -im;
            point.emplace_back(s, Ball::gaussian(re, im, exact_enough));
            break;
        }
        case Region::SmallIntegers: point.emplace_back(s, Ball(static_cast<std::int64_t>(next_random(state) % 9) - 4)); break;
        }
    }
    return point;
}

Comparison compare_values(const Expr& a, const Expr& b, const ComparisonOptions& options) {
    Comparison result;
    std::vector<Expr> symbols = algebra::free_symbols(a);
    for (const Expr& s : algebra::free_symbols(b))
        if (std::find(symbols.begin(), symbols.end(), s) == symbols.end()) symbols.push_back(s);
    std::vector<Region> regions = options.regions;
    std::uint32_t points = options.points;
    if (symbols.empty()) regions = {Region::Positive}, points = 1;
    std::uint64_t seed = a.hash() ^ b.hash() * 31;
    for (Region region : regions) {
        for (std::uint32_t n = 0; n < points; ++n) {
            Point point = sample_point(symbols, region, seed, n);
            for (std::int64_t precision = options.precision, tries = 0; tries < 4; precision *= 2, ++tries) {
                Ball x = algebra::enclose_at(a, point, precision), y = algebra::enclose_at(b, point, precision);
                bool finite = x.is_finite() && y.is_finite();
                if (finite && !x.overlaps(y)) {
                    result.different = true;
                    result.where = point;
                    result.text = fmt::format("{}: {} against {}", text_of(point), x.to_string(), y.to_string());
                    return result;
                }
                if (finite && is_narrow(x) && is_narrow(y)) {
                    ++result.agreed;
                    break;
                }
                if (tries == 3) ++result.undefined;
            }
        }
    }
    return result;
}

} // namespace rumina::verify
