// A worker of the scores of integration: reads problems, integrates and judges them one by one.
//   integral_score < rows
//   integral_score --random COUNT SEED    prints random elementary functions of x, one a line
// A row is: id, mode, seconds, variable, integrand or function, optimal antiderivative, split by tabs. Modes: `integrate`; `inverse`, where
// the fifth field is a function whose derivative is the integrand.
// For a row two lines are written: `integrated` id, and `result` id, status, milliseconds, leaves, leaves of the optimal
// one, points elsewhere that contradict, the answer, a note. The driver (score.py) kills a worker that does not come back.
// Times are of the processor, so that a busy machine makes nothing late.
#include <array>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <string>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "../algebra/processor_time.h"
#include "../algebra/random_expressions.h"
#include "algebra/assumptions.h"
#include "algebra/output/output.h"
#include "algebra/simplify/simplify.h"
#include "algebra/store.h"
#include "algebra/traversal.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/integrate.h"
#include "diagnostics/diagnostic.h"
#include "number/interruptible.h"
#include "runtime/expression_text.h"
#include "verify/antiderivative.h"

namespace {

using namespace rumina;
using namespace rumina::algebra;

using namespace rumina::score;

constexpr double kSecondsToJudge = 20;

struct Row {
    std::string id, mode, variable, text, optimal;
    double seconds = 10;
};

struct Result {
    std::string status, answer, note;
    double milliseconds = 0;
    std::uint32_t leaves = 0, optimal_leaves = 0, differed_elsewhere = 0;
};

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields(1);
    for (char c : line) {
        if (c == '\t') fields.emplace_back();
        else fields.back() += c;
    }
    return fields;
}

const char* status_of(verify::Judgement judgement) {
    switch (judgement) {
    case verify::Judgement::Right: return "solved";
    case verify::Judgement::Partial: return "partial";
    case verify::Judgement::Wrong: return "WRONG";
    case verify::Judgement::Undecided: break;
    }
    return "undecided";
}

Result run(const Row& row) {
    Result result;
    Expr f, F;
    deadline = processor_seconds() + row.seconds;
    const double start = processor_seconds();
    try {
        const Expr x = symbol(row.variable);
        f = parse_expression(row.text);
        if (row.mode == "inverse") {
            result.optimal_leaves = f.leaves();
            f = calculus::differentiate(f, x);
        }
        const double integration = processor_seconds();
        auto timed = [&] { result.milliseconds = 1000 * (processor_seconds() - integration); };
        try {
            F = calculus::integrate(f, x);
        } catch (const OutOfTime&) {
            timed();
            result.status = "timeout";
            return result;
        }
        timed();
        deadline = processor_seconds() + kSecondsToJudge;
        std::printf("integrated\t%s\n", row.id.c_str());
        std::fflush(stdout);
        result.answer = to_infix(F);
        result.leaves = F.leaves();
        if (!row.optimal.empty() && row.optimal.find("unintegrable(") == std::string::npos) {
            try {
                result.optimal_leaves = parse_expression(row.optimal).leaves();
            } catch (const Failure& failure) {
                result.note = "optimal: " + failure.diagnostic.message;
            }
        }
        if (any_node(F, [](const Expr& part) { return part.is(FunctionId::IndefiniteIntegral) || part.is(FunctionId::Integral); })) {
            result.status = "unevaluated";
            return result;
        }
        const verify::AntiderivativeVerdict verdict = verify::judge_antiderivative(F, f, x);
        result.status = status_of(verdict.judgement);
        result.differed_elsewhere = verdict.line_differed + verdict.plane_differed;
        if (verdict.judgement != verify::Judgement::Right)
            result.note = fmt::format("{}{} agree, {} mixed, {}+{} elsewhere; {}+{} elsewhere differ; {} undecided. {}", verdict.mixed_only ? "mixed signs only: " : "",
                                      verdict.agreed, verdict.mixed_agreed, verdict.line_agreed, verdict.plane_agreed,
                                      verdict.line_differed, verdict.plane_differed, verdict.undecided, verdict.text);
    } catch (const OutOfTime&) {
        result.status = F ? "undecided" : "timeout";
        result.note = F ? "no time to judge" : "before the integration";
    } catch (const Failure& failure) {
        if (!F) result.milliseconds = 1000 * (processor_seconds() - start);
        result.status = F ? "undecided" : "error";
        result.note = failure.diagnostic.message;
    }
    return result;
}

