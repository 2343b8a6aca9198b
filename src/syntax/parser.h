// Text to tree. No meaning is attached: names stay names. Errors are collected, the parser goes on after each at
// the next statement; a tree is usable only when `diagnostics` stayed empty.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "base/name.h"
#include "diagnostics/diagnostic.h"
#include "syntax/nodes.h"

namespace rumina {

struct ParseOptions {
    /// First try the whole text as one expression (REPL, -e), so that a printed `{1, 2}` reads back.
    bool expression_first = false;
    /// Accept what only the library's own prelude uses: names that start with `__`, rest parameters `...xs`.
    bool prelude = false;
};

/// Parses a source of the map. Never throws; cost is linear in the text.
/// `incomplete` (may be null) is set when the text ended where more was needed: an open bracket, string, header or
/// operator. The REPL then asks for another line.
std::unique_ptr<Tree> parse(const SourceMap& sources, std::uint32_t source, NameTable& names, DiagnosticList& diagnostics,
                            const ParseOptions& options = {}, bool* incomplete = nullptr);

/// The tree as indented text, one node a line, with kind, detail and line:column range (`rumina dump --tree`). Without places
/// two texts have the same dump exactly when they mean the same.
enum class DumpPlaces : std::uint8_t { Shown, LeftOut };
std::string dump_tree(const Tree& tree, const SourceMap& sources, const NameTable& names, DumpPlaces places = DumpPlaces::Shown);
/// The tokens, one a line (`rumina dump --tokens`).
std::string dump_tokens(const SourceMap& sources, std::uint32_t source, DiagnosticList& diagnostics);

/// The productions of the grammar, by the names RUMINA_COVER reports them with (productions.def).
std::span<const std::string_view> production_names();

inline constexpr int kMaxNesting = 500; ///< brackets, blocks and prefix operators inside each other

} // namespace rumina
