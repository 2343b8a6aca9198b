#include "plot/json.h"

#include "base/json_writer.h"
#include "number/real.h"

namespace rumina::plot {

namespace {

/// A point of a curve, a bar: numbers are written as the language writes floats.
class Writer : public JsonWriter {
public:
    void real(double value) { raw(rumina::real::to_string(value)); }
    void reals(std::initializer_list<double> values) { list(values, [this](double value) { real(value); }); }
    void axis(std::string_view name, const Axis& axis) {
        key(name);
        begin_object();
        key("low");
        real(axis.low);
        key("high");
        real(axis.high);
        member("label", axis.label);
        key("ticks");
        list(axis.ticks, [this](const Tick& tick) {
            begin_array();
            real(tick.at);
            text(tick.text);
            end_array();
        });
        end_object();
    }
    void head(const std::string& label, Style style) {
        begin_object();
        member("label", label);
        member("style", style == Style::Dots ? "dots" : "line");
        key("segments");
    }
};

} // namespace

std::string to_json(const Figure& figure) {
    Writer w;
    w.begin_object();
    w.member("kind", figure.is_space ? "space" : "plane");
    w.member("call", figure.call);
    w.member("title", figure.title);
    w.axis("x", figure.x);
    w.axis("y", figure.y);
    if (figure.is_space) w.axis("z", figure.z);
    w.key("equalScales");
    w.boolean(figure.equal_scales);
    w.key("curves");
    w.list(figure.curves, [&](const Curve& curve) {
        w.head(curve.label, curve.style);
        w.list(curve.segments, [&](const auto& segment) { w.list(segment, [&](const Point& p) { w.reals({p.x, p.y}); }); });
        w.end_object();
    });
    w.key("bars");
    w.list(figure.bars, [&](const Bar& bar) { w.reals({bar.from, bar.to, bar.height}); });
    w.key("surfaces");
    w.list(figure.surfaces, [&](const Surface& surface) {
        w.begin_object();
        w.member("label", surface.label);
        w.member("rows", surface.rows);
        w.member("columns", surface.columns);
        w.key("points");
        std::size_t i = 0;
        w.list(surface.points, [&](const Point3& p) {
            if (surface.holes[i++]) w.null();
            else w.reals({p.x, p.y, p.z});
        });
        w.end_object();
    });
    w.key("spaceCurves");
    w.list(figure.space_curves, [&](const SpaceCurve& curve) {
        w.head(curve.label, curve.style);
        w.list(curve.segments, [&](const auto& segment) { w.list(segment, [&](const Point3& p) { w.reals({p.x, p.y, p.z}); }); });
        w.end_object();
    });
    w.end_object();
    return std::move(w.out);
}

} // namespace rumina::plot
