// include/rumina.h over EngineSession: nothing is thrown across it, whatever happens.
#include "rumina.h"

#include <memory>
#include <new>
#include <string>

#include "session/session.h"

/// The strings handed out last stay until the next call.
struct rumina_session {
    std::unique_ptr<rumina::EngineSession> session; ///< null: there was no memory to make one
    std::string answer, output;
};

namespace {

constexpr const char *kOutOfMemory = R"({"error":"out of memory"})";

/// Stands for every session that there was no memory for at all.
rumina_session no_session;

/// What `ask` gives, kept for the caller.
template <typename Ask>
const char *keep(std::string &place, Ask ask) {
    try {
        place = ask();
        return place.c_str();
    } catch (...) {
        return kOutOfMemory;
    }
}

} // namespace

extern "C" {

rumina_session *rumina_session_create(const char *options_json) {
    auto *created = new (std::nothrow) rumina_session;
    if (created == nullptr) return &no_session;
    try {
        created->session = std::make_unique<rumina::EngineSession>(options_json == nullptr ? "{}" : options_json);
    } catch (...) {
    }
    return created;
}

void rumina_session_destroy(rumina_session *session) {
    if (session != &no_session) delete session;
}

void rumina_run_start(rumina_session *session, const char *code, size_t code_bytes, const char *name, int fresh) {
    if (session->session == nullptr) return;
    try {
        session->session->start(std::string(code, code_bytes), name == nullptr ? "<input>" : name, fresh != 0);
    } catch (...) { // no memory for the text: nothing was started, and the result says so
    }
}

const double *rumina_run_stats(const rumina_session *session) {
    static constexpr rumina::RunStats kNone = {};
    return session->session == nullptr ? kNone.data() : session->session->stats().data();
}

int rumina_run_continue(rumina_session *session, double milliseconds) {
    if (session->session == nullptr) return 1;
    try {
        return session->session->go_on(milliseconds) ? 1 : 0;
    } catch (...) {
        return 1;
    }
}

const char *rumina_run_result(rumina_session *session) {
    return keep(session->answer, [&] { return session->session == nullptr ? kOutOfMemory : session->session->take_result(); });
}

const char *rumina_run(rumina_session *session, const char *code, size_t code_bytes, const char *name, int fresh, double milliseconds) {
    rumina_run_start(session, code, code_bytes, name, fresh);
    return rumina_run_continue(session, milliseconds) != 0 ? rumina_run_result(session) : nullptr;
}

const char *rumina_take_output(rumina_session *session, size_t *bytes) {
    const char *text = keep(session->output, [&] { return session->session == nullptr ? std::string() : std::string(session->session->take_output()); });
    if (bytes != nullptr) *bytes = session->output.size();
    return text;
}

void rumina_cancel(rumina_session *session) {
    if (session->session != nullptr) session->session->cancel();
}

const char *rumina_ask(rumina_session *session, const char *request_json) {
    return keep(session->answer, [&] { return session->session == nullptr ? kOutOfMemory : session->session->ask(request_json); });
}

const char *rumina_version(void) { return RUMINA_VERSION; }
}
