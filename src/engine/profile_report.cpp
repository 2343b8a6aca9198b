#include "engine/profile_report.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "algebra/memo.h"
#include "diagnostics/diagnostic.h"

namespace rumina {
namespace {

/// Rows of a table in the text; the JSON has all.
constexpr std::size_t kRows = 15;

struct PartName {
    Profile::Share share;
    std::string_view name, meaning;
};
constexpr PartName kParts[] = {
    {Profile::Share::Instructions, "instructions", "of the virtual machine, on small numbers, arrays and structs"},
    {Profile::Share::Operations, "operations", "instructions on big numbers, expressions, text and collections"},
    {Profile::Share::Builtins, "builtins", "functions of the library"},
    {Profile::Share::Conversions, "conversions", "from one kind of value to another"},
    {Profile::Share::Collector, "collector", "finding and freeing what is no longer reachable"},
};

constexpr std::string_view kKinds[kLastTag + 1] = {"",       "",         "",        "",      "",       "bigint", "rational", "expression", "string", "array", "struct",
                                                   "function", "builtin", "range", "module", "error", "cell",   "vec",      "mat",        "table",  "set",    "plot"};

std::vector<ProfileReport::LineRow> lines_of(const Profile& profile, const SourceMap& sources) {
    struct Use {
        std::int64_t ticks = 0;
        std::uint64_t count = 0;
    };
    std::map<std::pair<std::uint32_t, std::uint32_t>, Use> uses; // source, line
    for (const auto& code : profile.codes()) {
        if (code->prototype->from_prelude) continue;
        const std::vector<Span>& spans = code->prototype->chunk->spans;
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> most; // a line runs as often as its busiest instruction
        for (std::size_t i = 0; i < code->counts.size(); ++i) {
            if (code->counts[i] == 0 || !spans[i]) continue;
            std::pair place{spans[i].source, sources.line(spans[i])};
            uses[place].ticks += code->ticks[i];
            most[place] = std::max(most[place], code->counts[i]);
        }
        for (const auto& [place, count] : most) uses[place].count += count;
    }
    std::vector<ProfileReport::LineRow> rows;
    for (const auto& [place, use] : uses) {
        const SourceFile& file = sources.file(place.first);
        std::string_view text = file.line_text(place.second);
        text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
        rows.push_back({file.name(), place.second, std::string(text), profile.seconds(use.ticks), use.count});
    }
    return rows;
}

/// Most first; equal ones stay in the order they have.
template <typename Row, typename Key>
void sort_by(std::vector<Row>& rows, Key key) {
    std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return key(a) > key(b); });
}

} // namespace

ProfileReport make_report(const Profile& profile, Runtime& runtime, std::string program) {
    ProfileReport report;
    report.program = std::move(program);
    report.seconds = profile.seconds(profile.total());
    report.reading_seconds = profile.seconds(profile.reading());
    report.steps = runtime.steps_taken();
    for (const PartName& part : kParts) report.parts.push_back({part.name, part.meaning, profile.seconds(profile.share(part.share))});
    for (const Profile::Function& function : profile.functions()) {
        const SourceFile* file = function.builtin ? nullptr : runtime.sources.file(function.span);
        report.functions.push_back({function.name, file == nullptr ? "" : file->name(), file == nullptr ? 0 : file->line(function.span.begin),
                                    profile.seconds(function.self), profile.seconds(function.total), function.calls, function.objects, function.bytes});
    }
    sort_by(report.functions, [](const auto& row) { return row.self; });
    report.lines = lines_of(profile, runtime.sources);
    sort_by(report.lines, [](const auto& row) { return row.seconds; });
    for (std::size_t i = 0; i < profile.opcodes().size(); ++i) {
        const Profile::OpcodeUse& use = profile.opcodes()[i];
        if (use.count != 0) report.opcodes.push_back({info(static_cast<Opcode>(i)).name, profile.seconds(use.ticks), use.count});
    }
    sort_by(report.opcodes, [](const auto& row) { return row.seconds; });
    for (std::size_t tag = kFirstObjectTag; tag <= kLastTag; ++tag)
        if (profile.made()[tag].objects != 0) report.objects.push_back({kKinds[tag], profile.made()[tag].objects, profile.made()[tag].bytes});
    sort_by(report.objects, [](const auto& row) { return row.objects; });

    report.caches.push_back({"members", profile.members().hits, profile.members().misses});
    report.caches.push_back({"methods", profile.methods().hits, profile.methods().misses});
    for (std::size_t i = 0; i < static_cast<std::size_t>(algebra::MemoId::Count); ++i) {
        auto id = static_cast<algebra::MemoId>(i);
        const algebra::MemoStatistics& use = runtime.expressions.memo(id).statistics();
        if (use.hits + use.misses != 0) report.caches.push_back({fmt::format("{} of a part", algebra::name_of(id)), use.hits, use.misses});
    }
    for (std::uint32_t index = 0; index < runtime.results.statistics().size(); ++index) { // in the order of the table
        const ResultCache::Statistics& use = runtime.results.statistics()[index];
        if (use.hits + use.misses != 0) report.caches.push_back({std::string(runtime.builtins.signature(index).name), use.hits, use.misses});
    }
    const HeapStatistics& heap = runtime.heap.statistics();
    const algebra::StoreStatistics& store = runtime.expressions.statistics();
    report.collector = {heap.collections, heap.marked, heap.freed, profile.seconds(profile.share(Profile::Share::Collector)),
                        std::max(heap.peak_bytes, heap.bytes), store.nodes, store.peak_bytes};
    return report;
}

