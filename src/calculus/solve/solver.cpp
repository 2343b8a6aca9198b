#include "calculus/solve/solver.h"

#include <algorithm>

#include "algebra/assumptions.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "calculus/integrate/radicals.h"
#include "calculus/integrate/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr int kMaxDepth = 12;

bool is_unary(const Expr& e) { return e.is(NodeKind::Function) && e.arguments().size() == 1; }

/// Parts with x that are no sums, products or integer powers: what an equation is a polynomial in.
void gather_kernels(const Expr& e, const Expr& x, std::vector<Expr>& kernels) {
    DepthGuard guard;
    if (free_of(e, x)) return;
    auto note = [&](const Expr& kernel) {
        if (std::find(kernels.begin(), kernels.end(), kernel) == kernels.end()) kernels.push_back(kernel);
    };
    if (e.is_add()) {
        for (const Term& t : e.terms()) gather_kernels(t.term, x, kernels);
    } else if (e.is_mul() || e.is_power()) {
        for (const Factor& f : factors_of(e)) {
            if (f.exponent.is_integer()) gather_kernels(f.base, x, kernels);
            else if (contains(f.base, x) || contains(f.exponent, x)) note(power(f.base, f.exponent));
        }
    } else {
        note(e);
    }
}

} // namespace

bool Solver::solve_all(const Expr& f, std::vector<Expr>& candidates) {
    std::vector<Expr> unsolved;
    solve(f, candidates, unsolved);
    return unsolved.empty();
}

void Solver::solve(const Expr& f, std::vector<Expr>& candidates, std::vector<Expr>& unsolved) {
    DepthGuard guard;
    poll_work(100);
    if (free_of(f, x_)) return; // no x can help: a constant that is 0 was an identity before
    if (depth_ >= kMaxDepth) {
        unsolved.push_back(f);
        return;
    }
    ++depth_;
    const Expr product = factor(algebra::numerator(together(f)));
    for (const Factor& part : factors_of(product)) {
        if (free_of(part.base, x_)) continue;
        if (part.exponent.is_number() && part.exponent.number().is_real() && part.exponent.number().sign() < 0) continue;
        if (contains(part.exponent, x_) && free_of(part.base, x_)) continue; // an exponential is never 0
        const Expr g = contains(part.exponent, x_) ? power(part.base, part.exponent) : part.base;
        const std::size_t before = candidates.size();
        if (!solve_factor(g, candidates)) {
            candidates.resize(before);
            unsolved.push_back(g);
        }
    }
    --depth_;
}

bool Solver::solve_factor(const Expr& g, std::vector<Expr>& candidates) {
    using Method = bool (Solver::*)(const Expr&, std::vector<Expr>&);
    constexpr Method methods[] = {&Solver::by_polynomial,    &Solver::by_inversion, &Solver::by_single_kernel,
                                  &Solver::by_exponential_kernel, &Solver::by_circular_kernel, &Solver::by_logarithms,
                                  &Solver::by_radicals,      &Solver::by_lambert,   &Solver::by_absolute_values};
    for (Method method : methods) {
        const std::size_t before = candidates.size();
        if ((this->*method)(g, candidates)) return true;
        candidates.resize(before);
    }
    return false;
}

bool Solver::by_polynomial(const Expr& g, std::vector<Expr>& candidates) {
    const auto c = polynomial_in(g, x_);
    if (!c) return false;
    const auto roots = polynomial_roots(*c);
    if (!roots) return false;
    candidates.insert(candidates.end(), roots->begin(), roots->end());
    return true;
}

/// A·kernel + B with x in one kernel only.
bool Solver::by_inversion(const Expr& g, std::vector<Expr>& candidates) {
    std::vector<Expr> kernels;
    gather_kernels(g, x_, kernels);
    if (kernels.size() != 1) return false;
    const Expr t = hidden_symbol("u");
    const auto linear = linear_in(with_kernel_replaced(g, kernels[0], t), t);
    if (!linear || contains(linear->slope, x_) || contains(linear->offset, x_)) return false;
    return invert(kernels[0], cancel(negate(linear->offset / linear->slope)), candidates);
}

