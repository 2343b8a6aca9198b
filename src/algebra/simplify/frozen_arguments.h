// Arguments of circular and hyperbolic functions without what a transformation of those functions need not see: whole
// terms such as sinh(y)·√x become symbols of their own, so that sin(x + sinh(y)·√x) is opened as a sum of two arguments
// and nothing in a term is multiplied out.
#pragma once

#include <unordered_map>
#include <vector>

#include "algebra/traversal.h"

namespace rumina::algebra {

class FrozenArguments {
public:
    /// e with the terms of arguments frozen that are neither plain monomials nor values of inverse functions.
    Expr freeze(const Expr& e);
    Expr thaw(const Expr& e) const { return thaw_.empty() ? e : substitute(e, thaw_); }

private:
    Expr argument(const Expr& a);
    Expr term(const Expr& t);
    std::unordered_map<Expr, Expr> frozen_;
    std::vector<Replacement> thaw_;
};

} // namespace rumina::algebra
