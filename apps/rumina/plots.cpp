#include "plots.h"

#include <cstdio>

#include "atomic_file.h"
#include "plot/json.h"
#include "plot/svg.h"

namespace rumina {
namespace {

/// "out-2.svg" for "out.svg"; the ending belongs to the name, not to a folder.
std::string numbered(const std::string& file, std::size_t number) {
    const std::size_t dot = file.rfind('.'), slash = file.rfind('/');
    const bool has_ending = dot != std::string::npos && (slash == std::string::npos ? dot > 0 : dot > slash + 1);
    const std::string mark = "-" + std::to_string(number);
    return has_ending ? file.substr(0, dot) + mark + file.substr(dot) : file + mark;
}

} // namespace

bool write_plots(Engine& engine, const std::string& file) {
    const auto& plots = engine.runtime().plots();
    if (plots.empty()) {
        std::fprintf(stderr, "rumina: --plot: the program made no plot, so %s was not written; plot(…), plot3d(…) and histogram(…) make them\n", file.c_str());
        return false;
    }
    for (std::size_t i = 0; i < plots.size(); ++i) {
        const std::string path = plots.size() == 1 ? file : numbered(file, i + 1);
        std::string why;
        if (write_atomically(path, file.ends_with(".json") ? plot::to_json(*plots[i]) + "\n" : plot::to_svg(*plots[i]), why)) continue;
        std::fputs(engine.render(make_diagnostic(DiagnosticId::FileNotWritten, Span{}, path, why)).c_str(), stderr);
        return false;
    }
    if (const std::size_t left_out = engine.runtime().plots_left_out(); left_out != 0)
        std::fprintf(stderr, "rumina: --plot: %zu further plots were not written; at most %zu are\n", left_out, plots.size());
    return true;
}

} // namespace rumina
