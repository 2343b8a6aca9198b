// Sessions through their C API, as pages use them.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <ctime>
#include <thread>

#include "base/json_reader.h"
#include "rumina.h"
#include "session/session_options.h"

namespace rumina {
namespace {

/// A part of JSON by a path of names and indices: "error.trace.0.line".
const JsonValue* part(const JsonValue& json, std::string_view path) {
    const JsonValue* at = &json;
    while (!path.empty() && at != nullptr) {
        const std::size_t end = std::min(path.find('.'), path.size());
        const std::string step(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
        if (at->is(JsonValue::Kind::Array)) {
            const std::size_t index = std::stoul(step);
            at = index < at->items.size() ? &at->items[index] : nullptr;
        } else {
            at = at->find(step);
        }
    }
    return at;
}

class Answer {
public:
    explicit Answer(std::string_view text) : text_(text) {
        std::string mistake;
        std::optional<JsonValue> json = read_json(text, mistake);
        EXPECT_TRUE(json) << mistake << ": " << text;
        if (json) json_ = std::move(*json);
    }
    bool has(std::string_view path) const { return part(json_, path) != nullptr; }
    std::string text(std::string_view path) const {
        if (path == "text" && has("number")) return text("number");
        const JsonValue* found = part(json_, path);
        return found == nullptr ? "(none)" : found->is(JsonValue::Kind::Null) ? "(null)" : found->is_string() ? found->text : "(no text)";
    }
    double number(std::string_view path) const {
        const JsonValue* found = part(json_, path);
        return found != nullptr && found->is(JsonValue::Kind::Number) ? found->number : -999;
    }
    bool yes(std::string_view path) const {
        const JsonValue* found = part(json_, path);
        return found != nullptr && found->boolean;
    }
    std::size_t size(std::string_view path) const {
        const JsonValue* found = part(json_, path);
        return found == nullptr ? 999 : found->items.size() + found->members.size();
    }
    const JsonValue* at(std::string_view path) const { return part(json_, path); }
    const std::string& json() const { return text_; }

private:
    std::string text_;
    JsonValue json_;
};

class Session : public ::testing::Test {
protected:
    rumina_session* session = rumina_session_create("{}");
    ~Session() override { rumina_session_destroy(session); }
    void make(const char* options) {
        rumina_session_destroy(session);
        session = rumina_session_create(options);
    }
    void start(std::string_view code, bool fresh = false, const char* name = "<input>") { rumina_run_start(session, code.data(), code.size(), name, fresh ? 1 : 0); }
    Answer finish(double milliseconds = 50) {
        while (rumina_run_continue(session, milliseconds) == 0) {
        }
        return Answer(rumina_run_result(session));
    }
    Answer run(std::string_view code, bool fresh = false) {
        start(code, fresh);
        return finish();
    }
    std::string text(std::string_view code) { return run(code).text("text"); }
    Answer ask(const std::string& request) { return Answer(rumina_ask(session, request.c_str())); }
    /// DATA of the last value.
    std::string value(std::string_view code) {
        const std::string json = run(code).json();
        const std::size_t begin = json.find("\"value\":") + 8;
        return json.substr(begin, json.rfind(",\"text\":", json.find(",\"repr\":")) - begin);
    }
};

TEST_F(Session, ARunHasValueTextAndFormulas) {
    Answer answer = run("1/3 + 1/6");
    EXPECT_TRUE(answer.yes("ok"));
    EXPECT_EQ(answer.text("number"), "1/2");
    EXPECT_FALSE(answer.has("latex"));
    for (const char* member : {"errors", "output", "plots", "exitCode", "unrepeatable"}) EXPECT_FALSE(answer.has(member)) << member;
    EXPECT_GE(answer.number("stats.microseconds"), 0);
    EXPECT_GT(answer.number("stats.memoryBytes"), 0);
}

TEST_F(Session, LongNumbersInHexadecimal) {
    EXPECT_EQ(run("2^100").text("number"), "1267650600228229401496703205376");
    make(R"({"hexadecimal": true})");
    EXPECT_EQ(run("2^60 + 1/3").text("number"), "3458764513820540929/3");
    EXPECT_FALSE(run("2^62").has("hexadecimal"));
    Answer answer = run("-2^100/3");
    EXPECT_EQ(answer.text("hexadecimal"), "-10000000000000000000000000/3");
    EXPECT_FALSE(answer.has("number"));
    answer = run("2^200000"); // whose digits are made here, where that can be interrupted
    EXPECT_EQ(answer.text("hexadecimal"), "1" + std::string(50000, '0'));
    EXPECT_EQ(answer.text("number").size(), 60206u);
    EXPECT_EQ(run("[2^100]").text("value.0.v"), "1267650600228229401496703205376");
    make(R"({"hexadecimal": true, "limits": {"output": 50}})");
    EXPECT_EQ(run("10^60").text("errors.0.id"), "TooLarge");
    EXPECT_EQ(run("10^30").text("hexadecimal"), "c9f2c9cd04674edea40000000");
    make(R"({"hexadecimal": 16})");
    EXPECT_EQ(run("1").text("errors.0.id"), "InvalidArgument");
}

TEST_F(Session, NumbersInBrief) {
    make(R"({"brief": true})");
    auto told = [&](const std::string& code) {
        std::string text = rumina_run(session, code.data(), code.size(), "test", 0, 1000);
        if (text == "=") text += fmt::format("{:.0f} over {:.0f}", rumina_run_stats(session)[5], rumina_run_stats(session)[6]);
        return text;
    };
    EXPECT_EQ(told("1/3 + 1/6"), "=1 over 2");
    const double* stats = rumina_run_stats(session);
    EXPECT_EQ(stats[1], 0);
    EXPECT_EQ(told("var t = 0; for i in 1..3 { t += i }; t"), "=6 over 1");
    EXPECT_GE(stats[0], 0);
    EXPECT_GT(stats[1], 0);
    EXPECT_GT(stats[2], 0);
    EXPECT_EQ(told("-2^63"), "=-9223372036854775808");
    EXPECT_EQ(told("-(2^31)/(2^31 + 1)"), "=-2147483648 over 2147483649");
    EXPECT_EQ(told("0"), "=0 over 1");
    EXPECT_EQ(told("-2^53"), "=-9007199254740992 over 1");
    EXPECT_EQ(told("1/2^53"), "=1 over 9007199254740992");
    EXPECT_EQ(told("2^53 + 1"), "=9007199254740993");
    EXPECT_EQ(told("1/(2^53 + 1)"), "=1/9007199254740993");
    EXPECT_EQ(told("-(2^53 + 1)/2"), "=-9007199254740993/2");
    // What has more to tell, or another value, is JSON.
    for (const char* code : {"2^64", "print(1); 2", "1.5f", "true", "x", "1/0", "plot(sin(x), x, 0, 1); 1", "time::now(); 1", "exit(3)", ""})
        EXPECT_EQ(told(code)[0], '{') << code;
    const double bytes = Answer(told("2^70")).number("stats.memoryBytes");
    EXPECT_EQ(bytes, stats[2]);
    make(R"({"brief": true, "limits": {"time": 0.001}})"); // nothing asks for the time between the text and the number
    EXPECT_EQ(Answer(told("s = repeat(\"ab\", 4000000)\n1")).text("errors.0.id"), "TimeLimit");
    make(R"({"brief": true, "limits": {"output": 10}})");
    EXPECT_EQ(Answer(told("12345678901234")).text("errors.0.id"), "TooLarge");
    make(R"({"brief": true, "hexadecimal": true})");
    EXPECT_EQ(told("1/3 + 1/6"), "=1 over 2");
    EXPECT_EQ(told("2^70"), "#400000000000000000");
    EXPECT_EQ(told("-2^100/3"), "#-10000000000000000000000000/3");
    EXPECT_EQ(told("print(1); 2^70")[0], '{');
    EXPECT_EQ(Answer(told("2^200000")).text("number").size(), 60206u);
    make(R"({"brief": true, "hexadecimal": true, "limits": {"output": 50}})");
    EXPECT_EQ(Answer(told("10^60")).text("errors.0.id"), "TooLarge");
}

TEST_F(Session, ATextWithErrorsTakesNoNames) {
    run("let fixed = 1; func twice(n) { return 2*n }");
    EXPECT_FALSE(run("var fixed = 2\nother = 3\ntwice = 4\nbreak").yes("ok"));
    EXPECT_EQ(run("fixed = 5").text("errors.0.id"), "AssignToConstant");
    EXPECT_EQ(run("twice(1, 2)").text("errors.0.id"), "WrongArgumentCount");
    EXPECT_EQ(text("other"), "other"); // still a symbol
    EXPECT_EQ(text("twice(fixed)"), "2");
}

TEST_F(Session, ManyTextsWithErrorsLeaveTheSession) { // some times over the number at which old code is released
    EXPECT_EQ(run("let fixed = 1; func twice(n) { return 2*n }; list = [1, 2]; word = \"a\"").json().find("errors"), std::string::npos);
    for (int i = 0; i < 800; ++i) {
        ASSERT_EQ(run("fixed = 2").text("errors.0.id"), "AssignToConstant");
        ASSERT_EQ(run("break").text("errors.0.id"), "BreakOutsideLoop");
    }
    EXPECT_EQ(text("[twice(fixed), list, word]"), "[2, [1, 2], a]");
    make("{}");
    for (int i = 0; i < 800; ++i) ASSERT_EQ(run("break").text("errors.0.id"), "BreakOutsideLoop");
    EXPECT_EQ(text("k = 2; k"), "2");
}

TEST_F(Session, AFileWithErrorsIsReadAgain) {
    make(R"({"capabilities": {"sources": {"bad.lm": "x = ]"}}})");
    for (int i = 0; i < 2; ++i) EXPECT_FALSE(run("include \"bad.lm\"").yes("ok")) << i;
}

TEST_F(Session, ResultsOfBuiltinsAfterTheStackHasMoved) {
    run("func deep(n) { if n == 0 { return 0 } return 1 + deep(n - 1) }");
    EXPECT_EQ(text("map([3, 400], deep)"), "[3, 400]");
    EXPECT_EQ(text("sort([3, 1], |a, b| deep(900) > 0 and a < b)"), "[1, 3]");
}

TEST_F(Session, AFormulaIsTypeset) {
    Answer answer = run("x/2");
    EXPECT_EQ(answer.text("text"), "x/2");
    EXPECT_EQ(answer.text("latex"), "\\frac{x}{2}");
    EXPECT_NE(answer.text("mathml").find("<mfrac>"), std::string::npos);
    EXPECT_EQ(answer.text("value.$"), "expression");
    EXPECT_FALSE(answer.has("number"));
}

TEST_F(Session, TextQuotesNothingAndReprDoes) {
    Answer answer = run("\"a\"");
    EXPECT_EQ(answer.text("text"), "a");
    EXPECT_EQ(answer.text("repr"), "\"a\"");
    EXPECT_EQ(answer.text("latex"), "");
    for (const char* code : {"x = 3", "null", ""}) {
        answer = run(code);
        EXPECT_TRUE(answer.yes("ok"));
        for (const char* member : {"value", "text", "repr", "latex", "mathml", "number"}) EXPECT_FALSE(answer.has(member)) << member;
    }
}

TEST_F(Session, VariablesStayAndFreshRunsHaveTheirOwn) {
    run("kept = 41; func f(n) { return n + 1 }");
    EXPECT_EQ(text("f(kept)"), "42");
    EXPECT_EQ(run("kept = 1; func f(n) { return 0 }; kept", true).text("text"), "1");
    EXPECT_EQ(text("f(kept)"), "42");
    EXPECT_EQ(run("f(1)", true).text("repr"), "f(1)"); // unknown there: a symbol applied
    run("assume(y > 0); set_work_budget(1)", true);
    EXPECT_EQ(text("integrate(y*exp(y), y)").find("integrate"), std::string::npos);
}

TEST_F(Session, ErrorsHaveTheirPlace) {
    start("x = \"é😀\"\nx + undefined_name(1)", false, "<cell 7>");
    Answer answer = finish();
    EXPECT_FALSE(answer.yes("ok"));
    EXPECT_EQ(answer.text("errors.0.kind"), "NameError");
    EXPECT_EQ(answer.text("errors.0.id"), "UndefinedVariable");
    EXPECT_EQ(answer.text("errors.0.source"), "<cell 7>");
    EXPECT_EQ(answer.number("errors.0.line"), 2);
    EXPECT_EQ(answer.number("errors.0.column"), 5);
    EXPECT_EQ(answer.number("errors.0.from"), 14); // an emoji is two units
    EXPECT_EQ(answer.number("errors.0.to"), 28);
    EXPECT_EQ(answer.number("errors.0.endColumn"), 19);
    EXPECT_NE(answer.text("errors.0.rendered").find("^^^^"), std::string::npos);
    EXPECT_FALSE(answer.has("value"));
}

TEST_F(Session, ErrorsHaveTheirTrace) {
    run("func inner(x) {\n  return 1/x\n}");
    Answer answer = run("func outer(x) { return 1 + inner(x) }\nouter(0)");
    EXPECT_EQ(answer.text("errors.0.id"), "DivisionByZero");
    EXPECT_EQ(answer.size("errors.0.trace"), 3u);
    EXPECT_EQ(answer.text("errors.0.trace.0.function"), "<main>");
    EXPECT_EQ(answer.text("errors.0.trace.2.function"), "inner");
    EXPECT_EQ(answer.number("errors.0.trace.2.line"), 2);
    EXPECT_EQ(answer.number("errors.0.traceHidden"), 0);
}

TEST_F(Session, ErrorsInLongLinesAreShort) {
    const std::string name(100'000, 'a');
    for (const std::string& code : {name + "(1)", "1 + " + name + " + undefined_name(1)", "func " + name + "() { return 1/0 }; " + name + "()", "var s = {a = 1}; s." + name,
                                    "include \"" + name + "\"", std::string(50'000, '(') + "1/0"}) {
        Answer answer = run(code);
        EXPECT_FALSE(answer.yes("ok"));
        EXPECT_LT(answer.text("errors.0.rendered").size(), 6000u);
        EXPECT_LT(answer.text("errors.0.message").size(), 3000u);
        EXPECT_LT(answer.text("errors.0.hint").size(), 1000u);
        EXPECT_NE(answer.text("errors.0.rendered").find("…"), std::string::npos);
    }
    EXPECT_EQ(run("error(\"" + name + "\")").text("errors.0.message"), name); // what a program says is its own
}

TEST_F(Session, AllSyntaxErrorsAreTold) {
    Answer answer = run("var = 1\nfunc (\n");
    EXPECT_GE(answer.size("errors"), 2u);
    EXPECT_EQ(answer.text("errors.0.kind"), "SyntaxError");
    EXPECT_FALSE(run("1 2").yes("errors.0.incomplete"));
    EXPECT_TRUE(run("f(1,").yes("errors.0.incomplete"));
}

TEST_F(Session, OutputComesWhileItRuns) {
    start("print(\"one\"); for i in 1..3 { print(i) }");
    std::string seen;
    std::size_t bytes = 0;
    int pieces = 0;
    for (bool over = false; !over;) {
        over = rumina_run_continue(session, 0) == 1;
        const char* piece = rumina_take_output(session, &bytes);
        seen.append(piece, bytes);
        pieces += bytes > 0;
    }
    EXPECT_EQ(seen, "one\n1\n2\n3\n");
    EXPECT_GE(pieces, 3);
    EXPECT_EQ(Answer(rumina_run_result(session)).text("output"), "one\n1\n2\n3\n");
    run("print(\"a\\u{0}b\")");
    const char* output = rumina_take_output(session, &bytes);
    EXPECT_EQ(std::string_view(output, bytes), std::string_view("a\0b\n", 4));
    rumina_take_output(session, &bytes);
    EXPECT_EQ(bytes, 0u);
}

TEST_F(Session, ACancelledRunLeavesTheSession) {
    run("kept = 5");
    start("kept = 6; while true {}");
    for (int i = 0; i < 20; ++i) EXPECT_EQ(rumina_run_continue(session, 0), 0);
    rumina_cancel(session);
    Answer answer = finish();
    EXPECT_EQ(answer.text("errors.0.kind"), "LimitError");
    EXPECT_EQ(answer.text("errors.0.id"), "Interrupted");
    EXPECT_EQ(text("kept"), "6");
    rumina_cancel(session); // nothing runs: nothing is cancelled
    EXPECT_EQ(text("kept"), "6");
}

TEST_F(Session, LongLoopsOfBuiltinsAskWhetherTheyMayGoOn) {
    make(R"({"limits": {"time": 0.15, "memory": null}})");
    for (const char* code : {"size(divisors(2^60*3^40*5^30*7^20))", "size(primes(10^9))", "size(sort(shuffle(range(1, 3000000))))", "is_prime(2^11213 - 1)",
                             "unique([[i] for i in 1..12000])", "continued_fraction(3^120000/2^190000)", "factor_integer((10^30 + 57)*(10^31 + 33))"}) {
        const std::clock_t begin = std::clock(); // processor time: on a busy machine the thread waits for its turn
        EXPECT_EQ(run(code).text("errors.0.id"), "TimeLimit") << code;
        // Without a question they go on for seconds.
        EXPECT_LT(std::clock() - begin, CLOCKS_PER_SEC * 7 / 10) << code;
    }
    make("{}");
    EXPECT_EQ(text("[size(primes(10^6)), primes(30), primes(9), primes(2), primes(3), primes(529).last(), sum(primes(600000))]"),
              "[78498, [2, 3, 5, 7, 11, 13, 17, 19, 23, 29], [2, 3, 5, 7], [2], [2, 3], 523, 14071826345]");
    EXPECT_EQ(text("d = divisors(2^20*3^5*10^30); [size(d), d[0], d[1], d[-1] == 2^20*3^5*10^30, sort(d) == d]"), "[9486, 1, 2, true, true]");
}

TEST_F(Session, TextIsSearchedInLinearTime) {
    make(R"({"limits": {"time": null}})"); // the product of the lengths would take hours
    EXPECT_EQ(text("var hay = repeat(\"a\", 4000000); var needle = repeat(\"a\", 2000000) + \"b\"; [needle in hay, hay.count(needle), size(hay.split(needle)), size(hay.replace(needle, \"\"))]"),
              "[false, 0, 1, 4000000]");
    EXPECT_EQ(text("[\"ab\" in \"cab\", \"\" in \"x\", \"abab\".count(\"ab\"), \"a-b-c\".split(\"-\"), \"é-é\".replace(\"-\", \"é\")]"), "[true, true, 2, [a, b, c], ééé]");
}

TEST_F(Session, CancelComesFromAnotherThreadInsideABuiltin) {
    start("factorial(10^6)*factorial(10^6 + 1); for i in 1..1000 { 3^(10^6 + i) }");
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        rumina_cancel(session);
    });
    Answer answer = finish();
    other.join();
    EXPECT_EQ(answer.text("errors.0.id"), "Interrupted");
    EXPECT_EQ(text("1 + 1"), "2");
}

TEST_F(Session, WhatIsOverSoonNeedsOneCall) {
    auto run_for = [&](std::string_view code, double milliseconds) { return rumina_run(session, code.data(), code.size(), "<input>", 0, milliseconds); };
    EXPECT_EQ(Answer(run_for("kept = 6; kept*7", 50)).text("number"), "42");
    EXPECT_EQ(run_for("var i = 0; while i < 1000 { i += 1 }; i + kept", 0), nullptr);
    EXPECT_EQ(finish().text("number"), "1006");
    EXPECT_EQ(Answer(run_for("1 +", 0)).text("errors.0.kind"), "SyntaxError");
}

TEST_F(Session, ARunMayBeDropped) {
    start("dropped = 1; while true {}");
    rumina_run_continue(session, 0);
    EXPECT_EQ(text("dropped"), "1");
}

TEST_F(Session, LimitsHoldForEachRun) {
    make(R"({"limits": {"time": 1, "steps": null, "output": 100, "memory": 50000000, "depth": 50, "digits": 1000}})");
    EXPECT_EQ(run("while true {}").text("errors.0.id"), "TimeLimit");
    EXPECT_NE(run("while true {}").text("errors.0.hint").find("limits.time"), std::string::npos);
    EXPECT_EQ(text("var i = 0; while i < 1000 { i += 1 }; i"), "1000");
    EXPECT_EQ(run("print(repeat(\"x\", 200))").text("errors.0.id"), "TooLarge");
    EXPECT_EQ(run("repeat(\"x\", 200)").text("errors.0.id"), "TooLarge"); // the text of the result is output, too
    EXPECT_EQ(run("func f(n) { return 1 + f(n + 1) }; f(0)").text("errors.0.id"), "CallTooDeep");
    EXPECT_EQ(run("10^99 / 7^99").text("errors.0.id"), "TooLarge"); // however it is written
    EXPECT_EQ(run("10^2000").text("errors.0.id"), "NumberTooLarge");
    make(R"({"limits": {"steps": 1000}})");
    EXPECT_EQ(run("while true {}").text("errors.0.id"), "StepLimit");
    EXPECT_EQ(run("kind = 0; try { while true {} } catch (e) { kind = e.kind }\nkind").text("text"), "LimitError");
}

// ── writing the result is part of the run ───────────────────────────────────────────────────────────────────

TEST_F(Session, CancelComesWhileTheResultIsWritten) {
    make(R"({"limits": {"output": null, "memory": null, "time": null}})");
    run("kept = 5");
    start("var p = expand((x + 1)^2000); var a = []; for i in 1..500 { a.push(p) }; a"); // soon there, half a gigabyte of text
    std::atomic<bool> is_over{false};
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        for (; !is_over; std::this_thread::sleep_for(std::chrono::milliseconds(5))) rumina_cancel(session);
    });
    while (rumina_run_continue(session, 50) == 0) {
    }
    is_over = true;
    other.join();
    Answer answer(rumina_run_result(session));
    EXPECT_EQ(answer.text("errors.0.id"), "Interrupted");
    EXPECT_TRUE(answer.yes("unrepeatable"));
    EXPECT_EQ(text("kept"), "5");
}

TEST_F(Session, TheResultCountsAsMemoryOfTheRun) {
    make(R"({"limits": {"output": null, "memory": 24000000}})");
    EXPECT_EQ(run("repeat(\"x\", 2000000)").text("errors.0.id"), "(none)");
    EXPECT_EQ(run("repeat(\"x\", 9000000)").text("errors.0.id"), "OutOfMemory"); // three times in the result
    EXPECT_EQ(run("range(1, 1000000)").text("errors.0.id"), "OutOfMemory"); // the text while it grows
    EXPECT_EQ(text("1 + 1"), "2");
}

TEST_F(Session, LongCoefficientsCountAsMemory) {
    make(R"({"limits": {"memory": 50000000, "time": null, "output": null}})");
    // 20,000 coefficients of 14,000 bits on average: 36 MB, and as much text again.
    EXPECT_EQ(run("kept = expand((x + 1)^20000)\nexpand((x + 2)^20000)").text("errors.0.id"), "OutOfMemory");
    make(R"({"limits": {"memory": 256000000, "time": null}})");
    EXPECT_GT(run("kept = expand((x + 1)^20000)").number("stats.memoryBytes"), 30e6);
    run("kept = 0");
    run("for i in 1..100000 { [i] }"); // garbage is collected
    EXPECT_GT(run("kept = expand((x + 1)^5000)").number("stats.memoryBytes"), 1e6);
}

TEST_F(Session, LongFormulasAreNotTypeset) {
    Answer answer = run("expand((x + y + z + 1)^30)");
    EXPECT_GT(answer.text("value.text").size(), 100'000u);
    EXPECT_EQ(answer.text("value.text"), answer.text("repr"));
    EXPECT_EQ(answer.text("value.latex"), "");
    EXPECT_EQ(answer.text("latex"), "");
    EXPECT_EQ(answer.text("mathml"), "");
    EXPECT_EQ(run("x^2").text("value.latex"), "x^{2}");
    // Many formulas are not typeset without end either.
    answer = run("var a = []; for i in 1..20000 { a.push(x^i + y) }; a");
    EXPECT_EQ(answer.text("value.0.latex"), "x + y");
    EXPECT_EQ(answer.text("value.19999.latex"), "");
}

TEST_F(Session, TextAndReprDifferWhereTheyShould) {
    for (const auto& [code, text, repr] : {std::array{"[\"a\", 1]", "[a, 1]", "[\"a\", 1]"}, {"[0.5f]", "[0.5]", "[0.5f]"}, {"[1/2, x]", "[1/2, x]", "[1/2, x]"},
                                           {"N(pi, 20)", "3.1415926535897932385", "3.1415926535897932385f"}, {"table{\"a b\" => 1}", "table{a b => 1}", "table{\"a b\" => 1}"},
                                           {"[-2^70/3]", "[-1180591620717411303424/3]", "[-1180591620717411303424/3]"}}) {
        Answer answer = run(code);
        EXPECT_EQ(answer.text("text"), text);
        EXPECT_EQ(answer.text("repr"), repr);
    }
    EXPECT_EQ(value("[-2^70/3]"), R"([{"$":"rational","num":"-1180591620717411303424","den":"3"}])");
    EXPECT_EQ(value("[2^70, 2^71]"), R"([{"$":"int","v":"1180591620717411303424"},{"$":"int","v":"2361183241434822606848"}])");
}

TEST_F(Session, SharedPartsAreNotWrittenWithoutEnd) {
    make(R"({"limits": {"output": null, "memory": null, "time": null}})"); // nothing but the size of the text ends it
    EXPECT_EQ(run("var a = [1]; for i in 1..60 { a = [a, a] }; a").text("errors.0.id"), "TooLarge");
    EXPECT_EQ(run("var a = {v = 1}; for i in 1..60 { a = {l = vec[1, 2], r = [a, a]} }; a").text("errors.0.id"), "TooLarge");
    EXPECT_EQ(run("var a = [1]; var b = [a, a]; b.push(b); string([b, b, a])").text("text"), "[[[1], [1], [...]], [[1], [1], [...]], [1]]");
}

TEST_F(Session, LimitsAreOnByDefault) {
    const SessionOptions options = read_options("{}");
    EXPECT_EQ(options.mistake, "");
    EXPECT_EQ(options.limits.seconds, 10);
    EXPECT_EQ(options.limits.memory, std::size_t{256} << 20);
    EXPECT_EQ(options.limits.steps, 1'000'000'000u);
    EXPECT_EQ(options.limits.output, std::size_t{16} << 20);
    EXPECT_EQ(run("var t = \"x\"; while true { t = t + t; print(t) }").text("errors.0.id"), "TooLarge");
    EXPECT_EQ(run("var a = []; while true { a.push(zeros(100, 100)) }").text("errors.0.id"), "OutOfMemory");
    EXPECT_EQ(text("1 + 1"), "2");
}

TEST_F(Session, WrongOptionsFailEveryRun) {
    for (const char* options : {"", "[]", "{\"limits\":1}", "{\"seed\":-1}", R"({"limits":{"time":-1}})", R"({"limits":{"tme":1}})", R"({"limits":{"depth":null}})", R"({"other":1})",
                                R"({"capabilities":{"clock":1}})", R"({"capabilities":{"sources":{"a":1}}})", R"({"capabilities":{"files":true}})", "{\"__proto__\":{}}"}) {
        make(options);
        EXPECT_EQ(run("1").text("errors.0.id"), "InvalidArgument") << options;
    }
}

TEST_F(Session, TheLeastLimitsMakeASession) {
    for (const char* options : {R"({"limits": {"memory": 1}})", R"({"limits": {"memory": 65536}})", R"({"limits": {"memory": 1048575}})"}) {
        make(options);
        EXPECT_EQ(run("1").text("errors.0.id"), "InvalidArgument") << options;
        EXPECT_NE(run("1").text("errors.0.message").find("limits.memory"), std::string::npos);
    }
    make(R"({"limits": {"memory": 1048576}})");
    EXPECT_EQ(text("1/3 + 1/6"), "1/2");
    EXPECT_EQ(text("diff(x^3, x)"), "3*x^2");
    EXPECT_EQ(run("var a = []; loop { a.push([1]) }").text("errors.0.id"), "OutOfMemory");
    EXPECT_EQ(text("1/3 + 1/6"), "1/2");
    make(R"({"limits": {"steps": 1, "output": 1, "depth": 1, "digits": 1, "terms": 1, "time": 0.001}})");
    EXPECT_FALSE(run("func f(n) { return n }; f(1); f(2)").json().empty());
    EXPECT_FALSE(run("expand((x + 1)^3)", true).json().empty());
}

TEST_F(Session, CapabilitiesAreWhatTheySay) {
    make(R"~({"capabilities": {"clock": false, "entropy": false, "input": ["Ada", "7"], "sources": {"lib.lm": "func twice(x) { return 2*x }", "dir/a.lm": "include \"../lib\"\nv = lib::twice(4)"}}})~");
    EXPECT_EQ(text("time::get_time()"), "0");
    EXPECT_EQ(text("clock()"), "0");
    EXPECT_EQ(text("input(\"name? \")"), "Ada");
    EXPECT_EQ(run("int(input(\"n? \")) + 1").text("output"), "n? ");
    EXPECT_FALSE(run("input()").yes("ok") && run("input()").text("text") == "7");
    EXPECT_EQ(text("include \"lib.lm\"\nlib::twice(21)"), "42");
    EXPECT_EQ(text("include \"dir/a\"\na::v"), "8");
    EXPECT_EQ(run("include \"/etc/passwd\"").text("errors.0.kind"), "IOError");
    EXPECT_EQ(run("include \"other.lm\"").text("errors.0.kind"), "IOError");
    const std::string random = text("rand()");
    make(R"({"capabilities": {"entropy": false}})");
    EXPECT_EQ(text("rand()"), random);
    make(R"({"seed": 7})");
    const std::string seeded = text("rand()");
    EXPECT_NE(seeded, random);
    make(R"({"seed": 7})");
    EXPECT_EQ(text("rand()"), seeded);
    make("{}");
    EXPECT_NE(text("rand()"), random);
    EXPECT_NE(text("time::get_time()"), "0");
}

TEST_F(Session, RunsTellWhetherTheyAreRepeatable) {
    EXPECT_FALSE(run("x = rand(); print(x)").yes("unrepeatable")); // the generator is part of the state
    EXPECT_TRUE(run("time::now()").yes("unrepeatable"));
    EXPECT_TRUE(run("time::clock()").yes("unrepeatable"));
    EXPECT_FALSE(run("1").yes("unrepeatable"));
    start("while true {}");
    rumina_run_continue(session, 0);
    rumina_cancel(session);
    EXPECT_TRUE(finish().yes("unrepeatable"));
    make(R"({"limits": {"time": 0.05, "steps": 2000000000}})");
    EXPECT_TRUE(run("try { while true {} } catch (e) { caught = e }").yes("unrepeatable"));
    make(R"({"limits": {"steps": 1000}})");
    EXPECT_FALSE(run("try { while true {} } catch (e) { caught = e }").yes("unrepeatable"));
}

TEST_F(Session, ExitEndsTheRunOnly) {
    Answer answer = run("print(1); exit(3); print(2)");
    EXPECT_TRUE(answer.yes("ok"));
    EXPECT_EQ(answer.number("exitCode"), 3);
    EXPECT_EQ(answer.text("output"), "1\n");
    EXPECT_EQ(text("1 + 1"), "2");
}

TEST_F(Session, PlotsAreShown) {
    Answer answer = run("plot(x^2, x, -1, 1); plot([1, 2, 3])");
    EXPECT_TRUE(answer.yes("ok")) << answer.json();
    EXPECT_EQ(answer.size("plots"), 2u);
    EXPECT_EQ(answer.text("plots.0.kind"), "plane");
    EXPECT_EQ(answer.text("value.$"), "plot");
    EXPECT_FALSE(run("1").has("plots"));
    run("plot(sin(x), x, 0, 1); for i in 1..100 {}");
    answer = run("f(1,"); // what does not run shows nothing of the run before
    EXPECT_FALSE(answer.has("plots"));
    EXPECT_EQ(answer.number("stats.steps"), 0);
}

TEST_F(Session, ZeroBytesAndBadTextAreErrors) {
    EXPECT_EQ(run(std::string_view("1\0 + 1", 6)).text("errors.0.kind"), "SyntaxError");
    EXPECT_EQ(run("\"\xff\"").text("errors.0.id"), "InvalidUtf8");
}

// ── data ────────────────────────────────────────────────────────────────────────────────────────────────────

TEST_F(Session, ValuesAsData) {
    EXPECT_EQ(value("[2^70]"), R"([{"$":"int","v":"1180591620717411303424"}])");
    EXPECT_EQ(value("[-1/3]"), R"([{"$":"rational","num":"-1","den":"3"}])");
    EXPECT_EQ(value("0.1f"), R"({"$":"float","v":"0.1"})");
    EXPECT_EQ(value("N(pi, 20)"), R"({"$":"decimal","v":"3.1415926535897932385"})");
    EXPECT_EQ(value("3 + 4i"), R"({"$":"complex","re":{"$":"int","v":"3"},"im":{"$":"int","v":"4"}})");
    EXPECT_EQ(value("1/2 + 0.5f*i"), R"({"$":"complex","re":{"$":"float","v":"0.5"},"im":{"$":"float","v":"0.5"}})");
    EXPECT_EQ(value("x^2"), R"({"$":"expression","text":"x^2","latex":"x^{2}"})");
    EXPECT_EQ(value("sqrt(2)"), R"({"$":"expression","text":"√2","latex":"\\sqrt{2}"})");
    EXPECT_EQ(value("[true, null, \"<b>\"]"), R"([true,null,"\u003cb>"])");
    EXPECT_EQ(value("1..3"), R"({"$":"range","first":{"$":"int","v":"1"},"last":{"$":"int","v":"3"},"step":{"$":"int","v":"1"}})");
    EXPECT_EQ(value("vec[1, x]"), R"({"$":"vector","items":[{"$":"int","v":"1"},{"$":"expression","text":"x","latex":"x"}]})");
    EXPECT_EQ(value("[1, 2; 3, 4]"), R"({"$":"matrix","rows":[[{"$":"int","v":"1"},{"$":"int","v":"2"}],[{"$":"int","v":"3"},{"$":"int","v":"4"}]]})");
    EXPECT_EQ(value("{\"a\", 1}"), R"({"$":"set","items":["a",{"$":"int","v":"1"}]})");
    EXPECT_EQ(value("table{\"k\" => 1}"), R"({"$":"map","entries":[["k",{"$":"int","v":"1"}]]})");
    EXPECT_EQ(value("{a = 1, constructor = 2}"), R"({"$":"struct","fields":[["a",{"$":"int","v":"1"}],["constructor",{"$":"int","v":"2"}]]})");
    EXPECT_EQ(value("|u, v| u"), R"({"$":"function","name":"\u003clambda>","parameters":["u","v"]})");
    EXPECT_EQ(value("mod_inverse"), R"({"$":"function","name":"mod_inverse","parameters":["a","m"]})");
    EXPECT_EQ(run("kept = 0; try { 1/0 } catch (e) { kept = e }\nkept").text("value.errorKind"), "ZeroDivisionError");
}

TEST_F(Session, LargeDeepAndCyclicValuesAreCutOff) {
    EXPECT_EQ(run("var a = [1]; a.push(a); a").text("value.1.reason"), "cycle");
    EXPECT_EQ(run("var a = []; for k in 1..300 { a = [a] }; a").text("ok"), "(no text)");
    EXPECT_NE(value("var a = []; for k in 1..300 { a = [a] }; a").find("\"depth\""), std::string::npos);
    make(R"({"limits": {"output": null, "time": 60}})");
    EXPECT_FALSE(run("array_of_zeros = zeros(600, 600)").has("value")); // an assignment has no value
    const std::string large = value("zeros(600, 600)");
    EXPECT_NE(large.find("\"size\""), std::string::npos);
    EXPECT_LT(large.size(), 40u << 20);
}

TEST_F(Session, DataGoBothWays) {
    for (const char* data : {"null", "true", "\"text \\u0000 é\"", R"({"$":"int","v":"-123456789012345678901234567890"})", R"({"$":"rational","num":"1","den":"3"})",
                             R"({"$":"float","v":"0.1"})", R"({"$":"float","v":"1e+300"})", R"({"$":"decimal","v":"3.1415926535897932385"})",
                             R"({"$":"complex","re":{"$":"int","v":"1"},"im":{"$":"rational","num":"1","den":"2"}})", R"~({"$":"expression","text":"x^2 + sin(y)","latex":"x^{2} + \\sin y"})~",
                             R"([{"$":"int","v":"1"},[],"a"])", R"({"$":"vector","items":[{"$":"int","v":"1"}]})", R"({"$":"matrix","rows":[[{"$":"int","v":"1"}]]})",
                             R"({"$":"set","items":["a"]})", R"({"$":"map","entries":[["k",{"$":"int","v":"1"}],[{"$":"int","v":"2"},null]]})",
                             R"({"$":"struct","fields":[["__proto__",{"$":"int","v":"1"}],["x",[]]]})",
                             R"({"$":"range","first":{"$":"int","v":"1"},"last":{"$":"int","v":"9"},"step":{"$":"int","v":"2"}})"}) {
        EXPECT_EQ(ask(std::string(R"({"ask":"set","name":"v","value":)") + data + "}").json(), "{}") << data;
        const std::string back = ask(R"({"ask":"get","name":"v"})").json();
        if (std::string(data).find("sin") == std::string::npos) EXPECT_EQ(back, "{\"value\":" + std::string(data) + "}");
        else EXPECT_NE(back.find("x^2 + sin(y)"), std::string::npos) << back;
    }
    EXPECT_EQ(ask(R"({"ask":"get","name":"nothing"})").json(), "{}");
    ask(R"({"ask":"set","name":"n","value":{"$":"int","v":"6"}})");
    EXPECT_EQ(text("n * 7"), "42");
}

TEST_F(Session, HostileDataAreRefused) {
    for (const char* data : {"1", "{}", R"({"$":1})", R"({"$":"function","name":"exit"})", R"({"$":"int"})", R"({"$":"int","v":5})", R"({"$":"int","v":"0x10"})", R"({"$":"int","v":"1e5"})",
                             R"({"$":"int","v":""})", R"({"$":"int","v":"-"})", R"({"$":"int","v":"1","extra":1})", R"({"$":"int","v":"1","__proto__":1})",
                             R"({"$":"rational","num":"1","den":"0"})", R"({"$":"float","v":"nan"})", R"({"$":"float","v":"inf"})", R"({"$":"float","v":"1e999"})", R"({"$":"float","v":"0x1p3"})",
                             R"({"$":"float","v":"1 "})", R"({"$":"decimal","v":"abc"})", R"({"$":"complex","re":"1","im":"2"})", R"~({"$":"expression","text":"exit(3)"})~",
                             R"~({"$":"expression","text":"print(1)"})~", R"({"$":"expression","text":"x = 1"})", R"({"$":"expression","text":"include \"a\""})", R"~({"$":"expression","text":"("})~",
                             R"({"$":"matrix","rows":[]})", R"({"$":"matrix","rows":[[],[]]})", R"({"$":"matrix","rows":[["a"],[]]})", R"({"$":"vector","items":5})",
                             R"({"$":"map","entries":[["a"]]})", R"({"$":"map","entries":[[[],null]]})", R"({"$":"set","items":[[]]})", R"({"$":"struct","fields":[["a",1]]})",
                             R"({"$":"struct","fields":[[1,null]]})", R"({"$":"struct","fields":[["a",null],["a",null]]})", R"({"$":"range","first":"a","last":"b"})",
                             R"({"$":"omitted","reason":"size","type":"int"})"}) {
        Answer answer = ask(std::string(R"({"ask":"set","name":"v","value":)") + data + "}");
        EXPECT_TRUE(answer.has("failed") || answer.has("error")) << data << " gave " << answer.json();
    }
    EXPECT_EQ(ask(R"({"ask":"get","name":"v"})").json(), "{}");
    // 9^9^9 as an expression: limits hold
    EXPECT_EQ(ask(R"({"ask":"set","name":"v","value":{"$":"expression","text":"9^9^9^9"}})").text("failed.kind"), "LimitError");
    std::string deep;
    for (int i = 0; i < 200; ++i) deep += "[";
    EXPECT_TRUE(ask(R"({"ask":"set","name":"v","value":)" + deep + std::string(200, ']') + "}").has("failed"));
    EXPECT_TRUE(ask(R"({"ask":"set","name":"v","value":{"$":"int","v":")" + std::string(12'000'000, '9') + "\"}}").has("failed"));
}

