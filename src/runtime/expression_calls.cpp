#include "runtime/expression_calls.h"

#include <string>

#include <fmt/format.h>

#include "algebra/binders.h"
#include "algebra/declared_symbols.h"
#include "algebra/functions/function.h"
#include "algebra/traversal.h"
#include "base/utf8.h"
#include "runtime/hinted_failure.h"

namespace rumina {
namespace {

using algebra::FunctionId;
using Value = algebra::Expr;

/// Heads that are written in another way than as a call of their name.
bool has_own_syntax(FunctionId head) {
    switch (head) {
    case FunctionId::Equal: case FunctionId::Unequal: case FunctionId::Less: case FunctionId::LessEqual: case FunctionId::And:
    case FunctionId::Or: case FunctionId::Not: case FunctionId::True: case FunctionId::False: case FunctionId::Apply:
    case FunctionId::List: return true;
    default: return false;
    }
}

/// Names besides those of functions.def.
constexpr std::string_view kOtherNames[] = {"sqrt", "exp",  "ln",   "log10",           "log2",          "log1p",       "expm1",
                                            "root", "cbrt", "pow",  "differentiate",   "cas_differentiate", "logBASE", "hypot"};

/// Other names of heads, as the library has them.
struct HeadAlias {
    std::string_view name, head;
};
constexpr HeadAlias kHeadAliases[] = {{"arcsin", "asin"},   {"arccos", "acos"},   {"arctan", "atan"},   {"arccot", "acot"},      {"arcsec", "asec"},
                                      {"arccsc", "acsc"},   {"arcsinh", "asinh"}, {"arccosh", "acosh"}, {"arctanh", "atanh"},    {"arccoth", "acoth"},
                                      {"arcsech", "asech"}, {"arccsch", "acsch"}, {"nCr", "binomial"},  {"LambertW", "lambertw"}, {"lambert_w", "lambertw"},
                                      {"besselj", "bessel_j"}, {"bessely", "bessel_y"}, {"besseli", "bessel_i"},
                                      {"besselk", "bessel_k"}, {"airyai", "airy_ai"}, {"airybi", "airy_bi"},
                                      {"airyaiprime", "airy_ai_prime"}, {"airybiprime", "airy_bi_prime"}, {"legendre", "legendre_p"},
                                      {"chebyshev", "chebyshev_t"}, {"fresnels", "fresnel_s"}, {"fresnelc", "fresnel_c"}};

bool find_head(std::string_view name, std::size_t arguments, FunctionId& head) {
    for (const HeadAlias& alias : kHeadAliases)
        if (alias.name == name) name = alias.head;
    // Two-argument forms of the library that are heads of their own.
    if (name == "gamma" && arguments == 2) name = "upper_gamma";
    if (name == "zeta" && arguments == 2) name = "hurwitz_zeta";
    return algebra::find_function(name, head) && !has_own_syntax(head);
}

/// A letter with an optional number: what may be applied without being known.
bool is_letter(std::string_view name) {
    std::size_t offset = 0;
    utf8::decode(name, offset);
    for (; offset < name.size(); ++offset)
        if (name[offset] < '0' || name[offset] > '9') return false;
    return true;
}

std::string counted(std::size_t least, std::size_t most) {
    if (least == most) return fmt::format("{} argument{}", least, least == 1 ? "" : "s");
    return fmt::format("{} to {} arguments", least, most);
}

Value golden_ratio() { return (Value(1) + algebra::sqrt(Value(5))) / Value(2); }

} // namespace

std::optional<Value> constant_named(std::string_view name) {
    if (name == "pi") return algebra::pi();
    if (name == "e") return algebra::euler_e();
    if (name == "i") return algebra::imaginary_unit();
    if (name == "inf" || name == "infinity") return algebra::infinity();
    if (name == "phi" || name == "φ") return golden_ratio();
    if (name == "EulerGamma") return algebra::constant(algebra::ConstantId::EulerGamma);
    if (name == "Catalan") return algebra::constant(algebra::ConstantId::Catalan);
    return std::nullopt;
}

void refuse_constant_name(std::string_view name) {
    if (constant_named(name)) fail(DiagnosticId::ConstantAsSymbol, name);
}

Value operator_power(const Value& base, const Value& exponent) {
    if (base.is_number() && exponent.is_number() && base.number().is_rational() && exponent.number().is_rational()) {
        Rational power = exponent.number().rational();
        if (base.number().sign() < 0 && !power.is_integer() && power.denominator().is_odd()) {
            Value root = algebra::power(algebra::negate(base), exponent);
            return power.numerator().is_odd() ? algebra::negate(root) : root;
        }
    }
    return algebra::power(base, exponent);
}

void ExpressionCall::expect(std::size_t least, std::size_t most) {
    if (arguments.size() >= least && arguments.size() <= most) return;
    fail(DiagnosticId::WrongArgumentCount, fmt::format("{}: ", name), counted(least, most), arguments.size());
}

std::vector<Value> ExpressionCall::lower_all() {
    std::vector<Value> values;
    values.reserve(arguments.size());
    for (const Expr* argument : arguments) values.push_back(context.lower(*argument));
    return values;
}

Value ExpressionCall::build() {
    if (std::optional<Value> value = elementary()) return *value;
    if (std::optional<Value> value = form()) return *value;
    FunctionId head;
    if (find_head(name, arguments.size(), head)) return algebra::apply_function(head, lower_all());
    if (std::optional<Value> constant = constant_named(name)) { // pi() and e()
        if (arguments.empty()) return *constant;
        context.refuse(span, fmt::format("a call of the constant `{}` is", name), "Write `*` for a product.");
    }
    if (is_letter(name) || algebra::is_declared_symbol(algebra::symbol(name))) { // `sym name` says what it is
        std::vector<Value> parts{algebra::symbol(name)};
        for (const Expr* argument : arguments) parts.push_back(context.lower(*argument));
        if (parts.size() > 1) return algebra::apply_function(FunctionId::Apply, parts);
        context.refuse(span, "an application to nothing is", "");
    }
    std::vector<std::string_view> known(std::begin(kOtherNames), std::end(kOtherNames));
    for (std::size_t i = 0; i < algebra::kFunctionCount; ++i)
        if (auto id = static_cast<FunctionId>(i); !has_own_syntax(id)) known.push_back(algebra::name_of(id));
    fail_with_hint(DiagnosticId::UndefinedVariable, did_you_mean(name, known), name);
}

/// Functions that are no heads: powers and logarithms to a base.
std::optional<Value> ExpressionCall::elementary() {
    auto one = [&] {
        expect(1, 1);
        return lower(0);
    };
    auto log = [](const Value& x) { return algebra::apply_function(FunctionId::Log, {x}); };
    auto log_to = [&](const Value& base, const Value& x) { return log(x) / log(base); };
    if (name == "sqrt") return algebra::sqrt(one());
    if (name == "exp") return algebra::exp(one());
    if (name == "expm1") return algebra::exp(one()) - Value(1);
    if (name == "ln") return log(one());
    if (name == "log1p") return log(Value(1) + one());
    if (name == "log10") return log_to(Value(10), one());
    if (name == "log2") return log_to(Value(2), one());
    if (name == "cbrt") return algebra::apply_function(FunctionId::RealRoot, {one(), Value(3)});
    if (name == "log" && arguments.size() == 2) return log_to(lower(1), lower(0));
    if (name == "logBASE" || name == "logb") {
        expect(2, 2);
        return log_to(lower(0), lower(1));
    }
    if (name == "root") {
        expect(2, 2);
        return algebra::power(lower(0), Value(1) / lower(1));
    }
    if (name == "pow") {
        expect(2, 2);
        return operator_power(lower(0), lower(1));
    }
    if (name == "hypot") {
        expect(2, 2);
        return algebra::sqrt(algebra::power(lower(0), Value(2)) + algebra::power(lower(1), Value(2)));
    }
    return std::nullopt;
}

/// Forms with a variable of their own.
std::optional<Value> ExpressionCall::form() {
    if (name == "diff" || name == "differentiate" || name == "cas_differentiate") return derivative();
    if (name == "integrate" || name == "definite_integral") {
        if (arguments.size() == 4) return with_bound(FunctionId::Integral);
        if (name == "integrate" && arguments.size() == 2) {
            Value x = context.variable(*arguments[1]);
            return algebra::apply_function(FunctionId::IndefiniteIntegral, {lower(0), x});
        }
        expect(name == "integrate" ? 2 : 4, name == "integrate" ? 2 : 4);
    }
    if (name == "sum" || name == "product") {
        expect(4, 4);
        return with_bound(name == "sum" ? FunctionId::Sum : FunctionId::Product);
    }
    if (name == "subs") {
        expect(3, 3);
        Value t = context.variable(*arguments[1]);
        return algebra::apply_function(FunctionId::Substitution, {algebra::abstract(lower(0), t), lower(2)});
    }
    if (name == "limit") return limit();
    if (name == "rootof") return root_of();
    if (name == "rootsum") return root_sum();
    return std::nullopt;
}

Value ExpressionCall::with_bound(FunctionId head) {
    Value x = context.variable(*arguments[1]);
    return algebra::apply_function(head, {algebra::abstract(lower(0), x), lower(2), lower(3)});
}

/// diff(f, x), diff(f, x, 2), diff(f, x, 2, y)
Value ExpressionCall::derivative() {
    expect(2, SIZE_MAX);
    std::vector<Value> parts{lower(0)};
    for (std::size_t i = 1; i < arguments.size();) {
        parts.push_back(context.variable(*arguments[i++]));
        const auto* count = i < arguments.size() ? try_as<NumberExpr>(arguments[i]) : nullptr;
        parts.push_back(count != nullptr ? lower(i++) : Value(1));
        if (!parts.back().is_integer() || parts.back().number().sign() <= 0)
            context.refuse(arguments[i - 1]->span, "this is", "", "order of a derivative");
    }
    return algebra::apply_function(FunctionId::Derivative, parts);
}

Value ExpressionCall::limit() {
    expect(3, 4);
    int direction = 0;
    if (arguments.size() == 4) {
        const auto* side = try_as<StringExpr>(arguments[3]);
        if (side == nullptr || (side->value != "+" && side->value != "-"))
            context.refuse(arguments[3]->span, "this is", "Write \"+\" or \"-\".", "side of a limit");
        direction = side->value == "+" ? 1 : -1;
    }
    Value x = context.variable(*arguments[1]);
    return algebra::apply_function(FunctionId::Limit, {algebra::abstract(lower(0), x), lower(2), Value(direction)});
}

Value ExpressionCall::root_of() {
    expect(2, 2);
    Value polynomial = lower(0);
    std::vector<Value> symbols = algebra::free_symbols(polynomial);
    if (symbols.size() != 1) context.refuse(arguments[0]->span, "this is", "", "polynomial in one variable");
    return algebra::apply_function(FunctionId::RootOf, {algebra::abstract(polynomial, symbols[0]), lower(1)});
}

/// rootsum(p, |t| f): p and f in t
Value ExpressionCall::root_sum() {
    expect(2, 2);
    const auto* lambda = try_as<LambdaExpr>(arguments[1]);
    if (lambda == nullptr || lambda->function->parameters.size() != 1 || lambda->function->expression == nullptr)
        context.refuse(arguments[1]->span, "this is", "Write `rootsum(p, |t| f)` with p and f in t.", "function of one variable");
    Value t = algebra::symbol(context.name_text(lambda->function->parameters[0].name));
    Value body = context.lower(*lambda->function->expression);
    return algebra::apply_function(FunctionId::RootSum, {algebra::abstract(lower(0), t), algebra::abstract(body, t)});
}

} // namespace rumina
