// The command line. Exit status: 0 the program went through, 1 it ended with an error (or its file cannot be read),
// 2 the command line is wrong; `exit(n)` in a program gives n.
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <pthread.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "atomic_file.h"
#include "engine/engine.h"
#include "number/integer.h"
#include "optimizer/optimizer.h"
#include "plots.h"
#include "profile.h"
#include "repl.h"
#include "runtime/exit.h"
#include "terminal_host.h"

namespace rumina {
namespace {

struct CommandLine {
    std::string engine = "vm";
    std::string code, file;
    bool has_code = false, has_file = false;
    std::vector<std::string> arguments;
    std::string dump_file;
    bool dump = false, tokens = false, tree = false, bytecode = false;
    std::string compile_file, output;
    bool compile = false;
    std::string plot_file; ///< empty: drawings are not written
    EngineOptions options;
    ProfileRequest profile;
};

/// CLI11's help with usage lines of our own.
class UsageFormatter final : public CLI::Formatter {
public:
    explicit UsageFormatter(std::string usage) : usage_(std::move(usage)) {}
    std::string make_usage(const CLI::App*, std::string) const override { return usage_; }

private:
    std::string usage_;
};

int report_write_error(int error) {
    std::fprintf(stderr, "IOError: cannot write standard output: %s [OutputFailed]\n", std::strerror(error));
    return 1;
}

/// The exit status once all output is written: a full disk is an error of the program as well.
int finish(TerminalHost& host, int status) {
    host.flush();
    return host.write_error() == 0 ? status : report_write_error(host.write_error());
}

/// The same for text that CLI11 wrote.
int finish_help(int status) {
    return std::cout.flush() ? status : report_write_error(errno != 0 ? errno : EIO);
}

int report(Engine& engine, TerminalHost& host, const Evaluation& evaluation) {
    host.flush();
    for (const Diagnostic& error : evaluation.errors) std::fputs(engine.render(error).c_str(), stderr);
    return finish(host, evaluation.ok() ? 0 : 1);
}

/// The status of a run that was to leave its drawings in files; those of a program that ended with an error are written
/// as far as it came.
int with_plots(const CommandLine& line, Engine& engine, int status) {
    if (line.plot_file.empty() || (status != 0 && engine.runtime().plots().empty())) return status;
    return write_plots(engine, line.plot_file) ? status : 1;
}

/// `rumina compile`: the program as a file that runs without its sources. `-` is standard input.
int compile(const CommandLine& line, Engine& engine, TerminalHost& host) {
    Evaluation evaluation;
    std::string bytes, why, output = line.output;
    if (line.compile_file == "-") {
        std::optional<std::string> text = read_all(stdin, why);
        if (text) bytes = engine.compile_text(std::move(*text), "<stdin>", evaluation.errors);
        else evaluation.errors.push_back(make_diagnostic(DiagnosticId::FileNotFound, Span{}, "<stdin>", why));
    } else {
        bytes = engine.compile_file(line.compile_file, evaluation.errors);
        if (output.empty()) output = (line.compile_file.ends_with(".lm") ? line.compile_file.substr(0, line.compile_file.size() - 3) : line.compile_file) + ".rmc";
    }
    if (evaluation.ok() && !write_atomically(output, bytes, why))
        evaluation.errors.push_back(make_diagnostic(DiagnosticId::FileNotWritten, Span{}, output, why));
    return report(engine, host, evaluation);
}

/// `--engine=rmc`: what a compiled file of the program would do, without the file. For tests.
int run_through_compiled(const CommandLine& line, TerminalHost& host) {
    std::string bytes;
    {
        Engine engine(host, line.options);
        interrupt_on_signal(&engine);
        Evaluation evaluation;
        if (line.file == "-") {
            std::string why;
            bytes = engine.compile_text(read_all(stdin, why).value_or(""), "<stdin>", evaluation.errors);
        } else {
            bytes = engine.compile_file(line.file, evaluation.errors);
        }
        interrupt_on_signal(nullptr);
        if (!evaluation.ok()) return report(engine, host, evaluation);
    }
    Engine engine(host, line.options);
    interrupt_on_signal(&engine);
    int status;
    try {
        status = report(engine, host, engine.run_compiled(bytes, line.file));
    } catch (const ExitRequest& request) {
        status = finish(host, request.code);
    }
    interrupt_on_signal(nullptr);
    return with_plots(line, engine, status);
}

/// Runs what the command line names.
/// --engine=slices: the evaluation that was started, left and continued at every step.
Evaluation step_by_step(Engine& engine) {
    while (!engine.go_on(0)) {
    }
    return engine.result();
}

int run(const CommandLine& line, Engine& engine, TerminalHost& host) {
    const bool sliced = line.engine == "slices";
    if (line.has_code) {
        if (sliced) engine.start_evaluation(line.code, "<command>");
        Evaluation evaluation = sliced ? step_by_step(engine) : engine.evaluate(line.code, "<command>");
        if (evaluation.ok() && !evaluation.value.is_unset() && !evaluation.value.is_null()) host.write(engine.repr(evaluation.value) + "\n");
        return report(engine, host, evaluation);
    }
    if (line.has_file ? line.file == "-" : isatty(STDIN_FILENO) == 0) {
        std::string why;
        std::optional<std::string> text = read_all(stdin, why);
        if (!text) {
            std::fprintf(stderr, "IOError: cannot read standard input: %s [FileNotFound]\n", why.c_str());
            return 1;
        }
        if (sliced) engine.start_text(std::move(*text), "<stdin>");
        return report(engine, host, sliced ? step_by_step(engine) : engine.run_text(std::move(*text), "<stdin>"));
    }
    if (!line.has_file) return finish(host, run_repl(engine, host));
    if (sliced) {
        engine.start_file(line.file);
        return report(engine, host, step_by_step(engine));
    }
    return report(engine, host, engine.run_file(line.file));
}

/// The same with a profile behind it, however the program ends.
int run_profiled(const CommandLine& line, Engine& engine, TerminalHost& host) {
    int status;
    try {
        status = run(line, engine, host);
    } catch (const ExitRequest& request) {
        status = finish(host, request.code);
    }
    bool written = write_profile(engine, line.profile, line.has_code ? "<command>" : line.has_file && line.file != "-" ? line.file : "<stdin>");
    return written || status != 0 ? status : 1;
}

int execute(const CommandLine& line) {
    struct Cleanup { // when the engine is gone
        ~Cleanup() { release_number_memory(); }
    } cleanup;
    TerminalHost host;
    try {
        if (line.engine == "rmc" && line.has_file) return run_through_compiled(line, host);
        Engine engine(host, line.options);
        if (line.plot_file.empty()) engine.runtime().most_plots = 0;
        interrupt_on_signal(&engine);
        struct Reset {
            ~Reset() { interrupt_on_signal(nullptr); }
        } reset;
        if (line.compile) return compile(line, engine, host);
        if (line.dump) {
            using Stage = Engine::Stage;
            std::vector<Diagnostic> errors;
            Stage stage = line.tokens ? Stage::Tokens : line.tree ? Stage::Tree : line.bytecode ? Stage::Bytecode : Stage::Compiled;
            host.write(engine.dump(line.dump_file, stage, errors));
            Evaluation evaluation;
            evaluation.errors = std::move(errors);
            return report(engine, host, evaluation);
        }
        try {
            return with_plots(line, engine, line.profile.wanted ? run_profiled(line, engine, host) : run(line, engine, host));
        } catch (const ExitRequest& request) {
            return with_plots(line, engine, finish(host, request.code));
        }
    } catch (const ExitRequest& request) {
        return finish(host, request.code);
    } catch (const Failure& failure) { // the engine did not fit its limits
        const Diagnostic& diagnostic = failure.diagnostic;
        std::fprintf(stderr, "%s: %s [%s]\n", std::string(name_of(diagnostic.kind)).c_str(), diagnostic.message.c_str(), diagnostic.name.c_str());
        return 1;
    }
}

/// Expressions recurse to their depth limit on the main stack, whatever `ulimit -s` says. Linux keeps 128 MiB free below it
/// and looks at the limit when the stack grows.
void enlarge_main_stack() {
    constexpr rlim_t kBytes = rlim_t{64} << 20;
    rlimit limit{};
    if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= kBytes) return;
    limit.rlim_cur = std::min(kBytes, limit.rlim_max);
    setrlimit(RLIMIT_STACK, &limit);
}

/// The interpreter recurses natively, so it gets a stack for the deepest call nesting; pages are used only when touched.
int with_large_stack(const std::function<int()>& run) {
    constexpr std::size_t kBytes = std::size_t{4} << 30;
    void* stack = mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (stack == MAP_FAILED) return run();
    struct Job {
        const std::function<int()>& run;
        int status = 1;
        std::exception_ptr error;
    } job{run, 1, nullptr};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstack(&attributes, stack, kBytes);
    pthread_t thread;
    auto body = [](void* argument) -> void* {
        auto* job = static_cast<Job*>(argument);
        try {
            job->status = job->run();
        } catch (...) {
            job->error = std::current_exception();
        }
        return nullptr;
    };
    if (pthread_create(&thread, &attributes, body, &job) != 0) return run();
    // Ctrl-C goes to the thread that may be waiting for input.
    sigset_t interrupt, before;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    pthread_sigmask(SIG_BLOCK, &interrupt, &before);
    pthread_join(thread, nullptr);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    munmap(stack, kBytes);
    if (job.error) std::rethrow_exception(job.error);
    return job.status;
}

std::size_t installed_memory() { return static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::size_t>(sysconf(_SC_PAGE_SIZE)); }

std::string pass_names() {
    std::string names;
    for (const PassInfo& pass : optimizer_passes()) names += (names.empty() ? "" : " ") + std::string(pass.name);
    return names;
}

void add_optimizer_options(CLI::App& app, OptimizerOptions& options) {
    app.add_option("--opt", options.level, "how much the compiler improves: 0 nothing, 1 what is cheap, 2 all (the default)")->check(CLI::Range(0, 2));
    app.add_option("--no-pass", [&options](const CLI::results_t& names) {
           for (const std::string& name : names) {
               std::optional<std::uint32_t> pass = find_pass(name);
               if (!pass) throw CLI::ValidationError("--no-pass", "there is no pass " + name + "; passes: " + pass_names());
               options.without |= 1u << *pass;
           }
           return true;
       }, "leave a pass of the optimizer out; passes: " + pass_names())
        ->type_name("PASS")->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

int run_command_line(int argc, char** argv) {
    CommandLine line;
    Limits& limits = line.options.limits;
    limits.memory = installed_memory() / 4 * 3;
    double digits = 0;

    CLI::App app{"Rumina: exact mathematics as a scripting language."};
    app.set_version_flag("--version", "rumina " RUMINA_VERSION);
    app.formatter(std::make_shared<UsageFormatter>(
        "Usage: rumina [options] [file.lm [arguments…]]\n"
        "       rumina -e 'code'          run code and print its value\n"
        "       rumina -                  run the program on standard input\n"
        "       rumina                    read, evaluate and print, line by line\n"
        "       rumina compile file.lm [-o file.rmc]   (ruminac does the same)\n"
        "       rumina file.rmc [arguments…]           (rmvm does the same)\n"
        "       rumina profile [--json] [--flame out.svg] [--report out] file.lm [arguments…]\n"
        "       rumina dump --tokens|--tree|--bytecode file.lm\n"
        "       rumina dump file.rmc\n"));
    app.footer("Exit status: 0 success, 1 the program ended with an error, 2 wrong usage; exit(n) in a program gives n.");
    app.add_option("--engine", line.engine, "vm (the default) or ast; rmc: vm, by way of a compiled program; slices: vm, left and continued at every step")
        ->check(CLI::IsMember({"vm", "ast", "rmc", "slices"}));
    app.add_option("--symbols", line.options.symbols, "unknown names: strict (errors) or auto (symbols); auto for -e and the REPL only by default")
        ->transform(CLI::CheckedTransformer(std::map<std::string, SymbolMode>{{"strict", SymbolMode::Strict}, {"auto", SymbolMode::Auto}}));
    auto* code = app.add_option("-e", line.code, "code to run; its value is printed")->allow_extra_args(false);
    app.add_option("--limits", [&limits](const CLI::results_t& texts) {
           for (const std::string& text : texts)
               if (std::optional<std::string> mistake = set_limits(limits, text)) throw CLI::ValidationError("--limits", *mistake);
           return true;
       }, "limits together, as in time=1s,memory=256MB,steps=1e8; keys: time steps memory depth digits terms output")
        ->type_name("KEY=VALUE,…");
    app.add_option("--steps", limits.steps, "at most so many function calls and loop turns");
    app.add_option("--time", limits.seconds, "at most so many seconds")->check(CLI::NonNegativeNumber);
    app.add_option("--memory", limits.memory, "at most so much memory, as in 512M")->transform(CLI::AsSizeValue(false));
    app.add_option("--digits", digits, "largest integer, in decimal digits")->check(CLI::PositiveNumber);
    app.add_option("--depth", limits.call_depth, "calls inside each other (10000)")->check(CLI::Range(1, 1000000));
    app.add_option("--output", limits.output, "at most so much output, as in 16M")->transform(CLI::AsSizeValue(false));
    app.add_option("--plot", line.plot_file, "the program's plots into this file (SVG, or JSON for a name in .json); several go to FILE-1, FILE-2, …")->type_name("FILE");
    add_optimizer_options(app, line.options.optimizer);
    auto* file = app.add_option("file", line.file, "program to run");
    app.add_option("arguments", line.arguments, "what the program sees as its arguments");
    app.positionals_at_end();
    app.prefix_command(false);

    // `dump` and `compile` are words in front, not subcommands, so that programs of that name can still be run as ./dump.
    std::vector<std::string> words(argv + 1, argv + argc);
    std::string_view called = argc > 0 ? std::string_view(argv[0]) : std::string_view();
    called.remove_prefix(called.rfind('/') + 1);
    if (called == "ruminac") words.insert(words.begin(), "compile");
    CLI::App compile{"Writes a program and all it includes as one compiled file."};
    if (!words.empty() && words[0] == "compile") {
        line.compile = true;
        compile.formatter(std::make_shared<UsageFormatter>("Usage: rumina compile file.lm [-o file.rmc]\n       rumina compile - -o file.rmc\n"));
        compile.add_option("file", line.compile_file, "program; - is standard input")->required();
        compile.add_option("-o", line.output, "the file to write; by default beside the program, with .rmc for .lm");
        compile.add_option("--symbols", line.options.symbols, "unknown names: strict (errors, the default) or auto (symbols)")
            ->transform(CLI::CheckedTransformer(std::map<std::string, SymbolMode>{{"strict", SymbolMode::Strict}, {"auto", SymbolMode::Auto}}));
        add_optimizer_options(compile, line.options.optimizer);
        words.erase(words.begin());
    }
    CLI::App dump{"Shows a program at a stage of its way."};
    if (!words.empty() && words[0] == "dump") {
        line.dump = true;
        dump.formatter(std::make_shared<UsageFormatter>("Usage: rumina dump --tokens|--tree|--bytecode file.lm\n       rumina dump file.rmc\n"));
        auto* stages = dump.add_option_group("stage");
        stages->add_flag("--tokens", line.tokens, "the tokens");
        stages->add_flag("--tree", line.tree, "the syntax tree");
        stages->add_flag("--bytecode", line.bytecode, "the instructions of the virtual machine");
        stages->require_option(0, 1);
        add_optimizer_options(dump, line.options.optimizer);
        dump.add_option("--after", [&line](const CLI::results_t& names) {
               line.options.optimizer.last = find_pass(names.back());
               if (!line.options.optimizer.last) throw CLI::ValidationError("--after", "there is no pass " + names.back() + "; passes: " + pass_names());
               return true;
           }, "the instructions after this pass of the optimizer, with --bytecode")->type_name("PASS");
        dump.add_option("file", line.dump_file, "program")->required();
        words.erase(words.begin());
    }
    if (!words.empty() && words[0] == "profile") {
        line.profile.wanted = line.options.profile = true;
        auto* profile = app.add_option_group("profile", "Runs the program and reports, on standard error, where its time went");
        profile->add_flag("--json", line.profile.json, "the report as JSON");
        profile->add_option("--flame", line.profile.flame_file, "a flame graph (SVG) into this file");
        profile->add_option("--report", line.profile.report_file, "the report into this file instead of standard error");
        words.erase(words.begin());
    }
    // Everything after the file belongs to the program, options included; code given by -e stands for the file.
    CLI::App& parser = line.dump ? dump : line.compile ? compile : app;
    if (!line.dump && !line.compile) {
        std::size_t i = 0;
        bool code_given = false;
        while (i < words.size() && words[i].size() > 1 && words[i][0] == '-') {
            if (words[i] == "--") {
                ++i;
                break;
            }
            code_given = code_given || words[i].starts_with("-e");
            bool takes_value = words[i] == "-e" || (words[i].find('=') == std::string::npos && words[i].starts_with("--") && words[i] != "--help" && words[i] != "--version" &&
                                                       !(line.profile.wanted && words[i] == "--json"));
            i += takes_value ? 2 : 1;
        }
        std::size_t own = code_given ? i : i + 1;
        // The profile's own options may stand right behind the file as well.
        for (std::size_t file_at = i; line.profile.wanted && !code_given && own < words.size();) {
            bool with_value = words[own] == "--flame" || words[own] == "--report";
            if (!with_value && words[own] != "--json" && !words[own].starts_with("--flame=") && !words[own].starts_with("--report=")) break;
            std::size_t count = with_value && own + 1 < words.size() ? 2 : 1;
            std::rotate(words.begin() + static_cast<std::ptrdiff_t>(file_at), words.begin() + static_cast<std::ptrdiff_t>(own),
                        words.begin() + static_cast<std::ptrdiff_t>(own + count));
            own += count;
            file_at += count;
        }
        if (own < words.size()) {
            line.arguments.assign(words.begin() + static_cast<std::ptrdiff_t>(own), words.end());
            words.resize(own);
        }
    }
    try {
        std::reverse(words.begin(), words.end());
        std::vector<std::string> arguments = line.arguments;
        parser.parse(words);
        if (!arguments.empty()) line.arguments = arguments;
        if (line.dump && !line.tokens && !line.tree && !line.bytecode && !line.dump_file.ends_with(".rmc"))
            throw CLI::RequiredError("one of --tokens, --tree and --bytecode");
        if (line.options.optimizer.last && !line.bytecode)
            throw CLI::ValidationError("--after", "needs --bytecode: passes change instructions, not the tree");
        if (line.compile_file == "-" && line.output.empty()) throw CLI::RequiredError("-o, with the program from standard input,");
        if (called == "rmvm" && line.file.empty()) throw CLI::RequiredError("file.rmc");
    } catch (const CLI::CallForHelp& help) {
        return finish_help(parser.exit(help));
    } catch (const CLI::CallForVersion& version) {
        return finish_help(parser.exit(version));
    } catch (const CLI::ParseError& error) {
        std::fprintf(stderr, "rumina: %s\nTry `rumina --help`.\n", error.what());
        return 2;
    }
    line.has_code = code->count() > 0;
    line.has_file = file->count() > 0;
    if (line.profile.wanted && (line.engine != "vm" || (!line.has_code && !line.has_file))) {
        std::fprintf(stderr, "rumina: profile: %s\nTry `rumina profile --help`.\n", line.engine != "vm" ? "only the virtual machine can be profiled" : "no program");
        return 2;
    }
    if (!line.plot_file.empty() && !line.has_code && !line.has_file && isatty(STDIN_FILENO) != 0) {
        std::fprintf(stderr, "rumina: --plot: no program\nTry `rumina --help`.\n");
        return 2;
    }
    if (digits > 0) limits.set_digits(digits);
    line.options.executor = line.engine == "ast" ? ExecutorKind::Interpreter : ExecutorKind::VirtualMachine;
    line.options.arguments = line.arguments;
    if (line.options.executor == ExecutorKind::Interpreter) return with_large_stack([&] { return execute(line); });
    enlarge_main_stack();
    return execute(line);
}

} // namespace
} // namespace rumina

int main(int argc, char** argv) { return rumina::run_command_line(argc, argv); }
