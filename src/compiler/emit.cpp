// Instructions, labels, constants, temporaries.
#include "compiler/function_compiler.h"

namespace rumina {

std::uint32_t FunctionCompiler::emit(Opcode op, std::uint32_t a, std::uint32_t b, std::uint32_t c, Span span) {
    chunk_->code.push_back({static_cast<std::uint16_t>(op), static_cast<std::uint16_t>(a), static_cast<std::uint16_t>(b), static_cast<std::uint16_t>(c)});
    chunk_->spans.push_back(span);
    return here() - 1;
}

void FunctionCompiler::emit_extra(std::uint64_t word, Span span) {
    Instruction extra;
    static_assert(sizeof extra == sizeof word);
    std::memcpy(&extra, &word, sizeof word);
    chunk_->code.push_back(extra);
    chunk_->spans.push_back(span);
}

std::uint32_t FunctionCompiler::emit_wide(Opcode op, std::uint32_t a, std::uint32_t wide, Span span) {
    return emit(op, a, wide & 0xFFFF, wide >> 16, span);
}

void FunctionCompiler::patch(std::uint32_t at, std::int64_t position) {
    std::int64_t offset = position - at;
    has_loop_ |= offset < 0;
    Instruction& instruction = chunk_->code[at];
    if (info(static_cast<Opcode>(instruction.op)).operands.find('J') != std::string_view::npos) {
        instruction.b = static_cast<std::uint16_t>(offset & 0xFFFF);
        instruction.c = static_cast<std::uint16_t>(offset >> 16 & 0xFFFF);
        return;
    }
    if (offset > INT16_MAX || offset < INT16_MIN) too_long_ = true;
    instruction.c = static_cast<std::uint16_t>(offset);
}

void FunctionCompiler::place(Label& label) {
    label.position = here();
    for (std::uint32_t use : label.uses) patch(use, label.position);
    label.uses.clear();
}

void FunctionCompiler::jump(Opcode op, std::uint32_t a, std::uint32_t b, Label& label, Span span) {
    std::uint32_t at = emit(op, a, b, 0, span);
    if (label.position >= 0) patch(at, label.position);
    else label.uses.push_back(at);
}

std::uint32_t FunctionCompiler::constant(Value value) {
    auto add = [&] {
        chunk_->constants.push_back(value);
        return static_cast<std::uint32_t>(chunk_->constants.size() - 1);
    };
    if (value.is_int() || value.is_float()) {
        auto& known = value.is_int() ? int_constants_ : float_constants_;
        auto [found, added] = known.try_emplace(static_cast<std::uint64_t>(value.integer), 0);
        if (added) found->second = add();
        return found->second;
    }
    return add();
}

std::uint32_t FunctionCompiler::string_constant(std::string_view text) {
    auto [found, added] = string_constants_.try_emplace(std::string(text), 0);
    if (added) found->second = constant(runtime_.heap.string(text));
    return found->second;
}

std::uint32_t FunctionCompiler::name_index(Name name) {
    auto [found, added] = name_indices_.try_emplace(name, 0);
    if (added) {
        if (chunk_->names.size() >= 65536) fail(DiagnosticId::FunctionTooLarge, 65536, "member names");
        found->second = static_cast<std::uint32_t>(chunk_->names.size());
        chunk_->names.push_back(name);
    }
    return found->second;
}

FunctionCompiler::Slot FunctionCompiler::temporary() {
    if (next_ + 4 >= kMaxSlots) fail(DiagnosticId::FunctionTooLarge, kMaxSlots, "variables and intermediate values");
    Slot slot = next_++;
    chunk_->frame_slots = std::max(chunk_->frame_slots, next_);
    return slot;
}

FunctionCompiler::Slot FunctionCompiler::window(Slot destination) {
    return destination + 1 == next_ && destination >= node_->info->slots ? destination : temporary();
}

} // namespace rumina
