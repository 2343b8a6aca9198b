// What is never reached, and loads nobody reads. An operation that may raise stays: its error is part of the program.
#include "optimizer/liveness.h"
#include "optimizer/passes/passes.h"

namespace rumina::optimizer {
namespace {

void remove_unreachable(Code& code) {
    std::vector<bool> reached(code.operations.size(), false);
    std::vector<std::size_t> open{0};
    auto visit = [&](std::size_t i) {
        while (i < code.operations.size() && !reached[i]) {
            reached[i] = true;
            const Operation& o = code.operations[i];
            if (o.target != kNowhere && !reached[o.target]) open.push_back(o.target);
            if (ends_path(o.op)) break;
            ++i;
        }
    };
    for (bool more = true; more;) {
        while (!open.empty()) {
            std::size_t i = open.back();
            open.pop_back();
            visit(i);
        }
        more = false;
        for (const Code::Handler& h : code.handlers) {
            if (h.target >= code.operations.size() || reached[h.target]) continue;
            bool protects = false;
            for (std::size_t i = h.begin; i < h.end; ++i) protects = protects || reached[i];
            if (protects) open.push_back(h.target), more = true;
        }
    }
    for (std::size_t i = 0; i < code.operations.size(); ++i)
        if (!reached[i]) code.operations[i].removed = true;
    std::erase_if(code.handlers, [&](const Code::Handler& h) { return h.target >= code.operations.size() || !reached[h.target]; });
    code.compact();
}

} // namespace

void remove_dead_code(Code& code) {
    remove_unreachable(code);
    for (int round = 0; round < 4; ++round) {
        const Liveness live(code);
        bool changed = false;
        for (std::size_t i = 0; i < code.operations.size(); ++i) {
            Operation& o = code.operations[i];
            if (!is_plain_load(o.op) || live.after(i, o.slot(0))) continue;
            o.removed = true;
            changed = true;
        }
        if (!changed) break;
        code.compact();
    }
}

} // namespace rumina::optimizer
