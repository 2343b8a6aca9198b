#include "engine/unused_code.h"

#include <algorithm>

#include "bytecode/chunk.h"

namespace rumina {
namespace {

// In pieces, each of which goes through all that there is: a compiler of WebAssembly takes a function as a whole.
class Release {
public:
    Release(Runtime& runtime, Loader& loader, Unit& session) : runtime_(runtime), loader_(loader), session_(session), named_(runtime.sources.count() + 1) {}

    void run() {
        find_inputs();
        find_reached();
        find_named_sources();
        forget_functions();
        forget_inputs();
        forget_sources();
    }

private:
    void name(Span span) { named_[span.source] = true; }
    void name(const Diagnostic& diagnostic) {
        name(diagnostic.span);
        for (const TraceFrame& frame : diagnostic.trace) name(frame.span);
    }
    bool of_input(const FunctionPrototype& prototype) const { return is_input_[prototype.span.source]; }

    [[gnu::noinline]] void find_inputs() {
        is_input_.assign(named_.size(), false);
        for (std::uint32_t i = 1; i <= loader_.count(); ++i)
            if (loader_.has_unit(i) && loader_.unit(i).is_input) is_input_[loader_.unit(i).tree->source] = true;
    }

    [[gnu::noinline]] void find_reached() {
        for (const auto& prototype : runtime_.prototypes) prototype->reached = !of_input(*prototype);
        struct Watch {
            Heap& heap;
            ~Watch() { heap.watch_errors(nullptr); }
        } watch{runtime_.heap};
        runtime_.heap.watch_errors([this](const Diagnostic& diagnostic) { name(diagnostic); });
        runtime_.heap.collect();
        std::vector<FunctionPrototype*> waiting;
        for (const auto& prototype : runtime_.prototypes)
            if (prototype->reached) waiting.push_back(prototype.get());
        auto reach = [&](const FunctionPrototype* prototype) {
            if (prototype->reached) return;
            auto* found = const_cast<FunctionPrototype*>(prototype);
            found->reached = true;
            waiting.push_back(found);
        };
        while (!waiting.empty()) {
            const Chunk* chunk = waiting.back()->chunk.get();
            waiting.pop_back();
            if (chunk == nullptr) continue;
            for (const FunctionPrototype* inner : chunk->functions) reach(inner);
            for (const Chunk::Inlined& inlined : chunk->inlined) reach(inlined.function);
        }
    }

    [[gnu::noinline]] void find_named_sources() {
        has_function_.assign(named_.size(), false);
        for (const auto& prototype : runtime_.prototypes) {
            if (!prototype->reached) continue;
            has_function_[prototype->span.source] = true;
            name(prototype->span);
            if (prototype->chunk == nullptr) continue;
            for (const Span& span : prototype->chunk->spans) name(span);
        }
        for (const Span& span : runtime_.global_spans) name(span);
        for (const auto& [known, global] : session_.names) name(global.declared);
    }

    [[gnu::noinline]] void forget_functions() {
        for (const FunctionPrototype*& guess : runtime_.global_functions)
            if (guess != nullptr && !guess->reached) guess = nullptr;
        auto is_dead = [](const auto& prototype) { return !prototype->reached; };
        auto& prototypes = runtime_.prototypes;
        prototypes.erase(std::remove_if(prototypes.begin(), prototypes.end(), is_dead), prototypes.end());
    }

    [[gnu::noinline]] void forget_inputs() {
        session_.names.forget_functions([this](const FunctionNode& function) { return is_input_[function.span.source] && !has_function_[function.span.source]; });
        for (std::uint32_t i = 1; i <= loader_.count(); ++i) {
            if (!loader_.has_unit(i)) continue;
            Unit& unit = loader_.unit(i);
            if (unit.is_input && !has_function_[unit.tree->source]) loader_.forget(i);
            else if (unit.tree != nullptr) named_[unit.tree->source] = true;
        }
    }

    [[gnu::noinline]] void forget_sources() {
        for (std::uint32_t id = 1; id <= runtime_.sources.count(); ++id)
            if (!named_[id] && runtime_.sources.holds(id)) runtime_.sources.release(id);
    }

    Runtime& runtime_;
    Loader& loader_;
    Unit& session_;
    std::vector<bool> named_, is_input_, has_function_; ///< by the number of a source
};

} // namespace

void release_unused_code(Runtime& runtime, Loader& loader, Unit& session) { Release(runtime, loader, session).run(); }

bool CodeGrowth::is_due(const Runtime& runtime) const {
    auto has_doubled = [](std::size_t now, std::size_t stayed, std::size_t least) { return now > stayed + std::max(stayed, least); };
    return has_doubled(runtime.prototypes.size(), functions_, kLeast) || has_doubled(runtime.sources.held(), texts_, kLeast) ||
           has_doubled(runtime.sources.bytes(), bytes_, kLeastBytes);
}

void CodeGrowth::released(const Runtime& runtime) {
    functions_ = runtime.prototypes.size();
    texts_ = runtime.sources.held();
    bytes_ = runtime.sources.bytes();
}

} // namespace rumina