TEST_F(Session, OnlyNamesCanBeSet) {
    for (const char* name : {"", "1x", "a b", "if", "x.y", "π", "a;exit(1)", "__proto__ ", "√"})
        EXPECT_TRUE(ask(std::string(R"({"ask":"set","name":")") + name + R"(","value":null})").has("failed")) << name;
    EXPECT_EQ(ask(R"({"ask":"set","name":"__proto__","value":true})").json(), "{}");
    EXPECT_EQ(ask(R"({"ask":"set","name":"constructor","value":true})").json(), "{}");
    run("let fixed = 1");
    EXPECT_EQ(ask(R"({"ask":"set","name":"fixed","value":null})").text("failed.id"), "AssignToConstant");
}

// ── questions ───────────────────────────────────────────────────────────────────────────────────────────────

TEST_F(Session, WrongRequestsAreRefused) {
    for (const char* request : {"", "1", "{}", R"({"ask":1})", R"({"ask":"run"})", R"({"ask":"complete"})", R"({"ask":"complete","text":1})",
                                R"({"ask":"complete","text":"a","offset":-1})", R"({"ask":"complete","text":"a","offset":"x"})", R"({"ask":"set","name":"a"})"})
        EXPECT_TRUE(ask(request).has("error")) << request;
    start("while true {}");
    rumina_run_continue(session, 0);
    EXPECT_TRUE(ask(R"({"ask":"variables"})").has("error"));
    EXPECT_GT(ask(R"({"ask":"progress"})").number("memoryBytes"), 0);
}

TEST_F(Session, VariablesAreListed) {
    run("a = 1/2"); run("func f(x) { return x }; x + 1; t = \"t\"; big = 7^100000; long = range(0, 5000)");
    Answer answer = ask(R"({"ask":"variables"})");
    ASSERT_EQ(answer.size("variables"), 5u) << answer.json();
    EXPECT_EQ(answer.text("variables.0.name"), "a");
    EXPECT_EQ(answer.text("variables.0.kind"), "rational");
    EXPECT_EQ(answer.text("variables.0.text"), "1/2");
    EXPECT_NE(answer.json().find("of about 84509 digits"), std::string::npos) << answer.json();
}

TEST_F(Session, Completion) {
    run("integral_of = 3; p = {width = 1, height = 2}; words = [1, 2]");
    auto labels = [&](const std::string& text) {
        std::string found;
        Answer answer = ask(R"({"ask":"complete","text":")" + text + "\"}");
        for (std::size_t i = 0; i < answer.size("completions"); ++i) found += answer.text("completions." + std::to_string(i) + ".label") + " ";
        return found;
    };
    EXPECT_TRUE(labels("1 + integ").starts_with("integral_of integrate ")) << labels("1 + integ");
    EXPECT_NE(labels("Integ").find("integrate"), std::string::npos);
    EXPECT_TRUE(labels("p.h").starts_with("height "));
    EXPECT_NE(labels("words.so").find("sort"), std::string::npos);
    EXPECT_NE(labels("string::fi").find("find"), std::string::npos);
    EXPECT_NE(labels("std.math.si").find("sin"), std::string::npos);
    EXPECT_NE(labels("std.ma").find("math"), std::string::npos);
    EXPECT_NE(labels("whi").find("while"), std::string::npos);
    EXPECT_EQ(labels("\\\"integ"), "");
    EXPECT_EQ(labels("# integ"), "");
    EXPECT_NE(labels("f\\\"{integ").find("integrate"), std::string::npos);
    EXPECT_NE(labels("func f(parameter_one) { return para").find("parameter_one"), std::string::npos);
    EXPECT_EQ(labels("q.").find("height"), std::string::npos);
    Answer pi = ask(R"({"ask":"complete","text":"😀é + \\pi","offset":9})");
    EXPECT_EQ(pi.text("completions.0.label"), "\\pi");
    EXPECT_EQ(pi.text("completions.0.insert"), "π");
    EXPECT_EQ(pi.number("completions.0.from"), 6);
    EXPECT_EQ(pi.number("completions.0.to"), 9);
    EXPECT_EQ(ask(R"~({"ask":"complete","text":"integr(1)","offset":6})~").number("completions.0.to"), 6);
}

