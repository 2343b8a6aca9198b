#include "calculus/attempt.h"

namespace rumina::calculus {

bool is_failed_method(const Failure& failure) {
    switch (failure.diagnostic.id) {
    case DiagnosticId::OutOfMemory: case DiagnosticId::StepLimit: case DiagnosticId::TimeLimit: case DiagnosticId::Interrupted:
        return false;
    default: return true;
    }
}

} // namespace rumina::calculus