bool Solver::invert(const Expr& kernel, const Expr& c, std::vector<Expr>& candidates) {
    if (kernel == x_) {
        candidates.push_back(c);
        return true;
    }
    auto next = [&](const Expr& u, const Expr& value) { return solve_all(u - value, candidates); };
    auto family = [&](const Expr& u, const Expr& value, const Expr& period) {
        used_family_ = true;
        return next(u, value + period * family_);
    };
    const bool is_zero = c.is_constant() ? zero_test(c) == Truth::Yes : c.is_zero();
    if (kernel.is_power()) {
        const Expr base = kernel.base(), exponent = kernel.exponent();
        if (free_of(base, x_)) { // b^u = c
            if (is_zero) return true;
            only_principal_ = true;
            return next(exponent, base.is(ConstantId::E) ? log_of(c) : log_of(c) / log_of(base));
        }
        if (free_of(exponent, x_)) {
            if (is_zero) return next(base, Expr(0));
            if (exponent.is_number() && exponent.number().is_rational()) { // u^(p/q) = c: u^p = c^q, to be checked
                const Rational r = exponent.number().re();
                return solve_all(power(base, Expr(r.numerator())) - power(c, Expr(r.denominator())), candidates);
            }
            only_principal_ = true;
            return next(base, power(c, power(exponent, -1)));
        }
        if (base == exponent) { // u^u = c: u = e^W(log c)
            only_principal_ = true;
            return next(base, exp(call(FunctionId::LambertW, log_of(c))));
        }
        return false;
    }
    if (!is_unary(kernel)) return false;
    const Expr& u = kernel.argument(0);
    switch (kernel.function_id()) {
    case FunctionId::Log: return next(u, exp(c));
    case FunctionId::Sin: {
        const Expr angle = call(FunctionId::Asin, c);
        if (is_zero) return family(u, Expr(0), pi());
        if (c.is_one() || c.is_number(-1)) return family(u, angle, 2 * pi());
        return family(u, angle, 2 * pi()) && family(u, pi() - angle, 2 * pi());
    }
    case FunctionId::Cos: {
        const Expr angle = call(FunctionId::Acos, c);
        if (is_zero) return family(u, pi() / 2, pi());
        if (c.is_one() || c.is_number(-1)) return family(u, angle, 2 * pi());
        return family(u, angle, 2 * pi()) && family(u, negate(angle), 2 * pi());
    }
    case FunctionId::Tan: return family(u, call(FunctionId::Atan, c), pi());
    case FunctionId::Cot: return is_zero ? family(u, pi() / 2, pi()) : family(u, call(FunctionId::Acot, c), pi());
    case FunctionId::Sec: return is_zero || invert(cos_of(u), power(c, -1), candidates);
    case FunctionId::Csc: return is_zero || invert(sin_of(u), power(c, -1), candidates);
    case FunctionId::Asin: return next(u, sin_of(c));
    case FunctionId::Acos: return next(u, cos_of(c));
    case FunctionId::Atan: return next(u, call(FunctionId::Tan, c));
    case FunctionId::Acot: return next(u, call(FunctionId::Cot, c));
    case FunctionId::Sinh: only_principal_ = true; return next(u, call(FunctionId::Asinh, c));
    case FunctionId::Cosh: {
        only_principal_ = true;
        const Expr angle = call(FunctionId::Acosh, c);
        return angle.is_zero() ? next(u, angle) : next(u, angle) && next(u, negate(angle));
    }
    case FunctionId::Tanh: only_principal_ = true; return next(u, call(FunctionId::Atanh, c));
    case FunctionId::Asinh: return next(u, call(FunctionId::Sinh, c));
    case FunctionId::Acosh: return next(u, call(FunctionId::Cosh, c));
    case FunctionId::Atanh: return next(u, call(FunctionId::Tanh, c));
    case FunctionId::LambertW: return next(u, c * exp(c));
    case FunctionId::Abs: return is_zero ? next(u, c) : next(u, c) && next(u, negate(c)); // of real u
    case FunctionId::Sign: case FunctionId::Floor: case FunctionId::Ceil: return false;
    default: return false;
    }
}

