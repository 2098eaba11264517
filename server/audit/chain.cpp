#include "server/audit/chain.hpp"

#include "crypto/canonical_json.hpp"
#include "crypto/digest.hpp"
#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"

#include <algorithm>
#include <charconv>

namespace collegium::server::audit {

using federation::Json;
using federation::JsonText;
using storage::AuditNumber;
using storage::AuditRecord;
using storage::TokenDigest;

namespace {

JsonText members_of(AuditNumber number, AuditRecord const& record) {
    auto json = JsonText::object();
    json.text("about", record.about)
        .text("at", to_rfc3339(record.at))
        .number("number", static_cast<std::uint64_t>(number))
        .text("previous", crypto::to_hex(record.previous))
        .text("reason", record.reason)
        .text("what", record.what)
        .text("who", record.who);
    return json;
}

std::optional<TokenDigest> digest_in(std::string_view hex) {
    auto const bytes = crypto::from_hex(hex);
    TokenDigest digest{};
    if (!bytes || bytes->size() != digest.size()) return std::nullopt;
    std::ranges::copy(*bytes, digest.begin());
    return digest;
}

std::optional<std::uint64_t> number_in(std::string_view digits) {
    std::uint64_t number = 0;
    auto const* const end = digits.data() + digits.size();
    auto const read = std::from_chars(digits.data(), end, number);
    return read.ec == std::errc{} && read.ptr == end ? std::optional{number} : std::nullopt;
}

struct Line {
    AuditNumber number{};
    AuditRecord record;
};

std::optional<Line> read_line(std::string_view text) {
    auto const json = Json::read_object(std::string{text});
    if (!json) return std::nullopt;
    auto const& root = json->root();
    auto const* const number = federation::member(root, "number");
    auto const at = from_rfc3339(federation::text_member(root, "at"));
    auto const previous = digest_in(federation::text_member(root, "previous"));
    auto const hash = digest_in(federation::text_member(root, "hash"));
    if (number == nullptr || !number->IsUint64() || !at || !previous || !hash) return std::nullopt;
    Line line;
    line.number = AuditNumber{number->GetUint64()};
    line.record.at = *at;
    line.record.who = federation::text_member(root, "who");
    line.record.what = federation::text_member(root, "what");
    line.record.about = federation::text_member(root, "about");
    line.record.reason = federation::text_member(root, "reason");
    line.record.previous = *previous;
    line.record.hash = *hash;
    return line;
}

}  // namespace

std::string canonical(AuditNumber number, AuditRecord const& record) {
    return crypto::canonical_json(Json::read_object(members_of(number, record).done()).value().root());
}

TokenDigest hash_of(AuditNumber number, AuditRecord const& record) {
    return crypto::sha256(crypto::bytes_of(canonical(number, record)));
}

std::string line_of(AuditNumber number, AuditRecord const& record) {
    return members_of(number, record).text("hash", crypto::to_hex(record.hash)).done();
}

std::optional<std::string> Chain::take(AuditNumber number, AuditRecord const& record) {
    auto const next = static_cast<std::uint64_t>(last_) + 1;
    auto const name = "entry " + std::to_string(next);
    if (static_cast<std::uint64_t>(number) != next) return name + " is missing";
    if (record.previous != head_) return name + " does not follow the entry before it: one of them was changed";
    if (hash_of(number, record) != record.hash) return name + " was changed after it was written";
    last_ = number;
    head_ = record.hash;
    return std::nullopt;
}

std::optional<Witness> read_witness(std::string_view text) {
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto const number = number_in(text.substr(0, colon));
    auto const hash = digest_in(text.substr(colon + 1));
    if (!number || *number == 0 || !hash) return std::nullopt;
    return Witness{AuditNumber{*number}, *hash};
}

std::string against(Witness const& witness, std::optional<TokenDigest> const& found) {
    auto const name = "entry " + std::to_string(static_cast<std::uint64_t>(witness.number));
    if (!found) return "the log ends before " + name + ", which was noted down another day: entries were removed";
    return *found == witness.hash ? "" : name + " is another one than was noted down another day";
}

Verdict verify_lines(std::string_view lines, std::optional<Witness> const& witness) {
    Chain chain;
    Verdict verdict;
    std::optional<TokenDigest> found;
    while (!lines.empty() && verdict.ok()) {
        auto const end = std::min(lines.find('\n'), lines.size());
        auto const text = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        if (text.empty()) continue;
        auto const line = read_line(text);
        auto const wrong = line ? chain.take(line->number, line->record)
                                : std::optional<std::string>{"the line after the last good entry is no entry"};
        if (wrong) verdict.problem = *wrong;
        if (!wrong && witness && line->number == witness->number) found = line->record.hash;
    }
    verdict.last = chain.last();
    verdict.head = chain.head();
    if (verdict.ok() && witness) verdict.problem = against(*witness, found);
    return verdict;
}

}  // namespace collegium::server::audit
