#include "engine/engine.h"

#include <gtest/gtest.h>

#include "rmc/checksum.h"
#include "rmc/constants.h"
#include "rmc/file.h"
#include "rmc/fingerprint.h"
#include "rmc/verify.h"
#include "runtime/expression_values.h"
#include "runtime/fake_host.h"
#include "runtime/operations.h"

namespace rumina::rmc {
namespace {

constexpr const char* kProgram = R"(
func f(a, b = 2) { return |c| a + b + c }
struct P { x = 1; y = 0.5 }
var total = 0
for v in [1, 2, 3] { total = total + v }
loop 3 { total = total + 1 }
try { 1/0 } catch (e) { total = total + 1 }
print(f(1)(3), P.x, total, table{a => 1}, match 3 { 4 => "no", n => n })
)";

std::string compiled(const std::string& text, const std::string& name = "p.lm") {
    FakeHost host;
    EngineOptions options;
    options.optimizer.level = 0; // the code as the tests below know it
    Engine engine(host, options);
    std::vector<Diagnostic> errors;
    std::string bytes = engine.compile_text(text, name, errors);
    EXPECT_TRUE(errors.empty()) << engine.render(errors.at(0));
    return bytes;
}

/// What running it prints, or the id of the error.
std::string run(const std::string& bytes) {
    FakeHost host;
    Engine engine(host, {});
    Evaluation evaluation = engine.run_compiled(bytes, "p.rmc");
    return evaluation.ok() ? host.written : evaluation.errors[0].name + ": " + evaluation.errors[0].message;
}

TEST(CompiledFile, RunsAsItsSource) { EXPECT_EQ(run(compiled(kProgram)), "6 1 10 table{a => 1} 3\n"); }

TEST(CompiledFile, TheSameProgramGivesTheSameBytes) { EXPECT_EQ(compiled(kProgram), compiled(kProgram)); }

TEST(CompiledFile, ChecksumIsThatOfTheStandard) { EXPECT_EQ(crc32c("123456789"), 0xE3069283u); }

TEST(CompiledFile, EveryShorterFileIsRefused) {
    std::string bytes = compiled(kProgram);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        std::string answer = run(bytes.substr(0, size));
        EXPECT_TRUE(answer.starts_with("CompiledFileDamaged")) << size << " " << answer;
        if (size > 200) size += 96; // an engine a time
    }
}

TEST(CompiledFile, EveryChangedBitIsFound) {
    std::string bytes = compiled("print(1)");
    FakeHost host;
    Engine engine(host, {});
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        std::string changed = bytes;
        changed[i] = static_cast<char>(changed[i] ^ 1 << (i % 8));
        Evaluation evaluation = engine.run_compiled(changed, "p.rmc");
        ASSERT_FALSE(evaluation.ok()) << i;
        EXPECT_TRUE(evaluation.errors[0].name.starts_with("CompiledFile")) << i << " " << evaluation.errors[0].message;
    }
}

TEST(CompiledFile, OtherVersionsAreNamed) {
    std::string bytes = compiled("print(1)");
    std::string newer = bytes;
    newer[8] = static_cast<char>(kFormat + 1);
    EXPECT_EQ(run(newer).substr(0, 52), "CompiledFileVersion: `p.rmc` was compiled by format ");
    std::string engine = bytes;
    engine.replace(40, 5, "9.8.7");
    repair_checksum(engine);
    EXPECT_TRUE(run(engine).find("compiled by rumina 9.8.7") != std::string::npos) << run(engine);
    std::string tables = bytes;
    tables[24] = static_cast<char>(tables[24] + 1);
    repair_checksum(tables);
    EXPECT_TRUE(run(tables).find("another build") != std::string::npos) << run(tables);
}

TEST(CompiledFile, TextIsRefused) { EXPECT_TRUE(run("print(1)\n").starts_with("CompiledFileDamaged")); }

// ── constants ──

class Constants : public testing::Test {
protected:
    FakeHost host;
    Engine engine{host, {}};
    Runtime& runtime = engine.runtime();

    Value there_and_back(const Value& value) {
        std::optional<Constant> constant = image_of(runtime, value);
        EXPECT_TRUE(constant.has_value());
        return constant ? rmc::value_of(runtime, *constant) : Value::null();
    }
    Value value(const std::string& code) {
        Evaluation evaluation = engine.evaluate(code, "test");
        EXPECT_TRUE(evaluation.ok()) << code;
        return evaluation.value;
    }
};

