// `rumina dump --tokens` and `--tree`: one token or node a line, with its place as line:column-line:column. The end is
// the column behind the last character. Statements and patterns carry their class, since Block and Expression exist twice.
#include <fmt/format.h>

#include "base/utf8.h"
#include "syntax/lexer.h"
#include "syntax/parser.h"

namespace rumina {
namespace {

// Line and column of offsets; columns cost nothing in ASCII texts.
class Places {
public:
    explicit Places(const SourceFile& file) : file_(file), ascii_(utf8::is_ascii(file.text())) {}
    std::string place(Span span) const { return fmt::format("{}-{}", position(span.begin), position(span.end)); }

private:
    std::string position(std::uint32_t offset) const {
        std::uint32_t line = file_.line(offset);
        std::uint32_t column = ascii_ ? offset - file_.line_start(line) + 1 : file_.column(offset);
        return fmt::format("{}:{}", line, column);
    }
    const SourceFile& file_;
    bool ascii_;
};

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        auto byte = static_cast<unsigned char>(c);
        if (c == '\n') out += "\\n";
        else if (c == '\t') out += "\\t";
        else if (c == '\r') out += "\\r";
        else if (c == '"' || c == '\\') out.append("\\") += c;
        else if (byte < 0x20 || byte == 0x7F) out += fmt::format("\\u{{{:x}}}", byte);
        else out += c;
    }
    return out + "\"";
}

class TreeDumper {
public:
    TreeDumper(const SourceFile& file, const NameTable& names, DumpPlaces places) : places_(file), names_(names), shown_(places == DumpPlaces::Shown) {}

    std::string run(const FunctionNode& module) {
        line("Module", module.span);
        indented([&] { statements(*module.block); });
        return std::move(out_);
    }

private:
    template <typename Body>
    void indented(Body body) {
        ++depth_;
        body();
        --depth_;
    }
    void line(std::string_view head, Span span) {
        out_.append(static_cast<std::size_t>(depth_) * 2, ' ').append(head);
        if (span && shown_) out_.append(" ").append(places_.place(span));
        out_ += '\n';
    }
    // A line that groups children, without a place of its own.
    template <typename Body>
    void group(std::string_view head, Body body) {
        line(head, Span{});
        indented(body);
    }
    std::string_view text(Name name) const { return names_.text(name); }

    // ── parts ───────────────────────────────────────────────────────────────────────────────────────────────
    void statements(const Block& block) {
        for (const Stmt* statement : block.statements) stmt(*statement);
    }
    void block(std::string_view head, const Block* block) {
        if (block == nullptr) return;
        line(head, block->span);
        indented([&] { statements(*block); });
    }
    void optional(const Expr* child) {
        if (child != nullptr) expr(*child);
    }
    void all(const std::vector<Expr*>& children) {
        for (const Expr* child : children) optional(child);
    }
    std::string type_text(const TypeNode& type) const {
        std::string out(text(type.name));
        for (std::size_t i = 0; i < type.arguments.size(); ++i)
            out.append(i == 0 ? "<" : ", ").append(type_text(*type.arguments[i]));
        if (!type.arguments.empty()) out += '>';
        if (type.nullable) out += '?';
        return out;
    }
    void function(const FunctionNode& function) {
        for (const Parameter& parameter : function.parameters) {
            std::string head = fmt::format("Parameter {}{}", parameter.rest ? "..." : "", text(parameter.name));
            if (parameter.type != nullptr) head += " : " + type_text(*parameter.type);
            line(head, parameter.span);
            indented([&] { optional(parameter.initial); });
        }
        if (function.result != nullptr) line("Result " + type_text(*function.result), function.result->span);
        block(function.yields_last ? "Body yields" : "Body", function.block);
        optional(function.expression);
    }
    static std::string_view form_name(FunctionNode::Form form) {
        constexpr std::string_view names[] = {"named", "lambda", "do", "module"};
        return names[static_cast<std::size_t>(form)];
    }

