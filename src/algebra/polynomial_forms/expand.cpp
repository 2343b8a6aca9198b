// expand: what stands inside kernels is multiplied out first, then the sum as one polynomial.
#include <unordered_map>

#include "algebra/domain/domain.h"
#include "algebra/polynomial_forms/part_by_part.h"
#include "algebra/polynomial_forms/polynomial_forms.h"

namespace rumina::algebra {
namespace {

constexpr int kRounds = 4;

/// Multiplies out arguments, exponents, radicands and denominators; sums and products outside are left to the domain.
class Preparation {
public:
    Expr operator()(const Expr& e) {
        switch (e.kind()) {
        case NodeKind::Number:
        case NodeKind::Symbol:
        case NodeKind::Constant:
        case NodeKind::Bound: return e;
        default: break;
        }
        if (auto known = done_.find(e); known != done_.end()) return known->second;
        DepthGuard guard;
        poll_work();
        Expr result = prepared(e);
        done_.emplace(e, result);
        return result;
    }

private:
    Expr prepared(const Expr& e) {
        switch (e.kind()) {
        case NodeKind::Add: {
            std::vector<Expr> terms;
            bool changed = false;
            for (const Term& t : e.terms()) {
                terms.push_back((*this)(t.term));
                changed = changed || !(terms.back() == t.term);
            }
            if (!changed) return e;
            SumBuilder sum;
            sum.add(e.constant_part());
            for (std::size_t i = 0; i < terms.size(); ++i) sum.add(terms[i], e.terms()[i].coefficient);
            return sum.finish();
        }
        case NodeKind::Mul: {
            std::vector<Factor> factors;
            bool changed = false;
            for (const Factor& f : e.factors()) {
                factors.push_back(factor(f.base, f.exponent));
                changed = changed || !(factors.back().base == f.base) || !(factors.back().exponent == f.exponent);
            }
            if (!changed) return e;
            ProductBuilder product;
            product.multiply(e.coefficient());
            for (const Factor& f : factors) product.multiply(f.base, f.exponent);
            return product.finish();
        }
        case NodeKind::Power: {
            Factor f = factor(e.base(), e.exponent());
            return f.base == e.base() && f.exponent == e.exponent() ? e : power(f.base, f.exponent);
        }
        default: {
            std::vector<Expr> arguments;
            bool changed = false;
            for (const Expr& a : e.arguments()) {
                arguments.push_back(expand(a));
                changed = changed || !(arguments.back() == a);
            }
            return changed ? apply_function(e.function_id(), arguments) : e;
        }
        }
    }

    Factor factor(const Expr& base, const Expr& exponent) {
        if (exponent.is_integer()) {
            if (!base.is_add() && !base.is_mul()) return {(*this)(base), exponent};
            if (exponent.number().sign() > 0) return {(*this)(base), exponent};
            return {expand(power(base, negate(exponent))), Expr(-1)};
        }
        return {expand(base), expand(exponent)};
    }

    std::unordered_map<Expr, Expr> done_;
};

} // namespace

Expr expand(const Expr& e) {
    if (e.has_infinity()) return e;
    switch (e.kind()) {
    case NodeKind::Number:
    case NodeKind::Symbol:
    case NodeKind::Constant:
    case NodeKind::Bound: return e;
    default: break;
    }
    DepthGuard guard;
    // What a product of roots or constants turns into may be a sum again: then once more, a few times at most.
    Expr result = e;
    for (int round = 0; round < kRounds; ++round) {
        Expr prepared = Preparation()(result);
        if (!prepared.is_add() && !prepared.is_mul() && !prepared.is_power()) return prepared;
        Domain domain({&prepared, 1}, Domain::Denominators::Separate);
        Expr next = domain.expression(domain.polynomial(prepared));
        if (domain.is_plain() || next == result) return next;
        result = std::move(next);
    }
    return result;
}

} // namespace rumina::algebra
