// The method that looks for a row of the table of rules.
#include "calculus/integrate/rules/rules.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "algebra/matching/pattern.h"
#include "algebra/matching/template.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/traversal.h"
#include "calculus/integrate/integrator.h"

namespace rumina::calculus {

using namespace algebra;

bool holds(Requirement::Kind kind, const Expr& value) {
    const Expr normal = expand(value);
    switch (kind) {
    case Requirement::Kind::Zero: return normal.is_zero();
    case Requirement::Kind::NotZero: return !normal.is_zero();
    case Requirement::Kind::PositiveInteger: return normal.is_integer() && normal.number().sign() > 0;
    case Requirement::Kind::NotInteger: return !normal.is_integer();
    case Requirement::Kind::Symbolic: return !normal.is_number();
    }
    return false;
}

namespace {

/// The table as it is kept for the life of the process: patterns and templates belong to no store.
class CompiledTable {
public:
    CompiledTable() {
        const RuleTable table = rule_table();
        std::vector<Expr> holes(1, table.x);
        for (const RuleParameter& p : table.parameters) holes.push_back(p.symbol);
        holes_ = holes.size();
        for (const RuleRow& row : table.rows) add(table, row, holes);
    }

    /// The antiderivative by the first row that matches f, in which integrals may be left; its text for the steps.
    Expr apply(const Expr& f, const Expr& x, std::string& told) const {
        std::vector<Expr> given(1, x);
        for (const Row& row : rows_) {
            if (!row.pattern.may_match(f)) continue;
            given.resize(row.holes.size());
            const auto match = row.pattern.match(f, given);
            if (!match) continue;
            const Expr found = templates_.instantiate(row.antiderivative, whole(row, match->values));
            if (!found) continue;
            told = fmt::format("{} ({})", row.name, row.source);
            return found;
        }
        return Expr();
    }

    static const CompiledTable& get() {
        static const CompiledTable table;
        return table;
    }

private:
    struct Row {
        std::string_view name, source;
        Pattern pattern;
        std::uint32_t antiderivative;
        std::vector<std::size_t> holes; ///< the variable and the parameters that occur, by their places among all
    };

    /// Values for every hole: those that the pattern does not have are of no account.
    std::vector<Expr> whole(const Row& row, std::span<const Expr> values) const {
        std::vector<Expr> all(holes_);
        for (std::size_t i = 0; i < row.holes.size(); ++i) all[row.holes[i]] = values[i];
        return all;
    }

    void add(const RuleTable& table, const RuleRow& row, std::span<const Expr> all_holes) {
        std::vector<Wildcard> wildcards{{.symbol = table.x, .accepts = Wildcard::Accepts::Symbol}};
        std::vector<std::size_t> holes{0};
        for (std::size_t i = 0; i < table.parameters.size(); ++i) {
            const RuleParameter& p = table.parameters[i];
            if (!contains(row.integrand, p.symbol)) continue;
            wildcards.push_back({.symbol = p.symbol, .optional = p.optional, .free_of = {table.x}});
            holes.push_back(i + 1);
        }
        std::vector<std::pair<Requirement::Kind, std::uint32_t>> requirements;
        for (const Requirement& r : row.requirements) requirements.emplace_back(r.kind, templates_.add(r.of, all_holes));
        auto condition = [this, holes, requirements](std::span<const Expr> values) {
            std::vector<Expr> all(holes_);
            for (std::size_t i = 0; i < holes.size(); ++i) all[holes[i]] = values[i];
            return std::all_of(requirements.begin(), requirements.end(), [&](const auto& r) { return holds(r.first, templates_.instantiate(r.second, all)); });
        };
        const std::uint32_t antiderivative = templates_.add(row.antiderivative, all_holes);
        rows_.push_back({row.name, row.source, Pattern(row.integrand, std::move(wildcards), requirements.empty() ? Pattern::Condition() : condition), antiderivative, holes});
    }

    std::size_t holes_ = 0; ///< the variable and all parameters
    Templates templates_;
    std::vector<Row> rows_;
};

} // namespace

Expr integrate_by_rule(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    std::string told;
    const Expr form = CompiledTable::get().apply(f, x, told);
    if (!form) return form;
    const std::size_t start = steps_noted();
    if (steps_wanted()) note_step(told, integrator.integral(f), form);
    bool is_whole = true;
    const Expr found = map_parts(form, [&](const Expr& part) {
        if (!is_whole || !part.is(FunctionId::IndefiniteIntegral) || part.argument(1) != x) return part;
        const Expr inner = integrator.find(part.argument(0));
        is_whole = static_cast<bool>(inner);
        return is_whole ? inner : part;
    });
    if (!is_whole) return Expr();
    if (steps_wanted() && found != form) integrator.tell_together(start, found);
    return found;
}

} // namespace rumina::calculus
