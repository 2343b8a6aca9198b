#include "algebra/matching/template.h"

#include <algorithm>

#include "algebra/traversal.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

constexpr std::size_t kMaxNodes = 1 << 16;

} // namespace

std::uint32_t Templates::add(const Expr& e, std::span<const Expr> holes) {
    auto add_node = [&](const Expr& part, std::span<const std::uint32_t> parts) {
        if (nodes_.size() >= kMaxNodes) fail(DiagnosticId::TooLarge, "this pattern", "65536 nodes");
        Node node{.kind = part.kind(), .hash = part.hash(), .parts = {parts.begin(), parts.end()}};
        switch (part.kind()) {
        case NodeKind::Number: node.number = part.number(); break;
        case NodeKind::Symbol:
            node.name = part.symbol_name();
            if (auto hole = std::find(holes.begin(), holes.end(), part); hole != holes.end())
                node.hole = static_cast<std::uint32_t>(hole - holes.begin());
            break;
        case NodeKind::Constant: node.head = static_cast<std::uint16_t>(part.constant_id()); break;
        case NodeKind::Bound: node.head = static_cast<std::uint16_t>(part.bound_index()); break;
        case NodeKind::Add:
            node.number = part.constant_part();
            for (const Term& t : part.terms()) node.coefficients.push_back(t.coefficient);
            break;
        case NodeKind::Mul: node.number = part.coefficient(); break;
        case NodeKind::Power: break;
        case NodeKind::Function: node.head = static_cast<std::uint16_t>(part.function_id()); break;
        }
        nodes_.push_back(std::move(node));
        return static_cast<std::uint32_t>(nodes_.size() - 1);
    };
    Fold<std::uint32_t, decltype(add_node)> fold(add_node);
    return fold(e);
}

Expr Templates::build(const Node& node, std::span<const Expr> values, std::span<const Expr> made) const {
    switch (node.kind) {
    case NodeKind::Number: return Expr(node.number);
    case NodeKind::Symbol: return node.hole == kNoHole ? symbol(node.name) : values[node.hole];
    case NodeKind::Constant: return constant(static_cast<ConstantId>(node.head));
    case NodeKind::Bound: return bound(node.head);
    case NodeKind::Add: {
        SumBuilder sum;
        sum.reserve(node.parts.size());
        sum.add(node.number);
        for (std::size_t i = 0; i < node.parts.size(); ++i) sum.add(made[node.parts[i]], node.coefficients[i]);
        return sum.finish();
    }
    case NodeKind::Mul: {
        ProductBuilder product;
        product.multiply(node.number);
        for (std::size_t i = 0; i < node.parts.size(); i += 2) product.multiply(made[node.parts[i]], made[node.parts[i + 1]]);
        return product.finish();
    }
    case NodeKind::Power: return power(made[node.parts[0]], made[node.parts[1]]);
    case NodeKind::Function: {
        std::vector<Expr> arguments;
        for (std::uint32_t part : node.parts) arguments.push_back(made[part]);
        return apply_function(static_cast<FunctionId>(node.head), arguments);
    }
    }
    return Expr();
}

Expr Templates::instantiate(std::uint32_t index, std::span<const Expr> values) const {
    if (nodes_[index].parts.empty()) return build(nodes_[index], values, {});
    std::vector<char> needed(index + 1, 0);
    needed[index] = 1;
    for (std::uint32_t i = index + 1; i-- > 0;)
        if (needed[i] != 0)
            for (std::uint32_t part : nodes_[i].parts) needed[part] = 1;
    std::vector<Expr> made(index + 1);
    for (std::uint32_t i = 0; i <= index; ++i) {
        if (needed[i] == 0) continue;
        poll_work();
        made[i] = build(nodes_[i], values, made);
    }
    return made[index];
}

} // namespace rumina::algebra
