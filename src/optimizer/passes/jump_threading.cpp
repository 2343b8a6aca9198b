// Jumps to jumps, jumps around jumps, and loops whose first test is reached by a jump.
#include "optimizer/effects.h"
#include "optimizer/passes/passes.h"

namespace rumina::optimizer {
namespace {

/// Where one gets from an operation without doing anything: plain jumps forward are followed, those that count a step not.
std::size_t end_of_jumps(const Code& code, std::size_t at) {
    for (int turns = 0; turns < 16 && at < code.operations.size(); ++turns) {
        const Operation& o = code.operations[at];
        if (o.removed) ++at;
        else if (o.op == Opcode::Jump && o.target != at) at = o.target;
        else break;
    }
    return at;
}

/// The jump that goes exactly when this one does not.
std::optional<Opcode> opposite(Opcode op) {
    switch (op) {
    case Opcode::JumpIfTrue: return Opcode::JumpIfFalse;
    case Opcode::JumpIfFalse: return Opcode::JumpIfTrue;
    case Opcode::JumpIfLess: return Opcode::JumpUnlessLess;
    case Opcode::JumpIfLessEqual: return Opcode::JumpUnlessLessEqual;
    case Opcode::JumpIfGreater: return Opcode::JumpUnlessGreater;
    case Opcode::JumpIfGreaterEqual: return Opcode::JumpUnlessGreaterEqual;
    case Opcode::JumpUnlessLess: return Opcode::JumpIfLess;
    case Opcode::JumpUnlessLessEqual: return Opcode::JumpIfLessEqual;
    case Opcode::JumpUnlessGreater: return Opcode::JumpIfGreater;
    case Opcode::JumpUnlessGreaterEqual: return Opcode::JumpIfGreaterEqual;
    case Opcode::JumpIfLessInt: return Opcode::JumpUnlessLessInt;
    case Opcode::JumpIfLessEqualInt: return Opcode::JumpUnlessLessEqualInt;
    case Opcode::JumpIfGreaterInt: return Opcode::JumpUnlessGreaterInt;
    case Opcode::JumpIfGreaterEqualInt: return Opcode::JumpUnlessGreaterEqualInt;
    case Opcode::JumpUnlessLessInt: return Opcode::JumpIfLessInt;
    case Opcode::JumpUnlessLessEqualInt: return Opcode::JumpIfLessEqualInt;
    case Opcode::JumpUnlessGreaterInt: return Opcode::JumpIfGreaterInt;
    case Opcode::JumpUnlessGreaterEqualInt: return Opcode::JumpIfGreaterEqualInt;
    // != is not always the opposite of == (conditions with symbols raise differently), so equality has none.
    default: return std::nullopt;
    }
}

/// The test that leaves the loop at its start, for the one that goes back at its end.
std::optional<Opcode> leaving(Opcode loop) {
    switch (loop) {
    case Opcode::LoopIfTrue: return Opcode::JumpIfFalse;
    case Opcode::LoopIfFalse: return Opcode::JumpIfTrue;
    case Opcode::LoopIfLess: return Opcode::JumpUnlessLess;
    case Opcode::LoopIfLessEqual: return Opcode::JumpUnlessLessEqual;
    case Opcode::LoopIfGreater: return Opcode::JumpUnlessGreater;
    case Opcode::LoopIfGreaterEqual: return Opcode::JumpUnlessGreaterEqual;
    case Opcode::LoopIfLessInt: return Opcode::JumpUnlessLessInt;
    case Opcode::LoopIfLessEqualInt: return Opcode::JumpUnlessLessEqualInt;
    case Opcode::LoopIfGreaterInt: return Opcode::JumpUnlessGreaterInt;
    case Opcode::LoopIfGreaterEqualInt: return Opcode::JumpUnlessGreaterEqualInt;
    default: return std::nullopt;
    }
}

} // namespace

void thread_jumps(Code& code) {
    auto& operations = code.operations;
    for (std::size_t i = 0; i < operations.size(); ++i) {
        Operation& o = operations[i];
        if (o.target == kNowhere || counts_step(o.op)) continue;
        o.target = end_of_jumps(code, o.target);
        // if c goto L; goto M; L:   becomes   if not c goto M
        if (i + 2 < operations.size() && o.target == i + 2 && operations[i + 1].op == Opcode::Jump)
            if (std::optional<Opcode> other = opposite(o.op)) {
                o.op = *other;
                o.target = end_of_jumps(code, operations[i + 1].target);
                operations[i + 1].removed = true; // whoever jumped there went on to its target already, or does below
                for (Operation& p : operations)
                    if (p.target == i + 1) p.target = operations[i + 1].target;
            }
        // The first turn is tested where the loop is entered, and steps count only jumps back.
        if (o.op == Opcode::Jump && o.target > i + 1 && o.target < operations.size()) {
            const Operation& test = operations[o.target];
            if (std::optional<Opcode> first = leaving(test.op); first && test.target == i + 1 && o.target + 1 < operations.size()) {
                Operation leave = test;
                leave.op = *first;
                leave.target = o.target + 1;
                leave.inlined = o.inlined;
                o = leave;
            }
        }
        if (o.op == Opcode::Jump && o.target == i + 1) o.removed = true;
    }
    for (Code::Handler& h : code.handlers) h.target = end_of_jumps(code, h.target);
}

} // namespace rumina::optimizer