// ── text ────────────────────────────────────────────────────────────────────────────────────────────────────

namespace {

/// Seconds of a run as a part of it, and as time.
struct Timing {
    double whole;
    std::string operator()(double seconds) const { return fmt::format("{:5.1f} %", whole > 0 ? seconds / whole * 100 : 0); }
};

std::string time_text(double seconds) { return seconds < 1 ? fmt::format("{:.3f} ms", seconds * 1e3) : fmt::format("{:.3f} s", seconds); }

std::string rest_text(std::size_t rows) { return rows > kRows ? fmt::format("  … {} more\n", rows - kRows) : std::string(); }

} // namespace

std::string report_text(const ProfileReport& report) {
    Timing part{report.seconds};
    std::string out = fmt::format("profile of {}: {} in {} steps; {} to read and compile it\n", report.program, time_text(report.seconds), report.steps,
                                  time_text(report.reading_seconds));
    out += "counts are exact; times are estimates, without the profiler's own\n\nshare of time\n";
    for (const auto& row : report.parts) out += fmt::format("  {:12} {}  {}\n", row.name, part(row.seconds), row.meaning);

    out += "\nfunctions           self    total        calls      objects        bytes\n";
    for (std::size_t i = 0; i < std::min(kRows, report.functions.size()); ++i) {
        const auto& row = report.functions[i];
        std::string place = row.line == 0 ? "builtin" : fmt::format("{}:{}", row.file, row.line);
        out += fmt::format("  {:14} {}  {} {:12} {:12} {:12}  {}\n", shortened(row.name, 14), part(row.self), part(row.total), row.calls, row.objects, row.bytes, place);
    }
    out += rest_text(report.functions.size());

    out += "\nlines               time        count\n";
    for (std::size_t i = 0; i < std::min(kRows, report.lines.size()); ++i) {
        const auto& row = report.lines[i];
        out += fmt::format("  {:14} {} {:12}  {}\n", fmt::format("{}:{}", row.file, row.line), part(row.seconds), row.count, shortened(row.text, 80));
    }
    out += rest_text(report.lines.size());

    out += "\ninstructions                time        count   ns each\n";
    for (std::size_t i = 0; i < std::min(kRows, report.opcodes.size()); ++i) {
        const auto& row = report.opcodes[i];
        out += fmt::format("  {:22} {} {:12} {:9.1f}\n", row.name, part(row.seconds), row.count, row.seconds * 1e9 / static_cast<double>(row.count));
    }
    out += rest_text(report.opcodes.size());

    out += "\nobjects made          number        bytes\n";
    for (const auto& row : report.objects) out += fmt::format("  {:14} {:12} {:12}\n", row.kind, row.objects, row.bytes);
    if (report.objects.empty()) out += "  none\n";

    out += "\ncaches                        hits       misses   hit rate\n";
    for (const auto& row : report.caches) {
        std::uint64_t asked = row.hits + row.misses;
        out += fmt::format("  {:22} {:10} {:12}   {}\n", row.name, row.hits, row.misses,
                           asked == 0 ? "       -" : fmt::format("{:6.1f} %", 100.0 * static_cast<double>(row.hits) / static_cast<double>(asked)));
    }
    const auto& collector = report.collector;
    out += fmt::format("\ncollector: {} collections in {}, {} objects marked, {} freed; heap at most {} bytes\n"
                       "expressions: {} nodes now, at most {} bytes\n",
                       collector.collections, time_text(collector.seconds), collector.marked, collector.freed, collector.peak_bytes, collector.expression_nodes,
                       collector.expression_bytes);
    return out;
}

