// Equations by Lambert's W, the inverse of w·e^w: a linear and an exponential term, a power times an exponential, a linear
// term and a logarithm, a power times a logarithm. The principal branch, and the other real one where the argument lies
// between -1/e and 0.
// [Corless, Gonnet, Hare, Jeffrey & Knuth 1996]
#include <functional>

#include "algebra/numeric.h"
#include "algebra/simplify/simplify.h"
#include "calculus/shorthand.h"
#include "calculus/solve/solver.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// n when e is x^n, n free of x.
Expr power_of(const Expr& e, const Expr& x) {
    if (e == x) return Expr(1);
    if (e.is_power() && e.base() == x && free_of(e.exponent(), x)) return e.exponent();
    return Expr();
}

/// Values r with r^n = b, real ones where there are any.
std::vector<Expr> roots_of(const Expr& b, const Expr& n) {
    if (n.is_one()) return {b};
    const Expr inverse = power(n, -1);
    if (n.is_integer() && n.number().integer().is_odd() && b.is_constant() && sign_of(b) == std::optional(-1)) return {negate(power(negate(b), inverse))};
    const Expr root = power(b, inverse);
    if (n.is_integer() && !n.number().integer().is_odd()) return {root, negate(root)};
    return {root};
}

} // namespace

/// p₁x + p₀ + c·e^(kx + m) = 0 gives x = -p₀/p₁ - W((ck/p₁)·e^(m - kp₀/p₁))/k.
bool Solver::by_lambert(const Expr& g, std::vector<Expr>& candidates) {
    std::vector<Expr> kernels;
    gather_kernels(g, x_, kernels);
    Expr exponential, logarithm;
    for (const Expr& k : kernels) {
        if (k == x_ || power_of(k, x_)) continue;
        if (k.is_power() && free_of(k.base(), x_) && linear_in(k.exponent(), x_) && !exponential) exponential = k;
        else if (k.is(FunctionId::Log) && linear_in(k.argument(0), x_) && !logarithm) logarithm = k;
        else return false;
    }
    if (!is_plainly_real(g)) misses_real_ = true;
    auto add = [&](const Expr& z, const std::function<Expr(const Expr&)>& value) {
        candidates.push_back(simplify(value(call(FunctionId::LambertW, z))));
        if (z.is_constant() && sign_of(z) == std::optional(-1) && sign_of(z + exp(Expr(-1))) == std::optional(1))
            candidates.push_back(simplify(value(call(FunctionId::LambertW, Expr(-1), z))));
        if (!z.is_constant()) misses_real_ = true;
        return true;
    };
    const Expr t = hidden_symbol("u");
    if (exponential && !logarithm) {
        const auto linear = linear_in(exponential.exponent(), x_);
        const Expr k = linear->slope * log_of(exponential.base()), front = power(exponential.base(), linear->offset);
        const auto c = polynomial_in(with_kernel_replaced(g, exponential, t), t);
        if (!c || c->size() != 2) return false;
        if (free_of((*c)[1], x_)) {
            const auto p = linear_in((*c)[0], x_);
            if (!p) { // b·x^n + a·e^(kx + m): b·x^n·e^(-kx) = -a·e^m
                const auto [constant, power_of_x] = split_constant((*c)[0], x_);
                if (!power_of(power_of_x, x_)) return false;
                return by_lambert(constant * power_of_x * exp(negate(k * x_)) + (*c)[1] * front, candidates);
            }
            const Expr shift = p->offset / p->slope;
            return add((*c)[1] * k / p->slope * front * exp(negate(k * shift)), [&](const Expr& w) { return negate(shift) - w / k; });
        }
        if (!free_of((*c)[0], x_)) return false;
        // a·x^n·e^(kx + m) = b: (k/n)·x·e^(kx/n) = (k/n)·(b/(a·e^m))^(1/n)
        const auto [constant, power_of_x] = split_constant((*c)[1], x_);
        const Expr n = power_of(power_of_x, x_);
        if (!n) { // (p₁x + p₀)·e^(kx + m) = b
            const auto p = linear_in((*c)[1], x_);
            if (!p) return false;
            const Expr shift = p->offset / p->slope;
            return add(negate((*c)[0]) * k / (p->slope * front) * exp(k * shift), [&](const Expr& w) { return w / k - shift; });
        }
        for (const Expr& root : roots_of(negate((*c)[0]) / (constant * front), n)) add(k / n * root, [&](const Expr& w) { return n / k * w; });
        return true;
    }
    if (logarithm && !exponential) {
        const auto c = polynomial_in(with_kernel_replaced(g, logarithm, t), t);
        if (!c || c->size() != 2) return false;
        const auto inside = linear_in(logarithm.argument(0), x_);
        if (free_of((*c)[1], x_)) { // p₁x + p₀ + c·log(ax + b): with y = log(ax + b)
            const auto p = linear_in((*c)[0], x_);
            if (!p) return false;
            const Expr slope = p->slope / inside->slope, offset = p->offset - slope * inside->offset;
            // slope·e^y + offset + c·y = 0
            const Expr shift = offset / (*c)[1];
            return add(slope / (*c)[1] * exp(negate(shift)), [&](const Expr& w) { return ((*c)[1] / slope * w - inside->offset) / inside->slope; });
        }
        if (!free_of((*c)[0], x_) || logarithm.argument(0) != x_) return false;
        // a·x^n·log x = b: n·log x = W(nb/a)
        const auto [constant, power_of_x] = split_constant((*c)[1], x_);
        const Expr n = power_of(power_of_x, x_);
        if (!n) return false;
        const Expr b = negate((*c)[0]) / constant;
        // e^W(z) = z/W(z)
        return add(n * b, [&](const Expr& w) { return n.is_one() ? b / w : n.is_number(-1) ? w / (n * b) : exp(w / n); });
    }
    return false;
}

} // namespace rumina::calculus
