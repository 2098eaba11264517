#include "server/xml_writer.hpp"

#include <stdexcept>

namespace collegium::server {

namespace {

constexpr std::string_view no_character = "\xEF\xBF\xBD";  // U+FFFD

unsigned byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

// How many bytes the character at the beginning has; 0 if it is none (RFC 3629).
std::size_t length_of_character(std::string_view text) {
    auto const lead = byte_at(text, 0);
    if (lead < 0x80) return 1;
    std::size_t const length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
    for (std::size_t at = 1; at < length; ++at)
        if ((byte_at(text, at) & 0xC0U) != 0x80U) return 0;
    auto const second = byte_at(text, 1);
    bool const too_long = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    bool const no_scalar = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
    return too_long || no_scalar ? 0 : length;
}

// XML 1.0, 2.2: Char.
bool may_stand(std::string_view character) {
    if (character.size() == 1) {
        auto const c = byte_at(character, 0);
        return c >= 0x20 ? c != 0x7F : c == '\t' || c == '\n' || c == '\r';
    }
    return character != "\xEF\xBF\xBE" && character != "\xEF\xBF\xBF";
}

std::string_view entity_of(char c) {
    switch (c) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '>': return "&gt;";
        case '"': return "&quot;";
        case '\'': return "&#39;";
        case '\r': return "&#13;";
        default: return {};
    }
}

}  // namespace

std::string xml_escaped(std::string_view text) {
    std::string found;
    while (!text.empty()) {
        auto const length = length_of_character(text);
        auto const character = text.substr(0, length == 0 ? 1 : length);
        auto const entity = entity_of(text.front());
        if (length == 0 || !may_stand(character))
            found += no_character;
        else
            found += entity.empty() ? character : entity;
        text.remove_prefix(character.size());
    }
    return found;
}

void XmlWriter::finish_tag() {
    if (in_tag_) text_ += '>';
    in_tag_ = false;
}

XmlWriter& XmlWriter::open(std::string_view element) {
    finish_tag();
    text_ += '<';
    text_ += element;
    open_.emplace_back(element);
    in_tag_ = true;
    return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
    if (!in_tag_) throw std::logic_error{"an attribute after the words of its element"};
    text_ += ' ';
    text_ += name;
    text_ += "=\"" + xml_escaped(value) + '"';
    return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::int64_t value) {
    return attribute(name, std::to_string(value));
}

XmlWriter& XmlWriter::text(std::string_view words) {
    finish_tag();
    text_ += xml_escaped(words);
    return *this;
}

XmlWriter& XmlWriter::close() {
    if (open_.empty()) throw std::logic_error{"no element is open"};
    if (in_tag_)
        text_ += "/>";
    else
        text_ += "</" + open_.back() + '>';
    in_tag_ = false;
    open_.pop_back();
    return *this;
}

XmlWriter& XmlWriter::leaf(std::string_view element, std::string_view words) {
    return open(element).text(words).close();
}

std::string XmlWriter::done() && {
    if (!open_.empty()) throw std::logic_error{"an element is still open"};
    return std::move(text_);
}

}  // namespace collegium::server
