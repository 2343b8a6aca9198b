#include "analysis/call_checks.h"

#include <fmt/format.h>

namespace rumina {

namespace {
constexpr std::uint32_t kAnyNumber = 0xFFFFFFFF;
}

void KnownCalls::know(const Binding& binding, Name name, const FunctionNode* function) {
    if (binding.variable != nullptr) binding.variable->known_function = function;
    else if (binding.where == Binding::Where::Global) module_.globals[name].known_function = function;
}

const FunctionNode* KnownCalls::function_of(const Call& call) const {
    if (call.variable != nullptr) return call.variable->writes == 1 ? call.variable->known_function : nullptr;
    auto global = module_.globals.find(call.global);
    return global != module_.globals.end() && global->second.writes == 1 ? global->second.known_function : nullptr;
}

void KnownCalls::check() {
    for (const Call& call : calls_) {
        if (diagnostics_.full()) return;
        const FunctionNode* function = function_of(call);
        if (function == nullptr || call.span.source != tree_.source) continue;
        std::uint32_t least = 0, most = 0;
        bool rest = false;
        for (const Parameter& parameter : function->parameters) {
            if (parameter.rest) {
                rest = true;
                continue;
            }
            ++most;
            if (parameter.initial == nullptr) ++least;
        }
        if (rest) most = kAnyNumber;
        bool lambda = !function->name;
        if (call.count < least || call.count > most)
            report_count(call.span, lambda ? std::string_view() : names_.text(function->name), least, most, call.count, lambda);
    }
}

void KnownCalls::report_count(Span span, std::string_view name, std::uint32_t least, std::uint32_t most, std::uint32_t count, bool lambda) {
    auto words = [](std::uint32_t n) { return fmt::format("{} argument{}", n, n == 1 ? "" : "s"); };
    std::string expected = most == kAnyNumber ? "at least " + words(least) : least == most ? words(least) : fmt::format("{} to {}", least, words(most));
    diagnostics_.add(lambda ? DiagnosticId::LambdaArityMismatch : DiagnosticId::WrongArgumentCount, span, name.empty() ? "" : fmt::format("`{}`: ", name), expected, count);
}

} // namespace rumina
