// The virtual machine: frames in one value stack, one dispatch loop, no native recursion for calls.
//
// Rules:
// 1. A frame is a run of slots. Below its first slot stand two header slots: fp[-2] the function, fp[-1] the return
//    address (tag word) and the caller's frame as a byte offset (payload), so that the stack may be moved.
// 2. Whatever may raise or collect runs after `pc` and `fp` were saved in pc_ and fp_.
// 3. The stack moves only in enter(): afterwards every slot reference must be taken again from fp_.
// 4. At a collection the slots above the current frame are cleared, all of them while nothing runs, so a stale slot never
//    outlives what it refers to: slots of live frames that were not written yet hold values that were alive at the last
//    collection.
#pragma once

#include "bytecode/chunk.h"
#include "bytecode/optimizer_options.h"
#include "number/integer_in_place.h"
#include "runtime/operations.h"
#include "runtime/executor.h"

namespace rumina {

class Profile;

/// Counts a step; whether runtime.safepoint() is due. A build without it (RUMINA_STEPS=OFF) never stops and never collects:
/// it shows what steps, limits and interrupts cost.
inline bool out_of_fuel(Runtime& runtime) {
#ifdef RUMINA_NO_STEPS
    (void)runtime;
    return false;
#else
    return RUMINA_UNLIKELY(--runtime.fuel < 0);
#endif
}

class VirtualMachine final : public Executor {
public:
    VirtualMachine(Runtime& runtime, UnitRunner& units, const OptimizerOptions& options = {});
    ~VirtualMachine() override;
    Value run_module(const Tree& tree) override;
    Value run_compiled(FunctionPrototype& top_level) override;
    bool is_vm() const override { return true; }
    void start(const Tree& tree) override;
    bool go_on(Value& result) override;
    void abandon() override;
    /// Reports every instruction from the next run on. The profile must outlive the machine.
    void set_profile(Profile* profile) { profile_ = profile; }

private:
    using Bytes = std::ptrdiff_t;

    /// What stood before a run above it began: the frame that includes a module, or nothing.
    struct Below {
        const Instruction* pc;
        Bytes offset; ///< of its frame, slots; -1: nothing ran
        std::uint32_t depth;
    };
    /// Makes the frame of a top level; pc_ and fp_ are in it.
    Below enter_run(FunctionPrototype& top_level);
    void leave_run(const Below& below);

    /// The dispatch loop: from pc_ and fp_ to the Halt of this run, or (left_) to the end of the slice.
    Value run();
    Value run_profiled();
    /// Goes on as far as only arithmetic and calls of builtins follow; the result when that is to the Halt.
    std::optional<Value> run_straight();
    /// One instruction that is no arithmetic. False: it is none of these, and nothing was done.
    bool run_beyond_arithmetic(const Instruction& at);
    bool run_call(const Instruction& at);    ///< a call of a builtin, or what makes a symbol
    bool run_literal(const Instruction& at); ///< a constant or the making of a container
    Value run_protected(Bytes bottom);
    /// Whether the run is to be left: its slice is over. A run inside another one, of an included module, is not left.
    bool at_safepoint();

    // Slow paths of the loop; each has its own handler in dispatch.cpp.
    void call_value(Value* window, std::size_t count, bool tail);
    void call_method(Value* window, std::size_t count, Name name, bool tail);
    void call_named(Value* window, std::size_t count, const Chunk::CallSite& site, bool tail);
    void call_spread(Value* window, std::size_t given, bool tail);
    /// Starts the call of a closure whose arguments stand at nf[0 .. count). Moves pc_ and fp_ into it.
    void enter(FunctionObject* function, Value* nf, std::size_t count, Value self, bool tail);
    void enter_bound(FunctionObject* function, Value* nf, std::size_t count, bool tail);
    void finish_native(Value* window, Value result, bool tail);
    void do_return(Value result);
    void make_closure(Value& destination, FunctionPrototype* prototype);
    Value list_variables(const Chunk::ListingSite& site);
    void take_expression(const Value& value, Value* out, const ExpressionForm& form);
    /// The result of an operation on integers, one of them big, into the slot a of the instruction under way; false when
    /// that is ordinary work.
    bool compute_big(InPlace operation, const Value& x, const Value& y);
    Value unset_global(std::uint32_t index);
    Value find_member(const Value& container, Name name);
    void put_member(Value& container, Name name, const Value& value);
    void remember_member(const Value& container, Name name);
    void remember_method(const Value& receiver, const Method& method, Name name);
    void grow(std::size_t slots);

    void locate(Failure& failure);
    /// Tells where it happened, and continues at the innermost handler down to the frame at `bottom`; false without one.
    template <typename Error>
    [[gnu::noinline]] bool handled(Error& failure, Bytes bottom);
    RUMINA_COLD void fail_without_memory(Bytes bottom);
    void mark_roots(Marker& marker);

    FunctionObject* function() const { return fp_[-2].as<FunctionObject>(); }
    static constexpr std::size_t kHeader = 2; ///< slots below a frame's first, and between a callee and its arguments
    static const Instruction* after(const Instruction* pc) { return pc + length(static_cast<Opcode>(pc->op)); }
    const Chunk& chunk() const { return *function()->prototype->chunk; }
    Value& slot(std::uint16_t operand) const { return *reinterpret_cast<Value*>(reinterpret_cast<char*>(fp_) + operand); }

    Runtime& runtime_;
    UnitRunner& units_;
    OptimizerOptions options_;
    Value* stack_ = nullptr;
    std::size_t capacity_ = 0; ///< slots
    const Instruction* pc_ = nullptr; ///< of the instruction under way
    Value* fp_ = nullptr;             ///< null: nothing runs
    std::uint32_t depth_ = 0;         ///< calls inside each other, module frames not counted
    Profile* profile_ = nullptr;
    std::vector<Value> parts_;        ///< scratch of destructuring
    bool entering_ = false;           ///< a safepoint at a function's entry is under way
    bool started_ = false;            ///< a run was started and has not come to its end
    bool beginning_ = false;          ///< of such a run: nothing of it was done
    bool sliced_ = false;             ///< and goes on at this moment, so that it may be left
    bool left_ = false;               ///< it was: what the loop returned is no result
    Below started_above_{};
    Bytes started_bottom_ = 0;
    std::vector<const Instruction*> run_pcs_; ///< of the frames that wait for a module to run; null for the first
};

} // namespace rumina
