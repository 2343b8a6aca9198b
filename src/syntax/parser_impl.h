// The parser's state and its parts; included by the parse_*.cpp files only.
//
// Rules that hold everywhere:
// 1. After an error `current_` points at a synthetic End token, so every loop and every `take` stops by itself and
//    further messages are dropped. The innermost list of statements then puts it back and skips to the next statement.
//    A parse function always returns a node, never null; after an error its contents mean nothing.
// 2. `newlines_` says whether a newline can end a statement here. Brackets switch it off, blocks inside them on.
// 3. Every recursion passes a `Nesting`, which stops the whole parse at kMaxNesting. Operators use no native
//    stack: parse_expression keeps them in `pending_`. A tree made by postfix chains or by mixed operators is bounded
//    by kMaxHeight, so whoever walks the tree can recurse.
#pragma once

#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/coverage.h"
#include "syntax/lexer.h"
#include "syntax/parser.h"

namespace rumina::syntax {

enum class Production {
#define PRODUCTION(name) name,
#include "syntax/productions.def"
#undef PRODUCTION
};
// Marks that the text used a production; a name that is not in the table does not compile.
#define RUMINA_PRODUCTION(name)                  \
    do {                                         \
        static_cast<void>(Production::name);     \
        RUMINA_COVER(Production, #name);         \
    } while (false)

/// Expression nodes above each other: a call or two operators for each level of nesting is ordinary.
inline constexpr int kMaxHeight = 4 * kMaxNesting;

/// How tight an operator binds, loosest first.
enum class Level : std::uint8_t {
    Pipe, Substitute, Or, And, Not, Compare, Range, Union, Intersection, Add, Multiply, Unary, Power,
};

inline bool is_arrow(TokenKind kind) { return kind == TokenKind::Arrow || kind == TokenKind::FatArrow; }

class Parser {
public:
    Parser(const SourceFile& file, std::uint32_t source, const TokenList& tokens, NameTable& names,
           DiagnosticList& diagnostics, const ParseOptions& options, Tree& tree);

    void parse_program();
    /// The whole text as one expression; false (with diagnostics or not) when it is none.
    bool parse_whole_expression();
    /// The last error was that the text ended.
    bool incomplete() const { return incomplete_; }

private:
    // ── tokens (parser.cpp) ─────────────────────────────────────────────────────────────────────────────────
    TokenKind kind() const { return current_->kind; }
    const Token& token() const { return *current_; }
    /// The token `count` after the current one; End behind the last.
    const Token& ahead(std::size_t count = 1) const;
    const Token& partner(const Token& open) const { return tokens_.tokens[open.value]; }
    void advance();
    bool take(TokenKind kind);
    bool expect(TokenKind kind);
    /// The closing bracket of `open`.
    std::string end_hint(const Token* statement) const;
    std::string one_number_hint(const Token* comma) const;
    /// `parts`: what stands between them, separated by commas.
    void expect_close(TokenKind close, const Token& open, std::string_view parts = {});
    bool breaks_line() const { return newlines_ && current_->newline_before; }
    std::string_view text(const Token& token) const { return file_.text(token.span); }
    Span span_from(std::uint32_t begin) const { return {source_, begin, last_end_ > begin ? last_end_ : begin}; }
    Name name_of_word(const Token& token);
    /// A name that a program may declare or read; `expected` is for the message.
    Name take_name(std::string_view expected);
    Name take_word(std::string_view expected);
    static bool starts_operand(TokenKind kind);
    static bool is_assignment(TokenKind kind);
    /// The contextual word here opens its construct: a name follows it on the same line.
    bool opens_with_name() const;

    // ── errors (parser.cpp) ─────────────────────────────────────────────────────────────────────────────────
    /// Where the body of a lambda of one parameter begins: `|x|` without one was meant as an absolute value.
    const Token* behind_bars_ = nullptr;
    bool failing() const { return failed_at_ != nullptr; }
    /// Reports and gives the statement up. Null when the message is dropped.
    template <typename... Args>
    Diagnostic* fail(DiagnosticId id, Span span, const Args&... args) {
        if (failing()) return nullptr;
        Diagnostic* diagnostic = diagnostics_.full() ? nullptr : &diagnostics_.add(id, span, args...);
        give_up();
        return diagnostic;
    }
    /// Reports and goes on.
    template <typename... Args>
    void report(DiagnosticId id, Span span, const Args&... args) {
        if (!failing() && !diagnostics_.full()) diagnostics_.add(id, span, args...);
    }
    Diagnostic* unexpected(std::string_view expected);
    void fail_too_deep();
    void give_up();
    void recover(const Token* statement, bool inside_block);
    std::string describe(const Token& token) const;
    std::string clipped(Span span) const;

    // ── nesting ─────────────────────────────────────────────────────────────────────────────────────────────
    class Nesting {
    public:
        explicit Nesting(Parser& parser) : parser_(parser) {
            if (++parser_.depth_ > kMaxNesting) parser_.fail_too_deep();
        }
        Nesting(const Nesting&) = delete;
        ~Nesting() { --parser_.depth_; }

    private:
        Parser& parser_;
    };
    /// One level of brackets, in which newlines end statements or not.
    class Brackets {
    public:
        Brackets(Parser& parser, bool newlines) : nesting_(parser), parser_(parser), saved_(parser.newlines_) {
            parser.newlines_ = newlines;
        }
        Brackets(const Brackets&) = delete;
        ~Brackets() { parser_.newlines_ = saved_; }

    private:
        Nesting nesting_;
        Parser& parser_;
        bool saved_;
    };

    // ── statements (parse_statement.cpp) ────────────────────────────────────────────────────────────────────
    void parse_statements(std::vector<Stmt*>& out, const Token* open);
    Block* parse_block();
    Block* parse_body();
    Stmt* parse_statement();
    Stmt* parse_simple_statement(Level limit = Level::Pipe);
    Stmt* parse_assignment(Expr* target, std::uint32_t begin);
    Stmt* parse_declaration();
    Stmt* parse_typed_declaration();
    Stmt* parse_function();
    Stmt* parse_struct();
    Stmt* parse_if_statement();
    Stmt* parse_while();
    Stmt* parse_loop();
    Stmt* parse_for();
    Stmt* parse_for_three(std::uint32_t begin);
    Stmt* parse_return();
    Stmt* parse_include();
    Stmt* parse_define();
    Stmt* parse_throw();
    Stmt* parse_import();
    Stmt* parse_use();
    Stmt* parse_unit();
    Stmt* parse_symbols();
    Stmt* parse_global();
    Stmt* parse_try();
    std::vector<Name> parse_module_path();
    void check_target(const Expr& target, bool compound);
    void check_increment_statement();
    bool opens_throw() const;
    bool block_holds_literal(const Stmt& first) const;

    // ── functions, types, patterns (parse_pattern.cpp) ──────────────────────────────────────────────────────
    std::vector<Parameter> parse_parameters(TokenKind close);
    Parameter parse_parameter(bool& seen_default);
    void parse_function_body(FunctionNode& function);
    TypeNode* parse_type();
    TypeNode* parse_optional_type();
    TypeNode* parse_simple_type();
    void parse_type_arguments(TypeNode& type);
    bool starts_type() const;
    /// What `var`, `for` and comprehensions bind: names, sequences, fields.
    Pattern* parse_binding() { return parse_pattern(true); }
    /// `k, v` without brackets is a sequence too.
    Pattern* parse_loop_pattern();
    Pattern* parse_pattern(bool binding_only);
    Pattern* parse_sequence_pattern(bool binding_only);
    Pattern* parse_fields_pattern(bool binding_only);
    Pattern* pattern_of(Expr* expression, const Token& first);
    Pattern* bind(const Token& token);
    bool opens_sequence() const;

    // ── operators (parse_expression.cpp) ────────────────────────────────────────────────────────────────────
    struct Operand {
        Expr* expr = nullptr;
        std::uint32_t begin = 0, end = 0; ///< in the text, with parentheses
        int height = 1;
    };
    enum class Form : std::uint8_t { Prefix, Chain, Compare, Logical, Range, Step, Pipe, Substitute, Power };
    struct Operator {
        Form form;
        Level level;
        std::uint8_t op;         ///< BinaryOperator, UnaryOperator, or 1 for `or`
        bool juxtaposed = false; ///< a product written without `*`
        std::uint8_t tokens = 1;
        Span span;
    };
    struct Pending {
        Operator op;
        Operand lhs;
    };
    Expr* parse_expression(Level limit = Level::Pipe);
    /// The same one level deeper, where no bracket counts it.
    Expr* parse_nested_expression(Level limit = Level::Pipe) {
        Nesting nesting(*this);
        return parse_expression(limit);
    }
    void parse_prefixes(std::size_t base);
    /// What a token between two operands stands for.
    struct Infix {
        Form form;
        Level level;
        std::uint8_t op;
        bool is_operator = false;
        bool is_ambiguous = false; ///< it may be something else: is_operator_here()
    };
    static const Infix& infix_of(TokenKind kind);
    bool is_operator_here();
    bool find_operator(const Operand& operand, Operator& found);
    bool find_word_operator(Operator& found) const;
    bool find_juxtaposition(const Operand& operand, Operator& found);
    bool find_operand_after(const Operand& operand, Operator& found);
    void push(const Operator& op, const Operand& lhs);
    Operand reduce(const Operand& rhs);
    Expr* combine(const Operator& op, const Operand& lhs, const Operand& rhs, int& height);
    Expr* combine_other(const Operator& op, const Operand& lhs, const Operand& rhs, int& height); ///< any but a chain
    void refuse_imaginary_base(const Operand& lhs, const Operand& rhs);
    Expr* combine_chain(const Operator& op, const Operand& lhs, const Operand& rhs, int& height);
    Expr* combine_comparison(const Operator& op, const Operand& lhs, const Operand& rhs, int& height);
    Expr* combine_logical(const Operator& op, const Operand& lhs, const Operand& rhs, int& height);
    Expr* combine_pipe(const Operand& lhs, const Operand& rhs, int& height);
    Operand parse_substitution(const Operand& value);
    bool opens_substitution() const;
    bool splits_imaginary(std::size_t base) const;
    /// Makes the number `2i` the number 2, and gives `i`.
    [[gnu::noinline]] Expr* split_imaginary(Operand& operand);
    /// Ranges do not chain, and `step` belongs to a range only.
    [[gnu::noinline]] static bool may_continue_range(const Operand& operand, Form form);
    void check_coefficient(const ChainExpr& chain, const Operand& lhs, const Operand& rhs);
    bool juxtaposes(const Token& token) const;
    void check_increment();
    void refuse_increment(); ///< unless an operand follows

    // ── operands (parse_primary.cpp) ────────────────────────────────────────────────────────────────────────
    Operand parse_postfix();
    bool parse_postfix_link(Expr*& expr, std::uint32_t begin);
    Expr* parse_call(Expr* callee, std::uint32_t begin);
    void parse_named_argument(CallExpr& call, std::unordered_set<Name>& seen);
    Expr* parse_index(Expr* base, std::uint32_t begin);
    Expr* parse_member(Expr* base, std::uint32_t begin);
    Expr* parse_as(Expr* value, std::uint32_t begin);
    Expr* parse_quantity(Expr* value, std::uint32_t begin);
    Expr* make_postfix(UnaryOperator op, Expr* operand, std::uint32_t begin);
    Expr* parse_primary();
    Expr* parse_named();
    Expr* parse_name_or_path();
    Expr* parse_number();
    Expr* parse_string();
    Expr* parse_format();
    Expr* parse_constant(std::string_view name);
    Expr* parse_boolean(bool value);
    Expr* parse_null();
    Expr* parse_root();
    Expr* parse_parenthesised();
    Expr* parse_lambda(bool opened);
    Expr* parse_do();
    Expr* parse_anonymous_function();
    IfExpr* parse_if();
    Expr* parse_match();
    MatchExpr::Arm parse_arm();
    Expr* parse_arm_body();
    bool opens_match() const;
    Expr* no_expression();
    /// What stands for an expression that could not be read.
    Expr* missing() { return create<NullExpr>(token().span); }

    // ── collections (parse_collection.cpp) ──────────────────────────────────────────────────────────────────
    Expr* parse_array();
    Expr* parse_vector();
    Expr* parse_matrix();
    Expr* parse_rows(const Token& open, std::uint32_t begin, Expr* first);
    Expr* parse_braces();
    Expr* parse_struct_literal(const Token& open);
    Expr* parse_table();
    Expr* parse_comprehension(ComprehensionExpr::Result result, Expr* element, const Token& open, TokenKind close,
                              std::uint32_t begin);

    template <typename T, typename... Args>
    T* create(Args&&... args) {
        return tree_.arena.create<T>(std::forward<Args>(args)...);
    }
    FunctionNode* create_function() {
        tree_.has_functions = true;
        return create<FunctionNode>();
    }
    void declare(Name name) { declared_.insert(name); }
    bool is_declared(std::string_view name) const { return declared_.contains(names_.find(name)); }

    const SourceFile& file_;
    const std::uint32_t source_;
    const TokenList& tokens_;
    NameTable& names_;
    DiagnosticList& diagnostics_;
    const ParseOptions& options_;
    Tree& tree_;

    const Token* current_;
    const Token* failed_at_ = nullptr; ///< where reading stopped; `current_` is `end_` then
    Token end_;
    std::uint32_t last_end_ = 0; ///< end of the last token that was taken
    bool stopped_ = false;       ///< no recovery: nested too deep, too many errors, or the text ended
    bool incomplete_ = false;
    bool newlines_ = true;
    bool own_block_ = false; ///< the last statement ended with the `}` of its own block
    Level limit_ = Level::Pipe; ///< of the innermost expression; bodies of lambdas keep to it
    int depth_ = 0;
    int tallest_ = 0; ///< height of the tallest expression since the innermost operand began
    std::vector<Pending> pending_;
    std::unordered_set<Name> declared_; ///< names given a meaning so far, in any scope
};

} // namespace rumina::syntax