/// A polynomial in one kernel: solved for the kernel first.
bool Solver::by_single_kernel(const Expr& g, std::vector<Expr>& candidates) {
    std::vector<Expr> kernels;
    gather_kernels(g, x_, kernels);
    if (kernels.empty() || (kernels.size() == 1 && kernels[0] == x_)) return false;
    // Square roots and the like of one base beside it: t = base^(1/q)
    if (kernels.size() != 1) return false;
    const Expr t = hidden_symbol("u");
    const auto c = polynomial_in(with_kernel_replaced(g, kernels[0], t), t);
    if (!c || c->size() < 3) return false;
    for (const Expr& part : *c)
        if (contains(part, x_)) return false;
    const auto values = polynomial_roots(*c);
    if (!values) return false;
    for (const Expr& value : *values)
        if (!invert(kernels[0], value, candidates)) return false;
    return true;
}

/// Exponentials and hyperbolic functions of linear arguments with commensurable rates: t = e^(λx).
bool Solver::by_exponential_kernel(const Expr& given, std::vector<Expr>& candidates) {
    const Expr g = expand(hyperbolic_by_exponentials(given));
    std::vector<Expr> kernels;
    gather_kernels(g, x_, kernels);
    // a·b^x = c·d^x: logarithms of both sides
    if (const auto sides = summands_of(g); sides.size() == 2 && std::all_of(kernels.begin(), kernels.end(), [&](const Expr& k) { return k.is_power() && free_of(k.base(), x_); })) {
        const Expr quotient = negate(sides[1] / sides[0]);
        SumBuilder exponent;
        ProductBuilder constant;
        bool fits = true;
        for (const Factor& f : factors_of(quotient)) {
            if (free_of(f.base, x_) && contains(f.exponent, x_)) exponent.add(f.exponent * log_of(f.base));
            else if (free_of(f.base, x_)) constant.multiply(f.base, f.exponent);
            else fits = false;
        }
        if (fits) {
            only_principal_ = true;
            if (solve_all(exponent.finish() + log_of(constant.finish()), candidates)) return true;
        }
    }
    Expr rate;
    std::vector<Rational> ratios;
    for (const Expr& k : kernels) {
        if (!k.is_power() || contains(k.base(), x_)) return false;
        const auto linear = linear_in(k.exponent(), x_);
        if (!linear) return false;
        const Expr r = linear->slope * log_of(k.base());
        if (!rate) rate = r;
        Expr ratio = cancel(logexpand(r) / logexpand(rate));
        if (!ratio.is_number() && ratio.is_constant()) ratio = simplify(ratio);
        if (!ratio.is_number() || !ratio.number().is_rational()) return false;
        ratios.push_back(ratio.number().re());
    }
    if (kernels.empty()) return false;
    Integer denominator(1), numerator(0);
    for (const Rational& r : ratios) denominator = lcm(denominator, r.denominator());
    for (const Rational& r : ratios) numerator = gcd(numerator, (r * Rational(denominator)).numerator());
    const Rational unit = Rational::make(numerator, denominator);
    const Expr t = hidden_symbol("u");
    Expr replaced = g;
    for (std::size_t i = 0; i < kernels.size(); ++i) {
        const auto linear = linear_in(kernels[i].exponent(), x_);
        replaced = with_kernel_replaced(replaced, kernels[i], power(kernels[i].base(), linear->offset) * power(t, Expr(ratios[i] / unit)));
    }
    const Expr in_t = algebra::numerator(together(replaced));
    if (contains(in_t, x_)) return false;
    Solver inner(t, family_);
    inner.depth_ = depth_;
    std::vector<Expr> values, unsolved;
    inner.solve(in_t, values, unsolved);
    if (!unsolved.empty()) return false;
    only_principal_ = true;
    const Expr factor = rate * Expr(unit);
    for (const Expr& value : values) {
        if (value.is_constant() ? zero_test(value) != Truth::No : value.is_zero()) continue;
        candidates.push_back(simplify(log_of(value) / factor));
    }
    return true;
}

