#include "library/plot_samples.h"

#include <limits>

#include "library/arguments.h"
#include "number/real.h"
#include "runtime/expression_values.h"
#include "library/plot_arguments.h"
#include "plot/surfaces.h"

namespace rumina::library {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

} // namespace

PlotSamples::PlotSamples(Runtime& runtime, std::string_view name, const Value& answered) : runtime_(runtime), name_(name), answered_(answered.as<ArrayObject>()) {}

const Value* PlotSamples::next_round(std::size_t count) {
    if (next_ >= answered_->size) return nullptr;
    const Value& round = answered_->data[next_++];
    if (!round.is(Tag::Array) || round.as<ArrayObject>()->size != count) fail_plot(name_, "the answers do not belong to what was asked for");
    return round.as<ArrayObject>()->data;
}

plot::Point PlotSamples::point_of(const Value& value, double t, bool polar, bool& is_pair) {
    if (value.is(Tag::Vector) || value.is(Tag::Array)) {
        is_pair = true;
        const std::optional<std::vector<double>> pair = real_tuple(value, 2, 2);
        return pair ? plot::Point{(*pair)[0], (*pair)[1]} : plot::Point{kNone, kNone};
    }
    const double y = number_of(value, real::to_string(t));
    return polar ? plot::polar_point(y, t) : plot::Point{t, y};
}

double PlotSamples::number_of(const Value& value, std::string_view at) {
    if (value.is(Tag::Error)) {
        if (first_error_.empty()) first_error_ = to_text(runtime_, value);
        return kNone;
    }
    if (value.is_null()) return kNone;
    if (!value.is_number() || is_condition(value) || is_symbolic(value))
        fail_plot(name_, fmt::format("the function must give numbers, not {}", described(value)), fmt::format("It gave {} for {}.", to_repr(runtime_, value), at));
    return real_double(value).value_or(kNone);
}

std::optional<Value> PlotSamples::surface(const Value& function, const plot::Range& across, const plot::Range& along, plot::Surface& surface) {
    surface = plot::empty_surface();
    const std::size_t cells = plot::kSurfaceCells;
    const Value* values = next_round(surface.points.size());
    if (values == nullptr) {
        ArrayObject* pairs = runtime_.heap.array(surface.points.size());
        for (std::size_t row = 0; row < surface.rows; ++row)
            for (std::size_t column = 0; column < surface.columns; ++column)
                runtime_.heap.push(pairs, make_array(runtime_, {Value::of_float(plot::grid_value(across, column, cells)), Value::of_float(plot::grid_value(along, row, cells))}));
        return make_array(runtime_, {function, Value::of_object(pairs)});
    }
    for (std::size_t row = 0; row < surface.rows; ++row)
        for (std::size_t column = 0; column < surface.columns; ++column) {
            const double x = plot::grid_value(across, column, cells), y = plot::grid_value(along, row, cells);
            plot::set_point(surface, column, row, {x, y, number_of(values[row * surface.columns + column], fmt::format("{} and {}", real::to_string(x), real::to_string(y)))});
        }
    return std::nullopt;
}

std::optional<Value> PlotSamples::curve(const Value& function, const plot::Range& range, bool polar, plot::Drawn& drawn, bool& in_plane) {
    plot::Samples known;
    bool is_pair = polar;
    for (;;) {
        // A graph until the first round told more; the grid is the same for both.
        const plot::Sampler sampler(range.low, range.high, is_pair ? plot::CurveKind::Plane : plot::CurveKind::Graph);
        const std::vector<double> t = sampler.wanted(known);
        if (t.empty()) {
            drawn = plot::drawn(sampler, known);
            in_plane = is_pair;
            return std::nullopt;
        }
        const Value* values = next_round(t.size());
        if (values == nullptr) {
            ArrayObject* numbers = runtime_.heap.array(t.size());
            for (const double at : t) runtime_.heap.push(numbers, Value::of_float(at));
            return make_array(runtime_, {function, Value::of_object(numbers)});
        }
        std::vector<plot::Point> at;
        for (std::size_t i = 0; i < t.size(); ++i) at.push_back(point_of(values[i], t[i], polar, is_pair));
        plot::Sampler::add(known, t, at);
        runtime_.poll_work(t.size());
    }
}

} // namespace rumina::library
