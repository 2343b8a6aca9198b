// Differentiation of a directed acyclic graph: post-order with an explicit stack, results remembered by node and variable.
// Products and powers use the logarithmic derivative f·Σ(nᵢ·bᵢ'/bᵢ), whose quotients cancel in the constructors.
#include "calculus/differentiate.h"

#include <vector>

#include "algebra/functions/function.h"
#include "algebra/memo.h"
#include "algebra/traversal.h"
#include "base/assert.h"
#include "diagnostics/diagnostic.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// Beyond this depth derivatives of parts are forgotten once they were used: a product for each level of a chain would
/// take memory quadratic in the depth.
constexpr std::uint32_t kDeep = 1000;

/// Derivatives of children that were found before.
class Differentiator {
public:
    explicit Differentiator(const Expr& x) : x_(x) {}

    Expr run(const Expr& root) {
        const bool deep = root.depth() > kDeep;
        if (deep) count_uses(root);
        std::vector<std::pair<Expr, bool>> stack{{root, false}};
        while (!stack.empty()) {
            auto [e, expanded] = stack.back();
            Expr known;
            if (lookup(e, known)) {
                stack.pop_back();
            } else if (!expanded) {
                stack.back().second = true;
                Expr unused;
                for_each_child(e, [&](const Expr& c) {
                    if (!is_condition(c) && !lookup(c, unused)) stack.emplace_back(c, false);
                });
            } else {
                stack.pop_back();
                poll_work();
                Expr derivative = of_node(e);
                here_.emplace(e, derivative);
                if (!deep || e == root) memo(MemoId::Differentiate).store({e, x_, 0}, derivative);
                if (deep) forget_used(e);
            }
        }
        Expr result;
        lookup(root, result);
        return result;
    }

private:
    /// How often each part will be asked for: once for each place in a node above it.
    void count_uses(const Expr& root) {
        std::vector<Expr> stack{root};
        while (!stack.empty()) {
            Expr e = std::move(stack.back());
            stack.pop_back();
            for_each_child(e, [&](const Expr& c) {
                if (uses_[c]++ == 0) stack.push_back(c);
            });
        }
    }
    void forget_used(const Expr& e) {
        for_each_child(e, [&](const Expr& c) {
            if (auto found = uses_.find(c); found != uses_.end() && --found->second == 0) here_.erase(c);
        });
    }

    /// Conditions of a piecewise are no functions to derive.
    static bool is_condition(const Expr& e) { return e.is(NodeKind::Function) && function(e.function_id()).condition; }

    bool lookup(const Expr& e, Expr& derivative) {
        if (!e.may_contain(x_) && !e.has_bound()) {
            derivative = Expr(0);
            return true;
        }
        if (e == x_) {
            derivative = Expr(1);
            return true;
        }
        if (e.is(NodeKind::Symbol) || e.is(NodeKind::Bound)) {
            derivative = Expr(0);
            return true;
        }
        if (auto found = here_.find(e); found != here_.end()) {
            derivative = found->second;
            return true;
        }
        if (const Expr* found = memo(MemoId::Differentiate).find({e, x_, 0})) {
            derivative = *found;
            here_.emplace(e, derivative); // the table may forget it before this run ends
            return true;
        }
        return false;
    }
    Expr of(const Expr& e) {
        Expr derivative;
        return lookup(e, derivative) ? derivative : Differentiator(x_).run(e);
    }

    Expr of_node(const Expr& e) {
        switch (e.kind()) {
        case NodeKind::Add: {
            SumBuilder sum;
            for (const Term& t : e.terms()) sum.add(of(t.term), t.coefficient);
            return sum.finish();
        }
        case NodeKind::Mul: {
            SumBuilder sum;
            for (const Factor& f : e.factors()) {
                Expr part = logarithmic(f.base, f.exponent);
                if (!part.is_zero()) sum.add(multiply(e, part));
            }
            return sum.finish();
        }
        case NodeKind::Power: return multiply(e, logarithmic(e.base(), e.exponent()));
        case NodeKind::Function: return of_function(e);
        default: return Expr(0);
        }
    }

    /// (log b^n)' = n'·log b + n·b'/b.
    Expr logarithmic(const Expr& base, const Expr& exponent) {
        Expr result(0), inner = of(base), outer = of(exponent);
        if (!outer.is_zero())
            result = multiply(outer, base.is(ConstantId::E) ? Expr(1) : apply_function(FunctionId::Log, {base}));
        if (!inner.is_zero()) result = add(result, multiply(exponent, multiply(inner, power(base, Expr(-1)))));
        return result;
    }

