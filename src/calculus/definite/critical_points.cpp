#include "calculus/definite/critical_points.h"

#include <algorithm>
#include <cstdint>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "calculus/attempt.h"
#include "calculus/shorthand.h"
#include "calculus/solve/solve.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr int kDepth = 12;          ///< halvings of the interval
constexpr std::size_t kPieces = 400; ///< looked at in all
constexpr std::int64_t kPrecision = 128;

/// Whether g has no zero in [low, high], by balls on smaller and smaller pieces.
bool is_free_of_zeros(const Expr& g, const Expr& x, const Expr& a, const Expr& b) {
    if (a.has_infinity() || b.has_infinity() || free_variables(g) != std::vector<Expr>{x} || !a.is_constant() || !b.is_constant()) return false;
    struct Piece {
        Ball low, high;
        int depth;
    };
    std::vector<Piece> pieces{{enclose(a, kPrecision), enclose(b, kPrecision), 0}};
    for (std::size_t looked_at = 0; !pieces.empty(); ++looked_at) {
        if (looked_at == kPieces) return false;
        poll_work(200);
        const Piece piece = pieces.back();
        pieces.pop_back();
        if (!piece.low.is_finite() || !piece.high.is_finite()) return false;
        const Ball value = enclose_at(g, {{x, Ball::interval(piece.low, piece.high, kPrecision)}}, kPrecision);
        if (value.is_finite() && value.nonzero()) continue;
        if (piece.depth == kDepth) return false;
        const Ball middle = ball::mul(ball::add(piece.low, piece.high, kPrecision), Ball(0.5), kPrecision);
        pieces.push_back({piece.low, middle, piece.depth + 1});
        pieces.push_back({middle, piece.high, piece.depth + 1});
    }
    return true;
}

/// Where a root lies: inside (a, b), or certainly not.
Truth is_inside(const Expr& v, const Expr& a, const Expr& b) {
    if (has_property(v, Property::Real) == Truth::No) return Truth::No;
    if (v == a || v == b || is_below(v, a) || is_below(b, v)) return Truth::No;
    if (is_below(a, v) && is_below(v, b)) return Truth::Yes;
    if (v.is_constant()) {
        const Ball value = enclose(v, kPrecision);
        if (value.is_finite() && !value.imag().contains_zero()) return Truth::No;
        for (const Expr& end : {a, b})
            if (!end.has_infinity() && end.is_constant() && zero_test(v - end) == Truth::Yes) return Truth::No;
    }
    return Truth::Unknown;
}

bool is_same_point(const Expr& p, const Expr& q) { return p == q || (p.is_constant() && q.is_constant() && zero_test(p - q) == Truth::Yes); }

} // namespace

