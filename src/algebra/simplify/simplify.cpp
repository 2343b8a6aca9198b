// The search for the simplest form. The parts that no transformation looks into (arguments of functions, radicands,
// exponents) are simplified first, then the candidates of every family are made and the cheapest taken, until nothing
// gets cheaper. A form is never left for one of higher cost, so the search ends; fuel bounds the work on large input.
#include <algorithm>
#include <unordered_set>

#include "algebra/assumptions.h"
#include "algebra/constants.h"
#include "algebra/enclosure.h"
#include "algebra/functions/function.h"
#include "algebra/functions/gamma_relations.h"
#include "algebra/memo.h"
#include "algebra/numeric.h"
#include "algebra/polynomial/limits.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/closed_constants.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "algebra/store.h"
#include "algebra/traversal.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

constexpr int kRounds = 12;
constexpr double kCandidateTerms = 1500, kProductsForEachTerm = 100;
constexpr std::uint32_t kFactoredLeaves = 2000, kTrigonometricLeaves = 600, kAlgebraicLeaves = 60;

/// A candidate that would grow past a limit, or that finds a division by zero in a form nobody asked for, is no
/// candidate. Interruptions and limits of the whole evaluation go through.
bool only_spoils_a_candidate(const Failure& failure) {
    switch (failure.diagnostic.id) {
    case DiagnosticId::TooManyTerms: case DiagnosticId::TooLarge: case DiagnosticId::NumberTooLarge: case DiagnosticId::DivisionByZero:
    case DiagnosticId::ZeroToNegative: case DiagnosticId::NotDecided: case DiagnosticId::NotPolynomial: case DiagnosticId::InfinityUndefined:
    case DiagnosticId::InfinityBesideSymbols: case DiagnosticId::OutsideDomain: case DiagnosticId::ExpressionTooDeep: return true;
    default: return false;
    }
}

/// False as soon as a value differs from zero for certain.
bool may_be_zero(const Expr& e) {
    std::vector<Expr> symbols = free_symbols(e);
    static constexpr std::int64_t numerators[] = {733, 1291, 409, 1823, 577, 1013, 271, 1499};
    for (std::size_t n = 0; n < 3; ++n) {
        Point point;
        for (std::size_t i = 0; i < symbols.size(); ++i)
            point.emplace_back(symbols[i], Ball::rational(Rational::make(Integer(numerators[(i * 3 + n) % 8] + static_cast<std::int64_t>(97 * i)), Integer(997)), 160));
        if (enclose_at(e, point, 160).nonzero()) return false;
    }
    return true;
}

/// What a candidate may grow to on the way: forms far larger than the expression rarely shrink below it again.
class CandidateLimits {
public:
    explicit CandidateLimits(const Expr& e) : saved_(polynomial_limits()) {
        PolynomialLimits& limits = polynomial_limits();
        limits.max_terms = std::min(limits.max_terms, std::max(kCandidateTerms, 4.0 * e.leaves()));
        limits.max_products = std::min(limits.max_products, kProductsForEachTerm * limits.max_terms);
    }
    ~CandidateLimits() { polynomial_limits() = saved_; }
    CandidateLimits(const CandidateLimits&) = delete;

private:
    PolynomialLimits saved_;
};

class Simplifier {
public:
    Expr run(const Expr& e) {
        if (is_leaf(e)) return e;
        if (auto found = done_.find(e); found != done_.end()) return found->second;
        DepthGuard guard;
        Expr best = search(e);
        done_.emplace(e, best);
        return best;
    }

private:
    static bool is_leaf(const Expr& e) { return e.is_number() || e.is_symbol() || e.is(NodeKind::Constant) || e.is(NodeKind::Bound); }

    /// What the constant summands come to, beside those with symbols.
    Expr constants_gathered(const Expr& e) {
        if (!e.is_add() || !e.has_symbols()) return e;
        SumBuilder constants, others;
        constants.add(e.constant_part());
        std::size_t count = e.constant_part().is_exact_zero() ? 0 : 1;
        for (const Term& t : e.terms()) {
            if (t.term.is_constant()) constants.add(t.term, t.coefficient), ++count;
            else others.add(t.term, t.coefficient);
        }
        if (count < 2) return e;
        others.add(run(constants.finish()));
        return others.finish();
    }

