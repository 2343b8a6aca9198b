// The search for the solutions of an equation: the factors of its numerator one by one, each by the first method that
// knows it. This file holds what is polynomial in parts of the equation: in x, in one function, in exponentials, in circular functions,
// logarithms; the files beside it invert functions, eliminate roots, distinguish cases and use Lambert's W.
#include "calculus/solve/solver.h"

#include <algorithm>

#include "algebra/assumptions.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "calculus/derivation.h"
#include "calculus/common_measure.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr int kMaxDepth = 12;

} // namespace

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

bool Solver::solve_all(const Expr& f, std::vector<Expr>& candidates) {
    std::vector<Expr> unsolved;
    solve(f, candidates, unsolved);
    return unsolved.empty();
}

void Solver::solve(const Expr& f, std::vector<Expr>& candidates, std::vector<Expr>& unsolved) {
    DepthGuard guard;
    poll_work(100);
    if (free_of(f, x_)) { // none, unless every x is a solution: that has no list
        if (f.is_zero() || (f.is_constant() && zero_test(f) != Truth::No)) unsolved.push_back(f);
        return;
    }
    if (depth_ >= kMaxDepth) {
        unsolved.push_back(f);
        return;
    }
    ++depth_;
    const Expr product = factor(algebra::numerator(together(f)));
    if (steps_wanted() && product != f && factors_of(product).size() > 1)
        note_step("Factor the numerator; one of the factors is 0", call(FunctionId::Equal, f, Expr(0)), call(FunctionId::Equal, product, Expr(0)));
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

/// The steps from `start` on are those of the equations it led to.
void Solver::tell_factor(std::size_t start, std::string_view rule, const Expr& g, std::span<const Expr> found) const {
    constexpr std::string_view by_degree[] = {"", "A linear equation", "Quadratic formula", "Cubic formula", "Quartic formula"};
    if (const auto c = polynomial_in(g, x_); c && c->size() > 1 && c->size() <= std::size(by_degree)) {
        const bool is_power = std::all_of(c->begin() + 1, c->end() - 1, [](const Expr& e) { return e.is_zero(); });
        rule = is_power && c->size() > 2 ? "Take roots" : by_degree[c->size() - 1];
    }
    Derivation& derivation = *Derivation::current();
    derivation.steps().insert(derivation.steps().begin() + static_cast<std::ptrdiff_t>(start),
                              {std::string(rule), call(FunctionId::Equal, g, Expr(0)), apply_function(FunctionId::List, found), derivation.level()});
}

bool Solver::solve_factor(const Expr& g, std::vector<Expr>& candidates) {
    struct Method {
        const char* name;
        bool (Solver::*run)(const Expr&, std::vector<Expr>&);
    };
    constexpr Method methods[] = {{"Roots of a polynomial", &Solver::by_polynomial},
                                  {"Isolate the function and apply its inverse", &Solver::by_inversion},
                                  {"A polynomial in one function: solve for that first", &Solver::by_single_kernel},
                                  {"All exponentials by one of them", &Solver::by_exponential_kernel},
                                  {"All sines and cosines by one function", &Solver::by_circular_kernel},
                                  {"Join the logarithms", &Solver::by_logarithms},
                                  {"Eliminate the roots", &Solver::by_radicals},
                                  {"Lambert's W function", &Solver::by_lambert},
                                  {"Cases of absolute values, maxima and minima", &Solver::by_cases}};
    for (const Method& method : methods) {
        const std::size_t before = candidates.size();
        const bool missed = misses_real_;
        StepMark mark;
        bool found = false;
        {
            StepLevel level;
            found = (this->*method.run)(g, candidates);
        }
        if (found) {
            if (steps_wanted()) tell_factor(mark.position(), method.name, g, std::span<const Expr>(candidates).subspan(before));
            mark.keep();
            return true;
        }
        candidates.resize(before);
        misses_real_ = missed;
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

/// A polynomial in one kernel: solved for the kernel first.
bool Solver::by_single_kernel(const Expr& g, std::vector<Expr>& candidates) {
    std::vector<Expr> kernels;
    gather_kernels(g, x_, kernels);
    if (kernels.empty() || (kernels.size() == 1 && kernels[0] == x_)) return false;
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
            const Expr sum = exponent.finish(), offset = constant.finish();
            if (!is_plainly_real(sum)) misses_real_ = true;
            if (solve_all(sum + log_of(offset), candidates)) return true;
        }
    }
    for (const Expr& k : kernels)
        if (!k.is_power() || contains(k.base(), x_) || !linear_in(k.exponent(), x_)) return false;
    if (kernels.empty()) return false;
    if (by_commensurable_rates(g, kernels, candidates)) return true;
    return by_homogeneous_exponentials(g, candidates);
}

/// Σ cₖ·e^(rₖx) with rates whose differences are commensurable, divided by one of the exponentials: 9^x + 6^x = 4^x.
bool Solver::by_homogeneous_exponentials(const Expr& g, std::vector<Expr>& candidates) {
    std::vector<Expr> constants, rates;
    for (const Expr& summand : summands_of(g)) {
        ProductBuilder constant;
        SumBuilder rate;
        for (const Factor& f : factors_of(summand)) {
            if (free_of(f.base, x_) && free_of(f.exponent, x_)) {
                constant.multiply(f.base, f.exponent);
                continue;
            }
            const auto linear = linear_in(f.exponent, x_);
            if (contains(f.base, x_) || !linear) return false;
            constant.multiply(f.base, linear->offset);
            rate.add(linear->slope * log_of(f.base));
        }
        constants.push_back(constant.finish());
        rates.push_back(rate.finish());
    }
    std::vector<Expr> differences;
    for (const Expr& r : rates) differences.push_back(logexpand(r) - logexpand(rates[0]));
    const auto measure = common_measure(differences);
    if (!measure) return false;
    const Expr t = hidden_symbol("u");
    SumBuilder polynomial;
    for (std::size_t i = 0; i < rates.size(); ++i) polynomial.add(constants[i] * power(t, Expr(measure->multiples[i])));
    return by_values_of_exponential(polynomial.finish(), t, measure->unit, candidates);
}

/// With t = e^(λx), where every rate is a multiple of λ.
bool Solver::by_commensurable_rates(const Expr& g, const std::vector<Expr>& kernels, std::vector<Expr>& candidates) {
    std::vector<Expr> rates;
    for (const Expr& k : kernels) {
        const auto linear = k.is_power() && free_of(k.base(), x_) ? linear_in(k.exponent(), x_) : std::nullopt;
        if (!linear) return false;
        rates.push_back(logexpand(linear->slope * log_of(k.base())));
    }
    const auto measure = common_measure(rates);
    if (!measure) return false;
    const Expr t = hidden_symbol("u");
    Expr replaced = g;
    for (std::size_t i = 0; i < kernels.size(); ++i) {
        const auto linear = linear_in(kernels[i].exponent(), x_);
        replaced = with_kernel_replaced(replaced, kernels[i], power(kernels[i].base(), linear->offset) * power(t, Expr(measure->multiples[i])));
    }
    const Expr in_t = algebra::numerator(together(replaced));
    if (contains(in_t, x_)) return false;
    return by_values_of_exponential(in_t, t, measure->unit, candidates);
}

/// An equation in t = e^(rate·x).
bool Solver::by_values_of_exponential(const Expr& in_t, const Expr& t, const Expr& rate, std::vector<Expr>& candidates) {
    Solver inner(t, equation_);
    inner.depth_ = depth_;
    std::vector<Expr> values, unsolved;
    inner.solve(in_t, values, unsolved);
    if (!unsolved.empty() || !inner.families_.empty()) return false;
    misses_real_ = misses_real_ || inner.misses_real_;
    const bool turns = rate.is_constant() && !is_real_constant(rate); // e^(ix): all its solutions, or real ones would be missed
    for (const Expr& value : values) {
        if (value.is_constant() ? zero_test(value) != Truth::No : value.is_zero()) continue;
        const Expr principal = simplify(log_of(value) / rate);
        candidates.push_back(turns ? principal + simplify(2 * imaginary_unit() * pi() / rate) * next_family(principal) : principal);
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
    // Every argument is a rational multiple of v and something without x.
    auto moving_part = [&](const Expr& argument) {
        SumBuilder moving;
        for (const Expr& s : summands_of(argument))
            if (contains(s, x_)) moving.add(s);
        return moving.finish();
    };
    std::vector<Expr> moving;
    for (const Expr& a : arguments) moving.push_back(moving_part(a));
    const auto measure = common_measure(moving);
    if (!measure) return false;
    const Expr w = hidden_symbol("v"), s = hidden_symbol("s"), c = hidden_symbol("c");
    v = measure->unit;
    if (arguments.size() == 1) {
        v = arguments[0];
        g = trigexpand(substitute(g, v, w));
    } else {
        std::vector<Replacement> multiples;
        for (std::size_t i = 0; i < arguments.size(); ++i)
            multiples.push_back({arguments[i], Expr(measure->multiples[i]) * w + (arguments[i] - moving[i])});
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
        return solve_all(v - pi() - 2 * pi() * next_family(v), candidates);
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

} // namespace rumina::calculus
