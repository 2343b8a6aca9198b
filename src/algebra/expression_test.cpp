// The canonical form: what constructors do, and that they agree with numbers.
#include <algorithm>
#include <random>

#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/test_store.h"
#include "algebra/traversal.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

using Canonical = AlgebraTest;

template <typename Action>
DiagnosticId failure_of(Action action) {
    try {
        action();
    } catch (const Failure& failure) {
        return failure.diagnostic.id;
    }
    ADD_FAILURE() << "no failure";
    return {};
}

TEST_F(Canonical, EqualExpressionsAreOneNode) {
    EXPECT_EQ(x + y, y + x);
    EXPECT_EQ(x * y * Expr(2), Expr(2) * (y * x));
    EXPECT_EQ(symbol("x"), x);
    EXPECT_EQ((x + y) + z, x + (y + z));
    EXPECT_EQ((x * y) * z, x * (y * z));
}

TEST_F(Canonical, TermsAndFactorsMerge) {
    EXPECT_EQ(x + x, Expr(2) * x);
    EXPECT_TRUE((x - x).is_zero());
    EXPECT_TRUE((x / x).is_one());
    EXPECT_EQ(x * x, power(x, Expr(2)));
    EXPECT_EQ(power(x, y) * power(x, z), power(x, y + z));
    EXPECT_EQ(exp(x) * exp(-x), Expr(1));
    EXPECT_EQ(exp(x) * exp(y), exp(x + y));
    EXPECT_EQ(Expr(2) * x + ratio(1, 2) * x, ratio(5, 2) * x);
    EXPECT_EQ(Expr(2) * (x + y), Expr(2) * x + Expr(2) * y);
    EXPECT_TRUE((Expr(2) * (x + Expr(1)) * y).is_mul());
}

TEST_F(Canonical, RootsOfIntegersCombine) {
    EXPECT_EQ(root(2) * root(3), root(6));
    EXPECT_EQ(root(8), Expr(2) * root(2));
    EXPECT_EQ(Expr(2) / root(2), root(2));
    EXPECT_EQ(root(2) + root(8), Expr(3) * root(2));
    EXPECT_EQ(power(root(2) + root(3), Expr(2)) - Expr(2) * root(6), Expr(5));
    EXPECT_EQ(power(Expr(27), ratio(2, 3)), Expr(9));
    EXPECT_EQ(root(114) * root(514), Expr(2) * root(14649));
    EXPECT_EQ(sqrt(Expr(Number(std::int64_t{2147483648}))), Expr(32768) * root(2));
    EXPECT_EQ(sqrt(ratio(1, 2)), ratio(1, 2) * root(2));
    EXPECT_EQ(power(Expr(2), ratio(1, 2)) * power(Expr(2), ratio(1, 3)), power(Expr(2), ratio(5, 6)));
    EXPECT_EQ(power(Expr(2), ratio(1, 2)) * power(Expr(4), ratio(1, 4)), Expr(2));
    EXPECT_EQ(power(root(2), Expr(2)), Expr(2));
    EXPECT_EQ(power(root(2), root(2)), power(Expr(2), root(2) / Expr(2)));
    EXPECT_EQ(power(power(root(2), root(2)), root(2)), Expr(2));
    EXPECT_EQ(root(6) * root(10), Expr(2) * root(15));
    EXPECT_EQ(root(6) / root(3), root(2));
}

TEST_F(Canonical, ConstantSumsAreMultipliedOut) {
    EXPECT_EQ((Expr(1) + root(2)) * (Expr(1) - root(2)), Expr(-1));
    EXPECT_EQ(power(root(2) + pi(), Expr(2)), power(pi(), Expr(2)) + Expr(2) * root(2) * pi() + Expr(2));
    EXPECT_EQ((root(2) + pi()) * (root(3) + euler_e()), root(6) + root(2) * euler_e() + root(3) * pi() + pi() * euler_e());
    EXPECT_EQ(Expr(1) / (Expr(1) + root(2)), root(2) - Expr(1));
    EXPECT_EQ(Expr(1) / (root(3) - root(2)), root(3) + root(2));
    EXPECT_EQ(root(2) * (Expr(1) + root(3)), root(2) + root(6));
    EXPECT_EQ(root(2) * pi() * root(2), Expr(2) * pi());
    // Content goes to the coefficient beside symbols, whatever the order of building.
    EXPECT_EQ(Expr(2) * (Expr(1) + root(3)) * x, (Expr(2) + Expr(2) * root(3)) * x);
}

