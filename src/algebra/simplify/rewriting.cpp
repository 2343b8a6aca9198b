#include "algebra/simplify/rewriting.h"

#include "algebra/traversal.h"

namespace rumina::algebra {

Expr rewrite_nodes(const Expr& e, const std::function<std::optional<Expr>(const Expr&)>& f) {
    return map_bottom_up(e, [&](const Expr& node) {
        std::optional<Expr> other = f(node);
        return other ? *other : node;
    });
}

Expr rewrite_powers(const Expr& e, const PowerRule& f) {
    return map_bottom_up(e, [&](const Expr& node) {
        if (node.is_mul()) {
            ProductBuilder product;
            bool changed = false;
            product.multiply(node.coefficient());
            for (const Factor& factor : node.factors()) {
                std::optional<Expr> other = f(factor.base, factor.exponent);
                changed = changed || other.has_value();
                if (other) product.multiply(*other);
                else product.multiply(factor.base, factor.exponent);
            }
            return changed ? product.finish() : node;
        }
        if (node.is_power() || node.is(NodeKind::Function)) {
            std::optional<Expr> other = f(node.base(), node.exponent());
            return other ? *other : node;
        }
        return node;
    });
}

Expr replace_powers(const Expr& e, const PowerRule& f) {
    DepthGuard guard;
    return replace_top_down(e, [&](const Expr& part) -> std::optional<Expr> {
        if (!part.is_mul()) return f(part.base(), part.exponent());
        ProductBuilder product;
        product.multiply(part.coefficient());
        for (const Factor& factor : part.factors()) {
            if (std::optional<Expr> other = f(factor.base, factor.exponent)) product.multiply(*other);
            else product.multiply(replace_powers(factor.base, f), replace_powers(factor.exponent, f));
        }
        return product.finish();
    });
}

} // namespace rumina::algebra
