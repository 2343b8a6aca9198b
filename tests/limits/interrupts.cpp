// Interrupts work inside FLINT at random places and checks that the session goes on with right answers.
//
//   interrupts [count] [seed]
//
// Each round evaluates one of the programs below, on one engine or the other, and stops it by chance in one of four ways:
// the stop flag or the time limit at the n-th question whether to go on, the n-th allocation, the memory limit. It must
// end in a LimitError or give the answer that it gave undisturbed; then a short calculation must be right and the
// session's variables must be what they were. Prints how often each way struck, and the bytes given back and leaked.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

#include "engine/engine.h"
#include "number/integer.h"
#include "number/interruptible.h"
#include "runtime/fake_host.h"

namespace rumina {
namespace {

/// A clock that strikes at the n-th look at it.
class StrikingHost final : public FakeHost {
public:
    void write(std::string_view) override {}
    double elapsed() override {
        ++looks;
        if (strike_at != 0 && looks >= strike_at) {
            if (engine != nullptr && looks == strike_at) engine->interrupt();
            if (engine == nullptr) return 1e9;
        }
        return 0;
    }
    std::uint64_t entropy() override { return 42; }

    std::uint64_t looks = 0, strike_at = 0;
    Engine* engine = nullptr; ///< set: strike by its stop flag, else by the time
};

const char* const kWork[] = {
    "expand((x + 2*y - z + w/3)^14)",
    "expand((x + y + z + 1)^9 * (x - y + 3*z - 2)^8)",
    "factor(expand((x^3 + y*z + 7)^4 * (x*y - z^2 + 1)^3 * (x + y + z)))",
    "factor(x^60 - y^60)",
    "factor(expand((x^12 + x^7 - 3*x^2 + 5)*(x^11 - 2*x^5 + x - 9)*(x^9 + 4)))",
    "gcd(expand((x + y + z + 1)^5*(x - y + 2)^4), expand((x + y + z + 1)^4*(x + 3*y - z)^5))",
    "resultant(x^7 + y*x^5 + z*x + 3, x^6 - z*x^4 + y^2*x - 1, x)",
    "together(1/(x + y) + x/(x - y)^3 + y^2/(x^2 + y^2)^2 + 1/(x*y - 1))",
    "apart((x^5 + 3)/((x - 1)^3*(x + 2)^2*(x^2 + x + 1)), x)",
    "3^40000 % 10^30 + 5000! % 10^15 - 7^30000",
    "det(mat[3^20000, 5^14000, 1; 7^11000, 2^30000, 3; 1, 3^19000, 7^12000]) % 10^20",
    "(2^20000 - 1)/(3^12000 + 2) + (5^9000 + 1)/(7^8000 - 1)",
    "factor(coefficient(expand((x + y + z + w + 1)^20), w, 3))",
    "300000! % 1000000007 + 3^4000000 % 1000000009",
    "binomial(30000, 9000) % 1000000007",
    "gcd(3000!, 7^4000 * 2^5000 + 1)",
    "N(pi, 5000)",
    "N(zeta(3) + gamma(1/3) + EulerGamma, 1500)",
    "N(exp(sqrt(2)) * log(3) + sin(1), 4000)",
    "N(bessel_j(1/3, 5) + polylog(3, 1/3) + erf(2), 400)",
    "N(Catalan, 3000)",
    "sqrt(2) + sqrt(3) + sqrt(5) == sqrt(10 + 2*sqrt(6) + 2*sqrt(10) + 2*sqrt(15))",
    "simplify(sqrt(2 + sqrt(3)) - (sqrt(6) + sqrt(2))/2)",
    "simplify(cos(2*pi/7) + cos(4*pi/7) + cos(6*pi/7))",
    "4*atan(1/5) - atan(1/239) == pi/4",
    "N(rootof(x^5 - x - 1, 1), 300)",
};

struct Check {
    const char* text;
    const char* answer;
};
const Check kChecks[] = {
    {"factor(x^4 - 1)", "(x^2 + 1)*(x - 1)*(x + 1)"},
    {"30! / 28!", "870"},
    {"1/3 + 1/6 + 10^30", "2000000000000000000000000000001/2"},
    {"N(pi, 40)", "3.141592653589793238462643383279502884197f"},
    {"N(e, 40)", "2.718281828459045235360287471352662497757f"},
    {"N(log(2), 40)", "0.6931471805599453094172321214581765680755f"},
    {"N(log(7), 30)", "1.94591014905531330510535274344f"},
    {"N(EulerGamma, 30)", "0.577215664901532860606512090082f"},
    {"N(Catalan, 30)", "0.915965594177219015054603514932f"},
    {"N(zeta(3), 30)", "1.20205690315959428539973816151f"},
    {"N(atan(1/3), 30)", "0.321750554396642193401404614359f"},
    {"N(gamma(1/3), 30)", "2.67893853470774763365569294097f"},
    {"(sqrt(2) + sqrt(3))^2 - 2*sqrt(6)", "5"},
    {"v", "(x + 1)^2/y"},
    {"big", "515377520732011331036461129765621272702107522001"},
};

struct Session {
    StrikingHost host;
    std::unique_ptr<Engine> engine;
    std::vector<std::string> answers;       ///< of kWork, undisturbed
    std::vector<std::uint64_t> looks, allocations;