    // ── expressions ─────────────────────────────────────────────────────────────────────────────────────────
    void expr(const Expr& node) {
        std::string head(name_of(node.kind));
        if (std::string detail = expr_detail(node); !detail.empty()) head.append(" ").append(detail);
        if (node.parenthesised) head += " ()";
        line(head, node.span);
        indented([&] { expr_children(node); });
    }
    static std::string operators(const ArenaVector<ChainExpr::Link>& links) {
        std::string out;
        for (const auto& link : links) out.append(out.empty() ? "" : ", ").append(spelling(link.op));
        return out;
    }
    std::string expr_detail(const Expr& node) const {
        switch (node.kind) {
        case NodeKind::NumberExpr: {
            const auto& number = as<NumberExpr>(node);
            constexpr std::string_view forms[] = {"", " rational", " float"};
            return fmt::format("{}{}{}", number.text, forms[static_cast<std::size_t>(number.form)],
                               number.imaginary ? " imaginary" : "");
        }
        case NodeKind::StringExpr: return quoted(as<StringExpr>(node).value);
        case NodeKind::FormatExpr: {
            std::string out;
            for (const auto& piece : as<FormatExpr>(node).texts) out.append(out.empty() ? "" : " ").append(quoted(piece));
            return out;
        }
        case NodeKind::BooleanExpr: return as<BooleanExpr>(node).value ? "true" : "false";
        case NodeKind::NameExpr: return std::string(text(as<NameExpr>(node).name));
        case NodeKind::PathExpr: {
            std::string out;
            for (Name name : as<PathExpr>(node).names) out.append(out.empty() ? "" : "::").append(text(name));
            return out;
        }
        case NodeKind::ChainExpr: return operators(as<ChainExpr>(node).links);
        case NodeKind::ComparisonExpr: return operators(as<ComparisonExpr>(node).links);
        case NodeKind::PowerExpr: return std::string(spelling(as<PowerExpr>(node).op));
        case NodeKind::UnaryExpr: return std::string(spelling(as<UnaryExpr>(node).op));
        case NodeKind::LogicalExpr: return as<LogicalExpr>(node).is_or ? "or" : "and";
        case NodeKind::MemberExpr: return std::string(text(as<MemberExpr>(node).name));
        case NodeKind::QuantityExpr: return "<" + as<QuantityExpr>(node).unit + ">";
        case NodeKind::AsExpr: return as<AsExpr>(node).target;
        case NodeKind::ComprehensionExpr: {
            constexpr std::string_view results[] = {"array", "vec", "set", "mat"};
            return std::string(results[static_cast<std::size_t>(as<ComprehensionExpr>(node).result)]);
        }
        case NodeKind::LambdaExpr: return std::string(form_name(as<LambdaExpr>(node).function->form));
        default: return {};
        }
    }
    void expr_children(const Expr& node) {
        switch (node.kind) {
        case NodeKind::FormatExpr: all(as<FormatExpr>(node).values); break;
        case NodeKind::ChainExpr: links(as<ChainExpr>(node).first, as<ChainExpr>(node).links); break;
        case NodeKind::ComparisonExpr: links(as<ComparisonExpr>(node).first, as<ComparisonExpr>(node).links); break;
        case NodeKind::PowerExpr:
            expr(*as<PowerExpr>(node).base);
            expr(*as<PowerExpr>(node).exponent);
            break;
        case NodeKind::UnaryExpr: expr(*as<UnaryExpr>(node).operand); break;
        case NodeKind::LogicalExpr: all(as<LogicalExpr>(node).operands); break;
        case NodeKind::RangeExpr:
            expr(*as<RangeExpr>(node).low);
            expr(*as<RangeExpr>(node).high);
            optional(as<RangeExpr>(node).step);
            break;
        case NodeKind::PipeExpr:
            expr(*as<PipeExpr>(node).first);
            all(as<PipeExpr>(node).stages);
            break;
        case NodeKind::SubstituteExpr:
            expr(*as<SubstituteExpr>(node).value);
            named("For", as<SubstituteExpr>(node).replacements);
            break;
        case NodeKind::CallExpr:
            expr(*as<CallExpr>(node).callee);
            all(as<CallExpr>(node).arguments);
            named("Named", as<CallExpr>(node).named);
            break;
        case NodeKind::IndexExpr:
            expr(*as<IndexExpr>(node).base);
            for (const Expr* index : as<IndexExpr>(node).indices) {
                if (index == nullptr) line("All", Span{});
                else expr(*index);
            }
            break;
        case NodeKind::MemberExpr: expr(*as<MemberExpr>(node).base); break;
        case NodeKind::QuantityExpr: expr(*as<QuantityExpr>(node).value); break;
        case NodeKind::AsExpr: expr(*as<AsExpr>(node).value); break;
        case NodeKind::ArrayExpr: all(as<ArrayExpr>(node).elements); break;
        case NodeKind::VectorExpr: all(as<VectorExpr>(node).elements); break;
        case NodeKind::SetExpr: all(as<SetExpr>(node).elements); break;
        case NodeKind::MatrixExpr:
            for (const auto& row : as<MatrixExpr>(node).rows) group("Row", [&] { all(row); });
            break;
        case NodeKind::TableExpr:
            for (const auto& [key, value] : as<TableExpr>(node).entries) {
                const Expr* pair[] = {key, value};
                group("Entry", [&] { for (const Expr* part : pair) expr(*part); });
            }
            break;
        case NodeKind::StructExpr: named("Field", as<StructExpr>(node).fields); break;
        case NodeKind::ComprehensionExpr: comprehension(as<ComprehensionExpr>(node)); break;
        case NodeKind::LambdaExpr: function(*as<LambdaExpr>(node).function); break;
        case NodeKind::IfExpr:
            for (const auto& clause : as<IfExpr>(node).clauses) {
                expr(*clause.condition);
                block("Then", clause.body);
            }
            block("Else", as<IfExpr>(node).otherwise);
            break;
        case NodeKind::MatchExpr:
            expr(*as<MatchExpr>(node).subject);
            for (const auto& arm : as<MatchExpr>(node).arms)
                group("Arm", [&] {
                    pattern(*arm.pattern);
                    if (arm.guard != nullptr) group("Guard", [&] { expr(*arm.guard); });
                    expr(*arm.body);
                });
            break;
        case NodeKind::BlockExpr: statements(*as<BlockExpr>(node).block); break;
        default: break;
        }
    }
    void links(const Expr* first, const ArenaVector<ChainExpr::Link>& rest) {
        expr(*first);
        for (const auto& link : rest) expr(*link.operand);
    }
    void named(std::string_view head, const std::vector<std::pair<Name, Expr*>>& pairs) {
        for (const auto& pair : pairs) group(fmt::format("{} {}", head, text(pair.first)), [&] { expr(*pair.second); });
    }
    void comprehension(const ComprehensionExpr& node) {
        expr(*node.element);
        for (const auto& clause : node.clauses)
            group("For", [&] {
                pattern(*clause.pattern);
                expr(*clause.iterable);
                for (const Expr* condition : clause.conditions) group("If", [&] { expr(*condition); });
            });
    }

