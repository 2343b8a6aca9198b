// Exact constants as an oracle: "is this number zero?" Numbers are elements of fields built from what went into them
// (roots, π, exponentials, logarithms, ...), with the relations between these that could be found; a number that reduces
// to 0 is zero, one whose ball misses 0 is not, and about others nothing is known. [Johansson 2021, Calcium]
//
// They are not values of the language and are never printed. Limits are low: a question takes milliseconds, and what
// would take longer is Unknown.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "base/truth.h"
#include "number/algebraic.h"
#include "number/ball.h"

namespace rumina {

/// Forgets the fields found so far. A context only grows, so call it once per top-level evaluation. Numbers made before
/// stay valid but cannot be combined with later ones.
void renew_calcium_context();

class CalciumNumber {
public:
    CalciumNumber(); ///< 0
    CalciumNumber(const CalciumNumber& other);
    CalciumNumber(CalciumNumber&& other);
    CalciumNumber& operator=(CalciumNumber other);
    ~CalciumNumber();
    explicit CalciumNumber(const Rational& value);
    explicit CalciumNumber(const AlgebraicNumber& value);
    static CalciumNumber imaginary_unit();
    static CalciumNumber pi();
    static CalciumNumber e();
    static CalciumNumber euler_gamma();
    static CalciumNumber unknown();

    // Unknown also for what is no number, such as 1/0.
    Truth is_number() const; ///< neither infinite nor undefined
    Truth is_zero() const;
    Truth is_real() const;
    Truth is_integer() const;
    Truth is_rational() const;
    Truth is_algebraic() const;
    std::optional<Rational> rational() const;             ///< when it was recognised as one
    MaybeAlgebraic algebraic(const AlgebraicLimits& limits = {}) const; ///< likewise
    Ball enclosure(std::int64_t prec) const; ///< not finite when nothing is known
    friend Truth equal(const CalciumNumber& a, const CalciumNumber& b);
    friend Truth less(const CalciumNumber& a, const CalciumNumber& b); ///< of real numbers, else Unknown

    friend CalciumNumber operator+(const CalciumNumber& a, const CalciumNumber& b);
    friend CalciumNumber operator-(const CalciumNumber& a, const CalciumNumber& b);
    friend CalciumNumber operator*(const CalciumNumber& a, const CalciumNumber& b);
    friend CalciumNumber operator/(const CalciumNumber& a, const CalciumNumber& b);
    CalciumNumber operator-() const;

private:
    friend struct CalciumAccess;
    class Context;
    friend std::shared_ptr<Context>& current_calcium_context();
    alignas(8) unsigned char storage_[40]; ///< a ca
    std::shared_ptr<Context> context_;     ///< keeps the fields alive that the number points to
};

namespace calcium {

CalciumNumber power(const CalciumNumber& a, const CalciumNumber& b); ///< principal
CalciumNumber sqrt(const CalciumNumber& a);
CalciumNumber exp(const CalciumNumber& a);
CalciumNumber log(const CalciumNumber& a);
CalciumNumber sin(const CalciumNumber& a);
CalciumNumber cos(const CalciumNumber& a);
CalciumNumber tan(const CalciumNumber& a);
CalciumNumber cot(const CalciumNumber& a);
CalciumNumber asin(const CalciumNumber& a);
CalciumNumber acos(const CalciumNumber& a);
CalciumNumber atan(const CalciumNumber& a);
CalciumNumber gamma(const CalciumNumber& a);
CalciumNumber erf(const CalciumNumber& a);
CalciumNumber erfc(const CalciumNumber& a);
CalciumNumber erfi(const CalciumNumber& a);
CalciumNumber abs(const CalciumNumber& a);
CalciumNumber sign(const CalciumNumber& a);
CalciumNumber arg(const CalciumNumber& a);
CalciumNumber re(const CalciumNumber& a);
CalciumNumber im(const CalciumNumber& a);
CalciumNumber conj(const CalciumNumber& a);
CalciumNumber floor(const CalciumNumber& a);
CalciumNumber ceil(const CalciumNumber& a);

} // namespace calcium
} // namespace rumina
