// Steps and limits of an evaluation.
//
// The count: steps_ is what was granted, fuel what of it is left. The event that finds the fuel spent leaves fuel at -1
// and calls safepoint(), which counts that event too and grants the next slice. hurry() takes the rest of a grant back,
// so that when garbage is collected never changes the count.
#include "runtime/runtime.h"

#include <algorithm>
#include <utility>

#include "algebra/polynomial/limits.h"
#include "algebra/work_budget.h"
#include "number/interruptible.h"
#include "plot/figure.h"
#include "runtime/comparison.h"
#include "runtime/text_size.h"

namespace rumina {

namespace {
thread_local Runtime* the_current = nullptr;
}

Runtime::Runtime(Host& host, Limits limits) : host(host), limits(limits) {
    known.self = names.intern("self");
    known.parent = names.intern("__parent__");
    known.pi = names.intern("pi");
    known.e = names.intern("e");
    known.i = names.intern("i");
    known.phi = names.intern("phi");
    known.inf = names.intern("inf");
    known.std = names.intern("std");
    known.kind = names.intern("kind");
    known.message = names.intern("message");
    known.line = names.intern("line");
    known.trace = names.intern("trace");
    known.id = names.intern("id");
    known.value = names.intern("value");
    known.column = names.intern("column");
    known.lift = names.intern("__lift");
    heap.add_roots([this](Marker& marker) {
        marker.mark_range(globals.data(), globals.data() + globals.size());
        for (const BuiltinTable::Entry& entry : builtins.entries()) marker.mark(entry.value);
    });
    heap.on_pressure([this] { hurry(); });
    heap.watch(expressions);
    search_units_ = algebra::WorkMeter().search;
    begin_evaluation();
}

Runtime::~Runtime() {
    if (the_current == this) the_current = nullptr;
    if (current_shapes() != &shapes) return;
    set_current_shapes(nullptr);
    algebra::set_work_poll(nullptr, nullptr);
    set_work_control({});
}

void Runtime::make_current() {
    if (the_current != this) {
        if (the_current != nullptr) the_current->search_units_ = algebra::work_meter.search;
        algebra::work_meter.search = search_units_;
        the_current = this;
    }
    set_current_shapes(&shapes);
    integer_limits().max_bits = limits.integer_bits;
    algebra::polynomial_limits().max_terms = static_cast<double>(limits.terms);
    expressions.make_current();
    assumptions.make_current();
    algebra::set_work_poll([](void* runtime, std::uint64_t units) { static_cast<Runtime*>(runtime)->poll_work(units); }, this);
    control_number_work();
}

void Runtime::control_number_work() {
    WorkControl control;
    control.context = this;
    control.must_stop = [](void* context) {
        auto* runtime = static_cast<Runtime*>(context);
        if (runtime->past_slice()) runtime->hurry();
        return runtime->stop_.load(std::memory_order_relaxed) || runtime->out_of_time() || algebra::number_work_spent();
    };
    control.memory_left = [](void* context) {
        auto* runtime = static_cast<Runtime*>(context);
        const std::uint64_t limit = runtime->limits.memory, used = runtime->heap.statistics().bytes;
        return limit == 0 ? UINT64_MAX : limit - std::min(limit, used);
    };
    control.raise = [](void* context, bool memory) {
        auto* runtime = static_cast<Runtime*>(context);
        if (memory) fail(DiagnosticId::OutOfMemory, describe_bytes(runtime->limits.memory));
        runtime->check_time();
        algebra::raise_work_spent();
    };
    set_work_control(control);
}

void Runtime::begin_evaluation() {
    make_current();
    heap.set_limit(limits.memory != 0 ? limits.memory : UINT64_MAX);
    expressions.set_limit(limits.memory);
    started_ = host.elapsed();
    numbers_before_ = number_memory().bytes;
    slicing_ = slice_over_ = pausing_ = was_stopped_ = false;
    grant_ = kLeastGrant;
    steps_ = 0;
    fuel = 0;
    written_ = 0;
    plots_.clear();
    plots_left_out_ = 0;
    heap.discharge(std::exchange(plot_bytes_, 0));
}

void Runtime::show_plot(std::shared_ptr<const plot::Figure> figure) {
    if (plots_.size() >= most_plots) {
        ++plots_left_out_;
        return;
    }
    const std::size_t bytes = figure->bytes();
    heap.require(bytes);
    plots_.push_back(std::move(figure));
    plot_bytes_ += bytes;
    heap.charge(bytes);
}

void Runtime::recover(const Diagnostic& diagnostic) {
    if (diagnostic.id != DiagnosticId::OutOfMemory) return;
    expressions.clear_memos();
    results.clear();
    try {
        heap.collect();
    } catch (const Failure&) { // what is alive is too much: the next allocation says so again
    }
}

void Runtime::hurry() {
    if (fuel <= 0) return;
    steps_ -= static_cast<std::uint64_t>(fuel);
    fuel = 0;
}

void Runtime::safepoint() {
    // Fuel stays 0 when a limit raises: the next event comes here again.
    hurry();
    fuel = 0;
    ++steps_;
    if (limits.steps != 0 && steps_ > limits.steps) {
        --steps_; // a step that was refused was not taken; the next one fails as well
        fail(DiagnosticId::StepLimit, limits.steps);
    }
    check_time();
    if (heap.wants_collection()) heap.collect();
    std::uint64_t grant = slicing_ ? next_grant() : kGrant;
    if (limits.steps != 0) grant = std::min(grant, limits.steps - steps_);
    steps_ += grant;
    fuel = static_cast<std::int64_t>(grant);
}

// Steps may take nanoseconds or, with a builtin in each, milliseconds: the grant follows what the last one took, so that a
// slice ends in time and looking at the clock costs little.
std::uint64_t Runtime::next_grant() {
    constexpr double kShort = 0.001, kLong = 0.004; // seconds
    double now = host.elapsed();
    slice_over_ = now >= slice_end_;
    if (slice_length_ <= 0) return 0;
    double taken = now - std::exchange(looked_at_, now);
    if (taken < kShort) grant_ = std::min(grant_ * 2, kMostGrant);
    else if (taken > kLong) grant_ = std::max(grant_ / 4, kLeastGrant);
    return grant_;
}

void Runtime::begin_slice(double seconds) {
    make_current();
    double now = started_; // the first slice began with the evaluation: a page's clock is slow
    if (std::exchange(pausing_, false)) {
        now = host.elapsed();
        started_ += now - paused_at_;
    }
    slicing_ = true;
    slice_over_ = false;
    slice_length_ = seconds;
    slice_end_ = now + seconds;
    looked_at_ = now;
    if (seconds <= 0) hurry();
}

void Runtime::end_slice() {
    slicing_ = slice_over_ = false;
    pausing_ = true;
    paused_at_ = host.elapsed();
}

void Runtime::check_time() {
    if (RUMINA_UNLIKELY(stop_.exchange(false, std::memory_order_relaxed))) {
        was_stopped_ = true;
        fail(DiagnosticId::Interrupted);
    }
    if (out_of_time()) {
        was_stopped_ = true;
        fail(DiagnosticId::TimeLimit, limits.seconds);
    }
    if (out_of_number_memory()) fail(DiagnosticId::OutOfMemory, describe_bytes(limits.memory));
    if (past_slice()) hurry();
}

// Polynomials and long numbers that native code holds between its steps are no objects yet, so the heap does not know them.
// Those that are objects may be garbage, up to twice the limit, and take half as much again as they are counted for.
bool Runtime::out_of_number_memory() const {
    constexpr std::uint64_t kTimes = 3;
    if (limits.memory == 0) return false;
    const std::size_t now = number_memory().bytes;
    return now > numbers_before_ && (now - numbers_before_) / kTimes > limits.memory;
}

bool Runtime::out_of_time() const { return limits.seconds > 0 && host.elapsed() - started_ > limits.seconds; }

bool Runtime::must_stop() const {
    return stop_.load(std::memory_order_relaxed) || (limits.seconds > 0 && seconds_taken() > limits.seconds) || out_of_number_memory();
}

std::uint32_t Runtime::add_global(ModuleScope& module, Name name) {
    auto [place, is_new] = module.globals.try_emplace(name, static_cast<std::uint32_t>(globals.size()));
    if (is_new) {
        globals.push_back(Value::unset());
        global_names.push_back(name);
        global_spans.push_back(Span{});
        module.order.push_back(name);
    }
    return place->second;
}

void Runtime::write(std::string_view text) {
    if (limits.output != 0 && text.size() > limits.output - std::min(limits.output, written_))
        fail(DiagnosticId::TooLarge, "the output", describe_bytes(limits.output));
    written_ += text.size();
    host.write(text);
}

} // namespace rumina
