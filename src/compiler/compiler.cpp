#include "compiler/compiler.h"

#include "compiler/function_compiler.h"
#include "optimizer/optimizer.h"

namespace rumina {

FunctionPrototype* FunctionCompiler::compile(const FunctionNode& node) {
    node_ = &node;
    FunctionPrototype* prototype = make_prototype(runtime_, node, from_prelude_);
    for (;;) {
        chunk_ = std::make_shared<Chunk>();
        chunk_->prototype = prototype;
        chunk_->scope = scope_;
        constexpr std::size_t kUsual = 16; ///< instructions of a line of input
        chunk_->code.reserve(kUsual);
        chunk_->spans.reserve(kUsual);
        prototype->chunk = chunk_; // the collector must see the constants while they are being made
        body();
        if (!too_long_) break;
        // Some label is out of reach of 16 bits: once more with far jumps only.
        RUMINA_ASSERT(!wide_, "a far jump was out of reach");
        wide_ = true;
        too_long_ = false;
        has_loop_ = false;
        int_constants_.clear();
        float_constants_.clear();
        string_constants_.clear();
        name_indices_.clear();
    }
    for (const Binding& from : node.info->captures)
        chunk_->captures.push_back({from.where == Binding::Where::Local, from.where == Binding::Where::Local ? from.variable->slot : from.index,
                                    from.variable->is_cell});
    const bool runs_once = !options_.code_that_runs_once && node.form == FunctionNode::Form::Module && !has_loop_;
    if (!runs_once) optimise(runtime_, *chunk_, node.info->slots, options_);
    complete(*prototype, runs_once);
    return prototype;
}

void FunctionCompiler::body() {
    const FunctionNode& node = *node_;
    const FunctionInfo& info = *node.info;
    if (info.slots + 8 >= kMaxSlots) fail(DiagnosticId::FunctionTooLarge, kMaxSlots, "variables and intermediate values");
    next_ = info.slots;
    chunk_->frame_slots = next_;

    for (const Variable* variable : info.entry_unset) emit(Opcode::LoadUnset, s(variable->slot), 0, 0, node.span);
    // Cells come first: a default value may already capture them.
    for (const Variable* variable : info.entry_cells) {
        bool argument = variable->kind == Variable::Kind::Parameter;
        emit(argument ? Opcode::NewCell : Opcode::FreshCell, s(variable->slot), 0, 0, node.span);
    }
    if (node.form == FunctionNode::Form::Module) module_body();
    else function_body();
}

void FunctionCompiler::module_body() {
    const FunctionNode& node = *node_;
    Temporaries scope(*this);
    Slot value = temporary();
    reset_block(*node.block);
    const auto& statements = node.block->statements;
    bool echoed = !statements.empty() && statements.back()->kind == NodeKind::ExpressionStmt;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        if (echoed && i + 1 == statements.size()) into(*as<ExpressionStmt>(*statements[i]).expression, value);
        else statement(*statements[i]);
    }
    if (!echoed) emit(Opcode::LoadUnset, s(value), 0, 0, node.span);
    emit(Opcode::Halt, s(value), 0, 0, node.span);
}

void FunctionCompiler::function_body() {
    const FunctionNode& node = *node_;
    for (const Parameter& parameter : node.parameters) parameter_default(parameter);
    for (const Parameter& parameter : node.parameters) parameter_type(parameter);
    Temporaries scope(*this);
    if (node.expression != nullptr) {
        Slot value = temporary();
        into(*node.expression, value);
        check_result(value, node.expression->span);
        emit(Opcode::Return, s(value), 0, 0, node.expression->span);
    } else if (node.yields_last) {
        Slot value = temporary();
        block(*node.block, &value);
        check_result(value, node.block->statements.empty() ? node.block->span : node.block->statements.back()->span);
        emit(Opcode::Return, s(value), 0, 0, node.block->span);
    } else {
        block(*node.block, nullptr);
        emit(Opcode::ReturnNull, 0, 0, 0, node.block->span);
    }
}

void FunctionCompiler::parameter_default(const Parameter& parameter) {
    if (parameter.initial == nullptr) return;
    Temporaries scope(*this);
    Slot slot = parameter.variable->slot, value = temporary();
    bool cell = parameter.variable->is_cell;
    Label given;
    if (cell) emit(Opcode::ReadCellBase, s(value), s(slot), 0, parameter.span);
    jump(Opcode::JumpIfSet, s(cell ? value : slot), 0, given, parameter.span);
    into(*parameter.initial, value);
    if (cell) emit(Opcode::WriteCell, s(slot), s(value), 0, parameter.span);
    else emit(Opcode::Move, s(slot), s(value), 0, parameter.span);
    place(given);
}

void FunctionCompiler::parameter_type(const Parameter& parameter) {
    if (parameter.type == nullptr) return;
    Temporaries scope(*this);
    Slot slot = parameter.variable->slot;
    if (parameter.variable->is_cell) {
        Slot value = temporary();
        emit(Opcode::ReadCellBase, s(value), s(slot), 0, parameter.span);
        slot = value;
    }
    Chunk::TypeSite site{parameter.type->mask, parameter.type->nullable, parameter.name};
    emit(Opcode::CheckType, s(slot), add_row(chunk_->type_sites, site), 0, parameter.span);
}

FunctionPrototype* compile(Runtime& runtime, const Tree& tree, const ModuleScope* scope, bool from_prelude, const OptimizerOptions& options) {
    return FunctionCompiler(runtime, scope, from_prelude, options).compile(*tree.module);
}

} // namespace rumina
