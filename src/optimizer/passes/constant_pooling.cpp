// Number literals are evaluated once, here, and those that are written alike share one place in the pool.
#include <map>
#include <string_view>
#include <tuple>

#include "optimizer/passes/passes.h"

namespace rumina::optimizer {

void pool_constants(Code& code) {
    Chunk& chunk = code.chunk();
    std::map<std::tuple<NumberExpr::Form, bool, std::string_view>, Operation> pooled;
    for (Operation& o : code.operations) {
        if (o.op != Opcode::LoadLiteral) continue;
        const NumberLiteral& literal = chunk.literals[static_cast<std::size_t>(o.operand[1])];
        auto [load, is_new] = pooled.try_emplace({literal.form, literal.imaginary, literal.text}, o);
        if (is_new) {
            try {
                const Value value = literal.value(code.runtime());
                if (value.is_int() && value.integer >= INT16_MIN && value.integer <= INT16_MAX) {
                    load->second.op = Opcode::LoadInt;
                    load->second.operand[1] = static_cast<std::int32_t>(value.integer);
                } else {
                    load->second.op = Opcode::LoadConstant;
                    load->second.operand[1] = code.constant(value);
                }
            } catch (const Failure&) { // too large, or of a kind that is not there: an error when it is reached, not before
            }
        }
        o.op = load->second.op;
        o.operand[1] = load->second.operand[1];
    }
}

} // namespace rumina::optimizer
