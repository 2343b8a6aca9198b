// Values as text: what print shows, and the form that reads back.
//
// The writer keeps its own stack: containers nest as deep as memory allows. A container inside itself is `[...]`.
#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "algebra/output/output.h"
#include "base/utf8.h"
#include "number/real.h"
#include "plot/figure.h"
#include "runtime/derivations.h"
#include "runtime/operations.h"
#include "runtime/text_size.h"

namespace rumina {
namespace {

/// Words that would not read back as a string key when they stand bare.
constexpr std::string_view kReserved[] = {"var",     "let",    "const", "bigint", "struct", "func",  "return",
                                          "if",      "else",   "while", "for",    "loop",   "break", "continue",
                                          "include", "define", "do",    "true",   "false",  "null",  "not"};

bool is_bare_key(std::string_view text) {
    return utf8::is_identifier(text) && std::find(std::begin(kReserved), std::end(kReserved), text) == std::end(kReserved);
}

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    std::size_t offset = 0;
    while (offset < text.size()) {
        std::size_t start = offset;
        char32_t c = utf8::decode(text, offset);
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\t': out += "\\t"; break;
        case '\r': out += "\\r"; break;
        default:
            // Control characters, and those that reorder the text around them, would not survive copying.
            if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
                (c >= 0x2066 && c <= 0x2069))
                out += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(c));
            else out += text.substr(start, offset - start);
        }
    }
    out += '"';
}

std::string_view record_name(const Builtin& record) { return record.signature.substr(0, record.signature.find_first_of("( ")); }

/// What a value's text has at least: containers are counted as they are written, whatever else as one byte. Parts that
/// stand in several places are counted once, so that [a, a] forty times over takes forty steps; 0 for a value that holds itself
/// or so many containers that writing them is no waste.
class LeastText {
public:
    explicit LeastText(Runtime& runtime) : runtime_(runtime) {}

    std::uint64_t of(const Value& value) {
        if (!is_container(value)) return 1;
        open_.push_back({value, false});
        while (!open_.empty()) {
            runtime_.poll();
            auto [top, is_seen] = open_.back();
            if (is_seen) {
                open_.pop_back();
                known_[top.object] = sum(top);
                continue;
            }
            auto [place, is_new] = known_.try_emplace(top.object, kOpen);
            if (known_.size() > kMostContainers) return 0;
            if (!is_new) {
                if (place->second == kOpen) return 0; // inside itself
                open_.pop_back();
                continue;
            }
            open_.back().second = true;
            for_parts(top, [&](const Value& part) {
                if (is_container(part)) open_.push_back({part, false});
            });
        }
        return known_[value.object];
    }

private:
    static constexpr std::uint64_t kOpen = UINT64_MAX, kMost = std::uint64_t{1} << 60;
    static constexpr std::size_t kMostContainers = 50'000;

    static bool is_container(const Value& value) {
        switch (value.kind()) {
        case Tag::Array: case Tag::Vector: case Tag::Matrix: case Tag::Struct: case Tag::Table: case Tag::Set: return true;
        default: return false;
        }
    }

    template <typename See>
    void for_parts(const Value& value, See see) {
        switch (value.kind()) {
        case Tag::Array:
            for (const Value& part : *value.as<ArrayObject>()) see(part);
            break;
        case Tag::Vector:
            for (const Value& part : *value.as<VectorObject>()) see(part);
            break;
        case Tag::Matrix:
            for (std::size_t i = 0; i < value.as<MatrixObject>()->size(); ++i) see(value.as<MatrixObject>()->data[i]);
            break;
        case Tag::Struct: {
            auto* object = value.as<StructObject>();
            const Shape& shape = runtime_.shapes.get(object->shape());
            for (std::uint32_t i = 0; i < shape.size(); ++i)
                if (shape.name(i) != runtime_.known.parent) see(object->field(i));
            break;
        }
        default: {
            const bool is_table = value.is(Tag::Table);
            for (const OrderedMap::Entry& entry : (is_table ? *value.as<TableObject>()->map : *value.as<SetObject>()->map).entries()) {
                if (entry.key.is_unset()) continue;
                see(entry.key);
                if (is_table) see(entry.value);
            }
        }
        }
    }