void gather_critical(const Expr& e, const Expr& x, std::vector<Expr>& critical) {
    auto note = [&](const Expr& g) {
        if (contains(g, x) && std::find(critical.begin(), critical.end(), g) == critical.end()) critical.push_back(g);
    };
    for_each_power(e, [&](const Expr& base, const Expr& exponent) {
        const bool is_natural = exponent.is_integer() && exponent.number().sign() > 0;
        if (!is_natural) note(base);
        return true;
    });
    any_node(e, [&](const Expr& part) {
        if (part.is(NodeKind::Function) && !part.arguments().empty()) {
            const Expr& u = part.argument(0);
            const Expr& last = part.arguments().back();
            switch (part.function_id()) {
            case FunctionId::Log: case FunctionId::Abs: case FunctionId::Sign: case FunctionId::Heaviside: case FunctionId::DiracDelta:
            case FunctionId::Ei: case FunctionId::Ci: case FunctionId::Chi: case FunctionId::Csch: case FunctionId::Coth: case FunctionId::Acot:
            case FunctionId::RealRoot: case FunctionId::Gamma: case FunctionId::LogGamma: case FunctionId::Digamma: note(u); break;
            case FunctionId::Factorial: note(u + 1); break;
            case FunctionId::Tan: case FunctionId::Sec: note(cos_of(u)); break;
            case FunctionId::Cot: case FunctionId::Csc: note(sin_of(u)); break;
            case FunctionId::Floor: case FunctionId::Ceil: note(sin_of(pi() * u)); break;
            case FunctionId::Mod: note(sin_of(pi() * u / last)); break;
            case FunctionId::Asin: case FunctionId::Acos: case FunctionId::Atanh: case FunctionId::Acosh: case FunctionId::Acoth: note(u - 1); note(u + 1); break;
            case FunctionId::Asec: case FunctionId::Acsc: case FunctionId::Asech: note(u); note(u - 1); note(u + 1); break;
            case FunctionId::Acsch: note(u); break;
            case FunctionId::Li: note(u); note(u - 1); break;
            case FunctionId::Zeta: note(u - 1); break;
            case FunctionId::Polylog: case FunctionId::EllipticK: case FunctionId::EllipticE: note(last - 1); break;
            case FunctionId::UpperGamma: case FunctionId::LowerGamma: case FunctionId::BesselY: case FunctionId::BesselK: note(last); break;
            case FunctionId::BesselJ: case FunctionId::BesselI: if (!u.is_integer()) note(last); break;
            case FunctionId::Min: case FunctionId::Max:
                for (std::size_t i = 0; i < part.arguments().size(); ++i)
                    for (std::size_t j = 0; j < i; ++j) note(part.argument(i) - part.argument(j));
                break;
            case FunctionId::Less: case FunctionId::LessEqual: case FunctionId::Equal: case FunctionId::Unequal: note(u - last); break;
            default: break;
            }
        }
        return false;
    });
}

bool is_below(const Expr& a, const Expr& b) {
    if (a == b) return false;
    if (a.has_infinity()) return a != infinity();
    if (b.has_infinity()) return b == infinity();
    return is_known_positive(b - a);
}

std::optional<ZerosInside> zeros_inside(const std::vector<Expr>& expressions, const Expr& x, const Expr& a, const Expr& b, std::uint64_t units) {
    ZerosInside result;
    std::vector<Expr>& points = result.points;
    auto is_known = [](const Expr& end) { return end.is_constant() || end.has_infinity(); };
    for (const Expr& g : expressions) {
        std::vector<Expr> found;
        bool complete = false;
        attempt(units, [&] {
            if (free_variables(g) == std::vector<Expr>{x} && is_known(a) && is_known(b)) {
                RealSolutions solutions = real_solutions(g, x, a, b);
                complete = solutions.is_complete;
                found = std::move(solutions.values);
            } else {
                Assumptions::Scope scope;
                Assumptions::current().declare(x, Property::Real);
                Solutions solutions = solve(g, x);
                complete = solutions.unsolved.empty() && solutions.families.empty();
                if (solutions.families.empty()) found = std::move(solutions.values);
            }
            return Expr(1);
        });
        result.is_complete = result.is_complete && (complete || is_free_of_zeros(g, x, a, b));
        for (const Expr& v : found) {
            const Truth inside = is_inside(v, a, b);
            if (inside == Truth::Unknown) result.is_complete = false;
            if (inside == Truth::Yes && std::none_of(points.begin(), points.end(), [&](const Expr& p) { return is_same_point(p, v); })) points.push_back(v);
        }
    }
    for (const Expr& p : points)
        for (const Expr& q : points)
            if (p != q && !is_below(p, q) && !is_below(q, p)) return std::nullopt;
    std::sort(points.begin(), points.end(), [](const Expr& p, const Expr& q) { return is_below(p, q); });
    return result;
}

std::optional<std::vector<Expr>> critical_points(const Expr& f, const Expr& F, const Expr& x, const Expr& a, const Expr& b) {
    std::vector<Expr> critical;
    gather_critical(f, x, critical);
    gather_critical(F, x, critical);
    auto zeros = zeros_inside(critical, x, a, b, UINT64_MAX);
    if (!zeros || !zeros->is_complete) return std::nullopt;
    return std::move(zeros->points);
}

} // namespace rumina::calculus
