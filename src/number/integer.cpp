// Integers over FLINT's fmpz. Every operation treats values that sit in the handle first, without a call; what grows
// is estimated before it starts (number/size_limit.h). Division by zero is found here: FLINT would end the process.
#include "number/integer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <numeric>
#include <span>
#include <utility>

#include "base/assert.h"
#include "diagnostics/diagnostic.h"
#include "number/calcium.h"
#include "number/cold_products.h"
#include "number/flint.h"
#include "number/interruptible.h"
#include "number/real.h"
#include "number/size_limit.h"

namespace rumina {
namespace {

constexpr double kLog2Of10 = 3.3219280948873623479;
constexpr double kLog2OfE = 1.4426950408889634074;
constexpr double kLog10OfE = 0.43429448190325182765;
constexpr double kTwoPi = 6.283185307179586477;

/// From here on a count of factors that are at least 2 makes a number past every limit.
constexpr std::int64_t kHopelessCount = std::int64_t{1} << 37;

/// Values whose product, sum or quotient needs no look at FLINT's memory.
bool both_small(const Integer& a, const Integer& b) { return FlintAccess::is_small(a) && FlintAccess::is_small(b); }

/// Whether an operation on both is worth being left.
bool any_long(const Integer& a, const Integer& b) { return FlintAccess::is_long(a) || FlintAccess::is_long(b); }

/// Adding grows by one bit at most, so the check may follow the operation.
Integer checked(std::string_view operation, Integer&& result) {
    require_bits(operation, result.bits());
    return std::move(result);
}

void require_divisor(const Integer& b) {
    if (RUMINA_UNLIKELY(b.is_zero())) fail(DiagnosticId::DivisionByZero);
}

std::uint64_t mixed(std::uint64_t x) { // the finaliser of splitmix64
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 99;
}

/// log2(n!) by Stirling's series; better than 1e-3 for n >= 2.
double log2_factorial(double n) {
    if (n < 2) return 0;
    return n * (real::log2(n) - kLog2OfE) + 0.5 * real::log2(kTwoPi * n) + kLog2OfE / (12 * n);
}

/// log2 of n·(n-1)·…·(n-k+1) for 1 <= k <= n, k below kHopelessCount.
double log2_falling(const Integer& n, double k) {
    double size = n.to_double();
    if (size < 0x1p40) return log2_factorial(size) - log2_factorial(size - k);
    // Here k is below n/8; the mean factor is n - k/2 to within the precision of an estimate.
    return k * (log2_magnitude(n) + real::log1p(-0.5 * k / size) * kLog2OfE);
}

/// log2 of n over k for 1 <= k <= n/2, divided by k; from Stirling's series, written so that huge n and k do not
/// overflow.
double log2_binomial_per_factor(const Integer& n, const Integer& k) {
    double ratio = real::pow(2.0, log2_magnitude(k) - log2_magnitude(n)); // k/n, at most about 1/2
    double odds = ratio / (1 - ratio);                                    // k/(n-k)
    double tail = odds < 1e-9 ? kLog2OfE : real::log1p(odds) * kLog2OfE / odds;
    double per_factor = log2_magnitude(n) - log2_magnitude(k) + tail;
    double count = k.to_double();
    double correction = 0.5 * real::log2(kTwoPi * count * (1 - ratio)) / count; // vanishes for large k
    return count < 1e300 ? per_factor - correction : per_factor;
}

/// x·(x+1)·…·(x+count-1); sizes are the caller's care.
Integer rising_product(const Integer& x, std::int64_t count) {
    return interruptible([&] {
        Integer result;
        fmpz_rfac_ui(fmpz_of(result), fmpz_of(x), static_cast<ulong>(count));
        return result;
    });
}

} // namespace

// ── life of the handle ──────────────────────────────────────────────────────────────────────────────────────

Integer::Integer(std::int64_t value) : handle_(0) {
    if (RUMINA_LIKELY(value <= COEFF_MAX && value >= COEFF_MIN)) {
        handle_ = value;
    } else {
        fmpz_set_si(fmpz_of(*this), value);
    }
}

Integer::Integer(const Integer& other) : handle_(other.handle_) {
    if (RUMINA_LIKELY(!other.is_large())) return;
    handle_ = 0;
    fmpz_set(fmpz_of(*this), fmpz_of(other));
}

Integer& Integer::operator=(const Integer& other) {
    if (!is_large() && !other.is_large()) {
        handle_ = other.handle_;
    } else {
        fmpz_set(fmpz_of(*this), fmpz_of(other));
    }
    return *this;
}

Integer& Integer::operator=(Integer&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
}

void Integer::release() noexcept {
    if (!work_abandoned()) fmpz_clear(fmpz_of(*this));
}

// ── text and doubles ────────────────────────────────────────────────────────────────────────────────────────

std::optional<Integer> Integer::parse(std::string_view text) {
    std::string_view whole = text;
    bool negative = false;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        negative = text[0] == '-';
        text.remove_prefix(1);
    }
    int base = 10;
    if (text.size() > 2 && text[0] == '0') {
        base = text[1] == 'x' ? 16 : text[1] == 'b' ? 2 : text[1] == 'o' ? 8 : 10;
        if (base != 10) text.remove_prefix(2);
    }
    if (text.empty()) return std::nullopt;
    for (char c : text)
        if (digit_value(c) >= base) return std::nullopt;
    std::size_t zeros = text.find_first_not_of('0');
    if (zeros == std::string_view::npos) return Integer();
    text.remove_prefix(zeros);