TEST_F(Canonical, PowersArePrincipal) {
    Expr i = imaginary_unit();
    EXPECT_EQ(i * i, Expr(-1));
    EXPECT_EQ(sqrt(Expr(-4)), Expr(2) * i);
    EXPECT_EQ(power(Expr(-8), ratio(1, 3)), Expr(1) + root(3) * i);
    EXPECT_EQ(exp(i * pi()), Expr(-1));
    EXPECT_EQ(exp(i * pi() / Expr(2)), i);
    EXPECT_EQ(exp(i * pi() / Expr(3)), half() + root(3) * i / Expr(2));
    EXPECT_EQ(exp(Expr(9) * i * pi() / Expr(7)), -exp(Expr(2) * i * pi() / Expr(7)));
    EXPECT_EQ((Expr(3) + Expr(4) * i) / (Expr(1) - Expr(2) * i), Expr(-1) + Expr(2) * i);
    EXPECT_EQ(sqrt(Expr(3) + Expr(4) * i), Expr(2) + i);
    EXPECT_EQ(sqrt(i), root(2) / Expr(2) + root(2) * i / Expr(2));
    EXPECT_EQ(power(power(x, Expr(2)), half()).kind(), NodeKind::Power); // |x| is no identity for complex x
    EXPECT_FALSE(power(power(x, Expr(2)), half()) == x);
    EXPECT_EQ(power(sqrt(x), Expr(2)), x);
    EXPECT_EQ(power(sqrt(x), y), power(x, y / Expr(2)));
    EXPECT_EQ(sqrt(Expr(4) * x), Expr(2) * sqrt(x));
    EXPECT_EQ(sqrt(Expr(2) * x + Expr(2)), root(2) * sqrt(x + Expr(1)));
    EXPECT_EQ(power(x * y, Expr(3)), power(x, Expr(3)) * power(y, Expr(3)));
    EXPECT_TRUE(sqrt(x * y).is_power());
    EXPECT_EQ(power(Expr(2), x + Expr(3)), Expr(8) * power(Expr(2), x));
    EXPECT_EQ(power(ratio(1, 2), x) * power(Expr(2), x), Expr(1));
}

TEST_F(Canonical, ZeroAndInfinityAreHonest) {
    EXPECT_TRUE(power(x, Expr(0)).is_one());
    EXPECT_EQ(failure_of([&] { power(Expr(0), Expr(-1)); }), DiagnosticId::ZeroToNegative);
    EXPECT_EQ(infinity() + Expr(5), infinity());
    EXPECT_EQ(Expr(-2) * infinity(), -infinity());
    EXPECT_TRUE((Expr(1) / infinity()).is_zero());
    EXPECT_EQ(infinity() * pi(), infinity());
    EXPECT_EQ(failure_of([&] { infinity() - infinity(); }), DiagnosticId::InfinityUndefined);
    EXPECT_EQ(failure_of([&] { Expr(0) * infinity(); }), DiagnosticId::InfinityUndefined);
    EXPECT_EQ(failure_of([&] { infinity() / infinity(); }), DiagnosticId::InfinityUndefined);
    EXPECT_EQ(failure_of([&] { power(Expr(1), infinity()); }), DiagnosticId::InfinityUndefined);
    EXPECT_EQ(failure_of([&] { power(infinity(), Expr(0)); }), DiagnosticId::InfinityUndefined);
    EXPECT_EQ(failure_of([&] { infinity() + x; }), DiagnosticId::InfinityBesideSymbols);
    EXPECT_EQ(failure_of([&] { infinity() * x; }), DiagnosticId::InfinityBesideSymbols);
}

