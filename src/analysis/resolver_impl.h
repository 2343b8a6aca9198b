// The resolver's state and its parts: one walk, spread over the files by what is walked.
//
// | resolver.cpp           | modules, functions, slots                          |
// | resolve_name.cpp       | single names: reads, writes, declarations          |
// | resolve_pattern.cpp    | the names of patterns                              |
// | resolve_statement.cpp  | blocks, statements, targets of assignments         |
// | resolve_expression.cpp | expressions                                        |
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analysis/call_checks.h"
#include "analysis/resolver.h"

namespace rumina {

using AssignedSet = std::vector<bool>; ///< by index in FunctionInfo::variables; missing ones are unassigned

class Resolver {
public:
    Resolver(Tree& tree, const NameTable& names, ModuleNames& module, ExternalNames& external, DiagnosticList& diagnostics)
        : tree_(tree), names_(names), module_(module), external_(external), diagnostics_(diagnostics),
          known_calls_(tree, names, module, diagnostics) {}
    void run();

private:
    struct FunctionScope {
        FunctionScope(FunctionInfo* info, FunctionScope* parent) : info(info), parent(parent) {}
        FunctionInfo* info;
        FunctionScope* parent;
        std::unordered_map<Name, Variable*> names;                ///< function-wide
        std::vector<std::unordered_map<Name, Variable*>> blocks;  ///< innermost last
        std::vector<Block*> block_nodes;                          ///< parallel; null where no block stands for the scope
        std::unordered_set<Name> globals;                         ///< `global x`
        std::unordered_set<Name> used;                            ///< so far, for `global` that comes too late
        std::unordered_map<Variable*, std::uint32_t> capture_index;
        AssignedSet assigned;
        bool unreachable = false; ///< after return, break, throw: everything counts as assigned
        int loops = 0, tries = 0;
    };

    // ── resolver.cpp: modules and functions ─────────────────────────────────────────────────────────────────
    FunctionInfo* new_info(FunctionNode& node, FunctionInfo* parent);
    void collect_module(FunctionNode& root);
    Variable* new_variable(FunctionScope& scope, Name name, Span span, Variable::Kind kind);
    /// Slots: parameters (the rest parameter last), self, the others. Decides which captured variables need cells.
    void finish(FunctionScope& scope);
    void function(FunctionNode& node);
    static void mark_tail(Expr* expr);
    void type(TypeNode* node);
    void check_size(std::size_t size, std::size_t limit, Span span, const char* what);

    // ── resolve_name.cpp ────────────────────────────────────────────────────────────────────────────────────
    /// What is certain to have a value on the path so far.
    struct Flow {
        AssignedSet assigned;
        bool unreachable;
    };
    Flow flow() const { return {current_->assigned, current_->unreachable}; }
    void restore(const Flow& saved);
    /// The state where two paths meet.
    void meet(const Flow& other);
    /// A variable's slot is its index in the set until its function is finished.
    static bool is_assigned(const FunctionScope& scope, const Variable* variable) {
        return scope.unreachable || scope.assigned[variable->slot];
    }
    void set_assigned(const Variable* variable) { current_->assigned[variable->slot] = true; }

    static Variable* find_in(const FunctionScope& scope, Name name);
    /// Finds a variable in this or an enclosing function.
    Variable* find_variable(Name name, FunctionScope*& owner);
    /// Binding of a variable of this or an enclosing function, seen from `scope`.
    Binding bind(FunctionScope& scope, FunctionScope& owner, Variable* variable);
    void add_fallbacks(Binding& binding, Name name);
    /// The hidden variable `self` of a function; enclosing functions get one as well, so that closures inherit it.
    Variable* self_of(FunctionScope& scope);
    Name self_name() const { return names_.find("self"); }
    /// `called`: the name stands for a function that is called.
    Binding read(Name name, Span span, bool called = false);
    Binding write(Name name, Span span);
    std::vector<std::string> names_of_program() const;
    std::string meant_by(std::string_view name, bool called) const;
    void undefined(Name name, Span span, bool called);
    /// A block variable that may be read before its declaration ran has to be unset each time its block is entered.
    void reset_on_entry(FunctionScope& scope, Variable* variable);
    void constant_error(Name name, Span span, bool is_let);
    /// Declares a function-wide name of this function (a global at top level) and binds the write.
    Binding declare_wide(Name name, Span span);
    Binding write_global(Name name, Span span);
    /// Declares a variable of the innermost block. `assigned` is set by the caller once its value is there.
    Binding declare_in_block(Name name, Span span, Variable::Kind kind);

    // ── resolve_pattern.cpp ─────────────────────────────────────────────────────────────────────────────────
    /// Binds every name of a declaring pattern.
    void declare_pattern(Pattern* pattern, DeclarationStmt::Form form);
    /// Binds the names of a loop or match pattern in the innermost block.
    void declare_block_pattern(Pattern* pattern, Variable::Kind kind);
    /// The plain names of an expression pattern (`u^n`, `sin(u) + v`) stand for its parts.
    void declare_parts(Expr* expr);
    /// Makes the names of a `let` or `const` known in their block before the declaration is reached.
    void predeclare(Pattern* pattern, DeclarationStmt::Form form);

    // ── resolve_statement.cpp ───────────────────────────────────────────────────────────────────────────────
    void block(Block* node);
    void block_statements(Block& node);
    void loop_body(Block* body);
    void statement(Stmt* stmt);
    void other_statement(Stmt* stmt); ///< any but an expression
    void try_statement(TryStmt& statement);
    void import(ImportStmt& import);
    void use(UseStmt& use);
    void unknown_member(const std::vector<Name>& module, std::uint32_t name_space, Name member, Span span);
    std::string path_text(const std::vector<Name>& path) const;
    void target(Expr* expr);
    void note_write_through(NameExpr& name);

    // ── resolve_expression.cpp ──────────────────────────────────────────────────────────────────────────────
    void expressions(std::vector<Expr*>& list);
    void expression(Expr* expr);
    void other_expression(Expr* expr); ///< any but the usual ones of a line of input
    void path(PathExpr& expr);
    void call(CallExpr& call, std::uint32_t piped);
    void tell_steps_of(CallExpr& call);
    void scope_listing(CallExpr& call, std::string_view name);
    void comprehension(ComprehensionExpr& expr);
    void if_expression(IfExpr& expr);
    void match(MatchExpr& expr);

    Tree& tree_;
    const NameTable& names_;
    ModuleNames& module_;
    ExternalNames& external_;
    DiagnosticList& diagnostics_;
    KnownCalls known_calls_;
    FunctionScope* current_ = nullptr;
};

} // namespace rumina
