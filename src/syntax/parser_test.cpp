#include "syntax/parser.h"

#include <chrono>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace rumina {
namespace {

struct Parsed {
    SourceMap sources;
    NameTable names;
    DiagnosticList diagnostics;
    std::unique_ptr<Tree> tree;
    bool incomplete = false;

    explicit Parsed(std::string text, ParseOptions options = {}) {
        std::uint32_t source = sources.add("test.lm", std::move(text));
        tree = parse(sources, source, names, diagnostics, options, &incomplete);
    }
    const std::vector<Stmt*>& statements() const { return tree->module->block->statements; }
};

// dump_tree on one line: leaves bare, inner nodes in parentheses, no places; "a + b" is (Chain + a b).
std::string compact(const std::string& dump) {
    struct Line {
        std::size_t depth;
        std::string head;
    };
    std::vector<Line> lines;
    for (std::size_t at = 0; at < dump.size();) {
        std::size_t end = dump.find('\n', at);
        std::string line = dump.substr(at, end - at);
        at = end + 1;
        std::size_t depth = line.find_first_not_of(' ') / 2;
        std::size_t space = line.rfind(' ');
        bool place = space != std::string::npos && line.find('-', space) != std::string::npos && std::isdigit(line[space + 1]) &&
                     line.find(':', space) != std::string::npos;
        line = line.substr(depth * 2, place ? space - depth * 2 : std::string::npos);
        lines.push_back({depth, line});
    }
    std::string out;
    std::size_t open = 0;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const auto& [depth, head] = lines[i];
        while (open > depth - 1) out += ')', --open;
        if (!out.empty() && out.back() != '(') out += ' ';
        bool leaf = i + 1 == lines.size() || lines[i + 1].depth <= depth;
        std::string text = head;
        for (std::string_view prefix : {"Name ", "Number ", "String ", "Boolean ", "Bind "})
            if (text.starts_with(prefix)) text.erase(0, prefix.size());
        if (!leaf) out += '(', ++open;
        out += text;
    }
    out.append(open, ')');
    return out;
}

std::string tree(std::string text, ParseOptions options = {}) {
    Parsed parsed(std::move(text), options);
    if (!parsed.diagnostics.empty()) {
        std::string out;
        for (const Diagnostic& d : parsed.diagnostics.list()) {
            const SourceFile& file = parsed.sources.file(1);
            out += fmt::format("{}{}:{} {}", out.empty() ? "" : "; ", file.line(d.span.begin), file.column(d.span.begin), d.name);
        }
        return out;
    }
    return compact(dump_tree(*parsed.tree, parsed.sources, parsed.names));
}

std::string expression(std::string text) { return tree(std::move(text), {.expression_first = true}); }

std::string message(std::string text) {
    Parsed parsed(std::move(text));
    return parsed.diagnostics.empty() ? "" : parsed.diagnostics.list()[0].message;
}
std::string hint(std::string text) {
    Parsed parsed(std::move(text));
    return parsed.diagnostics.empty() ? "" : parsed.diagnostics.list()[0].hint;
}

// ── operators ───────────────────────────────────────────────────────────────────────────────────────────────

TEST(Parser, ChainsAreFlat) {
    EXPECT_EQ(tree("a + b - c .+ d .- e"), "(Chain +, -, .+, .- a b c d e)");
    EXPECT_EQ(tree("a * b / c % d \\ e .* f ./ g"), "(Chain *, /, %, \\, .*, ./ a b c d e f g)");
    EXPECT_EQ(tree("a + b * c - d"), "(Chain +, - a (Chain * b c) d)");
    EXPECT_EQ(tree("(a + b) + c"), "(Chain + (Chain + () a b) c)");
    EXPECT_EQ(tree("a + (b + c)"), "(Chain + a (Chain + () b c))");
    EXPECT_EQ(tree("a or b || c"), "(Logical or a b c)");
    EXPECT_EQ(tree("a and b && c or d"), "(Logical or (Logical and a b c) d)");
    EXPECT_EQ(tree("(a and b) and c"), "(Logical and (Logical and () a b) c)");
    EXPECT_EQ(tree("a | b xor c & d"), "(Chain |, xor a b (Chain & c d))");
    EXPECT_EQ(tree("a |> f |> g(1)"), "(Pipe a f (Call g 1))");
}

TEST(Parser, ComparisonsChain) {
    EXPECT_EQ(tree("a < b <= c"), "(Comparison <, <= a b c)");
    EXPECT_EQ(tree("a == b != c === d"), "(Comparison ==, !=, === a b c d)");
    EXPECT_EQ(tree("a in b"), "(Comparison in a b)");
    EXPECT_EQ(tree("a not in b"), "(Comparison not in a b)");
    EXPECT_EQ(tree("a subset b is c"), "(Comparison subset, is a b c)");
    EXPECT_EQ(tree("a .== b .< c .>= d"), "(Comparison .==, .<, .>= a b c d)");
    EXPECT_EQ(tree("(a < b) < c"), "(Comparison < (Comparison < () a b) c)");
    EXPECT_EQ(tree("a ≤ b ∈ c"), "(Comparison <=, in a b c)");
    EXPECT_EQ(tree("a + 1 < b | c"), "(Comparison < (Chain + a 1) (Chain | b c))");
}

TEST(Parser, Precedence) {
    EXPECT_EQ(tree("not a == b"), "(Unary not (Comparison == a b))");
    EXPECT_EQ(tree("not a and not not b"), "(Logical and (Unary not a) (Unary not (Unary not b)))");
    EXPECT_EQ(tree("!a == b"), "(Comparison == (Unary not a) b)");
    EXPECT_EQ(tree("1..n + 1"), "(Range 1 (Chain + n 1))");
    EXPECT_EQ(tree("x in 1..n step 2"), "(Comparison in x (Range 1 n 2))");
    EXPECT_EQ(tree("-3 |> abs"), "(Pipe (Unary - 3) abs)");
    EXPECT_EQ(tree("a or b => (x => 1)"), "(Substitute (Logical or a b) (For x 1))");
    EXPECT_EQ(tree("a |> b => (x => 1) |> c"), "(Pipe a (Substitute b (For x 1)) c)");
    EXPECT_EQ(tree("1 + not x"), "1:5 UnexpectedToken");
    EXPECT_EQ(tree("a == not b"), "1:6 UnexpectedToken");
    EXPECT_EQ(tree("1..2..3"), "1:5 StatementNeedsEnd");
}

TEST(Parser, PowersAndSigns) {
    EXPECT_EQ(expression("-2^2"), "(Unary - (Power ^ 2 2))");
    EXPECT_EQ(tree("2^-1"), "(Power ^ 2 (Unary - 1))");
    EXPECT_EQ(tree("2^3^2"), "(Power ^ 2 (Power ^ 3 2))");
    EXPECT_EQ(tree("2**3"), "(Power ^ 2 3)");
    EXPECT_EQ(tree("a .^ b"), "(Power .^ a b)");
    EXPECT_EQ(tree("2^-x^2*y"), "(Chain * (Power ^ 2 (Unary - (Power ^ x 2))) y)");
    EXPECT_EQ(tree("-a * -b"), "(Chain * (Unary - a) (Unary - b))");
    EXPECT_EQ(tree("+a - +b"), "(Chain - (Unary + a) (Unary + b))");
    EXPECT_EQ(tree("x - -y"), "(Chain - x (Unary - y))");
    EXPECT_EQ(tree("2^3!"), "(Power ^ 2 (Unary ! 3))");
}

TEST(Parser, Postfix) {
    EXPECT_EQ(tree("3!!"), "(Unary ! (Unary ! 3))");
    EXPECT_EQ(tree("3! == 6"), "(Comparison == (Unary ! 3) 6)");
    EXPECT_EQ(tree("3!==6"), "1:4 UnexpectedToken");
    EXPECT_EQ(hint("3!==6"), "Write `! ==` to compare a factorial.");
    EXPECT_EQ(tree("A' * B.'"), "(Chain * (Unary ' A) (Unary .' B))");
    EXPECT_EQ(tree("a.b.if(1)[2]"), "(Index (Call (Member if (Member b a)) 1) 2)");
    EXPECT_EQ(tree("a::b::in(1)"), "(Call Path a::b::in 1)");
    EXPECT_EQ(tree("m[1..2, *]"), "(Index m (Range 1 2) All)");
    EXPECT_EQ(tree("a[*]"), "(Index a All)");
    EXPECT_EQ(tree("a[*x]"), "1:3 UnexpectedToken");
    EXPECT_EQ(tree("a[1:2]"), "1:4 UnexpectedToken");
    EXPECT_EQ(tree("a[]"), "1:3 UnexpectedToken");
    EXPECT_EQ(tree("10<km/h> + 2"), "(Chain + (Quantity <km/h> 10) 2)");
    EXPECT_EQ(tree("(a)<b>c"), "(Comparison <, > a () b c)");
    EXPECT_EQ(tree("-v as num"), "(Unary - (As num v))");
    EXPECT_EQ(tree("v as <km/h> as scalar"), "(As scalar (As <km/h> v))");
    EXPECT_EQ(tree("x as"), "1:5 UnexpectedToken");
}

