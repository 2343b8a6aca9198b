// Declarations, assignments, loops, ways out, errors.
#include "compiler/function_compiler.h"

namespace rumina {

void FunctionCompiler::statement(const Stmt& stmt) {
    Temporaries scope(*this);
    switch (stmt.kind) {
    case NodeKind::ExpressionStmt: effect(*as<ExpressionStmt>(stmt).expression); break;
    case NodeKind::DeclarationStmt: declaration(as<DeclarationStmt>(stmt)); break;
    case NodeKind::AssignmentStmt: assignment(as<AssignmentStmt>(stmt)); break;
    case NodeKind::FunctionStmt: function_statement(as<FunctionStmt>(stmt)); break;
    case NodeKind::StructDeclarationStmt: {
        const auto& declaration = as<StructDeclarationStmt>(stmt);
        std::vector<std::pair<Name, Expr*>> fields;
        for (const auto& field : declaration.fields) fields.emplace_back(field.name, field.value);
        Slot value = temporary();
        structure(fields, value, stmt.span);
        write(declaration.binding, value, stmt.span, true);
        break;
    }
    case NodeKind::WhileStmt: while_loop(as<WhileStmt>(stmt)); break;
    case NodeKind::LoopStmt: counted_loop(as<LoopStmt>(stmt)); break;
    case NodeKind::ForThreeStmt: for_three(as<ForThreeStmt>(stmt)); break;
    case NodeKind::ForInStmt: for_in(as<ForInStmt>(stmt)); break;
    case NodeKind::ReturnStmt: return_statement(as<ReturnStmt>(stmt)); break;
    case NodeKind::BreakStmt: leave({Exit::Kind::Break, loops_.size() - 1}, stmt.span); break;
    case NodeKind::ContinueStmt: leave({Exit::Kind::Continue, loops_.size() - 1}, stmt.span); break;
    case NodeKind::IncludeStmt: {
        const auto& include = as<IncludeStmt>(stmt);
        if (include.unit == 0) break;
        Slot module = temporary();
        emit_wide(Opcode::Include, s(module), include.unit, include.path_span);
        write(include.binding, module, stmt.span, true);
        break;
    }
    case NodeKind::ThrowStmt: {
        Slot value = operand(*as<ThrowStmt>(stmt).value);
        emit(Opcode::Throw, s(value), 0, 0, stmt.span);
        break;
    }
    case NodeKind::ImportStmt: {
        const auto& import = as<ImportStmt>(stmt);
        Slot module = temporary();
        if (import.unit != 0) emit_wide(Opcode::Include, s(module), import.unit, stmt.span);
        else emit(Opcode::LoadModule, s(module), import.builtin - 1, name_index(import.path.back()), stmt.span);
        write(import.binding, module, stmt.span, true);
        break;
    }
    case NodeKind::UseStmt: {
        const auto& use = as<UseStmt>(stmt);
        Slot module = temporary(), value = temporary();
        if (use.unit != 0) emit_wide(Opcode::Include, s(module), use.unit, stmt.span);
        for (const auto& item : use.items) {
            if (use.unit != 0) {
                emit(Opcode::GetMember, s(value), s(module), name_index(item.name), item.span);
                emit_extra(0, item.span);
            } else {
                emit_wide(Opcode::LoadBuiltin, s(value), item.builtin - 1, item.span);
            }
            write(item.binding, value, item.span, false);
        }
        break;
    }
    case NodeKind::UnitStmt: emit(Opcode::FailUnits, 0, 0, 0, stmt.span); break;
    case NodeKind::SymbolsStmt:
        for (const auto& item : as<SymbolsStmt>(stmt).items) {
            Temporaries scope(*this);
            Slot symbol = temporary();
            emit(Opcode::DeclareSymbol, s(symbol), add_row(chunk_->symbols, Chunk::SymbolSite{item.name, item.domain}), 0, item.span);
            write(item.binding, symbol, item.span, true);
        }
        break;
    case NodeKind::TryStmt: try_statement(as<TryStmt>(stmt), nullptr); break;
    case NodeKind::BlockStmt: block(*as<BlockStmt>(stmt).block, nullptr); break;
    default: break; // define and global are done with before running
    }
}

void FunctionCompiler::function_statement(const FunctionStmt& stmt) {
    Slot value = temporary();
    closure(*stmt.function, value, stmt.function->name_span);
    for (const auto& [name, span] : stmt.decorators) {
        if (runtime_.names.text(name) != "memoize") continue;
        Slot w = temporary();
        std::uint32_t memoize = runtime_.builtins.find(runtime_.names.intern("__memoize"));
        emit_wide(Opcode::LoadBuiltin, s(w), memoize, span);
        temporary();
        emit(Opcode::Take, s(temporary()), s(value), 0, span);
        emit(Opcode::Call, s(w), 1, 0, span);
        emit(Opcode::Take, s(value), s(w), 0, span);
    }
    write(stmt.binding, value, stmt.function->name_span, true);
    if (stmt.binding.where == Binding::Where::Global) {
        auto& known = runtime_.global_functions;
        if (known.size() <= stmt.binding.index) known.resize(stmt.binding.index + 1, nullptr);
        known[stmt.binding.index] = stmt.decorators.empty() ? chunk_->functions.back() : nullptr;
    }
}

// ── declarations and assignments ────────────────────────────────────────────────────────────────────────────

void FunctionCompiler::declaration(const DeclarationStmt& stmt) {
    const auto* bind = try_as<BindPattern>(stmt.pattern);
    bool fresh = stmt.value == nullptr || is_fresh(*stmt.value);
    // A plain variable is computed in place, unless its old value may be needed on the way.
    bool direct = bind != nullptr && stmt.type == nullptr && bind->binding.where == Binding::Where::Local && !bind->binding.variable->is_cell &&
                  bind->binding.variable->writes == 1 && !bind->binding.variable->has_checked_read;
    if (direct) {
        Slot slot = bind->binding.variable->slot;
        if (stmt.value != nullptr) into(*stmt.value, slot);
        else emit(Opcode::LoadNull, s(slot), 0, 0, stmt.span);
        return;
    }
    Slot value = temporary();
    if (stmt.value != nullptr) into(*stmt.value, value);
    else emit(Opcode::LoadNull, s(value), 0, 0, stmt.span);
    if (stmt.type != nullptr && stmt.value != nullptr) {
        if (stmt.form == DeclarationStmt::Form::Typed) {
            emit(Opcode::Convert, s(value), s(value), stmt.type->mask | (stmt.type->nullable ? kNullable : 0), stmt.value->span);
        } else {
            Chunk::TypeSite site{stmt.type->mask, stmt.type->nullable, bind != nullptr ? bind->name : Name{}};
            emit(Opcode::CheckType, s(value), add_row(chunk_->type_sites, site), 0, stmt.value->span);
        }
    }
    bind_pattern(*stmt.pattern, value, fresh);
}

void FunctionCompiler::assignment(const AssignmentStmt& stmt) {
    const auto* name = try_as<NameExpr>(stmt.target);
    bool plain_local = name != nullptr && name->binding.where == Binding::Where::Local && !name->binding.variable->is_cell;
    if (stmt.compound) {
        if (plain_local && !name->binding.checked && !evaluates_blocks(*stmt.value)) {
            Slot slot = name->binding.variable->slot;
            binary_slots(stmt.op, slot, *stmt.value, slot, stmt.op_span);
            return;
        }
        std::unique_ptr<Place> place = place_of(*stmt.target);
        Slot current = temporary();
        open(*place);
        read_place(*place, current);
        binary_slots(stmt.op, current, *stmt.value, current, stmt.op_span);
        open(*place); // the value may have changed what the path leads through
        write_place(*place, current, false);
        return;
    }
    if (plain_local) {
        // `x = x + 1` is one instruction; operands are read before the result is written.
        Slot slot = name->binding.variable->slot;
        switch (stmt.value->kind) {
        case NodeKind::ChainExpr: case NodeKind::PowerExpr: case NodeKind::UnaryExpr: case NodeKind::NumberExpr: case NodeKind::StringExpr:
        case NodeKind::BooleanExpr: case NodeKind::NullExpr: case NodeKind::NameExpr: case NodeKind::IndexExpr: case NodeKind::MemberExpr:
        case NodeKind::LambdaExpr: into(*stmt.value, slot); return;
        default: break;
        }
        Slot value = temporary();
        into(*stmt.value, value);
        emit(is_fresh(*stmt.value) ? Opcode::Take : Opcode::Move, s(slot), s(value), 0, stmt.span);
        return;
    }
    if (try_as<NameExpr>(stmt.target) != nullptr || try_as<ArrayExpr>(stmt.target) != nullptr || try_as<VectorExpr>(stmt.target) != nullptr) {
        Slot value = temporary();
        into(*stmt.value, value);
        store(*stmt.target, value, is_fresh(*stmt.value));
        return;
    }
    Slot value = reads_in_place(*stmt.value) ? as<NameExpr>(*stmt.value).binding.variable->slot : in_temporary(*stmt.value);
    std::unique_ptr<Place> place = place_of(*stmt.target);
    open(*place);
    write_place(*place, value, is_fresh(*stmt.value));
}

void FunctionCompiler::store(const Expr& target, Slot value, bool fresh) {
    const std::vector<Expr*>* parts = nullptr;
    if (const auto* array = try_as<ArrayExpr>(&target)) parts = &array->elements;
    else if (const auto* vector = try_as<VectorExpr>(&target)) parts = &vector->elements;
    if (parts != nullptr) {
        Temporaries scope(*this);
        Chunk::Destructuring shape{static_cast<std::uint32_t>(parts->size()), target.kind == NodeKind::VectorExpr};
        Slot first = next_;
        for (std::size_t i = 0; i < parts->size(); ++i) temporary();
        if (parts->empty()) first = temporary();
        emit(Opcode::TakeApart, s(value), s(first), add_row(chunk_->destructurings, shape), target.span);
        for (std::size_t i = 0; i < parts->size(); ++i) store(*(*parts)[i], first + static_cast<Slot>(i), true);
        return;
    }
    Temporaries scope(*this);
    std::unique_ptr<Place> place = place_of(target);
    open(*place);
    write_place(*place, value, fresh);
}

// Evaluates what a place is made of, from left to right: the root if it is no variable, and the indices.
std::unique_ptr<FunctionCompiler::Place> FunctionCompiler::place_of(const Expr& target) {
    auto place = std::make_unique<Place>();
    place->expr = &target;
    const Expr* base = nullptr;
    if (const auto* index = try_as<IndexExpr>(&target)) base = index->base;
    else if (const auto* member = try_as<MemberExpr>(&target)) base = member->base;
    if (const auto* path = try_as<PathExpr>(&target)) {
        place->container = temporary();
        place->opened = true;
        path_front(*path, place->container);
    }
    if (base != nullptr) {
        if (reads_in_place(*base)) {
            place->container = as<NameExpr>(*base).binding.variable->slot; // changed in place, nothing to store back
            place->opened = true;
        } else if (base->kind == NodeKind::NameExpr || base->kind == NodeKind::IndexExpr || base->kind == NodeKind::MemberExpr) {
            place->base = place_of(*base);
            place->container = temporary();
        } else {
            place->container = in_temporary(*base);
            place->opened = true;
        }
    }
    if (const auto* index = try_as<IndexExpr>(&target)) {
        place->indices = next_;
        for (const Expr* part : index->indices) {
            Slot slot = temporary();
            if (part != nullptr) into(*part, slot);
            else emit(Opcode::LoadUnset, s(slot), 0, 0, target.span);
        }
        temporary(); // SetIndices wants the value behind the indices
    }
    return place;
}

// Reads the containers on the way to a place, from the root inwards.
void FunctionCompiler::open(const Place& place) {
    if (place.opened || place.base == nullptr) return;
    open(*place.base);
    read_place(*place.base, place.container);
}

void FunctionCompiler::read_place(const Place& place, Slot destination) {
    if (const auto* name = try_as<NameExpr>(place.expr)) {
        read(name->binding, name->name, destination, name->span, false);
    } else if (const auto* index = try_as<IndexExpr>(place.expr)) {
        if (index->indices.size() == 1 && index->indices[0] != nullptr) {
            emit(Opcode::GetIndexBase, s(destination), s(place.container), s(place.indices), index->brackets);
            return;
        }
        // GetIndices wants the container in front of the indices.
        Temporaries scope(*this);
        Slot container = temporary();
        emit(Opcode::Take, s(container), s(place.container), 0, index->brackets);
        for (std::size_t i = 0; i < index->indices.size(); ++i)
            emit(Opcode::Take, s(temporary()), s(place.indices + static_cast<Slot>(i)), 0, index->brackets);
        emit(Opcode::GetIndices, s(destination), s(container), static_cast<std::uint32_t>(index->indices.size()), index->brackets);
        emit_extra(0, index->brackets);
    } else if (const auto* path = try_as<PathExpr>(place.expr)) {
        emit(Opcode::GetMemberBase, s(destination), s(place.container), name_index(path->names.back()), path->span);
        emit_extra(0, path->span);
    } else {
        const auto& member = as<MemberExpr>(*place.expr);
        emit(Opcode::GetMemberBase, s(destination), s(place.container), name_index(member.name), member.name_span);
        emit_extra(0, member.name_span);
    }
}

void FunctionCompiler::write_place(const Place& place, Slot value, bool fresh) {
    if (const auto* name = try_as<NameExpr>(place.expr)) {
        // In `sqrt["x"] = 1` the root is no variable; the store has failed before anything could go back to it.
        if (name->binding.where != Binding::Where::Builtin) write(name->binding, value, name->span, fresh);
        return;
    }
    if (const auto* index = try_as<IndexExpr>(place.expr)) {
        if (index->indices.size() == 1 && index->indices[0] != nullptr) {
            emit(fresh ? Opcode::SetIndexFresh : Opcode::SetIndex, s(place.container), s(place.indices), s(value), index->brackets);
        } else {
            emit(fresh ? Opcode::Take : Opcode::Move, s(place.indices + static_cast<Slot>(index->indices.size())), s(value), 0, index->brackets);
            emit(Opcode::SetIndices, s(place.container), s(place.indices), static_cast<std::uint32_t>(index->indices.size()), index->brackets);
            emit_extra(0, index->brackets);
        }
    } else if (const auto* member = try_as<MemberExpr>(place.expr)) {
        emit(fresh ? Opcode::SetMemberFresh : Opcode::SetMember, s(place.container), s(value), name_index(member->name), member->name_span);
        emit_extra(0, member->name_span);
    } else if (const auto* path = try_as<PathExpr>(place.expr)) {
        emit(Opcode::SetMember, s(place.container), s(value), name_index(path->names.back()), path->span);
        emit_extra(0, path->span);
    }
    if (place.base == nullptr) return;
    Label unchanged; // references were changed in place
    jump(Opcode::JumpUnlessShared, s(place.container), 0, unchanged, place.expr->span);
    write_place(*place.base, place.container, true);
    this->place(unchanged);
}

// ── loops ───────────────────────────────────────────────────────────────────────────────────────────────────

void FunctionCompiler::while_loop(const WhileStmt& stmt) {
    Label body, test, exit;
    jump(Opcode::Jump, 0, 0, test, stmt.condition->span);
    place(body);
    loops_.push_back({&exit, &test, finallies_.size()});
    block(*stmt.body, nullptr);
    loops_.pop_back();
    place(test);
    condition(*stmt.condition, body, true, true);
    place(exit);
}

void FunctionCompiler::counted_loop(const LoopStmt& stmt) {
    Label body, again, exit;
    Slot counter = 0;
    if (stmt.count != nullptr) {
        counter = temporary();
        Slot count = operand(*stmt.count);
        emit(Opcode::CountPrepare, s(counter), s(count), 0, stmt.count->span);
    }
    jump(Opcode::Jump, 0, 0, again, stmt.span);
    place(body);
    loops_.push_back({&exit, &again, finallies_.size()});
    block(*stmt.body, nullptr);
    loops_.pop_back();
    place(again);
    if (stmt.count != nullptr) jump(Opcode::CountLoop, s(counter), 0, body, stmt.span);
    else jump(Opcode::Loop, 0, 0, body, stmt.span);
    place(exit);
}

void FunctionCompiler::for_three(const ForThreeStmt& stmt) {
    Label body, step, test, exit;
    if (stmt.initial != nullptr) statement(*stmt.initial);
    jump(Opcode::Jump, 0, 0, test, stmt.span);
    place(body);
    loops_.push_back({&exit, &step, finallies_.size()});
    block(*stmt.body, nullptr);
    loops_.pop_back();
    place(step);
    if (stmt.step != nullptr) statement(*stmt.step);
    place(test);
    if (stmt.condition != nullptr) condition(*stmt.condition, body, true, true);
    else jump(Opcode::Loop, 0, 0, body, stmt.span);
    place(exit);
}

void FunctionCompiler::loop_over(Slot iterable, bool pairs, const Pattern& pattern, Span span, const std::function<void(Label&)>& body_of) {
    Temporaries scope(*this);
    Slot state = temporary();
    temporary();
    emit(Opcode::ForPrepare, s(state), s(iterable), pairs ? 1 : 0, span);
    const auto* bind = try_as<BindPattern>(&pattern);
    bool direct = bind != nullptr && !bind->binding.variable->is_cell;
    Slot element = direct ? bind->binding.variable->slot : temporary();
    Label body, again, exit;
    jump(Opcode::Jump, 0, 0, again, span);
    place(body);
    if (!direct) bind_pattern(pattern, element, false);
    loops_.push_back({&exit, &again, finallies_.size()});
    body_of(again);
    loops_.pop_back();
    place(again);
    if (wide_) { // the fused form has no room for a far label
        Label done, next;
        jump(Opcode::ForNext, s(state), s(element), next, span);
        jump(Opcode::Jump, 0, 0, done, span);
        place(next);
        jump(Opcode::Jump, 0, 0, body, span);
        place(done);
    } else {
        jump(Opcode::ForNext, s(state), s(element), body, span);
    }
    place(exit);
}

void FunctionCompiler::for_in(const ForInStmt& stmt) {
    Slot iterable = operand(*stmt.iterable);
    const auto* sequence = try_as<SequencePattern>(stmt.pattern);
    loop_over(iterable, sequence != nullptr && sequence->elements.size() == 2, *stmt.pattern, stmt.iterable->span,
              [&](Label&) { block(*stmt.body, nullptr); });
}

// ── ways out ────────────────────────────────────────────────────────────────────────────────────────────────

void FunctionCompiler::return_statement(const ReturnStmt& stmt) {
    if (stmt.value == nullptr) {
        if (finallies_.empty() && node_->result == nullptr) {
            emit(Opcode::ReturnNull, 0, 0, 0, stmt.span);
            return;
        }
        Slot value = temporary();
        emit(Opcode::LoadNull, s(value), 0, 0, stmt.span);
        check_result(value, stmt.span);
        return emit_exit({Exit::Kind::Return, 0}, value, stmt.span);
    }
    if (const auto* tail = try_as<CallExpr>(stmt.value); tail != nullptr && tail->tail) return into(*stmt.value, temporary());
    Slot value = operand(*stmt.value);
    check_result(value, stmt.value->span);
    emit_exit({Exit::Kind::Return, 0}, value, stmt.span);
}

void FunctionCompiler::check_result(Slot value, Span span) {
    if (node_->result == nullptr) return;
    emit(Opcode::CheckType, s(value), add_row(chunk_->type_sites, Chunk::TypeSite{node_->result->mask, node_->result->nullable, Name{}}), 0, span);
}

void FunctionCompiler::leave(Exit exit, Span span) { emit_exit(exit, 0, span); }

// Goes where the exit leads, through the finally blocks it has to pass.
void FunctionCompiler::emit_exit(Exit exit, Slot value, Span span) {
    std::size_t outside = exit.kind == Exit::Kind::Return ? 0 : loops_[exit.loop].finallies;
    if (finallies_.size() > outside) {
        Finally& inner = finallies_.back();
        std::size_t number = inner.exits.size();
        for (std::size_t i = 0; i < inner.exits.size(); ++i)
            if (inner.exits[i].kind == exit.kind && inner.exits[i].loop == exit.loop) number = i;
        if (number == inner.exits.size()) inner.exits.push_back(exit);
        if (exit.kind == Exit::Kind::Return) emit(Opcode::Take, s(inner.value), s(value), 0, span);
        emit(Opcode::LoadInt, s(inner.kind), static_cast<std::uint32_t>(number + 2), 0, span);
        jump(Opcode::Jump, 0, 0, inner.entry, span);
        return;
    }
    switch (exit.kind) {
    case Exit::Kind::Return: emit(Opcode::Return, s(value), 0, 0, span); break;
    case Exit::Kind::Break: jump(Opcode::Jump, 0, 0, *loops_[exit.loop].exit, span); break;
    case Exit::Kind::Continue: jump(Opcode::Jump, 0, 0, *loops_[exit.loop].again, span); break;
    }
}

void FunctionCompiler::try_statement(const TryStmt& stmt, const Slot* destination) {
    Temporaries scope(*this);
    bool has_finally = stmt.finally != nullptr;
    Slot error = temporary();
    if (has_finally) {
        Finally row;
        row.kind = temporary();
        row.value = temporary();
        emit(Opcode::LoadNull, s(row.value), 0, 0, stmt.span); // an exit without a value leaves it
        finallies_.push_back(std::move(row));
    }
    Label after;
    std::uint32_t begin = here();
    block(*stmt.body, destination);
    std::uint32_t end = here();
    if (stmt.handler != nullptr) {
        jump(Opcode::Jump, 0, 0, after, stmt.span);
        if (end > begin) chunk_->handlers.push_back({begin, end, here(), error});
        if (stmt.variable != nullptr) {
            Binding binding;
            binding.where = Binding::Where::Local;
            binding.variable = stmt.variable;
            declare(binding, error, stmt.error_span, true);
        }
        block(*stmt.handler, destination);
    }
    place(after);
    if (!has_finally) return;
    std::uint32_t protected_end = here();
    // Normal completion enters with kind 0, an error with kind 1, the exits with their number + 2.
    Finally row = std::move(finallies_.back());
    finallies_.pop_back();
    emit(Opcode::LoadInt, s(row.kind), 0, 0, stmt.span);
    jump(Opcode::Jump, 0, 0, row.entry, stmt.span);
    if (protected_end > begin) chunk_->handlers.push_back({begin, protected_end, here(), row.value});
    emit(Opcode::LoadInt, s(row.kind), 1, 0, stmt.span);
    place(row.entry);
    block(*stmt.finally, nullptr);
    Label no_error;
    jump(Opcode::JumpIfNotEqualInt, s(row.kind), 1, no_error, stmt.span);
    emit(Opcode::Rethrow, s(row.value), 0, 0, stmt.span);
    place(no_error);
    for (std::size_t i = 0; i < row.exits.size(); ++i) {
        Label next;
        jump(Opcode::JumpIfNotEqualInt, s(row.kind), static_cast<std::uint32_t>(i + 2), next, stmt.span);
        emit_exit(row.exits[i], row.value, stmt.span);
        place(next);
    }
}

} // namespace rumina
