// Circular and hyperbolic functions by each other and by exponentials. What the constructors write back (sin(x + π/2) is
// cos(x), sin(ix) is i·sinh(x)) is no form: sines become cosines only in even powers. [DLMF 4.14, 4.21, 4.28, 4.35]
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/rewriting.h"

namespace rumina::algebra::rewriting {
namespace {

constexpr std::int64_t kLargestPower = 60;

Expr fn(FunctionId id, const Expr& a) { return apply_function(id, {a}); }
Expr one() { return Expr(1); }
Expr two() { return Expr(2); }

/// tan, cot, sec, csc by sine and cosine; tanh, coth, sech, csch likewise; e^(iu) and e^u when asked for.
Expr by_pairs(const Expr& e, bool circular) {
    return rewrite_nodes(e, [&](const Expr& node) -> std::optional<Expr> {
        if (node.is_power() && node.base().is(ConstantId::E)) {
            Expr u = circular ? -(imaginary_unit() * node.exponent()) : node.exponent();
            if (circular && (u.has_symbols() ? node.exponent().coefficient().is_real() : true)) return std::nullopt;
            if (circular) return fn(FunctionId::Cos, u) + imaginary_unit() * fn(FunctionId::Sin, u);
            return fn(FunctionId::Cosh, u) + fn(FunctionId::Sinh, u);
        }
        if (!node.is(NodeKind::Function) || node.arguments().size() != 1) return std::nullopt;
        const Expr& u = node.argument(0);
        FunctionId s = circular ? FunctionId::Sin : FunctionId::Sinh, c = circular ? FunctionId::Cos : FunctionId::Cosh;
        auto is = [&](FunctionId plain, FunctionId hyperbolic) { return node.is(circular ? plain : hyperbolic); };
        if (is(FunctionId::Tan, FunctionId::Tanh)) return fn(s, u) / fn(c, u);
        if (is(FunctionId::Cot, FunctionId::Coth)) return fn(c, u) / fn(s, u);
        if (is(FunctionId::Sec, FunctionId::Sech)) return one() / fn(c, u);
        if (is(FunctionId::Csc, FunctionId::Csch)) return one() / fn(s, u);
        return std::nullopt;
    });
}

/// Powers of `from`, whose square is a + b·to²: even ones go, odd ones leave one factor.
Expr without_squares(const Expr& e, FunctionId from, FunctionId to, int a, int b) {
    return rewrite_powers(e, [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (!base.is(from) || !exponent.is_integer() || !exponent.number().is_small()) return std::nullopt;
        std::int64_t n = exponent.number().small();
        if (n < -kLargestPower || n > kLargestPower) return std::nullopt;
        std::int64_t half = n / 2, odd = n - 2 * half;
        if (half == 0) return std::nullopt;
        Expr other = fn(to, base.argument(0));
        return power(Expr(a) + Expr(b) * other * other, Expr(half)) * power(base, Expr(odd));
    });
}

/// Sine, cosine and their quotients by t = tan(u/2): (2t, 1 ∓ t²)/(1 ± t²).
Expr by_half_angle(const Expr& e, bool circular) {
    FunctionId tangent = circular ? FunctionId::Tan : FunctionId::Tanh;
    return rewrite_nodes(e, [&](const Expr& node) -> std::optional<Expr> {
        if (!node.is(NodeKind::Function) || node.arguments().size() != 1) return std::nullopt;
        const Expr& u = node.argument(0);
        auto is = [&](FunctionId plain, FunctionId hyperbolic) { return node.is(circular ? plain : hyperbolic); };
        auto parts = [&] {
            Expr t = fn(tangent, u / two()), square = circular ? t * t : -(t * t);
            return std::pair(two() * t / (one() + square), (one() - square) / (one() + square));
        };
        if (is(FunctionId::Sin, FunctionId::Sinh)) return parts().first;
        if (is(FunctionId::Cos, FunctionId::Cosh)) return parts().second;
        if (is(FunctionId::Csc, FunctionId::Csch)) return one() / parts().first;
        if (is(FunctionId::Sec, FunctionId::Sech)) return one() / parts().second;
        if (is(FunctionId::Cot, FunctionId::Coth)) return one() / fn(tangent, u);
        return std::nullopt;
    });
}

} // namespace

std::optional<Expr> function_by_exponentials(const Expr& node) {
    if (!node.is(NodeKind::Function) || node.arguments().size() != 1) return std::nullopt;
    const Expr& u = node.argument(0);
    Expr i = imaginary_unit(), plus, minus, up, down;
    if (node.function_id() >= FunctionId::Sin && node.function_id() <= FunctionId::Csc) plus = exp(i * u), minus = exp(-(i * u));
    if (node.function_id() >= FunctionId::Sinh && node.function_id() <= FunctionId::Csch) up = exp(u), down = exp(-u);
    switch (node.function_id()) {
    case FunctionId::Sin: return (plus - minus) / (two() * i);
    case FunctionId::Cos: return (plus + minus) / two();
    case FunctionId::Tan: return (plus - minus) / (i * (plus + minus));
    case FunctionId::Cot: return i * (plus + minus) / (plus - minus);
    case FunctionId::Sec: return two() / (plus + minus);
    case FunctionId::Csc: return two() * i / (plus - minus);
    case FunctionId::Sinh: return (up - down) / two();
    case FunctionId::Cosh: return (up + down) / two();
    case FunctionId::Tanh: return (up - down) / (up + down);
    case FunctionId::Coth: return (up + down) / (up - down);
    case FunctionId::Sech: return two() / (up + down);
    case FunctionId::Csch: return two() / (up - down);
    default: return std::nullopt;
    }
}

Expr by_exponentials(const Expr& e) { return rewrite_nodes(e, function_by_exponentials); }
Expr by_sines(const Expr& e) { return without_squares(by_pairs(e, true), FunctionId::Cos, FunctionId::Sin, 1, -1); }
Expr by_cosines(const Expr& e) { return without_squares(by_pairs(e, true), FunctionId::Sin, FunctionId::Cos, 1, -1); }
Expr by_hyperbolic_sines(const Expr& e) { return without_squares(by_pairs(e, false), FunctionId::Cosh, FunctionId::Sinh, 1, 1); }
Expr by_hyperbolic_cosines(const Expr& e) { return without_squares(by_pairs(e, false), FunctionId::Sinh, FunctionId::Cosh, -1, 1); }
Expr by_tangents(const Expr& e) { return by_half_angle(e, true); }
Expr by_hyperbolic_tangents(const Expr& e) { return by_half_angle(e, false); }

} // namespace rumina::algebra::rewriting
