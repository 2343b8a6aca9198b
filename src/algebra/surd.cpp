#include "algebra/surd.h"

#include <algorithm>

#include "number/trial_factor.h"

namespace rumina::algebra {
namespace {

/// Bases that share a divisor are split until all are coprime. [Bernstein 2005] "Factoring into coprimes", naive form:
/// the lists here have a few entries.
void make_coprime(std::vector<Surd>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        for (std::size_t j = i + 1; j < list.size(); ++j) {
            if (list[i].base == list[j].base) {
                list[i].exponent = list[i].exponent + list[j].exponent;
                list.erase(list.begin() + static_cast<std::ptrdiff_t>(j));
                --j;
                continue;
            }
            Integer common = gcd(list[i].base, list[j].base);
            if (common == Integer(1)) continue;
            // a^r · b^s = (a/g)^r · (b/g)^s · g^(r+s)
            Surd shared{common, list[i].exponent + list[j].exponent};
            list[i].base = divide_truncated(list[i].base, common);
            list[j].base = divide_truncated(list[j].base, common);
            list.push_back(std::move(shared));
            if (list[j].base == Integer(1)) list.erase(list.begin() + static_cast<std::ptrdiff_t>(j));
            if (list[i].base == Integer(1)) list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
            i = static_cast<std::size_t>(-1); // start again: the new entry may meet any other
            break;
        }
    }
}

} // namespace

Rational combine_surds(std::vector<Surd>& surds) {
    std::vector<Surd> parts;
    for (const Surd& surd : surds)
        for (const PrimePower& p : trial_factor(surd.base))
            parts.push_back({p.base, surd.exponent * Rational(Integer(static_cast<std::int64_t>(p.exponent)))});
    make_coprime(parts);
    Rational outside(1);
    std::vector<Surd> result;
    for (Surd& part : parts) {
        Integer whole = floor(part.exponent);
        Rational fraction = part.exponent - Rational(whole);
        outside = outside * power(Rational(part.base), whole);
        if (fraction.sign() == 0) continue;
        auto same = std::find_if(result.begin(), result.end(), [&](const Surd& s) { return s.exponent == fraction; });
        if (same != result.end()) same->base = same->base * part.base;
        else result.push_back({std::move(part.base), std::move(fraction)});
    }
    std::sort(result.begin(), result.end(), [](const Surd& a, const Surd& b) { return compare(a.exponent, b.exponent) < 0; });
    surds = std::move(result);
    return outside;
}

} // namespace rumina::algebra
