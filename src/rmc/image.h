// A compiled program as plain data: what stands in a file. Nothing in it refers to an engine.
//
// A Chunk in an image is in the file's own terms: a Name is a place in `names`, the source of a Span one in `sources`
// (counted from 1), a shape one in `layouts` of the function, a global variable one in its unit, a file to include one
// in `units`; constants and inner functions stand beside the chunk.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bytecode/chunk.h"

namespace rumina::rmc {

/// One node of an expression; operands are places of earlier nodes.
struct ExpressionNode {
    enum class Kind : std::uint8_t { Number, Symbol, Constant, Add, Mul, Power, Function } kind = Kind::Number;
    std::string text;                    ///< Number, Symbol, Function: by name
    std::uint32_t index = 0;             ///< Constant
    std::vector<std::uint32_t> operands; ///< Add, Mul: pairs (term, coefficient), (base, exponent) behind the number
};

struct Constant {
    enum class Kind : std::uint8_t { Null, False, True, Int, Float, Integer, Rational, String, Expression } kind = Kind::Null;
    std::uint64_t bits = 0; ///< Int, Float
    std::string text;       ///< Integer, Rational: decimal; String
    std::vector<ExpressionNode> nodes; ///< Expression: the last one
};

struct FunctionImage {
    std::string name;
    Span span;
    std::vector<Name> parameters;
    std::uint32_t required = 0;
    bool has_rest = false, uses_self = false, is_lambda = false, is_module = false;
    std::shared_ptr<Chunk> chunk; ///< shared with the prototype once linked
    std::vector<Constant> constants;
    std::vector<std::uint32_t> functions; ///< inner ones, by place
    std::vector<std::vector<Name>> layouts;
};

struct UnitImage {
    struct Global {
        Name name;
        bool symbol = false; ///< starts as the symbol of its name
        Span declared;
    };
    Name module;
    std::uint32_t function = 0;
    std::vector<Global> globals;
};

struct SourceImage {
    std::string name, text;
};

struct ProgramImage {
    std::vector<std::string> names{std::string()}; ///< the first is "no name"
    std::vector<SourceImage> sources;
    std::vector<FunctionImage> functions;
    std::vector<UnitImage> units; ///< the first is the program
};

/// 64-bit words the instruction takes.
inline std::size_t width(const Instruction& instruction) { return length(static_cast<Opcode>(instruction.op)); }

/// Why a file was refused; becomes a diagnostic with the file's name.
struct Damage {
    std::string reason;
};

} // namespace rumina::rmc
