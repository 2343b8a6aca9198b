// Fractions over FLINT's fmpq. Ordinary sizes go straight to FLINT; a result that might pass the limit takes the
// path that cancels first and asks before each product. Conversion to double is an integer division with a sticky
// remainder, so it is correctly rounded at every size, subnormal results included.
#include "number/rational.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/assert.h"
#include "diagnostics/diagnostic.h"
#include "number/decimal_text.h"
#include "number/flint.h"
#include "number/interruptible.h"
#include "number/real.h"
#include "number/size_limit.h"

#include <flint/ulong_extras.h>

namespace rumina {
namespace {

constexpr std::int64_t kExactInDouble = std::int64_t{1} << 53;

bool is_long(const Rational& a) { return FlintAccess::is_long(a.numerator()) || FlintAccess::is_long(a.denominator()); }

std::uint64_t total_bits(const Rational& a) { return a.numerator().bits() + a.denominator().bits(); }

/// Whether no numerator or denominator that + - * / can form passes the limit.
bool surely_fits(const Rational& a, const Rational& b) { return total_bits(a) + total_bits(b) < limit_bits(); }

Integer product(std::string_view operation, const Integer& a, const Integer& b) {
    require_bits(operation, a.bits() + b.bits() - 1);
    return a * b;
}

Integer shifted_left(const Integer& a, std::uint64_t count) {
    Integer result;
    fmpz_mul_2exp(fmpz_of(result), fmpz_of(a), static_cast<ulong>(count));
    return result;
}

// ── short fractions ──

/// Whether numerator and denominator are below 2^30: what + - * / multiply and add of two such fractions fits a handle.
bool is_short(const Rational& a) {
    constexpr std::int64_t bound = std::int64_t{1} << 30;
    return FlintAccess::is_small(a.numerator()) && FlintAccess::small(a.numerator()) < bound && FlintAccess::small(a.numerator()) > -bound &&
           FlintAccess::is_small(a.denominator()) && FlintAccess::small(a.denominator()) < bound;
}

bool fits_handle(std::int64_t value) { return value >= COEFF_MIN && value <= COEFF_MAX; }

/// top/bottom in lowest terms, bottom > 0, both fit a handle.
Rational from_words(std::int64_t top, std::int64_t bottom) {
    Rational result;
    *FlintAccess::numerator(result) = top;
    *FlintAccess::denominator(result) = bottom;
    return result;
}

/// Numerator and denominator of a short fraction; of a reciprocal, the denominator may be negative.
struct Words {
    std::int64_t top, bottom;
};
Words words_of(const Rational& a) { return {FlintAccess::small(a.numerator()), FlintAccess::small(a.denominator())}; }

/// Only what the denominators share can be cancelled. [Knuth, TAOCP 2, 4.5.1]
Rational sum_of_words(Words x, Words y) {
    const std::int64_t shared = common_divisor(x.bottom, y.bottom);
    const std::int64_t top = x.top * (y.bottom / shared) + y.top * (x.bottom / shared);
    const std::int64_t common = common_divisor(top, shared);
    return from_words(top / common, (x.bottom / shared) * (y.bottom / common));
}

/// Cancelled crosswise.
Rational product_of_words(Words x, Words y) {
    const std::int64_t first = common_divisor(x.top, y.bottom), second = common_divisor(y.top, x.bottom);
    const std::int64_t top = (x.top / first) * (y.top / second), bottom = (x.bottom / second) * (y.bottom / first);
    return bottom < 0 ? from_words(-top, -bottom) : from_words(top, bottom);
}

/// top/bottom, known to be in lowest terms with bottom > 0; spares the gcd.
Rational from_coprime(Integer top, Integer bottom) {
    Rational result;
    fmpz_swap(FlintAccess::numerator(result), fmpz_of(top));
    fmpz_swap(FlintAccess::denominator(result), fmpz_of(bottom));
    return result;
}

/// value · 2^exponent, small exponents (those of doubles).
Rational scaled(std::int64_t value, int exponent) {
    if (exponent >= 0) return Rational(shifted_left(Integer(value), static_cast<std::uint64_t>(exponent)));
    return Rational::make(Integer(value), shifted_left(Integer(1), static_cast<std::uint64_t>(-exponent)));
}

void require_finite(double value) {
    if (!std::isfinite(value)) fail(DiagnosticId::CannotConvert, real::to_string(value), "an exact number");
}

/// a/b + c/d where the direct formula may be too long: only the part of the denominators that differs is multiplied.
Rational add_cancelling(std::string_view operation, const Rational& x, const Rational& y, bool subtract) {
    Integer common = gcd(x.denominator(), y.denominator());
    Integer x_rest = divide_truncated(x.denominator(), common), y_rest = divide_truncated(y.denominator(), common);
    Integer left = product(operation, x.numerator(), y_rest), right = product(operation, y.numerator(), x_rest);
    return Rational::make(subtract ? left - right : left + right, product(operation, x.denominator(), y_rest));
}

/// (a/b) · (c/d), cancelling crosswise before multiplying.
Rational multiply_cancelling(std::string_view operation, const Integer& a, const Integer& b, const Integer& c, const Integer& d) {
    Integer first = gcd(a, d), second = gcd(c, b);
    Integer top = product(operation, divide_truncated(a, first), divide_truncated(c, second));
    Integer bottom = product(operation, divide_truncated(b, second), divide_truncated(d, first));
    return Rational::make(std::move(top), std::move(bottom));
}

/// numerator/denominator · 10^exponent, in lowest terms.
Rational times_power_of_ten(std::string_view text, Integer top, Integer bottom, const Integer& exponent) {
    if (top.is_zero()) return Rational();
    Integer count = exponent.abs();
    // log2(10) > 3: this many digits pass the limit, and the power itself need not be tried.
    if (compare(count, Integer(static_cast<std::int64_t>(limit_bits() / 3))) > 0) fail_too_large(text, count, 1.0);
    Integer power_of_ten = power(Integer(10), count);
    Integer& scaled_part = exponent.sign() < 0 ? bottom : top;
    scaled_part = product(text, scaled_part, power_of_ten);
    return Rational::make(std::move(top), std::move(bottom));
}

/// The fraction of smallest denominator between two bounds 0 < low < high, each given as a quotient; the bounds
/// themselves count when `closed`. Walks the common start of both continued fractions. [Stern-Brocot tree]
Rational simplest_between(Integer low_top, Integer low_bottom, Integer high_top, Integer high_bottom, bool closed) {
    // Convergents p/q of the common start; the answer is (p1·t + p0) / (q1·t + q0) for its last term t.
    Integer p0 = 0, q0 = 1, p1 = 1, q1 = 0;
    auto append = [&](const Integer& term) {
        Integer p2 = p1 * term + p0, q2 = q1 * term + q0;
        p0 = std::exchange(p1, std::move(p2));
        q0 = std::exchange(q1, std::move(q2));
    };
    for (;;) {
        // A zero denominator of `high` stands for infinity: `low` was an integer that does not count itself.
        Integer term = divide_floor(low_top, low_bottom);
        Integer low_rest = low_top - term * low_bottom;
        bool low_is_integer = low_rest.is_zero();
        Integer candidate = low_is_integer && closed ? term : term + Integer(1);
        int order = high_bottom.is_zero() ? -1 : compare(candidate * high_bottom, high_top);
        if (order < 0 || (order == 0 && closed)) {
            append(candidate);
            return from_coprime(std::move(p1), std::move(q1)); // convergents are
        }
        // No integer lies between: both bounds begin with `term`; go on with the reciprocals of the rests, which
        // exchange their order.
        append(term);
        Integer high_rest = high_top - term * high_bottom;
        Integer new_low_top = std::move(high_bottom), new_low_bottom = std::move(high_rest);
        high_top = std::move(low_bottom);
        high_bottom = std::move(low_rest);
        low_top = std::move(new_low_top);
        low_bottom = std::move(new_low_bottom);
    }
}

} // namespace

[[gnu::noinline]] static Rational make_of_integers(std::int64_t numerator, std::int64_t denominator) {
    return Rational::make(Integer(numerator), Integer(denominator));
}

Rational Rational::make(std::int64_t numerator, std::int64_t denominator) {
    if (denominator == 0) fail(DiagnosticId::DivisionByZero);
    if (!fits_handle(numerator) || !fits_handle(denominator)) return make_of_integers(numerator, denominator);
    const std::int64_t divisor = common_divisor(numerator, denominator), common = denominator < 0 ? -divisor : divisor;
    return from_words(numerator / common, denominator / common);
}

Rational Rational::make(Integer numerator, Integer denominator) {
    if (denominator.is_zero()) fail(DiagnosticId::DivisionByZero);
    if (FlintAccess::is_long(numerator) || FlintAccess::is_long(denominator)) { // canonicalise() writes on its operands
        Integer common = gcd(numerator, denominator);
        if (denominator.sign() < 0) common = -common;
        if (!common.is_one()) {
            numerator = divide_truncated(numerator, common);
            denominator = divide_truncated(denominator, common);
        }
        return from_coprime(std::move(numerator), std::move(denominator));
    }
    Rational result;
    result.numerator_ = std::move(numerator);
    result.denominator_ = std::move(denominator);
    if (!result.is_integer()) fmpq_canonicalise(fmpq_of(result));
    return result;
}

// ── text ────────────────────────────────────────────────────────────────────────────────────────────────────

std::optional<Rational> Rational::parse(std::string_view text) {
    if (std::size_t slash = text.find('/'); slash != std::string_view::npos) {
        std::string_view top = text.substr(0, slash), bottom = text.substr(slash + 1);
        constexpr std::string_view digits = "0123456789";
        std::size_t sign = !top.empty() && (top[0] == '-' || top[0] == '+') ? 1 : 0;
        if (top.find_first_not_of(digits, sign) != std::string_view::npos) return std::nullopt;
        if (bottom.find_first_not_of(digits) != std::string_view::npos) return std::nullopt;
        std::optional<Integer> numerator = Integer::parse(top), denominator = Integer::parse(bottom);
        if (!numerator || !denominator || denominator->is_zero()) return std::nullopt;
        return make(std::move(*numerator), std::move(*denominator));
    }
    if (std::optional<Integer> integer = Integer::parse(text)) return Rational(std::move(*integer));
    std::optional<DecimalText> decimal = scan_decimal(text);
    if (!decimal) return std::nullopt;

    Integer top = decimal->digits.empty() ? Integer() : *Integer::parse(decimal->digits);
    Integer bottom = 1;
    if (!decimal->repeating.empty()) {
        // D.F(R) is D.F followed by R/(10^r - 1) in units of its last place.
        bottom = power(Integer(10), Integer(static_cast<std::int64_t>(decimal->repeating.size()))) - Integer(1);
        top = product(text, top, bottom) + *Integer::parse(decimal->repeating);
    }
    if (decimal->negative) top = -top;
    Integer exponent = decimal->exponent - Integer(static_cast<std::int64_t>(decimal->fraction_size));
    return times_power_of_ten(text, std::move(top), std::move(bottom), exponent);
}

std::string Rational::to_string() const {
    std::string text = numerator_.to_string();
    if (!is_integer()) text.append("/").append(denominator_.to_string());
    return text;
}

std::string Rational::to_hexadecimal() const {
    std::string text = numerator_.to_hexadecimal();
    if (!is_integer()) text.append("/").append(denominator_.to_hexadecimal());
    return text;
}

// ── doubles ─────────────────────────────────────────────────────────────────────────────────────────────────

Rational Rational::from_double(double value) {
    require_finite(value);
    int exponent = 0;
    double mantissa = std::frexp(value, &exponent);
    return scaled(static_cast<std::int64_t>(std::ldexp(mantissa, 53)), exponent - 53);
}

double Rational::to_double() const {
    if (is_integer()) return numerator_.to_double();
    if (FlintAccess::is_small(numerator_) && FlintAccess::is_small(denominator_)) {
        std::int64_t top = FlintAccess::small(numerator_), bottom = FlintAccess::small(denominator_);
        if (top <= kExactInDouble && top >= -kExactInDouble && bottom <= kExactInDouble)
            return static_cast<double>(top) / static_cast<double>(bottom); // one rounding, IEEE's own
    }
    const double sign = numerator_.sign() < 0 ? -1.0 : 1.0;
    const std::int64_t size = static_cast<std::int64_t>(numerator_.bits()) - static_cast<std::int64_t>(denominator_.bits());
    if (size > 1026) return sign * HUGE_VAL;
    if (size < -1080) return sign * 0.0;

    // quotient = floor(|numerator|/denominator · 2^shift) has 63 or 64 bits.
    const std::int64_t shift = 63 - size;
    Integer top = numerator_.abs(), bottom = denominator_, quotient, remainder;
    (shift > 0 ? top : bottom) = shifted_left(shift > 0 ? top : bottom, static_cast<std::uint64_t>(shift > 0 ? shift : -shift));
    fmpz_tdiv_qr(fmpz_of(quotient), fmpz_of(remainder), fmpz_of(top), fmpz_of(bottom));
    const std::uint64_t leading = fmpz_get_ui(fmpz_of(quotient));
    const bool lost = !remainder.is_zero();

    // The unit of the last place: 53 bits, or fewer when the result is subnormal. `drop` bits go, at least 10.
    const std::int64_t exponent = static_cast<std::int64_t>(quotient.bits()) - 1 - shift;
    const std::int64_t unit = exponent - 52 > -1074 ? exponent - 52 : -1074;
    const std::int64_t drop = unit + shift;
    if (drop > 64) return sign * 0.0; // below half of the smallest double
    std::uint64_t kept = drop == 64 ? 0 : leading >> drop;
    const std::uint64_t half = std::uint64_t{1} << (drop - 1);
    const std::uint64_t rest = leading & (half | (half - 1));
    if (rest > half || (rest == half && (lost || kept % 2 == 1))) ++kept;
    return sign * std::ldexp(static_cast<double>(kept), static_cast<int>(unit));
}

Rational Rational::simplest_of_double(double value) {
    require_finite(value);
    LimitLifted lifted;
    // An integer is its own simplest form; from 2^52 on every double is one.
    if (value == std::trunc(value)) return Rational(Integer::from_double(value));
    int exponent = 0;
    double fraction = std::frexp(std::fabs(value), &exponent);
    if (exponent < -1021) { // subnormal: the unit does not shrink further
        fraction = std::ldexp(fraction, exponent + 1021);
        exponent = -1021;
    }
    const std::int64_t mantissa = static_cast<std::int64_t>(std::ldexp(fraction, 53));
    // In quarters of the unit 2^(exponent-53): half a unit up; half a unit down, or a quarter below a power of two,
    // where the doubles lie twice as dense (not at the smallest exponent, where they do not).
    const bool power_of_two = mantissa == kExactInDouble / 2 && exponent > -1021;
    Rational low = scaled(4 * mantissa - (power_of_two ? 1 : 2), exponent - 55);
    Rational high = scaled(4 * mantissa + 2, exponent - 55);
    const bool closed = mantissa % 2 == 0; // a tie goes to the even mantissa
    Rational result = simplest_between(low.numerator(), low.denominator(), high.numerator(), high.denominator(), closed);
    return value < 0 ? -result : result;
}

int compare(const Rational& a, double b) {
    RUMINA_ASSERT(!std::isnan(b), "NaN has no place in the order");
    if (std::isinf(b)) return b > 0 ? -1 : 1;
    return compare(a, Rational::from_double(b));
}

// ── arithmetic ──────────────────────────────────────────────────────────────────────────────────────────────

// Reducing fractions of this length takes about a quarter of a second; operations cannot be stopped on the way.
static void require_short(const Rational& a, const Rational& b) {
    std::uint64_t limit = std::max<std::uint64_t>(limit_bits() / 16, 1 << 16);
    std::uint64_t bits = a.numerator().bits() + a.denominator().bits() + b.numerator().bits() + b.denominator().bits();
    if (RUMINA_UNLIKELY(bits > limit)) fail(DiagnosticId::TooLarge, "this fraction", fmt::format("{} digits", static_cast<std::uint64_t>(double(limit) * kLog10Of2)));
}

static Rational long_sum(const Rational& a, const Rational& b) {
    if (a.is_integer() && b.is_integer()) return Rational(a.numerator() + b.numerator());
    require_short(a, b);
    if (RUMINA_UNLIKELY(!surely_fits(a, b))) return add_cancelling("+", a, b, false);
    return interruptible_when(is_long(a) || is_long(b), [&] {
        Rational result;
        fmpq_add(fmpq_of(result), fmpq_of(a), fmpq_of(b));
        return result;
    });
}
Rational operator+(const Rational& a, const Rational& b) {
    return RUMINA_LIKELY(is_short(a) && is_short(b)) ? sum_of_words(words_of(a), words_of(b)) : long_sum(a, b);
}

static Rational long_difference(const Rational& a, const Rational& b) {
    if (a.is_integer() && b.is_integer()) return Rational(a.numerator() - b.numerator());
    require_short(a, b);
    if (RUMINA_UNLIKELY(!surely_fits(a, b))) return add_cancelling("-", a, b, true);
    return interruptible_when(is_long(a) || is_long(b), [&] {
        Rational result;
        fmpq_sub(fmpq_of(result), fmpq_of(a), fmpq_of(b));
        return result;
    });
}
Rational operator-(const Rational& a, const Rational& b) {
    return RUMINA_LIKELY(is_short(a) && is_short(b)) ? sum_of_words(words_of(a), {-words_of(b).top, words_of(b).bottom}) : long_difference(a, b);
}

static Rational long_product(const Rational& a, const Rational& b) {
    if (a.is_integer() && b.is_integer()) return Rational(a.numerator() * b.numerator());
    require_short(a, b);
    if (RUMINA_UNLIKELY(!surely_fits(a, b))) {
        if (a.sign() == 0 || b.sign() == 0) return Rational();
        return multiply_cancelling("*", a.numerator(), a.denominator(), b.numerator(), b.denominator());
    }
    return interruptible_when(is_long(a) || is_long(b), [&] {
        Rational result;
        fmpq_mul(fmpq_of(result), fmpq_of(a), fmpq_of(b));
        return result;
    });
}
Rational operator*(const Rational& a, const Rational& b) {
    return RUMINA_LIKELY(is_short(a) && is_short(b)) ? product_of_words(words_of(a), words_of(b)) : long_product(a, b);
}

static Rational long_quotient(const Rational& a, const Rational& b) {
    if (a.sign() == 0) return Rational();
    if (a.is_integer() && b.is_integer()) return Rational::make(a.numerator(), b.numerator());
    require_short(a, b);
    if (RUMINA_UNLIKELY(!surely_fits(a, b)))
        return multiply_cancelling("/", a.numerator(), a.denominator(), b.denominator(), b.numerator());
    return interruptible_when(is_long(a) || is_long(b), [&] {
        Rational result;
        fmpq_div(fmpq_of(result), fmpq_of(a), fmpq_of(b));
        return result;
    });
}
Rational operator/(const Rational& a, const Rational& b) {
    if (b.sign() == 0) fail(DiagnosticId::DivisionByZero);
    return RUMINA_LIKELY(is_short(a) && is_short(b)) ? product_of_words(words_of(a), {words_of(b).bottom, words_of(b).top}) : long_quotient(a, b);
}

Rational Rational::operator-() const {
    Rational result;
    result.numerator_ = -numerator_;
    result.denominator_ = denominator_;
    return result;
}

Rational Rational::abs() const { return sign() < 0 ? -*this : *this; }

int compare(const Rational& a, const Rational& b) {
    int order = interruptible_when(is_long(a) || is_long(b), [&] { return fmpq_cmp(fmpq_of(a), fmpq_of(b)); });
    return (order > 0) - (order < 0);
}

std::uint64_t Rational::hash() const {
    std::uint64_t hash = numerator_.hash();
    return is_integer() ? hash : (hash << 23 | hash >> 41) ^ denominator_.hash() * 0x9E3779B97F4A7C15u;
}

// ── integer parts and remainders ────────────────────────────────────────────────────────────────────────────

Integer floor(const Rational& a) { return divide_floor(a.numerator(), a.denominator()); }

Integer ceil(const Rational& a) {
    return interruptible_when(is_long(a), [&] {
        Integer result;
        fmpz_cdiv_q(fmpz_of(result), fmpz_of(a.numerator()), fmpz_of(a.denominator()));
        return result;
    });
}

Integer truncate(const Rational& a) { return divide_truncated(a.numerator(), a.denominator()); }

Integer round(const Rational& a) {
    if (a.is_integer()) return a.numerator();
    Integer whole = truncate(a);
    Integer rest = remainder_truncated(a.numerator(), a.denominator()).abs();
    if (compare(rest, a.denominator() - rest) < 0) return whole; // less than half is left
    return whole + Integer(a.sign());
}

Rational remainder_truncated(const Rational& a, const Rational& b) {
    if (b.sign() == 0) fail(DiagnosticId::DivisionByZero);
    if (a.is_integer() && b.is_integer()) return Rational(remainder_truncated(a.numerator(), b.numerator()));
    return Rational::make(remainder_truncated(a.numerator() * b.denominator(), b.numerator() * a.denominator()),
                          a.denominator() * b.denominator());
}

Rational remainder_floor(const Rational& a, const Rational& b) {
    if (b.sign() == 0) fail(DiagnosticId::DivisionByZero);
    if (a.is_integer() && b.is_integer()) return Rational(remainder_floor(a.numerator(), b.numerator()));
    return Rational::make(remainder_floor(a.numerator() * b.denominator(), b.numerator() * a.denominator()),
                          a.denominator() * b.denominator());
}

// ── powers and roots ────────────────────────────────────────────────────────────────────────────────────────

Rational power(const Rational& a, const Integer& exponent) {
    if (exponent.sign() >= 0) {
        if (a.is_integer()) return Rational(power(a.numerator(), exponent));
        Integer top = power(a.numerator(), exponent);
        return from_coprime(std::move(top), power(a.denominator(), exponent));
    }
    if (a.sign() == 0) fail(DiagnosticId::ZeroToNegative);
    Integer count = -exponent;
    Integer top = power(a.denominator(), count), bottom = power(a.numerator(), count);
    if (bottom.sign() < 0) return from_coprime(-top, -bottom);
    return from_coprime(std::move(top), std::move(bottom));
}

namespace {

/// False: certainly no n-th power. For a long integer: its residues by a few primes q = 1 mod n, of which one in n is a
/// power, cost next to nothing beside a root.
bool may_be_power(const Integer& a, std::uint32_t n) {
    constexpr int tests = 4;
    if (!FlintAccess::is_long(a) || n < 2) return true;
    const ulong step = n % 2 == 0 ? n : 2 * ulong{n};
    int tested = 0;
    for (ulong q = (std::max(ulong{1} << 30, 8 * step) / step) * step + 1; tested < tests; q += step) {
        if (!n_is_prime(q)) continue;
        ++tested;
        const ulong r = fmpz_fdiv_ui(fmpz_of(a), q);
        if (r != 0 && n_powmod2_preinv(r, (q - 1) / n, q, n_preinvert_limb(q)) != 1) return false;
    }
    return true;
}

} // namespace

std::optional<Rational> exact_root(const Rational& a, std::uint32_t n) {
    if (n == 0 || (a.sign() < 0 && n % 2 == 0)) return std::nullopt;
    if (!may_be_power(a.denominator(), n) || !may_be_power(a.numerator(), n)) return std::nullopt;
    bool exact = false;
    Integer bottom = nth_root(a.denominator(), n, exact);
    if (!exact) return std::nullopt;
    Integer top = nth_root(a.numerator(), n, exact);
    if (!exact) return std::nullopt;
    return from_coprime(std::move(top), std::move(bottom));
}

} // namespace rumina
