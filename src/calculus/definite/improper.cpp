#include "calculus/definite/improper.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/functions/function.h"
#include "algebra/memo.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/quadrature.h"
#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/definite/critical_points.h"
#include "calculus/definite/expression_germ.h"
#include "calculus/definite/oscillation.h"
#include "calculus/definite/pieces.h"
#include "calculus/definite/smooth_ends.h"
#include "calculus/shorthand.h"
#include "number/ball_functions.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kRewriteUnits = 500'000;
constexpr double kSmall = 16, kSmallest = 20'000; ///< values below 2^-16 and above 2^-20000 are computed again if they need it
constexpr double kFarBelow = 100;                 ///< bits below the goal, which zeros do not reach
constexpr std::int64_t kFarthestWaves = 14; ///< waves are followed out to 2^this

Ball power_of_two(std::int64_t n) { return ball::pow_integer(Ball(2), Integer(n), 64); }

/// ∫ f from low to high along the segment.
Ball segment(const Expr& f, const Expr& x, const Ball& low, const Ball& high, std::int64_t goal, std::int64_t precision) {
    return enclose_between(f, x, low, high, {}, goal, precision);
}

/// Whether a quadrature got about where it should.
bool is_sharp(const Ball& value, std::int64_t goal) {
    if (!value.is_finite()) return false;
    return value.relative_accuracy_bits() > goal / 2 || ball::sub(value, value.midpoint_ball(), 64).log2_upper() < -static_cast<double>(goal) / 2;
}

/// Whether values of f(t) near 0 are finite.
bool is_finite_beside_zero(const Expr& f, const Expr& t, std::int64_t precision) {
    return enclose_at(f, {{t, Ball::interval(Ball(0), power_of_two(-20), precision)}}, precision).is_finite();
}

/// ∫_0^τ f(t) dt when t = u^q, or t itself, makes f finite at 0; not finite otherwise.
Ball through_roots(const Expr& f, const Expr& t, const Ball& tau, std::int64_t goal) {
    const Expr u = hidden_symbol("u");
    std::optional<WithoutRoots> smooth;
    attempt(kRewriteUnits, [&] {
        smooth = without_roots(f, t, u);
        return Expr(1);
    });
    const std::int64_t precision = goal + 64;
    if (!smooth || !is_finite_beside_zero(smooth->integrand, u, precision)) return Ball::indeterminate();
    const Ball end = smooth->q == 1 ? tau : ball::pow(tau, Ball::rational(Rational::make(Integer(1), Integer(smooth->q)), precision), precision);
    const Ball value = segment(smooth->integrand, u, Ball(0), end, goal, precision);
    return is_sharp(value, goal) ? value : Ball::indeterminate();
}

/// A form of f(t) with a proved bound of its integral over (0, 2^-bits].
struct Truncation {
    Expr form;
    std::int64_t bits = 0;
    Ball tail;
};

std::optional<Truncation> truncate_form(const Expr& f, const Expr& t, std::int64_t goal) {
    static constexpr std::int64_t kSteps[] = {4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 20, 24, 32, 48, 64};
    const double wanted = -static_cast<double>(goal);
    std::optional<Rational> order;
    auto at = [&](std::int64_t bits) -> std::optional<Truncation> {
        const std::int64_t precision = 64 + 4 * bits;
        const MaybeGerm germ = germ_at_zero(f, t, bits, precision);
        if (!germ) return std::nullopt;
        const auto tail = GermArithmetic(bits, precision).tail(*germ);
        if (!tail) return std::nullopt;
        if (tail->log2_upper() <= wanted) return Truncation{f, bits, *tail};
        if (germ->rate.is_zero()) order = germ->power + Rational(1); // the tail shrinks like δ^order
        return std::nullopt;
    };
    for (const std::int64_t bits : kSteps) {
        if (auto found = at(bits)) return found;
        if (order && bits >= 16) break;
    }
    if (!order || order->sign() <= 0) return std::nullopt;
    double bits = (static_cast<double>(goal) + 8) / order->to_double();
    for (int tries = 0; tries < 6 && bits < 60.0 * static_cast<double>(goal) + 200; ++tries, bits *= 1.15)
        if (auto found = at(static_cast<std::int64_t>(bits) + 1)) return found;
    return std::nullopt;
}

/// The same for the first way to write f for which a bound is found.
std::optional<Truncation> truncate(const Expr& f, const Expr& t, std::int64_t goal) {
    if (auto found = truncate_form(f, t, goal)) return found;
    using Rewriting = Expr (*)(const Expr&, const Expr&);
    static constexpr Rewriting kRewritings[] = {
        powers_apart, [](const Expr& e, const Expr& s) { return together(powers_apart(e, s)); }, by_exponentials_together, from_their_limits};
    for (const Rewriting rewritten : kRewritings) {
        const Expr other = attempt(kRewriteUnits, [&] { return rewritten(f, t); });
        if (!other || other == f) continue;
        if (auto found = truncate_form(other, t, goal)) return found;
    }
    return std::nullopt;
}