    if (text.size() <= 15) { // 15 digits of any base up to 16 stay below 2^60
        std::int64_t value = 0;
        for (char c : text) value = value * base + digit_value(c);
        return Integer(negative ? -value : value);
    }
    double digit_bits = base == 10 ? kLog2Of10 : std::countr_zero(static_cast<unsigned>(base));
    if (static_cast<double>(text.size() - 1) * digit_bits >= static_cast<double>(limit_bits()))
        fail_too_large(whole, Integer(static_cast<std::int64_t>(text.size())), digit_bits * kLog10Of2);
    std::string terminated(text);
    return interruptible_when(text.size() >= kLongOperands / 4, [&]() -> std::optional<Integer> {
        Integer result;
        if (fmpz_set_str(fmpz_of(result), terminated.c_str(), base) != 0) return std::nullopt;
        if (negative) fmpz_neg(fmpz_of(result), fmpz_of(result));
        return result;
    });
}

Integer Integer::from_double(double value) {
    if (!std::isfinite(value)) fail(DiagnosticId::CannotConvert, real::to_string(value), "an exact number");
    value = std::trunc(value);
    if (std::fabs(value) < 0x1p62) return Integer(static_cast<std::int64_t>(value));
    int exponent = 0;
    double mantissa = std::frexp(value, &exponent);
    Integer result(static_cast<std::int64_t>(std::ldexp(mantissa, 53)));
    fmpz_mul_2exp(fmpz_of(result), fmpz_of(result), static_cast<ulong>(exponent - 53));
    return result;
}

Integer Integer::power_of_two(std::uint64_t exponent) {
    if (exponent < 62) return Integer(std::int64_t{1} << exponent);
    if (exponent >= limit_bits()) {
        Integer count = static_cast<std::int64_t>(exponent >> 1);
        fail_too_large("^", count + count, kLog10Of2);
    }
    Integer result;
    fmpz_one_2exp(fmpz_of(result), static_cast<ulong>(exponent));
    return result;
}

std::string Integer::to_string() const {
    if (RUMINA_LIKELY(!is_large())) return std::to_string(handle_);
    std::string text(fmpz_sizeinbase(fmpz_of(*this), 10) + 2, '\0'); // sign and final zero
    interruptible_when(FlintAccess::is_long(*this), [&] { fmpz_get_str(text.data(), 10, fmpz_of(*this)); });
    text.resize(std::strlen(text.c_str()));
    return text;
}

/// Writes the eight digits of half a word, the highest first, as the bytes of a word.
[[gnu::noinline]] static void write_hexadecimal(std::uint64_t digits, char* at) {
    digits = (digits | digits << 16) & 0x0000ffff0000ffff;
    digits = (digits | digits << 8) & 0x00ff00ff00ff00ff;
    digits = (digits | digits << 4) & 0x0f0f0f0f0f0f0f0f;
    const std::uint64_t letters = (digits + 0x0606060606060606) >> 4 & 0x0101010101010101;
    digits = __builtin_bswap64(digits + 0x3030303030303030 + letters * ('a' - '9' - 1));
    std::memcpy(at, &digits, sizeof(digits));
}
static_assert(std::endian::native == std::endian::little);

