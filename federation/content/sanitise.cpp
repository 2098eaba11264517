#include "federation/content/sanitise.hpp"

#include "federation/content/allowed_html.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/parsed_html.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/content/simple_html.hpp"
#include "federation/messages/json_scan.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace collegium::federation::content {

namespace {

constexpr std::size_t most_bytes = 64 * 1024, most_tags = 2000, most_attributes = 64, most_levels = 100,
                      most_attributes_of_all = 4000;

// What may stay. `img` and foreign content are left to the issue that shows them.
constexpr std::array<GumboTag, 36> allowed{
    GUMBO_TAG_P,    GUMBO_TAG_BR,  GUMBO_TAG_A,          GUMBO_TAG_STRONG, GUMBO_TAG_EM,    GUMBO_TAG_B,
    GUMBO_TAG_I,    GUMBO_TAG_U,   GUMBO_TAG_DEL,        GUMBO_TAG_S,      GUMBO_TAG_CODE,  GUMBO_TAG_PRE,
    GUMBO_TAG_SUP,  GUMBO_TAG_SUB, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_UL,     GUMBO_TAG_OL,    GUMBO_TAG_LI,
    GUMBO_TAG_SPAN, GUMBO_TAG_H1,  GUMBO_TAG_H2,         GUMBO_TAG_H3,     GUMBO_TAG_H4,    GUMBO_TAG_H5,
    GUMBO_TAG_H6,   GUMBO_TAG_HR,  GUMBO_TAG_RUBY,       GUMBO_TAG_RT,     GUMBO_TAG_RP,    GUMBO_TAG_TABLE,
    GUMBO_TAG_TR,   GUMBO_TAG_TH,  GUMBO_TAG_TD,         GUMBO_TAG_THEAD,  GUMBO_TAG_TBODY, GUMBO_TAG_CAPTION};

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

// Counts in the raw text, without the parser: over the limits it is not called at all. What only looks like a tag, in a
// comment, counts as well.
class Limits {
public:
    explicit Limits(std::string_view html) noexcept : html_{html} {}

    bool hold() {
        if (html_.size() > most_bytes) return false;
        std::size_t tags = 0;
        for (auto at = html_.find('<'); at != std::string_view::npos; at = html_.find('<', at + 1)) {
            rest_ = html_.substr(at + 1);
            if (++tags > most_tags || !holds_for_tag() || attributes_ > most_attributes_of_all ||
                looked_at_ > most_looks)
                return false;
        }
        return true;
    }

private:
    static constexpr std::string_view white = " \t\n\f\r";
    static constexpr std::size_t most_looks = 4 * most_bytes;  // letters, since tags may seem to begin within others

    void drop(std::size_t size) {
        looked_at_ += std::min(size, rest_.size());
        rest_.remove_prefix(std::min(size, rest_.size()));
    }
    void skip(std::string_view what) { drop(rest_.find_first_not_of(what)); }
    void go_to(std::string_view what, std::size_t from = 0) { drop(rest_.find_first_of(what, from)); }

    // Reads the attributes of a tag that may begin here as the parser does (HTML, 13.2.5.32 to 39): each is compared
    // with all before it in its tag.
    bool holds_for_tag() {
        if (rest_.starts_with('/')) drop(1);
        bool const is_tag = !rest_.empty() && ((rest_.front() >= 'a' && rest_.front() <= 'z') ||
                                               (rest_.front() >= 'A' && rest_.front() <= 'Z'));
        if (!is_tag) return true;
        go_to(" \t\n\f\r/>");
        for (std::size_t count = 0;; ++count, ++attributes_) {
            skip(" \t\n\f\r/");
            if (rest_.empty() || rest_.front() == '>') return true;
            if (count == most_attributes) return false;
            go_to(" \t\n\f\r/>=", 1);
            skip(white);
            if (!rest_.starts_with('=')) continue;
            drop(1);
            skip(white);
            if (rest_.starts_with('"') || rest_.starts_with('\'')) {
                auto const end = rest_.find(rest_.front(), 1);
                if (end == std::string_view::npos) return true;
                drop(end + 1);
            } else {
                go_to(" \t\n\f\r>");
            }
        }
    }