enum class Logarithms : bool { Leave, Try };

Ball to_infinity(const Expr& f, const Expr& x, const Ball& m, std::int64_t goal, Logarithms logarithms);

/// t = e^-v: what falls like 1/(t·log(t)^k) becomes algebraic, and t^e with an e near -1 falls exponentially.
Ball from_zero_by_logarithm(const Expr& f, const Expr& t, const Ball& tau, std::int64_t goal) {
    const MaybeGerm germ = germ_at_zero(f, t, 64, 512);
    if (!germ || !germ->rate.is_zero()) return Ball::indeterminate();
    const int order = compare(germ->power, Rational(-1));
    if (order < 0 || (order == 0 && compare(germ->logs, Rational(-1)) >= 0)) return Ball::indeterminate(); // nothing was proved to converge
    const Expr v = hidden_symbol("v");
    Assumptions::Scope scope;
    Assumptions::current().declare(v, Property::Positive);
    const Expr g = attempt(kRewriteUnits, [&] { return simplify(substitute(powers_apart(f, t), t, exp(negate(v))) * exp(negate(v))); });
    if (!g) return Ball::indeterminate();
    const Ball from(std::max(1.0, std::ceil(-std::log(tau.midpoint())) + 1));
    const Ball far = to_infinity(g, v, from, goal, Logarithms::Leave); // v > 0 there, as was assumed
    if (!far.is_finite()) return far;
    return ball::add(far, segment(f, t, ball::exp(ball::neg(from), goal + 64), tau, goal, goal + 64), goal + 64);
}

/// ∫_0^τ f(t) dt by x = 1/t.
Ball from_zero_by_inversion(const Expr& f, const Expr& t, const Ball& tau, std::int64_t goal) {
    const Expr x = hidden_symbol("y");
    const Ball turn = ball::inverse(tau, goal + 64), m(std::max(1.0, std::ceil(turn.midpoint()) + 1));
    const Ball far = to_infinity(substitute(f, t, power(x, Expr(-1))) * power(x, Expr(-2)), x, m, goal, Logarithms::Leave);
    if (!far.is_finite()) return far;
    return ball::add(far, segment(f, t, ball::inverse(m, goal + 64), tau, goal, goal + 64), goal + 64);
}

/// ∫_0^τ f(t) dt, where f may be singular at 0.
Ball from_zero(const Expr& f, const Expr& t, const Ball& tau, std::int64_t goal) {
    const Ball smooth = through_roots(f, t, tau, goal);
    if (smooth.is_finite()) return smooth;
    if (is_finite_beside_zero(f, t, goal + 64)) {
        const Ball value = segment(f, t, Ball(0), tau, goal, goal + 64);
        if (is_sharp(value, goal)) return value;
    }
    const auto cut = truncate(f, t, goal);
    if (!cut) return from_zero_by_logarithm(f, t, tau, goal);
    if (cut->bits > kFarthestWaves && oscillates_far_out(substitute(f, t, power(t, Expr(-1))), t)) return from_zero_by_inversion(f, t, tau, goal);
    Ball sum = cut->tail;
    for (std::int64_t bits = cut->bits; sum.is_finite(); bits -= 2) {
        // When 2^-bits is beyond τ, this comes back from there.
        const std::int64_t precision = goal + 64 + 4 * std::max<std::int64_t>(0, bits);
        const Ball low = power_of_two(-bits);
        Ball high = power_of_two(2 - bits);
        const auto order = compare_real(high, tau);
        const bool last = !order || *order >= 0;
        if (last) high = tau;
        const Ball part = segment(cut->form, t, low, high, goal, precision);
        if (!is_sharp(part, goal)) return Ball::indeterminate();
        sum = ball::add(sum, part, precision);
        if (last) break;
    }
    return sum;
}

Ball enclose_piece(const Piece& piece, const Expr& x, std::int64_t goal);

