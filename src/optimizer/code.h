// The bytecode of one function taken apart for the passes: operations whose operands are decoded and whose targets are
// operations, so that they can be removed, replaced and inserted without counting words.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "bytecode/chunk.h"

namespace rumina::optimizer {

using Slot = std::uint32_t;
inline constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

struct Operation {
    Opcode op;
    /// As the letters of the opcode say: slots by number, numbers with their sign, indices; wide ones stand in [1].
    std::array<std::int32_t, 3> operand{};
    std::size_t target = kNowhere; ///< of a jump
    std::uint64_t extra = 0;       ///< the word behind it
    Span span;
    bool removed = false;
    std::size_t inlined = 0; ///< row + 1 in Chunk::inlined of the function it came from; 0 for the function's own

    std::string_view letters() const { return info(op).operands; }
    Slot slot(std::size_t i) const { return static_cast<Slot>(operand[i]); }
};

class Code {
public:
    Code(Runtime& runtime, Chunk& chunk, Slot variables);

    Runtime& runtime() const { return runtime_; }
    Chunk& chunk() const { return chunk_; }
    /// Slots below this one are variables, all others temporaries.
    Slot variables() const { return variables_; }
    Slot slots() const { return slots_; }

    std::vector<Operation> operations;
    /// As Chunk::Handler, in operations.
    struct Handler {
        std::size_t begin, end, target;
        Slot slot;
    };
    std::vector<Handler> handlers;

    /// A slot of its own below all temporaries, where no call's frame reaches. Renumbers the temporaries.
    Slot new_variable();
    bool has_room(Slot slots) const { return slots + 8 < kMaxSlots; }
    void reserve(Slot slots) { slots_ = std::max(slots_, slots); }
    /// A constant's number in the chunk; the same bits share one.
    std::int32_t constant(const Value& value);
    std::int32_t name(Name name);

    /// Takes removed operations out; whatever went to one goes to the next that is left.
    void compact();
    /// Puts operations before the one at a place. Jumps to that place run them too when `from(source)` holds.
    void insert(std::size_t before, const std::vector<Operation>& added, const std::function<bool(std::size_t source)>& from);

    /// Writes the chunk. False, and the chunk unchanged, when a label does not fit into its operand.
    bool encode();

private:
    Runtime& runtime_;
    Chunk& chunk_;
    Slot variables_, slots_;
    std::map<std::pair<std::uint64_t, std::int64_t>, std::int32_t> constants_; ///< by tag and payload
    std::size_t known_constants_ = 0; ///< of the chunk's, how many are in constants_
};

} // namespace rumina::optimizer
