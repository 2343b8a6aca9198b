// Products in canonical form: nested products flattened, equal bases merged by adding exponents, roots of integers
// combined, a number times one sum distributed, products of constant sums expanded up to 64 terms. A float coefficient
// absorbs constant factors.
#include <algorithm>
#include <optional>

#include "algebra/numeric.h"
#include "algebra/store.h"
#include "algebra/surd.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

constexpr std::size_t kExpandedTerms = 64;

bool by_base(const Factor& a, const Factor& b) { return structural_order(a.base, b.base) < 0; }
bool by_base_and_exponent(const Factor& a, const Factor& b) {
    int order = structural_order(a.base, b.base);
    return order != 0 ? order < 0 : structural_order(a.exponent, b.exponent) < 0;
}

/// A root of a positive integer or fraction.
bool is_surd(const Factor& f) {
    return f.base.is_number() && f.exponent.is_number() && f.base.number().is_rational() && f.exponent.number().is_rational() &&
           f.base.number().sign() > 0;
}

/// Parts of a sum as a list: the number first, if any.
std::vector<Expr> summands(const Expr& e) {
    std::vector<Expr> parts;
    if (!e.constant_part().is_zero()) parts.emplace_back(e.constant_part());
    for (const Term& t : e.terms()) parts.push_back(scale(t.coefficient, t.term));
    return parts;
}

std::size_t summand_count(const Expr& e) { return e.terms().size() + (e.constant_part().is_zero() ? 0 : 1); }

/// a·b for constants, both sums: all products, if they are few.
std::optional<Expr> expand_constant_product(const Expr& a, const Expr& b) {
    if (summand_count(a) * summand_count(b) > kExpandedTerms) return std::nullopt;
    SumBuilder sum;
    for (const Expr& x : summands(a))
        for (const Expr& y : summands(b)) sum.add(multiply(x, y));
    return sum.finish();
}

/// The positive rational that divides every coefficient of a sum; 1 when there are floats or complex parts.
Rational positive_content(const Expr& e) {
    Rational content;
    auto meet = [&](const Number& n) {
        if (n.kind() == Number::Kind::Gaussian) {
            content = content_gcd(content, n.re());
            content = content_gcd(content, n.im());
        } else {
            content = content_gcd(content, n.rational());
        }
    };
    if (e.has_floats() && e.constant_part().is_float()) return Rational(1);
    for (const Term& t : e.terms())
        if (t.coefficient.is_float()) return Rational(1);
    if (!e.constant_part().is_zero()) meet(e.constant_part());
    for (const Term& t : e.terms()) meet(t.coefficient);
    return content.sign() < 0 ? -content : content;
}

[[noreturn]] void refuse_infinity(std::string_view what) { fail(DiagnosticId::InfinityBesideSymbols, what, "product"); }

/// ∞ times constants: the sign of the rest decides.
Expr infinite_product(const Number& coefficient, const std::vector<Factor>& factors) {
    if (!coefficient.is_real()) refuse_infinity("complex numbers");
    int sign = coefficient.sign();
    ProductBuilder rest;
    for (const Factor& f : factors) {
        if (!f.base.is_constant() || !f.exponent.is_constant()) refuse_infinity("symbols");
        if (f.base.is(ConstantId::Infinity)) {
            if (!f.exponent.is_number() || f.exponent.number().sign() <= 0) fail(DiagnosticId::InfinityUndefined, "∞/∞");
        } else {
            rest.multiply(f.base, f.exponent);
        }
    }
    Expr finite = rest.finish();
    std::optional<int> finite_sign = sign_of(finite);
    if (!finite_sign) refuse_infinity("a constant of unknown sign");
    sign *= *finite_sign;
    if (sign == 0) fail(DiagnosticId::InfinityUndefined, "0·∞");
    if (sign > 0) return infinity();
    Factor factor{infinity(), Expr(1)};
    return Store::current().intern_mul(Number(-1), {&factor, 1});
}

/// A factor that does nothing beside others but stand there: symbolic, without floats and ∞, no product, and without
/// a content to take out if it is a sum.
bool stands_alone(const Expr& e) {
    constexpr auto is_unit = [](const Number& n) { return n.is_small() && (n.small() == 1 || n.small() == -1); };
    if (e.is_constant() || e.has_floats() || e.has_infinity()) return false;
    switch (e.kind()) {
    case NodeKind::Symbol:
    case NodeKind::Bound:
    case NodeKind::Function: return true;
    case NodeKind::Power: return !e.base().is_number() && (!e.base().is_add() || stands_alone(e.base()));
    case NodeKind::Add: {
        bool has_unit = is_unit(e.constant_part());
        if (!e.constant_part().is_small()) return false;
        for (const Term& t : e.terms()) {
            if (!t.coefficient.is_small()) return false;
            if (is_unit(t.coefficient)) has_unit = true;
        }
        return has_unit;
    }
    default: return false;
    }
}

} // namespace

