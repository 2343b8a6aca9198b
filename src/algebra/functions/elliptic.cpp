// Legendre's elliptic integrals, all of the parameter m = k²; the amplitude φ may be any complex number, integrals grow by
// twice the complete one for each π.
#include "algebra/functions/argument.h"
#include "algebra/functions/registry.h"

namespace rumina::algebra {
namespace {

Expr complete_k(const Expr& m) { return call(FunctionId::EllipticK, {m}); }
Expr complete_e(const Expr& m) { return call(FunctionId::EllipticE, {m}); }
Expr integral_f(const Expr& phi, const Expr& m) { return call(FunctionId::EllipticF, {phi, m}); }
Expr integral_e(const Expr& phi, const Expr& m) { return call(FunctionId::EllipticE, {phi, m}); }

/// √(1 - m·sin²φ)
Expr delta(const Expr& phi, const Expr& m) { return sqrt(Expr(1) - m * power(call(FunctionId::Sin, {phi}), Expr(2))); }
Expr sin_twice(const Expr& phi) { return call(FunctionId::Sin, {Expr(2) * phi}); }

/// k when φ = kπ/2, where incomplete integrals are k times the complete ones.
std::optional<Number> quarter_turns(const Expr& phi) {
    if (!phi.without_coefficient().is(ConstantId::Pi)) return std::nullopt;
    Number turns = phi.coefficient() * Number(2);
    if (!turns.is_integer()) return std::nullopt;
    return turns;
}

Expr gamma_quarter_squared() { return power(call(FunctionId::Gamma, {fraction(1, 4)}), Expr(2)); }

/// DLMF 19.6.1, 23.22(ii); lemniscatic values by Γ(1/4)
Expr special_k(Arguments a) {
    const Expr& m = a[0];
    if (m.is_zero()) return pi() * half();
    if (m.is_one()) fail_at(FunctionId::EllipticK, m);
    if (is_minus_infinity(m)) return Expr(0);
    if (m == half()) return gamma_quarter_squared() / (Expr(4) * sqrt(pi()));
    if (m.is_number(-1)) return gamma_quarter_squared() / (Expr(4) * sqrt(Expr(2) * pi()));
    return Expr();
}
Expr derive_k(Arguments a, std::size_t) {
    const Expr& m = a[0];
    return (complete_e(m) / (Expr(1) - m) - complete_k(m)) / (Expr(2) * m);
}

Expr complete_e_value(const Expr& m) {
    if (m.is_zero()) return pi() * half();
    if (m.is_one()) return Expr(1);
    if (is_minus_infinity(m)) return infinity();
    if (m == half()) // Legendre's relation at the lemniscatic modulus, DLMF 19.7.1
        return power(pi(), fraction(3, 2)) / gamma_quarter_squared() + gamma_quarter_squared() / (Expr(8) * sqrt(pi()));
    return Expr();
}

Expr special_e(Arguments a) {
    if (a.size() == 1) return complete_e_value(a[0]);
    const Expr &phi = a[0], &m = a[1];
    if (phi.is_zero()) return Expr(0);
    if (m.is_zero()) return phi;
    if (std::optional<Number> k = quarter_turns(phi)) return scale(*k, complete_e(m));
    if (extracts_minus(phi)) return negate(integral_e(negate(phi), m));
    return Expr();
}
Expr derive_e(Arguments a, std::size_t i) {
    if (a.size() == 1) return (complete_e(a[0]) - complete_k(a[0])) / (Expr(2) * a[0]);
    const Expr &phi = a[0], &m = a[1];
    if (i == 0) return delta(phi, m);
    return (integral_e(phi, m) - integral_f(phi, m)) / (Expr(2) * m);
}

Expr special_f(Arguments a) {
    const Expr &phi = a[0], &m = a[1];
    if (phi.is_zero()) return Expr(0);
    if (m.is_zero()) return phi;
    if (std::optional<Number> k = quarter_turns(phi)) return scale(*k, complete_k(m));
    if (extracts_minus(phi)) return negate(integral_f(negate(phi), m));
    return Expr();
}
/// DLMF 19.4.5
Expr derive_f(Arguments a, std::size_t i) {
    const Expr &phi = a[0], &m = a[1];
    if (i == 0) return power(delta(phi, m), Expr(-1));
    Expr rest = Expr(1) - m;
    return integral_e(phi, m) / (Expr(2) * m * rest) - integral_f(phi, m) / (Expr(2) * m) - sin_twice(phi) / (Expr(4) * rest * delta(phi, m));
}

Expr integral_pi(const Expr& n, const Expr& phi, const Expr& m) { return call(FunctionId::EllipticPi, {n, phi, m}); }

Expr special_pi(Arguments a) {
    const Expr &n = a[0], &m = a.back();
    if (a.size() == 2) {
        if (n.is_zero()) return complete_k(m);
        if (n.is_one()) fail_at(FunctionId::EllipticPi, n);
        if (m.is_one()) fail_at(FunctionId::EllipticPi, m);
        if (m.is_zero()) return pi() / (Expr(2) * sqrt(Expr(1) - n)); // DLMF 19.6.3
        return Expr();
    }
    const Expr& phi = a[1];
    if (phi.is_zero()) return Expr(0);
    if (n.is_zero()) return integral_f(phi, m);
    if (std::optional<Number> k = quarter_turns(phi)) return scale(*k, call(FunctionId::EllipticPi, {n, m}));
    if (extracts_minus(phi)) return negate(integral_pi(n, negate(phi), m));
    return Expr();
}

/// [Byrd & Friedman 1971] 710.11, 733.00 with α² = n; the complete integral is φ = π/2.
Expr derive_pi(Arguments a, std::size_t i) {
    const bool complete = a.size() == 2;
    const Expr &n = a[0], &m = a.back();
    Expr one(1), two(2);
    if (!complete && i == 1) return power(delta(a[1], m) * (one - n * power(call(FunctionId::Sin, {a[1]}), two)), Expr(-1));
    Expr f = complete ? complete_k(m) : integral_f(a[1], m), e = complete ? complete_e(m) : integral_e(a[1], m);
    Expr p = complete ? call(FunctionId::EllipticPi, {n, m}) : integral_pi(n, a[1], m);
    if (i == 0) {
        Expr inner = e + (m - n) / n * f + (power(n, two) - m) / n * p;
        if (!complete)
            inner = inner - n * delta(a[1], m) * sin_twice(a[1]) / (two * (one - n * power(call(FunctionId::Sin, {a[1]}), two)));
        return inner / (two * (m - n) * (n - one));
    }
    Expr inner = e / (m - one) + p;
    if (!complete) inner = inner - m * sin_twice(a[1]) / (two * (m - one) * delta(a[1], m));
    return inner / (two * (n - m));
}

Ball evaluate_e(std::span<const Ball> a, std::int64_t precision) {
    return a.size() == 1 ? ball::elliptic_e(a[0], precision) : ball::elliptic_e_incomplete(a[0], a[1], precision);
}
Ball evaluate_pi(std::span<const Ball> a, std::int64_t precision) {
    return a.size() == 2 ? ball::elliptic_pi(a[0], a[1], precision) : ball::elliptic_pi_incomplete(a[0], a[1], a[2], precision);
}

constexpr std::string_view kIncompleteCuts = "where 1 - m·sin²φ <= 0";

} // namespace

FunctionRecords elliptic_functions() {
    static const Function records[] = {
        {.id = FunctionId::EllipticK, .latex = "K", .special = special_k, .derivative = derive_k, .evaluate = ball_unary<ball::elliptic_k>,
         .conjugation = Conjugation::OffCut, .branch = "(1, ∞), continuous from below", .source = "DLMF 19.2.8"},
        {.id = FunctionId::EllipticE, .latex = "E", .minimum = 1, .maximum = 2, .special = special_e, .derivative = derive_e,
         .evaluate = evaluate_e, .conjugation = Conjugation::OffCut, .branch = "m in (1, ∞), continuous from below", .source = "DLMF 19.2.5, 19.2.8"},
        {.id = FunctionId::EllipticF, .latex = "F", .minimum = 2, .maximum = 2, .special = special_f, .derivative = derive_f,
         .evaluate = ball_binary<ball::elliptic_f>, .conjugation = Conjugation::OffCut, .branch = kIncompleteCuts, .source = "DLMF 19.2.4"},
        {.id = FunctionId::EllipticPi, .latex = "\\Pi", .minimum = 2, .maximum = 3, .special = special_pi, .derivative = derive_pi,
         .evaluate = evaluate_pi, .conjugation = Conjugation::OffCut, .branch = kIncompleteCuts, .source = "DLMF 19.2.7"},
    };
    return records;
}

} // namespace rumina::algebra
