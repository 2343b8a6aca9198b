// Counts which table rows (grammar productions, diagnostics, opcodes, builtins) a run reached, in builds with
// RUMINA_COVERAGE. At exit the names are appended to the file named by the environment variable RUMINA_COVERAGE_FILE;
// tests/coverage checks that the suite reaches every row. In other builds RUMINA_COVER is nothing.
#pragma once

#include <string_view>

namespace rumina::coverage {
enum class Table { Production, Diagnostic, Opcode, Builtin };
void reached(Table table, std::string_view row);
} // namespace rumina::coverage

#ifdef RUMINA_COVERAGE
#define RUMINA_COVER(table, row) ::rumina::coverage::reached(::rumina::coverage::Table::table, row)
#else
#define RUMINA_COVER(table, row) ((void)0)
#endif
