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
    std::uint64_t limit = UINT64_MAX;  ///< of `done`
    std::uint64_t search = 60'000'000; ///< what a search for an answer may take; set by the engine from its Limits
    std::uint64_t asked_at = 0, asked = 0; ///< of number_work_spent: `done` then, and the questions since
    bool leaving = false;                  ///< it said so
};
extern thread_local constinit WorkMeter work_meter;

/// The part of the units of a search that one kind of question gets.
inline std::uint64_t search_units(std::uint64_t part = 1) { return work_meter.search / part; }

/// Asked by work on numbers and polynomials now and then (number/interruptible.h): whether what it does since the last
/// poll_work goes far beyond what is left of the budget, so that it must be left. Its cost was estimated before it began
/// and is counted; this is for estimates that were far too low. When the work was left, raise_work_spent throws if that is why.
bool number_work_spent();
void raise_work_spent();

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
