// Text is parsed by the language's own parser; the tree is then lowered to an expression, construct by construct.
// What is no mathematics (blocks, assignments, strings …) is refused with its place.
#include "runtime/expression_text.h"

#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "algebra/binders.h"
#include "algebra/functions/function.h"
#include "number/real.h"
#include "runtime/expression_calls.h"
#include "runtime/expression_values.h"
#include "runtime/hinted_failure.h"
#include "syntax/nodes.h"
#include "syntax/parser.h"

namespace rumina {
namespace {

using algebra::FunctionId;
using Value = algebra::Expr;

/// Products of more factors are built at once instead of from left to right, which costs n steps for each factor.
constexpr std::size_t kLongProduct = 64;

class Lowering final : public ExpressionCall::Context {
public:
    explicit Lowering(std::string_view text) { source_ = sources_.add("text", std::string(text)); }

    Value run() {
        DiagnosticList diagnostics;
        ParseOptions options;
        options.expression_first = true;
        std::unique_ptr<Tree> tree = parse(sources_, source_, names_, diagnostics, options);
        if (!diagnostics.empty()) refuse_syntax(diagnostics.list().front());
        const auto& statements = tree->module->block->statements;
        if (statements.empty()) fail(DiagnosticId::CannotParse, "", "expression");
        if (const auto* assignment = try_as<AssignmentStmt>(statements[0]); assignment != nullptr)
            refuse(assignment->span, "an assignment is", "Write `==` for an equation.");
        const auto* only = try_as<ExpressionStmt>(statements[0]);
        if (only == nullptr) refuse(statements[0]->span, "a statement is", "");
        if (statements.size() > 1) refuse(statements[1]->span, "a second line is", "Give one expression.");
        return lower(*only->expression);
    }

    Value lower(const Expr& node) override {
        algebra::DepthGuard guard;
        switch (node.kind) {
        case NodeKind::NumberExpr: return number(as<NumberExpr>(node));
        case NodeKind::BooleanExpr:
            return algebra::make_function(as<BooleanExpr>(node).value ? FunctionId::True : FunctionId::False, {});
        case NodeKind::NameExpr: return name(as<NameExpr>(node));
        case NodeKind::ChainExpr: return chain(as<ChainExpr>(node));
        case NodeKind::PowerExpr: {
            const auto& power = as<PowerExpr>(node);
            if (power.op != BinaryOperator::Power) refuse_operator(power.op_span, spelling(power.op));
            return operator_power(lower(*power.base), lower(*power.exponent));
        }
        case NodeKind::UnaryExpr: return unary(as<UnaryExpr>(node));
        case NodeKind::ComparisonExpr: return comparison(as<ComparisonExpr>(node));
        case NodeKind::LogicalExpr: {
            const auto& logical = as<LogicalExpr>(node);
            std::vector<Value> operands;
            for (const Expr* operand : logical.operands) operands.push_back(lower(*operand));
            return algebra::apply_function(logical.is_or ? FunctionId::Or : FunctionId::And, operands);
        }
        case NodeKind::CallExpr: return call(as<CallExpr>(node));
        case NodeKind::ArrayExpr: {
            std::vector<Value> elements;
            for (const Expr* element : as<ArrayExpr>(node).elements) elements.push_back(lower(*element));
            return algebra::make_function(FunctionId::List, elements);
        }
        case NodeKind::StringExpr: refuse(node.span, "a string is", "");
        case NodeKind::LambdaExpr: refuse(node.span, "a function is", "");
        default: refuse(node.span, "this is", "");
        }
    }

    Value variable(const Expr& node) override {
        const auto* name = try_as<NameExpr>(&node);
        if (name == nullptr || constant_named(names_.text(name->name)))
            refuse(node.span, "this is", "A variable must stand here.", "variable");
        return algebra::symbol(names_.text(name->name));
    }

    std::string_view name_text(Name name) const override { return names_.text(name); }

    [[noreturn]] void refuse(Span span, std::string_view what, std::string_view hint, std::string_view instead = "expression") override {
        Failure failure{make_diagnostic(DiagnosticId::CannotParse, Span{}, clipped(span), "expression")};
        failure.diagnostic.message = fmt::format("{} no {}: {}", what, instead, place(span));
        if (!hint.empty()) failure.diagnostic.hint = hint;
        throw failure;
    }

private:
    // ── errors ──

    /// Longer texts are cut.
    std::string clipped(Span span) const {
        std::string text(sources_.file(source_).text(span));
        constexpr std::size_t longest = 40;
        if (text.size() <= longest) return text;
        std::size_t end = longest;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
        return text.substr(0, end) + "…";
    }

    std::string place(Span span) const {
        const SourceFile& file = sources_.file(source_);
        std::string where = fmt::format("column {}", file.column(span.begin));
        if (file.line_count() > 1) where = fmt::format("line {}, {}", file.line(span.begin), where);
        std::string text = clipped(span);
        return text.empty() ? fmt::format("{} of the text", where) : fmt::format("`{}` at {} of the text", text, where);
    }

    /// The parser's message with its place in words: its span belongs to no file of the program.
    [[noreturn]] void refuse_syntax(const Diagnostic& diagnostic) {
        Failure failure{diagnostic};
        const SourceFile& file = sources_.file(source_);
        Span span = diagnostic.span;
        failure.diagnostic.span = Span{};
        std::string where = fmt::format("column {}", file.column(span.begin));
        if (file.line_count() > 1) where = fmt::format("line {}, {}", file.line(span.begin), where);
        failure.diagnostic.message += fmt::format(" ({} of the text)", where);
        throw failure;
    }

