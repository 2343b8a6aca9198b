#include "calculus/taylor.h"

#include <unordered_map>

#include "algebra/functions/function.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/traversal.h"
#include "calculus/differentiate.h"
#include "diagnostics/diagnostic.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

using Coefficients = std::vector<Expr>;

Expr ratio(std::size_t p, std::size_t q) {
    return Expr(Rational::make(Integer(static_cast<std::int64_t>(p)), Integer(static_cast<std::int64_t>(q))));
}

[[noreturn]] void not_analytic() { fail(DiagnosticId::OutsideDomain, "a Taylor polynomial", "a point where the function is not analytic"); }

bool vanishes(const Expr& e) { return e.is_zero() || (e.is_constant() && zero_test(e) == Truth::Yes); }

/// Truncated power series of the nodes of one expression, each found once.
class TaylorSeries {
public:
    TaylorSeries(const Expr& x, const Expr& a, std::size_t count) : x_(x), a_(a), count_(count) {}

    const Coefficients& of(const Expr& e) {
        if (auto found = done_.find(e); found != done_.end()) return found->second;
        DepthGuard guard;
        poll_work(count_);
        Coefficients result = compute(e);
        for (Expr& c : result) c = expand(c);
        return done_.emplace(e, std::move(result)).first->second;
    }

private:
    Coefficients constant(const Expr& c) const {
        Coefficients result(count_, Expr(0));
        result[0] = c;
        return result;
    }

    Coefficients compute(const Expr& e) {
        if (free_of(e, x_)) return constant(e);
        if (e == x_) {
            Coefficients result = constant(a_);
            if (count_ > 1) result[1] = Expr(1);
            return result;
        }
        switch (e.kind()) {
        case NodeKind::Add: {
            std::vector<SumBuilder> sums(count_);
            sums[0].add(e.constant_part());
            for (const Term& t : e.terms()) {
                const Coefficients& part = of(t.term);
                for (std::size_t k = 0; k < count_; ++k) sums[k].add(part[k], t.coefficient);
            }
            Coefficients result;
            for (SumBuilder& s : sums) result.push_back(s.finish());
            return result;
        }
        case NodeKind::Mul: {
            Coefficients result = constant(Expr(e.coefficient()));
            for (const Factor& f : e.factors()) result = product(result, of(power(f.base, f.exponent)));
            return result;
        }
        case NodeKind::Power: return of_power(e.base(), e.exponent());
        case NodeKind::Function: return of_function(e);
        default: not_analytic();
        }
    }

    Coefficients product(const Coefficients& a, const Coefficients& b) const {
        Coefficients result;
        for (std::size_t k = 0; k < count_; ++k) {
            SumBuilder sum;
            for (std::size_t j = 0; j <= k; ++j)
                if (!a[j].is_zero() && !b[k - j].is_zero()) sum.add(multiply(a[j], b[k - j]));
            result.push_back(expand(sum.finish()));
        }
        return result;
    }

    Coefficients of_power(const Expr& base, const Expr& exponent) {
        if (base.is(ConstantId::E)) return exponential(of(exponent));
        if (!free_of(exponent, x_)) return exponential(of(exponent * apply_function(FunctionId::Log, {base})));
        const Coefficients& b = of(base);
        if (exponent.is_integer() && exponent.number().sign() > 0 && exponent.number().is_small() &&
            (vanishes(b[0]) || exponent.number().small() < 4)) {
            // (x - a)^m·(…)^n begins late: after count_ factors that vanish nothing is left.
            std::int64_t n = exponent.number().small();
            if (vanishes(b[0]) && n >= static_cast<std::int64_t>(count_)) return constant(Expr(0));
            Coefficients result = b;
            for (std::int64_t i = 1; i < n; ++i) result = product(result, b);
            return result;
        }
        if (vanishes(b[0])) not_analytic();
        // p = b^r satisfies b·p' = r·b'·p.
        Coefficients p{power(b[0], exponent)};
        for (std::size_t k = 1; k < count_; ++k) {
            SumBuilder sum;
            for (std::size_t j = 1; j <= k; ++j)
                if (!b[j].is_zero()) sum.add((exponent * ratio(j, 1) - ratio(k - j, 1)) * b[j] * p[k - j]);
            p.push_back(expand(sum.finish() / (ratio(k, 1) * b[0])));
        }
        return p;
    }

    Coefficients exponential(const Coefficients& u) const {
        Coefficients p{exp(u[0])};
        for (std::size_t k = 1; k < count_; ++k) {
            SumBuilder sum;
            for (std::size_t j = 1; j <= k; ++j)
                if (!u[j].is_zero()) sum.add(ratio(j, k) * u[j] * p[k - j]);
            p.push_back(expand(sum.finish()));
        }
        return p;
    }

