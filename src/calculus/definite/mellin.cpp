#include "calculus/definite/mellin.h"

#include <functional>
#include <optional>

#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/definite/confirmation.h"
#include "calculus/differentiate.h"
#include "calculus/limits/limit.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// ∫_0^∞ u^(z-1)·k(u) du as an expression in z, and where it converges; an end that is none is infinite.
struct Transform {
    std::function<Expr(const Expr& z)> at;
    Expr low, high;
};
/// k(a·x^p) with its transform.
struct Kernel {
    Transform transform;
    Expr scale, exponent; ///< a > 0 and p
};
/// c·x^(s-1)·log(x)^n·kernel; without a kernel it is a power alone, whose continued transform is 0.
struct Piece {
    Expr constant, s;
    std::int64_t logarithms = 0;
    std::optional<Kernel> kernel;
};

struct Monomial {
    Expr constant, exponent;
};
std::optional<Monomial> monomial_in(const Expr& e, const Expr& x) {
    const auto [constant, rest] = split_constant(e, x);
    if (rest.base() != x || contains(rest.exponent(), x) || rest.exponent().is_zero()) return std::nullopt;
    return Monomial{constant, rest.exponent()};
}

Expr gamma_of(const Expr& z) { return call(FunctionId::Gamma, z); }
Expr zeta_of(const Expr& z) { return call(FunctionId::Zeta, z); }
Expr eta_of(const Expr& z) { return z.is_one() ? log_of(Expr(2)) : (1 - power(Expr(2), 1 - z)) * zeta_of(z); }
Expr cosine(const Expr& z) { return cos_of(pi() * z / 2); }
Expr sine(const Expr& z) { return sin_of(pi() * z / 2); }
/// Σ (-1)^k/(2k + 1)^z; at odd numbers by Euler's numbers, at 2 Catalan's constant. [DLMF] 25.11, 24.17
Expr beta_of(const Expr& z) {
    if (z.is_number(2)) return constant(ConstantId::Catalan);
    if (z.is_integer() && z.number().sign() > 0 && z.number().is_small() && z.number().small() % 2 == 1 && z.number().small() < 60) {
        // E_2k from Σ binomial(2n, 2k)·E_2k = 0.
        const std::int64_t n = (z.number().small() - 1) / 2;
        std::vector<Integer> euler{Integer(1)};
        for (std::int64_t m = 1; m <= n; ++m) {
            Integer sum(0), choose(1);
            for (std::int64_t k = 0; k < m; ++k) {
                sum = sum + choose * euler[static_cast<std::size_t>(k)];
                choose = divide_floor(choose * Integer((2 * m - 2 * k) * (2 * m - 2 * k - 1)), Integer((2 * k + 1) * (2 * k + 2)));
            }
            euler.push_back(-sum);
        }
        const Expr last(euler.back().sign() < 0 ? -euler.back() : euler.back());
        return last * power(pi() / 2, z) / (2 * call(FunctionId::Factorial, z - 1));
    }
    return power(Expr(4), negate(z)) * (call(FunctionId::HurwitzZeta, z, Expr(1) / 4) - call(FunctionId::HurwitzZeta, z, Expr(3) / 4));
}