TEST(Parser, Calls) {
    EXPECT_EQ(tree("f()"), "(Call f)");
    EXPECT_EQ(tree("f(a, b, )"), "(Call f a b)");
    EXPECT_EQ(tree("f(a, b = 2, if = 3)"), "(Call f a (Named b 2) (Named if 3))");
    EXPECT_EQ(tree("f(a == 2)"), "(Call f (Comparison == a 2))");
    EXPECT_EQ(tree("f(a = 1, 2)"), "1:10 PositionalAfterNamed");
    EXPECT_EQ(tree("f(a = 1, a = 2)"), "1:10 DuplicateName");
    EXPECT_EQ(tree("f(a b)"), "1:5 UnexpectedToken");
    EXPECT_EQ(tree("2(x)"), "1:1 NumberNeedsOperator");
    EXPECT_EQ(tree("f(\n1,\n2\n)"), "(Call f 1 2)");
}

// ── products without `*` ────────────────────────────────────────────────────────────────────────────────────

TEST(Parser, Juxtaposition) {
    EXPECT_EQ(tree("2π"), "(Chain * 2 pi)");
    EXPECT_EQ(tree("3√2"), "(Chain * 3 (Unary √ 2))");
    EXPECT_EQ(tree("eπ"), "(Chain * e pi)");
    EXPECT_EQ(tree("πi"), "(Chain * pi i)");
    EXPECT_EQ(tree("2e"), "(Chain * 2 e)");
    EXPECT_EQ(tree("2φ"), "(Chain * 2 phi)");
    EXPECT_EQ(tree("(1+x)π"), "(Chain * (Chain + () 1 x) pi)");
    EXPECT_EQ(tree("2^(1/3)π"), "(Chain * (Power ^ 2 (Chain / () 1 3)) pi)");
    EXPECT_EQ(tree("π^2√3"), "(Chain * (Power ^ pi 2) (Unary √ 3))");
    EXPECT_EQ(tree("-2π"), "(Chain * (Unary - 2) pi)");
    EXPECT_EQ(tree("2π^2"), "(Chain * 2 (Power ^ pi 2))");
    EXPECT_EQ(tree("√2√3π"), "(Chain *, * (Unary √ 2) (Unary √ 3) pi)");
    EXPECT_EQ(tree("√2i"), "(Chain * (Unary √ 2) i)");
    EXPECT_EQ(tree("√eπ"), "(Chain * (Unary √ e) pi)");
    EXPECT_EQ(tree("√√2"), "(Unary √ (Unary √ 2))");
    EXPECT_EQ(tree("√(π+1)"), "(Unary √ (Chain + () pi 1))");
    EXPECT_EQ(tree("√f(x) + √a.b[1]"), "(Chain + (Unary √ (Call f x)) (Unary √ (Index (Member b a) 1)))");
    EXPECT_EQ(tree("√2!"), "(Unary ! (Unary √ 2))");
    EXPECT_EQ(tree("∞ + ∞"), "(Chain + inf inf)");
    EXPECT_EQ(tree("1+√2+π"), "(Chain +, + 1 (Unary √ 2) pi)");
    EXPECT_EQ(tree("if (x)i = 3"), "(If x () (Then (Assignment = i 3)))");
}

TEST(Parser, CoefficientsAreQuotientsOfIntegers) {
    EXPECT_EQ(tree("1/2√2"), "(Chain /, * 1 2 (Unary √ 2))");
    EXPECT_EQ(tree("-1/2√2"), "(Chain /, * (Unary - 1) 2 (Unary √ 2))");
    EXPECT_EQ(tree("1/5+12/5i"), "(Chain + (Chain / 1 5) (Chain /, * 12 5 1 imaginary))");
    EXPECT_EQ(tree("1/2+√2i"), "(Chain + (Chain / 1 2) (Chain * (Unary √ 2) i))");
    EXPECT_EQ(tree("x*1/2π"), "(Chain *, /, * x 1 2 pi)");
    EXPECT_EQ(tree("π^2i"), "(Chain * (Power ^ pi 2) 1 imaginary)");
    EXPECT_EQ(tree("1/2√2π"), "(Chain /, *, * 1 2 (Unary √ 2) pi)");
    EXPECT_EQ(tree("(x/2)√2"), "(Chain * (Chain / () x 2) (Unary √ 2))");
    EXPECT_EQ(tree("1/2*√2"), "(Chain /, * 1 2 (Unary √ 2))");
    EXPECT_EQ(tree("1/(2√2)"), "(Chain / 1 (Chain * () 2 (Unary √ 2)))");
    for (const char* text : {"x/2√2", "1/√2π", "x/2i", "1/2^2√2", "x%2π", "x/1/2√2", "1.5/2π", "1/(2)√2", "2^1/2√2",
        "1/2.5i",
                             "x\\2π", "x/2e"})
        EXPECT_TRUE(tree(text).ends_with("AmbiguousCoefficient")) << text << " gives " << tree(text);
    EXPECT_EQ(message("x/2√2"), "`x/2√2` can be read in two ways");
    EXPECT_EQ(hint("x/2√2"), "Write `(x/2)*√2` or `x/(2√2)`.");
    EXPECT_EQ(hint("y + x / 2i"), "Write `(x / 2)*i` or `x /(2i)`.");
    EXPECT_EQ(tree("2i^2"), "1:1 AmbiguousCoefficient");
    EXPECT_EQ(hint("2i^2"), "Write `(2i)^2` or `2*i^2`.");
    EXPECT_EQ(tree("(2i)^2"), "(Power ^ 2 imaginary () 2)");
}

TEST(Parser, OtherJuxtapositionsAreErrorsWithAHint) {
    EXPECT_EQ(tree("2x"), "1:1 NumberNeedsOperator");
    EXPECT_EQ(message("y = 2x"), "`2x` is not a number and not a product");
    EXPECT_EQ(hint("y = 2x"), "Write `2*x` for a product.");
    EXPECT_EQ(tree("xπ"), "1:1 NumberNeedsOperator");
    EXPECT_EQ(tree("1/x√2"), "1:3 NumberNeedsOperator");
    EXPECT_EQ(tree("πx"), "1:1 NumberNeedsOperator");
    EXPECT_EQ(tree("2 π"), "1:3 StatementNeedsEnd");
    EXPECT_EQ(tree("2pi"), "1:1 NumberNeedsOperator");
    EXPECT_EQ(tree("1and 2"), "(Logical and 1 2)");
}

TEST(Parser, Numbers) {
    EXPECT_EQ(tree("[1_000, 0xFF, 0B1, 0.5, .5, 1e3, 1.5f, 4i, 2.5fi]"),
              "(Array 1000 0xFF 0b1 0.5 rational .5 rational 1e3 rational 1.5 float 4 imaginary 2.5 float imaginary)");
    EXPECT_EQ(tree("0.(3)"), "0.(3) rational");
    EXPECT_EQ(tree("0xEf"), "0xEf");
}

// ── braces, bars, arrows ────────────────────────────────────────────────────────────────────────────────────