// ── JSON ────────────────────────────────────────────────────────────────────────────────────────────────────

namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += {'\\', c};
        else if (static_cast<unsigned char>(c) < 0x20) out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else out += c;
    }
    return out + '"';
}

/// "name": [ one object a row ]
template <typename Rows, typename Format>
std::string json_rows(std::string_view name, const Rows& rows, Format format) {
    std::string out = fmt::format("  \"{}\": [", name);
    bool first = true;
    for (const auto& row : rows) {
        out += first ? "\n    " : ",\n    ";
        out += format(row);
        first = false;
    }
    return out + (first ? "]" : "\n  ]");
}

} // namespace

std::string report_json(const ProfileReport& report) {
    std::string out = "{\n";
    out += fmt::format("  \"program\": {},\n  \"seconds\": {:.9f},\n  \"reading_seconds\": {:.9f},\n  \"steps\": {},\n", quoted(report.program), report.seconds,
                       report.reading_seconds, report.steps);
    out += json_rows("time", report.parts, [](const auto& row) { return fmt::format(R"({{"part": {}, "seconds": {:.9f}}})", quoted(row.name), row.seconds); });
    out += ",\n" + json_rows("functions", report.functions, [](const auto& row) {
        return fmt::format(R"({{"name": {}, "file": {}, "line": {}, "calls": {}, "self_seconds": {:.9f}, "total_seconds": {:.9f}, "objects": {}, "bytes": {}}})",
                           quoted(row.name), row.line == 0 ? "null" : quoted(row.file), row.line == 0 ? "null" : fmt::format("{}", row.line), row.calls, row.self,
                           row.total, row.objects, row.bytes);
    });
    out += ",\n" + json_rows("lines", report.lines, [](const auto& row) {
        return fmt::format(R"({{"file": {}, "line": {}, "count": {}, "seconds": {:.9f}, "text": {}}})", quoted(row.file), row.line, row.count, row.seconds, quoted(row.text));
    });
    out += ",\n" + json_rows("instructions", report.opcodes, [](const auto& row) {
        return fmt::format(R"({{"name": {}, "count": {}, "seconds": {:.9f}}})", quoted(row.name), row.count, row.seconds);
    });
    out += ",\n" + json_rows("objects", report.objects, [](const auto& row) {
        return fmt::format(R"({{"kind": {}, "number": {}, "bytes": {}}})", quoted(row.kind), row.objects, row.bytes);
    });
    out += ",\n" + json_rows("caches", report.caches, [](const auto& row) {
        return fmt::format(R"({{"name": {}, "hits": {}, "misses": {}}})", quoted(row.name), row.hits, row.misses);
    });
    const auto& c = report.collector;
    out += fmt::format(",\n  \"collector\": {{\"collections\": {}, \"seconds\": {:.9f}, \"marked\": {}, \"freed\": {}, \"peak_bytes\": {}}},\n", c.collections, c.seconds,
                       c.marked, c.freed, c.peak_bytes);
    out += fmt::format("  \"expressions\": {{\"nodes\": {}, \"peak_bytes\": {}}}\n}}\n", c.expression_nodes, c.expression_bytes);
    return out;
}

} // namespace rumina
