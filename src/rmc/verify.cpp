// Names, texts, tables and the shape of the program. What the code does with frames is for slot_kinds.cpp.
#include "rmc/verify.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include <fmt/format.h>

#include "base/utf8.h"
#include "rmc/slot_kinds.h"
#include "runtime/operations.h"

namespace rumina::rmc {
namespace {

bool is_text(std::string_view text) { return utf8::first_invalid(text) == std::string_view::npos; }

class Verifier {
public:
    Verifier(const ProgramImage& image, const Runtime& runtime) : image_(image), runtime_(runtime) {}

    void run() {
        need(!image_.names.empty() && image_.names[0].empty(), "its names do not begin with none");
        for (std::size_t i = 1; i < image_.names.size(); ++i) need(!image_.names[i].empty() && is_text(image_.names[i]), "a name is empty or no text");
        for (const SourceImage& source : image_.sources) need(source.text.size() < UINT32_MAX && is_text(source.text), "a source is no text");
        need(!image_.units.empty(), "it holds no program");
        std::vector<std::uint32_t> units = units_of_functions(image_);
        std::vector<bool> is_top_level(image_.functions.size());
        for (const UnitImage& unit : image_.units) {
            is_top_level[unit.function] = true;
            need(is_name(unit.module), "a module has no name");
            for (const UnitImage::Global& global : unit.globals) {
                need(is_name(global.name), "a global variable has no name");
                need(!global.symbol || utf8::is_identifier(image_.names[global.name.id]), "a symbol is no identifier");
                check(global.declared);
            }
        }
        for (std::size_t i = 0; i < image_.functions.size(); ++i) {
            const FunctionImage& function = image_.functions[i];
            need(function.is_module == is_top_level[i], "a function is not where it belongs");
            where_ = fmt::format("in function {} ({}): ", i, is_text(function.name) ? function.name : "?");
            check(function, image_.units[units[i]]);
        }
    }

private:
    void need(bool good, const char* what) const {
        if (!good) throw Damage{where_ + what};
    }
    bool is_name(Name name) const { return name.id != 0 && name.id < image_.names.size(); }
    void check_optional(Name name) const { need(name.id < image_.names.size(), "a name does not exist"); }
    void check(const std::vector<Name>& names) const {
        for (Name name : names) need(is_name(name), "a name does not exist");
    }

    void check(Span span) const {
        if (!span) return;
        need(span.source <= image_.sources.size(), "a place is in a source that does not exist");
        const std::string& text = image_.sources[span.source - 1].text;
        auto starts = [&](std::uint32_t at) { return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; };
        need(span.begin <= span.end && span.end <= text.size() && starts(span.begin) && starts(span.end), "a place is not in its source");
    }

    void check(const FunctionImage& function, const UnitImage& unit) {
        const Chunk& chunk = *function.chunk;
        need(is_text(function.name), "its name is no text");
        check(function.span);
        check(function.parameters);
        std::size_t arguments = function.parameters.size() + (function.has_rest ? 1 : 0) + (function.uses_self ? 1 : 0);
        need(chunk.frame_slots < kMaxSlots && arguments <= chunk.frame_slots && function.required <= function.parameters.size(),
             "its frame is too large or too small");
        if (function.is_module) need(arguments == 0 && chunk.captures.empty(), "a top level takes no arguments");
        for (Span span : chunk.spans) check(span);
        check(chunk.names);
        check_tables(function, unit);
        verify_code({image_, runtime_, function, unit}, where_);
    }