TEST(Parser, Braces) {
    EXPECT_EQ(tree("x = {}"), "(Assignment = x Struct)");
    EXPECT_EQ(tree("x = {a = 1, b = 2}"), "(Assignment = x (Struct (Field a 1) (Field b 2)))");
    EXPECT_EQ(tree("x = {a = 1; if = 2;}"), "(Assignment = x (Struct (Field a 1) (Field if 2)))");
    EXPECT_EQ(tree("x = {\n a = 1\n b = 2\n}"), "(Assignment = x (Struct (Field a 1) (Field b 2)))");
    EXPECT_EQ(tree("x = {a}"), "(Assignment = x (Set a))");
    EXPECT_EQ(tree("x = {a == 1, 2,}"), "(Assignment = x (Set (Comparison == a 1) 2))");
    EXPECT_EQ(tree("{ x = 1 }"), "(Block (Assignment = x 1))");
    EXPECT_EQ(tree("{}"), "Block");
    EXPECT_EQ(tree("f({1, 2})"), "(Call f (Set 1 2))");
    EXPECT_EQ(tree("if x == {1, 2} { y }"), "(If (Comparison == x (Set 1 2)) (Then y))");
    EXPECT_EQ(tree("x = {a = 1, a = 2}"), "1:13 DuplicateName");
    EXPECT_EQ(tree("x = {a = 1 b = 2}"), "1:12 UnexpectedToken");
    EXPECT_EQ(tree("f = |x| {a = 1, b = 2}"), "1:9 ParenthesiseLiteral");
    EXPECT_EQ(tree("f = |x| ({a = 1, b = 2})"),
        "(Assignment = f (Lambda lambda Parameter x (Struct () (Field a 1) (Field b 2))))");
    EXPECT_EQ(tree("{1, 2}"), "1:1 ParenthesiseLiteral");
    EXPECT_EQ(tree("f = do {1, 2}"), "1:8 ParenthesiseLiteral");
}

TEST(Parser, ExpressionFirst) {
    EXPECT_EQ(expression("{1, 2}"), "(Set 1 2)");
    EXPECT_EQ(expression("{a = 1, b = 2}"), "(Struct (Field a 1) (Field b 2))");
    EXPECT_EQ(expression("{a = 1}"), "(Struct (Field a 1))");
    EXPECT_EQ(expression("{}"), "Struct");
    EXPECT_EQ(expression("{ x = 5; print(x) }"), "(Block (Assignment = x 5) (Call print x))");
    EXPECT_EQ(expression("x = 5"), "(Assignment = x 5)");
    EXPECT_EQ(expression("x = 5; x"), "(Assignment = x 5) x");
    EXPECT_EQ(expression("-5"), "(Unary - 5)");
    EXPECT_EQ(expression("--x"), "(Unary - (Unary - x))");
    EXPECT_EQ(expression("a\n(b)"), "a b ()");
    EXPECT_EQ(expression("1 +* 2"), "1:4 UnexpectedToken");
    EXPECT_EQ(expression("|x||y| x + y"), "(Lambda lambda Parameter x (Lambda lambda Parameter y (Chain + x y)))");
    EXPECT_EQ(expression("func f(x) { x }"), "(Function f Parameter x (Body x))");
}

TEST(Parser, Lambdas) {
    auto lambda = [](std::string text) { return tree("f = " + text); };
    EXPECT_EQ(tree("|x| x + 1"), "(Lambda lambda Parameter x (Chain + x 1))");
    EXPECT_EQ(lambda("|x| -> x"), lambda("|x| x"));
    EXPECT_EQ(lambda("|x| => x"), lambda("|x| x"));
    EXPECT_EQ(lambda("|x, y = 2 + 1| x"), "(Assignment = f (Lambda lambda Parameter x (Parameter y (Chain + 2 1)) x))");
    EXPECT_EQ(lambda("|x int, y: float| x"), "(Assignment = f (Lambda lambda Parameter x : int Parameter y : float x))");
    EXPECT_EQ(lambda("|| 1"), "(Assignment = f (Lambda lambda 1))");
    EXPECT_EQ(lambda("| | 1"), "(Assignment = f (Lambda lambda 1))");
    EXPECT_EQ(lambda("|x| { x }"), "(Assignment = f (Lambda lambda Parameter x (Body yields x)))");
    EXPECT_EQ(lambda("|x| -> { x }"), lambda("|x| { x }"));
    EXPECT_EQ(lambda("do { 1 }"), "(Assignment = f (Lambda do (Body yields 1)))");
    EXPECT_EQ(lambda("do |x| { x }"), "(Assignment = f (Lambda do Parameter x (Body yields x)))");
    EXPECT_EQ(lambda("|x| x |> g"), "(Assignment = f (Lambda lambda Parameter x (Pipe x g)))");
    EXPECT_EQ(lambda("|x| x | y"), "(Assignment = f (Lambda lambda Parameter x (Chain | x y)))");
    EXPECT_EQ(lambda("|x||y| x"), "(Assignment = f (Lambda lambda Parameter x (Lambda lambda Parameter y x)))");
    EXPECT_EQ(tree("map(xs, |x| x, 1)"), "(Call map xs (Lambda lambda Parameter x x) 1)");
    EXPECT_EQ(tree("1 + |x| x or y"), "(Chain + 1 (Lambda lambda Parameter x (Logical or x y)))");
    EXPECT_EQ(lambda("func(x) { x }"), "(Assignment = f (Lambda lambda Parameter x (Body x)))");
    EXPECT_EQ(lambda("func(x) -> int { x }"), "(Assignment = f (Lambda lambda Parameter x Result int (Body yields x)))");
    EXPECT_EQ(tree("a || b"), "(Logical or a b)");
    EXPECT_EQ(tree("a | b"), "(Chain | a b)");
    EXPECT_EQ(tree("|x, x| x"), "1:5 DuplicateName");
    EXPECT_EQ(tree("|x = 1, y| x"), "1:9 DefaultBeforeRequired");
}

TEST(Parser, Arrows) {
    EXPECT_EQ(tree("x^2 => (x => 3, y => 4)"), "(Substitute (Power ^ x 2) (For x 3) (For y 4))");
    EXPECT_EQ(tree("e => (x => 3) => (y => 4)"), "(Substitute (Substitute e (For x 3)) (For y 4))");
    EXPECT_EQ(tree("t = table{a => 1, 2 => b, (c) => 3}"),
              "(Assignment = t (Table (Entry \"a\" 1) (Entry 2 b) (Entry c () 3)))");
    EXPECT_EQ(tree("table{a => e => (x => 3)}"), "(Table (Entry \"a\" (Substitute e (For x 3))))");
    EXPECT_EQ(tree("x => y"), "1:3 StatementNeedsEnd");
    EXPECT_EQ(tree("match x { 1 => e => (y => 2), _ => 0 }"),
              "(Match x (Arm (LiteralPattern 1) (Substitute e (For y 2))) (Arm Wildcard 0))");
}

TEST(Parser, MatrixVectorTable) {
    EXPECT_EQ(tree("[]"), "Array");
    EXPECT_EQ(tree("[1, 2,]"), "(Array 1 2)");
    EXPECT_EQ(tree("[1, 2; 3, 4]"), "(Matrix (Row 1 2) (Row 3 4))");
    EXPECT_EQ(tree("mat[1, 2; 3, 4;]"), "(Matrix (Row 1 2) (Row 3 4))");
    EXPECT_EQ(tree("mat[1, 2]"), "(Matrix (Row 1 2))");
    EXPECT_EQ(tree("vec[1, 2]"), "(Vector 1 2)");
    EXPECT_EQ(tree("vec[]"), "Vector");
    EXPECT_EQ(tree("[1, 2; 3]"), "1:8 RaggedMatrix");
    EXPECT_EQ(message("[1, 2; 3]"), "row 2 has 1 entry but the first row has 2");
    EXPECT_EQ(tree("table{}"), "Table");
    EXPECT_EQ(tree("table {}"), "1:7 StatementNeedsEnd");
    EXPECT_EQ(tree("vec = [1]; vec[0]"), "(Assignment = vec (Array 1)) (Index vec 0)");
    EXPECT_EQ(tree("func f(mat) { mat[0] }"), "(Function f Parameter mat (Body (Index mat 0)))");
    EXPECT_EQ(tree("vec(1)"), "(Call vec 1)");
}

TEST(Parser, Comprehensions) {
    EXPECT_EQ(tree("[x^2 for x in xs if x > 0]"), "(Comprehension array (Power ^ x 2) (For x xs (If (Comparison > x 0))))");
    EXPECT_EQ(tree("vec[x for x in a; for y in b if y]"), "(Comprehension vec x (For x a) (For y b (If y)))");
    EXPECT_EQ(tree("mat[x for x in a for y in b]"), "(Comprehension mat x (For x a) (For y b))");
    EXPECT_EQ(tree("s = {k for (k, v) in t}"), "(Assignment = s (Comprehension set k (For (SequencePattern k v) t)))");
    EXPECT_EQ(tree("[k for k, v in t]"), "(Comprehension array k (For (SequencePattern k v) t))");
}

