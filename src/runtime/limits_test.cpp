// The text of limits.
#include "runtime/limits.h"

#include <gtest/gtest.h>

namespace rumina {
namespace {

TEST(LimitsText, SetsWhatItNames) {
    Limits limits;
    EXPECT_EQ(set_limits(limits, "time=500ms,memory=256MB,steps=1e8,depth=77,digits=1000,terms=5e4,output=64k"), std::nullopt);
    EXPECT_DOUBLE_EQ(limits.seconds, 0.5);
    EXPECT_EQ(limits.memory, std::size_t{256} << 20);
    EXPECT_EQ(limits.steps, 100'000'000u);
    EXPECT_EQ(limits.call_depth, 77u);
    EXPECT_EQ(limits.integer_bits, 3322u);
    EXPECT_EQ(limits.terms, 50'000u);
    EXPECT_EQ(limits.output, 65536u);
    EXPECT_EQ(set_limits(limits, "time=none,memory=none,steps=none,output=none"), std::nullopt);
    EXPECT_EQ(limits.seconds, 0);
    EXPECT_EQ(limits.memory + limits.steps + limits.output, 0u);
}

TEST(LimitsText, Units) {
    Limits limits;
    for (const char* text : {"time=2", "time=2s", "time=2000ms"}) {
        limits.seconds = 0;
        EXPECT_EQ(set_limits(limits, text), std::nullopt) << text;
        EXPECT_DOUBLE_EQ(limits.seconds, 2) << text;
    }
    for (const char* text : {"memory=1.5M", "memory=1.5MiB", "memory=1536kB", "memory=1572864"}) {
        limits.memory = 0;
        EXPECT_EQ(set_limits(limits, text), std::nullopt) << text;
        EXPECT_EQ(limits.memory, 1572864u) << text;
    }
}

TEST(LimitsText, MistakesAreNamed) {
    Limits limits;
    for (const char* text : {"", "time", "time=", "time=soon", "time=0", "time=-1s", "time=1x", "time=1MB", "memory=1s", "memory=0", "steps=1.5k",
                             "steps=nan", "steps=inf", "depth=0", "depth=1e7", "digits=none", "terms=0", "colour=1", "time=1s,", "time=1s,,steps=1",
                             "time=1s steps=2", "memory=1e30"})
        EXPECT_NE(set_limits(limits, text), std::nullopt) << text;
    EXPECT_EQ(*set_limits(limits, "colour=1"), "there is no limit `colour`; there are time, steps, memory, depth, digits, terms, output");
    EXPECT_EQ(*set_limits(limits, "time=soon"), "`soon` is no value of the limit `time`");
}

} // namespace
} // namespace rumina