TEST_F(Canonical, FloatsAbsorbConstants) {
    Expr f{Number::real_float(1.5)};
    EXPECT_EQ(root(2) * f, Expr(Number::real_float(1.5 * 1.4142135623730951)));
    EXPECT_EQ(pi() + f, Expr(Number::real_float(3.141592653589793 + 1.5)));
    EXPECT_TRUE((f * x).is_mul());
    EXPECT_TRUE((root(2) * x + f * root(2)).is_add());
}

TEST_F(Canonical, DeepExpressionsAreBuiltComparedAndFreedWithoutRecursion) {
    std::size_t before = store.statistics().nodes;
    {
        Expr e = x, f = x;
        for (int i = 0; i < 30000; ++i) e = power(e + Expr(1), y);
        for (int i = 0; i < 30000; ++i) f = power(f + Expr(1), y);
        EXPECT_EQ(e, f);
        EXPECT_EQ(e.depth(), 60001u);
        EXPECT_TRUE(contains(e, x));
        EXPECT_FALSE(substitute(e, x, z) == e);
    }
    EXPECT_EQ(store.statistics().nodes, before);
}

TEST_F(Canonical, SumsGrowTermByTerm) {
    Expr s(0);
    for (int k = 0; k < 3000; ++k) s = s + power(x, Expr(k));
    EXPECT_EQ(s.terms().size(), 2999u);
    SumBuilder sum;
    for (int k = 2999; k >= 0; --k) sum.add(power(x, Expr(k)));
    EXPECT_EQ(sum.finish(), s);
}

TEST_F(Canonical, BoundVariablesHaveNoNames) {
    Expr body = abstract(x * x + y, x), other = abstract(z * z + y, z);
    EXPECT_EQ(body, other);
    Expr inner[] = {body, Expr(0), Expr(1)};
    Expr integral = make_function(FunctionId::Integral, inner);
    EXPECT_FALSE(integral.has_bound());
    EXPECT_TRUE(contains(integral, y));
    EXPECT_FALSE(contains(integral, x));
    EXPECT_EQ(instantiate(body, x), x * x + y);
    // Substituting into a body captures nothing: y becomes the free x.
    Expr changed = substitute(integral, y, x);
    EXPECT_EQ(instantiate(changed.argument(0), z), z * z + x);
}

/// Four factors out of roots of integers, of negative and of nested constants, multiplied in every order and grouping,
/// and with a constant sum: always the same node, unless one root of a sum or of a product stands there more than once.
TEST_F(Canonical, FactorsThatMeetAfterwardsAreMerged) {
    const Expr x = symbol("x"), b = symbol("b"), root = sqrt(negate(b * b));
    // (-b²)^(1/2 + 1/2) is a product, whose b² meets the one beside it.
    EXPECT_TRUE(b * b * root * root == negate(power(b, 4)));
    // Without its content 2 + 2π is the base of the other factor.
    EXPECT_TRUE(x / (1 + pi()) * (2 + 2 * pi()) == 2 * x);
    EXPECT_TRUE(x * sqrt(1 + pi()) * (3 + 3 * pi()) == 3 * x * power(1 + pi(), Expr(Rational::make(Integer(3), Integer(2)))));
}