TEST(Parser, FormatStrings) {
    EXPECT_EQ(tree("f\"a{x + 1}b{f(\"q\")}\""), "(Format \"a\" \"b\" \"\" (Chain + x 1) (Call f \"q\"))");
    EXPECT_EQ(tree("f\"\""), "Format \"\"");
    EXPECT_EQ(tree("f\"{}\""), "1:4 UnexpectedToken");
    EXPECT_EQ(tree("f\"{x y}\""), "1:6 UnexpectedToken");
    EXPECT_EQ(tree("f\"{x:2}\""), "1:5 UnexpectedToken");
}

// ── newlines ────────────────────────────────────────────────────────────────────────────────────────────────

TEST(Parser, NewlinesEndStatements) {
    EXPECT_EQ(tree("x\n(y)"), "x y ()");
    EXPECT_EQ(tree("x\n[y]"), "x (Array y)");
    EXPECT_EQ(tree("n\n!p"), "n (Unary not p)");
    EXPECT_EQ(tree("a\n|x| x"), "a (Lambda lambda Parameter x x)");
    EXPECT_EQ(tree("a\n{ b }"), "a (Block b)");
    EXPECT_EQ(tree("a\n'b'"), "a \"b\"");
    EXPECT_EQ(tree("a\n√2"), "a (Unary √ 2)");
    EXPECT_EQ(tree("x = a\n- b"), "2:1 LonelyNegation");
    EXPECT_EQ(tree("a\n.5"), "a .5 rational");
    EXPECT_EQ(tree("return\nx"), "Return x");
    EXPECT_EQ(tree("x y"), "1:3 StatementNeedsEnd");
    EXPECT_EQ(tree("x; y;; z"), "x y z");
}

TEST(Parser, LinesContinue) {
    EXPECT_EQ(tree("a\n+ b\n* c"), "(Chain + a (Chain * b c))");
    EXPECT_EQ(tree("a\n|| b\n|> f\n|> g"), "(Pipe (Logical or a b) f g)");
    EXPECT_EQ(tree("a\n.b\n.c()"), "(Call (Member c (Member b a)))");
    EXPECT_EQ(tree("a\n!= b"), "(Comparison != a b)");
    EXPECT_EQ(tree("x\n= 5"), "(Assignment = x 5)");
    EXPECT_EQ(tree("a +\n\n b"), "(Chain + a b)");
    EXPECT_EQ(tree("a \\\n- b"), "(Chain - a b)");
    EXPECT_EQ(tree("a\nand b\nor c"), "(Logical or (Logical and a b) c)");
    EXPECT_EQ(tree("a\nin b"), "(Comparison in a b)");
    EXPECT_EQ(tree("a\nnot in b"), "(Comparison not in a b)");
    EXPECT_EQ(tree("a\nnot b"), "a (Unary not b)");
    EXPECT_EQ(tree("1..9\nstep 2"), "(Range 1 9 2)");
    EXPECT_EQ(tree("a\nas num"), "(As num a)");
    EXPECT_EQ(tree("x = 1\nstep = 2"), "(Assignment = x 1) (Assignment = step 2)");
    EXPECT_EQ(tree("x = 1\nin += 2"), "(Assignment = x 1) (Assignment += in 2)");
    EXPECT_EQ(tree("x = 1\nas = 2"), "(Assignment = x 1) (Assignment = as 2)");
    EXPECT_EQ(tree("x = 1\nstep(2)"), "(Assignment = x 1) (Call step 2)");
    EXPECT_EQ(tree("a\n=> (x => 1)"), "(Substitute a (For x 1))");
}

TEST(Parser, BracketsHideNewlinesAndBlocksShowThem) {
    EXPECT_EQ(tree("(a\n- b)"), "(Chain - () a b)");
    EXPECT_EQ(tree("[a\n(b)]"), "(Array (Call a b))");
    EXPECT_EQ(tree("f(do {\n a\n (b)\n})"), "(Call f (Lambda do (Body yields a b ())))");
    EXPECT_EQ(tree("f(|x| {\n a\n [b]\n}\n, c)"), "(Call f (Lambda lambda Parameter x (Body yields a (Array b))) c)");
    EXPECT_EQ(tree("x = {1\n,2\n}"), "(Assignment = x (Set 1 2))");
}

TEST(Parser, Headers) {
    EXPECT_EQ(tree("if a\n{ b }\nelse\n{ c }"), "(If a (Then b) (Else c))");
    EXPECT_EQ(tree("if a\n b\nelse\n c"), "(If a (Then b) (Else c))");
    EXPECT_EQ(tree("while a\n{ b }"), "(While a (Body b))");
    EXPECT_EQ(tree("func f(x)\n{ x }"), "(Function f Parameter x (Body x))");
    EXPECT_EQ(tree("func f(x)\n = x"), "(Function f Parameter x x)");
    EXPECT_EQ(tree("struct S\n{ a = 1 }"), "(StructDeclaration S (Field a 1))");
    EXPECT_EQ(tree("try { a }\ncatch (e) { b }\nfinally { c }"), "(Try (Body a) (Catch e b) (Finally c))");
    EXPECT_EQ(tree("for x in xs\n{ x }"), "(ForIn x xs (Body x))");
}

TEST(Parser, LonelyNegation) {
    EXPECT_EQ(tree("x = 1\n-x"), "2:1 LonelyNegation");
    EXPECT_EQ(tree("x = 1;\n-x"), "(Assignment = x 1) (Unary - x)");
    EXPECT_EQ(tree("-x"), "(Unary - x)");
    EXPECT_EQ(tree("f = |x| {\n -x\n}"), "(Assignment = f (Lambda lambda Parameter x (Body yields (Unary - x))))");
    EXPECT_EQ(tree("x = 1\n(-x)"), "(Assignment = x 1) (Unary - () x)");
    EXPECT_EQ(tree("if a { b }\n-x"), "(If a (Then b)) (Unary - x)");
}

TEST(Parser, BlocksEndStatements) {
    EXPECT_EQ(tree("if a { b } c"), "(If a (Then b)) c");
    EXPECT_EQ(tree("func f() { 1 } f()"), "(Function f (Body 1)) (Call f)");
    EXPECT_EQ(tree("while a { } loop { } x"), "(While a Body) (Loop Body) x");
    EXPECT_EQ(tree("x = do { 1 } y"), "1:14 StatementNeedsEnd");
    EXPECT_EQ(tree("if a b c"), "1:8 StatementNeedsEnd");
}

// ── statements ──────────────────────────────────────────────────────────────────────────────────────────────

TEST(Parser, Declarations) {
    EXPECT_EQ(tree("var x = 1; let y; const z = 2"), "(Declaration var x 1) (Declaration let y) (Declaration const z 2)");
    EXPECT_EQ(tree("let x int = 5; let y: int = 5"), "(Declaration let : int x 5) (Declaration let : int y 5)");
    EXPECT_EQ(tree("int x = 5"), "(Declaration typed : int x 5)");
    EXPECT_EQ(tree("array xs = []; bigint n = 1"), "(Declaration typed : array xs Array) (Declaration typed : bigint n 1)");
    EXPECT_EQ(tree("int = 5; int(x)"), "(Assignment = int 5) (Call int x)");
    EXPECT_EQ(tree("var [a, {b, c = d}] = e"), "(Declaration var (SequencePattern a (FieldsPattern (Field b b) (Field c d))) e)");
    EXPECT_EQ(tree("let vec[a, _] = e"), "(Declaration let (SequencePattern vec a Wildcard) e)");
    EXPECT_EQ(tree("let (a, b) = e"), "(Declaration let (SequencePattern a b) e)");
    EXPECT_EQ(tree("const x"), "1:8 UnexpectedToken");
    EXPECT_EQ(tree("var [a]"), "1:8 UnexpectedToken");
    EXPECT_EQ(tree("var 3 = x"), "1:5 UnexpectedToken");
    EXPECT_EQ(tree("let f int -> int? = g"), "(Declaration let : function<int, int?> f g)");
    EXPECT_EQ(tree("let f: array<table<string, (int)>, num<m/s^2>> = g"),
              "(Declaration let : array<table<string, int>, num<m, s>> f g)");
}

