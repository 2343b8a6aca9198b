// Which slots are still needed, backwards through jumps, loops and handlers. [Aho, Lam, Sethi & Ullman 2006] 9.2.5
#pragma once

#include "optimizer/effects.h"

namespace rumina::optimizer {

class Liveness {
public:
    explicit Liveness(const Code& code);
    /// Too large a function to be worth the memory: nothing is known, and every slot counts as needed.
    bool is_known() const { return words_ != 0; }
    /// Whether the value a slot has after the operation may be read.
    bool after(std::size_t operation, Slot slot) const {
        return !is_known() || (out_[operation * words_ + slot / 64] >> (slot % 64) & 1) != 0;
    }

private:
    std::size_t words_ = 0;
    std::vector<std::uint64_t> out_;
};

} // namespace rumina::optimizer
