// A session for unit tests of the engine: texts run one after the other and share their global variables; a few builtins
// and a small prelude stand for the library.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analysis/resolver.h"
#include "interpreter/interpreter.h"
#include "runtime/exit.h"
#include "runtime/test_host.h"
#include "syntax/parser.h"

namespace rumina {

inline Value test_print(Call& call) {
    std::string line;
    for (std::size_t i = 0; i < call.count; ++i) line += (i == 0 ? "" : " ") + to_text(call.runtime, call[i]);
    call.runtime.write(line + "\n");
    return Value::null();
}
inline Value test_exit(Call& call) { throw ExitRequest{static_cast<int>(call[0].integer)}; }
inline Value test_memory(Call&) { throw std::bad_alloc(); }
inline Value test_seven(Call&) { return Value::of_int(7); }
inline Value test_apply(Call&) { fail(DiagnosticId::InvalidArgument, "`__apply` is the engine's"); }
inline Value test_first(Call& call) { return call[0].as<ArrayObject>()->data[0]; }
inline Value test_difference(Call& call) {
    return subtract(call.runtime, call[0], call.has(1) ? call[1] : Value::of_int(1));
}

inline constexpr Builtin kTestBuiltins[] = {
    {.signature = "print(...values: Any) -> Null", .summary = "", .examples = {}, .run = test_print},
    {.signature = "exit_now(code: Integer) -> Null", .summary = "", .examples = {}, .run = test_exit},
    {.signature = "use_all_memory() -> Null", .summary = "", .examples = {}, .run = test_memory},
    {.signature = "seven() -> Integer", .summary = "", .examples = {}, .run = test_seven, .constant = true},
    {.signature = "__apply(f: Any, arguments: Array) -> Any", .summary = "", .examples = {}, .run = test_apply},
    {.signature = "first(a: Array) -> Any", .summary = "", .examples = {}, .methods = "array", .run = test_first},
    {.signature = "difference(a: Number, b?: Number) -> Number", .summary = "", .examples = {}, .run = test_difference},
    {.signature = "locals() -> Struct", .summary = "", .examples = {}, .run = test_apply},
    {.signature = "globals() -> Struct", .summary = "", .examples = {}, .run = test_apply},
    {.signature = "vars() -> Array", .summary = "", .examples = {}, .run = test_apply},
    {.signature = "__memoize(f: Function) -> Function", .summary = "", .examples = {}},
    {.signature = "each(a: Array, f: Function) -> Array", .summary = "", .examples = {}, .methods = "array"},
    {.signature = "call_all(f: Function, ...rest: Any) -> Any", .summary = "", .examples = {}},
};
inline constexpr std::string_view kTestPrelude = R"(
func __memoize(f) {
    var known = table{}
    return |x| -> { if not (x in known) { known[x] = f(x) }
                    known[x] }
}
func each(a, f) { return [f(x) for x in a] }
func call_all(f, ...rest) { return __apply(f, rest) }
)";

class Session : public UnitRunner, public ExternalNames {
public:
    FakeHost host;
    Runtime runtime;
    std::unique_ptr<Executor> engine;
    Diagnostic last = make_diagnostic(DiagnosticId::SingularMatrix, Span{}); ///< of the last run that failed
    std::vector<std::string> files; ///< unit n includes files[n - 1]
    std::uint64_t steps = 0;

    explicit Session(Limits limits = {}) : runtime(host, limits) {
        runtime.begin_evaluation();
        for (const Builtin& record : kTestBuiltins) runtime.builtins.add(runtime, &record, "test");
        engine = make_interpreter(runtime, *this);
        Unit& prelude = load("prelude", std::string(kTestPrelude), {.prelude = true});
        prelude.tree->from_prelude = true;
        engine->run_module(*prelude.tree);
        for (const auto& [name, global] : prelude.names) {
            std::uint32_t index = runtime.builtins.find(name);
            if (index != BuiltinTable::kAbsent) runtime.builtins.set_value(index, runtime.globals[global.index]);
        }
    }

