// Template tree: a template of pages, read into elements, sections, values and text. Written out again it is the same,
// byte for byte.
#pragma once

#include <string_view>
#include <vector>

namespace collegium::server::languages {

enum class NodeKind {
    text,
    value,    // {{NAME}}
    include,  // {{>NAME}}
    section,  // {{#NAME}} ... {{/NAME}}
    element,  // <name> ... </name>
    single,   // <name> without an end, a comment, or {{%...}}
};

struct Node {
    NodeKind kind{};
    std::string_view name{};   // of the element or place; empty for text
    std::string_view begin{};  // as it is written: the text, the place, or the tag that begins
    std::string_view end{};    // the tag that ends
    std::vector<Node> children{};
};

// The views point into `page_template`. Throws std::logic_error if something does not end as it began.
std::vector<Node> read_template(std::string_view page_template);

}  // namespace collegium::server::languages