TEST(Parser, Assignments) {
    EXPECT_EQ(tree("a.b[1].c = 2"), "(Assignment = (Member c (Index (Member b a) 1)) 2)");
    EXPECT_EQ(tree("m::x = 2"), "(Assignment = Path m::x 2)");
    for (const char* op : {"+", "-", "*", "/", "^", "%"})
        EXPECT_EQ(tree(fmt::format("x {}= 1", op)), fmt::format("(Assignment {}= x 1)", op));
    EXPECT_EQ(tree("[a, b[0]] = [b, a]"), "(Assignment = (Array a (Index b 0)) (Array b a))");
    EXPECT_EQ(tree("vec[a, b] = v"), "(Assignment = (Vector a b) v)");
    EXPECT_EQ(tree("f(x) = 1"), "1:1 InvalidAssignmentTarget");
    EXPECT_EQ(message("f(x) = 1"), "cannot assign to the result of a call");
    EXPECT_EQ(tree("[a, 3] = b"), "1:5 InvalidAssignmentTarget");
    EXPECT_EQ(tree("[a, b] += b"), "1:1 InvalidAssignmentTarget");
    EXPECT_EQ(tree("(x) = 1"), "1:2 InvalidAssignmentTarget");
    EXPECT_EQ(tree("a = b = c"), "1:7 StatementNeedsEnd");
}

TEST(Parser, Functions) {
    EXPECT_EQ(tree("func f { }"), tree("func f() { }"));
    EXPECT_EQ(tree("func f(x int, y = 2, z: T? = 3) -> int { x }"),
              "(Function f Parameter x : int (Parameter y 2) (Parameter z : T? 3) Result int (Body yields x))");
    EXPECT_EQ(tree("func f(x) = x^2"), "(Function f Parameter x (Power ^ x 2))");
    EXPECT_EQ(tree("@memoize @pure\nfunc f(x) = x"), "(Function f @memoize @pure Parameter x x)");
    EXPECT_EQ(tree("func match(in) = in"), "(Function match Parameter in in)");
    EXPECT_EQ(tree("func f(x, x) = x"), "1:11 DuplicateName");
    EXPECT_EQ(tree("func f(x = 1, y) = x"), "1:15 DefaultBeforeRequired");
    EXPECT_EQ(tree("func f(x) x"), "1:11 UnexpectedToken");
    EXPECT_EQ(tree("@memoize x"), "1:10 UnexpectedToken");
    EXPECT_EQ(tree("func f(...xs) = xs"), "1:8 UnexpectedToken");
    EXPECT_EQ(tree("func __f(...xs) = __g(xs)", {.prelude = true}), "(Function __f Parameter ...xs (Call __g xs))");
    EXPECT_EQ(tree("__g(1)"), "1:1 UnexpectedToken");
    EXPECT_EQ(tree("s.__parent__ + _x + __"), "(Chain +, + (Member __parent__ s) _x __)");
}

TEST(Parser, Structs) {
    EXPECT_EQ(tree("struct P { x = 0, y: int; z\n w: int = 2 }"),
              "(StructDeclaration P (Field x 0) Field y : int Field z (Field w : int 2))");
    EXPECT_EQ(tree("struct P {}"), "StructDeclaration P");
    EXPECT_EQ(tree("struct P { x = 0 y = 1 }"), "1:18 UnexpectedToken");
    EXPECT_EQ(tree("struct P { x, x }"), "1:15 DuplicateName");
}

TEST(Parser, Branches) {
    EXPECT_EQ(tree("if a b else if c d else e"), "(If a (Then b) c (Then d) (Else e))");
    EXPECT_EQ(tree("if (a) b; else c;"), "(If a () (Then b) (Else c))");
    EXPECT_EQ(tree("if a if b x else y"), "(If a (Then (If b (Then x) (Else y))))");
    EXPECT_EQ(tree("x = if a {1} else {2}"), "(Assignment = x (If a (Then 1) (Else 2)))");
    EXPECT_EQ(tree("x = 1 + if a 1 else 2"), "(Assignment = x (Chain + 1 (If a (Then 1) (Else 2))))");
    EXPECT_EQ(tree("if x = 5 { y }"), "1:6 UnexpectedToken");
    EXPECT_EQ(hint("if x = 5 { y }"), "Write `==` to compare.");
    EXPECT_EQ(tree("if a return else return b"), "(If a (Then Return) (Else (Return b)))");
    EXPECT_EQ(tree("else { }"), "1:1 NotAnExpression");
}

TEST(Parser, Loops) {
    EXPECT_EQ(tree("while (a) b"), "(While a () (Body b))");
    EXPECT_EQ(tree("while a;"), "(While a Body)");
    EXPECT_EQ(tree("loop { break }"), "(Loop (Body Break))");
    EXPECT_EQ(tree("loop n { continue }"), "(Loop n (Body Continue))");
    EXPECT_EQ(tree("for (var i = 0; i < 3; i += 1) { i }"),
              "(ForThree (Initial (Declaration var i 0)) (Condition (Comparison < i 3)) (Step (Assignment += i 1)) (Body i))");
    EXPECT_EQ(tree("for (;;) { }"), "(ForThree Body)");
    EXPECT_EQ(tree("for (i = 0; i < 3; f(i)) x"),
              "(ForThree (Initial (Assignment = i 0)) (Condition (Comparison < i 3)) (Step (Call f i)) (Body x))");
    EXPECT_EQ(tree("for x in 1..3 { x }"), "(ForIn x (Range 1 3) (Body x))");
    EXPECT_EQ(tree("for (k, v) in t { k }"), "(ForIn (SequencePattern k v) t (Body k))");
    EXPECT_EQ(tree("for k, v in t { k }"), "(ForIn (SequencePattern k v) t (Body k))");
    EXPECT_EQ(tree("for (x in xs) { x }"), "(ForIn x xs (Body x))");
    EXPECT_EQ(tree("for [a, b] in ps { a }"), "(ForIn (SequencePattern a b) ps (Body a))");
    EXPECT_EQ(tree("for (i = 0; i < 3; i++) { }"), "1:21 NoIncrement");
    EXPECT_EQ(tree("for (i = 0; i < 3; ++i) { }"), "1:20 NoIncrement");
    EXPECT_EQ(tree("for (f(|x| { a; b }), c) in t { }"), "1:7 UnexpectedToken"); // the `;` is not at the level of the `(`
}

TEST(Parser, IncrementsAndQuestionMarks) {
    EXPECT_EQ(tree("i++"), "1:2 NoIncrement");
    EXPECT_EQ(hint("i--"), "Write `i -= 1`.");
    EXPECT_EQ(hint("++i"), "Write `i += 1`.");
    EXPECT_EQ(tree("x = 3\n++x"), "2:1 NoIncrement");
    EXPECT_EQ(tree("i++\nj"), "1:2 NoIncrement");
    EXPECT_EQ(tree("a ++ b"), "(Chain + a (Unary + b))");
    EXPECT_EQ(tree("x - --y"), "(Chain - x (Unary - (Unary - y)))");
    EXPECT_EQ(tree("a? b"), "1:2 NoQuestionMark");
    EXPECT_EQ(tree("c ? a : b"), "1:3 NoQuestionMark");
}

TEST(Parser, ReturnThrowTry) {
    EXPECT_EQ(tree("return; return x"), "Return (Return x)");
    EXPECT_EQ(tree("throw e; throw(e); throw -1; throw \"x\""), "(Throw e) (Throw e ()) (Throw (Unary - 1)) (Throw \"x\")");
    EXPECT_EQ(tree("throw = 1; throw - 1; throw(2)"), "(Assignment = throw 1) (Chain - throw 1) (Call throw 2)");
    EXPECT_EQ(tree("try { a } catch e { b }"), "(Try (Body a) (Catch e b))");
    EXPECT_EQ(tree("try { a } catch { b }"), "(Try (Body a) (Catch b))");
    EXPECT_EQ(tree("try { a } finally { b }"), "(Try (Body a) (Finally b))");
    EXPECT_EQ(tree("try { a }\nb"), "2:1 UnexpectedToken");
    EXPECT_EQ(message("try { a }\nb"), "expected `catch` or `finally` but found `b`");
    EXPECT_EQ(tree("try = 1; try + catch"), "(Assignment = try 1) (Chain + try catch)");
}

TEST(Parser, Modules) {
    EXPECT_EQ(tree("include \"a/b\"; include random"), "Include \"a/b\" Include \"random\"");
    EXPECT_EQ(tree("define module_name = \"m\""), "(Define module_name \"m\")");
    EXPECT_EQ(tree("define module_name = 3"), "1:1 ModuleNameMustBeText");
    EXPECT_EQ(tree("define x = \"m\""), "1:1 ModuleNameMustBeText");
    EXPECT_EQ(tree("import std.linalg as la; import std.math"), "Import std.linalg as la Import std.math");
    EXPECT_EQ(tree("use std.math.{sin, cos as c,}"), "Use std.math sin cos as c");
    EXPECT_EQ(tree("use std.math"), "1:13 UnexpectedToken");
    EXPECT_EQ(tree("use = 1; import = 2; use + import"), "(Assignment = use 1) (Assignment = import 2) (Chain + use import)");
    EXPECT_EQ(tree("include 3"), "1:9 UnexpectedToken");
}

