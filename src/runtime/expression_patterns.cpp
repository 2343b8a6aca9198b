#include "runtime/expression_patterns.h"

#include <algorithm>

#include "algebra/display_order.h"
#include "algebra/functions/function.h"
#include "runtime/expression_values.h"

namespace rumina {
namespace {

using algebra::FunctionId;
using Part = algebra::Expr;
using Form = ExpressionForm;
using Kind = ExpressionForm::Kind;

void collect(const Expr& pattern, std::vector<const NameExpr*>& names) {
    switch (pattern.kind) {
    case NodeKind::NameExpr: {
        const auto& name = as<NameExpr>(pattern);
        bool known = std::any_of(names.begin(), names.end(), [&](const NameExpr* other) { return other->name == name.name; });
        if (!known) names.push_back(&name);
        break;
    }
    case NodeKind::ChainExpr:
        collect(*as<ChainExpr>(pattern).first, names);
        for (const auto& link : as<ChainExpr>(pattern).links) collect(*link.operand, names);
        break;
    case NodeKind::PowerExpr:
        collect(*as<PowerExpr>(pattern).base, names);
        collect(*as<PowerExpr>(pattern).exponent, names);
        break;
    case NodeKind::UnaryExpr: collect(*as<UnaryExpr>(pattern).operand, names); break;
    case NodeKind::CallExpr:
        for (const Expr* argument : as<CallExpr>(pattern).arguments) collect(*argument, names);
        break;
    default: break;
    }
}

/// Tree to form: the syntax is looked at once, and what cannot match is found here.
class Lowering {
public:
    Lowering(const Runtime& runtime, const std::vector<const NameExpr*>& names) : runtime_(runtime), names_(names) {}

    Form::Node node(const Expr& pattern) {
        switch (pattern.kind) {
        case NodeKind::NameExpr: {
            Form::Node part = make(Kind::Part);
            while (!(names_[part.part]->name == as<NameExpr>(pattern).name)) ++part.part;
            return part;
        }
        case NodeKind::NumberExpr: {
            Form::Node number = make(Kind::Number);
            number.number = NumberLiteral(as<NumberExpr>(pattern));
            return number;
        }
        case NodeKind::PowerExpr: {
            const auto& power = as<PowerExpr>(pattern);
            return power.op == BinaryOperator::Power ? make(Kind::Power, {power.base, power.exponent}) : make(Kind::Never);
        }
        case NodeKind::UnaryExpr: {
            const auto& unary = as<UnaryExpr>(pattern);
            if (unary.op == UnaryOperator::Negate) return make(Kind::Negate, {unary.operand});
            if (unary.op == UnaryOperator::SquareRoot) return make(Kind::SquareRoot, {unary.operand});
            if (unary.op == UnaryOperator::Factorial) return make(Kind::Factorial, {unary.operand});
            return make(Kind::Never);
        }
        case NodeKind::ChainExpr: return chain(as<ChainExpr>(pattern));
        case NodeKind::CallExpr: return call(as<CallExpr>(pattern));
        default: return make(Kind::Never);
        }
    }

private:
    Form::Node make(Kind kind, const std::vector<Expr*>& operands = {}) {
        Form::Node result;
        result.kind = kind;
        for (const Expr* operand : operands) result.operands.push_back(node(*operand));
        return result;
    }

    Form::Node call(const CallExpr& pattern) {
        const auto* callee = try_as<NameExpr>(pattern.callee);
        if (callee == nullptr || !pattern.named.empty()) return make(Kind::Never);
        Form::Node result = make(Kind::Function, pattern.arguments);
        result.name = runtime_.names.text(callee->name);
        if (callee->binding.where == Binding::Where::Builtin)
            result.name = runtime_.builtins.signature(callee->binding.index).name; // of `ln` this is `log`
        return result;
    }

    Form::Node chain(const ChainExpr& pattern) {
        bool sum = pattern.links[0].op == BinaryOperator::Add || pattern.links[0].op == BinaryOperator::Subtract;
        Form::Node result = make(sum ? Kind::Sum : Kind::Product, {pattern.first});
        for (const auto& link : pattern.links) {
            bool inverse = link.op == (sum ? BinaryOperator::Subtract : BinaryOperator::Divide);
            if (!inverse && link.op != (sum ? BinaryOperator::Add : BinaryOperator::Multiply)) return make(Kind::Never);
            result.operands.push_back(node(*link.operand));
            result.operands.back().inverse = inverse;
        }
        // Names fit anything: they come after what is specific.
        std::stable_partition(result.operands.begin(), result.operands.end(), [](const Form::Node& o) { return o.kind != Kind::Part; });
        return result;
    }

    const Runtime& runtime_;
    const std::vector<const NameExpr*>& names_;
};

class Matcher {
public:
    Matcher(Runtime& runtime, std::uint32_t parts) : runtime_(runtime), bound_(parts) {}

