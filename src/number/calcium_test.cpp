// The oracle decides the constants it should, says Unknown where it knows nothing, and never says Yes to what is not zero.
#include "number/calcium.h"

#include <chrono>
#include <thread>

#include <gtest/gtest.h>

namespace rumina {
namespace {

using namespace calcium;
using C = CalciumNumber;

C q(std::int64_t top, std::int64_t bottom = 1) { return C(Rational::make(Integer(top), Integer(bottom))); }
C root_of(std::int64_t n) { return sqrt(q(n)); }
C square(const C& a) { return a * a; }

struct Case {
    const char* name;
    C (*value)();
};

const Case kZeros[] = {
    {"√2+√3-√(5+2√6)", [] { return root_of(2) + root_of(3) - sqrt(q(5) + q(2) * root_of(6)); }},
    {"e^iπ+1", [] { return exp(C::imaginary_unit() * C::pi()) + q(1); }},
    {"log 4 - 2 log 2", [] { return log(q(4)) - q(2) * log(q(2)); }},
    {"log 6 - log 2 - log 3", [] { return log(q(6)) - log(q(2)) - log(q(3)); }},
    {"sin(π/12)-(√6-√2)/4", [] { return sin(C::pi() / q(12)) - (root_of(6) - root_of(2)) / q(4); }},
    {"Machin", [] { return q(4) * atan(q(1, 5)) - atan(q(1, 239)) - C::pi() / q(4); }},
    {"atan 1 + atan 2 + atan 3 - π", [] { return atan(q(1)) + atan(q(2)) + atan(q(3)) - C::pi(); }},
    {"sin²1+cos²1-1", [] { return square(sin(q(1))) + square(cos(q(1))) - q(1); }},
    {"sin 2 - 2 sin 1 cos 1", [] { return sin(q(2)) - q(2) * sin(q(1)) * cos(q(1)); }},
    {"e·e²-e³", [] { return C::e() * exp(q(2)) - exp(q(3)); }},
    {"e^(e+1)-e·e^e", [] { return exp(C::e() + q(1)) - C::e() * exp(C::e()); }},
    {"Γ(1/2)²-π", [] { return square(gamma(q(1, 2))) - C::pi(); }},
    {"log(1+√2)+log(√2-1)", [] { return log(q(1) + root_of(2)) + log(root_of(2) - q(1)); }},
    {"atan(2-√3)-π/12", [] { return atan(q(2) - root_of(3)) - C::pi() / q(12); }},
    {"log(sin²1)-2 log sin 1", [] { return log(square(sin(q(1)))) - q(2) * log(sin(q(1))); }},
    {"erf 1 + erf -1", [] { return erf(q(1)) + erf(q(-1)); }},
    {"(√2^√2)^√2-2", [] { return power(power(root_of(2), root_of(2)), root_of(2)) - q(2); }},
    {"√(3+2√2)-1-√2", [] { return sqrt(q(3) + q(2) * root_of(2)) - q(1) - root_of(2); }},
    {"floor(1000π)-3141", [] { return floor(q(1000) * C::pi()) - q(3141); }},
    {"|3+4i|-5", [] { return abs(q(3) + q(4) * C::imaginary_unit()) - q(5); }},
    {"cos(2π/7)+cos(4π/7)+cos(6π/7)+1/2", [] { return cos(q(2, 7) * C::pi()) + cos(q(4, 7) * C::pi()) + cos(q(6, 7) * C::pi()) + q(1, 2); }},
    {"log(-1)-iπ", [] { return log(q(-1)) - C::imaginary_unit() * C::pi(); }},
    {"asin(1/2)-π/6", [] { return asin(q(1, 2)) - C::pi() / q(6); }},
};

const Case kNonzero[] = {
    {"e^(π√163)-640320³-744", [] { return exp(C::pi() * root_of(163)) - power(q(640320), q(3)) - q(744); }},
    {"e^(-10⁵)", [] { return exp(q(-100000)); }},
    {"√2+√3-π", [] { return root_of(2) + root_of(3) - C::pi(); }},
    {"√(x²)+x at -1", [] { return sqrt(square(q(-1))) - q(-1); }},
    {"log e²ⁱ·⁴ - 8i", [] { return log(exp(q(8) * C::imaginary_unit())) - q(8) * C::imaginary_unit(); }},
};

TEST(Calcium, DecidesKnownZeros) {
    for (const Case& c : kZeros) {
        renew_calcium_context();
        auto start = std::chrono::steady_clock::now();
        C value = c.value();
        EXPECT_EQ(value.is_zero(), Truth::Yes) << c.name;
        EXPECT_TRUE(value.enclosure(128).contains_zero()) << c.name;
        EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), 1) << c.name;
    }
}

