// Text to tokens. What a character means never depends on declarations, with one exception: `<` after a number or `)`
// opens a unit only when the names up to `>` are units (units.def, or declared by `unit` further up).
#pragma once

#include <string>
#include <vector>

#include "diagnostics/diagnostic.h"
#include "syntax/nodes.h"
#include "syntax/token.h"

namespace rumina {

struct TokenList {
    std::vector<Token> tokens;       ///< the last one is End
    std::vector<std::string> texts;  ///< decoded strings; Token::value is an index
    std::vector<Comment> comments;
    /// A string, comment or `\` ran into the end of the text.
    bool incomplete = false;
};

/// Cost is linear in the text. Problems go to `diagnostics` and leave an Invalid token.
TokenList lex(const SourceMap& sources, std::uint32_t source, DiagnosticList& diagnostics);

/// Whether the text can be a variable: one name, and no word of the language that is never one.
bool is_variable_name(std::string_view text);

/// A symbol of units.def, alone or behind an SI prefix it takes.
bool is_known_unit(std::string_view name);

} // namespace rumina