std::string Integer::to_hexadecimal() const {
    const mp_limb_t magnitude = handle_ < 0 ? -static_cast<mp_limb_t>(handle_) : static_cast<mp_limb_t>(handle_);
    std::span<const mp_limb_t> words(&magnitude, 1);
    if (is_large()) words = {COEFF_TO_PTR(handle_)->_mp_d, mpz_size(COEFF_TO_PTR(handle_))};
    std::string text(1 + 16 * words.size(), '-');
    char* at = text.data() + 1;
    for (std::size_t half = 2 * words.size(); half-- > 0; at += 8) write_hexadecimal(words[half / 2] >> (half % 2 * 32) & 0xffffffff, at);
    const std::size_t sign_size = sign() < 0 ? 1 : 0;
    const std::size_t first_digits = std::max<std::size_t>((static_cast<std::size_t>(std::bit_width(words.back())) + 3) / 4, 1);
    text.erase(sign_size, 17 - first_digits - sign_size);
    return text;
}

bool Integer::fits_int64() const noexcept { return !is_large() || fmpz_fits_si(fmpz_of(*this)); }

std::int64_t Integer::to_int64() const noexcept {
    RUMINA_ASSERT(fits_int64(), "to_int64 of a value that does not fit");
    return is_large() ? fmpz_get_si(fmpz_of(*this)) : handle_;
}

double Integer::to_double() const {
    if (RUMINA_LIKELY(!is_large())) return static_cast<double>(handle_);
    mpz_srcptr value = COEFF_TO_PTR(handle_);
    std::size_t limbs = mpz_size(value);
    if (limbs > 1024 / 64 + 1) return sign() * HUGE_VAL;
    // The 64 leading bits; whether a bit is lost below them goes into the last one, which rounding to 53 bits reads
    // as "more than a tie".
    std::uint64_t leading = mpz_getlimbn(value, limbs - 1);
    int shift = std::countl_zero(leading);
    bool lost = false;
    if (limbs > 1) {
        std::uint64_t next = mpz_getlimbn(value, limbs - 2);
        if (shift == 0) {
            lost = next != 0;
        } else {
            leading = leading << shift | next >> (64 - shift);
            lost = next << shift != 0;
        }
        for (std::size_t i = 0; !lost && i + 2 < limbs; ++i) lost = mpz_getlimbn(value, i) != 0;
    } else {
        leading <<= shift;
    }
    int exponent = static_cast<int>(limbs - 1) * 64 - shift;
    double magnitude = std::ldexp(static_cast<double>(leading | (lost ? 1 : 0)), exponent);
    return mpz_sgn(value) < 0 ? -magnitude : magnitude;
}

// ── facts ───────────────────────────────────────────────────────────────────────────────────────────────────

int Integer::sign() const noexcept {
    if (!is_large()) return (handle_ > 0) - (handle_ < 0);
    return fmpz_sgn(fmpz_of(*this));
}

bool Integer::is_odd() const noexcept { return fmpz_is_odd(fmpz_of(*this)); }

std::uint64_t Integer::bits() const noexcept {
    if (is_large()) return fmpz_bits(fmpz_of(*this));
    return std::bit_width(static_cast<std::uint64_t>(handle_ < 0 ? -handle_ : handle_));
}

std::size_t Integer::bytes_beside() const noexcept {
    mpz_srcptr value = COEFF_TO_PTR(handle_);
    return sizeof(*value) + static_cast<std::size_t>(value->_mp_alloc) * sizeof(mp_limb_t);
}

std::uint64_t Integer::hash() const noexcept {
    // A value that fits int64 hashes as that, wherever it is kept.
    if (fits_int64()) return mixed(static_cast<std::uint64_t>(to_int64()) + 0x9E3779B97F4A7C15u);
    mpz_srcptr value = COEFF_TO_PTR(handle_);
    std::uint64_t hash = mpz_sgn(value) < 0 ? 0x2545F4914F6CDD1Du : 0;
    for (std::size_t i = 0; i < mpz_size(value); ++i) hash = mixed(hash ^ mpz_getlimbn(value, i)) + 0x9E3779B97F4A7C15u;
    return hash;
}

