#include "rmc/file.h"

#include <fmt/format.h>

#include "rmc/checksum.h"
#include "rmc/layout.h"

namespace rumina::rmc {
namespace {

struct SectionRow {
    std::string_view name;
    std::uint32_t id;
};
constexpr SectionRow kSections[] = {
#define SECTION(name, id, contents) {#name, id},
#include "rmc/sections.def"
#undef SECTION
};
constexpr std::size_t kEngineBytes = 24;

template <typename Archive>
void transfer_section(Archive& archive, std::string_view name, ProgramImage& image) {
    if (name == "Names") transfer_names(archive, image);
    else if (name == "Sources") transfer_sources(archive, image);
    else if (name == "Functions") transfer_functions(archive, image);
    else if (name == "Units") transfer_units(archive, image);
}

void append(std::string& bytes, std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) bytes += static_cast<char>(value >> (8 * i));
}
std::uint64_t number_at(std::string_view bytes, std::size_t at, int count) {
    std::uint64_t value = 0;
    for (int i = 0; i < count; ++i) value |= std::uint64_t{static_cast<std::uint8_t>(bytes[at + static_cast<std::size_t>(i)])} << (8 * i);
    return value;
}

std::uint32_t checksum_of(std::string_view bytes) {
    std::uint32_t sum = crc32c(bytes.substr(0, kChecksumAt));
    sum = crc32c(std::string_view("\0\0\0\0", 4), sum);
    return crc32c(bytes.substr(kChecksumAt + 4), sum);
}

} // namespace

void repair_checksum(std::string& bytes) {
    if (bytes.size() < kHeaderBytes) return;
    std::string sum;
    append(sum, checksum_of(bytes), 4);
    bytes.replace(kChecksumAt, 4, sum);
}

std::string encode(ProgramImage& image, std::uint64_t tables) {
    std::vector<std::string> sections;
    for (const SectionRow& row : kSections) {
        ArchiveWriter archive;
        transfer_section(archive, row.name, image);
        sections.push_back(archive.bytes());
    }
    std::uint64_t offset = kHeaderBytes + std::size(kSections) * kSectionRowBytes, size = offset;
    for (const std::string& section : sections) size += section.size();

    std::string bytes(kMagic);
    append(bytes, kFormat, 4);
    append(bytes, std::size(kSections), 4);
    append(bytes, size, 8);
    append(bytes, tables, 8);
    append(bytes, 0, 8); // checksum, reserved
    std::string engine = RUMINA_VERSION;
    engine.resize(kEngineBytes);
    bytes += engine;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        append(bytes, kSections[i].id, 4);
        append(bytes, 0, 4);
        append(bytes, offset, 8);
        append(bytes, sections[i].size(), 8);
        offset += sections[i].size();
    }
    for (const std::string& section : sections) bytes += section;
    repair_checksum(bytes);
    return bytes;
}

FileHeader read_header(std::string_view bytes, std::uint64_t tables) {
    if (bytes.size() < kHeaderBytes) throw Damage{"it ends in the header"};
    FileHeader header;
    header.format = static_cast<std::uint32_t>(number_at(bytes, 8, 4));
    header.engine = std::string(bytes.substr(40, kEngineBytes).substr(0, bytes.substr(40, kEngineBytes).find('\0')));
    for (char& c : header.engine)
        if (c < ' ' || c > '~') c = '?';
    if (header.format != kFormat)
        throw OtherVersion{fmt::format("format {} (rumina {})", header.format, header.engine), fmt::format("format {} (rumina {})", kFormat, RUMINA_VERSION)};
    header.size = number_at(bytes, 16, 8);
    if (header.size != bytes.size())
        throw Damage{fmt::format("it has {} bytes where its header says {}", bytes.size(), header.size)};
    header.checksum = static_cast<std::uint32_t>(number_at(bytes, kChecksumAt, 4));
    if (header.checksum != checksum_of(bytes)) throw Damage{"its checksum is wrong"};
    header.tables = number_at(bytes, 24, 8);
    if (header.engine != RUMINA_VERSION) throw OtherVersion{"rumina " + header.engine, "rumina " RUMINA_VERSION};
    if (header.tables != tables)
        throw OtherVersion{"another build of rumina " RUMINA_VERSION, fmt::format("one whose tables have the fingerprint {:016x}, not {:016x}", tables, header.tables)};
    if (number_at(bytes, 36, 4) != 0) throw Damage{"a reserved field is used"};

    std::uint64_t count = number_at(bytes, 12, 4), at = kHeaderBytes + std::size(kSections) * kSectionRowBytes;
    if (count != std::size(kSections) || bytes.size() < at) throw Damage{"it has not the sections it should have"};
    for (std::size_t i = 0; i < std::size(kSections); ++i) {
        std::size_t row = kHeaderBytes + i * kSectionRowBytes;
        std::uint64_t offset = number_at(bytes, row + 8, 8), size = number_at(bytes, row + 16, 8);
        if (number_at(bytes, row, 4) != kSections[i].id || number_at(bytes, row + 4, 4) != 0 || offset != at || size > bytes.size() - at)
            throw Damage{"its section table is wrong"};
        header.sections.push_back({kSections[i].name, offset, size});
        at += size;
    }
    if (at != bytes.size()) throw Damage{"there is something behind the sections"};
    return header;
}

ProgramImage decode(std::string_view bytes, const FileHeader& header) {
    ProgramImage image;
    for (const FileHeader::Section& section : header.sections) {
        ArchiveReader archive(bytes.substr(static_cast<std::size_t>(section.offset), static_cast<std::size_t>(section.size)));
        transfer_section(archive, section.name, image);
        if (!archive.at_end()) throw Damage{fmt::format("there is something behind the end of section {}", section.name)};
    }
    return image;
}

} // namespace rumina::rmc