void ProductBuilder::push(const Expr& base, const Expr& exponent) {
    if (base.is(ConstantId::Infinity)) has_infinity_ = true;
    factors_.push_back({base, exponent});
    if (is_surd(factors_.back())) has_surds_ = true;
}

void ProductBuilder::multiply(const Expr& e) {
    switch (e.kind()) {
    case NodeKind::Number: coefficient_ = coefficient_ * e.number(); return;
    case NodeKind::Mul:
        coefficient_ = coefficient_ * e.coefficient();
        for (const Factor& f : e.factors()) push(f.base, f.exponent);
        return;
    case NodeKind::Power: push(e.base(), e.exponent()); return;
    default: push(e, Expr(1));
    }
}

void ProductBuilder::multiply(const Expr& base, const Expr& exponent) {
    if (exponent.is_one()) multiply(base);
    else multiply(power(base, exponent));
}

/// Sorts by base and adds the exponents of equal ones. A merged power may turn into anything (a number, a product):
/// then its factors are merged again. Roots of integers all go through one combination.
void ProductBuilder::merge_equal_bases() {
    for (;;) {
        std::stable_sort(factors_.begin(), factors_.end(), by_base);
        std::vector<Factor> kept, again;
        std::vector<std::pair<Expr, Expr>> changed; // the base, and what its power became
        kept.reserve(factors_.size());
        for (std::size_t i = 0; i < factors_.size();) {
            std::size_t j = i + 1;
            while (j < factors_.size() && factors_[j].base == factors_[i].base) ++j;
            if (j == i + 1) {
                kept.push_back(std::move(factors_[i]));
            } else {
                // 2^(1/2)·2^x stays apart: numbers in exponents of a number are roots, and roots are combined below.
                bool numeric_base = factors_[i].base.is_number();
                SumBuilder exponent;
                bool any = false;
                for (std::size_t k = i; k < j; ++k) {
                    if (numeric_base && is_surd(factors_[k])) {
                        kept.push_back(factors_[k]);
                    } else {
                        exponent.add(factors_[k].exponent);
                        any = true;
                    }
                }
                if (any) changed.emplace_back(factors_[i].base, power(factors_[i].base, exponent.finish()));
            }
            i = j;
        }
        factors_ = std::move(kept);
        bool repeat = false;
        for (const auto& [base, e] : changed) {
            // A power of the base it came from cannot meet another factor; everything else might.
            if (!e.is_number() && (e.is_mul() || !(e.base() == base))) repeat = true;
            multiply(e);
        }
        if (!repeat) break;
    }
    if (!has_surds_) return;
    std::vector<Surd> surds;
    std::size_t fractions = 0;
    for (const Factor& f : factors_)
        if (is_surd(f)) {
            Rational base = f.base.number().rational(), exponent = f.exponent.number().rational();
            surds.push_back({base.numerator(), exponent});
            if (!base.is_integer()) surds.push_back({base.denominator(), -exponent}), ++fractions;
        }
    has_surds_ = false;
    if (surds.size() < 2 && fractions == 0 && (surds.empty() || compare(surds[0].exponent, Rational(1)) < 0)) return;
    std::erase_if(factors_, is_surd);
    coefficient_ = coefficient_ * Number(combine_surds(surds));
    for (const Surd& s : surds) factors_.push_back({Expr(s.base), Expr(s.exponent)});
}

