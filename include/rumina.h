/*
 * Rumina as a library: sessions that run programs and answer questions about them, in JSON.
 *
 * All text is UTF-8. Offsets in JSON count UTF-16 code units, lines and columns start at 1, columns count code points.
 * A string that a function returns ends in a zero byte and is valid until the next call on that session. A session is used
 * by one thread at a time; only rumina_cancel may be called from another. No function throws, and only rumina_run returns NULL.
 *
 *   rumina_session *session = rumina_session_create("{}");
 *   rumina_run_start(session, "1/3 + 1/6", 9, "<input 1>", 0);
 *   while (!rumina_run_continue(session, 50)) {}
 *   puts(rumina_run_result(session));
 *   rumina_session_destroy(session);
 */
#ifndef RUMINA_H
#define RUMINA_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct rumina_session rumina_session;

/*
 * A new session. Options, all of which may be left out:
 *   {"limits": {"time": seconds, "memory": bytes, "steps": n, "output": bytes, "depth": n, "digits": n, "terms": n},
 *    "seed": n, "hexadecimal": bool, "brief": bool, "capabilities": {"clock": bool, "entropy": bool, "input": [line, …], "sources": {name: text, …}}}
 * seed: random numbers follow from it instead of from the system. hexadecimal: long numbers are told so that are results, for a
 * caller that writes them in decimal faster. brief: a result that is a number and nothing else may be no JSON. A limit of null
 * is lifted where that is possible. They hold for each run, the reading of its program and the writing of its result included; those
 * left out are 10 s, 256 MiB, 1e9 steps and 16 MiB of output. memory is 1 MiB at least. Options that are wrong make a session all of
 * whose runs fail with the reason.
 */
rumina_session *rumina_session_create(const char *options_json);
void rumina_session_destroy(rumina_session *session);

/*
 * Gets ready to run a program; nothing runs yet. `name` is what errors call it. fresh = 0: in the session, whose variables it
 * sees and changes; 1: as a program of its own with an engine of its own, which is gone afterwards. A run that is under way is
 * dropped.
 */
void rumina_run_start(rumina_session *session, const char *code, size_t code_bytes, const char *name, int fresh);

/*
 * Goes on for about so many milliseconds; 0: for one step. 1: it is over; 0: call again. A single builtin is not left before
 * it is done, so a slice may take longer.
 */
int rumina_run_continue(rumina_session *session, double milliseconds);

/*
 * What the run came to, once rumina_run_continue said 1; may be asked for once:
 *   {"ok": bool, "value": DATA, "text": string, "repr": string, "latex": string, "mathml": string,
 *    "plots": [FIGURE, …], "plotsLeftOut": n, "output": string, "exitCode": n, "unrepeatable": true, "errors": [ERROR, …],
 *    "stats": {"microseconds": n, "steps": n, "memoryBytes": n, "leakedBytes": n, "instanceBytes": n}}
 *   An integer or fraction has a member "number", its text ("-13/42"), in the place of value, text, repr, latex and mathml; null
 *   has none of these six. With the option hexadecimal long ones have a member "hexadecimal" ("-ff/10"), and "number" beside it
 *   only when they are very long. With the option brief a result of "ok", which is true, a "number" of at most 64 bits (numerator
 *   and denominator together) and "stats" is no JSON but "=" and that number ("=-13/42"), unless limits.output is less than 48, and
 *   "=" alone when both are at most 2^53: rumina_run_stats has them; one that has "hexadecimal" in the place of "number" is "#" and
 *   that ("#-ff/10"). The members of the second line are left out when there is nothing to tell: no plot, no output, no call of
 *   exit, no error.
 *   text is what print shows, repr what an echo shows (strings quoted). unrepeatable: run again from the same state, it might do
 *   something else, since it read the clock or was stopped by the time limit or by rumina_cancel. errors: more than one for syntax.
 *   ERROR: {"kind", "id", "message", "source", "line", "column", "endLine", "endColumn", "from", "to", "hint": string | null,
 *           "trace": [{"function", "source", "line", "column"}, …], "traceHidden": n, "incomplete": bool, "rendered"}
 *   FIGURE: src/plot/json.h.  DATA: src/session/data.h.
 */
const char *rumina_run_result(rumina_session *session);

/*
 * The stats of the run that was over last, in the order above, and after a result that is "=" alone numerator and denominator. They
 * stay where they are as long as the session lives.
 */
const double *rumina_run_stats(const rumina_session *session);

/*
 * All three in one, for what is over soon: starts, goes on for about so many milliseconds and gives the result; NULL when the run
 * is not over then and goes on with rumina_run_continue.
 */
const char *rumina_run(rumina_session *session, const char *code, size_t code_bytes, const char *name, int fresh, double milliseconds);

/* What the program printed since the last call; `bytes` (may be NULL) receives its length, since it may hold zero bytes. */
const char *rumina_take_output(rumina_session *session, size_t *bytes);

/* The run under way ends with LimitError, id Interrupted, at its next step. Without one it does nothing. */
void rumina_cancel(rumina_session *session);

/*
 * A question that is answered at once. {"error": text} when the request is wrong, {"failed": ERROR} when what it needs fails.
 *   {"ask": "progress"}                          the stats of the run under way
 * and, while no run is under way:
 *   {"ask": "variables"}                         {"variables": [{"name", "kind", "text"}, …]}
 *   {"ask": "complete", "text", "offset"}        {"completions": [{"label", "kind", "detail", "documentation", "insert", "from", "to"}, …]}
 *   {"ask": "signature", "text", "offset"}       {"signature": null | {"name", "signature", "summary", "parameters", "active"}}
 *   {"ask": "help", "name"}                      {"help": null | {"name", "kind", "signature", "summary", …, "text"}}
 *   {"ask": "check", "code", "name"}             {"diagnostics": [ERROR, …]}: what is wrong as far as it shows without running
 *   {"ask": "format", "code"}                    {"code"}: in the usual layout; as it is when it has syntax errors
 *   {"ask": "get", "name"}                       {"value": DATA}, or {} when there is no such variable
 *   {"ask": "set", "name", "value": DATA}        {}
 */
const char *rumina_ask(rumina_session *session, const char *request_json);

const char *rumina_version(void);

#ifdef __cplusplus
}
#endif

#endif
