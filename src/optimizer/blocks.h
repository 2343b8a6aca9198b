// Basic blocks and loops of a function.
#pragma once

#include "optimizer/effects.h"

namespace rumina::optimizer {

/// Whether a block begins at an operation: the first, every target, and what follows a jump or terminator.
std::vector<bool> block_leaders(const Code& code);

/// A run of operations whose last one goes back to its first; entered at one place only.
struct Loop {
    std::size_t first, last;
    /// Where to put what is to run once before it: before the operation that enters the loop.
    std::size_t entry;
};
/// Loops that nothing jumps into but their entry, inner ones before those around them.
std::vector<Loop> loops_of(const Code& code);

/// Calls visit(slot) for every slot that may be changed.
template <typename Visit>
void for_each_possible_write(const Code& code, const Operation& o, Visit visit) {
    for_each_write(code, o, visit);
    std::size_t from = lost_from(code, o);
    if (o.op == Opcode::TryTakeApart || o.op == Opcode::TryTakeField || o.op == Opcode::TryTakeExpression) from = o.slot(1);
    if (from == kNowhere) return;
    for (Slot slot = static_cast<Slot>(from); slot < code.slots(); ++slot) visit(slot);
}

} // namespace rumina::optimizer