    Expr of_function(const Expr& e) {
        switch (e.function_id()) {
        case FunctionId::Piecewise: return of_piecewise(e);
        case FunctionId::IndefiniteIntegral:
            if (e.argument(1) == x_) return e.argument(0);
            return apply_function(FunctionId::IndefiniteIntegral, {of(e.argument(0)), e.argument(1)});
        case FunctionId::Integral: return of_integral(e);
        case FunctionId::Sum:
            if (free_of(e.argument(1), x_) && free_of(e.argument(2), x_))
                return apply_function(FunctionId::Sum, {of_body(e.argument(0)), e.argument(1), e.argument(2)});
            return unevaluated(e);
        case FunctionId::Derivative: case FunctionId::Product: case FunctionId::Limit: return unevaluated(e);
        case FunctionId::RootOf: return of_root(e);
        case FunctionId::RootSum: return of_root_sum(e);
        case FunctionId::List: return Expr(0); // its elements are differentiated by the function it belongs to
        case FunctionId::Substitution: return of_substitution(e);
        case FunctionId::Equal: case FunctionId::Unequal: case FunctionId::Less: case FunctionId::LessEqual: case FunctionId::And:
        case FunctionId::Or: case FunctionId::Not: case FunctionId::True: case FunctionId::False:
            fail(DiagnosticId::InvalidArgument, "a condition has no derivative");
        default: break;
        }
        const Function& f = function(e.function_id());
        SumBuilder sum;
        auto arguments = e.arguments();
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            if (arguments[i].is(FunctionId::List)) {
                add_by_elements(e, i, sum);
                continue;
            }
            Expr inner = of(arguments[i]);
            if (inner.is_zero()) continue;
            Expr outer = f.derivative == nullptr ? Expr() : f.derivative(arguments, i);
            if (!outer) outer = partial(e, i);
            sum.add(multiply(outer, inner));
        }
        return sum.finish();
    }

    /// ∂/∂(argument i) of a function without a known derivative: diff(f(…), x) when the argument is the variable itself,
    /// else the derivative at a bound variable, taken at the argument.
    Expr partial(const Expr& e, std::size_t i) {
        return partial_at(e.arguments(), i, [&](std::span<const Expr> arguments) { return make_function(e.function_id(), arguments); });
    }
    /// The same of make(arguments), by its argument i.
    template <typename Make>
    Expr partial_at(std::span<const Expr> arguments, std::size_t i, Make make) {
        if (arguments[i].is_symbol()) {
            bool elsewhere = false;
            for (std::size_t j = 0; j < arguments.size(); ++j) elsewhere = elsewhere || (j != i && contains(arguments[j], arguments[i]));
            if (!elsewhere && free_of(make(std::vector<Expr>(arguments.size(), Expr(0))), arguments[i]))
                return apply_function(FunctionId::Derivative, {make(arguments), arguments[i], Expr(1)});
        }
        std::vector<Expr> inner(arguments.begin(), arguments.end());
        Expr whole = make(inner), fresh = name_for_bound(FunctionId::Substitution, {&whole, 1});
        inner[i] = fresh;
        Expr derivative = apply_function(FunctionId::Derivative, {make(inner), fresh, Expr(1)});
        return apply_function(FunctionId::Substitution, {abstract(derivative, fresh), arguments[i]});
    }
    /// The terms of df/dx that come from the elements of the list at argument i: parameters of a hypergeometric function.
    void add_by_elements(const Expr& e, std::size_t i, SumBuilder& sum) {
        auto elements = e.argument(i).arguments();
        for (std::size_t j = 0; j < elements.size(); ++j) {
            Expr inner = of(elements[j]);
            if (inner.is_zero()) continue;
            sum.add(multiply(partial_at(elements, j, [&](std::span<const Expr> changed) {
                std::vector<Expr> arguments(e.arguments().begin(), e.arguments().end());
                arguments[i] = make_function(FunctionId::List, changed);
                return make_function(e.function_id(), arguments);
            }), inner));
        }
    }

    /// diff(e, x); a diff gains one more variable, kept in the order of names so that mixed ones agree.
    Expr unevaluated(const Expr& e) {
        if (!e.is(FunctionId::Derivative)) return apply_function(FunctionId::Derivative, {e, x_, Expr(1)});
        std::vector<Expr> arguments(e.arguments().begin(), e.arguments().end());
        std::size_t i = 1;
        for (; i < arguments.size(); i += 2) {
            if (arguments[i] == x_) {
                arguments[i + 1] = add(arguments[i + 1], Expr(1));
                return make_function(FunctionId::Derivative, arguments);
            }
            if (arguments[i].is_symbol() && x_.symbol_name() < arguments[i].symbol_name()) break;
        }
        arguments.insert(arguments.begin() + static_cast<std::ptrdiff_t>(i), {x_, Expr(1)});
        return make_function(FunctionId::Derivative, arguments);
    }

    Expr of_body(const Expr& body) {
        Expr fresh = name_for_bound(FunctionId::Integral, std::vector<Expr>{body, x_});
        return abstract(differentiate(instantiate(body, fresh), x_), fresh);
    }

    /// d/dx ∫ f from a to b = f(b)·b' - f(a)·a' + ∫ ∂f/∂x. [Leibniz]
    Expr of_integral(const Expr& e) {
        const Expr &body = e.argument(0), &from = e.argument(1), &to = e.argument(2);
        SumBuilder sum;
        if (Expr d = of(to); !d.is_zero()) sum.add(multiply(instantiate(body, to), d));
        if (Expr d = of(from); !d.is_zero()) sum.add(negate(multiply(instantiate(body, from), d)));
        if (contains(body, x_)) {
            Expr inner = of_body(body);
            if (!inner.is_zero()) sum.add(apply_function(FunctionId::Integral, {inner, from, to}));
        }
        return sum.finish();
    }

    /// Values piece by piece; where pieces meet, nothing is claimed.
    Expr of_piecewise(const Expr& e) {
        std::vector<Expr> arguments(e.arguments().begin(), e.arguments().end());
        for (std::size_t i = 0; i < arguments.size(); i += 2) arguments[i] = of(arguments[i]);
        if (arguments.size() % 2 == 1) arguments.back() = of(e.arguments().back());
        return apply_function(FunctionId::Piecewise, arguments);
    }

    /// p(t, x) = 0 gives t' = -p_x/p_t at the root.
    Expr of_root(const Expr& e) {
        Expr fresh = name_for_bound(FunctionId::RootOf, std::vector<Expr>{e, x_});
        Expr p = instantiate(e.argument(0), fresh);
        Expr slope = divide(negate(differentiate(p, x_)), differentiate(p, fresh));
        return substitute(slope, fresh, e);
    }

    /// d/dx of the sum of f(t) over the roots t of p: t moves by -p_x/p_t.
    Expr of_root_sum(const Expr& e) {
        Expr fresh = name_for_bound(FunctionId::RootSum, std::vector<Expr>{e, x_});
        Expr p = instantiate(e.argument(0), fresh), body = instantiate(e.argument(1), fresh);
        Expr term = differentiate(body, x_), p_x = differentiate(p, x_);
        if (!p_x.is_zero()) term = subtract(term, divide(multiply(differentiate(body, fresh), p_x), differentiate(p, fresh)));
        return apply_function(FunctionId::RootSum, {e.argument(0), abstract(term, fresh)});
    }

    Expr of_substitution(const Expr& e) {
        SumBuilder sum;
        if (contains(e.argument(0), x_)) sum.add(apply_function(FunctionId::Substitution, {of_body(e.argument(0)), e.argument(1)}));
        Expr inner = of(e.argument(1));
        if (!inner.is_zero()) {
            Expr fresh = name_for_bound(FunctionId::Substitution, std::vector<Expr>{e, x_});
            Expr slope = abstract(differentiate(instantiate(e.argument(0), fresh), fresh), fresh);
            sum.add(multiply(apply_function(FunctionId::Substitution, {slope, e.argument(1)}), inner));
        }
        return sum.finish();
    }

    Expr x_;
    std::unordered_map<Expr, Expr> here_;
    std::unordered_map<Expr, std::uint32_t> uses_; ///< in deep expressions
};

} // namespace

Expr differentiate(const Expr& f, const Expr& x) {
    RUMINA_ASSERT(x.is_symbol(), "derivatives are with respect to symbols");
    DepthGuard guard; // bodies of integrals and sums come back here
    return Differentiator(x).run(f);
}

Expr differentiate(const Expr& f, const Expr& x, std::uint32_t n) {
    Expr result = f;
    for (std::uint32_t i = 0; i < n && !result.is_zero(); ++i) result = differentiate(result, x);
    return result;
}

Expr implicit_derivative(const Expr& f, const Expr& y, const Expr& x) {
    return divide(negate(differentiate(f, x)), differentiate(f, y));
}

} // namespace rumina::calculus