/// Transforms of functions of one argument.
std::optional<Transform> transform_of(FunctionId head) {
    const Expr zero(0), one(1), none;
    switch (head) {
    case FunctionId::Cos: return Transform{[](const Expr& z) { return gamma_of(z) * cosine(z); }, zero, one};
    case FunctionId::Sin: return Transform{[](const Expr& z) { return gamma_of(z) * sine(z); }, Expr(-1), one};
    case FunctionId::Atan: return Transform{[](const Expr& z) { return negate(pi()) / (2 * z * cosine(z)); }, Expr(-1), zero};
    case FunctionId::Acot: return Transform{[](const Expr& z) { return pi() / (2 * z * cosine(z)); }, zero, one};
    case FunctionId::Sech: return Transform{[](const Expr& z) { return 2 * gamma_of(z) * beta_of(z); }, zero, none};
    case FunctionId::Csch: return Transform{[](const Expr& z) { return 2 * (1 - power(Expr(2), negate(z))) * gamma_of(z) * zeta_of(z); }, one, none};
    case FunctionId::Erfc: return Transform{[](const Expr& z) { return gamma_of((z + 1) / 2) / (power(pi(), Expr(1) / 2) * z); }, zero, none};
    case FunctionId::Ci: return Transform{[](const Expr& z) { return negate(gamma_of(z) * cosine(z)) / z; }, zero, Expr(2)};
    case FunctionId::Si: return Transform{[](const Expr& z) { return negate(gamma_of(z) * sine(z)) / z; }, Expr(-1), zero};
    case FunctionId::AiryAi:
        return Transform{[](const Expr& z) { return power(Expr(3), negate(z + 2) / 3) * gamma_of(z) / gamma_of((z + 2) / 3); }, zero, none};
    default: return std::nullopt;
    }
}

/// (b + a·x^p)^(-q), 1/(e^(a·x^p) ∓ 1).
std::optional<Kernel> kernel_of_binomial(const Expr& base, const Expr& exponent, const Expr& x, Expr& constant) {
    const auto summands = summands_of(base);
    if (summands.size() != 2 || contains(exponent, x)) return std::nullopt;
    const Expr& first = free_of(summands[0], x) ? summands[0] : summands[1];
    const Expr& second = free_of(summands[0], x) ? summands[1] : summands[0];
    if (contains(first, x) || free_of(second, x)) return std::nullopt;
    if (second.is_power() && second.base().is(ConstantId::E) && exponent.is_number(-1)) {
        const auto m = monomial_in(second.exponent(), x);
        if (!m || !is_known_positive(m->constant)) return std::nullopt;
        if (first.is_number(-1)) return Kernel{{[](const Expr& z) { return gamma_of(z) * zeta_of(z); }, Expr(1), Expr()}, m->constant, m->exponent};
        if (first.is_one()) return Kernel{{[](const Expr& z) { return gamma_of(z) * eta_of(z); }, Expr(0), Expr()}, m->constant, m->exponent};
        return std::nullopt;
    }
    const auto m = monomial_in(second, x);
    if (!m || !is_known_positive(first) || !is_known_positive(m->constant)) return std::nullopt;
    constant = constant * power(first, exponent);
    const Expr q = negate(exponent);
    if (q.is_one()) return Kernel{{[](const Expr& z) { return pi() / sin_of(pi() * z); }, Expr(0), q}, m->constant / first, m->exponent};
    return Kernel{{[q](const Expr& z) { return gamma_of(z) * gamma_of(q - z) / gamma_of(q); }, Expr(0), q}, m->constant / first, m->exponent};
}

