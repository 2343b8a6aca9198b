// The derivation of a result: which rule turned what into what. Methods call note_step as they go; it costs a test of a
// pointer when nobody listens. Steps of a way that was given up are taken back with a mark.
//
//   Derivation derivation;                 // listens on this thread while it lives
//   Expr F = integrate(f, x);
//   for (const Step& step : derivation.steps()) …
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

struct Step {
    std::string rule;        ///< "by parts with u = x, dv = e^x dx"
    Expr before, after;      ///< `before` equals `after` by the rule; unevaluated forms stand for what is still to be done
    std::uint32_t level = 0; ///< depth of the part it belongs to
};

class Derivation {
public:
    Derivation();
    ~Derivation();
    Derivation(const Derivation&) = delete;
    const std::vector<Step>& steps() const { return steps_; }

    /// The one that listens on this thread, or null.
    static Derivation* current();

private:
    friend void note_step(std::string_view rule, const Expr& before, const Expr& after);
    friend class StepMark;
    friend class StepLevel;
    std::vector<Step> steps_;
    std::uint32_t level_ = 0;
    Derivation* before_;
};

/// Whether somebody listens: only then need a rule's text be put together.
inline bool steps_wanted() { return Derivation::current() != nullptr; }
void note_step(std::string_view rule, const Expr& before, const Expr& after);

/// Steps noted since the mark are forgotten unless keep() was called.
class StepMark {
public:
    StepMark();
    ~StepMark();
    StepMark(const StepMark&) = delete;
    void keep() { kept_ = true; }

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
};

} // namespace rumina::calculus
