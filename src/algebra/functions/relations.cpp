// Relations, the connectives between them, and piecewise values. Relations of constants are decided: by value, a float
// counting as the rational it is; UndecidedError when that fails. With symbols they stay, except x == x and sides that
// differ by a number. Order relations are between real numbers. Rigorous values: 1 for true, 0 for false.
#include <algorithm>
#include <cstdint>

#include "algebra/functions/constant_parts.h"
#include "algebra/functions/registry.h"
#include "algebra/numeric.h"
#include "algebra/traversal.h"
#include "diagnostics/diagnostic.h"
#include "number/ball.h"

namespace rumina::algebra {
namespace {

Expr truth(bool value) { return make_function(value ? FunctionId::True : FunctionId::False, {}); }
bool is_true(const Expr& e) { return e.is(FunctionId::True); }
bool is_false(const Expr& e) { return e.is(FunctionId::False); }

bool is_condition(const Expr& e) { return e.is(NodeKind::Function) && function(e.function_id()).condition; }

/// Numbers have differences; conditions and lists have none.
bool is_numeric(const Expr& e) { return !is_condition(e) && !e.is(FunctionId::List); }

/// Floats as the rationals they are.
Expr exact_form(const Expr& e) {
    if (!e.has_floats()) return e;
    auto exact = [](const Number& n) {
        if (!n.is_float()) return n;
        return Number::gaussian(Rational::from_double(n.float_re()), Rational::from_double(n.float_im()));
    };
    return map_bottom_up(e, [&](const Expr& part) {
        if (part.is_number()) return Expr(exact(part.number()));
        if (part.is_mul() && part.coefficient().is_float()) return Expr(exact(part.coefficient())) * part.without_coefficient();
        if (part.is_add()) {
            SumBuilder sum;
            sum.add(exact(part.constant_part()));
            for (const Term& t : part.terms()) sum.add(t.term, exact(t.coefficient));
            return sum.finish();
        }
        return part;
    });
}

[[noreturn]] void undecided(std::string_view what) {
    fail(DiagnosticId::NotDecided, what, "The two sides agree as far as they were computed.");
}

/// Whether a and b are equal, where that is decided without knowing their symbols.
Truth equality(const Expr& a, const Expr& b) {
    if (a == b) return Truth::Yes;
    if (is_condition(a) && is_condition(b) && a.is_constant() && b.is_constant())
        return (is_true(a) && is_false(b)) || (is_false(a) && is_true(b)) ? Truth::No : Truth::Unknown;
    if (!is_numeric(a) || !is_numeric(b)) return Truth::Unknown;
    if (a.has_infinity() || b.has_infinity()) {
        if (infinite_sign(a) != 0 && infinite_sign(b) != 0) return truth_of(infinite_sign(a) == infinite_sign(b));
        bool finite = (infinite_sign(a) != 0 && !b.has_infinity() && b.is_constant()) ||
                      (infinite_sign(b) != 0 && !a.has_infinity() && a.is_constant());
        return finite ? Truth::No : Truth::Unknown;
    }
    Expr difference = exact_form(a) - exact_form(b);
    if (difference.is_number()) return truth_of(difference.number().is_zero());
    if (!difference.is_constant()) return Truth::Unknown;
    Truth zero = zero_test(difference);
    if (zero == Truth::Unknown && a.is_constant() && b.is_constant()) undecided("these constants are equal");
    return zero;
}

Expr relation_node(FunctionId head, Arguments a) { return make_function(head, a); }

Expr equal_special(Arguments a) {
    Truth t = equality(a[0], a[1]);
    return t == Truth::Unknown ? Expr() : truth(t == Truth::Yes);
}
Expr unequal_special(Arguments a) {
    Truth t = equality(a[0], a[1]);
    return t == Truth::Unknown ? Expr() : truth(t == Truth::No);
}

/// Sign of a - b; nothing when it depends on symbols.
std::optional<int> order_of(FunctionId head, const Expr& a, const Expr& b) {
    for (const Expr* side : {&a, &b}) {
        if (!is_numeric(*side)) fail(DiagnosticId::OutsideDomain, fmt::format("`{}`", name_of(head)), "conditions and lists");
        if (side->is_constant() && !side->has_infinity() && is_real(*side) == Truth::No)
            fail(DiagnosticId::OutsideDomain, fmt::format("`{}`", name_of(head)), "complex numbers");
    }
    if (a == b) return 0;
    int first = infinite_sign(a), second = infinite_sign(b);
    if (first != 0 || second != 0) {
        if (a.is_constant() && b.is_constant()) return first > second ? 1 : first < second ? -1 : 0;
        return std::nullopt;
    }
    if (a.has_infinity() || b.has_infinity()) return std::nullopt;
    Expr difference = exact_form(a) - exact_form(b);
    if (!difference.is_constant()) return std::nullopt;
    std::optional<int> sign = sign_of(difference);
    if (!sign && a.is_constant() && b.is_constant()) undecided("which of these constants is less");
    return sign;
}

Expr less_special(Arguments a) {
    std::optional<int> order = order_of(FunctionId::Less, a[0], a[1]);
    return order ? truth(*order < 0) : Expr();
}
Expr less_equal_special(Arguments a) {
    std::optional<int> order = order_of(FunctionId::LessEqual, a[0], a[1]);
    return order ? truth(*order <= 0) : Expr();
}

Expr negation(const Expr& condition) { return apply_function(FunctionId::Not, {condition}); }

Expr not_special(Arguments a) {
    const Expr& c = a[0];
    if (!c.is(NodeKind::Function)) return Expr();
    auto parts = c.arguments();
    switch (c.function_id()) {
    case FunctionId::True: return truth(false);
    case FunctionId::False: return truth(true);
    case FunctionId::Not: return parts[0];
    case FunctionId::Equal: return relation_node(FunctionId::Unequal, parts);
    case FunctionId::Unequal: return relation_node(FunctionId::Equal, parts);
    case FunctionId::Less: return apply_function(FunctionId::LessEqual, {parts[1], parts[0]});
    case FunctionId::LessEqual: return apply_function(FunctionId::Less, {parts[1], parts[0]});
    case FunctionId::And: case FunctionId::Or: { // De Morgan
        std::vector<Expr> negated;
        for (const Expr& part : parts) negated.push_back(negation(part));
        return apply_function(c.is(FunctionId::And) ? FunctionId::Or : FunctionId::And, negated);
    }
    default: return Expr();
    }
}

/// `and` (neutral element true) and `or` (false): flat, sorted, without repetition; a condition and its negation decide.
Expr connective(FunctionId self, Arguments a) {
    bool conjunction = self == FunctionId::And;
    std::vector<Expr> parts;
    for (const Expr& c : a) {
        if (c.is(self)) parts.insert(parts.end(), c.arguments().begin(), c.arguments().end());
        else if (conjunction ? is_false(c) : is_true(c)) return c;
        else if (!(conjunction ? is_true(c) : is_false(c))) parts.push_back(c);
    }
    std::sort(parts.begin(), parts.end(), StructuralLess());
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    for (const Expr& c : parts)
        if (std::binary_search(parts.begin(), parts.end(), negation(c), StructuralLess())) return truth(!conjunction);
    if (parts.empty()) return truth(conjunction);
    if (parts.size() == 1) return parts.front();
    return make_function(self, parts);
}

Expr and_special(Arguments a) { return connective(FunctionId::And, a); }
Expr or_special(Arguments a) { return connective(FunctionId::Or, a); }

/// v1, c1, v2, c2, …, otherwise: the first value whose condition holds. Without `otherwise` (an even number of
/// arguments) it has no value elsewhere.
Expr piecewise_special(Arguments a) {
    struct Branch {
        Expr value, condition;
    };
    std::vector<Branch> branches;
    Expr otherwise = a.size() % 2 == 1 ? a.back() : Expr();
    for (std::size_t i = 0; i + 1 < a.size(); i += 2) {
        const Expr &value = a[i], &condition = a[i + 1];
        if (is_false(condition)) continue;
        if (is_true(condition)) {
            otherwise = value;
            break;
        }
        bool met_before = std::any_of(branches.begin(), branches.end(), [&](const Branch& b) { return b.condition == condition; });
        if (met_before) continue;
        if (!branches.empty() && branches.back().value == value)
            branches.back().condition = apply_function(FunctionId::Or, {branches.back().condition, condition});
        else branches.push_back({value, condition});
        if (is_true(branches.back().condition)) {
            otherwise = value;
            branches.pop_back();
            break;
        }
    }
    while (otherwise && !branches.empty() && branches.back().value == otherwise) branches.pop_back();
    if (branches.empty()) {
        if (!otherwise) fail(DiagnosticId::OutsideDomain, "`piecewise`", "a point where none of its conditions holds");
        return otherwise;
    }
    std::vector<Expr> arguments;
    for (const Branch& b : branches) arguments.push_back(b.value), arguments.push_back(b.condition);
    if (otherwise) arguments.push_back(otherwise);
    return make_function(FunctionId::Piecewise, arguments);
}

/// With respect to a value: 1 where that value is taken. Conditions are constant between their steps.
Expr piecewise_derivative(Arguments a, std::size_t i) {
    bool is_value = i % 2 == 0;
    if (!is_value) return Expr(0);
    std::vector<Expr> arguments(a.begin(), a.end());
    for (std::size_t k = 0; k < a.size(); k += 2) arguments[k] = Expr(k == i ? 1 : 0);
    return apply_function(FunctionId::Piecewise, arguments);
}

// ── rigorous values ──

Ball ball_of(Truth t) { return t == Truth::Unknown ? Ball::indeterminate() : Ball(t == Truth::Yes ? 1 : 0); }
Truth truth_of_ball(const Ball& b) {
    if (!b.is_finite() || !b.is_exact()) return Truth::Unknown;
    return b.is_zero() ? Truth::No : Truth::Yes;
}

Truth equality_of(const Ball& a, const Ball& b) {
    if (!a.is_finite() || !b.is_finite()) return Truth::Unknown;
    if (!a.overlaps(b)) return Truth::No;
    return a.is_exact() && b.is_exact() ? Truth::Yes : Truth::Unknown;
}
/// compare_real, for balls that are real.
std::optional<int> order_of_balls(const Ball& a, const Ball& b) {
    if (!a.is_finite() || !b.is_finite() || !a.is_real() || !b.is_real()) return std::nullopt;
    return compare_real(a, b);
}

Ball equal_ball(std::span<const Ball> a, std::int64_t) { return ball_of(equality_of(a[0], a[1])); }
Ball unequal_ball(std::span<const Ball> a, std::int64_t) { return ball_of(!equality_of(a[0], a[1])); }
Ball less_ball(std::span<const Ball> a, std::int64_t) {
    std::optional<int> order = order_of_balls(a[0], a[1]);
    return ball_of(order ? truth_of(*order < 0) : Truth::Unknown);
}
Ball less_equal_ball(std::span<const Ball> a, std::int64_t) {
    std::optional<int> order = order_of_balls(a[0], a[1]);
    return ball_of(order ? truth_of(*order <= 0) : Truth::Unknown);
}
Ball and_ball(std::span<const Ball> a, std::int64_t) {
    Truth t = Truth::Yes;
    for (const Ball& b : a) t = t && truth_of_ball(b);
    return ball_of(t);
}
Ball or_ball(std::span<const Ball> a, std::int64_t) {
    Truth t = Truth::No;
    for (const Ball& b : a) t = t || truth_of_ball(b);
    return ball_of(t);
}
Ball not_ball(std::span<const Ball> a, std::int64_t) { return ball_of(!truth_of_ball(a[0])); }
Ball true_ball(std::span<const Ball>, std::int64_t) { return Ball(1); }
Ball false_ball(std::span<const Ball>, std::int64_t) { return Ball(0); }

/// The value of the first branch that holds; where conditions are not decided, the hull of all that may be taken.
Ball piecewise_ball(std::span<const Ball> a, std::int64_t precision) {
    std::optional<Ball> hull;
    auto take = [&](const Ball& value) { hull = hull ? Ball::hull(*hull, value, precision) : value; };
    for (std::size_t i = 0; i + 1 < a.size(); i += 2) {
        Truth holds = truth_of_ball(a[i + 1]);
        if (holds == Truth::No) continue;
        if (!a[i].is_finite()) return Ball::indeterminate();
        take(a[i]);
        if (holds == Truth::Yes) return *hull;
    }
    if (a.size() % 2 == 0 || !a.back().is_finite()) return Ball::indeterminate();
    take(a.back());
    return *hull;
}

constexpr Function relation(FunctionId id, std::string_view latex, Expr (*special)(Arguments), Ball (*evaluate)(std::span<const Ball>, std::int64_t)) {
    return {.id = id, .latex = latex, .minimum = 2, .maximum = 2, .special = special, .evaluate = evaluate, .condition = true};
}

constexpr Function kFunctions[] = {
    relation(FunctionId::Equal, "=", equal_special, equal_ball),
    relation(FunctionId::Unequal, "\\neq", unequal_special, unequal_ball),
    relation(FunctionId::Less, "<", less_special, less_ball),
    relation(FunctionId::LessEqual, "\\leq", less_equal_special, less_equal_ball),
    {.id = FunctionId::And, .latex = "\\wedge", .minimum = 0, .maximum = Function::kAny, .special = and_special, .evaluate = and_ball, .condition = true},
    {.id = FunctionId::Or, .latex = "\\vee", .minimum = 0, .maximum = Function::kAny, .special = or_special, .evaluate = or_ball, .condition = true},
    {.id = FunctionId::Not, .latex = "\\neg", .special = not_special, .evaluate = not_ball, .condition = true},
    {.id = FunctionId::True, .latex = "\\text{true}", .minimum = 0, .maximum = 0, .evaluate = true_ball, .condition = true},
    {.id = FunctionId::False, .latex = "\\text{false}", .minimum = 0, .maximum = 0, .evaluate = false_ball, .condition = true},
    {
        .id = FunctionId::Piecewise, .latex = "\\begin{cases}", .maximum = Function::kAny, .special = piecewise_special,
        .derivative = piecewise_derivative, .evaluate = piecewise_ball, .branch = "as its values and conditions", .source = "value of the first condition that holds",
    },
};

} // namespace

FunctionRecords relation_functions() { return kFunctions; }

} // namespace rumina::algebra
