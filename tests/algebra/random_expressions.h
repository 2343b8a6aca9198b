// Random expressions of x and y for the algebra score: 3 to 15 leaves over + - * /, integer and rational powers, exp,
// log, trigonometric and hyperbolic functions and their inverses. The same seed gives the same sequence.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>

#include "algebra/expression.h"

namespace rumina::score {

class RandomExpressions {
public:
    explicit RandomExpressions(std::uint64_t seed) : random_(seed) {}
    /// The next one. Raises what the constructors raise (division by zero …); the caller draws again.
    algebra::Expr next();
    /// How often each operation and function was drawn.
    const std::map<std::string, std::uint64_t>& histogram() const { return histogram_; }

private:
    // Not a distribution of the library: those differ between implementations.
    int below(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
    algebra::Expr leaf();
    algebra::Expr tree(int leaves);
    algebra::Expr applied(const algebra::Expr& argument);

    std::mt19937_64 random_;
    std::map<std::string, std::uint64_t> histogram_;
};

} // namespace rumina::score
