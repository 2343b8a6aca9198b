#include "optimizer/kinds.h"

namespace rumina::optimizer {
namespace {

constexpr std::size_t kMostBytes = 1 << 21;

Kind joined(Kind a, Kind b) {
    if (a == b || b == Kind::Unreached) return a;
    if (a == Kind::Unreached) return b;
    if (!is_number(a) || !is_number(b)) return Kind::Any;
    if (a != Kind::Float && b != Kind::Float && a != Kind::Real && b != Kind::Real) return Kind::Exact;
    return Kind::Real;
}

/// Of a sum, difference or product.
Kind of_ring(Kind a, Kind b) {
    if (!is_number(a) || !is_number(b)) return Kind::Any;
    if (a == Kind::Float || b == Kind::Float) return Kind::Float;
    if (a == Kind::Integer && b == Kind::Integer) return Kind::Integer;
    return joined(a, b);
}

Kind of_quotient(Kind a, Kind b) {
    Kind k = of_ring(a, b);
    return k == Kind::Integer ? Kind::Exact : k;
}

Kind kind_of(const Value& value) {
    switch (value.kind()) {
    case Tag::Int: case Tag::BigInt: return Kind::Integer;
    case Tag::Rational: return Kind::Exact;
    case Tag::Float: return Kind::Float;
    case Tag::Bool: return Kind::Bool;
    default: return Kind::Any;
    }
}

} // namespace

Kinds::Kinds(const Code& code) {
    const std::size_t count = code.operations.size(), slots = code.slots();
    if (count * slots > kMostBytes || count == 0) return;
    slots_ = slots;
    in_.assign((count + 1) * slots, static_cast<std::uint8_t>(Kind::Unreached));
    std::vector<bool> reached(count + 1, false), waiting(count + 1, false);
    std::vector<std::size_t> open;
    std::vector<Kind> state(slots);
    auto flow = [&](std::size_t to) {
        bool changed = !reached[to];
        for (std::size_t s = 0; s < slots; ++s) {
            std::uint8_t& known = in_[to * slots + s];
            const auto merged = static_cast<std::uint8_t>(joined(static_cast<Kind>(known), state[s]));
            if (merged != known) known = merged, changed = true;
        }
        reached[to] = true;
        if (changed && !waiting[to]) waiting[to] = true, open.push_back(to);
    };
    auto flow_unknown = [&](std::size_t to) {
        std::fill(state.begin(), state.end(), Kind::Any);
        flow(to);
    };
    flow_unknown(0);
    for (const Code::Handler& h : code.handlers) flow_unknown(h.target);
    while (!open.empty()) {
        const std::size_t i = open.back();
        open.pop_back();
        waiting[i] = false;
        const Operation& o = code.operations[i];
        for (std::size_t s = 0; s < slots; ++s) state[s] = static_cast<Kind>(in_[i * slots + s]);
        auto at = [&](std::size_t k) { return state[o.slot(k)]; };
        Kind result = Kind::Any;
        switch (o.op) {
        case Opcode::LoadInt: result = Kind::Integer; break;
        case Opcode::LoadTrue: case Opcode::LoadFalse: result = Kind::Bool; break;
        case Opcode::LoadConstant: result = kind_of(code.chunk().constants[static_cast<std::size_t>(o.operand[1])]); break;
        case Opcode::Move: case Opcode::Take: result = at(1); break;
        case Opcode::Add: case Opcode::Subtract: case Opcode::Multiply: case Opcode::AddFloat: case Opcode::SubtractFloat:
        case Opcode::MultiplyFloat: result = of_ring(at(1), at(2)); break;
        case Opcode::Divide: case Opcode::DivideFloat: result = of_quotient(at(1), at(2)); break;
        case Opcode::AddInt: case Opcode::SubtractInt: case Opcode::MultiplyInt: result = of_ring(at(1), Kind::Integer); break;
        case Opcode::DivideInt: result = of_quotient(at(1), Kind::Integer); break;
        case Opcode::Negate: case Opcode::Absolute: result = is_number(at(1)) ? at(1) : Kind::Any; break;
        case Opcode::Modulo: result = at(1) == Kind::Integer && at(2) == Kind::Integer ? Kind::Integer : Kind::Any; break;
        case Opcode::ModuloInt: case Opcode::IntegerDivideInt: result = at(1) == Kind::Integer ? Kind::Integer : Kind::Any; break;
        case Opcode::IntegerDivide: result = is_number(at(1)) && is_number(at(2)) ? Kind::Integer : Kind::Any; break;
        case Opcode::AddReal: case Opcode::SubtractReal: case Opcode::MultiplyReal: case Opcode::DivideReal: result = Kind::Float; break;
        case Opcode::Less: case Opcode::LessEqual: case Opcode::Greater: case Opcode::GreaterEqual: case Opcode::Equal: case Opcode::NotEqual:
            result = is_number(at(1)) && is_number(at(2)) ? Kind::Bool : Kind::Any;
            break;
        case Opcode::Size: result = Kind::Integer; break;
        default: break;
        }
        for_each_possible_write(code, o, [&](Slot slot) { state[slot] = Kind::Any; });
        const std::string_view letters = o.letters();
        if (letters[0] == 'o') state[o.slot(0)] = result;
        if (!ends_path(o.op)) flow(i + 1);
        if (o.target != kNowhere) flow(o.target);
    }
}

} // namespace rumina::optimizer
