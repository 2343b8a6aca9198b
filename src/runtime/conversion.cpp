// Literals, declared types, and conversion between kinds.
#include <cmath>

#include <fmt/format.h>

#include "algebra/numeric.h"
#include "number/real.h"
#include "runtime/expression_values.h"
#include "runtime/kinds.h"
#include "runtime/number_values.h"
#include "runtime/operations.h"
#include "runtime/range_values.h"
#include "syntax/nodes.h"

namespace rumina {
namespace {

Value to_integer(Runtime& runtime, const Value& value, std::string_view type);
Value to_rational(Runtime& runtime, const Value& value, std::string_view type);
Value to_number(Runtime& runtime, const Value& value, std::string_view type);
Value to_float(Runtime& runtime, const Value& value, std::string_view type);
Value to_bool(Runtime& runtime, const Value& value, std::string_view type);
Value to_string(Runtime& runtime, const Value& value, std::string_view type);
Value to_array(Runtime& runtime, const Value& value, std::string_view type);
Value to_vector(Runtime& runtime, const Value& value, std::string_view type);
Value to_matrix(Runtime& runtime, const Value& value, std::string_view type);
Value to_table(Runtime& runtime, const Value& value, std::string_view type);
Value to_set(Runtime& runtime, const Value& value, std::string_view type);
Value to_struct(Runtime& runtime, const Value& value, std::string_view type);

struct TypeRow {
    std::string_view text;  ///< its name in messages
    std::string_view names; ///< all names in declarations, between spaces
    KindMask mask;
    Value (*convert)(Runtime&, const Value&, std::string_view type); ///< null: only values that have the type already
    std::string_view expressions = {}; ///< what typeof may say of an Expression of this type; empty: anything
};

constexpr TypeRow kTypes[] = {
    {"", "", 0, nullptr}, // 0 is "unknown"
    {"int", " int Int integer Integer ", kinds::integer, to_integer},
    {"bigint", " bigint BigInt ", kinds::integer, to_integer},
    {"rational", " rational Rational frac Frac fraction Fraction ", kinds::rational, to_rational},
    {"number", " number Number num Num ", kinds::number, to_number},
    {"real", " real Real ", kinds::number, to_number, "irrational float"},
    {"complex", " complex Complex ", kinds::number, to_number},
    {"irrational", " irrational Irrational ", bit(Tag::Expression), nullptr, "irrational"},
    {"symbolic", " symbolic Symbolic expression Expression ", bit(Tag::Expression), nullptr},
    {"float", " float Float ", bit(Tag::Float) | bit(Tag::Expression), to_float, "float"},
    {"bool", " bool Bool ", bit(Tag::Bool), to_bool},
    {"string", " string String text Text ", bit(Tag::String), to_string},
    {"array", " array Array ", bit(Tag::Array), to_array},
    {"vec", " vec Vec vector Vector ", bit(Tag::Vector), to_vector},
    {"mat", " mat Mat matrix Matrix ", bit(Tag::Matrix), to_matrix},
    {"table", " table Table ", bit(Tag::Table), to_table},
    {"set", " set Set ", bit(Tag::Set), to_set},
    {"struct", " struct Struct ", bit(Tag::Struct), to_struct},
    {"function", " function Function func Func ", kinds::function, nullptr},
    {"range", " range Range ", bit(Tag::Range), nullptr},
    {"null", " null Null ", bit(Tag::Null), nullptr},
    {"any", " any Any expr Expr ", kinds::any | bit(Tag::Unset), nullptr},
    {"module", " module Module ", bit(Tag::Module), nullptr},
    {"error", " error Error ", bit(Tag::Error), nullptr},
};

[[noreturn]] void fail_convert(const Value& value, std::string_view type) {
    fail(DiagnosticId::CannotConvert, described(value), type);
}

[[noreturn]] void fail_parse(const Value& text, std::string_view type) {
    std::string shown(text_of(text));
    constexpr std::size_t longest = 40;
    if (shown.size() > longest)
        shown =
            std::string(text.as<StringObject>()->slice(0, std::min<std::uint32_t>(longest, text.as<StringObject>()->length))) +
            "…";
    fail(DiagnosticId::CannotParse, shown, type);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view white = " \t\r\n\v\f";
    std::size_t begin = text.find_first_not_of(white);
    return begin == std::string_view::npos ? std::string_view{} : text.substr(begin, text.find_last_not_of(white) - begin + 1);
}

// ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────

/// A real constant without symbols; CannotConvert for other expressions.
const algebra::Expr& real_constant(const Value& value, std::string_view type) {
    std::string_view kind = type_name(value);
    if (kind != "irrational" && kind != "float") fail_convert(value, type);
    return value.as<ExpressionObject>()->value;
}

/// Towards zero.
algebra::Expr integer_part(const algebra::Expr& x) {
    std::optional<int> sign = algebra::sign_of(x);
    return algebra::apply_function(sign == -1 ? algebra::FunctionId::Ceil : algebra::FunctionId::Floor, {x});
}

Value to_integer(Runtime& runtime, const Value& value, std::string_view type) {
    switch (value.kind()) {
    case Tag::Expression: {
        Value whole = value_of(runtime, integer_part(real_constant(value, type)));
        if (!whole.is_integer()) fail_convert(value, type);
        return whole;
    }
    case Tag::Bool: return Value::of_int(value.integer);
    case Tag::Float: return runtime.heap.integer(Integer::from_double(value.real));
    case Tag::Rational: return runtime.heap.integer(truncate(value.as<RationalObject>()->value));
    case Tag::String:
        if (std::optional<Integer> parsed = Integer::parse(trimmed(text_of(value))))
            return runtime.heap.integer(std::move(*parsed));
        fail_parse(value, type);
    default: fail_convert(value, type);
    }
}

Value to_rational(Runtime& runtime, const Value& value, std::string_view type) {
    switch (value.kind()) {
    case Tag::Bool: return Value::of_int(value.integer);
    case Tag::Float: return runtime.heap.rational(Rational::from_double(value.real));
    case Tag::String:
        if (std::optional<Rational> parsed = Rational::parse(trimmed(text_of(value))))
            return runtime.heap.rational(std::move(*parsed));
        fail_parse(value, type);
    default: fail_convert(value, type);
    }
}

/// The double of decimal text, or of a fraction; an `f` at the end, as repr writes it, is accepted.
bool parse_float(std::string_view text, double& result) {
    if (text.size() > 1 && text.back() == 'f' && text.find_first_of("xX") == std::string_view::npos) text.remove_suffix(1);
    if (real::parse(text, result)) return true;
    std::optional<Rational> exact = Rational::parse(text);
    if (exact) result = exact->to_double();
    return exact.has_value();
}

Value to_float(Runtime&, const Value& value, std::string_view type) {
    if (value.is_real()) return Value::of_float(double_of(value, "float"));
    if (value.is(Tag::Bool)) return Value::of_float(static_cast<double>(value.integer));
    if (value.is(Tag::Expression)) return Value::of_float(algebra::approximate(real_constant(value, type)).float_re());
    if (!value.is(Tag::String)) fail_convert(value, type);
    double result;
    if (!parse_float(trimmed(text_of(value)), result)) fail_parse(value, type);
    return checked_float(result, "float");
}

Value to_number(Runtime& runtime, const Value& value, std::string_view type) {
    if (value.is(Tag::String)) {
        std::string_view text = trimmed(text_of(value));
        if (std::optional<Rational> exact = Rational::parse(text)) return runtime.heap.rational(std::move(*exact));
        if (text.ends_with('f')) return to_float(runtime, value, type);
        fail_parse(value, type);
    }
    return to_rational(runtime, value, type);
}

Value to_bool(Runtime&, const Value& value, std::string_view) { return Value::of_bool(truthy(value)); }

Value to_string(Runtime& runtime, const Value& value, std::string_view) { return runtime.heap.string(to_text(runtime, value)); }

// ── containers ──────────────────────────────────────────────────────────────────────────────────────────────

ArrayObject* elements_of(Runtime& runtime, const Value& value, std::string_view type) {
    switch (value.kind()) {
    case Tag::Array: return value.as<ArrayObject>();
    case Tag::Vector: case Tag::String: case Tag::Set: case Tag::Table: case Tag::Struct: case Tag::Matrix: break;
    case Tag::Range: {
        // Refused before it starts when it cannot fit.
        Value size = range_size(runtime, *value.as<RangeObject>());
        if (!size.is_int() || size.integer >> 32 != 0) fail(DiagnosticId::TooLarge, "this array", "2^32 elements");
        runtime.heap.array(static_cast<std::size_t>(size.integer));
        break;
    }
    default: fail_convert(value, type);
    }
    ArrayObject* array = runtime.heap.array();
    Value state[2], element;
    begin_iteration(runtime, value, false, state);
    while (next_iteration(runtime, state, element)) {
        runtime.poll();
        share(element);
        runtime.heap.push(array, element);
    }
    return array;
}

Value to_array(Runtime& runtime, const Value& value, std::string_view type) {
    ArrayObject* array = elements_of(runtime, value, type);
    // The rows of a mat become arrays too.
    if (value.is(Tag::Matrix))
        for (Value& row : *array) row = Value::of_object(elements_of(runtime, row, type));
    return Value::of_object(array);
}

Value to_vector(Runtime& runtime, const Value& value, std::string_view type) {
    if (value.is(Tag::Matrix) || value.is(Tag::Struct)) fail_convert(value, type);
    return vector_of(runtime, elements_of(runtime, value, type));
}

Value to_matrix(Runtime& runtime, const Value& value, std::string_view type) {
    if (!value.is(Tag::Array) && !value.is(Tag::Vector)) fail_convert(value, type);
    return matrix_of_rows(runtime, elements_of(runtime, value, type));
}

Value to_set(Runtime& runtime, const Value& value, std::string_view type) {
    return set_of(runtime, elements_of(runtime, value, type));
}

Value to_table(Runtime& runtime, const Value& value, std::string_view type) {
    if (!value.is(Tag::Struct) && !value.is(Tag::Array)) fail_convert(value, type);
    TableObject* table = runtime.heap.table();
    std::size_t before = table->map->bytes();
    Value state[2], element;
    begin_iteration(runtime, value, true, state);
    while (next_iteration(runtime, state, element)) {
        const Value* pair = element.is(Tag::Array) && element.as<ArrayObject>()->size == 2    ? element.as<ArrayObject>()->data
                          : element.is(Tag::Vector) && element.as<VectorObject>()->size == 2 ? element.as<VectorObject>()->data
                                                                                             : nullptr;
        if (pair == nullptr)
            fail(DiagnosticId::InvalidArgument, "a table is made from a struct or an array of [key, value] pairs");
        share(pair[0]);
        share(pair[1]);
        table->map->set(pair[0], pair[1]);
    }
    runtime.heap.recharge_map(before, *table->map);
    return Value::of_object(table);
}

Value to_struct(Runtime& runtime, const Value& value, std::string_view type) {
    if (!value.is(Tag::Table)) fail_convert(value, type);
    StructObject* object = runtime.heap.structure(
        runtime.shapes.empty(), static_cast<std::uint32_t>(std::min<std::size_t>(value.as<TableObject>()->map->size(), 28)));
    for (const OrderedMap::Entry& entry : value.as<TableObject>()->map->entries()) {
        if (entry.key.is_unset()) continue;
        if (!entry.key.is(Tag::String))
            fail(DiagnosticId::InvalidArgument, "only a table whose keys are strings becomes a struct");
        share(entry.value);
        runtime.heap.set_field(object, runtime.names.intern(text_of(entry.key)), entry.value);
    }
    return Value::of_object(object);
}

} // namespace

Value number_literal(Runtime& runtime, const NumberExpr& literal) {
    if (literal.imaginary) {
        NumberExpr real = literal;
        real.imaginary = false;
        return value_of(runtime, expression_of(number_literal(runtime, real)) * algebra::imaginary_unit());
    }
    switch (literal.form) {
    case NumberExpr::Form::Integer:
        if (std::optional<Integer> value = Integer::parse(literal.text)) return runtime.heap.integer(std::move(*value));
        break;
    case NumberExpr::Form::Rational:
        if (std::optional<Rational> value = Rational::parse(literal.text)) return runtime.heap.rational(std::move(*value));
        break;
    case NumberExpr::Form::Float:
        if (std::optional<algebra::Number> value = float_of_digits(literal.text)) return value_of(runtime, algebra::Expr(*value));
        break;
    }
    fail(DiagnosticId::InvalidNumber, literal.text);
}

std::uint16_t find_type(std::string_view name) {
    if (name.empty() || name.find(' ') != std::string_view::npos) return 0;
    std::string wanted = " " + std::string(name) + " ";
    for (std::uint16_t i = 1; i < std::size(kTypes); ++i)
        if (kTypes[i].names.find(wanted) != std::string_view::npos) return i;
    return 0;
}

bool has_type(std::uint16_t type, const Value& value) {
    const TypeRow& row = kTypes[type];
    if ((row.mask & bit(value.kind())) == 0) return false;
    return !value.is(Tag::Expression) || row.expressions.empty() || row.expressions.find(type_name(value)) != std::string_view::npos;
}
std::uint16_t type_count() { return static_cast<std::uint16_t>(std::size(kTypes)); }
std::string_view type_text(std::uint16_t type) { return kTypes[type].text; }

Value convert(Runtime& runtime, std::uint16_t type, Value value) {
    if (has_type(type, value)) return value;
    const TypeRow& row = kTypes[type];
    if (row.convert == nullptr) fail_convert(value, row.text);
    return row.convert(runtime, value, row.text);
}

} // namespace rumina
