// Slots that no other place shares a number with. Where an instruction only looks at its operands and makes a new value,
// nothing else gets to hold what they held. A slot that is read by such instructions alone is the only holder of every big
// number that arithmetic wrote into it: the next result of arithmetic may be written over that number, which costs no
// allocation and finds it in the cache.
//
// Numbers written there are marked (BigIntObject::extra), since other instructions may write values into the slot that have
// more holders. A mark never leaves the slot: whatever would copy the value elsewhere makes the slot an ordinary one;
// `Return` takes the mark away.
#pragma once

#include <cstdint>
#include <vector>

namespace rumina {

class Chunk;

/// Whether each slot of the frame is one. The code must be complete. Cost: linear.
std::vector<std::uint8_t> own_slots(const Chunk& chunk);

} // namespace rumina
