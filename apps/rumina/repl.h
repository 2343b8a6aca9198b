// The first REPL: values are echoed, unfinished input continues on the next line, errors and Ctrl-C leave the session
// and its variables as they are.
#pragma once

#include "engine/engine.h"
#include "terminal_host.h"

namespace rumina {

/// Reads from standard input until its end, `exit` or `quit`. Returns the exit status.
int run_repl(Engine& engine, TerminalHost& host);

/// Makes Ctrl-C ask the engine to stop its evaluation (a second one within a second ends the program). null: the default.
void interrupt_on_signal(Engine* engine);

} // namespace rumina
