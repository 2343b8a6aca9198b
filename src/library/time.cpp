// Clock and calendar, in local time. The clock is the host's.
#include <cmath>

#include "library/arguments.h"
#include "library/calendar.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

CalendarTime now(Call& call) {
    double time = call.runtime.host.now();
    return calendar_time(static_cast<std::int64_t>(std::floor(time)) + call.runtime.host.utc_offset(time));
}

Value formatted(Call& call, const CalendarTime& time, std::string_view pattern) {
    std::string text;
    char bad = 0;
    if (pattern.size() > 1'000'000) fail(DiagnosticId::TooLarge, "this pattern", "1000000 bytes");
    if (!format_date(time, pattern, text, bad)) fail_argument(call, fmt::format("unknown pattern `%{}`", bad));
    return make_string(call, text);
}

Value run_time(Call& call) { return formatted(call, now(call), "%T"); }
Value run_date(Call& call) { return formatted(call, now(call), "%F"); }

Value run_format_date(Call& call) {
    if (!call.has(1)) { // the time now
        if (!call[0].is(Tag::String)) fail_kind(call, 0, "a pattern");
        return formatted(call, now(call), text(call, 0));
    }
    CalendarTime time;
    if (call[0].is(Tag::String)) {
        if (!parse_date(text(call, 0), time)) fail(DiagnosticId::CannotParse, text(call, 0), "date (YYYY-MM-DD)");
    } else {
        constexpr double kFarthest = 1e14; // beyond three million years
        double seconds = to_double(call[0], "format_date");
        if (std::fabs(seconds) > kFarthest) fail(DiagnosticId::TooLarge, "this time", "10^14 seconds");
        time = calendar_time(static_cast<std::int64_t>(std::floor(seconds)) + call.runtime.host.utc_offset(seconds));
    }
    return formatted(call, time, text(call, 1));
}

Value run_get_time(Call& call) { return make_integer(call, Integer::from_double(std::floor(call.runtime.host.now()))); }
Value run_now(Call& call) { return float_result(call.runtime.host.now(), "now"); }
Value run_clock(Call& call) { return float_result(call.runtime.host.clock(), "clock"); }

const Builtin records[] = {
    {.signature = "time::time() -> String",
     .summary = "The time of day, as HH:MM:SS.",
     .examples = {{"size(time::time())", "8"}},
     .run = run_time,
     .pure = false},
    {.signature = "time::date() -> String",
     .summary = "Today's date, as YYYY-MM-DD.",
     .examples = {{"size(time::date())", "10"}},
     .aliases = "time::get_date",
     .run = run_date,
     .pure = false},
    {.signature = "time::format_date(date: String|Real, pattern?: String) -> String",
     .summary = "A date, or seconds since 1970, in a pattern such as \"%d.%m.%Y\" or \"Y/m/d\"; a pattern alone formats the "
                "time now.",
     .examples = {{"time::format_date(\"2026-01-31\", \"%d.%m.%Y\")", "31.01.2026"},
                  {"time::format_date(\"2024-02-29\", \"Y/m/d\")", "2024/02/29"},
                  {"time::format_date(\"2026-01-31\", \"%A\")", "Saturday"},
                  {"time::format_date(\"2026-02-30\", \"%F\")", "!ArgumentError"}},
     .raises = {DiagnosticId::CannotParse, DiagnosticId::InvalidArgument},
     .aliases = "time::get_format_date",
     .run = run_format_date,
     .pure = false},
    {.signature = "time::get_time() -> Integer",
     .summary = "Whole seconds since 1970-01-01 00:00 UTC.",
     .examples = {{"typeof(time::get_time())", "int"}},
     .run = run_get_time,
     .pure = false},
    {.signature = "time::now() -> Float",
     .summary = "Seconds since 1970-01-01 00:00 UTC, with parts.",
     .examples = {{"typeof(time::now())", "float"}},
     .run = run_now,
     .pure = false},
    {.signature = "time::clock() -> Float",
     .summary = "Seconds of a clock that only goes forward, for measuring.",
     .examples = {{"var t = time::clock(); time::clock() >= t", "true"}},
     .aliases = "clock",
     .run = run_clock,
     .pure = false},
};

} // namespace

Records time_builtins() { return records; }

} // namespace rumina::library