std::optional<Kernel> kernel_of_one(const Expr& base, const Expr& exponent, const Expr& x, Expr& constant) {
    if (base.is(ConstantId::E)) {
        if (const auto m = monomial_in(negate(exponent), x))
            return is_known_positive(m->constant) ? std::optional(Kernel{{gamma_of, Expr(0), Expr()}, m->constant, m->exponent}) : std::nullopt;
        // e^(-a·x^p - b/x^p): K_z. [DLMF] 10.32.10
        const auto summands = summands_of(negate(exponent));
        if (summands.size() != 2) return std::nullopt;
        const auto m = monomial_in(summands[0], x), n = monomial_in(summands[1], x);
        if (!m || !n || m->exponent != negate(n->exponent) || !is_known_positive(m->constant) || !is_known_positive(n->constant)) return std::nullopt;
        const Expr a = m->constant, b = n->constant;
        return Kernel{{[a, b](const Expr& z) { return 2 * power(a * b, z / 2) * call(FunctionId::BesselK, z, 2 * power(a * b, Expr(1) / 2)); }, Expr(), Expr()}, a, m->exponent};
    }
    if (base.is_add()) return kernel_of_binomial(base, exponent, x, constant);
    if (!base.is(NodeKind::Function)) return std::nullopt;
    const FunctionId head = base.function_id();
    if (exponent.is_number(-2) && (head == FunctionId::Sinh || head == FunctionId::Cosh)) {
        const auto m = monomial_in(base.argument(0), x);
        if (!m || !is_known_positive(m->constant)) return std::nullopt;
        if (head == FunctionId::Sinh)
            return Kernel{{[](const Expr& z) { return power(Expr(2), 2 - z) * gamma_of(z) * zeta_of(z - 1); }, Expr(2), Expr()}, m->constant, m->exponent};
        return Kernel{{[](const Expr& z) { return power(Expr(2), 2 - z) * gamma_of(z) * eta_of(z - 1); }, Expr(0), Expr()}, m->constant, m->exponent};
    }
    if (exponent.is_number(-1) && (head == FunctionId::Sinh || head == FunctionId::Cosh)) {
        const auto m = monomial_in(base.argument(0), x);
        if (!m || !is_known_positive(m->constant)) return std::nullopt;
        return Kernel{*transform_of(head == FunctionId::Sinh ? FunctionId::Csch : FunctionId::Sech), m->constant, m->exponent};
    }
    if (!exponent.is_one()) return std::nullopt;
    if (head == FunctionId::Log) { // log(b + a·x^p) = log(b) + log(1 + (a/b)·x^p)
        const auto summands = summands_of(base.argument(0));
        if (summands.size() != 2) return std::nullopt;
        const Expr& first = free_of(summands[0], x) ? summands[0] : summands[1];
        const auto m = monomial_in(free_of(summands[0], x) ? summands[1] : summands[0], x);
        if (contains(first, x) || !m || !is_known_positive(first) || !is_known_positive(m->constant)) return std::nullopt;
        return Kernel{{[](const Expr& z) { return pi() / (z * sin_of(pi() * z)); }, Expr(-1), Expr(0)}, m->constant / first, m->exponent};
    }
    if (head == FunctionId::BesselJ || head == FunctionId::BesselK) {
        const Expr order = base.argument(0);
        const auto m = monomial_in(base.argument(1), x);
        if (!order.is_number() || !m || !is_known_positive(m->constant)) return std::nullopt;
        if (head == FunctionId::BesselK)
            return Kernel{{[order](const Expr& z) { return power(Expr(2), z - 2) * gamma_of((z - order) / 2) * gamma_of((z + order) / 2); }, call(FunctionId::Abs, order), Expr()},
                          m->constant, m->exponent};
        return Kernel{{[order](const Expr& z) { return power(Expr(2), z - 1) * gamma_of((order + z) / 2) / gamma_of(1 + (order - z) / 2); }, negate(order), Expr(3) / 2},
                      m->constant, m->exponent};
    }
    if (head == FunctionId::Ei) { // of a negative argument
        const auto m = monomial_in(negate(base.argument(0)), x);
        if (!m || !is_known_positive(m->constant)) return std::nullopt;
        return Kernel{{[](const Expr& z) { return negate(gamma_of(z)) / z; }, Expr(0), Expr()}, m->constant, m->exponent};
    }
    const auto transform = transform_of(head);
    if (!transform) return std::nullopt;
    const auto m = monomial_in(base.argument(0), x);
    if (!m || !is_known_positive(m->constant)) return std::nullopt;
    return Kernel{*transform, m->constant, m->exponent};
}

/// 1F1(a; b; t), a polynomial where a is 0, -1, -2, …
Expr confluent(const Expr& a, const Expr& b, const Expr& t) {
    if (!a.is_integer() || a.number().sign() > 0 || !a.number().is_small()) return apply_function(FunctionId::Hypergeometric1F1, {a, b, t});
    Expr term(1);
    SumBuilder sum;
    for (std::int64_t k = 0; k <= -a.number().small(); ++k) {
        sum.add(term);
        term = term * (a + k) / (b + k) * t / Expr(k + 1);
    }
    return sum.finish();
}

