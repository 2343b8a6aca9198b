// Conversions between kinds.
#include "library/functions.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

template <std::size_t length>
struct Word {
    constexpr Word(const char (&text)[length]) { std::copy_n(text, length, letters); }
    char letters[length];
    operator std::string_view() const { return {letters, length - 1}; }
};

template <Word type>
Value run_convert(Call& call) {
    static const std::uint16_t found = find_type(type); // a search through names
    return convert(call.runtime, found, call[0]);
}

/// The type `float` has floats of any precision; the function gives a double.
Value run_float(Call& call) { return convert(call.runtime, find_type("float"), exact_if_long_float(call, call[0])); }

Value run_complex(Call& call) {
    Value re = convert(call.runtime, find_type("complex"), call[0]);
    if (!call.has(1)) return re;
    Value im = convert(call.runtime, find_type("complex"), call[1]);
    return value_of(call.runtime, expression_of(re) + expression_of(im) * algebra::imaginary_unit());
}

Value run_fraction(Call& call) {
    if (!call[0].is_float()) return convert(call.runtime, find_type("rational"), call[0]);
    return make_rational(call, Rational::simplest_of_double(call[0].real));
}

Value run_repr(Call& call) { return make_string(call, to_repr(call.runtime, call[0])); }

Value run_array(Call& call) {
    if (!call.has(0)) return Value::of_object(call.runtime.heap.array());
    if (call[0].is(Tag::Matrix)) {
        auto* matrix = call[0].as<MatrixObject>();
        ArrayObject* rows = call.runtime.heap.array(matrix->rows);
        for (std::size_t i = 0; i < matrix->rows; ++i)
            call.runtime.heap.push(rows, make_array(call.runtime, matrix->data + i * matrix->columns, matrix->columns));
        return Value::of_object(rows);
    }
    return make_array(call.runtime, elements_of(call.runtime, call[0]));
}

const Builtin records[] = {
    {.signature = "int(x: Any) -> Integer",
     .summary = "x as an integer: the integer part of a number, 0 or 1 for a bool, the number a text spells.",
     .examples = {{"int(7/2)", "3"}, {"int(-2.7f)", "-2"}, {"int(\"42\")", "42"}, {"int(true)", "1"},
                  {"int(\"4x\")", "!ArgumentError"}},
     .raises = {DiagnosticId::CannotConvert, DiagnosticId::CannotParse},
     .run = run_convert<"int">},
    {.signature = "bigint(x: Any) -> Integer",
     .summary = "The same as int(x): integers have no size.",
     .examples = {{"bigint(\"123456789012345678901234567890\")", "123456789012345678901234567890"}},
     .raises = {DiagnosticId::CannotConvert, DiagnosticId::CannotParse},
     .run = run_convert<"bigint">},
    {.signature = "float(x: Any) -> Float",
     .summary = "x as a float: the nearest double.",
     .examples = {{"float(1/3)", "0.3333333333333333"}, {"float(\"1.5\")", "1.5"}, {"float(10^400)", "!LimitError"}},
     .raises = {DiagnosticId::CannotConvert, DiagnosticId::CannotParse, DiagnosticId::FloatOverflow},
     .run = run_float},
    {.signature = "rational(x: Any) -> Rational",
     .summary = "x as an exact fraction; the exact binary value of a float (fraction(x) finds the simplest one).",
     .examples = {{"rational(\"0.75\")", "3/4"}, {"rational(0.5f)", "1/2"}, {"rational(5)", "5"}},
     .raises = {DiagnosticId::CannotConvert, DiagnosticId::CannotParse},
     .run = run_convert<"rational">},
    {.signature = "number(x: Any) -> Number",
     .summary = "x as a number: the exact value a text spells, numbers unchanged.",
     .examples = {{"number(\"1.5\")", "3/2"}, {"number(\"1/3\")", "1/3"}, {"number(2.5f)", "2.5"},
                  {"number(\"x\")", "!ArgumentError"}},
     .raises = {DiagnosticId::CannotConvert, DiagnosticId::CannotParse},
     .run = run_convert<"number">},
    {.signature = "complex(re: Any, im?: Any) -> Number",
     .summary = "The number re + im·i.",
     .examples = {{"complex(3, 4)", "3+4i"}, {"complex(5, 0)", "5"}, {"complex(1/2)", "1/2"}},
     .raises = {DiagnosticId::CannotConvert},
     .run = run_complex},
    {.signature = "bool(x: Any) -> Bool",
     .summary = "Whether x counts as true in a condition: zeros, false and null do not.",
     .examples = {{"bool(0)", "false"}, {"bool(\"\")", "true"}, {"bool(null)", "false"}},
     .run = run_convert<"bool">},
    {.signature = "string(x: Any) -> String",
     .summary = "The printed form of x.",
     .examples = {{"string(1/2) + \"!\"", "1/2!"}, {"to_string([1, \"a\"])", "[1, a]"}},
     .aliases = "to_string tostring str string::to_string string::tostring",
     .run = run_convert<"string">},
    {.signature = "repr(x: Any) -> String",
     .summary = "A form of x that reads back as the same value: strings quoted, floats with f.",
     .examples = {{"repr(\"a\")", "\"a\""}, {"repr(1.5f)", "1.5f"}},
     .run = run_repr},
    {.signature = "array(collection?: Any) -> Array",
     .summary = "A new array of the elements of a collection.",
     .examples = {{"array(1..3)", "[1, 2, 3]"}, {"array(\"ab\")", "[a, b]"}, {"array(mat[1, 2; 3, 4])", "[[1, 2], [3, 4]]"},
                  {"array(5)", "!TypeError"}},
     .raises = {DiagnosticId::NotIterable},
     .aliases = "to_array list",
     .methods = "vec mat range set string",
     .run = run_array},
    {.signature = "fraction(x: Any) -> Rational",
     .summary = "x as a reduced fraction; for a float the simplest one that is that float.",
     .examples = {{"fraction(0.75f)", "3/4"}, {"fraction(0.1f)", "1/10"}, {"fraction(6/4)", "3/2"},
                  {"fraction(\"0.125\")", "1/8"}},
     .raises = {DiagnosticId::CannotConvert, DiagnosticId::CannotParse},
     .aliases = "rationalize",
     .run = run_fraction},
};

} // namespace

Records conversion_builtins() { return records; }

} // namespace rumina::library
