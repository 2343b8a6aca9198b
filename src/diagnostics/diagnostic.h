// What is told to a user about a program: identity, kind, message, place, hint and, at run time, the calls that led there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/source.h"

namespace rumina {

/// The kinds a program can test in `catch (e)` (`e.kind`); docs/errors.md explains each.
enum class ErrorKind : std::uint8_t {
#define ERROR_KIND(name) name,
#include "diagnostics/error_kinds.def"
#undef ERROR_KIND
};
std::string_view name_of(ErrorKind kind);
/// The kind of that name, or ErrorKind::Error with false.
bool find_error_kind(std::string_view name, ErrorKind& kind);

enum class DiagnosticId : std::uint16_t {
#define DIAGNOSTIC(id, kind, message, hint) id,
#include "diagnostics/diagnostics.def"
#undef DIAGNOSTIC
};

struct DiagnosticInfo {
    std::string_view id;
    ErrorKind kind;
    std::string_view message; ///< fmt format, positional arguments
    std::string_view hint;    ///< may be empty
};
const DiagnosticInfo& info(DiagnosticId id);
std::size_t diagnostic_count();

/// One call of the trace; the innermost is last.
struct TraceFrame {
    std::string function; ///< "<main>" at top level
    Span span;            ///< what that frame was doing
};

struct Diagnostic {
    DiagnosticId id;
    ErrorKind kind;
    std::string name; ///< the id as text; user errors have the text they gave
    std::string message;
    std::string hint;
    Span span;
    std::vector<TraceFrame> trace; ///< outermost first; long ones without their middle
    std::size_t trace_hidden = 0;  ///< frames left out, after the first kTraceEnd

    static constexpr std::size_t kTraceEnd = 10; ///< frames kept at each end
    /// Sets the trace of `count` frames, of which frame(i) gives the i-th from the innermost on. Only those that are
    /// shown are kept: an error deep in a recursion costs no more than another.
    template <typename Frame>
    void set_trace(std::size_t count, Frame frame) {
        trace.clear();
        trace_hidden = count > 2 * kTraceEnd ? count - 2 * kTraceEnd : 0;
        for (std::size_t i = count; i-- > 0;)
            if (trace_hidden == 0 || i < kTraceEnd || i >= count - kTraceEnd) trace.push_back(frame(i));
    }
};

/// A trace being collected from the innermost frame outwards. Only the frames that set_trace() asks for are kept, the
/// others are counted: where errors are raised again and again deep in a recursion, nothing is allocated for them.
template <typename Frame>
class TraceEnds {
public:
    void add(const Frame& frame) {
        (count_ < kEnd ? inner_[count_] : outer_[count_ % kEnd]) = frame;
        ++count_;
    }
    std::size_t size() const { return count_; }
    /// The i-th frame from the innermost on, one of the kTraceEnd at either end.
    const Frame& operator[](std::size_t i) const { return i < kEnd ? inner_[i] : outer_[i % kEnd]; }

private:
    static constexpr std::size_t kEnd = Diagnostic::kTraceEnd;
    Frame inner_[kEnd], outer_[kEnd]; ///< outer_ is a ring of the last ones added
    std::size_t count_ = 0;
};

/// Builds a diagnostic from its row. Arguments fill the {} of the message.
Diagnostic make_diagnostic_v(DiagnosticId id, Span span, fmt::format_args args);
template <typename... Args>
Diagnostic make_diagnostic(DiagnosticId id, Span span, const Args&... args) {
    return make_diagnostic_v(id, span, fmt::make_format_args(args...));
}

/// The beginning of a text with `…` behind it when it has more bytes than that; cut between code points. Names and parts of
/// programs may be as long as programs are, and messages repeat them.
std::string shortened(std::string_view text, std::size_t most_bytes);
inline constexpr std::size_t kLongestMessage = 2000; ///< bytes; what a program says itself stays whole
inline constexpr std::size_t kLongestHint = 400;

/// Collects what the front end finds. Stops counting at `limit`, so that a broken file cannot flood a screen.
class DiagnosticList {
public:
    template <typename... Args>
    Diagnostic& add(DiagnosticId id, Span span, const Args&... args) {
        return add(make_diagnostic(id, span, args...));
    }
    Diagnostic& add(Diagnostic diagnostic) {
        list_.push_back(std::move(diagnostic));
        return list_.back();
    }
    bool empty() const { return list_.empty(); }
    bool full() const { return list_.size() >= kLimit; }
    std::vector<Diagnostic>& list() { return list_; }
    const std::vector<Diagnostic>& list() const { return list_; }

private:
    static constexpr std::size_t kLimit = 20;
    std::vector<Diagnostic> list_;
};

/// Thrown when an operation cannot go on. The engine that runs the program fills in place and trace
/// (`located`), then hands it to the program's `catch` or to the user.
struct Failure {
    Diagnostic diagnostic;
    bool located = false;
};

/// Raises the diagnostic as a Failure; the place is filled in by whoever knows it.
template <typename... Args>
[[noreturn]] void fail(DiagnosticId id, const Args&... args) {
    throw Failure{make_diagnostic(id, Span{}, args...)};
}

} // namespace rumina
