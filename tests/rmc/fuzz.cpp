// Compiled programs changed at random, with their checksum put right: each is loaded, and run under small limits when the
// verifier lets it pass. Whatever it does is fine but for a report of a sanitizer, a failed assertion, or no end.
//
//   rmc_fuzz [--count N] [--first I] program.lm …
//
// Mutant i is the same in every run. Engines are made anew at every multiple of kEngineLife, so a failure that is reported
// for mutant i comes again with --first (i - i % kEngineLife).
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <iostream>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <pthread.h>
#include <sys/time.h>
#include <unistd.h>

#include "engine/engine.h"
#include "number/integer.h"
#include "rmc/file.h"
#include "rmc/fingerprint.h"
#include "runtime/exit.h"
#include "runtime/fake_host.h"

namespace rumina {
namespace {

constexpr std::uint64_t kEngineLife = 256;
constexpr unsigned kWatchdog = 30; ///< seconds of the processor for one mutant: a busy machine is no hang

volatile std::uint64_t current = 0;

/// Prints which mutant it was: async-signal-safe.
void tell_current() {
    char digits[32];
    int length = 0;
    for (std::uint64_t rest = current; length == 0 || rest != 0; rest /= 10) digits[31 - ++length] = static_cast<char>('0' + rest % 10);
    constexpr char kBefore[] = "FAILED at mutant ";
    digits[31] = '\n';
    if (write(STDERR_FILENO, kBefore, sizeof kBefore - 1) < 0 || write(STDERR_FILENO, digits + 31 - length, static_cast<std::size_t>(length) + 1) < 0) return;
}

extern "C" void on_signal(int number) {
    tell_current();
    std::signal(number, SIG_DFL);
    std::raise(number);
}

void watch(unsigned seconds) {
    itimerval timer{};
    timer.it_value.tv_sec = seconds;
    setitimer(ITIMER_PROF, &timer, nullptr);
}

class ClockHost final : public FakeHost {
public:
    double elapsed() override { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
    void write(std::string_view) override {}
};

EngineOptions small_limits() {
    EngineOptions options;
    options.limits.steps = 3000;
    options.limits.seconds = 0.25;
    options.limits.memory = std::size_t{64} << 20;
    options.limits.output = 1 << 16;
    options.limits.call_depth = 200;
    options.limits.set_digits(2000);
    return options;
}

class Mutator {
public:
    Mutator(const std::vector<std::string>& seeds, std::uint64_t tables) : seeds_(seeds), tables_(tables) {}

    std::string mutant(std::uint64_t number) {
        random_.seed(number);
        std::string bytes = seeds_[below(seeds_.size())];
        std::size_t changes = 1 + (below(3) == 0 ? below(6) : 0);
        bool whole = below(3) == 0;
        if (whole) {
            for (std::size_t i = 0; i < changes; ++i) change_bytes(bytes);
        } else {
            rmc::ProgramImage image = rmc::decode(bytes, rmc::read_header(bytes, tables_));
            for (std::size_t i = 0; i < changes; ++i) change_image(image);
            bytes = rmc::encode(image, tables_);
        }
        rmc::repair_checksum(bytes);
        return bytes;
    }

private:
    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : static_cast<std::size_t>(random_() % bound); }

    // ── bytes: anything, also lengths and section tables ──

    void change_bytes(std::string& bytes) {
        if (bytes.size() < 2) return;
        std::size_t at = below(8) == 0 ? below(bytes.size()) : rmc::kHeaderBytes + below(bytes.size() - std::min(bytes.size() - 1, rmc::kHeaderBytes));
        at = std::min(at, bytes.size() - 1);
        static constexpr unsigned char kOdd[] = {0, 1, 2, 0x7F, 0x80, 0x81, 0xFE, 0xFF};
        switch (below(7)) {
        case 0: bytes[at] = static_cast<char>(bytes[at] ^ 1 << below(8)); break;
        case 1: bytes[at] = static_cast<char>(kOdd[below(std::size(kOdd))]); break;
        case 2: bytes[at] = static_cast<char>(bytes[at] + (below(2) == 0 ? 1 : -1)); break;
        case 3: bytes[at] = static_cast<char>(random_()); break;
        case 4: { // a piece from elsewhere
            std::size_t size = 1 + below(16), from = below(bytes.size());
            for (std::size_t i = 0; i < size && from + i < bytes.size() && at + i < bytes.size(); ++i) bytes[at + i] = bytes[from + i];
            break;
        }
        default: change_length(bytes, at); break;
        }
    }

