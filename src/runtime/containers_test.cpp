#include "runtime/test_host.h"

namespace rumina {
namespace {

using Containers = RuntimeTest;
using Shown = std::vector<std::string>;

TEST_F(Containers, ArraysCountFromZero) {
    Value a = array({i(10), i(20), i(30), i(40)});
    EXPECT_EQ(show(at(a, i(0))), "10");
    EXPECT_EQ(show(at(a, i(-1))), "40");
    EXPECT_EQ(show(at(a, range(i(1), i(2)))), "[20, 30]");
    EXPECT_EQ(show(at(a, range(i(-2), i(-1)))), "[30, 40]");
    EXPECT_EQ(show(at(a, range(i(2), i(100)))), "[30, 40]");
    EXPECT_EQ(show(at(a, range(i(-100), i(0), i(2)))), "[10, 30, 10]"); // -4, -2, 0
    EXPECT_EQ(show(at(a, range(i(0), i(-1)))), "[]");
    EXPECT_EQ(show(at(a, range(i(3), i(0), i(-2)))), "[40, 20]");
    EXPECT_EQ(show(at(a, range(i(INT64_MAX), i(INT64_MIN), i(-1)))), "[40, 30, 20, 10, 40, 30, 20, 10]");
    EXPECT_EQ(show(at(a, range(i(INT64_MIN), i(INT64_MAX), i(INT64_MAX)))), "[40]"); // -2^63, -1, 2^63 - 2
    EXPECT_EQ(show(at(array({}), range(i(0), i(5)))), "[]");
    EXPECT_EQ(failure_of(DiagnosticId::IndexOutOfRange, [&] { at(a, i(7)); }).message, "index 7 out of range for an array of 4");
    failure_of(DiagnosticId::IndexOutOfRange, [&] { at(a, i(-5)); });
    failure_of(DiagnosticId::IndexOutOfRange, [&] { at(a, n("100000000000000000000")); });
    EXPECT_EQ(failure_of(DiagnosticId::IndexKind, [&] { at(a, text("x")); }).message,
              "an index of an array must be an integer or a range, not a string");
    failure_of(DiagnosticId::IndexKind, [&] { at(a, f(1)); });
    put(a, i(-1), text("z"));
    EXPECT_EQ(show(a), "[10, 20, 30, z]");
}

TEST_F(Containers, StringsCountCodePoints) {
    std::string long_text;
    for (int k = 0; k < 300; ++k) long_text += k % 3 == 0 ? "a" : k % 3 == 1 ? "\xC3\xA9" : "\xF0\x9F\x98\x80";
    Value s = text(long_text);
    auto* string = s.as<StringObject>();
    for (int k = 0; k < 300; ++k) {
        EXPECT_EQ(show(at(s, i(k))), k % 3 == 0 ? "a" : k % 3 == 1 ? "\xC3\xA9" : "\xF0\x9F\x98\x80") << k;
        EXPECT_EQ(string->index_of(string->offset_of(static_cast<std::uint32_t>(k))), static_cast<std::uint32_t>(k));
    }
    EXPECT_EQ(string->offset_of(300), string->bytes);
    EXPECT_EQ(string->index_of(string->bytes), 300u);
    EXPECT_EQ(show(at(s, i(-1))), "\xF0\x9F\x98\x80");
    EXPECT_EQ(show(at(text("h\xC3\xA9llo"), range(i(1), i(2)))), "\xC3\xA9l");
    EXPECT_EQ(show(at(text("hello"), range(i(4), i(0), i(-1)))), "olleh");
    EXPECT_EQ(show(at(text("abc"), range(i(1), i(9)))), "bc");
    // A length that is a multiple of the spacing of the marks.
    std::string even;
    for (int k = 0; k < 128; ++k) even += "\xC3\xA9";
    auto* marked = text(even).as<StringObject>();
    EXPECT_EQ(marked->slice(127, 1), "\xC3\xA9");
    EXPECT_EQ(marked->index_of(256), 128u);
    failure_of(DiagnosticId::IndexOutOfRange, [&] { at(text("abc"), i(3)); });
    Value target = text("abc");
    failure_of(DiagnosticId::CannotSetIndex, [&] { put(target, i(0), text("x")); });
}

TEST_F(Containers, VectorsAndMatricesCountFromOne) {
    Value v = vec({i(1), i(2), i(3)});
    EXPECT_EQ(show(at(v, i(1))), "1");
    EXPECT_EQ(show(at(v, range(i(2), i(3)))), "vec[2, 3]");
    EXPECT_EQ(failure_of(DiagnosticId::IndexOutOfRange, [&] { at(v, i(0)); }).hint, "Indices of vec and mat start at 1.");
    failure_of(DiagnosticId::IndexOutOfRange, [&] { at(v, i(-1)); });
    failure_of(DiagnosticId::IndexOutOfRange, [&] { at(v, i(4)); });
    failure_of(DiagnosticId::IndexOutOfRange, [&] { at(v, range(i(2), i(4))); });
    failure_of(DiagnosticId::IndexOutOfRange, [&] { at(v, range(i(1), n("100000000000000000000"))); });
    Value m = mat(2, 3, {i(1), i(2), i(3), i(4), i(5), i(6)});
    EXPECT_EQ(show(at(m, i(2), i(3))), "6");
    EXPECT_EQ(show(at(m, i(2))), "vec[4, 5, 6]");
    EXPECT_EQ(show(at(at(m, i(2)), i(1))), "4");
    EXPECT_EQ(show(at(m, i(1), Value::unset())), "vec[1, 2, 3]");
    EXPECT_EQ(show(at(m, Value::unset(), i(2))), "vec[2, 5]");
    EXPECT_EQ(show(at(m, range(i(1), i(2)), range(i(3), i(2), i(-1)))), "mat[3, 2; 6, 5]");
    EXPECT_EQ(failure_of(DiagnosticId::IndexOutOfRange, [&] { at(m, i(3), i(1)); }).message,
              "index 3 out of range for a mat of 2 rows");
    EXPECT_EQ(failure_of(DiagnosticId::IndexOutOfRange, [&] { at(m, i(1), i(4)); }).message,
              "index 4 out of range for a mat of 3 columns");
    Value row[] = {i(1), Value::unset()};
    set_index(runtime, m, row, 2, vec({i(7), i(8), i(9)}));
    EXPECT_EQ(show(m), "mat[7, 8, 9; 4, 5, 6]");
    Value place[] = {i(2), i(2)};
    set_index(runtime, m, place, 2, n("1/2"));
    EXPECT_EQ(show(m), "mat[7, 8, 9; 4, 1/2, 6]");
    Value block[] = {range(i(1), i(2)), range(i(1), i(2))};
    set_index(runtime, m, block, 2, mat(2, 2, {i(0), i(1), i(2), i(3)}));
    EXPECT_EQ(show(m), "mat[0, 1, 9; 2, 3, 6]");
    failure_of(DiagnosticId::DimensionMismatch, [&] { set_index(runtime, m, row, 2, vec({i(7)})); });
    failure_of(DiagnosticId::DimensionMismatch, [&] { set_index(runtime, m, block, 2, i(0)); });
}

TEST_F(Containers, CopyOnWrite) {
    Value v = vec({i(1), i(2)});
    Value same_object = v;
    put(v, i(1), i(5)); // a single owner writes in place
    EXPECT_EQ(show(same_object), "vec[5, 2]");
    share(v);
    Value other = v;
    put(v, i(1), i(9));
    EXPECT_EQ(show(v), "vec[9, 2]");
    EXPECT_EQ(show(other), "vec[5, 2]");
    // A value stored in itself is a copy.
    put(v, i(1), v);
    EXPECT_EQ(show(v), "vec[vec[9, 2], 2]");
    Value t = table({{text("a"), v}});
    put(v, i(2), i(0));
    EXPECT_EQ(show(t), "table{a => vec[vec[9, 2], 2]}");
    share(t);
    Value u = t;
    put(u, text("b"), i(1));
    EXPECT_EQ(show(get_member(runtime, t, name("len"))), "1");
    EXPECT_EQ(show(get_member(runtime, u, name("len"))), "2");
    failure_of(DiagnosticId::NotHashable, [&] { put(u, array({}), i(1)); });
}

TEST_F(Containers, Ranges) {
    EXPECT_EQ(show(at(range(i(10), i(20)), i(-1))), "20");
    EXPECT_EQ(show(at(range(i(1), i(9), i(2)), i(2))), "5");
    EXPECT_EQ(show(at(range(i(1), i(9), i(2)), range(i(1), i(2)))), "[3, 5]");
    EXPECT_EQ(show(get_member(runtime, range(i(INT64_MIN), i(INT64_MAX)), name("len"))), "18446744073709551616");
    EXPECT_EQ(show(get_member(runtime, range(i(5), i(1)), name("size"))), "0");
    EXPECT_EQ(walk(range(i(1), i(3))), (Shown{"1", "2", "3"}));
    EXPECT_EQ(walk(range(i(3), i(1))), Shown{});
    EXPECT_EQ(walk(range(i(3), i(1), i(-1))), (Shown{"3", "2", "1"}));
    EXPECT_EQ(walk(range(n("1/2"), i(2), n("1/2"))), (Shown{"1/2", "1", "3/2", "2"}));
    EXPECT_EQ(walk(range(i(0), i(1), f(0.1))).size(), 11u);
    EXPECT_EQ(walk(range(i(INT64_MAX - 1), i(INT64_MAX))), (Shown{"9223372036854775806", "9223372036854775807"}));
    EXPECT_EQ(walk(range(i(INT64_MAX), n("9223372036854775808"))), (Shown{"9223372036854775807", "9223372036854775808"}));
    failure_of(DiagnosticId::IndexOutOfRange, [&] { at(range(i(1), i(3)), i(3)); });
    failure_of(DiagnosticId::InvalidArgument, [&] { range(i(1), i(2), i(0)); });
    failure_of(DiagnosticId::NotDefinedFor, [&] { range(text("a"), i(2)); });
}

TEST_F(Containers, Iteration) {
    EXPECT_EQ(walk(array({i(1), text("a")})), (Shown{"1", "a"}));
    EXPECT_EQ(walk(text("a\xC3\xA9\xF0\x9F\x98\x80")), (Shown{"a", "\xC3\xA9", "\xF0\x9F\x98\x80"}));
    EXPECT_EQ(walk(mat(2, 1, {i(1), i(2)})), (Shown{"vec[1]", "vec[2]"}));
    Value s = structure({{"a", i(1)}, {"__parent__", structure({})}, {"b", i(2)}});
    EXPECT_EQ(walk(s), (Shown{"a", "b"}));
    EXPECT_EQ(walk(s, true), (Shown{"[a, 1]", "[b, 2]"}));
    Value t = table({{i(1), i(2)}, {text("k"), i(3)}});
    t.as<TableObject>()->map->erase(i(1));
    EXPECT_EQ(walk(t), (Shown{"k"}));
    EXPECT_EQ(walk(t, true), (Shown{"[k, 3]"}));
    EXPECT_EQ(walk(set({i(3), i(1), f(3)})), (Shown{"3", "1"}));
    failure_of(DiagnosticId::NotIterable, [&] { walk(i(3)); });

    // An array is seen as it is, a table as it was.
    Value a = array({i(1), i(2)}), state[2], element;
    begin_iteration(runtime, a, false, state);
    int turns = 0;
    while (next_iteration(runtime, state, element))
        if (++turns < 5) runtime.heap.push(a.as<ArrayObject>(), i(0));
    EXPECT_EQ(turns, 6);
    begin_iteration(runtime, t, false, state);
    turns = 0;
    while (next_iteration(runtime, state, element)) put(t, i(++turns), i(0));
    EXPECT_EQ(turns, 1);
}

TEST_F(Containers, Members) {
    Value parent = structure({{"a", i(1)}, {"shout", i(0)}});
    Value child = structure({{"b", i(2)}, {"__parent__", parent}});
    EXPECT_EQ(show(get_member(runtime, child, name("a"))), "1");
    EXPECT_EQ(show(at(child, text("b"))), "2");
    EXPECT_EQ(show(child), "{b = 2}");
    EXPECT_EQ(failure_of(DiagnosticId::NoMember, [&] { get_member(runtime, child, name("shoutt")); }).hint,
              "Did you mean `shout`?");
    EXPECT_EQ(failure_of(DiagnosticId::NoMember, [&] { at(child, text("zzz")); }).message, "a struct has no member `zzz`");
    set_member(runtime, parent, runtime.known.parent, child); // a cycle of parents
    failure_of(DiagnosticId::NoMember, [&] { get_member(runtime, child, name("zzz")); });
    put(child, text("c"), i(3));
    EXPECT_EQ(show(get_member(runtime, child, name("c"))), "3");

    Value t = table({{text("x"), i(1)}});
    EXPECT_EQ(show(get_member(runtime, t, name("x"))), "1");
    EXPECT_EQ(show(get_member(runtime, t, name("y"))), "null");
    set_member(runtime, t, name("y"), i(4));
    EXPECT_EQ(show(at(t, text("y"))), "4");

    EXPECT_EQ(show(get_member(runtime, array({i(1), i(2)}), name("len"))), "2");
    EXPECT_EQ(show(get_member(runtime, text("\xC3\xA9"), name("length"))), "1");
    EXPECT_EQ(show(get_member(runtime, mat(2, 1, {i(1), i(2)}), name("rows"))), "2");
    failure_of(DiagnosticId::NoMember, [&] { get_member(runtime, i(1), name("len")); });
    Value number = i(1);
    failure_of(DiagnosticId::CannotSetMember, [&] { set_member(runtime, number, name("x"), i(1)); });
    failure_of(DiagnosticId::CannotSetIndex, [&] { put(number, i(1), i(1)); });
    failure_of(DiagnosticId::NotIndexable, [&] { at(number, i(1)); });
}

TEST_F(Containers, Modules) {
    runtime.modules.push_back(std::make_unique<ModuleScope>());
    ModuleScope& scope = *runtime.modules.back();
    scope.name = name("m");
    runtime.globals[runtime.add_global(scope, name("width"))] = i(3);
    runtime.add_global(scope, name("unset"));
    Value module = Value::of_object(runtime.heap.module(&scope, 0, scope.name));
    EXPECT_EQ(show(module), "<module m>");
    EXPECT_EQ(show(get_member(runtime, module, name("width"))), "3");
    EXPECT_EQ(failure_of(DiagnosticId::UndefinedMember, [&] { get_member(runtime, module, name("widht")); }).hint,
              "Did you mean `width`?");
    failure_of(DiagnosticId::NoValueYet, [&] { get_member(runtime, module, name("unset")); });
    failure_of(DiagnosticId::CannotSetMember, [&] { set_member(runtime, module, name("width"), i(1)); });
    failure_of(DiagnosticId::NotCallable, [&] { find_method(runtime, module, name("width")); });
    EXPECT_TRUE(equal(module, Value::of_object(runtime.heap.module(&scope, 0, scope.name))));
}

TEST_F(Containers, Building) {
    EXPECT_EQ(show(matrix_of_rows(runtime, array({array({i(1), i(2)}), vec({i(3), i(4)})}).as<ArrayObject>())),
              "mat[1, 2; 3, 4]");
    EXPECT_EQ(failure_of(DiagnosticId::DimensionMismatch,
                         [&] {
                             matrix_of_rows(runtime, array({array({i(1)}), array({})}).as<ArrayObject>());
                         })
                  .message,
              "row 2 has 0 entries but the first row has 1");
    failure_of(DiagnosticId::InvalidArgument, [&] { matrix_of_rows(runtime, array({i(1)}).as<ArrayObject>()); });
}

} // namespace
} // namespace rumina
