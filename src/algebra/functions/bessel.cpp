// Bessel functions of both kinds, modified ones, and Airy functions. Integer orders are brought to n >= 0, half-integer
// orders up to a bound are elementary; z^ν inside is the principal power, so the cut is (-∞, 0) for other orders.
#include "algebra/functions/argument.h"
#include "algebra/functions/registry.h"

namespace rumina::algebra {
namespace {

/// Half-integer orders up to this size are written with sine and cosine; beyond, cancellation near 0 makes them useless.
constexpr std::int64_t kHighestHalfOrder = 10;

Expr sin(const Expr& z) { return call(FunctionId::Sin, {z}); }
Expr cos(const Expr& z) { return call(FunctionId::Cos, {z}); }

/// f_(n+1/2)(z) from f_(1/2) and f_(-1/2) by f_(ν+1) = sign1·(2ν/z)·f_ν + sign2·f_(ν-1), upwards or downwards.
struct Recurrence {
    int up_middle, up_lower;   ///< f_(ν+1) = up_middle·(2ν/z)·f_ν + up_lower·f_(ν-1)
    int down_middle, down_upper; ///< f_(ν-1) = down_middle·(2ν/z)·f_ν + down_upper·f_(ν+1)
};

/// The combination for order n + 1/2 of the values at 1/2 and -1/2, as their coefficients: polynomials in 1/z.
Expr half_order(std::int64_t n, const Expr& z, const Recurrence& r, const Expr& at_half, const Expr& at_minus_half) {
    Expr high[2] = {Expr(1), Expr(0)}, low[2] = {Expr(0), Expr(1)}; // coefficients of orders 1/2 and -1/2
    Expr inverse = power(z, Expr(-1));
    auto times_inverse = [&](const Expr& e, std::int64_t twice) {
        if (!e.is_add()) return scale(Number(twice), e * inverse);
        SumBuilder sum;
        if (!e.constant_part().is_zero()) sum.add(inverse, e.constant_part() * Number(twice));
        for (const Term& t : e.terms()) sum.add(t.term * inverse, t.coefficient * Number(twice));
        return sum.finish();
    };
    if (n >= 0) {
        for (std::int64_t k = 0; k < n; ++k) { // ν = k + 1/2
            for (int j = 0; j < 2; ++j) {
                Expr next = times_inverse(high[j], r.up_middle * (2 * k + 1)) + scale(Number(r.up_lower), low[j]);
                low[j] = high[j];
                high[j] = next;
            }
        }
        return high[0] * at_half + high[1] * at_minus_half;
    }
    for (std::int64_t k = -1; k > n; --k) { // ν = k + 1/2
        for (int j = 0; j < 2; ++j) {
            Expr next = times_inverse(low[j], r.down_middle * (2 * k + 1)) + scale(Number(r.down_upper), high[j]);
            high[j] = low[j];
            low[j] = next;
        }
    }
    return low[0] * at_half + low[1] * at_minus_half;
}

/// √(2/(πz)) as √(2/π)·z^(-1/2): on the cut this and not the root of the quotient is right.
Expr root_factor(const Expr& z) { return sqrt(Expr(2) / pi()) * power(z, fraction(-1, 2)); }

/// J of half-integer order. DLMF 10.16.1, 10.6.1
Expr half_order_j(std::int64_t n, const Expr& z) {
    return root_factor(z) * half_order(n, z, {1, -1, 1, -1}, sin(z), cos(z));
}

bool known_half_order(const Expr& order, std::int64_t& n) {
    std::optional<std::int64_t> found = half_integer(order);
    if (!found || *found > kHighestHalfOrder || *found < -kHighestHalfOrder - 1) return false;
    n = *found;
    return true;
}

/// Values at z = 0 of J and I, which behave like (z/2)^ν/Γ(ν+1).
Expr regular_at_zero(FunctionId head, const Expr& order, const Expr& z) {
    if (order.is_zero()) return Expr(1);
    if (order.is_integer()) return Expr(0);
    std::optional<int> sign = real_part_sign(order);
    if (sign && *sign > 0) return Expr(0);
    if (sign && *sign < 0) fail_at(head, z);
    return Expr();
}

bool is_odd(std::int64_t n) { return n % 2 != 0; }

Expr special_j(Arguments a) {
    const Expr &order = a[0], &z = a[1];
    if (z.is_zero()) return regular_at_zero(FunctionId::BesselJ, order, z);
    if (z.is(ConstantId::Infinity)) return rational_value(order) ? Expr(0) : Expr();
    if (std::optional<std::int64_t> n = small_integer(order)) {
        if (*n < 0) return scale(Number(is_odd(*n) ? -1 : 1), call(FunctionId::BesselJ, {negate(order), z})); // DLMF 10.4.1
        if (extracts_minus(z)) return scale(Number(is_odd(*n) ? -1 : 1), call(FunctionId::BesselJ, {order, negate(z)}));
    }
    std::int64_t n;
    if (known_half_order(order, n)) return half_order_j(n, z);
    return Expr();
}

Expr special_y(Arguments a) {
    const Expr &order = a[0], &z = a[1];
    if (z.is_zero() && rational_value(order)) {
        // Y_(-n-1/2) is J_(n+1/2) but for the sign, and vanishes.
        if (half_integer(order) && *half_integer(order) < 0) return Expr(0);
        fail_at(FunctionId::BesselY, z);
    }
    if (z.is(ConstantId::Infinity)) return rational_value(order) ? Expr(0) : Expr();
    if (std::optional<std::int64_t> n = small_integer(order); n && *n < 0)
        return scale(Number(is_odd(*n) ? -1 : 1), call(FunctionId::BesselY, {negate(order), z}));
    std::int64_t n;
    if (known_half_order(order, n)) return scale(Number(is_odd(n) ? 1 : -1), half_order_j(-n - 1, z)); // DLMF 10.16.1
    return Expr();
}

Expr special_i(Arguments a) {
    const Expr &order = a[0], &z = a[1];
    if (z.is_zero()) return regular_at_zero(FunctionId::BesselI, order, z);
    if (z.is(ConstantId::Infinity)) return rational_value(order) ? z : Expr();
    if (std::optional<std::int64_t> n = small_integer(order)) {
        if (*n < 0) return call(FunctionId::BesselI, {negate(order), z}); // DLMF 10.27.1
        if (extracts_minus(z)) return scale(Number(is_odd(*n) ? -1 : 1), call(FunctionId::BesselI, {order, negate(z)}));
    }
    std::int64_t n;
    if (known_half_order(order, n)) // DLMF 10.39.1, 10.29.1
        return root_factor(z) * half_order(n, z, {-1, 1, 1, 1}, call(FunctionId::Sinh, {z}), call(FunctionId::Cosh, {z}));
    return Expr();
}

Expr special_k(Arguments a) {
    const Expr &order = a[0], &z = a[1];
    if (z.is_zero() && order.is_number()) fail_at(FunctionId::BesselK, z);
    if (z.is(ConstantId::Infinity)) return order.has_infinity() ? Expr() : Expr(0);
    if (extracts_minus(order)) return call(FunctionId::BesselK, {negate(order), z}); // DLMF 10.27.3
    std::int64_t n;
    if (known_half_order(order, n)) // DLMF 10.39.2
        return sqrt(pi() * half()) * power(z, fraction(-1, 2)) * exp(negate(z)) * half_order(n, z, {1, 1, -1, 1}, Expr(1), Expr(1));
    return Expr();
}

/// (lower·f_(ν-1) + upper·f_(ν+1))/2. DLMF 10.6.1, 10.29.1
Expr mean_of_neighbours(FunctionId head, Arguments a, int lower, int upper) {
    Expr before = call(head, {a[0] - Expr(1), a[1]}), after = call(head, {a[0] + Expr(1), a[1]});
    return (scale(Number(lower), before) + scale(Number(upper), after)) * half();
}
Expr derive_j(Arguments a, std::size_t i) { return i == 0 ? Expr() : mean_of_neighbours(FunctionId::BesselJ, a, 1, -1); }
Expr derive_y(Arguments a, std::size_t i) { return i == 0 ? Expr() : mean_of_neighbours(FunctionId::BesselY, a, 1, -1); }
Expr derive_i(Arguments a, std::size_t i) { return i == 0 ? Expr() : mean_of_neighbours(FunctionId::BesselI, a, 1, 1); }
Expr derive_k(Arguments a, std::size_t i) { return i == 0 ? Expr() : mean_of_neighbours(FunctionId::BesselK, a, -1, -1); }

// ── Airy functions: f'' = z·f; DLMF 9.2.3-6, 9.7 ──

/// 3^(p/6)/Γ(q/3), with a sign.
Expr airy_at_zero(int sign, std::int64_t sixths, std::int64_t thirds) {
    return scale(Number(sign), power(Expr(3), fraction(sixths, 6)) / call(FunctionId::Gamma, {fraction(thirds, 3)}));
}

Expr special_ai(Arguments a) {
    if (a[0].is_zero()) return airy_at_zero(1, -4, 2);
    if (a[0].is(ConstantId::Infinity) || is_minus_infinity(a[0])) return Expr(0);
    return Expr();
}
Expr special_bi(Arguments a) {
    if (a[0].is_zero()) return airy_at_zero(1, -1, 2);
    if (a[0].is(ConstantId::Infinity)) return a[0];
    if (is_minus_infinity(a[0])) return Expr(0);
    return Expr();
}
Expr special_ai_prime(Arguments a) {
    if (a[0].is_zero()) return airy_at_zero(-1, -2, 1);
    if (a[0].is(ConstantId::Infinity)) return Expr(0);
    return Expr();
}
Expr special_bi_prime(Arguments a) {
    if (a[0].is_zero()) return airy_at_zero(1, 1, 1);
    if (a[0].is(ConstantId::Infinity)) return a[0];
    return Expr();
}
Expr derive_ai(Arguments a, std::size_t) { return call(FunctionId::AiryAiPrime, {a[0]}); }
Expr derive_bi(Arguments a, std::size_t) { return call(FunctionId::AiryBiPrime, {a[0]}); }
Expr derive_ai_prime(Arguments a, std::size_t) { return a[0] * call(FunctionId::AiryAi, {a[0]}); }
Expr derive_bi_prime(Arguments a, std::size_t) { return a[0] * call(FunctionId::AiryBi, {a[0]}); }

constexpr std::string_view kCut = "(-∞, 0), continuous from above, unless the order is an integer";
constexpr std::string_view kLogarithmicCut = "(-∞, 0], continuous from above";

} // namespace

FunctionRecords bessel_functions() {
    static const Function records[] = {
        {.id = FunctionId::BesselJ, .latex = "J", .minimum = 2, .maximum = 2, .special = special_j, .derivative = derive_j,
         .evaluate = ball_binary<ball::bessel_j>, .conjugation = Conjugation::OffCut, .branch = kCut, .source = "DLMF 10.2.2"},
        {.id = FunctionId::BesselY, .latex = "Y", .minimum = 2, .maximum = 2, .special = special_y, .derivative = derive_y,
         .evaluate = ball_binary<ball::bessel_y>, .conjugation = Conjugation::OffCut, .branch = kLogarithmicCut, .source = "DLMF 10.2.3"},
        {.id = FunctionId::BesselI, .latex = "I", .minimum = 2, .maximum = 2, .special = special_i, .derivative = derive_i,
         .evaluate = ball_binary<ball::bessel_i>, .conjugation = Conjugation::OffCut, .branch = kCut, .source = "DLMF 10.25.2"},
        {.id = FunctionId::BesselK, .latex = "K", .minimum = 2, .maximum = 2, .special = special_k, .derivative = derive_k,
         .evaluate = ball_binary<ball::bessel_k>, .conjugation = Conjugation::OffCut, .branch = kLogarithmicCut, .source = "DLMF 10.27.4"},
        {.id = FunctionId::AiryAi, .latex = "\\operatorname{Ai}", .special = special_ai, .derivative = derive_ai,
         .evaluate = ball_unary<ball::airy_ai>, .conjugation = Conjugation::Everywhere, .branch = "none", .source = "DLMF 9.2"},
        {.id = FunctionId::AiryBi, .latex = "\\operatorname{Bi}", .special = special_bi, .derivative = derive_bi,
         .evaluate = ball_unary<ball::airy_bi>, .conjugation = Conjugation::Everywhere, .branch = "none", .source = "DLMF 9.2"},
        {.id = FunctionId::AiryAiPrime, .latex = "\\operatorname{Ai}'", .special = special_ai_prime, .derivative = derive_ai_prime,
         .evaluate = ball_unary<ball::airy_ai_prime>, .conjugation = Conjugation::Everywhere, .branch = "none", .source = "DLMF 9.2"},
        {.id = FunctionId::AiryBiPrime, .latex = "\\operatorname{Bi}'", .special = special_bi_prime, .derivative = derive_bi_prime,
         .evaluate = ball_unary<ball::airy_bi_prime>, .conjugation = Conjugation::Everywhere, .branch = "none", .source = "DLMF 9.2"},
    };
    return records;
}

} // namespace rumina::algebra
