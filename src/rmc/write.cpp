// From an engine's functions to an image, and its bytes.
#include <unordered_map>

#include <fmt/format.h>

#include "diagnostics/diagnostic.h"
#include "rmc/constants.h"
#include "rmc/file.h"
#include "rmc/fingerprint.h"
#include "rmc/links.h"
#include "rmc/rmc.h"

namespace rumina::rmc {
namespace {

/// A file keeps the form that looks at its operands where the compiler has proved that there is no need: the proof is not
/// in the file.
Opcode form_in_file(Opcode op) {
    switch (op) {
    case Opcode::AddReal: return Opcode::AddFloat;
    case Opcode::SubtractReal: return Opcode::SubtractFloat;
    case Opcode::MultiplyReal: return Opcode::MultiplyFloat;
    case Opcode::DivideReal: return Opcode::DivideFloat;
    default: return op;
    }
}

class ImageWriter {
public:
    explicit ImageWriter(Runtime& runtime) : runtime_(runtime) {}

    ProgramImage image(const std::vector<Unit>& units) {
        for (std::size_t i = 0; i < units.size(); ++i) unit_places_[units[i].index] = static_cast<std::uint32_t>(i);
        for (const Unit& unit : units) {
            global_places_.clear();
            UnitImage image;
            image.module = place_of(unit.module);
            for (Name name : unit.scope->order) {
                std::uint32_t index = unit.scope->globals.at(name);
                global_places_[index] = static_cast<std::uint32_t>(image.globals.size());
                image.globals.push_back({place_of(name), runtime_.globals[index].is(Tag::Expression), place_of(runtime_.global_spans[index])});
            }
            image.function = add(*unit.function, true);
            image_.units.push_back(std::move(image));
        }
        return std::move(image_);
    }

private:
    Name place_of(Name name) {
        if (!name) return name;
        auto [found, is_new] = name_places_.try_emplace(name, static_cast<std::uint32_t>(image_.names.size()));
        if (is_new) image_.names.emplace_back(runtime_.names.text(name));
        return Name{found->second};
    }
    Span place_of(Span span) {
        if (!span) return Span{};
        auto [found, is_new] = source_places_.try_emplace(span.source, static_cast<std::uint32_t>(image_.sources.size() + 1));
        if (is_new) {
            const SourceFile& file = runtime_.sources.file(span.source);
            image_.sources.push_back({file.name(), std::string(file.text())});
        }
        return {found->second, span.begin, span.end};
    }

    std::uint32_t add(const FunctionPrototype& prototype, bool is_module) {
        FunctionImage function;
        function.name = prototype.name;
        function.span = place_of(prototype.span);
        function.parameters = prototype.parameters;
        for (Name& name : function.parameters) name = place_of(name);
        function.required = prototype.required;
        function.has_rest = prototype.has_rest;
        function.uses_self = prototype.uses_self;
        function.is_lambda = prototype.is_lambda;
        function.is_module = is_module;
        function.chunk = std::make_shared<Chunk>(*prototype.chunk);
        Chunk& chunk = *function.chunk;
        for (const FunctionPrototype* inner : chunk.functions) function.functions.push_back(add(*inner, false));
        for (const Value& value : chunk.constants) {
            std::optional<Constant> constant = image_of(runtime_, value);
            if (!constant) fail(DiagnosticId::NotAvailableYet, "constants of this kind in compiled files are", "Compile with `--opt=0`.");
            function.constants.push_back(std::move(*constant));
        }
        for (std::size_t pc = 0; pc < chunk.code.size(); pc += width(chunk.code[pc]))
            chunk.code[pc].op = static_cast<std::uint16_t>(form_in_file(static_cast<Opcode>(chunk.code[pc].op)));
        rename(chunk, [this](Name name) { return place_of(name); }, [this](Span span) { return place_of(span); });
        for (Chunk::Layout& layout : chunk.layouts) {
            const Shape& shape = runtime_.shapes.get(layout.shape);
            std::vector<Name> fields;
            for (std::uint32_t i = 0; i < shape.size(); ++i) fields.push_back(place_of(shape.name(i)));
            layout.shape = static_cast<std::uint32_t>(function.layouts.size());
            function.layouts.push_back(std::move(fields));
        }
        relink(chunk, [&](std::uint32_t index, bool) { return global_places_.at(index); },
               [&](std::uint32_t index) { return unit_places_.at(index); });
        chunk.prototype = nullptr;
        chunk.scope = nullptr;
        chunk.constants.clear();
        chunk.functions.clear();
        image_.functions.push_back(std::move(function));
        return static_cast<std::uint32_t>(image_.functions.size() - 1);
    }

    Runtime& runtime_;
    ProgramImage image_;
    std::unordered_map<Name, std::uint32_t> name_places_;
    std::unordered_map<std::uint32_t, std::uint32_t> source_places_, global_places_, unit_places_;
};

} // namespace

std::string write(Runtime& runtime, const std::vector<Unit>& units) {
    ProgramImage image = ImageWriter(runtime).image(units);
    return encode(image, fingerprint(runtime));
}

} // namespace rumina::rmc
