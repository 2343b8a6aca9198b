// Runs that are left and continued: they do what a run at once does, however short the slices are.
#include <gtest/gtest.h>

#include <map>

#include "diagnostics/render.h"
#include "engine/engine.h"
#include "runtime/exit.h"
#include "runtime/fake_host.h"

namespace rumina {
namespace {

class SlicesHost : public FakeHost {
public:
    std::map<std::string, std::string> files;
    double tick = 0; ///< what every look at the clock takes
    std::optional<std::string> read_source(const std::string& path, std::string& why) override {
        auto found = files.find(path);
        if (found != files.end()) return found->second;
        why = "there is none";
        return std::nullopt;
    }
    double elapsed() override { return seconds += tick; }
};

/// What can be seen of a run.
struct Seen {
    std::string output, errors, value;
    std::uint64_t steps = 0;
    int slices = 0;
};

Seen seen(SlicesHost& host, Engine& engine, const Evaluation& evaluation) {
    Seen seen;
    seen.output = std::exchange(host.written, "");
    for (const Diagnostic& error : evaluation.errors) seen.errors += engine.render(error);
    if (evaluation.ok() && !evaluation.value.is_unset()) seen.value = engine.repr(evaluation.value);
    seen.steps = engine.runtime().steps_taken();
    return seen;
}

class Slices : public ::testing::Test {
protected:
    SlicesHost host;
    EngineOptions options;

