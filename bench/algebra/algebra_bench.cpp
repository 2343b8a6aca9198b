// Times of the algebra inside one process, with Google Benchmark. Every benchmark forgets what the memo tables remember
// before each turn and checks its answer; a wrong answer has no time. bench/algebra/run adds the peers.
#include <benchmark/benchmark.h>

#include <string>

#include "algebra/expression.h"
#include "algebra/memo.h"
#include "algebra/output/output.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/store.h"
#include "algebra/traversal.h"
#include "calculus/differentiate.h"
#include "engine/engine.h"
#include "runtime/expression_text.h"
#include "runtime/fake_host.h"

namespace {

using namespace rumina;
using namespace rumina::algebra;

/// A store of its own for one benchmark.
struct Session {
    Store store;
    Store::Use use{store};
    Expr x = symbol("x"), y = symbol("y"), z = symbol("z"), w = symbol("w"), t = symbol("t");
};

Expr cosine(const Expr& a) { return apply_function(FunctionId::Cos, {a}); }

std::size_t terms_of(const Expr& e) { return e.kind() == NodeKind::Add ? e.terms().size() + (e.constant_part().is_zero() ? 0 : 1) : 1; }

void check(benchmark::State& state, bool right, const char* what) {
    if (!right) state.SkipWithError(what);
}

void expand_dense(benchmark::State& state) {
    Session s;
    const Expr f = power(s.x + s.y + s.z + s.w, Expr(15)), e = f * (f + s.w);
    Expr result;
    for (auto _ : state) {
        clear_memos();
        result = expand(e);
    }
    check(state, terms_of(result) == 6272, "expected 6272 terms");
}

void expand_fateman(benchmark::State& state) {
    Session s;
    const Expr f = power(Expr(1) + s.x + s.y + s.z + s.t, Expr(20)), e = f * (f + Expr(1));
    Expr result;
    for (auto _ : state) {
        clear_memos();
        result = expand(e);
    }
    check(state, terms_of(result) == 135751, "expected 135751 terms");
}

void derivatives_nested(benchmark::State& state) {
    Session s;
    Expr e;
    for (auto _ : state) {
        clear_memos();
        e = s.x;
        for (int i = 0; i < 10; ++i) e = calculus::differentiate(e, s.x) * cosine(s.x) + exp(s.x * e);
    }
    // At 0 all exponentials are 1 and the first turn gives 2.
    Expr small = s.x;
    for (int i = 0; i < 2; ++i) small = calculus::differentiate(small, s.x) * cosine(s.x) + exp(s.x * small);
    check(state, substitute(small, s.x, Expr(0)) == Expr(1), "the second turn is 1 at 0");
}

void derivative_of_sum(benchmark::State& state) {
    Session s;
    const Expr sum = expand(power(s.x + s.y + s.z + s.w, Expr(15)));
    const Expr expected = expand(Expr(15) * power(s.x + s.y + s.z + s.w, Expr(14)));
    check(state, terms_of(sum) == 816, "expected 816 terms");
    Expr result;
    for (auto _ : state) {
        clear_memos();
        result = calculus::differentiate(sum, s.x);
    }
    check(state, result == expected, "wrong derivative");
}

void factor_cyclotomic(benchmark::State& state) {
    Session s;
    const Expr e = power(s.x, Expr(100)) - Expr(1);
    Expr result;
    for (auto _ : state) {
        clear_memos();
        result = factor(e);
    }
    check(state, result.factors().size() == 9, "expected nine factors"); // one for each divisor of 100
}

void factor_multivariate(benchmark::State& state) {
    Session s;
    const Expr sum = s.x + s.y + s.z + s.w;
    const Expr a = parse_expression("x^3*y + 2*z^2*w - 3*y*z + w^3*x + 7") + power(sum, Expr(3)),
               b = parse_expression("y^3 + 5*x^2*w - z^2*x + 11*w + y*z*w - 1") + power(sum, Expr(2)),
               c = parse_expression("w^4 - 3*x*y*z + 2*z^3 + x^2 + 13") + power(sum, Expr(4));
    const Expr product = expand(a * b * c);
    Expr result;
    for (auto _ : state) {
        clear_memos();
        result = factor(product);
    }
    check(state, result.factors().size() == 3 && expand(result) == product, "expected three factors");
}

void sum_of_many_terms(benchmark::State& state) {
    Session s;
    Expr result;
    for (auto _ : state) {
        SumBuilder builder;
        for (int k = 0; k < 100000; ++k) builder.add(power(s.x, Expr(k + 2)));
        result = builder.finish();
    }
    check(state, terms_of(result) == 100000, "expected 100000 terms");
}

/// (x + i)·y for small i: two nodes a turn, the sum and the product.
void product_node(benchmark::State& state) {
    Session s;
    std::vector<Expr> kept(1024);
    int i = 0;
    for (auto _ : state) {
        kept[static_cast<std::size_t>(i) & 1023] = (s.x + Expr(i & 0xFFFFF)) * s.y;
        ++i;
    }
    check(state, kept[0].kind() == NodeKind::Mul, "expected a product");
}

/// Parse, compile, run and print 1000 lines of the size of `-e`.
void small_evaluations(benchmark::State& state) {
    FakeHost host;
    Engine engine(host, EngineOptions{.symbols = SymbolMode::Auto});
    const std::pair<const char*, const char*> lines[] = {
        {"1/3 + 1/6", "1/2"}, {"sqrt(2)*sqrt(3)", "√6"}, {"diff(x^2, x)", "2*x"}, {"2^100", "1267650600228229401496703205376"},
        {"exp(i*pi)", "-1"},  {"[1, 2, 3] + [4, 5, 6]", "[5, 7, 9]"}, {"expand((x+1)^2)", "x^2 + 2*x + 1"},
        {"sin(pi/6)", "1/2"}, {"max(3, 2)", "3"}, {"x^2 + 2*x", "x^2 + 2*x"}};
    for (auto _ : state) {
        for (int i = 0; i < 1000; ++i) {
            const auto& [line, answer] = lines[i % 10];
            const Evaluation result = engine.evaluate(line, "line");
            if (!result.ok() || engine.repr(result.value) != answer) {
                state.SkipWithError((std::string(line) + " gave " + (result.ok() ? engine.repr(result.value) : engine.render(result.errors[0]))).c_str());
                return;
            }
        }
    }
}

/// A user's loop that makes a sum term by term.
void loop_of_sums(benchmark::State& state) {
    FakeHost host;
    Engine engine(host, EngineOptions{});
    for (auto _ : state) {
        const Evaluation result = engine.evaluate(
            "sym x\nvar s = 0\nfor k in 1..10000 { s = s + x^k }\nvar r = (s => (x => 1))\nr", "loop");
        if (!result.ok() || engine.repr(result.value) != "10000") {
            state.SkipWithError((result.ok() ? engine.repr(result.value) : engine.render(result.errors[0])).c_str());
            return;
        }
    }
}

BENCHMARK(expand_dense)->Unit(benchmark::kMillisecond);
BENCHMARK(expand_fateman)->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(derivatives_nested)->Unit(benchmark::kMillisecond);
BENCHMARK(derivative_of_sum)->Unit(benchmark::kMillisecond);
BENCHMARK(factor_cyclotomic)->Unit(benchmark::kMillisecond)->Iterations(1000);
BENCHMARK(factor_multivariate)->Unit(benchmark::kMillisecond);
BENCHMARK(sum_of_many_terms)->Unit(benchmark::kMillisecond);
BENCHMARK(product_node)->Unit(benchmark::kNanosecond);
BENCHMARK(small_evaluations)->Unit(benchmark::kMillisecond);
BENCHMARK(loop_of_sums)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace

BENCHMARK_MAIN();