/// e^(-ax²)·cos(bx), e^(-ax²)·sin(bx). [Gradshteyn & Ryzhik 2015] 3.952
std::optional<Kernel> gaussian_wave(const Factor& exponential, const Factor& other, const Expr& x) {
    const auto m = monomial_in(negate(exponential.exponent), x);
    if (!m || !m->exponent.is_number(2) || !is_known_positive(m->constant)) return std::nullopt;
    if (!other.exponent.is_one() || !(other.base.is(FunctionId::Cos) || other.base.is(FunctionId::Sin))) return std::nullopt;
    const auto wave = linear_in(other.base.argument(0), x);
    if (!wave || !wave->offset.is_zero()) return std::nullopt;
    const Expr a = m->constant, b = wave->slope, t = b * b / (4 * a);
    if (other.base.is(FunctionId::Cos))
        return Kernel{{[a, t](const Expr& z) { return gamma_of(z / 2) * power(a, negate(z) / 2) / 2 * exp(negate(t)) * confluent((1 - z) / 2, Expr(1) / 2, t); },
                       Expr(0), Expr()}, Expr(1), Expr(1)};
    return Kernel{{[a, b, t](const Expr& z) { return b * gamma_of((z + 1) / 2) * power(a, negate(z + 1) / 2) / 2 * exp(negate(t)) * confluent(1 - z / 2, Expr(3) / 2, t); },
                   Expr(-1), Expr()}, Expr(1), Expr(1)};
}

/// Two factors: e^(-ax)·cos(bx), e^(-ax)·sin(bx), the same with e^(-ax²), e^(ax)/(e^(ax) ∓ 1)^2.
std::optional<Kernel> kernel_of_two(const Factor& exponential, const Factor& other, const Expr& x) {
    if (!exponential.base.is(ConstantId::E)) return std::nullopt;
    if (auto kernel = gaussian_wave(exponential, other, x)) return kernel;
    const auto rate = linear_in(exponential.exponent, x);
    if (!rate || !rate->offset.is_zero()) return std::nullopt;
    if (other.exponent.is_one() && (other.base.is(FunctionId::Cos) || other.base.is(FunctionId::Sin))) {
        const auto wave = linear_in(other.base.argument(0), x);
        if (!wave || !wave->offset.is_zero() || !is_known_positive(wave->slope) || !is_known_negative(rate->slope)) return std::nullopt;
        const Expr a = negate(rate->slope), b = wave->slope;
        const bool is_cosine = other.base.is(FunctionId::Cos);
        return Kernel{{[a, b, is_cosine](const Expr& z) {
                           const Expr turned = z * atan_of(b / a);
                           return gamma_of(z) * power(a * a + b * b, negate(z) / 2) * (is_cosine ? cos_of(turned) : sin_of(turned));
                       },
                       is_cosine ? Expr(0) : Expr(-1), Expr()},
                      Expr(1), Expr(1)};
    }
    if (other.exponent.is_number(-2) && other.base.is_add()) {
        const auto summands = summands_of(other.base);
        if (summands.size() != 2) return std::nullopt;
        const Expr grown = exp(exponential.exponent);
        for (int sign : {-1, 1}) {
            if (!(other.base == grown + sign) || !is_known_positive(rate->slope)) continue;
            if (sign < 0) return Kernel{{[](const Expr& z) { return gamma_of(z) * zeta_of(z - 1); }, Expr(2), Expr()}, rate->slope, Expr(1)};
            return Kernel{{[](const Expr& z) { return gamma_of(z) * eta_of(z - 1); }, Expr(0), Expr()}, rate->slope, Expr(1)};
        }
    }
    return std::nullopt;
}

