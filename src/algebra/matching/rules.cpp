#include "algebra/matching/rules.h"

#include "algebra/traversal.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

constexpr int kMaxRounds = 1000;

} // namespace

void Rules::add(const Expr& pattern, const Expr& result, std::vector<Wildcard> wildcards, Pattern::Condition condition) {
    std::vector<Expr> symbols;
    for (const Wildcard& w : wildcards) symbols.push_back(w.symbol);
    std::uint32_t index = results_.add(result, symbols);
    rules_.push_back({Pattern(pattern, std::move(wildcards), std::move(condition)), index});
}

void Rules::add(const Expr& pattern, const Expr& result, Pattern::Condition condition) {
    add(pattern, result, Pattern::named_wildcards(pattern), std::move(condition));
}

std::optional<Expr> Rules::apply(const Expr& e) const {
    for (const Rule& rule : rules_) {
        if (!rule.pattern.may_match(e)) continue;
        bool sum = rule.pattern.is_sum();
        std::optional<Expr> replaced;
        Expr rest = e;
        while (std::optional<Match> match = rule.pattern.match_part(rest)) {
            if (match->rest == rest) break; // optional wildcards that all stand for nothing
            Expr result = results_.instantiate(rule.result, match->values);
            if (!replaced) replaced = result;
            else replaced = sum ? *replaced + result : *replaced * result;
            rest = match->rest;
            if (rest.is_number()) break;
        }
        if (replaced) return sum ? *replaced + rest : *replaced * rest;
    }
    return std::nullopt;
}

Expr Rules::replace(const Expr& e) const {
    return map_parts(e, [&](const Expr& part) {
        std::optional<Expr> other = apply(part);
        return other ? *other : part;
    });
}

Expr Rules::replace_repeatedly(const Expr& e) const {
    Expr current = e;
    for (int round = 0; round < kMaxRounds; ++round) {
        Expr next = replace(current);
        if (next == current) return current;
        current = next;
    }
    fail(DiagnosticId::TooLarge, "the number of replacements", "1000 rounds");
}

} // namespace rumina::algebra
