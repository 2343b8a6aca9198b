// Calls, frames, errors, roots. The dispatch loop is in dispatch.cpp.
#include "vm/vm.h"

#include <cstdlib>
#include <new>
#include <utility>

#include "compiler/compiler.h"
#include "runtime/calls.h"
#include "runtime/expression_operations.h"
#include "runtime/expression_patterns.h"
#include "runtime/kind_failure.h"
#include "runtime/operations.h"
#include "vm/profile.h"

namespace rumina {

namespace {
constexpr std::size_t kFirstCapacity = 4096;

const Instruction* return_address(const Value* fp) { return reinterpret_cast<const Instruction*>(static_cast<std::uintptr_t>(fp[-1].tag)); }
} // namespace

VirtualMachine::VirtualMachine(Runtime& runtime, UnitRunner& units, const OptimizerOptions& options)
    : runtime_(runtime), units_(units), options_(options) {
    grow(kFirstCapacity);
    runtime_.heap.add_roots([this](Marker& marker) { mark_roots(marker); });
}

VirtualMachine::~VirtualMachine() { std::free(static_cast<void*>(stack_)); }

void VirtualMachine::grow(std::size_t slots) {
    if (slots <= capacity_) return;
    std::size_t capacity = std::max(slots, capacity_ * 2);
    runtime_.heap.require((capacity - capacity_) * sizeof(Value));
    Bytes fp = fp_ == nullptr ? 0 : (fp_ - stack_) * static_cast<Bytes>(sizeof(Value));
    auto* stack = static_cast<Value*>(std::realloc(static_cast<void*>(stack_), capacity * sizeof(Value)));
    if (stack == nullptr) throw std::bad_alloc();
    std::memset(static_cast<void*>(stack + capacity_), 0, (capacity - capacity_) * sizeof(Value));
    runtime_.heap.charge((capacity - capacity_) * sizeof(Value));
    stack_ = stack;
    capacity_ = capacity;
    if (fp_ != nullptr) fp_ = reinterpret_cast<Value*>(reinterpret_cast<char*>(stack_) + fp);
}

// ── modules ─────────────────────────────────────────────────────────────────────────────────────────────────

Value VirtualMachine::run_module(const Tree& tree) {
    return run_compiled(*compile(runtime_, tree, units_.scope_of(tree.module), tree.from_prelude, options_));
}

VirtualMachine::Below VirtualMachine::enter_run(FunctionPrototype& top_level) {
    FunctionObject* closure = runtime_.heap.function(&top_level, 0);

    Below below{pc_, fp_ == nullptr ? -1 : fp_ - stack_, depth_};
    std::size_t start = fp_ == nullptr ? 0 : static_cast<std::size_t>(below.offset) + function()->prototype->frame_slots;
    grow(start + kHeader + top_level.frame_slots);
    Value* fp = stack_ + start + kHeader;
    fp[-2] = Value::of_object(closure);
    fp[-1].tag = 0; // no return address: the bottom of a run
    fp[-1].integer = std::max<Bytes>(below.offset, 0) * static_cast<Bytes>(sizeof(Value));
    std::fill(fp, fp + top_level.frame_slots, Value::of_int(0));
    run_pcs_.push_back(below.pc);
    fp_ = fp;
    pc_ = top_level.code;
    return below;
}

void VirtualMachine::leave_run(const Below& below) {
    run_pcs_.pop_back();
    if (profile_ != nullptr) profile_->leave();
    fp_ = below.offset < 0 ? nullptr : stack_ + below.offset;
    pc_ = below.pc;
    depth_ = below.depth;
}

Value VirtualMachine::run_compiled(FunctionPrototype& top_level) {
    RUMINA_ASSERT(!started_ || sliced_, "a run that was left must go on or be abandoned first");
    Below below = enter_run(top_level);
    try {
        Value result = run_protected(fp_ - stack_);
        leave_run(below);
        return result;
    } catch (...) {
        leave_run(below);
        throw;
    }
}

void VirtualMachine::start(const Tree& tree) {
    RUMINA_ASSERT(fp_ == nullptr && profile_ == nullptr, "only one run is started, and none that is profiled");
    started_above_ = enter_run(*compile(runtime_, tree, units_.scope_of(tree.module), tree.from_prelude, options_));
    started_bottom_ = fp_ - stack_;
    started_ = true;
    beginning_ = true;
}

bool VirtualMachine::go_on(Value& result) {
    sliced_ = true;
    left_ = false;
    try {
        result = run_protected(started_bottom_);
        sliced_ = false;
    } catch (...) {
        sliced_ = false;
        abandon();
        throw;
    }
    if (left_) return false;
    abandon();
    return true;
}

void VirtualMachine::abandon() {
    left_ = false;
    if (std::exchange(started_, false)) leave_run(started_above_);
}

RUMINA_COLD bool VirtualMachine::at_safepoint() {
    runtime_.safepoint();
    return left_ = sliced_ && run_pcs_.size() == 1 && runtime_.slice_over();
}

Value VirtualMachine::run_protected(Bytes bottom) {
    for (;;) {
        try {
            if (std::exchange(beginning_, false))
                if (std::optional<Value> result = run_straight()) return *result;
            return profile_ == nullptr ? run() : run_profiled();
        } catch (Thrown& thrown) {
            if (!handled(thrown, bottom)) throw;
        } catch (Failure& failure) {
            if (!handled(failure, bottom)) throw;
        } catch (const std::bad_alloc&) {
            fail_without_memory(bottom);
        }
    }
}

// ── errors ──────────────────────────────────────────────────────────────────────────────────────────────────

// Place and trace. Frames of the library's own functions are left out: a program sees the call it made.
void VirtualMachine::locate(Failure& failure) {
    static constexpr auto kEntry = static_cast<std::size_t>(-1);
    struct Place {
        const FunctionPrototype* function;
        const Chunk* chunk;
        std::size_t pc; ///< kEntry: at the function's entry
        Span span() const { return pc == kEntry ? function->span : chunk->spans[pc]; }
    };
    TraceEnds<Place> trace;
    const Instruction* pc = pc_;
    bool entry = entering_;
    entering_ = false;
    std::size_t run = run_pcs_.size();
    for (Value* fp = fp_; fp != nullptr;) {
        const FunctionPrototype& prototype = *fp[-2].as<FunctionObject>()->prototype;
        const Chunk& chunk = *prototype.chunk;
        auto at = static_cast<std::size_t>(pc - prototype.code);
        // An inlined function has a frame of its own; its guard stands for the call.
        if (entry && static_cast<Opcode>(pc->op) == Opcode::EnterInlined) {
            trace.add({chunk.inlined[pc->b].function, &chunk, kEntry});
            entry = false;
        } else if (!entry) {
            for (const Chunk::Inlined& row : chunk.inlined) {
                if (at < row.begin || at >= row.end) continue;
                trace.add({row.function, &chunk, at});
                at = row.begin - 1; // the guard's second word has its place in the source
                break;
            }
        }
        if (!prototype.from_prelude) trace.add({&prototype, &chunk, entry ? kEntry : at});
        entry = false;
        const Instruction* back = return_address(fp);
        if (back != nullptr) {
            pc = back - 1;
        } else { // the bottom of a module's run; below it stands the frame that includes it
            pc = run_pcs_[--run];
            if (pc == nullptr) break;
        }
        fp = reinterpret_cast<Value*>(reinterpret_cast<char*>(stack_) + fp[-1].integer);
    }
    if (trace.size() != 0 && !failure.diagnostic.span) failure.diagnostic.span = trace[0].span();
    failure.diagnostic.set_trace(trace.size(), [&](std::size_t i) { return TraceFrame{trace[i].function->name, trace[i].span()}; });
    failure.located = true;
}

template <typename Error>
bool VirtualMachine::handled(Error& failure, Bytes bottom) {
    if (!failure.located) locate(failure);
    const Instruction* pc = pc_;
    Value* fp = fp_;
    std::uint32_t depth = depth_;
    for (;;) {
        const FunctionPrototype& prototype = *fp[-2].as<FunctionObject>()->prototype;
        auto at = static_cast<std::uint32_t>(pc - prototype.code);
        for (const Chunk::Handler& handler : prototype.chunk->handlers) {
            if (at < handler.begin || at >= handler.end) continue;
            fp_ = fp;
            pc_ = prototype.code + handler.target;
            depth_ = depth;
            fp_[handler.slot] = error_value(runtime_, failure);
            // What stood above is dead, and may be frames of the calls that failed.
            std::fill(fp_ + handler.slot + 1, fp_ + prototype.frame_slots, Value::of_int(0));
            runtime_.recover(failure.diagnostic);
            return true;
        }
        if (fp - stack_ == bottom) return false;
        pc = return_address(fp) - 1;
        fp = reinterpret_cast<Value*>(reinterpret_cast<char*>(stack_) + fp[-1].integer);
        --depth;
    }
}

void VirtualMachine::fail_without_memory(Bytes bottom) {
    Failure failure{make_diagnostic(DiagnosticId::OutOfMemory, Span{}, "the machine has"), false};
    if (!handled(failure, bottom)) throw failure;
}

void VirtualMachine::mark_roots(Marker& marker) {
    for (const auto& prototype : runtime_.prototypes)
        if (prototype->chunk != nullptr)
            marker.mark_range(prototype->chunk->constants.data(), prototype->chunk->constants.data() + prototype->chunk->constants.size());
    if (fp_ == nullptr) {
        std::fill(stack_, stack_ + capacity_, Value::of_int(0));
        return;
    }
    Value* end = fp_ + function()->prototype->frame_slots;
    std::fill(end, stack_ + capacity_, Value::of_int(0));
    Value* fp = fp_;
    for (;;) {
        // A frame reaches to the header of the one above it; slots of the two overlap in the call window.
        marker.mark_range(fp, end);
        marker.mark(fp[-2]);
        end = fp - kHeader;
        if (end <= stack_) break;
        fp = reinterpret_cast<Value*>(reinterpret_cast<char*>(stack_) + fp[-1].integer);
        if (fp <= stack_) break;
    }
}

// ── calls ───────────────────────────────────────────────────────────────────────────────────────────────────

void VirtualMachine::do_return(Value result) {
    Value* fp = fp_;
    const Instruction* back = return_address(fp);
    Value* caller = reinterpret_cast<Value*>(reinterpret_cast<char*>(stack_) + fp[-1].integer);
    fp[-2] = result;
    fp_ = caller;
    pc_ = back;
    --depth_;
}

// A builtin's result: into the window, or for a tail call to the caller.
void VirtualMachine::finish_native(Value* window, Value result, bool tail) {
    if (tail) {
        do_return(result);
        return;
    }
    *window = result;
    pc_ = after(pc_);
}

void VirtualMachine::enter(FunctionObject* function, Value* nf, std::size_t count, Value self, bool tail) {
    const FunctionPrototype& prototype = *function->prototype;
    if (count != prototype.exact_arguments) {
        if (!accepts(prototype, count)) fail_argument_count(runtime_, prototype, count);
        std::size_t positions = prototype.parameters.size();
        Bytes offset = nf - stack_;
        grow(static_cast<std::size_t>(offset) + std::max<std::size_t>(prototype.frame_slots, count + 4) + kHeader);
        nf = stack_ + offset;
        for (std::size_t i = count; i < positions; ++i) nf[i] = Value::unset();
        if (prototype.has_rest) {
            ArrayObject* rest = runtime_.heap.array(count > positions ? count - positions : 0);
            for (std::size_t i = positions; i < count; ++i) runtime_.heap.push(rest, nf[i]);
            nf[positions++] = Value::of_object(rest);
        }
        if (prototype.uses_self) nf[positions++] = self.is_unset() ? function->self : self;
        count = positions;
    }
    enter_bound(function, nf, count, tail);
}

// Parameters (and self) stand at nf. One call is one step.
void VirtualMachine::enter_bound(FunctionObject* function, Value* nf, std::size_t count, bool tail) {
    const FunctionPrototype& prototype = *function->prototype;
    if (tail) {
        std::copy(nf, nf + count, fp_);
        fp_[-2] = Value::of_object(function);
        grow(static_cast<std::size_t>(fp_ - stack_) + prototype.frame_slots + kHeader);
        pc_ = prototype.code;
    } else {
        if (depth_ >= runtime_.limits.call_depth) fail(DiagnosticId::CallTooDeep, runtime_.limits.call_depth);
        Bytes offset = nf - stack_, caller = (fp_ - stack_) * static_cast<Bytes>(sizeof(Value));
        grow(static_cast<std::size_t>(offset) + prototype.frame_slots + kHeader);
        ++depth_;
        nf = stack_ + offset;
        nf[-2] = Value::of_object(function);
        nf[-1].tag = reinterpret_cast<std::uintptr_t>(after(pc_));
        nf[-1].integer = caller;
        fp_ = nf;
        pc_ = prototype.code;
    }
    // In the new frame, whose slots beyond the arguments hold nothing that a collection has not seen.
    if (out_of_fuel(runtime_)) {
        entering_ = true;
        runtime_.safepoint();
        entering_ = false;
    }
}

void VirtualMachine::call_value(Value* window, std::size_t count, bool tail) {
    Value callee = *window;
    if (callee.is(Tag::Function)) return enter(callee.as<FunctionObject>(), window + kHeader, count, Value::unset(), tail);
    if (callee.is(Tag::Builtin)) {
        if (callee.object->extra != 0 && passes_function_as_formula(runtime_, callee.object->aux, window + kHeader, count)) {
            FormulaCall lifted = formula_call(runtime_, callee, window + kHeader, count);
            Bytes offset = window - stack_;
            grow(static_cast<std::size_t>(offset) + kHeader + 4);
            window = stack_ + offset;
            std::copy(lifted.arguments, lifted.arguments + 2, window + kHeader);
            return enter(lifted.function, window + kHeader, 2, Value::unset(), tail);
        }
        Value result = call_builtin(runtime_, callee.object->aux, window + kHeader, count);
        return finish_native(window, result, tail);
    }
    finish_native(window, apply_symbol(runtime_, callee, window + kHeader, count), tail);
}

void VirtualMachine::call_method(Value* window, std::size_t count, Name name, bool tail) {
    Value receiver = window[1];
    Method method = find_method(runtime_, receiver, name);
    if (!tail) remember_method(receiver, method, name);
    if (method.passing == Method::Passing::FirstArgument) {
        share(receiver);
        if (method.callee.is(Tag::Builtin)) {
            Value result = call_builtin(runtime_, method.callee.object->aux, window + 1, count + 1);
            return finish_native(window, result, tail);
        }
        if (!method.callee.is(Tag::Function)) fail_not_callable(method.callee);
        // The receiver becomes the first argument: everything moves up by one to make room for the header.
        std::copy_backward(window + 2, window + 2 + count, window + 3 + count);
        window[2] = receiver;
        window[0] = method.callee;
        return enter(method.callee.as<FunctionObject>(), window + kHeader, count + 1, Value::unset(), tail);
    }
    *window = method.callee;
    if (method.callee.is(Tag::Function))
        return enter(method.callee.as<FunctionObject>(), window + kHeader, count, method.passing == Method::Passing::Self ? receiver : Value::unset(), tail);
    call_value(window, count, tail);
}

void VirtualMachine::call_named(Value* window, std::size_t count, const Chunk::CallSite& site, bool tail) {
    Value self = Value::unset();
    std::vector<Value> arguments(window + kHeader, window + kHeader + count);
    std::vector<Value> named(window + kHeader + count, window + kHeader + count + site.names.size());
    if (site.method) {
        Value receiver = window[1];
        Method method = find_method(runtime_, receiver, site.method);
        *window = method.callee;
        if (method.passing == Method::Passing::Self) self = receiver;
        if (method.passing == Method::Passing::FirstArgument) {
            share(receiver);
            arguments.insert(arguments.begin(), receiver);
        }
    }
    Value callee = *window;
    if (callee.is(Tag::Builtin)) {
        std::vector<Value> all;
        bind_builtin_arguments(runtime_, callee.object->aux, arguments.data(), arguments.size(), site.names, named.data(), all);
        return finish_native(window, call_builtin(runtime_, callee.object->aux, all.data(), all.size()), tail);
    }
    if (!callee.is(Tag::Function)) fail_not_callable(callee);
    auto* function = callee.as<FunctionObject>();
    const FunctionPrototype& prototype = *function->prototype;
    Bytes offset = window - stack_;
    grow(static_cast<std::size_t>(offset) + kHeader + prototype.parameters.size() + prototype.frame_slots + 4);
    window = stack_ + offset;
    Value* nf = window + kHeader;
    // Bound here, so enter() finds every parameter in place; the rest parameter and self follow below.
    std::vector<Value> slots(prototype.parameters.size() + 1);
    bind_arguments(runtime_, *function, arguments.data(), arguments.size(), site.names, named.data(), slots.data());
    std::size_t bound = prototype.parameters.size() + (prototype.has_rest ? 1 : 0);
    std::copy(slots.begin(), slots.begin() + static_cast<Bytes>(bound), nf);
    if (prototype.uses_self) nf[bound] = self.is_unset() ? function->self : self;
    enter_bound(function, nf, bound + (prototype.uses_self ? 1 : 0), tail);
}

void VirtualMachine::call_spread(Value* window, std::size_t given, bool tail) {
    Value list = window[3], self = given == 3 && !window[4].is_null() ? window[4] : Value::unset();
    if (!list.is(Tag::Array)) fail(DiagnosticId::ArgumentKind, "`apply`", 2, "an array", described(list));
    auto* array = list.as<ArrayObject>();
    std::size_t count = array->size;
    if (count > 100000) fail(DiagnosticId::TooLarge, "this argument list", "100000 arguments");
    Bytes offset = window - stack_;
    grow(static_cast<std::size_t>(offset) + kHeader + count + 4);
    window = stack_ + offset;
    window[0] = window[2];
    std::copy(array->begin(), array->end(), window + kHeader);
    for (std::size_t i = 0; i < count; ++i) share(window[kHeader + i]);
    if (window->is(Tag::Function)) return enter(window->as<FunctionObject>(), window + kHeader, count, self, tail);
    call_value(window, count, tail);
}

// ── objects that need the frame ─────────────────────────────────────────────────────────────────────────────

void VirtualMachine::make_closure(Value& destination, FunctionPrototype* prototype) {
    const auto& captures = prototype->chunk->captures;
    FunctionObject* closure = rumina::make_closure(runtime_, prototype, static_cast<std::uint32_t>(captures.size()));
    for (std::size_t i = 0; i < captures.size(); ++i) {
        closure->captures[i] = captures[i].local ? fp_[captures[i].index] : function()->captures[captures[i].index];
        share(closure->captures[i]);
    }
    const FunctionPrototype& maker = *function()->prototype;
    if (maker.uses_self) {
        const Value& self = fp_[maker.self_slot()];
        closure->self = self.is(Tag::Cell) ? self.as<CellObject>()->value : self;
    }
    destination = Value::of_object(closure);
}

Value VirtualMachine::list_variables(const Chunk::ListingSite& site) {
    std::vector<Value> values;
    for (const auto& [slot, is_cell] : site.slots) {
        Value value = fp_[slot];
        if (is_cell) value = value.is(Tag::Cell) ? value.as<CellObject>()->value : Value::unset();
        values.push_back(value);
    }
    return listing(runtime_, site.what, site.names, chunk().scope, values);
}

Value VirtualMachine::unset_global(std::uint32_t index) {
    std::uint32_t builtin = runtime_.builtins.find(runtime_.global_names[index]);
    return read_global(runtime_, index, builtin == BuiltinTable::kAbsent ? 0 : builtin + 1);
}

void VirtualMachine::take_expression(const Value& value, Value* out, const ExpressionForm& form) {
    std::vector<Value> parts;
    bool fits = take_expression_apart(runtime_, form, value, parts);
    if (!fits) parts.assign(form.parts, Value::null());
    std::copy(parts.begin(), parts.end(), out + 1);
    *out = Value::of_bool(fits);
}

} // namespace rumina