TEST_F(Canonical, OrderOfFactorsDoesNotMatter) {
    const Expr one(1), two(2), three(3), arc = make_function(FunctionId::Asin, {&three, 1});
    const std::vector<Expr> pool = {
        power(two, ratio(2, 3)),         power(three, ratio(1, 3)),         power(-root(3), ratio(1, 3)),
        root(6),                         power(one + root(2), ratio(1, 3)), power(Expr(-2), ratio(1, 5)),
        power(Expr(12), ratio(-1, 4)),   power(-root(2), ratio(1, 4)),      ratio(1, 6),
        arc,                     power(pi(), ratio(1, 2)),          power(root(5) - root(7), ratio(1, 2)),
    };
    const Expr sum = one - arc;
    auto check = [&](std::vector<std::size_t> chosen) {
        auto f = [&](std::size_t i) -> const Expr& { return pool[chosen[i]]; };
        const Expr product = f(0) * f(1) * f(2) * f(3);
        const Expr distributed = sum * product;
        // A root of a sum stays a factor of the whole; everything else goes into the terms.
        if (std::none_of(chosen.begin(), chosen.end(), [&](std::size_t i) { return pool[i].base().is_add(); })) {
            ASSERT_EQ(product - product * arc, distributed);
        }
        do {
            const Expr left = ((f(0) * f(1)) * f(2)) * f(3);
            const Expr right = f(0) * (f(1) * (f(2) * f(3)));
            const Expr pairs = (f(0) * f(1)) * (f(2) * f(3));
            ASSERT_EQ(left, product);
            ASSERT_EQ(right, product);
            ASSERT_EQ(pairs, product);
            ASSERT_EQ(sum * left, distributed);
            ASSERT_EQ(right * sum, distributed);
            ASSERT_EQ(((sum * f(0)) * f(1)) * (f(2) * f(3)), distributed);
            ASSERT_TRUE((pairs * sum - distributed).is_zero());
        } while (std::next_permutation(chosen.begin(), chosen.end()));
    };
    for (std::size_t a = 0; a < pool.size(); ++a)
        for (std::size_t b = a; b < pool.size(); ++b)
            for (std::size_t c = b; c < pool.size(); ++c)
                for (std::size_t d = c; d < pool.size(); ++d) {
                    // Not yet one node: a·√a and a^(3/2) for a sum or a product a, so roots of those stand here once.
                    auto twice = [&](std::size_t i, std::size_t j) {
                        return i == j && (pool[i].base().is_add() || pool[i].base().is_mul());
                    };
                    if (twice(a, b) || twice(b, c) || twice(c, d)) continue;
                    SCOPED_TRACE("factors " + std::to_string(a) + " " + std::to_string(b) + " " + std::to_string(c) + " " + std::to_string(d));
                    check({a, b, c, d});
                    if (HasFatalFailure()) return;
                }
}

/// Random constants built in two ways have values that agree.
TEST_F(Canonical, ConstructorsKeepValues) {
    std::mt19937_64 random(7);
    auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    for (int round = 0; round < 2000; ++round) {
        std::vector<std::pair<Expr, Ball>> pool;
        for (int i = 0; i < 4; ++i) {
            Expr e = pick(3) == 0 ? pi() : pick(4) == 0 ? imaginary_unit() : ratio(pick(13) - 6, pick(4) + 1);
            pool.emplace_back(e, enclose(e, 200));
        }
        for (int step = 0; step < 5; ++step) {
            const auto& [a, va] = pool[static_cast<std::size_t>(pick(static_cast<int>(pool.size())))];
            const auto& [b, vb] = pool[static_cast<std::size_t>(pick(static_cast<int>(pool.size())))];
            Expr e;
            Ball v;
            try {
                switch (pick(4)) {
                case 0: e = a + b, v = ball::add(va, vb, 200); break;
                case 1: e = a * b, v = ball::mul(va, vb, 200); break;
                case 2: e = a / b, v = ball::div(va, vb, 200); break;
                default: {
                    Expr exponent = ratio(pick(9) - 4, pick(3) + 1);
                    e = power(a, exponent), v = ball::pow(va, enclose(exponent, 200), 200);
                }
                }
            } catch (const Failure& failure) {
                EXPECT_NE(failure.diagnostic.kind, ErrorKind::TypeError);
                continue;
            }
            Ball direct = enclose(e, 200);
            EXPECT_TRUE(!v.is_finite() || !direct.is_finite() || direct.overlaps(v)) << direct.to_string() << " " << v.to_string();
            if (e.leaves() < 60) pool.emplace_back(e, v);
        }
    }
}

} // namespace
} // namespace rumina::algebra
