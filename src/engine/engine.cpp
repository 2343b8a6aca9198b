#include "engine/engine.h"

#include <utility>

#include "base/coverage.h"
#include "base/ticks.h"
#include "bytecode/chunk.h"
#include "compiler/compiler.h"
#include "diagnostics/render.h"
#include "engine/flame_graph.h"
#include "engine/loader.h"
#include "engine/profile_report.h"
#include "engine/unused_code.h"
#include "interpreter/interpreter.h"
#include "library/prelude.h"
#include "library/registry.h"
#include "runtime/operations.h"
#include "runtime/derivations.h"
#include "runtime/expression_values.h"
#include "runtime/picture.h"
#include "syntax/lexer.h"
#include "vm/vm.h"

namespace rumina {

class Engine::Implementation final : public UnitRunner {
public:
    Implementation(Host& host, const EngineOptions& options) : runtime(host, options.limits), loader(runtime), symbols(options.symbols), optimizer(options.optimizer) {
        runtime.arguments = options.arguments;
        runtime.random.seed(host.entropy());
        register_library(runtime);
        runtime.heap.add_roots([this](Marker& marker) { mark_roots(marker); });
        executor = make_executor(options.executor);
        // On a stack of its own: whoever asks for one of its functions is in the middle of a program.
        runtime.builtins.set_prelude([this, kind = options.executor] {
            prelude_executor = make_executor(kind);
            load_prelude();
        });
        runtime.begin_evaluation();
        session = loader.new_unit(runtime.names.intern("session"));
        if (!options.profile) return;
        RUMINA_ASSERT(executor->is_vm(), "only the virtual machine can be profiled");
        profile = std::make_unique<Profile>(runtime);
        calibrate_profile();
    }

    Value include(std::uint32_t index) override {
        Unit& unit = loader.unit(index);
        if (unit.state != Unit::State::Ready) return unit.value;
        // Files are found to include each other at most so deep when they are loaded; what calls each other's functions, or
        // is compiled, may still nest deeper.
        if (including >= Loader::kMaxDepth) fail(DiagnosticId::IncludeTooDeep, Loader::kMaxDepth);
        struct Nesting {
            std::size_t& depth;
            explicit Nesting(std::size_t& depth) : depth(depth) { ++depth; }
            ~Nesting() { --depth; }
        } nesting(including);
        run(unit);
        return unit.value;
    }

    const ModuleScope* scope_of(const FunctionNode* module) override { return loader.scope_of(module); }

    Value run(Unit& unit) { return run(unit, *executor); }
    Value run(Unit& unit, Executor& by) {
        begin_unit(unit);
        if (unit.compiled != nullptr && !by.is_vm()) fail(DiagnosticId::CompiledNeedsMachine);
        Value result = unit.compiled != nullptr ? by.run_compiled(*unit.compiled) : by.run_module(*unit.tree);
        unit.state = Unit::State::Done;
        return result;
    }

    Evaluation run_loaded(Unit* unit, DiagnosticList& diagnostics) {
        if (unit == nullptr || !diagnostics.empty()) return failed(diagnostics);
        if (profile != nullptr) profile->start();
        try {
            last_value = Value::unset();
            Evaluation evaluation = succeeded(run(*unit));
            forget_last_input();
            return evaluation;
        } catch (Failure& failure) {
            return failed(failure);
        }
    }

    Evaluation succeeded(Value value) {
        Evaluation evaluation;
        evaluation.value = last_value = value;
        return evaluation;
    }
    Evaluation failed(DiagnosticList& diagnostics) {
        Evaluation evaluation;
        evaluation.errors = std::move(diagnostics.list());
        return evaluation;
    }
    Evaluation failed(Failure& failure) {
        runtime.recover(failure.diagnostic);
        Evaluation evaluation;
        evaluation.errors.push_back(std::move(failure.diagnostic));
        return evaluation;
    }

