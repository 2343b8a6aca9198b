// The tree-walking engine: the plain, readable baseline every other engine must agree with. It runs resolved trees as
// they are; all it adds to runtime/operations.h is order of evaluation, frames, control flow and places of errors.
//
// Rules:
// 1. Values that must survive a safepoint (any evaluation that can call a function or loop) are on the value stack. The
//    value evaluate() returned last is the only one that may be in a C++ variable alone.
// 2. The stack moves when it grows: it is addressed by index, and pointers into it are passed only to operations, which
//    never run user code. The same holds for frames: after any evaluation read `frame_` again.
// 3. Whoever pushes resets `top_` when it is done. Nothing unwinds stack and frames when a Failure passes, so that the
//    place that catches it (`try`, the end of a module) still sees the frames for the trace; it then calls restore().
// 4. `where(span)` stands before everything that can raise. It is what a trace shows of a frame.
// 5. Order of evaluation: left to right; callee before arguments, but a global function and a method are looked up after
//    them; the value of an assignment before the parts of its target, except in `target += value`, where the target's
//    parts and old value come first. The variable at the root of a target is read at the moment of storing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analysis/scope.h"
#include "runtime/executor.h"
#include "runtime/expression_patterns.h"
#include "runtime/operations.h"
#include "syntax/nodes.h"

namespace rumina {

class Interpreter final : public Executor {
public:
    Interpreter(Runtime& runtime, UnitRunner& units);
    Value run_module(const Tree& tree) override;
    Value run_compiled(FunctionPrototype& top_level) override;
    bool is_vm() const override { return false; }
    void start(const Tree& tree) override;
    bool go_on(Value& result) override;
    void abandon() override {}

private:
    /// How a statement ended. The value of a Return is in `returned_`.
    enum class Completion : std::uint8_t { Normal, Break, Continue, Return };
    /// Carries a completion out of the middle of an expression: `1 + (if c { return 2 } else { 3 })`. Caught where
    /// completions are handled; statements alone never need it.
    struct Escape {
        Completion completion;
    };
    struct Frame {
        const FunctionInfo* info;
        FunctionObject* closure; ///< null for a module
        const FunctionPrototype* prototype;
        std::size_t base;    ///< index of slot 0; the callee is at base - 1, the receiver or Unset at base - 2
        std::uint32_t depth; ///< functions under way, this one included
        Span where;          ///< what it is doing
    };
    struct Checkpoint {
        std::size_t top, frames;
    };
    using NamedArguments = std::vector<std::pair<Name, Expr*>>;

    // ── interpreter.cpp: modules, stack, errors ─────────────────────────────────────────────────────────────
    Value run_top_level(const Tree& tree);
    void push_frame(const Frame& frame);
    void pop_frame();
    FunctionPrototype* prototype_of(const FunctionNode& node, bool from_prelude);
    RUMINA_COLD void grow(std::size_t needed);
    void ensure(std::size_t size) {
        if (RUMINA_UNLIKELY(size > capacity_)) grow(size);
    }
    void push(Value value) {
        if (RUMINA_UNLIKELY(top_ == capacity_)) grow(top_ + 1);
        stack_[top_++] = value;
    }
    void where(Span span) { frame_->where = span; }
    /// One step of the program; `span` is shown when a limit ends it here.
    void step(Span span) {
        if (RUMINA_UNLIKELY(--runtime_.fuel < 0)) {
            where(span);
            runtime_.safepoint();
        }
    }
    [[noreturn]] RUMINA_COLD void fail_too_deep();
    Checkpoint checkpoint() const { return {top_, frames_.size()}; }
    void restore(const Checkpoint& saved);
    /// Gives a failure its place and trace, once.
    void locate(Failure& failure) const;
    static Failure out_of_memory();
    const FunctionNode* running_module() const;

