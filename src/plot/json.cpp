#include "plot/json.h"

#include <fmt/format.h>

#include "number/real.h"

namespace rumina::plot {

namespace {

class Writer {
public:
    std::string out;

    void text(std::string_view text) {
        out += '"';
        for (const char c : text) {
            if (c == '"' || c == '\\') out += '\\', out += c;
            else if (static_cast<unsigned char>(c) < 0x20 || c == '<') out += fmt::format("\\u{:04x}", static_cast<unsigned>(c)); // no tag in a page
            else out += c;
        }
        out += '"';
    }
    void key(std::string_view name) {
        if (out.back() != '{') out += ',';
        out.append("\"").append(name).append("\":");
    }
    void number(double value) { out += real::to_string(value); }
    void numbers(std::initializer_list<double> values) {
        out += '[';
        bool first = true;
        for (const double value : values) {
            if (!first) out += ',';
            first = false;
            number(value);
        }
        out += ']';
    }
    /// [a, b, …] with what `write` makes of each.
    template <typename Items, typename Write>
    void list(const Items& items, Write write) {
        out += '[';
        bool first = true;
        for (const auto& item : items) {
            if (!first) out += ',';
            first = false;
            write(item);
        }
        out += ']';
    }
    void axis(std::string_view name, const Axis& axis) {
        key(name);
        out += '{';
        key("low");
        number(axis.low);
        key("high");
        number(axis.high);
        key("label");
        text(axis.label);
        key("ticks");
        list(axis.ticks, [&](const Tick& tick) {
            out += '[';
            number(tick.at);
            out += ',';
            text(tick.text);
            out += ']';
        });
        out += '}';
    }
};

} // namespace

std::string to_json(const Figure& figure) {
    Writer w;
    w.out = "{";
    w.key("kind");
    w.text(figure.is_space ? "space" : "plane");
    w.key("call");
    w.text(figure.call);
    w.key("title");
    w.text(figure.title);
    w.axis("x", figure.x);
    w.axis("y", figure.y);
    if (figure.is_space) w.axis("z", figure.z);
    w.key("equalScales");
    w.out += figure.equal_scales ? "true" : "false";
    w.key("curves");
    w.list(figure.curves, [&](const Curve& curve) {
        w.out += '{';
        w.key("label");
        w.text(curve.label);
        w.key("style");
        w.text(curve.style == Style::Dots ? "dots" : "line");
        w.key("segments");
        w.list(curve.segments, [&](const auto& segment) { w.list(segment, [&](const Point& p) { w.numbers({p.x, p.y}); }); });
        w.out += '}';
    });
    w.key("bars");
    w.list(figure.bars, [&](const Bar& bar) { w.numbers({bar.from, bar.to, bar.height}); });
    w.key("surfaces");
    w.list(figure.surfaces, [&](const Surface& surface) {
        w.out += '{';
        w.key("label");
        w.text(surface.label);
        w.key("rows");
        w.out += fmt::format("{}", surface.rows);
        w.key("columns");
        w.out += fmt::format("{}", surface.columns);
        w.key("points");
        std::size_t i = 0;
        w.list(surface.points, [&](const Point3& p) {
            if (surface.holes[i++]) w.out += "null";
            else w.numbers({p.x, p.y, p.z});
        });
        w.out += '}';
    });
    w.key("spaceCurves");
    w.list(figure.space_curves, [&](const SpaceCurve& curve) {
        w.out += '{';
        w.key("label");
        w.text(curve.label);
        w.key("style");
        w.text(curve.style == Style::Dots ? "dots" : "line");
        w.key("segments");
        w.list(curve.segments, [&](const auto& segment) { w.list(segment, [&](const Point3& p) { w.numbers({p.x, p.y, p.z}); }); });
        w.out += '}';
    });
    return w.out + "}";
}

} // namespace rumina::plot
