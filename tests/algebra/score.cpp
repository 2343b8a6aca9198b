// Soundness of the algebra on random expressions: every transformation is compared with what it was given, in balls.
//   algebra_score [count] [seed]
// simplify takes symbols for real, so it is compared at real points; all others in every region. Derivatives are compared
// with central differences at two steps; those that do not agree among themselves are undecided. A substitution of
// expressions for both symbols at once is compared with the given expression at the values of these.
// What is known to be zero, an expression less another form of it, should simplify to 0: the misses are counted.
// Exit status 1 on an unsound or non-idempotent case, a result of simplify that is larger than what it was given, or
// more than 1 % undecided.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "algebra/assumptions.h"
#include "algebra/output/output.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "algebra/store.h"
#include "algebra/traversal.h"
#include "calculus/differentiate.h"
#include "diagnostics/diagnostic.h"
#include "processor_time.h"
#include "random_expressions.h"
#include "runtime/expression_text.h"
#include "verify/agreement.h"
#include "verify/central_difference.h"

namespace {

using namespace rumina;
using namespace rumina::algebra;

using namespace rumina::score;

constexpr double kTimeOfOne = 2;

struct Counts {
    unsigned long sound = 0, unchanged = 0 /* of the sound: nothing to compare */, unsound = 0, undecided = 0, refused = 0, late = 0;
};

enum class Verdict { Sound, Unsound, Undecided };

Verdict verdict_of(const Expr& before, const Expr& after, bool real_only, std::string& text) {
    if (before == after) return Verdict::Sound;
    verify::ComparisonOptions options;
    if (real_only) options.regions = {verify::Region::Positive, verify::Region::Negative, verify::Region::SmallIntegers};
    const verify::Comparison compared = verify::compare_values(before, after, options);
    text = compared.text;
    return compared.different ? Verdict::Unsound : compared.agreed > 0 ? Verdict::Sound : Verdict::Undecided;
}

/// log2 of |a - b| / max(1, |a|), from above and from below.
std::pair<double, double> distance(const Ball& a, const Ball& b, std::int64_t precision) {
    const Ball gap = ball::sub(a, b, precision);
    const double scale = std::max(0.0, a.log2_upper());
    return {gap.log2_upper() - scale, gap.log2_lower() - scale};
}

Verdict verdict_of_derivative(const Expr& f, const Expr& derivative, const Expr& x, std::string& text) {
    Verdict verdict = Verdict::Undecided;
    const std::vector<Expr> symbols = free_symbols(f + x * symbol("y"));
    for (auto region : {verify::Region::Positive, verify::Region::Negative, verify::Region::UpperHalfPlane,
                        verify::Region::LowerHalfPlane}) {
        const Point at = verify::sample_point(symbols, region, 1, 0);
        // The function must not turn round zero between the two points: where it is steep they are nearer to each other.
        constexpr std::int64_t kBits = 60, kSteepest = 1000;
        const Ball roughly = enclose_at(derivative, at, 512);
        if (!roughly.is_finite()) continue;
        const double steepness = roughly.log2_upper();
        const std::int64_t bits = kBits + (std::isfinite(steepness) ? static_cast<std::int64_t>(std::clamp(2 * steepness, 0.0, double{kSteepest})) : 0);
        const std::int64_t kPrecision = 512 + 3 * bits;
        const Ball coarse = verify::central_difference(f, x, at, bits, kPrecision), fine = verify::central_difference(f, x, at, bits + 1, kPrecision);
        const Ball exact = enclose_at(derivative, at, kPrecision);
        if (!coarse.is_finite() || !fine.is_finite() || !exact.is_finite()) continue;
        if (distance(fine, coarse, kPrecision).first > -80) continue; // a cut or a pole near by
        const auto [above, below] = distance(fine, exact, kPrecision);
        if (below > -60) {
            text = "difference " + fine.to_string() + ", derivative " + exact.to_string();
            for (const auto& [name, ball] : at) text += "; " + to_infix(name) + " = " + ball.to_string();
            return Verdict::Unsound;
        }
        if (above < -60) verdict = Verdict::Sound;
    }
    return verdict;
}

/// The simultaneous substitution x -> y + 1, y -> x/2 against the expression at these values.
Verdict verdict_of_substitution(const Expr& e, const Expr& substituted, std::string& text) {
    const Expr x = symbol("x"), y = symbol("y");
    Verdict verdict = Verdict::Undecided;
    for (auto region : {verify::Region::Positive, verify::Region::Negative, verify::Region::UpperHalfPlane, verify::Region::LowerHalfPlane,
                        verify::Region::SmallIntegers}) {
        for (std::uint32_t n = 0; n < 2; ++n) {
            const Point at = verify::sample_point({x, y}, region, 7, n);
            for (std::int64_t precision : {160L, 640L}) {
                const Point moved{{x, ball::add(at[1].second, Ball(1), 400)}, {y, ball::div(at[0].second, Ball(2), 400)}};
                const Ball a = enclose_at(e, moved, precision), b = enclose_at(substituted, at, precision);
                if (!a.is_finite() || !b.is_finite()) continue;
                if (!a.overlaps(b)) {
                    text = to_infix(x) + " = " + at[0].second.to_string() + ", " + to_infix(y) + " = " + at[1].second.to_string() + ": " +
                           a.to_string() + " against " + b.to_string();
                    return Verdict::Unsound;
                }
                if (a.relative_accuracy_bits() >= 60 && b.relative_accuracy_bits() >= 60) {
                    verdict = Verdict::Sound;
                    break;
                }
            }
        }
    }
    return verdict;
}

constexpr const char* kNames[] = {"simplify", "expand", "factor", "differentiate", "print-parse", "substitute"};

} // namespace