    /// Brackets, parts, and a comma and a space between them; all parts are known.
    std::uint64_t sum(const Value& value) {
        std::uint64_t bytes = 0;
        for_parts(value, [&](const Value& part) {
            bytes += 2;
            if (is_container(part)) bytes += known_[part.object];
            else if (!part.is(Tag::String)) ++bytes; // a string may be empty
            bytes = std::min(bytes, kMost);
        });
        return std::max<std::uint64_t>(bytes, 2);
    }

    Runtime& runtime_;
    std::unordered_map<const Object*, std::uint64_t> known_;
    std::vector<std::pair<Value, bool>> open_; ///< with whether its parts were put on the list
};

class Writer {
public:
    Writer(Runtime& runtime, bool repr) : runtime_(runtime), repr_(repr) {
        limit_ = kMaxStringBytes;
        if (runtime.limits.output != 0 && runtime.limits.output < kMaxStringBytes) limit_ = static_cast<std::size_t>(runtime.limits.output);
    }

    std::string run(const Value& value) {
        if (!repr_ && is_derivation(runtime_, value)) return derivation_text(runtime_, value);
        write(value);
        while (!frames_.empty()) {
            step();
            if (RUMINA_UNLIKELY(!is_measured_ && out_.size() > kWorthMeasuring)) measure(value);
        }
        check_size();
        return std::move(out_);
    }
    /// Whether the other of the two forms would have been different.
    bool has_other_form() const { return has_other_form_; }

private:
    struct Frame {
        Value value;
        std::size_t next;
        bool any; ///< something stands before, so that a comma is due
        std::string_view close;
    };

    void check_size(std::uint64_t more = 0) const {
        const std::uint64_t bytes = out_.size() + more;
        if (bytes > limit_) fail(DiagnosticId::TooLarge, "the text of this value", describe_bytes(limit_));
        if (bytes > kNegligible) runtime_.heap.require(bytes);
    }

    /// A text that would pass the limits far later than here fails before the work is done.
    void measure(const Value& value) {
        is_measured_ = true;
        if (std::uint64_t least = LeastText(runtime_).of(value); least > out_.size()) check_size(least - out_.size());
    }

    /// How long the text of a part may still be.
    std::size_t room() const {
        const std::uint64_t most = std::min<std::uint64_t>(limit_, std::max<std::uint64_t>(runtime_.heap.bytes_left(), kNegligible));
        return static_cast<std::size_t>(most - std::min<std::uint64_t>(most, out_.size()));
    }

    void write_expression(const algebra::Expr& e) {
        const std::size_t most = room();
        std::optional<std::string> text = algebra::to_infix_within(e, most);
        if (!text) return check_size(std::uint64_t{most} + 1); // which fails
        out_ += *text;
        if (!e.is_number() || !e.number().is_float() || !e.number().is_real()) return;
        has_other_form_ = true;
        if (!repr_) out_.pop_back(); // the suffix f
    }

    /// About a digit for each 3.3 bits: those of a number that is too long are not made.
    void check_digits(std::uint64_t bits) const {
        constexpr std::uint64_t kLong = 100'000;
        if (bits > kLong) check_size(bits / 10 * 3);
    }

