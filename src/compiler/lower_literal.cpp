// Literals, containers, comprehensions, closures.
#include "compiler/function_compiler.h"

namespace rumina {

namespace {
constexpr std::size_t kPiece = 64; // elements gathered in slots before they go to the array
}

void FunctionCompiler::load_constant(Value value, Slot destination, Span span) {
    if (value.is_int() && value.integer >= INT16_MIN && value.integer <= INT16_MAX)
        emit(Opcode::LoadInt, s(destination), static_cast<std::uint16_t>(value.integer), 0, span);
    else
        emit_wide(Opcode::LoadConstant, s(destination), constant(value), span);
}

void FunctionCompiler::number(const NumberExpr& expr, Slot destination) {
    if (std::optional<std::int16_t> small = small_int(expr)) {
        emit(Opcode::LoadInt, s(destination), static_cast<std::uint16_t>(*small), 0, expr.span);
        return;
    }
    other_number(expr, destination);
}

[[gnu::noinline]] void FunctionCompiler::other_number(const NumberExpr& expr, Slot destination) {
    // Evaluated when it is reached, or once by the pass that pools constants.
    constexpr std::size_t kMostLiterals = 60000;
    if (chunk_->literals.size() < kMostLiterals) {
        emit(Opcode::LoadLiteral, s(destination), add_row(chunk_->literals, NumberLiteral(expr)), 0, expr.span);
        return;
    }
    try {
        load_constant(number_literal(runtime_, expr), destination, expr.span);
    } catch (const Failure&) { // too large, or of a kind that is not there
        emit(Opcode::LoadLiteral, s(destination), add_row(chunk_->literals, NumberLiteral(expr)), 0, expr.span);
    }
}

void FunctionCompiler::elements(const std::vector<Expr*>& list, Slot destination, Span span) {
    Temporaries scope(*this);
    Slot array = window(destination);
    std::size_t done = 0;
    do {
        Temporaries piece(*this);
        std::size_t count = std::min(kPiece, list.size() - done);
        Slot first = next_;
        for (std::size_t i = 0; i < count; ++i) in_temporary(*list[done + i]);
        if (done == 0) emit(Opcode::NewArray, s(array), s(first), static_cast<std::uint32_t>(count), span);
        else emit(Opcode::Append, s(array), s(first), static_cast<std::uint32_t>(count), span);
        done += count;
    } while (done < list.size());
    if (array != destination) emit(Opcode::Take, s(destination), s(array), 0, span);
}

void FunctionCompiler::matrix(const MatrixExpr& expr, Slot destination) {
    Slot rows = temporary();
    emit(Opcode::NewArray, s(rows), s(rows), 0, expr.span);
    for (const auto& row : expr.rows) {
        Temporaries scope(*this);
        Slot entries = temporary();
        elements(row, entries, expr.span);
        emit(Opcode::Append, s(rows), s(entries), 1, expr.span);
    }
    emit(Opcode::ToMatrix, s(destination), s(rows), 0, expr.span);
}

void FunctionCompiler::structure(const std::vector<std::pair<Name, Expr*>>& fields, Slot destination, Span span) {
    Temporaries scope(*this);
    Slot first = next_;
    std::size_t direct = std::min<std::size_t>(fields.size(), 24);
    std::uint32_t shape = runtime_.shapes.empty();
    for (std::size_t i = 0; i < direct; ++i) {
        if (fields[i].second != nullptr) in_temporary(*fields[i].second);
        else emit(Opcode::LoadNull, s(temporary()), 0, 0, span);
        shape = runtime_.shapes.add(shape, fields[i].first);
    }
    Chunk::Layout layout{shape, static_cast<std::uint32_t>(direct)};
    if (direct == fields.size()) {
        emit(Opcode::NewStruct, s(destination), s(first), add_row(chunk_->layouts, layout), span);
        return;
    }
    Slot object = temporary();
    emit(Opcode::NewStruct, s(object), s(first), add_row(chunk_->layouts, layout), span);
    for (std::size_t i = direct; i < fields.size(); ++i) {
        Temporaries inner(*this);
        Slot value = temporary();
        if (fields[i].second != nullptr) into(*fields[i].second, value);
        else emit(Opcode::LoadNull, s(value), 0, 0, span);
        emit(Opcode::SetMember, s(object), s(value), name_index(fields[i].first), span);
        emit_extra(0, span);
    }
    emit(Opcode::Take, s(destination), s(object), 0, span);
}

void FunctionCompiler::table(const TableExpr& expr, Slot destination) {
    Slot table = temporary();
    emit(Opcode::NewTable, s(table), 0, 0, expr.span);
    for (const auto& [key, value] : expr.entries) {
        Temporaries scope(*this);
        Slot key_slot = in_temporary(*key);
        Slot value_slot = in_temporary(*value);
        emit(Opcode::TableSet, s(table), s(key_slot), s(value_slot), key->span);
    }
    emit(Opcode::Take, s(destination), s(table), 0, expr.span);
}

// Each value becomes text when it is evaluated (it may change before the end), and all texts are joined at once.
// Long ones go through an array, a piece at a time.
void FunctionCompiler::format(const FormatExpr& expr, Slot destination) {
    bool through_array = expr.values.size() * 2 + 1 > kPiece;
    Slot array = 0;
    if (through_array) {
        array = temporary();
        emit(Opcode::NewArray, s(array), s(array), 0, expr.span);
    }
    Slot first = next_;
    std::uint32_t count = 0;
    auto flush = [&] {
        if (count != 0) emit(Opcode::Append, s(array), s(first), count, expr.span);
        next_ = first;
        count = 0;
    };
    auto text = [&](const std::string& piece) {
        if (piece.empty()) return;
        emit_wide(Opcode::LoadConstant, s(temporary()), string_constant(piece), expr.span);
        ++count;
    };
    text(expr.texts[0]);
    for (std::size_t i = 0; i < expr.values.size(); ++i) {
        Slot value = temporary();
        into(*expr.values[i], value);
        emit(Opcode::Format, s(value), s(value), 1, expr.values[i]->span);
        ++count;
        text(expr.texts[i + 1]);
        if (through_array && count + 2 > kPiece) flush();
    }
    if (through_array) {
        flush();
        emit(Opcode::JoinText, s(destination), s(array), 0, expr.span);
    } else {
        emit(Opcode::Format, s(destination), s(first), count, expr.span);
    }
}

void FunctionCompiler::comprehension(const ComprehensionExpr& expr, Slot destination) {
    Slot result = temporary();
    emit(Opcode::NewArray, s(result), s(result), 0, expr.span);
    std::function<void(std::size_t)> clause = [&](std::size_t depth) {
        if (depth == expr.clauses.size()) {
            Temporaries scope(*this);
            Slot element = in_temporary(*expr.element);
            emit(Opcode::Append, s(result), s(element), 1, expr.element->span);
            return;
        }
        const auto& part = expr.clauses[depth];
        Temporaries scope(*this);
        Slot iterable = in_temporary(*part.iterable);
        const auto* sequence = try_as<SequencePattern>(part.pattern);
        loop_over(iterable, sequence != nullptr && sequence->elements.size() == 2, *part.pattern, part.iterable->span, [&](Label& again) {
            for (const Expr* test : part.conditions) {
                Temporaries inner(*this);
                condition(*test, again, false, false);
            }
            clause(depth + 1);
        });
    };
    clause(0);
    switch (expr.result) {
    case ComprehensionExpr::Result::Array: emit(Opcode::Take, s(destination), s(result), 0, expr.span); break;
    case ComprehensionExpr::Result::Vector: emit(Opcode::ToVector, s(destination), s(result), 0, expr.span); break;
    case ComprehensionExpr::Result::Set: emit(Opcode::ToSet, s(destination), s(result), 0, expr.span); break;
    case ComprehensionExpr::Result::Matrix: emit(Opcode::ToMatrix, s(destination), s(result), 0, expr.span); break;
    }
}

void FunctionCompiler::closure(const FunctionNode& node, Slot destination, Span span) {
    FunctionCompiler inner(runtime_, scope_, from_prelude_, options_);
    chunk_->functions.push_back(inner.compile(node));
    emit_wide(Opcode::MakeClosure, s(destination), static_cast<std::uint32_t>(chunk_->functions.size() - 1), span);
}

} // namespace rumina
