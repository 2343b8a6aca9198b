#include "calculus/sums/range_check.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/attempt.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kLastTried = 9, kMostTerms = 60;
constexpr int kLeastAgreements = 4;
constexpr std::size_t kMostExceptions = 4;

Expr direct(const Expr& f, const Expr& k, std::int64_t from, std::int64_t to, bool is_product) {
    SumBuilder sum;
    ProductBuilder product;
    for (std::int64_t i = from; i <= to; ++i) {
        const Expr term = substitute(f, k, Expr(i));
        if (is_product) product.multiply(term);
        else sum.add(term);
    }
    return is_product ? product.finish() : sum.finish();
}

std::optional<std::int64_t> small_integer(const Expr& e) {
    if (!e.is_integer() || !e.number().integer().fits_int64()) return std::nullopt;
    const std::int64_t n = e.number().integer().to_int64();
    return n > 100000 || n < -100000 ? std::nullopt : std::optional(n);
}

enum class Outcome : std::uint8_t { Agrees, Differs, Unknown };

Outcome compare_at(const Expr& a, const Expr& b, std::int64_t shift) {
    std::vector<Expr> symbols = free_variables(a);
    for (const Expr& s : free_variables(b))
        if (std::find(symbols.begin(), symbols.end(), s) == symbols.end()) symbols.push_back(s);
    for (long precision : {200L, 1200L}) {
        Point point;
        std::int64_t n = 3 + shift;
        for (const Expr& s : symbols) {
            point.emplace_back(s, Ball::rational(Rational::make(Integer(7 * n + 5), Integer(has_property(s, Property::Integer) == Truth::Yes ? 1 : 11)), precision + 100));
            ++n;
        }
        const Ball x = enclose_at(a, point, precision), y = enclose_at(b, point, precision);
        if (!x.is_finite() || !y.is_finite()) continue;
        if (!x.overlaps(y)) return Outcome::Differs;
        const Ball difference = ball::sub(x, y, precision);
        if (difference.log2_upper() < -60 || difference.log2_upper() < x.log2_lower() - 60) return Outcome::Agrees;
    }
    return Outcome::Unknown;
}

} // namespace

bool agree_at(const Expr& a, const Expr& b, std::int64_t shift) { return compare_at(a, b, shift) == Outcome::Agrees; }

namespace {

/// checked_value for ends that contain no symbol but n.
Expr checked_by_one(const Expr& value, const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Expr& n, bool is_product) {
    struct Exception {
        Expr at, value;
    };
    std::vector<Exception> exceptions;
    int agreed = 0;
    std::optional<std::int64_t> start; // the first n with a range that is not empty
    const bool positive = has_property(n, Property::Positive) == Truth::Yes;
    for (std::int64_t i = -20; i <= kLastTried + start.value_or(0); ++i) {
        const auto low = small_integer(expand(substitute(from, n, Expr(i)))), high = small_integer(expand(substitute(to, n, Expr(i))));
        if (!low || !high) return Expr();
        // An empty range counts for n >= 0: its sum is 0.
        if (*high < *low - 1 || (*high < *low && i < 0)) {
            if (start) return Expr(); // the range shrinks with n
            continue;
        }
        if (!start && i == -20) return Expr();
        if (*high - *low > kMostTerms) break;
        if (positive && i <= 0) continue;
        if (!start) start = i;
        Expr sum;
        try {
            sum = direct(substitute(f, n, Expr(i)), k, *low, *high, is_product);
        } catch (const Failure& failure) {
            if (!is_failed_method(failure)) throw;
            return Expr(); // a term has no value
        }
        Outcome outcome = Outcome::Unknown;
        try {
            outcome = compare_at(sum, substitute(value, n, Expr(i)), i + 20);
        } catch (const Failure& failure) {
            if (!is_failed_method(failure)) throw;
        }
        if (outcome == Outcome::Agrees) {
            ++agreed;
        } else {
            if (agreed > 0 || exceptions.size() >= kMostExceptions) return Expr();
            exceptions.push_back({Expr(i), sum});
        }
        if (i >= *start + kLastTried) break;
    }
    if (agreed < kLeastAgreements) return Expr();
    if (exceptions.empty()) return value;
    std::vector<Expr> arguments;
    for (const Exception& e : exceptions) {
        arguments.push_back(e.value);
        arguments.push_back(apply_function(FunctionId::Equal, {n, e.at}));
    }
    arguments.push_back(value);
    return apply_function(FunctionId::Piecewise, arguments);
}

} // namespace

Expr checked_value(const Expr& value, const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Expr& n, bool is_product) {
    std::vector<Expr> others = free_variables(from);
    for (const Expr& s : free_variables(to)) others.push_back(s);
    std::erase(others, n);
    if (others.empty()) return checked_by_one(value, f, k, from, to, n, is_product);
    // The other symbols of the ends are integers too: some of them are tried.
    for (std::int64_t setting : {1, 2, 4}) {
        std::vector<Replacement> replacements;
        for (const Expr& s : others) replacements.push_back({s, Expr(setting)});
        try {
            const Expr here = substitute(value, replacements);
            if (checked_by_one(here, substitute(f, replacements), k, substitute(from, replacements), substitute(to, replacements), n, is_product) != here) return Expr();
        } catch (const Failure& failure) {
            if (!is_failed_method(failure)) throw;
            return Expr();
        }
    }
    return value;
}

} // namespace rumina::calculus
