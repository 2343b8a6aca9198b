// Operations on numbers, strings and bools that are known. They are done by the operations of the runtime, so the result is
// what the program would have computed; what would raise is left to raise when it is reached.
#include <algorithm>
#include <unordered_map>

#include "optimizer/blocks.h"
#include "optimizer/passes/passes.h"
#include "runtime/operations.h"

namespace rumina::optimizer {
namespace {

constexpr std::size_t kLongestText = 1000, kLongestNumber = 4000; ///< bytes, bits: what a result may have

/// Builtins of numbers that take a constant time for arguments of one word.
constexpr std::string_view kFoldedBuiltins[] = {"abs", "sign", "floor", "ceil", "round", "trunc", "min", "max", "mod", "idiv", "gcd", "lcm", "sqrt"};

bool is_plain(const Value& value) {
    switch (value.kind()) {
    case Tag::Int: case Tag::Float: case Tag::Bool: case Tag::Null: return true;
    case Tag::BigInt: return value.as<BigIntObject>()->value.bits() <= kLongestNumber;
    case Tag::Rational: {
        const Rational& r = value.as<RationalObject>()->value;
        return r.numerator().bits() + r.denominator().bits() <= kLongestNumber;
    }
    case Tag::String: return value.as<StringObject>()->bytes <= kLongestText;
    default: return false;
    }
}

bool is_word(const Value& value) { return value.is_int() || value.is_float() || value.is(Tag::Bool); }

class Folder {
public:
    explicit Folder(Code& code) : code_(code), runtime_(code.runtime()) {}

    void run() {
        const std::vector<bool> leaders = block_leaders(code_);
        for (std::size_t i = 0; i < code_.operations.size(); ++i) {
            if (leaders[i]) known_.clear();
            Operation& o = code_.operations[i];
            fold(o);
            narrow(o);
            const std::optional<Value> loaded = value_of(o);
            for_each_possible_write(code_, o, [&](Slot slot) { known_.erase(slot); });
            if (loaded) known_[o.slot(0)] = *loaded;
        }
    }

private:
    const Value* at(const Operation& o, std::size_t k) const {
        auto found = known_.find(o.slot(k));
        return found == known_.end() ? nullptr : &found->second;
    }

    /// What a load puts into its slot.
    std::optional<Value> value_of(const Operation& o) const {
        switch (o.op) {
        case Opcode::LoadInt: return Value::of_int(o.operand[1]);
        case Opcode::LoadConstant: {
            const Value& value = code_.chunk().constants[static_cast<std::size_t>(o.operand[1])];
            return is_plain(value) ? std::optional(value) : std::nullopt;
        }
        case Opcode::LoadTrue: return Value::of_bool(true);
        case Opcode::LoadFalse: return Value::of_bool(false);
        case Opcode::LoadNull: return Value::null();
        case Opcode::Move: case Opcode::Take: {
            const Value* value = at(o, 1);
            return value == nullptr ? std::nullopt : std::optional(*value);
        }
        default: return std::nullopt;
        }
    }

    void load(Operation& o, const Value& value) {
        Operation made{.op = Opcode::LoadConstant, .span = o.span};
        made.operand[0] = o.operand[0];
        if (value.is_int() && value.integer >= INT16_MIN && value.integer <= INT16_MAX) {
            made.op = Opcode::LoadInt;
            made.operand[1] = static_cast<std::int32_t>(value.integer);
        } else if (value.is(Tag::Bool)) {
            made.op = value.integer != 0 ? Opcode::LoadTrue : Opcode::LoadFalse;
        } else if (value.is_null()) {
            made.op = Opcode::LoadNull;
        } else {
            made.operand[1] = code_.constant(value);
        }
        made.inlined = o.inlined;
        o = made;
    }

    /// The result of an operation, if it has one worth keeping.
    template <typename Compute>
    void replace(Operation& o, Compute compute) {
        try {
            Value result = compute();
            if (is_plain(result)) load(o, result);
        } catch (const Failure&) { // stays what it is
        }
    }

    void binary_of(Operation& o, BinaryOperator op) {
        const Value *x = at(o, 1), *y = at(o, 2);
        if (x == nullptr || y == nullptr || !is_plain(*x) || !is_plain(*y)) return;
        if (op == BinaryOperator::Power && !(is_word(*x) && y->is_int() && y->integer >= 0 && y->integer <= 64)) return;
        replace(o, [&] { return binary(runtime_, op, *x, *y); });
    }

    void int_form(Operation& o, BinaryOperator op) {
        if (const Value* x = at(o, 1)) replace(o, [&] { return binary(runtime_, op, *x, Value::of_int(o.operand[2])); });
    }

    void direct(Operation& o, DirectBuiltin builtin, bool second) {
        const Value *x = at(o, 1), *y = second ? at(o, 2) : nullptr;
        if (x == nullptr || (second && y == nullptr) || !is_word(*x) || (second && !is_word(*y))) return;
        replace(o, [&] { return second ? call_direct(runtime_, builtin, *x, *y) : call_direct(runtime_, builtin, *x); });
    }

