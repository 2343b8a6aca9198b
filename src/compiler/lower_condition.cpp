// Expressions whose truth decides a jump: comparisons fuse with the jump, and/or/not become control flow.
#include "compiler/function_compiler.h"

namespace rumina {
namespace {

struct Fused {
    Opcode jump_if, jump_unless, jump_if_int, jump_unless_int, loop_if, loop_if_int;
    bool has_loop;
};

std::optional<Fused> fused(BinaryOperator op) {
#define ORDER(name)                                                                                                       \
    case BinaryOperator::name:                                                                                            \
        return Fused{Opcode::JumpIf##name, Opcode::JumpUnless##name, Opcode::JumpIf##name##Int, Opcode::JumpUnless##name##Int, \
                     Opcode::LoopIf##name, Opcode::LoopIf##name##Int, true};
    switch (op) {
        ORDER(Less)
        ORDER(LessEqual)
        ORDER(Greater)
        ORDER(GreaterEqual)
    case BinaryOperator::Equal:
        return Fused{Opcode::JumpIfEqual, Opcode::JumpIfNotEqual, Opcode::JumpIfEqualInt, Opcode::JumpIfNotEqualInt, Opcode::Jump, Opcode::Jump, false};
    case BinaryOperator::NotEqual:
        return Fused{Opcode::JumpIfNotEqual, Opcode::JumpIfEqual, Opcode::JumpIfNotEqualInt, Opcode::JumpIfEqualInt,
                     Opcode::LoopIfNotEqual, Opcode::LoopIfNotEqualInt, true};
    default: return std::nullopt;
    }
#undef ORDER
}

} // namespace

void FunctionCompiler::condition(const Expr& expr, Label& label, bool when, bool back) {
    if (const auto* literal = try_as<BooleanExpr>(&expr)) {
        if (literal->value == when) jump(back ? Opcode::Loop : Opcode::Jump, 0, 0, label, expr.span);
        return;
    }
    if (const auto* unary = try_as<UnaryExpr>(&expr); unary != nullptr && unary->op == UnaryOperator::Not)
        return condition(*unary->operand, label, !when, back);
    if (const auto* logical = try_as<LogicalExpr>(&expr)) {
        if (logical->is_or == when) { // any operand decides for the jump
            for (const Expr* operand : logical->operands) condition(*operand, label, when, back);
        } else { // any operand but the last decides against it
            Label skip;
            for (std::size_t i = 0; i + 1 < logical->operands.size(); ++i) condition(*logical->operands[i], skip, !when, false);
            condition(*logical->operands.back(), label, when, back);
            place(skip);
        }
        return;
    }
    Temporaries scope(*this);
    if (const auto* comparison = try_as<ComparisonExpr>(&expr); comparison != nullptr && comparison->links.size() == 1 && !wide_) {
        const auto& link = comparison->links[0];
        auto forms = fused(link.op);
        if (forms && (!back || (when && forms->has_loop))) {
            Slot left = operand(*comparison->first, link.operand);
            if (auto number = small_int(*link.operand)) {
                Opcode op = back ? forms->loop_if_int : when ? forms->jump_if_int : forms->jump_unless_int;
                jump(op, s(left), static_cast<std::uint16_t>(*number), label, link.op_span);
            } else {
                Slot right = operand(*link.operand);
                Opcode op = back ? forms->loop_if : when ? forms->jump_if : forms->jump_unless;
                jump(op, s(left), s(right), label, link.op_span);
            }
            return;
        }
    }
    Slot truth = operand(expr);
    Opcode op = when ? (back ? Opcode::LoopIfTrue : Opcode::JumpIfTrue) : (back ? Opcode::LoopIfFalse : Opcode::JumpIfFalse);
    jump(op, s(truth), 0, label, expr.span);
}

} // namespace rumina
