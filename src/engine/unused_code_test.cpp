// Sessions that take many inputs keep what can still be reached, and nothing else.
#include <gtest/gtest.h>

#include "engine/engine.h"
#include "engine/loader.h"
#include "runtime/fake_host.h"

namespace rumina {
namespace {

class UnusedCode : public ::testing::Test {
protected:
    FakeHost host;
    Engine engine{host, EngineOptions{}};

    std::string run(const std::string& text) {
        Evaluation evaluation = engine.evaluate(text, "<input>");
        if (!evaluation.ok()) return engine.render(evaluation.errors[0]);
        return evaluation.value.is_unset() ? "" : engine.repr(evaluation.value);
    }
    /// Enough other inputs, of all kinds, for what is not used to be freed several times.
    void run_others(int count = 2000) {
        for (int i = 0; i < count; ++i) {
            switch (i % 6) {
            case 0: run("1 + 1"); break;
            case 1: run("func passing(n) { return n * 2 }; passing(" + std::to_string(i) + ")"); break;
            case 2: run("wrong wrong"); break;
            case 3: run("1/0"); break;
            case 4: run("[1, 2, 3] |> map(|x| x + 1)"); break;
            case 5: engine.check("other = |x| x", "<check>"); break;
            }
        }
    }
    std::size_t functions() { return engine.runtime().prototypes.size(); }
    std::size_t texts() { return engine.runtime().sources.held(); }
};

TEST_F(UnusedCode, NothingPilesUp) {
    run_others(3000);
    const std::size_t functions_before = functions(), texts_before = texts(), modules = engine.runtime().modules.size(), bytes = engine.runtime().heap.statistics().bytes;
    run_others(9000);
    EXPECT_LE(functions(), functions_before + 600);
    EXPECT_LE(texts(), texts_before + 600);
    EXPECT_LE(engine.runtime().sources.count(), 2000u); // numbers are given again
    EXPECT_EQ(engine.runtime().modules.size(), modules);
    EXPECT_LT(engine.runtime().heap.statistics().bytes, 2 * bytes + 1'000'000);
}

TEST_F(UnusedCode, InputsWithoutFunctionsGoBeforeTheNext) {
    run("x = 2");
    const std::size_t before = functions();
    for (const char* input : {"x + 1", "1/0", "try { 1/0 } catch (e) { e.line }", "y = [x, 1/2]", "x +", "for i in 1..3 { x = x + i }", "mat[1, 2; 3, x]", "const q = 5", "q = 6", "sin(z)"}) run(input);
    EXPECT_EQ(functions(), before);
    EXPECT_EQ(run("y"), "[2, 1/2]");
    run("f = |k| k + x");
    EXPECT_EQ(run("f(1)"), "9");
    EXPECT_EQ(run("f(2)"), "10");
    run("kept = null\n\ntry { 1/0 } catch (e) { kept = e }");
    run("1");
    EXPECT_NE(run("throw kept").find("try { 1/0 }"), std::string::npos);
}

TEST_F(UnusedCode, FunctionsOfEarlierInputsStay) {
    run("func kept(n) { let inner = |k| k * n; return inner }");
    run("times = kept(6)");
    run("p = {scale = 2, get = func(x) { return self.scale * x }}");
    run_others();
    EXPECT_EQ(run("times(7)"), "42");
    EXPECT_EQ(run("kept(3)(5)"), "15");
    EXPECT_EQ(run("p.get(21)"), "42");
}

TEST_F(UnusedCode, FunctionsInlinedIntoThemStay) {
    run("func small(x) { return x + 1 }");
    run("func user(n) { var s = 0; for i in 1..n { s = small(s) }; return s }");
    EXPECT_EQ(run("user(10)"), "10");
    run("small = |x| x + 2"); // the first one is reached through its inlined copy only
    run_others();
    EXPECT_EQ(run("user(10)"), "20");
    EXPECT_NE(run("func small(x) { return 1/x }\nuser(3)").find("DivisionByZero"), std::string::npos);
}

TEST_F(UnusedCode, ErrorValuesKnowTheirPlace) {
    run("kept = null\n\ntry { 1/0 } catch (e) { kept = e }");
    run_others();
    EXPECT_EQ(run("kept.line"), "3");
    const std::string report = run("throw kept");
    EXPECT_NE(report.find("try { 1/0 }"), std::string::npos) << report;
}

TEST_F(UnusedCode, TracesShowTheTextOfEarlierInputs) {
    run("func fails(x) {\n    return 1/x # here\n}");
    run_others();
    const std::string report = run("fails(0)");
    EXPECT_NE(report.find("return 1/x # here"), std::string::npos) << report;
}

TEST_F(UnusedCode, CallsAreStillCheckedBeforeRunning) {
    run("func two(a, b) { return a }");
    run_others();
    EXPECT_NE(run("print(\"no\"); two(1)").find("WrongArgumentCount"), std::string::npos);
    EXPECT_EQ(host.written.find("no"), std::string::npos);
    run("two = |a| a"); // what analysis knew of the function is gone with it
    run_others();
    EXPECT_EQ(run("two(5)"), "5");
}

TEST_F(UnusedCode, MemoizedAndDecoratedFunctionsStay) {
    run("@memoize\nfunc fib(n) { if n < 2 { return n }; return fib(n - 1) + fib(n - 2) }");
    run_others();
    EXPECT_EQ(run("fib(60)"), "1548008755920");
}

TEST_F(UnusedCode, SlicedRunsTakePart) {
    run("func kept(n) { return n }");
    for (int i = 0; i < 2000; ++i) {
        engine.start_evaluation("kept(" + std::to_string(i) + ")", "<input>");
        while (!engine.go_on(1)) {
        }
        ASSERT_EQ(engine.repr(engine.result().value), std::to_string(i));
    }
    EXPECT_LE(texts(), 1000u);
}

} // namespace
} // namespace rumina
