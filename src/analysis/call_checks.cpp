#include "analysis/call_checks.h"

#include <algorithm>

#include <fmt/format.h>

namespace rumina {

namespace {
constexpr std::uint32_t kAnyNumber = 0xFFFFFFFF;
}

void KnownCalls::know(const Binding& binding, Name name, const FunctionNode* function) {
    if (binding.variable != nullptr) binding.variable->known_function = function;
    else if (binding.where == Binding::Where::Global) module_.change(name).known_function = function;
}

const FunctionNode* KnownCalls::function_of(const Call& call) const {
    if (call.variable != nullptr) return call.variable->writes == 1 ? call.variable->known_function : nullptr;
    const ModuleNames::Global* global = module_.find(call.global);
    return global != nullptr && global->writes == 1 ? global->known_function : nullptr;
}

void KnownCalls::check() {
    for (const Call& call : calls_) {
        if (diagnostics_.full()) return;
        const FunctionNode* function = function_of(call);
        if (function == nullptr || call.expr->site.source != tree_.source) continue;
        if (names_fit(call, *function)) check_count(call, *function);
    }
}

void KnownCalls::check_count(const Call& call, const FunctionNode& function) {
    std::uint32_t least = 0, most = 0;
    bool rest = false;
    for (const Parameter& parameter : function.parameters) {
        if (parameter.rest) {
            rest = true;
            continue;
        }
        ++most;
        if (parameter.initial == nullptr) ++least;
    }
    if (rest) most = kAnyNumber;
    auto count = static_cast<std::uint32_t>(call.expr->arguments.size() + call.expr->named.size()) + call.piped;
    bool lambda = !function.name;
    if (count < least || count > most)
        report_count(call.expr->site, lambda ? std::string_view() : names_.text(function.name), least, most, count, lambda);
}

bool KnownCalls::names_fit(const Call& call, const FunctionNode& function) {
    if (call.expr->named.empty()) return true;
    std::size_t positions = call.expr->arguments.size() + call.piped, before = diagnostics_.list().size();
    std::string who = function.name ? fmt::format("`{}`", names_.text(function.name)) : "this lambda";
    for (const auto& [name, value] : call.expr->named) {
        auto named = [&, wanted = name](const Parameter& parameter) { return parameter.name == wanted && !parameter.rest; };
        auto found = std::find_if(function.parameters.begin(), function.parameters.end(), named);
        if (found == function.parameters.end())
            diagnostics_.add(DiagnosticId::UnknownArgument, call.expr->site, who, names_.text(name));
        else if (static_cast<std::size_t>(found - function.parameters.begin()) < positions)
            diagnostics_.add(DiagnosticId::ArgumentGivenTwice, call.expr->site, names_.text(name));
    }
    for (std::size_t i = positions; i < function.parameters.size() && diagnostics_.list().size() == before; ++i) {
        const Parameter& parameter = function.parameters[i];
        auto gives = [&](const auto& argument) { return argument.first == parameter.name; };
        bool given = std::any_of(call.expr->named.begin(), call.expr->named.end(), gives);
        if (!given && parameter.initial == nullptr && !parameter.rest)
            diagnostics_.add(DiagnosticId::ArgumentMissing, call.expr->site, who, names_.text(parameter.name));
    }
    return diagnostics_.list().size() == before;
}

void KnownCalls::report_count(Span span, std::string_view name, std::uint32_t least, std::uint32_t most, std::uint32_t count, bool lambda,
                              std::string hint) {
    auto words = [](std::uint32_t n) { return fmt::format("{} argument{}", n, n == 1 ? "" : "s"); };
    std::string expected = most == kAnyNumber ? "at least " + words(least) : least == most ? words(least) : fmt::format("{} to {}", least, words(most));
    if (diagnostics_.full()) return;
    Diagnostic& diagnostic = diagnostics_.add(lambda ? DiagnosticId::LambdaArityMismatch : DiagnosticId::WrongArgumentCount, span, name.empty() ? "" : fmt::format("`{}`: ", name), expected, count);
    diagnostic.hint = std::move(hint);
}

} // namespace rumina