TEST(Parser, SymbolsUnitsGlobals) {
    EXPECT_EQ(tree("sym x, y(t), n in integer"), "Symbols x in integer, y(t) in integer, n in integer");
    EXPECT_EQ(tree("sym x in real, y"), "Symbols x in real, y");
    EXPECT_EQ(tree("sym step"), "Symbols step");
    EXPECT_EQ(tree("sym = 1; sym in xs"), "(Assignment = sym 1) (Comparison in sym xs)");
    EXPECT_EQ(tree("sym(x)"), "(Call sym x)");
    EXPECT_EQ(tree("global x, y"), "Global x, y");
    EXPECT_EQ(tree("global.x"), "(Member x global)");
    EXPECT_EQ(tree("unit score; unit km = 1000<m>; unit dozen = 12"), "Unit score (Unit km <m> 1000) (Unit dozen 12)");
}

TEST(Parser, ContextualWordsAreNames) {
    EXPECT_EQ(tree("in = 1; and = in; not = and; or.xor.is"),
        "(Assignment = in 1) (Assignment = and in) (Assignment = not and) (Member is (Member xor or))");
    EXPECT_EQ(tree("unit = 3; unit + step * subset"), "(Assignment = unit 3) (Chain + unit (Chain * step subset))");
    EXPECT_EQ(tree("match = 1; match + 2; match(3)"), "(Assignment = match 1) (Chain + match 2) (Call match 3)");
    EXPECT_EQ(tree("match(s, p)"), "(Call match s p)");
    EXPECT_EQ(tree("x = not"), "(Assignment = x not)");
    EXPECT_EQ(tree("while = 1"), "1:7 UnexpectedToken");
}

// ── match ───────────────────────────────────────────────────────────────────────────────────────────────────

TEST(Parser, Match) {
    EXPECT_EQ(tree("match x { 1 => a, _ => b }"), "(Match x (Arm (LiteralPattern 1) a) (Arm Wildcard b))");
    EXPECT_EQ(tree("match x {\n -1 => a\n -1/2 => b\n [p, q] => c\n (p, q) => d\n y if y > 0 => { e\n f }\n _ => g\n}"),
              "(Match x (Arm (LiteralPattern (Unary - 1)) a) (Arm (LiteralPattern (Chain / (Unary - 1) 2)) b) "
              "(Arm (SequencePattern p q) c) (Arm (SequencePattern p q) d) "
              "(Arm y (Guard (Comparison > y 0)) (Block e f)) (Arm Wildcard g))");
    EXPECT_EQ(tree("match x { \"a\" => 1, true => 2, null => 3, vec[a, _] => 4, {a, b = 3} => 5 }"),
              "(Match x (Arm (LiteralPattern \"a\") 1) (Arm (LiteralPattern true) 2) (Arm (LiteralPattern Null) 3) "
              "(Arm (SequencePattern vec a Wildcard) 4) (Arm (FieldsPattern (Field a a) (Field b (LiteralPattern 3))) 5))");
    EXPECT_EQ(tree("match x { u^n => 1, sin(u) => 2, f + g => 3, (f + g)^2 => 4, π => 5 }"),
              "(Match x (Arm (ExpressionPattern (Power ^ u n)) 1) (Arm (ExpressionPattern (Call sin u)) 2) "
              "(Arm (ExpressionPattern (Chain + f g)) 3) (Arm (ExpressionPattern (Power ^ (Chain + () f g) 2)) 4) "
              "(Arm (ExpressionPattern pi) 5))");
    EXPECT_EQ(tree("y = match (a) { _ => 1 } + 2"), "(Assignment = y (Chain + (Match a () (Arm Wildcard 1)) 2))");
    EXPECT_EQ(tree("match {1, 2} { _ => 1 } z"), "(Match (Set 1 2) (Arm Wildcard 1)) z");
    EXPECT_EQ(tree("match x { 1 => return 2, _ => throw e }"),
              "(Match x (Arm (LiteralPattern 1) (Block (Return 2))) (Arm Wildcard (Block (Throw e))))");
    EXPECT_EQ(tree("match x { 1 => a 2 => b }"), "1:18 UnexpectedToken");
    EXPECT_EQ(tree("match x { 1 => {1, 2} }"), "1:16 ParenthesiseLiteral");
}

// ── errors ──────────────────────────────────────────────────────────────────────────────────────────────────

TEST(Parser, HintsForWordsAndSignsOfOtherLanguages) {
    EXPECT_EQ(hint("def f(x): return x"), "Write `func name(…) { … }` to define a function.");
    EXPECT_EQ(hint("print \"a\""), "Write `print(…)` to call it, or start a new line.");
    EXPECT_EQ(hint("y = if a then b"), "Write `if condition { … } else { … }`.");
    EXPECT_EQ(hint("y = a if b"), "Write `if condition { … } else { … }`.");
    EXPECT_EQ(hint("if a: b"), "Put the body in braces: `{ … }`.");
    EXPECT_EQ(hint("elif a { }"), "Write `else if`.");
    EXPECT_EQ(hint("f(1))"), "There is no opening bracket for it.");
    EXPECT_EQ(hint("x := 3"), "Write `=`.");
    EXPECT_EQ(hint("x = y = 3"), "An assignment has no value: write one statement for each.");
    EXPECT_EQ(hint("x, y = 3, 4"), "Write `[a, b]` for a list of values.");
    EXPECT_EQ(hint("x = (a, b)"), "Write `[a, b]` for a list of values.");
    EXPECT_EQ(hint("x = (a, b) => a"), "Write `|a, b| …` for a function without a name.");
    EXPECT_EQ(hint("x = a => a"), "Write `|x| …` for a function without a name.");
    EXPECT_EQ(hint("if (x = 3) { }"), "Write `==` to compare.");
    EXPECT_EQ(hint("x = {\"a\": 1}"), "Write `table{key => value}` for a table, `{name = value}` for a struct.");
    EXPECT_EQ(hint("func f(x) => x"), "Write `= …` for a function that is one expression.");
    EXPECT_EQ(hint("x = 5 5"), "Start a new line or write `;`.");
    EXPECT_EQ(hint("f = x -> x^2"), "Write `|x| …` for a function without a name.");
    EXPECT_EQ(hint("y = sin^2(x)"), "Write `2*(…)` for a product, `sin(…)^2` for a power of a value.");
    EXPECT_EQ(hint("2(3)"), "Write `2*(…)` for a product.");
    EXPECT_EQ(hint("5 mod 3"), "Write `mod(a, b)`.");
    EXPECT_EQ(hint("x = 5 div 3"), "Write `idiv(a, b)` for the quotient without its fraction.");
    EXPECT_EQ(hint("x = 1,000"), "Write `1000` or `1_000` for one number.");
    EXPECT_EQ(hint("print([1,000,000.5])"), "");
    EXPECT_EQ(hint("x = 1,234,567"), "Write `1234567` or `1_234_567` for one number.");
    EXPECT_EQ(hint("x = 0,125"), "Write `[a, b]` for a list of values.");
    EXPECT_EQ(hint("x = 1, 000"), "Write `[a, b]` for a list of values.");
    EXPECT_EQ(hint("if a <> b { }"), "Write `!=`.");
    EXPECT_EQ(hint("|x|"), "Write `abs(x)` for an absolute value; `|x| …` is a function.");
    EXPECT_EQ(hint("y = |x - 1| + 2"), "Write `abs(x)` for an absolute value; `|x| …` is a function.");
    EXPECT_EQ(hint("sin(30°)"), "Write `(x*pi/180)`.");
    EXPECT_EQ(hint("y = |-3|"), "Write `abs(x)` for an absolute value; `|x| …` is a function.");
    EXPECT_EQ(hint("sqrt(|x|)"), "Write `abs(x)` for an absolute value; `|x| …` is a function.");
    EXPECT_EQ(hint("match x { 1 | => 2 }"), "");
    EXPECT_EQ(hint("map(xs, x => x^2)"), "Write `|x| …` for a function without a name.");
    EXPECT_EQ(hint("print(5 mod 3)"), "Write `mod(a, b)`.");
    EXPECT_EQ(hint("f = (x, y) -> x"), "Write `|a, b| …` for a function without a name.");
    EXPECT_EQ(hint("echo \"a\""), "Write `print(…)`.");
    EXPECT_EQ(hint("∫ x^2"), "Write `integrate(f, x)`.");
}

