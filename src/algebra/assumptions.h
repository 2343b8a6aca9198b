// What is assumed of symbols: `sym x in positive`, `assume(a > 0)`. Constructors never read this; simplification, order
// relations in conditions, limits and solving do. An undeclared symbol has no properties here: that simplification takes
// it for real is its own rule (MATHEMATICS.md section 2), which asks `is_declared_complex`.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "algebra/expression.h"
#include "base/truth.h"

namespace rumina::algebra {

enum class Property : std::uint16_t {
    Complex = 1, ///< any number: said to keep it from being taken for real
    Real = 2,
    Rational = 4,
    Integer = 8,
    Positive = 16,
    Negative = 32,
    Nonnegative = 64,
    Nonpositive = 128,
    Nonzero = 256,
};

/// A set of properties, closed under what follows: positive is real, nonnegative and nonzero.
class Properties {
public:
    Properties() = default;
    Properties(Property property) { add(property); }
    void add(Property property);
    bool has(Property property) const { return (bits_ & static_cast<std::uint16_t>(property)) != 0; }
    bool empty() const { return bits_ == 0; }
    /// Whether something with these properties has that one: No when they exclude each other.
    Truth implies(Property property) const;
    friend bool operator==(const Properties&, const Properties&) = default;

private:
    void close();
    std::uint16_t bits_ = 0;
};

/// The property of a domain word of the language ("positive", "integer"), if it is one.
std::optional<Property> find_property(std::string_view word);

class Assumptions {
public:
    Assumptions() = default;
    ~Assumptions();
    Assumptions(const Assumptions&) = delete;

    /// The thread's current ones; those of the engine whose evaluation is under way.
    static Assumptions& current();
    void make_current();

    /// Forgets what is known of the symbol and states these properties.
    void declare(const Expr& symbol, Properties properties);
    /// Adds a property.
    void assume(const Expr& symbol, Property property);
    /// Adds a relation (or an `and` of relations) between real expressions. A symbol compared with a constant gets the
    /// properties that follow.
    void assume(const Expr& relation);
    void clear();

    Properties of(const Expr& symbol) const;
    /// Whether `declare` or `assume` named the symbol, be it without properties.
    bool is_declared(const Expr& symbol) const { return properties_.contains(symbol); }
    bool is_declared_complex(const Expr& symbol) const { return of(symbol).has(Property::Complex) && !of(symbol).has(Property::Real); }
    /// Takes the symbols of e for real, those declared complex excepted. For use within a Scope.
    void take_for_real(const Expr& e);
    const std::vector<Expr>& relations() const { return relations_; }

    /// Other assumptions for a while: those of now and what is added until the end of the scope.
    class Scope {
    public:
        Scope();
        ~Scope();
        Scope(const Scope&) = delete;

    private:
        std::unordered_map<Expr, Properties> properties_;
        std::vector<Expr> relations_;
        std::uint64_t epoch_;
    };

private:
    void changed();
    std::unordered_map<Expr, Properties> properties_;
    std::vector<Expr> relations_;
};

/// Whether every value of e (its symbols as assumed) has the property. Constants by enclosures and zero tests; sums,
/// products and powers of parts of known sign; Unknown for the rest. Cost: one visit for each node.
Truth has_property(const Expr& e, Property property);

/// Whether a relation or a combination of relations holds: orders from has_property of the difference, equations by
/// structure (an equation between different nodes counts as false).
Truth decide_condition(const Expr& condition);

} // namespace rumina::algebra