TEST_F(Session, SignatureHelp) {
    run("func area(width, height = 2) { return width*height }; words = [1]");
    auto active = [&](const std::string& text) { return ask(R"({"ask":"signature","text":")" + text + "\"}"); };
    EXPECT_EQ(active("mod_inverse(").text("signature.signature"), "mod_inverse(a: Integer, m: Integer) -> Integer");
    EXPECT_EQ(active("gcd(").number("signature.active"), 0);
    EXPECT_EQ(active("mod_inverse(f(1, 2), [3, 4], ").number("signature.active"), -1);
    EXPECT_EQ(active("gcd((1 + 2), ").number("signature.active"), 1);
    EXPECT_EQ(active("mod_inverse(").number("signature.parameters.1.from"), 24);
    EXPECT_EQ(active("1 + area(3, ").text("signature.signature"), "area(width, height?)");
    EXPECT_EQ(active("area(height = ").number("signature.active"), 1);
    EXPECT_EQ(active("func own(a, b = 3) { a }\\nown(1, ").text("signature.signature"), "own(a, b?)");
    EXPECT_EQ(active("words.push(").number("signature.active"), 1);
    EXPECT_NE(active("string::find(\\\"a\\\", ").text("signature.name"), "(none)");
    EXPECT_EQ(active("gcd(1, 2)").text("signature"), "(null)");
    EXPECT_EQ(active("(1 + ").text("signature"), "(null)");
    EXPECT_EQ(active("func gcd(").text("signature"), "(null)");
    EXPECT_EQ(active("unknown_thing(").text("signature"), "(null)");
    EXPECT_EQ(active("gcd(\\\"(, ").text("signature"), "(null)"); // inside text
}

