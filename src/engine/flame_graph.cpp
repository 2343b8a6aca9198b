#include "engine/flame_graph.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace rumina {
namespace {

constexpr double kWidth = 1200, kRow = 18, kMargin = 10, kTop = 50, kThinnest = 0.3; // pixels
constexpr double kCharacter = 6.8;                                                  // of the font, about

std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '&') out += "&amp;";
        else if (c == '"') out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
    return out;
}

std::string fitting(std::string_view name, double width) {
    auto room = static_cast<std::size_t>(std::max(width - 6, 0.0) / kCharacter);
    if (name.size() <= room) return std::string(name);
    if (room < 3) return {};
    --room;
    while (room > 0 && (static_cast<unsigned char>(name[room]) & 0xC0) == 0x80) --room; // between code points
    return std::string(name.substr(0, room)) + "…";
}

/// Functions of the program warm, the library's cool; the shade tells neighbours apart.
std::string colour(const Profile::Function& function) {
    std::uint32_t hash = 2166136261u; // [Fowler, Noll & Vo]
    for (char c : function.name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    std::uint32_t hue = (function.builtin ? 190 : 20) + hash % 35, light = 62 + hash / 64 % 12;
    return fmt::format("hsl({},75%,{}%)", hue, light);
}

struct Bar {
    double x = 0, width = 0; ///< in ticks
    std::uint32_t level = 0;
};

} // namespace

std::string flame_graph(const Profile& profile, std::string_view title) {
    const std::vector<Profile::Node>& nodes = profile.nodes();
    std::vector<Bar> bars(nodes.size());
    // Callers stand before their callees.
    for (std::size_t i = nodes.size(); i-- > 0;) {
        bars[i].width += static_cast<double>(std::max<std::int64_t>(nodes[i].ticks, 0));
        if (i != 0) bars[nodes[i].parent].width += bars[i].width;
    }
    double whole = std::max(bars[0].width, 1.0), scale = (kWidth - 2 * kMargin) / whole;
    std::vector<double> used(nodes.size(), 0); // of a bar, by the callees placed so far
    std::uint32_t levels = 0;
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        const Bar& caller = bars[nodes[i].parent];
        bars[i].x = caller.x + used[nodes[i].parent];
        bars[i].level = caller.level + 1;
        used[nodes[i].parent] += bars[i].width;
        if (bars[i].width * scale >= kThinnest) levels = std::max(levels, bars[i].level);
    }
    double height = kTop + kRow * (levels + 1) + 2 * kMargin, floor = height - kMargin - kRow;
    std::string out = fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
                                  "viewBox=\"0 0 {0:.0f} {1:.0f}\" font-family=\"monospace\" font-size=\"11\">\n"
                                  "<style>rect:hover {{ stroke: #000; }} text {{ pointer-events: none; }}</style>\n"
                                  "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
                                  "<text x=\"{2:.0f}\" y=\"24\" font-size=\"16\" text-anchor=\"middle\">{3}</text>\n",
                                  kWidth, height, kWidth / 2, escaped(title));
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Bar& bar = bars[i];
        double x = kMargin + bar.x * scale, width = bar.width * scale, y = floor - kRow * bar.level;
        if (width < kThinnest) continue;
        bool root = i == 0;
        std::string name = root ? "all" : profile.functions()[nodes[i].function].name;
        std::string calls = root ? std::string() : fmt::format(", {} call{}", nodes[i].calls, nodes[i].calls == 1 ? "" : "s");
        auto in_ticks = static_cast<std::int64_t>(bar.width);
        out += fmt::format("<g><title>{}: {:.2f} %, {:.6f} s{}</title><rect x=\"{:.2f}\" y=\"{:.0f}\" width=\"{:.2f}\" height=\"{:.0f}\" rx=\"2\" fill=\"{}\"/>",
                           escaped(name), bar.width / whole * 100, profile.seconds(in_ticks), calls, x, y, width, kRow - 1,
                           root ? "#ccc" : colour(profile.functions()[nodes[i].function]));
        if (std::string label = fitting(name, width); !label.empty()) out += fmt::format("<text x=\"{:.2f}\" y=\"{:.0f}\">{}</text>", x + 3, y + 13, escaped(label));
        out += "</g>\n";
    }
    return out + "</svg>\n";
}

} // namespace rumina
