// Within a block: fields, elements, comparisons and remainders that were read or computed before, of operands that have not
// changed since. Only operations whose results may have two holders: what they read belongs to its container anyway, and
// truth values and remainders are immutable. The first one raised whatever there was to raise.
#include <map>
#include <tuple>

#include "optimizer/blocks.h"
#include "optimizer/passes/passes.h"

namespace rumina::optimizer {
namespace {

bool is_shareable(Opcode op) {
    switch (op) {
    case Opcode::GetMember: case Opcode::GetIndex: case Opcode::Size: case Opcode::Less: case Opcode::LessEqual: case Opcode::Greater:
    case Opcode::GreaterEqual: case Opcode::Modulo: case Opcode::ModuloInt: case Opcode::IntegerDivide: case Opcode::IntegerDivideInt:
    case Opcode::RootOf: case Opcode::ReadGlobal: return true;
    default: return false;
    }
}
/// Its result depends on more than which values the operands are: containers are compared by what is in them.
bool reads_memory(Opcode op) {
    return op != Opcode::Modulo && op != Opcode::ModuloInt && op != Opcode::IntegerDivide && op != Opcode::IntegerDivideInt && op != Opcode::RootOf;
}

} // namespace

void share_subexpressions(Code& code) {
    using Key = std::tuple<Opcode, std::int32_t, std::int32_t>;
    const std::vector<bool> leaders = block_leaders(code);
    std::map<Key, Slot> available;
    auto reads = [](const Key& key, Slot slot) {
        const auto& [op, b, c] = key;
        const std::string_view letters = info(op).operands;
        return (letters[1] == 's' && static_cast<Slot>(b) == slot) || (letters.size() > 2 && letters[2] == 's' && static_cast<Slot>(c) == slot);
    };
    for (std::size_t i = 0; i < code.operations.size(); ++i) {
        if (leaders[i]) available.clear();
        Operation& o = code.operations[i];
        const Key key{o.op, o.operand[1], o.operand[2]};
        const bool shareable = is_shareable(o.op);
        if (shareable)
            if (auto found = available.find(key); found != available.end()) {
                const Slot from = found->second;
                Operation move{.op = Opcode::Move, .span = o.span, .inlined = o.inlined};
                move.operand = {o.operand[0], static_cast<std::int32_t>(from), 0};
                o = move;
                if (o.slot(0) == from) o.removed = true;
            }
        const Operation done = o;
        if (done.removed) continue;
        if (changes_memory(done.op)) std::erase_if(available, [](const auto& entry) { return reads_memory(std::get<0>(entry.first)); });
        for_each_possible_write(code, done, [&](Slot slot) {
            std::erase_if(available, [&](const auto& entry) { return entry.second == slot || reads(entry.first, slot); });
        });
        if (is_shareable(done.op) && !reads(key, done.slot(0))) available[key] = done.slot(0);
    }
}

} // namespace rumina::optimizer
