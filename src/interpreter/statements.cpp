// Statements, and the expressions in which control flows like in statements: if, match, blocks.
#include <exception>
#include <new>

#include "interpreter/interpreter.h"
#include "runtime/expression_operations.h"
#include "runtime/calls.h"

namespace rumina {

Interpreter::Completion Interpreter::execute(const Stmt& stmt) {
    switch (stmt.kind) {
    case NodeKind::ExpressionStmt: {
        Value unused = Value::null();
        return complete(*as<ExpressionStmt>(stmt).expression, unused);
    }
    case NodeKind::DeclarationStmt: declaration(as<DeclarationStmt>(stmt)); return Completion::Normal;
    case NodeKind::AssignmentStmt: assignment(as<AssignmentStmt>(stmt)); return Completion::Normal;
    case NodeKind::FunctionStmt: function_declaration(as<FunctionStmt>(stmt)); return Completion::Normal;
    case NodeKind::StructDeclarationStmt: struct_declaration(as<StructDeclarationStmt>(stmt)); return Completion::Normal;
    case NodeKind::WhileStmt: return while_loop(as<WhileStmt>(stmt));
    case NodeKind::LoopStmt: return counted_loop(as<LoopStmt>(stmt));
    case NodeKind::ForThreeStmt: return three_part_loop(as<ForThreeStmt>(stmt));
    case NodeKind::ForInStmt: return for_in(as<ForInStmt>(stmt));
    case NodeKind::ReturnStmt: {
        const Expr* value = as<ReturnStmt>(stmt).value;
        Value result = Value::null();
        if (value != nullptr) {
            // `return` or `break` inside the value itself comes first.
            Completion inner = complete(*value, result);
            if (inner != Completion::Normal) return inner;
        }
        if (const TypeNode* type = frame_->info->node->result; type != nullptr) {
            where(value != nullptr ? value->span : stmt.span);
            check_type(runtime_, type->mask, type->nullable, result, Name{});
        }
        returned_ = result;
        return Completion::Return;
    }
    case NodeKind::BreakStmt: return Completion::Break;
    case NodeKind::ContinueStmt: return Completion::Continue;
    case NodeKind::IncludeStmt: {
        const auto& include = as<IncludeStmt>(stmt);
        if (include.unit == 0) return Completion::Normal;
        where(include.path_span);
        Value module = units_.include(include.unit);
        if (include.module) write(include.binding, module);
        return Completion::Normal;
    }
    case NodeKind::ThrowStmt: {
        Value value = evaluate_to_keep(*as<ThrowStmt>(stmt).value);
        where(stmt.span);
        throw_value(runtime_, value);
    }
    case NodeKind::ImportStmt: import(as<ImportStmt>(stmt)); return Completion::Normal;
    case NodeKind::UseStmt: use(as<UseStmt>(stmt)); return Completion::Normal;
    case NodeKind::UnitStmt: where(stmt.span); fail_units();
    case NodeKind::SymbolsStmt:
        for (const auto& item : as<SymbolsStmt>(stmt).items) {
            where(item.span);
            std::string_view domain = item.domain ? runtime_.names.text(item.domain) : std::string_view();
            write(item.binding, declare_symbol(runtime_, runtime_.names.text(item.name), domain));
        }
        return Completion::Normal;
    case NodeKind::TryStmt: {
        Value unused = Value::null();
        return try_statement(as<TryStmt>(stmt), unused);
    }
    case NodeKind::BlockStmt: return execute_block(*as<BlockStmt>(stmt).block);
    default: return Completion::Normal; // define and global have done their work before the program runs
    }
}

// ── blocks and their values ─────────────────────────────────────────────────────────────────────────────────

void Interpreter::enter_block(const Block& block) {
    for (const Variable* variable : block.reset) {
        Value content = Value::unset();
        if (variable->is_cell) content = Value::of_object(runtime_.heap.cell(content));
        stack_[frame_->base + variable->slot] = content;
    }
}

Interpreter::Completion Interpreter::execute_block(const Block& block) {
    enter_block(block);
    for (const Stmt* stmt : block.statements) {
        Completion completion = execute(*stmt);
        if (completion != Completion::Normal) return completion;
    }
    return Completion::Normal;
}

Interpreter::Completion Interpreter::block_value(const Block& block, Value& out) {
    enter_block(block);
    out = Value::null();
    if (block.statements.empty()) return Completion::Normal;
    for (std::size_t i = 0; i + 1 < block.statements.size(); ++i) {
        Completion completion = execute(*block.statements[i]);
        if (completion != Completion::Normal) return completion;
    }
    return statement_value(*block.statements.back(), out);
}

Interpreter::Completion Interpreter::statement_value(const Stmt& stmt, Value& out) {
    switch (stmt.kind) {
    case NodeKind::ExpressionStmt: return complete(*as<ExpressionStmt>(stmt).expression, out);
    case NodeKind::BlockStmt: return block_value(*as<BlockStmt>(stmt).block, out);
    case NodeKind::TryStmt: return try_statement(as<TryStmt>(stmt), out);
    default: out = Value::null(); return execute(stmt);
    }
}

Interpreter::Completion Interpreter::complete(const Expr& expr, Value& out) {
    switch (expr.kind) {
    case NodeKind::IfExpr: {
        const auto& branches = as<IfExpr>(expr);
        for (const IfExpr::Clause& clause : branches.clauses)
            if (truth(*clause.condition)) return block_value(*clause.body, out);
        if (branches.otherwise != nullptr) return block_value(*branches.otherwise, out);
        out = Value::null();
        return Completion::Normal;
    }
    case NodeKind::MatchExpr: return match(as<MatchExpr>(expr), out);
    case NodeKind::BlockExpr: return block_value(*as<BlockExpr>(expr).block, out);
    default: out = operand(expr); return Completion::Normal;
    }
}

Interpreter::Completion Interpreter::match(const MatchExpr& match, Value& out) {
    Value subject = evaluate_to_keep(*match.subject);
    std::size_t top = top_;
    push(subject);
    for (const MatchExpr::Arm& arm : match.arms) {
        where(arm.pattern->span);
        if (!fits(*arm.pattern, subject)) continue;
        if (arm.guard != nullptr && !truth(*arm.guard)) continue;
        top_ = top;
        return complete(*arm.body, out);
    }
    where(match.subject->span);
    fail(DiagnosticId::NoArmMatches, to_text(runtime_, subject));
}

// ── loops ───────────────────────────────────────────────────────────────────────────────────────────────────
// Each time a body is entered counts one step, after the loop has found that there is another turn.

namespace {

/// The place of a step that a condition without `and`, `or` and `not` decided: its comparison, else all of it.
Span turn_span(const Expr& condition, bool negated) {
    const auto* comparison = try_as<ComparisonExpr>(&condition);
    if (comparison == nullptr || comparison->links.size() != 1 || negated) return condition.span;
    switch (comparison->links[0].op) {
    case BinaryOperator::Less:
    case BinaryOperator::LessEqual:
    case BinaryOperator::Greater:
    case BinaryOperator::GreaterEqual:
    case BinaryOperator::NotEqual: return comparison->links[0].op_span;
    default: return condition.span;
    }
}

bool takes_pairs(const Pattern& pattern) {
    const auto* sequence = try_as<SequencePattern>(&pattern);
    return sequence != nullptr && sequence->elements.size() == 2;
}

} // namespace

/// The truth of a loop's condition. `turn` becomes the place of the operand that decided: there a limit ends the loop.
bool Interpreter::goes_on(const Expr& condition, Span& turn, bool negated) {
    if (const auto* unary = try_as<UnaryExpr>(&condition); unary != nullptr && unary->op == UnaryOperator::Not)
        return !goes_on(*unary->operand, turn, !negated);
    if (const auto* logical = try_as<LogicalExpr>(&condition)) {
        for (const Expr* operand : logical->operands)
            if (goes_on(*operand, turn, negated) == logical->is_or) return logical->is_or;
        return !logical->is_or;
    }
    turn = turn_span(condition, negated);
    return truth(condition);
}

Interpreter::Completion Interpreter::while_loop(const WhileStmt& loop) {
    for (;;) {
        bool enough = false;
        Completion completion = guarded([&] {
            Span turn;
            enough = !goes_on(*loop.condition, turn);
            if (enough) return Completion::Normal;
            step(turn);
            return execute_block(*loop.body);
        });
        if (enough || completion == Completion::Break) return Completion::Normal;
        if (completion == Completion::Return) return completion;
    }
}

Interpreter::Completion Interpreter::counted_loop(const LoopStmt& loop) {
    std::int64_t turns = 0;
    if (loop.count != nullptr) {
        Value count = evaluate(*loop.count);
        where(loop.count->span);
        turns = loop_count(runtime_, count);
    }
    for (; loop.count == nullptr || turns > 0; --turns) {
        step(loop.span);
        Completion completion = guarded([&] { return execute_block(*loop.body); });
        if (completion == Completion::Break) break;
        if (completion == Completion::Return) return completion;
    }
    return Completion::Normal;
}

Interpreter::Completion Interpreter::three_part_loop(const ForThreeStmt& loop) {
    if (loop.initial != nullptr) {
        Completion completion = execute(*loop.initial);
        if (completion != Completion::Normal) return completion;
    }
    for (;;) {
        bool enough = false;
        Span turn = loop.span;
        Completion completion = guarded([&] {
            enough = loop.condition != nullptr && !goes_on(*loop.condition, turn);
            if (enough) return Completion::Normal;
            step(turn);
            return execute_block(*loop.body);
        });
        if (enough || completion == Completion::Break) return Completion::Normal;
        if (completion == Completion::Return) return completion;
        if (loop.step == nullptr) continue;
        completion = guarded([&] { return execute(*loop.step); });
        if (completion == Completion::Break) return Completion::Normal;
        if (completion == Completion::Return) return completion;
    }
}

Interpreter::Completion Interpreter::for_in(const ForInStmt& loop) {
    return iterate(*loop.iterable, *loop.pattern, [&] { return execute_block(*loop.body); });
}

Interpreter::Completion Interpreter::comprehension_clause(const ComprehensionExpr& expr, std::size_t clause, std::size_t result) {
    if (clause == expr.clauses.size()) {
        Value element = evaluate_to_keep(*expr.element);
        where(expr.element->span);
        runtime_.heap.push(stack_[result].as<ArrayObject>(), element);
        return Completion::Normal;
    }
    const ComprehensionExpr::Clause& here = expr.clauses[clause];
    return iterate(*here.iterable, *here.pattern, [&] {
        for (const Expr* condition : here.conditions)
            if (!truth(*condition)) return Completion::Normal;
        return comprehension_clause(expr, clause + 1, result);
    });
}

template <typename Body>
Interpreter::Completion Interpreter::iterate(const Expr& iterable, const Pattern& pattern, Body&& body) {
    Value source = evaluate(iterable);
    std::size_t state = top_;
    push(source);
    push(Value::unset());
    where(iterable.span);
    begin_iteration(runtime_, source, takes_pairs(pattern), &stack_[state]);
    for (;;) {
        Value element = Value::unset();
        where(iterable.span);
        if (!next_iteration(runtime_, &stack_[state], element)) break;
        share(element);
        push(element);
        step(iterable.span);
        --top_;
        take_apart_into(pattern, element);
        Completion completion = guarded(body);
        if (completion == Completion::Break) break;
        if (completion == Completion::Return) return completion;
    }
    top_ = state;
    return Completion::Normal;
}

// ── errors ──────────────────────────────────────────────────────────────────────────────────────────────────

Interpreter::Completion Interpreter::try_statement(const TryStmt& statement, Value& out) {
    Checkpoint saved = checkpoint();
    Completion completion = Completion::Normal;
    std::exception_ptr pending; // leaves the statement after `finally`
    Value error = Value::unset(); // what `catch` is to handle, or the error value inside `pending`

    // Runs a block and keeps what leaves it; true when the program's `catch` is to handle `error`.
    auto attempt = [&](const Block& block, bool handle) {
        try {
            completion = block_value(block, out);
            return false;
        } catch (const Escape& escape) {
            top_ = saved.top;
            completion = escape.completion;
            return false;
        } catch (Thrown& thrown) {
            locate(thrown);
            restore(saved);
            error = error_value(runtime_, thrown);
            if (!handle) pending = std::current_exception();
            return handle;
        } catch (Failure& failure) {
            locate(failure);
            restore(saved);
            if (handle) error = error_value(runtime_, failure);
            else pending = std::current_exception();
            return handle;
        } catch (const std::bad_alloc&) {
            Failure failure = out_of_memory();
            locate(failure);
            restore(saved);
            if (handle) error = error_value(runtime_, failure);
            else pending = std::make_exception_ptr(failure);
            return handle;
        }
    };

    if (attempt(*statement.body, statement.handler != nullptr)) {
        if (statement.variable != nullptr) declare_local(*statement.variable, error);
        runtime_.recover(*error.as<ErrorObject>()->diagnostic);
        error = Value::unset();
        out = Value::null();
        if (statement.finally == nullptr) return block_value(*statement.handler, out);
        attempt(*statement.handler, false);
    }
    if (statement.finally != nullptr) {
        // What the way so far gave stays alive meanwhile; an abrupt end of `finally` replaces it.
        push(error);
        push(out);
        push(returned_);
        Completion last = execute_block(*statement.finally);
        if (last != Completion::Normal) {
            top_ = saved.top;
            return last;
        }
        returned_ = stack_[saved.top + 2];
        out = stack_[saved.top + 1];
        top_ = saved.top;
    }
    if (pending) std::rethrow_exception(pending);
    return completion;
}

// ── declarations ────────────────────────────────────────────────────────────────────────────────────────────

void Interpreter::declaration(const DeclarationStmt& declaration) {
    Value value = declaration.value == nullptr ? Value::null() : evaluate_to_keep(*declaration.value);
    if (const TypeNode* type = declaration.type; type != nullptr && declaration.value != nullptr) {
        where(declaration.value->span);
        if (declaration.form != DeclarationStmt::Form::Typed) {
            const auto* bind = try_as<BindPattern>(declaration.pattern);
            check_type(runtime_, type->mask, type->nullable, value, bind != nullptr ? bind->name : Name{});
        } else if (!(type->nullable && value.is_null())) {
            value = convert(runtime_, type->mask, value);
        }
    }
    take_apart_into(*declaration.pattern, value);
}

void Interpreter::function_declaration(const FunctionStmt& declaration) {
    Value function = closure(*declaration.function);
    for (auto decorator = declaration.decorators.rbegin(); decorator != declaration.decorators.rend(); ++decorator) {
        if (runtime_.names.text(decorator->first) != "memoize") continue; // `@pure` is a promise, not an action
        std::uint32_t memoize = runtime_.builtins.find(runtime_.names.intern("__memoize"));
        RUMINA_ASSERT(memoize != BuiltinTable::kAbsent, "the prelude defines __memoize");
        std::size_t top = top_;
        push(Value::unset());
        push(read_builtin(runtime_, memoize));
        push(function);
        where(decorator->second);
        function = invoke(top + 2, 1, kNoNames, false);
        top_ = top;
    }
    write(declaration.binding, function);
}

void Interpreter::struct_declaration(const StructDeclarationStmt& declaration) {
    std::size_t first = top_;
    for (const StructDeclarationStmt::Field& field : declaration.fields) {
        Value value = field.value == nullptr ? Value::null() : evaluate_to_keep(*field.value);
        if (field.value != nullptr && field.type != nullptr) {
            where(field.value->span);
            check_type(runtime_, field.type->mask, field.type->nullable, value, field.name);
        }
        push(value);
    }
    where(declaration.span);
    auto fields = static_cast<std::uint32_t>(declaration.fields.size());
    StructObject* object = runtime_.heap.structure(runtime_.shapes.empty(), fields);
    for (std::size_t i = 0; i < declaration.fields.size(); ++i)
        runtime_.heap.set_field(object, declaration.fields[i].name, stack_[first + i]);
    top_ = first;
    write(declaration.binding, Value::of_object(object));
}

void Interpreter::import(const ImportStmt& import) {
    where(import.span);
    Value module = import.unit != 0 ? units_.include(import.unit)
                                    : Value::of_object(runtime_.heap.module(nullptr, import.builtin - 1, import.path.back()));
    write(import.binding, module);
}

void Interpreter::use(const UseStmt& use) {
    where(use.span);
    Value module = use.unit != 0 ? units_.include(use.unit) : Value::unset();
    for (const UseStmt::Item& item : use.items) {
        where(item.span);
        Value value = use.unit != 0 ? get_member(runtime_, module, item.name) : read_builtin(runtime_, item.builtin - 1);
        share(value);
        write(item.binding, value);
    }
}

} // namespace rumina