    // ── statements ──────────────────────────────────────────────────────────────────────────────────────────
    void stmt(const Stmt& node) {
        if (const auto* statement = try_as<ExpressionStmt>(&node)) return expr(*statement->expression);
        std::string head(name_of(node.kind));
        if (std::string detail = stmt_detail(node); !detail.empty()) head.append(" ").append(detail);
        line(head, node.span);
        indented([&] { stmt_children(node); });
    }
    std::string joined(const std::vector<Name>& path) const {
        std::string out;
        for (Name name : path) out.append(out.empty() ? "" : ".").append(text(name));
        return out;
    }
    std::string stmt_detail(const Stmt& node) const {
        switch (node.kind) {
        case NodeKind::DeclarationStmt: {
            const auto& declaration = as<DeclarationStmt>(node);
            constexpr std::string_view forms[] = {"var", "let", "const", "typed"};
            std::string out(forms[static_cast<std::size_t>(declaration.form)]);
            return declaration.type == nullptr ? out : out + " : " + type_text(*declaration.type);
        }
        case NodeKind::AssignmentStmt: {
            const auto& assignment = as<AssignmentStmt>(node);
            return assignment.compound ? fmt::format("{}=", spelling(assignment.op)) : "=";
        }
        case NodeKind::FunctionStmt: {
            std::string out(text(as<FunctionStmt>(node).function->name));
            for (const auto& decorator : as<FunctionStmt>(node).decorators) out.append(" @").append(text(decorator.first));
            return out;
        }
        case NodeKind::StructDeclarationStmt: return std::string(text(as<StructDeclarationStmt>(node).name));
        case NodeKind::IncludeStmt: return quoted(as<IncludeStmt>(node).path);
        case NodeKind::DefineStmt: return std::string(text(as<DefineStmt>(node).name));
        case NodeKind::ImportStmt: {
            const auto& import = as<ImportStmt>(node);
            std::string out = joined(import.path);
            return import.alias ? fmt::format("{} as {}", out, text(import.alias)) : out;
        }
        case NodeKind::UseStmt: {
            std::string out = joined(as<UseStmt>(node).path);
            for (const auto& item : as<UseStmt>(node).items) {
                out.append(" ").append(text(item.name));
                if (item.alias != item.name) out.append(" as ").append(text(item.alias));
            }
            return out;
        }
        case NodeKind::UnitStmt: {
            const auto& unit = as<UnitStmt>(node);
            return unit.unit.empty() ? std::string(text(unit.name)) : fmt::format("{} <{}>", text(unit.name), unit.unit);
        }
        case NodeKind::SymbolsStmt: {
            std::string out;
            for (const auto& item : as<SymbolsStmt>(node).items) {
                out.append(out.empty() ? "" : ", ").append(text(item.name));
                if (item.argument) out.append("(").append(text(item.argument)).append(")");
                if (item.domain) out.append(" in ").append(text(item.domain));
            }
            return out;
        }
        case NodeKind::GlobalStmt: {
            std::string out;
            for (const auto& name : as<GlobalStmt>(node).names) out.append(out.empty() ? "" : ", ").append(text(name.first));
            return out;
        }
        default: return {};
        }
    }
    void stmt_children(const Stmt& node) {
        switch (node.kind) {
        case NodeKind::DeclarationStmt:
            pattern(*as<DeclarationStmt>(node).pattern);
            optional(as<DeclarationStmt>(node).value);
            break;
        case NodeKind::AssignmentStmt:
            expr(*as<AssignmentStmt>(node).target);
            expr(*as<AssignmentStmt>(node).value);
            break;
        case NodeKind::FunctionStmt: function(*as<FunctionStmt>(node).function); break;
        case NodeKind::StructDeclarationStmt:
            for (const auto& field : as<StructDeclarationStmt>(node).fields) {
                std::string head = fmt::format("Field {}", text(field.name));
                if (field.type != nullptr) head += " : " + type_text(*field.type);
                group(head, [&] { optional(field.value); });
            }
            break;
        case NodeKind::WhileStmt:
            expr(*as<WhileStmt>(node).condition);
            block("Body", as<WhileStmt>(node).body);
            break;
        case NodeKind::LoopStmt:
            optional(as<LoopStmt>(node).count);
            block("Body", as<LoopStmt>(node).body);
            break;
        case NodeKind::ForThreeStmt: {
            const auto& loop = as<ForThreeStmt>(node);
            if (loop.initial != nullptr) group("Initial", [&] { stmt(*loop.initial); });
            if (loop.condition != nullptr) group("Condition", [&] { expr(*loop.condition); });
            if (loop.step != nullptr) group("Step", [&] { stmt(*loop.step); });
            block("Body", loop.body);
            break;
        }
        case NodeKind::ForInStmt:
            pattern(*as<ForInStmt>(node).pattern);
            expr(*as<ForInStmt>(node).iterable);
            block("Body", as<ForInStmt>(node).body);
            break;
        case NodeKind::ReturnStmt: optional(as<ReturnStmt>(node).value); break;
        case NodeKind::DefineStmt: optional(as<DefineStmt>(node).value); break;
        case NodeKind::ThrowStmt: optional(as<ThrowStmt>(node).value); break;
        case NodeKind::UnitStmt: optional(as<UnitStmt>(node).factor); break;
        case NodeKind::TryStmt: {
            const auto& attempt = as<TryStmt>(node);
            block("Body", attempt.body);
            block(attempt.error ? fmt::format("Catch {}", text(attempt.error)) : "Catch", attempt.handler);
            block("Finally", attempt.finally);
            break;
        }
        case NodeKind::BlockStmt: statements(*as<BlockStmt>(node).block); break;
        default: break;
        }
    }

