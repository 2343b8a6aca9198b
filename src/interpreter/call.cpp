// Calls. A call lies on the value stack as receiver or Unset, callee, arguments; the arguments become the first slots of
// the callee's frame where they are. A tail call leaves its values above the frame it ends and run_function moves them
// down, so that any number of them takes the room of one.
#include <algorithm>

#include "interpreter/interpreter.h"
#include "runtime/calls.h"
#include "runtime/expression_operations.h"
#include "runtime/kind_failure.h"

namespace rumina {

Value Interpreter::call(const CallExpr& expr) {
    if (RUMINA_UNLIKELY(expr.listing != nullptr)) return scope_listing(expr);
    return call_with(*expr.callee, &expr, nullptr, expr.tail, expr.site);
}

Value Interpreter::pipe(const PipeExpr& expr) {
    std::size_t piped = top_;
    push(evaluate(*expr.first));
    for (const Expr* stage : expr.stages) {
        const auto* parts = try_as<CallExpr>(stage);
        Value value = stack_[piped];
        bool tail = expr.tail && stage == expr.stages.back();
        stack_[piped] = call_with(parts != nullptr ? *parts->callee : *stage, parts, &value, tail, parts != nullptr ? parts->site : stage->span);
    }
    top_ = piped;
    return stack_[piped];
}

Value Interpreter::scope_listing(const CallExpr& expr) {
    std::vector<Value> locals;
    std::vector<Name> names;
    for (const auto& [name, binding] : expr.listing->locals) {
        locals.push_back(peek(binding));
        names.push_back(name);
    }
    where(expr.site);
    return listing(runtime_, expr.listing->what, names, units_.scope_of(running_module()), locals);
}

Value Interpreter::call_with(const Expr& callee, const CallExpr* parts, const Value* piped, bool tail, Span span) {
    std::size_t start = top_;
    const auto* member = try_as<MemberExpr>(&callee);
    const auto* name = try_as<NameExpr>(&callee);
    bool is_global = name != nullptr && name->binding.where == Binding::Where::Global;
    push(Value::unset()); // the place of the receiver
    if (member != nullptr) {
        Value receiver = evaluate(*member->base);
        share(receiver);
        push(receiver);
        push(Value::unset());
    } else {
        // A global function is looked up after the arguments, the others before.
        push(is_global ? Value::unset() : evaluate_callee(callee));
    }
    std::size_t base = top_;
    if (piped != nullptr) {
        share(*piped);
        push(*piped);
    }
    std::size_t named = 0;
    if (parts != nullptr) {
        named = parts->named.size();
        for (const Expr* argument : parts->arguments) push_argument(*argument);
        for (const auto& [parameter, argument] : parts->named) push_argument(*argument);
    }
    std::size_t count = top_ - base - named;

    where(span);
    if (is_global) {
        stack_[start + 1] = read(name->binding, name->name, span);
    } else if (member != nullptr) {
        Value receiver = stack_[start + 1];
        Method method = find_method(runtime_, receiver, member->name);
        if (method.passing == Method::Passing::FirstArgument) {
            stack_[start + 1] = method.callee;
            stack_[start + 2] = receiver;
            --base;
            ++count;
        } else {
            if (method.passing == Method::Passing::Nothing) stack_[start + 1] = Value::unset();
            stack_[start + 2] = method.callee;
        }
    }
    Value result = invoke(base, count, parts != nullptr ? parts->named : kNoNames, tail);
    top_ = start;
    return result;
}

/// A builtin is called by its record, so that constants can be called as well: `pi()`.
Value Interpreter::evaluate_callee(const Expr& callee) {
    const Binding* binding = nullptr;
    if (const auto* name = try_as<NameExpr>(&callee)) binding = &name->binding;
    else if (const auto* path = try_as<PathExpr>(&callee); path != nullptr && path->whole) binding = &path->binding;
    if (binding != nullptr && binding->where == Binding::Where::Builtin) return runtime_.builtins.value(binding->index);
    return evaluate(callee);
}

void Interpreter::push_argument(const Expr& argument) {
    Value value = operand(argument);
    share(value);
    push(value);
}

Value Interpreter::invoke(std::size_t base, std::size_t count, const NamedArguments& named, bool tail) {
    Value callee = stack_[base - 1];
    if (callee.is(Tag::Builtin) && callee.as<BuiltinObject>()->record == apply_ && (count == 2 || count == 3) && named.empty()) {
        count = spread(base, count);
        callee = stack_[base - 1];
    }
    if (callee.is(Tag::Builtin) && callee.object->extra != 0 && named.empty() &&
        passes_function_as_formula(runtime_, callee.object->aux, &stack_[base], count)) {
        FormulaCall lifted = formula_call(runtime_, callee, &stack_[base], count);
        callee = stack_[base - 1] = Value::of_object(lifted.function);
        top_ = base;
        push(lifted.arguments[0]);
        push(lifted.arguments[1]);
        count = 2;
    }
    if (RUMINA_LIKELY(callee.is(Tag::Function))) {
        count = bind(*callee.as<FunctionObject>(), base, count, named);
        if (tail) {
            tail_ = {true, base, count};
            return Value::null();
        }
        if (RUMINA_UNLIKELY(frame_->depth >= runtime_.limits.call_depth)) fail_too_deep();
        return run_function(base, count);
    }
    if (callee.is(Tag::Expression) && named.empty()) return apply_symbol(runtime_, callee, &stack_[base], count);
    if (!callee.is(Tag::Builtin)) fail_not_callable(callee);
    auto* builtin = callee.as<BuiltinObject>();
    if (named.empty()) return call_builtin(runtime_, builtin->aux, &stack_[base], count);
    std::vector<Value> all;
    bind_builtin_arguments(runtime_, builtin->aux, &stack_[base], count, names_of(named), &stack_[base + count], all);
    return call_builtin(runtime_, builtin->aux, all.data(), all.size());
}

/// Turns the call `__apply(f, array)` or `__apply(f, array, self)` into the call it stands for.
std::size_t Interpreter::spread(std::size_t base, std::size_t given) {
    constexpr std::size_t kMaxSpread = 100000;
    Value list = stack_[base + 1];
    if (!list.is(Tag::Array)) fail(DiagnosticId::ArgumentKind, "`apply`", 2, "an array", described(list));
    auto* array = list.as<ArrayObject>();
    std::size_t count = array->size;
    if (count > kMaxSpread) fail(DiagnosticId::TooLarge, "this argument list", fmt::format("{} arguments", kMaxSpread));
    if (given == 3 && !stack_[base + 2].is_null()) stack_[base - 2] = stack_[base + 2];
    stack_[base - 1] = stack_[base];
    top_ = base;
    for (const Value& argument : *array) {
        share(argument);
        push(argument);
    }
    return count;
}

std::vector<Name> Interpreter::names_of(const NamedArguments& named) {
    std::vector<Name> names;
    for (const auto& [name, value] : named) names.push_back(name);
    return names;
}

std::size_t Interpreter::bind(const FunctionObject& function, std::size_t base, std::size_t count,
                              const NamedArguments& named) {
    const FunctionPrototype& prototype = *function.prototype;
    if (RUMINA_LIKELY(named.empty() && !prototype.has_rest)) {
        if (!accepts(prototype, count)) fail_argument_count(runtime_, prototype, count);
        return count;
    }
    std::size_t filled = prototype.parameters.size() + (prototype.has_rest ? 1 : 0);
    ensure(base + filled);
    bind_arguments(runtime_, function, &stack_[base], count, names_of(named), &stack_[base + count], &stack_[base]);
    top_ = base + filled;
    return filled;
}

Value Interpreter::run_function(std::size_t base, std::size_t count) {
    push_frame({nullptr, nullptr, nullptr, base, frame_->depth + 1, Span{}});
    for (;;) {
        enter(base, count);
        Value result = run_body(*frame_->prototype->node);
        if (RUMINA_UNLIKELY(tail_.pending)) {
            tail_.pending = false;
            count = tail_.count;
            std::copy(&stack_[tail_.base - 2], &stack_[tail_.base + count], &stack_[base - 2]);
            continue;
        }
        pop_frame();
        top_ = base - 2;
        return result;
    }
}

void Interpreter::enter(std::size_t base, std::size_t count) {
    auto* closure = stack_[base - 1].as<FunctionObject>();
    const FunctionPrototype* prototype = closure->prototype;
    const FunctionNode& node = *prototype->node;
    const FunctionInfo& info = *node.info;
    frame_->info = &info;
    frame_->closure = closure;
    frame_->prototype = prototype;
    frame_->where = prototype->span;

    ensure(base + info.slots);
    top_ = base + info.slots;
    for (std::size_t i = base + count; i < top_; ++i) stack_[i] = Value::unset();
    if (info.self != nullptr) {
        Value receiver = stack_[base - 2];
        stack_[base + info.self->slot] = receiver.is_unset() ? closure->self : receiver;
    }
    if (RUMINA_UNLIKELY(--runtime_.fuel < 0)) runtime_.safepoint(); // a call is a step of the function it enters
    for (const Variable* variable : info.entry_cells) {
        Value& slot = stack_[base + variable->slot];
        slot = Value::of_object(runtime_.heap.cell(slot));
    }
    for (const Parameter& parameter : node.parameters) {
        if (parameter.initial == nullptr && parameter.type == nullptr) continue;
        default_arguments(node);
        break;
    }
}

void Interpreter::default_arguments(const FunctionNode& node) {
    auto here = [](const Parameter& parameter) {
        Binding binding;
        binding.where = Binding::Where::Local;
        binding.variable = parameter.variable;
        return binding;
    };
    for (const Parameter& parameter : node.parameters)
        if (parameter.initial != nullptr && peek(here(parameter)).is_unset()) {
            Value value = evaluate_to_keep(*parameter.initial);
            write(here(parameter), value);
        }
    for (const Parameter& parameter : node.parameters) {
        if (parameter.type == nullptr || parameter.rest) continue;
        where(parameter.span);
        check_type(runtime_, parameter.type->mask, parameter.type->nullable, peek(here(parameter)), parameter.name);
    }
}

Value Interpreter::run_body(const FunctionNode& node) {
    Value value = Value::null();
    Completion completion = guarded([&] {
        if (node.expression != nullptr) return complete(*node.expression, value);
        return node.yields_last ? block_value(*node.block, value) : execute_block(*node.block);
    });
    if (completion == Completion::Return) return returned_;
    if (node.expression == nullptr && !node.yields_last) return Value::null();
    if (node.result != nullptr) {
        if (node.expression != nullptr) where(node.expression->span);
        else where(node.block->statements.empty() ? node.block->span : node.block->statements.back()->span);
        check_type(runtime_, node.result->mask, node.result->nullable, value, Name{});
    }
    return value;
}

Value Interpreter::closure(const FunctionNode& node) {
    const FunctionInfo& info = *node.info;
    FunctionPrototype* prototype = prototype_of(node, frame_->prototype->from_prelude);
    FunctionObject* function = make_closure(runtime_, prototype, static_cast<std::uint32_t>(info.captures.size()));
    for (std::size_t i = 0; i < info.captures.size(); ++i) {
        const Binding& from = info.captures[i];
        // The raw content: a shared variable is captured as its cell.
        Value captured = from.where == Binding::Where::Local ? stack_[frame_->base + from.variable->slot]
                                                             : frame_->closure->captures[from.index];
        share(captured);
        function->captures[i] = captured;
    }
    if (frame_->info->self != nullptr) function->self = stack_[frame_->base + frame_->info->self->slot];
    return Value::of_object(function);
}

} // namespace rumina