    /// What is to run, before it is loaded.
    struct Request {
        enum class Kind : std::uint8_t { File, Compiled, Program, Input } kind;
        std::string text; ///< of a file: its path; of compiled code: its bytes
        std::string name;
    };
    static Request file(std::string path) { return {Request::Kind::File, std::move(path), {}}; }
    static Request compiled(std::string bytes, std::string name) { return {Request::Kind::Compiled, std::move(bytes), std::move(name)}; }
    static Request program(std::string text, std::string name) { return {Request::Kind::Program, std::move(text), std::move(name)}; }
    static Request input(std::string text, std::string name) { return {Request::Kind::Input, std::move(text), std::move(name)}; }

    /// Loading is part of an evaluation and its time.
    Evaluation evaluate(Request request) {
        DiagnosticList diagnostics;
        runtime.begin_evaluation();
        try {
            return run_loaded(load(std::move(request), diagnostics), diagnostics);
        } catch (Failure& failure) { // while loading
            return failed(failure);
        }
    }

    /// The unit to run, or null with diagnostics.
    Unit* load(Request request, DiagnosticList& diagnostics) {
        if (request.kind == Request::Kind::File) return loader.load_file(request.text, diagnostics, unknown_names(false));
        if (request.kind == Request::Kind::Compiled) return loader.load_compiled(request.name, request.text);
        ParseOptions options;
        if (request.kind == Request::Kind::Program) return loader.load_text(std::move(request.text), request.name, nullptr, options, diagnostics, unknown_names(false));
        tidy();
        options.expression_first = true;
        last_input = loader.load_text(std::move(request.text), request.name, session, options, diagnostics, unknown_names(true), &incomplete);
        functions_before = runtime.prototypes.size();
        return last_input;
    }

    /// Between two inputs; what the one before came to has been shown.
    void tidy() {
        forget_last_input();
        if (may_free_code() && growth.is_due(runtime)) release_unused();
    }

    /// The interpreter runs trees, and a profile tells of all that ran.
    bool may_free_code() const { return executor->is_vm() && profile == nullptr; }

    /// Tree and code of an input without functions are of no more use once it has run: the memory is there for the next one.
    /// Its text stays until it is found that nothing names it.
    void forget_last_input() {
        Unit* unit = std::exchange(last_input, nullptr);
        if (unit == nullptr || unit->tree->has_functions || !may_free_code()) return;
        const bool is_all_it_made = runtime.prototypes.size() == functions_before + 1 && runtime.prototypes.back()->span.source == unit->tree->source;
        if (!is_all_it_made) return; // the prelude was loaded, or it did not begin
        runtime.prototypes.pop_back();
        loader.forget(unit->index);
    }

    [[gnu::noinline]] void release_unused() {
        last_value = Value::unset();
        try {
            runtime.begin_evaluation();
            release_unused_code(runtime, loader, *session);
        } catch (const Failure&) { // what is alive passes the limit of memory: the input may be what frees some
        }
        growth.released(runtime);
    }

    // ── slices ──

    enum class Stage : std::uint8_t { Idle, Loading, Running, Over };

    void start(Request request) {
        RUMINA_ASSERT(stage == Stage::Idle, "an evaluation is under way");
        requested = std::move(request);
        incomplete = false;
        stage = Stage::Loading;
    }

    bool go_on(double seconds) {
        RUMINA_ASSERT(stage != Stage::Idle, "nothing was started");
        if (stage == Stage::Loading) prepare();
        if (stage == Stage::Running) run_slice(seconds);
        return stage == Stage::Over;
    }

    void abandon() {
        executor->abandon();
        requested = {};
        stage = Stage::Idle;
    }

    UnknownNames unknown_names(bool session) const {
        if (symbols == SymbolMode::ByUse) return session ? UnknownNames::Symbols : UnknownNames::Errors;
        return symbols == SymbolMode::Auto ? UnknownNames::Symbols : UnknownNames::Errors;
    }

    Runtime runtime;
    Loader loader;
    SymbolMode symbols;
    OptimizerOptions optimizer;
    std::unique_ptr<Profile> profile; ///< outlives the executors
    std::unique_ptr<Executor> executor, prelude_executor;
    Unit* session = nullptr;
    Value last_value = Value::unset();
    std::size_t including = 0; ///< runs of included units under way
    bool incomplete = false;   ///< the last input ended where more was needed
    CodeGrowth growth;
    Unit* last_input = nullptr; ///< while it may be forgotten
    std::size_t functions_before = 0; ///< how many there were when it was loaded
    Stage stage = Stage::Idle; ///< of the evaluation in slices
    Evaluation outcome;

