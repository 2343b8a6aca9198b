// What kind of value a slot holds for certain, from literals and the operations on them; forwards through jumps and loops.
#pragma once

#include "optimizer/blocks.h"

namespace rumina::optimizer {

enum class Kind : std::uint8_t {
    Unreached, ///< nothing came here yet
    Integer,   ///< of any size
    Float,
    Exact,     ///< integer or fraction
    Real,      ///< any of these
    Bool,
    Any,
};

class Kinds {
public:
    explicit Kinds(const Code& code);
    /// Of a slot before an operation runs.
    Kind before(std::size_t operation, Slot slot) const {
        return slots_ == 0 ? Kind::Any : static_cast<Kind>(in_[operation * slots_ + slot]);
    }

private:
    std::size_t slots_ = 0;
    std::vector<std::uint8_t> in_;
};

inline bool is_number(Kind k) { return k == Kind::Integer || k == Kind::Float || k == Kind::Exact || k == Kind::Real; }

} // namespace rumina::optimizer
