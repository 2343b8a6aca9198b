// Patterns of declarations, loops and match arms.
#include "compiler/function_compiler.h"
#include "runtime/expression_patterns.h"

namespace rumina {

void FunctionCompiler::bind_pattern(const Pattern& pattern, Slot value, bool fresh) {
    switch (pattern.kind) {
    case NodeKind::BindPattern: declare(as<BindPattern>(pattern).binding, value, pattern.span, fresh); break;
    case NodeKind::SequencePattern: {
        const auto& sequence = as<SequencePattern>(pattern);
        Temporaries scope(*this);
        Slot first = temporary();
        for (std::size_t i = 1; i < sequence.elements.size(); ++i) temporary();
        Chunk::Destructuring shape{static_cast<std::uint32_t>(sequence.elements.size()), sequence.vector};
        emit(Opcode::TakeApart, s(value), s(first), add_row(chunk_->destructurings, shape), pattern.span);
        for (std::size_t i = 0; i < sequence.elements.size(); ++i) bind_pattern(*sequence.elements[i], first + static_cast<Slot>(i), true);
        break;
    }
    case NodeKind::FieldsPattern:
        for (const auto& [name, part] : as<FieldsPattern>(pattern).fields) {
            Temporaries scope(*this);
            Label found;
            Slot ok = temporary(), field = temporary();
            emit(Opcode::TryTakeField, s(value), s(ok), name_index(name), pattern.span);
            jump(Opcode::JumpIfTrue, s(ok), 0, found, pattern.span);
            emit(Opcode::FailDestructure, s(value), name_index(name), 0, pattern.span);
            place(found);
            bind_pattern(*part, field, true);
        }
        break;
    case NodeKind::LiteralPattern: { // it must fit
        Temporaries scope(*this);
        Label fits;
        Slot literal = in_temporary(*as<LiteralPattern>(pattern).value), truth = temporary();
        emit(Opcode::Equal, s(truth), s(value), s(literal), pattern.span);
        jump(Opcode::JumpIfTrue, s(truth), 0, fits, pattern.span);
        emit(Opcode::FailMatch, s(value), 0, 0, pattern.span);
        place(fits);
        break;
    }
    default: break;
    }
}

void FunctionCompiler::test_pattern(const Pattern& pattern, Slot value, Label& otherwise) {
    Temporaries scope(*this);
    switch (pattern.kind) {
    case NodeKind::BindPattern: declare(as<BindPattern>(pattern).binding, value, pattern.span, false); break;
    case NodeKind::LiteralPattern: {
        Slot literal = in_temporary(*as<LiteralPattern>(pattern).value), truth = temporary();
        emit(Opcode::Equal, s(truth), s(value), s(literal), pattern.span);
        jump(Opcode::JumpIfFalse, s(truth), 0, otherwise, pattern.span);
        break;
    }
    case NodeKind::SequencePattern: {
        const auto& sequence = as<SequencePattern>(pattern);
        Slot ok = temporary(), first = next_;
        for (std::size_t i = 0; i < sequence.elements.size(); ++i) temporary();
        Chunk::Destructuring shape{static_cast<std::uint32_t>(sequence.elements.size()), sequence.vector};
        emit(Opcode::TryTakeApart, s(value), s(ok), add_row(chunk_->destructurings, shape), pattern.span);
        jump(Opcode::JumpIfFalse, s(ok), 0, otherwise, pattern.span);
        for (std::size_t i = 0; i < sequence.elements.size(); ++i) test_pattern(*sequence.elements[i], first + static_cast<Slot>(i), otherwise);
        break;
    }
    case NodeKind::FieldsPattern:
        for (const auto& [name, part] : as<FieldsPattern>(pattern).fields) {
            Slot ok = temporary(), field = temporary();
            emit(Opcode::TryTakeField, s(value), s(ok), name_index(name), pattern.span);
            jump(Opcode::JumpIfFalse, s(ok), 0, otherwise, pattern.span);
            test_pattern(*part, field, otherwise);
        }
        break;
    case NodeKind::ExpressionPattern: {
        const auto& parts = as<ExpressionPattern>(pattern);
        Slot ok = temporary(), part = next_;
        std::vector<const NameExpr*> names = parts_of_pattern(*parts.expression);
        for (std::size_t i = 0; i < names.size(); ++i) temporary();
        emit(Opcode::TryTakeExpression, s(value), s(ok), add_row(chunk_->patterns, form_of_pattern(runtime_, *parts.expression)), pattern.span);
        jump(Opcode::JumpIfFalse, s(ok), 0, otherwise, pattern.span);
        for (const NameExpr* name : names) declare(name->binding, part++, name->span, true);
        break;
    }
    default: break;
    }
}

} // namespace rumina
