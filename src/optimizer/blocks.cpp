#include "optimizer/blocks.h"

#include <algorithm>

namespace rumina::optimizer {

std::vector<bool> block_leaders(const Code& code) {
    std::vector<bool> leaders(code.operations.size() + 1, false);
    leaders[0] = true;
    for (std::size_t i = 0; i < code.operations.size(); ++i) {
        const Operation& o = code.operations[i];
        if (o.target != kNowhere) leaders[o.target] = leaders[i + 1] = true;
        if (ends_path(o.op)) leaders[i + 1] = true;
    }
    // A handler sees the slots as an operation of its range left them, so ranges begin and end blocks as well.
    for (const Code::Handler& h : code.handlers) leaders[h.target] = leaders[h.begin] = leaders[h.end] = true;
    return leaders;
}

std::vector<Loop> loops_of(const Code& code) {
    std::vector<Loop> loops;
    const auto& operations = code.operations;
    for (std::size_t i = 0; i < operations.size(); ++i) {
        if (operations[i].target == kNowhere || operations[i].target > i) continue;
        Loop loop{operations[i].target, i, operations[i].target};
        // Several jumps back to one place are one loop.
        auto same = std::find_if(loops.begin(), loops.end(), [&](const Loop& l) { return l.first == loop.first; });
        if (same != loops.end()) same->last = i;
        else loops.push_back(loop);
    }
    std::erase_if(loops, [&](Loop& loop) {
        const std::size_t before = loop.first - 1;
        const bool jumped_in = loop.first > 0 && operations[before].op == Opcode::Jump && operations[before].target >= loop.first &&
                               operations[before].target <= loop.last;
        if (jumped_in) loop.entry = before;
        for (std::size_t i = 0; i < operations.size(); ++i) {
            const std::size_t target = operations[i].target;
            if (target == kNowhere || target < loop.first || target > loop.last) continue;
            if (i >= loop.first && i <= loop.last) continue;
            if (i == before && (jumped_in || target == loop.first)) continue;
            return true; // another way in
        }
        for (const Code::Handler& h : code.handlers)
            if (h.target >= loop.first && h.target <= loop.last && (h.begin < loop.first || h.end > loop.last + 1)) return true;
        return false;
    });
    std::sort(loops.begin(), loops.end(), [](const Loop& a, const Loop& b) { return a.last - a.first < b.last - b.first; });
    return loops;
}

} // namespace rumina::optimizer
