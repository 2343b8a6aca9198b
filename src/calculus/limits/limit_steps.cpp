#include "calculus/limits/limit_steps.h"

#include <fmt/format.h>

#include "algebra/binders.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/derivation.h"
#include "calculus/series/series.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kUnits = 1'000'000;
constexpr std::uint32_t kMostLeaves = 60; ///< of a form that a rule shows

class LimitSteps {
public:
    LimitSteps(const Expr& x, const Expr& point, int direction, const Expr& value) : x_(x), point_(point), direction_(direction), value_(value) {}

    void explain(const Expr& f, const std::vector<SideReadings>& sides) {
        if (free_of(f, x_)) return note_step("It does not depend on the variable", form(f, direction_), value_);
        if (by_value(f)) return;
        if (const Expr g = quietly([&] { return cancel(f); }); g && g != f && has_value(g)) {
            note_step("Cancel common factors", form(f, direction_), form(g, direction_));
            by_value(g);
            return;
        }
        if (point_.has_infinity() ? by_highest_powers(f) : by_series(f)) return;
        by_readings(f, sides);
    }

private:
    Expr form(const Expr& g, int direction) const { return apply_function(FunctionId::Limit, {abstract(g, x_), point_, Expr(direction)}); }
    std::string approach() const { return fmt::format("`{} = {}`", in_rule(x_), in_rule(point_)); }

    template <typename Method>
    static Expr quietly(Method&& method) {
        StepPause pause;
        return attempt(kUnits, std::forward<Method>(method));
    }

    bool is_value(const Expr& e) const {
        if (!e || e.has_infinity() || value_.has_infinity()) return false;
        if (e == value_) return true;
        const Expr difference = e - value_;
        return difference.is_constant() ? zero_test(difference) == Truth::Yes : simplify(difference).is_zero();
    }
    /// Continuous at the point, which is that its value there is the limit.
    bool has_value(const Expr& g) const {
        return !point_.has_infinity() && quietly([&] { return Expr(is_value(substitute(g, x_, point_)) ? 1 : 0); }) == Expr(1);
    }
    bool by_value(const Expr& g) const {
        if (!has_value(g)) return false;
        if (const Expr before = form(g, direction_); before != value_) note_step(fmt::format("Continuous at {}: put it in", approach()), before, value_);
        return true;
    }

    /// A rational function at ±∞.
    bool by_highest_powers(const Expr& f) const {
        Expr shown;
        Expr highest;
        const Expr done = quietly([&] {
            const Expr quotient = together(f);
            const auto n = polynomial_in(numerator(quotient), x_), d = polynomial_in(denominator(quotient), x_);
            if (!n || !d || d->size() < 2) return Expr();
            highest = power(x_, Expr(static_cast<std::int64_t>(d->size()) - 1));
            shown = expand(numerator(quotient) / highest) / expand(denominator(quotient) / highest);
            return shown;
        });
        if (!done || shown == f) return false;
        const Expr before = form(f, direction_), after = form(shown, direction_);
        note_step(fmt::format("Divide numerator and denominator by `{}`", in_rule(highest)), before, after);
        note_step(fmt::format("Powers of `1/{}` go to 0", in_rule(x_)), after, value_);
        return true;
    }

    bool by_series(const Expr& f) const {
        Expr expansion, terms;
        for (int order : {3, 1, 6}) {
            expansion = quietly([&] { return series(f, x_, point_, order); });
            if (!expansion || expansion == f) return false;
            terms = without_rests(expansion);
            if (!terms.is_zero() && summands_of(terms).size() <= 4) break;
        }
        if (terms.is_zero() || expansion.leaves() > kMostLeaves) return false;
        if (terms == f || (point_ != Expr(0) && expansion.leaves() > kMostLeaves / 2)) return false;
        const Expr before = form(f, direction_), after = form(terms, direction_);
        if (has_value(terms)) {
            note_step(fmt::format("Series at {}: `{} = {}`, and the rest goes to 0", approach(), in_rule(f), in_rule(expansion)), before, after);
            by_value(terms);
            return true;
        }
        if (!value_.has_infinity()) return false;
        note_step(fmt::format("Series at {}: `{} = {}`, and the rest goes to 0", approach(), in_rule(f), in_rule(expansion)), before, after);
        note_step("The highest negative power decides", after, value_);
        return true;
    }

    void by_readings(const Expr& f, const std::vector<SideReadings>& sides) {
        if (sides.size() == 1) return by_side(f, sides[0], point_.has_infinity() ? 0 : sides[0].direction);
        note_step("From both sides the limit is the same", form(f, direction_), value_);
        StepLevel level;
        for (const SideReadings& side : sides) by_side(f, side, side.direction);
    }

    void by_side(const Expr& f, const SideReadings& side, int direction) {
        Expr before = form(f, direction);
        auto is_written = [](const Expr& e) { return !any_node(e, [](const Expr& part) { return part.is_symbol() && part.symbol_name().starts_with('_'); }); };
        for (std::size_t i = 0; i < side.readings.size(); ++i) {
            const Gruntz::Reading& reading = side.readings[i];
            if (!is_written(reading.leading) || !is_written(reading.small)) break;
            const bool is_last = i + 1 == side.readings.size();
            const Expr after = is_last ? value_ : form(reading.leading, direction);
            if (after == before) continue;
            std::string rule = fmt::format("The fastest growing part is `{}`: in powers of `{}`, which goes to 0, the leading term is `{}`", in_rule(power(reading.small, -1)),
                                           in_rule(reading.small), in_rule(reading.leading));
            if (is_last && contains(reading.leading, x_)) rule += fmt::format(", which goes to `{}`", in_rule(value_));
            note_step(rule, before, after);
            before = after;
        }
        if (before != value_) note_step("By most rapidly varying parts", before, value_);
    }

    const Expr &x_, &point_;
    int direction_;
    const Expr& value_;
};

} // namespace

void explain_limit(const Expr& f, const Expr& x, const Expr& point, int direction, const Expr& value, const std::vector<SideReadings>& sides) {
    LimitSteps(x, point, direction, value).explain(f, sides);
}

} // namespace rumina::calculus
