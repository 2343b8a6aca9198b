// Rewriting by rules: pattern -> result, in which the pattern's wildcards stand for what they matched.
#pragma once

#include <span>
#include <vector>

#include "algebra/matching/pattern.h"
#include "algebra/matching/template.h"

namespace rumina::algebra {

/// A list of rules, tried in order. It belongs to no store.
class Rules {
public:
    /// The wildcards are those of the pattern.
    void add(const Expr& pattern, const Expr& result, std::vector<Wildcard> wildcards, Pattern::Condition condition = {});
    /// Wildcards by name (Pattern::from_names).
    void add(const Expr& pattern, const Expr& result, Pattern::Condition condition = {});
    std::size_t size() const { return rules_.size(); }

    /// The expression by the first rule that matches it, or some of its summands or factors: those that are left are
    /// tried again with the same rule. None when no rule matches.
    std::optional<Expr> apply(const Expr& e) const;
    /// Every part of e, the smallest first, replaced once: what a rule gave is not looked at again, but what it stands in is.
    Expr replace(const Expr& e) const;
    /// `replace` until nothing changes. TooLarge after 1000 rounds.
    Expr replace_repeatedly(const Expr& e) const;

private:
    struct Rule {
        Pattern pattern;
        std::uint32_t result;
    };
    std::vector<Rule> rules_;
    Templates results_;
};

} // namespace rumina::algebra
