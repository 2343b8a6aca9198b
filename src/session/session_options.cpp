#include "session/session_options.h"

#include <cmath>

#include <fmt/format.h>

#include "base/json_reader.h"

namespace rumina {
namespace {

using Kind = JsonValue::Kind;

/// An engine needs some of it before a program begins.
constexpr double kLeastMemory = 1 << 20;

/// Reads members into fields and notes the first that does not fit.
class OptionReader {
public:
    explicit OptionReader(SessionOptions& options) : options_(options) {}

    void read(const JsonValue& json) {
        for_members("", json, [&](const std::string& name, const JsonValue& value) {
            if (name == "limits") for_members(name, value, [&](const std::string& key, const JsonValue& limit) { read_limit(key, limit); });
            else if (name == "capabilities") for_members(name, value, [&](const std::string& key, const JsonValue& item) { read_capability(key, item); });
            else if (name == "seed") read_seed(value);
            else if (name == "hexadecimal") read_bool(name, value, options_.hexadecimal);
            else if (name == "brief") read_bool(name, value, options_.brief);
            else refuse(name, "is no option");
        });
    }

private:
    void refuse(const std::string& name, std::string_view why) {
        if (options_.mistake.empty()) options_.mistake = "the option `" + name + "` " + std::string(why);
    }
    template <typename Read>
    void for_members(const std::string& name, const JsonValue& json, Read read) {
        if (!json.is(Kind::Object)) return refuse(name, "must be an object");
        for (const auto& [key, value] : json.members) read(key, value);
    }

    void read_bool(const std::string& name, const JsonValue& value, bool& option) {
        if (!value.is(Kind::Bool)) return refuse(name, "must be true or false");
        option = value.boolean;
    }
    void read_seed(const JsonValue& value) {
        if (!value.is(Kind::Number) || !(value.number >= 0) || value.number > 0x1p53) return refuse("seed", "must be a whole number");
        options_.capabilities.seed = static_cast<std::uint64_t>(value.number);
    }

    void read_limit(const std::string& key, const JsonValue& value) {
        Limits& limits = options_.limits;
        if (key == "time") return read_number(key, value, true, 1e-3, 1e9, [&](double seconds) { limits.seconds = seconds; });
        if (key == "memory") return read_number(key, value, true, kLeastMemory, 0x1p40, [&](double bytes) { limits.memory = static_cast<std::uint64_t>(bytes); });
        if (key == "steps") return read_number(key, value, true, 1, 0x1p53, [&](double steps) { limits.steps = static_cast<std::uint64_t>(steps); });
        if (key == "output") return read_number(key, value, true, 1, 0x1p40, [&](double bytes) { limits.output = static_cast<std::uint64_t>(bytes); });
        if (key == "depth") return read_number(key, value, false, 1, 1e6, [&](double depth) { limits.call_depth = static_cast<std::uint32_t>(depth); });
        if (key == "digits") return read_number(key, value, false, 1, 1e9, [&](double digits) { limits.set_digits(digits); });
        if (key == "terms") return read_number(key, value, false, 1, 0x1p53, [&](double terms) { limits.terms = static_cast<std::uint64_t>(terms); });
        refuse("limits." + key, "is no limit; there are time, memory, steps, output, depth, digits and terms");
    }
    /// null lifts the limit, which is 0 then, where it may be lifted.
    template <typename Set>
    void read_number(const std::string& key, const JsonValue& value, bool may_be_lifted, double least, double most, Set set) {
        if (value.is(Kind::Null) && may_be_lifted) set(0);
        else if (!value.is(Kind::Number) || !(value.number >= least) || value.number > most) refuse("limits." + key, fmt::format("must be a number from {} to {}", least, most));
        else set(value.number);
    }

    void read_capability(const std::string& key, const JsonValue& value) {
        Capabilities& capabilities = options_.capabilities;
        if (key == "clock" || key == "entropy") {
            read_bool("capabilities." + key, value, key == "clock" ? capabilities.clock : capabilities.entropy);
        } else if (key == "input") {
            if (!value.is(Kind::Array)) return refuse("capabilities.input", "must be a list of lines");
            for (const JsonValue& line : value.items) {
                if (!line.is_string()) return refuse("capabilities.input", "must be a list of lines");
                capabilities.input.push_back(line.text);
            }
        } else if (key == "sources") {
            for_members("capabilities.sources", value, [&](const std::string& name, const JsonValue& text) {
                if (!text.is_string()) return refuse("capabilities.sources", "must hold texts");
                capabilities.sources[name] = text.text;
            });
        } else {
            refuse("capabilities." + key, "is no capability; there are clock, entropy, input and sources");
        }
    }

    SessionOptions& options_;
};

} // namespace

SessionOptions::SessionOptions() {
    limits.seconds = 10;
    limits.memory = std::uint64_t{256} << 20;
    limits.steps = 1'000'000'000;
    limits.output = std::uint64_t{16} << 20;
}

SessionOptions read_options(std::string_view json) {
    SessionOptions options;
    std::string mistake;
    if (std::optional<JsonValue> value = read_json(json, mistake)) OptionReader(options).read(*value);
    else options.mistake = "the options are no JSON: " + mistake;
    return options;
}

} // namespace rumina