int compare(const Integer& a, const Integer& b) noexcept {
    if (RUMINA_LIKELY(!a.is_large() && !b.is_large())) return (a.handle_ > b.handle_) - (a.handle_ < b.handle_);
    int order = fmpz_cmp(fmpz_of(a), fmpz_of(b));
    return (order > 0) - (order < 0);
}

// ── ring operations ─────────────────────────────────────────────────────────────────────────────────────────

Integer operator+(const Integer& a, const Integer& b) {
    if (RUMINA_LIKELY(both_small(a, b))) return Integer(a.handle_ + b.handle_); // below 2^63 in magnitude
    Integer result;
    fmpz_add(fmpz_of(result), fmpz_of(a), fmpz_of(b));
    return checked("+", std::move(result));
}

Integer operator-(const Integer& a, const Integer& b) {
    if (RUMINA_LIKELY(both_small(a, b))) return Integer(a.handle_ - b.handle_);
    Integer result;
    fmpz_sub(fmpz_of(result), fmpz_of(a), fmpz_of(b));
    return checked("-", std::move(result));
}

Integer operator*(const Integer& a, const Integer& b) {
    if (RUMINA_LIKELY(both_small(a, b))) {
        std::int64_t product;
        if (!__builtin_mul_overflow(a.handle_, b.handle_, &product)) return Integer(product);
    }
    if (a.is_zero() || b.is_zero()) return Integer();
    require_bits("*", a.bits() + b.bits() - 1);
    if (kCompilesAtFirstCall && is_cold_product(a, b)) return cold_product(a, b);
    return interruptible_when(any_long(a, b), [&] {
        Integer result;
        fmpz_mul(fmpz_of(result), fmpz_of(a), fmpz_of(b));
        return result;
    });
}

Integer Integer::operator-() const {
    if (RUMINA_LIKELY(!is_large())) return Integer(-handle_);
    Integer result;
    fmpz_neg(fmpz_of(result), fmpz_of(*this));
    return result;
}

Integer Integer::abs() const { return sign() < 0 ? -*this : *this; }

// ── division ────────────────────────────────────────────────────────────────────────────────────────────────

Integer divide_truncated(const Integer& a, const Integer& b) {
    require_divisor(b);
    if (both_small(a, b)) return Integer(FlintAccess::small(a) / FlintAccess::small(b));
    return interruptible_when(any_long(a, b), [&] {
        Integer result;
        fmpz_tdiv_q(fmpz_of(result), fmpz_of(a), fmpz_of(b));
        return result;
    });
}

Integer remainder_truncated(const Integer& a, const Integer& b) {
    require_divisor(b);
    if (both_small(a, b)) return Integer(FlintAccess::small(a) % FlintAccess::small(b));
    return interruptible_when(any_long(a, b), [&] {
        Integer quotient, remainder;
        fmpz_tdiv_qr(fmpz_of(quotient), fmpz_of(remainder), fmpz_of(a), fmpz_of(b));
        return remainder;
    });
}

Integer divide_floor(const Integer& a, const Integer& b) {
    require_divisor(b);
    if (both_small(a, b)) {
        std::int64_t x = FlintAccess::small(a), y = FlintAccess::small(b);
        return Integer(x / y - (x % y != 0 && (x < 0) != (y < 0)));
    }
    return interruptible_when(any_long(a, b), [&] {
        Integer result;
        fmpz_fdiv_q(fmpz_of(result), fmpz_of(a), fmpz_of(b));
        return result;
    });
}

Integer remainder_floor(const Integer& a, const Integer& b) {
    require_divisor(b);
    if (both_small(a, b)) {
        std::int64_t y = FlintAccess::small(b), rest = FlintAccess::small(a) % y;
        return Integer(rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest);
    }
    return interruptible_when(any_long(a, b), [&] {
        Integer result;
        fmpz_fdiv_r(fmpz_of(result), fmpz_of(a), fmpz_of(b));
        return result;
    });
}

std::int64_t common_divisor(std::int64_t a, std::int64_t b) { return std::gcd(a, b); }

Integer gcd(const Integer& a, const Integer& b) {
    if (both_small(a, b)) return Integer(common_divisor(FlintAccess::small(a), FlintAccess::small(b)));
    return interruptible_when(any_long(a, b), [&] {
        Integer result;
        fmpz_gcd(fmpz_of(result), fmpz_of(a), fmpz_of(b));
        return result;
    });
}