    [[noreturn]] void refuse_operator(Span span, std::string_view sign) {
        refuse(span, fmt::format("the operator `{}` makes", sign), "");
    }

    // ── literals and names ──

    Value number(const NumberExpr& literal) {
        algebra::Number value;
        if (literal.form == NumberExpr::Form::Float) {
            std::optional<algebra::Number> parsed = float_of_digits(literal.text);
            if (!parsed) refuse(literal.span, "this is", "");
            value = *parsed;
        } else {
            std::optional<Rational> parsed;
            if (literal.form == NumberExpr::Form::Rational) parsed = Rational::parse(literal.text);
            else if (std::optional<Integer> integer = Integer::parse(literal.text)) parsed = Rational(std::move(*integer));
            if (!parsed) refuse(literal.span, "this is", "");
            value = algebra::Number(*parsed);
        }
        if (literal.imaginary) {
            value = value * algebra::Number::imaginary_unit();
        }
        return Value(value);
    }

    Value name(const NameExpr& node) {
        std::string_view text = names_.text(node.name);
        if (std::optional<Value> constant = constant_named(text)) return *constant;
        return algebra::symbol(text);
    }

    // ── operators ──

    Value chain(const ChainExpr& node) {
        switch (node.links[0].op) {
        case BinaryOperator::Add: case BinaryOperator::Subtract: return sum(node);
        case BinaryOperator::Multiply: case BinaryOperator::Divide: case BinaryOperator::Modulo: return product(node);
        default: refuse_operator(node.links[0].op_span, spelling(node.links[0].op));
        }
    }

    Value sum(const ChainExpr& node) {
        algebra::SumBuilder sum;
        sum.reserve(node.links.size() + 1);
        sum.add(lower(*node.first));
        for (const ChainExpr::Link& link : node.links) {
            bool minus = link.op == BinaryOperator::Subtract;
            if (!minus && link.op != BinaryOperator::Add) refuse_operator(link.op_span, spelling(link.op));
            sum.add(lower(*link.operand), algebra::Number(minus ? -1 : 1));
        }
        return sum.finish();
    }

    Value product(const ChainExpr& node) {
        bool at_once = node.links.size() > kLongProduct;
        algebra::ProductBuilder factors;
        Value value = lower(*node.first);
        if (at_once) factors.multiply(value);
        for (const ChainExpr::Link& link : node.links) {
            if (link.op != BinaryOperator::Multiply && link.op != BinaryOperator::Divide) refuse_operator(link.op_span, spelling(link.op));
            Value operand = lower(*link.operand);
            bool divides = link.op == BinaryOperator::Divide;
            if (at_once) factors.multiply(divides ? algebra::divide(Value(1), operand) : operand);
            else value = divides ? algebra::divide(value, operand) : algebra::multiply(value, operand);
        }
        return at_once ? factors.finish() : value;
    }

    Value unary(const UnaryExpr& node) {
        switch (node.op) {
        case UnaryOperator::Negate: return algebra::negate(lower(*node.operand));
        case UnaryOperator::Plus: return lower(*node.operand);
        case UnaryOperator::SquareRoot: return algebra::sqrt(lower(*node.operand));
        case UnaryOperator::Factorial: return algebra::apply_function(FunctionId::Factorial, {lower(*node.operand)});
        case UnaryOperator::Not: return algebra::apply_function(FunctionId::Not, {lower(*node.operand)});
        default:
            refuse(node.op_span, fmt::format("the operator `{}` makes", spelling(node.op)), "Write `diff(y(x), x)` for a derivative.");
        }
    }

    Value comparison(const ComparisonExpr& node) {
        std::vector<Value> relations;
        Value left = lower(*node.first);
        for (const ChainExpr::Link& link : node.links) {
            Value right = lower(*link.operand);
            relations.push_back(relation(link, left, right));
            left = std::move(right);
        }
        return relations.size() == 1 ? relations[0] : algebra::apply_function(FunctionId::And, relations);
    }

    Value relation(const ChainExpr::Link& link, const Value& a, const Value& b) {
        switch (link.op) {
        case BinaryOperator::Equal: return algebra::apply_function(FunctionId::Equal, {a, b});
        case BinaryOperator::NotEqual: return algebra::apply_function(FunctionId::Unequal, {a, b});
        case BinaryOperator::Less: return algebra::apply_function(FunctionId::Less, {a, b});
        case BinaryOperator::LessEqual: return algebra::apply_function(FunctionId::LessEqual, {a, b});
        case BinaryOperator::Greater: return algebra::apply_function(FunctionId::Less, {b, a});
        case BinaryOperator::GreaterEqual: return algebra::apply_function(FunctionId::LessEqual, {b, a});
        default: refuse_operator(link.op_span, spelling(link.op));
        }
    }

    // ── calls ──

    Value call(const CallExpr& node) {
        const auto* callee = try_as<NameExpr>(node.callee);
        if (callee == nullptr || callee->parenthesised) refuse(node.span, "a call of something without a name is", "Write `*` for a product.");
        if (!node.named.empty()) refuse(node.named[0].second->span, "a named argument is", "");
        ExpressionCall request{names_.text(callee->name), callee->span, node.span, node.arguments, *this};
        return request.build();
    }

    SourceMap sources_;
    NameTable names_;
    std::uint32_t source_;
};

} // namespace

algebra::Expr parse_expression(std::string_view text) { return Lowering(text).run(); }

} // namespace rumina