/// Sines and cosines of one argument: a polynomial in one of them, or t = tan(v/2) beside v = π.
bool Solver::by_circular_kernel(const Expr& given, std::vector<Expr>& candidates) {
    Expr g = given, v;
    std::vector<Expr> arguments;
    bool fits = true;
    any_node(g, [&](const Expr& part) {
        if (part.is(NodeKind::Function) && contains(part, x_)) {
            switch (part.function_id()) {
            case FunctionId::Sin: case FunctionId::Cos: case FunctionId::Tan: case FunctionId::Cot: case FunctionId::Sec: case FunctionId::Csc:
                if (std::find(arguments.begin(), arguments.end(), part.argument(0)) == arguments.end()) arguments.push_back(part.argument(0));
                break;
            default: fits = false;
            }
        }
        return !fits;
    });
    if (!fits || arguments.empty()) return false;
    if (arguments.size() > 1) {
        Integer denominator(1), numerator(0);
        std::vector<Rational> ratios;
        for (const Expr& a : arguments) {
            const Expr ratio = cancel(a / arguments[0]);
            if (!ratio.is_number() || !ratio.number().is_rational()) return false;
            ratios.push_back(ratio.number().re());
            denominator = lcm(denominator, ratios.back().denominator());
        }
        for (const Rational& r : ratios) numerator = gcd(numerator, (r * Rational(denominator)).numerator());
        v = arguments[0] * Expr(Rational::make(numerator, denominator));
    } else {
        v = arguments[0];
    }
    const Expr w = hidden_symbol("v"), s = hidden_symbol("s"), c = hidden_symbol("c");
    g = trigexpand(substitute(g, v, w));
    if (arguments.size() > 1) {
        std::vector<Replacement> multiples;
        for (const Expr& a : arguments) multiples.push_back({a, cancel(a / v) * w});
        g = trigexpand(substitute(given, multiples));
    }
    const Replacement by_two[] = {{sin_of(w), s}, {cos_of(w), c}, {call(FunctionId::Tan, w), s / c}, {call(FunctionId::Cot, w), c / s},
                                  {call(FunctionId::Sec, w), power(c, -1)}, {call(FunctionId::Csc, w), power(s, -1)}};
    g = algebra::numerator(together(substitute(g, by_two)));
    if (contains(g, x_) || contains(g, w)) return false;
    auto reduced = [&](const Expr& e, const Expr& gone, const Expr& kept) -> Expr { // even powers of `gone`
        const auto coefficients = polynomial_in(e, gone);
        if (!coefficients) return Expr();
        SumBuilder even, odd;
        for (std::size_t k = 0; k < coefficients->size(); ++k)
            (k % 2 == 0 ? even : odd).add((*coefficients)[k] * power(1 - kept * kept, Expr(static_cast<std::int64_t>(k / 2))));
        const Expr rest = expand(odd.finish());
        if (!rest.is_zero()) return Expr();
        return expand(even.finish());
    };
    // a·s + b·c: by the tangent
    auto by_values = [&](const Expr& polynomial, const Expr& variable, const Expr& kernel) {
        const auto coefficients = polynomial_in(polynomial, variable);
        if (!coefficients) return false;
        const auto values = polynomial_roots(*coefficients);
        if (!values) return false;
        for (const Expr& value : *values)
            if (!invert(kernel, value, candidates)) return false;
        return true;
    };
    const Expr product = factor(g);
    if (product.is_mul() || product.is_power()) {
        bool several = false;
        for (const Factor& part : factors_of(product)) several = several || (contains(part.base, s) + contains(part.base, c) > 0 && part.base != g);
        if (several) {
            for (const Factor& part : factors_of(product)) {
                if (free_of(part.base, s) && free_of(part.base, c)) continue;
                const Replacement back[] = {{s, sin_of(v)}, {c, cos_of(v)}};
                const Expr piece = substitute(part.base, back);
                if (piece == given) return false;
                if (!solve_factor(piece, candidates)) return false;
            }
            return true;
        }
    }
    if (const Expr in_s = reduced(g, c, s)) return by_values(in_s, s, sin_of(v));
    if (const Expr in_c = reduced(g, s, c)) return by_values(in_c, c, cos_of(v));
    { // homogeneous: divide by a power of the cosine
        const Expr t = hidden_symbol("t"), tangent = expand(substitute(g, s, t * c));
        const auto coefficients = polynomial_in(tangent, c);
        if (coefficients) {
            std::size_t present = 0, power_of_c = 0;
            for (std::size_t k = 0; k < coefficients->size(); ++k)
                if (!(*coefficients)[k].is_zero()) ++present, power_of_c = k;
            if (present == 1) return by_values((*coefficients)[power_of_c], t, call(FunctionId::Tan, v));
        }
    }
    const Expr t = hidden_symbol("t"), square = 1 + t * t;
    const Replacement half_tangent[] = {{s, 2 * t / square}, {c, (1 - t * t) / square}};
    if (!by_values(algebra::numerator(together(substitute(g, half_tangent))), t, call(FunctionId::Tan, v / 2))) return false;
    const Replacement at_pi[] = {{s, Expr(0)}, {c, Expr(-1)}};
    const Expr value = substitute(g, at_pi);
    if (value.is_constant() && zero_test(value) == Truth::Yes) {
        used_family_ = true;
        return solve_all(v - pi() - 2 * pi() * family_, candidates);
    }
    return true;
}

