#include "optimizer/effects.h"

namespace rumina::optimizer {

bool is_call(Opcode op) {
    switch (op) {
    case Opcode::Call: case Opcode::CallGlobal: case Opcode::CallBuiltin: case Opcode::CallMethod: case Opcode::CallNamed:
    case Opcode::CallMethodNamed: case Opcode::CallSpread: case Opcode::TailCall: case Opcode::TailCallMethod: case Opcode::TailCallNamed:
    case Opcode::TailCallMethodNamed: case Opcode::TailCallSpread: return true;
    default: return false;
    }
}

bool is_constant_load(Opcode op) {
    switch (op) {
    case Opcode::LoadInt: case Opcode::LoadConstant: case Opcode::LoadNull: case Opcode::LoadTrue: case Opcode::LoadFalse: return true;
    default: return false;
    }
}

bool is_plain_load(Opcode op) {
    switch (op) {
    case Opcode::Move: case Opcode::Take: case Opcode::LoadUnset: case Opcode::ReadCellBase: case Opcode::ReadUpvalue:
    case Opcode::ReadUpvalueCellBase: case Opcode::ReadCell: case Opcode::ReadUpvalueCell: return true;
    default: return is_constant_load(op);
    }
}

bool only_looks_at(Opcode op, std::size_t i) {
    switch (op) {
    case Opcode::Add: case Opcode::Subtract: case Opcode::Multiply: case Opcode::Divide: case Opcode::Modulo: case Opcode::Power:
    case Opcode::IntegerDivide: case Opcode::FlooredModulo: case Opcode::AddFloat: case Opcode::SubtractFloat: case Opcode::MultiplyFloat:
    case Opcode::DivideFloat: case Opcode::AddMixed: case Opcode::SubtractMixed: case Opcode::MultiplyMixed: case Opcode::DivideMixed:
    case Opcode::Equal: case Opcode::NotEqual: case Opcode::Less: case Opcode::LessEqual: case Opcode::Greater: case Opcode::GreaterEqual:
    case Opcode::GetIndex: case Opcode::GetIndexBase: return i == 1 || i == 2;
    case Opcode::AddInt: case Opcode::SubtractInt: case Opcode::MultiplyInt: case Opcode::DivideInt: case Opcode::ModuloInt:
    case Opcode::IntegerDivideInt: case Opcode::Negate: case Opcode::Not: case Opcode::Absolute: case Opcode::RootOf: case Opcode::Size:
    case Opcode::GetMember: case Opcode::GetMemberBase: return i == 1;
    case Opcode::JumpIfTrue: case Opcode::JumpIfFalse: case Opcode::LoopIfTrue: case Opcode::LoopIfFalse: case Opcode::JumpIfLessInt:
    case Opcode::JumpIfLessEqualInt: case Opcode::JumpIfGreaterInt: case Opcode::JumpIfGreaterEqualInt: case Opcode::JumpIfEqualInt:
    case Opcode::JumpIfNotEqualInt: case Opcode::JumpUnlessLessInt: case Opcode::JumpUnlessLessEqualInt: case Opcode::JumpUnlessGreaterInt:
    case Opcode::JumpUnlessGreaterEqualInt: case Opcode::LoopIfLessInt: case Opcode::LoopIfLessEqualInt: case Opcode::LoopIfGreaterInt:
    case Opcode::LoopIfGreaterEqualInt: case Opcode::LoopIfNotEqualInt: return i == 0;
    case Opcode::JumpIfLess: case Opcode::JumpIfLessEqual: case Opcode::JumpIfGreater: case Opcode::JumpIfGreaterEqual:
    case Opcode::JumpIfEqual: case Opcode::JumpIfNotEqual: case Opcode::JumpUnlessLess: case Opcode::JumpUnlessLessEqual:
    case Opcode::JumpUnlessGreater: case Opcode::JumpUnlessGreaterEqual: case Opcode::LoopIfLess: case Opcode::LoopIfLessEqual:
    case Opcode::LoopIfGreater: case Opcode::LoopIfGreaterEqual: case Opcode::LoopIfNotEqual: return i == 0 || i == 1;
    case Opcode::SetIndex: case Opcode::SetIndexFresh: return i == 1; // the position; the value is kept
    default: return false;
    }
}

bool changes_memory(Opcode op) {
    if (is_plain_load(op)) return false;
    for (std::size_t i = 0; i < 3; ++i)
        if (only_looks_at(op, i)) return op == Opcode::SetIndex || op == Opcode::SetIndexFresh;
    switch (op) {
    case Opcode::Jump: case Opcode::Loop: case Opcode::JumpIfSet: case Opcode::JumpUnlessShared: case Opcode::Return: case Opcode::ReturnNull:
    case Opcode::Halt: case Opcode::NewArray: case Opcode::NewStruct: case Opcode::ReadGlobal: case Opcode::ReadGlobalBase:
    case Opcode::CheckSet: case Opcode::MakeClosure: return false;
    default: return true;
    }
}

std::size_t lost_from(const Code&, const Operation& o) { return is_call(o.op) ? o.slot(0) + 1 : kNowhere; }

Ranges ranges_of(const Code& code, const Operation& o) {
    const Chunk& chunk = code.chunk();
    auto n = [&](std::size_t i) { return static_cast<Slot>(o.operand[i]); };
    auto names = [&] { return static_cast<Slot>(chunk.call_sites[n(2)].names.size()); };
    const Slot a = n(0), b = n(1);
    switch (o.op) {
    case Opcode::NewArray: case Opcode::Format: return {{{b, n(2)}, {}}, {}};
    case Opcode::Append: return {{{b, n(2)}, {}}, {}};
    case Opcode::NewStruct: return {{{b, chunk.layouts[n(2)].fields}, {}}, {}};
    case Opcode::MakeRange: return {{{b, 3}, {}}, {}};
    case Opcode::GetIndices: return {{{b, n(2) + 1}, {}}, {}};
    case Opcode::SetIndices: return {{{b, n(2) + 1}, {}}, {}};
    case Opcode::ForPrepare: return {{}, {a, 2}};
    case Opcode::ForNext: return {{{a + 1, 1}, {}}, {a + 1, 1}};
    case Opcode::TakeApart: return {{}, {b, chunk.destructurings[n(2)].count}};
    case Opcode::TryTakeApart: return {{}, {b, 1}}; // the parts only where it fits
    case Opcode::TryTakeField: return {{}, {b, 1}};
    case Opcode::TryTakeExpression: return {{}, {b, 1}};
    case Opcode::Substitute: return {{{b, names() + 1}, {}}, {}};
    case Opcode::Call: case Opcode::TailCall: return {{{a, 1}, {a + 2, b}}, {}};
    case Opcode::CallGlobal: case Opcode::CallBuiltin: return {{{a + 2, n(2)}, {}}, {}};
    case Opcode::CallMethod: case Opcode::TailCallMethod: return {{{a + 1, b + 1}, {}}, {}};
    case Opcode::CallNamed: case Opcode::TailCallNamed: return {{{a, 1}, {a + 2, b + names()}}, {}};
    case Opcode::CallMethodNamed: case Opcode::TailCallMethodNamed: return {{{a + 1, b + names() + 1}, {}}, {}};
    case Opcode::CallSpread: case Opcode::TailCallSpread: return {{{a + 2, 3}, {}}, {}};
    default: return {};
    }
}

std::vector<Slot> named_slots(const Code& code, const Operation& o) {
    std::vector<Slot> slots;
    if (o.op == Opcode::MakeClosure) {
        const FunctionPrototype& function = *code.chunk().functions[static_cast<std::size_t>(o.operand[1])];
        for (const Chunk::Capture& capture : function.chunk->captures)
            if (capture.local) slots.push_back(capture.index);
        if (code.chunk().prototype->uses_self) slots.push_back(code.chunk().prototype->self_slot());
    } else if (o.op == Opcode::Listing) {
        for (const auto& [slot, is_cell] : code.chunk().listings[static_cast<std::size_t>(o.operand[1])].slots) slots.push_back(slot);
    }
    return slots;
}

} // namespace rumina::optimizer
