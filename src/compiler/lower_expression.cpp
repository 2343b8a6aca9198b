// Names, operators, parts of values, choices.
#include "compiler/function_compiler.h"

namespace rumina {
namespace {

Opcode opcode_of(BinaryOperator op) {
    switch (op) {
#define BINARY(name, text) \
    case BinaryOperator::name: return Opcode::name;
#define UNARY(name, text)
#include "syntax/operators.def"
#undef BINARY
#undef UNARY
    }
    return Opcode::Add;
}

Opcode opcode_of(UnaryOperator op) {
    switch (op) {
#define BINARY(name, text)
#define UNARY(name, text) \
    case UnaryOperator::name: return Opcode::name;
#include "syntax/operators.def"
#undef BINARY
#undef UNARY
    }
    return Opcode::Negate;
}

std::optional<Opcode> int_form(BinaryOperator op) {
    switch (op) {
    case BinaryOperator::Add: return Opcode::AddInt;
    case BinaryOperator::Subtract: return Opcode::SubtractInt;
    case BinaryOperator::Multiply: return Opcode::MultiplyInt;
    case BinaryOperator::Divide: return Opcode::DivideInt;
    case BinaryOperator::Modulo: return Opcode::ModuloInt;
    default: return std::nullopt;
    }
}

} // namespace

// ── names ───────────────────────────────────────────────────────────────────────────────────────────────────

void FunctionCompiler::read(const Binding& binding, Name name, Slot destination, Span span, bool shared) {
    auto check = [&](Slot from) {
        Chunk::Check row{name, binding.variable != nullptr && binding.variable->kind == Variable::Kind::Self, binding.global_fallback, binding.builtin_fallback};
        emit(Opcode::CheckSet, s(destination), s(from), add_row(chunk_->checks, row), span);
    };
    switch (binding.where) {
    case Binding::Where::Local:
        if (binding.variable->is_cell) {
            emit(shared ? Opcode::ReadCell : Opcode::ReadCellBase, s(destination), s(binding.variable->slot), 0, span);
            if (binding.checked) check(destination);
        } else if (binding.checked) {
            check(binding.variable->slot);
        } else {
            emit(shared ? Opcode::Move : Opcode::Take, s(destination), s(binding.variable->slot), 0, span);
        }
        break;
    case Binding::Where::Upvalue:
        if (binding.variable->is_cell) emit(shared ? Opcode::ReadUpvalueCell : Opcode::ReadUpvalueCellBase, s(destination), binding.index, 0, span);
        else emit(Opcode::ReadUpvalue, s(destination), binding.index, 0, span);
        if (binding.checked) check(destination);
        break;
    case Binding::Where::Global: emit_wide(shared ? Opcode::ReadGlobal : Opcode::ReadGlobalBase, s(destination), binding.index, span); break;
    case Binding::Where::Builtin: emit_wide(Opcode::LoadBuiltin, s(destination), binding.index, span); break;
    case Binding::Where::Unresolved: RUMINA_ASSERT(false, "an unresolved name reached the compiler"); break;
    }
}

void FunctionCompiler::write(const Binding& binding, Slot source, Span span, bool fresh) {
    switch (binding.where) {
    case Binding::Where::Local:
        if (binding.variable->is_cell) emit(Opcode::WriteCell, s(binding.variable->slot), s(source), 0, span);
        else if (binding.variable->slot != source) emit(fresh ? Opcode::Take : Opcode::Move, s(binding.variable->slot), s(source), 0, span);
        break;
    case Binding::Where::Upvalue: emit(Opcode::WriteUpvalueCell, binding.index, s(source), 0, span); break;
    case Binding::Where::Global: emit_wide(Opcode::WriteGlobal, s(source), binding.index, span); break;
    default: RUMINA_ASSERT(false, "a write to something that is no variable"); break;
    }
}

void FunctionCompiler::declare(const Binding& binding, Slot source, Span span, bool fresh) {
    // A closure made before the declaration (a function that calls itself) holds the cell that was made on block entry.
    bool made_on_entry = binding.variable != nullptr && binding.variable->captured_unset;
    if (binding.where == Binding::Where::Local && binding.variable->is_cell && binding.variable->block_scoped() && !made_on_entry)
        emit(Opcode::FreshCell, s(binding.variable->slot), 0, 0, span);
    write(binding, source, span, fresh);
}

// A value nobody else can hold. Reads of variables and parts are not fresh; neither is a choice between values.
bool FunctionCompiler::is_fresh(const Expr& expr) const {
    switch (expr.kind) {
    case NodeKind::NameExpr: case NodeKind::PathExpr: case NodeKind::IndexExpr: case NodeKind::MemberExpr:
    case NodeKind::IfExpr: case NodeKind::MatchExpr: case NodeKind::BlockExpr: case NodeKind::UnaryExpr:
    case NodeKind::AsExpr: case NodeKind::SubstituteExpr: return false;
    default: return true;
    }
}

bool FunctionCompiler::evaluates_blocks(const Expr& expr) const {
    switch (expr.kind) {
    case NodeKind::NumberExpr: case NodeKind::StringExpr: case NodeKind::BooleanExpr: case NodeKind::NullExpr:
    case NodeKind::NameExpr: case NodeKind::PathExpr: case NodeKind::LambdaExpr: return false;
    case NodeKind::MemberExpr: return evaluates_blocks(*as<MemberExpr>(expr).base);
    case NodeKind::UnaryExpr: return evaluates_blocks(*as<UnaryExpr>(expr).operand);
    case NodeKind::PowerExpr: return evaluates_blocks(*as<PowerExpr>(expr).base) || evaluates_blocks(*as<PowerExpr>(expr).exponent);
    case NodeKind::IndexExpr: {
        const auto& index = as<IndexExpr>(expr);
        if (evaluates_blocks(*index.base)) return true;
        for (const Expr* part : index.indices)
            if (part != nullptr && evaluates_blocks(*part)) return true;
        return false;
    }
    case NodeKind::ChainExpr: {
        const auto& chain = as<ChainExpr>(expr);
        if (chain.links.size() > 8 || evaluates_blocks(*chain.first)) return true; // long ones are not worth the search
        for (const auto& link : chain.links)
            if (evaluates_blocks(*link.operand)) return true;
        return false;
    }
    case NodeKind::CallExpr: {
        const auto& call = as<CallExpr>(expr);
        if (evaluates_blocks(*call.callee)) return true;
        for (const Expr* argument : call.arguments)
            if (evaluates_blocks(*argument)) return true;
        for (const auto& [name, value] : call.named)
            if (evaluates_blocks(*value)) return true;
        return false;
    }
    default: return true;
    }
}

bool FunctionCompiler::reads_in_place(const Expr& expr) const {
    const auto* name = try_as<NameExpr>(&expr);
    return name != nullptr && name->binding.where == Binding::Where::Local && !name->binding.checked && !name->binding.variable->is_cell;
}

FunctionCompiler::Slot FunctionCompiler::operand(const Expr& expr, const Expr* next) {
    if (reads_in_place(expr) && (next == nullptr || !evaluates_blocks(*next))) return as<NameExpr>(expr).binding.variable->slot;
    return in_temporary(expr);
}

FunctionCompiler::Slot FunctionCompiler::in_temporary(const Expr& expr) {
    Slot slot = temporary();
    into(expr, slot);
    return slot;
}

FunctionCompiler::Slot FunctionCompiler::base(const Expr& expr) {
    if (reads_in_place(expr)) return as<NameExpr>(expr).binding.variable->slot;
    Slot slot = temporary();
    base_into(expr, slot);
    return slot;
}

void FunctionCompiler::base_into(const Expr& expr, Slot destination) {
    if (const auto* name = try_as<NameExpr>(&expr)) read(name->binding, name->name, destination, name->span, false);
    else if (const auto* part = try_as<IndexExpr>(&expr)) index(*part, destination, true);
    else if (const auto* field = try_as<MemberExpr>(&expr)) member(*field, destination, true);
    else into(expr, destination);
}

std::optional<std::int16_t> FunctionCompiler::small_int(const Expr& expr) const {
    const auto* number = try_as<NumberExpr>(&expr);
    if (number == nullptr || number->form != NumberExpr::Form::Integer || number->imaginary || number->text.size() > 5) return std::nullopt;
    int value = 0;
    for (char c : number->text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    if (value > INT16_MAX) return std::nullopt;
    return static_cast<std::int16_t>(value);
}

// ── expressions ─────────────────────────────────────────────────────────────────────────────────────────────

void FunctionCompiler::effect(const Expr& expr) {
    Temporaries scope(*this);
    if (const auto* choice = try_as<IfExpr>(&expr)) return if_expression(*choice, nullptr);
    if (const auto* choice = try_as<MatchExpr>(&expr)) return match(*choice, nullptr);
    if (const auto* called = try_as<CallExpr>(&expr); called != nullptr && !called->tail && direct_call(*called, nullptr)) return;
    into(expr, temporary());
}

void FunctionCompiler::into(const Expr& expr, Slot destination) {
    Temporaries scope(*this);
    switch (expr.kind) {
    case NodeKind::NumberExpr: number(as<NumberExpr>(expr), destination); break;
    case NodeKind::NameExpr: {
        const auto& name = as<NameExpr>(expr);
        if (!reads_in_place(expr) || name.binding.variable->slot != destination) read(name.binding, name.name, destination, expr.span, true);
        break;
    }
    case NodeKind::ChainExpr: chain(as<ChainExpr>(expr), destination); break;
    case NodeKind::PowerExpr: {
        const auto& power = as<PowerExpr>(expr);
        binary(power.op, *power.base, *power.exponent, destination, power.op_span);
        break;
    }
    case NodeKind::UnaryExpr: {
        const auto& unary = as<UnaryExpr>(expr);
        emit(opcode_of(unary.op), s(destination), s(operand(*unary.operand)), 0, unary.op_span);
        break;
    }
    case NodeKind::CallExpr: call(as<CallExpr>(expr), destination); break;
    default: other_into(expr, destination);
    }
}

[[gnu::noinline]] void FunctionCompiler::other_into(const Expr& expr, Slot destination) {
    switch (expr.kind) {
    case NodeKind::StringExpr: emit_wide(Opcode::LoadConstant, s(destination), string_constant(as<StringExpr>(expr).value), expr.span); break;
    case NodeKind::FormatExpr: format(as<FormatExpr>(expr), destination); break;
    case NodeKind::BooleanExpr: emit(as<BooleanExpr>(expr).value ? Opcode::LoadTrue : Opcode::LoadFalse, s(destination), 0, 0, expr.span); break;
    case NodeKind::NullExpr: emit(Opcode::LoadNull, s(destination), 0, 0, expr.span); break;
    case NodeKind::PathExpr: path(as<PathExpr>(expr), destination); break;
    case NodeKind::ComparisonExpr: comparison(as<ComparisonExpr>(expr), destination); break;
    case NodeKind::LogicalExpr: logical(as<LogicalExpr>(expr), destination); break;
    case NodeKind::RangeExpr: range(as<RangeExpr>(expr), destination); break;
    case NodeKind::PipeExpr: pipe(as<PipeExpr>(expr), destination); break;
    case NodeKind::SubstituteExpr: {
        const auto& substitute = as<SubstituteExpr>(expr);
        Slot value = in_temporary(*substitute.value);
        Chunk::CallSite site{};
        for (const auto& [name, replacement] : substitute.replacements) {
            in_temporary(*replacement);
            site.names.push_back(name);
        }
        emit(Opcode::Substitute, s(destination), s(value), add_row(chunk_->call_sites, std::move(site)), expr.span);
        break;
    }
    case NodeKind::IndexExpr: index(as<IndexExpr>(expr), destination, false); break;
    case NodeKind::MemberExpr: member(as<MemberExpr>(expr), destination, false); break;
    case NodeKind::QuantityExpr:
        in_temporary(*as<QuantityExpr>(expr).value);
        emit(Opcode::FailUnits, 0, 0, 0, expr.span);
        break;
    case NodeKind::AsExpr: {
        const auto& conversion = as<AsExpr>(expr);
        Slot value = operand(*conversion.value);
        emit(Opcode::ConvertAs, s(destination), s(value), add_row(chunk_->targets, conversion.target), expr.span);
        break;
    }
    case NodeKind::ArrayExpr: elements(as<ArrayExpr>(expr).elements, destination, expr.span); break;
    case NodeKind::VectorExpr: {
        Slot array = temporary();
        elements(as<VectorExpr>(expr).elements, array, expr.span);
        emit(Opcode::ToVector, s(destination), s(array), 0, expr.span);
        break;
    }
    case NodeKind::SetExpr: {
        Slot array = temporary();
        elements(as<SetExpr>(expr).elements, array, expr.span);
        emit(Opcode::ToSet, s(destination), s(array), 0, expr.span);
        break;
    }
    case NodeKind::MatrixExpr: matrix(as<MatrixExpr>(expr), destination); break;
    case NodeKind::TableExpr: table(as<TableExpr>(expr), destination); break;
    case NodeKind::StructExpr: structure(as<StructExpr>(expr).fields, destination, expr.span); break;
    case NodeKind::ComprehensionExpr: comprehension(as<ComprehensionExpr>(expr), destination); break;
    case NodeKind::LambdaExpr: closure(*as<LambdaExpr>(expr).function, destination, expr.span); break;
    case NodeKind::IfExpr: if_expression(as<IfExpr>(expr), &destination); break;
    case NodeKind::MatchExpr: match(as<MatchExpr>(expr), &destination); break;
    case NodeKind::BlockExpr: block(*as<BlockExpr>(expr).block, &destination); break;
    default: RUMINA_ASSERT(false, "not an expression"); break;
    }
}

void FunctionCompiler::binary_slots(BinaryOperator op, Slot lhs, const Expr& rhs, Slot destination, Span span) {
    if (auto form = int_form(op))
        if (auto number = small_int(rhs)) {
            emit(*form, s(destination), s(lhs), static_cast<std::uint16_t>(*number), span);
            return;
        }
    Temporaries scope(*this);
    Slot right = operand(rhs);
    emit(opcode_of(op), s(destination), s(lhs), s(right), span);
}

void FunctionCompiler::binary(BinaryOperator op, const Expr& lhs, const Expr& rhs, Slot destination, Span span) {
    Temporaries scope(*this);
    Slot left = operand(lhs, &rhs);
    binary_slots(op, left, rhs, destination, span);
}

void FunctionCompiler::chain(const ChainExpr& expr, Slot destination) {
    if (expr.links.size() == 1) {
        const auto& link = expr.links[0];
        return binary(link.op, *expr.first, *link.operand, destination, link.op_span);
    }
    Temporaries scope(*this);
    // Intermediate results must not go to a variable that later links still read.
    Slot sum = window(destination);
    const auto& first = expr.links[0];
    binary(first.op, *expr.first, *first.operand, sum, first.op_span);
    for (std::size_t i = 1; i < expr.links.size(); ++i) {
        const auto& link = expr.links[i];
        binary_slots(link.op, sum, *link.operand, i + 1 == expr.links.size() ? destination : sum, link.op_span);
    }
}

void FunctionCompiler::comparison(const ComparisonExpr& expr, Slot destination) {
    if (expr.links.size() == 1) {
        const auto& link = expr.links[0];
        Slot left = operand(*expr.first, link.operand);
        Slot right = operand(*link.operand);
        emit(opcode_of(link.op), s(destination), s(left), s(right), link.op_span);
        return;
    }
    // a < b < c: stop with false at the first link that fails. Links with symbols are joined.
    Label failed, end;
    Slot left = in_temporary(*expr.first), truth = temporary(), next = temporary();
    for (std::size_t i = 0; i < expr.links.size(); ++i) {
        const auto& link = expr.links[i];
        Slot right = in_temporary(*link.operand);
        emit(opcode_of(link.op), s(i == 0 ? truth : next), s(left), s(right), link.op_span);
        if (i != 0) emit(Opcode::Both, s(truth), s(truth), s(next), link.op_span);
        if (i + 1 < expr.links.size()) jump(Opcode::JumpIfSettledFalse, s(truth), 0, failed, link.op_span);
        emit(Opcode::Take, s(left), s(right), 0, link.op_span);
        next_ = right; // each operand is needed for two links only
    }
    emit(Opcode::Take, s(destination), s(truth), 0, expr.span);
    jump(Opcode::Jump, 0, 0, end, expr.span);
    place(failed);
    emit(Opcode::LoadFalse, s(destination), 0, 0, expr.span);
    place(end);
}

void FunctionCompiler::logical(const LogicalExpr& expr, Slot destination) {
    Label decided, end;
    Slot truth = in_temporary(*expr.operands[0]);
    Opcode settled = expr.is_or ? Opcode::JumpIfSettledTrue : Opcode::JumpIfSettledFalse;
    for (std::size_t i = 1; i < expr.operands.size(); ++i) {
        const Expr& next = *expr.operands[i];
        Temporaries scope(*this);
        jump(settled, s(truth), 0, decided, expr.operands[i - 1]->span);
        Slot value = operand(next);
        emit(expr.is_or ? Opcode::Either : Opcode::Both, s(truth), s(truth), s(value), next.span);
    }
    emit(Opcode::Take, s(destination), s(truth), 0, expr.span);
    jump(Opcode::Jump, 0, 0, end, expr.span);
    place(decided);
    emit(expr.is_or ? Opcode::LoadTrue : Opcode::LoadFalse, s(destination), 0, 0, expr.span);
    place(end);
}

void FunctionCompiler::range(const RangeExpr& expr, Slot destination) {
    Slot first = in_temporary(*expr.low);
    in_temporary(*expr.high);
    if (expr.step != nullptr) in_temporary(*expr.step);
    else emit(Opcode::LoadUnset, s(temporary()), 0, 0, expr.span);
    emit(Opcode::MakeRange, s(destination), s(first), 0, expr.span);
}

void FunctionCompiler::index(const IndexExpr& expr, Slot destination, bool as_base) {
    Temporaries scope(*this);
    if (expr.indices.size() == 1 && expr.indices[0] != nullptr) {
        Slot container;
        if (reads_in_place(*expr.base) && evaluates_blocks(*expr.indices[0])) container = in_temporary(*expr.base);
        else container = base(*expr.base);
        Slot position = operand(*expr.indices[0]);
        emit(as_base ? Opcode::GetIndexBase : Opcode::GetIndex, s(destination), s(container), s(position), expr.brackets);
        return;
    }
    Slot container = temporary();
    base_into(*expr.base, container);
    for (const Expr* part : expr.indices) {
        if (part != nullptr) in_temporary(*part);
        else emit(Opcode::LoadUnset, s(temporary()), 0, 0, expr.span);
    }
    emit(Opcode::GetIndices, s(destination), s(container), static_cast<std::uint32_t>(expr.indices.size()), expr.brackets);
    emit_extra(0, expr.brackets);
}

void FunctionCompiler::member(const MemberExpr& expr, Slot destination, bool as_base) {
    Temporaries scope(*this);
    Slot container = base(*expr.base);
    emit(as_base ? Opcode::GetMemberBase : Opcode::GetMember, s(destination), s(container), name_index(expr.name), expr.name_span);
    emit_extra(0, expr.name_span);
}

void FunctionCompiler::path(const PathExpr& expr, Slot destination) {
    if (expr.whole) {
        emit_wide(Opcode::LoadBuiltin, s(destination), expr.binding.index, expr.span);
        return;
    }
    path_front(expr, destination);
    emit(Opcode::GetMember, s(destination), s(destination), name_index(expr.names.back()), expr.span);
    emit_extra(0, expr.span);
}

// All of the path but its last name.
void FunctionCompiler::path_front(const PathExpr& expr, Slot destination) {
    if (expr.whole) return path(expr, destination);
    read(expr.binding, expr.names[0], destination, expr.span, true);
    for (std::size_t i = 1; i + 1 < expr.names.size(); ++i) {
        emit(Opcode::GetMember, s(destination), s(destination), name_index(expr.names[i]), expr.span);
        emit_extra(0, expr.span);
    }
}

// ── choices ─────────────────────────────────────────────────────────────────────────────────────────────────

void FunctionCompiler::if_expression(const IfExpr& expr, const Slot* destination) {
    Label end;
    for (std::size_t i = 0; i < expr.clauses.size(); ++i) {
        const auto& clause = expr.clauses[i];
        Label next;
        {
            Temporaries scope(*this);
            condition(*clause.condition, next, false, false);
        }
        block(*clause.body, destination);
        bool last = i + 1 == expr.clauses.size() && expr.otherwise == nullptr && destination == nullptr;
        if (!last) jump(Opcode::Jump, 0, 0, end, clause.condition->span);
        place(next);
    }
    if (expr.otherwise != nullptr) block(*expr.otherwise, destination);
    else if (destination != nullptr) emit(Opcode::LoadNull, s(*destination), 0, 0, expr.span);
    place(end);
}

void FunctionCompiler::match(const MatchExpr& expr, const Slot* destination) {
    Temporaries scope(*this);
    Slot subject = in_temporary(*expr.subject);
    Label end;
    bool closed = false;
    for (const auto& arm : expr.arms) {
        Label next;
        test_pattern(*arm.pattern, subject, next);
        if (arm.guard != nullptr) {
            Temporaries inner(*this);
            condition(*arm.guard, next, false, false);
        }
        if (destination != nullptr) into(*arm.body, *destination);
        else if (const auto* body = try_as<BlockExpr>(arm.body)) block(*body->block, nullptr);
        else effect(*arm.body);
        jump(Opcode::Jump, 0, 0, end, arm.body->span);
        place(next);
        closed = closed || ((arm.pattern->kind == NodeKind::WildcardPattern || arm.pattern->kind == NodeKind::BindPattern) && arm.guard == nullptr);
    }
    if (!closed) emit(Opcode::FailMatch, s(subject), 0, 0, expr.subject->span);
    place(end);
}

void FunctionCompiler::reset_block(const Block& block) {
    for (const Variable* variable : block.reset) emit(variable->is_cell ? Opcode::FreshCell : Opcode::LoadUnset, s(variable->slot), 0, 0, block.span);
}

void FunctionCompiler::block(const Block& block, const Slot* destination) {
    Temporaries scope(*this);
    reset_block(block);
    for (std::size_t i = 0; i < block.statements.size(); ++i) {
        if (destination != nullptr && i + 1 == block.statements.size()) last_statement(*block.statements[i], *destination);
        else statement(*block.statements[i]);
    }
    if (destination != nullptr && block.statements.empty()) emit(Opcode::LoadNull, s(*destination), 0, 0, block.span);
}

void FunctionCompiler::last_statement(const Stmt& stmt, Slot destination) {
    if (const auto* expression = try_as<ExpressionStmt>(&stmt)) return into(*expression->expression, destination);
    if (const auto* nested = try_as<BlockStmt>(&stmt)) return block(*nested->block, &destination);
    if (const auto* attempt = try_as<TryStmt>(&stmt)) return try_statement(*attempt, &destination);
    statement(stmt);
    emit(Opcode::LoadNull, s(destination), 0, 0, stmt.span);
}

} // namespace rumina
