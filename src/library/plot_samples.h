// Functions of a program in drawings: values that were answered so far, and what is to be asked next.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plot/curves.h"
#include "runtime/runtime.h"

namespace rumina::library {

class PlotSamples {
public:
    /// `answered`: an array of rounds [arguments, values], in the order in which they were asked for.
    PlotSamples(Runtime& runtime, std::string_view name, const Value& answered);

    /// The curve of a function of one parameter that gives numbers, or pairs of them (then `in_plane` becomes true), or
    /// distances in polar coordinates; else the request [function, arguments] to be answered first.
    std::optional<Value> curve(const Value& function, const plot::Range& range, bool polar, plot::Drawn& drawn, bool& in_plane);

    /// The surface of a function of two parameters, on the grid of plot/surfaces.h; else the request.
    std::optional<Value> surface(const Value& function, const plot::Range& across, const plot::Range& along, plot::Surface& surface);

    /// What the first call that failed ended with; "" when none did.
    const std::string& first_error() const { return first_error_; }

private:
    /// The values of the next round that was answered; nothing when it is still to be asked.
    const Value* next_round(std::size_t count);
    plot::Point point_of(const Value& value, double t, bool polar, bool& is_pair);
    /// The number that a function gave; NaN for an error, null or a complex number, an error for other kinds.
    double number_of(const Value& value, std::string_view at);

    Runtime& runtime_;
    std::string name_;
    ArrayObject* answered_;
    std::size_t next_ = 0;
    std::string first_error_;
};

} // namespace rumina::library
