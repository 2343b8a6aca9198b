// Calls and constants that may stand in a text that is parsed to an expression.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "algebra/expression.h"
#include "syntax/nodes.h"

namespace rumina {

/// π, e, i, φ, infinity, Euler's and Catalan's constants by the names of the language.
std::optional<algebra::Expr> constant_named(std::string_view name);
/// A symbol of that name would print like the constant and read back as it: ConstantAsSymbol.
void refuse_constant_name(std::string_view name);

/// The operator `^`: the principal power, but the real root of a negative rational for an odd reduced denominator.
algebra::Expr operator_power(const algebra::Expr& base, const algebra::Expr& exponent);

/// One call: `name(arguments)`.
struct ExpressionCall {
    /// Who lowers the arguments.
    class Context {
    public:
        virtual algebra::Expr lower(const Expr& node) = 0;
        /// A symbol that stands for a bound variable; refuses anything else.
        virtual algebra::Expr variable(const Expr& node) = 0;
        virtual std::string_view name_text(Name name) const = 0;
        /// "`what` no `instead`: place".
        [[noreturn]] virtual void refuse(Span span, std::string_view what, std::string_view hint,
                                         std::string_view instead = "expression") = 0;

    protected:
        ~Context() = default;
    };

    std::string_view name;
    Span name_span, span;
    const std::vector<Expr*>& arguments;
    Context& context;

    algebra::Expr build();

private:
    algebra::Expr lower(std::size_t i) { return context.lower(*arguments[i]); }
    std::vector<algebra::Expr> lower_all();
    void expect(std::size_t least, std::size_t most);
    std::optional<algebra::Expr> elementary();
    std::optional<algebra::Expr> form();
    algebra::Expr derivative();
    algebra::Expr limit();
    algebra::Expr root_of();
    algebra::Expr root_sum();
    algebra::Expr with_bound(algebra::FunctionId head);
};

} // namespace rumina
