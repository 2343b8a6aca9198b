// The beginning of a run in a small loop of its own: arithmetic, literals, global variables and calls of builtins, by the
// operations out of line. A line typed into a session is a dozen such instructions. WebAssembly engines decide by the bytes a function has
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

namespace {

using Operation = Value (*)(Runtime&, Value, Value);

/// Of an instruction with two operands; null: it is another one.
Operation operation_of(Opcode op) {
    switch (op) {
    case Opcode::Add: case Opcode::AddInt: return add;
    case Opcode::Subtract: case Opcode::SubtractInt: return subtract;
    case Opcode::Multiply: case Opcode::MultiplyInt: return multiply;
    case Opcode::Divide: case Opcode::DivideInt: return divide;
    case Opcode::Power: return power;
    default: return nullptr;
    }
}

bool takes_immediate(Opcode op) { return op == Opcode::AddInt || op == Opcode::SubtractInt || op == Opcode::MultiplyInt || op == Opcode::DivideInt; }

Value immediate(std::uint16_t operand) { return Value::of_int(static_cast<std::int16_t>(operand)); }

} // namespace

std::optional<Value> VirtualMachine::run_straight() {
    for (;; ++pc_) {
        const Instruction& at = *pc_;
        const auto op = static_cast<Opcode>(at.op);
        if (op == Opcode::LoadInt) slot(at.a) = immediate(at.b);
        else if (op == Opcode::Halt) return slot(at.a);
        else if (const Operation operation = operation_of(op)) slot(at.a) = operation(runtime_, slot(at.b), takes_immediate(op) ? immediate(at.c) : slot(at.c));
        else if (!run_beyond_arithmetic(at)) return std::nullopt;
#ifdef RUMINA_COVERAGE
        RUMINA_COVER(Opcode, info(op).name);
#endif
    }
}

[[gnu::noinline]] bool VirtualMachine::run_beyond_arithmetic(const Instruction& at) {
    Value& a = slot(at.a);
    switch (static_cast<Opcode>(at.op)) {
    case Opcode::ReadGlobal: {
        Value value = runtime_.globals[static_cast<std::uint32_t>(at.wide())];
        if (value.is_unset()) return false; // the large loop says what is wrong
        share(value);
        a = value;
        return true;
    }
    case Opcode::WriteGlobal: runtime_.globals[static_cast<std::uint32_t>(at.wide())] = a; return true;
    case Opcode::Negate: slot(at.a) = negate(runtime_, slot(at.b)); return true;
    case Opcode::Factorial: slot(at.a) = factorial(runtime_, slot(at.b)); return true;
    default: return run_call(at);
    }
}

[[gnu::noinline]] bool VirtualMachine::run_call(const Instruction& at) {
    Value& a = slot(at.a);
    switch (static_cast<Opcode>(at.op)) {
    case Opcode::RootOf: slot(at.a) = call_direct(runtime_, DirectBuiltin::RootOf, slot(at.b)); return true;
    case Opcode::LoadBuiltin: a = read_builtin(runtime_, static_cast<std::uint32_t>(at.wide())); return true;
    case Opcode::CallBuiltin: slot(at.a) = call_builtin(runtime_, at.b, &a + kHeader, at.c); return true; // which may move the stack
    case Opcode::Call:
        if (!a.is(Tag::Builtin) || a.object->extra != 0) return false; // it may enter a function
        slot(at.a) = call_builtin(runtime_, a.object->aux, &a + kHeader, at.b);
        pc_ = after(pc_) - 1;
        return true;
    case Opcode::DeclareSymbol: {
        const Chunk::SymbolSite& site = chunk().symbols[at.b];
        a = declare_symbol(runtime_, runtime_.names.text(site.name), site.domain ? runtime_.names.text(site.domain) : std::string_view());
        return true;
    }
    default: return run_literal(at);
    }
}

[[gnu::noinline]] bool VirtualMachine::run_literal(const Instruction& at) {
    Value& a = slot(at.a);
    switch (static_cast<Opcode>(at.op)) {
    case Opcode::LoadConstant:
        a = chunk().constants[static_cast<std::uint32_t>(at.wide())];
        share(a);
        return true;
    case Opcode::LoadNull: a = Value::null(); return true;
    case Opcode::LoadTrue: a = Value::of_bool(true); return true;
    case Opcode::LoadFalse: a = Value::of_bool(false); return true;
    case Opcode::LoadLiteral: a = chunk().literals[at.b].value(runtime_); return true;
    case Opcode::NewArray: {
        ArrayObject* array = runtime_.heap.array(at.c);
        std::copy_n(&slot(at.b), at.c, array->data);
        array->size = at.c;
        a = Value::of_object(array);
        return true;
    }
    case Opcode::Append:
        for (std::size_t i = 0; i < at.c; ++i) runtime_.heap.push(a.as<ArrayObject>(), (&slot(at.b))[i]);
        return true;
    case Opcode::ToVector: a = vector_of(runtime_, slot(at.b).as<ArrayObject>()); return true;
    case Opcode::ToSet: a = set_of(runtime_, slot(at.b).as<ArrayObject>()); return true;
    case Opcode::ToMatrix: a = matrix_of_rows(runtime_, slot(at.b).as<ArrayObject>()); return true;
    default: return false;
    }
}

} // namespace rumina
