// What is known of a function written in the language; closures refer to it. Engines add their form of the body.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/name.h"
#include "base/source.h"

namespace rumina {

struct FunctionNode;
class Chunk;        // bytecode
struct Instruction; // bytecode
struct Value;

struct FunctionPrototype {
    std::string name;         ///< as shown: "f", "<lambda>", "<main>"
    Span span;
    const FunctionNode* node = nullptr; ///< interpreter; null for functions that were read from a compiled file
    /// VM; null on the interpreter. Not shared: a shared_ptr remembers how to destroy what this layer cannot see.
    std::shared_ptr<Chunk> chunk;
    std::vector<Name> parameters; ///< without the rest parameter
    std::uint32_t required = 0;   ///< parameters without a default value; they come first
    bool has_rest = false;
    bool uses_self = false;   ///< has a slot for `self` after the parameters
    bool is_lambda = false;
    bool reached = false;      ///< by a closure, in the last collection (engine/unused_code.h)
    bool from_prelude = false; ///< left out of traces: a program sees the builtin it called
    std::uint32_t builtin = 0; ///< prelude functions that are builtins: index + 1 in the BuiltinTable

    // What a VM call needs at once, copied from the chunk when it is complete.
    const Instruction* code = nullptr;
    const Value* constants = nullptr;
    std::uint32_t frame_slots = 0;
    std::uint32_t exact_arguments = 0xFFFFFFFF; ///< argument count that needs no binding at all; none when special
    /// `self` follows the parameters.
    std::uint32_t self_slot() const { return static_cast<std::uint32_t>(parameters.size()) + (has_rest ? 1 : 0); }
    std::uint32_t exact_with_self = 0xFFFFFFFF;  ///< the same for functions that want `self` in the slot after them
    FunctionPrototype() = default;
    FunctionPrototype(const FunctionPrototype&) = delete;
    FunctionPrototype& operator=(const FunctionPrototype&) = delete;
};

} // namespace rumina