    // ── patterns ────────────────────────────────────────────────────────────────────────────────────────────
    void pattern(const Pattern& node) {
        std::string head(name_of(node.kind));
        if (node.kind != NodeKind::BindPattern && node.kind != NodeKind::WildcardPattern) head += "Pattern";
        if (const auto* bind = try_as<BindPattern>(&node)) head.append(" ").append(text(bind->name));
        if (const auto* sequence = try_as<SequencePattern>(&node); sequence != nullptr && sequence->vector) head += " vec";
        line(head, node.span);
        indented([&] {
            switch (node.kind) {
            case NodeKind::LiteralPattern: expr(*as<LiteralPattern>(node).value); break;
            case NodeKind::ExpressionPattern: expr(*as<ExpressionPattern>(node).expression); break;
            case NodeKind::SequencePattern:
                for (const Pattern* element : as<SequencePattern>(node).elements) pattern(*element);
                break;
            case NodeKind::FieldsPattern:
                for (const auto& field : as<FieldsPattern>(node).fields) {
                    const Pattern* inner = field.second;
                    group(fmt::format("Field {}", text(field.first)), [&] { pattern(*inner); });
                }
                break;
            default: break;
            }
        });
    }

    Places places_;
    const NameTable& names_;
    bool shown_;
    std::string out_;
    int depth_ = 0;
};

} // namespace

std::string dump_tree(const Tree& tree, const SourceMap& sources, const NameTable& names, DumpPlaces places) {
    return TreeDumper(sources.file(tree.source), names, places).run(*tree.module);
}

std::string dump_tokens(const SourceMap& sources, std::uint32_t source, DiagnosticList& diagnostics) {
    const SourceFile& file = sources.file(source);
    Places places(file);
    TokenList list = lex(sources, source, diagnostics);
    std::string out;
    for (const Token& token : list.tokens) {
        out += name_of(token.kind);
        switch (token.kind) {
        case TokenKind::Name: case TokenKind::Number: case TokenKind::Unit:
            out.append(" ").append(file.text(token.span));
            break;
        case TokenKind::String: case TokenKind::FormatText: out.append(" ").append(quoted(list.texts[token.value])); break;
        default: break;
        }
        out.append(" ").append(places.place(token.span));
        if (token.newline_before) out += " newline";
        else if (token.space_before) out += " space";
        out += '\n';
    }
    return out;
}

} // namespace rumina