/// Waves far out, along lines into the complex plane.
Ball along_complex_lines(const Expr& f, const Expr& x, const Ball& m, std::int64_t goal) {
    const Expr s = hidden_symbol("s");
    const double start = m.midpoint();
    if (!(start < 1e6)) return Ball::indeterminate();
    std::optional<TurnedTail> turned;
    attempt(kRewriteUnits, [&] {
        turned = turned_tail(f, x, s, static_cast<std::int64_t>(start));
        return Expr(1);
    });
    if (!turned) return Ball::indeterminate();
    const std::int64_t precision = goal + 64;
    const Ball from = enclose(turned->from, precision);
    Ball sum = segment(f, x, m, from, goal + 4, precision);
    for (const Expr& g : turned->rotated)
        if (sum.is_finite()) sum = ball::add(sum, enclose_piece({Expr(0), infinity(), g}, s, goal + 4), precision);
    for (const Expr& g : turned->plain)
        if (sum.is_finite()) sum = ball::add(sum, to_infinity(g, x, from, goal + 4, Logarithms::Try), precision);
    return sum;
}

/// ∫_m^∞ f(x) dx, m >= 1.
Ball to_infinity(const Expr& f, const Expr& x, const Ball& m, std::int64_t goal, Logarithms logarithms) {
    const Expr t = hidden_symbol("t");
    const Expr turned = substitute(f, x, power(t, Expr(-1))) * power(t, Expr(-2));
    const Ball tau = ball::inverse(m, goal + 64);
    const Expr plain = attempt(kRewriteUnits, [&] { return cancel(turned); });
    for (const Expr& g : {plain, turned}) {
        if (!g) continue;
        const Ball value = through_roots(g, t, tau, goal);
        if (value.is_finite()) return value;
    }
    if (f.is_add()) { // term by term, when each converges
        Ball sum(0);
        for (const Expr& term : summands_of(f))
            if (sum.is_finite()) sum = ball::add(sum, to_infinity(term, x, m, goal + 2, Logarithms::Leave), goal + 64);
        if (sum.is_finite()) return sum;
    }
    const auto cut = truncate(turned, t, goal);
    if (!cut || (cut->bits > kFarthestWaves && oscillates_far_out(f, x))) {
        const Ball along = along_complex_lines(f, x, m, goal);
        if (along.is_finite() || logarithms == Logarithms::Leave) return along;
        return from_zero_by_logarithm(turned, t, tau, goal);
    }
    const Expr form = cut->form == turned ? f : substitute(cut->form, t, power(x, Expr(-1))) * power(x, Expr(-2));
    const Ball end = power_of_two(cut->bits);
    Ball sum = cut->tail, low = m;
    while (sum.is_finite()) {
        const std::int64_t precision = goal + 64 + 4 * static_cast<std::int64_t>(std::max(0.0, low.log2_upper()));
        const auto order = compare_real(low, end);
        if (!order || *order >= 0) // m is beyond the cut: the part between comes back
            return ball::sub(sum, segment(form, x, end, low, goal, precision), precision);
        Ball high = ball::mul(low, Ball(2), precision);
        const auto past = compare_real(high, end);
        const bool last = !past || *past >= 0;
        if (last) high = end;
        const Ball part = segment(form, x, low, high, goal, precision);
        if (!is_sharp(part, goal)) return Ball::indeterminate();
        sum = ball::add(sum, part, precision);
        if (last) break;
        low = high;
    }
    return sum;
}

Ball enclose_piece(const Piece& piece, const Expr& x, std::int64_t goal) {
    const Expr &p = piece.low, &q = piece.high, &f = piece.integrand;
    if (f.is_zero()) return Ball(0);
    const std::int64_t precision = goal + 64;
    if (p.has_infinity() && q.has_infinity()) {
        const Ball left = enclose_piece({p, Expr(0), f}, x, goal);
        if (!left.is_finite()) return left;
        return ball::add(left, enclose_piece({Expr(0), q, f}, x, goal), precision);
    }
    if (p.has_infinity()) return enclose_piece({negate(q), infinity(), substitute(f, x, negate(x))}, x, goal);
    const Expr t = hidden_symbol("t");
    auto beside = [&](const Expr& c, int side) { return substitute(f, x, side > 0 ? c + t : c - t); };
    if (q.has_infinity()) {
        const double from = enclose(p, 64).midpoint();
        if (!std::isfinite(from) || std::fabs(from) > 1e15) return Ball::indeterminate();
        const Ball m(std::max(1.0, std::ceil(from) + 1));
        const Ball far = to_infinity(f, x, m, goal, Logarithms::Try);
        if (!far.is_finite()) return far;
        const Ball width = ball::sub(m, enclose(p, precision), precision);
        return ball::add(far, from_zero(beside(p, 1), t, width, goal), precision);
    }
    const Expr at_p = beside(p, 1), at_q = beside(q, -1);
    if (is_finite_beside_zero(at_p, t, precision) && is_finite_beside_zero(at_q, t, precision)) {
        const Ball value = segment(f, x, enclose(p, precision + 32), enclose(q, precision + 32), goal, precision);
        if (is_sharp(value, goal)) return value;
    }
    const auto middle = sample_between(p, q);
    if (!middle) return Ball::indeterminate();
    const Ball left = from_zero(at_p, t, enclose(*middle - p, precision), goal);
    if (!left.is_finite()) return left;
    return ball::add(left, from_zero(at_q, t, enclose(q - *middle, precision), goal), precision);
}

