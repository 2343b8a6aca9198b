// An expression is stored as its nodes, operands first, and built again by the constructors of the algebra, which keep
// canonical nodes as they are and let nothing else through.
#include "rmc/constants.h"

#include <bit>
#include <cmath>
#include <unordered_map>

#include <fmt/format.h>

#include "algebra/expression.h"
#include "algebra/functions/function.h"
#include "base/utf8.h"
#include "number/big_float.h"
#include "runtime/expression_values.h"
#include "runtime/operations.h"

namespace rumina::rmc {
namespace {

using algebra::FunctionId;
using algebra::Number;
using Kind = ExpressionNode::Kind;

constexpr std::int64_t kMaxPrecision = std::int64_t{1} << 26; ///< bits of a float in a file

// ── numbers: a letter for the kind, then the parts ──

std::string text_of(const Number& number) {
    auto bits = [](double value) { return fmt::format("{:016x}", std::bit_cast<std::uint64_t>(value)); };
    switch (number.kind()) {
    case Number::Kind::Small: case Number::Kind::Rational: return "r " + number.rational().to_string();
    case Number::Kind::Gaussian: return "g " + number.re().to_string() + " " + number.im().to_string();
    case Number::Kind::Float: return "f " + bits(number.float_re());
    case Number::Kind::ComplexFloat: return "c " + bits(number.float_re()) + " " + bits(number.float_im());
    case Number::Kind::BigFloat: case Number::Kind::BigComplex: {
        std::int64_t precision = number.precision_bits();
        std::string text = fmt::format("b {} {}", precision, number.big_re(precision).to_rational().to_string());
        if (number.kind() == Number::Kind::BigComplex) text += " " + number.big_im(precision).to_rational().to_string();
        return text;
    }
    }
    return {};
}

class NumberText {
public:
    explicit NumberText(std::string_view text) : rest_(text) {}

    Number number() {
        std::string_view kind = word();
        Number result = parse(kind);
        if (!rest_.empty()) throw Damage{"a number has too many parts"};
        return result;
    }

private:
    std::string_view word() {
        std::size_t end = std::min(rest_.find(' '), rest_.size());
        std::string_view result = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        return result;
    }
    Rational rational() {
        std::optional<Rational> value = Rational::parse(word());
        if (!value) throw Damage{"a number cannot be read"};
        return *value;
    }
    double real() {
        std::string_view digits = word();
        std::uint64_t bits = 0;
        if (digits.size() != 16) throw Damage{"a number cannot be read"};
        for (char c : digits) {
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) throw Damage{"a number cannot be read"};
            bits = bits << 4 | static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
        }
        auto value = std::bit_cast<double>(bits);
        if (!std::isfinite(value)) throw Damage{"a float is not finite"};
        return value;
    }
    Number parse(std::string_view kind) {
        if (kind == "r") return Number(rational());
        if (kind == "g") {
            Rational re = rational();
            return Number::gaussian(re, rational());
        }
        if (kind == "f") return Number::real_float(real());
        if (kind == "c") {
            double re = real();
            return Number::complex_float(re, real());
        }
        if (kind == "b") {
            std::string_view digits = word();
            std::int64_t precision = 0;
            for (char c : digits) {
                if (c < '0' || c > '9' || digits.size() > 9) throw Damage{"a precision cannot be read"};
                precision = precision * 10 + (c - '0');
            }
            if (precision < 2 || precision > kMaxPrecision) throw Damage{"a precision is out of range"};
            BigFloat re = BigFloat::from_rational(rational(), precision);
            if (rest_.empty()) return Number::big_float(re);
            return Number::big_complex(re, BigFloat::from_rational(rational(), precision));
        }
        throw Damage{"a number is of an unknown kind"};
    }
    std::string_view rest_;
};

/// Functions whose arguments are expressions of any kind, and no more.
bool is_plain(FunctionId id) { return id < FunctionId::Equal && id != FunctionId::HypergeometricPFQ; }

// ── writing ──

class NodeWriter {
public:
    explicit NodeWriter(std::vector<ExpressionNode>& nodes) : nodes_(nodes) {}

