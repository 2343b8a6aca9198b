// From the bytes of a file to functions of an engine. Nothing of the engine changes before the whole file is verified.
#include <fmt/format.h>

#include "algebra/expression.h"
#include "diagnostics/diagnostic.h"
#include "rmc/constants.h"
#include "rmc/file.h"
#include "rmc/fingerprint.h"
#include "rmc/links.h"
#include "rmc/rmc.h"
#include "rmc/verify.h"
#include "runtime/expression_values.h"

namespace rumina::rmc {
namespace {

class Linker {
public:
    Linker(Runtime& runtime, ProgramImage& image, std::uint32_t first) : runtime_(runtime), image_(image), first_(first) {}

    std::vector<Unit> link() {
        // What may still fail comes first: a constant can be too large for the limits.
        for (FunctionImage& function : image_.functions)
            for (const Constant& constant : function.constants) function.chunk->constants.push_back(value_of(runtime_, constant));
        for (const std::string& name : image_.names) names_.push_back(name.empty() ? Name{} : runtime_.names.intern(name));
        for (SourceImage& source : image_.sources) sources_.push_back(runtime_.sources.add(source.name, std::move(source.text)));
        for (const FunctionImage& function : image_.functions) prototypes_.push_back(prototype(function));

        std::vector<std::uint32_t> unit_of = units_of_functions(image_);
        std::vector<Unit> units;
        for (std::uint32_t u = 0; u < image_.units.size(); ++u) units.push_back(unit(image_.units[u], first_ + u));
        for (std::size_t i = 0; i < image_.functions.size(); ++i) link(image_.functions[i], *prototypes_[i], image_.units[unit_of[i]], *units[unit_of[i]].scope);
        return units;
    }

private:
    Name name(Name place) const { return names_[place.id]; }
    Span span(Span place) const { return place ? Span{sources_[place.source - 1], place.begin, place.end} : Span{}; }

    FunctionPrototype* prototype(const FunctionImage& function) {
        auto prototype = std::make_unique<FunctionPrototype>();
        prototype->name = function.name;
        prototype->span = span(function.span);
        prototype->parameters = function.parameters;
        for (Name& place : prototype->parameters) place = name(place);
        prototype->required = function.required;
        prototype->has_rest = function.has_rest;
        prototype->uses_self = function.uses_self;
        prototype->is_lambda = function.is_lambda;
        prototype->chunk = function.chunk;
        runtime_.prototypes.push_back(std::move(prototype));
        return runtime_.prototypes.back().get();
    }

    Unit unit(const UnitImage& image, std::uint32_t index) {
        runtime_.modules.push_back(std::make_unique<ModuleScope>());
        ModuleScope* scope = runtime_.modules.back().get();
        scope->name = name(image.module);
        for (const UnitImage::Global& global : image.globals) {
            std::uint32_t at = runtime_.add_global(*scope, name(global.name));
            runtime_.global_spans[at] = span(global.declared);
            if (global.symbol) runtime_.globals[at] = rumina::value_of(runtime_, algebra::symbol(runtime_.names.text(name(global.name))));
        }
        return {index, scope->name, scope, prototypes_[image.function]};
    }

    void link(FunctionImage& function, FunctionPrototype& prototype, const UnitImage& unit, const ModuleScope& scope) {
        Chunk& chunk = *function.chunk;
        chunk.prototype = &prototype;
        chunk.scope = &scope;
        rename(chunk, [this](Name place) { return name(place); }, [this](Span place) { return span(place); });
        for (std::uint32_t inner : function.functions) chunk.functions.push_back(prototypes_[inner]);
        for (Chunk::Layout& layout : chunk.layouts) {
            std::uint32_t shape = runtime_.shapes.empty();
            for (Name field : function.layouts[layout.shape]) shape = runtime_.shapes.add(shape, name(field));
            layout.shape = shape;
        }
        relink(chunk,
               [&](std::uint32_t place, bool short_operand) {
                   std::uint32_t index = scope.globals.at(name(unit.globals[place].name));
                   if (short_operand && index > UINT16_MAX) fail(DiagnosticId::TooLarge, "the number of global variables", UINT16_MAX);
                   return index;
               },
               [&](std::uint32_t place) { return first_ + place; });
        complete(prototype);
    }

    Runtime& runtime_;
    ProgramImage& image_;
    std::uint32_t first_;
    std::vector<Name> names_;
    std::vector<std::uint32_t> sources_;
    std::vector<FunctionPrototype*> prototypes_;
};

} // namespace

bool is_compiled(std::string_view bytes) { return bytes.starts_with(kMagic); }

std::vector<Unit> load(Runtime& runtime, std::string_view bytes, const std::string& path, std::uint32_t first) {
    try {
        if (!is_compiled(bytes)) throw Damage{"it does not begin as a compiled program"};
        FileHeader header = read_header(bytes, fingerprint(runtime));
        ProgramImage image = decode(bytes, header);
        verify(image, runtime);
        return Linker(runtime, image, first).link();
    } catch (const Damage& damage) {
        fail(DiagnosticId::CompiledFileDamaged, path, damage.reason);
    } catch (const OtherVersion& version) {
        fail(DiagnosticId::CompiledFileVersion, path, version.theirs, version.ours);
    }
}

std::string describe_header(const Runtime& runtime, std::string_view bytes, const std::string& path) {
    FileHeader header = read_header(bytes, fingerprint(runtime)); // load() went through: it does not raise
    std::string out = fmt::format("{}: compiled by rumina {}, format {}, {} bytes, checksum {:08x}\n", path, header.engine, header.format, header.size,
                                  header.checksum);
    for (const FileHeader::Section& section : header.sections) out += fmt::format("  section {:<10} {:>8} bytes at {}\n", section.name, section.size, section.offset);
    return out;
}

} // namespace rumina::rmc