    bool match(const Form::Node& form, const Part& e) {
        algebra::DepthGuard guard;
        algebra::poll_work();
        switch (form.kind) {
        case Kind::Part: return bind(form.part, e);
        case Kind::Number: return expression_of(form.number.value(runtime_)) == e;
        case Kind::Power: return e.is_power() && match(form.operands[0], e.base()) && match(form.operands[1], e.exponent());
        case Kind::Negate: return match(form.operands[0], -e);
        case Kind::SquareRoot: return match_root(form.operands[0], e);
        case Kind::Factorial: return e.is(FunctionId::Factorial) && match(form.operands[0], e.argument(0));
        case Kind::Sum: case Kind::Product: return commutative(form, e);
        case Kind::Function: return call(form, e);
        case Kind::Never: return false;
        }
        return false;
    }

    const std::vector<Part>& bound() const { return bound_; }

private:
    bool bind(std::uint32_t part, const Part& e) {
        if (bound_[part]) return bound_[part] == e;
        bound_[part] = e;
        return true;
    }

    bool match_root(const Form::Node& operand, const Part& e) { return e.is_power() && e.exponent() == algebra::half() && match(operand, e.base()); }

    bool call(const Form::Node& form, const Part& e) {
        const std::string& name = form.name;
        if (name == "exp" && form.operands.size() == 1)
            return e.is_power() && e.base() == algebra::euler_e() && match(form.operands[0], e.exponent());
        if (name == "sqrt" && form.operands.size() == 1) return match_root(form.operands[0], e);
        if (!e.is(algebra::NodeKind::Function)) return false;
        auto arguments = e.arguments();
        if (e.is(FunctionId::Apply)) {
            if (arguments[0].symbol_name() != name) return false;
            arguments = arguments.subspan(1);
        } else if (algebra::name_of(e.function_id()) != name) {
            return false;
        }
        if (arguments.size() != form.operands.size()) return false;
        for (std::size_t i = 0; i < arguments.size(); ++i)
            if (!match(form.operands[i], arguments[i])) return false;
        return true;
    }

    bool commutative(const Form::Node& form, const Part& e) {
        bool sum = form.kind == Kind::Sum;
        std::vector<Part> parts = sum ? summands(e) : factors(e);
        if (parts.size() < form.operands.size() || parts.size() > kMaxParts) return false;
        return assign(form.operands, 0, parts, sum);
    }

    static std::vector<Part> summands(const Part& e) {
        std::vector<Part> parts;
        if (!e.is_add()) return {e};
        for (const algebra::Term& term : algebra::displayed_terms(e)) parts.push_back(algebra::scale(term.coefficient, term.term));
        if (!e.constant_part().is_zero()) parts.push_back(Part(e.constant_part()));
        return parts;
    }
    static std::vector<Part> factors(const Part& e) {
        std::vector<Part> parts;
        if (!e.is_mul()) return {e};
        if (!e.coefficient().is_one()) parts.push_back(Part(e.coefficient()));
        for (const algebra::Factor& factor : e.factors()) parts.push_back(algebra::power(factor.base, factor.exponent));
        std::sort(parts.begin() + (e.coefficient().is_one() ? 0 : 1), parts.end(),
                  [](const Part& a, const Part& b) { return algebra::display_order(a, b) < 0; });
        return parts;
    }

    /// Finds a part for each operand from `next` on; the last one takes all parts that are left.
    bool assign(const std::vector<Form::Node>& operands, std::size_t next, const std::vector<Part>& parts, bool sum) {
        if (next + 1 == operands.size()) {
            Part rest = Part(sum ? 0 : 1);
            for (const Part& part : parts) rest = sum ? rest + part : rest * part;
            return match_operand(operands[next], rest, sum);
        }
        for (std::size_t i = 0; i < parts.size(); ++i) {
            std::vector<Part> before = bound_;
            if (match_operand(operands[next], parts[i], sum)) {
                std::vector<Part> left = parts;
                left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
                if (assign(operands, next + 1, left, sum)) return true;
            }
            bound_ = std::move(before);
        }
        return false;
    }

    bool match_operand(const Form::Node& operand, const Part& e, bool sum) {
        if (!operand.inverse) return match(operand, e);
        return match(operand, sum ? -e : algebra::power(e, Part(-1)));
    }

    static constexpr std::size_t kMaxParts = 1000;
    Runtime& runtime_;
    std::vector<Part> bound_;
};

} // namespace

std::vector<const NameExpr*> parts_of_pattern(const Expr& pattern) {
    std::vector<const NameExpr*> names;
    collect(pattern, names);
    return names;
}

ExpressionForm form_of_pattern(const Runtime& runtime, const Expr& pattern) {
    std::vector<const NameExpr*> names = parts_of_pattern(pattern);
    return {Lowering(runtime, names).node(pattern), static_cast<std::uint32_t>(names.size())};
}

bool take_expression_apart(Runtime& runtime, const ExpressionForm& form, const Value& value, std::vector<Value>& parts) {
    if (!is_operand(value)) fail(DiagnosticId::PatternTypeMismatch, described(value));
    Matcher matcher(runtime, form.parts);
    if (!matcher.match(form.root, expression_of(value))) return false;
    parts.clear();
    for (const Part& part : matcher.bound()) parts.push_back(value_of(runtime, part));
    return true;
}

} // namespace rumina
