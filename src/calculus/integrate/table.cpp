// Functions of a linear argument, and powers of them that have short forms. [Abramowitz & Stegun 1964] 3.3, 4.3-4.6;
// [DLMF] 4.10, 4.26, 4.40
#include "calculus/integrate/integrator.h"

#include <fmt/format.h>

#include "algebra/assumptions.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// ∫ head(u) du.
Expr of_function(FunctionId head, const Expr& u) {
    auto f = [&](FunctionId h) { return call(h, u); };
    const Expr square = u * u;
    switch (head) {
    case FunctionId::Sin: return negate(cos_of(u));
    case FunctionId::Cos: return sin_of(u);
    case FunctionId::Tan: return negate(log_of(cos_of(u)));
    case FunctionId::Cot: return log_of(sin_of(u));
    case FunctionId::Sec: return log_of(f(FunctionId::Sec) + f(FunctionId::Tan));
    case FunctionId::Csc: return negate(log_of(f(FunctionId::Csc) + f(FunctionId::Cot)));
    case FunctionId::Sinh: return f(FunctionId::Cosh);
    case FunctionId::Cosh: return f(FunctionId::Sinh);
    case FunctionId::Tanh: return log_of(f(FunctionId::Cosh));
    case FunctionId::Coth: return log_of(f(FunctionId::Sinh));
    case FunctionId::Sech: return atan_of(f(FunctionId::Sinh));
    case FunctionId::Csch: return log_of(call(FunctionId::Tanh, u / 2));
    case FunctionId::Log: return u * log_of(u) - u;
    case FunctionId::Asin: return u * f(head) + sqrt(1 - square);
    case FunctionId::Acos: return u * f(head) - sqrt(1 - square);
    case FunctionId::Atan: return u * f(head) - log_of(1 + square) / 2;
    case FunctionId::Acot: return u * f(head) + log_of(1 + square) / 2;
    case FunctionId::Asinh: return u * f(head) - sqrt(1 + square);
    case FunctionId::Acosh: return u * f(head) - sqrt(u - 1) * sqrt(u + 1);
    case FunctionId::Atanh: return u * f(head) + log_of(1 - square) / 2;
    case FunctionId::Acoth: return u * f(head) + log_of(square - 1) / 2;
    case FunctionId::Erf: return u * f(head) + exp(negate(square)) / sqrt(pi());
    case FunctionId::Erfc: return u * f(head) - exp(negate(square)) / sqrt(pi());
    case FunctionId::Erfi: return u * f(head) - exp(square) / sqrt(pi());
    case FunctionId::Ei: return u * f(head) - exp(u);
    case FunctionId::Si: return u * f(head) + cos_of(u);
    case FunctionId::Ci: return u * f(head) - sin_of(u);
    case FunctionId::Shi: return u * f(head) - call(FunctionId::Cosh, u);
    case FunctionId::Chi: return u * f(head) - call(FunctionId::Sinh, u);
    case FunctionId::Li: return u * f(head) - call(FunctionId::Ei, 2 * log_of(u));
    case FunctionId::FresnelS: return u * f(head) + cos_of(pi() * square / 2) / pi();
    case FunctionId::FresnelC: return u * f(head) - sin_of(pi() * square / 2) / pi();
    case FunctionId::LambertW: return u * (f(head) - 1 + power(f(head), -1));
    case FunctionId::LogGamma: return Expr();
    case FunctionId::Digamma: return call(FunctionId::LogGamma, u);
    case FunctionId::Heaviside: return u * f(head);
    case FunctionId::DiracDelta: return call(FunctionId::Heaviside, u);
    case FunctionId::Abs: return u * f(head) / 2;
    case FunctionId::Sign: return call(FunctionId::Abs, u);
    case FunctionId::AiryAiPrime: return call(FunctionId::AiryAi, u);
    case FunctionId::AiryBiPrime: return call(FunctionId::AiryBi, u);
    default: return Expr();
    }
}

