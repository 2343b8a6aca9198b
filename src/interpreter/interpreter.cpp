// Modules, the value stack, frames, and the place and trace of errors.
#include "interpreter/interpreter.h"

#include <new>

#if defined(__linux__)
#include <pthread.h>
#endif

#include "runtime/calls.h"

namespace rumina {
namespace {

/// What one expression, an operation of the runtime and the unwinding of an exception may need below the last check.
constexpr std::size_t kNativeReserve = 256 * 1024;

const char* find_native_limit() {
#if defined(__linux__)
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        void* low = nullptr;
        std::size_t size = 0;
        bool known = pthread_attr_getstack(&attributes, &low, &size) == 0;
        pthread_attr_destroy(&attributes);
        if (known) return static_cast<const char*>(low) + kNativeReserve;
    }
#endif
    // Elsewhere a main thread has at least a megabyte, and most of it is still free when a program starts.
    return static_cast<const char*>(__builtin_frame_address(0)) - 2 * kNativeReserve;
}

} // namespace

const Interpreter::NamedArguments Interpreter::kNoNames;

Interpreter::Interpreter(Runtime& runtime, UnitRunner& units) : runtime_(runtime), units_(units) {
    grow(1024);
    runtime_.heap.add_roots([this](Marker& marker) {
        marker.mark_range(stack_.get(), stack_.get() + top_);
        for (const Value& constant : constants_) marker.mark(constant);
    });
}

std::unique_ptr<Executor> make_interpreter(Runtime& runtime, UnitRunner& units) {
    return std::make_unique<Interpreter>(runtime, units);
}

// ── modules ─────────────────────────────────────────────────────────────────────────────────────────────────

Value Interpreter::run_compiled(FunctionPrototype&) {
    RUMINA_ASSERT(false, "the interpreter runs trees");
    return Value::unset();
}
void Interpreter::start(const Tree&) { RUMINA_ASSERT(false, "the interpreter's frames are native: it cannot leave a run"); }
bool Interpreter::go_on(Value&) {
    RUMINA_ASSERT(false, "nothing was started");
    return true;
}

Value Interpreter::run_module(const Tree& tree) {
    if (frames_.empty()) native_limit_ = find_native_limit(); // each evaluation may be on another thread
    if (apply_ == nullptr) {
        std::uint32_t found = runtime_.builtins.find(runtime_.names.intern("__apply"));
        if (found != BuiltinTable::kAbsent) apply_ = runtime_.builtins.entry(found).record;
    }
    Checkpoint saved = checkpoint();
    try {
        return run_top_level(tree);
    } catch (Failure& failure) {
        locate(failure);
        restore(saved);
        throw;
    } catch (const std::bad_alloc&) {
        Failure failure = out_of_memory();
        locate(failure);
        restore(saved);
        throw failure;
    } catch (...) {
        restore(saved);
        throw;
    }
}

Value Interpreter::run_top_level(const Tree& tree) {
    const FunctionNode& node = *tree.module;
    std::size_t base = top_;
    std::uint32_t depth = frames_.empty() ? 0 : frame_->depth;
    push_frame({node.info, nullptr, prototype_of(node, tree.from_prelude), base, depth, node.span});
    ensure(base + node.info->slots);
    for (std::uint32_t i = 0; i < node.info->slots; ++i) push(Value::unset());

    Value out = Value::unset();
    enter_block(*node.block);
    const std::vector<Stmt*>& statements = node.block->statements;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const auto* last = i + 1 == statements.size() ? try_as<ExpressionStmt>(statements[i]) : nullptr;
        if (last != nullptr) complete(*last->expression, out);
        else execute(*statements[i]);
    }
    pop_frame();
    top_ = base;
    return out;
}

FunctionPrototype* Interpreter::prototype_of(const FunctionNode& node, bool from_prelude) {
    FunctionPrototype*& prototype = prototypes_[&node];
    if (prototype == nullptr) prototype = make_prototype(runtime_, node, from_prelude);
    return prototype;
}

const FunctionNode* Interpreter::running_module() const {
    const FunctionInfo* info = frame_->info;
    while (info->parent != nullptr) info = info->parent;
    return info->node;
}

// ── stack and frames ────────────────────────────────────────────────────────────────────────────────────────

void Interpreter::grow(std::size_t needed) {
    std::size_t capacity = capacity_ * 2;
    if (capacity < needed) capacity = needed;
    runtime_.heap.require((capacity - capacity_) * sizeof(Value));
    auto* moved = static_cast<Value*>(std::realloc(static_cast<void*>(stack_.get()), capacity * sizeof(Value)));
    if (moved == nullptr) throw std::bad_alloc();
    (void)stack_.release(); // realloc took the old block
    stack_.reset(moved);
    runtime_.heap.charge((capacity - capacity_) * sizeof(Value));
    capacity_ = capacity;
}

void Interpreter::push_frame(const Frame& frame) {
    frames_.push_back(frame);
    frame_ = &frames_.back();
}

void Interpreter::pop_frame() {
    frames_.pop_back();
    frame_ = frames_.empty() ? nullptr : &frames_.back();
}

void Interpreter::restore(const Checkpoint& saved) {
    top_ = saved.top;
    frames_.erase(frames_.begin() + static_cast<std::ptrdiff_t>(saved.frames), frames_.end());
    frame_ = frames_.empty() ? nullptr : &frames_.back();
    tail_.pending = false;
}

// ── errors ──────────────────────────────────────────────────────────────────────────────────────────────────

void Interpreter::fail_too_deep() { fail(DiagnosticId::CallTooDeep, runtime_.limits.call_depth); }

void Interpreter::locate(Failure& failure) const {
    if (failure.located) return;
    Diagnostic& diagnostic = failure.diagnostic;
    // Frames of the library's own functions are left out: a program sees the call it made.
    TraceEnds<const Frame*> shown;
    for (std::size_t i = frames_.size(); i-- > 0;)
        if (!frames_[i].prototype->from_prelude) shown.add(&frames_[i]);
    diagnostic.set_trace(shown.size(), [&](std::size_t i) { return TraceFrame{shown[i]->prototype->name, shown[i]->where}; });
    if (!diagnostic.span) diagnostic.span = shown.size() == 0 ? frame_->where : shown[0]->where;
    failure.located = true;
}

Failure Interpreter::out_of_memory() { return {make_diagnostic(DiagnosticId::OutOfMemory, Span{}, "the machine has"), false}; }

} // namespace rumina
