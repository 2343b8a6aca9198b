#include "bytecode/chunk.h"

#include "bytecode/own_slots.h"
#include "runtime/operations.h"

namespace rumina {
namespace {

constexpr OpcodeInfo kOpcodes[] = {
#define OPCODE(name, operands, effect) {#name, operands, effect},
#include "bytecode/opcodes.def"
#undef OPCODE
};

class Disassembler {
public:
    Disassembler(Runtime& runtime, std::string& out) : runtime_(runtime), out_(out) {}

    void chunk(const Chunk& chunk) {
        out_ += fmt::format("function {}: {} slots\n", chunk.prototype->name, chunk.frame_slots);
        for (std::size_t pc = 0; pc < chunk.code.size(); ++pc) {
            const Instruction& instruction = chunk.code[pc];
            const OpcodeInfo& row = info(static_cast<Opcode>(instruction.op));
            std::uint32_t line = runtime_.sources.line(chunk.spans[pc]);
            out_ += fmt::format("{:5} {:>5} {:<20}", pc, line == 0 ? std::string("-") : fmt::format("L{}", line), row.name);
            operands(chunk, instruction, row.operands, pc);
            out_ += '\n';
            if (row.operands.back() == 'x') ++pc;
        }
        for (const Chunk::Handler& handler : chunk.handlers)
            out_ += fmt::format("      errors in {}..{} go to {} with the error in s{}\n", handler.begin, handler.end, handler.target, handler.slot);
        for (const FunctionPrototype* function : chunk.functions) {
            out_ += '\n';
            this->chunk(*function->chunk);
        }
    }

private:
    void operands(const Chunk& chunk, const Instruction& instruction, std::string_view letters, std::size_t pc) {
        const std::uint16_t parts[] = {instruction.a, instruction.b, instruction.c};
        std::size_t part = 0;
        bool first = true;
        for (char letter : letters) {
            if (letter == 'x' || part >= 3) break;
            if (letter == '-') {
                ++part;
                continue;
            }
            out_ += first ? " " : ", ";
            first = false;
            std::uint16_t value = parts[part];
            auto wide = static_cast<std::uint32_t>(instruction.wide());
            switch (letter) {
            case 'o': case 's': case 'u': case 'w': out_ += fmt::format("s{}", value / kSlotBytes); break;
            case 'i': out_ += fmt::format("{}", static_cast<std::int16_t>(value)); break;
            case 'n': out_ += fmt::format("#{}", value); break;
            case 'm': out_ += fmt::format(".{}", runtime_.names.text(chunk.names[value])); break;
            case 'j': out_ += fmt::format("-> {}", static_cast<std::ptrdiff_t>(pc) + static_cast<std::int16_t>(value)); break;
            case 'J': out_ += fmt::format("-> {}", static_cast<std::ptrdiff_t>(pc) + instruction.wide()); break;
            case 'K': out_ += to_repr(runtime_, chunk.constants[wide]); break;
            case 'g': out_ += fmt::format("global {}", runtime_.names.text(runtime_.global_names[value])); break;
            case 'b': out_ += fmt::format("builtin {}", runtime_.builtins.signature(value).name); break;
            case 'G': out_ += fmt::format("global {}", runtime_.names.text(runtime_.global_names[wide])); break;
            case 'B': out_ += fmt::format("builtin {}", runtime_.builtins.signature(wide).name); break;
            case 'P': out_ += fmt::format("function {}", chunk.functions[wide]->name); break;
            case 'U': out_ += fmt::format("file {}", wide); break;
            default: break;
            }
            ++part;
        }
    }

    Runtime& runtime_;
    std::string& out_;
};

} // namespace

const OpcodeInfo& info(Opcode opcode) { return kOpcodes[static_cast<std::size_t>(opcode)]; }
std::size_t length(Opcode opcode) { return info(opcode).operands.back() == 'x' ? 2 : 1; }
bool ends_path(Opcode opcode) {
    switch (opcode) {
    case Opcode::Jump: case Opcode::Loop: case Opcode::Return: case Opcode::ReturnNull: case Opcode::Halt: case Opcode::TailCall:
    case Opcode::TailCallMethod: case Opcode::TailCallNamed: case Opcode::TailCallMethodNamed: case Opcode::TailCallSpread:
    case Opcode::FailDestructure: case Opcode::FailMatch: case Opcode::FailUnits: case Opcode::Throw: case Opcode::Rethrow: return true;
    default: return false;
    }
}
bool counts_step(Opcode opcode) {
    return info(opcode).name.starts_with("Loop") || opcode == Opcode::ForNext || opcode == Opcode::CountLoop;
}
bool cannot_raise(Opcode opcode) {
    switch (opcode) {
    case Opcode::Move: case Opcode::Take: case Opcode::LoadInt: case Opcode::LoadConstant: case Opcode::LoadNull: case Opcode::LoadTrue:
    case Opcode::LoadFalse: case Opcode::LoadUnset: case Opcode::ReadCell: case Opcode::ReadCellBase: case Opcode::ReadUpvalue:
    case Opcode::ReadUpvalueCell: case Opcode::ReadUpvalueCellBase: case Opcode::WriteCell: case Opcode::WriteUpvalueCell:
    case Opcode::WriteGlobal: case Opcode::Jump: case Opcode::JumpIfSet: case Opcode::JumpUnlessShared: return true;
    default: return false;
    }
}
std::size_t opcode_count() { return std::size(kOpcodes); }

void complete(FunctionPrototype& prototype, bool runs_once) {
    Chunk& chunk = *prototype.chunk;
    if (runs_once) chunk.own_slots.assign(chunk.frame_slots, 0);
    else chunk.own_slots = own_slots(chunk);
    prototype.code = chunk.code.data();
    prototype.constants = chunk.constants.data();
    prototype.frame_slots = chunk.frame_slots + 2;
    if (!prototype.has_rest && prototype.required == prototype.parameters.size())
        (prototype.uses_self ? prototype.exact_with_self : prototype.exact_arguments) = prototype.required;
}

std::string disassemble(const Chunk& chunk, Runtime& runtime) {
    std::string out;
    Disassembler(runtime, out).chunk(chunk);
    return out;
}

} // namespace rumina
