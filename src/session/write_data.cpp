#include <algorithm>
#include <optional>
#include <vector>

#include "algebra/output/output.h"
#include "number/big_float.h"
#include "number/real.h"
#include "plot/json.h"
#include "runtime/expression_values.h"
#include "runtime/number_values.h"
#include "runtime/operations.h"
#include "session/data.h"

namespace rumina {
namespace {

class DataWriter {
public:
    DataWriter(Runtime& runtime, JsonWriter& writer, const DataLimits& limits, const KnownForms& known)
        : runtime_(runtime), w_(writer), limits_(limits), known_(known), end_(writer.out.size() + limits.bytes) {}

    void write_whole(const Value& value) {
        write(value);
        require_memory();
    }

private:
    void write(const Value& value) {
        is_whole_ = items_ == 0;
        runtime_.poll();
        require_memory();
        if (++items_ > limits_.items || w_.out.size() > end_) return omit(value, "size");
        switch (value.kind()) {
        case Tag::Null:
        case Tag::Unset:
        case Tag::Cell: return w_.null();
        case Tag::Bool: return w_.boolean(value.integer != 0);
        case Tag::Int:
        case Tag::BigInt:
        case Tag::Rational:
        case Tag::Float: return write_real(value);
        case Tag::Expression: return write_expression(value, value.as<ExpressionObject>()->value);
        case Tag::String: return write_string(value);
        case Tag::Plot: return write_plot(*value.as<PlotObject>()->figure);
        case Tag::Function: return write_function(value.as<FunctionObject>()->shown());
        case Tag::Builtin: return write_builtin(*value.as<BuiltinObject>());
        case Tag::Module: return write_module(*value.as<ModuleObject>());
        case Tag::Error: return write_error(*value.as<ErrorObject>()->diagnostic);
        default: return write_container(value);
        }
    }

    void require_memory() {
        constexpr std::size_t kNegligible = 1 << 16;
        if (w_.out.size() > kNegligible) runtime_.heap.require(w_.out.size() + known_.repr.size());
    }
    /// What is known of the value when `write` has just begun with it; empty: nothing is.
    std::string_view known_repr() const { return is_whole_ ? known_.repr : std::string_view(); }

    void open(std::string_view what) {
        w_.begin_object();
        w_.member("$", what);
    }
    void omit(const Value& value, std::string_view reason) {
        open("omitted");
        w_.member("reason", reason);
        w_.member("type", type_name(value));
        w_.end_object();
    }
    bool fits(std::uint64_t bytes) const { return bytes < end_ - std::min(end_, w_.out.size()); }

    void write_number(std::string_view what, std::string_view digits) {
        open(what);
        w_.member("v", digits);
        w_.end_object();
    }
    void write_real(const Value& value) {
        // Digits are only worth making when they fit: about one for each 3.3 bits.
        if (value.is(Tag::BigInt) && !fits(value.as<BigIntObject>()->value.bits() / 3)) return omit(value, "size");
        if (value.is_float()) return write_number("float", real::to_string(value.real));
        if (value.is(Tag::Rational)) return write_rational(value, value.as<RationalObject>()->value);
        if (!known_repr().empty()) return write_number("int", known_repr());
        Integer scratch;
        write_number("int", integer_of(value, scratch).to_string());
    }
    void write_rational(const Value& value, const Rational& number) {
        if (number.is_integer()) return write_number("int", number.numerator().to_string());
        const Integer &numerator = number.numerator(), &denominator = number.denominator();
        if (!fits((numerator.bits() + denominator.bits()) / 3)) return omit(value, "size");
        const std::string_view known = known_repr();
        const std::size_t bar = known.find('/');
        const bool is_known = bar != std::string_view::npos && value.is(Tag::Rational);
        open("rational");
        w_.member("num", is_known ? known.substr(0, bar) : std::string_view(numerator.to_string()));
        w_.member("den", is_known ? known.substr(bar + 1) : std::string_view(denominator.to_string()));
        w_.end_object();
    }
    void write_string(const Value& value) {
        const std::string_view text = text_of(value);
        if (!fits(text.size())) return omit(value, "size");
        w_.text(text);
    }

    void write_expression(const Value& value, const algebra::Expr& e) {
        if (e.is_number()) return write_complex(value, e.number());
        if (!known_repr().empty()) return write_formula(value, e, known_repr());
        const std::optional<std::string> text = algebra::to_infix_within(e, end_ - std::min(end_, w_.out.size()));
        if (!text) return omit(value, "size");
        write_formula(value, e, *text);
    }
    void write_formula(const Value& value, const algebra::Expr& e, std::string_view text) {
        if (!fits(text.size())) return omit(value, "size");
        open("expression");
        w_.member("text", text);
        if (is_whole_ && !known_.latex.empty()) {
            w_.member("latex", known_.latex);
        } else {
            const bool is_worth_it = text.size() <= typeset_left_;
            if (is_worth_it) typeset_left_ -= text.size();
            w_.member("latex", is_worth_it ? latex_of(e) : std::string());
        }
        w_.end_object();
    }
    /// A number that no simpler value holds: complex, or a float of many digits.
    void write_complex(const Value& value, const algebra::Number& number) {
        if (number.is_real()) return write_number("decimal", number.big_re(number.precision_bits()).to_string());
        open("complex");
        w_.key("re");
        write_part(value, number, false);
        w_.key("im");
        write_part(value, number, true);
        w_.end_object();
    }
    void write_part(const Value& value, const algebra::Number& number, bool imaginary) {
        if (number.is_exact()) return write_rational(value, imaginary ? number.im() : number.re());
        if (!number.is_big()) return write_number("float", real::to_string(imaginary ? number.float_im() : number.float_re()));
        const std::int64_t bits = number.precision_bits();
        write_number("decimal", (imaginary ? number.big_im(bits) : number.big_re(bits)).to_string());
    }
    static std::string latex_of(const algebra::Expr& e) {
        try {
            return algebra::latex(e);
        } catch (const Failure& failure) {
            if (failure.diagnostic.id != DiagnosticId::ExpressionTooDeep) throw;
            return {};
        }
    }

