// The layout of every section, once for both directions: `transfer` writes with an ArchiveWriter and reads with an
// ArchiveReader. What is read obeys only the grammar; whether it makes sense is for verify.h.
#pragma once

#include <cstring>

#include "rmc/archive.h"
#include "rmc/image.h"

namespace rumina::rmc {

inline constexpr std::uint32_t kMaxPatternDepth = 500; ///< what the parser accepts

template <typename Archive>
void transfer(Archive& archive, Name& name) {
    archive.number(name.id);
}
template <typename Archive>
void transfer(Archive& archive, Span& span) {
    archive.number(span.source);
    archive.number(span.begin);
    archive.number(span.end);
}
template <typename Archive>
void transfer(Archive& archive, NumberLiteral& literal) {
    archive.choice(literal.form, NumberExpr::Form::Float);
    archive.boolean(literal.imaginary);
    archive.text(literal.text);
}

template <typename Archive>
void transfer(Archive& archive, ExpressionForm::Node& node, std::uint32_t depth) {
    using Kind = ExpressionForm::Kind;
    if (depth > kMaxPatternDepth) throw Damage{"a pattern is nested too deep"};
    archive.choice(node.kind, Kind::Never);
    archive.boolean(node.inverse);
    if (node.kind == Kind::Part) archive.number(node.part);
    if (node.kind == Kind::Number) transfer(archive, node.number);
    if (node.kind == Kind::Function) archive.text(node.name);
    archive.list(node.operands, [&](ExpressionForm::Node& operand) { transfer(archive, operand, depth + 1); });
}

template <typename Archive>
void transfer(Archive& archive, Constant& constant) {
    using Kind = Constant::Kind;
    archive.choice(constant.kind, Kind::Expression);
    switch (constant.kind) {
    case Kind::Null: case Kind::False: case Kind::True: break;
    case Kind::Int: case Kind::Float: archive.word(constant.bits); break;
    case Kind::Integer: case Kind::Rational: case Kind::String: archive.text(constant.text); break;
    case Kind::Expression:
        archive.list(constant.nodes, [&](ExpressionNode& node) {
            archive.choice(node.kind, ExpressionNode::Kind::Function);
            archive.text(node.text);
            archive.number(node.index);
            archive.list(node.operands, [&](std::uint32_t& operand) { archive.number(operand); });
        });
        break;
    }
}

/// Places of instructions: most are in the same text, near the one before. The word behind an instruction is not stored:
/// it is an inline cache, empty in a file.
template <typename Archive>
void transfer_code(Archive& archive, Chunk& chunk) {
    std::uint64_t count = 0;
    for (std::size_t pc = 0; pc < chunk.code.size(); pc += width(chunk.code[pc])) ++count;
    archive.number(count);
    Span before;
    for (std::size_t pc = 0; count != 0; --count) {
        std::uint64_t bits = 0;
        if constexpr (!Archive::kReading) std::memcpy(&bits, &chunk.code[pc], sizeof bits);
        archive.word(bits);
        if constexpr (Archive::kReading) {
            Instruction instruction;
            std::memcpy(&instruction, &bits, sizeof bits);
            if (instruction.op >= opcode_count()) throw Damage{"an unknown instruction"};
            chunk.code.push_back(instruction);
            chunk.spans.emplace_back();
        }
        Span& span = chunk.spans[pc];
        std::uint64_t moved = 0;
        if constexpr (!Archive::kReading) {
            auto offset = static_cast<std::int64_t>(span.begin) - static_cast<std::int64_t>(before.begin);
            moved = (static_cast<std::uint64_t>(offset) << 1 ^ static_cast<std::uint64_t>(offset >> 63)) << 1 | (span.source != before.source);
        }
        archive.number(moved);
        if constexpr (Archive::kReading) {
            std::uint64_t zigzag = moved >> 1;
            span.begin = before.begin + static_cast<std::uint32_t>(zigzag >> 1 ^ (0 - (zigzag & 1)));
            span.source = before.source;
        }
        if ((moved & 1) != 0) archive.number(span.source);
        std::uint32_t length = span.end - span.begin;
        archive.number(length);
        if constexpr (Archive::kReading) {
            if (length > UINT32_MAX - span.begin) throw Damage{"a place reaches past its text"};
            span.end = span.begin + length;
        }
        before = span;
        std::size_t words = width(chunk.code[pc]);
        if constexpr (Archive::kReading) {
            chunk.code.resize(pc + words, Instruction{0, 0, 0, 0});
            chunk.spans.resize(pc + words, before);
        }
        pc += words;
    }
}

template <typename Archive>
void transfer(Archive& archive, FunctionImage& function) {
    auto names = [&](std::vector<Name>& list) { archive.list(list, [&](Name& name) { transfer(archive, name); }); };
    archive.text(function.name);
    transfer(archive, function.span);
    names(function.parameters);
    archive.number(function.required);
    archive.boolean(function.has_rest);
    archive.boolean(function.uses_self);
    archive.boolean(function.is_lambda);
    archive.boolean(function.is_module);
    if (function.chunk == nullptr) function.chunk = std::make_shared<Chunk>();
    Chunk& chunk = *function.chunk;
    archive.number(chunk.frame_slots);
    transfer_code(archive, chunk);
    archive.list(function.constants, [&](Constant& constant) { transfer(archive, constant); });
    names(chunk.names);
    archive.list(function.functions, [&](std::uint32_t& inner) { archive.number(inner); });
    archive.list(function.layouts, names);
    archive.list(chunk.checks, [&](Chunk::Check& row) {
        transfer(archive, row.name);
        archive.boolean(row.is_self);
        archive.number(row.global_fallback);
        archive.number(row.builtin_fallback);
    });
    archive.list(chunk.layouts, [&](Chunk::Layout& row) {
        archive.number(row.shape);
        archive.number(row.fields);
    });
    archive.list(chunk.call_sites, [&](Chunk::CallSite& row) {
        transfer(archive, row.method);
        names(row.names);
    });
    archive.list(chunk.type_sites, [&](Chunk::TypeSite& row) {
        archive.number(row.type);
        archive.boolean(row.nullable);
        transfer(archive, row.what);
    });
    archive.list(chunk.captures, [&](Chunk::Capture& row) {
        archive.boolean(row.local);
        archive.number(row.index);
        archive.boolean(row.cell);
    });
    archive.list(chunk.handlers, [&](Chunk::Handler& row) {
        archive.number(row.begin);
        archive.number(row.end);
        archive.number(row.target);
        archive.number(row.slot);
    });
    archive.list(chunk.listings, [&](Chunk::ListingSite& row) {
        archive.choice(row.what, ScopeListing::What::Both);
        names(row.names);
        archive.list(row.slots, [&](std::pair<std::uint32_t, bool>& slot) {
            archive.number(slot.first);
            archive.boolean(slot.second);
        });
    });
    archive.list(chunk.destructurings, [&](Chunk::Destructuring& row) {
        archive.number(row.count);
        archive.boolean(row.vector);
    });
    archive.list(chunk.symbols, [&](Chunk::SymbolSite& row) {
        transfer(archive, row.name);
        transfer(archive, row.domain);
    });
    archive.list(chunk.patterns, [&](ExpressionForm& form) {
        archive.number(form.parts);
        transfer(archive, form.root, 0);
    });
    archive.list(chunk.targets, [&](std::string& target) { archive.text(target); });
    archive.list(chunk.literals, [&](NumberLiteral& literal) { transfer(archive, literal); });
}

template <typename Archive>
void transfer(Archive& archive, UnitImage& unit) {
    transfer(archive, unit.module);
    archive.number(unit.function);
    archive.list(unit.globals, [&](UnitImage::Global& global) {
        transfer(archive, global.name);
        archive.boolean(global.symbol);
        transfer(archive, global.declared);
    });
}

// ── sections ──

template <typename Archive>
void transfer_names(Archive& archive, ProgramImage& image) {
    if constexpr (Archive::kReading) image.names.clear();
    archive.list(image.names, [&](std::string& name) { archive.text(name); });
}
template <typename Archive>
void transfer_sources(Archive& archive, ProgramImage& image) {
    archive.list(image.sources, [&](SourceImage& source) {
        archive.text(source.name);
        archive.text(source.text);
    });
}
template <typename Archive>
void transfer_functions(Archive& archive, ProgramImage& image) {
    archive.list(image.functions, [&](FunctionImage& function) { transfer(archive, function); });
}
template <typename Archive>
void transfer_units(Archive& archive, ProgramImage& image) {
    archive.list(image.units, [&](UnitImage& unit) { transfer(archive, unit); });
}

} // namespace rumina::rmc
