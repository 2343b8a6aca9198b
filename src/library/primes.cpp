#include "library/primes.h"

#include <algorithm>
#include <numeric>

#include "algebra/expression.h"

namespace rumina::library {
namespace {

__extension__ typedef unsigned __int128 Wide;

std::uint64_t multiply_mod(std::uint64_t a, std::uint64_t b, std::uint64_t m) {
    return static_cast<std::uint64_t>(static_cast<Wide>(a) * b % m);
}

std::uint64_t power_mod(std::uint64_t base, std::uint64_t exponent, std::uint64_t m) {
    std::uint64_t result = 1;
    for (base %= m; exponent != 0; exponent >>= 1) {
        if (exponent & 1) result = multiply_mod(result, base, m);
        base = multiply_mod(base, base, m);
    }
    return result;
}

bool is_strong_probable_prime(std::uint64_t n, std::uint64_t base) {
    int twos = __builtin_ctzll(n - 1);
    std::uint64_t x = power_mod(base, (n - 1) >> twos, n);
    if (x == 1 || x == n - 1) return true;
    for (int i = 1; i < twos; ++i) {
        x = multiply_mod(x, x, n);
        if (x == n - 1) return true;
    }
    return false;
}

constexpr std::uint64_t kSmallPrimes[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};

std::uint64_t to_uint64(const Integer& n) { // n < 2^64
    if (n.fits_int64()) return static_cast<std::uint64_t>(n.to_int64());
    Integer high = divide_floor(n, Integer::power_of_two(32));
    Integer low = remainder_floor(n, Integer::power_of_two(32));
    return (static_cast<std::uint64_t>(high.to_int64()) << 32) | static_cast<std::uint64_t>(low.to_int64());
}

Integer from_uint64(std::uint64_t n) {
    if (n >> 63 == 0) return Integer(static_cast<std::int64_t>(n));
    return Integer(static_cast<std::int64_t>(n >> 1)) * Integer(2) + Integer(static_cast<std::int64_t>(n & 1));
}

std::uint64_t count_twos(const Integer& n) { // n != 0
    // Doubling, then halving steps: few divisions even for long runs of zeros.
    std::uint64_t step = 1, count = 0;
    while (remainder_floor(n, Integer::power_of_two(step)).is_zero()) step *= 2;
    for (step /= 2; step != 0; step /= 2)
        if (remainder_floor(n, Integer::power_of_two(count + step)).is_zero()) count += step;
    return count;
}

bool is_strong_probable_prime(const Integer& n, const Integer& base) {
    Integer last = n - Integer(1);
    std::uint64_t twos = count_twos(last);
    Integer x = rumina::power_mod(base, divide_floor(last, Integer::power_of_two(twos)), n);
    if (x == Integer(1) || x == last) return true;
    for (std::uint64_t i = 1; i < twos; ++i) {
        algebra::poll_work(1 + n.bits() / 64);
        x = remainder_floor(x * x, n);
        if (x == last) return true;
    }
    return false;
}

// Strong Lucas test with Selfridge's parameters: the first D of 5, -7, 9, … with (D/n) = -1, P = 1, Q = (1 - D)/4.
bool is_strong_lucas_probable_prime(const Integer& n) {
    std::int64_t d = 5;
    for (;; d = d > 0 ? -d - 2 : -d + 2) {
        int symbol = jacobi_symbol(Integer(d), n);
        if (symbol == -1) break;
        if (symbol == 0) return false; // |D| is far below n, so they share a factor
        if (d == 21) { // a square never gives -1
            bool exact = false;
            square_root(n, exact);
            if (exact) return false;
        }
    }
    Integer q((1 - d) / 4), discriminant(d);
    Integer target = n + Integer(1);
    std::uint64_t twos = count_twos(target);
    Integer odd = divide_floor(target, Integer::power_of_two(twos));
    auto halve = [&](Integer x) { return divide_floor(x.is_odd() ? x + n : x, Integer(2)); };

    Integer u(1), v(1), q_power = q;
    const auto bits = static_cast<std::size_t>(odd.bits());
    // Bits from the second highest down; the number is split once so that each bit is a cheap look.
    std::vector<bool> binary(bits);
    {
        Integer rest = odd;
        const Integer chunk = Integer::power_of_two(62);
        for (std::size_t i = 0; i < bits; i += 62) {
            auto part = static_cast<std::uint64_t>(remainder_floor(rest, chunk).to_int64());
            for (std::size_t j = 0; j < 62 && i + j < bits; ++j) binary[i + j] = (part >> j) & 1;
            rest = divide_floor(rest, chunk);
        }
    }
    for (std::size_t i = bits - 1; i-- > 0;) {
        algebra::poll_work(1 + bits / 64);
        u = remainder_floor(u * v, n);
        v = remainder_floor(v * v - q_power - q_power, n);
        q_power = remainder_floor(q_power * q_power, n);
        if (binary[i]) {
            Integer next_u = halve(remainder_floor(u + v, n));
            v = halve(remainder_floor(discriminant * u + v, n));
            u = next_u;
            q_power = remainder_floor(q_power * q, n);
        }
    }
    if (u.is_zero() || v.is_zero()) return true;
    for (std::uint64_t i = 1; i < twos; ++i) {
        v = remainder_floor(v * v - q_power - q_power, n);
        if (v.is_zero()) return true;
        q_power = remainder_floor(q_power * q_power, n);
    }
    return false;
}

// A proper factor of an odd composite below 2^64; tries other sequences until one succeeds.
std::uint64_t find_factor(std::uint64_t n) {
    for (std::uint64_t c = 1;; ++c) {
        std::uint64_t x = 2, y = 2, product = 1, checkpoint = 2, divisor = 1;
        auto next = [&](std::uint64_t value) { return static_cast<std::uint64_t>((static_cast<Wide>(value) * value + c) % n); };
        for (std::uint64_t length = 1; divisor == 1; length *= 2) {
            x = y;
            for (std::uint64_t i = 0; i < length; ++i) y = next(y);
            for (std::uint64_t done = 0; done < length && divisor == 1; done += 128) {
                algebra::poll_work(128);
                checkpoint = y;
                for (std::uint64_t i = 0; i < std::min<std::uint64_t>(128, length - done); ++i) {
                    y = next(y);
                    product = multiply_mod(product, x > y ? x - y : y - x, n);
                }
                divisor = std::gcd(product, n);
            }
        }
        if (divisor == n) { // several factors at once: go back one step at a time
            do {
                checkpoint = next(checkpoint);
                divisor = std::gcd(x > checkpoint ? x - checkpoint : checkpoint - x, n);
            } while (divisor == 1);
        }
        if (divisor != n) return divisor;
    }
}

constexpr std::uint64_t kRhoTurns = 2'000'000;

// The same for larger n, with a fixed number of turns; 0 when they do not suffice.
Integer find_factor(const Integer& n) {
    Integer x(2), y(2), product(1), checkpoint(2), divisor(1);
    auto next = [&](const Integer& value) { return remainder_floor(value * value + Integer(1), n); };
    std::uint64_t turns = 0;
    // The budget counts work, not turns: longer numbers get fewer of them.
    std::uint64_t budget = std::max<std::uint64_t>(1000, kRhoTurns / (1 + n.bits() * n.bits() / (256 * 256)));
    for (std::uint64_t length = 1; divisor == Integer(1); length *= 2) {
        x = y;
        for (std::uint64_t i = 0; i < length; ++i) {
            if ((i & 0xFF) == 0) algebra::poll_work(0x100);
            y = next(y);
        }
        turns += length;
        for (std::uint64_t done = 0; done < length && divisor == Integer(1); done += 256) {
            if (turns > budget) return {};
            checkpoint = y;
            std::uint64_t block = std::min<std::uint64_t>(256, length - done);
            turns += block;
            algebra::poll_work(static_cast<std::size_t>(block));
            for (std::uint64_t i = 0; i < block; ++i) {
                y = next(y);
                product = remainder_floor(product * (x - y), n);
            }
            divisor = gcd(product, n);
        }
    }
    if (divisor == n) {
        do {
            checkpoint = next(checkpoint);
            divisor = gcd(x - checkpoint, n);
        } while (divisor == Integer(1));
    }
    return divisor == n ? Integer() : divisor;
}

} // namespace

int jacobi_symbol(Integer a, Integer n) {
    int result = 1;
    a = remainder_floor(a, n);
    while (!a.is_zero()) {
        algebra::poll_work(1 + n.bits() / 64);
        std::uint64_t twos = count_twos(a);
        if (twos != 0) a = divide_floor(a, Integer::power_of_two(twos));
        std::int64_t residue = remainder_floor(n, Integer(8)).to_int64();
        if (twos % 2 == 1 && (residue == 3 || residue == 5)) result = -result;
        if (residue % 4 == 3 && remainder_floor(a, Integer(4)).to_int64() == 3) result = -result;
        std::swap(a, n);
        a = remainder_floor(a, n);
    }
    return n == Integer(1) ? result : 0;
}

bool is_prime(std::uint64_t n) {
    for (std::uint64_t p : kSmallPrimes)
        if (n % p == 0) return n == p;
    if (n < 2) return false;
    if (n < 37 * 37) return true;
    return std::all_of(std::begin(kSmallPrimes), std::end(kSmallPrimes),
                       [n](std::uint64_t p) { return is_strong_probable_prime(n, p); });
}

bool is_prime(const Integer& n) {
    if (n.sign() <= 0) return false;
    if (n.bits() <= 64) return is_prime(to_uint64(n));
    // Most composites have a small factor: one division by the product of the primes from 3 to 47 finds it.
    const Integer product(std::int64_t{3} * 5 * 7 * 11 * 13 * 17 * 19 * 23 * 29 * 31 * 37 * 41 * 43 * 47);
    if (!n.is_odd() || !(gcd(remainder_floor(n, product), product) == Integer(1))) return false;
    for (std::int64_t p = 53; p < 2000; p += 2)
        if (is_prime(static_cast<std::uint64_t>(p)) && remainder_floor(n, Integer(p)).is_zero()) return false;
    return is_strong_probable_prime(n, Integer(2)) && is_strong_lucas_probable_prime(n);
}

bool factor(const Integer& n, std::vector<std::pair<Integer, std::uint32_t>>& factors) {
    std::vector<Integer> primes, composites;
    Integer rest = n;
    auto take_out = [&](std::int64_t p) {
        while (remainder_floor(rest, Integer(p)).is_zero()) {
            rest = divide_floor(rest, Integer(p));
            primes.push_back(Integer(p));
        }
    };
    if (!rest.is_odd()) {
        std::uint64_t twos = count_twos(rest);
        rest = divide_floor(rest, Integer::power_of_two(twos));
        primes.insert(primes.end(), static_cast<std::size_t>(twos), Integer(2));
    }
    for (std::int64_t p = 3; p < 1000; p += 2) take_out(p);
    if (rest.bits() > 64)
        for (std::int64_t p = 1001; p < 20000; p += 2) take_out(p);
    if (!(rest == Integer(1))) composites.push_back(rest);
    while (!composites.empty()) {
        Integer part = composites.back();
        composites.pop_back();
        if (is_prime(part)) {
            primes.push_back(part);
            continue;
        }
        Integer divisor;
        bool exact = false;
        for (std::uint32_t k : {2, 3, 5, 7}) { // Pollard's method is blind to powers of one prime
            divisor = nth_root(part, k, exact);
            if (exact) break;
        }
        if (exact) divisor = divisor.abs();
        else if (part.bits() <= 64) divisor = from_uint64(find_factor(to_uint64(part)));
        else divisor = find_factor(part);
        if (divisor.is_zero()) return false;
        composites.push_back(divisor);
        composites.push_back(divide_floor(part, divisor));
    }
    std::sort(primes.begin(), primes.end(), [](const Integer& a, const Integer& b) { return compare(a, b) < 0; });
    for (const Integer& prime : primes) {
        if (!factors.empty() && factors.back().first == prime) ++factors.back().second;
        else factors.emplace_back(prime, 1);
    }
    return true;
}

} // namespace rumina::library
