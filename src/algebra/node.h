// The header of a node of an expression. Part of expression.h only so that counting references and asking for kinds and
// facts costs no call; the payloads are known to store.cpp alone.
#pragma once

#include <cstdint>

namespace rumina::algebra {

class Store;

enum class NodeKind : std::uint8_t { Number, Symbol, Constant, Bound, Add, Mul, Power, Function };

/// Layout of a node: this header, then the payload of its kind (store.cpp).
struct Node {
    std::uint32_t references;
    NodeKind kind;
    std::uint8_t facts;
    std::uint16_t head;    ///< ConstantId, FunctionId or Bound index
    std::uint32_t count;   ///< terms, factors or arguments
    std::uint32_t leaves;
    std::uint64_t hash;
    std::uint64_t symbols; ///< a bit for each free symbol's hash: a quick "certainly not in here"
    Store* store;
    Node* next;            ///< in its bucket; in the list of dying nodes
    std::uint32_t depth;
    std::uint32_t bytes;
    std::uint32_t bound;   ///< 1 + the largest index of a Bound that is free here; 0 when there is none

    enum Fact : std::uint8_t { HasSymbols = 1, HasFloats = 2, HasInfinity = 4, Immortal = 8 };
};

/// Gives one reference back, the last one perhaps.
void release(Node* node) noexcept;

} // namespace rumina::algebra
