#include "server/backup/last.hpp"

#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "server/backup/new_file.hpp"

#include <fstream>
#include <iterator>

namespace collegium::server::backup {

namespace {

constexpr char const* file_name = "last-backup.json";

void add_time(federation::JsonText& json, std::string_view name, Instant when) {
    if (when != Instant{}) json.text(name, to_rfc3339(when));
}

}  // namespace

std::optional<LastBackup> last_backup(std::filesystem::path const& data) {
    std::ifstream in{data / file_name, std::ios::binary};
    if (!in) return std::nullopt;
    auto const json = federation::Json::read_object({std::istreambuf_iterator<char>{in}, {}});
    if (!json) return std::nullopt;
    auto const& root = json->root();
    LastBackup last;
    last.made = federation::time_member(root, "made");
    last.file = federation::text_member(root, "file");
    auto const* const bytes = federation::member(root, "bytes");
    if (bytes != nullptr && bytes->IsUint64()) last.bytes = bytes->GetUint64();
    last.verified = federation::time_member(root, "verified");
    last.failed = federation::time_member(root, "failed");
    last.why = federation::text_member(root, "why");
    return last;
}

void note_backup(std::filesystem::path const& data, LastBackup const& last) {
    auto json = federation::JsonText::object();
    add_time(json, "made", last.made);
    json.text_unless_empty("file", last.file).number("bytes", last.bytes);
    add_time(json, "verified", last.verified);
    add_time(json, "failed", last.failed);
    json.text_unless_empty("why", last.why);
    NewFile file{data / file_name, NewFile::Taken::replaced};
    file.write(json.done() + "\n");
    file.keep();
}

}  // namespace collegium::server::backup
