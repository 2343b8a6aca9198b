// What belongs to one engine and is shared by both of its executors and the library: names, heap, global variables,
// builtins, limits, host. Two engines in one process share nothing.
//
// Safepoints: at every function entry and loop back-edge an executor does `if (--runtime.fuel < 0) runtime.safepoint()`.
// One such event is one step, on every engine. safepoint() collects garbage when due, honours the stop flag and the
// step, time and memory limits. Allocation under pressure sets fuel to 0, so that the next safepoint is near.
//
// Slices: an executor that can leave a run and go on with it later (the virtual machine) asks slice_over() after each
// safepoint between begin_slice() and end_slice(). Where a run is left never changes what it does: the count of steps and
// the limits go on, and the time limit is that of the slices together.
#pragma once

#include <algorithm>
#include <atomic>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "algebra/assumptions.h"
#include "algebra/store.h"
#include "base/name.h"
#include "base/source.h"
#include "runtime/builtin.h"
#include "runtime/equivalence.h"
#include "runtime/function.h"
#include "runtime/heap.h"
#include "runtime/host.h"
#include "runtime/limits.h"
#include "runtime/random_state.h"
#include "runtime/result_cache.h"

namespace rumina {

/// The variables of one module: name to index in Runtime::globals.
class ModuleScope {
public:
    Name name;
    std::unordered_map<Name, std::uint32_t> globals;
    std::vector<Name> order; ///< of definition
};

class Runtime {
public:
    Runtime(Host& host, Limits limits);
    ~Runtime();
    Runtime(const Runtime&) = delete;

    // ── the hot part ──
    /// The function that the last compiled `func` statement gives each global variable; null without one. A guess for
    /// the optimizer: the variable may hold something else when it is called.
    std::vector<const FunctionPrototype*> global_functions;
    std::int64_t fuel = 0; ///< steps until the next safepoint() call
    std::vector<Value> globals; ///< every module's variables; Unset before the first write
    std::vector<Name> global_names;
    std::vector<Span> global_spans; ///< where each is first declared, for DefinedLater

    /// Step budget, garbage, stop flag. Raises LimitError. Call when --fuel < 0.
    void safepoint();
    /// Makes the next fuel test call safepoint(). Safe from signal handlers and other threads.
    void request_stop() { stop_.store(true, std::memory_order_relaxed); }
    void clear_stop() { stop_.store(false, std::memory_order_relaxed); }
    void hurry(); ///< sets fuel to 0 without losing count of steps
    /// To be called for every element or row in long native loops: honours the stop flag and the time limit now and then.
    void poll() {
        if (RUMINA_UNLIKELY((++polls_ & 0xFFF) == 0)) check_time();
    }
    /// The same for `units` of work inside the algebra library.
    void poll_work(std::uint64_t units) {
        std::uint32_t before = polls_;
        polls_ += static_cast<std::uint32_t>(std::min<std::uint64_t>(units, 0x1000));
        if (RUMINA_UNLIKELY((before ^ polls_) >> 8 != 0)) check_time();
    }
    /// Now: honours the stop flag and the time limit.
    void ask_to_go_on() { check_time(); }
    /// Whether ask_to_go_on() would not let it go on; between slices without a look at the clock.
    bool must_stop() const;
    /// To be called where a failure was caught: after OutOfMemory what the failed work left is collected at once.
    /// A safepoint like any other.
    void recover(const Diagnostic& diagnostic);
    /// Starts the clock and the step count of one evaluation, and makes this engine the thread's current one.
    void begin_evaluation();

    /// The evaluation goes on for about so many seconds: from now on slice_over() tells at safepoints when they have
    /// passed. 0: after one step. Makes this engine the thread's current one.
    void begin_slice(double seconds);
    /// The clock of the evaluation stands still until the next slice begins.
    void end_slice();
    /// As the last safepoint found it; false outside slices.
    bool slice_over() const { return slice_over_; }
    /// Of the evaluation under way or the last one, without the time between its slices.
    double seconds_taken() const { return (pausing_ ? paused_at_ : host.elapsed()) - started_; }

    /// Limits of integers, shapes of structs, store and assumptions of expressions are found through the thread.
    void make_current();
    /// The evaluation under way or the last one was stopped by the clock or from outside, even if the program caught that:
    /// run again, it may do something else.
    bool was_stopped() const { return was_stopped_; }
    std::uint64_t steps_taken() const { return steps_ - static_cast<std::uint64_t>(fuel > 0 ? fuel : 0); }

    std::uint32_t add_global(ModuleScope& module, Name name);

    NameTable names;
    SourceMap sources;
    Shapes shapes;
    algebra::Store expressions; ///< outlives the heap, whose objects hold its nodes
    algebra::Assumptions assumptions;
    std::unordered_map<std::string, algebra::Expr> named_expressions; ///< of cas::store
    ResultCache results; ///< holds nodes of `expressions`
    Equivalence equivalence;
    Heap heap{shapes};
    BuiltinTable builtins;
    Host& host;
    Limits limits;
    RandomState random;
    std::vector<std::unique_ptr<FunctionPrototype>> prototypes; ///< those that nothing reaches are freed between inputs of a session
    std::vector<std::unique_ptr<ModuleScope>> modules;
    std::vector<std::string> arguments; ///< of the program

    /// The drawings of the evaluation under way, in the order they were made, for whoever shows them: the first `most_plots`.
    /// Their memory counts as the heap's.
    const std::vector<std::shared_ptr<const plot::Figure>>& plots() const { return plots_; }
    std::size_t plots_left_out() const { return plots_left_out_; }
    void show_plot(std::shared_ptr<const plot::Figure> figure);
    std::size_t most_plots = 1000; ///< 0: nobody shows them

    /// Output with the output limit.
    void write(std::string_view text);

    /// Names the machinery itself uses.
    struct KnownNames {
        Name self, parent, pi, e, i, phi, inf, std, kind, message, line, trace, id, value, column, lift;
    } known;

private:
    static constexpr std::uint64_t kGrant = 20000; ///< steps between looks at the clock and the stop flag
    static constexpr std::uint64_t kLeastGrant = 16, kMostGrant = 4096; ///< inside slices, by what steps take
    void check_time(); ///< stop flag, wall clock, and memory that is nobody's yet
    bool out_of_number_memory() const;
    bool out_of_time() const;
    bool past_slice() const { return slicing_ && host.elapsed() >= slice_end_; }
    std::uint64_t next_grant();
    void control_number_work(); ///< FLINT asks this engine whether it may go on
    std::uint32_t polls_ = 0;
    std::uint64_t steps_ = 0; ///< granted so far, fuel included
    double started_ = 0;
    std::size_t numbers_before_ = 0; ///< bytes of FLINT and GMP when the evaluation began
    bool slicing_ = false, slice_over_ = false, pausing_ = false;
    double slice_length_ = 0, slice_end_ = 0, paused_at_ = 0, looked_at_ = 0; ///< looked_at_: of the last safepoint in this slice
    std::uint64_t grant_ = kLeastGrant;                    ///< the last one inside slices
    std::uint64_t search_units_;                           ///< algebra::work_meter.search while another engine is current
    std::uint64_t written_ = 0;
    std::vector<std::shared_ptr<const plot::Figure>> plots_;
    std::size_t plot_bytes_ = 0; ///< of them, as charged
    std::size_t plots_left_out_ = 0;
    std::atomic<bool> stop_{false};
    bool was_stopped_ = false;
};

} // namespace rumina
