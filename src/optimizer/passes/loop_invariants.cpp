// Loads of constants inside a loop are done once before it. Only what can neither raise nor be seen moves, so the order of
// errors stays.
#include <unordered_map>

#include "optimizer/liveness.h"
#include "optimizer/blocks.h"
#include "optimizer/passes/passes.h"

namespace rumina::optimizer {
namespace {

constexpr Slot kMostHoisted = 16; ///< of one function

/// Where the value of the load at `at` is read, if all its readers stand in its block and only look at it; each as operation
/// and operand.
std::optional<std::vector<std::pair<std::size_t, std::size_t>>> readers(const Code& code, const Liveness& live, const std::vector<bool>& leaders, std::size_t at) {
    const Slot slot = code.operations[at].slot(0);
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (std::size_t i = at + 1; i < code.operations.size() && !leaders[i]; ++i) {
        const Operation& o = code.operations[i];
        const std::string_view letters = o.letters();
        std::size_t seen = 0, all = 0;
        for_each_read(code, o, [&](Slot read) { all += read == slot ? 1 : 0; });
        for (std::size_t k = 0; k < 3 && k < letters.size(); ++k) {
            if (letters[k] != 's' || o.slot(k) != slot) continue;
            if (!only_looks_at(o.op, k)) return std::nullopt;
            found.emplace_back(i, k);
            ++seen;
        }
        if (seen != all) return std::nullopt;
        bool written = false;
        for_each_possible_write(code, o, [&](Slot w) { written = written || w == slot; });
        if (written) return found;
        if (!live.after(i, slot)) return found;
    }
    return std::nullopt;
}

} // namespace

void hoist_invariants(Code& code) {
    std::unordered_map<std::uint64_t, Slot> hoisted; ///< by operation and operand
    for (Slot round = 0; round < kMostHoisted; ++round) {
        const std::vector<Loop> loops = loops_of(code);
        if (loops.empty() || !code.has_room(code.slots() + 1)) return;
        const Liveness live(code);
        if (!live.is_known()) return;
        const std::vector<bool> leaders = block_leaders(code);
        bool done = true;
        // The outermost loop that the load stands in.
        for (auto loop = loops.rbegin(); loop != loops.rend() && done; ++loop) {
            for (std::size_t i = loop->first; i <= loop->last; ++i) {
                const Operation load = code.operations[i];
                if (!is_constant_load(load.op) || load.slot(0) < code.variables()) continue;
                const auto uses = readers(code, live, leaders, i);
                if (!uses || uses->empty()) continue;
                // All loads of the same value in the loop share the slot.
                std::vector<std::pair<std::size_t, std::vector<std::pair<std::size_t, std::size_t>>>> same;
                for (std::size_t j = loop->first; j <= loop->last; ++j) {
                    const Operation& other = code.operations[j];
                    if (other.op != load.op || other.operand[1] != load.operand[1] || other.slot(0) < code.variables()) continue;
                    if (auto its = readers(code, live, leaders, j); its && !its->empty()) same.emplace_back(j, *its);
                }
                const Slot slot = code.new_variable();
                for (const auto& [place, its] : same) {
                    for (const auto& [operation, operand] : its) code.operations[operation].operand[operand] = static_cast<std::int32_t>(slot);
                    code.operations[place].removed = true;
                }
                Operation first = load;
                first.removed = false;
                first.operand[0] = static_cast<std::int32_t>(slot);
                first.inlined = code.operations[loop->entry].inlined; // it belongs to what stands before the loop now
                const std::size_t begin = loop->first, end = loop->last;
                code.insert(loop->entry, {first}, [&](std::size_t source) { return source < begin || source > end; });
                code.compact();
                done = false;
                break;
            }
        }
        if (done) return;
    }
}

} // namespace rumina::optimizer