    /// sin u and cos u together, or sinh and cosh: s' = u'·c, c' = ∓u'·s.
    Coefficients circular(const Coefficients& u, bool hyperbolic, bool sine) const {
        FunctionId s_id = hyperbolic ? FunctionId::Sinh : FunctionId::Sin, c_id = hyperbolic ? FunctionId::Cosh : FunctionId::Cos;
        Coefficients s{apply_function(s_id, {u[0]})}, c{apply_function(c_id, {u[0]})};
        Number sign(hyperbolic ? 1 : -1);
        for (std::size_t k = 1; k < count_; ++k) {
            SumBuilder next_s, next_c;
            for (std::size_t j = 1; j <= k; ++j) {
                if (u[j].is_zero()) continue;
                next_s.add(ratio(j, k) * u[j] * c[k - j]);
                next_c.add(ratio(j, k) * u[j] * s[k - j], sign);
            }
            s.push_back(expand(next_s.finish()));
            c.push_back(expand(next_c.finish()));
        }
        return sine ? s : c;
    }

    Coefficients logarithm(const Coefficients& u) const {
        if (vanishes(u[0])) not_analytic();
        Coefficients l{apply_function(FunctionId::Log, {u[0]})};
        for (std::size_t k = 1; k < count_; ++k) {
            SumBuilder sum;
            sum.add(u[k]);
            for (std::size_t j = 1; j < k; ++j)
                if (!l[j].is_zero()) sum.add(-(ratio(j, k) * l[j] * u[k - j]));
            l.push_back(expand(sum.finish() / u[0]));
        }
        return l;
    }

    /// f(u) from the series of f'(u)·u'.
    Coefficients integrated(const Expr& e, const Expr& derivative) {
        const Coefficients& slope = of(derivative);
        const Coefficients& u = of(e.argument(0));
        Coefficients result{apply_function(e.function_id(), {u[0]})};
        for (std::size_t k = 1; k < count_; ++k) {
            SumBuilder sum;
            for (std::size_t j = 1; j <= k; ++j)
                if (!u[j].is_zero()) sum.add(ratio(j, k) * u[j] * slope[k - j]);
            result.push_back(expand(sum.finish()));
        }
        return result;
    }

    Coefficients of_function(const Expr& e) {
        auto at = [&](std::size_t i) -> const Expr& { return e.argument(i); };
        auto fn = [&](FunctionId id) { return apply_function(id, {at(0)}); };
        switch (e.function_id()) {
        case FunctionId::Log: return logarithm(of(at(0)));
        case FunctionId::Sin: return circular(of(at(0)), false, true);
        case FunctionId::Cos: return circular(of(at(0)), false, false);
        case FunctionId::Sinh: return circular(of(at(0)), true, true);
        case FunctionId::Cosh: return circular(of(at(0)), true, false);
        case FunctionId::Tan: return of(fn(FunctionId::Sin) / fn(FunctionId::Cos));
        case FunctionId::Cot: return of(fn(FunctionId::Cos) / fn(FunctionId::Sin));
        case FunctionId::Sec: return of(Expr(1) / fn(FunctionId::Cos));
        case FunctionId::Csc: return of(Expr(1) / fn(FunctionId::Sin));
        case FunctionId::Tanh: return of(fn(FunctionId::Sinh) / fn(FunctionId::Cosh));
        case FunctionId::Coth: return of(fn(FunctionId::Cosh) / fn(FunctionId::Sinh));
        case FunctionId::Sech: return of(Expr(1) / fn(FunctionId::Cosh));
        case FunctionId::Csch: return of(Expr(1) / fn(FunctionId::Sinh));
        case FunctionId::Asin: case FunctionId::Acos: case FunctionId::Atan: case FunctionId::Asinh: case FunctionId::Acosh:
        case FunctionId::Atanh: case FunctionId::Erf: case FunctionId::Erfc: case FunctionId::Erfi: case FunctionId::FresnelS:
        case FunctionId::FresnelC: return integrated(e, function(e.function_id()).derivative(e.arguments(), 0));
        default: return by_derivatives(e);
        }
    }

    /// cₖ = f⁽ᵏ⁾(a)/k!, for functions without a recurrence here.
    Coefficients by_derivatives(const Expr& e) {
        Coefficients result;
        Expr derivative = e, factorial(1);
        for (std::size_t k = 0; k < count_; ++k) {
            if (k > 0) {
                derivative = differentiate(derivative, x_);
                factorial = factorial * ratio(k, 1);
            }
            if (any_node(derivative, [](const Expr& node) { return node.is(FunctionId::Derivative) || node.is(FunctionId::Substitution); })) not_analytic();
            result.push_back(substitute(derivative, x_, a_) / factorial);
        }
        return result;
    }

    Expr x_, a_;
    std::size_t count_;
    std::unordered_map<Expr, Coefficients> done_;
};

} // namespace

std::vector<Expr> taylor_coefficients(const Expr& f, const Expr& x, const Expr& a, std::uint32_t n) {
    return TaylorSeries(x, a, std::size_t{n} + 1).of(f);
}

Expr taylor_polynomial(const Expr& f, const Expr& x, const Expr& a, std::uint32_t n) {
    SumBuilder sum;
    std::uint32_t k = 0;
    for (const Expr& c : taylor_coefficients(f, x, a, n)) sum.add(c * power(x - a, Expr(static_cast<std::int64_t>(k++))));
    return sum.finish();
}

} // namespace rumina::calculus
