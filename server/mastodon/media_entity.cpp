#include "server/mastodon/media_entity.hpp"

#include "federation/messages/json_text.hpp"
#include "server/media/pictures.hpp"

#include <array>
#include <charconv>

namespace collegium::server::mastodon {

using federation::JsonText;
using storage::MediaRecord;

namespace {

std::string decimal(double value) {
    std::array<char, 32> digits{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed).ptr;
    return {digits.data(), end};
}

std::string size_json(std::uint64_t width, std::uint64_t height) {
    return JsonText::object()
        .number("width", width)
        .number("height", height)
        .text("size", std::to_string(width) + "x" + std::to_string(height))
        .raw("aspect", decimal(static_cast<double>(width) / static_cast<double>(height)))
        .done();
}

std::string meta_json(MediaRecord const& record) {
    auto meta = JsonText::object();
    if (record.width > 0 && record.height > 0) meta.raw("original", size_json(record.width, record.height));
    if (record.preview_width > 0 && record.preview_height > 0)
        meta.raw("small", size_json(record.preview_width, record.preview_height));
    auto const focus = media::read_focus(record.focus).value_or(media::Focus{});
    meta.raw("focus", JsonText::object().raw("x", decimal(focus.x)).raw("y", decimal(focus.y)).done());
    return meta.done();
}

void add_or_null(JsonText& text, std::string_view name, std::string const& value) {
    text.raw(name, value.empty() ? "null" : federation::quoted(value));
}

std::string address(App const& app, std::string const& file) {
    return file.empty() ? std::string{} : app.browser_origin + media::picture_path(file);
}

}  // namespace

std::string media_json(App const& app, storage::LocalId number, MediaRecord const& record) {
    auto text = JsonText::object();
    text.text("id", std::to_string(static_cast<std::uint64_t>(number))).text("type", "image");
    add_or_null(text, "url", address(app, record.file));
    add_or_null(text, "preview_url", address(app, record.preview));
    text.raw("remote_url", "null").raw("preview_remote_url", "null").raw("text_url", "null");
    text.raw("meta", meta_json(record));
    add_or_null(text, "description", record.description);
    add_or_null(text, "blurhash", record.blurhash);
    return text.done();
}

}  // namespace collegium::server::mastodon
