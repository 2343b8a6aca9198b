// A tree is split into two of random sizes under a binary operation; functions and powers are put on subtrees on the way.
#include "random_expressions.h"

#include <iterator>

namespace rumina::score {

using namespace algebra;

namespace {

constexpr std::pair<FunctionId, const char*> kFunctions[] = {
    {FunctionId::Log, "log"},     {FunctionId::Sin, "sin"},     {FunctionId::Cos, "cos"},     {FunctionId::Tan, "tan"},
    {FunctionId::Sinh, "sinh"},   {FunctionId::Cosh, "cosh"},   {FunctionId::Tanh, "tanh"},   {FunctionId::Asin, "asin"},
    {FunctionId::Acos, "acos"},   {FunctionId::Atan, "atan"},   {FunctionId::Asinh, "asinh"}, {FunctionId::Acosh, "acosh"},
    {FunctionId::Atanh, "atanh"},
};
constexpr int kExponents[][2] = {{2, 1}, {3, 1}, {-1, 1}, {-2, 1}, {1, 2}, {-1, 2}, {1, 3}, {2, 3}, {3, 2}};

} // namespace

Expr RandomExpressions::next() { return tree(3 + below(13)); }

Expr RandomExpressions::leaf() {
    const int choice = below(10);
    if (choice < 5) return symbol("x");
    if (choice < 7) return symbol("y");
    if (choice == 7) return Expr(Rational::make(Integer(1 + below(5)), Integer(1 + below(4))));
    return Expr(below(9) - 4);
}

Expr RandomExpressions::applied(const Expr& argument) {
    const int choice = below(static_cast<int>(std::size(kFunctions)) + 1);
    if (choice == static_cast<int>(std::size(kFunctions))) {
        ++histogram_["exp"];
        return exp(argument);
    }
    ++histogram_[kFunctions[choice].second];
    return apply_function(kFunctions[choice].first, {argument});
}

Expr RandomExpressions::tree(int leaves) {
    Expr result;
    if (leaves == 1) {
        result = leaf();
    } else {
        const int left = 1 + below(leaves - 1);
        const Expr a = tree(left), b = tree(leaves - left);
        constexpr const char* kNames[] = {"+", "-", "*", "/"};
        const int operation = below(4);
        ++histogram_[kNames[operation]];
        result = operation == 0 ? a + b : operation == 1 ? a - b : operation == 2 ? a * b : a / b;
    }
    const int decoration = below(10);
    if (decoration < 2) return applied(result);
    if (decoration == 2) {
        const auto& [p, q] = kExponents[below(static_cast<int>(std::size(kExponents)))];
        ++histogram_[q == 1 ? "integer power" : "rational power"];
        return power(result, Expr(Rational::make(Integer(p), Integer(q))));
    }
    return result;
}

} // namespace rumina::score
