#include "number/trial_factor.h"

#include <algorithm>

#include "base/assert.h"
#include "number/flint.h"
#include "number/interruptible.h"

#include <flint/fmpz_factor.h>
#include <flint/ulong_extras.h>

namespace rumina {

namespace {

constexpr ulong kLastPrime = 100000;
/// Integers of more bits are divided once, by the product of all small primes, instead of by each of them.
constexpr slong kLongInteger = 20000;

/// Takes the primes below kLastPrime out of n, and lists them.
void take_small_primes(Integer& n, std::vector<PrimePower>& result) {
    Integer product, common;
    fmpz_primorial(fmpz_of(product), kLastPrime);
    fmpz_mod(fmpz_of(common), fmpz_of(n), fmpz_of(product));
    fmpz_gcd(fmpz_of(common), fmpz_of(common), fmpz_of(product)); // the primes of n, once each
    n_primes_t primes;
    n_primes_init(primes);
    for (ulong p = n_primes_next(primes); p < kLastPrime && !fmpz_is_one(fmpz_of(common)); p = n_primes_next(primes)) {
        if (!fmpz_divisible_si(fmpz_of(common), static_cast<slong>(p))) continue;
        ask_to_go_on();
        fmpz_divexact_ui(fmpz_of(common), fmpz_of(common), p);
        Integer prime(static_cast<std::int64_t>(p));
        auto exponent = static_cast<std::uint64_t>(fmpz_remove(fmpz_of(n), fmpz_of(n), fmpz_of(prime)));
        result.push_back({std::move(prime), exponent});
    }
    n_primes_clear(primes);
}

/// Primes q = 1 mod k, some for each of the exponents k: x^((q-1)/k) mod q is 1 for every k-th power x that q does not divide.
struct Residues {
    std::vector<ulong> exponents, moduli;
    Integer product{1};
    void add(ulong k) {
        constexpr int each = 3;
        ulong step = k == 2 ? 2 : 2 * k, q = ((ulong{1} << 25) / step) * step + 1;
        for (int found = 0; found < each; q += step) {
            if (!n_is_prime(q)) continue;
            ++found;
            exponents.push_back(k);
            moduli.push_back(q);
        }
    }
    /// Exponents for which x passes all tests. Cost: one division by the product of the moduli.
    std::vector<ulong> passed(const Integer& x) {
        Integer rest;
        fmpz_one(fmpz_of(product));
        for (ulong q : moduli) fmpz_mul_ui(fmpz_of(product), fmpz_of(product), q);
        fmpz_mod(fmpz_of(rest), fmpz_of(x), fmpz_of(product));
        std::vector<ulong> result;
        for (std::size_t i = 0; i < exponents.size();) {
            const ulong k = exponents[i];
            bool power = true;
            for (; i < exponents.size() && exponents[i] == k; ++i) {
                ulong q = moduli[i], r = power ? fmpz_fdiv_ui(fmpz_of(rest), q) : 0;
                power = power && (r == 0 || n_powmod2_preinv(r, (q - 1) / k, q, n_preinvert_limb(q)) == 1);
            }
            if (power) result.push_back(k);
        }
        return result;
    }
};

/// x = base^exponent with the smallest base; x has no prime factor below kLastPrime.
PrimePower perfect_power(Integer x) {
    constexpr std::size_t together = 400; // exponents tried by one division
    std::uint64_t exponent = 1;
    n_primes_t primes;
    n_primes_init(primes);
    ulong k = n_primes_next(primes);
    for (bool more = true; more;) {
        Residues residues;
        for (std::size_t i = 0; i < together && more; ++i, k = n_primes_next(primes)) {
            more = k * 16 < fmpz_bits(fmpz_of(x)); // the base has more than 16 bits
            if (more) residues.add(k);
        }
        if (residues.exponents.empty()) break;
        ask_to_go_on();
        for (ulong candidate : residues.passed(x)) {
            Integer root;
            while (fmpz_root(fmpz_of(root), fmpz_of(x), static_cast<slong>(candidate))) {
                x = root;
                exponent *= candidate;
            }
        }
    }
    n_primes_clear(primes);
    return {std::move(x), exponent};
}

std::vector<PrimePower> factors_of(const Integer& n) {
    std::vector<PrimePower> result;
    if (fmpz_abs_fits_ui(fmpz_of(n))) {
        ulong small = fmpz_get_ui(fmpz_of(n));
        if (small == 1) return result;
        n_factor_t factors;
        n_factor_init(&factors);
        n_factor(&factors, small, 0);
        for (int i = 0; i < factors.num; ++i) {
            Integer base;
            fmpz_set_ui(fmpz_of(base), factors.p[i]);
            result.push_back({std::move(base), static_cast<std::uint64_t>(factors.exp[i])});
        }
    } else if (static_cast<slong>(fmpz_bits(fmpz_of(n))) > kLongInteger) {
        Integer rest = n;
        take_small_primes(rest, result);
        if (fmpz_abs_fits_ui(fmpz_of(rest))) {
            for (PrimePower& p : factors_of(rest)) result.push_back(std::move(p));
        } else {
            PrimePower cofactor = perfect_power(std::move(rest));
            if (fmpz_abs_fits_ui(fmpz_of(cofactor.base)))
                for (PrimePower& p : factors_of(cofactor.base)) result.push_back({std::move(p.base), p.exponent * cofactor.exponent});
            else
                result.push_back(std::move(cofactor));
        }
    } else {
        constexpr slong flint_primes = 3512; // the most fmpz_factor_trial takes; the largest of them is 32749
        constexpr ulong last = kLastPrime;
        fmpz_factor_t factors;
        fmpz_factor_init(factors);
        fmpz_factor_trial(factors, fmpz_of(n), flint_primes); // the cofactor comes last, if any
        fmpz* cofactor = factors->num > 0 ? factors->p + factors->num - 1 : nullptr;
        if (cofactor != nullptr && factors->exp[factors->num - 1] == 1 && !fmpz_abs_fits_ui(cofactor)) {
            n_primes_t primes;
            n_primes_init(primes);
            n_primes_jump_after(primes, 32749);
            for (ulong p = n_primes_next(primes); p < last && !fmpz_abs_fits_ui(cofactor); p = n_primes_next(primes)) {
                ask_to_go_on(); // a division by a small number allocates nothing
                std::uint64_t exponent = 0;
                for (; fmpz_divisible_si(cofactor, static_cast<slong>(p)); ++exponent) fmpz_divexact_ui(cofactor, cofactor, p);
                if (exponent != 0) result.push_back({Integer(static_cast<std::int64_t>(p)), exponent});
            }
            n_primes_clear(primes);
        }
        for (slong i = 0; i < factors->num; ++i) {
            Integer base;
            fmpz_set(fmpz_of(base), factors->p + i);
            std::uint64_t exponent = factors->exp[i];
            Integer root;
            while (int k = fmpz_is_perfect_power(fmpz_of(root), fmpz_of(base))) {
                base = root;
                exponent *= static_cast<std::uint64_t>(k);
            }
            if (fmpz_abs_fits_ui(fmpz_of(base)))
                for (PrimePower& p : factors_of(base)) result.push_back({std::move(p.base), p.exponent * exponent});
            else
                result.push_back({std::move(base), exponent});
        }
        fmpz_factor_clear(factors);
    }
    std::sort(result.begin(), result.end(), [](const PrimePower& a, const PrimePower& b) { return compare(a.base, b.base) < 0; });
    return result;
}

} // namespace

std::vector<PrimePower> trial_factor(const Integer& n) {
    RUMINA_ASSERT(n.sign() > 0, "positive integers have factors");
    return interruptible([&] { return factors_of(n); });
}

} // namespace rumina