    void write_plot(const plot::Figure& figure) {
        open("plot");
        w_.key("plot");
        w_.raw(plot::to_json(figure));
        w_.end_object();
    }
    void write_function(const FunctionPrototype& prototype) {
        open("function");
        w_.member("name", prototype.name);
        w_.key("parameters");
        w_.list(prototype.parameters, [&](Name name) { w_.text(runtime_.names.text(name)); });
        w_.end_object();
    }
    void write_builtin(const BuiltinObject& builtin) {
        const Signature& signature = runtime_.builtins.signature(builtin.aux);
        open("function");
        w_.member("name", signature.name);
        w_.key("parameters");
        w_.list(signature.parameters, [&](const ParameterInfo& parameter) { w_.text(parameter.name); });
        w_.end_object();
    }
    void write_module(const ModuleObject& module) {
        open("module");
        w_.member("name", runtime_.names.text(Name{static_cast<std::uint32_t>(module.name_id)}));
        w_.key("names");
        w_.begin_array();
        if (module.scope != nullptr)
            for (Name name : module.scope->order) w_.text(runtime_.names.text(name));
        w_.end_array();
        w_.end_object();
    }
    void write_error(const Diagnostic& diagnostic) {
        const SourceFile* file = runtime_.sources.file(diagnostic.span);
        open("error");
        w_.member("errorKind", name_of(diagnostic.kind));
        w_.member("id", diagnostic.name);
        w_.member("message", diagnostic.message);
        w_.member("line", file != nullptr ? file->line(diagnostic.span.begin) : 0);
        w_.member("column", file != nullptr ? file->column(diagnostic.span.begin) : 0);
        w_.end_object();
    }

    void write_container(const Value& value) {
        if (inside_.size() >= limits_.depth) return omit(value, "depth");
        if (std::find(inside_.begin(), inside_.end(), value.object) != inside_.end()) return omit(value, "cycle");
        inside_.push_back(value.object);
        switch (value.kind()) {
        case Tag::Array: write_values(*value.as<ArrayObject>()); break;
        case Tag::Range: write_range(*value.as<RangeObject>()); break;
        case Tag::Struct: write_struct(*value.as<StructObject>()); break;
        case Tag::Vector:
            open("vector");
            w_.key("items");
            write_values(*value.as<VectorObject>());
            w_.end_object();
            break;
        case Tag::Matrix: write_matrix(*value.as<MatrixObject>()); break;
        case Tag::Table: write_map(*value.as<TableObject>()->map); break;
        case Tag::Set: write_set(*value.as<SetObject>()->map); break;
        default: omit(value, "size");
        }
        inside_.pop_back();
    }
    /// Whether more items are not even looked at: what is too large costs no more than what fits.
    bool is_full() const { return items_ > limits_.items || w_.out.size() > end_; }

    template <typename Sequence>
    void write_values(Sequence& sequence) {
        w_.begin_array();
        for (const Value& value : sequence) {
            write(value);
            if (is_full()) break;
        }
        w_.end_array();
    }
    void write_range(const RangeObject& range) {
        open("range");
        w_.key("first");
        write(range.low);
        w_.key("last");
        write(range.high);
        w_.key("step");
        write(range.step);
        w_.end_object();
    }
    void write_matrix(MatrixObject& matrix) {
        open("matrix");
        w_.key("rows");
        w_.begin_array();
        for (std::size_t i = 0; i < matrix.rows && !is_full(); ++i) {
            w_.begin_array();
            for (std::size_t j = 0; j < matrix.columns && !is_full(); ++j) write(matrix.at(i, j));
            w_.end_array();
        }
        w_.end_array();
        w_.end_object();
    }
    void write_map(const OrderedMap& map) {
        open("map");
        w_.key("entries");
        w_.begin_array();
        for (const OrderedMap::Entry& entry : map.entries()) {
            if (entry.key.is_unset() || is_full()) continue;
            w_.begin_array();
            write(entry.key);
            write(entry.value);
            w_.end_array();
        }
        w_.end_array();
        w_.end_object();
    }
    void write_set(const OrderedMap& map) {
        open("set");
        w_.key("items");
        w_.begin_array();
        for (const OrderedMap::Entry& entry : map.entries())
            if (!entry.key.is_unset() && !is_full()) write(entry.key);
        w_.end_array();
        w_.end_object();
    }
    void write_struct(StructObject& object) {
        open("struct");
        w_.key("fields");
        w_.begin_array();
        const Shape& shape = runtime_.shapes.get(object.shape());
        for (std::uint32_t i = 0; i < shape.size() && !is_full(); ++i) {
            w_.begin_array();
            w_.text(runtime_.names.text(shape.name(i)));
            write(object.field(i));
            w_.end_array();
        }
        w_.end_array();
        w_.end_object();
    }

    Runtime& runtime_;
    JsonWriter& w_;
    const DataLimits& limits_;
    const KnownForms& known_;
    std::size_t end_, items_ = 0;
    std::size_t typeset_left_ = kMostTypeset;
    bool is_whole_ = true; ///< `write` is at the value itself, not at a part
    std::vector<const Object*> inside_; ///< containers that hold what is written
};

} // namespace

void write_data(Runtime& runtime, JsonWriter& writer, const Value& value, const DataLimits& limits, const KnownForms& known) {
    DataWriter(runtime, writer, limits, known).write_whole(value);
}

} // namespace rumina