std::optional<Piece> piece_of(const Expr& f, const Expr& x) {
    constexpr std::int64_t kMostLogarithms = 6;
    Piece piece{Expr(1), Expr(1), 0, std::nullopt};
    std::vector<Factor> kernels;
    for (const Factor& part : factors_of(f)) {
        if (free_of(part.base, x) && free_of(part.exponent, x)) piece.constant = piece.constant * power(part.base, part.exponent);
        else if (part.base == x && free_of(part.exponent, x)) piece.s = piece.s + part.exponent;
        else if (part.base == log_of(x) && part.exponent.is_integer() && part.exponent.number().sign() > 0) {
            if (!part.exponent.number().is_small() || part.exponent.number().small() > kMostLogarithms) return std::nullopt;
            piece.logarithms = part.exponent.number().small();
        } else {
            kernels.push_back(part);
        }
    }
    if (kernels.empty()) return piece;
    if (kernels.size() == 1) piece.kernel = kernel_of_one(kernels[0].base, kernels[0].exponent, x, piece.constant);
    if (kernels.size() == 2) {
        piece.kernel = kernel_of_two(kernels[0], kernels[1], x);
        if (!piece.kernel) piece.kernel = kernel_of_two(kernels[1], kernels[0], x);
    }
    return piece.kernel ? std::optional(piece) : std::nullopt;
}

/// ∫ x^(z-1)·k(a·x^p) dx
Expr transform_at(const Kernel& kernel, const Expr& z) {
    const Expr w = z / kernel.exponent, width = is_known_negative(kernel.exponent) ? negate(kernel.exponent) : kernel.exponent;
    return power(kernel.scale, negate(w)) * kernel.transform.at(w) / width;
}

/// Whether the transform converges at s, as far as it is known.
bool is_inside(const Kernel& kernel, const Expr& s) {
    const Expr w = s / kernel.exponent;
    return (!kernel.transform.low || is_known_positive(w - kernel.transform.low)) && (!kernel.transform.high || is_known_positive(kernel.transform.high - w));
}

/// The sum of the transforms, derived by s for each logarithm, at the places themselves where all converge there, else as
/// a limit; that is also needed where a transform is finite though its factors are not.
Expr value_of(const std::vector<Piece>& pieces) {
    constexpr std::uint64_t kUnits = 1'000'000;
    bool all_inside = true;
    for (const Piece& piece : pieces) all_inside = all_inside && piece.kernel && is_inside(*piece.kernel, piece.s);
    const Expr step = hidden_symbol("s");
    auto sum_at = [&](const Expr& shift) {
        SumBuilder sum;
        for (const Piece& piece : pieces) {
            if (!piece.kernel) continue;
            Expr value = transform_at(*piece.kernel, piece.s + (piece.logarithms == 0 ? shift : step));
            for (std::int64_t k = 0; k < piece.logarithms; ++k) value = differentiate(value, step);
            sum.add(piece.constant * (piece.logarithms == 0 ? value : substitute(value, step, shift)));
        }
        return sum.finish();
    };
    if (all_inside)
        if (const Expr value = attempt(kUnits, [&] { return sum_at(Expr(0)); }); value && !value.has_infinity()) return value;
    return limit(sum_at(step), step, Expr(0), 1);
}

} // namespace

Expr mellin_integral(const Expr& f, const Expr& x) {
    bool has_waves = false;
    for_each_power(f, [&](const Expr& base, const Expr&) { return !(has_waves = has_waves || ((base.is(FunctionId::Sin) || base.is(FunctionId::Cos)) && contains(base, x))); });
    std::vector<Piece> pieces;
    for (const Expr& form : {f, expand(has_waves ? trigreduce(f) : f)}) {
        pieces.clear();
        for (const Expr& summand : summands_of(form)) {
            const auto piece = piece_of(summand, x);
            if (!piece) break;
            pieces.push_back(*piece);
        }
        if (pieces.size() == summands_of(form).size()) break;
        pieces.clear();
    }
    if (pieces.empty()) return Expr();
    for (const Piece& piece : pieces) {
        const bool is_general = !piece.s.is_number() || (piece.kernel && !piece.kernel->exponent.is_number());
        if (is_general && (pieces.size() > 1 || !piece.kernel || !is_inside(*piece.kernel, piece.s))) return Expr();
    }
    const Expr value = value_of(pieces);
    if (!value || value.has_infinity() || !is_confirmed(value, f, x, Expr(0), infinity())) return Expr();
    return value;
}

} // namespace rumina::calculus