    /// What the text prints, its last value if it is an expression, and the error that ends it.
    std::string run(const std::string& text) {
        host.written.clear();
        runtime.begin_evaluation();
        std::string result;
        try {
            Value value = engine->run_module(*load("<input>", text, {}).tree);
            if (!value.is_unset() && !value.is_null()) result = "=" + to_repr(runtime, value);
        } catch (const Failure& failure) {
            last = failure.diagnostic;
            result = "!" + place(last.span) + " " + last.name + ": " + last.message;
        } catch (const ExitRequest& request) {
            result = "exit " + std::to_string(request.code);
        }
        steps = runtime.steps_taken();
        return host.written + result;
    }
    /// "line:column" of the beginning of a span.
    std::string place(Span span) const {
        if (!span) return "?";
        const SourceFile& file = runtime.sources.file(span.source);
        return std::to_string(file.line(span.begin)) + ":" + std::to_string(file.column(span.begin));
    }
    /// "f 1:2, g 3:4" of the last failure.
    std::string trace() const {
        std::string text;
        for (const TraceFrame& frame : last.trace) text += (text.empty() ? "" : ", ") + frame.function + " " + place(frame.span);
        return text;
    }

    Value include(std::uint32_t unit) override {
        auto [found, is_new] = modules_.try_emplace(unit, Value::null());
        if (is_new) {
            Unit& loaded = load("file", files[unit - 1], {});
            engine->run_module(*loaded.tree);
            found->second = Value::of_object(runtime.heap.module(loaded.scope, 0, runtime.names.intern("file")));
        }
        return found->second;
    }
    const ModuleScope* scope_of(const FunctionNode* module) override { return scopes_.at(module); }

    std::uint32_t builtin(Name name) const override { return runtime.builtins.find(name); }
    std::uint32_t builtin_path(const std::vector<Name>& path) const override {
        std::uint32_t space = path.size() == 2 ? runtime.builtins.find_namespace(path[0]) : BuiltinTable::kAbsent;
        return space == BuiltinTable::kAbsent ? space : runtime.builtins.find_member(space, path[1]);
    }
    std::uint32_t builtin_namespace(const std::vector<Name>& path) const override {
        return runtime.builtins.find_namespace(path.back());
    }
    std::uint32_t builtin_member(std::uint32_t space, Name name) const override {
        return runtime.builtins.find_member(space, name);
    }
    std::string builtin_usage(std::uint32_t, Name) const override { return {}; }
    bool builtin_arity(std::uint32_t, std::uint32_t&, std::uint32_t&) const override { return false; }
    bool builtin_tells_steps(std::uint32_t) const override { return false; }
    std::uint32_t builtin_parameter(std::uint32_t, Name) const override { return kAbsent; }
    void add_builtin_names(std::vector<std::string>&) const override {}
    void add_member_names(std::uint32_t, std::vector<std::string>&) const override {}
    std::uint32_t add_global(Name name, Span declared) override {
        std::uint32_t index = runtime.add_global(*loading_, name);
        if (declared) runtime.global_spans[index] = declared;
        return index;
    }
    std::uint32_t add_symbol(Name, bool) override { return kAbsent; }
    std::uint16_t type_index(std::string_view name) const override { return find_type(name); }

private:
    struct Unit {
        std::unique_ptr<Tree> tree;
        ModuleNames names;
        ModuleScope* scope = nullptr;
    };

    Unit& load(const std::string& name, std::string text, const ParseOptions& options) {
        bool input = name == "<input>";
        units_.push_back(std::make_unique<Unit>());
        Unit& unit = *units_.back();
        DiagnosticList diagnostics;
        unit.tree = parse(runtime.sources, runtime.sources.add(name, std::move(text)), runtime.names, diagnostics, options);
        if (input && input_scope_ != nullptr) {
            unit.scope = input_scope_;
        } else {
            runtime.modules.push_back(std::make_unique<ModuleScope>());
            unit.scope = runtime.modules.back().get();
            if (input) input_scope_ = unit.scope;
        }
        loading_ = unit.scope;
        if (diagnostics.empty()) {
            // The loader's part: `include "n"` names a file by its number.
            for (Stmt* stmt : unit.tree->module->block->statements)
                if (auto* include = try_as<IncludeStmt>(stmt)) {
                    include->unit = static_cast<std::uint32_t>(std::stoul(include->path));
                    include->module = runtime.names.intern("file");
                }
            resolve(*unit.tree, runtime.names, input ? input_names_ : unit.names, *this, diagnostics);
        }
        if (!diagnostics.empty()) throw Failure{diagnostics.list()[0], true};
        scopes_[unit.tree->module] = unit.scope;
        return unit;
    }

    std::vector<std::unique_ptr<Unit>> units_;
    std::map<std::uint32_t, Value> modules_;
    std::map<const FunctionNode*, const ModuleScope*> scopes_;
    ModuleNames input_names_;
    ModuleScope *input_scope_ = nullptr, *loading_ = nullptr;
};

} // namespace rumina