Expr ProductBuilder::finish_special() {
    Number coefficient = std::move(coefficient_);
    std::vector<Factor> factors = std::move(factors_);
    *this = ProductBuilder();
    if (coefficient.is_float()) {
        std::erase_if(factors, [&](const Factor& f) {
            if (!f.base.is_constant() || !f.exponent.is_constant()) return false;
            coefficient = coefficient * approximate(power(f.base, f.exponent), coefficient.precision_bits());
            return true;
        });
    }
    // Constant sums: multiplied out with each other and with the other constant factors.
    Expr sum;
    std::erase_if(factors, [&](const Factor& f) {
        if (!f.base.is_add() || !f.exponent.is_one() || !f.base.is_constant()) return false;
        if (!sum) {
            sum = f.base;
            return true;
        }
        if (!sum.is_add()) {
            sum = algebra::multiply(sum, f.base);
            return true;
        }
        std::optional<Expr> product = expand_constant_product(sum, f.base);
        if (!product) return false;
        sum = *product;
        return true;
    });
    if (sum && !sum.is_add()) { // the sums cancelled
        ProductBuilder rest;
        rest.multiply(coefficient);
        rest.multiply(sum);
        for (Factor& f : factors) rest.multiply(power(f.base, f.exponent));
        return rest.finish();
    }
    if (sum) {
        std::vector<Factor> constants;
        std::erase_if(factors, [&](const Factor& f) {
            if (!f.base.is_constant() || !f.exponent.is_constant() || f.base.is_add()) return false;
            constants.push_back(f);
            return true;
        });
        if (!constants.empty()) {
            std::sort(constants.begin(), constants.end(), by_base_and_exponent); // combined surds came last
            Expr factor = constants.size() == 1 ? power(constants[0].base, constants[0].exponent)
                                                : Store::current().intern_mul(Number(1), constants);
            SumBuilder distributed;
            for (const Expr& part : summands(sum)) distributed.add(algebra::multiply(part, factor));
            sum = distributed.finish();
        }
        if (factors.empty()) return scale(coefficient, sum);
        if (!sum.is_add()) { // distributing made terms meet and cancel
            ProductBuilder rest;
            rest.multiply(coefficient);
            rest.multiply(sum);
            for (Factor& f : factors) rest.multiply(power(f.base, f.exponent));
            return rest.finish();
        }
        // Beside symbols the content of the constant belongs to the coefficient.
        Rational content = positive_content(sum);
        if (content.sign() != 0 && !(content == Rational(1))) {
            coefficient = coefficient * Number(content);
            sum = scale(Number(content).inverse(), sum);
        }
        const bool meets = std::any_of(factors.begin(), factors.end(), [&](const Factor& f) { return f.base == sum; });
        factors.push_back({sum, Expr(1)});
        if (meets) { // multiplied out, or without its content, the sum is the base of another factor: their exponents add up
            ProductBuilder rest;
            rest.multiply(coefficient);
            for (const Factor& f : factors) rest.push(f.base, f.exponent);
            return rest.finish();
        }
    }
    if (coefficient.is_zero()) return Expr(coefficient);
    if (factors.empty()) return Expr(coefficient);
    std::sort(factors.begin(), factors.end(), by_base_and_exponent);
    if (factors.size() == 1) {
        if (coefficient.is_one()) return power(factors[0].base, factors[0].exponent);
        if (factors[0].exponent.is_one() && factors[0].base.is_add() && !coefficient.is_float()) return scale(coefficient, factors[0].base);
        if (factors[0].exponent.is_one() && factors[0].base.is_add()) {
            SumBuilder distributed;
            distributed.add(factors[0].base, coefficient);
            return distributed.finish();
        }
    }
    return Store::current().intern_mul(coefficient, factors);
}

Expr ProductBuilder::finish() {
    if (factors_.empty()) {
        Number coefficient = std::move(coefficient_);
        *this = ProductBuilder();
        return Expr(coefficient);
    }
    if (has_infinity_) {
        Number coefficient = std::move(coefficient_);
        std::vector<Factor> factors = std::move(factors_);
        *this = ProductBuilder();
        return infinite_product(coefficient, factors);
    }
    if (coefficient_.is_zero()) {
        Number coefficient = std::move(coefficient_);
        *this = ProductBuilder();
        return Expr(coefficient);
    }
    if (factors_.size() > 1 || has_surds_) merge_equal_bases();
    return finish_special();
}

Expr multiply(const Expr& a, const Expr& b) {
    if (a.is_number()) {
        if (b.is_number()) return Expr(a.number() * b.number());
        if (a.number().is_one()) return b;
        return scale(a.number(), b);
    }
    if (b.is_number()) return multiply(b, a);
    if (stands_alone(a) && stands_alone(b)) {
        Factor factors[] = {{a.base(), a.exponent()}, {b.base(), b.exponent()}};
        if (!(factors[0].base == factors[1].base)) {
            if (by_base(factors[1], factors[0])) std::swap(factors[0], factors[1]);
            return Store::current().intern_mul(Number(1), factors);
        }
    }
    ProductBuilder product;
    product.multiply(a);
    product.multiply(b);
    return product.finish();
}

Expr divide(const Expr& a, const Expr& b) {
    if (b.is_number()) return scale(b.number().inverse(), a);
    if (a.has_infinity() && b.has_infinity()) fail(DiagnosticId::InfinityUndefined, "∞/∞");
    return multiply(a, power(b, Expr(-1)));
}

} // namespace rumina::algebra
