// What drawing functions share: the arguments of __plot, options, symbols, messages.
//
// The prelude's plot and plot3d call __plot again and again: it answers with the drawing, or with a function of the program
// and the arguments it wants to know its values at. Rounds that were answered come back with every call, so nothing is kept.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "library/arguments.h"
#include "library/plot_arguments.h"
#include "library/plot_samples.h"

namespace rumina::library {

/// Arguments of __plot: name, positional arguments, options in the order of `option_names`, samples.
class Drawing {
protected:
    Drawing(Call& call, std::initializer_list<std::string_view> option_names, std::size_t dimension);

    /// An option by its name; null when it was left out.
    Value option(std::string_view name) const;
    std::string text_of_option(std::string_view name) const { return text_option(runtime_, name_, name, option(name)); }
    /// Replaces the labels of the items by those of the option `labels`.
    void read_labels();
    bool has_range() const;
    /// The symbols of the ranges, in order, completed by the free symbols of the formulas. A symbol beyond `wanted` has no value: an error.
    std::vector<algebra::Expr> choose_symbols(std::size_t wanted) const;
    /// "… has no real values in this range".
    [[noreturn]] void fail_nothing() const;
    /// Gives it its call text, shows it, and makes it a value.
    Value finish(std::shared_ptr<plot::Figure> figure);

    template <typename Item>
    bool has_items() const {
        for (const PlotItem& item : items_)
            if (std::holds_alternative<Item>(item.what)) return true;
        return false;
    }

    Runtime& runtime_;
    std::string name_;
    PlotSamples samples_;
    std::vector<Value> arguments_, rest_; ///< all positional ones; those after the first
    std::vector<PlotItem> items_;
    std::vector<PlotGroup> groups_;

private:
    std::vector<std::pair<std::string_view, Value>> options_;
};

/// plot and plot3d: the drawing, or [function, arguments] to be answered first.
Value draw_in_plane(Call& call);
Value draw_in_space(Call& call);

} // namespace rumina::library
