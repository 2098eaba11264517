#include "federation/content/sanitise.hpp"

#include "federation/content/allowed_html.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/content/simple_html.hpp"

#include <algorithm>
#include <array>
#include <gumbo.h>
#include <memory>
#include <optional>

namespace collegium::federation::content {

namespace {

constexpr std::size_t most_bytes = 64 * 1024, most_tags = 2000, most_attributes = 64, most_levels = 100;

// What may stay. `img`, `table` and foreign content are left to the issue that shows them.
constexpr std::array<GumboTag, 29> allowed{
    GUMBO_TAG_P,    GUMBO_TAG_BR,  GUMBO_TAG_A,          GUMBO_TAG_STRONG, GUMBO_TAG_EM,   GUMBO_TAG_B,
    GUMBO_TAG_I,    GUMBO_TAG_U,   GUMBO_TAG_DEL,        GUMBO_TAG_S,      GUMBO_TAG_CODE, GUMBO_TAG_PRE,
    GUMBO_TAG_SUP,  GUMBO_TAG_SUB, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_UL,     GUMBO_TAG_OL,   GUMBO_TAG_LI,
    GUMBO_TAG_SPAN, GUMBO_TAG_H1,  GUMBO_TAG_H2,         GUMBO_TAG_H3,     GUMBO_TAG_H4,   GUMBO_TAG_H5,
    GUMBO_TAG_H6,   GUMBO_TAG_HR,  GUMBO_TAG_RUBY,       GUMBO_TAG_RT,     GUMBO_TAG_RP};

// What goes with everything inside: its text was never meant to be read.
constexpr std::array<GumboTag, 15> dropped{
    GUMBO_TAG_SCRIPT,
    GUMBO_TAG_STYLE,
    GUMBO_TAG_IFRAME,
    GUMBO_TAG_NOSCRIPT,
    GUMBO_TAG_NOEMBED,
    GUMBO_TAG_NOFRAMES,
    GUMBO_TAG_TEMPLATE,
    GUMBO_TAG_OBJECT,
    GUMBO_TAG_EMBED,
    GUMBO_TAG_TEXTAREA,
    GUMBO_TAG_SELECT,
    GUMBO_TAG_XMP,
    GUMBO_TAG_PLAINTEXT,
    GUMBO_TAG_SVG,
    GUMBO_TAG_TITLE};

// Counts from the raw text, without a parser: over the limits the parser is not called at all.
bool is_within_limits(std::string_view html) {
    if (html.size() > most_bytes) return false;
    if (static_cast<std::size_t>(std::ranges::count(html, '<')) > most_tags) return false;
    std::size_t attributes = 0;
    for (char const c : html) {
        if (c == '<' || c == '>') attributes = 0;
        if (c == '=' && ++attributes > most_attributes) return false;
    }
    return true;
}

std::string_view attribute(GumboNode const& node, char const* name) {
    auto const* const found = gumbo_get_attribute(&node.v.element.attributes, name);
    return found == nullptr ? std::string_view{} : std::string_view{found->value};
}

bool is_math(GumboNode const& node) {
    return node.type == GUMBO_NODE_ELEMENT && node.v.element.tag_namespace == GUMBO_NAMESPACE_MATHML;
}

// Calls visit(node) for everything in a formula, itself included, as deep as we walk.
template <class Visit>
void walk_formula(GumboNode const& node, Visit& visit, unsigned level = 0) {
    if (level > most_levels) return;
    visit(node);
    if (!is_math(node)) return;
    auto const& children = node.v.element.children;
    for (unsigned i = 0; i < children.length; ++i)
        walk_formula(*static_cast<GumboNode const*>(children.data[i]), visit, level + 1);
}

std::string text_of_formula(GumboNode const& node) {
    std::string text;
    auto visit = [&](GumboNode const& each) {
        if (each.type == GUMBO_NODE_TEXT) text += each.v.text.text;
    };
    walk_formula(node, visit);
    return text;
}

// The parser has no number for this element, so its name is read from the source.
bool is_tex(GumboNode const& node) {
    if (!is_math(node) || attribute(node, "encoding") != "application/x-tex") return false;
    auto name = node.v.element.original_tag;
    gumbo_tag_from_original_text(&name);
    return std::string_view{name.data, name.length} == "annotation";
}

// Its TeX source between dollar signs, as people write it, where the formula carries it (FEP-dc88); else its letters.
std::string formula(GumboNode const& node) {
    GumboNode const* source = nullptr;
    auto visit = [&](GumboNode const& each) {
        if (is_tex(each)) source = &each;
    };
    walk_formula(node, visit);
    if (source == nullptr) return escape(text_of_formula(node));
    std::string const mark = attribute(node, "display") == "block" ? "$$" : "$";
    return mark + escape(text_of_formula(*source)) + mark;
}

class Serialiser {
public:
    // False if the tree is deeper than we walk.
    bool children(GumboVector const& nodes, unsigned level) {
        if (level > most_levels) return false;
        for (unsigned i = 0; i < nodes.length; ++i)
            if (!node(*static_cast<GumboNode const*>(nodes.data[i]), level)) return false;
        return true;
    }

