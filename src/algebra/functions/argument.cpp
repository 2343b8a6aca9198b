#include "algebra/functions/argument.h"

#include "algebra/functions/function.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {

std::optional<Rational> rational_value(const Expr& e) {
    if (!e.is_number() || !e.number().is_rational()) return std::nullopt;
    return e.number().rational();
}

std::optional<Integer> integer_value(const Expr& e) {
    if (!e.is_integer()) return std::nullopt;
    return e.number().integer();
}

std::optional<std::int64_t> small_integer(const Expr& e) {
    if (!e.is_number() || !e.number().is_small()) return std::nullopt;
    return e.number().small();
}

std::optional<std::int64_t> half_integer(const Expr& e) {
    std::optional<Rational> value = rational_value(e);
    if (!value || !(value->denominator() == Integer(2))) return std::nullopt;
    Integer n = floor(*value);
    if (!n.fits_int64()) return std::nullopt;
    return n.to_int64();
}

bool is_nonpositive_integer(const Expr& e) { return e.is_integer() && e.number().sign() <= 0; }

std::optional<int> real_part_sign(const Expr& e) {
    if (!e.is_number() || !e.number().is_exact()) return std::nullopt;
    return e.number().kind() == Number::Kind::Gaussian ? e.number().re().sign() : e.number().sign();
}

bool is_minus_infinity(const Expr& e) {
    return e.is_mul() && e.coefficient().is_real() && e.coefficient().sign() < 0 && e.without_coefficient().is(ConstantId::Infinity);
}

Expr divided_by_i(const Expr& e) {
    if (!e.is_number() && !e.is_mul()) return Expr();
    Number coefficient = e.coefficient();
    if (coefficient.kind() != Number::Kind::Gaussian || coefficient.re().sign() != 0) return Expr();
    return scale(Number(coefficient.im()), e.without_coefficient());
}

void fail_at(FunctionId head, const Expr& point) {
    std::string text = "this point";
    if (std::optional<Rational> value = rational_value(point)) text = value->to_string();
    else if (point.is(ConstantId::Infinity)) text = "∞";
    else if (is_minus_infinity(point)) text = "-∞";
    fail(DiagnosticId::OutsideDomain, name_of(head), text);
}

Expr fraction(std::int64_t numerator, std::int64_t denominator) {
    return Expr(Rational::make(Integer(numerator), Integer(denominator)));
}



} // namespace rumina::algebra
