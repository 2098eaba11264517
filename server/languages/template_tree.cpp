#include "server/languages/template_tree.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace collegium::server::languages {

namespace {

// HTML, "Void elements" (13.1.2).
constexpr std::array<std::string_view, 9> without_end{"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"};

bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_of_name(char c) noexcept {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

class Reader {
public:
    explicit Reader(std::string_view text) : rest_{text} {}

    // Up to the end tag that belongs to whoever calls, which is left for them.
    std::vector<Node> nodes() {
        std::vector<Node> all;
        while (!rest_.empty() && !rest_.starts_with("{{/") && !rest_.starts_with("</")) all.push_back(node());
        return all;
    }

    void expect_end() const {
        if (!rest_.empty()) fail("nothing began that ends here");
    }

private:
    Node node() {
        if (rest_.starts_with("{{")) return place();
        if (rest_.starts_with("<!")) return {NodeKind::single, {}, take(past(">")), {}, {}};
        if (begins_tag()) return element();
        return {NodeKind::text, {}, take(text_length()), {}, {}};
    }

    Node place() {
        auto const whole = take(past("}}"));
        auto const sign = whole[2];
        auto const inside = whole.substr(is_letter(sign) ? 2 : 3);
        auto const name = inside.substr(0, name_length(inside));
        if (is_letter(sign)) return {NodeKind::value, name, whole, {}, {}};
        if (sign == '>') return {NodeKind::include, name, whole, {}, {}};
        if (sign != '#') return {NodeKind::single, {}, whole, {}, {}};
        Node section{NodeKind::section, name, whole, {}, nodes()};
        section.end = take_end("{{/" + std::string{name} + "}}");
        return section;
    }

    Node element() {
        auto const tag = take(tag_length());
        auto const name = tag.substr(1, name_length(tag.substr(1)));
        bool const is_single = tag.ends_with("/>") || std::ranges::find(without_end, name) != without_end.end();
        if (is_single) return {NodeKind::single, name, tag, {}, {}};
        Node element{NodeKind::element, name, tag, {}, nodes()};
        element.end = take_end("</" + std::string{name} + ">");
        return element;
    }

    bool begins_tag() const { return rest_.size() > 1 && rest_[0] == '<' && is_letter(rest_[1]); }

    std::size_t past(std::string_view sign) const {
        auto const found = rest_.find(sign);
        if (found == rest_.npos) fail("no " + std::string{sign});
        return found + sign.size();
    }

    std::size_t text_length() const {
        for (std::size_t i = 1; i < rest_.size(); ++i) {
            auto const next = rest_.substr(i);
            bool const ends = next.starts_with("{{") || next.starts_with("</") || next.starts_with("<!") ||
                              (next.size() > 1 && next[0] == '<' && is_letter(next[1]));
            if (ends) return i;
        }
        return rest_.size();
    }

    // Places inside of a tag may have a '>' of their own, and so may values in quotes.
    std::size_t tag_length() const {
        bool quoted = false;
        for (std::size_t i = 0; i < rest_.size(); ++i) {
            if (rest_.substr(i).starts_with("{{")) {
                auto const end = rest_.find("}}", i);
                if (end == rest_.npos) fail("no }}");
                i = end + 1;
            } else if (rest_[i] == '"') {
                if (!quoted && rest_[i - 1] != '=') fail("a quotation mark follows no =");
                quoted = !quoted;
            } else if (rest_[i] == '>' && !quoted) {
                return i + 1;
            }
        }
        fail("a tag has no end");
    }

    static std::size_t name_length(std::string_view text) {
        auto const end = std::ranges::find_if_not(text, is_of_name);
        return static_cast<std::size_t>(end - text.begin());
    }

    std::string_view take(std::size_t length) {
        auto const taken = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return taken;
    }

    std::string_view take_end(std::string const& tag) {
        if (!rest_.starts_with(tag)) fail("no " + tag);
        return take(tag.size());
    }

    [[noreturn]] void fail(std::string const& what) const {
        throw std::logic_error{
            "a template does not end as it began: " + what + " before " + std::string{rest_.substr(0, 60)}};
    }

    std::string_view rest_;
};

}  // namespace

std::vector<Node> read_template(std::string_view page_template) {
    Reader reader{page_template};
    auto nodes = reader.nodes();
    reader.expect_end();
    return nodes;
}

}  // namespace collegium::server::languages