    std::string compile_loaded(Request request, std::vector<Diagnostic>& errors) {
        DiagnosticList diagnostics;
        std::string bytes;
        runtime.begin_evaluation();
        try {
            Unit* unit = load(std::move(request), diagnostics);
            if (unit != nullptr && diagnostics.empty()) bytes = rmc::write(runtime, loader.compile_all(*unit, optimizer));
        } catch (Failure& failure) {
            diagnostics.add(std::move(failure.diagnostic));
        }
        errors = std::move(diagnostics.list());
        return bytes;
    }

private:
    Request requested{};
    Unit* running = nullptr; ///< between slices

    void begin_unit(Unit& unit) {
        unit.state = Unit::State::Running;
        unit.value = Value::of_object(runtime.heap.module(unit.scope, 0, unit.module));
    }

    void finish(Evaluation evaluation) {
        outcome = std::move(evaluation);
        stage = Stage::Over;
    }

    /// From text to the first instruction; it may be over before that.
    void prepare() {
        DiagnosticList diagnostics;
        runtime.begin_evaluation();
        try {
            running = load(std::move(requested), diagnostics);
            if (running == nullptr || !diagnostics.empty()) return finish(failed(diagnostics));
            last_value = Value::unset();
            begin_unit(*running);
            executor->start(*running->tree);
            stage = Stage::Running;
        } catch (Failure& failure) {
            finish(failed(failure));
        }
    }

    void run_slice(double seconds) {
        struct Slice {
            Runtime& runtime;
            Slice(Runtime& runtime, double seconds) : runtime(runtime) { runtime.begin_slice(seconds); }
            ~Slice() { runtime.end_slice(); }
        };
        Value value;
        bool over;
        try {
            Slice slice(runtime, seconds);
            over = executor->go_on(value);
        } catch (Failure& failure) {
            return finish(failed(failure));
        } catch (...) {
            abandon();
            throw;
        }
        if (!over) return;
        running->state = Unit::State::Done;
        finish(succeeded(value));
        forget_last_input();
    }

    std::unique_ptr<Executor> make_executor([[maybe_unused]] ExecutorKind kind) {
#ifdef RUMINA_NO_INTERPRETER
        RUMINA_ASSERT(kind == ExecutorKind::VirtualMachine, "this build has no interpreter");
#else
        if (kind == ExecutorKind::Interpreter) return make_interpreter(runtime, *this);
#endif
        return std::make_unique<VirtualMachine>(runtime, *this, optimizer);
    }

    void mark_roots(Marker& marker) {
        for (std::uint32_t i = 1; i <= loader.count(); ++i)
            if (loader.has_unit(i)) marker.mark(loader.unit(i).value);
        marker.mark(last_value);
    }

    /// The same loop with and without the profiler shows what it adds to an instruction: the processor cannot work ahead
    /// from one into the next. The shortest of some turns, because something else may run in between.
    void calibrate_profile() {
        auto& machine = static_cast<VirtualMachine&>(*executor);
        Limits limits = runtime.limits; // the program's
        runtime.limits.steps = 0;
        runtime.limits.seconds = 0;
        auto loop = [&](std::string_view turns) {
            ParseOptions options;
            options.prelude = true;
            DiagnosticList diagnostics;
            return loader.load_text("func run(n) { var i = 0; while i < n { i = i + 1 } return i }\nrun(" + std::string(turns) + ")\n", "<calibration>", nullptr, options, diagnostics);
        };
        struct Cost {
            std::int64_t plain = INT64_MAX, profiled = INT64_MAX;
            std::uint64_t instructions = 0;
        };
        auto measure = [&](Unit* unit) {
            Cost cost;
            for (int turn = 0; turn < 5; ++turn) {
                machine.set_profile(nullptr);
                std::uint64_t started = ticks();
                machine.run_module(*unit->tree);
                cost.plain = std::min(cost.plain, static_cast<std::int64_t>(ticks() - started));
                profile->reset();
                machine.set_profile(profile.get());
                machine.run_module(*unit->tree);
                cost.profiled = std::min(cost.profiled, profile->charged());
                cost.instructions = profile->instructions();
            }
            return cost;
        };
        Cost none = measure(loop("0")), many = measure(loop("20000"));
        profile->add_overhead(((many.profiled - none.profiled) - (many.plain - none.plain)) / static_cast<std::int64_t>(many.instructions - none.instructions));
        profile->reset();
        runtime.limits = limits;
    }

