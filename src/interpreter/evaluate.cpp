// Expressions to values.
#include "interpreter/interpreter.h"
#include "runtime/calls.h"
#include "runtime/expression_operations.h"

namespace rumina {
namespace {

/// Evaluating it neither calls a function nor needs the stack.
bool is_leaf(const Expr& expr) {
    switch (expr.kind) {
    case NodeKind::NumberExpr:
    case NodeKind::StringExpr:
    case NodeKind::BooleanExpr:
    case NodeKind::NullExpr:
    case NodeKind::NameExpr: return true;
    default: return false;
    }
}

/// Its value is new: nothing else can hold it. Operators are not here, since they may return an operand.
bool makes_new(const Expr& expr) {
    switch (expr.kind) {
    case NodeKind::VectorExpr:
    case NodeKind::MatrixExpr:
    case NodeKind::TableExpr:
    case NodeKind::SetExpr:
    case NodeKind::ComprehensionExpr: return true;
    default: return false;
    }
}

/// The operators small integers meet most, without a call; everything else is binary().
inline Value operate(Runtime& runtime, BinaryOperator op, Value a, Value b) {
    if (RUMINA_LIKELY(a.is_int() && b.is_int())) {
        std::int64_t result;
        switch (op) {
        case BinaryOperator::Add:
            if (!__builtin_add_overflow(a.integer, b.integer, &result)) return Value::of_int(result);
            break;
        case BinaryOperator::Subtract:
            if (!__builtin_sub_overflow(a.integer, b.integer, &result)) return Value::of_int(result);
            break;
        case BinaryOperator::Less: return Value::of_bool(a.integer < b.integer);
        case BinaryOperator::LessEqual: return Value::of_bool(a.integer <= b.integer);
        case BinaryOperator::Greater: return Value::of_bool(a.integer > b.integer);
        case BinaryOperator::GreaterEqual: return Value::of_bool(a.integer >= b.integer);
        case BinaryOperator::Equal: return Value::of_bool(a.integer == b.integer);
        case BinaryOperator::NotEqual: return Value::of_bool(a.integer != b.integer);
        default: break;
        }
    }
    return binary(runtime, op, a, b);
}

} // namespace

Value Interpreter::evaluate(const Expr& expr) {
    if (RUMINA_UNLIKELY(static_cast<const char*>(__builtin_frame_address(0)) < native_limit_)) {
        where(expr.span);
        fail_too_deep();
    }
    switch (expr.kind) {
    case NodeKind::NumberExpr: return number(as<NumberExpr>(expr));
    case NodeKind::StringExpr: return string(as<StringExpr>(expr));
    case NodeKind::FormatExpr: return format(as<FormatExpr>(expr));
    case NodeKind::BooleanExpr: return Value::of_bool(as<BooleanExpr>(expr).value);
    case NodeKind::NullExpr: return Value::null();
    case NodeKind::NameExpr: return read(as<NameExpr>(expr).binding, as<NameExpr>(expr).name, expr.span);
    case NodeKind::PathExpr: return path(as<PathExpr>(expr));
    case NodeKind::ChainExpr: return chain(as<ChainExpr>(expr));
    case NodeKind::PowerExpr: {
        const auto& power = as<PowerExpr>(expr);
        Value base = evaluate(*power.base);
        Value exponent = evaluate_beside(base, *power.exponent);
        where(power.op_span);
        return binary(runtime_, power.op, base, exponent);
    }
    case NodeKind::UnaryExpr: {
        Value operand = evaluate(*as<UnaryExpr>(expr).operand);
        where(as<UnaryExpr>(expr).op_span);
        return unary(runtime_, as<UnaryExpr>(expr).op, operand);
    }
    case NodeKind::ComparisonExpr: return comparison(as<ComparisonExpr>(expr));
    case NodeKind::LogicalExpr: return logical(as<LogicalExpr>(expr));
    case NodeKind::RangeExpr: return range(as<RangeExpr>(expr));
    case NodeKind::PipeExpr: return pipe(as<PipeExpr>(expr));
    case NodeKind::SubstituteExpr: return substitution(as<SubstituteExpr>(expr));
    case NodeKind::CallExpr: return call(as<CallExpr>(expr));
    case NodeKind::IndexExpr: return index(as<IndexExpr>(expr));
    case NodeKind::MemberExpr: {
        Value base = evaluate(*as<MemberExpr>(expr).base);
        where(as<MemberExpr>(expr).name_span);
        return get_member(runtime_, base, as<MemberExpr>(expr).name);
    }
    case NodeKind::QuantityExpr:
        evaluate(*as<QuantityExpr>(expr).value);
        where(expr.span);
        fail_units();
    case NodeKind::AsExpr: {
        Value value = evaluate(*as<AsExpr>(expr).value);
        where(expr.span);
        return convert_as(runtime_, value, as<AsExpr>(expr).target);
    }
    case NodeKind::ArrayExpr: return array(as<ArrayExpr>(expr));
    case NodeKind::VectorExpr: return vector(as<VectorExpr>(expr));
    case NodeKind::MatrixExpr: return matrix(as<MatrixExpr>(expr));
    case NodeKind::TableExpr: return table(as<TableExpr>(expr));
    case NodeKind::StructExpr: return structure(as<StructExpr>(expr));
    case NodeKind::SetExpr: return set(as<SetExpr>(expr));
    case NodeKind::ComprehensionExpr: return comprehension(as<ComprehensionExpr>(expr));
    case NodeKind::LambdaExpr: return closure(*as<LambdaExpr>(expr).function);
    default: return escape_value(expr);
    }
}

Value Interpreter::evaluate_beside(Value kept, const Expr& expr) {
    if (is_leaf(expr)) return operand(expr);
    push(kept);
    Value value = evaluate(expr);
    --top_;
    return value;
}

Value Interpreter::evaluate_to_keep(const Expr& expr) {
    Value value = evaluate(expr);
    if (!makes_new(expr)) share(value);
    return value;
}

/// An if, match or block in the middle of an expression: control that leaves it leaves the expression.
Value Interpreter::escape_value(const Expr& expr) {
    Value out = Value::null();
    Completion completion = complete(expr, out);
    if (completion != Completion::Normal) throw Escape{completion};
    return out;
}

// ── literals ────────────────────────────────────────────────────────────────────────────────────────────────

Value Interpreter::number(const NumberExpr& expr) {
    if (RUMINA_LIKELY(expr.constant != 0)) return constants_[expr.constant - 1];
    where(expr.span);
    constants_.push_back(number_literal(runtime_, expr));
    expr.constant = static_cast<std::uint32_t>(constants_.size());
    return constants_.back();
}

Value Interpreter::string(const StringExpr& expr) {
    if (RUMINA_LIKELY(expr.constant != 0)) return constants_[expr.constant - 1];
    where(expr.span);
    constants_.push_back(runtime_.heap.string(expr.value));
    expr.constant = static_cast<std::uint32_t>(constants_.size());
    return constants_.back();
}

Value Interpreter::format(const FormatExpr& expr) {
    std::string text = expr.texts[0];
    for (std::size_t i = 0; i < expr.values.size(); ++i) {
        Value value = evaluate(*expr.values[i]);
        where(expr.values[i]->span);
        append_text(runtime_, text, value);
        text.append(expr.texts[i + 1]);
    }
    where(expr.span);
    return runtime_.heap.string(text);
}

// Elements are gathered on the stack first: making the container then allocates without a safepoint in between.

Value Interpreter::array(const ArrayExpr& expr) {
    std::size_t first = top_;
    for (const Expr* element : expr.elements) push(evaluate_to_keep(*element));
    where(expr.span);
    ArrayObject* array = runtime_.heap.array(expr.elements.size());
    for (std::size_t i = first; i < top_; ++i) runtime_.heap.push(array, stack_[i]);
    top_ = first;
    return Value::of_object(array);
}

Value Interpreter::vector(const VectorExpr& expr) {
    std::size_t first = top_;
    for (const Expr* element : expr.elements) push(evaluate_to_keep(*element));
    where(expr.span);
    Value vector = make_vector(runtime_, &stack_[first], expr.elements.size());
    top_ = first;
    return vector;
}

Value Interpreter::matrix(const MatrixExpr& expr) {
    std::size_t first = top_;
    for (const auto& row : expr.rows)
        for (const Expr* entry : row) push(evaluate_to_keep(*entry));
    where(expr.span);
    std::size_t columns = expr.rows.empty() ? 0 : expr.rows[0].size();
    Value matrix = make_matrix(runtime_, &stack_[first], expr.rows.size(), columns);
    top_ = first;
    return matrix;
}

Value Interpreter::table(const TableExpr& expr) {
    std::size_t first = top_;
    where(expr.span);
    TableObject* table = runtime_.heap.table();
    push(Value::of_object(table));
    for (const auto& [key, value] : expr.entries) {
        push(evaluate_to_keep(*key));
        push(evaluate_to_keep(*value));
        where(key->span);
        std::size_t before = table->map->bytes();
        table->map->set(stack_[first + 1], stack_[first + 2]);
        runtime_.heap.recharge_map(before, *table->map);
        top_ = first + 1;
    }
    top_ = first;
    return stack_[first];
}

Value Interpreter::structure(const StructExpr& expr) {
    std::size_t first = top_;
    for (const auto& [name, value] : expr.fields) push(evaluate_to_keep(*value));
    where(expr.span);
    StructObject* object = runtime_.heap.structure(runtime_.shapes.empty(), static_cast<std::uint32_t>(expr.fields.size()));
    for (std::size_t i = 0; i < expr.fields.size(); ++i)
        runtime_.heap.set_field(object, expr.fields[i].first, stack_[first + i]);
    top_ = first;
    return Value::of_object(object);
}

Value Interpreter::set(const SetExpr& expr) {
    std::size_t first = top_;
    for (const Expr* element : expr.elements) push(evaluate_to_keep(*element));
    where(expr.span);
    ArrayObject* elements = runtime_.heap.array(expr.elements.size());
    for (std::size_t i = first; i < top_; ++i) runtime_.heap.push(elements, stack_[i]);
    top_ = first;
    return set_of(runtime_, elements);
}

Value Interpreter::comprehension(const ComprehensionExpr& expr) {
    std::size_t result = top_;
    push(Value::of_object(runtime_.heap.array()));
    Completion completion = comprehension_clause(expr, 0, result);
    if (completion != Completion::Normal) throw Escape{completion};
    top_ = result;
    auto* array = stack_[result].as<ArrayObject>();
    where(expr.span);
    switch (expr.result) {
    case ComprehensionExpr::Result::Vector: return vector_of(runtime_, array);
    case ComprehensionExpr::Result::Set: return set_of(runtime_, array);
    case ComprehensionExpr::Result::Matrix: return matrix_of_rows(runtime_, array);
    default: return Value::of_object(array);
    }
}

// ── operators ───────────────────────────────────────────────────────────────────────────────────────────────

Value Interpreter::chain(const ChainExpr& expr) {
    Value value = operand(*expr.first);
    for (const ChainExpr::Link& link : expr.links) {
        Value operand = evaluate_beside(value, *link.operand);
        where(link.op_span);
        value = operate(runtime_, link.op, value, operand);
    }
    return value;
}

Value Interpreter::comparison(const ComparisonExpr& expr) {
    Value left = operand(*expr.first), result = Value::null();
    std::size_t first = top_;
    for (const ChainExpr::Link& link : expr.links) {
        bool is_first = &link == &expr.links.front();
        if (!is_first) {
            if (settles(result, false)) return Value::of_bool(false);
            push(result);
        }
        Value right = evaluate_beside(left, *link.operand);
        top_ = first;
        where(link.op_span);
        Value holds = operate(runtime_, link.op, left, right);
        result = is_first ? holds : both(runtime_, result, holds);
        left = right;
    }
    return result;
}

Value Interpreter::logical(const LogicalExpr& expr) {
    Value result = evaluate(*expr.operands[0]);
    for (std::size_t i = 1; i < expr.operands.size(); ++i) {
        where(expr.operands[i - 1]->span);
        if (settles(result, expr.is_or)) return Value::of_bool(expr.is_or);
        Value next = evaluate_beside(result, *expr.operands[i]);
        where(expr.operands[i]->span);
        result = expr.is_or ? either(runtime_, result, next) : both(runtime_, result, next);
    }
    return result;
}

bool Interpreter::truth(const Expr& expr) {
    if (const auto* unary = try_as<UnaryExpr>(&expr); unary != nullptr && unary->op == UnaryOperator::Not)
        return !truth(*unary->operand);
    if (const auto* logical = try_as<LogicalExpr>(&expr)) {
        for (const Expr* operand : logical->operands)
            if (truth(*operand) == logical->is_or) return logical->is_or;
        return !logical->is_or;
    }
    Value value = evaluate(expr);
    if (value.is(Tag::Expression)) {
        const auto* comparison = try_as<ComparisonExpr>(&expr);
        where(comparison != nullptr && comparison->links.size() == 1 ? comparison->links[0].op_span : expr.span);
    }
    return truthy(value);
}

Value Interpreter::range(const RangeExpr& expr) {
    std::size_t first = top_;
    Value low = evaluate(*expr.low);
    push(low);
    Value high = evaluate(*expr.high);
    push(high);
    Value step = expr.step == nullptr ? Value::unset() : evaluate(*expr.step);
    top_ = first;
    where(expr.span);
    return make_range(runtime_, low, high, step);
}

Value Interpreter::substitution(const SubstituteExpr& expr) {
    std::size_t first = top_;
    Value value = evaluate(*expr.value);
    push(value);
    std::vector<Name> names;
    for (const auto& [name, replacement] : expr.replacements) {
        push(evaluate(*replacement));
        names.push_back(name);
    }
    top_ = first;
    where(expr.span);
    return substitute(runtime_, value, names, &stack_[first + 1]);
}

// ── parts ───────────────────────────────────────────────────────────────────────────────────────────────────

Value Interpreter::path(const PathExpr& expr) {
    Value value = read(expr.binding, expr.names[0], expr.span);
    if (expr.whole) return value;
    where(expr.span);
    for (std::size_t i = 1; i < expr.names.size(); ++i) value = get_member(runtime_, value, expr.names[i]);
    return value;
}

Value Interpreter::index(const IndexExpr& expr) {
    Value base = evaluate(*expr.base);
    std::size_t first = top_;
    push(base);
    for (const Expr* part : expr.indices) push(part == nullptr ? Value::unset() : evaluate(*part));
    where(expr.brackets);
    Value value = get_index(runtime_, base, &stack_[first + 1], expr.indices.size());
    top_ = first;
    return value;
}

} // namespace rumina