/// Sums of logarithms with rational coefficients: of a product; what it adds is found out by the check.
bool Solver::by_logarithms(const Expr& g, std::vector<Expr>& candidates) {
    std::vector<Expr> kernels;
    gather_kernels(g, x_, kernels);
    if (kernels.size() < 2) return false;
    for (const Expr& k : kernels)
        if (!k.is(FunctionId::Log)) return false;
    ProductBuilder product;
    SumBuilder rest;
    Integer denominator(1);
    std::vector<std::pair<Expr, Rational>> logs;
    for (const Expr& s : summands_of(expand(g))) {
        if (free_of(s, x_)) {
            rest.add(s);
            continue;
        }
        const Expr head = s.without_coefficient();
        if (!head.is(FunctionId::Log) || !s.coefficient().is_rational()) return false;
        logs.emplace_back(head.argument(0), s.coefficient().re());
        denominator = lcm(denominator, logs.back().second.denominator());
    }
    for (const auto& [argument, c] : logs) product.multiply(argument, Expr(c * Rational(denominator)));
    return solve_all(product.finish() - exp(negate(Expr(denominator) * rest.finish())), candidates);
}

/// p₁x + p₀ + c·e^(kx + m) = 0 gives x = -p₀/p₁ - W((ck/p₁)·e^(m - kp₀/p₁))/k; x^n·e^(kx+m) = a and sums with one logarithm
/// come down to it. [Corless, Gonnet, Hare, Jeffrey & Knuth 1996]
bool Solver::by_lambert(const Expr& g, std::vector<Expr>& candidates) {
    std::vector<Expr> kernels;
    gather_kernels(g, x_, kernels);
    Expr exponential, logarithm;
    for (const Expr& k : kernels) {
        if (k == x_) continue;
        if (k.is_power() && free_of(k.base(), x_) && linear_in(k.exponent(), x_) && !exponential) exponential = k;
        else if (k.is(FunctionId::Log) && linear_in(k.argument(0), x_) && !logarithm) logarithm = k;
        else return false;
    }
    only_principal_ = true;
    auto add = [&](const Expr& z, const std::function<Expr(const Expr&)>& value) {
        candidates.push_back(simplify(value(call(FunctionId::LambertW, z))));
        // The other real branch.
        if (z.is_constant())
            if (sign_of(z) == std::optional(-1) && sign_of(z + exp(Expr(-1))) == std::optional(1))
                candidates.push_back(simplify(value(call(FunctionId::LambertW, Expr(-1), z))));
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
                if (!power_of_x.is_power() || power_of_x.base() != x_) return false;
                return by_lambert(constant * power_of_x * exp(negate(k * x_)) + (*c)[1] * front, candidates);
            }
            const Expr shift = p->offset / p->slope;
            return add((*c)[1] * k / p->slope * front * exp(negate(k * shift)), [&](const Expr& w) { return negate(shift) - w / k; });
        }
        // a·x^n·e^(kx + m) = b
        if (free_of((*c)[0], x_)) {
            const auto [constant, power_of_x] = split_constant((*c)[1], x_);
            const Expr n = power_of_x == x_ ? Expr(1) : power_of_x.is_power() && power_of_x.base() == x_ ? power_of_x.exponent() : Expr();
            if (!n || contains(n, x_)) return false;
            const Expr b = negate((*c)[0]) / (constant * front);
            const Expr root = n.is_one() ? b : power(b, power(n, -1));
            bool done = add(k / n * root, [&](const Expr& w) { return n / k * w; });
            if (n.is_integer() && !n.number().integer().is_odd()) done = add(negate(k / n * root), [&](const Expr& w) { return n / k * w; });
            return done;
        }
        return false;
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
        if (free_of((*c)[0], x_)) { // a·x^n·log x = b
            const auto [constant, power_of_x] = split_constant((*c)[1], x_);
            const Expr n = power_of_x == x_ ? Expr(1) : power_of_x.is_power() && power_of_x.base() == x_ ? power_of_x.exponent() : Expr();
            if (!n || contains(n, x_) || logarithm.argument(0) != x_) return false;
            const Expr b = negate((*c)[0]) / constant;
            // e^W(z) = z/W(z)
            return add(n * b, [&](const Expr& w) { return n.is_one() ? b / w : n.is_number(-1) ? w / (n * b) : exp(w / n); });
        }
    }
    return false;
}

