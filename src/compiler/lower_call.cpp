// Calls. Callee, then arguments from left to right; a callee that is the plain name of a global variable is looked up
// after the arguments, so that the lookup and the call are one instruction.
#include "compiler/function_compiler.h"

namespace rumina {

void FunctionCompiler::arguments(const CallExpr& expr, std::optional<Slot> piped) {
    if (piped) emit(Opcode::Move, s(temporary()), s(*piped), 0, expr.span);
    for (const Expr* argument : expr.arguments) in_temporary(*argument);
    for (const auto& [name, value] : expr.named) in_temporary(*value);
}

bool FunctionCompiler::direct_call(const CallExpr& expr, const Slot* destination) {
    if (expr.callee == nullptr || expr.listing != nullptr || !expr.named.empty()) return false;
    const Binding* binding = nullptr;
    if (const auto* name = try_as<NameExpr>(expr.callee)) binding = &name->binding;
    else if (const auto* whole = try_as<PathExpr>(expr.callee); whole != nullptr && whole->whole) binding = &whole->binding;
    if (binding == nullptr || binding->where != Binding::Where::Builtin) return false;
    std::optional<DirectBuiltin> direct = runtime_.builtins.entry(binding->index).direct;
    if (!direct) return false;
    static constexpr Opcode kOpcodes[] = {
#define DIRECT(opcode, name) Opcode::opcode,
#include "runtime/direct_builtins.def"
#undef DIRECT
    };
    Opcode op = kOpcodes[static_cast<std::size_t>(*direct)];
    bool has_result = info(op).operands[0] == 'o';
    std::size_t wanted = (info(op).operands[1] == 's' ? 1 : 0) + (info(op).operands[2] == 's' ? 1 : 0) + (has_result ? 0 : 1);
    if (expr.arguments.size() != wanted) return false;

    Temporaries scope(*this);
    const Expr* second = wanted > 1 ? expr.arguments[1] : nullptr;
    Slot a = operand(*expr.arguments[0], second);
    std::optional<std::int16_t> number = op == Opcode::IntegerDivide ? small_int(*second) : std::nullopt;
    std::uint32_t b = number ? static_cast<std::uint16_t>(*number) : second != nullptr ? s(operand(*second)) : 0;
    if (!has_result) {
        emit(op, s(a), b, 0, expr.site);
        if (destination != nullptr) emit(Opcode::LoadNull, s(*destination), 0, 0, expr.site);
        return true;
    }
    Slot result = destination != nullptr ? *destination : temporary();
    emit(number ? Opcode::IntegerDivideInt : op, s(result), s(a), b, expr.site);
    return true;
}

/// The names that vars() and its like list.
[[gnu::noinline]] void FunctionCompiler::list_names(const CallExpr& expr, Slot destination, bool tail) {
    Chunk::ListingSite site{expr.listing->what, {}, {}};
    for (const auto& [name, binding] : expr.listing->locals) {
        site.names.push_back(name);
        site.slots.emplace_back(binding.variable->slot, binding.variable->is_cell);
    }
    emit(Opcode::Listing, s(destination), add_row(chunk_->listings, std::move(site)), 0, expr.site);
    if (tail) emit(Opcode::Return, s(destination), 0, 0, expr.site);
}

[[gnu::noinline]] std::uint32_t FunctionCompiler::call_site(const CallExpr& expr, Name method) {
    Chunk::CallSite site{method, {}};
    for (const auto& [name, value] : expr.named) site.names.push_back(name);
    return add_row(chunk_->call_sites, std::move(site));
}

void FunctionCompiler::call(const CallExpr& expr, Slot destination, const Expr* plain_stage, std::optional<Slot> piped, bool tail) {
    if (plain_stage == nullptr && !piped && direct_call(expr, &destination)) {
        if (tail) emit(Opcode::Return, s(destination), 0, 0, expr.site);
        return;
    }
    Temporaries scope(*this);
    if (expr.listing != nullptr) return list_names(expr, destination, tail);
    const Expr& callee = plain_stage != nullptr ? *plain_stage : *expr.callee;
    auto count = static_cast<std::uint32_t>(expr.arguments.size() + (piped ? 1 : 0));
    bool named = !expr.named.empty();
    Slot w = window(destination);
    auto finish = [&](bool returned_by_tail) {
        if (tail && !returned_by_tail) emit(Opcode::Return, s(w), 0, 0, expr.site);
        else if (!tail && w != destination) emit(Opcode::Take, s(destination), s(w), 0, expr.site);
    };

    if (const auto* method = try_as<MemberExpr>(&callee)) {
        Slot receiver = temporary();
        base_into(*method->base, receiver);
        arguments(expr, piped);
        if (named) emit(tail ? Opcode::TailCallMethodNamed : Opcode::CallMethodNamed, s(w), count, call_site(expr, method->name), expr.site);
        else emit(tail ? Opcode::TailCallMethod : Opcode::CallMethod, s(w), count, name_index(method->name), expr.site);
        if (!named && !tail) emit_extra(0, expr.site);
        return finish(true);
    }
    const Binding* binding = nullptr;
    if (const auto* name = try_as<NameExpr>(&callee)) binding = &name->binding;
    else if (const auto* whole = try_as<PathExpr>(&callee); whole != nullptr && whole->whole) binding = &whole->binding;
    bool is_global = binding != nullptr && binding->where == Binding::Where::Global;
    bool is_builtin = binding != nullptr && binding->where == Binding::Where::Builtin;

    if (is_builtin && !named && binding->index <= 0xFFFF) {
        const Builtin& record = *runtime_.builtins.entry(binding->index).record;
        bool takes_formulas = runtime_.builtins.entry(binding->index).value.object->extra != 0;
        if (record.run != nullptr && !takes_formulas) {
            temporary(); // the header's place, so that arguments stand where every call has them
            arguments(expr, piped);
            if (record.signature.starts_with("__apply(")) {
                emit(tail ? Opcode::TailCallSpread : Opcode::CallSpread, s(w), count, 0, expr.site);
                return finish(true);
            }
            emit(Opcode::CallBuiltin, s(w), binding->index, count, expr.site);
            return finish(false);
        }
    }
    if (is_global && !named && !tail && binding->index <= 0xFFFF) {
        temporary();
        arguments(expr, piped);
        emit(Opcode::CallGlobal, s(w), binding->index, count, expr.site);
        return finish(false);
    }
    if (!is_global) into(callee, w);
    temporary();
    arguments(expr, piped);
    if (is_global) {
        const auto& name = as<NameExpr>(callee);
        read(*binding, name.name, w, expr.site, true);
    }
    if (named) emit(tail ? Opcode::TailCallNamed : Opcode::CallNamed, s(w), count, call_site(expr, Name{}), expr.site);
    else emit(tail ? Opcode::TailCall : Opcode::Call, s(w), count, 0, expr.site);
    finish(true);
}

void FunctionCompiler::pipe(const PipeExpr& expr, Slot destination) {
    Slot value = in_temporary(*expr.first);
    for (const Expr* stage : expr.stages) {
        Temporaries scope(*this);
        Slot result = temporary(); // not the piped value's own slot: the callee comes before it is passed
        CallExpr plain(stage->span);
        plain.site = stage->span;
        const auto* parts = try_as<CallExpr>(stage);
        bool tail = expr.tail && stage == expr.stages.back();
        call(parts != nullptr ? *parts : plain, result, parts != nullptr ? nullptr : stage, value, tail);
        emit(Opcode::Take, s(value), s(result), 0, stage->span);
    }
    emit(Opcode::Take, s(destination), s(value), 0, expr.span);
}

} // namespace rumina
