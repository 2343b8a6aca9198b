// A store for the unit tests of the algebra, and short names.
#pragma once

#include <gtest/gtest.h>

#include "algebra/expression.h"
#include "algebra/store.h"

namespace rumina::algebra {

class AlgebraTest : public ::testing::Test {
protected:
    Store store;
    Store::Use use{store};
    Expr x = symbol("x"), y = symbol("y"), z = symbol("z");

    static Expr ratio(std::int64_t p, std::int64_t q) { return Expr(Rational::make(Integer(p), Integer(q))); }
    static Expr root(std::int64_t n) { return sqrt(Expr(Number(n))); }
};

} // namespace rumina::algebra
