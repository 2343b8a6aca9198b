#include "library/calendar.h"

#include <gtest/gtest.h>

namespace rumina::library {
namespace {

std::string shown(std::int64_t seconds, std::string_view pattern) {
    std::string out;
    char bad = 0;
    EXPECT_TRUE(format_date(calendar_time(seconds), pattern, out, bad));
    return out;
}

TEST(Calendar, KnownTimes) {
    EXPECT_EQ(shown(0, "%F %T %A %j"), "1970-01-01 00:00:00 Thursday 001");
    EXPECT_EQ(shown(951782400, "%F"), "2000-02-29");
    EXPECT_EQ(shown(-1, "%F %T"), "1969-12-31 23:59:59");
    EXPECT_EQ(shown(4102444799, "%F %a"), "2099-12-31 Thu");
    EXPECT_EQ(shown(0, "d/m/Y H:i:s"), "01/01/1970 00:00:00");
}

TEST(Calendar, DaysAndDatesAreInverse) {
    for (std::int64_t day = -800000; day < 800000; day += 13) {
        CalendarTime time = calendar_time(day * 86400 + 3600);
        ASSERT_TRUE(is_date(time.year, time.month, time.day));
        ASSERT_EQ(days_from_date(time.year, time.month, time.day), day);
    }
}

TEST(Calendar, DatesThatDoNotExist) {
    CalendarTime time;
    for (std::string_view bad :
         {"2023-02-29", "2024-13-01", "2024-00-01", "2024-1-1", "2024-01-01x", "2024-01-01 24:00", "", "1900-02-29"})
        EXPECT_FALSE(parse_date(bad, time)) << bad;
    EXPECT_TRUE(parse_date("2024-02-29T12:30", time));
    EXPECT_EQ(time.hour, 12);
    EXPECT_EQ(time.weekday, 4);
    std::string out;
    char bad = 0;
    EXPECT_FALSE(format_date(time, "%Q", out, bad));
    EXPECT_EQ(bad, 'Q');
}

} // namespace
} // namespace rumina::library