    Seen at_once(const std::string& text) {
        Engine engine(host, options);
        return seen(host, engine, engine.evaluate(text, "<input>"));
    }
    Seen finish(Engine& engine, double seconds) {
        int slices = 1;
        while (!engine.go_on(seconds)) ++slices;
        Seen result = seen(host, engine, engine.result());
        result.slices = slices;
        return result;
    }
    Seen sliced(const std::string& text) {
        Engine engine(host, options);
        engine.start_evaluation(text, "<input>");
        return finish(engine, 0);
    }
    /// Both ways; they must agree. Returns the sliced one.
    Seen check(const std::string& text) {
        Seen whole = at_once(text), parts = sliced(text);
        EXPECT_EQ(parts.output, whole.output) << text;
        EXPECT_EQ(parts.errors, whole.errors) << text;
        EXPECT_EQ(parts.value, whole.value) << text;
        EXPECT_EQ(parts.steps, whole.steps) << text;
        return parts;
    }
};

TEST_F(Slices, EveryStepCanBeTheLastOfASlice) {
    Seen loop = check("var s = 0; for i in 1..100 { s = s + i }; s");
    EXPECT_EQ(loop.value, "5050");
    EXPECT_GE(loop.slices, 100);
}

TEST_F(Slices, AnExpressionIsOneSlice) { EXPECT_EQ(check("1/3 + 1/6").slices, 1); }

TEST_F(Slices, AllFormsOfLoops) {
    EXPECT_EQ(check("var i = 0; while i < 20 { i = i + 1 }; i").value, "20");
    EXPECT_EQ(check("var i = 0; while i < 20.5 { i = i + 1/2 }; i").value, "41/2");
    EXPECT_EQ(check("var i = 0; while true { i = i + 1; if i == 17 { break } }; i").value, "17");
    EXPECT_EQ(check("var i = 30; while i != 3 { i = i - 1 }; i").value, "3");
    EXPECT_EQ(check("var n = 0; loop 12 { n = n + 2 }; n").value, "24");
    EXPECT_EQ(check("var n = 0; for x in {1, 5, 9} { n = n + x }; n").value, "15");
    EXPECT_EQ(check("var t = \"\"; for c in \"abc\" { t = c + t }; t").value, "\"cba\"");
}

TEST_F(Slices, AllFormsOfCalls) {
    EXPECT_EQ(check("func fib(n) { if n < 2 { return n }; return fib(n - 1) + fib(n - 2) }; fib(12)").value, "144");
    EXPECT_EQ(check("func down(n) { if n == 0 { return \"end\" }; return down(n - 1) }; down(50)").value, "\"end\"");
    EXPECT_EQ(check("func f(a, b = 2) { return a + b }; f(1) + f(b = 5, a = 1) + f(1, 2)").value, "12");
    EXPECT_EQ(check("var p = {x = 3, get = func() { return self.x }}; p.get() + p.get()").value, "6");
    EXPECT_EQ(check("map([1, 2, 3], |x| x^2)").value, "[1, 4, 9]");
    EXPECT_EQ(check("[3, 1, 2].sort(|a, b| b - a)").value, "[3, 2, 1]");
    EXPECT_EQ(check("func small(x) { return x + 1 }; func f(n) { var s = 0; for i in 1..n { s = small(s) }; return s }; f(25)").value, "25");
}

TEST_F(Slices, ErrorsKeepTheirPlaceAndTrace) {
    Seen failed = check("func f(n) {\n  if n == 0 { return 1/0 }\n  return 1 + f(n - 1)\n}\nf(3)");
    EXPECT_NE(failed.errors.find("DivisionByZero"), std::string::npos) << failed.errors;
    EXPECT_EQ(check("var r = 0; for i in 1..5 { try { throw i } catch (e) { r = r + e.value } finally { r = r + 100 } }; r").value, "515");
    EXPECT_NE(check("func f(n) { return 1 + f(n + 1) }; f(0)").errors.find("CallTooDeep"), std::string::npos);
    EXPECT_NE(check("1 +").errors.find("SyntaxError"), std::string::npos);
    EXPECT_EQ(check("1 +").slices, 1);
}

TEST_F(Slices, LimitsCountAcrossSlices) {
    options.limits.steps = 1000;
    Seen failed = check("var i = 0; while true { i = i + 1 }");
    EXPECT_NE(failed.errors.find("StepLimit"), std::string::npos) << failed.errors;
    options.limits.steps = 0;
    options.limits.output = 100;
    EXPECT_NE(check("while true { print(\"0123456789\") }").errors.find("TooLarge"), std::string::npos);
}

TEST_F(Slices, GarbageIsCollectedBetweenThem) {
    Engine engine(host, options);
    engine.runtime().heap.set_stress(true);
    engine.start_evaluation("func twice(s) { return s + s }; var words = []; for i in 1..60 { words.push(twice(to_string(i))) }; words[59] + words[0]", "<input>");
    EXPECT_EQ(finish(engine, 0).value, "\"606011\"");
}

TEST_F(Slices, TimeBetweenThemIsNotTheProgramsTime) {
    options.limits.seconds = 10;
    Engine engine(host, options);
    engine.start_evaluation("var i = 0; while i < 100 { i = i + 1 }; i", "<input>");
    int slices = 1;
    while (!engine.go_on(0)) {
        host.seconds += 60;
        ++slices;
    }
    EXPECT_GE(slices, 100);
    EXPECT_EQ(seen(host, engine, engine.result()).value, "100");
    EXPECT_LT(engine.runtime().seconds_taken(), 1);
}

TEST_F(Slices, TimeInsideThemIs) {
    options.limits.seconds = 10;
    host.tick = 0.01;
    Engine engine(host, options);
    engine.start_evaluation("while true {}", "<input>");
    Seen failed = finish(engine, 0.05);
    EXPECT_NE(failed.errors.find("TimeLimit"), std::string::npos) << failed.errors;
    EXPECT_GE(failed.slices, 100);
    EXPECT_LE(failed.slices, 1200);
    // The next run has its full time again.
    engine.start_evaluation("var i = 0; while i < 500 { i = i + 1 }; i", "<input>");
    EXPECT_EQ(finish(engine, 0.05).value, "500");
}

TEST_F(Slices, ASliceEndsWhenItsTimeHasPassed) {
    host.tick = 1e-6; // cheap steps: the grant grows, and the clock is looked at seldom
    Engine engine(host, options);
    engine.start_evaluation("var i = 0; while i < 200000 { i = i + 1 }; i", "<input>");
    double longest = 0, before = host.seconds;
    while (!engine.go_on(0.0001)) {
        longest = std::max(longest, host.seconds - before);
        before = host.seconds;
    }
    EXPECT_GT(longest, 0);
    EXPECT_LT(longest, 0.0002);
    EXPECT_EQ(seen(host, engine, engine.result()).value, "200000");
}

TEST_F(Slices, AnInterruptEndsItAtItsNextStep) {
    Engine engine(host, options);
    engine.start_evaluation("kept = 5; while true {}", "<input>");
    for (int i = 0; i < 10; ++i) EXPECT_FALSE(engine.go_on(0));
    engine.interrupt();
    Seen stopped = finish(engine, 0);
    EXPECT_NE(stopped.errors.find("Interrupted"), std::string::npos);
    EXPECT_EQ(stopped.slices, 1);
    EXPECT_EQ(seen(host, engine, engine.evaluate("kept", "<input>")).value, "5");
}

TEST_F(Slices, AnAbandonedRunLeavesTheSessionUsable) {
    Engine engine(host, options);
    engine.evaluate("func f(n) { var s = 0; for i in 1..n { s = s + 1 }; return s }", "<input>");
    engine.start_evaluation("before = 1; f(1000)", "<input>");
    for (int i = 0; i < 10; ++i) EXPECT_FALSE(engine.go_on(0));
    EXPECT_TRUE(engine.is_under_way());
    engine.abandon();
    EXPECT_FALSE(engine.is_under_way());
    EXPECT_EQ(seen(host, engine, engine.evaluate("f(3) + before", "<input>")).value, "4");
    engine.start_evaluation("f(5)", "<input>"); // and one that never began
    engine.abandon();
    engine.start_evaluation("f(6)", "<input>");
    EXPECT_EQ(finish(engine, 0).value, "6");
}

TEST_F(Slices, IncludedFilesRunToTheirEnd) {
    host.files["part.lm"] = "total = 0\nfor i in 1..10 { total = total + i }\nfunc sum_to(n) { var s = 0; for i in 1..n { s = s + i }; return s }\n";
    Seen included = check("include \"part.lm\"\npart.total + part.sum_to(20)");
    EXPECT_EQ(included.value, "265");
    EXPECT_GE(included.slices, 20); // the call of its function, from here, is left at every step
}

TEST_F(Slices, ExitPassesThrough) {
    Engine engine(host, options);
    engine.start_evaluation("for i in 1..5 { if i == 3 { exit(7) } }", "<input>");
    int code = 0;
    try {
        while (!engine.go_on(0)) {
        }
    } catch (const ExitRequest& request) {
        code = request.code;
    }
    EXPECT_EQ(code, 7);
    EXPECT_FALSE(engine.is_under_way());
    EXPECT_EQ(seen(host, engine, engine.evaluate("1 + 1", "<input>")).value, "2");
}

TEST_F(Slices, TwoEnginesTakeTurns) {
    Engine first(host, options), second(host, options);
    first.start_evaluation("var s = 0; for i in 1..50 { s = s + numerator(diff(x^i, x) | x = 1) }; s", "<input>");
    second.start_evaluation("set_work_budget(1); var s = 0; for i in 1..40 { s = s + i }; s", "<input>");
    bool first_over = false, second_over = false;
    while (!first_over || !second_over) {
        if (!first_over) first_over = first.go_on(0);
        if (!second_over) second_over = second.go_on(0);
    }
    EXPECT_EQ(seen(host, second, second.result()).value, "820");
    EXPECT_EQ(seen(host, first, first.evaluate("integrate(x*exp(x), x)", "<input>")).value.find("integrate"), std::string::npos);
}

} // namespace
} // namespace rumina
