#include "number/trial_factor.h"

#include <algorithm>

#include "base/assert.h"
#include "number/flint.h"
#include "number/interruptible.h"

#include <flint/fmpz_factor.h>
#include <flint/ulong_extras.h>

namespace rumina {

namespace {

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
    } else {
        constexpr slong flint_primes = 3512; // the most fmpz_factor_trial takes; the largest of them is 32749
        constexpr ulong last = 100000;
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
