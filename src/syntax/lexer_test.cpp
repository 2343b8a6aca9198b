#include "syntax/lexer.h"

#include <gtest/gtest.h>

#include "syntax/parser.h"

namespace rumina {
namespace {

struct Lexed {
    SourceMap sources;
    DiagnosticList diagnostics;
    TokenList list;
    explicit Lexed(std::string text) { list = lex(sources, sources.add("test.lm", std::move(text)), diagnostics); }
};

// The tokens without End: names and numbers as written, strings quoted, symbols by their first spelling.
std::string tokens(std::string text) {
    Lexed lexed(std::move(text));
    std::string out;
    for (const Token& token : lexed.list.tokens) {
        if (token.kind == TokenKind::End) break;
        if (!out.empty()) out += ' ';
        switch (token.kind) {
        case TokenKind::Name: case TokenKind::Number: case TokenKind::Unit: out += lexed.sources.file(1).text(token.span); break;
        case TokenKind::String: case TokenKind::FormatText: out += "\"" + lexed.list.texts[token.value] + "\""; break;
        case TokenKind::FormatBegin: out += "f("; break;
        case TokenKind::FormatEnd: out += ")f"; break;
        case TokenKind::Invalid: out += "<invalid>"; break;
        default: out += spelling(token.kind);
        }
    }
    for (const Diagnostic& diagnostic : lexed.diagnostics.list()) out += " [" + diagnostic.name + "]";
    return out;
}

std::vector<std::string> messages(std::string text) {
    Lexed lexed(std::move(text));
    std::vector<std::string> out;
    for (const Diagnostic& diagnostic : lexed.diagnostics.list()) out.push_back(diagnostic.message);
    return out;
}

TEST(Lexer, Numbers) {
    EXPECT_EQ(tokens(".5 12 1_000 0.5 1e3 1.5E-2 0.(3) 1.2(45)e2"), ".5 12 1_000 0.5 1e3 1.5E-2 0.(3) 1.2(45)e2");
    EXPECT_EQ(tokens("0xFF 0b101 0o17 0XaB_c"), "0xFF 0b101 0o17 0XaB_c");
    EXPECT_EQ(tokens("1.5f 4i 2fi 3f"), "1.5f 4i 2fi 3f");
    EXPECT_EQ(tokens("1..5"), "1 .. 5");
    EXPECT_EQ(tokens("1./2"), "1 ./ 2");
    EXPECT_EQ(tokens("1.+2 1.^2"), "1 .+ 2 1 .^ 2");
    EXPECT_EQ(tokens("3.abs"), "3 . abs");
    EXPECT_EQ(tokens("2e 2ex 2i4 2in"), "2 e 2 ex 2 i4 2 in");
    EXPECT_EQ(tokens("x.5"), "x . 5");
    EXPECT_EQ(tokens("x\n.5"), "x .5");
    EXPECT_EQ(tokens("1..2 step .5"), "1 .. 2 step .5");
    EXPECT_EQ(tokens("√2i √2.5"), "√ 2 i √ 2.5");
    EXPECT_EQ(tokens("0.5(x)"), "0.5 ( x )");
}

TEST(Lexer, InvalidNumbers) {
    EXPECT_EQ(tokens("0x"), "<invalid> [InvalidNumber]");
    EXPECT_EQ(tokens("0b12"), "<invalid> [InvalidNumber]");
    EXPECT_EQ(tokens("0xFG"), "<invalid> [InvalidNumber]");
    EXPECT_EQ(tokens("1_"), "<invalid> [InvalidNumber]");
    EXPECT_EQ(tokens("1__0"), "<invalid> [InvalidNumber]");
    EXPECT_EQ(messages("0b12").at(0), "invalid number `0b12`");
}

TEST(Lexer, LongestMatch) {
    EXPECT_EQ(tokens("=== == => = !== != ! <= |> || | -> - :: : ... .. ."),
        "=== == => = != = != ! <= |> || | -> - :: : ... .. .");
    EXPECT_EQ(tokens(".== .!= .<= .>= .< .> .+ .- .* ./ .^"), ".== .!= .<= .>= .< .> .+ .- .* ./ .^");
    EXPECT_EQ(tokens("+= -= *= /= ^= %= ** && & \\\\ \\ a"), "+= -= *= /= ^= %= ^ && & \\ \\ a");
}

TEST(Lexer, UnicodeSpellings) {
    EXPECT_EQ(tokens("a ≤ b ≥ c ≠ d · e × f ÷ g ∈ h"), "a <= b >= c != d * e * f / g in h");
    EXPECT_EQ(tokens("2π3√2∞"), "2 π 3 √ 2 ∞");
    EXPECT_EQ(tokens("größe_1 名前"), "größe_1 名前");
}

TEST(Lexer, WordsAreContextualOrReserved) {
    EXPECT_TRUE(is_keyword(Lexed("while").list.tokens[0].kind));
    EXPECT_TRUE(is_keyword(Lexed("null").list.tokens[0].kind));
    for (const char* word : {"in", "match", "sym", "import", "use", "try", "catch", "finally", "throw", "global", "and", "or",
                             "not", "subset", "xor", "is", "as", "unit", "step", "bigint", "int", "array"}) {
        TokenKind kind = Lexed(word).list.tokens[0].kind;
        EXPECT_TRUE(is_contextual(kind) && is_name(kind) && !is_keyword(kind)) << word;
    }
    EXPECT_EQ(Lexed("module").list.tokens[0].kind, TokenKind::Name);
    EXPECT_TRUE(is_type_word(TokenKind::BigintType) && is_type_word(TokenKind::ArrayType) && !is_type_word(TokenKind::UnitWord));
}

TEST(Lexer, ApostropheIsTransposeDirectlyAfterAnOperand) {
    EXPECT_EQ(tokens("A'"), "A '");
    EXPECT_EQ(tokens("A''"), "A ' '");
    EXPECT_EQ(tokens("(a)' [1]' {1}' 3! ' '"), "( a ) ' [ 1 ] ' { 1 } ' 3 ! \" \"");
    EXPECT_EQ(tokens("n!'"), "n ! '");
    EXPECT_EQ(tokens("A.'"), "A .'");
    EXPECT_EQ(tokens("A 'x'"), "A \"x\"");
    EXPECT_EQ(tokens("f('a', 'b')"), "f ( \"a\" , \"b\" )");
    EXPECT_EQ(tokens("x ='a'"), "x = \"a\"");
    EXPECT_EQ(tokens("return'a'"), "return \"a\"");
    EXPECT_EQ(tokens("!'a'"), "! \"a\"");
    EXPECT_EQ(tokens("\"s\"' A'*B'"), "\"s\" ' A ' * B '");
}

TEST(Lexer, Strings) {
    EXPECT_EQ(tokens(R"("a\n\t\r\\\"\'b")"), "\"a\n\t\r\\\"'b\"");
    EXPECT_EQ(tokens(R"('it\'s')"), "\"it's\"");
    EXPECT_EQ(tokens(R"("\d\usepackage\u{1F600}")"), "\"\\d\\usepackage😀\"");
    EXPECT_EQ(tokens("\"a\r\nb\""), "\"a\nb\"");
    EXPECT_EQ(tokens(R"("\u{}" "\u{D800}" "\u{110000}" "\u{12")"),
              "\"\" \"\" \"\" \"\" [InvalidEscape] [InvalidEscape] [InvalidEscape] [InvalidEscape]");
    EXPECT_EQ(tokens("\"abc"), "<invalid> [UnclosedString]");
    EXPECT_EQ(tokens("\"abc\\"), "<invalid> [UnclosedString]");
    EXPECT_TRUE(Lexed("'abc\n\n").list.incomplete);
}

TEST(Lexer, FormatStrings) {
    EXPECT_EQ(tokens(R"(f"a{x}b")"), "f( \"a\" x \"b\" )f");
    EXPECT_EQ(tokens(R"(f"{x}{y}")"), "f( \"\" x \"\" y \"\" )f");
    EXPECT_EQ(tokens(R"(f"{{x}} {"}"} {d["k"]}")"), R"(f( "{x} " "}" " " d [ "k" ] "" )f)");
    EXPECT_EQ(tokens(R"(f"{ {1, 2} }")"), R"(f( "" { 1 , 2 } "" )f)");
    EXPECT_EQ(tokens(R"(f"{f"{x}"}" y)"), R"(f( "" f( "" x "" )f "" )f y)");
    EXPECT_EQ(tokens(R"(f"a}b")"), "f( \"ab\" )f [UnexpectedCharacter]");
    EXPECT_EQ(tokens("f\"{(})\" y"), "f( \"\" ( \")\" )f y");
    EXPECT_EQ(tokens(R"(fa"x" f 'y')"), R"(fa "x" f "y")");
    for (const char* text : {"f\"", "f\"a", "f\"{", "f\"{x", "f\"{x}", "f\"{f\"{", "f\"{\"", "f\"{\"a\""}) {
        Lexed lexed(text);
        EXPECT_EQ(lexed.diagnostics.list().size(), 1u) << text;
        EXPECT_TRUE(lexed.list.incomplete) << text;
    }
}

TEST(Lexer, Comments) {
    Lexed lexed("#!/usr/bin/env rumina\nx // one\n/* two\n */ y # three\n### four\n###\n#### ruler\nz");
    ASSERT_TRUE(lexed.diagnostics.empty());
    ASSERT_EQ(lexed.list.comments.size(), 6u);
    std::vector<bool> own_line;
    for (const Comment& comment : lexed.list.comments) own_line.push_back(comment.own_line);
    EXPECT_EQ(own_line, (std::vector<bool>{true, false, true, false, true, true}));
    EXPECT_EQ(lexed.sources.file(1).text(lexed.list.comments[1].span), "// one");
    ASSERT_EQ(lexed.list.tokens.size(), 4u);
    EXPECT_TRUE(lexed.list.tokens[1].newline_before);
    EXPECT_EQ(tokens("a ######################\nb"), "a b");
    EXPECT_EQ(tokens("a/**/b"), "a b");
    EXPECT_EQ(tokens("/* a"), "<invalid> [UnclosedComment]");
    EXPECT_EQ(tokens("### a"), "<invalid> [UnclosedComment]");
}

TEST(Lexer, LineContinuation) {
    Lexed lexed("a \\\n+ b \\ \r\n- c");
    for (const Token& token : lexed.list.tokens) EXPECT_FALSE(token.newline_before);
    EXPECT_EQ(tokens("A \\ b"), "A \\ b");
    EXPECT_TRUE(Lexed("a \\").list.incomplete);
}

TEST(Lexer, WhiteSpace) {
    EXPECT_EQ(tokens("\xEF\xBB\xBFx\r\ny"), "x y");
    Lexed lexed("x\r\ny z");
    EXPECT_TRUE(lexed.list.tokens[1].newline_before);
    EXPECT_TRUE(lexed.list.tokens[2].space_before && !lexed.list.tokens[2].newline_before);
    EXPECT_EQ(tokens("a\u00A0b\u3000c"), "a b c");
}

TEST(Lexer, UnexpectedCharacters) {
    EXPECT_EQ(messages(std::string("a\0b", 3)).at(0), "unexpected character U+0000");
    EXPECT_EQ(messages("a\x1b[0m").at(0), "unexpected character U+001B");
    EXPECT_EQ(messages("$").at(0), "unexpected character `$`");
    EXPECT_EQ(messages("a\u200Bb").at(0), "unexpected character U+200B");
    EXPECT_EQ(Lexed("x²").diagnostics.list().at(0).hint, "Write `^2`.");
    EXPECT_EQ(Lexed("a − b").diagnostics.list().at(0).hint, "Write `-`.");
    EXPECT_EQ(messages("$$$$").size(), 1u);
    EXPECT_EQ(messages(std::string(1000, '$') + std::string("\n$\n", 3)).size(), 2u);
}

TEST(Lexer, InvalidUtf8) {
    for (const char* text : {"a\xFF", "\xC3", "\xED\xA0\x80", "\xC0\x80", "\xF5\x80\x80\x80", "# \x80"}) {
        Lexed lexed(text);
        ASSERT_EQ(lexed.diagnostics.list().size(), 1u);
        EXPECT_EQ(lexed.diagnostics.list()[0].id, DiagnosticId::InvalidUtf8);
    }
    EXPECT_EQ(Lexed("ab\xFF").diagnostics.list()[0].span.begin, 2u);
}

TEST(Lexer, Units) {
    EXPECT_EQ(tokens("10<m>"), "10 <m>");
    EXPECT_EQ(tokens("10<km/h> + 3<kg*m/s^2>"), "10 <km/h> + 3 <kg*m/s^2>");
    EXPECT_EQ(tokens("(a)<m^-1>"), "( a ) <m^-1>");
    EXPECT_EQ(tokens("3<J/(mol*K)>"), "3 <J/(mol*K)>");
    EXPECT_EQ(tokens("10 <m>"), "10 < m >");
    EXPECT_EQ(tokens("10<m >"), "10 < m >");
    EXPECT_EQ(tokens("a<m>"), "a < m >");
    EXPECT_EQ(tokens("1<x>y"), "1 < x > y");
    EXPECT_EQ(tokens("1<m>2"), "1 < m > 2");
    EXPECT_EQ(tokens("10<m>-3"), "10 <m> - 3");
    EXPECT_EQ(tokens("10<m>==y"), "10 <m> == y");
    EXPECT_EQ(tokens("10<m>=y"), "10 < m >= y");
    EXPECT_EQ(tokens("1<2>3"), "1 < 2 > 3");
    EXPECT_EQ(tokens("unit score\n3<score>-1"), "unit score 3 <score> - 1");
    EXPECT_EQ(tokens("3<score>-1"), "3 < score > - 1");
    EXPECT_EQ(tokens("f(3<score>)"), "f ( 3 <score> )"); // declared in an earlier input
    EXPECT_EQ(tokens("v as <km/h>"), "v as <km/h>");
    for (const char* unit : {"m", "km", "kg", "s", "h", "min", "mmol", "µm", "kΩ", "MeV",
        "mi"}) EXPECT_TRUE(is_known_unit(unit)) << unit;
    for (const char* unit : {"", "k", "x", "kmin", "kh", "foo", "kkm"}) EXPECT_FALSE(is_known_unit(unit)) << unit;
}

TEST(Lexer, BracketsKnowTheirPartner) {
    Lexed lexed("(a; [b, c] {)");
    const auto& list = lexed.list.tokens;
    EXPECT_EQ(list[0].value, list.size() - 2);
    EXPECT_TRUE(list[0].holds_semicolon);
    EXPECT_FALSE(list[0].holds_comma);
    EXPECT_TRUE(list[3].holds_comma);
    EXPECT_EQ(list[8].value, 0u); // the brace is never closed
    Lexed stray(")](");
    EXPECT_EQ(stray.list.tokens[2].value, 0u);
}

TEST(Lexer, SpansAreExact) {
    Lexed lexed("aπ  \"é\" <");
    std::vector<std::string> texts;
    for (const Token& token : lexed.list.tokens) texts.emplace_back(lexed.sources.file(1).text(token.span));
    EXPECT_EQ(texts, (std::vector<std::string>{"a", "π", "\"é\"", "<", ""}));
}

TEST(Lexer, DumpTokens) {
    SourceMap sources;
    DiagnosticList diagnostics;
    std::uint32_t source = sources.add("test.lm", "x = 'a\\n'\ny'");
    EXPECT_EQ(dump_tokens(sources, source, diagnostics),
              "Name x 1:1-1:2\nAssign 1:3-1:4 space\nString \"a\\n\" 1:5-1:10 space\nName y 2:1-2:2 newline\n"
              "Apostrophe 2:2-2:3\nEnd 2:3-2:3\n");
}

TEST(Lexer, ManyErrorsStop) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "$ ";
    EXPECT_EQ(Lexed(text).diagnostics.list().size(), 20u);
}

} // namespace
} // namespace rumina
