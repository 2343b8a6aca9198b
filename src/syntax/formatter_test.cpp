#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "syntax/formatter.h"

namespace rumina {
namespace {

/// Laid out; twice is the same as once, and the text was not just given back.
std::string laid_out(std::string_view code) {
    bool as_it_was = true;
    std::optional<std::string> once = format(code, &as_it_was);
    EXPECT_TRUE(once) << code;
    EXPECT_FALSE(as_it_was) << code;
    if (!once) return {};
    EXPECT_EQ(format(*once).value_or(""), *once) << code;
    return *once;
}

TEST(Formatter, SpacesAroundOperators) {
    EXPECT_EQ(laid_out("x=1"), "x = 1\n");
    EXPECT_EQ(laid_out("a==b&&c<d||!e"), "a == b && c < d || !e\n");
    EXPECT_EQ(laid_out("f( a ,b )"), "f(a, b)\n");
    EXPECT_EQ(laid_out("x ^ 2+y"), "x^2+y\n");
    EXPECT_EQ(laid_out("x+ y"), "x + y\n");
    EXPECT_EQ(laid_out("2*x + 3 * y"), "2*x + 3 * y\n");
    EXPECT_EQ(laid_out("- x + -y"), "-x + -y\n");
    EXPECT_EQ(laid_out("1 .. n-1"), "1..n-1\n");
    EXPECT_EQ(laid_out("n ! + m'"), "n! + m'\n");
    EXPECT_EQ(laid_out("a and b or not c"), "a and b or not c\n");
    EXPECT_EQ(laid_out("x|>f( 1 )|>g"), "x |> f(1) |> g\n");
    EXPECT_EQ(laid_out("x^2=>(x=>3)"), "x^2 => (x => 3)\n");
}

TEST(Formatter, ProductsWithoutASignStayTogether) {
    EXPECT_EQ(laid_out("2π+3√2"), "2π+3√2\n");
    EXPECT_EQ(laid_out("x = 1/2√2"), "x = 1/2√2\n");
}

TEST(Formatter, Collections) {
    EXPECT_EQ(laid_out("x = [ 1,2 ; 3,4 ]"), "x = [1, 2; 3, 4]\n");
    EXPECT_EQ(laid_out("x = { a=1 ; b=2 }"), "x = {a = 1; b = 2}\n");
    EXPECT_EQ(laid_out("s = { 1,2 }"), "s = {1, 2}\n");
    EXPECT_EQ(laid_out("t = table{ 1=>2 }"), "t = table{1 => 2}\n");
    EXPECT_EQ(laid_out("m[ 1 , * ]"), "m[1, *]\n");
    EXPECT_EQ(laid_out("{1,2}"), "{1, 2}\n"); // an input of a session only
}

TEST(Formatter, BlocksAreIndented) {
    EXPECT_EQ(laid_out("func f(x){\nif x>0{\nreturn x\n}else{\nreturn -x}\n}"),
              "func f(x) {\n    if x > 0 {\n        return x\n    } else {\n        return -x }\n}\n");
    EXPECT_EQ(laid_out("while true{}"), "while true {}\n");
    EXPECT_EQ(laid_out("if a\n  b = 1\nelse\nb = 2\nc = 3"), "if a\n    b = 1\nelse\n    b = 2\nc = 3\n");
    EXPECT_EQ(laid_out("f(|x| {\n x\n})"), "f(|x| {\n    x\n})\n");
    EXPECT_EQ(laid_out("x = [\n1,\n  2\n]"), "x = [\n    1,\n    2\n]\n");
    EXPECT_EQ(laid_out("match x {\n1=>2\n_ => { 3 }\n}"), "match x {\n    1 => 2\n    _ => { 3 }\n}\n");
    EXPECT_EQ(laid_out("struct P{x=1\ny=2}"), "struct P { x = 1\n    y = 2 }\n");
}

TEST(Formatter, LinesThatGoOnAreIndented) {
    EXPECT_EQ(laid_out("x = 1 +\n2"), "x = 1 +\n    2\n");
    EXPECT_EQ(laid_out("xs\n|> f\n|> g"), "xs\n    |> f\n    |> g\n");
    EXPECT_EQ(laid_out("x = 1 \\\n+ 2"), "x = 1 \\\n    + 2\n");
    EXPECT_EQ(laid_out("@memoize\nfunc f(x) = x"), "@memoize\nfunc f(x) = x\n");
}

TEST(Formatter, CommentsStay) {
    EXPECT_EQ(laid_out("# top\n\n\n\nx=1   # why\n{\n// inside\ny=2\n# last\n}"), "# top\n\nx = 1   # why\n{\n    // inside\n    y = 2\n    # last\n}\n");
    EXPECT_EQ(laid_out("x = /* in */1"), "x = /* in */ 1\n");
    EXPECT_EQ(laid_out("### a\n   block ###\nx=1"), "### a\n   block ###\nx = 1\n");
    EXPECT_EQ(laid_out("# only"), "# only\n");
}

TEST(Formatter, StringsStay) {
    EXPECT_EQ(laid_out("x=f\"a {1+2  } # no\"+'b  c'"), "x = f\"a {1+2  } # no\"+'b  c'\n");
    EXPECT_EQ(laid_out("x=\"a\n  b\""), "x = \"a\n  b\"\n");
}

TEST(Formatter, LambdasAndTypes) {
    EXPECT_EQ(laid_out("f=| x,y |x+y"), "f = |x, y| x+y\n");
    EXPECT_EQ(laid_out("g=||5"), "g = || 5\n");
    EXPECT_EQ(laid_out("c=|f,g||x|f(g(x))"), "c = |f, g||x| f(g(x))\n");
    EXPECT_EQ(laid_out("let x array < int > = [1]"), "let x array<int> = [1]\n");
    EXPECT_EQ(laid_out("func f(x int ,y = 2)->int{ x }"), "func f(x int, y = 2) -> int { x }\n");
}

TEST(Formatter, EmptyTexts) {
    EXPECT_EQ(format("").value_or("none"), "");
    EXPECT_EQ(format("\n\n").value_or("none"), "");
    EXPECT_EQ(format("f(").value_or("none"), "none");
}

// Every program of the tests, examples and the prelude keeps its meaning: laid_out() checks that.
TEST(Formatter, EveryProgramOfTheTestsKeepsItsMeaning) {
    std::size_t checked = 0, kept = 0;
    for (const char* folder : {"/tests", "/examples", "/bench"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(RUMINA_SOURCE) + folder)) {
            if (entry.path().extension() != ".lm") continue;
            std::ifstream file(entry.path(), std::ios::binary);
            std::stringstream text;
            text << file.rdbuf();
            bool as_it_was = false;
            std::optional<std::string> once = format(text.str(), &as_it_was);
            if (!once) continue; // wrong on purpose
            ++checked;
            kept += as_it_was;
            EXPECT_FALSE(as_it_was) << entry.path();
            EXPECT_EQ(format(*once).value_or(""), *once) << entry.path();
        }
    EXPECT_GT(checked, 700u);
    EXPECT_EQ(kept, 0u);
}

} // namespace
} // namespace rumina
