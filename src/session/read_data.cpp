#include <cmath>
#include <cstdlib>

#include "number/big_float.h"
#include "runtime/expression_text.h"
#include "runtime/expression_values.h"
#include "runtime/operations.h"
#include "session/data.h"

namespace rumina {
namespace {

constexpr std::size_t kExpressionBytes = 1u << 20;

class DataReader {
public:
    DataReader(Runtime& runtime, const DataLimits& limits) : runtime_(runtime), limits_(limits) {}

    Value read(const JsonValue& data);

private:
    struct Row {
        std::string_view kind, members; ///< members: separated by spaces
        Value (DataReader::*read)(const JsonValue&);
    };
    static const Row kRows[];

    /// The place of a part inside the whole, for messages, and the depth.
    class Inside {
    public:
        Inside(DataReader& reader, std::string step) : reader_(reader) {
            if (reader.path_.size() >= reader.limits_.depth) reader.refuse("it is nested too deep");
            reader.path_.push_back(std::move(step));
        }
        ~Inside() { reader_.path_.pop_back(); }
        Inside(const Inside&) = delete;

    private:
        DataReader& reader_;
    };

    [[noreturn]] void refuse(std::string_view why) const {
        std::string where = "value";
        for (const std::string& step : path_) where += step;
        fail(DiagnosticId::InvalidArgument, where + ": " + std::string(why));
    }

    void require_members(const JsonValue& data, std::string_view names) const {
        for (const JsonValue::Member& member : data.members) {
            const bool known = (" " + std::string(names) + " $ ").find(" " + member.first + " ") != std::string::npos;
            if (!known) refuse("it has no member \"" + member.first.substr(0, 40) + "\"");
        }
    }
    const JsonValue& member(const JsonValue& data, std::string_view name) const {
        const JsonValue* found = data.find(name);
        if (found == nullptr) refuse("the member \"" + std::string(name) + "\" is missing");
        return *found;
    }
    const std::string& text(const JsonValue& data, std::string_view name) const {
        const JsonValue& found = member(data, name);
        if (!found.is_string()) refuse("the member \"" + std::string(name) + "\" must be text");
        return found.text;
    }
    const std::vector<JsonValue>& list(const JsonValue& data, std::string_view name) const {
        const JsonValue& found = member(data, name);
        if (!found.is(JsonValue::Kind::Array)) refuse("the member \"" + std::string(name) + "\" must be a list");
        return found.items;
    }
    Value part(const JsonValue& data, std::string_view name) {
        Inside inside(*this, "." + std::string(name));
        return read(member(data, name));
    }
    Value element(const JsonValue& data, std::size_t index) {
        Inside inside(*this, "[" + std::to_string(index) + "]");
        return read(data);
    }
    std::vector<Value> elements(const std::vector<JsonValue>& items) {
        std::vector<Value> values;
        values.reserve(items.size());
        for (std::size_t i = 0; i < items.size(); ++i) values.push_back(element(items[i], i));
        return values;
    }

    ArrayObject* read_array(const JsonValue& data) {
        std::vector<Value> values = elements(data.items);
        ArrayObject* array = runtime_.heap.array(values.size());
        for (const Value& value : values) runtime_.heap.push(array, value);
        return array;
    }

    // ── numbers ──

    /// Digits with an optional minus sign, and no other spelling.
    Integer integer(const JsonValue& data, std::string_view name) const {
        const std::string& digits = text(data, name);
        const std::size_t begin = digits.starts_with('-') ? 1 : 0;
        if (digits.size() == begin || digits.find_first_not_of("0123456789", begin) != std::string::npos) refuse("\"" + std::string(name) + "\" must be decimal digits");
        if (static_cast<double>(digits.size()) * 3.33 > static_cast<double>(runtime_.limits.integer_bits)) fail(DiagnosticId::TooLarge, "this number", "the limit of digits");
        return *Integer::parse(digits);
    }
    Value read_int(const JsonValue& data) { return runtime_.heap.integer(integer(data, "v")); }
    Value read_rational(const JsonValue& data) {
        Integer numerator = integer(data, "num"), denominator = integer(data, "den");
        if (denominator.is_zero()) refuse("a denominator of zero");
        return runtime_.heap.rational(Rational::make(std::move(numerator), std::move(denominator)));
    }
    static bool is_decimal(std::string_view text) {
        return !text.empty() && text.size() < 1000 && text.find_first_not_of("0123456789.eE+-") == std::string_view::npos;
    }
    Value read_float(const JsonValue& data) {
        const std::string& digits = text(data, "v");
        char* end = nullptr;
        const double value = is_decimal(digits) ? std::strtod(digits.c_str(), &end) : HUGE_VAL;
        if (!std::isfinite(value) || end != digits.c_str() + digits.size()) refuse("a float must be finite, as in \"0.1\"");
        return Value::of_float(value == 0 ? 0 : value);
    }
    Value read_decimal(const JsonValue& data) {
        const std::string& digits = text(data, "v");
        if (digits.size() > kExpressionBytes || digits.find_first_not_of("0123456789.eE+-") != std::string::npos) refuse("a decimal must be digits");
        std::optional<BigFloat> value = BigFloat::parse(digits);
        if (!value) refuse("a decimal must be digits");
        return value_of(runtime_, algebra::Expr(algebra::Number::big_float(*value)));
    }
    Value read_complex(const JsonValue& data) {
        const Value re = part(data, "re"), im = part(data, "im");
        for (const Value& value : {re, im})
            if (!value.is_real() && !(value.is(Tag::Expression) && value.as<ExpressionObject>()->value.is_number() && value.as<ExpressionObject>()->value.number().is_real()))
                refuse("the parts of a complex number must be real numbers");
        const Value unit = value_of(runtime_, algebra::Expr(algebra::Number::imaginary_unit()));
        return add(runtime_, re, multiply(runtime_, im, unit));
    }
    Value read_expression(const JsonValue& data) {
        const std::string& formula = text(data, "text");
        if (formula.size() > kExpressionBytes) fail(DiagnosticId::TooLarge, "this expression", "1 MiB of text");
        return value_of(runtime_, parse_expression(formula));
    }

