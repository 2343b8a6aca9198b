#include "algebra/simplify/simplify.h"

#include "algebra/traversal.h"

namespace rumina::algebra {
namespace {

constexpr std::uint64_t kLeaf = 4, kHead = 5, kPower = 2, kCoefficient = 3;

std::uint64_t number_cost(const Number& n) {
    if (!n.is_exact()) return kLeaf;
    auto digits = [](const Rational& r) {
        std::uint64_t bits = r.numerator().bits() + (r.is_integer() ? 0 : r.denominator().bits() + 2);
        return bits <= 4 ? 0 : bits / 4;
    };
    std::uint64_t cost = kLeaf + digits(n.re());
    if (!n.is_real()) cost += kLeaf / 2 + digits(n.im());
    return cost;
}

struct Cost {
    std::uint64_t operator()(const Expr& e, std::span<const std::uint64_t> parts) const {
        std::uint64_t cost = 0;
        for (std::uint64_t p : parts) cost += p;
        switch (e.kind()) {
        case NodeKind::Number: return number_cost(e.number());
        case NodeKind::Add:
            if (!e.constant_part().is_exact_zero()) cost += number_cost(e.constant_part());
            for (const Term& t : e.terms())
                if (!t.coefficient.is_one() && !t.coefficient.is_minus_one()) cost += kCoefficient - kLeaf + number_cost(t.coefficient);
            return cost + e.terms().size();
        case NodeKind::Mul: {
            if (!e.coefficient().is_one() && !e.coefficient().is_minus_one()) cost += kCoefficient - kLeaf + number_cost(e.coefficient());
            for (const Factor& f : e.factors()) {
                if (f.exponent.is_one()) cost -= kLeaf; // no exponent is written
                else cost += kPower;
            }
            return cost;
        }
        case NodeKind::Power: return cost + kPower;
        case NodeKind::Function: return cost + kHead;
        default: return kLeaf;
        }
    }
};

} // namespace

std::uint64_t simplicity_cost(const Expr& e) {
    Fold<std::uint64_t, Cost> fold{Cost()};
    return fold(e);
}

} // namespace rumina::algebra
