#include "runtime/expression_patterns.h"

#include <algorithm>

#include "algebra/display_order.h"
#include "algebra/functions/function.h"
#include "runtime/expression_values.h"

namespace rumina {
namespace {

using algebra::FunctionId;
using Part = algebra::Expr;

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

/// A part of a commutative pattern; `inverse` when it is subtracted or divided by.
struct Operand {
    const Expr* pattern;
    bool inverse;
};

class Matcher {
public:
    Matcher(Runtime& runtime, const std::vector<const NameExpr*>& names) : runtime_(runtime), names_(names), bound_(names.size()) {}

    bool match(const Expr& pattern, const Part& e) {
        algebra::DepthGuard guard;
        algebra::poll_work();
        switch (pattern.kind) {
        case NodeKind::NameExpr: return bind(as<NameExpr>(pattern), e);
        case NodeKind::NumberExpr: return expression_of(number_literal(runtime_, as<NumberExpr>(pattern))) == e;
        case NodeKind::PowerExpr: {
            const auto& power = as<PowerExpr>(pattern);
            if (power.op != BinaryOperator::Power || !e.is_power()) return false;
            return match(*power.base, e.base()) && match(*power.exponent, e.exponent());
        }
        case NodeKind::UnaryExpr: {
            const auto& unary = as<UnaryExpr>(pattern);
            if (unary.op == UnaryOperator::Negate) return match(*unary.operand, -e);
            if (unary.op == UnaryOperator::SquareRoot) return match_root(*unary.operand, e);
            if (unary.op == UnaryOperator::Factorial)
                return e.is(FunctionId::Factorial) && match(*unary.operand, e.argument(0));
            return false;
        }
        case NodeKind::ChainExpr: return chain(as<ChainExpr>(pattern), e);
        case NodeKind::CallExpr: return call(as<CallExpr>(pattern), e);
        default: return false;
        }
    }

    const std::vector<Part>& bound() const { return bound_; }

private:
    bool bind(const NameExpr& name, const Part& e) {
        for (std::size_t i = 0; i < names_.size(); ++i) {
            if (!(names_[i]->name == name.name)) continue;
            if (bound_[i]) return bound_[i] == e;
            bound_[i] = e;
            return true;
        }
        return false;
    }

    bool match_root(const Expr& operand, const Part& e) { return e.is_power() && e.exponent() == algebra::half() && match(operand, e.base()); }

    bool call(const CallExpr& pattern, const Part& e) {
        const auto* callee = try_as<NameExpr>(pattern.callee);
        if (callee == nullptr || !pattern.named.empty()) return false;
        std::string_view name = runtime_.names.text(callee->name);
        if (callee->binding.where == Binding::Where::Builtin)
            name = runtime_.builtins.signature(callee->binding.index).name; // of `ln` this is `log`
        if (name == "exp" && pattern.arguments.size() == 1)
            return e.is_power() && e.base() == algebra::euler_e() && match(*pattern.arguments[0], e.exponent());
        if (name == "sqrt" && pattern.arguments.size() == 1) return match_root(*pattern.arguments[0], e);
        if (!e.is(algebra::NodeKind::Function)) return false;
        auto arguments = e.arguments();
        if (e.is(FunctionId::Apply)) {
            if (arguments[0].symbol_name() != name) return false;
            arguments = arguments.subspan(1);
        } else if (algebra::name_of(e.function_id()) != name) {
            return false;
        }
        if (arguments.size() != pattern.arguments.size()) return false;
        for (std::size_t i = 0; i < arguments.size(); ++i)
            if (!match(*pattern.arguments[i], arguments[i])) return false;
        return true;
    }

    bool chain(const ChainExpr& pattern, const Part& e) {
        bool sum = pattern.links[0].op == BinaryOperator::Add || pattern.links[0].op == BinaryOperator::Subtract;
        std::vector<Operand> operands{{pattern.first, false}};
        for (const auto& link : pattern.links) {
            bool inverse = link.op == (sum ? BinaryOperator::Subtract : BinaryOperator::Divide);
            if (!inverse && link.op != (sum ? BinaryOperator::Add : BinaryOperator::Multiply)) return false;
            operands.push_back({link.operand, inverse});
        }
        // Names fit anything: they come after what is specific.
        std::stable_partition(operands.begin(), operands.end(), [](const Operand& o) { return o.pattern->kind != NodeKind::NameExpr; });
        std::vector<Part> parts = sum ? summands(e) : factors(e);
        if (parts.size() < operands.size() || parts.size() > kMaxParts) return false;
        return assign(operands, 0, parts, sum);
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
    bool assign(const std::vector<Operand>& operands, std::size_t next, const std::vector<Part>& parts, bool sum) {
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

    bool match_operand(const Operand& operand, const Part& e, bool sum) {
        if (!operand.inverse) return match(*operand.pattern, e);
        return match(*operand.pattern, sum ? -e : algebra::power(e, Part(-1)));
    }

    static constexpr std::size_t kMaxParts = 1000;
    Runtime& runtime_;
    const std::vector<const NameExpr*>& names_;
    std::vector<Part> bound_;
};

} // namespace

std::vector<const NameExpr*> parts_of_pattern(const Expr& pattern) {
    std::vector<const NameExpr*> names;
    collect(pattern, names);
    return names;
}

bool take_expression_apart(Runtime& runtime, const Expr& pattern, const Value& value, std::vector<Value>& parts) {
    if (!is_operand(value)) fail(DiagnosticId::PatternTypeMismatch, described(value));
    std::vector<const NameExpr*> names = parts_of_pattern(pattern);
    Matcher matcher(runtime, names);
    if (!matcher.match(pattern, expression_of(value))) return false;
    parts.clear();
    for (const Part& part : matcher.bound()) parts.push_back(value_of(runtime, part));
    return true;
}

} // namespace rumina
