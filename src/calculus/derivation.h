// The derivation of a result: which rule turned what into what. Methods call note_step as they go; it costs a test of a
// pointer when nobody listens. Steps of a way that was given up are taken back with a mark.
//
//   Derivation derivation;                 // listens on this thread while it lives
//   Expr F = integrate(f, x);
//   for (const Step& step : derivation.steps()) …
//
// The order is that of reading: a rule with what it leaves to be done, then the parts it leaves, one level deeper, then
// what they make together. On one level each step goes on from what the one before it came to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

struct Step {
    /// "By parts with `u = x`, `dv = exp(x) dx`": formulas stand between backticks, in the language's own form.
    std::string rule;
    Expr before, after;      ///< `before` equals `after` by the rule; unevaluated forms stand for what is still to be done
    std::uint32_t level = 0; ///< depth of the part it belongs to
    /// New symbols and what they stand for: `u` and `x^2`. `after`, and the steps of its parts, are written by them.
    std::vector<std::pair<Expr, Expr>> where = {};
};

class Derivation {
public:
    Derivation();
    ~Derivation();
    Derivation(const Derivation&) = delete;
    const std::vector<Step>& steps() const { return steps_; }
    /// For methods that tell afterwards what they did.
    std::vector<Step>& steps() { return steps_; }
    std::uint32_t level() const { return level_; }
    /// The symbol by an expression in the steps from `first` on, in their rules too.
    void replace(std::size_t first, const Expr& symbol, const Expr& by);
    /// Symbols that a program cannot have written get names that none of its own has: u, v, w …
    void name_hidden_symbols();

    /// The one that listens on this thread, or null.
    static Derivation* current();

private:
    friend class StepLevel;
    std::vector<Step> steps_;
    std::uint32_t level_ = 0;
    Derivation* before_;
};

/// Whether somebody listens: only then need a rule's text be put together.
inline bool steps_wanted() { return Derivation::current() != nullptr; }
/// How many there are so far; 0 when nobody listens.
std::size_t steps_noted();
void note_step(std::string_view rule, const Expr& before, const Expr& after, std::vector<std::pair<Expr, Expr>> where = {});
/// A formula in a rule.
std::string in_rule(const Expr& e);

/// Steps noted since the mark are forgotten unless keep() was called.
class StepMark {
public:
    StepMark() : size_(steps_noted()) {}
    ~StepMark();
    StepMark(const StepMark&) = delete;
    void keep() { kept_ = true; }
    std::size_t position() const { return size_; }

private:
    std::size_t size_;
    bool kept_ = false;
};

/// Steps noted while it lives belong to a part.
class StepLevel {
public:
    StepLevel();
    ~StepLevel();
    StepLevel(const StepLevel&) = delete;

private:
    Derivation* derivation_;
};

/// While it lives nobody listens: what is computed is no step of the derivation.
class StepPause {
public:
    StepPause();
    ~StepPause();
    StepPause(const StepPause&) = delete;

private:
    Derivation* listener_;
};

} // namespace rumina::calculus
