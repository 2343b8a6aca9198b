// What is known of a function, in one record: a file of functions/ holds the records of a family.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "algebra/expression.h"

namespace rumina {
class Ball;
}

namespace rumina::algebra {

enum class Parity : std::uint8_t { None, Even, Odd };
/// Whether f(conj z) = conj f(z): everywhere, off the branch cut only, or not known.
enum class Conjugation : std::uint8_t { Unknown, Everywhere, OffCut };

using Arguments = std::span<const Expr>;
using Point = std::vector<std::pair<Expr, Ball>>; ///< values of free symbols (enclosure.h)

struct Function {
    static constexpr std::uint8_t kAny = 255;

    FunctionId id;
    std::string_view latex;       ///< command for the head, such as "\\sin"; forms of their own are in output/latex.cpp
    std::uint8_t minimum = 1, maximum = 1; ///< number of arguments; maximum kAny for any number
    Parity parity = Parity::None; ///< in the last argument, generic in the others; used by apply
    /// The canonical value when there is one, else none: identities true for all complex arguments only.
    Expr (*special)(Arguments a) = nullptr;
    /// ∂f/∂a[i] at a; none when there is no closed form.
    Expr (*derivative)(Arguments a, std::size_t i) = nullptr;
    /// Rigorous enclosure at `precision` bits of working precision; a ball that is not finite where nothing is known.
    Ball (*evaluate)(std::span<const Ball> a, std::int64_t precision) = nullptr;
    /// The same where the arguments themselves say more than their balls; used instead of `evaluate` when there is one.
    Ball (*evaluate_knowing)(Arguments a, std::span<const Ball> values, std::int64_t precision) = nullptr;
    /// By one of the two above, of which there must be one.
    Ball value_at(Arguments a, std::span<const Ball> values, std::int64_t precision) const;
    /// The reproducible double function for a real argument, where musl has one; NaN outside its real domain.
    double (*evaluate_double)(double x) = nullptr;
    Conjugation conjugation = Conjugation::Unknown;
    std::string_view branch = {}; ///< the cut, and the side it is continuous from
    std::string_view source = {}; ///< "DLMF 7.2.1"
    /// A truth value: its enclosure is 1 or 0, and it is never made a float.
    bool condition = false;
    /// Enclosure of a head that binds a variable or takes lists, from its arguments; used instead of `evaluate`, whose
    /// balls know no bodies.
    Ball (*enclose_form)(Arguments a, const Point& point, std::int64_t precision) = nullptr;
};

const Function& function(FunctionId id);
std::string_view name_of(FunctionId id);
/// The head of that name, or false.
bool find_function(std::string_view name, FunctionId& id);

/// Whether -e is the more natural form, so that odd and even functions turn f(e) into ±f(-e): the sign of the leading
/// coefficient in display order.
bool extracts_minus(const Expr& e);

} // namespace rumina::algebra
