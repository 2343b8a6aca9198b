// Neighbours that are one instruction. The second one stays behind the joined one and keeps its place in the source: it runs
// by itself when the operands are unusual, or when a jump goes to it.
#include "optimizer/blocks.h"
#include "optimizer/passes/passes.h"

namespace rumina::optimizer {

void join_instructions(Code& code) {
    auto& operations = code.operations;
    for (std::size_t i = 0; i + 1 < operations.size(); ++i) {
        Operation& o = operations[i];
        const Operation& next = operations[i + 1];
        if (o.op != Opcode::AddInt || o.slot(0) != o.slot(1) || next.target == kNowhere || next.slot(0) != o.slot(0)) continue;
        switch (next.op) {
        case Opcode::LoopIfLess: o.op = Opcode::AddIntLoopLess; break;
        case Opcode::LoopIfLessEqual: o.op = Opcode::AddIntLoopLessEqual; break;
        case Opcode::LoopIfLessInt: o.op = Opcode::AddIntLoopLessInt; break;
        case Opcode::LoopIfLessEqualInt: o.op = Opcode::AddIntLoopLessEqualInt; break;
        default: break;
        }
    }
}

} // namespace rumina::optimizer