TEST(Calcium, DecidesWhatIsNotZero) {
    for (const Case& c : kNonzero) {
        renew_calcium_context();
        EXPECT_EQ(c.value().is_zero(), Truth::No) << c.name;
    }
}

TEST(Calcium, UnknownStaysUnknown) {
    renew_calcium_context();
    EXPECT_EQ((q(1) / q(0)).is_zero(), Truth::Unknown);
    EXPECT_EQ((q(1) / q(0)).is_number(), Truth::No);
    EXPECT_EQ((q(1) / (log(q(4)) - q(2) * log(q(2)))).is_number(), Truth::No);
    EXPECT_EQ(log(q(0)).is_number(), Truth::No);
    EXPECT_EQ(C::unknown().is_zero(), Truth::Unknown);
    EXPECT_EQ((C::unknown() + q(1)).is_zero(), Truth::Unknown);
    EXPECT_EQ(power(q(3), q(1000000)).is_zero(), Truth::Unknown);
    EXPECT_EQ(gamma(q(100000)).is_zero(), Truth::Unknown);
    EXPECT_FALSE(C::unknown().enclosure(64).is_finite());
}

TEST(Calcium, AnswersAboutKinds) {
    renew_calcium_context();
    EXPECT_EQ((C::pi() * C::imaginary_unit()).is_real(), Truth::No);
    EXPECT_EQ(exp(C::pi()).is_real(), Truth::Yes);
    EXPECT_EQ(*square(root_of(2)).rational(), Rational(2));
    EXPECT_EQ(root_of(2).rational(), std::nullopt);
    EXPECT_EQ(*root_of(2).algebraic(), *root(AlgebraicNumber(Rational(2)), 2));
    EXPECT_EQ(C(*root(AlgebraicNumber(Rational(2)), 3)).is_algebraic(), Truth::Yes);
    EXPECT_EQ(equal(C::pi(), q(355, 113)), Truth::No);
    EXPECT_EQ(less(C::pi(), q(355, 113)), Truth::Yes);
    EXPECT_EQ(less(C::imaginary_unit(), q(1)), Truth::Unknown);
    EXPECT_TRUE(C::euler_gamma().enclosure(128).overlaps(Ball::euler_gamma(64)));
}

TEST(Calcium, NumbersOutliveTheirContext) {
    renew_calcium_context();
    C old = root_of(2) + C::pi();
    renew_calcium_context();
    C copy = old, fresh = root_of(2) + C::pi();
    EXPECT_EQ((copy - old).is_zero(), Truth::Yes);
    EXPECT_TRUE(copy.enclosure(64).overlaps(fresh.enclosure(64)));
    fresh = copy;
    EXPECT_EQ((fresh - old).is_zero(), Truth::Yes);
}

TEST(Calcium, EveryThreadHasItsOwn) {
    std::vector<std::thread> threads;
    std::vector<Truth> answers(4, Truth::Unknown);
    for (std::size_t i = 0; i < answers.size(); ++i)
        threads.emplace_back([&answers, i] {
            {
                C value = kZeros[i].value();
                answers[i] = value.is_zero();
            }
            release_number_memory();
        });
    for (std::thread& thread : threads) thread.join();
    for (Truth answer : answers) EXPECT_EQ(answer, Truth::Yes);
}

} // namespace
} // namespace rumina
