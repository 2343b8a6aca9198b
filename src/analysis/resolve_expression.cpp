// Expressions.
#include "analysis/resolver_impl.h"

#include <algorithm>

#include "analysis/pattern_checks.h"

namespace rumina {

void Resolver::expressions(std::vector<Expr*>& list) {
    for (Expr* expr : list) expression(expr);
}

void Resolver::expression(Expr* expr) {
    if (expr == nullptr) return;
    switch (expr->kind) {
    case NodeKind::NameExpr: {
        auto& name = as<NameExpr>(*expr);
        name.binding = read(name.name, name.span);
        break;
    }
    case NodeKind::NumberExpr: break;
    case NodeKind::ChainExpr:
        expression(as<ChainExpr>(*expr).first);
        for (auto& link : as<ChainExpr>(*expr).links) expression(link.operand);
        break;
    case NodeKind::PowerExpr:
        expression(as<PowerExpr>(*expr).base);
        expression(as<PowerExpr>(*expr).exponent);
        break;
    case NodeKind::UnaryExpr: expression(as<UnaryExpr>(*expr).operand); break;
    case NodeKind::CallExpr: call(as<CallExpr>(*expr), 0); break;
    default: other_expression(expr);
    }
}

[[gnu::noinline]] void Resolver::other_expression(Expr* expr) {
    switch (expr->kind) {
    case NodeKind::PathExpr: path(as<PathExpr>(*expr)); break;
    case NodeKind::ComparisonExpr: {
        auto& chain = as<ComparisonExpr>(*expr);
        expression(chain.first);
        for (std::size_t i = 0; i < chain.links.size(); ++i) {
            if (i == 0) {
                expression(chain.links[i].operand);
            } else {
                Flow before = flow(); // later operands are not always evaluated
                expression(chain.links[i].operand);
                meet(before);
            }
        }
        break;
    }
    case NodeKind::LogicalExpr: {
        auto& logical = as<LogicalExpr>(*expr);
        expression(logical.operands[0]);
        Flow before = flow();
        for (std::size_t i = 1; i < logical.operands.size(); ++i) expression(logical.operands[i]);
        restore(before);
        break;
    }
    case NodeKind::RangeExpr:
        expression(as<RangeExpr>(*expr).low);
        expression(as<RangeExpr>(*expr).high);
        expression(as<RangeExpr>(*expr).step);
        break;
    case NodeKind::PipeExpr:
        expression(as<PipeExpr>(*expr).first);
        for (Expr* stage : as<PipeExpr>(*expr).stages) {
            if (auto* call = try_as<CallExpr>(stage)) this->call(*call, 1);
            else expression(stage);
        }
        break;
    case NodeKind::SubstituteExpr:
        expression(as<SubstituteExpr>(*expr).value);
        for (auto& [name, value] : as<SubstituteExpr>(*expr).replacements) expression(value);
        break;
    case NodeKind::IndexExpr:
        expression(as<IndexExpr>(*expr).base);
        expressions(as<IndexExpr>(*expr).indices);
        break;
    case NodeKind::MemberExpr: expression(as<MemberExpr>(*expr).base); break;
    case NodeKind::QuantityExpr: expression(as<QuantityExpr>(*expr).value); break;
    case NodeKind::AsExpr: expression(as<AsExpr>(*expr).value); break;
    case NodeKind::FormatExpr: expressions(as<FormatExpr>(*expr).values); break;
    case NodeKind::ArrayExpr: expressions(as<ArrayExpr>(*expr).elements); break;
    case NodeKind::VectorExpr: expressions(as<VectorExpr>(*expr).elements); break;
    case NodeKind::SetExpr: expressions(as<SetExpr>(*expr).elements); break;
    case NodeKind::MatrixExpr:
        for (auto& row : as<MatrixExpr>(*expr).rows) expressions(row);
        break;
    case NodeKind::TableExpr:
        for (auto& [key, value] : as<TableExpr>(*expr).entries) {
            expression(key);
            expression(value);
        }
        break;
    case NodeKind::StructExpr: {
        std::unordered_set<Name> seen;
        for (auto& [name, value] : as<StructExpr>(*expr).fields) {
            if (!seen.insert(name).second) diagnostics_.add(DiagnosticId::DuplicateName, value->span, names_.text(name));
            expression(value);
        }
        break;
    }
    case NodeKind::ComprehensionExpr: comprehension(as<ComprehensionExpr>(*expr)); break;
    case NodeKind::LambdaExpr: function(*as<LambdaExpr>(*expr).function); break;
    case NodeKind::IfExpr: if_expression(as<IfExpr>(*expr)); break;
    case NodeKind::MatchExpr: match(as<MatchExpr>(*expr)); break;
    case NodeKind::BlockExpr: block(as<BlockExpr>(*expr).block); break;
    default: break;
    }
}

void Resolver::path(PathExpr& expr) {
    FunctionScope* owner = nullptr;
    bool shadowed = find_variable(expr.names[0], owner) != nullptr || module_.contains(expr.names[0]);
    if (!shadowed) {
        std::uint32_t builtin = external_.builtin_path(expr.names);
        if (builtin != ExternalNames::kAbsent) {
            expr.whole = true;
            expr.binding.where = Binding::Where::Builtin;
            expr.binding.index = builtin;
            return;
        }
        std::vector<Name> front(expr.names.begin(), expr.names.end() - 1);
        if (std::uint32_t space = external_.builtin_namespace(front); space != ExternalNames::kAbsent) {
            unknown_member(front, space, expr.names.back(), expr.span);
            return;
        }
        if (external_.builtin_namespace({expr.names[0]}) != ExternalNames::kAbsent) {
            diagnostics_.add(DiagnosticId::UndefinedMember, expr.span, path_text(front), names_.text(expr.names.back()));
            return;
        }
    }
    expr.binding = read(expr.names[0], expr.span);
}

void Resolver::call(CallExpr& call, std::uint32_t piped) {
    check_size(call.arguments.size() + call.named.size(), kMaxArguments, call.span, "arguments in one call");
    if (auto* callee = try_as<NameExpr>(call.callee)) callee->binding = read(callee->name, callee->span, true);
    else expression(call.callee);
    for (Expr* argument : call.arguments) expression(argument);
    for (auto& [name, value] : call.named) expression(value);
    const Binding* binding = nullptr;
    Name name;
    if (auto* variable = try_as<NameExpr>(call.callee)) {
        binding = &variable->binding;
        name = variable->name;
    } else if (auto* whole = try_as<PathExpr>(call.callee); whole != nullptr && whole->whole) {
        binding = &whole->binding;
        name = whole->names.back();
    }
    if (binding == nullptr || binding->where == Binding::Where::Unresolved) return;
    if (binding->where != Binding::Where::Builtin) {
        known_calls_.note(*binding, name, call, piped);
        return;
    }
    if (piped == 0 && names_.text(name) == "steps") tell_steps_of(call);
    auto count = static_cast<std::uint32_t>(call.arguments.size() + call.named.size()) + piped;
    std::uint32_t least = 0, most = 0;
    if (external_.builtin_arity(binding->index, least, most) && (count < least || count > most))
        known_calls_.report_count(call.site, names_.text(name), least, most, count, false, external_.builtin_usage(binding->index, name));
    if (count == 0 && call.callee->kind == NodeKind::NameExpr) scope_listing(call, names_.text(name));
}

/// steps(f(a, b)) is steps(f, a, b): the call itself is asked about, not its value. Names of its arguments become places.
void Resolver::tell_steps_of(CallExpr& call) {
    if (call.arguments.size() != 1 || !call.named.empty()) return;
    auto* inner = try_as<CallExpr>(call.arguments[0]);
    if (inner == nullptr || inner->listing != nullptr) return;
    const Binding* binding = nullptr;
    if (auto* name = try_as<NameExpr>(inner->callee)) binding = &name->binding;
    else if (auto* whole = try_as<PathExpr>(inner->callee); whole != nullptr && whole->whole) binding = &whole->binding;
    if (binding == nullptr || binding->where != Binding::Where::Builtin || !external_.builtin_tells_steps(binding->index)) return;
    std::vector<Expr*> arguments{inner->callee};
    arguments.insert(arguments.end(), inner->arguments.begin(), inner->arguments.end());
    auto named = inner->named;
    while (!named.empty()) { // the next place
        auto next = std::find_if(named.begin(), named.end(), [&](const auto& argument) { return external_.builtin_parameter(binding->index, argument.first) == arguments.size() - 1; });
        if (next == named.end()) return; // it is left to the call, which says what is wrong
        arguments.push_back(next->second);
        named.erase(next);
    }
    call.arguments = std::move(arguments);
}

void Resolver::scope_listing(CallExpr& call, std::string_view name) {
    if (name != "locals" && name != "globals" && name != "vars") return;
    auto* listing = tree_.arena.create<ScopeListing>();
    call.listing = listing;
    listing->what = name == "locals" ? ScopeListing::What::Locals : name == "globals" ? ScopeListing::What::Globals : ScopeListing::What::Both;
    std::vector<Variable*> visible;
    for (auto& variable : current_->info->variables) {
        if (variable->kind == Variable::Kind::Self) continue;
        if (variable->block_scoped() && find_in(*current_, variable->name) != variable.get()) continue;
        visible.push_back(variable.get());
    }
    for (Variable* variable : visible) {
        variable->has_checked_read = true; // it may be unset, and must not hold what an earlier call left in the slot
        if (variable->block_scoped() && !is_assigned(*current_, variable)) reset_on_entry(*current_, variable);
        Binding binding;
        binding.where = Binding::Where::Local;
        binding.variable = variable;
        listing->locals.emplace_back(variable->name, binding);
    }
}

void Resolver::comprehension(ComprehensionExpr& expr) {
    Flow before = flow();
    ++current_->loops;
    for (auto& clause : expr.clauses) {
        expression(clause.iterable);
        current_->blocks.emplace_back();
        current_->block_nodes.push_back(nullptr);
        declare_block_pattern(clause.pattern, Variable::Kind::Loop);
        for (Expr* condition : clause.conditions) expression(condition);
    }
    expression(expr.element);
    for (std::size_t i = 0; i < expr.clauses.size(); ++i) {
        current_->blocks.pop_back();
        current_->block_nodes.pop_back();
    }
    --current_->loops;
    restore(before);
}

void Resolver::if_expression(IfExpr& expr) {
    Flow joined;
    bool has_joined = false;
    auto join_path = [&] {
        if (!has_joined) joined = flow();
        else {
            Flow here = flow();
            restore(joined);
            meet(here);
            joined = flow();
        }
        has_joined = true;
    };
    for (auto& clause : expr.clauses) {
        expression(clause.condition);
        Flow before = flow();
        block(clause.body);
        join_path();
        restore(before);
    }
    if (expr.otherwise != nullptr) block(expr.otherwise);
    join_path();
    restore(joined);
}

void Resolver::match(MatchExpr& expr) {
    expression(expr.subject);
    Flow before = flow(), joined = before;
    ArmCoverage coverage(diagnostics_);
    for (auto& arm : expr.arms) {
        coverage.add(arm);
        restore(before);
        current_->blocks.emplace_back();
        current_->block_nodes.push_back(nullptr);
        declare_block_pattern(arm.pattern, Variable::Kind::Pattern);
        if (arm.guard != nullptr) expression(arm.guard);
        expression(arm.body);
        current_->blocks.pop_back();
        current_->block_nodes.pop_back();
        if (&arm != &expr.arms.front()) meet(joined);
        joined = flow();
    }
    coverage.finish(expr);
    restore(joined);
    if (!coverage.closed()) meet(before); // a value that no arm takes
}

} // namespace rumina
