// Number literals are evaluated once, here, and equal constants share one place in the pool.
#include "optimizer/passes/passes.h"
#include "runtime/comparison.h"
#include "runtime/operations.h"

namespace rumina::optimizer {

void pool_constants(Code& code) {
    Chunk& chunk = code.chunk();
    for (Operation& o : code.operations) {
        if (o.op != Opcode::LoadLiteral) continue;
        try {
            Value value = chunk.literals[static_cast<std::size_t>(o.operand[1])].value(code.runtime());
            o.op = Opcode::LoadConstant;
            if (value.is_int() && value.integer >= INT16_MIN && value.integer <= INT16_MAX) {
                o.op = Opcode::LoadInt;
                o.operand[1] = static_cast<std::int32_t>(value.integer);
            } else {
                o.operand[1] = code.constant(value);
            }
        } catch (const Failure&) { // too large, or of a kind that is not there: an error when it is reached, not before
        }
    }
}

} // namespace rumina::optimizer
