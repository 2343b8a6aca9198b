#include "session/session.h"

#include <new>
#include <utility>

#include "base/json_reader.h"
#include "runtime/exit.h"
#include "session/requests.h"

namespace rumina {
namespace {

EngineOptions engine_options(const SessionOptions& options) {
    EngineOptions engine;
    engine.limits = options.limits;
    engine.symbols = SymbolMode::ByUse;
    engine.optimizer.code_that_runs_once = false;
    return engine;
}

} // namespace

EngineSession::EngineSession(std::string_view options_json) : options_(read_options(options_json)), host_(options_.capabilities) {
    engine_ = std::make_unique<Engine>(host_, engine_options(options_));
}

EngineSession::~EngineSession() = default;

void EngineSession::set_running(Engine* engine) {
    std::lock_guard lock(running_mutex_);
    running_ = engine;
}

void EngineSession::cancel() {
    std::lock_guard lock(running_mutex_);
    if (running_ != nullptr) running_->interrupt();
}

template <typename Work>
bool EngineSession::guarded(Work work) {
    try {
        return work();
    } catch (const ExitRequest& request) {
        exit_code_ = request.code & 0xFF;
        finish(Evaluation{});
    } catch (Failure& failure) {
        fail_with(std::move(failure.diagnostic));
    } catch (const std::bad_alloc&) {
        fail_without_memory();
    }
    return true;
}

void EngineSession::fail_with(Diagnostic diagnostic) {
    Evaluation evaluation;
    evaluation.errors.push_back(std::move(diagnostic));
    finish(std::move(evaluation));
}

void EngineSession::fail_without_memory() {
    if (current().is_under_way()) current().abandon();
    fail_with(make_diagnostic(DiagnosticId::OutOfMemory, Span{}, "the machine has"));
}

void EngineSession::start(std::string code, std::string name, bool fresh) {
    if (state_ == State::Running) current().abandon();
    set_running(nullptr);
    result_.clear();
    host_.begin_run();
    exit_code_ = -1;
    fresh_.reset();
    state_ = State::Running;
    guarded([&] {
        if (!options_.mistake.empty()) fail(DiagnosticId::InvalidArgument, options_.mistake);
        if (fresh) make_fresh();
        current().runtime().clear_stop();
        current().start_evaluation(std::move(code), std::move(name));
        set_running(&current());
        return true;
    });
}

void EngineSession::make_fresh() { fresh_ = std::make_unique<Engine>(host_, engine_options(options_)); }

bool EngineSession::go_on(double milliseconds) {
    if (state_ != State::Running) return true;
    return guarded([&] {
        if (!current().go_on(milliseconds / 1000)) return false;
        finish(current().result());
        return true;
    });
}

void EngineSession::finish(Evaluation evaluation) {
    state_ = State::Over;
    try {
        current().runtime().make_current();
        result_ = run_result(current(), {evaluation, host_.output(), exit_code_, host_.has_read_clock(), options_.hexadecimal, options_.brief}, stats_);
    } catch (const std::bad_alloc&) {
        result_ = R"({"error":"out of memory"})";
    }
    set_running(nullptr); // until here it could be cancelled
    current().runtime().clear_stop();
    fresh_.reset();
    engine_->runtime().make_current();
}

std::string EngineSession::take_result() {
    if (state_ != State::Over) return R"({"error":"no run is over"})";
    state_ = State::Idle;
    return std::exchange(result_, std::string());
}

std::string EngineSession::ask(std::string_view request_json) {
    std::string mistake;
    std::optional<JsonValue> request = read_json(request_json, mistake);
    if (!request) return refused("the request is no JSON: " + mistake);
    if (is_progress(*request)) return progress(current());
    if (state_ == State::Running) return refused("a run is under way");
    try {
        return answer(*engine_, *request);
    } catch (const std::bad_alloc&) {
        return refused("out of memory");
    }
}

} // namespace rumina
