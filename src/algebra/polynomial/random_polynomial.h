// Random polynomials and points for the tests of this folder: a fixed sequence for a fixed seed.
#pragma once

#include <random>
#include <vector>

#include "algebra/polynomial/multivariate.h"

namespace rumina::algebra {

class RandomPolynomials {
public:
    explicit RandomPolynomials(std::uint64_t seed) : engine_(seed) {}

    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
    }
    Rational rational(std::int64_t size = 9) { return Rational::make(Integer(between(-size, size)), Integer(between(1, 5))); }
    Integer integer(std::int64_t size = 9) { return Integer(between(-size, size)); }

    Polynomial polynomial(const PolynomialRing& ring, std::size_t terms, std::int64_t degree, bool integral = false) {
        PolynomialBuilder builder(ring);
        std::vector<std::uint64_t> exponents(ring.variables());
        for (std::size_t i = 0; i < terms; ++i) {
            for (auto& e : exponents) e = static_cast<std::uint64_t>(between(0, degree));
            builder.add(integral ? Rational(integer()) : rational(), exponents);
        }
        return builder.finish();
    }
    Polynomial nonzero(const PolynomialRing& ring, std::size_t terms, std::int64_t degree, bool integral = false) {
        for (;;) {
            Polynomial result = polynomial(ring, terms, degree, integral);
            if (!result.is_zero()) return result;
        }
    }
    std::vector<Rational> point(const PolynomialRing& ring) {
        std::vector<Rational> result;
        for (std::size_t i = 0; i < ring.variables(); ++i) result.push_back(rational(20));
        return result;
    }

private:
    std::mt19937_64 engine_;
};

} // namespace rumina::algebra
