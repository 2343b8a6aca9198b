#include "algebra/output/parts.h"

#include <algorithm>

#include "algebra/display_order.h"
#include "number/big_float.h"

namespace rumina::algebra {

bool has_two_parts(const Number& n) {
    if (n.is_real()) return false;
    if (n.is_big()) return !n.big_re(n.precision_bits()).is_zero();
    return n.is_float() ? n.float_re() != 0 : n.re().sign() != 0;
}

namespace {

Number real_part(const Number& n) {
    if (n.is_real()) return n;
    if (n.is_big()) return Number::big_float(n.big_re(n.precision_bits()));
    return n.is_float() ? Number::real_float(n.float_re()) : Number(n.re());
}

/// The imaginary part times i.
Number imaginary_part(const Number& n) {
    if (n.is_real()) return Number(0);
    if (n.is_big()) return Number::big_complex(BigFloat().with_precision(n.precision_bits()), n.big_im(n.precision_bits()));
    return n.is_float() ? Number::complex_float(0, n.float_im()) : Number::gaussian(Rational(0), n.im());
}

/// The factor of i, as a real number.
Number imaginary_coefficient(const Number& n) {
    if (n.is_big()) return Number::big_float(n.big_im(n.precision_bits()));
    return n.is_float() ? Number::real_float(n.float_im()) : Number(n.im());
}

void append(std::vector<Summand>& out, const Number& coefficient, const Expr& term) {
    if (coefficient.is_zero()) return;
    bool negative = !has_two_parts(coefficient) && coefficient.leading_sign() < 0;
    out.push_back({negative, negative ? -coefficient : coefficient, term});
}

/// The places of constant factors in a product.
int place_of(const Factor& f) {
    if (f.base.is(NodeKind::Constant)) {
        if (f.base.is(ConstantId::E)) return 0;
        return f.base.is(ConstantId::Pi) ? 1 : 2;
    }
    if (f.base.is_number()) return 4;
    if (f.base.is_add()) return 5;
    return 3;
}

bool is_constant(const Factor& f) { return f.base.is_constant() && f.exponent.is_constant(); }

/// Whether the factor is shown in the denominator. 1/(1+π)^2 would read back with the square expanded.
bool is_below(const Factor& f) {
    if (!f.exponent.is_number() || !f.exponent.number().is_rational() || f.exponent.number().sign() >= 0) return false;
    return !(f.base.is_add() && f.base.is_constant() && f.exponent.is_integer() && !f.exponent.number().is_minus_one());
}

/// Constants first, each group in its order; `sorted` is in display order.
std::size_t constants_first(std::vector<Factor>& sorted) {
    auto middle = std::stable_partition(sorted.begin(), sorted.end(), is_constant);
    std::stable_sort(sorted.begin(), middle, [](const Factor& a, const Factor& b) { return place_of(a) < place_of(b); });
    return static_cast<std::size_t>(middle - sorted.begin());
}

} // namespace

std::vector<Summand> displayed_summands(const Expr& sum) {
    std::vector<Summand> out;
    Number number = sum.is_number() ? sum.number() : sum.constant_part();
    if (sum.is_number()) {
        append(out, real_part(number), Expr(1));
        append(out, imaginary_part(number), Expr(1));
        return out;
    }
    std::vector<Term> terms = displayed_terms(sum);
    out.reserve(terms.size() + 2);
    auto constant = [](const Term& t) { return t.term.is_constant(); };
    auto begin = std::find_if(terms.begin(), terms.end(), constant);
    auto end = std::find_if_not(begin, terms.end(), constant);
    // Where no term is constant the number stands before those of negative degree: where a constant would.
    if (begin == terms.end()) {
        begin = std::find_if(terms.begin(), terms.end(), [](const Term& t) { return display_order(Expr(1), t.term) < 0; });
        end = begin;
    }
    for (auto t = terms.begin(); t != begin; ++t) append(out, t->coefficient, t->term);
    append(out, real_part(number), Expr(1));
    for (auto t = begin; t != end; ++t) append(out, real_part(t->coefficient), t->term);
    append(out, imaginary_part(number), Expr(1));
    for (auto t = begin; t != end; ++t) append(out, imaginary_part(t->coefficient), t->term);
    for (auto t = end; t != terms.end(); ++t) append(out, t->coefficient, t->term);
    return out;
}

Fraction fraction_of(bool negative, const Number& coefficient, const Expr& term) {
    Fraction out;
    out.negative = negative;
    out.number = coefficient;
    if (!has_two_parts(coefficient)) {
        if (coefficient.leading_sign() < 0) {
            out.negative = !out.negative;
            out.number = -out.number;
        }
        if (!out.number.is_real()) {
            out.imaginary = true;
            out.number = imaginary_coefficient(out.number);
        }
        if (out.number.is_rational() && !out.number.is_integer()) {
            Rational value = out.number.rational();
            out.divisor = Number(value.denominator());
            out.number = Number(value.numerator());
        }
    }
    if (term.is_number()) return out;
    std::vector<Factor> factors;
    if (term.is_mul()) factors = displayed_factors(term.factors());
    else factors.push_back({term.base(), term.exponent()});
    for (Factor& f : factors) {
        bool below = is_below(f);
        if (below) out.denominator.push_back({std::move(f.base), Expr(-f.exponent.number())});
        else out.numerator.push_back(std::move(f));
    }
    out.constants = constants_first(out.numerator);
    constants_first(out.denominator);
    return out;
}

Fraction fraction_of(const Expr& e) { return fraction_of(false, e.coefficient(), e.without_coefficient()); }

namespace {

/// Conditions on one expression in the order of the numbers it is compared with: x > 0 and x < 1.
bool condition_before(const Expr& a, const Expr& b) {
    struct Sides {
        Expr varying, number;
    };
    auto sides = [](const Expr& e) -> Sides {
        if (!e.is(NodeKind::Function) || e.arguments().size() != 2) return {};
        const Expr &left = e.argument(0), &right = e.argument(1);
        if (right.is_number() && right.number().is_real()) return {left, right};
        if (left.is_number() && left.number().is_real()) return {right, left};
        return {};
    };
    Sides x = sides(a), y = sides(b);
    if (!x.number != !y.number) return !y.number;
    if (x.number && y.number) {
        if (int c = display_order(x.varying, y.varying)) return c < 0;
        if (int c = compare(x.number.number(), y.number.number())) return c < 0;
    }
    return display_order(a, b) < 0;
}

} // namespace

std::vector<Expr> displayed_arguments(const Expr& call) {
    std::vector<Expr> list(call.arguments().begin(), call.arguments().end());
    switch (call.function_id()) {
    case FunctionId::And: case FunctionId::Or: std::sort(list.begin(), list.end(), condition_before); break;
    case FunctionId::Min: case FunctionId::Max:
        std::sort(list.begin(), list.end(), [](const Expr& a, const Expr& b) { return display_order(a, b) < 0; });
        break;
    default: break;
    }
    return list;
}

} // namespace rumina::algebra
