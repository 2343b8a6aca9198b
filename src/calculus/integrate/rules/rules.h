// The table of rules: integrals of forms that no algorithm here reaches, one row each, with the source it was checked
// against. The rows stand in the .def files of this folder, by function; rows above others are tried first.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// What must hold of the parameters of a row.
struct Requirement {
    enum class Kind : std::uint8_t { Zero, NotZero, PositiveInteger, NotInteger, Symbolic };
    Kind kind;
    Expr of;
};
inline Requirement zero(const Expr& e) { return {Requirement::Kind::Zero, e}; }
/// Not zero as far as is known: of parameters without values the general case is meant.
inline Requirement nonzero(const Expr& e) { return {Requirement::Kind::NotZero, e}; }
inline Requirement positive_integer(const Expr& e) { return {Requirement::Kind::PositiveInteger, e}; }
inline Requirement not_integer(const Expr& e) { return {Requirement::Kind::NotInteger, e}; }
/// Not a number: those have better forms.
inline Requirement symbolic(const Expr& e) { return {Requirement::Kind::Symbolic, e}; }

bool holds(Requirement::Kind kind, const Expr& value);

struct RuleRow {
    std::string_view name, source;
    Expr integrand, antiderivative; ///< in the variable and the parameters below; integrals that are left stand as such
    std::vector<Requirement> requirements;
};

/// A parameter of the rows, which stands for anything free of the variable.
struct RuleParameter {
    Expr symbol;
    bool optional; ///< may be absent: then 0 in a sum, 1 as a factor or exponent
};

/// The table, in symbols of the current store.
struct RuleTable {
    Expr x;
    std::vector<RuleParameter> parameters;
    std::vector<RuleRow> rows;
};
RuleTable rule_table();

} // namespace rumina::calculus