/// Powers with fractional exponents: t for each root, t^q = base, eliminated by resultants. The candidates are too many.
bool Solver::by_radicals(const Expr& g, std::vector<Expr>& candidates) {
    struct Root {
        Expr base, t;
        Integer order;
    };
    std::vector<Root> roots;
    for (const Radical& r : radicals_in(g, x_)) {
        if (!r.exponent.is_number() || !r.exponent.number().is_rational()) return false;
        const Integer q = r.exponent.number().re().denominator();
        auto same = std::find_if(roots.begin(), roots.end(), [&](const Root& root) { return root.base == r.base; });
        if (same != roots.end()) same->order = lcm(same->order, q);
        else roots.push_back({r.base, hidden_symbol("u" + std::to_string(roots.size())), q});
    }
    if (roots.empty() || roots.size() > 4) return false;
    Expr f = with_radicals_replaced(g, x_, [&](const Radical& r) -> std::optional<Expr> {
        for (const Root& root : roots)
            if (root.base == r.base) return power(root.t, r.exponent * Expr(root.order));
        return std::nullopt;
    });
    f = algebra::numerator(together(f));
    for (const Root& root : roots) {
        const Expr relation = algebra::numerator(together(power(root.t, Expr(root.order)) - root.base));
        if (!radicals_in(relation, x_).empty()) return false;
        f = resultant(f, relation, root.t);
    }
    if (f.is_zero() || f.leaves() > 4000) return false;
    const auto c = polynomial_in(f, x_);
    if (!c) return false;
    return solve_all(f, candidates);
}

/// |u| = ±u, every choice; the check keeps what is right. For real x.
bool Solver::by_absolute_values(const Expr& g, std::vector<Expr>& candidates) {
    std::vector<Expr> found;
    any_node(g, [&](const Expr& part) {
        if ((part.is(FunctionId::Abs) || part.is(FunctionId::Sign)) && contains(part, x_) &&
            std::find(found.begin(), found.end(), part) == found.end())
            found.push_back(part);
        return false;
    });
    const Expr by_size = rewriting::by_absolute_values(g);
    if (found.empty()) {
        if (by_size != g) return solve_all(by_size, candidates); // min and max
        return false;
    }
    if (found.size() > 5) return false;
    for (std::uint32_t choice = 0; choice < (1u << found.size()); ++choice) {
        std::vector<Replacement> signs;
        for (std::size_t i = 0; i < found.size(); ++i) {
            const bool negative = (choice >> i) & 1;
            const Expr value = found[i].is(FunctionId::Abs) ? found[i].argument(0) : Expr(1);
            signs.push_back({found[i], negative ? negate(value) : value});
        }
        const Expr h = substitute(g, signs);
        if (free_of(h, x_)) continue;
        if (!solve_all(h, candidates)) return false;
    }
    return true;
}

} // namespace rumina::calculus
