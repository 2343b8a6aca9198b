// The façade: source text in, values and diagnostics out. One Engine is one session with its own variables; two
// engines in a process share nothing.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/optimizer_options.h"
#include "diagnostics/diagnostic.h"
#include "runtime/operations.h"
#include "runtime/runtime.h"

namespace rumina {

enum class ExecutorKind : std::uint8_t { Interpreter, VirtualMachine };

/// Whether unknown names become symbols: never, always, or in sessions only.
enum class SymbolMode : std::uint8_t { ByUse, Strict, Auto };

struct EngineOptions {
    ExecutorKind executor = ExecutorKind::VirtualMachine;
    Limits limits;
    SymbolMode symbols = SymbolMode::ByUse;
    std::vector<std::string> arguments; ///< what the program sees as its arguments
    OptimizerOptions optimizer;         ///< of the compiler for the virtual machine
    bool profile = false;               ///< keep account of every instruction (virtual machine only)
};

struct Evaluation {
    std::vector<Diagnostic> errors; ///< empty: it went through
    Value value = Value::unset();   ///< of the last statement if that is an expression; valid until the next evaluation
    bool incomplete = false;        ///< the text ended where more was needed (REPL)
    bool ok() const { return errors.empty(); }
};

class Engine {
public:
    /// The host must outlive the engine.
    Engine(Host& host, const EngineOptions& options);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Runs a file as a program. ExitRequest passes through.
    Evaluation run_file(const std::string& path);
    /// Runs text as a program of its own: standard input, tests. `name` is what errors call it.
    Evaluation run_text(std::string text, const std::string& name);
    /// Runs text in the session: its variables stay for the next input. The whole text is tried as one expression first.
    Evaluation evaluate(std::string text, const std::string& name);

    // The same three in slices, on the virtual machine: start, go_on until it says that the evaluation is over, then result.
    // Meanwhile nothing else may run in this engine. What a program prints, its errors and steps do not depend on slices.
    void start_file(const std::string& path);
    void start_text(std::string text, const std::string& name);
    void start_evaluation(std::string text, const std::string& name);
    /// Goes on for about so many seconds; 0: for one step. A builtin under way is not left, nor an included file that runs for
    /// the first time. ExitRequest passes through; then nothing is under way any more.
    bool go_on(double seconds);
    /// Of the evaluation that came to its end.
    Evaluation result();
    /// Drops an evaluation before its end; the next one may be started. What it did to variables stays.
    void abandon();
    /// Whether something was started and neither its result was taken nor was it dropped.
    bool is_under_way() const;

    /// The file, or text as run_text takes it, with all it includes as a compiled program: the bytes of an .rmc file, which
    /// run_file runs. Errors instead when it does not get that far.
    std::string compile_file(const std::string& path, std::vector<Diagnostic>& errors);
    std::string compile_text(std::string text, const std::string& name, std::vector<Diagnostic>& errors);

    /// Runs what compile_… gave. `name` is what messages about the file itself call it.
    Evaluation run_compiled(std::string_view bytes, const std::string& name);

    enum class Stage : std::uint8_t { Tokens, Tree, Bytecode, Compiled };
    /// The file at a stage of its way, as text; errors instead when it does not get that far.
    std::string dump(const std::string& path, Stage stage, std::vector<Diagnostic>& errors);

    /// What is wrong with the text as an input of the session, as far as it shows without running it; nothing changes in the
    /// session. `incomplete` (may be null): it ends where more is needed.
    std::vector<Diagnostic> check(std::string text, const std::string& name, bool* incomplete = nullptr);

    struct Variable {
        std::string_view name;
        Value value;
    };
    /// The session's variables that have a value, in the order of their definition; symbols that stand for themselves only
    /// because their names were unknown are none.
    std::vector<Variable> variables();
    /// Of that name in the session; Unset without one.
    Value variable(std::string_view name);
    /// Makes or replaces it. Raises for a text that is no name and for a variable declared with let or const.
    void set_variable(std::string_view name, const Value& value);

    /// An error as it is shown at a terminal.
    std::string render(const Diagnostic& diagnostic) const;
    std::string text(const Value& value); ///< as print shows it
    std::string repr(const Value& value); ///< as the REPL echoes it
    ValueTexts texts(const Value& value); ///< both

    enum class ProfileForm : std::uint8_t { Text, Json, FlameGraph };
    /// What the run so far took, for engines made with `profile`; nothing may run afterwards. `program` is its name there.
    /// Empty when nothing ran: the program could not be read or compiled.
    std::string profile(ProfileForm form, const std::string& program);

    Runtime& runtime();
    /// Asks the evaluation under way to stop with LimitError. Safe from signal handlers and other threads.
    void interrupt();

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

} // namespace rumina
