// Factorials, binomials and gamma functions by each other, error functions, exponential integrals. [DLMF 5.4, 5.12, 6.2, 7.2]
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/rewriting.h"

namespace rumina::algebra::rewriting {
namespace {

Expr fn(FunctionId id, const Expr& a) { return apply_function(id, {a}); }
Expr one() { return Expr(1); }

/// Factorial, binomial and beta by f, where f(z) = z!.
template <typename Factorial>
std::optional<Expr> by_factorial_function(const Expr& node, Factorial f) {
    if (node.is(FunctionId::Binomial)) return f(node.argument(0)) / (f(node.argument(1)) * f(node.argument(0) - node.argument(1)));
    if (node.is(FunctionId::Beta)) {
        const Expr &a = node.argument(0), &b = node.argument(1);
        return f(a - one()) * f(b - one()) / f(a + b - one());
    }
    return std::nullopt;
}

} // namespace

Expr by_gamma(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        auto f = [](const Expr& z) { return fn(FunctionId::Gamma, z + one()); };
        if (node.is(FunctionId::Factorial)) return f(node.argument(0));
        return by_factorial_function(node, f);
    });
}

Expr by_factorials(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        auto f = [](const Expr& z) { return fn(FunctionId::Factorial, z); };
        if (node.is(FunctionId::Gamma)) return f(node.argument(0) - one());
        return by_factorial_function(node, f);
    });
}

Expr by_binomials(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if (!node.is(FunctionId::Beta)) return std::nullopt;
        const Expr &a = node.argument(0), &b = node.argument(1);
        return (a + b) / (a * b * apply_function(FunctionId::Binomial, {a + b, a}));
    });
}

Expr by_beta(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if (!node.is(FunctionId::Binomial)) return std::nullopt;
        const Expr &n = node.argument(0), &k = node.argument(1);
        return one() / ((n + one()) * apply_function(FunctionId::Beta, {k + one(), n - k + one()}));
    });
}

Expr by_error_function(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if (node.is(FunctionId::Erfc)) return one() - fn(FunctionId::Erf, node.argument(0));
        return std::nullopt;
    });
}

Expr by_complementary_error_function(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if (node.is(FunctionId::Erf)) return one() - fn(FunctionId::Erfc, node.argument(0));
        return std::nullopt;
    });
}

Expr by_exponential_integral(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        if (node.is(FunctionId::Li)) return fn(FunctionId::Ei, fn(FunctionId::Log, node.argument(0)));
        return std::nullopt;
    });
}

} // namespace rumina::algebra::rewriting
