#include "federation/content/markdown.hpp"

#include "federation/content/plain_text.hpp"
#include "federation/content/sanitise.hpp"

#include <algorithm>
#include <cmark-gfm.h>
#include <cstdlib>
#include <memory>
#include <vector>

namespace collegium::federation::content {

namespace {

using Tree = std::unique_ptr<cmark_node, decltype(&cmark_node_free)>;
using Text = std::unique_ptr<char, decltype(&std::free)>;

// Puts the words of a raw HTML node where it was, as text: what somebody typed is never dropped.
void show_as_text(cmark_node* node) {
    bool const is_block = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK;
    auto* const text = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(text, cmark_node_get_literal(node));
    auto* replacement = text;
    if (is_block) {
        replacement = cmark_node_new(CMARK_NODE_PARAGRAPH);
        cmark_node_append_child(replacement, text);
    }
    cmark_node_replace(node, replacement);
    cmark_node_free(node);
}

std::vector<cmark_node*> raw_html_in(cmark_node* tree) {
    std::vector<cmark_node*> found;
    std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> const iterator{cmark_iter_new(tree), &cmark_iter_free};
    while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
        auto* const node = cmark_iter_get_node(iterator.get());
        auto const type = cmark_node_get_type(node);
        if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) found.push_back(node);
    }
    return found;
}

}  // namespace

std::string to_html(std::string_view markdown) {
    constexpr int options = CMARK_OPT_DEFAULT | CMARK_OPT_HARDBREAKS | CMARK_OPT_VALIDATE_UTF8;
    auto const source = cut(markdown, longest_source);
    Tree const tree{cmark_parse_document(source.data(), source.size(), options), &cmark_node_free};
    for (auto* const node : raw_html_in(tree.get())) show_as_text(node);
    Text const html{cmark_render_html(tree.get(), options, nullptr), &std::free};
    return sanitise(html.get());
}

std::string escape(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    while (!text.empty()) {
        auto const plain = std::min(text.find_first_of("&<>\"'"), text.size());
        escaped += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        switch (text.front()) {
            case '&': escaped += "&amp;"; break;
            case '<': escaped += "&lt;"; break;
            case '>': escaped += "&gt;"; break;
            case '"': escaped += "&quot;"; break;
            default: escaped += "&#39;";
        }
        text.remove_prefix(1);
    }
    return escaped;
}

std::string as_markdown(std::string_view plain) {
    constexpr std::string_view signs = R"(\`*_[]<&)", signs_in_front = "#>-+=~|", signs_after_number = ".)";
    std::string text;
    bool in_front = true, only_digits = true;
    for (char const c : plain) {
        bool const digit = c >= '0' && c <= '9';
        bool const after_number = only_digits && !in_front && signs_after_number.find(c) != std::string_view::npos;
        bool const sign = signs.find(c) != std::string_view::npos ||
                          (in_front && signs_in_front.find(c) != std::string_view::npos) || after_number;
        if (sign) text += '\\';
        if (c == '\n') text += '\n';
        text += c;
        in_front = c == '\n' || (in_front && c == ' ');
        only_digits = in_front || (only_digits && digit);
    }
    return text;
}

}  // namespace collegium::federation::content