    void check_tables(const FunctionImage& function, const UnitImage& unit) {
        const Chunk& chunk = *function.chunk;
        for (const Chunk::Check& row : chunk.checks) {
            need(is_name(row.name), "a name does not exist");
            need(row.global_fallback <= unit.globals.size(), "a global variable does not exist");
            need(row.builtin_fallback == 0 || is_public_builtin(runtime_, row.builtin_fallback - 1), "a builtin does not exist");
        }
        for (const std::vector<Name>& fields : function.layouts) {
            check(fields);
            std::unordered_set<std::uint32_t> distinct;
            for (Name field : fields) need(distinct.insert(field.id).second, "a struct has a field twice");
            need(fields.size() <= Shapes::kMaxShared, "a struct has too many fields");
        }
        for (const Chunk::Layout& row : chunk.layouts)
            need(row.shape < function.layouts.size() && row.fields == function.layouts[row.shape].size(), "a layout does not fit its fields");
        for (const Chunk::CallSite& row : chunk.call_sites) {
            check_optional(row.method);
            check(row.names);
        }
        for (const Chunk::TypeSite& row : chunk.type_sites) {
            need(row.type < type_count(), "a type does not exist");
            check_optional(row.what);
        }
        for (const Chunk::ListingSite& row : chunk.listings) {
            check(row.names);
            need(row.names.size() == row.slots.size(), "a listing does not fit its names");
        }
        for (const Chunk::SymbolSite& row : chunk.symbols) {
            need(is_name(row.name) && utf8::is_identifier(image_.names[row.name.id]), "a symbol is no identifier");
            check_optional(row.domain);
        }
        for (const ExpressionForm& form : chunk.patterns) {
            std::unordered_set<std::uint32_t> parts;
            check(form.root, parts);
            need(parts.size() == form.parts && std::all_of(parts.begin(), parts.end(), [&](std::uint32_t part) { return part < form.parts; }),
                 "a pattern does not give all its parts");
        }
        for (const std::string& target : chunk.targets) need(is_text(target), "the target of a conversion is no text");
        for (const NumberLiteral& literal : chunk.literals) need(is_text(literal.text), "a literal is no text");
    }

    void check(const ExpressionForm::Node& node, std::unordered_set<std::uint32_t>& parts) {
        using Kind = ExpressionForm::Kind;
        std::size_t count = node.operands.size();
        bool fits = true;
        switch (node.kind) {
        case Kind::Part:
            parts.insert(node.part);
            fits = count == 0;
            break;
        case Kind::Number:
            fits = count == 0 && is_text(node.number.text);
            break;
        case Kind::Power: fits = count == 2; break;
        case Kind::Negate: case Kind::SquareRoot: case Kind::Factorial: fits = count == 1; break;
        case Kind::Sum: case Kind::Product: fits = count >= 1; break;
        case Kind::Function: fits = is_text(node.name); break;
        case Kind::Never: break;
        }
        need(fits, "a pattern has parts that do not fit");
        for (const ExpressionForm::Node& operand : node.operands) check(operand, parts);
    }

    const ProgramImage& image_;
    const Runtime& runtime_;
    std::string where_;
};

} // namespace

bool is_public_builtin(const Runtime& runtime, std::uint32_t index) {
    return index < runtime.builtins.size() && !runtime.builtins.entry(index).record->signature.starts_with("__");
}

std::vector<std::uint32_t> units_of_functions(const ProgramImage& image) {
    constexpr std::uint32_t kNone = 0xFFFFFFFF, kMaxNesting = 1000; // the parser stops at 500
    std::vector<std::uint32_t> units(image.functions.size(), kNone);
    for (std::uint32_t i = 0; i < image.units.size(); ++i) {
        std::uint32_t top = image.units[i].function;
        if (top >= units.size() || units[top] != kNone) throw Damage{"a file has no top level of its own"};
        units[top] = i;
    }
    // Who makes a function comes behind it.
    std::vector<std::uint32_t> depth(units.size(), 0);
    for (std::size_t i = units.size(); i-- > 0;) {
        if (units[i] == kNone) throw Damage{"a function is never made"};
        for (std::uint32_t inner : image.functions[i].functions) {
            if (inner >= i) throw Damage{"a function is made by one that comes before it"};
            if (units[inner] != kNone) throw Damage{"a function is made in two places"};
            units[inner] = units[i];
            depth[inner] = depth[i] + 1;
            if (depth[inner] > kMaxNesting) throw Damage{"functions are nested too deep"};
        }
    }
    return units;
}

void verify(const ProgramImage& image, const Runtime& runtime) { Verifier(image, runtime).run(); }

} // namespace rumina::rmc
