// Comparison of expressions: constants by value, with enclosures and zero tests, everything else as relations.
#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "algebra/traversal.h"
#include "number/big_float.h"
#include "runtime/expression_operations.h"
#include "runtime/runtime.h"
#include "runtime/expression_values.h"
#include "runtime/hinted_failure.h"

namespace rumina {

using algebra::Expr;
using algebra::FunctionId;

namespace {

/// Floats are compared by their exact value.
Expr exact_value(const Expr& e) {
    if (!e.is_number() || !e.number().is_float()) return e;
    const algebra::Number& number = e.number();
    std::int64_t bits = number.precision_bits();
    return Expr(algebra::Number::gaussian(number.big_re(bits).to_rational(), number.big_im(bits).to_rational()));
}

/// The difference of two constants whose sign or zero test compares them.
Expr exact_difference(const Expr& a, const Expr& b) { return exact_value(a) - exact_value(b); }

[[noreturn]] void fail_undecided(const Value& a, const Value& b, std::string_view op, std::string_view hint) {
    auto shown = [](const Value& value) { return described(value); };
    fail(DiagnosticId::NotDecided, fmt::format("`{}` holds between {} and {}", op, shown(a), shown(b)), hint);
}

constexpr std::string_view kConstantHint = "The two may be equal: compare `N(a, 50)` and `N(b, 50)`.";
constexpr std::string_view kSymbolHint = "State what is known of the symbols: `sym x in positive` or `assume(x > 0)`.";

/// -1, 0, 1 of two real constants; nothing when it is not found out.
std::optional<int> constant_order(const Expr& a, const Expr& b) {
    if (a == b) return 0;
    return algebra::sign_of(exact_difference(a, b));
}

bool is_real_constant(const Expr& e) { return e.is_number() ? e.number().is_real() : type_of(e) != "complex"; }

FunctionId relation_head(BinaryOperator op) {
    switch (op) {
    case BinaryOperator::Equal: return FunctionId::Equal;
    case BinaryOperator::NotEqual: return FunctionId::Unequal;
    case BinaryOperator::Less: case BinaryOperator::Greater: return FunctionId::Less;
    default: return FunctionId::LessEqual;
    }
}

bool holds(BinaryOperator op, int order) {
    switch (op) {
    case BinaryOperator::Less: return order < 0;
    case BinaryOperator::LessEqual: return order <= 0;
    case BinaryOperator::Greater: return order > 0;
    default: return order >= 0;
    }
}

[[noreturn]] void refuse_order(const Value& a, const Value& b, std::string_view op) {
    fail(DiagnosticId::NotOrdered, op, type_name(a), type_name(b));
}

void require_orderable(const Value& a, const Value& b, const Expr& x, const Expr& y, std::string_view op) {
    if (is_condition(x) || is_condition(y)) refuse_order(a, b, op);
    if ((x.is_constant() && !is_real_constant(x)) || (y.is_constant() && !is_real_constant(y))) refuse_order(a, b, op);
}

/// A real float that is no double.
bool is_long_float(const Value& value) {
    if (!value.is(Tag::Expression)) return false;
    const Expr& e = value.as<ExpressionObject>()->value;
    return e.is_number() && e.number().is_real();
}
/// A number on its own.
bool is_plain(const Value& value) { return value.is_real() || is_long_float(value); }

} // namespace

bool same_expression(const Value& a, const Value& b) {
    if (a.is(Tag::Expression) && b.is(Tag::Expression) && a.as<ExpressionObject>()->value == b.as<ExpressionObject>()->value) return true;
    return is_long_float(a) ? is_plain(b) && order_of(a, b, "==") == 0 : is_long_float(b) && is_plain(a) && order_of(a, b, "==") == 0;
}

Truth expressions_equal(const Value& a, const Value& b) {
    Expr x = expression_of(a), y = expression_of(b);
    if (x == y) return Truth::Yes;
    if (is_condition(x) || is_condition(y)) return Truth::No; // conditions are compared as they stand
    if (!x.is_constant() || !y.is_constant()) return Truth::Unknown;
    if (x.has_infinity() || y.has_infinity()) return Truth::No;
    Truth zero = algebra::zero_test(exact_difference(x, y));
    if (zero == Truth::Unknown) fail_undecided(a, b, "==", kConstantHint);
    return zero;
}

int order_of(const Value& a, const Value& b, std::string_view op) {
    Expr x = expression_of(a), y = expression_of(b);
    require_orderable(a, b, x, y, op);
    if (x == y) return 0;
    if (x.is_constant() && y.is_constant()) {
        if (std::optional<int> order = constant_order(x, y)) return *order;
        fail_undecided(a, b, op, kConstantHint);
    }
    Expr difference = y - x;
    if (algebra::has_property(difference, algebra::Property::Positive) == Truth::Yes) return -1;
    if (algebra::has_property(difference, algebra::Property::Negative) == Truth::Yes) return 1;
    fail_undecided(a, b, op, kSymbolHint);
}

Value compare_expressions(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b) {
    bool equation = op == BinaryOperator::Equal || op == BinaryOperator::NotEqual;
    if (equation) {
        Truth truth = expressions_equal(a, b);
        if (truth != Truth::Unknown) return Value::of_bool((truth == Truth::Yes) == (op == BinaryOperator::Equal));
    }
    Expr x = expression_of(a), y = expression_of(b);
    if (!equation) {
        std::string_view name = spelling(op);
        require_orderable(a, b, x, y, name);
        if (x == y) return Value::of_bool(holds(op, 0));
        if (x.is_constant() && y.is_constant()) return Value::of_bool(holds(op, order_of(a, b, name)));
    }
    if (op == BinaryOperator::Greater || op == BinaryOperator::GreaterEqual) std::swap(x, y);
    return value_of(runtime, algebra::apply_function(relation_head(op), {x, y}));
}

bool expression_truth(const Value& value) {
    const Expr& e = value.as<ExpressionObject>()->value;
    if (is_condition(e)) {
        Truth truth = algebra::decide_condition(e);
        if (truth != Truth::Unknown) return truth == Truth::Yes;
        fail(DiagnosticId::NotDecided, "this condition holds", kSymbolHint);
    }
    // Everything but zero counts as true. An expression that is not the number 0 is zero only if its constructor could
    // not tell.
    if (!e.is_constant() || e.has_infinity()) return true;
    Truth zero = algebra::zero_test(e);
    if (zero == Truth::Unknown) fail(DiagnosticId::NotDecided, "this constant is zero", kConstantHint);
    return zero == Truth::No;
}

namespace {

/// A value the symbol may have: the i-th of a fixed sequence of rationals, as its assumptions allow.
Rational sample(const Expr& symbol, std::size_t i) {
    constexpr std::int64_t kNumerators[] = {17, -13, 29, -31, 43, 7, -19, 37};
    algebra::Properties known = algebra::Assumptions::current().of(symbol);
    std::int64_t numerator = kNumerators[i % std::size(kNumerators)];
    if (known.has(algebra::Property::Nonnegative)) numerator = std::abs(numerator);
    if (known.has(algebra::Property::Nonpositive)) numerator = -std::abs(numerator);
    std::int64_t denominator = known.has(algebra::Property::Integer) ? 1 : 11;
    return Rational::make(Integer(numerator), Integer(denominator));
}

/// Whether e is certainly not zero at one of a few points.
bool is_nonzero_somewhere(const Expr& e) {
    constexpr std::size_t kPoints = 4;
    constexpr std::int64_t kPrecision = 128;
    std::vector<Expr> symbols = algebra::free_symbols(e);
    for (std::size_t point = 0; point < kPoints; ++point) {
        algebra::Point values;
        for (std::size_t i = 0; i < symbols.size(); ++i)
            values.emplace_back(symbols[i], Ball::rational(sample(symbols[i], point + 3 * i), kPrecision));
        if (algebra::enclose_at(e, values, kPrecision).nonzero()) return true; // what is not finite contains zero
    }
    return false;
}

} // namespace

namespace {

/// Other forms of what polynomials did not decide.
Expr simplified(const Expr& e, Equivalence::Profile profile) {
    switch (profile) {
    case Equivalence::Profile::Full: return algebra::simplify(e);
    case Equivalence::Profile::Core: return e;
    case Equivalence::Profile::Trigonometric: return algebra::trigsimp(e);
    case Equivalence::Profile::Exponential: return algebra::expand(algebra::powsimp(algebra::logcombine(e)));
    }
    return e;
}

} // namespace

Truth equal_everywhere(const Expr& a, const Expr& b, const Equivalence& means) {
    if (a == b) return Truth::Yes;
    if (is_condition(a) || is_condition(b) || a.has_infinity() || b.has_infinity()) return Truth::Unknown;
    Expr difference = exact_difference(a, b);
    if (difference.is_constant()) return algebra::zero_test(difference);
    if (is_nonzero_somewhere(difference)) return Truth::No;
    try {
        Expr expanded = algebra::expand(difference);
        if (means.growth != 0 && expanded.leaves() > std::uint64_t{means.growth} * (a.leaves() + b.leaves())) return Truth::Unknown;
        if (!expanded.is_zero() && !expanded.is_constant()) expanded = algebra::numerator(algebra::together(expanded));
        if (!expanded.is_constant()) expanded = simplified(difference, means.profile);
        if (expanded.is_constant()) return algebra::zero_test(expanded);
    } catch (const Failure& failure) {
        // Too large to be multiplied out: not found out. Limits of the program stay its limits.
        if (failure.diagnostic.id != DiagnosticId::TooManyTerms && failure.diagnostic.id != DiagnosticId::TooLarge &&
            failure.diagnostic.id != DiagnosticId::NumberTooLarge && failure.diagnostic.id != DiagnosticId::NotDecided)
            throw;
    }
    return Truth::Unknown;
}

Truth equal_within_budget(Runtime& runtime, const Expr& a, const Expr& b) {
    const Equivalence& means = runtime.equivalence;
    if (means.depth != 0 && std::max(a.depth(), b.depth()) > means.depth) return Truth::Unknown;
    if (means.steps == 0) return equal_everywhere(a, b, means);
    struct Allowance {
        Runtime& runtime;
        std::uint64_t left;
        bool spent = false;
        explicit Allowance(Runtime& r) : runtime(r), left(r.equivalence.steps) {
            algebra::set_work_poll(
                [](void* self, std::uint64_t units) {
                    auto& allowance = *static_cast<Allowance*>(self);
                    allowance.runtime.poll_work(units);
                    allowance.spent = allowance.left < units;
                    if (allowance.spent) fail(DiagnosticId::StepLimit, allowance.runtime.equivalence.steps);
                    allowance.left -= units;
                },
                this);
        }
        ~Allowance() { runtime.make_current(); } // its own poll again
    } allowance(runtime);
    try {
        return equal_everywhere(a, b, means);
    } catch (const Failure&) {
        if (allowance.spent) return Truth::Unknown;
        throw;
    }
}

bool provably_equal(Runtime& runtime, const Value& a, const Value& b) {
    return equal_within_budget(runtime, expression_of(a), expression_of(b)) == Truth::Yes;
}

Value both(Runtime& runtime, const Value& a, const Value& b) {
    if (!is_condition(a)) return truthy(a) ? (is_condition(b) ? b : Value::of_bool(truthy(b))) : Value::of_bool(false);
    if (!is_condition(b)) return truthy(b) ? a : Value::of_bool(false);
    return value_of(runtime, algebra::apply_function(FunctionId::And, {expression_of(a), expression_of(b)}));
}

Value either(Runtime& runtime, const Value& a, const Value& b) {
    if (!is_condition(a)) return truthy(a) ? Value::of_bool(true) : (is_condition(b) ? b : Value::of_bool(truthy(b)));
    if (!is_condition(b)) return truthy(b) ? Value::of_bool(true) : a;
    return value_of(runtime, algebra::apply_function(FunctionId::Or, {expression_of(a), expression_of(b)}));
}

Value negation(Runtime& runtime, const Value& a) {
    if (!is_condition(a)) return Value::of_bool(!truthy(a));
    return value_of(runtime, algebra::apply_function(FunctionId::Not, {expression_of(a)}));
}

} // namespace rumina
