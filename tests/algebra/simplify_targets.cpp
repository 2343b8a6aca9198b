// How many targets simplify reaches: algebra_targets table
// A target counts as reached when the result is no larger than it by the cost measure and equal to what was given in
// balls; a zero only when the result is 0. The table itself is checked too: both sides of a line must agree in balls.
// Exit status 1 when less than 95 % or not all zeros are reached, or a result is wrong or larger than what was given.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "algebra/assumptions.h"
#include "algebra/output/output.h"
#include "algebra/simplify/simplify.h"
#include "algebra/store.h"
#include "algebra/traversal.h"
#include "diagnostics/diagnostic.h"
#include "runtime/expression_text.h"
#include "verify/agreement.h"

namespace {

using namespace rumina;
using namespace rumina::algebra;

struct Target {
    std::string text, given, wanted, block;
    std::vector<std::pair<std::string, Property>> assumed;
};

std::string trimmed(const std::string& s) {
    std::size_t a = s.find_first_not_of(' '), b = s.find_last_not_of(' ');
    return a == std::string::npos ? "" : s.substr(a, b - a + 1);
}

std::optional<Target> parse_line(const std::string& line, const std::string& block) {
    Target target{line, {}, {}, block, {}};
    std::size_t arrow = line.find(" => ");
    if (arrow == std::string::npos) return std::nullopt;
    std::size_t bar = line.find(" | ", arrow);
    target.given = trimmed(line.substr(0, arrow));
    target.wanted = trimmed(line.substr(arrow + 4, bar == std::string::npos ? bar : bar - arrow - 4));
    while (bar != std::string::npos) {
        bar += bar == line.find(" | ", arrow) ? 3 : 2;
        std::size_t end = line.find(", ", bar), in = line.find(" in ", bar);
        if (in == std::string::npos) return std::nullopt;
        std::optional<Property> property = find_property(trimmed(line.substr(in + 4, end == std::string::npos ? end : end - in - 4)));
        if (!property) return std::nullopt;
        target.assumed.emplace_back(trimmed(line.substr(bar, in - bar)), *property);
        bar = end;
    }
    return target;
}

/// Compares at points of the kind that the assumptions allow; symbols of integers take small values one after another.
verify::Comparison compared(Expr a, Expr b, const Target& target) {
    bool positive = false, negative = false, complex = false;
    for (const auto& [name, property] : target.assumed) {
        positive = positive || property == Property::Positive;
        negative = negative || property == Property::Negative;
        complex = complex || property == Property::Complex;
    }
    verify::ComparisonOptions options;
    if (positive) options.regions = {verify::Region::Positive};
    else if (negative) options.regions = {verify::Region::Negative};
    else if (!complex) options.regions = {verify::Region::Positive, verify::Region::Negative, verify::Region::SmallIntegers};
    verify::Comparison all;
    for (int n : {-3, 2, 5}) {
        Expr u = a, v = b;
        bool any = false;
        for (const auto& [name, property] : target.assumed) {
            if (property != Property::Integer) continue;
            u = substitute(u, symbol(name), Expr(n));
            v = substitute(v, symbol(name), Expr(n));
            any = true;
        }
        verify::Comparison one = verify::compare_values(u, v, options);
        all.agreed += one.agreed;
        if (one.different && !all.different) all.different = true, all.text = one.text;
        if (!any) break;
    }
    return all;
}

struct Block {
    std::string name;
    int targets = 0, reached = 0;
};

} // namespace

int main(int argc, char** argv) {
    std::ifstream file(argc > 1 ? argv[1] : "tests/algebra/simplify_targets.txt");
    std::vector<Target> targets;
    std::vector<Block> blocks;
    std::string line;
    int faults = 0;
    while (std::getline(file, line)) {
        if (line.empty()) {
            blocks.emplace_back(); // a new block: its first comment names it
            continue;
        }
        if (line[0] == '#') {
            if (!blocks.empty() && blocks.back().name.empty()) blocks.back().name = line.substr(2);
            continue;
        }
        std::optional<Target> target = blocks.empty() ? std::nullopt : parse_line(line, blocks.back().name);
        if (target) {
            targets.push_back(*target);
        } else {
            std::printf("not a target: %s\n", line.c_str());
            ++faults;
        }
    }
    int reached = 0, zeros = 0, zeros_reached = 0, wrong = 0, larger = 0;
    std::vector<double> times;
    for (const Target& target : targets) {
        Store store;
        Store::Use use(store);
        Assumptions assumptions;
        assumptions.make_current();
        auto block = std::find_if(blocks.begin(), blocks.end(), [&](const Block& b) { return b.name == target.block; });
        ++block->targets;
        try {
            for (const auto& [name, property] : target.assumed) assumptions.assume(symbol(name), property);
            Expr given = parse_expression(target.given), wanted = parse_expression(target.wanted);
            if (verify::Comparison c = compared(given, wanted, target); c.different || c.agreed == 0) {
                std::printf("the table is wrong: %s\n  %s\n", target.text.c_str(), c.text.c_str());
                ++faults;
                continue;
            }
            auto start = std::chrono::steady_clock::now();
            Expr result = simplify(given);
            double time = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
            times.push_back(time);
            bool zero = wanted.is_zero();
            bool good = zero ? result.is_zero() : simplicity_cost(result) <= simplicity_cost(wanted);
            if (verify::Comparison c = compared(given, result, target); c.different || c.agreed == 0) {
                std::printf("wrong: %s\n  gave %s\n  %s\n", target.text.c_str(), to_infix(result).c_str(), c.text.c_str());
                ++wrong;
                good = false;
            } else if (!good) {
                std::printf("not reached (%.0f ms): %s\n  gave %s\n", time, target.text.c_str(), to_infix(result).c_str());
            } else if (time > 500) {
                std::printf("slow (%.0f ms): %s\n", time, target.text.c_str());
            }
            if (simplicity_cost(result) > simplicity_cost(given)) {
                std::printf("larger than given: %s\n  gave %s\n", target.text.c_str(), to_infix(result).c_str());
                ++larger;
            }
            if (simplify(result) != result) {
                std::printf("not idempotent: %s\n  gave %s\n  then %s\n", target.text.c_str(), to_infix(result).c_str(), to_infix(simplify(result)).c_str());
                ++faults;
            }
            zeros += zero;
            zeros_reached += zero && good;
            reached += good;
            block->reached += good;
        } catch (const Failure& failure) {
            std::printf("refused: %s\n  %s\n", target.text.c_str(), failure.diagnostic.message.c_str());
            ++faults;
        }
    }
    for (const Block& b : blocks)
        if (b.targets > 0) std::printf("%3d of %3d  %s\n", b.reached, b.targets, b.name.c_str());
    std::sort(times.begin(), times.end());
    if (!times.empty()) std::printf("time: median %.2f ms, worst %.1f ms\n", times[times.size() / 2], times.back());
    int total = static_cast<int>(targets.size());
    std::printf("%d of %d targets reached (%.1f %%), %d of %d zeros; %d wrong, %d larger than given, %d faults\n", reached, total,
                total == 0 ? 0.0 : 100.0 * reached / total, zeros_reached, zeros, wrong, larger, faults);
    return total < 200 || reached * 100 < total * 95 || zeros_reached < zeros || wrong + larger + faults > 0 ? 1 : 0;
}
