// Text to expressions, and back: what the printer writes is read as the same node.
#include "runtime/expression_text.h"

#include <map>
#include <random>

#include "algebra/binders.h"
#include "algebra/functions/function.h"
#include "algebra/output/output.h"
#include "algebra/test_store.h"
#include "algebra/traversal.h"
#include "diagnostics/diagnostic.h"

namespace rumina {
namespace {

using algebra::apply_function;
using algebra::Expr;
using algebra::FunctionId;
using algebra::Number;
using algebra::to_infix;

class ExpressionText : public algebra::AlgebraTest {
protected:
    static std::string read(std::string_view text) { return to_infix(parse_expression(text)); }
    static Failure failure_of(std::string_view text) {
        try {
            ADD_FAILURE() << "`" << text << "` gave " << read(text);
        } catch (const Failure& failure) {
            return failure;
        }
        return Failure{};
    }
};

TEST_F(ExpressionText, Numbers) {
    EXPECT_EQ(read("12"), "12");
    EXPECT_EQ(read("0.1 + 0.2"), "3/10");
    EXPECT_EQ(read("0.(3)"), "1/3");
    EXPECT_EQ(read("0xFF"), "255");
    EXPECT_EQ(read("1.5f"), "1.5f");
    EXPECT_EQ(read("2.5fi"), "2.5fi");
    EXPECT_EQ(read("(3+4i)/(1-2i)"), "-1+2i");
    EXPECT_EQ(read("123456789012345678901234567890"), "123456789012345678901234567890");
}

TEST_F(ExpressionText, ConstantsAndNames) {
    EXPECT_EQ(parse_expression("pi"), algebra::pi());
    EXPECT_EQ(parse_expression("π"), algebra::pi());
    EXPECT_EQ(parse_expression("pi() * e()"), algebra::pi() * algebra::euler_e());
    EXPECT_EQ(parse_expression("inf"), algebra::infinity());
    EXPECT_EQ(parse_expression("-infinity"), algebra::negate(algebra::infinity()));
    EXPECT_EQ(parse_expression("∞"), algebra::infinity());
    EXPECT_EQ(read("phi"), "1/2+1/2√5");
    EXPECT_EQ(read("φ^2 - φ"), "1");
    EXPECT_EQ(read("EulerGamma + Catalan"), "Catalan+EulerGamma");
    EXPECT_EQ(read("alpha*x_1"), "alpha*x_1");
}

TEST_F(ExpressionText, Operators) {
    EXPECT_EQ(read("2*x + x^2 + 1"), "x^2 + 2*x + 1");
    EXPECT_EQ(read("-2^2"), "-4");
    EXPECT_EQ(read("2^-1"), "1/2");
    EXPECT_EQ(read("2^3^2"), "512");
    EXPECT_EQ(read("x**2 ÷ y"), "x^2/y");
    EXPECT_EQ(read("1/2√2"), "1/2√2");
    EXPECT_EQ(read("12/5i"), "12/5i");
    EXPECT_EQ(read("√2·√3"), "√6");
    EXPECT_EQ(read("2π√3i"), "2π√3i");
    EXPECT_EQ(read("(-8)^(1/3)"), "-2"); // the operator takes the real root
    EXPECT_EQ(read("(-8)^(2/3)"), "4");
    EXPECT_EQ(read("(-4)^(1/2)"), "2i");
    EXPECT_EQ(read("x!^2"), "x!^2");
}

TEST_F(ExpressionText, Calls) {
    EXPECT_EQ(read("sqrt(8)"), "2√2");
    EXPECT_EQ(read("exp(i*pi)"), "-1");
    EXPECT_EQ(read("ln(x)"), "log(x)");
    EXPECT_EQ(read("log10(x)"), "log(x)/log(10)");
    EXPECT_EQ(read("root(27, 3)"), "3");
    EXPECT_EQ(read("sin(pi/6)"), "1/2");
    EXPECT_EQ(read("cos(-x)"), "cos(x)");
    EXPECT_EQ(read("y(x)"), "y(x)");
    EXPECT_EQ(read("diff(y(x), x, 2)"), "diff(y(x), x, 2)");
    EXPECT_EQ(read("integrate(exp(-t^2), t, 0, x)"), "integrate(exp(-t^2), t, 0, x)");
    // Bound names do not matter.
    EXPECT_EQ(parse_expression("sum(1/n^2, n, 1, m)"), parse_expression("sum(1/k^2, k, 1, m)"));
    EXPECT_EQ(read("x^2 == 4"), "x^2 == 4");
    EXPECT_EQ(read("x > 1 and x <= 2"), "x > 1 and x <= 2");
    EXPECT_EQ(read("y == x or x > 1 or x < 0"), "x < 0 or x > 1 or y == x");
    EXPECT_EQ(read("max(y, 1, x)"), "max(x, y, 1)");
    EXPECT_EQ(read("piecewise(x, x > 0, -x)"), "piecewise(x, x > 0, -x)");
}

TEST_F(ExpressionText, Errors) {
    auto kind = [&](std::string_view text) { return name_of(failure_of(text).diagnostic.kind); };
    auto message = [&](std::string_view text) { return failure_of(text).diagnostic.message; };
    EXPECT_EQ(kind("x +"), "SyntaxError");
    EXPECT_EQ(kind("(x"), "SyntaxError");
    EXPECT_EQ(kind("$x"), "SyntaxError");
    EXPECT_EQ(kind("2x"), "SyntaxError");
    EXPECT_EQ(message("2x"), "`2x` is not a number and not a product (column 1 of the text)");
    EXPECT_EQ(kind(""), "ArgumentError");
    EXPECT_EQ(kind("1/0"), "ZeroDivisionError");
    EXPECT_EQ(kind("foo(x)"), "NameError");
    EXPECT_EQ(failure_of("sine(x)").diagnostic.hint, "Did you mean `sin`?");
    EXPECT_EQ(failure_of("x = 4").diagnostic.hint, "Write `==` for an equation.");
    EXPECT_EQ(message("x + \"a\""), "a string is no expression: `\"a\"` at column 5 of the text");
    EXPECT_EQ(kind("sqrt(x, y)"), "ArgumentError");
    EXPECT_EQ(kind("integrate(x, 2)"), "ArgumentError");
    EXPECT_EQ(kind("x % 2"), "ArgumentError");
    EXPECT_EQ(kind("print(x); y"), "ArgumentError");
    for (const char* text : {"x'", "x.y", "x[1]", "{x}", "|x| x", "if x { 1 }", "3<m>", "x |> sin", "1..2", "x => (x => 2)",
                             "func f(x) { x }", "f\"{x}\"", "null", "x in y", "a::b", "sin(x = 2)", "(x)(y)", "e(x)", "y()"})
        EXPECT_EQ(kind(text), "ArgumentError") << text;
}

TEST_F(ExpressionText, LongAndDeep) {
    std::string sum = "x", product = "x", nested = "x";
    for (int k = 1; k < 20'000; ++k) sum += " + x^" + std::to_string(k);
    EXPECT_EQ(parse_expression(sum).terms().size(), 19'999u);
    for (int k = 1; k < 5'000; ++k) product += "*x" + std::to_string(k);
    EXPECT_EQ(parse_expression(product).factors().size(), 5'000u);
    for (int k = 0; k < 400; ++k) nested = "sin(" + nested + ")";
    EXPECT_EQ(read(nested), nested);
    std::string brackets(100'000, '(');
    EXPECT_EQ(name_of(failure_of(brackets).diagnostic.kind), "SyntaxError");
    std::string minus(100'000, '-');
    EXPECT_EQ(name_of(failure_of(minus + "x").diagnostic.kind), "SyntaxError");
}

// ── printing and reading ────────────────────────────────────────────────────────────────────────────────────

/// Random expressions of every kind and head.
class Generator {
public:
    explicit Generator(std::uint32_t seed) : random_(seed) {}

    Expr make(int size) {
        for (;;) {
            try {
                return attempt(size);
            } catch (const Failure&) { // division by zero and its like
            }
        }
    }
    std::map<std::string_view, int> heads;

private:
    int pick(int n) { return static_cast<int>(random_() % static_cast<std::uint32_t>(n)); }
    Number rational() { return Number(Rational::make(Integer(pick(13) - 6), Integer(1 + pick(4)))); }

    Expr leaf() {
        switch (pick(16)) {
        case 0: return Expr(Number(static_cast<std::int64_t>(pick(10)) - 4));
        case 1: return Expr(rational());
        case 2: return Expr(Number::gaussian(rational().rational(), rational().rational()));
        case 3: return algebra::pi();
        case 4: return algebra::euler_e();
        case 5: return algebra::constant(pick(2) ? algebra::ConstantId::EulerGamma : algebra::ConstantId::Catalan);
        case 6: return algebra::sqrt(Expr(2 + pick(9)));
        case 7: return algebra::power(Expr(2 + pick(9)), Expr(rational()));
        case 8: return algebra::imaginary_unit();
        default: {
            constexpr std::string_view names[] = {"x", "y", "z", "a", "t", "k", "n", "x1", "beta"};
            return algebra::symbol(names[pick(9)]);
        }
        }
    }

    Expr attempt(int size) {
        if (size <= 1) return leaf();
        int left = 1 + pick(size - 1);
        switch (pick(12)) {
        case 0: case 1: case 2: return attempt(left) + attempt(size - left);
        case 3: return attempt(left) - attempt(size - left);
        case 4: case 5: return attempt(left) * attempt(size - left);
        case 6: return attempt(left) / attempt(size - left);
        case 7: return algebra::power(attempt(size - 1), Expr(rational()));
        case 8: return algebra::power(attempt(left), attempt(size - left));
        case 9: return algebra::exp(attempt(size - 1));
        default: return call(size - 1);
        }
    }

    Expr condition(int size) {
        FunctionId head = static_cast<FunctionId>(static_cast<int>(FunctionId::Equal) + pick(4));
        Expr relation = apply_function(head, {attempt(size), attempt(size)});
        if (pick(4) == 0) relation = apply_function(FunctionId::Not, {relation});
        if (pick(4) == 0) relation = apply_function(pick(2) ? FunctionId::And : FunctionId::Or, {relation, condition(1)});
        return relation;
    }

    Expr call(int size) {
        auto head = static_cast<FunctionId>(pick(static_cast<int>(algebra::kFunctionCount)));
        ++heads[algebra::name_of(head)];
        Expr x = algebra::symbol("x"), t = algebra::symbol("t");
        auto body = [&](int n) { return algebra::abstract(attempt(n), t); };
        int part = size < 3 ? 1 : size / 3;
        switch (head) {
        case FunctionId::Equal: case FunctionId::Unequal: case FunctionId::Less: case FunctionId::LessEqual:
        case FunctionId::And: case FunctionId::Or: case FunctionId::Not: return condition(part);
        case FunctionId::True: case FunctionId::False: {
            Expr otherwise = attempt(part);
            return apply_function(FunctionId::Piecewise, {attempt(part), algebra::make_function(head, {}), otherwise});
        }
        case FunctionId::Piecewise: return apply_function(head, {attempt(part), condition(part), attempt(part)});
        case FunctionId::RootOf: {
            Expr p = algebra::power(algebra::bound(0), Expr(5)) - Expr(pick(4) + 1) * algebra::bound(0) - Expr(1);
            return apply_function(head, {p, Expr(pick(5))});
        }
        case FunctionId::RootSum: {
            Expr p = algebra::power(algebra::bound(0), Expr(3)) - algebra::bound(0) - Expr(1) - (pick(2) ? algebra::symbol("a") : Expr(0));
            return apply_function(head, {p, body(size)});
        }
        case FunctionId::Derivative: {
            Expr u = apply_function(FunctionId::Apply, {algebra::symbol("u"), x, t});
            if (pick(2)) return apply_function(head, {u, x, Expr(1 + pick(3)), t, Expr(1 + pick(2))});
            return apply_function(head, {u, x, Expr(1 + pick(3))});
        }
        case FunctionId::Substitution: {
            Expr u = apply_function(FunctionId::Apply, {algebra::symbol("f"), t});
            Expr derivative = apply_function(FunctionId::Derivative, {u, t, Expr(1)});
            return apply_function(head, {algebra::abstract(derivative, t), attempt(size)});
        }
        case FunctionId::IndefiniteIntegral: return apply_function(head, {attempt(size), x});
        case FunctionId::Integral: case FunctionId::Sum: case FunctionId::Product:
            return apply_function(head, {body(part), attempt(part), attempt(part)});
        case FunctionId::Limit: return apply_function(head, {body(part), attempt(part), Expr(pick(3) - 1)});
        case FunctionId::Apply: return apply_function(head, {algebra::symbol(pick(2) ? "y" : "f"), attempt(size)});
        case FunctionId::List: return attempt(size);
        case FunctionId::HypergeometricPFQ: {
            Expr upper[] = {attempt(part)}, lower[] = {attempt(part)};
            return apply_function(head, {algebra::make_function(FunctionId::List, upper), algebra::make_function(FunctionId::List, lower), attempt(part)});
        }
        default: {
            const algebra::Function& f = algebra::function(head);
            int least = std::max<int>(f.minimum, 1), most = f.maximum == algebra::Function::kAny ? least + 2 : f.maximum;
            int count = head == FunctionId::Factorial ? 1 : least + pick(most - least + 1);
            std::vector<Expr> arguments;
            for (int i = 0; i < count; ++i) arguments.push_back(attempt(1 + (size - 1) / std::max(count, 1)));
            return apply_function(head, arguments);
        }
        }
    }

    std::mt19937 random_;
};

TEST_F(ExpressionText, PrintedExpressionsReadBack) {
    Generator generator(20260101);
    int wrong = 0, total = 0;
    for (int round = 0; round < 5'000 && wrong < 20; ++round) {
        Expr e = generator.make(2 + round % 14);
        std::string text = to_infix(e);
        ++total;
        try {
            Expr again = parse_expression(text);
            if (again == e) continue;
            ++wrong;
            ADD_FAILURE() << text << "\nreads as\n" << to_infix(again);
        } catch (const Failure& failure) {
            ++wrong;
            ADD_FAILURE() << text << "\nis refused: " << failure.diagnostic.message;
        }
    }
    EXPECT_EQ(total, 5'000);
    EXPECT_EQ(generator.heads.size(), algebra::kFunctionCount); // every head was drawn
}

} // namespace
} // namespace rumina
