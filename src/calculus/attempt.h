// Methods that need not succeed. A method that meets a quantity it cannot decide, a polynomial that would be too large or
// a division by zero has failed, and the next one is tried; being stopped, or out of time or memory, is no failure of a
// method and goes on to the user.
#pragma once

#include <utility>

#include "algebra/work_budget.h"
#include "diagnostics/diagnostic.h"

namespace rumina::calculus {

/// Whether a failure only says that this way did not work.
bool is_failed_method(const Failure& failure);

/// The result of method(), an Expr; none when it failed or took more than `units` of work (algebra/work_budget.h).
template <typename Method>
algebra::Expr attempt(std::uint64_t units, Method&& method) {
    try {
        if (auto result = algebra::within_budget(units, std::forward<Method>(method))) return *std::move(result);
    } catch (const Failure& failure) {
        if (!is_failed_method(failure)) throw;
    }
    return algebra::Expr();
}

/// The simplified form if that is found with this much work and costs less, else e.
algebra::Expr simpler_within(std::uint64_t units, const algebra::Expr& e);

} // namespace rumina::calculus