Expr entry_for(const Expr& f, const Expr& x) {
    if (f == x) return x * x / 2;
    if (f.is(NodeKind::Function) && f.arguments().size() == 1) {
        const auto linear = linear_in(f.argument(0), x);
        if (!linear) return Expr();
        const Expr found = of_function(f.function_id(), f.argument(0));
        return found ? found / linear->slope : found;
    }
    if (!f.is_power()) return Expr();
    const Expr base = f.base(), exponent = f.exponent();
    if (free_of(exponent, x)) {
        if (const auto linear = linear_in(base, x)) {
            if (exponent.is_number(-1)) return log_of(base) / linear->slope;
            return power(base, exponent + 1) / ((exponent + 1) * linear->slope);
        }
        // sec² u and its relatives
        if (base.is(NodeKind::Function) && base.arguments().size() == 1 && exponent.is_number(2))
            if (const auto linear = linear_in(base.argument(0), x)) {
                const Expr& u = base.argument(0);
                switch (base.function_id()) {
                case FunctionId::Sec: return call(FunctionId::Tan, u) / linear->slope;
                case FunctionId::Csc: return negate(call(FunctionId::Cot, u)) / linear->slope;
                case FunctionId::Tan: return call(FunctionId::Tan, u) / linear->slope - x;
                case FunctionId::Cot: return negate(call(FunctionId::Cot, u)) / linear->slope - x;
                case FunctionId::Sech: return call(FunctionId::Tanh, u) / linear->slope;
                case FunctionId::Csch: return negate(call(FunctionId::Coth, u)) / linear->slope;
                case FunctionId::Tanh: return x - call(FunctionId::Tanh, u) / linear->slope;
                case FunctionId::Coth: return x - call(FunctionId::Coth, u) / linear->slope;
                default: return Expr();
                }
            }
        return Expr();
    }
    if (free_of(base, x))
        if (const auto linear = linear_in(exponent, x)) return f / (linear->slope * log_of(base));
    return Expr();
}

/// The entry with a letter for the linear argument: "`∫ cos(u) du = sin(u)` with `u = 2*x`".
void tell(const Integrator& integrator, const Expr& f, const Expr& found) {
    const Expr& x = integrator.x();
    if (f == x) return note_step(fmt::format("Power rule: `∫ {0}^n d{0} = {0}^(n + 1)/(n + 1)` with `n = 1`", in_rule(x)), integrator.integral(f), found);
    Expr argument = f.is_power() ? (contains(f.exponent(), x) ? f.exponent() : f.base()) : f.argument(0);
    if (f.is_power() && free_of(f.exponent(), x) && !linear_in(argument, x)) argument = argument.argument(0); // sec²
    const Expr u = argument == x ? x : integrator.new_variable();
    // A power rule is read with n, but for 1/u.
    const bool is_power = f.is_power() && f.base() == argument && !f.exponent().is_number(-1);
    const Expr general = is_power ? power(u, symbol("n")) : substitute(f, argument, u);
    std::string rule = is_power ? "Power rule" : "Table";
    if (is_power || u != x) rule += fmt::format(": `∫ {} d{} = {}`", in_rule(general), in_rule(u), in_rule(entry_for(general, u)));
    if (is_power) rule += fmt::format(" with `n = {}`", in_rule(f.exponent()));
    if (u != x) rule += fmt::format("{} `{} = {}`", is_power ? "," : " with", in_rule(u), in_rule(argument));
    std::vector<std::pair<Expr, Expr>> where;
    if (u != x) where.emplace_back(u, argument);
    note_step(rule, integrator.integral(f), found, std::move(where));
}

} // namespace

Expr integrate_table_entry(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    const Expr found = entry_for(f, x);
    if (found && steps_wanted()) tell(integrator, f, found);
    return found;
}

} // namespace rumina::calculus
