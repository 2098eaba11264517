// XML writer: well-formed text, whatever the values hold. For drawings inside pages and for feeds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server {

// Writes elements one after the other. Names of elements and attributes are ours; every value is escaped, and what XML
// 1.0 has no way to write (control characters, U+FFFE, U+FFFF, bytes that are no UTF-8) becomes U+FFFD.
class XmlWriter {
public:
    // Begins an element; attributes follow until something is written inside. Throws std::logic_error for attributes
    // after that: a mistake of ours.
    XmlWriter& open(std::string_view element);
    XmlWriter& attribute(std::string_view name, std::string_view value);
    XmlWriter& attribute(std::string_view name, std::int64_t value);
    XmlWriter& text(std::string_view words);
    XmlWriter& close();  // the innermost element

    // <element>words</element>
    XmlWriter& leaf(std::string_view element, std::string_view words);

    // The whole text. Throws std::logic_error if an element is still open.
    std::string done() &&;

private:
    void finish_tag();

    std::string text_;
    std::vector<std::string> open_;
    bool in_tag_ = false;
};

// The XML 1.0 form of a text, for elements and for attributes in double quotes.
std::string xml_escaped(std::string_view text);

}  // namespace collegium::server
