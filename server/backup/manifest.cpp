#include "server/backup/manifest.hpp"

#include "federation/messages/json.hpp"
#include "federation/messages/json_text.hpp"
#include "server/backup/problem.hpp"
#include "server/media/picture_files.hpp"

#include <numeric>

namespace collegium::server::backup {

namespace {

using federation::JsonText;
using federation::text_member;

constexpr federation::JsonLimits limits{std::size_t{1} << 30, 8};  // a million pictures are 200 MB

std::uint64_t number_member(JsonValue const& object, std::string_view name) {
    auto const* const found = federation::member(object, name);
    return found != nullptr && found->IsUint64() ? found->GetUint64() : 0;
}

}  // namespace

std::uint64_t Manifest::picture_bytes() const noexcept {
    auto const add = [](std::uint64_t sum, SavedPicture const& picture) { return sum + picture.bytes; };
    return std::accumulate(pictures.begin(), pictures.end(), std::uint64_t{0}, add);
}

std::string manifest_json(Manifest const& manifest) {
    auto store = JsonText::object();
    store.number("bytes", manifest.store_bytes).text("sha256", manifest.store_digest);
    auto pictures = JsonText::list();
    for (auto const& picture : manifest.pictures) {
        auto item = JsonText::object();
        item.text("name", picture.name).number("bytes", picture.bytes);
        pictures.raw_item(item.text("sealed", picture.sealed).text("key", picture.key).done());
    }
    auto json = JsonText::object();
    json.text("program", manifest.program).text("domain", manifest.domain).text("made", to_rfc3339(manifest.made));
    json.raw("store", store.done()).text("settings", manifest.settings).raw("pictures", pictures.done());
    return json.done();
}

Manifest manifest_in(std::string json, std::string const& file) {
    auto const read = federation::Json::read_object(std::move(json), limits);
    auto const* const store = read ? federation::member(read->root(), "store") : nullptr;
    auto const* const pictures = read ? federation::member(read->root(), "pictures") : nullptr;
    if (store == nullptr || pictures == nullptr || !pictures->IsArray())
        throw Problem{file + " does not say what it holds: use another backup"};
    auto const& root = read->root();
    Manifest manifest;
    manifest.program = text_member(root, "program");
    manifest.domain = text_member(root, "domain");
    manifest.made = federation::time_member(root, "made");
    manifest.settings = text_member(root, "settings");
    manifest.store_bytes = number_member(*store, "bytes");
    manifest.store_digest = text_member(*store, "sha256");
    for (auto const& item : pictures->GetArray()) {
        SavedPicture picture{
            std::string{text_member(item, "name")},
            number_member(item, "bytes"),
            std::string{text_member(item, "sealed")},
            std::string{text_member(item, "key")}};
        bool const is_ours = media::PictureFiles::is_name(picture.name) && picture.sealed.size() == 40 &&
                             crypto::from_hex(picture.sealed) && crypto::from_hex(picture.key);
        if (!is_ours) throw Problem{file + " names a picture that is none: use another backup"};
        manifest.pictures.push_back(std::move(picture));
    }
    return manifest;
}

}  // namespace collegium::server::backup
