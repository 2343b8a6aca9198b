// What a profiled run takes, and where: functions, lines, instructions, builtins, objects, caches.
//
// The profiled dispatch loop calls instruction() before every instruction. The ticks since the last call belong to the
// instruction before, less what its builtins and a collection took, which have accounts of their own, and less the
// profiler's own time as measured at the start. Calls and returns are seen as changes of the frame. Builtins are seen by
// putting records with a body of our own into the table of builtins, so that the ordinary call of one has no test for it.
// Counts are exact; times are estimates, because the profiler disturbs the processor's pipeline.
#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <unordered_map>
#include <vector>

#include "base/ticks.h"
#include "bytecode/chunk.h"

namespace rumina {

class Profile {
public:
    explicit Profile(Runtime& runtime);
    ~Profile(); ///< the table of builtins is as it was
    Profile(const Profile&) = delete;

    /// What is about to run. `stack` is where frames are counted from.
    void instruction(const Instruction* pc, const Value* fp, const Value* stack) {
        std::uint64_t now = ticks_in_order();
        if (running_) charge(now);
        enter_instruction(pc, fp, stack);
        resumed_ = ticks_in_order();
    }
    /// The run of a module ended, by its last instruction or by an error.
    void leave();
    /// Ticks and instructions since the last reset, less what is known of the profiler's own time; for calibrate.
    std::int64_t charged() const { return clock_; }
    std::uint64_t instructions() const;
    /// What the profiler adds to one instruction beyond what it knew, as the engine measured it with and without.
    void add_overhead(std::int64_t ticks) { overhead_ = std::max<std::int64_t>(overhead_ + ticks, 0); }
    /// Forgets what was counted.
    void reset();
    /// The program has been read; from here on time is the program's.
    void start();
    /// Nothing more will run: closes what is open. Must come before results are read.
    void finish();

    // ── results ──
    /// Where time goes.
    enum class Share : std::uint8_t {
        Instructions, ///< of the machine, on numbers that need no object, arrays and structs
        Operations,   ///< instructions on big numbers, expressions, text, ranges and copy-on-write containers
        Conversions,  ///< from one kind of value to another, instructions and builtins alike
        Builtins,
        Collector,
        Count
    };
    struct Function {
        std::string name;
        Span span;            ///< none for builtins
        bool builtin = false; ///< prelude functions too
        Share share = Share::Instructions; ///< where its native time goes
        std::uint64_t calls = 0;
        std::int64_t self = 0, total = 0; ///< ticks; what was subtracted for the profiler may exceed a short time
        std::uint64_t objects = 0, bytes = 0; ///< made by its own instructions
        std::uint32_t active = 0;
    };
    /// Counters of the instructions of one function.
    struct Code {
        const FunctionPrototype* prototype;
        std::uint32_t function;
        std::vector<std::uint64_t> counts;
        std::vector<std::int64_t> ticks; ///< builtins' time is their call's
        /// By instruction, when some come from functions that were inlined: that function or kNone. Empty otherwise.
        std::vector<std::uint32_t> inlined = {};
    };
    struct OpcodeUse {
        std::uint64_t count = 0;
        std::int64_t ticks = 0;
    };
    /// A path of calls, for the flame graph: its function, its caller's path (an index below its own), its own time.
    struct Node {
        std::uint32_t function, parent;
        std::int64_t ticks = 0;
        std::uint64_t calls = 0;
    };
    struct Made {
        std::uint64_t objects = 0, bytes = 0;
    };
    struct InlineCache {
        std::uint64_t hits = 0, misses = 0;
    };
    const std::vector<Function>& functions() const { return functions_; }
    const std::vector<std::unique_ptr<Code>>& codes() const { return codes_; }
    const std::vector<OpcodeUse>& opcodes() const { return opcodes_; }
    const std::vector<Node>& nodes() const { return nodes_; } ///< [0] is the root, of no function
    const Made* made() const { return made_; }                ///< by tag
    std::int64_t share(Share share) const { return shares_[static_cast<std::size_t>(share)]; }
    std::int64_t total() const { return clock_; }
    std::int64_t reading() const { return reading_; } ///< ticks before the program began
    const InlineCache& members() const { return members_; }
    const InlineCache& methods() const { return methods_; }
    double seconds(std::int64_t ticks) const { return static_cast<double>(std::max<std::int64_t>(ticks, 0)) * seconds_per_tick_; }

