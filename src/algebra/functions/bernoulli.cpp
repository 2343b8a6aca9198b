// By tangent numbers: only integers, all additions. [Brent & Harvey 2011] algorithm TangentNumbers
#include "algebra/functions/bernoulli.h"

#include <vector>

namespace rumina::algebra {

Rational bernoulli_number(std::int64_t n) {
    if (n == 0) return Rational(1);
    if (n == 1) return Rational::make(Integer(-1), Integer(2));
    if (n % 2 == 1) return Rational(0);
    const std::int64_t m = n / 2;
    std::vector<Integer> tangent(static_cast<std::size_t>(m + 1)); // tangent[k] becomes the k-th tangent number
    tangent[1] = Integer(1);
    for (std::int64_t k = 2; k <= m; ++k) tangent[static_cast<std::size_t>(k)] = tangent[static_cast<std::size_t>(k - 1)] * Integer(k - 1);
    for (std::int64_t k = 2; k <= m; ++k)
        for (std::int64_t j = k; j <= m; ++j)
            tangent[static_cast<std::size_t>(j)] =
                tangent[static_cast<std::size_t>(j - 1)] * Integer(j - k) + tangent[static_cast<std::size_t>(j)] * Integer(j - k + 2);
    // B_2m = (-1)^(m-1)·2m·T_m / (4^m·(4^m - 1))
    Integer four = Integer::power_of_two(static_cast<std::uint64_t>(n));
    Rational size = Rational::make(Integer(n) * tangent[static_cast<std::size_t>(m)], four * (four - Integer(1)));
    return m % 2 == 1 ? size : -size;
}

} // namespace rumina::algebra
