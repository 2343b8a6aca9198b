#include "plot/svg_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "plot/number_text.h"

namespace rumina::plot {

namespace {

// Both rows are told apart by people with colour-blindness as well as eight colours can be, and have a contrast of at
// least 3 to their page.
constexpr std::string_view kLight[kColours] = {"#2563eb", "#dc2626", "#047857", "#b45309", "#7c3aed", "#0e7490", "#be185d", "#4d7c0f"};
constexpr std::string_view kDark[kColours] = {"#60a5fa", "#f87171", "#34d399", "#fbbf24", "#a78bfa", "#22d3ee", "#f472b6", "#a3e635"};

std::string style_sheet() {
    std::string out = "<style>"
                      "text{font:12px system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;fill:#334155}"
                      ".title{font-size:15px;font-weight:600;fill:#0f172a}.name{font-style:italic}"
                      ".page{fill:#fff}.grid{stroke:#e2e8f0;fill:none}.zero{stroke:#94a3b8;fill:none}.frame{stroke:#64748b;fill:none}"
                      ".curve{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}"
                      ".dots{fill:none;stroke-width:6;stroke-linecap:round}.bar{fill-opacity:.75;stroke:#fff}"
                      ".face{stroke:#000;stroke-opacity:.25;stroke-width:.5;stroke-linejoin:round}";
    for (std::size_t i = 0; i < kColours; ++i) out += fmt::format(".s{0}{{stroke:{1}}}.f{0}{{fill:{1}}}", i, kLight[i]);
    out += "@media(prefers-color-scheme:dark){text{fill:#cbd5e1}.title{fill:#f1f5f9}.page{fill:#0f172a}.grid{stroke:#1e293b}"
           ".zero{stroke:#64748b}.frame{stroke:#94a3b8}.bar{stroke:#0f172a}";
    for (std::size_t i = 0; i < kColours; ++i) out += fmt::format(".s{0}{{stroke:{1}}}.f{0}{{fill:{1}}}", i, kDark[i]);
    return out + "}</style>\n";
}

} // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '&') out += "&amp;";
        else if (c == '"') out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
        else if (c == '\n' || c == '\t') out += ' ';
    }
    return out;
}

double text_width(std::string_view text) {
    double width = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) == 0x80) continue; // not the first byte of a character
        width += byte >= 0xE3 ? 1.0 : std::string_view("il.,:;'|()[]{} /").find(c) != std::string_view::npos ? 0.38 : c == 'm' || c == 'w' || c == 'M' || c == 'W' ? 0.9 : 0.62;
    }
    return width * kFontSize;
}

std::string curve_class(std::size_t i) { return fmt::format("s{}", i % kColours); }

SvgPage::SvgPage(const Figure& figure, double width, double height) : width_(width), top_(12) {
    out_ = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\">\n<title>{2}</title>\n", coordinate(width),
                       coordinate(height), escaped(figure.call));
    out_ += style_sheet();
    out_ += "<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n";
    if (!figure.title.empty()) {
        text(width / 2, top_ + 14, figure.title, "title", Anchor::Middle);
        top_ += 26;
    }
    std::vector<LegendEntry> entries;
    for (const Curve& curve : figure.curves) entries.push_back({curve.label, curve.style, Colour::Own});
    for (const Surface& surface : figure.surfaces) entries.push_back({surface.label, Style::Line, figure.surfaces.size() == 1 ? Colour::Height : Colour::Own});
    for (const SpaceCurve& curve : figure.space_curves) entries.push_back({curve.label, curve.style, Colour::Own});
    legend(entries);
}

/// Rows of entries, each in the middle of the page; what is too long is cut.
void SvgPage::legend(const std::vector<LegendEntry>& entries) {
    constexpr double kSample = 22, kSpace = 18, kRow = 18;
    constexpr std::size_t kMostEntries = 24, kLongest = 60;
    struct Entry {
        std::size_t index;
        std::string label;
        double width, sample;
    };
    std::vector<std::vector<Entry>> rows(1);
    double used = 0;
    for (std::size_t i = 0; i < std::min(entries.size(), kMostEntries); ++i) {
        if (entries[i].label.empty()) continue;
        std::string label(entries[i].label);
        if (label.size() > kLongest) {
            std::size_t end = kLongest;
            while (end > 0 && (static_cast<unsigned char>(label[end]) & 0xC0) == 0x80) --end;
            label = label.substr(0, end) + "…";
        }
        const double sample = entries[i].colour == Colour::Height ? 0 : kSample + 6;
        const double width = sample + text_width(label) + kSpace;
        if (used + width > width_ - 20 && !rows.back().empty()) {
            rows.emplace_back();
            used = 0;
        }
        used += width;
        rows.back().push_back({i, std::move(label), width, sample});
    }
    for (const auto& row : rows) {
        if (row.empty()) continue;
        double whole = -kSpace;
        for (const Entry& entry : row) whole += entry.width;
        double x = std::max((width_ - whole) / 2, 8.0);
        const double y = top_ + 8;
        for (const Entry& entry : row) {
            const bool dots = entries[entry.index].style == Style::Dots;
            const std::string d = dots ? fmt::format("M{} {}h0", coordinate(x + kSample / 2), coordinate(y)) : fmt::format("M{} {}h{}", coordinate(x), coordinate(y), coordinate(kSample));
            if (entry.sample > 0) element(fmt::format("<path class=\"{} {}\"{} d=\"{}\"/>", dots ? "dots" : "curve", curve_class(entry.index),
                                entry.index / kColours % 2 == 1 && !dots ? " stroke-dasharray=\"6 5\"" : "", d));
            text(x + entry.sample, y + 4, entry.label, "", Anchor::Start);
            x += entry.width;
        }
        top_ += kRow;
    }
    top_ += 4;
}

void SvgPage::text(double x, double y, std::string_view text, std::string_view css_class, Anchor anchor, std::string_view more) {
    constexpr std::string_view kAnchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    out_ += fmt::format("<text x=\"{}\" y=\"{}\"{}{}{}>{}</text>\n", coordinate(x), coordinate(y), css_class.empty() ? "" : fmt::format(" class=\"{}\"", css_class),
                        kAnchors[static_cast<std::size_t>(anchor)], more, escaped(text));
}

std::string SvgPage::finish() && { return std::move(out_) + "</svg>\n"; }

} // namespace rumina::plot
