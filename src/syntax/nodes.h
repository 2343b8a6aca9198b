// The syntax tree. Nodes live in the tree's arena and are never freed one by one, so plain pointers refer to them.
// Left-to-right operators of one level form one flat node (Chain, Comparison, Logical, Pipe) and else-ifs one If:
// depth of the tree grows with brackets only, which the parser bounds.
// Fields under "analysis" are filled in by analysis/resolver and read by both engines.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/arena.h"
#include "base/name.h"
#include "base/source.h"
#include "syntax/operators.h"

namespace rumina {

struct Variable;     // analysis/scope.h
struct FunctionInfo; // analysis/scope.h
struct ScopeListing; // analysis/scope.h
struct FunctionNode;

enum class NodeKind : std::uint8_t {
#define EXPRESSION(name) name##Expr,
#define STATEMENT(name) name##Stmt,
#define PATTERN(name) name##Pattern,
#include "syntax/nodes.def"
#undef EXPRESSION
#undef STATEMENT
#undef PATTERN
};
std::string_view name_of(NodeKind kind); // without the suffix

struct Node {
    NodeKind kind;
    Span span;

protected:
    Node(NodeKind kind, Span span) : kind(kind), span(span) {}
};
struct Expr : Node {
    using Node::Node;
    bool parenthesised = false; ///< stood in ( ) in the source
};
struct Stmt : Node {
    using Node::Node;
};
struct Pattern : Node {
    using Node::Node;
};

#define RUMINA_NODE(Type, Base)                              \
    static constexpr NodeKind kKind = NodeKind::Type;        \
    explicit Type(Span span) : Base(kKind, span) {}

/// The node as its own type; the kind must have been tested.
template <typename T>
T& as(Node& node) {
    return static_cast<T&>(node);
}
template <typename T>
const T& as(const Node& node) {
    return static_cast<const T&>(node);
}
template <typename T>
T* try_as(Node* node) {
    return node != nullptr && node->kind == T::kKind ? static_cast<T*>(node) : nullptr;
}
template <typename T>
const T* try_as(const Node* node) {
    return node != nullptr && node->kind == T::kKind ? static_cast<const T*>(node) : nullptr;
}

/// Where a name leads. Set by analysis.
struct Binding {
    enum class Where : std::uint8_t {
        Unresolved,
        Local,   ///< variable of this function: variable->slot
        Upvalue, ///< index into the closure's captured values
        Global,  ///< index into the engine's global variables
        Builtin, ///< index into the library's table of functions and constants
    };
    Where where = Where::Unresolved;
    /// A read must test that the variable has a value: it may run before any write.
    bool checked = false;
    /// For Local and Upvalue the variable itself; it knows whether it lives in a shared cell.
    Variable* variable = nullptr;
    std::uint32_t index = 0;
    /// What a checked read of an unset variable falls back to: index + 1 of a global, 0 none. A global that is
    /// unset falls back to `builtin_fallback` (index + 1), 0 none.
    std::uint32_t global_fallback = 0;
    std::uint32_t builtin_fallback = 0;
};

/// A declared type: `int`, `array<int>`, `float?`. Checked when a value is bound.
struct TypeNode {
    Name name;
    Span span;
    bool nullable = false;
    bool parenthesised = false;
    std::vector<TypeNode*> arguments; ///< parsed and known to be types, not checked against elements
    std::uint16_t mask = 0;           ///< analysis: index into the table of checkable types
};

struct Block {
    Span span; ///< with braces
    std::vector<Stmt*> statements;
    std::vector<Variable*> reset; ///< analysis: block variables to unset on entry
};

// ── expressions ─────────────────────────────────────────────────────────────────────────────────────────────

struct NumberExpr : Expr {
    RUMINA_NODE(NumberExpr, Expr)
    enum class Form : std::uint8_t { Integer, Rational, Float } form = Form::Integer;
    bool imaginary = false;
    /// Digits without `_`, base prefix kept: "12", "0xFF", "0.5", "1.5e3", "0.(3)"; suffixes f and i removed.
    std::string text;
    mutable std::uint32_t constant = 0; ///< interpreter: index + 1 of the value it made of this; 0 before
};
struct StringExpr : Expr {
    RUMINA_NODE(StringExpr, Expr)
    std::string value;
    mutable std::uint32_t constant = 0; ///< interpreter: as in Number
};
struct FormatExpr : Expr {
    RUMINA_NODE(FormatExpr, Expr)
    /// texts.size() == values.size() + 1; texts[i] stands before values[i].
    std::vector<std::string> texts;
    std::vector<Expr*> values;
};
struct BooleanExpr : Expr {
    RUMINA_NODE(BooleanExpr, Expr)
    bool value = false;
};
struct NullExpr : Expr {
    RUMINA_NODE(NullExpr, Expr)
};
struct NameExpr : Expr {
    RUMINA_NODE(NameExpr, Expr)
    Name name; ///< π is "pi", ∞ is "inf"
    Binding binding;
};
struct PathExpr : Expr {
    RUMINA_NODE(PathExpr, Expr)
    std::vector<Name> names; ///< two or more
    Binding binding;         ///< analysis: of the first name, or of the whole path when it names a builtin
    bool whole = false;      ///< analysis: binding is of the whole path
};
struct ChainExpr : Expr {
    RUMINA_NODE(ChainExpr, Expr)
    struct Link {
        BinaryOperator op;
        Span op_span;
        Expr* operand;
    };
    Expr* first = nullptr;
    ArenaVector<Link> links; ///< at least one; evaluated left to right
};
struct PowerExpr : Expr {
    RUMINA_NODE(PowerExpr, Expr)
    BinaryOperator op = BinaryOperator::Power; ///< or DotPower
    Span op_span;
    Expr* base = nullptr;
    Expr* exponent = nullptr;
};
struct UnaryExpr : Expr {
    RUMINA_NODE(UnaryExpr, Expr)
    UnaryOperator op = UnaryOperator::Negate;
    Span op_span;
    Expr* operand = nullptr;
};
struct ComparisonExpr : Expr {
    RUMINA_NODE(ComparisonExpr, Expr)
    Expr* first = nullptr;
    ArenaVector<ChainExpr::Link> links; ///< a < b < c is a < b and b < c with b evaluated once
};
struct LogicalExpr : Expr {
    RUMINA_NODE(LogicalExpr, Expr)
    bool is_or = false;
    std::vector<Expr*> operands; ///< two or more
};
struct RangeExpr : Expr {
    RUMINA_NODE(RangeExpr, Expr)
    Expr* low = nullptr;
    Expr* high = nullptr;
    Expr* step = nullptr; ///< may be null
};
struct PipeExpr : Expr {
    RUMINA_NODE(PipeExpr, Expr)
    Expr* first = nullptr;
    /// Each stage is a Call (the value goes in front of its arguments) or any other expression (called with the value).
    std::vector<Expr*> stages;
    bool tail = false; ///< analysis: the last stage's call replaces the frame of the function it stands in
};
struct SubstituteExpr : Expr {
    RUMINA_NODE(SubstituteExpr, Expr)
    Expr* value = nullptr;
    std::vector<std::pair<Name, Expr*>> replacements;
};
struct CallExpr : Expr {
    RUMINA_NODE(CallExpr, Expr)
    Expr* callee = nullptr; ///< a Member callee is a method call
    Span site;              ///< what errors of the call mark: `f(…)`, `m(…)` of `x.m(…)`, else the parentheses
    std::vector<Expr*> arguments;
    std::vector<std::pair<Name, Expr*>> named; ///< after the others
    bool tail = false;               ///< analysis: replaces the frame of the function it stands in
    ScopeListing* listing = nullptr; ///< analysis: a call of `locals`, `globals` or `vars`
};
struct IndexExpr : Expr {
    RUMINA_NODE(IndexExpr, Expr)
    Expr* base = nullptr;
    std::vector<Expr*> indices; ///< one or more; a null pointer is `*`, all of that dimension
    Span brackets;              ///< `[…]`: what errors of the access mark
};
struct MemberExpr : Expr {
    RUMINA_NODE(MemberExpr, Expr)
    Expr* base = nullptr;
    Name name;
    Span name_span; ///< what errors of the access mark
};
struct QuantityExpr : Expr {
    RUMINA_NODE(QuantityExpr, Expr)
    Expr* value = nullptr;
    std::string unit;
};
struct AsExpr : Expr {
    RUMINA_NODE(AsExpr, Expr)
    Expr* value = nullptr;
    std::string target; ///< "num", "scalar", "<km/h>" or a type word
};
struct ArrayExpr : Expr {
    RUMINA_NODE(ArrayExpr, Expr)
    std::vector<Expr*> elements;
};
struct VectorExpr : Expr {
    RUMINA_NODE(VectorExpr, Expr)
    std::vector<Expr*> elements;
};
struct MatrixExpr : Expr {
    RUMINA_NODE(MatrixExpr, Expr)
    std::vector<std::vector<Expr*>> rows; ///< all of one length
};
struct TableExpr : Expr {
    RUMINA_NODE(TableExpr, Expr)
    std::vector<std::pair<Expr*, Expr*>> entries; ///< a bare name as key is a String
};
struct StructExpr : Expr {
    RUMINA_NODE(StructExpr, Expr)
    std::vector<std::pair<Name, Expr*>> fields;
};
struct SetExpr : Expr {
    RUMINA_NODE(SetExpr, Expr)
    std::vector<Expr*> elements;
};
struct ComprehensionExpr : Expr {
    RUMINA_NODE(ComprehensionExpr, Expr)
    enum class Result : std::uint8_t { Array, Vector, Set, Matrix } result = Result::Array;
    struct Clause {
        Pattern* pattern;
        Expr* iterable;
        std::vector<Expr*> conditions;
    };
    Expr* element = nullptr;
    std::vector<Clause> clauses; ///< outermost first
};
struct LambdaExpr : Expr {
    RUMINA_NODE(LambdaExpr, Expr)
    FunctionNode* function = nullptr;
};
struct IfExpr : Expr {
    RUMINA_NODE(IfExpr, Expr)
    struct Clause {
        Expr* condition;
        Block* body;
    };
    std::vector<Clause> clauses;
    Block* otherwise = nullptr; ///< may be null
};
struct MatchExpr : Expr {
    RUMINA_NODE(MatchExpr, Expr)
    struct Arm {
        Pattern* pattern;
        Expr* guard; ///< may be null
        Expr* body;  ///< a BlockExpr for `=> { … }`
    };
    Expr* subject = nullptr;
    std::vector<Arm> arms;
};
struct BlockExpr : Expr {
    RUMINA_NODE(BlockExpr, Expr)
    Block* block = nullptr;
};

// ── functions ───────────────────────────────────────────────────────────────────────────────────────────────

struct Parameter {
    Name name;
    Span span;
    TypeNode* type = nullptr;
    Expr* initial = nullptr; ///< default value, evaluated at the call when the argument is missing
    bool rest = false;       ///< takes all further arguments as an array (`...xs`; the library's own functions only)
    Variable* variable = nullptr; ///< analysis
};

struct FunctionNode {
    enum class Form : std::uint8_t { Named, Lambda, Do, Module };
    Form form = Form::Named;
    Name name; ///< none for lambdas and do
    Span span;
    Span name_span;
    std::vector<Parameter> parameters;
    TypeNode* result = nullptr;
    /// Exactly one of these. A module's statements are in `block`.
    Block* block = nullptr;
    Expr* expression = nullptr;
    /// The last expression of the block is the result: lambdas, do, and bodies under a declared result type.
    bool yields_last = false;
    FunctionInfo* info = nullptr; ///< analysis
};

// ── statements ──────────────────────────────────────────────────────────────────────────────────────────────

struct ExpressionStmt : Stmt {
    RUMINA_NODE(ExpressionStmt, Stmt)
    Expr* expression = nullptr;
};
struct DeclarationStmt : Stmt {
    RUMINA_NODE(DeclarationStmt, Stmt)
    enum class Form : std::uint8_t { Var, Let, Const, Typed } form = Form::Var; ///< Typed (`int x = v`) converts the value
    Pattern* pattern = nullptr;
    TypeNode* type = nullptr;
    Expr* value = nullptr; ///< may be null for Var and Let
};
struct AssignmentStmt : Stmt {
    RUMINA_NODE(AssignmentStmt, Stmt)
    Expr* target = nullptr; ///< Name, Path, Member or Index; for destructuring an Array or Vector of those
    /// For `+=` and its kin. The target's parts are evaluated once.
    bool compound = false;
    BinaryOperator op = BinaryOperator::Add;
    Span op_span;
    Expr* value = nullptr;
};
struct FunctionStmt : Stmt {
    RUMINA_NODE(FunctionStmt, Stmt)
    FunctionNode* function = nullptr;
    std::vector<std::pair<Name, Span>> decorators;
    Binding binding; ///< analysis: where the function is stored
};
struct StructDeclarationStmt : Stmt {
    RUMINA_NODE(StructDeclarationStmt, Stmt)
    Name name;
    struct Field {
        Name name;
        TypeNode* type;
        Expr* value; ///< null: the field starts as null
    };
    std::vector<Field> fields;
    Binding binding; ///< analysis
};
struct WhileStmt : Stmt {
    RUMINA_NODE(WhileStmt, Stmt)
    Expr* condition = nullptr;
    Block* body = nullptr;
};
struct LoopStmt : Stmt {
    RUMINA_NODE(LoopStmt, Stmt)
    Expr* count = nullptr; ///< null: forever
    Block* body = nullptr;
};
struct ForThreeStmt : Stmt {
    RUMINA_NODE(ForThreeStmt, Stmt)
    Stmt* initial = nullptr;   ///< may be null
    Expr* condition = nullptr; ///< may be null: true
    Stmt* step = nullptr;      ///< may be null
    Block* body = nullptr;
};
struct ForInStmt : Stmt {
    RUMINA_NODE(ForInStmt, Stmt)
    Pattern* pattern = nullptr;
    Expr* iterable = nullptr;
    Block* body = nullptr;
};
struct ReturnStmt : Stmt {
    RUMINA_NODE(ReturnStmt, Stmt)
    Expr* value = nullptr; ///< null: returns null
};
struct BreakStmt : Stmt {
    RUMINA_NODE(BreakStmt, Stmt)
};
struct ContinueStmt : Stmt {
    RUMINA_NODE(ContinueStmt, Stmt)
};
struct IncludeStmt : Stmt {
    RUMINA_NODE(IncludeStmt, Stmt)
    std::string path;
    Span path_span;
    std::uint32_t unit = 0; ///< loader: index + 1 of the loaded unit; 0 for a builtin namespace (nothing to do)
    Name module;            ///< loader: the name the module goes by
    Binding binding;        ///< analysis: the variable that holds the module
};
struct DefineStmt : Stmt {
    RUMINA_NODE(DefineStmt, Stmt)
    Name name;
    Expr* value = nullptr;
};
struct ThrowStmt : Stmt {
    RUMINA_NODE(ThrowStmt, Stmt)
    Expr* value = nullptr;
};
struct ImportStmt : Stmt {
    RUMINA_NODE(ImportStmt, Stmt)
    std::vector<Name> path;
    Name alias; ///< none: the last part of the path
    std::uint32_t unit = 0; ///< loader, as in Include
    Binding binding;
    std::uint32_t builtin = 0; ///< analysis: index + 1 of the builtin namespace
};
struct UseStmt : Stmt {
    RUMINA_NODE(UseStmt, Stmt)
    std::vector<Name> path;
    struct Item {
        Name name;
        Name alias; ///< same as name without `as`
        Span span;
        Binding binding;
        std::uint32_t builtin = 0; ///< analysis: index + 1 of the builtin
    };
    std::vector<Item> items;
    std::uint32_t unit = 0;
};
struct UnitStmt : Stmt {
    RUMINA_NODE(UnitStmt, Stmt)
    Name name;
    Expr* factor = nullptr; ///< may be null
    std::string unit;
};
struct SymbolsStmt : Stmt {
    RUMINA_NODE(SymbolsStmt, Stmt)
    struct Item {
        Name name;
        Span span;
        Name argument; ///< sym y(x)
        Name domain;   ///< sym x in positive
        Binding binding;
    };
    std::vector<Item> items;
};
struct GlobalStmt : Stmt {
    RUMINA_NODE(GlobalStmt, Stmt)
    std::vector<std::pair<Name, Span>> names;
};
struct TryStmt : Stmt {
    RUMINA_NODE(TryStmt, Stmt)
    Block* body = nullptr;
    Name error;            ///< may be none: `catch { … }`
    Span error_span;
    Variable* variable = nullptr; ///< analysis: of the error, null without a name
    Block* handler = nullptr;   ///< null without `catch`
    Block* finally = nullptr;   ///< null without `finally`
};
struct BlockStmt : Stmt {
    RUMINA_NODE(BlockStmt, Stmt)
    Block* block = nullptr;
};

// ── patterns ────────────────────────────────────────────────────────────────────────────────────────────────

struct WildcardPattern : Pattern {
    RUMINA_NODE(WildcardPattern, Pattern)
};
struct BindPattern : Pattern {
    RUMINA_NODE(BindPattern, Pattern)
    Name name;
    Binding binding;
};
struct LiteralPattern : Pattern {
    RUMINA_NODE(LiteralPattern, Pattern)
    Expr* value = nullptr; ///< a literal, possibly negated, or a quotient of integers
};
struct SequencePattern : Pattern {
    RUMINA_NODE(SequencePattern, Pattern)
    bool vector = false; ///< vec[…] takes a vec only; […] an array or vec
    std::vector<Pattern*> elements;
};
struct FieldsPattern : Pattern {
    RUMINA_NODE(FieldsPattern, Pattern)
    std::vector<std::pair<Name, Pattern*>> fields; ///< {a} binds a
};
struct ExpressionPattern : Pattern {
    RUMINA_NODE(ExpressionPattern, Pattern)
    Expr* expression = nullptr;
};

#undef RUMINA_NODE

/// A comment, kept for the formatter.
struct Comment {
    Span span;
    bool own_line = false; ///< only white space stands before it on its line
};

/// One parsed text. `module` holds the top-level statements.
struct Tree {
    std::uint32_t source = 0;
    FunctionNode* module = nullptr;
    /// One of the library's own texts: its functions are left out of traces. Set by whoever loads it.
    bool from_prelude = false;
    bool has_functions = false; ///< besides the module itself
    std::vector<Comment> comments;
    std::vector<Stmt*> imports; ///< every include, import and use, for the loader
    Arena arena; ///< of the nodes and of what the analysis adds
};

} // namespace rumina