int main(int argc, char** argv) {
    const unsigned long count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 5000;
    const unsigned long seed = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1;
    Store store;
    Store::Use use(store);
    Assumptions assumptions;
    assumptions.make_current();
    set_work_poll(stop_when_late, nullptr);
    score::RandomExpressions generator(seed);
    const Expr x = symbol("x"), y = symbol("y");
    Counts counts[std::size(kNames)];
    unsigned long not_idempotent = 0, redrawn = 0, larger = 0, zeros = 0, zeros_found = 0;
    std::vector<double> times;
    for (unsigned long n = 0; n < count;) {
        deadline = processor_seconds() + kTimeOfOne;
        Expr e;
        try {
            e = generator.next();
        } catch (const Failure&) {
            ++redrawn;
            continue;
        } catch (const OutOfTime&) {
            ++redrawn;
            continue;
        }
        ++n;
        const double start = processor_seconds();
        for (std::size_t k = 0; k < std::size(kNames); ++k) {
            deadline = processor_seconds() + kTimeOfOne;
            std::string text;
            Expr result;
            try {
                Verdict verdict = Verdict::Undecided;
                switch (k) {
                case 0:
                    result = simplify(e);
                    if (const Expr again = simplify(result); again != result) {
                        ++not_idempotent;
                        std::printf("not idempotent: %s\n  -> %s\n  -> %s\n", to_infix(e).c_str(), to_infix(result).c_str(),
                                    to_infix(again).c_str());
                    }
                    verdict = verdict_of(e, result, true, text);
                    if (simplicity_cost(result) > simplicity_cost(e)) {
                        ++larger;
                        std::printf("larger: %s\n  -> %s\n", to_infix(e).c_str(), to_infix(result).c_str());
                    }
                    break;
                case 1: verdict = verdict_of(e, result = expand(e), false, text); break;
                case 2: verdict = verdict_of(e, result = factor(e), false, text); break;
                case 3: verdict = verdict_of_derivative(e, result = calculus::differentiate(e, x), x, text); break;
                case 4:
                    result = parse_expression(to_infix(e));
                    verdict = result == e ? Verdict::Sound : Verdict::Unsound;
                    break;
                case 5: {
                    const Replacement both[] = {{x, y + Expr(1)}, {y, x / Expr(2)}};
                    result = substitute(e, both);
                    verdict = verdict_of_substitution(e, result, text);
                    break;
                }
                }
                if (verdict == Verdict::Sound) ++counts[k].sound;
                if (result == e) ++counts[k].unchanged;
                if (verdict == Verdict::Undecided) ++counts[k].undecided;
                if (verdict == Verdict::Unsound) {
                    ++counts[k].unsound;
                    std::printf("unsound %s: %s\n  -> %s\n  %s\n", kNames[k], to_infix(e).c_str(), to_infix(result).c_str(),
                                text.c_str());
                }
            } catch (const Failure&) {
                ++counts[k].refused;
            } catch (const OutOfTime&) {
                ++counts[k].late;
                deadline = processor_seconds() + kTimeOfOne; // printing asks for the time as well
                std::printf("late %s: %s\n", kNames[k], to_infix(e).c_str());
            }
        }
        times.push_back(1000 * (processor_seconds() - start));
        deadline = processor_seconds() + kTimeOfOne;
        try {
            const Expr other = n % 3 == 0 ? expand(e) : n % 3 == 1 ? factor(e) : together(e);
            if (other != e) {
                const Expr difference = subtract(e, other);
                ++zeros;
                if (simplify(difference).is_zero()) ++zeros_found;
                else std::printf("zero not found: %s\n", to_infix(difference).c_str());
            }
        } catch (const Failure&) {
        } catch (const OutOfTime&) {
            deadline = processor_seconds() + kTimeOfOne;
            std::printf("late zero: %s\n", to_infix(e).c_str());
        }
        std::fflush(stdout);
    }
    set_work_poll(nullptr, nullptr);

    std::printf("%lu expressions, seed %lu, %lu drawn again\n", count, seed, redrawn);
    for (const auto& [name, times_drawn] : generator.histogram())
        std::printf("  %-16s %llu\n", name.c_str(), static_cast<unsigned long long>(times_drawn));
    unsigned long unsound = 0, undecided = 0, total = 0;
    for (std::size_t k = 0; k < std::size(kNames); ++k) {
        const Counts& c = counts[k];
        std::printf("%-14s sound %lu (%lu unchanged), unsound %lu, undecided %lu, refused %lu, late %lu\n", kNames[k], c.sound,
                    c.unchanged, c.unsound, c.undecided, c.refused, c.late);
        unsound += c.unsound;
        undecided += c.undecided + c.refused + c.late; // nothing was shown in any of the three
        total += c.sound + c.unsound + c.undecided + c.refused + c.late;
    }
    std::sort(times.begin(), times.end());
    if (!times.empty()) std::printf("time: median %.2f ms, worst %.1f ms\n", times[times.size() / 2], times.back());
    std::printf("zeros: %lu of %lu forms less another form of the same simplify to 0\n", zeros_found, zeros);
    std::printf("unsound %lu, not idempotent %lu, larger %lu, undecided %.2f %%\n", unsound, not_idempotent, larger,
                total == 0 ? 0.0 : 100.0 * static_cast<double>(undecided) / static_cast<double>(total));
    return unsound > 0 || not_idempotent > 0 || larger > 0 || undecided * 100 > total ? 1 : 0;
}
