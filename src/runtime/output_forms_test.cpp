// LaTeX, MathML and two-dimensional text of expressions, which are given here as text to be parsed.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "algebra/binders.h"
#include "algebra/functions/function.h"
#include "algebra/output/output.h"
#include "algebra/test_store.h"
#include "diagnostics/diagnostic.h"
#include "runtime/expression_text.h"

namespace rumina {
namespace {

using algebra::FunctionId;

class OutputForms : public algebra::AlgebraTest {
protected:
    static std::string latex(std::string_view text) { return algebra::latex(parse_expression(text)); }
    static std::string pretty(std::string_view text) { return "\n" + algebra::pretty(parse_expression(text)) + "\n"; }
    static std::string mathml(std::string_view text) {
        std::string whole = algebra::mathml(parse_expression(text));
        constexpr std::string_view begin = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">", end = "</math>";
        EXPECT_TRUE(whole.starts_with(begin) && whole.ends_with(end)) << whole;
        return whole.substr(begin.size(), whole.size() - begin.size() - end.size());
    }
};

TEST_F(OutputForms, LatexOfAlgebra) {
    EXPECT_EQ(latex("x^2 + 2*x + 1"), "x^{2} + 2 x + 1");
    EXPECT_EQ(latex("-x^2/2"), "-\\frac{x^{2}}{2}");
    EXPECT_EQ(latex("(x+1)/(x-1)"), "\\frac{x + 1}{x - 1}");
    EXPECT_EQ(latex("(x+1)*(x-1)"), "\\left(x - 1\\right) \\left(x + 1\\right)");
    EXPECT_EQ(latex("√2/2"), "\\frac{\\sqrt{2}}{2}");
    EXPECT_EQ(latex("2^(1/3)"), "\\sqrt[3]{2}");
    EXPECT_EQ(latex("1/2 + √2i"), "\\frac{1}{2} + \\sqrt{2} i");
    EXPECT_EQ(latex("2*3^x"), "2 \\cdot 3^{x}");
    EXPECT_EQ(latex("(x^y)^z"), "\\left(x^{y}\\right)^{z}");
    EXPECT_EQ(latex("exp(-x)"), "e^{-x}");
    EXPECT_EQ(latex("alpha_1*x2 + π*y"), "\\alpha_{1} x_{2} + \\pi y");
    EXPECT_EQ(latex("1e30f*x"), "1 \\cdot 10^{30} x");
}

TEST_F(OutputForms, LatexOfFunctions) {
    EXPECT_EQ(latex("sin(x)^2"), "\\sin^{2}\\left(x\\right)");
    EXPECT_EQ(latex("x*sin(x)"), "x \\sin\\left(x\\right)");
    EXPECT_EQ(latex("abs(x) + floor(x)"), "\\left|x\\right| + \\left\\lfloor x\\right\\rfloor");
    EXPECT_EQ(latex("(n+1)!"), "\\left(n + 1\\right)!");
    EXPECT_EQ(latex("binomial(n, k)"), "\\binom{n}{k}");
    EXPECT_EQ(latex("x^2 == 4"), "x^{2} = 4");
    EXPECT_EQ(latex("x <= 1 or y > 2"), "x \\leq 1 \\vee y > 2");
    EXPECT_EQ(latex("integrate(exp(-x^2), x, 0, inf)"), "\\int_{0}^{\\infty} e^{-x^{2}}\\, dx");
    EXPECT_EQ(latex("integrate(sin(x)/x, x)"), "\\int \\frac{\\sin\\left(x\\right)}{x}\\, dx");
    EXPECT_EQ(latex("sum(k^2 + a, k, 1, n)"), "\\sum_{k = 1}^{n} \\left(k^{2} + a\\right)");
    EXPECT_EQ(latex("limit(f(x)/x, x, 0, \"+\")"), "\\lim_{x \\to 0^{+}} \\frac{f\\left(x\\right)}{x}");
    EXPECT_EQ(latex("diff(y(x), x, 2)"), "\\frac{d^{2}}{dx^{2}}\\, y\\left(x\\right)");
    EXPECT_EQ(latex("diff(u(x, y), x)"), "\\frac{\\partial}{\\partial x}\\, u\\left(x, y\\right)");
    EXPECT_EQ(latex("piecewise(-x, x < 0, x)"), "\\begin{cases} -x & \\text{if } x < 0 \\\\ x & \\text{otherwise} \\end{cases}");
}

TEST_F(OutputForms, MathmlOfAlgebra) {
    EXPECT_EQ(mathml("x^2"), "<msup><mi>x</mi><mn>2</mn></msup>");
    EXPECT_EQ(mathml("x/2"), "<mfrac><mi>x</mi><mn>2</mn></mfrac>");
    EXPECT_EQ(mathml("2*x"), "<mrow><mn>2</mn><mo>\u2062</mo><mi>x</mi></mrow>");
    EXPECT_EQ(mathml("x < 1"), "<mrow><mi>x</mi><mo>&lt;</mo><mn>1</mn></mrow>");
    EXPECT_EQ(mathml("√2"), "<msqrt><mn>2</mn></msqrt>");
    EXPECT_EQ(mathml("sin(x)"), "<mrow><mi>sin</mi><mo>\u2061</mo><mrow><mo>(</mo><mrow><mi>x</mi></mrow><mo>)</mo></mrow></mrow>");
    EXPECT_EQ(mathml("sum(k, k, 1, n)"), "<mrow><munderover><mo>∑</mo><mrow><mi>k</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>"
                                         "<mi>k</mi></mrow>");
}

TEST_F(OutputForms, PrettyFractionsAndPowers) {
    EXPECT_EQ(pretty("x^2 + 2*x + 1"), "\nx² + 2x + 1\n");
    EXPECT_EQ(pretty("(x+1)/(x-1) + √2/2"), R"(
x + 1   √2
───── + ──
x − 1   2
)");
    EXPECT_EQ(pretty("-x^2/2 - 1/x"), R"(
  x²   1
− ── − ─
  2    x
)");
    EXPECT_EQ(pretty("x^y^z"), R"(
  z
 y
x
)");
    EXPECT_EQ(pretty("((x+1)/y)^3"), R"(
(x + 1)³
────────
   y³
)");
    EXPECT_EQ(pretty("(1 + 1/x)^n"), R"(
       n
⎛    1⎞
⎜1 + ─⎟
⎝    x⎠
)");
    EXPECT_EQ(pretty("a*sqrt(b/c)"), R"(
      __
     ╱ b
a·  ╱  ─
  ╲╱   c
)");
    EXPECT_EQ(pretty("2^(1/3)*x"), R"(
3 __
╲╱ 2·x
)");
}

TEST_F(OutputForms, PrettyFunctionsAndForms) {
    EXPECT_EQ(pretty("floor(x/2) + abs(y)"), R"(
      ⎢x⎥
|y| + ⎢─⎥
      ⎣2⎦
)");
    EXPECT_EQ(pretty("integrate(exp(-x^2), x, 0, inf)"), R"(
∞
⌠  −x²
⎮ e    dx
⌡
0
)");
    EXPECT_EQ(pretty("sum(1/k^2, k, 1, n)"), R"(
  n
 ___  1
 ╲    ──
 ╱    k²
 ‾‾‾
k = 1
)");
    EXPECT_EQ(pretty("diff(y(x), x, 2) + y(x)"), R"(
d²
─── y(x) + y(x)
dx²
)");
    EXPECT_EQ(pretty("piecewise(-x, x < 0, x/2, x < 1, x)"), R"(
⎧ −x  if x < 0
⎪ x
⎨ ─   if x < 1
⎪ 2
⎩ x   otherwise
)");
}

/// Tags open and close in order and text holds no bare sign.
void expect_well_formed(const std::string& xml) {
    std::vector<std::string> open;
    for (std::size_t i = 0; i < xml.size(); ++i) {
        if (xml[i] == '&') {
            std::string entity = xml.substr(i, xml.find(';', i) - i + 1);
            EXPECT_TRUE(entity == "&lt;" || entity == "&gt;" || entity == "&amp;") << xml;
        }
        if (xml[i] != '<') continue;
        std::size_t end = xml.find('>', i);
        ASSERT_NE(end, std::string::npos) << xml;
        std::string tag = xml.substr(i + 1, end - i - 1);
        if (tag[0] == '/') {
            ASSERT_FALSE(open.empty()) << xml;
            EXPECT_EQ(open.back(), tag.substr(1)) << xml;
            open.pop_back();
        } else {
            open.push_back(tag.substr(0, tag.find(' ')));
        }
        i = end;
    }
    EXPECT_TRUE(open.empty()) << xml;
}

void expect_balanced(const std::string& latex) {
    int braces = 0, fences = 0;
    for (std::size_t i = 0; i < latex.size(); ++i) {
        if (latex[i] == '{') ++braces;
        if (latex[i] == '}') --braces;
        if (latex.compare(i, 5, "\\left") == 0) ++fences;
        if (latex.compare(i, 6, "\\right") == 0) --fences;
        EXPECT_GE(braces, 0) << latex;
        EXPECT_GE(fences, 0) << latex;
    }
    EXPECT_EQ(braces, 0) << latex;
    EXPECT_EQ(fences, 0) << latex;
}

TEST_F(OutputForms, EveryHead) {
    using algebra::Expr;
    Expr t = algebra::bound(0), less = algebra::make_function(FunctionId::Less, std::array{x, y});
    for (std::size_t i = 0; i < algebra::kFunctionCount; ++i) {
        auto head = static_cast<FunctionId>(i);
        const algebra::Function& f = algebra::function(head);
        std::vector<Expr> a;
        switch (head) {
        case FunctionId::Derivative: a = {algebra::make_function(FunctionId::Apply, std::array{y, x}), x, Expr(2)}; break;
        case FunctionId::Limit: a = {algebra::power(t, Expr(2)), Expr(0), Expr(-1)}; break;
        case FunctionId::Piecewise: a = {x, less, y}; break;
        case FunctionId::RootOf: a = {algebra::power(t, Expr(5)) - t + Expr(1), Expr(0)}; break;
        case FunctionId::RootSum: a = {algebra::power(t, Expr(5)) - t + Expr(1), t * x}; break;
        case FunctionId::And: case FunctionId::Or: a = {less, less}; break;
        case FunctionId::Not: a = {less}; break;
        case FunctionId::HypergeometricPFQ: {
            Expr list = algebra::make_function(FunctionId::List, std::array{x, y});
            a = {list, list, z};
            break;
        }
        default:
            for (int k = 0; k < std::min<int>(f.maximum, std::max<int>(f.minimum, 3)); ++k) a.push_back(k == 0 && algebra::body_arguments(head) != 0 ? t * x : k % 2 != 0 ? y : x);
        }
        Expr e = algebra::make_function(head, a);
        for (const Expr& whole : {e, (e + Expr(1)) / z, algebra::power(e, Expr(2)), algebra::power(x, e)}) {
            expect_well_formed(algebra::mathml(whole));
            expect_balanced(algebra::latex(whole));
            EXPECT_FALSE(algebra::pretty(whole).empty());
        }
    }
}

TEST_F(OutputForms, TooDeepIsAnError) {
    algebra::Expr deep = x;
    for (int k = 0; k < 5'000; ++k) deep = algebra::make_function(FunctionId::Sin, std::array{deep});
    EXPECT_THROW(algebra::latex(deep), Failure);
    EXPECT_THROW(algebra::mathml(deep), Failure);
    EXPECT_THROW(algebra::pretty(deep), Failure);
    algebra::Expr nested = x;
    for (int k = 0; k < 200; ++k) nested = algebra::make_function(FunctionId::Sin, std::array{nested * y + algebra::Expr(1)});
    EXPECT_GT(algebra::latex(nested).size(), 1'000u);
    EXPECT_GT(algebra::pretty(nested).size(), 1'000u);
}

} // namespace
} // namespace rumina
