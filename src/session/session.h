// One session as its C API (include/rumina.h) sees it: an engine with its host, runs in slices, questions in JSON.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "engine/engine.h"
#include "session/run_result.h"
#include "session/session_options.h"

namespace rumina {

class EngineSession {
public:
    explicit EngineSession(std::string_view options_json);
    ~EngineSession();

    /// What follows is documented in include/rumina.h. Nothing raises Failure; out of memory is an error of the run.
    void start(std::string code, std::string name, bool fresh);
    bool go_on(double milliseconds);
    /// Once, after go_on said true.
    std::string take_result();
    const RunStats& stats() const { return stats_; }
    std::string_view take_output() { return host_.take_output(); }
    /// Safe from other threads.
    void cancel();
    std::string ask(std::string_view request_json);

private:
    enum class State : std::uint8_t { Idle, Running, Over };

    void finish(Evaluation evaluation);
    /// Whether the run is over: `work` may raise what ends it.
    template <typename Work>
    bool guarded(Work work);
    [[gnu::noinline]] void fail_with(Diagnostic diagnostic);
    [[gnu::noinline]] void fail_without_memory();
    [[gnu::noinline]] void make_fresh();
    void set_running(Engine* engine);
    Engine& current() { return fresh_ != nullptr ? *fresh_ : *engine_; }

    SessionOptions options_;
    SessionHost host_;
    std::unique_ptr<Engine> engine_, fresh_; ///< fresh_: of a run of its own
    State state_ = State::Idle;
    std::string result_;
    RunStats stats_ = {};
    int exit_code_ = -1; ///< of exit(n); -1: it was not called
    std::mutex running_mutex_;
    Engine* running_ = nullptr; ///< what cancel() stops
};

} // namespace rumina
