// The command line's way of running a program, for the golden files: a file by its path, its output, errors and exit
// status. Linked with the objects of the module; JavaScript gives it files, lines of input and the clock.
#include <string>

#include <emscripten.h>
#include <emscripten/html5.h>

#include "engine/engine.h"
#include "runtime/exit.h"

// clang-format off
EM_JS(char*, golden_read, (const char* path, std::size_t* bytes), { return Module.golden.read(path, bytes); });
EM_JS(char*, golden_real_path, (const char* path), { return Module.golden.realPath(path); });
EM_JS(char*, golden_line, (std::size_t* bytes), { return Module.golden.line(bytes); });
EM_JS(int, golden_utc_offset, (double time), { return -60 * new Date(time * 1000).getTimezoneOffset(); });
// clang-format on

namespace rumina {
namespace {

std::string taken(char* text, std::size_t bytes) {
    std::string copy(text, bytes);
    std::free(text);
    return copy;
}

class GoldenHost final : public Host {
public:
    std::string output;

    void write(std::string_view text) override { output += text; }
    std::optional<std::string> read_line(std::string_view prompt) override {
        output += prompt;
        std::size_t bytes = 0;
        char* line = golden_line(&bytes);
        if (line == nullptr) return std::nullopt;
        return taken(line, bytes);
    }
    std::optional<std::string> read_source(const std::string& path, std::string& why) override {
        std::size_t bytes = 0;
        char* text = path.find('\0') == std::string::npos ? golden_read(path.c_str(), &bytes) : nullptr;
        if (text != nullptr) return taken(text, bytes);
        why = "there is no such file";
        return std::nullopt;
    }
    std::string canonical_path(const std::string& path) override {
        char* real = golden_real_path(path.c_str());
        return taken(real, std::char_traits<char>::length(real));
    }
    double now() override { return emscripten_date_now() / 1000; }
    double elapsed() override { return emscripten_get_now() / 1000; }
    std::int64_t utc_offset(double time) override { return golden_utc_offset(time); }
    std::uint64_t entropy() override { return static_cast<std::uint64_t>(emscripten_random() * 0x1p32) << 32 | static_cast<std::uint64_t>(emscripten_random() * 0x1p32); }
};

std::string last_output, last_errors, mistake;
EngineOptions options;

int run(const char* path, const char* code) {
    GoldenHost host;
    int status = 0;
    try {
        Engine engine(host, options);
        engine.runtime().most_plots = 0;
        try {
            const Evaluation evaluation = code != nullptr ? engine.evaluate(code, "<command>") : engine.run_file(path);
            if (code != nullptr && evaluation.ok() && !evaluation.value.is_unset() && !evaluation.value.is_null()) host.write(engine.repr(evaluation.value) + "\n");
            for (const Diagnostic& error : evaluation.errors) last_errors += engine.render(error);
            status = evaluation.ok() ? 0 : 1;
        } catch (const ExitRequest& request) {
            status = request.code;
        }
    } catch (const Failure& failure) { // the engine did not fit its limits
        const Diagnostic& diagnostic = failure.diagnostic;
        last_errors += std::string(name_of(diagnostic.kind)) + ": " + diagnostic.message + " [" + diagnostic.name + "]\n";
        status = 1;
    }
    last_output = std::move(host.output);
    return status;
}

} // namespace
} // namespace rumina

extern "C" {

/// Sets an option of the next run, by its name on the command line; returns what is wrong with it, or nothing.
EMSCRIPTEN_KEEPALIVE const char* golden_option(const char* name, const char* value) {
    using namespace rumina;
    const std::string key(name);
    mistake.clear();
    if (key == "reset") {
        options = {};
        options.limits.memory = std::uint64_t{1} << 30;
    } else if (key == "symbols") {
        options.symbols = std::string_view(value) == "auto" ? SymbolMode::Auto : SymbolMode::Strict;
    } else {
        mistake = set_limits(options.limits, key == "limits" ? value : key + "=" + value).value_or("");
    }
    return mistake.c_str();
}

/// Runs the file, or the code when there is some; returns the exit status.
EMSCRIPTEN_KEEPALIVE int golden_run(const char* path, const char* code) {
    rumina::last_errors.clear();
    rumina::last_output.clear();
    return rumina::run(path, code);
}

EMSCRIPTEN_KEEPALIVE const char* golden_text(int errors, std::size_t* bytes) {
    const std::string& text = errors != 0 ? rumina::last_errors : rumina::last_output;
    *bytes = text.size();
    return text.data();
}
}
