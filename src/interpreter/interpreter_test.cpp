#include <numeric>

#include <pthread.h>

#include "interpreter/test_session.h"

namespace rumina {
namespace {

::testing::AssertionResult begins(const std::string& text, const std::string& with) {
    if (text.starts_with(with)) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << text << " does not begin with " << with;
}

class InterpreterTest : public ::testing::Test {
protected:
    Session session;
    std::string run(const std::string& text) { return session.run(text); }
};

TEST_F(InterpreterTest, ValuesOfModules) {
    EXPECT_EQ(run("1 + 2 * 3"), "=7");
    EXPECT_EQ(run("var x = 5"), "");
    EXPECT_EQ(run("x"), "=5");
    EXPECT_EQ(run(""), "");
    EXPECT_EQ(run("if x > 3 { \"big\" } else { \"small\" }"), "=\"big\"");
}

TEST_F(InterpreterTest, Operators) {
    EXPECT_EQ(run("[1 - 2 - 3, 2^3^2, -2^2, 7 % 4, 1/3 + 1/6, 3!, not true]"), "=[-4, 512, -4, 3, 1/2, 6, false]");
    EXPECT_EQ(run("[1 < 2 < 3, 1 < 3 < 2, 3 > 2 == 2]"), "=[true, false, true]");
    EXPECT_EQ(run("[1 and 0, 0 or \"\", null or false]"), "=[false, true, false]");
    EXPECT_EQ(run("func loud(x) { print(x); return x }\n1 < loud(0) < loud(5)"), "0\n=false");
    EXPECT_EQ(run("loud(0) and loud(1) or loud(2)"), "0\n2\n=true");
    EXPECT_EQ(run("f\"a{1 + 1}b{[1, \"c\"]}\""), "=\"a2b[1, c]\"");
}

TEST_F(InterpreterTest, Containers) {
    EXPECT_EQ(run("[[1, [2]], vec[1, 2], mat[1, 2; 3, 4], table{a => 1, 2 => 3}, {1, 2, 1}, ({a = 1, b = [2]}), 1..3]"),
              "=[[1, [2]], vec[1, 2], mat[1, 2; 3, 4], table{a => 1, 2 => 3}, {1, 2}, {a = 1, b = [2]}, 1..3]");
    EXPECT_EQ(run("var m = mat[1, 2; 3, 4]\n[m[1, 2], m[2, *], m[*, 1]]"), "=[2, vec[3, 4], vec[1, 3]]");
    EXPECT_EQ(run("[x * y for x in 1..3 if x != 2 for y in 1..x]"), "=[1, 3, 6, 9]");
    EXPECT_EQ(run("[k for [k, v] in table{a => 1, b => 2} if v > 1]"), "=[\"b\"]");
    EXPECT_TRUE(begins(run("table{[1] => 2}"), "!1:7 NotHashable: "));
}

TEST_F(InterpreterTest, Loops) {
    EXPECT_EQ(run("var s = 0\nfor i in 1..10 { if i == 3 { continue }\n if i == 6 { break }\n s += i }\ns"), "=12");
    EXPECT_EQ(run("var n = 0\nwhile true { n += 1\n if n > 4 { break } }\nn"), "=5");
    EXPECT_EQ(run("var t = 0\nloop 4 { t += 2 }\nt"), "=8");
    EXPECT_EQ(run("var p = []\nfor (var i = 0; i < 3; i += 1) { p = p.each(|x| -> x + 1)\n p }\ni"), "=3");
    EXPECT_TRUE(begins(run("loop -1 { }"), "!1:6 NegativeCount: "));
    EXPECT_TRUE(begins(run("for x in 5 { }"), "!1:10 NotIterable:"));
    EXPECT_TRUE(begins(run("for [a, b] in [[1, 2], [3]] { print(a + b) }"), "3\n!1:5 CannotDestructure: "));
}

TEST_F(InterpreterTest, ControlOutOfExpressions) {
    EXPECT_EQ(run("func f(c) { var y = 1 + (if c { return 10 } else { 2 })\n return y }\n[f(true), f(false)]"), "=[10, 3]");
    EXPECT_EQ(run("var out = 0\nfor i in 1..5 { out += match i { 3 => { continue }, 5 => { break }, _ => i } }\nout"), "=7");
    EXPECT_EQ(run("func g(x) { return match x { 1 => { return \"one\" }, _ => \"other\" } }\n[g(1), g(2)]"),
              "=[\"one\", \"other\"]");
    EXPECT_EQ(run("func h() { for x in [1, 2] { print([if y == 2 { return y } else { y } for y in [1, 2]]) } }\nh()"), "=2");
}

TEST_F(InterpreterTest, BlockValues) {
    EXPECT_EQ(run("var f = |x| { if x > 0 { \"positive\" } else { { 0 } } }\n[f(1), f(-1)]"), "=[\"positive\", 0]");
    EXPECT_EQ(run("var g = || { try { 1/0 } catch (e) { \"caught\" } }\ng()"), "=\"caught\"");
    EXPECT_EQ(run("var h = || { var x = 1 }\n[h()]"), "=[null]");
    EXPECT_EQ(run("func plain() { 5 }\nfunc typed() -> int { 5 }\nfunc short(x) = x + 1\n"
                  "[plain(), typed(), short(1)]"), "=[null, 5, 2]");
    EXPECT_EQ(run("func empty() { return }\n[empty()]"), "=[null]");
}

TEST_F(InterpreterTest, Arguments) {
    EXPECT_EQ(run("func f(a, b = a + 1, c = a * b) { return [a, b, c] }\n[f(1), f(1, 5), f(c = 0, a = 2)]"),
              "=[[1, 2, 2], [1, 5, 5], [2, 3, 0]]");
    EXPECT_TRUE(begins(run("var k = f\nk()"), "!2:1 WrongArgumentCount: "));
    EXPECT_TRUE(begins(run("k(1, z = 2)"), "!1:1 UnknownArgument: "));
    EXPECT_TRUE(begins(run("k(1, a = 2)"), "!1:1 ArgumentGivenTwice: "));
    EXPECT_TRUE(begins(run("var l = |x| -> x\nl(1, 2)"), "!2:1 LambdaArityMismatch: "));
    EXPECT_EQ(run("func g(x int) -> int { return x / 2 }\ng(4)"), "=2");
    EXPECT_EQ(run("g(3)"), "!1:31 TypeMismatch: the result must be int, not a fraction");
    EXPECT_EQ(run("func w(x int) { return x }\nw(\"a\")"), "!1:8 TypeMismatch: `x` must be int, not a string");
    EXPECT_EQ(session.trace(), "<main> 2:1, w 1:8");
    EXPECT_EQ(run("[difference(5), difference(b = 2, a = 9), seven, seven(), test::seven()]"), "=[4, 7, 7, 7, 7]");
    EXPECT_TRUE(begins(run("var five = 5\nfive(1)"), "!2:1 NotCallable:"));
    EXPECT_EQ(run("func p(a, get = || -> a) { a += 1\n return get() }\np(1)"), "=2");
}

TEST_F(InterpreterTest, OrderOfEvaluation) {
    run("func say(x, y) { print(x); return y }\nvar a = [1, 2]");
    EXPECT_EQ(run("a[say(\"index\", 0)] = say(\"value\", 9)\na"), "value\nindex\n=[9, 2]");
    EXPECT_EQ(run("a[say(\"index\", 0)] += say(\"value\", 1)\na"), "index\nvalue\n=[10, 2]");
    EXPECT_EQ(run("var x = 1\nfunc touch() { global x\n x = 100\n return 1 }\nx += touch()\nx"), "=2");
    EXPECT_EQ(run("var [p, q] = [1, 2]\n[p, q] = [q, p]\n[p, q]"), "=[2, 1]");
}

TEST_F(InterpreterTest, Pipes) {
    EXPECT_EQ(run("func add(a, b) = a + b\n1 |> add(2) |> |x| -> x * 10"), "=30");
    EXPECT_EQ(run("var o = {m = |a, b| -> [a, b]}\n1 |> o.m(2)"), "=[1, 2]");
    EXPECT_EQ(run("[3, 4] |> each(|x| -> x + 1) |> first"), "=4");
}

TEST_F(InterpreterTest, Closures) {
    EXPECT_EQ(run("func counter() { var n = 0\n return || { n += 1\n n } }\nvar c = counter()\nc()\n"
                  "[c(), counter()()]"), "=[2, 1]");
    EXPECT_EQ(run("var fs = []\nfunc make() { var l = [null, null, null]\n for i in 0..2 { l[i] = || -> i }\n"
                  " return l }\nfs = make()\n[fs[0](), fs[1](), fs[2]()]"),
              "=[0, 1, 2]");
    EXPECT_EQ(run("func fresh() { var l = [null, null]\n var k = 0\n loop 2 { let y = k\n l[k] = || { y }\n"
                  " k += 1 }\n return [l[0](), l[1]()] }\nfresh()"),
              "=[0, 1]");
    EXPECT_EQ(run("func outer() { let f = |n| -> if n == 0 { 0 } else { 1 + f(n - 1) }\n return f(5) }\nouter()"), "=5");
    EXPECT_EQ(run("func twice() { var l = []\n"
                  " for k in [1, 2] { let f = |n| -> if n == 0 { k } else { f(n - 1) }\n l = [l, f] }\n"
                  " return [l[0][1](3), l[1](3)] }\ntwice()"),
              "=[1, 2]");
    EXPECT_EQ(run("func nest() { func inner(n) { if n == 0 { return 0 }\n return inner(n - 1) + 1 }\n"
                  " return inner(4) }\nnest()"), "=4");
    EXPECT_EQ(run("func late() { var get = || -> v\n var v = 3\n return get() }\nlate()"), "=3");
    EXPECT_TRUE(begins(run("func early() { print(z)\n let z = 1 }\nearly()"), "!1:22 NoValueYet"));
}

TEST_F(InterpreterTest, GlobalsAndImplicitLocals) {
    EXPECT_EQ(run("x = 1\nfunc f() { x = x + 1\n return x }\n[f(), x]"), "=[2, 1]");
    EXPECT_EQ(run("func g() { global x\n x = 7 }\ng()\nx"), "=7");
    EXPECT_EQ(run("var l = || { x = 8 }\nl()\nx"), "=8");
    EXPECT_TRUE(begins(run("func h() { return later }\nh()\nvar later = 1"), "!1:19 DefinedLater:"));
    EXPECT_EQ(run("func scope(a) { var b = 2\n return locals() }\nscope(1)"), "={a = 1, b = 2}");
}

TEST_F(InterpreterTest, Methods) {
    EXPECT_EQ(run("var s = {n = 1, get = || -> self.n, inc = |by = 1| { self.n += by\n self.n }}\n"
                  "[s.get(), s.inc(), s.inc(by = 5), s.n]"),
              "=[1, 2, 7, 7]");
    EXPECT_EQ(run("var t = {v = 3, f = || { var inner = || -> self.v\n inner() }}\nt.f()"), "=3");
    EXPECT_TRUE(begins(run("var g = s.get\ng()"), "!1:29 SelfOutsideMeth"));
    EXPECT_EQ(run("[5, 6].first()"), "=5");
    EXPECT_TRUE(begins(run("var n = 5\nn.nothing(1)"), "!2:3 NoMethod:"));
    EXPECT_EQ(run("[1, 2].each(|x| -> x * x)"), "=[1, 4]");
}

TEST_F(InterpreterTest, CopyOnWrite) {
    EXPECT_EQ(run("var v = vec[1, 2]\nvar w = v\nw[1] = 9\n[v, w]"), "=[vec[1, 2], vec[9, 2]]");
    EXPECT_EQ(run("var t = table{a => vec[1, 2]}\nvar u = t\nt.a[1] = 9\n[t, u]"),
              "=[table{a => vec[9, 2]}, table{a => vec[1, 2]}]");
    EXPECT_EQ(run("u.a[2] += 5\nu[\"b\"] = t\nt.a[1] = 0\nu"), "=table{a => vec[1, 7], b => table{a => vec[9, 2]}}");
    EXPECT_EQ(run("var m = mat[1, 2; 3, 4]\nm[1][2] = 7\nm"), "=mat[1, 7; 3, 4]");
    EXPECT_EQ(run("func change(v) { v[1] = 100\n return v }\nvar a = vec[1]\n[change(a), a]"), "=[vec[100], vec[1]]");
    EXPECT_EQ(run("var arr = [vec[1]]\nvar e = arr[0]\narr[0][1] = 5\n[arr, e]"), "=[[vec[5]], vec[1]]");
    EXPECT_EQ(run("var p = first(arr)\np[1] = 8\n[arr, p]"), "=[[vec[5]], vec[8]]");
    EXPECT_EQ(run("var s = {v = vec[1]}\nvar k = s.v\ns.v[1] = 2\n[s.v, k]"), "=[vec[2], vec[1]]");
    EXPECT_EQ(run("var cell = vec[1]\nvar set_it = || { cell[1] = 3 }\nvar before = cell\nset_it()\n"
                  "[cell, before]"), "=[vec[3], vec[1]]");
    EXPECT_EQ(run("for x in [v] { x[1] = 50 }\nv"), "=vec[1, 2]");
    EXPECT_EQ(run("match v { q => { q[1] = 60 } }\nv"), "=vec[1, 2]");
    EXPECT_EQ(run("var r = +v\nr[1] = 70\nv"), "=vec[1, 2]");
    EXPECT_EQ(run("func cap() { var z = vec[1]\n var get = || -> z\n z[1] = 2\n return get() }\ncap()"), "=vec[2]");
    // A write that happens while the value is computed is not lost.
    EXPECT_EQ(run("var memo = table{}\nvar copy = memo\n"
                  "func fill(n) { if n > 0 { memo[n] = fill(n - 1) + 1 }\n return n }\nfill(3)\n[memo, copy]"),
              "=[table{1 => 1, 2 => 2, 3 => 3}, table{}]");
    EXPECT_EQ(run("var c2 = memo\nfunc more() { memo[9] = 9\n return 1 }\nmemo[1] += more()\n[memo, c2]"),
              "=[table{1 => 2, 2 => 2, 3 => 3, 9 => 9}, table{1 => 1, 2 => 2, 3 => 3}]");
}

TEST_F(InterpreterTest, LocalArraysAreChangedInPlace) {
    session.run("func fill(n) { var v = vec[0, 0, 0, 0]\n for i in 1..n { v[i % 4 + 1] = i }\n return v }\nfill(1)");
    auto objects_made = [&] {
        const auto& made = session.runtime.heap.statistics().made;
        return std::accumulate(std::begin(made), std::end(made), std::size_t{0});
    };
    std::size_t before = objects_made();
    EXPECT_EQ(run("fill(1000)"), "=vec[1000, 997, 998, 999]");
    EXPECT_LT(objects_made() - before, 50u);
}

TEST_F(InterpreterTest, Match) {
    run("func f(x) = match x { 0 => \"zero\", [a, b] if a > b => a, [a, b] => b, vec[a, _] => a, {n = [k]} => k, "
        "\"s\" => 1, -1/2 => \"half\", _ => \"other\" }");
    EXPECT_EQ(run("[f(0), f(0.0f), f([2, 1]), f([1, 2]), f(vec[7, 8]), f(({n = [5]})), f(\"s\"), f(-1/2), f(null)]"),
              "=[\"zero\", \"zero\", 2, 2, 8, 5, 1, \"half\", \"other\"]");
    EXPECT_EQ(run("match 5 { true => 1, false => 2 }"), "!1:7 NoArmMatches: no arm of this `match` fits 5");
}

TEST_F(InterpreterTest, Destructuring) {
    EXPECT_EQ(run("let {a, b = [c, _]} = {a = 1, b = [2, 3]}\n[a, c]"), "=[1, 2]");
    EXPECT_TRUE(begins(run("var [x, y] = [1]"), "!1:5 CannotDestructure: "));
    EXPECT_TRUE(begins(run("var {q} = {r = 1}"), "!1:5 CannotDestructure: "));
    EXPECT_EQ(run("var o = {k = [0, 0]}\n[o.k[1], o.z] = [4, 5]\no"), "={k = [0, 4], z = 5}");
}

TEST_F(InterpreterTest, Declarations) {
    EXPECT_EQ(run("int a = 5.0f\nfloat b = 1/2\nvar d\n[a, b, d]"), "=[5, 0.5f, null]");
    EXPECT_EQ(run("let s string = 5"), "!1:16 TypeMismatch: `s` must be string, not an integer");
    EXPECT_EQ(run("struct Point { x = 1, y = 2 }\nPoint"), "={x = 1, y = 2}");
}

TEST_F(InterpreterTest, TryCatchFinally) {
    EXPECT_EQ(run("try { 1/0 } catch (e) { print(e.kind, e.line) } finally { print(\"end\") }"), "ZeroDivisionError 1\nend\n");
    EXPECT_EQ(run("func f() { try { return 1 } finally { print(\"f\") } }\nf()"), "f\n=1");
    EXPECT_EQ(run("func g() { try { return 1 } finally { return 2 } }\ng()"), "=2");
    EXPECT_EQ(run("func h() { try { throw \"a\" } finally { return 3 } }\nh()"), "=3");
    EXPECT_EQ(run("func k() { for i in 1..3 { try { continue } finally { print(i)\n if i == 2 { break } } }\n"
                  " return \"out\" }\nk()"), "1\n2\n=\"out\"");
    EXPECT_EQ(run("try { try { throw \"inner\" } finally { print(\"cleanup\") } } catch (e) { print(e.message) }"),
              "cleanup\ninner\n");
    EXPECT_EQ(run("try { try { throw \"a\" } catch (e) { throw e } finally { print(\"x\") } } catch (e2) { print(e2, e2.line) }"),
              "x\na 1\n");
    EXPECT_EQ(run("try { throw {message = \"m\", code = 5} } catch (e) { print(e.message, e.value.code) }"), "m 5\n");
    EXPECT_EQ(run("func v() { try { return [1, 2] } finally { loop 3 { [0] } } }\nv()"), "=[1, 2]");
    EXPECT_EQ(run("try { use_all_memory() } catch (e) { print(e.kind) }"), "LimitError\n");
    EXPECT_EQ(run("try { exit_now(3) } catch (e) { print(\"no\") } finally { print(\"bye\") }"), "exit 3");
    EXPECT_EQ(run("func ex() { var y = 1 + (if true { try { return 5 } finally { print(\"fin\") } } else { 0 }) }\n"
                  "ex()"), "fin\n=5");
    EXPECT_EQ(run("1 + 1"), "=2");
}

TEST_F(InterpreterTest, Traces) {
    EXPECT_EQ(run("func f(x) {\n    return 1 + g(x) }\nfunc g(x) { var y = 1/x\n return y }\nf(0)"),
              "!3:22 DivisionByZero: division by zero");
    EXPECT_EQ(session.trace(), "<main> 5:1, f 2:16, g 3:22");
    EXPECT_EQ(run("func t(x) { return u(x) }\nfunc u(x) { return 1/x }\nt(0)"), "!2:21 DivisionByZero: division by zero");
    EXPECT_EQ(session.trace(), "<main> 3:1, u 2:21"); // the tail caller is gone
    EXPECT_EQ(run("[1, 0].each(|x| -> 1/x)"), "!1:21 DivisionByZero: division by zero");
    EXPECT_EQ(session.trace(), "<main> 1:8, <lambda> 1:21"); // the prelude's frame is hidden
    EXPECT_TRUE(begins(run("each(5, |x| -> x)"), "!1:1 NotIterable: ")); // its errors stand at the call
    EXPECT_EQ(session.trace(), "<main> 1:1");
    EXPECT_EQ(run("var e0 = null\nfunc raise() { throw \"a\" }\ntry { raise() } catch (e) { e0 = e }\n"
                  "throw e0"), "!2:16 UserError: a");
    EXPECT_EQ(session.trace(), "<main> 3:7, raise 2:16"); // thrown again, it keeps its first place
}

TEST_F(InterpreterTest, TailCalls) {
    EXPECT_EQ(run("func down(n) { if n == 0 { return \"end\" }\n return down(n - 1) }\ndown(200000)"), "=\"end\"");
    EXPECT_EQ(run("func even(n) = if n == 0 { true } else { odd(n - 1) }\n"
                  "func odd(n) { if n == 0 { return false }\n return even(n - 1) }\nodd(7)"), "=true");
    EXPECT_EQ(run("func many(a, b = 2, c = 3) { if a == 0 { return [a, b, c] }\n"
                  " return many(a - 1, c = a) }\nmany(3)"), "=[0, 2, 1]");
    EXPECT_EQ(run("var o = {n = 3, f = |k| { if k == 0 { return self.n }\n return self.f(k - 1) }}\no.f(50000)"), "=3");
    EXPECT_EQ(run("func last(x) { return difference(x) }\nlast(5)"), "=4");
    EXPECT_EQ(run("func grow(n, a, b, c, d) { if n == 0 { return [a, b, c, d] }\n return shrink(n - 1) }\n"
                  "func shrink(n) { return grow(n, 1, 2, 3, n) }\ngrow(10, 0, 0, 0, 0)"),
              "=[1, 2, 3, 0]");
}

TEST_F(InterpreterTest, Prelude) {
    EXPECT_EQ(run("call_all(|a, b| -> a - b, 5, 3)"), "=2");
    EXPECT_EQ(run("call_all(difference, 5)"), "=4");
    EXPECT_EQ(run("var calls = 0\n@memoize func slow(n) { global calls\n calls += 1\n if n < 2 { return n }\n"
                  " return slow(n - 1) + slow(n - 2) }\n[slow(60), calls]"),
              "=[1548008755920, 61]");
}

TEST_F(InterpreterTest, Modules) {
    session.files = {"print(\"run\")\nfunc f(x) { return 1/x }\nvar data = vec[1]", "var a = 1\na()"};
    EXPECT_EQ(run("include \"1\"\n[file::f(2), file.f(4)]"), "run\n=[1/2, 1/4]");
    EXPECT_EQ(run("include \"1\"\nfile::f(0)"), "!2:21 DivisionByZero: division by zero");
    EXPECT_TRUE(begins(run("func inc() { }\ninclude \"2\""), "!2:1 NotCallable:"));
    EXPECT_EQ(session.trace(), "<main> 2:9, <main> 2:1");
    EXPECT_EQ(run("import test as t\nuse test.{difference as d}\n[t.first([3]), d(4)]"), "=[3, 3]");
}

TEST_F(InterpreterTest, Steps) {
    auto steps = [&](const std::string& text) {
        run(text);
        return session.steps;
    };
    EXPECT_EQ(steps("1 + 1"), 0u);
    EXPECT_EQ(steps("loop 10 { }"), 10u);
    EXPECT_EQ(steps("var i = 0\nwhile i < 10 { i += 1 }"), 10u);
    EXPECT_EQ(steps("for x in [1, 2, 3] { continue }"), 3u);
    EXPECT_EQ(steps("for x in [1, 2, 3] { break }"), 1u);
    EXPECT_EQ(steps("for (var k = 0; k < 7; k += 1) { }"), 7u);
    EXPECT_EQ(steps("[x for x in 1..4 if x > 2 for y in 1..2]"), 8u);
    EXPECT_EQ(steps("func f(n) { if n > 0 { return f(n - 1) } }\nf(4)"), 5u);
    EXPECT_EQ(steps("difference(1)"), 0u);
}

TEST(InterpreterLimits, Steps) {
    Session session(Limits{.steps = 100});
    EXPECT_TRUE(begins(session.run("var n = 0\nwhile true { n += 1 }"), "!2:7 StepLimit: "));
    EXPECT_EQ(session.run("n"), "=100");
    EXPECT_TRUE(begins(session.run("func f() { return f() }\nf()"), "!1:1 StepLimit: "));
    EXPECT_EQ(session.run("try { loop { } } catch (e) { print(e.kind) }"), "LimitError\n");
}

/// Runs on a thread with the native stack that the engine gives to programs.
void on_large_stack(void (*action)(), std::size_t bytes) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, bytes);
    pthread_t thread;
    auto start = [](void* argument) -> void* {
        reinterpret_cast<void (*)()>(argument)();
        return nullptr;
    };
    ASSERT_EQ(pthread_create(&thread, &attributes, start, reinterpret_cast<void*>(action)), 0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
}

TEST(InterpreterLimits, CallDepth) {
    on_large_stack([] {
        Session session;
        EXPECT_EQ(session.run("func deep(n) { if n == 1 { return 1 }\n return 1 + deep(n - 1) }\ndeep(10000)"), "=10000");
        EXPECT_EQ(session.run("deep(10001)"), "!2:13 CallTooDeep: calls are nested more than 10000 deep");
        EXPECT_EQ(session.last.trace.size() + session.last.trace_hidden, 10001u);
        EXPECT_EQ(session.run("func endless() { return [endless()] }\n"
                              "try { endless() } catch (e) { print(e.kind) }\ndeep(10000)"), "RecursionError\n=10000");
    }, std::size_t{256} << 20);
}

TEST(InterpreterLimits, NativeStack) {
    // The native stack ends before the depth limit: the same error, and the session goes on.
    on_large_stack([] {
        Session session;
        EXPECT_TRUE(begins(session.run("func endless(x) { return [[[[endless(x)]]]] }\nendless(1)"), "!1:"));
        EXPECT_EQ(session.last.name, "CallTooDeep");
        std::string nested(400, '('), closing(400, ')');
        EXPECT_TRUE(begins(session.run("func wide(n) { return 1 + " + nested + "wide(n)" + closing + " }\nwide(1)"), "!"));
        EXPECT_EQ(session.last.name, "CallTooDeep");
        EXPECT_EQ(session.run("1 + 1"), "=2");
    }, std::size_t{1} << 20);
}

TEST(InterpreterGarbage, EveryValueInUseIsKept) {
    Session session;
    session.runtime.heap.set_stress(true);
    session.runtime.hurry();
    auto run = [&](const std::string& text) { return session.run(text); };
    // Every call below collects, so a value that is not rooted is gone when it is used.
    run("func junk(x) { var a = [1, [2], \"text\" + \"s\"]\n loop 2 { a = [a] }\n return x }");
    EXPECT_EQ(run("\"a\" + \"b\" + junk(\"c\") + (\"d\" + junk(\"e\"))"), "=\"abcde\"");
    EXPECT_EQ(run("[[1], junk([2]), vec[junk([3]), junk(4)], ({a = [junk(5)], b = junk([6])}), "
                  "table{[7][0] => junk([8])}, {junk(\"x\"), \"y\"}]"),
              "=[[1], [2], vec[[3], 4], {a = [5], b = [6]}, table{7 => [8]}, {\"x\", \"y\"}]");
    EXPECT_EQ(run("(1..junk(3)) |> junk |> each(|x| -> junk([x]))"), "=[[1], [2], [3]]");
    EXPECT_EQ(run("[junk(x + \"!\") for x in [\"p\", \"q\"] for y in [[1]] if junk(true)]"), "=[\"p!\", \"q!\"]");
    EXPECT_EQ(run("func gone() { try { throw [\"v\"] } finally { junk(1) } }\n"
                  "try { gone() } catch (e) { junk(2)\n print(e.value) }"), "[v]\n");
    EXPECT_EQ(run("func kept() { try { return [\"r\"] } finally { junk(1) } }\nkept()"), "=[\"r\"]");
    EXPECT_EQ(run("var o = {v = [[1], [2]], m = |x = junk([9])| { junk(1)\n [self.v, x] }}\n"
                  "o.v[junk(0)][junk(0)] = junk([3])\no.m()"), "=[[[[3]], [2]], [9]]");
    EXPECT_EQ(run("match junk([\"s\"]) { [k] if junk(false) => 1, [k] => junk([k]), _ => 0 }"), "=[\"s\"]");
    EXPECT_EQ(run("for row in mat[1, 2; 3, 4] { junk(1)\n print(row) }"), "vec[1, 2]\nvec[3, 4]\n");
    EXPECT_EQ(run("func tail(n, a) { if n == 0 { return a }\n return tail(n - 1, [a]) }\ntail(3, \"z\" + \"\")"), "=[[[\"z\"]]]");
    EXPECT_EQ(run("func esc() { return [1, if true { return [junk(\"e\")] } else { 2 }] }\nesc()"), "=[\"e\"]");
    EXPECT_GT(session.runtime.heap.statistics().collections, 100u);
}

} // namespace
} // namespace rumina
