#include "base/coverage.h"

#ifdef RUMINA_COVERAGE

#include <cstdlib>
#include <fstream>
#include <mutex>
#include <set>
#include <string>

namespace rumina::coverage {
namespace {

constexpr std::string_view kTableNames[] = {"production", "diagnostic", "opcode", "builtin"};

// Lives for the process: rows are reached until the very end.
struct Reached {
    std::mutex mutex;
    std::set<std::string, std::less<>> rows[4];
    ~Reached() {
        const char* path = std::getenv("RUMINA_COVERAGE_FILE");
        if (path == nullptr) return;
        std::string text;
        for (int table = 0; table < 4; ++table)
            for (const std::string& row : rows[table]) text.append(kTableNames[table]).append(" ").append(row).append("\n");
        std::ofstream(path, std::ios::app) << text;
    }
};

Reached& state() {
    static Reached reached;
    return reached;
}

} // namespace

void reached(Table table, std::string_view row) {
    Reached& all = state();
    std::lock_guard lock(all.mutex);
    auto& rows = all.rows[static_cast<int>(table)];
    if (rows.find(row) == rows.end()) rows.emplace(row);
}

} // namespace rumina::coverage

#endif