Integer lcm(const Integer& a, const Integer& b) {
    if (a.is_zero() || b.is_zero()) return Integer();
    Integer reduced = divide_truncated(a, gcd(a, b));
    require_bits("lcm", reduced.bits() + b.bits() - 1);
    return (reduced * b).abs();
}

Integer quotient_of_minor(const Integer& a, const Integer& b, const Integer& c, const Integer& d, const Integer& divisor) {
    RUMINA_ASSERT(!divisor.is_zero(), "an entry of an elimination is divided by a pivot");
    auto least_bits = [](const Integer& x, const Integer& y) { return x.is_zero() || y.is_zero() ? 0 : x.bits() + y.bits() - 1; };
    require_bits("*", std::max(least_bits(a, d), least_bits(b, c)));
    return interruptible_when(any_long(a, d) || any_long(b, c), [&] {
        Integer minor, product;
        fmpz_mul(fmpz_of(minor), fmpz_of(a), fmpz_of(d));
        fmpz_mul(fmpz_of(product), fmpz_of(b), fmpz_of(c));
        fmpz_sub(fmpz_of(minor), fmpz_of(minor), fmpz_of(product));
        fmpz_divexact(fmpz_of(minor), fmpz_of(minor), fmpz_of(divisor));
        return minor;
    });
}

// ── powers and products ─────────────────────────────────────────────────────────────────────────────────────

/// Raises NumberTooLarge for a power that passes the limit, by a good estimate.
[[gnu::noinline]] static void require_power(const Integer& a, const Integer& exponent) {
    const double bits = exponent.to_double() * log2_magnitude(a);
    if (compare(exponent, Integer(kHopelessCount)) >= 0 || bits >= static_cast<double>(limit_bits()))
        fail_too_large("^", exponent, log10_magnitude(a));
}

Integer power(const Integer& a, const Integer& exponent) {
    RUMINA_ASSERT(exponent.sign() >= 0, "a negative power is not an integer");
    if (exponent.is_zero()) return Integer(1);
    if (a.is_zero()) return Integer();
    if (a.bits() == 1) return a.sign() < 0 && exponent.is_odd() ? Integer(-1) : Integer(1);
    std::uint64_t most_bits;
    const bool is_known = FlintAccess::is_small(exponent) && !__builtin_mul_overflow(a.bits(), static_cast<std::uint64_t>(FlintAccess::small(exponent)), &most_bits);
    if (!is_known) most_bits = UINT64_MAX;
    if (most_bits >= limit_bits()) require_power(a, exponent);
    if (kCompilesAtFirstCall && FlintAccess::is_small(a) && is_cold_power(most_bits)) return cold_power(FlintAccess::small(a), static_cast<std::uint64_t>(exponent.to_int64()));
    return interruptible_when(most_bits >= kLongOperands, [&] {
        Integer result;
        fmpz_pow_ui(fmpz_of(result), fmpz_of(a), static_cast<ulong>(exponent.to_int64()));
        return result;
    });
}

/// from·(from+1)·…·to by one word of factors after another, in words from the lowest; gives how many. `to` is below 2^11.
static mp_size_t multiply_range(std::uint64_t from, std::uint64_t to, mp_limb_t* words) {
    mp_size_t size = 1;
    words[0] = 1;
    for (std::uint64_t factor = from; factor <= to;) {
        std::uint64_t factors = 1;
        for (; factor <= to && factors >> 53 == 0; ++factor) factors *= factor;
        if (const mp_limb_t carry = mpn_mul_1(words, words, size, factors)) words[size++] = carry;
    }
    return size;
}

