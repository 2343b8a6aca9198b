#include "calculus/definite/confirmation.h"

#include <algorithm>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "calculus/attempt.h"
#include "calculus/definite/improper.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kUnits = 20'000'000;
constexpr double kAgreement = -40; ///< log2 of the difference that is allowed, relative to 1 or the value

/// A value that has the properties declared of a parameter.
Expr sample(const Expr& parameter, std::int64_t k) {
    const Properties known = Assumptions::current().of(parameter);
    const Expr value = known.has(Property::Integer) ? Expr(1 + k) : Expr(Rational::make(Integer(5 + 3 * k), Integer(4 + k)));
    return known.has(Property::Negative) ? negate(value) : value;
}

bool agree(const Expr& value, const Expr& f, const Expr& x, const Expr& a, const Expr& b) {
    const Ball direct = enclose_improper_integral(f, x, a, b, 64);
    if (!direct.is_finite()) return false;
    const Ball closed = enclose(value, 256);
    if (!closed.is_finite() || !closed.overlaps(direct)) return false;
    return ball::sub(direct, closed, 128).log2_upper() <= kAgreement + std::max(0.0, direct.log2_upper());
}

} // namespace

bool is_confirmed(const Expr& value, const Expr& f, const Expr& x, const Expr& a, const Expr& b) {
    std::vector<Expr> parameters;
    for (const Expr& e : {f, a, b, value})
        for (const Expr& s : free_variables(e))
            if (s != x && std::find(parameters.begin(), parameters.end(), s) == parameters.end()) parameters.push_back(s);
    const Expr confirmed = attempt(kUnits, [&] {
        for (std::int64_t setting : {1, 5}) {
            Expr at[] = {value, f, a, b};
            std::int64_t k = setting;
            for (const Expr& p : parameters) {
                for (Expr& e : at) e = substitute(e, p, sample(p, k));
                k += 2;
            }
            if (!agree(at[0], at[1], x, at[2], at[3])) return Expr(0);
            if (parameters.empty()) break;
        }
        return Expr(1);
    });
    return confirmed && confirmed.is_one();
}

} // namespace rumina::calculus
