// Vectors: products, lengths, evenly spaced points. Arrays of numbers are accepted and arrays come back.
#include <cmath>

#include "library/matrix_arguments.h"
#include "library/topics.h"
#include "number/real.h"
#include "runtime/expression_values.h"

namespace rumina::library {
namespace {

void require_equal_lengths(const Call& call, std::size_t a, std::size_t b) {
    if (a != b)
        fail(DiagnosticId::DimensionMismatch,
             fmt::format("`{}` needs vectors of equal length, not {} and {}", name_of(call.builtin), a, b));
}

Value dot_product(Runtime& runtime, const std::vector<Value>& a, const std::vector<Value>& b) {
    Value total = Value::of_int(0);
    for (std::size_t i = 0; i < a.size(); ++i) total = add(runtime, total, multiply(runtime, a[i], b[i]));
    return total;
}

Value run_dot(Call& call) {
    std::vector<Value> a = number_elements(call, 0), b = number_elements(call, 1);
    require_equal_lengths(call, a.size(), b.size());
    return dot_product(call.runtime, a, b);
}

Value run_cross(Call& call) {
    Runtime& runtime = call.runtime;
    std::vector<Value> a = number_elements(call, 0), b = number_elements(call, 1);
    if (a.size() != 3 || b.size() != 3)
        fail(DiagnosticId::DimensionMismatch,
             fmt::format("`cross` needs two vectors of length 3, not {} and {}", a.size(), b.size()));
    std::vector<Value> product;
    for (std::size_t i = 0; i < 3; ++i) {
        std::size_t j = (i + 1) % 3, k = (i + 2) % 3;
        product.push_back(subtract(runtime, multiply(runtime, a[j], b[k]), multiply(runtime, a[k], b[j])));
    }
    return make_sequence_like(runtime, call[0], product);
}

/// Σ|x|²: x² for real constants and symbols that are not declared complex, else |x|².
Value sum_of_squares(Runtime& runtime, const std::vector<Value>& entries) {
    algebra::SumBuilder sum;
    for (const Value& entry : entries) {
        algebra::Expr x = expression_of(entry);
        if (!x.has_symbols()) x = algebra::apply_function(algebra::FunctionId::Abs, {x});
        sum.add(algebra::power(x, algebra::Expr(2)));
    }
    return value_of(runtime, sum.finish());
}

// Square root of the sum of squares. Floats are scaled by the largest, so that no square overflows.
Value length_of(Runtime& runtime, const std::vector<Value>& entries) {
    bool any_float = false, all_real = true;
    for (const Value& entry : entries) {
        any_float = any_float || entry.is_float();
        all_real = all_real && entry.is_real();
    }
    if (!all_real) return unary(runtime, UnaryOperator::SquareRoot, sum_of_squares(runtime, entries));
    if (!any_float) return unary(runtime, UnaryOperator::SquareRoot, dot_product(runtime, entries, entries));
    double largest = 0, total = 0;
    for (const Value& entry : entries) largest = std::max(largest, std::fabs(to_double(entry, "norm")));
    if (largest == 0) return Value::of_float(0);
    for (const Value& entry : entries) {
        double part = to_double(entry, "norm") / largest;
        total += part * part;
    }
    return float_result(largest * std::sqrt(total), "norm");
}

std::vector<Value> entries_argument(Call& call, std::size_t index) {
    Value value = matrix_or_vector(call, index);
    if (!value.is(Tag::Matrix)) return number_elements(call, index);
    auto* matrix = value.as<MatrixObject>();
    for (std::size_t i = 0; i < matrix->size(); ++i)
        if (!is_operand(matrix->data[i])) fail_kind(call, index, "a mat of numbers");
    return {matrix->data, matrix->data + matrix->size()};
}

Value run_norm(Call& call) { return length_of(call.runtime, entries_argument(call, 0)); }

Value run_normalize(Call& call) {
    std::vector<Value> entries = number_elements(call, 0);
    Value length = length_of(call.runtime, entries);
    if (is_zero(length)) fail(DiagnosticId::OutsideDomain, "`normalize`", "the zero vector");
    for (Value& entry : entries) entry = divide(call.runtime, entry, length);
    return make_sequence_like(call.runtime, call[0], entries);
}

Value run_distance(Call& call) {
    std::vector<Value> a = number_elements(call, 0), b = number_elements(call, 1);
    require_equal_lengths(call, a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) a[i] = subtract(call.runtime, a[i], b[i]);
    return length_of(call.runtime, a);
}

Value run_outer(Call& call) {
    std::vector<Value> a = number_elements(call, 0), b = number_elements(call, 1);
    MatrixObject* matrix = call.runtime.heap.matrix(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < b.size(); ++j) matrix->at(i, j) = multiply(call.runtime, a[i], b[j]);
    return in_kind_of(call.runtime, call[0], Value::of_object(matrix));
}

Value run_linspace(Call& call) {
    Runtime& runtime = call.runtime;
    std::size_t count = count_argument(call, 2, "this vec");
    require_elements(runtime, count, "this vec");
    VectorObject* points = runtime.heap.vector(count);
    Value width = subtract(runtime, call[1], call[0]);
    Integer steps(static_cast<std::int64_t>(count) - 1);
    for (std::size_t i = 0; i < count; ++i) {
        // From the ends, not by adding steps: errors of rounding do not add up and the last point is exact.
        if (i == 0) {
            points->data[i] = call[0];
        } else if (i + 1 == count) {
            points->data[i] = call[1];
        } else {
            Value part = runtime.heap.rational(Rational::make(Integer(static_cast<std::int64_t>(i)), steps));
            points->data[i] = add(runtime, call[0], multiply(runtime, width, part));
        }
    }
    return Value::of_object(points);
}

Value run_vec(Call& call) {
    std::vector<Value> entries(call.arguments, call.arguments + call.count);
    if (call.count == 1 && !call[0].is_number()) entries = elements_of(call.runtime, call[0]);
    VectorObject* vector = call.runtime.heap.vector(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) vector->data[i] = stored(entries[i]);
    return Value::of_object(vector);
}

const Builtin records[] = {
    {.signature = "dot(a: Sequence, b: Sequence) -> Number",
     .summary = "The scalar product of two vectors.",
     .examples = {{"dot(vec[1, 2, 3], vec[4, 5, 6])", "32"}, {"dot([1/2, 1], [2, 3])", "4"},
                  {"dot([1], [1, 2])", "!DimensionError"}},
     .raises = {DiagnosticId::DimensionMismatch, DiagnosticId::InvalidArgument},
     .methods = "vec array",
     .run = run_dot},
    {.signature = "cross(a: Sequence, b: Sequence) -> Any",
     .summary = "The vector product of two vectors of length 3.",
     .examples = {{"cross(vec[1, 0, 0], vec[0, 1, 0])", "vec[0, 0, 1]"}, {"cross([1, 2, 3], [4, 5, 6])", "[-3, 6, -3]"}},
     .raises = {DiagnosticId::DimensionMismatch, DiagnosticId::InvalidArgument},
     .methods = "vec array",
     .run = run_cross},
    {.signature = "norm(v: Sequence|Matrix) -> Number",
     .summary = "The length of a vector: the square root of the sum of the squares of its entries; of a mat the same.",
     .examples = {{"norm([3, 4])", "5"}, {"norm([1, 1])", "√2"}, {"norm(vec[2/3, 1/3, 2/3])", "1"}, {"norm([3.0f, 4])", "5"}},
     .raises = {DiagnosticId::InvalidArgument},
     .methods = "vec mat array",
     .run = run_norm},
    {.signature = "normalize(v: Sequence) -> Any",
     .summary = "The vector divided by its length.",
     .examples = {{"normalize([3, 4])", "[3/5, 4/5]"}, {"normalize([1, 1])", "[1/2√2, 1/2√2]"}, {"normalize(vec[0, 0])", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .methods = "vec array",
     .run = run_normalize},
    {.signature = "distance(a: Sequence, b: Sequence) -> Number",
     .summary = "The length of the difference of two vectors.",
     .examples = {{"distance([1, 1], [4, 5])", "5"}},
     .raises = {DiagnosticId::DimensionMismatch},
     .run = run_distance},
    {.signature = "outer(a: Sequence, b: Sequence) -> Any",
     .summary = "The mat of all products of an entry of a with one of b.",
     .examples = {{"outer(vec[1, 2], vec[3, 4])", "mat[3, 4; 6, 8]"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_outer},
    {.signature = "linspace(a: Number, b: Number, n: Integer) -> Vector",
     .summary = "n evenly spaced points from a to b, both included.",
     .examples = {{"linspace(0, 1, 5)", "vec[0, 1/4, 1/2, 3/4, 1]"}, {"linspace(2, 3, 1)", "vec[2]"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .run = run_linspace},
    {.signature = "vec(...entries: Any) -> Vector",
     .summary = "The vec of the elements of one collection, or of the arguments.",
     .examples = {{"vec([1, 2, 3])", "vec[1, 2, 3]"}, {"vec(1, 2)", "vec[1, 2]"}, {"vec(1..3)", "vec[1, 2, 3]"}},
     .raises = {DiagnosticId::NotIterable},
     .aliases = "vector",
     .run = run_vec},
};

} // namespace

Records vector_builtins() { return records; }

} // namespace rumina::library
