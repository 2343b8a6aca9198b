#include "number/ball_quadrature.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <stdexcept>

#include "number/ball_functions.h"
#include "number/interruptible.h"

namespace rumina {
namespace {

Ball sine(const Ball& z, bool, std::int64_t prec) { return ball::sin(z, prec); }

TEST(BallQuadrature, EnclosesWhatItIntegrates) {
    const Ball value = ball::integrate(sine, Ball(0), Ball(1), 200, 200); // 1 - cos 1
    EXPECT_TRUE(value.overlaps(ball::sub(Ball(1), ball::cos(Ball(1), 200), 200)));
    EXPECT_LT(ball::sub(value, value.midpoint_ball(), 200).log2_upper(), -150);
}

TEST(BallQuadrature, AFailureOfTheIntegrandComesOut) {
    int calls = 0;
    auto failing = [&](const Ball&, bool, std::int64_t) -> Ball {
        ++calls;
        throw std::runtime_error("no value");
    };
    EXPECT_THROW(ball::integrate(failing, Ball(0), Ball(1), 200, 200), std::runtime_error);
    EXPECT_EQ(calls, 1);
}

struct Left {};

/// Left at every kind of place, in FLINT and in the integrand, and asked again: the value is the same.
TEST(BallQuadrature, MayBeLeftAndBegunAgain) {
    const Ball whole = ball::integrate(sine, Ball(0), Ball(1), 500, 500);
    WorkControl control;
    control.must_stop = [](void*) { return false; };
    control.memory_left = [](void*) { return std::size_t{1} << 40; };
    control.raise = [](void*, bool) { throw Left{}; };
    set_work_control(control);
    std::size_t left = 0;
    for (std::uint64_t n = 1; n < 20000; n += n / 7 + 1) {
        leave_at_allocation(n);
        try {
            (void)ball::integrate(sine, Ball(0), Ball(1), 500, 500);
        } catch (const Left&) {
            ++left;
        }
        leave_at_allocation(0);
    }
    EXPECT_GT(left, 10u);
    EXPECT_TRUE(ball::integrate(sine, Ball(0), Ball(1), 500, 500).overlaps(whole));
    set_work_control({});
}

} // namespace
} // namespace rumina