    Expr search(const Expr& e) {
        Expr current = constants_gathered(inside(e));
        std::uint64_t cost = simplicity_cost(current);
        if (std::uint64_t given = simplicity_cost(e); given < cost) current = e, cost = given;
        std::unordered_set<Expr> seen{current};
        for (int round = 0; round < kRounds && !is_leaf(current); ++round) {
            Expr best = current;
            std::uint64_t best_cost = cost;
            candidates(current, [&](const Expr& candidate) {
                if (!seen.insert(candidate).second) return;
                std::uint64_t c = simplicity_cost(candidate);
                if (c < best_cost) best = candidate, best_cost = c;
            });
            if (best == current) break;
            current = best;
            cost = best_cost;
            Expr deeper = inside(current);
            if (std::uint64_t c = simplicity_cost(deeper); c < cost) current = deeper, cost = c;
        }
        return current;
    }

    /// The parts that stay whole in every candidate, simplified. Bodies of binders are left alone.
    Expr inside(const Expr& e) {
        return replace_top_down(e, [&](const Expr& node) -> std::optional<Expr> {
            if (node.has_bound()) return node;
            if (node.is(NodeKind::Function)) {
                if (body_arguments(node.function_id()) != 0 || node.is(FunctionId::Derivative)) return node;
                std::vector<Expr> arguments;
                for (const Expr& a : node.arguments()) arguments.push_back(run(a));
                return apply_function(node.function_id(), arguments);
            }
            if (node.is_power() && !node.exponent().is_integer()) return power(run(node.base()), run(node.exponent()));
            if (node.is_mul() && std::any_of(node.factors().begin(), node.factors().end(), [](const Factor& f) { return !f.exponent.is_integer(); })) {
                ProductBuilder product;
                product.multiply(node.coefficient());
                for (const Factor& f : node.factors()) {
                    if (f.exponent.is_integer()) product.multiply(power(inside(f.base), f.exponent));
                    else product.multiply(power(run(f.base), run(f.exponent)));
                }
                return product.finish();
            }
            return std::nullopt;
        });
    }

    template <typename Consider>
    void attempt(const Expr& e, Expr (*form)(const Expr&), Consider consider) {
        poll_work(e.leaves());
        CandidateLimits limits(e);
        try {
            consider(form(e));
        } catch (const Failure& failure) {
            if (!only_spoils_a_candidate(failure)) throw;
        }
    }

    template <typename Consider>
    void candidates(const Expr& e, Consider consider) {
        if (e.is_constant() && !e.has_floats() && !e.has_infinity()) {
            if (zero_test(e) == Truth::Yes) return consider(Expr(0));
            if (e.leaves() <= kAlgebraicLeaves)
                if (MaybeAlgebraic a = to_algebraic(e))
                    if (Expr closed = from_algebraic(*a)) consider(closed);
            if (Expr closed = closed_constant(e)) consider(closed);
        }
        attempt(e, powsimp, consider);
        attempt(e, expand, consider);
        attempt(e, cancel, consider);
        attempt(e, together, consider);
        if (e.leaves() <= kFactoredLeaves) {
            attempt(e, factor, consider);
            attempt(e, factored_parts, consider);
        }
        if (e.leaves() <= kTrigonometricLeaves) {
            attempt(e, trigsimp, consider);
            attempt(e, zero_by_exponentials, consider);
            attempt(e, zero_by_normal_form, consider);
            attempt(e, cancelled_exponentials, consider);
            attempt(e, exponentials_by_functions, consider);
            attempt(e, exponentials_by_tangents, consider);
            attempt(e, moduli_by_parts, consider);
            attempt(e, zero_by_logarithms, consider);
        }
        attempt(e, drop_periods, consider);
        attempt(e, join_inverses, consider);
        attempt(e, logexpand, consider);
        attempt(e, logcombine, consider);
        attempt(e, sqrtdenest, consider);
        attempt(e, radsimp, consider);
        attempt(e, reduce_gamma_values, consider);
    }