    std::string_view html_, rest_;
    std::size_t attributes_ = 0, looked_at_ = 0;
};

bool is_within_limits(std::string_view html) {
    return Limits{html}.hold();
}

std::string_view attribute(GumboNode const& node, char const* name) {
    auto const* const found = gumbo_get_attribute(&node.v.element.attributes, name);
    return found == nullptr ? std::string_view{} : std::string_view{found->value};
}

// Controls but white space, and what Unicode says is no character.
bool is_no_character(char32_t letter) noexcept {
    bool const is_control = letter < 0x20 && letter != '\t' && letter != '\n' && letter != '\f';
    return is_control || (letter >= 0x7f && letter <= 0x9f) || (letter >= 0xfdd0 && letter <= 0xfdef) ||
           (letter & 0xfffeu) == 0xfffeu;
}

char32_t letter_of(std::string_view sequence) noexcept {
    auto const first = static_cast<unsigned char>(sequence.front());
    if (sequence.size() == 1) return first;
    char32_t letter = first & (0x7fu >> sequence.size());
    for (char const c : sequence.substr(1)) letter = letter << 6 | (static_cast<unsigned char>(c) & 0x3fu);
    return letter;
}

// A text as the parser gives it, as it would give it again. What was written as a reference may be what no page can
// hold as it is: "&#13;" is a line end to the next reader, "&#19;" becomes a replacement character. So do bytes that
// are no letters, where no parser has looked at them.
std::string readable(std::string_view text) {
    constexpr std::string_view replacement = "\xef\xbf\xbd";
    std::string letters;
    letters.reserve(text.size());
    while (!text.empty()) {
        auto const size = utf8_sequence(text);
        auto const sequence = text.substr(0, std::max<std::size_t>(size, 1));
        text.remove_prefix(sequence.size());
        if (sequence == "\r") {
            if (!text.starts_with('\n')) letters += '\n';
        } else {
            letters += size == 0 || is_no_character(letter_of(sequence)) ? replacement : sequence;
        }
    }
    return letters;
}

std::string written(std::string_view text) {
    return escape(readable(text));
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

// White space just inside its dollar signs would make it no formula.
std::string_view trimmed(std::string_view tex) {
    constexpr std::string_view white = " \t\n";
    auto const first = tex.find_first_not_of(white), last = tex.find_last_not_of(white);
    return first == std::string_view::npos ? std::string_view{} : tex.substr(first, last - first + 1);
}

// Its TeX source between dollar signs, as people write it, where the formula carries it (FEP-dc88); else its letters.
std::string formula(GumboNode const& node) {
    GumboNode const* source = nullptr;
    auto visit = [&](GumboNode const& each) {
        if (is_tex(each)) source = &each;
    };
    walk_formula(node, visit);
    if (source == nullptr) return written(text_of_formula(node));
    std::string const mark = attribute(node, "display") == "block" ? "$$" : "$";
    return mark + written(trimmed(text_of_formula(*source))) + mark;
}

bool is_cell(GumboNode const& node) {
    return node.v.element.tag == GUMBO_TAG_TD || node.v.element.tag == GUMBO_TAG_TH;
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
        if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE) html_ += written(node.v.text.text);
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
        auto const inside = html_.size();
        bool const whole = children(element.children, level + 1);
        // A parser drops the first line end of <pre>: without a second one the text would change each time.
        if (element.tag == GUMBO_TAG_PRE && html_.size() > inside && html_[inside] == '\n')
            html_.insert(inside, 1, '\n');
        html_ += "</" + name + ">";
        return whole;
    }

    void open(GumboNode const& node, std::string const& name) {
        html_ += '<' + name;
        if (auto const href = attribute(node, "href"); node.v.element.tag == GUMBO_TAG_A && is_link(href))
            add("href", href), add("rel", link_relation);
        if (auto const kept = kept_classes(attribute(node, "class")); !kept.empty()) add("class", kept);
        if (auto const lang = attribute(node, "lang"); is_language(lang)) add("lang", lang);
        if (is_cell(node)) add_of_cell(node);
        html_ += '>';
    }

    void add_of_cell(GumboNode const& node) {
        if (auto const align = attribute(node, "align"); is_alignment(align)) add("align", align);
        for (auto const* const name : {"colspan", "rowspan"})
            if (auto const span = attribute(node, name); is_span(span)) add(name, span);
    }

    void add(std::string_view name, std::string_view value) {
        html_ += ' ';
        html_ += name;
        html_ += "=\"" + written(value) + '"';
    }

    std::string html_;
};

std::optional<std::string> rebuild(std::string_view html) {
    ParsedHtml const parsed{html};
    Serialiser serialiser;
    if (parsed.nodes() == nullptr || !serialiser.children(*parsed.nodes(), 0)) return std::nullopt;
    return serialiser.take();
}

// The next parser may move things: out of a table where they must not stand, out of a heading in a heading, to where an
// element went that held them. What comes out is looked at again until nothing moves, or the words are left.
std::optional<std::string> settled(std::string_view html) {
    constexpr int most_looks = 4;
    auto found = rebuild(html);
    for (int look = 0; found && look < most_looks; ++look) {
        if (!is_within_limits(*found)) return std::nullopt;
        auto again = rebuild(*found);
        if (again == found) return found;
        found = std::move(again);
    }
    return std::nullopt;
}

std::string as_text(std::string_view html) {
    return "<p>" + escape(cut(plain_text(readable(html)), most_bytes)) + "</p>";
}

}  // namespace

std::string sanitise(std::string_view html) {
    auto simple = html.size() <= most_bytes ? sanitise_simple(html) : std::nullopt;
    return simple ? *std::move(simple) : sanitise_parsed(html);
}

std::string sanitise_parsed(std::string_view html) {
    if (!is_within_limits(html)) return as_text(html);
    auto clean = settled(html);
    return clean ? *std::move(clean) : as_text(html);
}

}  // namespace collegium::federation::content
