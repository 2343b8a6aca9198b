#include "calculus/definite/symmetries.h"

#include "algebra/numeric.h"
#include "algebra/simplify/simplify.h"
#include "algebra/traversal.h"
#include "calculus/attempt.h"
#include "calculus/definite/confirmation.h"
#include "calculus/definite/definite_integral.h"
#include "calculus/definite/known_integrals.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kSimplifyUnits = 1'000'000;
constexpr std::uint32_t kMostLeaves = 100;

/// How often x is written.
std::size_t occurrences(const Expr& e, const Expr& x) {
    std::size_t count = 0;
    if (e == x) return 1;
    DepthGuard guard;
    for_each_child(e, [&](const Expr& part) { count += occurrences(part, x); });
    return count;
}

Expr value_of(const Expr& f, const Expr& x, const Expr& a, const Expr& b) {
    const DefiniteResult found = definite_integral(f, x, a, b);
    return found.kind == DefiniteResult::Kind::Value && !found.value.has_infinity() ? found.value : Expr();
}

Expr unconfirmed(const Expr& f, const Expr& x, const Expr& a, const Expr& b) {
    const bool is_line = a == negate(infinity()) && b == infinity(), is_half_line = a.is_zero() && b == infinity();
    if (!is_line && !is_half_line && (a.has_infinity() || b.has_infinity())) return Expr();
    const Expr image = attempt(kSimplifyUnits, [&] {
        if (is_half_line) return simplify(substitute(f, x, 1 / x) / (x * x));
        return simplify(substitute(f, x, is_line ? negate(x) : a + b - x));
    });
    if (!image) return Expr();
    const Expr difference = attempt(kSimplifyUnits, [&] { return simplify(f - image); });
    if (difference && difference.is_zero()) {
        if (is_half_line) return Expr();
        const Expr middle = is_line ? Expr(0) : (a + b) / 2;
        // The half is new only to what is made for it: antiderivatives were tried.
        const Expr half = is_line ? value_of(f, x, middle, b) : known_integral(f, x, a, middle);
        return half ? 2 * half : Expr();
    }
    const Expr mean = attempt(kSimplifyUnits, [&] { return simplify((f + image) / 2); });
    if (!mean) return Expr();
    if (mean.is_zero()) return Expr(0);
    return occurrences(mean, x) < occurrences(f, x) ? value_of(mean, x, a, b) : Expr();
}

} // namespace

Expr symmetric_integral(const Expr& f, const Expr& x, const Expr& a, const Expr& b) {
    if (f.leaves() > kMostLeaves) return Expr();
    const Expr value = unconfirmed(f, x, a, b);
    return value && is_confirmed(value, f, x, a, b) ? value : Expr();
}

} // namespace rumina::calculus
