#include "library/plot_arguments.h"

#include <algorithm>
#include <cmath>

#include "algebra/numeric.h"
#include "algebra/output/output.h"
#include "base/utf8.h"
#include "library/arguments.h"
#include "runtime/expression_calls.h"
#include "runtime/expression_text.h"
#include "runtime/expression_values.h"
#include "runtime/function.h"
#include "runtime/hinted_failure.h"

namespace rumina::library {

using algebra::Expr;
using algebra::FunctionId;

namespace {

constexpr std::size_t kMostItems = 100, kMostPoints = 200000;

/// At most so many bytes of a text, and "…" for the others.
std::string shortened(std::string text, std::size_t longest) {
    if (text.size() <= longest) return text;
    while (longest > 0 && (static_cast<unsigned char>(text[longest]) & 0xC0) == 0x80) --longest;
    return text.substr(0, longest) + "…";
}

constexpr std::size_t kLongestLabel = 200;

bool is_callable(const Value& value) { return value.is(Tag::Function) || value.is(Tag::Builtin); }
bool is_formula(const Value& value) { return value.is(Tag::String) || value.is_number(); }

/// The elements of an array or vec.
std::optional<std::vector<Value>> elements(const Value& value) {
    if (value.is(Tag::Array)) return std::vector<Value>(value.as<ArrayObject>()->begin(), value.as<ArrayObject>()->end());
    if (value.is(Tag::Vector)) return std::vector<Value>(value.as<VectorObject>()->begin(), value.as<VectorObject>()->end());
    return std::nullopt;
}

Expr formula_of(const Value& value) { return value.is(Tag::String) ? parse_expression(text_of(value)) : expression_of(value); }

bool counts_in_pi(const Value& value) {
    if (!value.is_number()) return false;
    const Expr e = expression_of(value), part = e.has_infinity() ? e : algebra::divide(e, algebra::pi());
    return part.is_number() && part.number().is_rational() && part.number().is_exact();
}

constexpr std::string_view kNicerScale = "Substitute a variable with a nicer scale first.";

/// The ends, in order, and not the same.
plot::Range range_between(std::string_view function, double low, double high) {
    if (!(low < high))
        fail_plot(function, low == high ? "the range is empty: both of its ends are the same" : "the first end of a range must be the smaller one",
                  "Write the smaller end first, as in `plot(sin(x), x, -1, 1)`.");
    if (high - low < 1e-12 * std::max(std::abs(low), std::abs(high)) || high - low < 1e-290)
        fail_plot(function, "the ends of the range are too close together for a drawing in doubles", kNicerScale);
    return {low, high};
}

double end_of(Runtime& runtime, std::string_view function, const Value& value) {
    if (value.is_number() && expression_of(value).has_infinity())
        fail_plot(function, fmt::format("the ends of a range must be finite, not {}", to_text(runtime, value)), "Draw a large part, as from -100 to 100.");
    if (value.is(Tag::Expression) && is_symbolic(value))
        fail_plot(function, fmt::format("the ends of a range must be numbers, not {}", to_text(runtime, value)), "One range is `x, from, to`; a second one follows for equations and surfaces: `y, from, to`.");
    const std::optional<double> end = real_double(value);
    if (end) return *end;
    if (value.is_real()) fail_plot(function, "the ends of a range must lie between -10^300 and 10^300", kNicerScale);
    fail_plot(function, fmt::format("the ends of a range must be real numbers, not {}", described(value)));
}

/// The two coordinates of points, or nothing.
std::optional<PointsItem> points_of(Runtime& runtime, std::string_view function, const Value& value, std::size_t dimension) {
    PointsItem item;
    auto require = [&](std::size_t count) {
        if (count > kMostPoints) fail(DiagnosticId::TooLarge, fmt::format("this `{}`", function), fmt::format("{} points", kMostPoints));
    };
    if (value.is(Tag::Matrix)) {
        auto* matrix = value.as<MatrixObject>();
        if (matrix->columns != dimension) fail_plot(function, fmt::format("a mat of points has {} columns, not {}", dimension, matrix->columns), "Each row is a point.");
        require(matrix->rows);
        for (std::size_t i = 0; i < matrix->rows; ++i) {
            std::vector<double>& point = item.points.emplace_back();
            for (std::size_t k = 0; k < dimension; ++k) {
                const std::optional<double> part = real_double(matrix->at(i, k));
                if (!part) fail_plot(function, fmt::format("row {} of the points is not made of finite real numbers", i + 1));
                point.push_back(*part);
            }
        }
        return item;
    }
    if (!value.is(Tag::Array) && !value.is(Tag::Vector)) return std::nullopt;
    const std::vector<Value> parts = *elements(value);
    if (parts.empty()) return std::nullopt;
    require(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        runtime.poll();
        std::optional<std::vector<double>> point;
        if (dimension == 2 && parts[i].is_number() && !is_symbolic(parts[i]) && !is_condition(parts[i])) { // values against their numbers
            if (std::optional<double> y = real_double(parts[i])) point = {static_cast<double>(i), *y};
        } else {
            point = real_tuple(parts[i], dimension, dimension);
        }
        if (!point) return std::nullopt;
        item.points.push_back(std::move(*point));
    }
    return item;
}

std::string function_label(const Value& value) {
    if (value.is(Tag::Builtin)) return fmt::format("{}(x)", name_of(*value.as<BuiltinObject>()->record));
    const FunctionPrototype& prototype = value.as<FunctionObject>()->shown();
    return prototype.is_lambda || prototype.builtin != 0 ? "" : prototype.name;
}

PlotItem formula_item(Runtime& runtime, std::string_view function, const Value& value) {
    const Expr f = formula_of(value);
    if (!is_condition(f)) return {FormulaItem{f}, shortened(algebra::to_infix(f), kLongestLabel)};
    if (!f.is(FunctionId::Equal))
        fail_plot(function, fmt::format("{} is no curve", to_text(runtime, value)), "Of relations, equations are drawn: `plot(x^2 + y^2 == 1, x, -2, 2, y, -2, 2)`.");
    return {ImplicitItem{f.argument(0) - f.argument(1)}, shortened(algebra::to_infix(f), kLongestLabel)};
}

PlotItem single_item(Runtime& runtime, std::string_view function, const Value& value, std::size_t dimension) {
    if (is_callable(value)) return {FunctionItem{value}, function_label(value)};
    if (is_formula(value)) return formula_item(runtime, function, value);
    if (value.is(Tag::Vector)) {
        auto* vector = value.as<VectorObject>();
        ParametricItem item;
        const bool moves = std::any_of(vector->begin(), vector->end(), [](const Value& part) { return is_symbolic(part) || part.is(Tag::String); });
        if (vector->size == dimension && moves) {
            for (const Value& part : *vector)
                if (is_formula(part)) item.parts.push_back(formula_of(part));
            if (item.parts.size() == dimension) return {item, shortened(to_text(runtime, value), kLongestLabel)};
        }
    }
    if (std::optional<PointsItem> points = points_of(runtime, function, value, dimension)) return {std::move(*points), ""};
    fail_plot(function, fmt::format("{} cannot be drawn", described(value)),
              dimension == 2 ? "Give a formula, a function, `vec[x(t), y(t)]`, an equation, points `[[1, 2], [3, 4]]`, or an array of them."
                             : "Give a formula in two symbols, a function of two parameters, `vec[x, y, z]` of one or two symbols, or points `[[1, 2, 3], …]`.");
}

} // namespace

void fail_plot(std::string_view function, std::string_view reason, std::string_view hint) {
    fail_with_hint(DiagnosticId::InvalidArgument, hint, fmt::format("`{}`: {}", function, reason));
}

std::optional<double> real_double(const Value& value) {
    try {
        double result = 0;
        if (value.is_real()) {
            result = to_double(value, "plot");
        } else {
            if (!value.is(Tag::Expression) || is_condition(value) || is_symbolic(value) || expression_of(value).has_infinity()) return std::nullopt;
            const algebra::Number number = algebra::approximate(expression_of(value));
            if (!number.is_real()) return std::nullopt;
            result = number.float_re();
        }
        if (!(std::abs(result) <= plot::kLargest)) return std::nullopt;
        return result;
    } catch (const Failure& failure) { // too large, or never decided
        if (failure.diagnostic.kind == ErrorKind::LimitError && failure.diagnostic.id != DiagnosticId::FloatOverflow) throw;
        return std::nullopt;
    }
}

std::optional<std::vector<double>> real_tuple(const Value& value, std::size_t least, std::size_t most) {
    const std::optional<std::vector<Value>> parts = elements(value);
    if (!parts || parts->size() < least || parts->size() > most) return std::nullopt;
    std::vector<double> numbers;
    for (const Value& part : *parts) {
        const std::optional<double> number = real_double(part);
        if (!number) return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

std::vector<PlotGroup> plot_groups(Runtime& runtime, std::string_view function, const std::vector<Value>& values, std::size_t most) {
    std::vector<Value> given;
    for (const Value& value : values)
        if (!value.is_null() && !value.is_unset()) given.push_back(value);
    std::vector<PlotGroup> groups;
    for (std::size_t i = 0; i < given.size();) {
        PlotGroup group;
        if (is_symbol(given[i])) {
            group.symbol = expression_of(given[i++]);
        } else if (given[i].is(Tag::String)) {
            if (!utf8::is_identifier(text_of(given[i]))) fail_plot(function, fmt::format("{} is no name of a symbol", to_repr(runtime, given[i])));
            refuse_constant_name(text_of(given[i]));
            group.symbol = algebra::symbol(text_of(given[i++]));
        }
        if (i < given.size() && given[i].is(Tag::Range)) {
            const auto* range = given[i].as<RangeObject>();
            group.range = range_between(function, end_of(runtime, function, range->low), end_of(runtime, function, range->high));
            ++i;
        } else if (i < given.size() && !is_symbol(given[i]) && !given[i].is(Tag::String)) {
            const double low = end_of(runtime, function, given[i]);
            const bool three_numbers = !group.symbol && given.size() - i == 3;
            if (i + 1 >= given.size() || is_symbol(given[i + 1]) || three_numbers)
                fail_plot(function, "a range has two ends, and a symbol before them", "The arguments are `f, x, from, to`. Where a variable of that name holds a value, give the symbol as text: `\"x\"`.");
            const double high = end_of(runtime, function, given[i + 1]);
            group.range = range_between(function, low, high);
            group.counts_in_pi = counts_in_pi(given[i]) && counts_in_pi(given[i + 1]);
            i += 2;
        }
        groups.push_back(std::move(group));
    }
    if (groups.size() > most) fail_plot(function, fmt::format("there are {} ranges, and room for {}", groups.size(), most), "The arguments are `f, x, from, to`, with a second range for equations in two symbols.");
    return groups;
}

std::vector<PlotItem> plot_items(Runtime& runtime, std::string_view function, const Value& value, std::size_t dimension) {
    std::vector<PlotItem> items;
    if (value.is(Tag::Array)) {
        auto* array = value.as<ArrayObject>();
        if (array->size == 0) fail_plot(function, "there is nothing to draw in an empty array");
        if (std::optional<PointsItem> points = points_of(runtime, function, value, dimension)) {
            items.push_back({std::move(*points), ""});
            return items;
        }
        if (array->size > kMostItems) fail_plot(function, fmt::format("there are {} curves; at most {} fit into one drawing", array->size, kMostItems));
        for (const Value& element : *array) items.push_back(single_item(runtime, function, element, dimension));
        return items;
    }
    items.push_back(single_item(runtime, function, value, dimension));
    return items;
}

PlotItem plot_points(Runtime& runtime, std::string_view function, const Value& xs, const Value& ys) {
    const std::optional<std::vector<Value>> x = elements(xs), y = elements(ys);
    if (!x || !y || x->size() != y->size()) fail_plot(function, "the two arrays of coordinates must be equally long");
    if (x->size() > kMostPoints) fail(DiagnosticId::TooLarge, fmt::format("this `{}`", function), fmt::format("{} points", kMostPoints));
    PointsItem item;
    for (std::size_t i = 0; i < x->size(); ++i) {
        runtime.poll();
        const std::optional<double> a = real_double((*x)[i]), b = real_double((*y)[i]);
        if (!a || !b) fail_plot(function, fmt::format("point {} is not made of finite real numbers", i + 1));
        item.points.push_back({*a, *b});
    }
    return {std::move(item), ""};
}

std::string plot_call_text(Runtime& runtime, std::string_view function, const std::vector<Value>& arguments, const std::vector<std::pair<std::string_view, Value>>& options) {
    constexpr std::size_t kLongest = 60, kFewElements = 12;
    auto text_of_argument = [&](const Value& value) -> std::string {
        const std::optional<std::vector<Value>> parts = elements(value);
        if (parts && parts->size() > kFewElements) return fmt::format("[… {} elements]", parts->size());
        if (value.is(Tag::Matrix) && value.as<MatrixObject>()->size() > kFewElements) return fmt::format("mat[… {} rows]", value.as<MatrixObject>()->rows);
        return shortened(value.is(Tag::String) ? to_repr(runtime, value) : to_text(runtime, value), kLongest);
    };
    std::string out = std::string(function) + "(";
    bool first = true;
    for (const Value& value : arguments) {
        if (value.is_null() || value.is_unset()) continue;
        out += (first ? "" : ", ") + text_of_argument(value);
        first = false;
    }
    for (const auto& [name, value] : options) {
        if (value.is_null() || value.is_unset()) continue;
        out += fmt::format("{}{} = {}", first ? "" : ", ", name, text_of_argument(value));
        first = false;
    }
    return out + ")";
}

std::string text_option(Runtime& runtime, std::string_view function, std::string_view name, const Value& value) {
    constexpr std::size_t kLongest = 500;
    if (value.is_null() || value.is_unset()) return {};
    if (!value.is(Tag::String) && !value.is_number()) fail_plot(function, fmt::format("`{}` must be text, not {}", name, described(value)));
    std::string text = to_text(runtime, value);
    if (text.size() > kLongest) fail_plot(function, fmt::format("`{}` is longer than {} bytes", name, kLongest));
    return text;
}

bool flag_option(std::string_view function, std::string_view name, const Value& value) {
    if (value.is_null() || value.is_unset()) return false;
    if (!value.is(Tag::Bool)) fail_plot(function, fmt::format("`{}` must be true or false, not {}", name, described(value)));
    return value.integer != 0;
}

std::optional<plot::Range> range_option(std::string_view function, std::string_view name, const Value& value) {
    if (value.is_null() || value.is_unset()) return std::nullopt;
    std::optional<std::vector<double>> ends = real_tuple(value, 2, 2);
    if (value.is(Tag::Range)) {
        const std::optional<double> low = real_double(value.as<RangeObject>()->low), high = real_double(value.as<RangeObject>()->high);
        if (low && high) ends = {*low, *high};
    }
    if (!ends) fail_plot(function, fmt::format("`{}` must be a range as -2..2 or two numbers as [-2, 2], not {}", name, described(value)));
    return range_between(function, (*ends)[0], (*ends)[1]);
}

} // namespace rumina::library
