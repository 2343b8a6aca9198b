#include "library/prelude.h"

#include <gtest/gtest.h>

namespace rumina::library {
namespace {

TEST(Prelude, EveryRecordIsComplete) {
    std::string problem;
    std::size_t count = 0;
    for (const PreludeSource& source : prelude_sources) count += parse_prelude(source, problem).size();
    EXPECT_EQ(problem, "");
    EXPECT_EQ(count, prelude_records().size());
    EXPECT_GT(count, 20u);
}

TEST(Prelude, ReadsARecord) {
    constexpr std::string_view text = "# A comment.\n"
                                      "\n"
                                      "#: twice(f: Function, x: Any) -> Any\n"
                                      "#: f of f of x.\n"
                                      "#: aliases: double_apply\n"
                                      "#: methods: function\n"
                                      "#: > twice(|x| x + 1, 1)\n"
                                      "#: 3\n"
                                      "#: > twice(1, 1)\n"
                                      "#: !TypeError\n"
                                      "func twice(f, x) { return f(f(x)) }\n"
                                      "func private() { }\n";
    std::string problem;
    std::vector<PreludeRecord> records = parse_prelude({"function", text}, problem);
    EXPECT_EQ(problem, "");
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].function, "twice");
    EXPECT_EQ(records[0].topic, "function");
    EXPECT_EQ(records[0].record.signature, "twice(f: Function, x: Any) -> Any");
    EXPECT_EQ(records[0].record.summary, "f of f of x.");
    EXPECT_EQ(records[0].record.aliases, "double_apply");
    EXPECT_EQ(records[0].record.methods, "function");
    ASSERT_EQ(records[0].record.example_list().size(), 2u);
    EXPECT_EQ(records[0].record.example_list()[0].code, "twice(|x| x + 1, 1)");
    EXPECT_EQ(records[0].record.example_list()[1].result, "!TypeError");
}

TEST(Prelude, NamesWhatIsMissing) {
    for (std::string_view text : {"#: f(x: Any) -> Any\n#: Summary.\nfunc f(x) { }\n",                 // no example
                                  "#: f(x: Any) -> Any\n#: > f(1)\n#: 1\nfunc f(x) { }\n",             // no summary
                                  "#: f(x: Any) -> Any\n#: Summary.\n#: > f(1)\n#: 1\nfunc g(x) { }\n", // another function
                                  "#: f(x: Any) -> Any\n#: Summary.\n#: More.\n#: > f(1)\n#: 1\nfunc f(x) { }\n"}) {
        std::string problem;
        parse_prelude({"test", text}, problem);
        EXPECT_NE(problem, "") << text;
    }
}

} // namespace
} // namespace rumina::library
