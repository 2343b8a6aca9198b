#include <cstdio>
#include <emscripten.h>
#include "engine/engine.h"
using namespace rumina;
namespace {
class TrialHost final : public Host {
public:
    std::string out;
    void write(std::string_view text) override { out.append(text); }
    std::optional<std::string> read_line(std::string_view) override { return std::nullopt; }
    std::optional<std::string> read_source(const std::string&, std::string& why) override { why = "there are no files"; return std::nullopt; }
    std::string canonical_path(const std::string& path) override { return path; }
    double now() override { return emscripten_date_now() / 1000; }
    double elapsed() override { return emscripten_get_now() / 1000; }
    std::int64_t utc_offset(double) override { return 0; }
    std::uint64_t entropy() override { return 42; }
};
std::string result;
}
extern "C" EMSCRIPTEN_KEEPALIVE const char* rumina_trial(const char* text, int size, const char* name, int session) {
    TrialHost host;
    EngineOptions options;
    try {
        Engine engine(host, options);
        Evaluation evaluation = session ? engine.evaluate(std::string(text, size), name) : engine.run_text(std::string(text, size), name);
        result = host.out;
        if (session && evaluation.ok() && !evaluation.value.is_unset() && !evaluation.value.is_null()) result += engine.repr(evaluation.value) + "\n";
        for (const Diagnostic& error : evaluation.errors) result += engine.render(error);
    } catch (const Failure& failure) {
        result = failure.diagnostic.message;
    }
    return result.c_str();
}