    /// False for a node that no file can hold.
    bool add(const algebra::Expr& e) { return place_of(e).has_value(); }

private:
    std::optional<std::uint32_t> place_of(const algebra::Expr& e) {
        algebra::DepthGuard guard;
        if (auto known = places_.find(e.node()); known != places_.end()) return known->second;
        ExpressionNode node;
        auto operand = [&](const algebra::Expr& part) {
            std::optional<std::uint32_t> place = place_of(part);
            if (place) node.operands.push_back(*place);
            return place.has_value();
        };
        bool complete = true;
        switch (e.kind()) {
        case algebra::NodeKind::Number: node.text = text_of(e.number()); break;
        case algebra::NodeKind::Symbol:
            node.kind = Kind::Symbol;
            node.text = e.symbol_name();
            complete = utf8::is_identifier(node.text);
            break;
        case algebra::NodeKind::Constant:
            node.kind = Kind::Constant;
            node.index = static_cast<std::uint32_t>(e.constant_id());
            break;
        case algebra::NodeKind::Bound: return std::nullopt;
        case algebra::NodeKind::Add:
            node.kind = Kind::Add;
            complete = operand(algebra::Expr(e.constant_part()));
            for (const algebra::Term& term : e.terms()) complete = complete && operand(term.term) && operand(algebra::Expr(term.coefficient));
            break;
        case algebra::NodeKind::Mul:
            node.kind = Kind::Mul;
            complete = operand(algebra::Expr(e.coefficient()));
            for (const algebra::Factor& factor : e.factors()) complete = complete && operand(factor.base) && operand(factor.exponent);
            break;
        case algebra::NodeKind::Power:
            node.kind = Kind::Power;
            complete = operand(e.base()) && operand(e.exponent());
            break;
        case algebra::NodeKind::Function:
            node.kind = Kind::Function;
            complete = is_plain(e.function_id());
            node.text = algebra::name_of(e.function_id());
            for (const algebra::Expr& argument : e.arguments()) complete = complete && operand(argument);
            break;
        }
        if (!complete) return std::nullopt;
        nodes_.push_back(std::move(node));
        auto place = static_cast<std::uint32_t>(nodes_.size() - 1);
        places_[e.node()] = place;
        kept_.push_back(e); // numbers are made on the way: their addresses must not be given to others
        return place;
    }

    std::vector<ExpressionNode>& nodes_;
    std::unordered_map<const algebra::Node*, std::uint32_t> places_;
    std::vector<algebra::Expr> kept_;
};

// ── reading ──

algebra::Expr expression_of(const std::vector<ExpressionNode>& nodes) {
    std::vector<algebra::Expr> built;
    for (const ExpressionNode& node : nodes) {
        std::vector<algebra::Expr> parts;
        for (std::uint32_t place : node.operands) {
            if (place >= built.size()) throw Damage{"an expression refers to what comes later"};
            parts.push_back(built[place]);
        }
        auto need = [&](bool good) {
            if (!good) throw Damage{"an expression has parts that do not fit"};
        };
        switch (node.kind) {
        case Kind::Number:
            need(parts.empty());
            built.emplace_back(NumberText(node.text).number());
            break;
        case Kind::Symbol:
            need(parts.empty() && utf8::is_identifier(node.text));
            built.push_back(algebra::symbol(node.text));
            break;
        case Kind::Constant:
            need(parts.empty() && node.index <= static_cast<std::uint32_t>(algebra::ConstantId::Infinity));
            built.push_back(algebra::constant(static_cast<algebra::ConstantId>(node.index)));
            break;
        case Kind::Add: {
            need(parts.size() % 2 == 1 && parts[0].is_number());
            algebra::SumBuilder sum;
            sum.add(parts[0].number());
            for (std::size_t i = 1; i < parts.size(); i += 2) {
                need(parts[i + 1].is_number());
                sum.add(parts[i], parts[i + 1].number());
            }
            built.push_back(sum.finish());
            break;
        }
        case Kind::Mul: {
            need(parts.size() % 2 == 1 && parts[0].is_number());
            algebra::ProductBuilder product;
            product.multiply(parts[0].number());
            for (std::size_t i = 1; i < parts.size(); i += 2) product.multiply(parts[i], parts[i + 1]);
            built.push_back(product.finish());
            break;
        }
        case Kind::Power:
            need(parts.size() == 2);
            built.push_back(algebra::power(parts[0], parts[1]));
            break;
        case Kind::Function: {
            FunctionId id;
            need(algebra::find_function(node.text, id) && is_plain(id));
            built.push_back(algebra::apply_function(id, parts));
            break;
        }
        }
    }
    if (built.empty()) throw Damage{"an expression is empty"};
    return built.back();
}

} // namespace

