// Variables, assignment targets and patterns.
//
// Copy-on-write through a target such as `t.x[i]`: a path is opened from its root inwards, and at each level a shared
// vec, mat, table or set is replaced by a copy of its own; after the innermost store the path is closed outwards, and
// what was replaced goes into its container. So a value never changes under another variable that holds it, and a path
// whose values have one owner is written in place. No user code runs between opening and closing.
//
// While a path is open each level takes two places on the stack: what the level held and what it is to hold.
#include "interpreter/interpreter.h"
#include "runtime/expression_patterns.h"
#include "runtime/calls.h"

namespace rumina {

// ── variables ───────────────────────────────────────────────────────────────────────────────────────────────

Value Interpreter::read(const Binding& binding, Name name, Span span) {
    switch (binding.where) {
    case Binding::Where::Local:
    case Binding::Where::Upvalue: {
        Value value = peek(binding);
        if (RUMINA_LIKELY(!value.is_unset())) return value;
        where(span);
        bool is_self = binding.variable->kind == Variable::Kind::Self;
        return read_unset(runtime_, name, is_self, binding.global_fallback, binding.builtin_fallback);
    }
    case Binding::Where::Global: {
        Value value = runtime_.globals[binding.index];
        if (RUMINA_LIKELY(!value.is_unset())) return value;
        where(span);
        return read_global(runtime_, binding.index, binding.builtin_fallback);
    }
    case Binding::Where::Builtin: where(span); return read_builtin(runtime_, binding.index);
    default: RUMINA_ASSERT(false, "a program with unresolved names does not run"); return Value::null();
    }
}

void Interpreter::write(const Binding& binding, Value value) {
    switch (binding.where) {
    case Binding::Where::Local: {
        Value& slot = stack_[frame_->base + binding.variable->slot];
        if (slot.is(Tag::Cell)) slot.as<CellObject>()->value = value;
        else slot = value;
        break;
    }
    case Binding::Where::Upvalue: {
        Value& capture = frame_->closure->captures[binding.index];
        RUMINA_ASSERT(capture.is(Tag::Cell), "a captured variable that is written is a cell");
        capture.as<CellObject>()->value = value;
        break;
    }
    case Binding::Where::Global: runtime_.globals[binding.index] = value; break;
    default: RUMINA_ASSERT(false, "only variables are written"); break;
    }
}

void Interpreter::declare(const Binding& binding, Value value) {
    if (binding.where == Binding::Where::Local) declare_local(*binding.variable, value);
    else write(binding, value);
}

void Interpreter::declare_local(const Variable& variable, Value value) {
    Value& slot = stack_[frame_->base + variable.slot];
    if (!variable.is_cell) {
        slot = value;
        return;
    }
    // A cell without a value was made for this declaration, on entry of the function or block: closures made before it
    // (a function that calls itself) hold that cell. Any other is of an earlier turn of a loop.
    bool keeps_cell = !variable.block_scoped() || (slot.is(Tag::Cell) && slot.as<CellObject>()->value.is_unset());
    if (keeps_cell) slot.as<CellObject>()->value = value;
    else slot = Value::of_object(runtime_.heap.cell(value));
}

// ── assignment ──────────────────────────────────────────────────────────────────────────────────────────────

void Interpreter::assignment(const AssignmentStmt& statement) {
    const Expr& target = *statement.target;
    const auto* name = try_as<NameExpr>(&target);
    if (!statement.compound) {
        Value value = evaluate_to_keep(*statement.value);
        if (name != nullptr) write(name->binding, value);
        else store(target, value);
        return;
    }
    std::size_t top = top_;
    if (name == nullptr) push_parts(target);
    std::size_t end = top_;
    Value old = name != nullptr ? evaluate(target) : load(target, end);
    Value operand = evaluate_beside(old, *statement.value);
    where(statement.op_span);
    Value value = binary(runtime_, statement.op, old, operand);
    share(value); // an operator may return its operand
    if (name != nullptr) write(name->binding, value);
    else put(target, end, value);
    top_ = top;
}

void Interpreter::store(const Expr& target, Value value) {
    std::size_t top = top_;
    switch (target.kind) {
    case NodeKind::NameExpr: write(as<NameExpr>(target).binding, value); break;
    case NodeKind::ArrayExpr: store_parts(target, as<ArrayExpr>(target).elements, false, value); break;
    case NodeKind::VectorExpr: store_parts(target, as<VectorExpr>(target).elements, true, value); break;
    default:
        push(value);
        push_parts(target);
        put(target, top_, value);
        break;
    }
    top_ = top;
}

void Interpreter::store_parts(const Expr& target, const std::vector<Expr*>& elements, bool vector, Value value) {
    std::vector<Value> parts;
    where(target.span);
    take_apart(runtime_, vector, elements.size(), value, parts);
    std::size_t first = top_;
    for (const Value& part : parts) push(part);
    for (std::size_t i = 0; i < elements.size(); ++i) store(*elements[i], stack_[first + i]);
}

/// Evaluates what a place is made of, from left to right: the root if it is no variable, and the indices.
void Interpreter::push_parts(const Expr& place) {
    switch (place.kind) {
    case NodeKind::NameExpr:
    case NodeKind::PathExpr: break;
    case NodeKind::MemberExpr: push_parts(*as<MemberExpr>(place).base); break;
    case NodeKind::IndexExpr:
        push_parts(*as<IndexExpr>(place).base);
        for (const Expr* part : as<IndexExpr>(place).indices)
            push(part == nullptr ? Value::unset() : evaluate_to_keep(*part));
        break;
    default: push(evaluate_to_keep(place)); break;
    }
}

/// The value at a place whose parts end at `end` on the stack.
Value Interpreter::load(const Expr& place, std::size_t end) {
    switch (place.kind) {
    case NodeKind::NameExpr:
    case NodeKind::PathExpr: return evaluate(place);
    case NodeKind::MemberExpr: {
        Value base = load(*as<MemberExpr>(place).base, end);
        where(as<MemberExpr>(place).name_span);
        return get_member(runtime_, base, as<MemberExpr>(place).name);
    }
    case NodeKind::IndexExpr: {
        std::size_t count = as<IndexExpr>(place).indices.size();
        Value base = load(*as<IndexExpr>(place).base, end - count);
        where(as<IndexExpr>(place).brackets);
        return get_index(runtime_, base, &stack_[end - count], count);
    }
    default: return stack_[end - 1];
    }
}

/// Stores into a member or element; the parts of `place` end at `end`.
void Interpreter::put(const Expr& place, std::size_t end, Value value) {
    switch (place.kind) {
    case NodeKind::MemberExpr: {
        const auto& member = as<MemberExpr>(place);
        open(*member.base, end);
        where(member.name_span);
        set_member(runtime_, stack_[top_ - 1], member.name, value);
        close(*member.base, end);
        break;
    }
    case NodeKind::IndexExpr: {
        const auto& element = as<IndexExpr>(place);
        std::size_t count = element.indices.size();
        open(*element.base, end - count);
        where(element.brackets);
        set_index(runtime_, stack_[top_ - 1], &stack_[end - count], count, value);
        close(*element.base, end - count);
        break;
    }
    case NodeKind::PathExpr: {
        const auto& path = as<PathExpr>(place);
        push_opened(read(path.binding, path.names[0], path.span));
        if (!path.whole)
            for (std::size_t i = 1; i + 1 < path.names.size(); ++i) open_member(path.names[i], path.span);
        where(place.span);
        set_member(runtime_, stack_[top_ - 1], path.names.back(), value);
        if (!path.whole)
            for (std::size_t i = path.names.size() - 2; i > 0; --i) close_member(path.names[i], path.span);
        break;
    }
    default: RUMINA_ASSERT(false, "the parser accepts only these targets"); break;
    }
}

// ── opening and closing places ──────────────────────────────────────────────────────────────────────────────

Value Interpreter::own(Value value) {
    switch (value.kind()) {
    case Tag::Vector: return Value::of_object(runtime_.heap.own(value.as<VectorObject>()));
    case Tag::Matrix: return Value::of_object(runtime_.heap.own(value.as<MatrixObject>()));
    case Tag::Table: return Value::of_object(runtime_.heap.own(value.as<TableObject>()));
    case Tag::Set: return Value::of_object(runtime_.heap.own(value.as<SetObject>()));
    default: return value;
    }
}

void Interpreter::push_opened(Value value) {
    push(value);
    push(own(value));
}

/// False when a field read from the container may belong to another one as well: inherited, or of a module or error.
bool Interpreter::holds_alone(const Value& container, Name field) const {
    if (container.is(Tag::Struct)) return runtime_.heap.find_field(container.as<StructObject>(), field) != nullptr;
    return container.is(Tag::Table);
}

void Interpreter::open(const Expr& place, std::size_t end) {
    switch (place.kind) {
    case NodeKind::NameExpr: {
        const auto& name = as<NameExpr>(place);
        Value value = read(name.binding, name.name, name.span);
        // Read through a fallback, the value belongs to another variable.
        bool local = name.binding.where == Binding::Where::Local || name.binding.where == Binding::Where::Upvalue;
        bool fallback = local && peek(name.binding).is_unset();
        if (fallback) share(value);
        push_opened(value);
        break;
    }
    case NodeKind::PathExpr: {
        const auto& path = as<PathExpr>(place);
        push_opened(read(path.binding, path.names[0], path.span));
        if (!path.whole)
            for (std::size_t i = 1; i < path.names.size(); ++i) open_member(path.names[i], path.span);
        break;
    }
    case NodeKind::MemberExpr:
        open(*as<MemberExpr>(place).base, end);
        open_member(as<MemberExpr>(place).name, as<MemberExpr>(place).name_span);
        break;
    case NodeKind::IndexExpr: {
        const auto& element = as<IndexExpr>(place);
        std::size_t count = element.indices.size();
        open(*element.base, end - count);
        where(element.brackets);
        Value container = stack_[top_ - 1];
        const Value* indices = &stack_[end - count];
        Value value = get_index(runtime_, container, indices, count);
        if (container.is(Tag::Struct)) {
            bool alone = indices[0].is(Tag::String) && holds_alone(container, runtime_.names.find(text_of(indices[0])));
            if (!alone) share(value);
        }
        push_opened(value);
        break;
    }
    default: push_opened(stack_[end - 1]); break;
    }
}

void Interpreter::open_member(Name name, Span span) {
    where(span);
    Value container = stack_[top_ - 1];
    Value value = get_member(runtime_, container, name);
    if (!holds_alone(container, name)) share(value);
    push_opened(value);
}

void Interpreter::close(const Expr& place, std::size_t end) {
    switch (place.kind) {
    case NodeKind::NameExpr: {
        Value held = stack_[top_ - 2], holds = stack_[top_ - 1];
        top_ -= 2;
        if (!holds.same_bits(held)) write(as<NameExpr>(place).binding, holds);
        break;
    }
    case NodeKind::PathExpr: {
        const auto& path = as<PathExpr>(place);
        if (!path.whole)
            for (std::size_t i = path.names.size() - 1; i > 0; --i) close_member(path.names[i], path.span);
        Value held = stack_[top_ - 2], holds = stack_[top_ - 1];
        top_ -= 2;
        if (!holds.same_bits(held)) write(path.binding, holds);
        break;
    }
    case NodeKind::MemberExpr:
        close_member(as<MemberExpr>(place).name, as<MemberExpr>(place).name_span);
        close(*as<MemberExpr>(place).base, end);
        break;
    case NodeKind::IndexExpr: {
        const auto& element = as<IndexExpr>(place);
        std::size_t count = element.indices.size();
        Value held = stack_[top_ - 2], holds = stack_[top_ - 1];
        top_ -= 2;
        // A part of a matrix or vec is read as a copy, so it goes back even when it was changed in place.
        bool copied = stack_[top_ - 1].is(Tag::Matrix) && holds.is(Tag::Vector);
        if (copied || !holds.same_bits(held)) {
            where(element.brackets);
            set_index(runtime_, stack_[top_ - 1], &stack_[end - count], count, holds);
        }
        close(*element.base, end - count);
        break;
    }
    default: top_ -= 2; break;
    }
}

void Interpreter::close_member(Name name, Span span) {
    Value held = stack_[top_ - 2], holds = stack_[top_ - 1];
    top_ -= 2;
    if (holds.same_bits(held)) return;
    where(span);
    set_member(runtime_, stack_[top_ - 1], name, holds);
}

// ── patterns ────────────────────────────────────────────────────────────────────────────────────────────────

/// The pattern of a declaration or loop: binds its names or raises.
void Interpreter::take_apart_into(const Pattern& pattern, Value value) {
    switch (pattern.kind) {
    case NodeKind::WildcardPattern: break;
    case NodeKind::BindPattern: declare(as<BindPattern>(pattern).binding, value); break;
    case NodeKind::LiteralPattern: {
        Value wanted = evaluate(*as<LiteralPattern>(pattern).value);
        where(pattern.span);
        if (!equal(wanted, value)) fail(DiagnosticId::NoArmMatches, to_text(runtime_, value));
        break;
    }
    case NodeKind::SequencePattern: {
        const auto& sequence = as<SequencePattern>(pattern);
        std::vector<Value> parts;
        where(pattern.span);
        take_apart(runtime_, sequence.vector, sequence.elements.size(), value, parts);
        for (std::size_t i = 0; i < parts.size(); ++i) take_apart_into(*sequence.elements[i], parts[i]);
        break;
    }
    case NodeKind::FieldsPattern:
        for (const auto& [name, part] : as<FieldsPattern>(pattern).fields) {
            Value field = Value::unset();
            where(pattern.span);
            if (!try_take_field(runtime_, value, name, field)) fail_missing_field(runtime_, value, name);
            take_apart_into(*part, field);
        }
        break;
    default:
        where(pattern.span);
        fail(DiagnosticId::PatternTypeMismatch, described(value));
    }
}

/// The pattern of a match arm: false when the value does not fit. Names of parts that fitted may be bound already.
bool Interpreter::fits(const Pattern& pattern, Value value) {
    switch (pattern.kind) {
    case NodeKind::WildcardPattern: return true;
    case NodeKind::BindPattern: declare(as<BindPattern>(pattern).binding, value); return true;
    case NodeKind::LiteralPattern: return equal(evaluate(*as<LiteralPattern>(pattern).value), value);
    case NodeKind::SequencePattern: {
        const auto& sequence = as<SequencePattern>(pattern);
        std::vector<Value> parts;
        if (!try_take_apart(runtime_, sequence.vector, sequence.elements.size(), value, parts)) return false;
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (!fits(*sequence.elements[i], parts[i])) return false;
        return true;
    }
    case NodeKind::FieldsPattern:
        for (const auto& [name, part] : as<FieldsPattern>(pattern).fields) {
            Value field = Value::unset();
            if (!try_take_field(runtime_, value, name, field) || !fits(*part, field)) return false;
        }
        return true;
    case NodeKind::ExpressionPattern: {
        const Expr& expression = *as<ExpressionPattern>(pattern).expression;
        auto [form, is_new] = forms_.try_emplace(&expression);
        if (is_new) form->second = form_of_pattern(runtime_, expression);
        std::vector<Value> parts;
        where(pattern.span);
        if (!take_expression_apart(runtime_, form->second, value, parts)) return false;
        std::vector<const NameExpr*> names = parts_of_pattern(expression);
        for (std::size_t i = 0; i < names.size(); ++i) declare(names[i]->binding, parts[i]);
        return true;
    }
    default: return false;
    }
}

} // namespace rumina