    explicit Session(ExecutorKind kind) {
        EngineOptions options;
        options.executor = kind;
        options.limits.seconds = 1e6;
        engine = std::make_unique<Engine>(host, options);
        run("v = (x + 1)^2/y; big = 3^100");
    }

    std::string run(const std::string& text) {
        Evaluation evaluation = engine->evaluate(text, "<work>");
        if (!evaluation.ok()) return "!" + std::string(name_of(evaluation.errors[0].kind)) + " " + evaluation.errors[0].name;
        if (evaluation.value.is_unset()) return "";
        try {
            return engine->repr(evaluation.value);
        } catch (const Failure& failure) {
            return "!" + std::string(name_of(failure.diagnostic.kind)) + " " + failure.diagnostic.name;
        }
    }

    /// What it found out before would be all that is left to do.
    void forget() { engine->runtime().expressions.clear_memos(); }

    void learn() {
        for (const char* work : kWork) {
            forget();
            leave_at_allocation(UINT64_MAX); // counts
            answers.push_back(run(work));
            allocations.push_back(std::max<std::uint64_t>(allocations_seen(), 1));
            leave_at_allocation(0);
            forget();
            host.looks = 0;
            run(work);
            looks.push_back(std::max<std::uint64_t>(host.looks, 1));
        }
    }
};

std::size_t resident_bytes() {
    std::size_t pages = 0, resident = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%zu %zu", &pages, &resident) != 2) resident = 0;
        std::fclose(file);
    }
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

/// Interrupts; what is allocated afterwards is garbage of it.
int interrupt(std::int64_t count, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    auto below = [&](std::uint64_t n) { return n == 0 ? 0 : random() % n; };
    Session sessions[2] = {Session(ExecutorKind::VirtualMachine), Session(ExecutorKind::Interpreter)};
    std::map<std::string, std::int64_t> outcomes;
    std::int64_t wrong = 0;
    auto report = [&](const std::string& what, const std::string& got) {
        ++wrong;
        if (wrong <= 20) std::printf("WRONG: %s\n  gave %s\n", what.c_str(), got.substr(0, 200).c_str());
    };
    for (Session& session : sessions) {
        session.learn();
        for (std::size_t i = 0; i < std::size(kWork); ++i)
            if (session.answers[i].empty() || session.answers[i][0] == '!') report(kWork[i], session.answers[i]);
        for (const Check& check : kChecks)
            if (std::string got = session.run(check.text); got != check.answer) report(check.text, got);
    }
    if (wrong != 0) return 1;
    for (std::size_t i = 0; i < std::size(kWork); ++i) // both engines, the same
        if (sessions[0].answers[i] != sessions[1].answers[i]) report(kWork[i], "different answers on the two engines");
    const std::size_t resident_before = resident_bytes();
    const char* const ways[] = {"stop flag", "time limit", "allocation", "memory limit"};
    std::int64_t struck = 0, rounds = 0;
    for (; struck < count; ++rounds) {
        Session& session = sessions[below(2)];
        Limits& limits = session.engine->runtime().limits;
        const std::size_t item = below(std::size(kWork));
        const std::size_t way = below(6) == 0 ? 3 : below(3);
        session.forget();
        session.host.looks = 0;
        const std::uint64_t left_before = number_memory().left;
        if (way <= 1) {
            session.host.strike_at = 1 + below(session.looks[item]);
            session.host.engine = way == 0 ? session.engine.get() : nullptr;
        } else if (way == 2) {
            // Half of them anywhere, half near the beginning, where caches are made.
            leave_at_allocation(1 + below(below(2) == 0 ? session.allocations[item] : std::min<std::uint64_t>(session.allocations[item], 200)));
        } else {
            session.engine->runtime().heap.collect();
            limits.memory = session.engine->runtime().heap.statistics().bytes + below(std::size_t{2} << 20);
        }
        std::string got = session.run(kWork[item]);
        session.host.strike_at = 0;
        session.host.engine = nullptr;
        limits.memory = 0;
        leave_at_allocation(0);
        session.engine->runtime().clear_stop();
        if (got.starts_with("!LimitError")) {
            ++struck;
            ++outcomes[std::string(ways[way]) + (number_memory().left != left_before ? ", inside FLINT or GMP" : ", between calls")];
        } else if (got != session.answers[item]) {
            report(std::string(kWork[item]) + " (" + ways[way] + ")", got);
        }
        const Check& check = kChecks[below(std::size(kChecks))];
        if (std::string answer = session.run(check.text); answer != check.answer)
            report(std::string(check.text) + " after " + kWork[item] + " (" + ways[way] + ")", answer);
        if (rounds % 200 == 199) { // long results as well, undisturbed
            const std::size_t other = below(std::size(kWork));
            session.forget();
            if (std::string answer = session.run(kWork[other]); answer != session.answers[other]) report(std::string(kWork[other]) + " undisturbed", answer);
        }
        if (wrong > 20) break;
    }
    const NumberMemory& memory = number_memory();
    std::printf("%ld interrupts in %ld rounds, %ld wrong\n", struck, rounds, wrong);
    for (const auto& [what, times] : outcomes) std::printf("  %-40s %6ld\n", what.c_str(), times);
    std::printf("  left inside FLINT or GMP %llu times: %.1f MB given back, %.3f MB leaked; %.1f MB held\n",
                static_cast<unsigned long long>(memory.left), static_cast<double>(memory.given_back) / 1e6,
                static_cast<double>(memory.leaked) / 1e6, static_cast<double>(memory.bytes) / 1e6);
    std::printf("  resident %.0f MB before, %.0f MB after\n", static_cast<double>(resident_before) / 1e6, static_cast<double>(resident_bytes()) / 1e6);
    return wrong == 0 ? 0 : 1;
}

} // namespace
} // namespace rumina

int main(int argc, char** argv) {
    const std::int64_t count = argc > 1 ? std::atol(argv[1]) : 300;
    const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
    int status = rumina::interrupt(count, seed);
#if defined(__SANITIZE_ADDRESS__)
    __lsan_do_leak_check(); // while FLINT's caches are there; what is left when they go is counted below
#endif
    rumina::release_number_memory();
    const rumina::NumberMemory& memory = rumina::number_memory();
    std::printf("  at the end, without sessions and caches: %.3f MB allocated, %.3f MB counted as leaked\n",
                static_cast<double>(memory.bytes) / 1e6, static_cast<double>(memory.leaked) / 1e6);
    // FLINT keeps its integers in blocks of 64 KB, and a block stays as a whole where one integer was lost.
    constexpr std::size_t kBlocks = std::size_t{1} << 20;
    if (memory.bytes > memory.leaked + kBlocks) {
        std::printf("WRONG: more is left than was counted\n");
        status = 1;
    }
    return status;
}
