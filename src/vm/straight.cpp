// The beginning of a run in a small loop of its own: arithmetic, global variables and calls of builtins, by the operations
// out of line. A line typed into a session is a dozen such instructions. WebAssembly engines decide by the bytes a function has
// gone through what is worth compiling well, and would do so with the whole dispatch loop, for a tenth of a second, after
// a few such lines.
#include <algorithm>

#include "runtime/calls.h"
#include "runtime/expression_operations.h"
#include "runtime/operations.h"
#include "vm/slot_values.h"
#include "vm/vm.h"

#ifdef RUMINA_COVERAGE
#include "base/coverage.h"
#endif

namespace rumina {

std::optional<Value> VirtualMachine::run_straight() {
    const auto immediate = [](std::uint16_t operand) { return Value::of_int(static_cast<std::int16_t>(operand)); };
    for (;; ++pc_) {
        const Instruction& at = *pc_;
        Value& a = slot(at.a);
        switch (static_cast<Opcode>(at.op)) {
        case Opcode::LoadInt: a = immediate(at.b); break;
        case Opcode::LoadLiteral: a = chunk().literals[at.b].value(runtime_); break;
        case Opcode::ReadGlobal: {
            Value value = runtime_.globals[static_cast<std::uint32_t>(at.wide())];
            if (value.is_unset()) return std::nullopt; // the large loop says what is wrong
            share(value);
            a = value;
            break;
        }
        case Opcode::WriteGlobal: runtime_.globals[static_cast<std::uint32_t>(at.wide())] = a; break;
        case Opcode::Add: a = add(runtime_, slot(at.b), slot(at.c)); break;
        case Opcode::Subtract: a = subtract(runtime_, slot(at.b), slot(at.c)); break;
        case Opcode::Multiply: a = multiply(runtime_, slot(at.b), slot(at.c)); break;
        case Opcode::Divide: a = divide(runtime_, slot(at.b), slot(at.c)); break;
        case Opcode::Power: a = power(runtime_, slot(at.b), slot(at.c)); break;
        case Opcode::AddInt: a = add(runtime_, slot(at.b), immediate(at.c)); break;
        case Opcode::SubtractInt: a = subtract(runtime_, slot(at.b), immediate(at.c)); break;
        case Opcode::MultiplyInt: a = multiply(runtime_, slot(at.b), immediate(at.c)); break;
        case Opcode::DivideInt: a = divide(runtime_, slot(at.b), immediate(at.c)); break;
        case Opcode::Negate: a = negate(runtime_, slot(at.b)); break;
        case Opcode::Factorial: a = unary(runtime_, UnaryOperator::Factorial, slot(at.b)); break;
        case Opcode::RootOf: a = call_direct(runtime_, DirectBuiltin::RootOf, slot(at.b)); break;
        case Opcode::LoadBuiltin: a = read_builtin(runtime_, static_cast<std::uint32_t>(at.wide())); break;
        case Opcode::CallBuiltin: a = call_builtin(runtime_, at.b, &a + kHeader, at.c); break;
        case Opcode::Call:
            if (!a.is(Tag::Builtin) || a.object->extra != 0) return std::nullopt; // it may enter a function
            a = call_builtin(runtime_, a.object->aux, &a + kHeader, at.b);
            pc_ = after(pc_) - 1;
            break;
        case Opcode::NewArray: {
            ArrayObject* array = runtime_.heap.array(at.c);
            std::copy_n(&slot(at.b), at.c, array->data);
            array->size = at.c;
            a = Value::of_object(array);
            break;
        }
        case Opcode::DeclareSymbol: {
            const Chunk::SymbolSite& site = chunk().symbols[at.b];
            a = declare_symbol(runtime_, runtime_.names.text(site.name), site.domain ? runtime_.names.text(site.domain) : std::string_view());
            break;
        }
        case Opcode::Halt: return a;
        default: return std::nullopt;
        }
#ifdef RUMINA_COVERAGE
        RUMINA_COVER(Opcode, info(static_cast<Opcode>(at.op)).name);
#endif
    }
}

} // namespace rumina