    std::string take() { return std::move(html_); }

private:
    bool node(GumboNode const& node, unsigned level) {
        if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE) html_ += escape(node.v.text.text);
        if (node.type != GUMBO_NODE_ELEMENT) return true;
        return element(node, level);
    }

    bool element(GumboNode const& node, unsigned level) {
        auto const& element = node.v.element;
        if (is_math(node) && element.tag == GUMBO_TAG_MATH) html_ += formula(node);
        if (element.tag_namespace != GUMBO_NAMESPACE_HTML || std::ranges::find(dropped, element.tag) != dropped.end())
            return true;
        if (std::ranges::find(allowed, element.tag) == allowed.end()) return children(element.children, level + 1);

        std::string const name = gumbo_normalized_tagname(element.tag);
        open(node, name);
        if (element.tag == GUMBO_TAG_BR || element.tag == GUMBO_TAG_HR) return true;
        bool const whole = children(element.children, level + 1);
        html_ += "</" + name + ">";
        return whole;
    }

    void open(GumboNode const& node, std::string const& name) {
        html_ += '<' + name;
        if (auto const href = attribute(node, "href"); node.v.element.tag == GUMBO_TAG_A && is_link(href))
            add("href", href), add("rel", link_relation);
        if (auto const kept = kept_classes(attribute(node, "class")); !kept.empty()) add("class", kept);
        if (auto const lang = attribute(node, "lang"); is_language(lang)) add("lang", lang);
        html_ += '>';
        // A parser drops the first line end of <pre>: without a second one the text would change each time.
        if (node.v.element.tag == GUMBO_TAG_PRE && begins_with_line_end(node)) html_ += '\n';
    }

    static bool begins_with_line_end(GumboNode const& node) {
        auto const& nodes = node.v.element.children;
        if (nodes.length == 0) return false;
        auto const* const first = static_cast<GumboNode const*>(nodes.data[0]);
        return (first->type == GUMBO_NODE_TEXT || first->type == GUMBO_NODE_WHITESPACE) &&
               first->v.text.text[0] == '\n';
    }

    void add(std::string_view name, std::string_view value) {
        html_ += ' ';
        html_ += name;
        html_ += "=\"" + escape(value) + '"';
    }

    std::string html_;
};

// Parses as a fragment in <div>, so that nothing is taken for the head of a page.
std::optional<std::string> rebuild(std::string_view html) {
    GumboOptions options = kGumboDefaultOptions;
    options.fragment_context = GUMBO_TAG_DIV;
    options.max_errors = 0;
    auto const destroy = [&](GumboOutput* output) { gumbo_destroy_output(&options, output); };
    std::unique_ptr<GumboOutput, decltype(destroy)> const output{
        gumbo_parse_with_options(&options, html.data(), html.size()), destroy};
    Serialiser serialiser;
    if (!serialiser.children(output->root->v.element.children, 0)) return std::nullopt;
    return serialiser.take();
}

std::string as_text(std::string_view html) {
    auto const text = cut(plain_text(html), most_bytes);
    return "<p>" + escape(text) + "</p>";
}

}  // namespace

std::string sanitise(std::string_view html) {
    auto simple = html.size() <= most_bytes ? sanitise_simple(html) : std::nullopt;
    return simple ? *std::move(simple) : sanitise_parsed(html);
}

std::string sanitise_parsed(std::string_view html) {
    if (!is_within_limits(html)) return as_text(html);
    auto clean = rebuild(html);
    return clean ? *std::move(clean) : as_text(html);
}

}  // namespace collegium::federation::content