    void builtin(Operation& o) {
        const auto index = static_cast<std::uint32_t>(o.operand[1]);
        const Builtin& record = *runtime_.builtins.entry(index).record;
        const std::string_view name = record.signature.substr(0, record.signature.find('('));
        if (!record.pure || record.run == nullptr || std::find(std::begin(kFoldedBuiltins), std::end(kFoldedBuiltins), name) == std::end(kFoldedBuiltins)) return;
        std::vector<Value> arguments;
        for (std::int32_t k = 0; k < o.operand[2]; ++k) {
            auto found = known_.find(o.slot(0) + 2 + static_cast<Slot>(k));
            if (found == known_.end() || !is_word(found->second)) return;
            arguments.push_back(found->second);
        }
        replace(o, [&] { return call_builtin(runtime_, index, arguments.data(), arguments.size()); });
    }

    void branch(Operation& o, bool taken) {
        if (taken) {
            const std::size_t target = o.target;
            o = Operation{.op = Opcode::Jump, .span = o.span, .inlined = o.inlined};
            o.target = target;
        } else {
            o.removed = true;
        }
    }

    void fold(Operation& o) {
        switch (o.op) {
#define BINARY(name, text) case Opcode::name: return binary_of(o, BinaryOperator::name);
#define FOLDED BINARY(Add, "") BINARY(Subtract, "") BINARY(Multiply, "") BINARY(Divide, "") BINARY(Modulo, "") BINARY(Power, "") \
            BINARY(Equal, "") BINARY(NotEqual, "") BINARY(Less, "") BINARY(LessEqual, "") BINARY(Greater, "") BINARY(GreaterEqual, "")
        FOLDED
#undef FOLDED
#undef BINARY
        case Opcode::AddInt: return int_form(o, BinaryOperator::Add);
        case Opcode::SubtractInt: return int_form(o, BinaryOperator::Subtract);
        case Opcode::MultiplyInt: return int_form(o, BinaryOperator::Multiply);
        case Opcode::DivideInt: return int_form(o, BinaryOperator::Divide);
        case Opcode::ModuloInt: return int_form(o, BinaryOperator::Modulo);
        case Opcode::Negate: case Opcode::Not:
            if (const Value* x = at(o, 1); x != nullptr && is_word(*x))
                replace(o, [&] { return unary(runtime_, o.op == Opcode::Negate ? UnaryOperator::Negate : UnaryOperator::Not, *x); });
            return;
        case Opcode::IntegerDivide: return direct(o, DirectBuiltin::IntegerDivide, true);
        case Opcode::FlooredModulo: return direct(o, DirectBuiltin::FlooredModulo, true);
        case Opcode::Absolute: return direct(o, DirectBuiltin::Absolute, false);
        case Opcode::RootOf: return direct(o, DirectBuiltin::RootOf, false);
        case Opcode::CallBuiltin: return builtin(o);
        case Opcode::JumpIfTrue: case Opcode::JumpIfFalse: case Opcode::JumpIfSettledTrue: case Opcode::JumpIfSettledFalse: {
            const Value* x = at(o, 0);
            if (x == nullptr || !x->is(Tag::Bool)) return;
            const bool wants = o.op == Opcode::JumpIfTrue || o.op == Opcode::JumpIfSettledTrue;
            return branch(o, (x->integer != 0) == wants);
        }
        default: return;
        }
    }

    /// The number at operand k, if it fits an instruction.
    std::optional<std::int32_t> small(const Operation& o, std::size_t k) const {
        const Value* value = at(o, k);
        if (value == nullptr || !value->is_int() || value->integer < INT16_MIN || value->integer > INT16_MAX) return std::nullopt;
        return static_cast<std::int32_t>(value->integer);
    }

    /// A small number becomes part of the instruction.
    void narrow(Operation& o) {
        auto use = [&](std::size_t k, Opcode form) {
            if (std::optional<std::int32_t> number = small(o, k)) o.op = form, o.operand[k] = *number;
        };
        switch (o.op) {
        case Opcode::Add: return use(2, Opcode::AddInt);
        case Opcode::Subtract: return use(2, Opcode::SubtractInt);
        case Opcode::Multiply: return use(2, Opcode::MultiplyInt);
        case Opcode::Divide: return use(2, Opcode::DivideInt);
        case Opcode::Modulo: return use(2, Opcode::ModuloInt);
        case Opcode::IntegerDivide: return use(2, Opcode::IntegerDivideInt);
#define BRANCHES(name)                                                        \
        case Opcode::JumpIf##name: return use(1, Opcode::JumpIf##name##Int);   \
        case Opcode::JumpUnless##name: return use(1, Opcode::JumpUnless##name##Int); \
        case Opcode::LoopIf##name: return use(1, Opcode::LoopIf##name##Int);
        BRANCHES(Less)
        BRANCHES(LessEqual)
        BRANCHES(Greater)
        BRANCHES(GreaterEqual)
#undef BRANCHES
        case Opcode::JumpIfEqual: return use(1, Opcode::JumpIfEqualInt);
        case Opcode::JumpIfNotEqual: return use(1, Opcode::JumpIfNotEqualInt);
        case Opcode::LoopIfNotEqual: return use(1, Opcode::LoopIfNotEqualInt);
        default: return;
        }
    }

    Code& code_;
    Runtime& runtime_;
    std::unordered_map<Slot, Value> known_;
};

} // namespace

void fold_constants(Code& code) { Folder(code).run(); }

} // namespace rumina::optimizer
