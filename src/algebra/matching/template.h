// Expressions with holes that belong to no store: what patterns and rules are kept as, so that one table of rules serves
// every engine of a process. Nodes are shared as in the expression they were made from.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "algebra/expression.h"

namespace rumina::algebra {

/// A collection of expressions in the same holes; each is known by the index that `add` gave.
class Templates {
public:
    /// An expression in which the symbols of `holes` are holes, numbered by their place there. TooLarge for more than 2^16
    /// different nodes.
    std::uint32_t add(const Expr& e, std::span<const Expr> holes);
    /// The expression in the current store with the holes filled, through the constructors.
    Expr instantiate(std::uint32_t index, std::span<const Expr> values) const;
    /// Of an expression without holes: the hash of the expression it was made from.
    std::uint64_t hash(std::uint32_t index) const { return nodes_[index].hash; }

private:
    static constexpr std::uint32_t kNoHole = 0xFFFFFFFF;
    struct Node {
        NodeKind kind;
        std::uint16_t head = 0;       ///< ConstantId, FunctionId or Bound index
        std::uint32_t hole = kNoHole; ///< of a Symbol
        std::uint64_t hash = 0;
        Number number = {};           ///< of a Number; constant part of an Add; coefficient of a Mul
        std::string name = {};        ///< of a Symbol
        std::vector<std::uint32_t> parts = {}; ///< in the order of for_each_child
        std::vector<Number> coefficients = {}; ///< of the terms of an Add
    };
    Expr build(const Node& node, std::span<const Expr> values, std::span<const Expr> made) const;
    std::vector<Node> nodes_; ///< parts before the whole
};

} // namespace rumina::algebra
