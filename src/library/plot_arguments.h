// The arguments of drawing functions: what is drawn, between which ends, with what options.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "algebra/expression.h"
#include "plot/figure.h"
#include "plot/range.h"
#include "runtime/builtin.h"

namespace rumina::library {

/// InvalidArgument: "`plot`: " and the reason, with a hint.
[[noreturn]] void fail_plot(std::string_view function, std::string_view reason, std::string_view hint = {});

/// The double nearest to a constant value; nothing when it is no finite real number.
std::optional<double> real_double(const Value& value);
/// The doubles of a pair or triple; nothing for anything else.
std::optional<std::vector<double>> real_tuple(const Value& value, std::size_t least, std::size_t most);

/// A symbol and its ends; either may be missing.
struct PlotGroup {
    algebra::Expr symbol;
    std::optional<plot::Range> range;
    bool counts_in_pi = false; ///< both ends are multiples of π
};
/// `values`: x, from, to, y, bottom, top as far as they were given, in order; null where left out. A symbol may be text, the
/// two ends one range.
std::vector<PlotGroup> plot_groups(Runtime& runtime, std::string_view function, const std::vector<Value>& values, std::size_t most);

struct FormulaItem {
    algebra::Expr f;
};
/// A vec of two or three formulas.
struct ParametricItem {
    std::vector<algebra::Expr> parts;
};
/// f = 0
struct ImplicitItem {
    algebra::Expr f;
};
struct PointsItem {
    std::vector<std::vector<double>> points; ///< all of two numbers, or all of three
};
struct FunctionItem {
    Value function;
};
struct PlotItem {
    std::variant<FormulaItem, ParametricItem, ImplicitItem, PointsItem, FunctionItem> what;
    std::string label;
};
/// What the first argument of a drawing function stands for. `dimension`: of points and of parametric curves, 2 or 3.
std::vector<PlotItem> plot_items(Runtime& runtime, std::string_view function, const Value& value, std::size_t dimension);
/// Points from two arrays of numbers.
PlotItem plot_points(Runtime& runtime, std::string_view function, const Value& xs, const Value& ys);

/// How a drawing was asked for, with long arguments cut short.
std::string plot_call_text(Runtime& runtime, std::string_view function, const std::vector<Value>& arguments, const std::vector<std::pair<std::string_view, Value>>& options);

std::string text_option(Runtime& runtime, std::string_view function, std::string_view name, const Value& value);
bool flag_option(std::string_view function, std::string_view name, const Value& value);
std::optional<plot::Range> range_option(std::string_view function, std::string_view name, const Value& value);

} // namespace rumina::library
