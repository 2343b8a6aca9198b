// Hints for names that other languages and systems have, and for names nearly right.
#include <gtest/gtest.h>

#include "analysis/foreign_names.h"
#include "engine/engine.h"
#include "runtime/fake_host.h"

namespace rumina {
namespace {

class Hints : public ::testing::Test {
protected:
    FakeHost host;
    Engine engine{host, strict()};

    static EngineOptions strict() {
        EngineOptions options;
        options.symbols = SymbolMode::Strict;
        return options;
    }
    std::string hint(const std::string& text) {
        Evaluation evaluation = engine.evaluate(text, "<input>");
        return evaluation.ok() ? "" : evaluation.errors[0].hint;
    }
};

TEST_F(Hints, NamesFromElsewhereStandForBuiltins) {
    for (const ForeignName& name : foreign_functions()) {
        EXPECT_EQ(hint(std::string(name.foreign) + "(1)"), "Did you mean `" + std::string(name.ours) + "`?");
        EXPECT_TRUE(engine.evaluate(std::string(name.ours), "<input>").ok()) << name.ours;
    }
    EXPECT_EQ(hint("symbols(\"x\")"), "Write `sym x, y` to make symbols.");
    EXPECT_EQ(hint("Derivative(1)"), "Did you mean `diff`?");
    EXPECT_EQ(hint("console.log(1)"), "Write `print(…)`.");
    EXPECT_EQ(hint("None"), "Write `null`.");
    EXPECT_EQ(hint("show + 1"), "Declare it first: `var show = …`."); // a name of a variable as good as any
    EXPECT_EQ(hint("func derivate(x) = x; derivative(3)"), "Did you mean `derivate`?");
}

TEST_F(Hints, NamesNearlyRightAndCalls) {
    EXPECT_EQ(hint("Sin(1)"), "Did you mean `sin`?");
    EXPECT_EQ(hint("simp(1)"), "Did you mean `simplify`?");
    EXPECT_EQ(hint("integrat(1)"), "Did you mean `integrate`?");
    EXPECT_EQ(hint("n + 1"), "Declare it first: `var n = …`.");
    EXPECT_EQ(hint("poly + 1"), "Declare it first: `var poly = …`.");
    EXPECT_EQ(hint("func g(x: R) = x").substr(0, 13), "The types are");
    EXPECT_EQ(hint("std(3)"), "");
    EXPECT_EQ(hint("qqq(1)"), "Define it first: `func qqq(…) { … }`.");
    EXPECT_EQ(hint("qqqq + 1"), "Declare it first: `var qqqq = …`.");
    EXPECT_EQ(hint("diff(1)"), "Write `diff(f, x, …)`.");
    EXPECT_EQ(hint("integrate(1)"), "Write `integrate(f, x, from?, to?, …)`.");
    EXPECT_EQ(hint("sin(1, 2)"), "Write `sin(x)`.");
    EXPECT_EQ(hint("pi(3)"), "Write `*` for a product.");
    EXPECT_EQ(hint("func f(a) { }; f()"), "");
    EXPECT_EQ(hint("let f(x) = 1"), "Write `func name(…) = …` to define a function.");
}

} // namespace
} // namespace rumina
