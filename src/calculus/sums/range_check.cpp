#include "calculus/sums/range_check.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/attempt.h"
#include "calculus/shorthand.h"
#include "calculus/sums/integer_value.h"
#include "calculus/sums/ratio.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kLastTried = 9, kMostTerms = 70, kFarthestShift = 60;
constexpr std::int64_t kLargestEnd = 100000;
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

/// How far integers in the term move its zeros and poles: the largest |c/a| in parts a·k + b·n + c. C(k, 12) is 0 up to 11.
std::int64_t largest_shift(const Expr& f, const Expr& k, const Expr& n) {
    std::int64_t largest = 0;
    any_node(by_gamma_functions(f), [&](const Expr& part) {
        if (!part.is_add() || (free_of(part, k) && free_of(part, n))) return false;
        const Number& c = part.constant_part();
        if (!c.is_rational()) return false;
        for (const Expr& symbol : {k, n})
            if (const auto linear = linear_in(part, symbol); linear && linear->slope.is_number() && linear->slope.number().is_rational()) {
                const Integer whole = ceil((c.rational() / linear->slope.number().rational()).abs());
                if (whole.fits_int64()) largest = std::max(largest, whole.to_int64());
            }
        return false;
    });
    return largest;
}

/// Other symbols of binomial coefficients and the like may be integers, where these vanish: some of them.
std::vector<std::vector<Replacement>> integer_settings(const Expr& f, const Expr& k, const Expr& n) {
    std::vector<Expr> symbols;
    any_node(f, [&](const Expr& part) {
        if (part.is(FunctionId::Factorial) || part.is(FunctionId::Binomial) || part.is(FunctionId::Gamma))
            for (const Expr& s : free_variables(part))
                if (s != k && s != n && std::find(symbols.begin(), symbols.end(), s) == symbols.end()) symbols.push_back(s);
        return false;
    });
    std::vector<std::vector<Replacement>> settings;
    if (symbols.empty()) return settings;
    for (std::int64_t first : {2, 5, -3}) {
        settings.emplace_back();
        std::int64_t value = first;
        for (const Expr& s : symbols) settings.back().push_back({s, Expr(value++)});
    }
    return settings;
}

enum class Outcome : std::uint8_t { Agrees, Differs, Unknown };

Outcome compare_at(const Expr& a, const Expr& b, std::int64_t shift) {
    std::vector<Expr> symbols = free_variables(a);
    for (const Expr& s : free_variables(b))
        if (std::find(symbols.begin(), symbols.end(), s) == symbols.end()) symbols.push_back(s);
    for (std::int64_t precision : {200, 1200}) {
        Point point;
        std::int64_t n = 3 + shift;
        for (const Expr& s : symbols) {
            // No integers, nor with integer differences.
            const bool whole = has_property(s, Property::Integer) == Truth::Yes;
            const std::int64_t least = has_property(s, Property::Positive) == Truth::Yes ? 1 : has_property(s, Property::Nonnegative) == Truth::Yes ? 0 : -2;
            point.emplace_back(s, Ball::rational(whole ? Rational(least + (shift + 3 * n) % 6) : Rational::make(Integer(11 * n + 1 + 3 * n % 10), Integer(11)), precision + 100));
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
Expr checked_by_one(const Expr& value, const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Expr& n, bool is_product, std::int64_t last_special) {
    struct Exception {
        Expr at, value;
    };
    std::vector<Exception> exceptions;
    int agreed = 0;
    std::optional<std::int64_t> start; // the first n with a range that is not empty
    const bool positive = has_property(n, Property::Positive) == Truth::Yes;
    const std::int64_t shift = std::max(largest_shift(f, k, n), last_special);
    if (last_special > kFarthestShift) return Expr();
    const std::int64_t last = std::max(kLastTried, shift > kFarthestShift ? 0 : shift + 3);
    const auto settings = integer_settings(f, k, n);
    const std::vector<Expr> symbols = free_variables(f);
    const bool has_parameters = std::any_of(symbols.begin(), symbols.end(), [&](const Expr& s) { return s != k && s != n; });
    auto differs_at_integers = [&](const Expr& term, const Expr& closed, std::int64_t low, std::int64_t high) {
        return std::any_of(settings.begin(), settings.end(), [&](const std::vector<Replacement>& setting) {
            Expr sum;
            try {
                sum = direct(substitute(term, setting), k, low, high, is_product);
            } catch (const Failure& failure) {
                if (!is_failed_method(failure)) throw;
                return false; // no sum to compare with
            }
            try {
                return compare_at(sum, substitute(closed, setting), 0) == Outcome::Differs;
            } catch (const Failure& failure) {
                if (!is_failed_method(failure)) throw;
                return setting[0].to.number().sign() > 0; // a pole at -1, -2, … is no wrong value
            }
        });
    };
    for (std::int64_t i = -20; i <= last + start.value_or(0); ++i) {
        const auto low = integer_value(expand(substitute(from, n, Expr(i))), kLargestEnd), high = integer_value(expand(substitute(to, n, Expr(i))), kLargestEnd);
        if (!low || !high) return Expr();
        // An empty range counts for n >= 0: its sum is 0.
        if (*high < *low - 1 || (*high < *low && i < 0)) {
            if (start) return Expr(); // the range shrinks with n
            continue;
        }
        if (!start && i == -20) return Expr();
        if (*high - *low > kMostTerms) {
            if (start && i <= *start + std::max(last_special, shift > kFarthestShift ? 0 : shift)) return Expr();
            break;
        }
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
            if (!settings.empty() && differs_at_integers(substitute(f, n, Expr(i)), substitute(value, n, Expr(i)), *low, *high)) return Expr();
            ++agreed;
        } else {
            if (exceptions.size() >= kMostExceptions || (agreed > 0 && has_parameters)) return Expr();
            exceptions.push_back({Expr(i), sum});
        }
        if (i >= *start + last) break;
    }
    if (agreed < kLeastAgreements || (!exceptions.empty() && compare(exceptions.back().at.number(), Number(*start + last - kLeastAgreements)) > 0)) return Expr();
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

Expr checked_value(const Expr& value, const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Expr& n, bool is_product, std::int64_t last_special) {
    std::vector<Expr> others = free_variables(from);
    for (const Expr& s : free_variables(to)) others.push_back(s);
    std::erase(others, n);
    if (others.empty()) return checked_by_one(value, f, k, from, to, n, is_product, last_special);
    // The other symbols of the ends are integers too: some of them are tried.
    for (std::int64_t setting : {1, 2, 4}) {
        std::vector<Replacement> replacements;
        for (const Expr& s : others) replacements.push_back({s, Expr(setting)});
        try {
            const Expr here = substitute(value, replacements);
            if (checked_by_one(here, substitute(f, replacements), k, substitute(from, replacements), substitute(to, replacements), n, is_product, last_special) != here) return Expr();
        } catch (const Failure& failure) {
            if (!is_failed_method(failure)) throw;
            return Expr();
        }
    }
    return value;
}

} // namespace rumina::calculus
