// Arithmetic on what is a float by its origin: literals, and what loops make of them.
#include "optimizer/kinds.h"
#include "optimizer/passes/passes.h"

namespace rumina::optimizer {

void specialise_types(Code& code) {
    const Kinds kinds(code);
    for (std::size_t i = 0; i < code.operations.size(); ++i) {
        Operation& o = code.operations[i];
        const std::string_view letters = o.letters();
        if (letters.size() < 3 || letters[1] != 's' || letters[2] != 's') continue;
        const Kind a = kinds.before(i, o.slot(1)), b = kinds.before(i, o.slot(2));
        const bool floats = a == Kind::Float && b == Kind::Float;
        const bool mixed = is_number(a) && is_number(b) && a != b && (a == Kind::Float || b == Kind::Float);
        switch (o.op) {
#define ARITHMETIC(name) \
    case Opcode::name:   \
        if (floats) o.op = Opcode::name##Real; \
        else if (mixed) o.op = Opcode::name##Mixed; \
        break;
        ARITHMETIC(Add)
        ARITHMETIC(Subtract)
        ARITHMETIC(Multiply)
        ARITHMETIC(Divide)
#undef ARITHMETIC
        default: break;
        }
    }
}

} // namespace rumina::optimizer
