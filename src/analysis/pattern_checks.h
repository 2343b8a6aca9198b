// What the patterns of a `match` say about each other, from the text alone.
#pragma once

#include "diagnostics/diagnostic.h"
#include "syntax/nodes.h"

namespace rumina {

/// True when the pattern takes every value.
bool is_irrefutable(const Pattern& pattern);

/// Which values the arms of a `match` take, arm by arm. Reports arms that no value reaches.
class ArmCoverage {
public:
    explicit ArmCoverage(DiagnosticList& diagnostics) : diagnostics_(diagnostics) {}
    void add(const MatchExpr::Arm& arm);
    /// After the last arm: reports a `match` that leaves values out.
    void finish(const MatchExpr& match) const;
    /// Some arm takes whatever the arms above it leave.
    bool closed() const { return closed_; }

private:
    bool takes_both_bools() const { return has_true_ && has_false_; }

    DiagnosticList& diagnostics_;
    bool closed_ = false, has_true_ = false, has_false_ = false;
};

} // namespace rumina
