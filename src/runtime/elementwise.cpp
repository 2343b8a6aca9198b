// Operators entry by entry: arrays and vecs of equal length, mats of equal size, and one value against every entry.
// Exact entries stay exact; entries may be containers again.
#include "runtime/container_operations.h"
#include "runtime/expression_operations.h"

namespace rumina {
namespace {

constexpr int kDeepest = 100; // native recursion; nested arrays of mathematics have a handful of levels

struct Entries {
    const Value* data;
    std::size_t size;
};

Entries entries_of(const Value& value) {
    switch (value.kind()) {
    case Tag::Array: return {value.as<ArrayObject>()->data, value.as<ArrayObject>()->size};
    case Tag::Vector: return {value.as<VectorObject>()->data, value.as<VectorObject>()->size};
    default: return {value.as<MatrixObject>()->data, value.as<MatrixObject>()->size()};
    }
}

/// A new container of the same kind and size whose i-th entry is entry(i).
template <typename Entry>
Value build_like(Runtime& runtime, const Value& model, int depth, Entry entry) {
    if (depth > kDeepest) fail(DiagnosticId::TooLarge, "the nesting of these containers", "100 levels");
    std::size_t size = entries_of(model).size;
    auto next = [&](std::size_t i) {
        runtime.poll();
        Value result = entry(i);
        share(result);
        return result;
    };
    if (model.is(Tag::Array)) {
        ArrayObject* result = runtime.heap.array(size);
        for (std::size_t i = 0; i < size; ++i) runtime.heap.push(result, next(i));
        return Value::of_object(result);
    }
    if (model.is(Tag::Vector)) {
        VectorObject* result = runtime.heap.vector(size);
        for (std::size_t i = 0; i < size; ++i) result->data[i] = next(i);
        return Value::of_object(result);
    }
    auto* shape = model.as<MatrixObject>();
    MatrixObject* result = runtime.heap.matrix(shape->rows, shape->columns);
    for (std::size_t i = 0; i < size; ++i) result->data[i] = next(i);
    return Value::of_object(result);
}

void require_same_size(BinaryOperator op, const Value& a, const Value& b) {
    if (a.is(Tag::Matrix)) {
        auto *x = a.as<MatrixObject>(), *y = b.as<MatrixObject>();
        if (x->rows == y->rows && x->columns == y->columns) return;
        fail(DiagnosticId::DimensionMismatch, fmt::format("`{}` needs matrices of equal size, not {} by {} and {} by {}",
                                                          spelling(op), x->rows, x->columns, y->rows, y->columns));
    }
    std::size_t x = entries_of(a).size, y = entries_of(b).size;
    if (x == y) return;
    fail(DiagnosticId::DimensionMismatch,
         fmt::format("`{}` needs {} of equal length, not {} and {}", spelling(op), a.is(Tag::Array) ? "arrays" : "vecs", x, y));
}

/// An undotted operator on two entries.
Value combine_entries(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b, int depth) {
    if (is_entries(a) || is_entries(b)) return combine(runtime, op, a, b, depth + 1);
    return binary(runtime, op, a, b);
}

Value zip(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b, int depth) {
    require_same_size(op, a, b);
    const Value *x = entries_of(a).data, *y = entries_of(b).data;
    return build_like(runtime, a, depth, [&](std::size_t i) { return combine_entries(runtime, op, x[i], y[i], depth); });
}

Value scale(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b, int depth) {
    if (is_entries(a)) {
        const Value* x = entries_of(a).data;
        return build_like(runtime, a, depth, [&](std::size_t i) { return combine_entries(runtime, op, x[i], b, depth); });
    }
    const Value* y = entries_of(b).data;
    return build_like(runtime, b, depth, [&](std::size_t i) { return combine_entries(runtime, op, a, y[i], depth); });
}

Value concatenate(Runtime& runtime, const Value& a, const Value& b) {
    Value left = a.is(Tag::String) ? a : runtime.heap.string(to_text(runtime, a));
    Value right = b.is(Tag::String) ? b : runtime.heap.string(to_text(runtime, b));
    return runtime.heap.string_concat(*left.as<StringObject>(), *right.as<StringObject>());
}

bool is_linear(const Value& value) { return value.is(Tag::Vector) || value.is(Tag::Matrix); }

BinaryOperator without_dot(BinaryOperator op) {
    switch (op) {
    case BinaryOperator::DotAdd: return BinaryOperator::Add;
    case BinaryOperator::DotSubtract: return BinaryOperator::Subtract;
    case BinaryOperator::DotMultiply: return BinaryOperator::Multiply;
    case BinaryOperator::DotDivide: return BinaryOperator::Divide;
    case BinaryOperator::DotPower: return BinaryOperator::Power;
    case BinaryOperator::DotEqual: return BinaryOperator::Equal;
    case BinaryOperator::DotNotEqual: return BinaryOperator::NotEqual;
    case BinaryOperator::DotLess: return BinaryOperator::Less;
    case BinaryOperator::DotLessEqual: return BinaryOperator::LessEqual;
    case BinaryOperator::DotGreater: return BinaryOperator::Greater;
    default: return BinaryOperator::GreaterEqual;
    }
}

Value dotted_at_depth(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b, int depth) {
    bool many_a = is_entries(a), many_b = is_entries(b);
    if (!many_a && !many_b) return binary(runtime, without_dot(op), a, b);
    if (many_a && many_b) {
        if (a.tag != b.tag) refuse(op, a, b);
        require_same_size(op, a, b);
    }
    const Value* x = many_a ? entries_of(a).data : &a;
    const Value* y = many_b ? entries_of(b).data : &b;
    return build_like(runtime, many_a ? a : b, depth, [&](std::size_t i) {
        return dotted_at_depth(runtime, op, x[many_a ? i : 0], y[many_b ? i : 0], depth + 1);
    });
}

std::string_view hint_for(BinaryOperator op, const Value& a, const Value& b) {
    if (op == BinaryOperator::Multiply && a.tag == b.tag) return "Use `dot(a, b)` for the inner product, or `.*` entry by entry.";
    if (op == BinaryOperator::Divide && is_entries(b)) {
        if (b.is(Tag::Matrix) && is_linear(a)) return "Use `solve_right(B, A)` for `B A⁻¹`, or `./` entry by entry.";
        return "Use `./` entry by entry.";
    }
    if (op == BinaryOperator::Power && is_entries(a)) return "Use `.^` entry by entry.";
    if ((op == BinaryOperator::Add || op == BinaryOperator::Subtract) && is_entries(a) != is_entries(b) &&
        (a.is_number() || b.is_number()))
        return op == BinaryOperator::Add ? "Use `.+` entry by entry." : "Use `.-` entry by entry.";
    return {};
}

} // namespace

Value combine(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b, int depth) {
    if (a.is_number() && b.is_number()) return combine_expressions(runtime, op, a, b);
    switch (op) {
    case BinaryOperator::Add:
        if (a.is(Tag::String) || b.is(Tag::String)) return concatenate(runtime, a, b);
        [[fallthrough]];
    case BinaryOperator::Subtract:
        if (is_entries(a) && a.tag == b.tag) return zip(runtime, op, a, b, depth);
        break;
    case BinaryOperator::Multiply:
        if ((is_entries(a) && b.is_number()) || (a.is_number() && is_entries(b))) return scale(runtime, op, a, b, depth);
        if (is_linear(a) && is_linear(b) && (a.is(Tag::Matrix) || b.is(Tag::Matrix))) return multiply_matrices(runtime, a, b);
        break;
    case BinaryOperator::Divide:
        if (is_entries(a) && b.is_number()) return scale(runtime, op, a, b, depth);
        break;
    case BinaryOperator::Power:
        if (a.is(Tag::Matrix) && b.is_integer()) return matrix_power(runtime, a.as<MatrixObject>(), b);
        break;
    case BinaryOperator::LeftDivide:
        if (a.is(Tag::Matrix) && is_linear(b)) return solve_square(runtime, a.as<MatrixObject>(), b);
        break;
    default: break;
    }
    refuse(op, a, b, hint_for(op, a, b));
}

Value dotted(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b) {
    return dotted_at_depth(runtime, op, a, b, 0);
}

Value map_entries(Runtime& runtime, const Value& value, int depth, const std::function<Value(const Value&)>& f) {
    const Value* x = entries_of(value).data;
    return build_like(runtime, value, depth, [&](std::size_t i) { return f(x[i]); });
}

Value negate_entries(Runtime& runtime, const Value& a, int depth) {
    const Value* x = entries_of(a).data;
    return build_like(runtime, a, depth, [&](std::size_t i) {
        return is_entries(x[i]) ? negate_entries(runtime, x[i], depth + 1) : negate(runtime, x[i]);
    });
}

} // namespace rumina