/// The pieces, remembered: looking for singular points costs more than many evaluations.
std::optional<std::vector<Piece>> remembered_pieces(const Expr& f, const Expr& x, const Expr& a, const Expr& b) {
    constexpr std::uint64_t kPieces = std::uint64_t{1} << 63;
    const MemoKey key{apply_function(FunctionId::List, {f, a, b}), x, kPieces};
    Memo& known = memo(MemoId::DefiniteIntegral);
    Expr list;
    if (const Expr* found = known.find(key)) {
        list = *found;
    } else {
        const auto pieces = pieces_of(f, x, a, b);
        if (!pieces) return std::nullopt;
        std::vector<Expr> flat;
        for (const Piece& piece : *pieces) flat.insert(flat.end(), {piece.low, piece.high, piece.integrand, Expr(piece.is_real ? 1 : 0)});
        list = make_function(FunctionId::List, flat);
        known.store(key, list);
    }
    std::vector<Piece> result;
    for (std::size_t i = 0; i + 3 < list.arguments().size(); i += 4)
        result.push_back({list.argument(i), list.argument(i + 1), list.argument(i + 2), list.argument(i + 3).is_one()});
    return result;
}

/// Sums, integrals and other forms with variables of their own, as far as they depend on x.
bool has_moving_forms(const Expr& f, const Expr& x) {
    return any_node(f, [&](const Expr& part) {
        return part.is(NodeKind::Function) && body_arguments(part.function_id()) != 0 && contains(part, x);
    });
}

/// For a < b.
Ball enclose_ascending(const Expr& f, const Expr& x, const Expr& a, const Expr& b, std::int64_t goal) {
    if (has_moving_forms(f, x)) {
        if (a.has_infinity() || b.has_infinity()) return Ball::indeterminate();
        return segment(f, x, enclose(a, goal + 64), enclose(b, goal + 64), goal, goal + 64);
    }
    const auto pieces = remembered_pieces(f, x, a, b);
    if (!pieces) return Ball::indeterminate();
    Ball sum(0);
    for (const Piece& piece : *pieces) {
        const Ball part = enclose_piece(piece, x, goal + 8);
        sum = ball::add(sum, piece.is_real ? part.real() : part, goal + 64);
        if (!sum.is_finite()) break;
    }
    return sum;
}

Ball enclose_exact(const Expr& f, const Expr& x, const Expr& a, const Expr& b, std::int64_t precision) {
    if (a == b || f.is_zero()) return Ball(0);
    if (is_below(b, a)) return ball::neg(enclose_exact(f, x, b, a, precision));
    if (!is_below(a, b)) return Ball::indeterminate();
    Ball value = enclose_ascending(f, x, a, b, precision);
    if (!value.is_finite()) return value;
    if (a == negate(b) && (f + substitute(f, x, negate(x))).is_zero()) return Ball(0); // odd
    // A value far below 1 gets its own bits as well. What gets smaller with the goal may be 0, unless it is far below it.
    std::int64_t goal = precision;
    double before = 0;
    for (int tries = 0; tries < 3 && value.is_finite() && value.relative_accuracy_bits() < precision / 2; ++tries) {
        const double size = value.log2_upper(), more = static_cast<double>(goal - precision);
        if (!(size < -kSmall && size > -kSmallest)) break;
        if (tries > 0 && before - size > 0.75 * more && size > -static_cast<double>(goal) - kFarBelow) break;
        before = size;
        goal = precision - static_cast<std::int64_t>(size);
        value = enclose_ascending(f, x, a, b, goal);
    }
    return value;
}

} // namespace

Ball enclose_improper_integral(const Expr& f, const Expr& x, const Expr& a, const Expr& b, std::int64_t precision) {
    DepthGuard guard;
    const Expr y = hidden_symbol("x"); // nothing is assumed of it
    Ball result = Ball::indeterminate();
    attempt(UINT64_MAX, [&] {
        std::int64_t bits = INT64_MAX;
        auto exact = [&](const Expr& e) { return e.has_floats() ? with_exact_numbers(e, bits) : e; };
        result = enclose_exact(exact(substitute(f, x, y)), y, exact(a), exact(b), precision);
        return Expr(1);
    });
    return result;
}

void install_improper_integrals() { enclose_improper = enclose_improper_integral; }

} // namespace rumina::calculus
