// Number theory of the integers: primes, divisors, congruences, sequences, digits.
#include <algorithm>
#include <cmath>

#include "library/functions.h"
#include "library/primes.h"
#include "library/radix.h"
#include "library/sorting.h"
#include "library/topics.h"
#include "number/size_limit.h"

namespace rumina::library {
namespace {

// Longer numbers would keep a test busy for more than a few seconds.
constexpr std::uint64_t kMaxPrimeBits = 16384, kMaxSearchBits = 2048, kMaxFactorBits = 16384;

void require_length(const Call& call, const Integer& n, std::uint64_t bits) {
    if (n.bits() > bits)
        fail(DiagnosticId::TooLarge, fmt::format("the argument of `{}`", name_of(call.builtin)),
             fmt::format("about {} digits", static_cast<std::uint64_t>(static_cast<double>(bits) * 0.30103)));
}

Integer small(std::int64_t value) { return Integer(value); }

// ── primes ──────────────────────────────────────────────────────────────────────────────────────────────────

Value run_is_prime(Call& call) {
    Integer n = to_integer(call[0]);
    require_length(call, n, kMaxPrimeBits);
    return Value::of_bool(is_prime(n));
}

Value run_next_prime(Call& call) {
    Integer n = to_integer(call[0]);
    require_length(call, n, kMaxSearchBits);
    if (compare(n, small(2)) < 0) return Value::of_int(2);
    n = n + small(n.is_odd() ? 2 : 1);
    while (!is_prime(n)) n = n + small(2);
    return make_integer(call, n);
}

Value run_prev_prime(Call& call) {
    Integer n = to_integer(call[0]);
    require_length(call, n, kMaxSearchBits);
    if (compare(n, small(2)) <= 0) fail(DiagnosticId::OutsideDomain, "`prev_prime`", n.to_string());
    if (compare(n, small(3)) == 0) return Value::of_int(2);
    n = n - small(n.is_odd() ? 2 : 1);
    while (!is_prime(n)) n = n - small(2);
    return make_integer(call, n);
}

Value run_primes(Call& call) {
    Runtime& runtime = call.runtime;
    std::int64_t limit = bounded(call, 0, INT64_MIN, 1'000'000'000);
    ArrayObject* primes = runtime.heap.array();
    if (limit < 2) return Value::of_object(primes);
    // Sieve of Eratosthenes over the odd numbers, piece by piece: entry i stands for 2i + 1.
    constexpr std::size_t kPiece = 1 << 17;
    const std::size_t size = static_cast<std::size_t>(limit - 1) / 2 + 1;
    struct Small {
        std::size_t prime, next; ///< next: entry of its next multiple
    };
    std::vector<Small> small_primes; // those whose squares are in the pieces so far
    std::vector<char> composite(std::min(size, kPiece));
    runtime.heap.push(primes, Value::of_int(2));
    for (std::size_t first = 0; first < size; first += kPiece) {
        algebra::poll_work(kPiece);
        const std::size_t end = std::min(size, first + kPiece);
        std::fill(composite.begin(), composite.end(), 0);
        for (Small& s : small_primes)
            for (; s.next < end; s.next += s.prime) composite[s.next - first] = 1;
        for (std::size_t i = std::max<std::size_t>(first, 1); i < end; ++i) {
            if (composite[i - first]) continue;
            const std::size_t p = 2 * i + 1;
            runtime.heap.push(primes, Value::of_int(static_cast<std::int64_t>(p)));
            if (p > static_cast<std::size_t>(limit) / p) continue;
            Small& s = small_primes.emplace_back(Small{p, 2 * i * (i + 1)});
            for (; s.next < end; s.next += p) composite[s.next - first] = 1;
        }
    }
    return Value::of_object(primes);
}

using Factors = std::vector<std::pair<Integer, std::uint32_t>>;

Factors factors_of(Call& call, const Integer& n) {
    require_length(call, n, kMaxFactorBits);
    if (n.is_zero()) fail(DiagnosticId::OutsideDomain, fmt::format("`{}`", name_of(call.builtin)), "0");
    Factors factors;
    if (!factor(n.abs(), factors))
        fail(DiagnosticId::TooLarge, fmt::format("the work to factor {}", clipped(n)),
             "prime factors that Pollard's rho method finds soon");
    return factors;
}

} // namespace

Value prime_factors(Call& call) {
    Runtime& runtime = call.runtime;
    Integer n = to_integer(call[0]);
    ArrayObject* pairs = runtime.heap.array();
    auto push_pair = [&](Value base, std::int64_t exponent) {
        runtime.heap.push(pairs, make_array(runtime, {base, Value::of_int(exponent)}));
    };
    Factors factors = factors_of(call, n);
    if (n.sign() < 0) push_pair(Value::of_int(-1), 1);
    for (auto& [prime, exponent] : factors) push_pair(make_integer(call, prime), exponent);
    return Value::of_object(pairs);
}

namespace {

Value run_divisors(Call& call) {
    Factors factors = factors_of(call, to_integer(call[0]));
    std::uint64_t count = 1;
    for (auto& [prime, exponent] : factors) {
        count *= exponent + 1;
        if (count > 10'000'000) fail(DiagnosticId::TooLarge, "the list of divisors", "10000000 elements");
    }
    require_elements(call.runtime, count, "the list of divisors");
    call.runtime.heap.require(count * (2 * sizeof(Integer) + to_integer(call[0]).bits() / 16));
    std::vector<Integer> divisors{small(1)};
    for (auto& [prime, exponent] : factors) {
        std::size_t previous = divisors.size();
        Integer scale(1);
        for (std::uint32_t k = 1; k <= exponent; ++k) {
            scale = scale * prime;
            for (std::size_t i = 0; i < previous; ++i) {
                call.runtime.poll();
                divisors.push_back(divisors[i] * scale);
            }
        }
    }
    std::vector<Integer*> order;
    order.reserve(divisors.size());
    for (Integer& divisor : divisors) order.push_back(&divisor);
    stable_merge_sort(order, [](const Integer* a, const Integer* b) { return compare(*a, *b) < 0; });
    ArrayObject* array = call.runtime.heap.array(divisors.size());
    for (Integer* divisor : order) call.runtime.heap.push(array, make_integer(call, std::move(*divisor)));
    return Value::of_object(array);
}

Integer positive(const Call& call, std::size_t index) {
    Integer n = to_integer(call[index]);
    if (n.sign() <= 0) fail_argument(call, fmt::format("argument {} must be positive", index + 1));
    return n;
}

Value run_totient(Call& call) {
    Integer n = positive(call, 0), result = n;
    for (auto& [prime, exponent] : factors_of(call, n)) result = divide_truncated(result, prime) * (prime - small(1));
    return make_integer(call, result);
}

Value run_moebius(Call& call) {
    Factors factors = factors_of(call, positive(call, 0));
    for (auto& [prime, exponent] : factors)
        if (exponent > 1) return Value::of_int(0);
    return Value::of_int(factors.size() % 2 == 0 ? 1 : -1);
}

Value run_sigma(Call& call) {
    std::int64_t k = bounded_or(call, 1, 0, 10000, 1);
    Integer result(1);
    for (auto& [prime, exponent] : factors_of(call, positive(call, 0))) {
        if (k == 0) {
            result = result * small(std::int64_t{exponent} + 1);
            continue;
        }
        Integer step = power(prime, small(k)); // 1 + p^k + … + p^(k·exponent)
        result = result * divide_truncated(power(step, small(std::int64_t{exponent} + 1)) - small(1), step - small(1));
    }
    return make_integer(call, result);
}

// ── congruences ─────────────────────────────────────────────────────────────────────────────────────────────

// [g, x, y] with a·x + b·y = g = gcd(a, b). The modular inverse does the work, so that the cost is that of a fast gcd.
Value run_extended_gcd(Call& call) {
    Integer a = to_integer(call[0]), b = to_integer(call[1]), g = gcd(a, b), x, y;
    if (b.is_zero()) {
        x = small(a.sign() < 0 ? -1 : a.is_zero() ? 0 : 1);
    } else {
        Integer b_part = divide_truncated(b, g), a_part = divide_truncated(a, g);
        if (!(b_part.abs() == small(1))) {
            x = power_mod(a_part, small(-1), b_part.abs());
            Integer other = x - b_part.abs(); // of the two neighbours the smaller one
            if (compare(other.abs(), x) < 0) x = other;
        }
        y = divide_truncated(small(1) - a_part * x, b_part);
    }
    return make_array(call.runtime, {make_integer(call, g), make_integer(call, x), make_integer(call, y)});
}

Integer modulus(const Call& call, std::size_t index) {
    Integer m = to_integer(call[index]);
    if (m.is_zero()) fail(DiagnosticId::DivisionByZero);
    return m.abs();
}

Integer inverse_mod(const Call& call, const Integer& a, const Integer& m) {
    if (!(gcd(a, m) == small(1)))
        fail_argument(call, fmt::format("{} has no inverse modulo {}", clipped(a), clipped(m)));
    return m == small(1) ? Integer() : power_mod(remainder_floor(a, m), small(-1), m);
}

Value run_mod_inverse(Call& call) { return make_integer(call, inverse_mod(call, to_integer(call[0]), modulus(call, 1))); }

Value run_mod_power(Call& call) {
    Integer base = to_integer(call[0]), exponent = to_integer(call[1]), m = modulus(call, 2);
    if (exponent.sign() < 0) {
        base = inverse_mod(call, base, m);
        exponent = -exponent;
    }
    return make_integer(call, power_mod(remainder_floor(base, m), exponent, m));
}

Value run_jacobi(Call& call) {
    Integer n = to_integer(call[1]);
    if (n.sign() <= 0 || !n.is_odd()) fail_argument(call, "argument 2 must be odd and positive");
    return Value::of_int(jacobi_symbol(to_integer(call[0]), n));
}

// Chinese remainders, also for moduli that share factors; null when the congruences contradict each other.
Value run_crt(Call& call) {
    std::vector<Value> remainders = elements_of(call.runtime, call[0]), moduli = elements_of(call.runtime, call[1]);
    if (remainders.size() != moduli.size())
        fail(DiagnosticId::DimensionMismatch,
             fmt::format("`crt` needs as many remainders as moduli, not {} and {}", remainders.size(), moduli.size()));
    Integer x, m(1);
    for (std::size_t i = 0; i < moduli.size(); ++i) {
        algebra::poll_work(1 + m.bits() / 64);
        if (!remainders[i].is_integer() || !moduli[i].is_integer()) fail_argument(call, "remainders and moduli must be integers");
        Integer n = to_integer(moduli[i]).abs();
        if (n.is_zero()) fail(DiagnosticId::DivisionByZero);
        Integer g = gcd(m, n), difference = to_integer(remainders[i]) - x;
        if (!remainder_floor(difference, g).is_zero()) return Value::null();
        Integer n_part = divide_floor(n, g);
        Integer turns;
        if (!(n_part == small(1)))
            turns = remainder_floor(divide_floor(difference, g) * power_mod(divide_floor(m, g), small(-1), n_part), n_part);
        x = x + m * turns;
        m = m * n_part;
        x = remainder_floor(x, m);
    }
    return make_integer(call, x);
}

// ── sequences ───────────────────────────────────────────────────────────────────────────────────────────────

Value run_fibonacci(Call& call) {
    Integer n = to_integer(call[0]);
    if (n.sign() < 0) fail(DiagnosticId::OutsideDomain, "`fibonacci`", clipped(n));
    constexpr double kBitsEach = 0.6942419136306174; // log2 of the golden ratio
    if (!n.fits_int64() || static_cast<double>(n.to_int64()) * kBitsEach > static_cast<double>(limit_bits()))
        fail_too_large("fibonacci", n, kBitsEach * 0.30102999566398120);
    auto count = static_cast<std::uint64_t>(n.to_int64());
    Integer a, b(1); // F(k), F(k + 1), k the leading bits of n so far
    for (int bit = 63 - __builtin_clzll(count | 1); bit >= 0; --bit) {
        Integer c = a * (b + b - a);
        Integer d = a * a + b * b;
        if ((count >> bit) & 1) {
            b = c + d;
            a = std::move(d);
        } else {
            a = std::move(c);
            b = std::move(d);
        }
    }
    return make_integer(call, a);
}

Value run_catalan(Call& call) {
    Integer n = to_integer(call[0]);
    if (n.sign() < 0) fail(DiagnosticId::OutsideDomain, "`catalan`", clipped(n));
    return make_integer(call, divide_truncated(binomial(n + n, n), n + small(1)));
}

Value run_isqrt(Call& call) {
    Integer n = to_integer(call[0]);
    if (n.sign() < 0) fail(DiagnosticId::OutsideDomain, "`isqrt`", clipped(n));
    bool exact = false;
    return make_integer(call, square_root(n, exact));
}

Value run_iroot(Call& call) {
    Integer n = to_integer(call[0]);
    std::int64_t k = bounded(call, 1, 1, UINT32_MAX);
    if (n.sign() < 0 && k % 2 == 0) fail(DiagnosticId::OutsideDomain, "`iroot`", clipped(n));
    bool exact = false;
    return make_integer(call, nth_root(n, static_cast<std::uint32_t>(k), exact));
}

Value run_is_square(Call& call) {
    Integer n = to_integer(call[0]);
    if (n.sign() < 0) return Value::of_bool(false);
    bool exact = false;
    square_root(n, exact);
    return Value::of_bool(exact);
}

Value run_continued_fraction(Call& call) {
    Runtime& runtime = call.runtime;
    Rational x = to_rational(call[0]);
    if (x.denominator().bits() > 200000) fail(DiagnosticId::TooLarge, "this continued fraction", "about 60000 digits");
    ArrayObject* terms = runtime.heap.array();
    Integer a = x.numerator(), b = x.denominator();
    while (!b.is_zero()) {
        Integer quotient = divide_floor(a, b), rest = remainder_floor(a, b);
        runtime.heap.push(terms, make_integer(call, quotient));
        a = std::move(b);
        b = std::move(rest);
    }
    return Value::of_object(terms);
}

// ── digits ──────────────────────────────────────────────────────────────────────────────────────────────────

std::vector<std::uint32_t> digits_argument(Call& call) {
    Integer n = to_integer(call[0]);
    std::int64_t base = bounded_or(call, 1, 2, std::int64_t{1} << 32, 10);
    auto count = static_cast<std::uint64_t>(static_cast<double>(n.bits()) / std::log2(static_cast<double>(base)) * 2);
    require_elements(call.runtime, count, "the list of digits");
    return digits_of(n, static_cast<std::uint64_t>(base));
}

Value run_digits(Call& call) {
    std::vector<std::uint32_t> digits = digits_argument(call);
    if (digits.empty()) digits.push_back(0);
    ArrayObject* array = call.runtime.heap.array(digits.size());
    for (std::size_t i = digits.size(); i-- > 0;) call.runtime.heap.push(array, Value::of_int(digits[i]));
    return Value::of_object(array);
}

Value run_sum_digits(Call& call) {
    std::uint64_t total = 0;
    for (std::uint32_t digit : digits_argument(call)) total += digit;
    return make_integer(call, Integer(static_cast<std::int64_t>(total)));
}

const Builtin records[] = {
    {.signature = "is_prime(n: Integer) -> Bool",
     .summary = "Whether n is prime: certain below 2^64, by the Baillie-PSW test above (no exception to it is known).",
     .examples = {{"is_prime(97)", "true"}, {"is_prime(561)", "false"}, {"is_prime(2^127 - 1)", "true"},
                  {"is_prime(-7)", "false"}},
     .raises = {DiagnosticId::TooLarge},
     .methods = "int",
     .source = "[Baillie & Wagstaff 1980]",
     .run = run_is_prime},
    {.signature = "next_prime(n: Integer) -> Integer",
     .summary = "The smallest prime above n.",
     .examples = {{"next_prime(13)", "17"}, {"next_prime(-5)", "2"}, {"next_prime(10^20)", "100000000000000000039"}},
     .raises = {DiagnosticId::TooLarge},
     .run = run_next_prime},
    {.signature = "prev_prime(n: Integer) -> Integer",
     .summary = "The largest prime below n.",
     .examples = {{"prev_prime(13)", "11"}, {"prev_prime(3)", "2"}, {"prev_prime(2)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain, DiagnosticId::TooLarge},
     .run = run_prev_prime},
    {.signature = "primes(limit: Integer) -> Array",
     .summary = "All primes up to and including the limit.",
     .examples = {{"primes(20)", "[2, 3, 5, 7, 11, 13, 17, 19]"}, {"size(primes(1000))", "168"}, {"primes(1)", "[]"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_primes},
    {.signature = "factor_integer(n: Integer) -> Array",
     .summary = "Prime factors of n as [prime, exponent] pairs, smallest first; [-1, 1] leads for negative n.",
     .examples = {{"factor_integer(360)", "[[2, 3], [3, 2], [5, 1]]"}, {"factor_integer(-7)", "[[-1, 1], [7, 1]]"},
                  {"factor_integer(1)", "[]"}, {"factor_integer(0)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain, DiagnosticId::TooLarge},
     .run = prime_factors},
    {.signature = "divisors(n: Integer) -> Array",
     .summary = "The positive divisors of n, smallest first.",
     .examples = {{"divisors(12)", "[1, 2, 3, 4, 6, 12]"}, {"divisors(1)", "[1]"}},
     .raises = {DiagnosticId::OutsideDomain, DiagnosticId::TooLarge},
     .run = run_divisors},
    {.signature = "totient(n: Integer) -> Integer",
     .summary = "How many of 1, …, n have no factor in common with n (Euler's function).",
     .examples = {{"totient(36)", "12"}, {"totient(1)", "1"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .aliases = "euler_phi",
     .run = run_totient},
    {.signature = "moebius(n: Integer) -> Integer",
     .summary = "0 when a square divides n, else 1 or -1 for an even or odd number of prime factors.",
     .examples = {{"moebius(30)", "-1"}, {"moebius(12)", "0"}, {"moebius(1)", "1"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .run = run_moebius},
    {.signature = "sigma(n: Integer, k?: Integer) -> Integer",
     .summary = "The sum of the k-th powers of the divisors of n; k is 1 unless given.",
     .examples = {{"sigma(12)", "28"}, {"sigma(12, 0)", "6"}, {"sigma(6, 2)", "50"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .run = run_sigma},
    {.signature = "extended_gcd(a: Integer, b: Integer) -> Array",
     .summary = "[g, x, y] with g = gcd(a, b) = a*x + b*y.",
     .examples = {{"extended_gcd(240, 46)", "[2, -9, 47]"}, {"extended_gcd(0, -5)", "[5, 0, -1]"}},
     .source = "[Knuth 1997] 4.5.2",
     .run = run_extended_gcd},
    {.signature = "mod_inverse(a: Integer, m: Integer) -> Integer",
     .summary = "The x in 0..|m|-1 with a*x = 1 modulo m.",
     .examples = {{"mod_inverse(3, 11)", "4"}, {"mod_inverse(-1, 7)", "6"}, {"mod_inverse(2, 4)", "!ArgumentError"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::DivisionByZero},
     .run = run_mod_inverse},
    {.signature = "mod_power(base: Integer, exponent: Integer, m: Integer) -> Integer",
     .summary = "base^exponent modulo m, in 0..|m|-1, without ever making the power itself.",
     .examples = {{"mod_power(2, 100, 101)", "1"}, {"mod_power(3, -1, 11)", "4"}, {"mod_power(7, 10^30, 13)", "9"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::DivisionByZero},
     .aliases = "powmod",
     .run = run_mod_power},
    {.signature = "jacobi(a: Integer, n: Integer) -> Integer",
     .summary = "The Jacobi symbol of a over an odd n > 0: -1, 0 or 1.",
     .examples = {{"jacobi(2, 7)", "1"}, {"jacobi(5, 21)", "1"}, {"jacobi(3, 9)", "0"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_jacobi},
    {.signature = "crt(remainders: Sequence, moduli: Sequence) -> Any",
     .summary = "The smallest x >= 0 with the given remainders for the given moduli, or null when there is none.",
     .examples = {{"crt([2, 3, 2], [3, 5, 7])", "23"}, {"crt([1, 2], [4, 6])", "null"}, {"crt([1, 3], [4, 6])", "9"}},
     .raises = {DiagnosticId::DimensionMismatch, DiagnosticId::InvalidArgument},
     .run = run_crt},
    {.signature = "fibonacci(n: Integer) -> Integer",
     .summary = "The n-th Fibonacci number of 0, 1, 1, 2, 3, 5 and so on.",
     .examples = {{"fibonacci(10)", "55"}, {"fibonacci(0)", "0"}, {"fibonacci(100)", "354224848179261915075"},
                  {"fibonacci(10^18)", "!LimitError"}},
     .raises = {DiagnosticId::OutsideDomain, DiagnosticId::NumberTooLarge},
     .run = run_fibonacci},
    {.signature = "catalan(n: Integer) -> Integer",
     .summary = "The n-th Catalan number of 1, 1, 2, 5, 14 and so on.",
     .examples = {{"catalan(5)", "42"}, {"catalan(0)", "1"}},
     .raises = {DiagnosticId::OutsideDomain, DiagnosticId::NumberTooLarge},
     .run = run_catalan},
    {.signature = "isqrt(n: Integer) -> Integer",
     .summary = "The largest integer whose square is not above n.",
     .examples = {{"isqrt(17)", "4"}, {"isqrt(10^40)", "100000000000000000000"}, {"isqrt(-1)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_isqrt},
    {.signature = "iroot(n: Integer, k: Integer) -> Integer",
     .summary = "The integer part of the k-th root of n.",
     .examples = {{"iroot(28, 3)", "3"}, {"iroot(-27, 3)", "-3"}},
     .raises = {DiagnosticId::OutsideDomain, DiagnosticId::InvalidArgument},
     .run = run_iroot},
    {.signature = "is_square(n: Integer) -> Bool",
     .summary = "Whether n is the square of an integer.",
     .examples = {{"is_square(144)", "true"}, {"is_square(2)", "false"}, {"is_square(-4)", "false"}},
     .run = run_is_square},
    {.signature = "continued_fraction(x: Rational) -> Array",
     .summary = "The terms of the continued fraction of x.",
     .examples = {{"continued_fraction(415/93)", "[4, 2, 6, 7]"}, {"continued_fraction(-1/2)", "[-1, 2]"}},
     .raises = {DiagnosticId::TooLarge},
     .run = run_continued_fraction},
    {.signature = "digits(n: Integer, base?: Integer) -> Array",
     .summary = "The digits of |n|, most significant first; base 10 unless given.",
     .examples = {{"digits(1729)", "[1, 7, 2, 9]"}, {"digits(10, 2)", "[1, 0, 1, 0]"}, {"digits(0)", "[0]"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .run = run_digits},
    {.signature = "sum_digits(n: Integer, base?: Integer) -> Integer",
     .summary = "The sum of the digits of |n|; base 10 unless given.",
     .examples = {{"sum_digits(1729)", "19"}, {"sum_digits(255, 2)", "8"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .run = run_sum_digits},
};

} // namespace

Records integer_builtins() { return records; }

} // namespace rumina::library
