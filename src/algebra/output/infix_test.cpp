// The language's own form of expressions. That it reads back is tested in runtime/expression_text_test.cpp.
#include "algebra/binders.h"
#include "algebra/output/output.h"
#include "algebra/test_store.h"

namespace rumina::algebra {
namespace {

class Infix : public AlgebraTest {
protected:
    Expr i = imaginary_unit();
    Expr n(std::int64_t value) { return Expr(Number(value)); }
    Expr f(FunctionId head, std::initializer_list<Expr> a) { return make_function(head, std::span<const Expr>(a.begin(), a.size())); }
    Expr sin(const Expr& a) { return f(FunctionId::Sin, {a}); }
    Expr log(const Expr& a) { return f(FunctionId::Log, {a}); }
};

TEST_F(Infix, Constants) {
    EXPECT_EQ(to_infix(root(2)), "√2");
    EXPECT_EQ(to_infix(root(8)), "2√2");
    EXPECT_EQ(to_infix(root(2) / n(2)), "1/2√2");
    EXPECT_EQ(to_infix(-root(2) / n(2)), "-1/2√2");
    EXPECT_EQ(to_infix(power(n(2), ratio(1, 3))), "2^(1/3)");
    EXPECT_EQ(to_infix(n(5) * power(n(2), ratio(1, 3))), "5*2^(1/3)");
    EXPECT_EQ(to_infix(root(3) * power(n(2), ratio(1, 3))), "2^(1/3)√3");
    EXPECT_EQ(to_infix(n(2) * pi()), "2π");
    EXPECT_EQ(to_infix(pi() * pi()), "π^2");
    EXPECT_EQ(to_infix(pi() * euler_e()), "eπ");
    EXPECT_EQ(to_infix(n(2) * pi() * euler_e() * root(3)), "2eπ√3");
    EXPECT_EQ(to_infix(power(pi(), n(2)) / n(6)), "1/6π^2");
    EXPECT_EQ(to_infix(n(1) / pi()), "1/π");
    EXPECT_EQ(to_infix(root(2) / (n(2) * pi())), "√2/(2π)");
    EXPECT_EQ(to_infix(sqrt(pi())), "√π");
    EXPECT_EQ(to_infix(power(pi(), ratio(-1, 2))), "1/√π");
    EXPECT_EQ(to_infix(exp(n(2))), "e^2");
    EXPECT_EQ(to_infix(exp(n(-2))), "1/e^2");
    EXPECT_EQ(to_infix(exp(pi())), "e^π");
    EXPECT_EQ(to_infix(exp(n(2) * pi())), "exp(2π)");
    EXPECT_EQ(to_infix(log(n(2)) / n(2)), "log(2)/2");
    EXPECT_EQ(to_infix(pi() * log(n(2)) / n(4)), "1/4π*log(2)");
    EXPECT_EQ(to_infix(root(3) * log(n(2))), "log(2)√3");
    EXPECT_EQ(to_infix(constant(ConstantId::EulerGamma) * root(3)), "EulerGamma*√3");
    EXPECT_EQ(to_infix(infinity()), "inf");
    EXPECT_EQ(to_infix(-infinity()), "-inf");
}

TEST_F(Infix, SumsOfConstants) {
    EXPECT_EQ(to_infix(root(3) + n(1)), "1+√3");
    EXPECT_EQ(to_infix(root(6) + root(2)), "√2+√6");
    EXPECT_EQ(to_infix(pi() + root(2) + n(1)), "1+√2+π");
    EXPECT_EQ(to_infix(root(2) - n(1)), "-1+√2");
    EXPECT_EQ(to_infix(ratio(1, 2) - root(5) / n(2)), "1/2-1/2√5");
    EXPECT_EQ(to_infix(n(2) * euler_e() + n(2) * pi()), "2*e+2π"); // 2e+2 is a number
    EXPECT_EQ(to_infix(n(2) * euler_e() + pi()), "2e+π");
    EXPECT_EQ(to_infix(n(3) + n(2) * euler_e()), "3+2e");
    EXPECT_EQ(to_infix(sqrt(n(1) + pi())), "√(1+π)");
}

TEST_F(Infix, ComplexNumbers) {
    EXPECT_EQ(to_infix(n(3) + n(4) * i), "3+4i");
    EXPECT_EQ(to_infix(-i), "-i");
    EXPECT_EQ(to_infix(n(2) * i), "2i");
    EXPECT_EQ(to_infix(ratio(1, 5) + ratio(12, 5) * i), "1/5+12/5i");
    EXPECT_EQ(to_infix(ratio(1, 2) + root(2) * i), "1/2+√2i");
    EXPECT_EQ(to_infix(n(1) + i + root(2) + root(3) * i), "1+√2+i+√3i");
    EXPECT_EQ(to_infix((n(1) + n(2) * i) * root(2) + n(1)), "1+√2+2√2i");
    EXPECT_EQ(to_infix((n(1) + n(2) * i) * root(2)), "(1+2i)√2");
    EXPECT_EQ(to_infix(exp(pi() * i / n(7))), "exp(1/7πi)");
    EXPECT_EQ(to_infix(euler_e() * i), "e*i");
    EXPECT_EQ(to_infix(pi() * i / n(2)), "1/2πi");
    EXPECT_EQ(to_infix((n(1) + n(2) * i) * x), "(1+2i)*x");
    EXPECT_EQ(to_infix(i * x / n(2) - n(3) * i * y), "i*x/2 - 3i*y");
    EXPECT_EQ(to_infix(x + n(3) + n(4) * i), "x + 3 + 4i");
}

TEST_F(Infix, Polynomials) {
    EXPECT_EQ(to_infix(n(1) + n(2) * x + x * x), "x^2 + 2*x + 1");
    EXPECT_EQ(to_infix(n(1) - x), "-x + 1");
    EXPECT_EQ(to_infix(x / n(2)), "x/2");
    EXPECT_EQ(to_infix(n(2) * x / n(3)), "2*x/3");
    EXPECT_EQ(to_infix(-x * x / n(2)), "-x^2/2");
    EXPECT_EQ(to_infix(x * y + y * y + x * x), "x^2 + x*y + y^2");
    EXPECT_EQ(to_infix(symbol("x10") + symbol("x2")), "x2 + x10");
    EXPECT_EQ(to_infix((x + n(1)) / (x - n(1))), "(x + 1)/(x - 1)");
    EXPECT_EQ(to_infix(n(1) / x), "1/x");
    EXPECT_EQ(to_infix(n(1) - n(1) / x), "1 - 1/x");
    EXPECT_EQ(to_infix(n(1) / (n(2) * x * y)), "1/(2*x*y)");
    EXPECT_EQ(to_infix(root(2) * x), "√2*x");
    EXPECT_EQ(to_infix(n(2) * pi() * x), "2π*x");
    EXPECT_EQ(to_infix((n(1) + root(2)) * x), "(1+√2)*x");
    EXPECT_EQ(to_infix(x * Expr(Number::real_float(1.5))), "1.5f*x");
    EXPECT_EQ(to_infix(x + Expr(Number::real_float(1e21))), "x + 1e+21f");
    EXPECT_EQ(to_infix(n(1) + n(2) * x * (y + n(1))), "2*x*(y + 1) + 1");
    EXPECT_EQ(to_infix(x - (y + n(1)) * (z + n(1))), "x - (y + 1)*(z + 1)");
}

TEST_F(Infix, Powers) {
    EXPECT_EQ(to_infix(power(x, y)), "x^y");
    EXPECT_EQ(to_infix(power(x, power(y, z))), "x^y^z");
    EXPECT_EQ(to_infix(power(power(x, y), z)), "(x^y)^z");
    EXPECT_EQ(to_infix(power(x, -y)), "x^(-y)");
    EXPECT_EQ(to_infix(power(x, n(2) * y)), "x^(2*y)");
    EXPECT_EQ(to_infix(power(x + n(1), n(2))), "(x + 1)^2");
    EXPECT_EQ(to_infix(power(x, ratio(1, 2))), "sqrt(x)");
    EXPECT_EQ(to_infix(power(x, ratio(-1, 2))), "1/sqrt(x)");
    EXPECT_EQ(to_infix(power(x, ratio(2, 3))), "x^(2/3)");
    EXPECT_EQ(to_infix(exp(x)), "exp(x)");
    EXPECT_EQ(to_infix(x * exp(-x)), "x*exp(-x)");
    EXPECT_EQ(to_infix(power(n(-2), x)), "(-2)^x");
    EXPECT_EQ(to_infix(power(ratio(2, 3), x)), "(2/3)^x");
    EXPECT_EQ(to_infix(power(x, i)), "x^i");
    EXPECT_EQ(to_infix(power(x, n(2) * i)), "x^(2i)");
}

// A number in front of a lone sum would be distributed when it is read: such products are written in another way.
TEST_F(Infix, ProductsOfSumsReadBack) {
    Expr p = make_function(FunctionId::Sin, std::array{x});
    EXPECT_EQ(to_infix(scale(Number(2), (x + n(1)) * (y + n(1)))), "2*((x + 1)*(y + 1))");
    EXPECT_EQ(to_infix(scale(Number(-1), (x + n(1)) * (y + n(1)))), "-((x + 1)*(y + 1))");
    EXPECT_EQ(to_infix(scale(Number(2), (x + n(1)) / y)), "2*((x + 1)/y)");
    EXPECT_EQ(to_infix(scale(Number(2), (x + n(1)) * p)), "2*sin(x)*(x + 1)");
    EXPECT_EQ(to_infix(n(1) / (x + n(1)) / n(2)), "1/2/(x + 1)");
    EXPECT_EQ(to_infix(scale(Number(Rational::make(1, 2)), (x + n(1)) / y)), "(x + 1)/(2*y)");
}

TEST_F(Infix, Functions) {
    EXPECT_EQ(to_infix(sin(x) / x), "sin(x)/x");
    EXPECT_EQ(to_infix(power(sin(x), n(2)) + x), "x + sin(x)^2");
    EXPECT_EQ(to_infix(f(FunctionId::Factorial, {x})), "x!");
    EXPECT_EQ(to_infix(power(f(FunctionId::Factorial, {x + n(1)}), n(2))), "(x + 1)!^2");
    EXPECT_EQ(to_infix(f(FunctionId::Equal, {x * x, n(4)})), "x^2 == 4");
    EXPECT_EQ(to_infix(f(FunctionId::Less, {n(1), x})), "x > 1");
    EXPECT_EQ(to_infix(f(FunctionId::LessEqual, {x, n(1)})), "x <= 1");
    Expr less = f(FunctionId::Less, {x, y}), same = f(FunctionId::Equal, {x, y});
    EXPECT_EQ(to_infix(f(FunctionId::And, {f(FunctionId::Or, {less, same}), f(FunctionId::Not, {less})})),
              "(x == y or x < y) and not (x < y)");
    EXPECT_EQ(to_infix(f(FunctionId::Piecewise, {-x, f(FunctionId::Less, {x, n(0)}), x})), "piecewise(-x, x < 0, x)");
    EXPECT_EQ(to_infix(f(FunctionId::HypergeometricPFQ, {f(FunctionId::List, {n(1), x}), f(FunctionId::List, {y}), z})),
              "hypergeometric([1, x], [y], z)");
    EXPECT_EQ(to_infix(f(FunctionId::Apply, {y, x})), "y(x)");
}

TEST_F(Infix, FormsWithVariables) {
    Expr t = bound(0);
    EXPECT_EQ(to_infix(f(FunctionId::IndefiniteIntegral, {sin(x), x})), "integrate(sin(x), x)");
    EXPECT_EQ(to_infix(f(FunctionId::Integral, {exp(-t * t), n(0), n(1)})), "integrate(exp(-x^2), x, 0, 1)");
    EXPECT_EQ(to_infix(f(FunctionId::Integral, {x * t, n(0), n(1)})), "integrate(t*x, t, 0, 1)");
    EXPECT_EQ(to_infix(f(FunctionId::Sum, {n(1) / t, n(1), symbol("n")})), "sum(1/k, k, 1, n)");
    EXPECT_EQ(to_infix(f(FunctionId::Limit, {sin(t) / t, n(0), n(0)})), "limit(sin(x)/x, x, 0)");
    EXPECT_EQ(to_infix(f(FunctionId::Limit, {n(1) / t, n(0), n(-1)})), "limit(1/x, x, 0, \"-\")");
    Expr u = f(FunctionId::Apply, {symbol("u"), x, y});
    EXPECT_EQ(to_infix(f(FunctionId::Derivative, {u, x, n(1)})), "diff(u(x, y), x)");
    EXPECT_EQ(to_infix(f(FunctionId::Derivative, {u, x, n(2), y, n(1)})), "diff(u(x, y), x, 2, y)");
    EXPECT_EQ(to_infix(f(FunctionId::RootOf, {power(t, n(5)) - t - n(1), n(0)})), "rootof(x^5 - x - 1, 0)");
    EXPECT_EQ(to_infix(f(FunctionId::RootSum, {power(t, n(3)) - t - z, t * log(x - t)})),
              "rootsum(t^3 - t - z, |t| t*log(-t + x))");
}

TEST_F(Infix, LargeAndDeep) {
    SumBuilder sum;
    for (int k = 0; k < 100'000; ++k) sum.add(power(x, n(k + 1)), Number(k + 2));
    std::string text = to_infix(sum.finish());
    EXPECT_TRUE(text.starts_with("100001*x^100000 + 100000*x^99999 + ")) << text.substr(0, 60);
    EXPECT_TRUE(text.ends_with(" + 3*x^2 + 2*x"));
    Expr deep = x;
    for (int k = 0; k < 500; ++k) deep = sin(deep) * y + n(1);
    EXPECT_GT(to_infix(deep).size(), 500u * 5);
    Expr tower = x; // deeper than native recursion allows
    for (int k = 0; k < 20'000; ++k) tower = sin(tower);
    EXPECT_EQ(to_infix(tower).size(), 5u * 20'000 + 1);
}

TEST_F(Infix, WithinALength) {
    EXPECT_EQ(to_infix_within(x * x + n(1), 7), "x^2 + 1");
    EXPECT_EQ(to_infix_within(x * x + n(1), 6), std::nullopt);
    SumBuilder sum;
    for (int k = 1; k < 100'000; ++k) sum.add(power(x, n(k)), Number(k));
    EXPECT_EQ(to_infix_within(sum.finish(), 1000), std::nullopt);
    Expr inner = x + y, outer = n(1) + z * (inner * inner + n(3)) + y * (x + n(2)); // sums inside sums
    EXPECT_EQ(to_infix(outer), to_infix_within(outer, to_infix(outer).size()));
    EXPECT_EQ(to_infix_within(outer, to_infix(outer).size() - 1), std::nullopt);
}

} // namespace
} // namespace rumina::algebra
