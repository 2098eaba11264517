#include "federation/messages/json_text.hpp"

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace collegium::federation {

namespace {

bool is_plain(char c) noexcept {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

constexpr std::uint64_t in_all_bytes(unsigned char byte) noexcept {
    return 0x0101010101010101u * byte;
}

// Whether one of eight bytes is zero; it may also say so of a byte after that one.
constexpr std::uint64_t zeros(std::uint64_t eight) noexcept {
    return (eight - in_all_bytes(1)) & ~eight & in_all_bytes(0x80);
}

// How many bytes at the beginning need no escape. Eight at a time: most of every answer goes through here.
std::size_t plain_prefix(std::string_view text) noexcept {
    std::size_t plain = 0;
    for (; plain + 8 <= text.size(); plain += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + plain, sizeof eight);
        auto const controls = (eight - in_all_bytes(0x20)) & ~eight & in_all_bytes(0x80);
        if ((controls | zeros(eight ^ in_all_bytes('"')) | zeros(eight ^ in_all_bytes('\\'))) != 0) break;
    }
    while (plain < text.size() && is_plain(text[plain])) ++plain;
    return plain;
}

void append_quoted(std::string& into, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    into += '"';
    while (!text.empty()) {
        auto const plain = plain_prefix(text);
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