    void write(const Value& value) {
        switch (value.kind()) {
        case Tag::Int: out_ += fmt::format_int(value.integer).str(); break;
        case Tag::Float:
            out_ += real::to_string(value.real);
            has_other_form_ = true;
            if (repr_) out_ += 'f';
            break;
        case Tag::BigInt:
            check_digits(value.as<BigIntObject>()->value.bits());
            out_ += value.as<BigIntObject>()->value.to_string();
            break;
        case Tag::Rational: {
            const Rational& number = value.as<RationalObject>()->value;
            check_digits(number.numerator().bits() + number.denominator().bits());
            out_ += number.to_string();
            break;
        }
        case Tag::Bool: out_ += value.integer != 0 ? "true" : "false"; break;
        case Tag::Null: case Tag::Unset: case Tag::Cell: out_ += "null"; break;
        case Tag::Expression: write_expression(value.as<ExpressionObject>()->value); break;
        case Tag::String:
            has_other_form_ = true;
            if (repr_) append_quoted(out_, text_of(value));
            else out_ += text_of(value);
            break;
        case Tag::Range: write_range(*value.as<RangeObject>()); break;
        case Tag::Function: write_function(value.as<FunctionObject>()->shown()); break;
        case Tag::Builtin:
            out_.append("<native function ").append(record_name(*value.as<BuiltinObject>()->record)).append(">");
            break;
        case Tag::Module:
            out_.append("<module ")
                .append(runtime_.names.text(Name{static_cast<std::uint32_t>(value.as<ModuleObject>()->name_id)}))
                .append(">");
            break;
        case Tag::Plot: out_ += value.as<PlotObject>()->figure->call; break;
        case Tag::Error: out_ += value.as<ErrorObject>()->diagnostic->message; break;
        case Tag::Array: open(value, "[", "]"); break;
        case Tag::Struct: open(value, "{", "}"); break;
        case Tag::Vector: open(value, "vec[", "]"); break;
        case Tag::Matrix: open(value, "mat[", "]"); break;
        case Tag::Table: open(value, "table{", "}"); break;
        case Tag::Set:
            // `{}` is a struct.
            if (value.as<SetObject>()->map->size() == 0) out_ += "set([])";
            else open(value, "{", "}");
            break;
        }
    }

    void write_range(const RangeObject& range) {
        write(range.low);
        out_ += "..";
        write(range.high);
        if (range.step.is_int() && range.step.integer == 1) return;
        out_ += " step ";
        write(range.step);
    }

    void write_function(const FunctionPrototype& prototype) {
        if (prototype.builtin != 0) {
            out_.append("<native function ")
                .append(record_name(*runtime_.builtins.entry(prototype.builtin - 1).record))
                .append(">");
            return;
        }
        if (prototype.is_lambda) out_ += "<lambda (";
        else out_.append("<function ").append(prototype.name).append("(");
        for (std::size_t i = 0; i < prototype.parameters.size(); ++i) {
            if (i != 0) out_ += ", ";
            out_ += runtime_.names.text(prototype.parameters[i]);
        }
        if (prototype.has_rest) out_ += prototype.parameters.empty() ? "..." : ", ...";
        out_ += ")>";
    }

    // A linear search is the fastest for the levels nearly all values have; deeper ones are kept in a set as well.
    bool is_open(const Object* object) const {
        for (std::size_t i = 0; i < std::min(frames_.size(), kSearched); ++i)
            if (frames_[i].value.object == object) return true;
        return frames_.size() > kSearched && deep_.count(object) != 0;
    }

    void open(const Value& value, std::string_view begin, std::string_view end) {
        if (is_open(value.object)) {
            out_ += "[...]";
            return;
        }
        out_ += begin;
        if (frames_.size() >= kSearched) deep_.insert(value.object);
        frames_.push_back({value, 0, false, end});
    }

    void close() {
        out_ += frames_.back().close;
        if (frames_.size() > kSearched) deep_.erase(frames_.back().value.object);
        frames_.pop_back();
    }

