#include "optimizer/liveness.h"

namespace rumina::optimizer {
namespace {

constexpr std::size_t kMostWords = 1 << 18;

} // namespace

Liveness::Liveness(const Code& code) {
    const std::size_t count = code.operations.size(), words = code.slots() / 64 + 1;
    if (count * words > kMostWords) return;
    words_ = words;
    out_.assign(count * words, 0);
    std::vector<std::uint64_t> in((count + 1) * words, 0), reads(count * words, 0), kills(count * words, 0);
    auto set = [&](std::vector<std::uint64_t>& bits, std::size_t i, Slot slot) { bits[i * words + slot / 64] |= std::uint64_t{1} << (slot % 64); };
    for (std::size_t i = 0; i < count; ++i) {
        const Operation& o = code.operations[i];
        for_each_read(code, o, [&](Slot slot) { set(reads, i, slot); });
        for_each_write(code, o, [&](Slot slot) { set(kills, i, slot); });
        if (std::size_t from = lost_from(code, o); from != kNowhere)
            for (Slot slot = static_cast<Slot>(from); slot < code.slots(); ++slot) set(kills, i, slot);
        if (o.op == Opcode::ForNext) kills[i * words + o.slot(1) / 64] &= ~(std::uint64_t{1} << (o.slot(1) % 64)); // not at the end
    }
    // What a handler needs is needed wherever its range may be left by an error: before the operation writes anything.
    std::vector<std::vector<std::size_t>> handlers(count);
    for (const Code::Handler& h : code.handlers)
        for (std::size_t i = h.begin; i < h.end; ++i)
            if (!cannot_raise(code.operations[i].op)) handlers[i].push_back(h.target);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = count; i-- > 0;) {
            const Operation& o = code.operations[i];
            for (std::size_t w = 0; w < words; ++w) {
                std::uint64_t out = 0;
                if (!ends_path(o.op)) out |= in[(i + 1) * words + w];
                if (o.target != kNowhere) out |= in[o.target * words + w];
                std::uint64_t live = (out & ~kills[i * words + w]) | reads[i * words + w];
                for (std::size_t target : handlers[i]) live |= in[target * words + w];
                out_[i * words + w] = out;
                std::uint64_t& known = in[i * words + w];
                if (known != live) known = live, changed = true;
            }
        }
    }
}

} // namespace rumina::optimizer
