// Every row of the table: its parameters get values that meet what it requires, and the derivative of what it gives has
// the value of the integrand at points of both signs; each row is what integrate uses for its own form, or a better one.
#include "calculus/integrate/rules/rules.h"

#include <algorithm>
#include <optional>

#include <gtest/gtest.h>

#include "algebra/assumptions.h"
#include "algebra/output/output.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/test_store.h"
#include "algebra/traversal.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/integrate.h"
#include "calculus/shorthand.h"
#include "diagnostics/diagnostic.h"
#include "verify/agreement.h"

namespace rumina::calculus {
namespace {

using namespace algebra;

class RulesTest : public AlgebraTest {
protected:
    RulesTest() { assumptions.make_current(); }
    Assumptions assumptions;
    RuleTable table = rule_table();
    Expr x = symbol("x");

    /// Symbols are asked of the integrand, not of the numbers it is compared with.
    static bool is_met(const Requirement& r) { return r.kind == Requirement::Kind::Symbolic || holds(r.kind, r.of); }
    static Expr half(int twice) { return fraction(twice, 2); }

    /// A row with numbers for its parameters.
    struct Instance {
        Expr integrand, antiderivative;
        std::vector<Requirement> requirements;
    };
    /// The row at its `skip`th combination of values that meets the requirements; none when there is none. A parameter
    /// that a requirement determines (x^m with m = n + 1) is solved for first. With symbols: the others stay.
    std::optional<Instance> instance(const RuleRow& row, int skip, bool with_symbols = false) const {
        Instance made{row.integrand, row.antiderivative, row.requirements};
        auto put = [&](const Expr& what, const Expr& value) {
            made.integrand = substitute(made.integrand, what, value);
            made.antiderivative = substitute(made.antiderivative, what, value);
            for (Requirement& r : made.requirements) r.of = substitute(r.of, what, value);
        };
        put(table.x, x);
        for (const Requirement& r : row.requirements) {
            if (r.kind != Requirement::Kind::Zero && r.kind != Requirement::Kind::PositiveInteger) continue;
            for (const RuleParameter& p : table.parameters) {
                const auto linear = linear_in(expand(r.of), p.symbol);
                if (!linear) continue;
                const Expr target = r.kind == Requirement::Kind::Zero ? Expr(0) : Expr(1 + skip % 2);
                put(p.symbol, expand((target - linear->offset) / linear->slope));
                break;
            }
        }
        if (with_symbols) return made;
        // Small different numbers; orders and powers first among them.
        static const int kTwice[] = {6, 5, 3, 8, 7, 1, 10, 9, 11, 13, 12};
        std::vector<Expr> free;
        for (const RuleParameter& p : table.parameters)
            if (contains(made.integrand, p.symbol) || contains(made.antiderivative, p.symbol)) free.push_back(p.symbol);
        for (int shift = skip; shift < skip + 40; ++shift) {
            const Instance before = made;
            for (std::size_t i = 0; i < free.size(); ++i) put(free[i], half(kTwice[(shift * (i + 1) + 2 * i) % std::size(kTwice)]));
            if (std::all_of(made.requirements.begin(), made.requirements.end(), is_met)) return made;
            made = before;
        }
        return std::nullopt;
    }
};

TEST_F(RulesTest, EveryRowIsRight) {
    for (const RuleRow& row : table.rows) {
        EXPECT_FALSE(row.source.empty()) << row.name;
        int instances = 0, compared = 0;
        for (int skip = 0; skip < 3; ++skip) {
            Expr F, f;
            try {
                const auto made = instance(row, skip * 5 + 1);
                if (!made) continue;
                F = made->antiderivative, f = made->integrand;
            } catch (const Failure&) {
                continue; // a value at a pole of a factor
            }
            ++instances;
            verify::ComparisonOptions options;
            options.regions = {verify::Region::Positive, verify::Region::Negative, verify::Region::UpperHalfPlane};
            options.points = 4;
            const verify::Comparison same = verify::compare_values(differentiate(F, x), f, options);
            EXPECT_FALSE(same.different) << row.name << ": " << to_infix(f) << " from " << to_infix(F) << "\n" << same.text;
            compared += same.agreed;
        }
        EXPECT_GE(instances, 1) << row.name;
        EXPECT_GE(compared, 4) << row.name << ": " << to_infix(row.integrand);
    }
}

TEST_F(RulesTest, EveryRowIsFound) {
    for (const RuleRow& row : table.rows) {
        const bool is_general = std::any_of(row.requirements.begin(), row.requirements.end(), [](const Requirement& r) { return r.kind == Requirement::Kind::Symbolic; });
        std::optional<Instance> made;
        for (int skip = 1; skip < 12 && !made; skip += 5) {
            try {
                made = instance(row, skip, is_general);
            } catch (const Failure&) {}
        }
        if (!made) continue; // told above
        const Expr F = integrate(made->integrand, x);
        EXPECT_FALSE(any_node(F, [](const Expr& e) { return e.is(FunctionId::IndefiniteIntegral); })) << row.name << ": " << to_infix(made->integrand) << " gave " << to_infix(F);
    }
}

} // namespace
} // namespace rumina::calculus