    static Expr factored_parts(const Expr& e) { return factor(numerator(e)) / factor(denominator(e)); }
    static Expr cancelled_exponentials(const Expr& e) {
        Expr other = hyperbolic_by_exponentials(e);
        return other == e ? e : cancel(other);
    }
    /// Sums of equal functions of arguments in different forms: every argument and radicand as one cancelled quotient.
    static Expr zero_by_normal_form(const Expr& e) {
        if (!e.is_add() || !e.has_symbols() || !may_be_zero(e)) return e;
        Expr zero = cancel(map_bottom_up(e, [](const Expr& node) {
            if (node.has_bound()) return node;
            if (node.is(NodeKind::Function) && body_arguments(node.function_id()) == 0) {
                std::vector<Expr> arguments;
                for (const Expr& a : node.arguments()) arguments.push_back(cancel(a));
                const Parity parity = function(node.function_id()).parity;
                if (parity == Parity::None || !arguments.back().has_symbols()) return apply_function(node.function_id(), arguments);
                // Of u and -u the one that comes first.
                Expr opposite = cancel(negate(arguments.back()));
                if (structural_order(arguments.back(), opposite) < 0) return apply_function(node.function_id(), arguments);
                arguments.back() = opposite;
                Expr value = apply_function(node.function_id(), arguments);
                return parity == Parity::Odd ? negate(value) : value;
            }
            if (node.is_power() && !node.exponent().is_integer()) return power(cancel(node.base()), cancel(node.exponent()));
            if (!node.is_mul()) return node;
            ProductBuilder product;
            product.multiply(node.coefficient());
            for (const Factor& f : node.factors()) {
                if (f.exponent.is_integer()) product.multiply(f.base, f.exponent);
                else product.multiply(power(cancel(f.base), cancel(f.exponent)));
            }
            return product.finish();
        }));
        return zero.is_zero() ? zero : e;
    }
    /// Inverse hyperbolic functions against logarithms; odd powers of |u| against powers of u.
    static Expr zero_by_logarithms(const Expr& e) {
        if (!e.is_add() || !e.has_symbols() || !may_be_zero(e)) return e;
        Expr other = rewrite_powers(inverses_by_logarithms(e), [](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
            if (!base.is(FunctionId::Abs) || !exponent.is_integer() || !exponent.number().integer().is_odd() || exponent.is_one()) return std::nullopt;
            if (has_property(base.argument(0), Property::Real) != Truth::Yes) return std::nullopt;
            return base * power(base.argument(0), exponent - Expr(1));
        });
        if (other == e) return e;
        Expr zero = cancel(logexpand(other));
        return zero.is_zero() ? zero : e;
    }
    static Expr zero_by_exponentials(const Expr& e) {
        if (!e.has_symbols() || !may_be_zero(e)) return e;
        Expr zero = cancel(rewriting::by_exponentials(e));
        return zero.is_zero() ? zero : e;
    }

    std::unordered_map<Expr, Expr> done_;
};

/// Undeclared symbols are real while this lives.
class RealByDefault {
public:
    explicit RealByDefault(const Expr& e) { Assumptions::current().take_for_real(e); }

private:
    Assumptions::Scope scope_;
};

/// One run may build a part that another run would still change (a quotient of constants that a sum gives back), so it is
/// repeated until nothing happens. Should forms of one cost follow each other in a circle, the first of them is the answer.
Expr settled(const Expr& e) {
    constexpr std::size_t kRuns = 6;
    std::vector<Expr> seen{Simplifier().run(e)};
    if (seen.back() == e) return e;
    while (seen.size() < kRuns) {
        Expr again = Simplifier().run(seen.back());
        if (auto met = std::find(seen.begin(), seen.end(), again); met != seen.end()) return *met;
        seen.push_back(std::move(again));
    }
    return seen.back();
}

} // namespace

Expr simplify(const Expr& e) {
    MemoKey key{e, Expr(), Store::current().epoch};
    if (const Expr* known = memo(MemoId::Simplify).find(key)) return *known;
    Expr result;
    {
        RealByDefault real(e);
        result = settled(e);
    }
    memo(MemoId::Simplify).store(key, result);
    // The same facts hold for its symbols, so it is its own simplest form.
    if (result != e) memo(MemoId::Simplify).store({result, Expr(), Store::current().epoch}, result);
    return result;
}

} // namespace rumina::algebra
