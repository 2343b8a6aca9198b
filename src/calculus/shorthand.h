// What the methods of calculus write and ask all the time.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "algebra/expression.h"
#include "algebra/traversal.h"

namespace rumina::calculus {

using algebra::Expr;
using algebra::FunctionId;

inline Expr call(FunctionId head, const Expr& a) { return algebra::apply_function(head, {a}); }
inline Expr call(FunctionId head, const Expr& a, const Expr& b) { return algebra::apply_function(head, {a, b}); }
inline Expr fraction(std::int64_t p, std::int64_t q) { return Expr(Rational::make(Integer(p), Integer(q))); }
inline Expr log_of(const Expr& e) { return call(FunctionId::Log, e); }
inline Expr sin_of(const Expr& e) { return call(FunctionId::Sin, e); }
inline Expr cos_of(const Expr& e) { return call(FunctionId::Cos, e); }
inline Expr atan_of(const Expr& e) { return call(FunctionId::Atan, e); }

/// e = slope·x + offset, both free of x.
struct Linear {
    Expr slope, offset;
};
/// None when e is not linear in x, or free of it.
std::optional<Linear> linear_in(const Expr& e, const Expr& x);
/// The coefficients of a polynomial in x by rising power, the last not zero by structure; none for what is no polynomial
/// (or of a degree above 200). Empty for 0.
std::optional<std::vector<Expr>> polynomial_in(const Expr& e, const Expr& x);
/// f = constant·rest, where the constant is free of x.
std::pair<Expr, Expr> split_constant(const Expr& f, const Expr& x);
/// The factors of a product, of a power or of anything else as a product of one.
std::vector<algebra::Factor> factors_of(const Expr& e);
/// Summands with their coefficients.
std::vector<Expr> summands_of(const Expr& e);
/// visit(base, exponent) for every power in e and every factor of its products (those with exponent 1 too), until it
/// returns false.
template <typename Visit>
void for_each_power(const Expr& e, Visit visit) {
    algebra::any_node(e, [&](const Expr& part) {
        if (part.is_power()) return !visit(part.base(), part.exponent());
        if (part.is_mul())
            for (const algebra::Factor& factor : part.factors())
                if (!visit(factor.base, factor.exponent)) return true;
        return false;
    });
}
/// The sign of a real quantity if it is known: of a constant, or by what is assumed.
std::optional<int> known_sign(const Expr& e);
inline bool is_known_positive(const Expr& e) { return known_sign(e) == std::optional(1); }
inline bool is_known_negative(const Expr& e) { return known_sign(e) == std::optional(-1); }
/// e with the kernel (a power, also among the factors of a product, or any other part) replaced by t.
Expr with_kernel_replaced(const Expr& e, const Expr& kernel, const Expr& t);
/// Floats as the rationals they are; `bits` becomes their smallest precision when that is smaller.
Expr with_exact_numbers(const Expr& e, std::int64_t& bits);
/// A symbol that the user cannot have written.
Expr hidden_symbol(std::string_view name);

} // namespace rumina::calculus