TEST_F(Session, Help) {
    run("func mine(a, b) { return a }");
    Answer gcd = ask(R"({"ask":"help","name":"mod_inverse"})");
    EXPECT_EQ(gcd.text("help.kind"), "function");
    EXPECT_EQ(gcd.text("help.parameters.0.kinds"), "Integer");
    EXPECT_GE(gcd.size("help.examples"), 1u);
    EXPECT_NE(gcd.text("help.text").find("mod_inverse("), std::string::npos);
    EXPECT_FALSE(gcd.yes("help.tellsSteps"));
    EXPECT_TRUE(ask(R"({"ask":"help","name":"integrate"})").yes("help.tellsSteps"));
    EXPECT_EQ(ask(R"({"ask":"help","name":"pi"})").text("help.kind"), "constant");
    EXPECT_EQ(ask(R"({"ask":"help","name":"math"})").text("help.kind"), "namespace");
    EXPECT_EQ(ask(R"({"ask":"help","name":"string::find"})").text("help.kind"), "function");
    EXPECT_EQ(ask(R"({"ask":"help","name":"mine"})").text("help.signature"), "mine(a, b)");
    EXPECT_EQ(ask(R"({"ask":"help","name":"map"})").text("help.kind"), "function"); // of the prelude
    EXPECT_EQ(ask(R"({"ask":"help","name":"no such"})").text("help"), "(null)");
}