std::optional<Constant> image_of(Runtime& runtime, const Value& value) {
    Constant constant;
    switch (value.kind()) {
    case Tag::Null: constant.kind = Constant::Kind::Null; return constant;
    case Tag::Bool: constant.kind = value.integer != 0 ? Constant::Kind::True : Constant::Kind::False; return constant;
    case Tag::Int:
        constant.kind = Constant::Kind::Int;
        constant.bits = static_cast<std::uint64_t>(value.integer);
        return constant;
    case Tag::Float:
        constant.kind = Constant::Kind::Float;
        constant.bits = std::bit_cast<std::uint64_t>(value.real);
        return constant;
    case Tag::BigInt:
        constant.kind = Constant::Kind::Integer;
        constant.text = value.as<BigIntObject>()->value.to_string();
        return constant;
    case Tag::Rational:
        constant.kind = Constant::Kind::Rational;
        constant.text = value.as<RationalObject>()->value.to_string();
        return constant;
    case Tag::String:
        constant.kind = Constant::Kind::String;
        constant.text = rumina::text_of(value);
        return constant;
    case Tag::Expression: {
        constant.kind = Constant::Kind::Expression;
        const algebra::Expr& e = value.as<ExpressionObject>()->value;
        if (!NodeWriter(constant.nodes).add(e)) return std::nullopt;
        // A node that assumptions have made simpler than its parts say does not come back from them.
        Value back = value_of(runtime, constant);
        if (!back.is(Tag::Expression) || !(back.as<ExpressionObject>()->value == e)) return std::nullopt;
        return constant;
    }
    default: return std::nullopt;
    }
}

Value value_of(Runtime& runtime, const Constant& constant) {
    switch (constant.kind) {
    case Constant::Kind::Null: return Value::null();
    case Constant::Kind::False: return Value::of_bool(false);
    case Constant::Kind::True: return Value::of_bool(true);
    case Constant::Kind::Int: return Value::of_int(static_cast<std::int64_t>(constant.bits));
    case Constant::Kind::Float: {
        auto real = std::bit_cast<double>(constant.bits);
        if (!std::isfinite(real)) throw Damage{"a float is not finite"};
        return Value::of_float(real);
    }
    case Constant::Kind::Integer: {
        std::optional<Integer> integer = Integer::parse(constant.text);
        if (!integer) throw Damage{"an integer cannot be read"};
        return runtime.heap.integer(std::move(*integer));
    }
    case Constant::Kind::Rational: {
        std::optional<Rational> rational = Rational::parse(constant.text);
        if (!rational) throw Damage{"a fraction cannot be read"};
        return runtime.heap.rational(std::move(*rational));
    }
    case Constant::Kind::String:
        if (utf8::first_invalid(constant.text) != std::string_view::npos) throw Damage{"a string is not valid UTF-8"};
        return runtime.heap.string(constant.text);
    case Constant::Kind::Expression: return rumina::value_of(runtime, expression_of(constant.nodes));
    }
    throw Damage{"a constant is of an unknown kind"};
}

} // namespace rumina::rmc
