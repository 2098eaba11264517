#include "server/backup/last.hpp"

#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "server/backup/new_file.hpp"

#include <fstream>
#include <iterator>

namespace collegium::server::backup {

using federation::Json;
using federation::JsonText;

namespace {

constexpr char const* backup_name = "last-backup.json";
constexpr char const* scrub_name = "last-scrub.json";

void add_time(JsonText& json, std::string_view name, Instant when) {
    if (when != Instant{}) json.text(name, to_rfc3339(when));
}

std::uint64_t number_member(JsonValue const& object, std::string_view name) {
    auto const* const number = federation::member(object, name);
    return number != nullptr && number->IsUint64() ? number->GetUint64() : 0;
}

std::optional<Json> read_note(std::filesystem::path const& path) {
    std::ifstream in{path, std::ios::binary};
    if (!in) return std::nullopt;
    auto json = Json::read_object({std::istreambuf_iterator<char>{in}, {}});
    if (!json) return std::nullopt;
    return *std::move(json);
}

void write_note(std::filesystem::path const& path, JsonText& json) {
    NewFile file{path, NewFile::Taken::replaced};
    file.write(json.done() + "\n");
    file.keep();
}

}  // namespace

std::optional<LastBackup> last_backup(std::filesystem::path const& data) {
    auto const json = read_note(data / backup_name);
    if (!json) return std::nullopt;
    auto const& root = json->root();
    LastBackup last;
    last.made = federation::time_member(root, "made");
    last.file = federation::text_member(root, "file");
    last.bytes = number_member(root, "bytes");
    last.verified = federation::time_member(root, "verified");
    last.failed = federation::time_member(root, "failed");
    last.why = federation::text_member(root, "why");
    return last;
}

void note_backup(std::filesystem::path const& data, LastBackup const& last) {
    auto json = JsonText::object();
    add_time(json, "made", last.made);
    json.text_unless_empty("file", last.file).number("bytes", last.bytes);
    add_time(json, "verified", last.verified);
    add_time(json, "failed", last.failed);
    json.text_unless_empty("why", last.why);
    write_note(data / backup_name, json);
}

std::optional<LastScrub> last_scrub(std::filesystem::path const& data) {
    auto const json = read_note(data / scrub_name);
    if (!json) return std::nullopt;
    return LastScrub{federation::time_member(json->root(), "made"), number_member(json->root(), "broken")};
}

void note_scrub(std::filesystem::path const& data, LastScrub const& last) {
    auto json = JsonText::object();
    add_time(json, "made", last.made);
    json.number("broken", last.broken);
    write_note(data / scrub_name, json);
}

}  // namespace collegium::server::backup