    // ── statements.cpp ──────────────────────────────────────────────────────────────────────────────────────
    Completion execute(const Stmt& stmt);
    Completion execute_block(const Block& block);
    /// Runs the block; `out` becomes the value of its last statement (null when that has none).
    Completion block_value(const Block& block, Value& out);
    Completion statement_value(const Stmt& stmt, Value& out);
    /// An expression where control may also leave: the value, or how it left.
    Completion complete(const Expr& expr, Value& out);
    Completion match(const MatchExpr& match, Value& out);
    void enter_block(const Block& block);
    bool goes_on(const Expr& condition, Span& turn, bool negated = false);
    Completion while_loop(const WhileStmt& loop);
    Completion counted_loop(const LoopStmt& loop);
    Completion three_part_loop(const ForThreeStmt& loop);
    Completion for_in(const ForInStmt& loop);
    /// The iteration of a `for` and of a clause of a comprehension.
    template <typename Body>
    Completion iterate(const Expr& iterable, const Pattern& pattern, Body&& body);
    Completion try_statement(const TryStmt& statement, Value& out);
    void declaration(const DeclarationStmt& declaration);
    void function_declaration(const FunctionStmt& declaration);
    void struct_declaration(const StructDeclarationStmt& declaration);
    void import(const ImportStmt& import);
    void use(const UseStmt& use);
    /// Runs a piece of a loop or function and turns an Escape into the completion it carries.
    template <typename Run>
    Completion guarded(Run&& run);

    // ── evaluate.cpp ────────────────────────────────────────────────────────────────────────────────────────
    Value evaluate(const Expr& expr);
    /// The same; numbers and local variables, the most frequent operands, without a call.
    Value operand(const Expr& expr) {
        if (expr.kind == NodeKind::NameExpr) {
            const Binding& binding = as<NameExpr>(expr).binding;
            if (RUMINA_LIKELY(binding.where == Binding::Where::Local)) {
                Value value = stack_[frame_->base + binding.variable->slot];
                if (RUMINA_LIKELY(!value.is(Tag::Cell) && !value.is_unset())) return value;
            }
        } else if (expr.kind == NodeKind::NumberExpr) {
            if (std::uint32_t constant = as<NumberExpr>(expr).constant; RUMINA_LIKELY(constant != 0)) return constants_[constant - 1];
        }
        return evaluate(expr);
    }
    /// Evaluates while `kept` stays alive.
    Value evaluate_beside(Value kept, const Expr& expr);
    /// Evaluates a value that is about to be stored.
    Value evaluate_to_keep(const Expr& expr);
    Value number(const NumberExpr& expr);
    Value string(const StringExpr& expr);
    Value format(const FormatExpr& expr);
    Value path(const PathExpr& expr);
    Value chain(const ChainExpr& expr);
    Value comparison(const ComparisonExpr& expr);
    Value logical(const LogicalExpr& expr);
    /// The expression as a condition: operands of `and`, `or`, `not` are decided one by one.
    bool truth(const Expr& expr);
    Value range(const RangeExpr& expr);
    Value substitution(const SubstituteExpr& expr);
    Value index(const IndexExpr& expr);
    Value array(const ArrayExpr& expr);
    Value vector(const VectorExpr& expr);
    Value matrix(const MatrixExpr& expr);
    Value table(const TableExpr& expr);
    Value structure(const StructExpr& expr);
    Value set(const SetExpr& expr);
    Value comprehension(const ComprehensionExpr& expr);
    Completion comprehension_clause(const ComprehensionExpr& expr, std::size_t clause, std::size_t result);
    Value escape_value(const Expr& expr);