TEST_F(Session, CheckingRunsNothingAndChangesNothing) {
    run("known = 1; func two(a, b) { return a }");
    auto errors = [&](const std::string& code) { return ask(R"({"ask":"check","code":")" + code + "\"}"); };
    EXPECT_EQ(errors("known + 1; print(known); new_one = known; func g(x) { return x }; g(new_one)").size("diagnostics"), 0u);
    EXPECT_EQ(errors("known + ").text("diagnostics.0.kind"), "SyntaxError");
    EXPECT_TRUE(errors("f(").yes("diagnostics.0.incomplete"));
    EXPECT_EQ(errors("two(1)").text("diagnostics.0.id"), "WrongArgumentCount");
    EXPECT_EQ(errors("missing_function(1)").text("diagnostics.0.kind"), "NameError");
    EXPECT_EQ(errors("break").text("diagnostics.0.id"), "BreakOutsideLoop");
    EXPECT_EQ(ask(R"({"ask":"variables"})").size("variables"), 2u);
    EXPECT_EQ(ask(R"({"ask":"get","name":"new_one"})").json(), "{}");
    EXPECT_EQ(text("func two(a) { return 2 }; two(1)"), "2");
}

TEST_F(Session, Formatting) {
    EXPECT_EQ(ask(R"({"ask":"format","code":"x=1  # one"})").text("code"), "x = 1  # one\n");
    EXPECT_EQ(ask(R"({"ask":"format","code":"x=("})").text("code"), "x=(");
}

TEST_F(Session, StepsAreData) {
    Answer answer = run("steps(integrate(x*exp(x), x))");
    EXPECT_TRUE(answer.yes("ok"));
    EXPECT_NE(answer.text("latex").find("aligned"), std::string::npos);
    EXPECT_NE(answer.text("text").find("1. By parts"), std::string::npos) << answer.text("text");
    EXPECT_EQ(answer.text("value.0.$"), "struct");
}

TEST_F(Session, TwoSessionsTakeTurns) {
    rumina_session* other = rumina_session_create("{}");
    start("var s = 0; for i in 1..200 { s += i }; s");
    rumina_run_start(other, "var s = 1; for i in 1..20 { s *= i }; s", 39, "<other>", 0);
    bool over = false, other_over = false;
    while (!over || !other_over) {
        over = rumina_run_continue(session, 0) == 1;
        other_over = rumina_run_continue(other, 0) == 1;
    }
    EXPECT_EQ(Answer(rumina_run_result(session)).text("text"), "20100");
    EXPECT_EQ(Answer(rumina_run_result(other)).text("text"), "2432902008176640000");
    rumina_session_destroy(other);
    EXPECT_EQ(text("s"), "20100");
}

TEST(Version, IsTheProjects) { EXPECT_EQ(std::string(rumina_version()), "0.1.0"); }

} // namespace
} // namespace rumina
