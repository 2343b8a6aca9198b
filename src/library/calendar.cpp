#include "library/calendar.h"

#include <fmt/format.h>

namespace rumina::library {
namespace {

constexpr std::string_view kWeekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr std::string_view kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};

bool is_leap_year(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// Exactly `count` digits; moves past them.
bool read_number(std::string_view& text, std::size_t count, int& number) {
    if (text.size() < count) return false;
    number = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        number = number * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return true;
}

bool read_mark(std::string_view& text, std::string_view marks) {
    if (text.empty() || marks.find(text[0]) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

bool append_part(const CalendarTime& time, char letter, std::string& out) {
    switch (letter) {
    case 'Y': out += fmt::format("{:04}", time.year); return true;
    case 'y': out += fmt::format("{:02}", (time.year % 100 + 100) % 100); return true;
    case 'm': out += fmt::format("{:02}", time.month); return true;
    case 'd': out += fmt::format("{:02}", time.day); return true;
    case 'H': out += fmt::format("{:02}", time.hour); return true;
    case 'M': out += fmt::format("{:02}", time.minute); return true;
    case 'S': out += fmt::format("{:02}", time.second); return true;
    default: return false;
    }
}

} // namespace

std::int64_t days_from_date(std::int64_t year, int month, int day) {
    // Years start in March, so that the leap day comes last.
    year -= month <= 2;
    std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    std::int64_t year_of_era = year - era * 400;
    std::int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

CalendarTime calendar_time(std::int64_t seconds) {
    std::int64_t days = seconds / 86400, rest = seconds % 86400;
    if (rest < 0) {
        rest += 86400;
        --days;
    }
    std::int64_t shifted = days + 719468;
    std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    std::int64_t day_of_era = shifted - era * 146097;
    std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    std::int64_t month_from_march = (5 * day_of_year + 2) / 153;

    CalendarTime time;
    time.day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
    time.month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    time.year = year_of_era + era * 400 + (time.month <= 2);
    time.hour = static_cast<int>(rest / 3600);
    time.minute = static_cast<int>(rest / 60 % 60);
    time.second = static_cast<int>(rest % 60);
    time.weekday = static_cast<int>(((days + 4) % 7 + 7) % 7);
    time.day_of_year = static_cast<int>(days - days_from_date(time.year, 1, 1)) + 1;
    return time;
}

bool is_date(std::int64_t year, int month, int day) {
    constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1) return false;
    return day <= lengths[month - 1] + (month == 2 && is_leap_year(year));
}

bool parse_date(std::string_view text, CalendarTime& time) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    if (!read_number(text, 4, year) || !read_mark(text, "-/")) return false;
    if (!read_number(text, 2, month) || !read_mark(text, "-/") || !read_number(text, 2, day)) return false;
    if (!text.empty()) {
        if (!read_mark(text, " T") || !read_number(text, 2, hour)) return false;
        if (!read_mark(text, ":") || !read_number(text, 2, minute)) return false;
        if (!text.empty() && (!read_mark(text, ":") || !read_number(text, 2, second))) return false;
    }
    if (!text.empty() || !is_date(year, month, day) || hour > 23 || minute > 59 || second > 59) return false;
    time = calendar_time(days_from_date(year, month, day) * 86400 + hour * 3600 + minute * 60 + second);
    return true;
}

bool format_date(const CalendarTime& time, std::string_view pattern, std::string& out, char& bad) {
    if (pattern.find('%') == std::string_view::npos) {
        for (char letter : pattern) {
            char meant = letter == 'i' ? 'M' : letter == 's' ? 'S' : letter;
            if (!append_part(time, meant, out)) out += letter;
        }
        return true;
    }
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '%') {
            out += pattern[i];
            continue;
        }
        char letter = ++i < pattern.size() ? pattern[i] : '%';
        std::string_view weekday = kWeekdays[time.weekday], month = kMonths[time.month - 1];
        switch (letter) {
        case '%': out += '%'; break;
        case 'j': out += fmt::format("{:03}", time.day_of_year); break;
        case 'w': out += fmt::format("{}", time.weekday); break;
        case 'A': out += weekday; break;
        case 'a': out += weekday.substr(0, 3); break;
        case 'B': out += month; break;
        case 'b': out += month.substr(0, 3); break;
        case 'F': out += fmt::format("{:04}-{:02}-{:02}", time.year, time.month, time.day); break;
        case 'T': out += fmt::format("{:02}:{:02}:{:02}", time.hour, time.minute, time.second); break;
        default:
            if (!append_part(time, letter, out)) {
                bad = letter;
                return false;
            }
        }
    }
    return true;
}

} // namespace rumina::library