TEST_F(Constants, ScalarsComeBack) {
    for (Value value : {Value::null(), Value::of_bool(false), Value::of_bool(true), Value::of_int(0), Value::of_int(INT64_MIN), Value::of_int(INT64_MAX),
                        Value::of_float(0.1), Value::of_float(-0.0), Value::of_float(1e308), Value::of_float(5e-324)})
        EXPECT_TRUE(there_and_back(value).same_bits(value));
}

TEST_F(Constants, NumbersAndTextsComeBack) {
    for (const char* code : {"2^64", "-(10^40)", "10^3000", "1/3", "-(10^30)/7", "\"\"", "\"é😀\\n\"", "\"a\\u{0}b\""}) {
        Value before = value(code), after = there_and_back(before);
        EXPECT_EQ(after.tag, before.tag) << code;
        EXPECT_EQ(engine.repr(after), engine.repr(before)) << code;
    }
}

TEST_F(Constants, ExpressionsAreTheSameNode) {
    for (const char* code :
         {"4i", "1 + 2i", "√2", "1/2√2 + √3", "pi^2/6", "e^(2i)", "x", "x^2 + 2*x + 1", "sin(x)/x", "(x + 1)^(1/3)", "log(2) + sin(1)", "atan2(x, y)",
          "gamma(1/3)", "bessel_j(0, x)", "inf", "1.5f + 2.5f*i", "N(pi, 40)", "N(√2 + i, 30)", "2.5f*x", "binomial(n, k)", "max(x, y, z)"}) {
        Value before = value(code);
        ASSERT_TRUE(before.is(Tag::Expression)) << code;
        std::optional<Constant> constant = image_of(runtime, before);
        ASSERT_TRUE(constant.has_value()) << code;
        Value after = rmc::value_of(runtime, *constant);
        ASSERT_TRUE(after.is(Tag::Expression)) << code;
        EXPECT_TRUE(after.as<ExpressionObject>()->value == before.as<ExpressionObject>()->value) << code;
    }
}

TEST_F(Constants, OthersAreNotTaken) {
    for (const char* code : {"[1]", "{a = 1}", "|x| x", "sin", "x == 1", "1..2"}) EXPECT_FALSE(image_of(runtime, value(code)).has_value()) << code;
}

TEST_F(Constants, ForgedOnesAreRefused) {
    auto refused = [&](Constant constant) {
        EXPECT_THROW(rmc::value_of(runtime, constant), Damage);
    };
    using Kind = Constant::Kind;
    refused({Kind::Integer, 0, "12x", {}});
    refused({Kind::Rational, 0, "1/x", {}});
    refused({Kind::String, 0, "\xFF", {}});
    refused({Kind::Float, 0x7FF0000000000000, "", {}});
    refused({Kind::Expression, 0, "", {}});
    using Node = ExpressionNode::Kind;
    refused({Kind::Expression, 0, "", {{Node::Power, "", 0, {0, 1}}}});
    refused({Kind::Expression, 0, "", {{Node::Symbol, "a b", 0, {}}}});
    refused({Kind::Expression, 0, "", {{Node::Symbol, "x", 0, {}}, {Node::Function, "rootof", 0, {0}}}});
    refused({Kind::Expression, 0, "", {{Node::Number, "b 99999999999 1/3", 0, {}}}});
}

// ── verifier ──

class Forged : public testing::Test {
protected:
    FakeHost host;
    Engine engine{host, {}};
    ProgramImage image = [&] {
        std::string bytes = compiled(kProgram);
        return decode(bytes, read_header(bytes, fingerprint(engine.runtime())));
    }();

    /// Why the image is refused; "" when it is not.
    std::string reason() {
        try {
            verify(image, engine.runtime());
        } catch (const Damage& damage) {
            return damage.reason;
        }
        return "";
    }
    FunctionImage& top() { return image.functions[image.units[0].function]; }
    /// The first instruction of the kind, in any function.
    Instruction& find(Opcode op) {
        for (FunctionImage& function : image.functions)
            for (std::size_t pc = 0; pc < function.chunk->code.size(); pc += width(function.chunk->code[pc]))
                if (function.chunk->code[pc].op == static_cast<std::uint16_t>(op)) return function.chunk->code[pc];
        ADD_FAILURE() << "no " << info(op).name;
        return image.functions[0].chunk->code[0];
    }
    void expect(std::string_view what) { EXPECT_TRUE(reason().find(what) != std::string::npos) << reason(); }
};

