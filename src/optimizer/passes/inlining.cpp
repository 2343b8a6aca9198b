// Calls of global functions that are small and call nothing: their code stands where the call was, on the slots that would
// have been their frame. A guard sees whether the variable still holds that function, and counts the call's step; errors
// show the function's frame (Chunk::Inlined), so a program cannot tell.
#include "optimizer/effects.h"
#include "optimizer/passes/passes.h"

namespace rumina::optimizer {
namespace {

constexpr std::size_t kLongestCallee = 24, kMostInlined = 64;

bool is_simple(const Operation& o) {
    switch (o.op) {
    case Opcode::Return: case Opcode::ReturnNull: case Opcode::Jump: case Opcode::SetMember: case Opcode::SetMemberFresh:
    case Opcode::GetIndexBase: case Opcode::GetMemberBase: case Opcode::Move: case Opcode::Take: case Opcode::Push: return true;
    case Opcode::LoadLiteral: return false;
    default:
        if (is_constant_load(o.op)) return true;
        for (std::size_t i = 0; i < 3; ++i)
            if (only_looks_at(o.op, i)) return !counts_step(o.op);
        return false;
    }
}

class Inliner {
public:
    explicit Inliner(Code& code) : code_(code) {}

    void run() {
        for (std::size_t i = 0; i < code_.operations.size() && count_ < kMostInlined; ++i)
            if (code_.operations[i].op == Opcode::CallGlobal) i += inline_at(i);
    }

private:
    /// How many operations more there are now.
    std::size_t inline_at(std::size_t at) {
        const Operation call = code_.operations[at];
        const auto global = static_cast<std::size_t>(call.operand[1]);
        const auto& known = code_.runtime().global_functions;
        if (global >= known.size() || known[global] == nullptr) return 0;
        const FunctionPrototype& function = *known[global];
        if (function.chunk == nullptr || function.code == nullptr || function.from_prelude || &function == code_.chunk().prototype) return 0;
        if (function.exact_arguments != static_cast<std::uint32_t>(call.operand[2]) || !function.chunk->captures.empty()) return 0;
        if (!function.chunk->handlers.empty() || function.chunk->code.size() > 2 * kLongestCallee) return 0;
        Code callee(code_.runtime(), *function.chunk, 0);
        if (callee.operations.size() > kLongestCallee) return 0;
        for (std::size_t i = 0; i < callee.operations.size(); ++i) {
            const Operation& o = callee.operations[i];
            if (!is_simple(o) || (o.target != kNowhere && o.target <= i)) return 0;
        }
        const Slot window = call.slot(0), first = window + 2;
        if (code_.chunk().inlined.size() >= 65535 || !code_.has_room(first + callee.slots())) return 0;
        code_.reserve(first + callee.slots());

        // guard, body, the call itself; the body ends in jumps behind the call.
        std::vector<Operation> body;
        std::vector<std::size_t> place; // of the callee's operations in the body
        const std::size_t length = place_operations(callee, window, first, body, place);
        Chunk::Inlined row{&function, 0, 0};
        code_.chunk().inlined.push_back(row);
        Operation guard{.op = Opcode::EnterInlined, .span = call.span};
        guard.operand = {call.operand[1], static_cast<std::int32_t>(code_.chunk().inlined.size() - 1), 0};
        guard.target = at + length + 1; // the call
        for (Operation& o : body)
            if (o.target != kNowhere) o.target = o.target == kEnd ? at + length + 2 : at + 1 + place[o.target];
        code_.insert(at, std::vector<Operation>(length + 1, Operation{.op = Opcode::Jump, .span = call.span}), [](std::size_t) { return true; });
        code_.operations[at] = guard;
        std::copy(body.begin(), body.end(), code_.operations.begin() + static_cast<std::ptrdiff_t>(at + 1));
        for (std::size_t i = at + 1; i < at + 1 + length; ++i) code_.operations[i].inlined = code_.chunk().inlined.size();
        ++count_;
        return length + 1;
    }

    static constexpr std::size_t kEnd = kNowhere - 1;

    std::size_t place_operations(const Code& callee, Slot window, Slot first, std::vector<Operation>& body, std::vector<std::size_t>& place) {
        for (const Operation& o : callee.operations) {
            place.push_back(body.size());
            const std::string_view letters = o.letters();
            Operation moved = o;
            for (std::size_t i = 0; i < 3 && i < letters.size(); ++i) {
                if (letters[i] == 'o' || letters[i] == 's' || letters[i] == 'u') moved.operand[i] = static_cast<std::int32_t>(o.slot(i) + first);
                else if (letters[i] == 'm') moved.operand[i] = code_.name(callee.chunk().names[static_cast<std::size_t>(o.operand[i])]);
                else if (letters[i] == 'K') moved.operand[i] = code_.constant(callee.chunk().constants[static_cast<std::size_t>(o.operand[i])]);
            }
            moved.extra = 0;
            if (o.op == Opcode::Return || o.op == Opcode::ReturnNull) {
                Operation result{.op = o.op == Opcode::Return ? Opcode::Take : Opcode::LoadNull, .span = o.span};
                result.operand = {static_cast<std::int32_t>(window), o.op == Opcode::Return ? moved.operand[0] : 0, 0};
                body.push_back(result);
                moved = Operation{.op = Opcode::Jump, .span = o.span};
                moved.target = kEnd;
            }
            body.push_back(moved);
        }
        return body.size();
    }

    Code& code_;
    std::size_t count_ = 0;
};

} // namespace

void inline_functions(Code& code) { Inliner(code).run(); }

} // namespace rumina::optimizer
