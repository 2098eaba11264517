#include "federation/messages/json_text.hpp"

namespace collegium::federation {

namespace {

void append_quoted(std::string& into, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    into += '"';
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            into += '\\';
            into += c;
        } else if (c == '\n') {
            into += "\\n";
        } else if (byte < 0x20) {
            into += "\\u00";
            into += hex[byte >> 4];
            into += hex[byte & 15];
        } else {
            into += c;
        }
    }
    into += '"';
}

}  // namespace

std::string quoted(std::string_view text) {
    std::string into;
    append_quoted(into, text);
    return into;
}

void JsonText::separate() {
    if (text_.size() > 1) text_ += ',';
}

void JsonText::name(std::string_view name) {
    separate();
    append_quoted(text_, name);
    text_ += ':';
}

JsonText& JsonText::text(std::string_view name_, std::string_view value) {
    name(name_);
    append_quoted(text_, value);
    return *this;
}

JsonText& JsonText::text_unless_empty(std::string_view name_, std::string_view value) {
    return value.empty() ? *this : text(name_, value);
}

JsonText& JsonText::number(std::string_view name_, std::uint64_t value) {
    return raw(name_, std::to_string(value));
}

JsonText& JsonText::boolean(std::string_view name_, bool value) {
    return raw(name_, value ? "true" : "false");
}

JsonText& JsonText::raw(std::string_view name_, std::string_view json) {
    name(name_);
    text_ += json;
    return *this;
}

JsonText& JsonText::texts(std::string_view name_, std::vector<std::string> const& values) {
    auto all = list();
    for (auto const& value : values) all.item(value);
    return raw(name_, all.done());
}

JsonText& JsonText::item(std::string_view value) {
    separate();
    append_quoted(text_, value);
    return *this;
}

JsonText& JsonText::raw_item(std::string_view json) {
    separate();
    text_ += json;
    return *this;
}

}  // namespace collegium::federation