    /// Writes the next part of the innermost open container, or its end.
    void step() {
        check_size();
        runtime_.poll();
        Frame& frame = frames_.back();
        switch (frame.value.kind()) {
        case Tag::Array: return entries(frame, frame.value.as<ArrayObject>()->data, frame.value.as<ArrayObject>()->size, 0);
        case Tag::Vector: return entries(frame, frame.value.as<VectorObject>()->data, frame.value.as<VectorObject>()->size, 0);
        case Tag::Matrix: {
            auto* matrix = frame.value.as<MatrixObject>();
            return entries(frame, matrix->data, matrix->size(), matrix->columns);
        }
        case Tag::Struct: return fields(frame);
        case Tag::Table: return keyed(frame, *frame.value.as<TableObject>()->map, true);
        default: return keyed(frame, *frame.value.as<SetObject>()->map, false);
        }
    }

    void comma(Frame& frame) {
        if (frame.any) out_ += ", ";
        frame.any = true;
    }

    // write() may open a container and so move the frames: it comes last.

    void entries(Frame& frame, const Value* data, std::size_t size, std::size_t row_length) {
        if (frame.next >= size) return close();
        std::size_t i = frame.next++;
        if (i != 0) out_ += row_length != 0 && i % row_length == 0 ? "; " : ", ";
        write(data[i]);
    }

    void fields(Frame& frame) {
        auto* object = frame.value.as<StructObject>();
        const Shape& shape = runtime_.shapes.get(object->shape());
        // The link to the parent is not a field of the program's.
        if (frame.next < shape.size() && shape.name(static_cast<std::uint32_t>(frame.next)) == runtime_.known.parent)
            ++frame.next;
        if (frame.next >= shape.size()) return close();
        auto index = static_cast<std::uint32_t>(frame.next++);
        comma(frame);
        std::string_view name = runtime_.names.text(shape.name(index));
        const bool is_quoted = !utf8::is_identifier(name);
        has_other_form_ = has_other_form_ || is_quoted;
        if (repr_ && is_quoted) append_quoted(out_, name);
        else out_ += name;
        out_ += " = ";
        write(object->field(index));
    }

    void keyed(Frame& frame, const OrderedMap& map, bool with_values) {
        // Two steps per entry of a table: 2i writes the key, 2i + 1 the value, since a key may be a container.
        if (!with_values) {
            while (frame.next < map.entries().size() && map.entries()[frame.next].key.is_unset()) ++frame.next;
            if (frame.next >= map.entries().size()) return close();
            comma(frame);
            return write(map.entries()[frame.next++].key);
        }
        if (frame.next % 2 == 0) {
            while (frame.next / 2 < map.entries().size() && map.entries()[frame.next / 2].key.is_unset()) frame.next += 2;
            if (frame.next / 2 >= map.entries().size()) return close();
            comma(frame);
            const Value& key = map.entries()[frame.next++ / 2].key;
            if (key.is(Tag::String) && is_bare_key(text_of(key))) out_ += text_of(key);
            else write(key);
            return;
        }
        out_ += " => ";
        write(map.entries()[frame.next++ / 2].value);
    }

    static constexpr std::size_t kSearched = 16;
    static constexpr std::uint64_t kNegligible = 1 << 16; ///< bytes that are not asked of the heap
    static constexpr std::size_t kWorthMeasuring = 1 << 18;
    Runtime& runtime_;
    bool repr_;
    bool has_other_form_ = false, is_measured_ = false;
    std::size_t limit_;
    std::string out_;
    std::vector<Frame> frames_;
    std::unordered_set<const Object*> deep_;
};

} // namespace

std::string to_text(Runtime& runtime, const Value& value) {
    if (value.is(Tag::String)) return std::string(text_of(value));
    if (value.is_int()) return std::to_string(value.integer);
    return Writer(runtime, false).run(value);
}

std::string to_repr(Runtime& runtime, const Value& value) { return Writer(runtime, true).run(value); }

ValueTexts to_texts(Runtime& runtime, const Value& value) {
    if (value.is(Tag::String) || is_derivation(runtime, value)) return {to_text(runtime, value), to_repr(runtime, value)};
    Writer writer(runtime, false);
    ValueTexts texts{writer.run(value), std::nullopt};
    if (writer.has_other_form()) texts.other_repr = to_repr(runtime, value);
    return texts;
}

} // namespace rumina