    // ── call.cpp ────────────────────────────────────────────────────────────────────────────────────────────
    Value call(const CallExpr& expr);
    Value pipe(const PipeExpr& expr);
    Value scope_listing(const CallExpr& expr);
    /// Calls `callee` with the piped value (if not null) and the arguments of `parts` (if not null).
    Value call_with(const Expr& callee, const CallExpr* parts, const Value* piped, bool tail, Span span);
    Value evaluate_callee(const Expr& callee);
    void push_argument(const Expr& argument);
    /// Calls what is at stack_[base - 1]. `count` arguments and then the values of `named` lie from `base` to the top.
    Value invoke(std::size_t base, std::size_t count, const NamedArguments& named, bool tail);
    std::size_t spread(std::size_t base, std::size_t given);
    static std::vector<Name> names_of(const NamedArguments& named);
    /// Spreads the arguments over the parameters; returns how many slots are filled.
    std::size_t bind(const FunctionObject& function, std::size_t base, std::size_t count, const NamedArguments& named);
    Value run_function(std::size_t base, std::size_t count);
    /// Points the frame to the closure at base - 1 and prepares its slots.
    void enter(std::size_t base, std::size_t count);
    void default_arguments(const FunctionNode& node);
    Value run_body(const FunctionNode& node);
    Value closure(const FunctionNode& node);

    // ── assign.cpp: variables, targets, patterns ────────────────────────────────────────────────────────────
    Value read(const Binding& binding, Name name, Span span);
    /// The variable's content, Unset included.
    Value peek(const Binding& binding) const {
        Value value = Value::unset();
        if (RUMINA_LIKELY(binding.where == Binding::Where::Local)) value = stack_[frame_->base + binding.variable->slot];
        else if (binding.where == Binding::Where::Upvalue) value = frame_->closure->captures[binding.index];
        return value.is(Tag::Cell) ? value.as<CellObject>()->value : value;
    }
    void write(const Binding& binding, Value value);
    /// The write of a declaration: block variables that closures share get a fresh cell.
    void declare(const Binding& binding, Value value);
    void declare_local(const Variable& variable, Value value);
    void assignment(const AssignmentStmt& statement);
    void store(const Expr& target, Value value);
    void store_parts(const Expr& target, const std::vector<Expr*>& elements, bool vector, Value value);
    void push_parts(const Expr& place);
    Value load(const Expr& place, std::size_t end);
    void put(const Expr& place, std::size_t end, Value value);
    void open(const Expr& place, std::size_t end);
    void open_member(Name name, Span span);
    void close(const Expr& place, std::size_t end);
    void close_member(Name name, Span span);
    void push_opened(Value value);
    Value own(Value value);
    bool holds_alone(const Value& container, Name field) const;
    void take_apart_into(const Pattern& pattern, Value value);
    bool fits(const Pattern& pattern, Value value);

    struct TailCall {
        bool pending = false;
        std::size_t base = 0, count = 0;
    };
    struct FreeStack {
        void operator()(Value* stack) const { std::free(stack); }
    };

    Runtime& runtime_;
    UnitRunner& units_;
    std::unique_ptr<Value[], FreeStack> stack_;
    std::size_t top_ = 0, capacity_ = 0;
    std::vector<Frame> frames_;
    Frame* frame_ = nullptr; ///< the innermost of frames_
    Value returned_ = Value::null();
    TailCall tail_; ///< a tail call whose arguments are ready; run_function carries it out
    const Builtin* apply_ = nullptr; ///< the record of `__apply`, which calls its first argument
    const char* native_limit_ = nullptr; ///< the native stack must not get below this
    std::vector<Value> constants_;
    std::unordered_map<const FunctionNode*, FunctionPrototype*> prototypes_;
    std::unordered_map<const Expr*, ExpressionForm> forms_; ///< of the patterns that were reached
    static const NamedArguments kNoNames;
};

std::unique_ptr<Executor> make_interpreter(Runtime& runtime, UnitRunner& units);

template <typename Run>
Interpreter::Completion Interpreter::guarded(Run&& run) {
    std::size_t top = top_;
    try {
        return run();
    } catch (const Escape& escape) {
        top_ = top;
        return escape.completion;
    }
}

} // namespace rumina