    // ── collections ──

    Value read_range(const JsonValue& data) {
        const Value first = part(data, "first"), last = part(data, "last");
        return make_range(runtime_, first, last, data.find("step") != nullptr ? part(data, "step") : Value::unset());
    }
    Value read_vector(const JsonValue& data) {
        Inside inside(*this, ".items");
        std::vector<Value> values = elements(list(data, "items"));
        return make_vector(runtime_, values.data(), values.size());
    }
    Value read_matrix(const JsonValue& data) {
        Inside inside(*this, ".rows");
        const std::vector<JsonValue>& rows = list(data, "rows");
        std::vector<Value> values;
        std::size_t columns = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            Inside row(*this, "[" + std::to_string(i) + "]");
            if (!rows[i].is(JsonValue::Kind::Array) || (i != 0 && rows[i].items.size() != columns)) refuse("the rows of a matrix must be lists of one length");
            columns = rows[i].items.size();
            for (const Value& value : elements(rows[i].items)) values.push_back(value);
        }
        if (columns == 0) refuse("a matrix needs an entry");
        return make_matrix(runtime_, values.data(), rows.size(), columns);
    }
    Value read_set(const JsonValue& data) {
        Inside inside(*this, ".items");
        ArrayObject* array = runtime_.heap.array();
        for (const Value& value : elements(list(data, "items"))) runtime_.heap.push(array, value);
        return set_of(runtime_, array);
    }
    /// A pair, as entries of maps and fields of structs are written.
    const std::vector<JsonValue>& pair(const JsonValue& data) const {
        if (!data.is(JsonValue::Kind::Array) || data.items.size() != 2) refuse("an entry must be a list of two");
        return data.items;
    }
    Value read_map(const JsonValue& data) {
        Inside inside(*this, ".entries");
        Value table = Value::of_object(runtime_.heap.table());
        const std::vector<JsonValue>& entries = list(data, "entries");
        for (std::size_t i = 0; i < entries.size(); ++i) {
            Inside entry(*this, "[" + std::to_string(i) + "]");
            const std::vector<JsonValue>& parts = pair(entries[i]);
            const Value key = element(parts[0], 0), value = element(parts[1], 1);
            set_index(runtime_, table, &key, 1, value);
        }
        return table;
    }
    Value read_struct(const JsonValue& data) {
        Inside inside(*this, ".fields");
        const std::vector<JsonValue>& fields = list(data, "fields");
        StructObject* object = runtime_.heap.structure(runtime_.shapes.empty(), static_cast<std::uint32_t>(std::min<std::size_t>(fields.size(), 8)));
        for (std::size_t i = 0; i < fields.size(); ++i) {
            Inside field(*this, "[" + std::to_string(i) + "]");
            const std::vector<JsonValue>& parts = pair(fields[i]);
            if (!parts[0].is_string()) refuse("the name of a field must be a name");
            const Name name = runtime_.names.intern(parts[0].text);
            if (runtime_.heap.find_field(object, name) != nullptr) refuse("a field stands twice");
            runtime_.heap.set_field(object, name, element(parts[1], 1));
        }
        return Value::of_object(object);
    }

    Runtime& runtime_;
    const DataLimits& limits_;
    std::size_t items_ = 0;
    std::vector<std::string> path_;
};

const DataReader::Row DataReader::kRows[] = {
    {"int", "v", &DataReader::read_int},
    {"rational", "num den", &DataReader::read_rational},
    {"float", "v", &DataReader::read_float},
    {"decimal", "v", &DataReader::read_decimal},
    {"complex", "re im", &DataReader::read_complex},
    {"expression", "text latex", &DataReader::read_expression},
    {"range", "first last step", &DataReader::read_range},
    {"vector", "items", &DataReader::read_vector},
    {"matrix", "rows", &DataReader::read_matrix},
    {"set", "items", &DataReader::read_set},
    {"map", "entries", &DataReader::read_map},
    {"struct", "fields", &DataReader::read_struct},
};

Value DataReader::read(const JsonValue& data) {
    runtime_.poll();
    if (++items_ > limits_.items) refuse("there are too many values");
    switch (data.kind) {
    case JsonValue::Kind::Null: return Value::null();
    case JsonValue::Kind::Bool: return Value::of_bool(data.boolean);
    case JsonValue::Kind::String: return runtime_.heap.string(data.text);
    case JsonValue::Kind::Number: refuse("a number must say what it is, as in {\"$\": \"int\", \"v\": \"5\"}");
    case JsonValue::Kind::Array: return Value::of_object(read_array(data));
    case JsonValue::Kind::Object: break;
    }
    const JsonValue* kind = data.find("$");
    if (kind == nullptr || !kind->is_string()) refuse("an object must say in \"$\" what it is");
    for (const Row& row : kRows)
        if (row.kind == kind->text) {
            require_members(data, row.members);
            return (this->*row.read)(data);
        }
    refuse("there is no kind of data \"" + kind->text.substr(0, 40) + "\"");
}

} // namespace

Value read_data(Runtime& runtime, const JsonValue& data, const DataLimits& limits) { return DataReader(runtime, limits).read(data); }

} // namespace rumina