/// n! by two products of words of factors, about equally long. That short it takes no longer than some 20 µs; FLINT's way by
/// prime powers and subproducts takes 0.6 of it and far more code, which a WebAssembly engine compiles when it runs first.
constexpr std::int64_t kShortFactorial = 1200;
static Integer short_factorial(std::int64_t n) {
    static_assert(kShortFactorial < 1 << 11);
    constexpr std::size_t kMostWords = kShortFactorial * std::bit_width(static_cast<std::uint64_t>(kShortFactorial)) / 64 + 2;
    std::array<mp_limb_t, kMostWords> low, high, words;
    const std::uint64_t last = static_cast<std::uint64_t>(n), middle = last * 9 / 16;
    const mp_size_t low_size = multiply_range(1, middle, low.data()), high_size = multiply_range(middle + 1, last, high.data());
    words[static_cast<std::size_t>(low_size)] = mpn_mul_1(words.data(), low.data(), low_size, high[0]);
    for (mp_size_t i = 1; i < high_size; ++i)
        words[static_cast<std::size_t>(low_size + i)] = mpn_addmul_1(words.data() + i, low.data(), low_size, high[static_cast<std::size_t>(i)]);
    Integer result;
    fmpz_set_ui_array(fmpz_of(result), words.data(), low_size + high_size);
    return result;
}

[[gnu::noinline]] static Integer long_factorial(const Integer& n) {
    if (n.sign() < 0) fail(DiagnosticId::FactorialOfNegative);
    double size = n.to_double();
    if (compare(n, Integer(kHopelessCount)) >= 0) fail_too_large("!", n, log10_magnitude(n) - kLog10OfE);
    double bits = log2_factorial(size);
    if (bits >= static_cast<double>(limit_bits())) fail_too_large("!", n, bits * kLog10Of2 / size);
    return interruptible_when(bits >= static_cast<double>(kLongOperands), [&] {
        Integer result;
        fmpz_fac_ui(fmpz_of(result), static_cast<ulong>(n.to_int64()));
        return result;
    });
}

Integer factorial(const Integer& n) {
    const bool is_short = FlintAccess::is_small(n) && FlintAccess::small(n) >= 0 && FlintAccess::small(n) <= kShortFactorial;
    // A factor of n! has at most the bits of n.
    if (is_short && static_cast<std::uint64_t>(FlintAccess::small(n)) * n.bits() < limit_bits()) return short_factorial(FlintAccess::small(n));
    return long_factorial(n);
}

Integer falling_factorial(const Integer& n, const Integer& k) {
    if (k.sign() < 0) fail(DiagnosticId::OutsideDomain, "a number of ordered choices", clipped(k));
    if (k.is_zero()) return Integer(1);
    if (n.sign() < 0) { // n·(n-1)·… = (-1)^k · |n|·(|n|+1)·…
        Integer result = falling_factorial(k - n - Integer(1), k);
        return k.is_odd() ? -result : result;
    }
    if (compare(k, n) > 0) return Integer();
    if (compare(k, Integer(kHopelessCount)) >= 0) fail_too_large("falling_factorial", k, log10_magnitude(n));
    double count = k.to_double();
    double bits = log2_falling(n, count);
    if (bits >= static_cast<double>(limit_bits())) fail_too_large("falling_factorial", k, bits * kLog10Of2 / count);
    if (k == n) return factorial(n);
    return rising_product(n - k + Integer(1), k.to_int64());
}

Integer binomial(const Integer& n, const Integer& k) {
    if (k.sign() < 0) return Integer();
    if (n.sign() < 0) { // upper negation
        Integer result = binomial(k - n - Integer(1), k);
        return k.is_odd() ? -result : result;
    }
    if (compare(k, n) > 0) return Integer();
    Integer rest = n - k;
    const Integer& count = compare(rest, k) < 0 ? rest : k; // at most n/2 from here on
    if (count.is_zero()) return Integer(1);
    if (count.is_one()) return n;
    double per_factor = log2_binomial_per_factor(n, count);
    // Each factor n/k is at least 2.
    if (compare(count, Integer(kHopelessCount)) >= 0 || count.to_double() * per_factor >= static_cast<double>(limit_bits()))
        fail_too_large("binomial", count, per_factor * kLog10Of2);
    if (n.bits() <= 32)
        return interruptible([&] {
            Integer result;
            fmpz_bin_uiui(fmpz_of(result), static_cast<ulong>(n.to_int64()), static_cast<ulong>(count.to_int64()));
            return result;
        });
    // The product before division by count! may be several times the result's length, and must fit the library too.
    if (log2_falling(n, count.to_double()) >= static_cast<double>(kLibraryBits))
        fail_too_large("binomial", count, per_factor * kLog10Of2);
    return interruptible([&] {
        Integer product = rising_product(n - count + Integer(1), count.to_int64()), result;
        fmpz_divexact(fmpz_of(result), fmpz_of(product), fmpz_of(factorial(count)));
        return result;
    });
}