    /// The library's own functions: compiled like any program, then entered in the table of builtins.
    void load_prelude() {
        std::vector<PreludeFunction> functions = prelude_functions(runtime);
        ParseOptions options;
        options.prelude = true;
        for (const PreludeSource& source : prelude_sources) {
            DiagnosticList diagnostics;
            Unit* unit = loader.load_text(std::string(source.text), std::string(source.name), nullptr, options, diagnostics);
            RUMINA_ASSERT(unit != nullptr, diagnostics.empty() ? "prelude" : diagnostics.list()[0].message.c_str());
            run(*unit, *prelude_executor);
            for (const PreludeFunction& function : functions) {
                auto global = unit->scope->globals.find(runtime.names.intern(function.name));
                if (global == unit->scope->globals.end()) continue;
                Value value = runtime.globals[global->second];
                if (!value.is(Tag::Function)) continue;
                value.as<FunctionObject>()->prototype->builtin = function.builtin + 1;
                runtime.builtins.set_value(function.builtin, value);
            }
        }
    }
};

Engine::Engine(Host& host, const EngineOptions& options) : implementation_(std::make_unique<Implementation>(host, options)) {}
Engine::~Engine() = default;

Evaluation Engine::run_file(const std::string& path) { return implementation_->evaluate(Implementation::file(path)); }
Evaluation Engine::run_text(std::string text, const std::string& name) {
    return implementation_->evaluate(Implementation::program(std::move(text), name));
}
Evaluation Engine::evaluate(std::string text, const std::string& name) {
    implementation_->incomplete = false;
    Evaluation evaluation = implementation_->evaluate(Implementation::input(std::move(text), name));
    evaluation.incomplete = implementation_->incomplete;
    return evaluation;
}

void Engine::start_file(const std::string& path) { implementation_->start(Implementation::file(path)); }
void Engine::start_text(std::string text, const std::string& name) { implementation_->start(Implementation::program(std::move(text), name)); }
void Engine::start_evaluation(std::string text, const std::string& name) { implementation_->start(Implementation::input(std::move(text), name)); }
bool Engine::go_on(double seconds) { return implementation_->go_on(seconds); }
Evaluation Engine::result() {
    RUMINA_ASSERT(implementation_->stage == Implementation::Stage::Over, "the evaluation goes on");
    implementation_->stage = Implementation::Stage::Idle;
    implementation_->outcome.incomplete = implementation_->incomplete;
    return std::move(implementation_->outcome);
}
void Engine::abandon() { implementation_->abandon(); }
bool Engine::is_under_way() const { return implementation_->stage != Implementation::Stage::Idle; }

std::string Engine::compile_file(const std::string& path, std::vector<Diagnostic>& errors) {
    return implementation_->compile_loaded(Implementation::file(path), errors);
}
std::string Engine::compile_text(std::string text, const std::string& name, std::vector<Diagnostic>& errors) {
    return implementation_->compile_loaded(Implementation::program(std::move(text), name), errors);
}

Evaluation Engine::run_compiled(std::string_view bytes, const std::string& name) {
    return implementation_->evaluate(Implementation::compiled(std::string(bytes), name));
}

std::vector<Diagnostic> Engine::check(std::string text, const std::string& name, bool* incomplete) {
    DiagnosticList diagnostics;
    Implementation& engine = *implementation_;
    engine.runtime.make_current();
    engine.tidy();
    ParseOptions options;
    options.expression_first = true;
    engine.loader.check_text(std::move(text), name, *engine.session, options, diagnostics, engine.unknown_names(true), incomplete);
    return std::move(diagnostics.list());
}

std::vector<Engine::Variable> Engine::variables() {
    Runtime& runtime = implementation_->runtime;
    std::vector<Variable> found;
    const ModuleScope& scope = *implementation_->session->scope;
    for (Name name : scope.order) {
        const std::string_view text = runtime.names.text(name);
        const Value& value = runtime.globals[scope.globals.at(name)];
        const bool stands_for_itself = is_symbol(value) && value.as<ExpressionObject>()->value.symbol_name() == text;
        if (!value.is_unset() && !stands_for_itself) found.push_back({text, value});
    }
    return found;
}

Value Engine::variable(std::string_view name) {
    Runtime& runtime = implementation_->runtime;
    const auto& globals = implementation_->session->scope->globals;
    auto found = globals.find(runtime.names.find(name));
    return found == globals.end() ? Value::unset() : runtime.globals[found->second];
}

void Engine::set_variable(std::string_view name, const Value& value) {
    if (!is_variable_name(name)) fail(DiagnosticId::CannotParse, name, "name of a variable");
    implementation_->loader.define(*implementation_->session, implementation_->runtime.names.intern(name), value);
}

std::string Engine::dump(const std::string& path, Stage stage, std::vector<Diagnostic>& errors) {
    DiagnosticList diagnostics;
    Runtime& runtime = implementation_->runtime;
    std::string out;
    runtime.make_current();
    try {
        if (stage == Stage::Compiled) {
            std::string why;
            std::optional<std::string> bytes = runtime.host.read_source(path, why);
            if (!bytes) fail(DiagnosticId::FileNotFound, path, why);
            runtime.begin_evaluation();
            std::vector<rmc::Unit> units = rmc::load(runtime, *bytes, path, implementation_->loader.count() + 1);
            out = rmc::describe_header(runtime, *bytes, path);
            for (const rmc::Unit& unit : units)
                out += fmt::format("\nfile {}: module {}\n", unit.index, runtime.names.text(unit.module)) + disassemble(*unit.function->chunk, runtime);
        } else if (stage == Stage::Tokens) {
            std::string why;
            std::optional<std::string> text = runtime.host.read_source(path, why);
            if (!text) diagnostics.add(DiagnosticId::FileNotFound, Span{}, path, why);
            else out = dump_tokens(runtime.sources, runtime.sources.add(path, std::move(*text)), diagnostics);
        } else if (Unit* unit = implementation_->loader.load_file(path, diagnostics)) {
            if (unit->tree == nullptr) fail(DiagnosticId::CompiledAlready, path);
            if (stage == Stage::Tree) out = dump_tree(*unit->tree, runtime.sources, runtime.names);
            else out = disassemble(*compile(runtime, *unit->tree, unit->scope, false, implementation_->optimizer)->chunk, runtime);
        }
    } catch (Failure& failure) {
        diagnostics.add(std::move(failure.diagnostic));
    }
    errors = std::move(diagnostics.list());
    return out;
}

std::string Engine::render(const Diagnostic& diagnostic) const { return rumina::render(diagnostic, implementation_->runtime.sources); }
std::string Engine::text(const Value& value) {
    implementation_->runtime.make_current();
    return to_text(implementation_->runtime, value);
}
std::string Engine::repr(const Value& value) {
    implementation_->runtime.make_current();
    return is_picture(value) || is_derivation(implementation_->runtime, value) ? to_text(implementation_->runtime, value) : to_repr(implementation_->runtime, value);
}
ValueTexts Engine::texts(const Value& value) {
    if (is_picture(value) || is_derivation(implementation_->runtime, value)) return {text(value), std::nullopt};
    implementation_->runtime.make_current();
    return to_texts(implementation_->runtime, value);
}
std::string Engine::profile(ProfileForm form, const std::string& program) {
    Profile& profile = *implementation_->profile;
    profile.finish();
    if (profile.instructions() == 0) return {};
    if (form == ProfileForm::FlameGraph) return flame_graph(profile, program);
    ProfileReport report = make_report(profile, implementation_->runtime, program);
    return form == ProfileForm::Json ? report_json(report) : report_text(report);
}
Runtime& Engine::runtime() { return implementation_->runtime; }
void Engine::interrupt() { implementation_->runtime.request_stop(); }

} // namespace rumina
