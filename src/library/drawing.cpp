#include "library/drawing.h"

#include <algorithm>

#include "algebra/traversal.h"

namespace rumina::library {

using algebra::Expr;

Drawing::Drawing(Call& call, std::initializer_list<std::string_view> option_names, std::size_t dimension)
    : runtime_(call.runtime), name_(text(call, 0)), samples_(call.runtime, name_, call[3]) {
    auto* given = call[1].as<ArrayObject>();
    arguments_.assign(given->begin(), given->end());
    auto* options = call[2].as<ArrayObject>();
    std::size_t i = 0;
    for (const std::string_view name : option_names) {
        options_.emplace_back(name, i < options->size ? options->data[i] : Value::null());
        ++i;
    }
    if (arguments_.empty()) fail_plot(name_, "there is nothing to draw");
    rest_.assign(arguments_.begin() + 1, arguments_.end());
    if (dimension == 2 && !rest_.empty() && (rest_[0].is(Tag::Array) || rest_[0].is(Tag::Vector))) { // plot(xs, ys)
        items_.push_back(plot_points(runtime_, name_, arguments_[0], rest_[0]));
        rest_.erase(rest_.begin());
    } else {
        items_ = plot_items(runtime_, name_, arguments_[0], dimension);
    }
    groups_ = plot_groups(runtime_, name_, rest_, 2);
}

Value Drawing::option(std::string_view name) const {
    for (const auto& [known, value] : options_)
        if (known == name) return value;
    return Value::null();
}

void Drawing::read_labels() {
    const Value labels = option("labels");
    if (labels.is_null() || labels.is_unset()) return;
    if (!labels.is(Tag::Array) || labels.as<ArrayObject>()->size != items_.size())
        fail_plot(name_, fmt::format("`labels` must be an array of {} text{}, one for each part of the drawing", items_.size(), items_.size() == 1 ? "" : "s"));
    for (std::size_t i = 0; i < items_.size(); ++i) items_[i].label = text_option(runtime_, name_, "labels", labels.as<ArrayObject>()->data[i]);
}

bool Drawing::has_range() const {
    return std::any_of(groups_.begin(), groups_.end(), [](const PlotGroup& group) { return group.range.has_value(); });
}

std::vector<Expr> Drawing::choose_symbols(std::size_t wanted) const {
    std::vector<Expr> parts, chosen;
    for (const PlotItem& item : items_) {
        if (const auto* formula = std::get_if<FormulaItem>(&item.what)) parts.push_back(formula->f);
        if (const auto* equation = std::get_if<ImplicitItem>(&item.what)) parts.push_back(equation->f);
        if (const auto* curve = std::get_if<ParametricItem>(&item.what)) parts.insert(parts.end(), curve->parts.begin(), curve->parts.end());
    }
    std::vector<Expr> free;
    if (!parts.empty()) free = algebra::free_variables(algebra::apply_function(algebra::FunctionId::List, parts));
    for (const PlotGroup& group : groups_)
        if (group.symbol) chosen.push_back(group.symbol);
    auto is_chosen = [&](const Expr& symbol) { return std::find(chosen.begin(), chosen.end(), symbol) != chosen.end(); };
    for (const Expr& symbol : free) {
        if (is_chosen(symbol)) continue;
        const std::size_t place = chosen.size();
        if (place < wanted && (place >= groups_.size() || !groups_[place].symbol)) {
            chosen.push_back(symbol);
            continue;
        }
        std::string names;
        for (const Expr& c : chosen) names += (names.empty() ? "" : " and ") + std::string(c.symbol_name());
        std::string hint = fmt::format("Give it a value: `subs(f, {}, 1)`.", symbol.symbol_name());
        if (wanted == 1) hint += fmt::format(" `f == 0` draws the curve of an equation in {0} and {1}, `plot3d(f, …)` the surface.", names, symbol.symbol_name());
        fail_plot(name_, fmt::format("the symbol {} has no value; the drawing goes along {}", symbol.symbol_name(), names), hint);
    }
    for (const char* usual : {"x", "y", "t"})
        if (chosen.size() < wanted && !is_chosen(algebra::symbol(usual))) chosen.push_back(algebra::symbol(usual));
    return chosen;
}

void Drawing::fail_nothing() const {
    const std::string what = items_.size() == 1 && !items_[0].label.empty() ? items_[0].label : has_items<FunctionItem>() ? "this function" : "what is to be drawn";
    const std::string& why = samples_.first_error();
    const bool is_equation = has_items<ImplicitItem>();
    fail_plot(name_, is_equation ? fmt::format("no solution of {} was found in this range", what) : fmt::format("{} has no real values in this range", what),
              !why.empty()    ? "The function ends with: " + why
              : is_equation ? "Where the two sides only touch, without one becoming larger than the other, nothing is found; try another range."
                            : "Complex values are not drawn; `re(f)`, `im(f)` and `abs(f)` are.");
}

Value Drawing::finish(std::shared_ptr<plot::Figure> figure) {
    figure->title = text_of_option("title");
    figure->call = plot_call_text(runtime_, name_, arguments_, options_);
    Value value = Value::of_object(runtime_.heap.plot(figure));
    runtime_.show_plot(std::move(figure));
    return value;
}

} // namespace rumina::library
