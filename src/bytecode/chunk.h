// The bytecode of one function with everything it refers to. Nothing in it points into the tree it was made from.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/scope.h"
#include "runtime/expression_patterns.h"
#include "runtime/function.h"
#include "runtime/runtime.h"

namespace rumina {

enum class Opcode : std::uint16_t {
#define OPCODE(name, operands, effect) name,
#include "bytecode/opcodes.def"
#undef OPCODE
};

struct OpcodeInfo {
    std::string_view name, operands, effect;
};
const OpcodeInfo& info(Opcode opcode);
std::size_t opcode_count();
/// Words of an instruction: 2 with an inline cache or more operands behind it.
std::size_t length(Opcode opcode);
/// Never goes on with the next instruction.
bool ends_path(Opcode opcode);
/// A jump back, which counts a step when it is taken.
bool counts_step(Opcode opcode);
/// Neither raises nor runs other code, whatever its operands are: no error leads from it to a handler.
bool cannot_raise(Opcode opcode);

struct Instruction {
    std::uint16_t op, a, b, c;
    std::int32_t wide() const { return static_cast<std::int32_t>(b | std::uint32_t{c} << 16); }
};
static_assert(sizeof(Instruction) == 8);

/// Slot operands are byte offsets from the frame, so that no multiplication is left for run time.
inline constexpr std::uint32_t kSlotBytes = 16, kMaxSlots = 65536 / kSlotBytes - 4;
inline std::uint16_t slot_operand(std::uint32_t slot) { return static_cast<std::uint16_t>(slot * kSlotBytes); }

/// Bit of Convert's type operand: null passes.
inline constexpr std::uint16_t kNullable = 0x8000;

class Chunk {
public:
    /// What CheckSet falls back to.
    struct Check {
        Name name;
        bool is_self;
        std::uint32_t global_fallback, builtin_fallback;
    };
    struct Layout {
        std::uint32_t shape, fields;
    };
    /// Named arguments of a call.
    struct CallSite {
        Name method; ///< none: a plain call
        std::vector<Name> names;
    };
    struct TypeSite {
        std::uint16_t type;
        bool nullable;
        Name what;
    };
    /// Where MakeClosure finds a capture in the enclosing frame.
    struct Capture {
        bool local;
        std::uint32_t index;
        bool cell; ///< a shared cell, not a copy of the value
    };
    /// Code in [begin, end) is protected; errors continue at target with the error in slot.
    struct Handler {
        std::uint32_t begin, end, target, slot;
    };
    /// How many parts a sequence pattern takes, and whether only a vec will do.
    struct Destructuring {
        std::uint32_t count;
        bool vector;
    };
    struct ListingSite {
        ScopeListing::What what;
        std::vector<Name> names;
        std::vector<std::pair<std::uint32_t, bool>> slots; ///< of the names: slot, is a cell
    };

    /// Code in [begin, end) came from a function that was inlined; its call is the guard before it.
    struct Inlined {
        const FunctionPrototype* function;
        std::uint32_t begin, end;
    };

    /// `sym name in domain`.
    struct SymbolSite {
        Name name, domain; ///< domain: none without one
    };

    const FunctionPrototype* prototype = nullptr;
    std::vector<Instruction> code;
    std::vector<Span> spans; ///< parallel to code
    std::vector<Value> constants;
    std::vector<Name> names;
    std::vector<FunctionPrototype*> functions;
    std::vector<Check> checks;
    std::vector<Layout> layouts;
    std::vector<CallSite> call_sites;
    std::vector<TypeSite> type_sites;
    std::vector<Capture> captures; ///< of this function's closures
    std::vector<Handler> handlers; ///< innermost first
    std::vector<Inlined> inlined;
    std::vector<ListingSite> listings;
    std::vector<Destructuring> destructurings;
    std::vector<SymbolSite> symbols;
    std::vector<ExpressionForm> patterns;
    std::vector<std::string> targets;
    std::vector<NumberLiteral> literals; ///< those that raise when they are reached
    std::uint32_t frame_slots = 0;
    std::vector<std::uint8_t> own_slots; ///< bytecode/own_slots.h; known when the chunk is complete
    const ModuleScope* scope = nullptr;
};

/// Copies to the prototype what a call needs at once from its chunk, whose code is complete, and finds its own slots. The
/// functions inside must be complete. Code that runs once is not worth looking for own slots.
void complete(FunctionPrototype& prototype, bool runs_once = false);

/// Readable text of a chunk and the functions inside it.
std::string disassemble(const Chunk& chunk, Runtime& runtime);

} // namespace rumina