namespace {

/// base^exponent modulo `modulus`, all positive; call inside interruptible(). GMP's modular power of some thousand digits
/// allocates nothing for seconds, so that nothing asks whether to stop: long ones are taken in pieces of the exponent, which
/// makes up to twice the work.
void long_power_mod(fmpz_t result, const fmpz_t base, const fmpz_t exponent, const fmpz_t modulus) {
    constexpr double kUnbroken = 0x1p40, kPiece = 0x1p38; // bits of the exponent times the square of the modulus's
    constexpr double kAsks = 0x1p16;                      // bits of a modulus from which on every product allocates
    const auto bits = static_cast<double>(fmpz_bits(modulus));
    const ulong length = fmpz_bits(exponent);
    if (bits >= kAsks || static_cast<double>(length) * bits * bits < kUnbroken) return fmpz_powm(result, base, exponent, modulus);
    const auto step = static_cast<ulong>(std::max(1.0, kPiece / (bits * bits)));
    Integer piece, factor, shift;
    fmpz_one(fmpz_of(shift));
    fmpz_mul_2exp(fmpz_of(shift), fmpz_of(shift), step);
    fmpz_one(result);
    for (ulong at = (length - 1) / step + 1; at-- > 0;) { // from the highest piece down
        ask_to_go_on();
        fmpz_fdiv_q_2exp(fmpz_of(piece), exponent, at * step);
        fmpz_fdiv_r_2exp(fmpz_of(piece), fmpz_of(piece), step);
        fmpz_powm(fmpz_of(factor), base, fmpz_of(piece), modulus);
        if (!fmpz_is_one(result)) fmpz_powm(result, result, fmpz_of(shift), modulus);
        fmpz_mul(result, result, fmpz_of(factor));
        fmpz_mod(result, result, modulus);
    }
}

} // namespace

Integer power_mod(const Integer& b, const Integer& e, const Integer& m) {
    require_divisor(m);
    Integer modulus = m.abs();
    if (modulus.is_one()) return Integer();
    Integer base = remainder_floor(b, modulus);
    return interruptible_when(modulus.bits() * (e.bits() + 1) >= kLongOperands, [&] {
        Integer result;
        if (e.sign() < 0) {
            if (!fmpz_invmod(fmpz_of(result), fmpz_of(base), fmpz_of(modulus)))
                fail(DiagnosticId::OutsideDomain, "the inverse modulo " + clipped(modulus), clipped(b));
            base = std::move(result);
            result = Integer();
        }
        long_power_mod(fmpz_of(result), fmpz_of(base), fmpz_of(e.abs()), fmpz_of(modulus));
        return result;
    });
}

// ── roots ───────────────────────────────────────────────────────────────────────────────────────────────────

Integer square_root(const Integer& n, bool& exact) {
    if (n.sign() < 0) fail(DiagnosticId::OutsideDomain, "the integer square root", clipped(n));
    return interruptible_when(FlintAccess::is_long(n), [&] {
        Integer root, remainder;
        fmpz_sqrtrem(fmpz_of(root), fmpz_of(remainder), fmpz_of(n));
        exact = remainder.is_zero();
        return root;
    });
}

Integer nth_root(const Integer& a, std::uint32_t n, bool& exact) {
    if (n == 0) fail(DiagnosticId::OutsideDomain, "the integer root of order 0", clipped(a));
    if (a.sign() < 0 && n % 2 == 0) fail(DiagnosticId::OutsideDomain, "an integer root of even order", clipped(a));
    exact = true;
    if (n == 1 || a.is_zero()) return a;
    if (a.bits() <= n) { // 1 <= |a| < 2^n
        exact = a.bits() == 1;
        return Integer(a.sign());
    }
    if (n == 2) return square_root(a, exact);
    return interruptible_when(FlintAccess::is_long(a), [&] {
        Integer root;
        fmpz_root(fmpz_of(root), fmpz_of(a), static_cast<slong>(n));
        exact = power(root, Integer(n)) == a;
        return root;
    });
}

void release_number_memory() {
    renew_calcium_context();
    flint_cleanup();
}

} // namespace rumina
