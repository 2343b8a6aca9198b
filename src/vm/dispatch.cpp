// The dispatch loop. One handler source; computed goto where the compiler has it, a switch elsewhere (WebAssembly).
//
// Rules of this file:
// 1. pc and fp are locals; SAVE stores them before anything that may raise, collect or look at frames.
// 2. A fast path tests operand tags and touches only slots; everything else is one call out of line.
// 3. No handler has a local with a destructor: a computed goto leaves a scope without running it.
// 4. After a call that may move the stack or change frames, RELOAD takes pc and fp again.
// 5. A run is left at steps only (at_safepoint), with pc_ at the instruction to go on with and everything in the frames.
#include <cfloat>
#include <cmath>

#include "runtime/calls.h"
#include "runtime/expression_operations.h"
#include "runtime/expression_patterns.h"
#include "runtime/operations.h"
#include "vm/inline_caches.h"
#include "vm/slot_values.h"
#include "vm/vm.h"

// RUMINA_SWITCH: the other form where this one would do, for its tests.
#if defined(__GNUC__) && !defined(__EMSCRIPTEN__) && !defined(RUMINA_SWITCH)
#define RUMINA_COMPUTED_GOTO 1
#endif

#ifdef RUMINA_COVERAGE
#include "base/coverage.h"
#define COUNT_OPCODE() RUMINA_COVER(Opcode, info(static_cast<Opcode>(pc->op)).name)
#else
#define COUNT_OPCODE() ((void)0)
#endif

// dispatch_profiled.cpp includes this file for a loop that reports every instruction.
#ifdef RUMINA_PROFILED
#include "vm/profile.h"
#define RUN run_profiled
#define BEFORE_INSTRUCTION() (profile_->instruction(pc, fp, stack_), COUNT_OPCODE())
#else
#define RUN run
#define BEFORE_INSTRUCTION() COUNT_OPCODE()
#endif

#ifdef RUMINA_COMPUTED_GOTO
#define HANDLER(name) handle_##name:
#define NEXT()                      \
    do {                            \
        BEFORE_INSTRUCTION();       \
        goto* table[pc->op];        \
    } while (false)
#else
#define HANDLER(name) case static_cast<std::uint16_t>(Opcode::name):
#define NEXT() goto next_instruction // `continue` would continue the macros' own do
#endif

#define SLOT(operand) (*reinterpret_cast<Value*>(reinterpret_cast<char*>(fp) + (operand)))
#define A SLOT(pc->a)
#define B SLOT(pc->b)
#define C SLOT(pc->c)
#define IMMEDIATE(operand) static_cast<std::int64_t>(static_cast<std::int16_t>(operand))
#define SAVE() (pc_ = pc, fp_ = fp)
#define RELOAD() (pc = pc_, fp = fp_)
#define STEP(n) \
    do {        \
        pc += n; \
        NEXT(); \
    } while (false)
// A taken jump back, by n, is a step. Where a slice ends behind it the run is left at the target.
#define TICK(n)                                         \
    do {                                                \
        if (out_of_fuel(runtime)) {                     \
            SAVE();                                     \
            if (at_safepoint()) {                       \
                pc_ = pc + (n);                         \
                return Value::unset();                  \
            }                                           \
        }                                               \
    } while (false)
#define NO_TICK(n) ((void)0)
// Behind a call out of line, which may have entered a function: that is a step too.
#define CALLED()                                        \
    do {                                                \
        if (RUMINA_UNLIKELY(left_)) return Value::unset(); \
        RELOAD();                                       \
        NEXT();                                         \
    } while (false)

namespace rumina {
namespace {

Value joined_text(Runtime& runtime, const Value* parts, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) append_text(runtime, text, parts[i]);
    return runtime.heap.string(text);
}

RUMINA_COLD bool slow_condition(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b) { return truthy(binary(runtime, op, a, b)); }

} // namespace