    static constexpr std::uint32_t kNone = 0xFFFFFFFF;

private:
    struct Frame {
        std::ptrdiff_t offset;
        const FunctionPrototype* prototype;
        Code* code;
        std::uint32_t function, node;
        std::int64_t entered; ///< clock_ then
    };
    struct Wrapped;        // a builtin's record with a body that keeps time
    class BuiltinActivity; // the time of one call

    void charge(std::uint64_t now);
    void enter_instruction(const Instruction* pc, const Value* fp, const Value* stack);
    void switch_frames(std::ptrdiff_t offset, const FunctionPrototype* prototype, bool tail);
    void push(std::ptrdiff_t offset, const FunctionPrototype* prototype);
    void pop();
    void count_objects(std::size_t bytes);
    std::uint32_t add_function(Function function);
    std::uint32_t function_of(const FunctionPrototype& prototype);
    std::uint32_t builtin_function(std::uint32_t index);
    std::uint32_t child(std::uint32_t node, std::uint32_t function);
    Code* code_of(const FunctionPrototype* prototype, std::uint32_t function);
    static Value run_wrapped(struct Call& call);

    Runtime& runtime_;
    std::vector<Frame> frames_;
    std::vector<Function> functions_;
    std::unordered_map<const FunctionPrototype*, std::uint32_t> function_index_;
    std::vector<std::uint32_t> builtin_index_;
    std::vector<std::unique_ptr<Code>> codes_;
    std::unordered_map<const FunctionPrototype*, Code*> code_index_;
    std::vector<OpcodeUse> opcodes_;
    std::vector<Node> nodes_;
    std::unordered_map<std::uint64_t, std::uint32_t> children_;
    std::vector<Wrapped> wrapped_;

    struct OpcodeKind {
        std::uint8_t operands = 0; ///< bit 0: a is read, 1: b, 2: c
        Share share = Share::Instructions;
        bool tail = false, member = false, member_store = false, method = false;
    };
    std::vector<OpcodeKind> kinds_;

    bool running_ = false;        ///< an instruction is under way
    bool after_tail_call_ = false;
    bool inlined_ = false;        ///< it came from an inlined function, which has no frame
    std::uint32_t inlined_entry_ = kNone; ///< where the code of an inlined function starts, after its guard
    Code* code_ = nullptr;        ///< of the instruction under way
    std::uint32_t at_ = 0, node_ = 0, function_ = kNone;
    std::uint16_t op_ = 0;
    Share share_ = Share::Instructions;
    std::uint64_t resumed_ = 0;
    std::int64_t overhead_ = 0;         ///< of the profiler in the time of one instruction
    std::int64_t builtin_overhead_ = 0; ///< the same for one builtin
    std::int64_t in_builtins_ = 0;      ///< ticks of the builtins that the instruction called
    std::uint64_t collector_ = 0;       ///< the heap's count, as last seen
    std::int64_t clock_ = 0;            ///< all that was charged
    InlineCache members_, methods_;
    std::int64_t shares_[static_cast<std::size_t>(Share::Count)] = {};
    Made made_[kLastTag + 1];
    std::size_t made_before_[kLastTag + 1] = {};
    std::size_t bytes_ = 0, collections_ = 0;

    std::uint64_t started_ticks_;
    std::int64_t reading_ = 0;
    std::chrono::steady_clock::time_point started_;
    double queued_ = 0, seconds_per_tick_ = 0;
};

} // namespace rumina