    /// Removes or adds bytes; the header and the section that held them mostly follow.
    void change_length(std::string& bytes, std::size_t at) {
        std::size_t size = 1 + below(8);
        bool removes = below(2) == 0;
        std::int64_t change = removes ? -static_cast<std::int64_t>(std::min(size, bytes.size() - at)) : static_cast<std::int64_t>(size);
        if (removes) bytes.erase(at, size);
        else bytes.insert(at, std::string(size, static_cast<char>(random_())));
        if (below(8) == 0 || bytes.size() < rmc::kHeaderBytes + 4 * rmc::kSectionRowBytes || at < rmc::kHeaderBytes + 4 * rmc::kSectionRowBytes) return;
        add(bytes, 16, change);
        for (std::size_t i = 0; i < 4; ++i) {
            std::size_t row = rmc::kHeaderBytes + i * rmc::kSectionRowBytes;
            std::uint64_t offset = get(bytes, row + 8), length = get(bytes, row + 16);
            if (offset > at) add(bytes, row + 8, change);
            else if (at - offset < length) add(bytes, row + 16, change);
        }
    }
    static std::uint64_t get(const std::string& bytes, std::size_t at) {
        std::uint64_t value;
        std::memcpy(&value, bytes.data() + at, sizeof value);
        return value;
    }
    static void add(std::string& bytes, std::size_t at, std::int64_t change) {
        std::uint64_t value = get(bytes, at) + static_cast<std::uint64_t>(change);
        std::memcpy(bytes.data() + at, &value, sizeof value);
    }

    // ── the image: well formed, wrong in what it means ──

    void change_image(rmc::ProgramImage& image) {
        if (image.functions.empty()) return;
        rmc::FunctionImage& function = image.functions[below(image.functions.size())];
        Chunk& chunk = *function.chunk;
        std::size_t form = below(20);
        if (form < 14) return change_instruction(chunk);
        auto number = [&](std::uint32_t& value) { value = below(3) == 0 ? static_cast<std::uint32_t>(random_()) : value + static_cast<std::uint32_t>(below(5)) - 2; };
        switch (form) {
        case 14: number(chunk.frame_slots); break;
        case 15:
            if (!chunk.handlers.empty()) {
                Chunk::Handler& handler = chunk.handlers[below(chunk.handlers.size())];
                std::uint32_t* fields[] = {&handler.begin, &handler.end, &handler.target, &handler.slot};
                number(*fields[below(4)]);
            }
            break;
        case 16:
            if (!chunk.captures.empty()) {
                Chunk::Capture& capture = chunk.captures[below(chunk.captures.size())];
                if (below(2) == 0) capture.cell = !capture.cell;
                else if (below(2) == 0) capture.local = !capture.local;
                else number(capture.index);
            }
            break;
        case 17:
            if (below(2) == 0) function.has_rest = !function.has_rest;
            else if (below(2) == 0) function.uses_self = !function.uses_self;
            else number(function.required);
            break;
        case 18:
            if (!chunk.destructurings.empty()) number(chunk.destructurings[below(chunk.destructurings.size())].count);
            else if (!chunk.listings.empty() && !chunk.listings[0].slots.empty()) number(chunk.listings[0].slots[0].first);
            else if (!chunk.call_sites.empty()) chunk.call_sites[0].names.emplace_back(Name{static_cast<std::uint32_t>(1 + below(image.names.size()))});
            break;
        default:
            if (!function.constants.empty()) {
                rmc::Constant& constant = function.constants[below(function.constants.size())];
                if (below(2) == 0) constant.kind = static_cast<rmc::Constant::Kind>(below(9));
                else constant.bits = random_();
                for (rmc::ExpressionNode& node : constant.nodes)
                    if (below(4) == 0) node.kind = static_cast<rmc::ExpressionNode::Kind>(below(7));
            }
            break;
        }
    }

