// Lowers one function. Each lower_*.cpp holds the methods for one family of nodes.
//
// Slots: the function's variables first, then temporaries, which are a stack (`Temporaries` gives them back). An
// expression is lowered into a slot its caller names (`into`), or to wherever it already is (`operand`): a variable
// that cannot change before it is used is read in place.
//
// Sharing: Move, ReadGlobal, GetIndex … mark copy-on-write values as shared; Take and the …Base forms do not. A value
// that is only looked into, or that nobody else can hold (a call's result), must not be marked, or the next write copies.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "bytecode/chunk.h"
#include "bytecode/optimizer_options.h"
#include "runtime/calls.h"
#include "runtime/operations.h"
#include "syntax/nodes.h"

namespace rumina {

class FunctionCompiler {
public:
    FunctionCompiler(Runtime& runtime, const ModuleScope* scope, bool from_prelude, const OptimizerOptions& options)
        : runtime_(runtime), scope_(scope), from_prelude_(from_prelude), options_(options) {}
    FunctionPrototype* compile(const FunctionNode& node);

private:
    using Slot = std::uint32_t;
    void body();
    [[gnu::noinline]] void module_body();
    [[gnu::noinline]] void function_body();
    void parameter_default(const Parameter& parameter);
    void parameter_type(const Parameter& parameter);

    // ── emitting (emit.cpp) ──
    struct Label {
        std::int64_t position = -1;
        std::vector<std::uint32_t> uses; ///< instructions to patch
    };
    std::uint32_t emit(Opcode op, std::uint32_t a, std::uint32_t b, std::uint32_t c, Span span);
    void emit_extra(std::uint64_t word, Span span);
    std::uint32_t emit_wide(Opcode op, std::uint32_t a, std::uint32_t wide, Span span);
    void place(Label& label);
    void patch(std::uint32_t at, std::int64_t position);
    /// A jump whose operands before the label are given; short labels are in c, wide ones in b and c.
    void jump(Opcode op, std::uint32_t a, std::uint32_t b, Label& label, Span span);
    static std::uint32_t s(Slot slot) { return slot_operand(slot); }
    std::uint32_t constant(Value value);
    std::uint32_t string_constant(std::string_view text);
    std::uint32_t name_index(Name name);
    /// Adds a row to one of the chunk's tables and gives its 16-bit index.
    template <typename T>
    std::uint32_t add_row(std::vector<T>& rows, T row) {
        if (rows.size() >= 65536) fail(DiagnosticId::FunctionTooLarge, 65536, "entries of one kind");
        rows.push_back(std::move(row));
        return static_cast<std::uint32_t>(rows.size() - 1);
    }
    std::uint32_t here() const { return static_cast<std::uint32_t>(chunk_->code.size()); }

    // ── temporaries ──
    Slot temporary();
    class Temporaries {
    public:
        explicit Temporaries(FunctionCompiler& compiler) : compiler_(compiler), saved_(compiler.next_) {}
        ~Temporaries() { compiler_.next_ = saved_; }
        Temporaries(const Temporaries&) = delete;

    private:
        FunctionCompiler& compiler_;
        Slot saved_;
    };
    /// `destination` when it is the topmost temporary, else a new one: calls and literals then need no move.
    Slot window(Slot destination);

    // ── expressions (lower_expression.cpp, lower_literal.cpp) ──
    void into(const Expr& expr, Slot destination);
    void other_into(const Expr& expr, Slot destination); ///< any but the usual ones of a line of input
    /// A slot that holds the value now; stays valid while `next` (may be null) is evaluated.
    Slot operand(const Expr& expr, const Expr* next = nullptr);
    Slot in_temporary(const Expr& expr);
    /// The value of the expression to look into or to change a part of: not shared.
    Slot base(const Expr& expr);
    void base_into(const Expr& expr, Slot destination);
    void effect(const Expr& expr);
    bool evaluates_blocks(const Expr& expr) const;
    bool reads_in_place(const Expr& expr) const;
    std::optional<std::int16_t> small_int(const Expr& expr) const;

    void read(const Binding& binding, Name name, Slot destination, Span span, bool shared);
    void write(const Binding& binding, Slot source, Span span, bool fresh);
    /// Stores a value to a variable that is declared here: a block variable that lives in a cell gets a new one.
    void declare(const Binding& binding, Slot source, Span span, bool fresh);
    bool is_fresh(const Expr& expr) const;

