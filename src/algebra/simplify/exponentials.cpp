// Between exponentials and circular or hyperbolic functions, both ways; and the identities of inverse functions and of
// periods. [DLMF] 4.14, 4.28, 4.23, 4.21
#include <algorithm>

#include "algebra/assumptions.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "algebra/traversal.h"

namespace rumina::algebra {
namespace {

constexpr std::uint32_t kLeaves = 120; ///< larger expressions stay in exponentials

bool is_hyperbolic(FunctionId id) { return id >= FunctionId::Sinh && id <= FunctionId::Csch; }

Expr fn(FunctionId id, const Expr& u) { return apply_function(id, {u}); }

bool holds(const Expr& e, Property property) { return has_property(e, property) == Truth::Yes; }

/// u when the exponent is i·u by its numeric coefficients, all of them.
std::optional<Expr> imaginary_part_of(const Expr& exponent) {
    auto imaginary = [](const Number& c) { return c.is_exact() && !c.is_real() && c.re().sign() == 0; };
    const Expr rest = -(imaginary_unit() * exponent);
    if (!exponent.is_add()) return imaginary(exponent.coefficient()) ? std::optional(rest) : std::nullopt;
    if (!exponent.constant_part().is_exact_zero() && !imaginary(exponent.constant_part())) return std::nullopt;
    for (const Term& t : exponent.terms())
        if (!imaginary(t.coefficient)) return std::nullopt;
    return rest;
}

/// Splits a term c·π·k into c·k, when that is an integer under the assumptions.
std::optional<Expr> whole_turns(const Number& coefficient, const Expr& term) {
    Expr rest = scale(coefficient, term) / pi();
    return !rest.is_number() && holds(rest, Property::Integer) ? std::optional(rest) : std::nullopt;
}

/// argument = rest + π·turns with an integer `turns`; false when there is none.
bool split_turns(const Expr& argument, Expr& rest, Expr& turns) {
    SumBuilder kept, whole;
    bool any = false;
    auto meet = [&](const Number& c, const Expr& term) {
        if (std::optional<Expr> n = whole_turns(c, term)) whole.add(*n), any = true;
        else kept.add(term, c);
    };
    if (argument.is_add()) {
        kept.add(argument.constant_part());
        for (const Term& t : argument.terms()) meet(t.coefficient, t.term);
    } else {
        meet(argument.coefficient(), argument.without_coefficient());
    }
    rest = kept.finish();
    turns = whole.finish();
    return any;
}

/// (-1)^n for an integer n, by the parity of its summands.
Expr sign_of_parity(const Expr& n) {
    SumBuilder odd;
    auto meet = [&](const Number& c, const Expr& term) {
        if (c.is_integer() && holds(term, Property::Integer)) {
            if (c.integer().is_odd()) odd.add(term);
        } else {
            odd.add(term, c);
        }
    };
    if (n.is_add()) {
        odd.add(n.constant_part());
        for (const Term& t : n.terms()) meet(t.coefficient, t.term);
    } else {
        meet(n.coefficient(), n.without_coefficient());
    }
    return power(Expr(-1), odd.finish());
}

} // namespace

Expr hyperbolic_by_exponentials(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        return node.is(NodeKind::Function) && is_hyperbolic(node.function_id()) ? rewriting::function_by_exponentials(node) : std::nullopt;
    });
}

Expr exponentials_by_functions(const Expr& e) {
    if (e.leaves() > kLeaves) return e;
    bool any = false;
    Expr other = rewrite_powers(e, [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (!base.is(ConstantId::E) || exponent.is_constant()) return std::nullopt;
        any = true;
        if (std::optional<Expr> u = imaginary_part_of(exponent)) return fn(FunctionId::Cos, *u) + imaginary_unit() * fn(FunctionId::Sin, *u);
        return fn(FunctionId::Cosh, exponent) + fn(FunctionId::Sinh, exponent);
    });
    return any ? by_tangents(cancel(other)) : e;
}

Expr exponentials_by_tangents(const Expr& e) {
    if (e.leaves() > kLeaves) return e;
    bool any = false;
    Expr other = rewrite_powers(e, [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (!base.is(ConstantId::E) || exponent.is_constant()) return std::nullopt;
        any = true;
        Expr t = fn(FunctionId::Tanh, exponent * half());
        return (Expr(1) + t) / (Expr(1) - t);
    });
    return any ? cancel(other) : e;
}

Expr inverses_by_logarithms(const Expr& e) {
    return rewrite_nodes(e, [](const Expr& node) -> std::optional<Expr> {
        const bool chosen = node.is(FunctionId::Asinh) || node.is(FunctionId::Acosh) || node.is(FunctionId::Atanh);
        return chosen ? rewriting::inverse_by_logarithms(node) : std::nullopt;
    });
}

Expr join_inverses(const Expr& e) {
    return rewrite_nodes(e, [&](const Expr& node) -> std::optional<Expr> {
        if (node.is(FunctionId::Acos)) return pi() * half() - fn(FunctionId::Asin, node.argument(0));
        if (!node.is(FunctionId::Atan) || node.argument(0).is_constant()) return std::nullopt;
        const Expr u = Expr(1) / node.argument(0);
        const bool positive = holds(u, Property::Positive);
        if (!positive && !holds(u, Property::Negative)) return std::nullopt;
        if (simplicity_cost(u) >= simplicity_cost(node.argument(0))) return std::nullopt; // the longer one goes
        return (positive ? pi() : -pi()) * half() - fn(FunctionId::Atan, u);
    });
}

Expr drop_periods(const Expr& e) {
    Expr powers = rewrite_powers(e, [](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (base.is_number(-1) && !exponent.is_number() && holds(exponent, Property::Integer)) return sign_of_parity(exponent);
        Expr rest, turns;
        if (base.is(ConstantId::E) && split_turns(-(imaginary_unit() * exponent), rest, turns))
            return exp(imaginary_unit() * rest) * sign_of_parity(turns);
        return std::nullopt;
    });
    return rewrite_nodes(powers, [](const Expr& node) -> std::optional<Expr> {
        if (!node.is(NodeKind::Function) || node.function_id() < FunctionId::Sin || node.function_id() > FunctionId::Csc) return std::nullopt;
        Expr rest, turns;
        if (!split_turns(node.argument(0), rest, turns)) return std::nullopt;
        Expr value = fn(node.function_id(), rest);
        const bool half_period = node.is(FunctionId::Tan) || node.is(FunctionId::Cot);
        return half_period ? value : sign_of_parity(turns) * value;
    });
}

} // namespace rumina::algebra