    void change_instruction(Chunk& chunk) {
        std::vector<std::size_t> starts;
        for (std::size_t pc = 0; pc < chunk.code.size(); pc += rmc::width(chunk.code[pc])) starts.push_back(pc);
        if (starts.empty()) return;
        Instruction& chosen = chunk.code[starts[below(starts.size())]];
        const Instruction& other = chunk.code[starts[below(starts.size())]];
        std::uint16_t* parts[] = {&chosen.a, &chosen.b, &chosen.c};
        std::uint16_t& part = *parts[below(3)];
        const std::uint16_t others[] = {other.a, other.b, other.c};
        switch (below(7)) {
        case 0: part = others[below(3)]; break;
        case 1: part = static_cast<std::uint16_t>(part + kSlotBytes); break;
        case 2: part = static_cast<std::uint16_t>(part - kSlotBytes); break;
        case 3: part = static_cast<std::uint16_t>(part + below(5) - 2); break;
        case 4: part = static_cast<std::uint16_t>(below(64) * kSlotBytes); break;
        case 5: // another instruction of the same form, most of the time
            for (int tries = 0; tries < 40; ++tries) {
                auto op = static_cast<std::uint16_t>(below(opcode_count()));
                Instruction replaced = chosen;
                replaced.op = op;
                if (rmc::width(replaced) != rmc::width(chosen)) continue;
                if (tries < 39 && info(static_cast<Opcode>(op)).operands != info(static_cast<Opcode>(chosen.op)).operands) continue;
                chosen.op = op;
                break;
            }
            break;
        default:
            if (rmc::width(chosen) == rmc::width(other)) {
                Instruction copy = other;
                const_cast<Instruction&>(other) = chosen;
                chosen = copy;
            }
            break;
        }
    }

    const std::vector<std::string>& seeds_;
    std::uint64_t tables_;
    std::mt19937_64 random_;
};

int fuzz(const std::vector<std::string>& paths, std::uint64_t first, std::uint64_t count) {
    ClockHost host;
    std::vector<std::string> seeds;
    std::uint64_t tables = 0;
    {
        Engine engine(host, {});
        tables = rmc::fingerprint(engine.runtime());
        for (const std::string& path : paths) {
            std::ifstream file(path, std::ios::binary);
            std::stringstream text;
            text << file.rdbuf();
            std::vector<Diagnostic> errors;
            std::string bytes = text.str().size() > 6000 ? "" : engine.compile_text(text.str(), path.substr(path.rfind('/') + 1), errors);
            if (!bytes.empty()) seeds.push_back(std::move(bytes));
        }
    }
    if (seeds.empty()) {
        std::fputs("no program can be compiled\n", stderr);
        return 1;
    }
    Mutator mutator(seeds, tables);
    std::unique_ptr<Engine> engine;
    std::uint64_t refused = 0, good = 0, errors = 0;
    auto started = std::chrono::steady_clock::now();
    for (std::uint64_t i = first; i < first + count; ++i) {
        current = i;
        watch(kWatchdog);
        if (engine == nullptr || i % kEngineLife == 0) {
            engine.reset();
            engine = std::make_unique<Engine>(host, small_limits());
        }
        std::string bytes = mutator.mutant(i);
        try {
            Evaluation evaluation = engine->run_compiled(bytes, "mutant");
            if (evaluation.ok()) ++good;
            else if (evaluation.errors[0].name.starts_with("CompiledFile")) ++refused;
            else ++errors;
            for (const Diagnostic& error : evaluation.errors) engine->render(error);
        } catch (const ExitRequest&) {
            ++good;
        } catch (const Failure&) {
            ++errors;
        }
    }
    watch(0);
    engine.reset();
    double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    std::printf("%zu programs; %llu mutants in %.0f s: %llu refused, %llu ran to the end, %llu raised an error\n", seeds.size(),
                static_cast<unsigned long long>(count), seconds, static_cast<unsigned long long>(refused), static_cast<unsigned long long>(good),
                static_cast<unsigned long long>(errors));
    std::printf("1 passed, 0 failed\n");
    return 0;
}

} // namespace
} // namespace rumina

#if defined(__SANITIZE_ADDRESS__)
extern "C" void __sanitizer_set_death_callback(void (*callback)());
#endif

int main(int argc, char** argv) {
    static std::vector<std::string> paths;
    static std::uint64_t first = 0, count = 3000;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--count") == 0 && i + 1 < argc) count = std::strtoull(argv[++i], nullptr, 10);
        else if (std::strcmp(argv[i], "--first") == 0 && i + 1 < argc) first = std::strtoull(argv[++i], nullptr, 10);
        else paths.emplace_back(argv[i]);
    }
    for (int number : {SIGSEGV, SIGABRT, SIGPROF, SIGFPE, SIGBUS, SIGILL}) std::signal(number, rumina::on_signal);
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_set_death_callback(rumina::tell_current);
#endif
    // Expressions recurse to their depth limit, with the large frames of sanitizers.
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, std::size_t{512} << 20);
    pthread_t thread;
    static int status = 1;
    auto body = [](void*) -> void* {
        status = rumina::fuzz(paths, first, count);
        rumina::release_number_memory();
        return nullptr;
    };
    if (pthread_create(&thread, &attributes, body, nullptr) != 0) return 1;
    pthread_join(thread, nullptr);
    return status;
}
