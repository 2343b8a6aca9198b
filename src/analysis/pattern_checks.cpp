#include "analysis/pattern_checks.h"

#include <algorithm>

namespace rumina {

bool is_irrefutable(const Pattern& pattern) {
    return pattern.kind == NodeKind::WildcardPattern || pattern.kind == NodeKind::BindPattern;
}

void ArmCoverage::add(const MatchExpr::Arm& arm) {
    bool reached = !closed_;
    if (arm.guard == nullptr) {
        if (is_irrefutable(*arm.pattern)) closed_ = true;
        const auto* literal = try_as<LiteralPattern>(arm.pattern);
        if (const auto* boolean = literal != nullptr ? try_as<BooleanExpr>(literal->value) : nullptr) {
            bool& seen = boolean->value ? has_true_ : has_false_;
            reached = reached && !seen;
            seen = true;
        }
    }
    if (!reached) diagnostics_.add(DiagnosticId::UnreachablePattern, arm.pattern->span);
}

void ArmCoverage::finish(const MatchExpr& match) const {
    if (closed_ || takes_both_bools()) return;
    Span keyword = match.span; // the word `match` alone: the arms may be many lines
    keyword.end = std::min(keyword.end, keyword.begin + 5);
    diagnostics_.add(DiagnosticId::MissingWildcard, keyword);
}

} // namespace rumina
