#include "repl.h"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <string>

#include <unistd.h>

#include "plot/braille.h"
#include "runtime/exit.h"

namespace rumina {
namespace {

std::atomic<Engine*> interrupted_engine{nullptr};
volatile std::sig_atomic_t signals_seen = 0;
volatile std::time_t last_signal = 0;

void on_interrupt(int) {
    std::time_t now = std::time(nullptr);
    bool again = signals_seen > 0 && now - last_signal <= 1;
    last_signal = now;
    signals_seen = signals_seen + 1;
    if (again && signals_seen > 2) _exit(130);
    if (Engine* engine = interrupted_engine.load()) engine->interrupt();
}

/// A value's text may pass a limit as well, or be interrupted: the session goes on.
void show(Engine& engine, TerminalHost& host, const Value& value) {
    try {
        const bool draws = value.is(Tag::Plot) && isatty(STDOUT_FILENO) != 0;
        host.write((draws ? plot::to_braille(*value.as<PlotObject>()->figure) : engine.repr(value)) + "\n");
    } catch (Failure& failure) {
        engine.runtime().recover(failure.diagnostic);
        host.flush();
        std::fputs(engine.render(failure.diagnostic).c_str(), stderr);
    }
}

} // namespace

void interrupt_on_signal(Engine* engine) {
    interrupted_engine.store(engine);
    struct sigaction action{};
    action.sa_handler = engine == nullptr ? SIG_DFL : on_interrupt;
    sigemptyset(&action.sa_mask);
    action.sa_flags = 0; // reading a line is interrupted too
    sigaction(SIGINT, &action, nullptr);
}

int run_repl(Engine& engine, TerminalHost& host) {
    bool terminal = isatty(STDIN_FILENO) != 0;
    if (terminal) host.write("Rumina " RUMINA_VERSION " - exact mathematics. `help(name)` explains a function, `exit` leaves.\n");
    std::string input;
    for (int number = 1;;) {
        signals_seen = 0;
        std::string prompt = !terminal ? "" : input.empty() ? "rumina [" + std::to_string(number) + "]> " : "      ...> ";
        std::optional<std::string> line = host.read_line(prompt);
        if (signals_seen > 0) { // Ctrl-C while typing drops the input
            engine.runtime().clear_stop();
            host.write("\n");
            input.clear();
            continue;
        }
        if (!line && input.empty()) break;
        if (input.empty() && (*line == "exit" || *line == "quit")) break;
        bool at_end = !line;
        if (line) input += *line + "\n";
        // An empty line ends an input that is still unfinished.
        bool last_try = at_end || (line->empty() && input.size() > 1);
        Evaluation evaluation = engine.evaluate(input, "<input " + std::to_string(number) + ">");
        if (evaluation.incomplete && !last_try) continue;
        for (const Diagnostic& error : evaluation.errors) {
            host.flush();
            std::fputs(engine.render(error).c_str(), stderr);
        }
        if (evaluation.ok() && !evaluation.value.is_unset() && !evaluation.value.is_null()) show(engine, host, evaluation.value);
        host.flush();
        input.clear();
        ++number;
        if (at_end) break;
    }
    if (terminal) host.write("\n");
    return 0;
}

} // namespace rumina
