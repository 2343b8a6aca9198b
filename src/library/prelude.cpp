#include "library/prelude.h"

#include <deque>
#include <unordered_map>

namespace rumina {
namespace library {
namespace {

constexpr std::string_view kMark = "#:";

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

std::string_view next_line(std::string_view& text) {
    std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

bool take_field(std::string_view line, std::string_view name, std::string_view& field) {
    if (!line.starts_with(name) || line.substr(name.size(), 1) != ":") return false;
    field = trimmed(line.substr(name.size() + 1));
    return true;
}

// The examples of parsed records; a deque, so that they stay where they are.
std::deque<std::vector<Example>>& example_storage() {
    static std::deque<std::vector<Example>> storage;
    return storage;
}

// Reads the lines of one record, whose first line is given.
Builtin read_record(std::string_view first, std::string_view& text, std::string& problem) {
    Builtin record{.signature = first, .summary = {}, .examples = {}, .pure = false};
    std::vector<Example> examples;
    while (text.starts_with(kMark)) {
        std::string_view line = trimmed(next_line(text).substr(kMark.size()));
        if (line.starts_with("> ")) {
            Example example{line.substr(2), {}};
            if (text.starts_with(kMark)) example.result = trimmed(next_line(text).substr(kMark.size()));
            examples.push_back(example);
        } else if (!take_field(line, "aliases", record.aliases) && !take_field(line, "methods", record.methods) &&
                   !take_field(line, "source", record.source)) {
            if (!record.summary.empty()) problem = std::string(first) + ": a summary is one line";
            record.summary = line;
        }
    }
    if (record.summary.empty()) problem = std::string(first) + ": the summary is missing";
    if (examples.empty()) problem = std::string(first) + ": an example is missing";
    record.parsed_examples = example_storage().emplace_back(std::move(examples));
    return record;
}

} // namespace

std::vector<PreludeRecord> parse_prelude(const PreludeSource& source, std::string& problem) {
    std::vector<PreludeRecord> records;
    std::string_view text = source.text;
    while (!text.empty()) {
        std::string_view line = next_line(text);
        if (!line.starts_with(kMark)) continue;
        std::string_view signature = trimmed(line.substr(kMark.size()));
        Builtin record = read_record(signature, text, problem);
        std::string_view name = signature.substr(0, signature.find('('));
        std::string_view definition = next_line(text);
        std::string_view expected = "func ";
        if (!definition.starts_with(expected) || definition.substr(expected.size(), name.size() + 1) != std::string(name) + "(")
            problem = std::string(signature) + ": the function of that name must follow";
        records.push_back({record, name, source.name});
    }
    return records;
}

const std::vector<PreludeRecord>& prelude_records() {
    // The texts never change, so one parse serves all engines.
    static const std::vector<PreludeRecord> records = [] {
        std::vector<PreludeRecord> all;
        std::string problem;
        for (const PreludeSource& source : prelude_sources)
            for (PreludeRecord& record : parse_prelude(source, problem)) all.push_back(record);
        RUMINA_ASSERT(problem.empty(), problem.c_str());
        return all;
    }();
    return records;
}

} // namespace library

std::vector<PreludeFunction> prelude_functions(Runtime& runtime) {
    std::unordered_map<const Builtin*, std::uint32_t> places;
    for (std::uint32_t i = 0; i < runtime.builtins.size(); ++i) places.emplace(runtime.builtins.entry(i).record, i);
    std::vector<PreludeFunction> functions;
    for (const library::PreludeRecord& item : library::prelude_records())
        if (auto place = places.find(&item.record); place != places.end())
            functions.push_back({item.function, place->second, &item.record});
    return functions;
}

} // namespace rumina
