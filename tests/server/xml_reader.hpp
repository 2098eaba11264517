// XML reader: whether a text is well-formed XML, and what is in it. Strict and small: no DTD, no processing
// instructions but the first line. A second implementation beside the writer, so that the two cannot agree on a
// mistake.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::tests {

struct XmlElement {
    std::string name;
    std::map<std::string, std::string> attributes;
    std::string text;  // of this element alone, with its entities read
    std::vector<XmlElement> children;

    // Every element below of that name, in order.
    std::vector<XmlElement const*> all(std::string_view wanted) const;

    // The text of the first child of that name; empty if there is none.
    std::string text_of(std::string_view child) const;
};

// Nothing if it is not well-formed.
std::optional<XmlElement> read_xml(std::string_view text);

}  // namespace collegium::tests
