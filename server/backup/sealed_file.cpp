#include "server/backup/sealed_file.hpp"

#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "server/backup/problem.hpp"

#include <algorithm>
#include <array>

namespace collegium::server::backup {

namespace {

constexpr std::string_view first_words = "collegium-backup ", version = "1";
constexpr std::size_t longest_head = 65536;
constexpr std::size_t length_size = 4;

std::array<std::uint8_t, length_size> length_bytes(std::size_t size) {
    return {
        static_cast<std::uint8_t>(size >> 24),
        static_cast<std::uint8_t>(size >> 16),
        static_cast<std::uint8_t>(size >> 8),
        static_cast<std::uint8_t>(size)};
}

std::string line_of(std::ifstream& in) {
    std::string line;
    for (char c = 0; line.size() < longest_head && in.get(c) && c != '\n';) line += c;
    return line;
}

}  // namespace

SealedWriter::SealedWriter(std::filesystem::path const& file, crypto::StreamKey const& key, std::string const& head)
    : file_{file, head.empty() ? NewFile::Taken::replaced : NewFile::Taken::refused}, sealer_{key}, bound_{head} {
    file_.write(head);
    file_.write(sealer_.begin());
}

void SealedWriter::add(Part part, crypto::ByteView bytes) {
    while (!bytes.empty()) {
        auto const size = std::min(bytes.size(), piece_size);
        put(part, bytes.first(size), false);
        bytes = bytes.subspan(size);
    }
}

void SealedWriter::keep() {
    put(Part::end, {}, true);
    file_.keep();
}

void SealedWriter::put(Part part, crypto::ByteView bytes, bool last) {
    crypto::Bytes piece;
    piece.reserve(bytes.size() + 1);
    piece.push_back(static_cast<std::uint8_t>(part));
    piece.insert(piece.end(), bytes.begin(), bytes.end());
    auto const sealed = sealer_.seal(piece, last, crypto::bytes_of(bound_));
    bound_.clear();
    file_.write(length_bytes(sealed.size()));
    file_.write(sealed);
}

std::uint64_t SealedWriter::sealed_size(std::uint64_t bytes) noexcept {
    constexpr auto around = length_size + crypto::StreamSealer::growth + 1;
    auto const pieces = (bytes + piece_size - 1) / piece_size;
    return crypto::StreamSealer::begin_size + bytes + (pieces + 1) * around;
}

Head SealedReader::head_of(std::filesystem::path const& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in) throw Problem{file.string() + ": cannot be read: check the path and who may read it"};
    auto const first = line_of(in);
    if (!first.starts_with(first_words))
        throw Problem{file.string() + " is no backup of a node: name a file that ends with .backup"};
    if (first.substr(first_words.size()) != version)
        throw Problem{
            file.string() + " was written by a newer version of this program: use that version, or a newer one"};
    Head head;
    head.json = line_of(in);
    head.text = first + "\n" + head.json + "\n";
    auto const json = federation::Json::read_object(head.json);
    if (json) head.domain = federation::text_member(json->root(), "domain");
    if (json) head.made = federation::time_member(json->root(), "made");
    if (head.domain.empty())
        throw Problem{
            file.string() + ": its first lines are damaged: use another copy of this backup, or an older one"};
    return head;
}

SealedReader::SealedReader(std::filesystem::path const& file, crypto::StreamKey const& key, Head const* head)
    : name_{file.string()}, in_{file, std::ios::binary} {
    if (!in_) throw Problem{name_ + ": cannot be read: check the path and who may read it"};
    if (head != nullptr) {
        static_cast<void>(take(head->text.size()));
        bound_ = head->text;
    }
    opener_.emplace(key, take(crypto::StreamSealer::begin_size));
}

std::optional<SealedReader::Piece> SealedReader::next() {
    if (ended_) return std::nullopt;
    auto const length = take(length_size);
    auto const size = std::size_t{length[0]} << 24 | std::size_t{length[1]} << 16 | std::size_t{length[2]} << 8 |
                      std::size_t{length[3]};
    constexpr auto largest = piece_size + 1 + crypto::StreamSealer::growth;
    auto opened = size <= largest ? opener_->open(take(size), crypto::bytes_of(bound_)) : std::nullopt;
    if (!opened || opened->bytes.empty())
        throw Problem{
            name_ + " is damaged after " + std::to_string(read_) +
            " bytes: use another copy of it, or an older backup; the disk that it lay on may be failing"};
    bound_.clear();
    ended_ = opened->last;
    auto const part = static_cast<Part>(opened->bytes.front());
    if (ended_ && in_.peek() != std::ifstream::traits_type::eof())
        throw Problem{name_ + " goes on after its end: use another copy of it, or an older backup"};
    opened->bytes.erase(opened->bytes.begin());
    return Piece{part, std::move(opened->bytes)};
}

crypto::Bytes SealedReader::take(std::size_t size) {
    crypto::Bytes bytes(size);
    in_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    if (static_cast<std::size_t>(in_.gcount()) != size)
        throw Problem{
            name_ +
            " ends in the middle: it was not written or copied to its end. Copy it again, or use an older "
            "backup"};
    read_ += size;
    return bytes;
}

std::string head_text(std::string_view domain, Instant made, LockedKey const& locked) {
    auto head = federation::JsonText::object();
    head.text("domain", domain).text("made", to_rfc3339(made));
    auto json = head.done();
    json.pop_back();
    return std::string{first_words} + std::string{version} + "\n" + json + "," + locked.members + "}\n";
}

}  // namespace collegium::server::backup
