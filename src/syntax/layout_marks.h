// What the layout of a program depends on and tokens alone do not tell: which braces are blocks, which signs stand between
// two operands, where statements begin. Found in the tree, kept by the byte where the token begins.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "syntax/nodes.h"

namespace rumina {

struct LayoutMark {
    bool block_open : 1 = false;  ///< the brace of a block, a `match`, a struct declaration
    bool block_close : 1 = false;
    bool fields : 1 = false;      ///< the opening brace of a struct declaration: every line in it begins a field
    bool binary : 1 = false;      ///< an operator between two operands
    bool postfix : 1 = false;     ///< an operator behind its operand
    bool starts : 1 = false;      ///< a statement, an arm: what a line of a block begins with
};

struct LayoutMarks {
    std::unordered_map<std::uint32_t, LayoutMark> marks;
    /// Bodies without braces: where they end, by where they begin.
    std::unordered_map<std::uint32_t, std::uint32_t> bare_bodies;

    LayoutMark at(std::uint32_t offset) const {
        auto found = marks.find(offset);
        return found == marks.end() ? LayoutMark{} : found->second;
    }
};

/// Of a tree that parsed without errors.
LayoutMarks layout_marks(const Tree& tree, std::string_view text);

} // namespace rumina
