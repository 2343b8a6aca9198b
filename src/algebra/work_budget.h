// A budget of work that does not depend on the machine: poll_work counts units (nodes made, steps of long loops), and
// what tries something that may take too long limits them. Budgets nest: an inner one never allows more than is left of
// an outer one.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "algebra/expression.h"

namespace rumina::algebra {

/// Thrown by poll_work; caught by within_budget and nowhere else. No Failure: the user never sees it.
struct WorkSpent {};

struct WorkMeter {
    std::uint64_t done = 0;
    std::uint64_t limit = UINT64_MAX; ///< of `done`
};
extern thread_local constinit WorkMeter work_meter;

/// The result of work(), or nothing when it took more than `units` (about ten million a second).
template <typename Work>
auto within_budget(std::uint64_t units, Work&& work) -> std::optional<decltype(work())> {
    struct Restore {
        std::uint64_t limit = work_meter.limit;
        ~Restore() { work_meter.limit = limit; }
    } outer;
    if (units < outer.limit - work_meter.done) work_meter.limit = work_meter.done + units;
    try {
        return work();
    } catch (const WorkSpent&) {
        if (work_meter.done > outer.limit) throw;
        return std::nullopt;
    }
}

} // namespace rumina::algebra
