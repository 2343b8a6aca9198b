#include "calculus/attempt.h"

#include "algebra/simplify/simplify.h"

namespace rumina::calculus {

bool is_failed_method(const Failure& failure) {
    switch (failure.diagnostic.id) {
    case DiagnosticId::OutOfMemory: case DiagnosticId::StepLimit: case DiagnosticId::TimeLimit: case DiagnosticId::Interrupted:
        return false;
    default: return true;
    }
}

algebra::Expr simpler_within(std::uint64_t units, const algebra::Expr& e) {
    const algebra::Expr simple = attempt(units, [&] { return algebra::simplify(e); });
    return simple && algebra::simplicity_cost(simple) < algebra::simplicity_cost(e) ? simple : e;
}

} // namespace rumina::calculus
