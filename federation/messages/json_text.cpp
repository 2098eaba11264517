#include "federation/messages/json_text.hpp"

#include "crypto/plain_bytes.hpp"

#include <stdexcept>
#include <utility>

namespace collegium::federation {

namespace {

void append_quoted(std::string& into, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    into += '"';
    while (!text.empty()) {
        auto const plain = crypto::plain_bytes(text);
        into += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        auto const byte = static_cast<unsigned char>(text.front());
        into += '\\';
        if (byte >= 0x20)
            into += text.front();
        else if (byte == '\n')
            into += 'n';
        else
            into.append("u00").append(1, hex[byte >> 4]).append(1, hex[byte & 15]);
        text.remove_prefix(1);
    }
    into += '"';
}

}  // namespace

std::string quoted(std::string_view text) {
    std::string into;
    append_quoted(into, text);
    return into;
}

JsonText::JsonText(char open, char close) : close_{close} {
    constexpr std::size_t usual = 240;  // hardly any has less, and each growth copies
    text_.reserve(usual);
    text_ += open;
}

std::string JsonText::done() {
    if (close_ == '\0') throw std::logic_error{"a JSON text is closed once"};
    text_ += std::exchange(close_, '\0');
    return std::move(text_);
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
