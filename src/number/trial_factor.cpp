#include "number/trial_factor.h"

#include <algorithm>

#include "base/assert.h"
#include "number/flint.h"

#include <flint/fmpz_factor.h>
#include <flint/ulong_extras.h>

namespace rumina {

std::vector<PrimePower> trial_factor(const Integer& n) {
    RUMINA_ASSERT(n.sign() > 0, "positive integers have factors");
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
        constexpr slong primes_below_100000 = 9592;
        fmpz_factor_t factors;
        fmpz_factor_init(factors);
        fmpz_factor_trial(factors, fmpz_of(n), primes_below_100000); // the cofactor comes last, if any
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
                for (PrimePower& p : trial_factor(base)) result.push_back({std::move(p.base), p.exponent * exponent});
            else
                result.push_back({std::move(base), exponent});
        }
        fmpz_factor_clear(factors);
    }
    std::sort(result.begin(), result.end(), [](const PrimePower& a, const PrimePower& b) { return compare(a.base, b.base) < 0; });
    return result;
}

} // namespace rumina
