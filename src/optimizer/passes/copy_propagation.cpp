// Within a block: operands are read where the value came from, and results are written where they are wanted.
#include <unordered_map>

#include "optimizer/blocks.h"
#include "optimizer/liveness.h"
#include "optimizer/passes/passes.h"

namespace rumina::optimizer {
namespace {

/// move v, t with t written by the operation before and read by nobody else: that one writes v.
void write_in_place(Code& code) {
    const Liveness live(code);
    if (!live.is_known()) return;
    const std::vector<bool> leaders = block_leaders(code);
    for (std::size_t i = 1; i < code.operations.size(); ++i) {
        Operation& move = code.operations[i];
        if ((move.op != Opcode::Move && move.op != Opcode::Take) || leaders[i]) continue;
        Operation& maker = code.operations[i - 1];
        const Slot variable = move.slot(0), temporary = move.slot(1);
        if (maker.removed || maker.letters()[0] != 'o' || maker.slot(0) != temporary || temporary < code.variables() || variable == temporary) continue;
        if (ranges_of(code, maker).written.count != 0 || maker.target != kNowhere || live.after(i, temporary)) continue;
        // A handler that covers the move only may see the old value; it cannot raise, so there is none.
        maker.operand[0] = static_cast<std::int32_t>(variable);
        move.removed = true;
    }
    code.compact();
}

void read_at_the_source(Code& code) {
    const std::vector<bool> leaders = block_leaders(code);
    std::unordered_map<Slot, Slot> source;
    for (std::size_t i = 0; i < code.operations.size(); ++i) {
        if (leaders[i]) source.clear();
        Operation& o = code.operations[i];
        const std::string_view letters = o.letters();
        for (std::size_t k = 0; k < 3 && k < letters.size(); ++k) {
            if (letters[k] != 's' || !only_looks_at(o.op, k)) continue;
            if (auto found = source.find(o.slot(k)); found != source.end()) o.operand[k] = static_cast<std::int32_t>(found->second);
        }
        if (o.op == Opcode::Move || o.op == Opcode::Take) { // of the first holder
            if (auto found = source.find(o.slot(1)); found != source.end() && o.op == Opcode::Move) o.operand[1] = static_cast<std::int32_t>(found->second);
        }
        auto forget = [&](Slot slot) {
            source.erase(slot);
            std::erase_if(source, [&](const auto& entry) { return entry.second == slot; });
        };
        for_each_possible_write(code, o, forget);
        if ((o.op == Opcode::Move || o.op == Opcode::Take) && o.slot(0) != o.slot(1)) source[o.slot(0)] = o.slot(1);
    }
}

} // namespace

void propagate_copies(Code& code) {
    write_in_place(code);
    read_at_the_source(code);
    // What was copied for one use only is not copied any more.
    const Liveness live(code);
    for (std::size_t i = 0; i < code.operations.size(); ++i) {
        Operation& o = code.operations[i];
        if ((o.op == Opcode::Move || o.op == Opcode::Take) && (o.slot(0) == o.slot(1) || !live.after(i, o.slot(0)))) o.removed = true;
    }
    code.compact();
    write_in_place(code);
}

} // namespace rumina::optimizer
