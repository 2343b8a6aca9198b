// Two expressions as polynomials in one kernel, over one domain: what division, resultants and gcds start from.
#pragma once

#include <string_view>
#include <vector>

#include "algebra/domain/domain.h"

namespace rumina::algebra {

[[noreturn]] void fail_not_polynomial(std::string_view command);
/// x is no symbol and no other kernel.
[[noreturn]] void fail_no_kernel(const Expr& x);

struct KernelPolynomials {
    Domain domain;
    std::size_t variable = 0;  ///< of which x is the power `root`
    std::uint64_t root = 1;
    std::vector<Polynomial> values; ///< numerators
    std::vector<Polynomial> below;  ///< denominators, free of x; 1 when x is none

    /// NotPolynomial unless all expressions are polynomials in x (in everything, when x is none) with integer powers.
    KernelPolynomials(std::string_view command, std::span<const Expr> expressions, const Expr& x);
    /// The numerator with x itself as the variable.
    Polynomial in_kernel(std::size_t i) const;
};

} // namespace rumina::algebra