    void chain(const ChainExpr& expr, Slot destination);
    void binary(BinaryOperator op, const Expr& lhs, const Expr& rhs, Slot destination, Span span);
    void binary_slots(BinaryOperator op, Slot lhs, const Expr& rhs, Slot destination, Span span);
    void comparison(const ComparisonExpr& expr, Slot destination);
    void logical(const LogicalExpr& expr, Slot destination);
    void range(const RangeExpr& expr, Slot destination);
    void index(const IndexExpr& expr, Slot destination, bool as_base);
    void member(const MemberExpr& expr, Slot destination, bool as_base);
    void path(const PathExpr& expr, Slot destination);
    void path_front(const PathExpr& expr, Slot destination);
    void number(const NumberExpr& expr, Slot destination);
    void other_number(const NumberExpr& expr, Slot destination);
    void load_constant(Value value, Slot destination, Span span);
    void elements(const std::vector<Expr*>& list, Slot destination, Span span);
    void structure(const std::vector<std::pair<Name, Expr*>>& fields, Slot destination, Span span);
    void table(const TableExpr& expr, Slot destination);
    void matrix(const MatrixExpr& expr, Slot destination);
    void format(const FormatExpr& expr, Slot destination);
    void comprehension(const ComprehensionExpr& expr, Slot destination);
    void closure(const FunctionNode& node, Slot destination, Span span);
    void if_expression(const IfExpr& expr, const Slot* destination);
    void match(const MatchExpr& expr, const Slot* destination);
    /// The block's statements; with a destination, the value of its last expression (null without one).
    void block(const Block& block, const Slot* destination);
    void last_statement(const Stmt& stmt, Slot destination);

    // ── conditions (lower_condition.cpp) ──
    /// Goes to the label when the truth of the expression is `when`, else falls through. `back`: the label is a loop's body.
    void condition(const Expr& expr, Label& label, bool when, bool back);

    // ── calls (lower_call.cpp) ──
    void call(const CallExpr& expr, Slot destination) { call(expr, destination, nullptr, std::nullopt, expr.tail); }
    /// `plain_stage`: the callee when expr is only a stand-in for `x |> f`.
    void call(const CallExpr& expr, Slot destination, const Expr* plain_stage, std::optional<Slot> piped, bool tail);
    void pipe(const PipeExpr& expr, Slot destination);
    void arguments(const CallExpr& expr, std::optional<Slot> piped);
    /// A call of a builtin that is an instruction, into the destination if there is one; false when it is none.
    bool direct_call(const CallExpr& expr, const Slot* destination);
    void list_names(const CallExpr& expr, Slot destination, bool tail);
    std::uint32_t call_site(const CallExpr& expr, Name method); ///< a row with the names of its arguments

    // ── statements (lower_statement.cpp) ──
    struct Loop {
        Label *exit, *again;
        std::size_t finallies; ///< of the enclosing ones
    };
    struct Exit { ///< a way out of a try block that has to run its finally block first
        enum class Kind : std::uint8_t { Return, Break, Continue } kind;
        std::size_t loop; ///< index in loops_ for Break and Continue
    };
    struct Finally {
        Slot kind, value; ///< 0 normal, 1 error, 2 + i exits[i]
        Label entry;
        std::vector<Exit> exits;
    };
    void statement(const Stmt& stmt);
    void declaration(const DeclarationStmt& stmt);
    void assignment(const AssignmentStmt& stmt);
    void store(const Expr& target, Slot value, bool fresh);
    /// Target of an assignment with its parts evaluated once, outermost first.
    struct Place {
        const Expr* expr;
        Slot container = 0;  ///< Index, Member, Path: the slot that holds what the part belongs to
        bool opened = false; ///< the container is there from the start
        Slot indices = 0;    ///< Index: the first of them
        std::unique_ptr<Place> base; ///< where the container is stored back; null when nothing is to be
    };
    std::unique_ptr<Place> place_of(const Expr& target);
    void open(const Place& place);
    void read_place(const Place& place, Slot destination);
    void write_place(const Place& place, Slot value, bool fresh);
    void while_loop(const WhileStmt& stmt);
    void counted_loop(const LoopStmt& stmt);
    void for_three(const ForThreeStmt& stmt);
    void for_in(const ForInStmt& stmt);
    void return_statement(const ReturnStmt& stmt);
    void check_result(Slot value, Span span);
    void leave(Exit exit, Span span);
    void emit_exit(Exit exit, Slot value, Span span);
    void try_statement(const TryStmt& stmt, const Slot* destination);
    void function_statement(const FunctionStmt& stmt);
    void reset_block(const Block& block);
    void loop_over(Slot iterable, bool pairs, const Pattern& pattern, Span span, const std::function<void(Label& again)>& body);

    // ── patterns (lower_pattern.cpp) ──
    /// Binds the names of a declaring pattern; raises when the value does not have the shape.
    void bind_pattern(const Pattern& pattern, Slot value, bool fresh);
    /// Jumps to `otherwise` when the pattern does not fit, else binds its names.
    void test_pattern(const Pattern& pattern, Slot value, Label& otherwise);

    Runtime& runtime_;
    const ModuleScope* scope_;
    bool from_prelude_;
    const OptimizerOptions& options_;
    std::shared_ptr<Chunk> chunk_;
    const FunctionNode* node_ = nullptr;
    Slot next_ = 0;
    bool wide_ = false; ///< too long for 16-bit labels: conditions go through a bool
    bool too_long_ = false;
    bool has_loop_ = false; ///< some jump goes backwards
    std::vector<Loop> loops_;
    std::vector<Finally> finallies_;
    std::unordered_map<std::uint64_t, std::uint32_t> int_constants_, float_constants_;
    std::unordered_map<std::string, std::uint32_t> string_constants_;
    std::unordered_map<Name, std::uint32_t> name_indices_;
};

} // namespace rumina