TEST(Parser, MessagesNameWhatWasFound) {
    EXPECT_EQ(message("f(1"), "`(` is never closed");
    EXPECT_EQ(hint("f(1"), "Add the matching `)`.");
    EXPECT_EQ(message("f(1 2)"), "expected `)` but found `2`");
    EXPECT_EQ(message("x = "), "expected an expression but found end of text");
    EXPECT_EQ(message("if x { y + }"), "expected an expression but found `}`");
    EXPECT_EQ(message("x = return"), "`return` cannot be used as a value here");
    EXPECT_EQ(message("a \"b\""), "expected the end of the statement but found a string");
    EXPECT_EQ(message("x."), "expected the name of a member but found end of text");
    EXPECT_EQ(message("3.5.2"), "expected the name of a member but found `2`");
    EXPECT_EQ(hint("3.5.2"), "A number has one decimal point.");
    EXPECT_EQ(hint("x.5.2"), "");
    EXPECT_EQ(hint("0xZZ"), "The digits after `0x` are 0 to 9 and a to f.");
    EXPECT_EQ(hint("0B12"), "The digits after `0B` are 0 and 1.");
    EXPECT_EQ(hint("0o8"), "The digits after `0o` are 0 to 7.");
    for (const char* text : {"1__0", "1_", "0xff__00", "0x_ff", "0b1_"}) EXPECT_EQ(hint(text), "Write one `_` between two digits.") << text;
    for (const char* text : {"0x1F.5", "1e5.3", "(3.5).2", "3.5 .2", "1i.5"}) EXPECT_EQ(hint(text), "") << text;
    EXPECT_EQ(message("1 }"), "expected a statement but found `}`");
    EXPECT_EQ(message("func f(a"), "expected `,` or `)` but found end of text");
}

TEST(Parser, UnclosedBracketsAreReportedWhereTheyOpen) {
    EXPECT_EQ(tree("x = (1 + 2\ny = 3\nz = )"), "2:1 UnexpectedToken");
    EXPECT_EQ(tree("x = (1 + 2\ny = 3\nz = 4"), "1:5 UnclosedBracket");
    EXPECT_EQ(tree("func f() {\n if x {\n y\n}\n"), "1:10 UnclosedBracket");
    EXPECT_EQ(tree("[1, 2)"), "1:1 UnclosedBracket");
    EXPECT_EQ(tree("{ a\n"), "1:1 UnclosedBracket");
}

TEST(Parser, SeveralErrorsWithoutCascades) {
    EXPECT_EQ(tree("x = 1 +* 2\ny = 3\nz = * 4\nw = (1, 2)\nv = 5"),
        "1:8 UnexpectedToken; 3:5 UnexpectedToken; 4:7 UnexpectedToken");
    EXPECT_EQ(tree("func f() {\n x = )\n y = 1\n z = ]\n}\nq = 1 2\nr = 3"),
        "2:6 UnexpectedToken; 4:6 UnexpectedToken; 6:7 StatementNeedsEnd");
    EXPECT_EQ(tree("f(|x| { a = ; b }, 3)\nq q"), "1:13 UnexpectedToken; 2:3 StatementNeedsEnd");
    EXPECT_EQ(tree("a $ b\nc d"), "1:3 UnexpectedCharacter; 2:3 StatementNeedsEnd");
    EXPECT_EQ(tree("x = 1 +\nvar y = 2\nz z"), "2:1 NotAnExpression; 3:3 StatementNeedsEnd");
    std::string many;
    for (int i = 0; i < 100; ++i) many += "x = )\n";
    EXPECT_EQ(Parsed(many).diagnostics.list().size(), 20u);
}

TEST(Parser, Incomplete) {
    for (const char* text : {"f(", "[1, 2", "x = {1, 2", "x = {", "1 +", "x =", "if a", "if a {", "while x", "func f(x)",
        "func f(x) {", "for x in",
                             "\"abc", "'abc", "f\"a{", "/* x", "### x", "a \\", "|x|", "do", "1..", "a and", "not a or",
                             "match x {", "x.", "struct S",
                             "try {", "try { }", "@memoize", "var", "if a { b } else", "loop 3", "a |>", "table{a =>",
                             "x => (y => 1", "√", "-"})
        for (bool first : {false, true}) EXPECT_TRUE(Parsed(text, {.expression_first = first}).incomplete) << text;
    EXPECT_TRUE(Parsed("{1, 2", {.expression_first = true}).incomplete);
    for (const char* text : {"", "x", "f(1)", "1 +* 2", "f(1 2", ")", "if a { b }", "x = ) (", "2x (", "{1, 2}", "if x = ("})
        for (bool first : {false, true}) EXPECT_FALSE(Parsed(text, {.expression_first = first}).incomplete) << text;
}

// ── places ──────────────────────────────────────────────────────────────────────────────────────────────────

TEST(Parser, SpansAreExact) {
    Parsed parsed("(a + b)*c - 1/5i; f(x).y[2] = |z| {z}");
    const SourceFile& file = parsed.sources.file(1);
    ASSERT_EQ(parsed.statements().size(), 2u);
    const auto& sum = as<ChainExpr>(*as<ExpressionStmt>(*parsed.statements()[0]).expression);
    EXPECT_EQ(file.text(sum.span), "(a + b)*c - 1/5i");
    const auto& product = as<ChainExpr>(*sum.first);
    EXPECT_EQ(file.text(product.span), "(a + b)*c");
    EXPECT_EQ(file.text(product.first->span), "a + b");
    EXPECT_TRUE(product.first->parenthesised);
    EXPECT_EQ(file.text(product.links[0].op_span), "*");
    const auto& coefficient = as<ChainExpr>(*sum.links[0].operand);
    EXPECT_EQ(file.text(coefficient.span), "1/5i");
    EXPECT_EQ(file.text(coefficient.links[0].operand->span), "5");
    EXPECT_EQ(file.text(coefficient.links[1].operand->span), "i");
    const auto& assignment = as<AssignmentStmt>(*parsed.statements()[1]);
    EXPECT_EQ(file.text(assignment.span), "f(x).y[2] = |z| {z}");
    EXPECT_EQ(file.text(assignment.target->span), "f(x).y[2]");
    EXPECT_EQ(file.text(assignment.value->span), "|z| {z}");
    EXPECT_EQ(file.text(as<MemberExpr>(*as<IndexExpr>(*assignment.target).base).name_span), "y");
}

TEST(Parser, DumpTree) {
    Parsed parsed("x = -é +\n 2");
    EXPECT_EQ(dump_tree(*parsed.tree, parsed.sources, parsed.names),
              "Module 1:1-2:3\n"
              "  Assignment = 1:1-2:3\n"
              "    Name x 1:1-1:2\n"
              "    Chain + 1:5-2:3\n"
              "      Unary - 1:5-1:7\n"
              "        Name é 1:6-1:7\n"
              "      Number 2 2:2-2:3\n");
}

TEST(Parser, CommentsAreKept) {
    Parsed parsed("# a\nx // b\n");
    ASSERT_EQ(parsed.tree->comments.size(), 2u);
    EXPECT_TRUE(parsed.tree->comments[0].own_line);
    EXPECT_FALSE(parsed.tree->comments[1].own_line);
}

TEST(Parser, ProductionNamesAreDistinct) {
    std::set<std::string_view> names(production_names().begin(), production_names().end());
    EXPECT_EQ(names.size(), production_names().size());
    EXPECT_GE(names.size(), 80u);
}

// ── hostile texts ───────────────────────────────────────────────────────────────────────────────────────────

std::string repeat(std::string_view piece, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += piece;
    return out;
}

