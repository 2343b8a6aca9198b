// |x|, sign, heaviside, min and max of real arguments by each other. heaviside(0) is 1/2, so that all of these hold at 0
// and where arguments of min and max are equal.
#include "algebra/assumptions.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/traversal.h"

namespace rumina::algebra::rewriting {
namespace {

Expr fn(FunctionId id, const Expr& a) { return apply_function(id, {a}); }
Expr one() { return Expr(1); }

/// f(node) for these heads where all arguments are real.
template <typename Form>
Expr rewrite_real(const Expr& e, Form form) {
    return rewrite_nodes(e, [&](const Expr& node) -> std::optional<Expr> {
        switch (node.is(NodeKind::Function) ? node.function_id() : FunctionId::List) {
        case FunctionId::Abs: case FunctionId::Sign: case FunctionId::Heaviside: case FunctionId::Min: case FunctionId::Max:
            for (const Expr& a : node.arguments())
                if (has_property(a, Property::Real) != Truth::Yes) return std::nullopt;
            return form(node);
        default: return std::nullopt;
        }
    });
}

/// min and max of many by those of two.
template <typename OfTwo>
Expr fold(const Expr& node, OfTwo of_two) {
    Expr result = node.argument(0);
    for (std::size_t i = 1; i < node.arguments().size(); ++i) result = of_two(result, node.argument(i));
    return result;
}

/// min(a, b) and max(a, b) from |a - b|.
template <typename Absolute>
Expr extreme(const Expr& node, Absolute absolute) {
    Expr sign(node.is(FunctionId::Max) ? 1 : -1);
    return fold(node, [&](const Expr& a, const Expr& b) { return half() * (a + b + sign * absolute(a - b)); });
}
bool is_extreme(const Expr& node) { return node.is(FunctionId::Min) || node.is(FunctionId::Max); }

Expr relation(FunctionId id, const Expr& a, const Expr& b) { return apply_function(id, {a, b}); }

Expr piecewise_extreme(const Expr& node) {
    bool largest = node.is(FunctionId::Max);
    return fold(node, [&](const Expr& a, const Expr& b) {
        Expr a_wins = largest ? relation(FunctionId::LessEqual, b, a) : relation(FunctionId::LessEqual, a, b);
        return apply_function(FunctionId::Piecewise, {a, a_wins, b});
    });
}

} // namespace

Expr by_absolute_values(const Expr& e) {
    Expr plain = rewrite_real(e, [](const Expr& node) -> std::optional<Expr> {
        if (is_extreme(node)) return extreme(node, [](const Expr& d) { return fn(FunctionId::Abs, d); });
        const Expr& u = node.argument(0);
        bool nonzero = has_property(u, Property::Nonzero) == Truth::Yes;
        if (node.is(FunctionId::Sign) && nonzero) return u / fn(FunctionId::Abs, u);
        if (node.is(FunctionId::Heaviside) && nonzero) return half() * (one() + u / fn(FunctionId::Abs, u));
        return std::nullopt;
    });
    // √(u²) = |u|, and (u^2n)^r likewise.
    return rewrite_powers(plain, [](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (!base.is_power() || !base.exponent().is_integer() || base.exponent().number().integer().is_odd() || exponent.is_integer()) return std::nullopt;
        if (!exponent.is_number() || !exponent.number().is_rational() || has_property(base.base(), Property::Real) != Truth::Yes) return std::nullopt;
        return power(fn(FunctionId::Abs, base.base()), base.exponent() * exponent);
    });
}

Expr by_signs(const Expr& e) {
    return rewrite_real(e, [](const Expr& node) -> std::optional<Expr> {
        auto absolute = [](const Expr& u) { return u * fn(FunctionId::Sign, u); };
        if (is_extreme(node)) return extreme(node, absolute);
        if (node.is(FunctionId::Abs)) return absolute(node.argument(0));
        if (node.is(FunctionId::Heaviside)) return half() * (one() + fn(FunctionId::Sign, node.argument(0)));
        return std::nullopt;
    });
}

Expr by_steps(const Expr& e) {
    return rewrite_real(e, [](const Expr& node) -> std::optional<Expr> {
        auto step = [](const Expr& u) { return fn(FunctionId::Heaviside, u); };
        if (is_extreme(node)) {
            bool largest = node.is(FunctionId::Max);
            return fold(node, [&](const Expr& a, const Expr& b) { return largest ? b + (a - b) * step(a - b) : a + (b - a) * step(a - b); });
        }
        const Expr& u = node.argument(0);
        if (node.is(FunctionId::Abs)) return u * (Expr(2) * step(u) - one());
        if (node.is(FunctionId::Sign)) return Expr(2) * step(u) - one();
        return std::nullopt;
    });
}

namespace {

Expr by_one_extreme(const Expr& e, FunctionId wanted) {
    FunctionId other = wanted == FunctionId::Min ? FunctionId::Max : FunctionId::Min;
    return rewrite_real(e, [&](const Expr& node) -> std::optional<Expr> {
        if (node.is(other)) {
            std::vector<Expr> arguments;
            for (const Expr& a : node.arguments()) arguments.push_back(-a);
            return -apply_function(wanted, arguments);
        }
        if (!node.is(FunctionId::Abs)) return std::nullopt;
        Expr u = node.argument(0), extreme = apply_function(wanted, {u, -u});
        return wanted == FunctionId::Max ? extreme : -extreme;
    });
}

} // namespace

Expr by_minima(const Expr& e) { return by_one_extreme(e, FunctionId::Min); }
Expr by_maxima(const Expr& e) { return by_one_extreme(e, FunctionId::Max); }

Expr by_cases(const Expr& e) {
    return rewrite_real(e, [](const Expr& node) -> std::optional<Expr> {
        if (is_extreme(node)) return piecewise_extreme(node);
        const Expr& u = node.argument(0);
        Expr zero(0), positive = relation(FunctionId::Less, zero, u), negative = relation(FunctionId::Less, u, zero);
        auto cases = [&](std::initializer_list<Expr> parts) { return apply_function(FunctionId::Piecewise, parts); };
        if (node.is(FunctionId::Abs)) return cases({u, relation(FunctionId::LessEqual, zero, u), -u});
        if (node.is(FunctionId::Sign)) return cases({one(), positive, Expr(-1), negative, zero});
        if (node.is(FunctionId::Heaviside)) return cases({one(), positive, zero, negative, half()});
        return std::nullopt;
    });
}

} // namespace rumina::algebra::rewriting