Value VirtualMachine::RUN() {
    Runtime& runtime = runtime_;
    const Instruction* pc = pc_;
    Value* fp = fp_;

#ifdef RUMINA_COMPUTED_GOTO
    static const void* const handlers[] = {
#define OPCODE(name, operands, effect) &&handle_##name,
#include "bytecode/opcodes.def"
#undef OPCODE
    };
    // Opaque to the compiler, which would take the address of the table anew in every handler.
    const void* const* table = handlers;
    asm volatile("" : "+r"(table));
    NEXT();
#else
next_instruction:
    BEFORE_INSTRUCTION();
    switch (pc->op) {
#endif

    // ── moves ──
    HANDLER(Move) {
        Value value = B;
        share(value);
        copy(A, value);
        STEP(1);
    }
    HANDLER(Take) {
        copy(A, B);
        STEP(1);
    }
    HANDLER(LoadInt) {
        set_int(A, IMMEDIATE(pc->b));
        STEP(1);
    }
    HANDLER(LoadConstant) {
        copy(A, fp[-2].as<FunctionObject>()->prototype->constants[static_cast<std::uint32_t>(pc->wide())]);
        STEP(1);
    }
    HANDLER(LoadLiteral) {
        SAVE();
        A = chunk().literals[pc->b].value(runtime);
        STEP(1);
    }
    HANDLER(LoadNull) {
        A = Value::null();
        STEP(1);
    }
    HANDLER(LoadTrue) {
        A = Value::of_bool(true);
        STEP(1);
    }
    HANDLER(LoadFalse) {
        A = Value::of_bool(false);
        STEP(1);
    }
    HANDLER(LoadUnset) {
        A = Value::unset();
        STEP(1);
    }
    HANDLER(CheckSet) {
        Value value = B;
        if (RUMINA_UNLIKELY(value.is_unset())) {
            SAVE();
            const Chunk::Check& check = chunk().checks[pc->c];
            value = read_unset(runtime, check.name, check.is_self, check.global_fallback, check.builtin_fallback);
        }
        share(value);
        copy(A, value);
        STEP(1);
    }
    HANDLER(NewCell) {
        A = Value::of_object(runtime.heap.cell(A));
        STEP(1);
    }
    HANDLER(FreshCell) {
        A = Value::of_object(runtime.heap.cell(Value::unset()));
        STEP(1);
    }
    HANDLER(ReadCell) {
        Value value = B.as<CellObject>()->value;
        share(value);
        copy(A, value);
        STEP(1);
    }
    HANDLER(ReadCellBase) {
        copy(A, B.as<CellObject>()->value);
        STEP(1);
    }
    HANDLER(WriteCell) {
        share(B);
        copy(A.as<CellObject>()->value, B);
        STEP(1);
    }
    HANDLER(ReadUpvalue) {
        copy(A, fp[-2].as<FunctionObject>()->captures[pc->b]);
        STEP(1);
    }
    HANDLER(ReadUpvalueCell) {
        Value value = fp[-2].as<FunctionObject>()->captures[pc->b].as<CellObject>()->value;
        share(value);
        copy(A, value);
        STEP(1);
    }
    HANDLER(ReadUpvalueCellBase) {
        copy(A, fp[-2].as<FunctionObject>()->captures[pc->b].as<CellObject>()->value);
        STEP(1);
    }
    HANDLER(WriteUpvalueCell) {
        copy(fp[-2].as<FunctionObject>()->captures[pc->a].as<CellObject>()->value, B);
        STEP(1);
    }
    HANDLER(ReadGlobal) {
        Value value = runtime.globals[static_cast<std::uint32_t>(pc->wide())];
        if (RUMINA_UNLIKELY(value.is_unset())) {
            SAVE();
            value = unset_global(static_cast<std::uint32_t>(pc->wide()));
        }
        share(value);
        copy(A, value);
        STEP(1);
    }
    HANDLER(ReadGlobalBase) {
        Value value = runtime.globals[static_cast<std::uint32_t>(pc->wide())];
        if (RUMINA_UNLIKELY(value.is_unset())) {
            SAVE();
            value = unset_global(static_cast<std::uint32_t>(pc->wide()));
        }
        copy(A, value);
        STEP(1);
    }
    HANDLER(WriteGlobal) {
        copy(runtime.globals[static_cast<std::uint32_t>(pc->wide())], A);
        STEP(1);
    }
    HANDLER(LoadBuiltin) {
        SAVE();
        A = read_builtin(runtime, static_cast<std::uint32_t>(pc->wide()));
        STEP(1);
    }
    HANDLER(MakeClosure) {
        SAVE();
        make_closure(A, chunk().functions[static_cast<std::uint32_t>(pc->wide())]);
        STEP(1);
    }

    // ── arithmetic ──
// Quickening: the plain form expects two ints, the Float form two floats, the Mixed form any of both. A form that meets
// other operands becomes the next one and runs again; Mixed stays what it is, so nothing goes back and forth.
#define INT_RESULT(overflow, left, right)             \
    do {                                              \
        std::int64_t result;                          \
        if (!overflow(left, right, &result)) {        \
            set_int(A, result);                       \
            STEP(1);                                  \
        }                                             \
    } while (false)
// Neither infinite nor NaN; those are errors the slow path raises.
#define FLOAT_RESULT(expression)                      \
    do {                                              \
        double result = expression;                   \
        if (RUMINA_LIKELY(std::fabs(result) <= DBL_MAX)) { \
            set_float(A, result);                     \
            STEP(1);                                  \
        }                                             \
    } while (false)
#define BECOME(form)                                                                     \
    do {                                                                                 \
        const_cast<Instruction*>(pc)->op = static_cast<std::uint16_t>(Opcode::form);     \
        NEXT();                                                                          \
    } while (false)
#define SLOW_RESULT(operation)                        \
    do {                                              \
        SAVE();                                       \
        A = operation(runtime, x, y);                 \
        STEP(1);                                      \
    } while (false)
// Sums, differences, products and quotients of big integers may take the place of the number in the slot.
#define SLOW_INTEGER_RESULT(in_place, operation)                                                            \
    do {                                                                                                    \
        SAVE();                                                                                             \
        if (!((x.is(Tag::BigInt) || y.is(Tag::BigInt)) && compute_big(InPlace::in_place, x, y))) A = operation; \
        STEP(1);                                                                                            \
    } while (false)
#define ARITHMETIC(name, overflow, float_op, slow, in_place)                            \
    HANDLER(name) {                                                                     \
        const Value &x = B, &y = C;                                                     \
        std::uint64_t tags = x.tag | y.tag;                                             \
        if (RUMINA_LIKELY(tags == 0)) {                                                 \
            INT_RESULT(overflow, x.integer, y.integer);                                 \
        } else if (tags == 1) {                                                         \
            if ((x.tag & y.tag) != 0) BECOME(name##Float);                              \
            BECOME(name##Mixed);                                                        \
        }                                                                               \
        SLOW_INTEGER_RESULT(in_place, slow(runtime, x, y));                             \
    }                                                                                   \
    HANDLER(name##Float) {                                                              \
        const Value &x = B, &y = C;                                                     \
        if (RUMINA_UNLIKELY(!x.is_float()) || RUMINA_UNLIKELY(!y.is_float())) BECOME(name##Mixed); \
        FLOAT_RESULT(x.real float_op y.real);                                           \
        SLOW_RESULT(slow);                                                              \
    }                                                                                   \
    HANDLER(name##Mixed) {                                                              \
        const Value &x = B, &y = C;                                                     \
        std::uint64_t tags = x.tag | y.tag;                                             \
        if (tags == 1) {                                                                \
            FLOAT_RESULT(double_in(x) float_op double_in(y));                           \
        } else if (tags == 0) {                                                         \
            INT_RESULT(overflow, x.integer, y.integer);                                 \
        }                                                                               \
        SLOW_INTEGER_RESULT(in_place, slow(runtime, x, y));                             \
    }
    ARITHMETIC(Add, __builtin_add_overflow, +, add, Sum)
    ARITHMETIC(Subtract, __builtin_sub_overflow, -, subtract, Difference)
    ARITHMETIC(Multiply, __builtin_mul_overflow, *, multiply, Product)
#undef ARITHMETIC
// The compiler has seen that both are floats.
#define ARITHMETIC_REAL(name, float_op, slow)   \
    HANDLER(name) {                             \
        const Value &x = B, &y = C;             \
        FLOAT_RESULT(x.real float_op y.real);   \
        SLOW_RESULT(slow);                      \
    }
    ARITHMETIC_REAL(AddReal, +, add)
    ARITHMETIC_REAL(SubtractReal, -, subtract)
    ARITHMETIC_REAL(MultiplyReal, *, multiply)
    ARITHMETIC_REAL(DivideReal, /, divide)
#undef ARITHMETIC_REAL
    // A division by a float zero is infinite or NaN.
    HANDLER(Divide) {
        const Value &x = B, &y = C;
        std::uint64_t tags = x.tag | y.tag;
        if (RUMINA_LIKELY(tags == 0)) {
            if (y.integer > 0 && remainder_of(x.integer, y.integer) == 0) {
                set_int(A, x.integer / y.integer);
                STEP(1);
            }
        } else if (tags == 1) {
            if ((x.tag & y.tag) != 0) BECOME(DivideFloat);
            BECOME(DivideMixed);
        }
        SLOW_RESULT(divide);
    }
    HANDLER(DivideFloat) {
        const Value &x = B, &y = C;
        if (RUMINA_UNLIKELY(!x.is_float()) || RUMINA_UNLIKELY(!y.is_float())) BECOME(DivideMixed);
        FLOAT_RESULT(x.real / y.real);
        SLOW_RESULT(divide);
    }
    HANDLER(DivideMixed) {
        const Value &x = B, &y = C;
        std::uint64_t tags = x.tag | y.tag;
        if (tags == 1) {
            FLOAT_RESULT(double_in(x) / double_in(y));
        } else if (tags == 0 && y.integer > 0 && remainder_of(x.integer, y.integer) == 0) {
            set_int(A, x.integer / y.integer);
            STEP(1);
        }
        SLOW_RESULT(divide);
    }
    HANDLER(Modulo) {
        const Value &x = B, &y = C;
        if (RUMINA_LIKELY((x.tag | y.tag) == 0) && RUMINA_LIKELY(y.integer > 0)) {
            set_int(A, remainder_of(x.integer, y.integer));
            STEP(1);
        }
        SLOW_RESULT(modulo);
    }
    HANDLER(IntegerDivide) {
        const Value &x = B, &y = C;
        if (RUMINA_LIKELY((x.tag | y.tag) == 0) && RUMINA_LIKELY(y.integer > 0)) {
            set_int(A, quotient_of(x.integer, y.integer));
            STEP(1);
        }
        SLOW_INTEGER_RESULT(Quotient, call_direct(runtime, DirectBuiltin::IntegerDivide, x, y));
    }
    HANDLER(Power) {
        SAVE();
        A = power(runtime, B, C);
        STEP(1);
    }
#define ARITHMETIC_INT(name, overflow, float_op, slow, in_place)                        \
    HANDLER(name) {                                                                     \
        const Value& x = B;                                                             \
        const Value y = Value::of_int(IMMEDIATE(pc->c));                                \
        if (RUMINA_LIKELY(x.is_int())) {                                                \
            INT_RESULT(overflow, x.integer, y.integer);                                 \
        } else if (x.is_float()) {                                                      \
            FLOAT_RESULT(x.real float_op static_cast<double>(y.integer));               \
        }                                                                               \
        SLOW_INTEGER_RESULT(in_place, slow(runtime, x, y));                             \
    }
    ARITHMETIC_INT(AddInt, __builtin_add_overflow, +, add, Sum)
    ARITHMETIC_INT(SubtractInt, __builtin_sub_overflow, -, subtract, Difference)
    ARITHMETIC_INT(MultiplyInt, __builtin_mul_overflow, *, multiply, Product)
#undef ARITHMETIC_INT
    HANDLER(DivideInt) {
        const Value& x = B;
        const Value y = Value::of_int(IMMEDIATE(pc->c));
        if (x.is_float()) {
            FLOAT_RESULT(x.real / static_cast<double>(y.integer));
        } else if (RUMINA_LIKELY(x.is_int()) && y.integer > 0 && remainder_of(x.integer, y.integer) == 0) {
            set_int(A, x.integer / y.integer);
            STEP(1);
        }
        SLOW_RESULT(divide);
    }
    HANDLER(ModuloInt) {
        const Value& x = B;
        const Value y = Value::of_int(IMMEDIATE(pc->c));
        if (RUMINA_LIKELY(x.is_int()) && RUMINA_LIKELY(y.integer > 0)) {
            set_int(A, remainder_of(x.integer, y.integer));
            STEP(1);
        }
        SLOW_RESULT(modulo);
    }
    HANDLER(IntegerDivideInt) {
        const Value& x = B;
        const Value y = Value::of_int(IMMEDIATE(pc->c));
        if (RUMINA_LIKELY(x.is_int()) && RUMINA_LIKELY(y.integer > 0)) {
            set_int(A, quotient_of(x.integer, y.integer));
            STEP(1);
        }
        SLOW_INTEGER_RESULT(Quotient, call_direct(runtime, DirectBuiltin::IntegerDivide, x, y));
    }
#undef SLOW_RESULT
#undef SLOW_INTEGER_RESULT
#define BINARY_SLOW(name)                                             \
    HANDLER(name) {                                                   \
        SAVE();                                                       \
        A = binary(runtime, BinaryOperator::name, B, C);              \
        STEP(1);                                                      \
    }
    BINARY_SLOW(LeftDivide)
    BINARY_SLOW(DotAdd)
    BINARY_SLOW(DotSubtract)
    BINARY_SLOW(DotMultiply)
    BINARY_SLOW(DotDivide)
    BINARY_SLOW(DotPower)
    BINARY_SLOW(Union)
    BINARY_SLOW(SymmetricDifference)
    BINARY_SLOW(Intersection)
#define COMPARISON(name, sign)                                        \
    HANDLER(name) {                                                   \
        const Value &x = B, &y = C;                                   \
        if (RUMINA_LIKELY((x.tag | y.tag) == 0)) {                    \
            set_bool(A, x.integer sign y.integer);                    \
            STEP(1);                                                  \
        }                                                             \
        if (x.is_float() && y.is_float()) {                           \
            set_bool(A, x.real sign y.real);                          \
            STEP(1);                                                  \
        }                                                             \
        SAVE();                                                       \
        A = binary(runtime, BinaryOperator::name, x, y);              \
        STEP(1);                                                      \
    }
    COMPARISON(Less, <)
    COMPARISON(LessEqual, <=)
    COMPARISON(Greater, >)
    COMPARISON(GreaterEqual, >=)
#undef COMPARISON
#define EQUALITY(name, want)                                          \
    HANDLER(name) {                                                   \
        const Value &x = B, &y = C;                                   \
        if (is_settled(x, y)) {                                       \
            set_bool(A, x.same_bits(y) == want);                      \
            STEP(1);                                                  \
        }                                                             \
        SAVE();                                                       \
        A = binary(runtime, BinaryOperator::name, x, y);              \
        STEP(1);                                                      \
    }
    EQUALITY(Equal, true)
    EQUALITY(NotEqual, false)
#undef EQUALITY
    BINARY_SLOW(Equivalent)
    BINARY_SLOW(In)
    BINARY_SLOW(NotIn)
    BINARY_SLOW(Subset)
    BINARY_SLOW(Is)
    BINARY_SLOW(DotEqual)
    BINARY_SLOW(DotNotEqual)
    BINARY_SLOW(DotLess)
    BINARY_SLOW(DotLessEqual)
    BINARY_SLOW(DotGreater)
    BINARY_SLOW(DotGreaterEqual)
#undef BINARY_SLOW
    HANDLER(Negate) {
        const Value& x = B;
        if (RUMINA_LIKELY(x.is_int()) && RUMINA_LIKELY(x.integer != INT64_MIN)) {
            set_int(A, -x.integer);
            STEP(1);
        }
        SAVE();
        A = negate(runtime, x);
        STEP(1);
    }
#define UNARY_SLOW(name)                                   \
    HANDLER(name) {                                        \
        SAVE();                                            \
        A = unary(runtime, UnaryOperator::name, B);        \
        STEP(1);                                           \
    }
    UNARY_SLOW(Plus)
    UNARY_SLOW(Not)
    UNARY_SLOW(Factorial)
    UNARY_SLOW(Adjoint)
    UNARY_SLOW(Transpose)
    UNARY_SLOW(SquareRoot)
#undef UNARY_SLOW
    HANDLER(Both) {
        const Value &x = B, &y = C;
        if (x.is(Tag::Bool) && y.is(Tag::Bool)) {
            A = Value::of_bool((x.integer & y.integer) != 0);
        } else {
            SAVE();
            A = both(runtime, x, y);
        }
        STEP(1);
    }
    HANDLER(Either) {
        const Value &x = B, &y = C;
        if (x.is(Tag::Bool) && y.is(Tag::Bool)) {
            A = Value::of_bool((x.integer | y.integer) != 0);
        } else {
            SAVE();
            A = either(runtime, x, y);
        }
        STEP(1);
    }

    // ── builtins with direct operands ──
    HANDLER(FlooredModulo) {
        const Value &x = B, &y = C;
        if (RUMINA_LIKELY((x.tag | y.tag) == 0) && RUMINA_LIKELY(y.integer > 0)) {
            std::int64_t remainder = remainder_of(x.integer, y.integer);
            set_int(A, remainder < 0 ? remainder + y.integer : remainder);
            STEP(1);
        }
        SAVE();
        A = call_direct(runtime, DirectBuiltin::FlooredModulo, x, y);
        STEP(1);
    }
    HANDLER(Absolute) {
        const Value& x = B;
        if (RUMINA_LIKELY(x.is_int()) && RUMINA_LIKELY(x.integer != INT64_MIN)) {
            set_int(A, x.integer < 0 ? -x.integer : x.integer);
            STEP(1);
        }
        if (x.is_float()) {
            set_float(A, std::fabs(x.real));
            STEP(1);
        }
        SAVE();
        A = call_direct(runtime, DirectBuiltin::Absolute, x);
        STEP(1);
    }
    HANDLER(RootOf) {
        const Value& x = B;
        if (RUMINA_LIKELY(x.is_float()) && x.real >= 0) {
            set_float(A, std::sqrt(x.real));
            STEP(1);
        }
        SAVE();
        A = call_direct(runtime, DirectBuiltin::RootOf, x);
        STEP(1);
    }
    HANDLER(Size) {
        const Value& x = B;
        if (RUMINA_LIKELY(x.is(Tag::Array))) {
            set_int(A, static_cast<std::int64_t>(x.as<ArrayObject>()->size));
            STEP(1);
        }
        if (x.is(Tag::String)) {
            set_int(A, x.as<StringObject>()->length);
            STEP(1);
        }
        SAVE();
        A = call_direct(runtime, DirectBuiltin::Size, x);
        STEP(1);
    }
    HANDLER(Push) {
        const Value &container = A, &value = B;
        if (RUMINA_LIKELY(container.is(Tag::Array))) {
            auto* array = container.as<ArrayObject>();
            share(value);
            if (RUMINA_LIKELY(array->size < array->capacity)) {
                copy(array->data[array->size++], value);
                STEP(1);
            }
        }
        SAVE();
        call_direct(runtime, DirectBuiltin::Push, container, value);
        STEP(1);
    }

    // ── jumps ──
    HANDLER(Jump) { STEP(pc->wide()); }
    HANDLER(Loop) {
        TICK(pc->wide());
        STEP(pc->wide());
    }
// The truth of an expression may raise.
#define TRUTH_OF(value) ((value).is(Tag::Bool) ? (value).integer != 0 : (SAVE(), truthy(value)))
    HANDLER(JumpIfTrue) {
        const Value& x = A;
        if (TRUTH_OF(x)) STEP(pc->wide());
        STEP(1);
    }
    HANDLER(JumpIfFalse) {
        const Value& x = A;
        if (!TRUTH_OF(x)) STEP(pc->wide());
        STEP(1);
    }
    HANDLER(JumpIfSettledTrue) {
        const Value& x = A;
        if (x.is(Tag::Bool) ? x.integer != 0 : (SAVE(), settles(x, true))) STEP(pc->wide());
        STEP(1);
    }
    HANDLER(JumpIfSettledFalse) {
        const Value& x = A;
        if (x.is(Tag::Bool) ? x.integer == 0 : (SAVE(), settles(x, false))) STEP(pc->wide());
        STEP(1);
    }
    HANDLER(LoopIfTrue) {
        const Value& x = A;
        if (TRUTH_OF(x)) {
            TICK(pc->wide());
            STEP(pc->wide());
        }
        STEP(1);
    }
    HANDLER(LoopIfFalse) {
        const Value& x = A;
        if (!TRUTH_OF(x)) {
            TICK(pc->wide());
            STEP(pc->wide());
        }
        STEP(1);
    }
    HANDLER(JumpIfSet) {
        if (!A.is_unset()) STEP(pc->wide());
        STEP(1);
    }
    HANDLER(JumpUnlessShared) {
        if (A.tag < kFirstSharedTag) STEP(pc->wide());
        STEP(1);
    }
// Each kind of operands ends in jumps of its own.
#define TAKE_IF(truth, want, tick)               \
    do {                                         \
        if ((truth) == want) {                   \
            tick(IMMEDIATE(pc->c));              \
            STEP(IMMEDIATE(pc->c));              \
        }                                        \
        STEP(1);                                 \
    } while (false)
#define BRANCH(name, want, sign, operation, tick)                                               \
    HANDLER(name) {                                                                             \
        const Value &x = A, &y = B;                                                             \
        if (RUMINA_LIKELY((x.tag | y.tag) == 0)) TAKE_IF(x.integer sign y.integer, want, tick); \
        if (x.is_float() && y.is_float()) TAKE_IF(x.real sign y.real, want, tick);              \
        SAVE();                                                                                 \
        TAKE_IF(slow_condition(runtime, BinaryOperator::operation, x, y), want, tick);          \
    }
#define BRANCH_INT(name, want, sign, operation, tick)                                           \
    HANDLER(name) {                                                                             \
        const Value& x = A;                                                                     \
        std::int64_t number = IMMEDIATE(pc->b);                                                 \
        if (RUMINA_LIKELY(x.is_int())) TAKE_IF(x.integer sign number, want, tick);              \
        if (x.is_float()) TAKE_IF(x.real sign static_cast<double>(number), want, tick);         \
        SAVE();                                                                                 \
        TAKE_IF(slow_condition(runtime, BinaryOperator::operation, x, Value::of_int(number)), want, tick); \
    }
#define BRANCHES(operation, sign)                                      \
    BRANCH(JumpIf##operation, true, sign, operation, NO_TICK)          \
    BRANCH(JumpUnless##operation, false, sign, operation, NO_TICK)     \
    BRANCH(LoopIf##operation, true, sign, operation, TICK)             \
    BRANCH_INT(JumpIf##operation##Int, true, sign, operation, NO_TICK) \
    BRANCH_INT(JumpUnless##operation##Int, false, sign, operation, NO_TICK) \
    BRANCH_INT(LoopIf##operation##Int, true, sign, operation, TICK)
    BRANCHES(Less, <)
    BRANCHES(LessEqual, <=)
    BRANCHES(Greater, >)
    BRANCHES(GreaterEqual, >=)
#define BRANCH_EQUALITY(name, same, operation, tick)                                    \
    HANDLER(name) {                                                                     \
        const Value &x = A, &y = B;                                                     \
        if (RUMINA_LIKELY(is_settled(x, y))) TAKE_IF(x.same_bits(y), same, tick);       \
        if (x.is_float() && y.is_float()) TAKE_IF(x.real == y.real, same, tick);        \
        SAVE();                                                                         \
        TAKE_IF(slow_condition(runtime, BinaryOperator::operation, x, y), true, tick);  \
    }
    BRANCH_EQUALITY(JumpIfEqual, true, Equal, NO_TICK)
    BRANCH_EQUALITY(JumpIfNotEqual, false, NotEqual, NO_TICK)
    BRANCH_EQUALITY(LoopIfNotEqual, false, NotEqual, TICK)
#undef BRANCH_EQUALITY
    BRANCH_INT(JumpIfEqualInt, true, ==, Equal, NO_TICK)
    BRANCH_INT(JumpIfNotEqualInt, true, !=, NotEqual, NO_TICK)
    BRANCH_INT(LoopIfNotEqualInt, true, !=, NotEqual, TICK)
    // The test behind the addition at once, where both are ints.
#define ADD_AND_LOOP(name, sign, other_is_int, other)                                        \
    HANDLER(name) {                                                                          \
        const Value& x = B;                                                                  \
        if (RUMINA_LIKELY(x.is_int())) {                                                     \
            std::int64_t sum;                                                                \
            if (!__builtin_add_overflow(x.integer, IMMEDIATE(pc->c), &sum)) {                \
                set_int(A, sum);                                                             \
                ++pc;                                                                        \
                if (RUMINA_LIKELY(other_is_int)) TAKE_IF(sum sign other, true, TICK);        \
                NEXT();                                                                      \
            }                                                                                \
        }                                                                                    \
        SAVE();                                                                              \
        A = add(runtime, x, Value::of_int(IMMEDIATE(pc->c)));                                \
        STEP(1);                                                                             \
    }
    ADD_AND_LOOP(AddIntLoopLess, <, B.is_int(), B.integer)
    ADD_AND_LOOP(AddIntLoopLessEqual, <=, B.is_int(), B.integer)
    ADD_AND_LOOP(AddIntLoopLessInt, <, true, IMMEDIATE(pc->b))
    ADD_AND_LOOP(AddIntLoopLessEqualInt, <=, true, IMMEDIATE(pc->b))
#undef ADD_AND_LOOP
#undef BRANCHES
#undef BRANCH
#undef BRANCH_INT
#undef TAKE_IF
#undef TRUTH_OF

    // ── iteration ──
    HANDLER(ForPrepare) {
        SAVE();
        Value* state = &A;
        begin_iteration(runtime, B, pc->c != 0, state);
        count_up(state);
        STEP(1);
    }
    HANDLER(ForNext) {
        Value* state = &A;
        if (state[0].is_int()) { // count_up made it the last value and state[1] the next one
            if (state[1].integer > state[0].integer) STEP(1);
            set_int(B, state[1].integer);
            ++state[1].integer;
        } else if (state[0].is(Tag::Array)) {
            auto* array = state[0].as<ArrayObject>();
            auto position = static_cast<std::size_t>(state[1].integer);
            if (position >= array->size) STEP(1);
            ++state[1].integer;
            share(array->data[position]);
            copy(B, array->data[position]);
        } else {
            SAVE();
            Value element;
            if (!next_iteration(runtime, state, element)) STEP(1);
            share(element);
            B = element;
        }
        TICK(IMMEDIATE(pc->c));
        STEP(IMMEDIATE(pc->c));
    }
    HANDLER(CountPrepare) {
        SAVE();
        set_int(A, loop_count(runtime, B));
        STEP(1);
    }
    HANDLER(CountLoop) {
        Value& count = A;
        if (count.integer <= 0) STEP(1);
        --count.integer;
        TICK(pc->wide());
        STEP(pc->wide());
    }

    // ── calls ──
// A closure that takes just the arguments given, which stand in its frame already: the usual call. `length`: words of the
// instruction.
#define ENTER_AT_ONCE(callee, window, count, length)                                                        \
    if (RUMINA_LIKELY((callee).is(Tag::Function))) {                                                        \
        auto* function = (callee).as<FunctionObject>();                                                     \
        const FunctionPrototype& prototype = *function->prototype;                                          \
        Value* nf = (window) + 2;                                                                           \
        if (RUMINA_LIKELY(prototype.exact_arguments == (count)) && RUMINA_LIKELY(depth_ < runtime.limits.call_depth) && \
            RUMINA_LIKELY(nf + prototype.frame_slots + 2 <= stack_ + capacity_)) {                          \
            ++depth_;                                                                                       \
            nf[-2].tag = static_cast<std::uint64_t>(Tag::Function);                                         \
            nf[-2].object = function;                                                                       \
            nf[-1].tag = reinterpret_cast<std::uintptr_t>(pc + (length));                                   \
            nf[-1].integer = reinterpret_cast<char*>(fp) - reinterpret_cast<char*>(stack_);                 \
            fp = nf;                                                                                        \
            pc = prototype.code;                                                                            \
            ENTRY_STEP();                                                                                   \
            NEXT();                                                                                         \
        }                                                                                                   \
    }
#define ENTRY_STEP()                                    \
    do {                                                \
        if (out_of_fuel(runtime)) {                     \
            SAVE();                                     \
            entering_ = true;                           \
            at_safepoint();                             \
            entering_ = false;                          \
            if (RUMINA_UNLIKELY(left_)) return Value::unset(); \
        }                                               \
    } while (false)
    HANDLER(Call) {
        Value* window = &A;
        ENTER_AT_ONCE(*window, window, pc->b, 1)
        SAVE();
        call_value(window, pc->b, false);
        CALLED();
    }
    HANDLER(CallGlobal) {
        const Value& callee = runtime.globals[pc->b];
        Value* window = &A;
        ENTER_AT_ONCE(callee, window, pc->c, 1)
        SAVE();
        *window = callee.is_unset() ? unset_global(pc->b) : callee;
        call_value(window, pc->c, false);
        CALLED();
    }
    HANDLER(EnterInlined) {
        const Value& callee = runtime.globals[pc->a];
        const FunctionPrototype* expected; // looked up once
        std::memcpy(&expected, pc + 1, sizeof expected);
        if (RUMINA_UNLIKELY(expected == nullptr)) {
            SAVE();
            expected = chunk().inlined[pc->b].function;
            std::memcpy(const_cast<Instruction*>(pc + 1), &expected, sizeof expected);
        }
        if (RUMINA_LIKELY(callee.is(Tag::Function)) && RUMINA_LIKELY(callee.as<FunctionObject>()->prototype == expected) &&
            RUMINA_LIKELY(depth_ < runtime.limits.call_depth)) {
            if (out_of_fuel(runtime)) {
                SAVE();
                entering_ = true;
                at_safepoint();
                entering_ = false;
                if (RUMINA_UNLIKELY(left_)) {
                    pc_ = pc + 2;
                    return Value::unset();
                }
            }
            STEP(2);
        }
        STEP(IMMEDIATE(pc->c));
    }
    HANDLER(CallBuiltin) {
        SAVE();
        Value* window = &A;
        *window = call_builtin(runtime, pc->b, window + 2, pc->c);
        STEP(1);
    }
    HANDLER(CallMethod) {
        Value* window = &A;
        const Value& receiver = window[1];
        MemberCache cache;
        std::memcpy(&cache, pc + 1, sizeof cache);
        if (receiver.is(Tag::Struct) && RUMINA_LIKELY(receiver.object->aux + 1 == cache.shape_plus_one)) {
            const Value& callee = receiver.as<StructObject>()->field(cache.index);
            ENTER_AT_ONCE(callee, window, pc->b, 2)
            if (callee.is(Tag::Function) && callee.as<FunctionObject>()->prototype->exact_with_self == pc->b &&
                RUMINA_LIKELY(window + callee.as<FunctionObject>()->prototype->frame_slots + 4 <= stack_ + capacity_)) {
                copy(window[2 + pc->b], receiver);
                SAVE();
                enter_bound(callee.as<FunctionObject>(), window + 2, pc->b + 1, false);
                CALLED();
            }
        } else if (cache.shape_plus_one == kKindCache + receiver.tag) {
            SAVE();
            share(receiver);
            *window = call_builtin(runtime, cache.index, window + 1, std::size_t{pc->b} + 1);
            STEP(2);
        }
        SAVE();
        call_method(window, pc->b, chunk().names[pc->c], false);
        CALLED();
    }
    HANDLER(CallNamed) {
        SAVE();
        call_named(&A, pc->b, chunk().call_sites[pc->c], false);
        CALLED();
    }
    HANDLER(CallMethodNamed) {
        SAVE();
        call_named(&A, pc->b, chunk().call_sites[pc->c], false);
        CALLED();
    }
    HANDLER(CallSpread) {
        SAVE();
        call_spread(&A, pc->b, false);
        CALLED();
    }
    HANDLER(TailCall) {
        SAVE();
        call_value(&A, pc->b, true);
        CALLED();
    }
    HANDLER(TailCallMethod) {
        SAVE();
        call_method(&A, pc->b, chunk().names[pc->c], true);
        CALLED();
    }
    HANDLER(TailCallNamed) {
        SAVE();
        call_named(&A, pc->b, chunk().call_sites[pc->c], true);
        CALLED();
    }
    HANDLER(TailCallMethodNamed) {
        SAVE();
        call_named(&A, pc->b, chunk().call_sites[pc->c], true);
        CALLED();
    }
    HANDLER(TailCallSpread) {
        SAVE();
        call_spread(&A, pc->b, true);
        CALLED();
    }
    HANDLER(Return) {
        const Value& result = A;
        pc = reinterpret_cast<const Instruction*>(static_cast<std::uintptr_t>(fp[-1].tag));
        Value* caller = reinterpret_cast<Value*>(reinterpret_cast<char*>(stack_) + fp[-1].integer);
        if (RUMINA_UNLIKELY(result.is(Tag::BigInt))) result.object->extra = 0; // the caller may share it
        copy(fp[-2], result);
        fp = caller;
        --depth_;
        NEXT();
    }
    HANDLER(ReturnNull) {
        pc = reinterpret_cast<const Instruction*>(static_cast<std::uintptr_t>(fp[-1].tag));
        Value* caller = reinterpret_cast<Value*>(reinterpret_cast<char*>(stack_) + fp[-1].integer);
        fp[-2] = Value::null();
        fp = caller;
        --depth_;
        NEXT();
    }
    HANDLER(Halt) { return A; }

    // ── data ──
    HANDLER(NewArray) {
        SAVE();
        ArrayObject* array = runtime.heap.array(pc->c);
        const Value* from = &B;
        for (std::size_t i = 0; i < pc->c; ++i) copy(array->data[i], from[i]);
        array->size = pc->c;
        A = Value::of_object(array);
        STEP(1);
    }
    HANDLER(Append) {
        SAVE();
        auto* array = A.as<ArrayObject>();
        const Value* from = &B;
        for (std::size_t i = 0; i < pc->c; ++i) runtime.heap.push(array, from[i]);
        STEP(1);
    }
    HANDLER(NewStruct) {
        SAVE();
        const Chunk::Layout& layout = chunk().layouts[pc->c];
        StructObject* object = runtime.heap.structure(layout.shape, layout.fields);
        const Value* from = &B;
        for (std::uint32_t i = 0; i < layout.fields; ++i) copy(object->fields[i], from[i]);
        A = Value::of_object(object);
        STEP(1);
    }
    HANDLER(NewTable) {
        SAVE();
        A = Value::of_object(runtime.heap.table());
        STEP(1);
    }
    HANDLER(TableSet) {
        SAVE();
        OrderedMap& map = *A.as<TableObject>()->map;
        std::size_t before = map.bytes();
        map.set(B, C);
        runtime.heap.recharge_map(before, map);
        STEP(1);
    }
    HANDLER(ToVector) {
        SAVE();
        A = vector_of(runtime, B.as<ArrayObject>());
        STEP(1);
    }
    HANDLER(ToSet) {
        SAVE();
        A = set_of(runtime, B.as<ArrayObject>());
        STEP(1);
    }
    HANDLER(ToMatrix) {
        SAVE();
        A = matrix_of_rows(runtime, B.as<ArrayObject>());
        STEP(1);
    }
    HANDLER(MakeRange) {
        SAVE();
        const Value* parts = &B;
        A = make_range(runtime, parts[0], parts[1], parts[2]);
        STEP(1);
    }
    HANDLER(Format) {
        SAVE();
        A = joined_text(runtime, &B, pc->c);
        STEP(1);
    }
    HANDLER(JoinText) {
        SAVE();
        A = joined_text(runtime, B.as<ArrayObject>()->data, B.as<ArrayObject>()->size);
        STEP(1);
    }
    HANDLER(GetIndex) {
        const Value &container = B, &position = C;
        if (RUMINA_LIKELY(container.is(Tag::Array)) && RUMINA_LIKELY(position.is_int())) {
            auto* array = container.as<ArrayObject>();
            if (RUMINA_LIKELY(static_cast<std::uint64_t>(position.integer) < array->size)) {
                Value value = array->data[position.integer];
                share(value);
                copy(A, value);
                STEP(1);
            }
        }
        SAVE();
        Value value = get_index(runtime, container, &position, 1);
        share(value);
        copy(A, value);
        STEP(1);
    }
    HANDLER(GetIndexBase) {
        const Value &container = B, &position = C;
        if (RUMINA_LIKELY(container.is(Tag::Array)) && RUMINA_LIKELY(position.is_int())) {
            auto* array = container.as<ArrayObject>();
            if (RUMINA_LIKELY(static_cast<std::uint64_t>(position.integer) < array->size)) {
                copy(A, array->data[position.integer]);
                STEP(1);
            }
        }
        SAVE();
        Value value = get_index(runtime, container, &position, 1);
        share_part(container, value);
        copy(A, value);
        STEP(1);
    }
    HANDLER(GetIndices) {
        SAVE();
        const Value* parts = &B;
        Value value = get_index(runtime, parts[0], parts + 1, pc->c);
        share(value);
        copy(A, value);
        STEP(2);
    }
#define SET_INDEX(sharing)                                                                              \
    Value& container = A;                                                                               \
    const Value &position = B, &value = C;                                                              \
    sharing;                                                                                            \
    if (RUMINA_LIKELY(container.is(Tag::Array)) && RUMINA_LIKELY(position.is_int())) {                  \
        auto* array = container.as<ArrayObject>();                                                      \
        if (RUMINA_LIKELY(static_cast<std::uint64_t>(position.integer) < array->size)) {                \
            copy(array->data[position.integer], value);                                                      \
            STEP(1);                                                                                    \
        }                                                                                               \
    }                                                                                                   \
    SAVE();                                                                                             \
    set_index(runtime, container, &position, 1, value);                                                 \
    STEP(1);
    HANDLER(SetIndex) { SET_INDEX(share(value)) }
    HANDLER(SetIndexFresh) { SET_INDEX((void)0) }
#undef SET_INDEX
    HANDLER(SetIndices) {
        SAVE();
        const Value* parts = &B;
        set_index(runtime, A, parts, pc->c, parts[pc->c]);
        STEP(2);
    }
#define GET_MEMBER(sharing)                                                                             \
    const Value& container = B;                                                                         \
    MemberCache cache;                                                                                  \
    std::memcpy(&cache, pc + 1, sizeof cache);                                                          \
    if (RUMINA_LIKELY(container.is(Tag::Struct)) && RUMINA_LIKELY(container.object->aux + 1 == cache.shape_plus_one)) { \
        Value value = container.as<StructObject>()->field(cache.index);                                 \
        sharing;                                                                                        \
        A = value;                                                                                      \
        STEP(2);                                                                                        \
    }                                                                                                   \
    SAVE();                                                                                             \
    Value value = find_member(container, chunk().names[pc->c]);                                         \
    sharing;                                                                                            \
    A = value;                                                                                          \
    STEP(2);
    HANDLER(GetMember) { GET_MEMBER(share(value)) }
    HANDLER(GetMemberBase) { GET_MEMBER(share_part(container, value)) }
#undef GET_MEMBER
#define SET_MEMBER(sharing)                                                                             \
    Value& container = A;                                                                               \
    const Value& value = B;                                                                             \
    MemberCache cache;                                                                                  \
    std::memcpy(&cache, pc + 1, sizeof cache);                                                          \
    sharing;                                                                                            \
    if (RUMINA_LIKELY(container.is(Tag::Struct)) && RUMINA_LIKELY(container.object->aux + 1 == cache.shape_plus_one)) { \
        copy(container.as<StructObject>()->field(cache.index), value);                                       \
        STEP(2);                                                                                        \
    }                                                                                                   \
    SAVE();                                                                                             \
    put_member(container, chunk().names[pc->c], value);                                                 \
    STEP(2);
    HANDLER(SetMember) { SET_MEMBER(share(value)) }
    HANDLER(SetMemberFresh) { SET_MEMBER((void)0) }
#undef SET_MEMBER

    // ── patterns, types, errors, modules ──
    HANDLER(TakeApart) {
        SAVE();
        const Chunk::Destructuring& shape = chunk().destructurings[pc->c];
        take_apart(runtime, shape.vector, shape.count, A, parts_);
        std::copy(parts_.begin(), parts_.end(), &B);
        STEP(1);
    }
    HANDLER(TryTakeApart) {
        SAVE();
        const Chunk::Destructuring& shape = chunk().destructurings[pc->c];
        Value* out = &B;
        bool fits = try_take_apart(runtime, shape.vector, shape.count, A, parts_);
        if (fits) std::copy(parts_.begin(), parts_.end(), out + 1);
        else std::fill(out + 1, out + 1 + shape.count, Value::null()); // every slot an instruction names is written
        *out = Value::of_bool(fits);
        STEP(1);
    }
    HANDLER(TryTakeField) {
        SAVE();
        Value* out = &B;
        bool found = try_take_field(runtime, A, chunk().names[pc->c], out[1]);
        if (!found) out[1] = Value::null();
        *out = Value::of_bool(found);
        STEP(1);
    }
    HANDLER(TryTakeExpression) {
        SAVE();
        take_expression(A, &B, chunk().patterns[pc->c]);
        STEP(1);
    }
    HANDLER(FailDestructure) {
        SAVE();
        fail_missing_field(runtime, A, chunk().names[pc->b]);
    }
    HANDLER(FailMatch) {
        SAVE();
        fail(DiagnosticId::NoArmMatches, to_text(runtime, A));
    }
    HANDLER(CheckType) {
        SAVE();
        const Chunk::TypeSite& site = chunk().type_sites[pc->b];
        check_type(runtime, site.type, site.nullable, A, site.what);
        STEP(1);
    }
    HANDLER(Convert) {
        SAVE();
        const Value& value = B;
        bool nullable = (pc->c & kNullable) != 0;
        A = nullable && value.is_null() ? value : convert(runtime, static_cast<std::uint16_t>(pc->c & ~kNullable), value);
        STEP(1);
    }
    HANDLER(ConvertAs) {
        SAVE();
        A = convert_as(runtime, B, chunk().targets[pc->c]);
        STEP(1);
    }
    HANDLER(Substitute) {
        SAVE();
        const Value* parts = &B;
        A = substitute(runtime, *parts, chunk().call_sites[pc->c].names, parts + 1);
        STEP(1);
    }
    HANDLER(DeclareSymbol) {
        SAVE();
        const Chunk::SymbolSite& site = chunk().symbols[pc->b];
        A = declare_symbol(runtime, runtime.names.text(site.name), site.domain ? runtime.names.text(site.domain) : std::string_view());
        STEP(1);
    }
    HANDLER(Throw) {
        SAVE();
        throw_value(runtime, A);
    }
    HANDLER(Rethrow) {
        SAVE();
        throw_value(runtime, A);
    }
    HANDLER(Include) {
        SAVE();
        Value module = units_.include(static_cast<std::uint32_t>(pc->wide()));
        RELOAD();
        A = module;
        STEP(1);
    }
    HANDLER(LoadModule) {
        SAVE();
        A = Value::of_object(runtime.heap.module(nullptr, pc->b, chunk().names[pc->c]));
        STEP(1);
    }
    HANDLER(Listing) {
        SAVE();
        A = list_variables(chunk().listings[pc->b]);
        STEP(1);
    }
    HANDLER(FailUnits) {
        SAVE();
        fail_units();
    }

#ifndef RUMINA_COMPUTED_GOTO
    default: __builtin_unreachable();
    }
#endif
}

} // namespace rumina