TEST_F(Forged, SoundOnePasses) { EXPECT_EQ(reason(), ""); }
TEST_F(Forged, SlotOutsideTheFrame) {
    find(Opcode::ReadUpvalue).a = 65520;
    expect("a slot is outside the frame");
}
TEST_F(Forged, SlotInTheMiddleOfAnother) {
    ++find(Opcode::ReadUpvalue).a;
    expect("a slot is outside the frame");
}
TEST_F(Forged, UpvalueThatIsNotThere) {
    find(Opcode::ReadUpvalue).b = 9;
    expect("a row of a table does not exist");
}
TEST_F(Forged, JumpIntoAnInlineCache) {
    std::vector<Instruction>& code = top().chunk->code;
    std::size_t member = 0;
    while (width(code[member]) == 1) ++member;
    Instruction& jump = find(Opcode::Jump);
    auto offset = static_cast<std::uint32_t>(static_cast<std::ptrdiff_t>(member + 1) - (&jump - code.data()));
    jump.b = static_cast<std::uint16_t>(offset);
    jump.c = static_cast<std::uint16_t>(offset >> 16);
    expect("a jump leads nowhere");
}
TEST_F(Forged, JumpPastTheEnd) {
    find(Opcode::Jump).b = 30000;
    expect("a jump leads nowhere");
}
TEST_F(Forged, LoopWithoutSteps) {
    Instruction& jump = find(Opcode::Jump);
    jump.b = jump.c = 0;
    expect("a loop counts no steps");
}
TEST_F(Forged, LoopWithoutStepsInsideALoop) {
    // The body of the counted loop is reached only by ways that count.
    Instruction& add = find(Opcode::AddInt);
    add = {static_cast<std::uint16_t>(Opcode::Jump), 0, 0, 0};
    expect("a loop counts no steps");
}
TEST_F(Forged, CodeWithoutEnd) {
    top().chunk->code.back() = {static_cast<std::uint16_t>(Opcode::LoadNull), 0, 0, 0};
    expect("the code may run past its end");
}
TEST_F(Forged, ReturnFromTheTopLevel) {
    top().chunk->code.back().op = static_cast<std::uint16_t>(Opcode::Return);
    expect("a top level does not return");
}
TEST_F(Forged, SlotThatWasNeverWritten) {
    find(Opcode::Halt).a = slot_operand(top().chunk->frame_slots - 1);
    expect("a slot is read that holds no value");
}
TEST_F(Forged, IterationThatWasNotPrepared) {
    find(Opcode::ForPrepare) = {static_cast<std::uint16_t>(Opcode::LoadNull), find(Opcode::ForPrepare).a, 0, 0};
    expect("does not hold what this needs");
}
TEST_F(Forged, TableThatIsNone) {
    find(Opcode::NewTable).op = static_cast<std::uint16_t>(Opcode::LoadNull);
    expect("does not hold what this needs");
}
TEST_F(Forged, WindowThatReachesPastTheFrame) {
    find(Opcode::Call).b = 4000;
    expect("a slot is outside the frame");
}
TEST_F(Forged, InstructionThatLooksAtNothing) {
    find(Opcode::Add).op = static_cast<std::uint16_t>(Opcode::AddReal);
    expect("for running code only");
}
TEST_F(Forged, InnerBuiltin) {
    Instruction& call = find(Opcode::CallBuiltin);
    for (std::uint32_t i = 0; i < engine.runtime().builtins.size(); ++i)
        if (engine.runtime().builtins.entry(i).record->signature.starts_with("__apply(")) call.b = static_cast<std::uint16_t>(i);
    expect("a builtin does not exist");
}
TEST_F(Forged, HandlerOutsideTheCode) {
    top().chunk->handlers[0].target = 100000;
    expect("a handler does not fit the code");
}
TEST_F(Forged, HandlerThatHandlesItself) {
    Chunk::Handler& handler = top().chunk->handlers[0];
    handler.target = handler.begin;
    expect("a loop counts no steps");
}
TEST_F(Forged, PlaceOutsideItsSource) {
    top().chunk->spans[0].end = 1u << 30;
    expect("a place is not in its source");
}
TEST_F(Forged, FunctionThatMakesItself) {
    image.functions[0].functions.push_back(0);
    expect("a function is made by one that comes before it");
}
TEST_F(Forged, TopLevelTwice) {
    image.units.push_back(image.units[0]);
    expect("a file has no top level of its own");
}
TEST_F(Forged, FieldTwice) {
    std::vector<Name>& fields = top().layouts.at(0);
    fields[1] = fields[0];
    expect("a struct has a field twice");
}

} // namespace
} // namespace rumina::rmc