std::string one_line(std::string text) {
    for (char& c : text)
        if (c == '\t' || c == '\n') c = ' ';
    return text;
}

/// What the functions of a stratum have in common: the hardest kind that occurs in x.
const char* stratum(const Expr& F) {
    bool inverse = false, transcendental = false, radical = false;
    any_node(F, [&](const Expr& part) {
        auto power_part = [&](const Expr& base, const Expr& exponent) {
            if (base.is(ConstantId::E) || !exponent.is_number()) transcendental = true;
            else if (!exponent.is_integer()) radical = true;
        };
        if (part.is_power()) power_part(part.base(), part.exponent());
        if (part.is_mul())
            for (const Factor& factor : part.factors()) power_part(factor.base, factor.exponent);
        if (part.is(NodeKind::Function)) switch (part.function_id()) {
            case FunctionId::Asin: case FunctionId::Acos: case FunctionId::Atan: case FunctionId::Asinh: case FunctionId::Acosh: case FunctionId::Atanh: inverse = true; break;
            default: transcendental = true;
            }
        return false;
    });
    if (inverse) return radical ? "inverse functions with roots" : transcendental ? "inverse and other functions" : "inverse functions";
    if (transcendental) return radical ? "transcendental with roots" : "transcendental";
    return radical ? "algebraic" : "rational";
}

int print_random(unsigned long count, unsigned long seed) {
    score::RandomExpressions generator(seed);
    std::unordered_set<Expr> seen;
    const Expr x = symbol("x");
    while (seen.size() < count) {
        deadline = processor_seconds() + 2;
        try {
            const Expr F = simplify(generator.next());
            if (F.leaves() < 3 || F.leaves() > 9 || F.has_infinity() || !contains(F, x)) continue;
            const Expr f = calculus::differentiate(F, x);
            if (f.is_zero() || parse_expression(to_infix(F)) != F || !seen.insert(F).second) continue;
            std::printf("%u leaves\t%s\t%s\n", F.leaves(), stratum(F), to_infix(F).c_str());
        } catch (const Failure&) {
        } catch (const OutOfTime&) {
        }
    }
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    Store store;
    Store::Use use(store);
    Assumptions assumptions;
    assumptions.make_current();
    set_work_poll(stop_when_late, nullptr);
    WorkControl control;
    control.must_stop = [](void*) { return is_late(); };
    control.memory_left = [](void*) -> std::size_t { return std::size_t{2} << 30; };
    control.raise = [](void*, bool) { throw OutOfTime{}; };
    set_work_control(control);
    if (argc == 4 && std::string_view(argv[1]) == "--random") return print_random(std::strtoul(argv[2], nullptr, 10), std::strtoul(argv[3], nullptr, 10));
    for (std::string line; std::getline(std::cin, line);) {
        const std::vector<std::string> fields = fields_of(line);
        if (fields.size() < 6) continue;
        const Row row{fields[0], fields[1], fields[3], fields[4], fields[5], std::strtod(fields[2].c_str(), nullptr)};
        const Result r = run(row);
        std::printf("result\t%s\t%s\t%.2f\t%u\t%u\t%u\t%s\t%s\n", row.id.c_str(), r.status.c_str(), r.milliseconds, r.leaves, r.optimal_leaves,
                    r.differed_elsewhere, one_line(r.answer).c_str(), one_line(r.note).c_str());
        std::fflush(stdout);
    }
    set_work_control({});
    set_work_poll(nullptr, nullptr);
}
