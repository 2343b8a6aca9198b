#include <gtest/gtest.h>

#include "base/json_reader.h"
#include "base/json_writer.h"

namespace rumina {
namespace {

std::string mistake_in(std::string_view text) {
    std::string mistake;
    EXPECT_FALSE(read_json(text, mistake)) << text;
    EXPECT_FALSE(mistake.empty()) << text;
    return mistake;
}

JsonValue value_of_text(std::string_view text) {
    std::string mistake;
    std::optional<JsonValue> value = read_json(text, mistake);
    EXPECT_TRUE(value) << text << ": " << mistake;
    return value.value_or(JsonValue{});
}

TEST(Json, CommasStandWhereTheyBelong) {
    JsonWriter w;
    w.begin_object();
    w.member("a", "x");
    w.key("b");
    w.begin_array();
    w.integer(-1);
    w.begin_array();
    w.end_array();
    w.boolean(true);
    w.null();
    w.begin_object();
    w.end_object();
    w.end_array();
    w.key("c");
    w.number(0.1);
    w.end_object();
    EXPECT_EQ(w.out, R"({"a":"x","b":[-1,[],true,null,{}],"c":0.1})");
}

TEST(Json, TextIsEscaped) {
    JsonWriter w;
    w.text(std::string_view("\"\\\n\x01</script>\0π", 16));
    EXPECT_EQ(w.out, R"("\"\\\n\u0001\u003c/script>\u0000π")");
    EXPECT_EQ(value_of_text(w.out).text, std::string_view("\"\\\n\x01</script>\0π", 16));
}

TEST(Json, ValuesAreRead) {
    JsonValue value = value_of_text(R"( {"a": [1, -2.5e3, true, false, null, "x\u00e9\ud83d\ude00\/"], "": {}} )");
    ASSERT_TRUE(value.is(JsonValue::Kind::Object));
    const JsonValue* a = value.find("a");
    ASSERT_NE(a, nullptr);
    ASSERT_EQ(a->items.size(), 6u);
    EXPECT_EQ(a->items[1].number, -2500);
    EXPECT_TRUE(a->items[2].boolean);
    EXPECT_TRUE(a->items[4].is(JsonValue::Kind::Null));
    EXPECT_EQ(a->items[5].text, "xé😀/");
    EXPECT_NE(value.find(""), nullptr);
    EXPECT_EQ(value.find("b"), nullptr);
}

TEST(Json, WhatIsNoJsonIsRefused) {
    for (std::string_view text : {"", " ", "{", "[", "[1,]", "[1 2]", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "01", "+1", ".5", "1.", "1e", "-", "tru", "nul", "'a'", "\"a",
                                  "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\n\"", "1 2", "[]]", "NaN", "Infinity", "1e999", "{\"a\":1,\"a\":2}",
                                  "\"\xff\"", "\"\xed\xa0\x80\"", "/* */1", "[1]//"})
        mistake_in(text);
    mistake_in(std::string_view("1\0", 2));
}

TEST(Json, DepthIsLimited) {
    EXPECT_EQ(value_of_text(std::string(kJsonDepth, '[') + std::string(kJsonDepth, ']')).items.size(), 1u);
    EXPECT_NE(mistake_in(std::string(1'000'000, '[')).find("deep"), std::string::npos);
}

} // namespace
} // namespace rumina
