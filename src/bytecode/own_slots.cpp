#include "bytecode/own_slots.h"

#include <algorithm>

#include "bytecode/chunk.h"

namespace rumina {
namespace {

/// Only looks at its operands, and its result is never one of them. `Return` hands the value over.
bool only_computes(Opcode op) {
    switch (op) {
    case Opcode::Add: case Opcode::Subtract: case Opcode::Multiply: case Opcode::Divide: case Opcode::Modulo:
    case Opcode::IntegerDivide: case Opcode::FlooredModulo: case Opcode::Negate: case Opcode::Not:
    case Opcode::AddInt: case Opcode::SubtractInt: case Opcode::MultiplyInt: case Opcode::DivideInt: case Opcode::ModuloInt:
    case Opcode::IntegerDivideInt:
    case Opcode::AddFloat: case Opcode::SubtractFloat: case Opcode::MultiplyFloat: case Opcode::DivideFloat:
    case Opcode::AddMixed: case Opcode::SubtractMixed: case Opcode::MultiplyMixed: case Opcode::DivideMixed:
    case Opcode::AddReal: case Opcode::SubtractReal: case Opcode::MultiplyReal: case Opcode::DivideReal:
    case Opcode::Equal: case Opcode::NotEqual: case Opcode::Less: case Opcode::LessEqual: case Opcode::Greater: case Opcode::GreaterEqual:
    case Opcode::JumpIfTrue: case Opcode::JumpIfFalse: case Opcode::JumpIfSettledTrue: case Opcode::JumpIfSettledFalse:
    case Opcode::LoopIfTrue: case Opcode::LoopIfFalse: case Opcode::JumpIfSet: case Opcode::JumpUnlessShared:
    case Opcode::JumpIfLess: case Opcode::JumpIfLessEqual: case Opcode::JumpIfGreater: case Opcode::JumpIfGreaterEqual:
    case Opcode::JumpIfEqual: case Opcode::JumpIfNotEqual: case Opcode::JumpUnlessLess: case Opcode::JumpUnlessLessEqual:
    case Opcode::JumpUnlessGreater: case Opcode::JumpUnlessGreaterEqual:
    case Opcode::JumpIfLessInt: case Opcode::JumpIfLessEqualInt: case Opcode::JumpIfGreaterInt: case Opcode::JumpIfGreaterEqualInt:
    case Opcode::JumpIfEqualInt: case Opcode::JumpIfNotEqualInt: case Opcode::JumpUnlessLessInt: case Opcode::JumpUnlessLessEqualInt:
    case Opcode::JumpUnlessGreaterInt: case Opcode::JumpUnlessGreaterEqualInt:
    case Opcode::LoopIfLess: case Opcode::LoopIfLessEqual: case Opcode::LoopIfGreater: case Opcode::LoopIfGreaterEqual:
    case Opcode::LoopIfNotEqual: case Opcode::LoopIfLessInt: case Opcode::LoopIfLessEqualInt: case Opcode::LoopIfGreaterInt:
    case Opcode::LoopIfGreaterEqualInt: case Opcode::LoopIfNotEqualInt:
    case Opcode::AddIntLoopLess: case Opcode::AddIntLoopLessEqual: case Opcode::AddIntLoopLessInt: case Opcode::AddIntLoopLessEqualInt:
    case Opcode::Return: return true;
    default: return false;
    }
}

/// Keeps or hands on no more than the slots its letters name.
bool names_all_it_reads(Opcode op) {
    switch (op) {
    case Opcode::Move: case Opcode::Take: case Opcode::CheckSet: case Opcode::NewCell: case Opcode::WriteCell: case Opcode::WriteUpvalueCell:
    case Opcode::WriteGlobal: case Opcode::Power: case Opcode::Plus: case Opcode::Absolute: case Opcode::RootOf: case Opcode::Size:
    case Opcode::Push: case Opcode::GetIndex: case Opcode::GetIndexBase: case Opcode::SetIndex: case Opcode::SetIndexFresh:
    case Opcode::GetMember: case Opcode::GetMemberBase: case Opcode::SetMember: case Opcode::SetMemberFresh: case Opcode::CountPrepare:
    case Opcode::CountLoop: case Opcode::Halt: case Opcode::Throw: case Opcode::CheckType: case Opcode::Convert: return true;
    default: return false;
    }
}

class Finder {
public:
    explicit Finder(const Chunk& chunk) : chunk_(chunk), own_(chunk.frame_slots + 2, 1) {}

    std::vector<std::uint8_t> run() {
        if (chunk_.prototype->uses_self) lose(chunk_.prototype->self_slot(), 1);
        for (std::size_t pc = 0; pc < chunk_.code.size(); pc += length(static_cast<Opcode>(chunk_.code[pc].op))) look_at(chunk_.code[pc]);
        return std::move(own_);
    }

private:
    void lose(std::size_t first, std::size_t count) {
        for (std::size_t i = first; i < own_.size() && i - first < count; ++i) own_[i] = 0;
    }

    void look_at(const Instruction& instruction) {
        auto op = static_cast<Opcode>(instruction.op);
        if (only_computes(op)) return;
        const std::uint16_t operands[] = {instruction.a, instruction.b, instruction.c};
        const std::string_view letters = info(op).operands;
        std::size_t first_read = own_.size();
        for (std::size_t i = 0; i < 3 && i < letters.size(); ++i) {
            if (letters[i] != 's' && letters[i] != 'u' && letters[i] != 'w') continue;
            std::size_t slot = operands[i] / kSlotBytes;
            lose(slot, 1);
            first_read = std::min(first_read, slot);
        }
        if (names_all_it_reads(op)) return;
        const std::size_t b = instruction.b / kSlotBytes;
        const std::size_t b_count = instruction.b;
        switch (op) {
        case Opcode::NewArray: case Opcode::Append: case Opcode::Format: return lose(b, instruction.c);
        case Opcode::MakeRange: return lose(b, 3);
        case Opcode::ForPrepare: return lose(instruction.a / kSlotBytes, 2);
        case Opcode::ForNext: return lose(instruction.a / kSlotBytes, 2);
        case Opcode::MakeClosure:
            for (const Chunk::Capture& capture : chunk_.functions[static_cast<std::uint32_t>(instruction.wide())]->chunk->captures)
                if (capture.local) lose(capture.index, 1);
            return;
        // A call reads its window up to the last argument; what the callee leaves behind that belongs to its own slots.
        case Opcode::Call: case Opcode::TailCall: case Opcode::CallMethod: case Opcode::TailCallMethod: return lose(first_read, b_count + 2);
        case Opcode::CallGlobal: case Opcode::CallBuiltin: return lose(first_read, std::size_t{instruction.c} + 2);
        case Opcode::Listing: return lose(0, own_.size());
        // A window, and whatever may read behind its operands.
        default: return lose(first_read, own_.size());
        }
    }

    const Chunk& chunk_;
    std::vector<std::uint8_t> own_;
};

} // namespace

std::vector<std::uint8_t> own_slots(const Chunk& chunk) { return Finder(chunk).run(); }

} // namespace rumina
