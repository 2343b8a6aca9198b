// A pattern as the matcher walks it. Parts without wildcards are single nodes, compared by hash; the parts of sums and
// products are sorted by how few ways they can match.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "algebra/matching/pattern.h"
#include "algebra/matching/template.h"

namespace rumina::algebra {

struct Pattern::Compiled {
    struct Hole {
        bool optional;
        Wildcard::Accepts accepts;
        std::vector<std::uint32_t> free_of_holes;
        std::vector<std::string> free_of_symbols;
        Properties properties;
        std::function<bool(const Expr&)> predicate;
        /// A sum or product is accepted exactly when each of its parts is.
        bool is_partwise() const { return accepts != Wildcard::Accepts::Anything || !free_of_holes.empty() || !free_of_symbols.empty(); }
    };

    struct Node {
        enum class Kind : std::uint8_t { Literal, Hole, Function, Unordered, Power, Sum, Product };
        Kind kind;
        FunctionId head{};           ///< of a Function; Unordered: a function whose arguments may change places
        std::uint32_t literal = 0;   ///< Literal: the template
        std::uint32_t hole = 0;
        std::int64_t exponent = 1;   ///< of a Hole that is a factor: the factor is hole^exponent
        Number number = {};          ///< of a Sum its constant, of a Product its coefficient
        std::vector<std::uint32_t> parts = {}; ///< of Sum and Product: first those that match exactly one part, then the others
        std::uint32_t single_parts = 0;   ///< how many these are
        bool in_display_order = false;    ///< several wildcards compete: the order of parts decides
        // Of a Product that is a part of a sum, with one wildcard free of some symbol: that wildcard and the other factors.
        bool collects = false;
        std::uint32_t collected_hole = 0, collected_rest = 0;
        std::vector<std::uint32_t> rest_holes = {}; ///< wildcards in the other factors
    };

    std::vector<Node> nodes;
    std::uint32_t root = 0;
    std::vector<Hole> holes;
    Templates templates;
    std::uint32_t form = 0; ///< template of the whole pattern
    Condition condition;
    bool has_bodies = false; ///< then a wildcard must not take a bound variable out of its body
};

} // namespace rumina::algebra
