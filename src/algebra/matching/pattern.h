// Patterns: expressions with wildcards, matched against expressions in canonical form.
//
// What a pattern matches: an expression that becomes the subject, node for node, when the wildcards are replaced by what
// they stand for. Sums and products are matched as the unordered, flat collections they are:
//
//   a_ + b_*x      a wildcard in a sum (product) stands for one or more of its summands (factors)
//   a__ + b__*x    an optional one may also be absent: then it is 0 in a sum, 1 in a product and as an exponent
//   1/a_  a_^2     a wildcard under an integer exponent takes all factors whose exponents are multiples of it
//   b__*x, b free of x   takes the whole coefficient of x in a sum: x + y*x + 2 gives b__ = 1 + y
//   2*a_           also matches 6*x (a_ = 3*x): the numbers' quotient must be a positive integer, equal denominators
//
// Of several ways to match the first is taken, in an order that depends on the expressions alone: wildcards that may not
// contain a symbol or must be numbers take as much as they can; the others, in their order, take
// as few parts as possible in display order, and the last of them what is left.
//
// Method: backtracking over a list of goals; parts that can match in few ways first; bounded by a count of steps.
// [Benanav, Kapur & Narendran 1987] for its complexity; [Krebber 2017] for the scheme.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "algebra/assumptions.h"
#include "algebra/expression.h"

namespace rumina::algebra {

/// What a wildcard may stand for.
struct Wildcard {
    enum class Accepts : std::uint8_t {
        Anything,
        Constant, ///< no free symbols
        Number,   ///< a coefficient: rational, Gaussian or float
        Rational,
        Integer,
        Symbol,
    };
    Expr symbol;                        ///< stands for the wildcard in the pattern
    bool optional = false;
    Accepts accepts = Accepts::Anything;
    std::vector<Expr> free_of = {};     ///< symbols, or other wildcards, that must not occur
    Properties properties = {};         ///< must be known to hold, under the assumptions in force
    std::function<bool(const Expr&)> predicate = {};
};

/// What the wildcards stand for, in their order; none for one that does not occur.
struct Match {
    std::vector<Expr> values;
    /// Of `match_part`: the summands or factors that the pattern left; 0 or 1 when there are none.
    Expr rest;
};

/// A prepared pattern. It belongs to no store and may be kept as long as the process lives.
class Pattern {
public:
    using Condition = std::function<bool(std::span<const Expr>)>; ///< of the values of the wildcards

    Pattern(const Expr& form, std::vector<Wildcard> wildcards, Condition condition = {});
    /// The wildcards are the symbols whose names end in `_`, optional ones in `__`; what is assumed of them must hold.
    static Pattern from_names(const Expr& form, Condition condition = {});
    static std::vector<Wildcard> named_wildcards(const Expr& form);
    ~Pattern();
    Pattern(Pattern&&) noexcept;
    Pattern& operator=(Pattern&&) noexcept;

    /// The first match. Values given beforehand bind wildcards (none: free). TooLarge after 10^6 steps.
    std::optional<Match> match(const Expr& subject, std::span<const Expr> given = {}) const;
    /// The same of some summands of a sum, or factors of a product, when the pattern is a sum or product.
    std::optional<Match> match_part(const Expr& subject, std::span<const Expr> given = {}) const;
    /// Every match in order until `visit` returns true; whether it did. A match may come more than once.
    bool any_match(const Expr& subject, const std::function<bool(const Match&)>& visit) const;

    /// False: certainly no match, found out at a glance.
    bool may_match(const Expr& subject) const;
    /// Whether it can match part of a sum (product).
    bool is_sum() const;
    bool is_product() const;
    std::size_t wildcards() const;
    /// The pattern with its wildcards replaced.
    Expr instantiate(std::span<const Expr> values) const;

    struct Compiled;

private:
    std::unique_ptr<const Compiled> compiled_;
};

} // namespace rumina::algebra