TEST(Parser, DeepNestingIsOneErrorAndFast) {
    const char* pieces[] = {"(",     "[",     "{",        "-",      "!",     "not ",     "√",      "2^",       "f(",
                            "a[",    "x = {", "if x ",    "if x {", "while x ", "for x in ", "|x| ",  "|x||y|", "do {",
                            "match x { _ => ",
                            "func f { ", "func f() = ", "table{a => ", "vec[", "f\"{", "if ", "match ", "else if ", "func() = ",
                            "x => (x => ", "{a = ", "loop ", "try {", "a + (", "-2^-(", "1 or 2 and 3 < 4 .. 5 | 6 & 7 + 8 * (",
                            "var [", "let {a = ", "match x { [", "func f(x (", "let x: a<", "let x: (", "a(1)[", "x.y(",
                            "for (x = (", "for (;;) ", "return if "};
    for (const char* piece : pieces)
        for (bool first : {false, true}) {
            Parsed parsed(repeat(piece, 20'000), {.expression_first = first});
            EXPECT_FALSE(parsed.diagnostics.empty()) << piece;
            for (const Diagnostic& d : parsed.diagnostics.list()) EXPECT_EQ(d.kind, ErrorKind::SyntaxError) << piece;
        }
    for (const char* piece : {"(", "[", "{", "-", "!", "2^", "f(", "x."}) {
        std::string text = repeat(piece, 1'000'000);
        auto start = std::chrono::steady_clock::now();
        EXPECT_EQ(Parsed(text).diagnostics.list().at(0).id, DiagnosticId::NestedTooDeep) << piece;
        // Far above what it takes, for instrumented builds on busy machines; work that is not linear takes minutes.
        EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), 10.0) << piece;
    }
    for (const char* piece : {"(", "[", "f(", "-", "!", "2^", "if x ", "|x| ", "√", "x = do {", "match x { _ => "}) {
        Parsed parsed(repeat(piece, 100'000) + "x");
        ASSERT_EQ(parsed.diagnostics.list().size(), 1u) << piece;
        EXPECT_EQ(parsed.diagnostics.list()[0].id, DiagnosticId::NestedTooDeep) << piece;
        EXPECT_FALSE(parsed.incomplete);
    }
}

TEST(Parser, DeepPostfixChains) {
    for (const char* link : {".x", "(1)", "[0]", "!", "'", " as num", "<m>"}) {
        Parsed parsed(std::string(link) == "<m>" ? "(1)" + repeat(")<m>", 100000) : "x" + repeat(link, 100'000));
        EXPECT_FALSE(parsed.diagnostics.empty()) << link;
        Parsed shallow("x" + repeat(link, std::string(link) == "<m>" ? 0 : 400));
        EXPECT_TRUE(shallow.diagnostics.empty()) << link;
    }
    EXPECT_EQ(Parsed("e" + repeat(" => (x => 1)", 100'000)).diagnostics.list().at(0).id, DiagnosticId::NestedTooDeep);
    // Chains inside brackets inside chains multiply; the height of the tree stays bounded.
    std::string text = "x";
    for (int i = 0; i < 100; ++i) text = "(" + text + repeat("!", 100) + ")";
    EXPECT_EQ(Parsed(text).diagnostics.list().at(0).id, DiagnosticId::NestedTooDeep);
}

TEST(Parser, NestingWithinTheLimit) {
    const std::pair<const char*, const char*> brackets[] = {{"(", ")"},     {"[", "]"},  {"f(", ")"},      {"1+(", ")"},
                                                            {"x*2+(", ")"}, {"-(", ")"}, {"if x { ", " }"}, {"a[", "]"}};
    for (auto [open, close] : brackets) {
        int levels = std::string_view(open) == "-(" ? 249 : 499; // a sign and a bracket count two
        EXPECT_TRUE(Parsed(repeat(open, levels) + "x" + repeat(close, levels)).diagnostics.empty()) << open;
    }
    EXPECT_TRUE(Parsed("x = " + repeat("-", 499) + "1").diagnostics.empty());
    EXPECT_TRUE(Parsed(repeat("2^", 499) + "1").diagnostics.empty());
}

TEST(Parser, LongChainsAreFlat) {
    for (const char* op : {" + 1", " * x", " and y", " or y", " < 1", " == 1", " |> f", " | s", " & s", "\n+ 1", " - x*y",
        " + a.b(c)^2"}) {
        Parsed parsed("x" + repeat(op, 100'000));
        EXPECT_TRUE(parsed.diagnostics.empty()) << op;
        EXPECT_EQ(parsed.statements().size(), 1u) << op;
    }
    Parsed branches("if a { 1 }" + repeat(" else if b { 2 }", 100'000));
    EXPECT_TRUE(branches.diagnostics.empty());
    EXPECT_TRUE(Parsed(repeat("x = (1)\n", 100'000)).diagnostics.empty());
    EXPECT_TRUE(Parsed("[" + repeat("1, ", 100'000) + "]").diagnostics.empty());
    EXPECT_TRUE(Parsed("2" + repeat("π", 100'000)).diagnostics.empty());
}

TEST(Parser, ParsingIsLinear) {
    // Look-ahead, recovery and unit scanning at every token must not add up.
    for (const char* piece : {"for (", "1<m", "1<m*", "(1)<a*", "for (x in ", "f\"{", "match (", "([{", ")]}", "x = (\n",
        "{ x = )\n", "a $ ", "'", "\"",
                              "/*", "### ", "\\", "0.(3", "|", "||", "=> (x => ", "@a ", "x as <a", "sym x ", "if a; else "}) {
        std::string text = repeat(piece, 100'000);
        auto start = std::chrono::steady_clock::now();
        Parsed parsed(text, {.expression_first = true});
        EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), 10.0) << piece;
    }
}

TEST(Parser, EveryPrefixOfAProgramIsHandled) {
    std::string program =
        "@memoize func f(x int, y = 2) -> int { return x |> g(y)[1].z }\nfor (i = 0; i < 3; i += 1) { f\"a{i}b\" }\n"
        "match v { vec[a, b] if a > 1/2√2 => { a }, u^n => b, _ => table{k => {c = 1, d = {1, 2}}} }\n"
        "try { throw \"x\\u{41}\" } catch (e) { [x for (k, v) in t if not k in v; for y in 1..3 step 2] } finally { }\n"
        "let {p, q = [r, _]}: array<int>? = |x||y| x as <km/h> === 12/5i ∈ 0.(3)e2\n"
        "use a.b.{c as d}; import e as f; sym x, y(t) in real\n"
        "[a, b] = [1, 2; 3, 4]'; struct S { a = 1; b: int }; if a b else if c { d } else e; x ≤ 3! != √π";
    EXPECT_TRUE(Parsed(program).diagnostics.empty()) << tree(program);
    for (std::size_t length = 0; length <= program.size(); ++length)
        for (bool first : {false, true}) {
            Parsed parsed(program.substr(0, length), {.expression_first = first});
            for (const Diagnostic& d : parsed.diagnostics.list()) {
                EXPECT_LE(d.span.begin, d.span.end);
                EXPECT_LE(d.span.end, length);
            }
        }
}

TEST(Parser, RandomTexts) {
    const std::vector<std::string> alphabet = {
        "(", ")", "[", "]", "{", "}", ",", ";", "\n", " ", "=", "==", "=>", "->", "|", "||", "|>", "+", "-", "*", "/", "^", "!",
        "'", "\"", ".", "..", "...",
        "::", ":", "<", ">", "<m>", "?", "@", "\\", "&", "%", "√", "π", "e", "i", "φ", "∞", "x", "f", "f\"", "a", "1", "2",
        "0.5", "3i", "0x", "1e5", ".5",
        "_", "__x", "vec", "mat", "table", "match", "match ", " if ", "if ", "else ", "for ", "in ", "func ", "return ", "do ",
        "var ", "let ", "struct ",
        "while ", "loop ", "not ", "and ", "or ", "step ", "as ", "sym ", "use ", "import ", "unit ", "throw ", "try ",
        "catch ", "finally ", "global ",
        "include ", "define ", "int ", "break ", "true ", "null ", "#", "//", "/*", "*/", "###", "\\u{41}", "\\", "+=", "^=",
        "++", "--", "≤", "·", "\r\n",
        "\t", "é", std::string(1, '\0'), "\x01", "\xFF", "$", "{a = 1, ", "f(", "|x| "};
    std::mt19937 random(20240607);
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        bool valid_only = round % 8 != 0;
        for (int length = static_cast<int>(random() % 40); length > 0; --length) {
            const std::string& piece = alphabet[random() % alphabet.size()];
            if (valid_only && (piece == "\xFF" || piece == "$" || piece == "\x01" || piece[0] == '\0')) continue;
            text += piece;
        }
        Parsed parsed(text, {.expression_first = round % 2 == 0, .prelude = round % 3 == 0});
        for (const Diagnostic& d : parsed.diagnostics.list()) {
            ASSERT_LE(d.span.begin, d.span.end) << text;
            ASSERT_LE(d.span.end, text.size()) << text;
            ASSERT_EQ(d.span.source, 1u) << text;
        }
        ASSERT_LE(parsed.diagnostics.list().size(), 20u);
        // A tree of a text without errors can be walked, and its places are in the text.
        if (parsed.diagnostics.empty()) {
            std::string dump = dump_tree(*parsed.tree, parsed.sources, parsed.names);
            ASSERT_FALSE(dump.empty());
        }
    }
}

} // namespace
} // namespace rumina
