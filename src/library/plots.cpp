// Drawings as builtins. plot and plot3d are functions of the prelude (prelude/plot.lm), which call functions of the
// program for the native part here.
#include "library/drawing.h"
#include "library/topics.h"
#include "plot/axes.h"
#include "plot/histogram.h"
#include "plot/json.h"
#include "plot/svg.h"

namespace rumina::library {
namespace {

Value run_plot(Call& call) { return text(call, 0) == "plot3d" ? draw_in_space(call) : draw_in_plane(call); }

Value run_svg(Call& call) { return make_string(call, plot::to_svg(*call[0].as<PlotObject>()->figure)); }
Value run_plot_json(Call& call) { return make_string(call, plot::to_json(*call[0].as<PlotObject>()->figure)); }

std::vector<double> sample_of(Call& call) {
    constexpr std::size_t kMost = 10000000;
    std::vector<double> values;
    for_each(call.runtime, call[0], [&](const Value& element) {
        call.runtime.poll();
        if (values.size() >= kMost) fail(DiagnosticId::TooLarge, "this `histogram`", "10000000 values");
        const std::optional<double> value = real_double(element);
        if (!value) fail_plot("histogram", fmt::format("value {} is not a finite real number but {}", values.size() + 1, described(element)));
        values.push_back(*value);
        return true;
    });
    if (values.empty()) fail(DiagnosticId::EmptyInput, "histogram");
    return values;
}

Value run_histogram(Call& call) {
    constexpr std::string_view kName = "histogram";
    std::optional<std::size_t> bins;
    if (call.has(1)) bins = static_cast<std::size_t>(bounded(call, 1, 1, plot::kMostBins));
    auto figure = std::make_shared<plot::Figure>();
    figure->bars = plot::histogram(sample_of(call), bins);
    double highest = 0;
    for (const plot::Bar& bar : figure->bars) highest = std::max(highest, bar.height);
    const plot::Range across{figure->bars.front().from, figure->bars.back().to};
    plot::set_axis(figure->x, plot::widened(across, 0.03), plot::Counting::Decimal, 8);
    plot::set_axis(figure->y, {0, highest * 1.05}, plot::Counting::Decimal, std::clamp(static_cast<int>(highest), 1, 6));
    auto option = [&](std::size_t i) { return call.has(i) ? call[i] : Value::null(); };
    figure->title = text_option(call.runtime, kName, "title", option(2));
    figure->x.label = text_option(call.runtime, kName, "xlabel", option(3));
    figure->y.label = text_option(call.runtime, kName, "ylabel", option(4));
    figure->call = plot_call_text(call.runtime, kName, {call[0]}, {{"bins", option(1)}, {"title", option(2)}, {"xlabel", option(3)}, {"ylabel", option(4)}});
    const Value value = Value::of_object(call.runtime.heap.plot(figure));
    call.runtime.show_plot(std::move(figure));
    return value;
}

const Builtin records[] = {
    {.signature = "__plot(name: String, arguments: Array, options: Array, samples: Array) -> Any",
     .summary = "The drawing of a drawing function's arguments, or a function of the program and arguments whose values it wants next.",
     .examples = {},
     .run = run_plot,
     .pure = false},
    {.signature = "histogram(sample: Collection, bins?: Integer, title?: Any, xlabel?: Any, ylabel?: Any) -> Plot",
     .summary = "Bars for how many values of a sample fall into each of so many equal intervals; by default intervals of a round width.",
     .examples = {{"histogram([1, 2, 2, 3], 3)", "histogram([1, 2, 2, 3], bins = 3)"}, {"histogram([])", "!ArgumentError"}},
     .raises = {DiagnosticId::EmptyInput, DiagnosticId::InvalidArgument},
     .run = run_histogram,
     .pure = false},
    {.signature = "svg(plot: Plot) -> String",
     .summary = "A drawing as an SVG image. `rumina --plot out.svg program.lm` writes those of a program to files.",
     .examples = {{"sym x; svg(plot(x^2, x, -1, 1))[0..3]", "<svg"}, {"svg(1)", "!TypeError"}},
     .raises = {DiagnosticId::ArgumentKind},
     .methods = "plot",
     .run = run_svg},
    {.signature = "plot_json(plot: Plot) -> String",
     .summary = "A drawing as JSON: axes with ticks, curves as segments of points, bars, surfaces.",
     .examples = {{"plot_json(histogram([1, 2], 1))[0..15]", "{\"kind\":\"plane\","}},
     .raises = {DiagnosticId::ArgumentKind},
     .methods = "plot",
     .run = run_plot_json},
};

} // namespace

Records plot_builtins() { return records; }

} // namespace rumina::library
