// Dates of the proleptic Gregorian calendar from seconds, without the platform's time functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rumina::library {

struct CalendarTime {
    std::int64_t year;
    int month, day, hour, minute, second; ///< month and day from 1
    int weekday;                          ///< 0 is Sunday
    int day_of_year;                      ///< from 1
};

/// Days from 1970-01-01 to a date; any year. [Hinnant 2013, days_from_civil]
std::int64_t days_from_date(std::int64_t year, int month, int day);
/// Of seconds since 1970-01-01 00:00.
CalendarTime calendar_time(std::int64_t seconds);
bool is_date(std::int64_t year, int month, int day);

/// "2026-01-31", "2026-01-31 12:30:00" or "2026-01-31T12:30"; false for anything else and for dates that do not exist.
bool parse_date(std::string_view text, CalendarTime& time);

/// With a `%` in the pattern: %Y %y %m %d %H %M %S %j %w %a %A %b %B %F %T %%. Without: the letters Y y m d H M S i s
/// (i and s are minutes and seconds) stand for the parts. False for an unknown % letter, which `bad` then holds.
bool format_date(const CalendarTime& time, std::string_view pattern, std::string& out, char& bad);

} // namespace rumina::library
