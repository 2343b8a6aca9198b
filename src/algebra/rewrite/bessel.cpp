// Bessel functions of each kind by those of another, and Airy functions by modified Bessel functions. The powers of the
// argument in front make the identities hold on both sides of every cut; orders are generic, so integers stay where a
// quotient by sin(νπ) would be 0/0. [DLMF 9.6, 10.2.3, 10.25, 10.27.4]
#include "algebra/numeric.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/rewriting.h"

namespace rumina::algebra::rewriting {
namespace {

Expr bessel(FunctionId head, const Expr& order, const Expr& z) { return apply_function(head, {order, z}); }
Expr fraction(std::int64_t p, std::int64_t q) { return Expr(Rational::make(Integer(p), Integer(q))); }

/// J and I are z^ν times the same even function, of i·z and z: f_ν(z) = z^ν/(iz)^ν·g_ν(iz).
Expr turned(FunctionId other, const Expr& order, const Expr& z) {
    Expr iz = imaginary_unit() * z;
    return power(z, order) * power(iz, negate(order)) * bessel(other, order, iz);
}

/// Whether sin(νπ) may be divided by.
bool is_generic(const Expr& order) { return !order.is_integer() && (!order.is_constant() || zero_test(apply_function(FunctionId::Sin, {order * pi()})) == Truth::No); }
Expr sine(const Expr& order) { return apply_function(FunctionId::Sin, {order * pi()}); }
Expr cosine(const Expr& order) { return apply_function(FunctionId::Cos, {order * pi()}); }

/// Airy functions by I of orders ±1/3 and ±2/3 at ζ = (2/3)·z^(3/2), a = z^(3/2).
std::optional<Expr> airy(const Expr& node) {
    auto is = [&](FunctionId head) { return node.is(head); };
    if (!is(FunctionId::AiryAi) && !is(FunctionId::AiryBi) && !is(FunctionId::AiryAiPrime) && !is(FunctionId::AiryBiPrime)) return std::nullopt;
    const Expr& z = node.argument(0);
    Expr a = power(z, fraction(3, 2)), zeta = fraction(2, 3) * a;
    bool slope = is(FunctionId::AiryAiPrime) || is(FunctionId::AiryBiPrime);
    Expr scale = power(a, fraction(slope ? 2 : 1, 3));
    Expr low = scale * bessel(FunctionId::BesselI, fraction(slope ? -2 : -1, 3), zeta);
    Expr high = (slope ? z * z : z) / scale * bessel(FunctionId::BesselI, fraction(slope ? 2 : 1, 3), zeta);
    if (is(FunctionId::AiryAi)) return (low - high) / Expr(3);
    if (is(FunctionId::AiryAiPrime)) return (high - low) / Expr(3);
    return (low + high) / sqrt(Expr(3));
}

std::optional<Expr> second_kind_by_j(const Expr& node) {
    if (!node.is(FunctionId::BesselY) || !is_generic(node.argument(0))) return std::nullopt;
    const Expr &order = node.argument(0), &z = node.argument(1);
    return (cosine(order) * bessel(FunctionId::BesselJ, order, z) - bessel(FunctionId::BesselJ, negate(order), z)) / sine(order);
}
std::optional<Expr> second_kind_by_i(const Expr& node) {
    if (!node.is(FunctionId::BesselK) || !is_generic(node.argument(0))) return std::nullopt;
    const Expr &order = node.argument(0), &z = node.argument(1);
    return pi() / Expr(2) * (bessel(FunctionId::BesselI, negate(order), z) - bessel(FunctionId::BesselI, order, z)) / sine(order);
}

} // namespace

Expr by_bessel_j(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if (node.is(FunctionId::BesselI)) return turned(FunctionId::BesselJ, node.argument(0), node.argument(1));
        if (std::optional<Expr> by_i = second_kind_by_i(node)) return by_bessel_j(*by_i);
        if (std::optional<Expr> by_i = airy(node)) return by_bessel_j(*by_i);
        return second_kind_by_j(node);
    });
}

Expr by_bessel_y(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if (!node.is(FunctionId::BesselJ) || !is_generic(node.argument(0))) return std::nullopt;
        const Expr &order = node.argument(0), &z = node.argument(1);
        return (bessel(FunctionId::BesselY, negate(order), z) - cosine(order) * bessel(FunctionId::BesselY, order, z)) / sine(order);
    });
}

Expr by_bessel_i(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if (node.is(FunctionId::BesselJ)) return turned(FunctionId::BesselI, node.argument(0), node.argument(1));
        if (std::optional<Expr> by_j = second_kind_by_j(node)) return by_bessel_i(*by_j);
        if (std::optional<Expr> by_i = second_kind_by_i(node)) return by_i;
        return airy(node);
    });
}

} // namespace rumina::algebra::rewriting
