// Runs the examples of every builtin on both engines: each record must have at least one, and each must print what it
// says (`!Kind`: it must fail with that kind).
#include <cstdio>
#include <optional>
#include <string>

#include "engine/engine.h"
#include "runtime/exit.h"
#include "runtime/fake_host.h"

using namespace rumina;

namespace {

class ExampleHost final : public FakeHost {
public:
    std::optional<std::string> read_line(std::string_view) override { return "12"; }
    double now() override { return 1795363200; }
};

std::string outcome(ExecutorKind executor, std::string_view code) {
    ExampleHost host;
    EngineOptions options;
    options.executor = executor;
    try {
        Engine engine(host, options);
        Evaluation evaluation = engine.evaluate(std::string(code), "<example>");
        if (!evaluation.ok()) return "!" + std::string(name_of(evaluation.errors[0].kind)) + " (" + evaluation.errors[0].message + ")";
        // What the value prints; a program that prints instead is judged by that.
        if (!evaluation.value.is_unset() && !evaluation.value.is_null()) return engine.text(evaluation.value);
        if (!host.written.empty()) return host.written.substr(0, host.written.find_last_not_of('\n') + 1);
        return evaluation.value.is_null() ? "null" : "";
    } catch (const ExitRequest& request) {
        return "exit " + std::to_string(request.code);
    }
}

bool fits(const std::string& got, std::string_view expected) {
    if (expected.starts_with('!')) return got.starts_with(expected) && (got.size() == expected.size() || got[expected.size()] == ' ');
    return got == expected;
}

} // namespace

int main() {
    ExampleHost host;
    Engine engine(host, EngineOptions{});
    std::size_t passed = 0, failed = 0;
    for (const BuiltinTable::Entry& entry : engine.runtime().builtins.entries()) {
        const Builtin& record = *entry.record;
        if (record.signature.starts_with("__")) continue; // the prelude's own
        auto complain = [&](const std::string& what) {
            std::printf("%.*s: %s\n", static_cast<int>(record.signature.size()), record.signature.data(), what.c_str());
            ++failed;
        };
        if (record.example_list().empty()) complain("has no example");
        if (record.summary.empty()) complain("has no summary");
        for (const Example& example : record.example_list()) {
            bool good = true;
            for (ExecutorKind executor : {ExecutorKind::VirtualMachine, ExecutorKind::Interpreter}) {
                std::string got = outcome(executor, example.code);
                if (fits(got, example.result)) continue;
                good = false;
                complain(std::string(example.code) + " gave " + got + " and not " + std::string(example.result) +
                         (executor == ExecutorKind::Interpreter ? " (ast)" : " (vm)"));
            }
            if (good) ++passed;
        }
    }
    std::printf("%zu passed, %zu failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
