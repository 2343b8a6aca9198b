// Inverse circular and hyperbolic functions by logarithms, with the values on their cuts; roots that are functions by
// powers. [DLMF 4.23(iv), 4.37(iv)]
#include "algebra/assumptions.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/rewriting.h"

namespace rumina::algebra::rewriting {
namespace {

Expr fn(FunctionId id, const Expr& a) { return apply_function(id, {a}); }
Expr log(const Expr& a) { return fn(FunctionId::Log, a); }
Expr one() { return Expr(1); }

Expr asin(const Expr& z) { return -(imaginary_unit() * log(imaginary_unit() * z + sqrt(one() - z * z))); }
Expr acos(const Expr& z) { return pi() * half() - asin(z); }
Expr atan(const Expr& z) {
    Expr i = imaginary_unit();
    return i * half() * (log(one() - i * z) - log(one() + i * z));
}
Expr asinh(const Expr& z) { return log(z + sqrt(z * z + one())); }
Expr acosh(const Expr& z) { return log(z + sqrt(z - one()) * sqrt(z + one())); }
Expr atanh(const Expr& z) { return half() * (log(one() + z) - log(one() - z)); }

} // namespace

std::optional<Expr> inverse_by_logarithms(const Expr& node) {
    if (!node.is(NodeKind::Function) || node.arguments().size() != 1) return std::nullopt;
    const Expr& z = node.argument(0);
    switch (node.function_id()) {
    case FunctionId::Asin: return asin(z);
    case FunctionId::Acos: return acos(z);
    case FunctionId::Atan: return atan(z);
    case FunctionId::Acot: return atan(one() / z);
    case FunctionId::Asec: return acos(one() / z);
    case FunctionId::Acsc: return asin(one() / z);
    case FunctionId::Asinh: return asinh(z);
    case FunctionId::Acosh: return acosh(z);
    case FunctionId::Atanh: return atanh(z);
    case FunctionId::Acoth: return atanh(one() / z);
    case FunctionId::Asech: return acosh(one() / z);
    case FunctionId::Acsch: return asinh(one() / z);
    default: return std::nullopt;
    }
}

Expr by_logarithms(const Expr& e) { return rewrite_nodes(e, inverse_by_logarithms); }

Expr by_roots(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if (node.is(FunctionId::Abs)) {
            const Expr& u = node.argument(0);
            return has_property(u, Property::Real) == Truth::Yes ? sqrt(u * u) : sqrt(u * fn(FunctionId::Conj, u));
        }
        if (node.is(FunctionId::RealRoot) && node.arguments().size() == 2 && has_property(node.argument(0), Property::Nonnegative) == Truth::Yes)
            return power(node.argument(0), one() / node.argument(1));
        return std::nullopt;
    });
}

Expr by_conjugates(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if (!node.is(NodeKind::Function) || node.arguments().size() != 1) return std::nullopt;
        const Expr& u = node.argument(0);
        switch (node.function_id()) {
        case FunctionId::Re: return half() * (u + fn(FunctionId::Conj, u));
        case FunctionId::Im: return (u - fn(FunctionId::Conj, u)) / (Expr(2) * imaginary_unit());
        case FunctionId::Abs: return sqrt(u * fn(FunctionId::Conj, u));
        default: return std::nullopt;
        }
    });
}

} // namespace rumina::algebra::rewriting
