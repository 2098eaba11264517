#include "federation/content/simple_html.hpp"

#include "federation/content/allowed_html.hpp"
#include "federation/messages/json_scan.hpp"

#include <algorithm>
#include <array>

namespace collegium::federation::content {

namespace {

enum class Kind {
    flow,    // holds blocks, lines and text
    block,   // a line of words of its own
    list,    // holds items only
    item,    // as flow, in a list only
    phrase,  // within a line
    end      // stands alone
};

struct Element {
    std::string_view name;
    Kind kind;
};

constexpr std::array<Element, 25> elements{
    {{"p", Kind::block},       {"a", Kind::phrase},        {"br", Kind::end},      {"span", Kind::phrase},
     {"strong", Kind::phrase}, {"em", Kind::phrase},       {"code", Kind::phrase}, {"li", Kind::item},
     {"ul", Kind::list},       {"ol", Kind::list},         {"b", Kind::phrase},    {"i", Kind::phrase},
     {"u", Kind::phrase},      {"s", Kind::phrase},        {"del", Kind::phrase},  {"sup", Kind::phrase},
     {"sub", Kind::phrase},    {"blockquote", Kind::flow}, {"h1", Kind::block},    {"h2", Kind::block},
     {"h3", Kind::block},      {"h4", Kind::block},        {"h5", Kind::block},    {"h6", Kind::block},
     {"hr", Kind::end}}};

// Letters and signs that the parser changes, drops or warns of: it is asked about them.
bool is_unusual(std::string_view sequence) noexcept {
    auto const at = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]); };
    if (sequence.size() == 2) return at(0) == 0xc2 && at(1) < 0xa0;  // control characters
    if (sequence.size() == 3 && at(0) == 0xef)  // no characters at all, and the mark of a byte order
        return (at(1) == 0xb7 && at(2) >= 0x90 && at(2) < 0xb0) || (at(1) == 0xbf && at(2) >= 0xbe) ||
               (at(1) == 0xbb && at(2) == 0xbf);
    if (sequence.size() == 3) return false;
    return (at(1) & 0x0fu) == 0x0fu && at(2) == 0xbf && at(3) >= 0xbe;  // the last two of a plane
}

bool is_between_names(char c) noexcept {
    return c == ' ' || c == '>' || c == '/';
}

class Rewriter {
public:
    explicit Rewriter(std::string_view html) : rest_{html} { html_.reserve(html.size() + html.size() / 8); }

    std::optional<std::string> rewritten() {
        while (!rest_.empty())
            if (rest_.front() == '<' ? !tag() : !text()) return std::nullopt;
        if (depth_ != 0) return std::nullopt;
        return std::move(html_);
    }

private:
    static constexpr std::size_t most_levels = 16, most_attributes = 8, most_tags = 1000;

    struct Attribute {
        std::string_view name;
        std::string_view value;  // as it was written, within its quotes
    };

    Kind inside() const noexcept { return depth_ == 0 ? Kind::flow : open_[depth_ - 1]->kind; }

    bool take(std::string_view what) noexcept {
        if (!rest_.starts_with(what)) return false;
        rest_.remove_prefix(what.size());
        return true;
    }

    // Letters and entities at the front, without quotation marks.
    bool letters() noexcept {
        while (!rest_.empty()) {
            auto const c = static_cast<unsigned char>(rest_.front());
            if (c == '<' || c == '>' || c == '"' || c == '\'') return true;
            if (c == '&' ? !entity() : !letter(c)) return false;
        }
        return true;
    }

    bool letter(unsigned char c) noexcept {
        if (c == 0x7f || (c < 0x20 && c != '\n' && c != '\t')) return false;
        auto const size = c < 0x80 ? 1 : utf8_sequence(rest_);
        if (size == 0 || (size > 1 && is_unusual(rest_.substr(0, size)))) return false;
        rest_.remove_prefix(size);
        return true;
    }

    bool entity() noexcept { return take("&amp;") || take("&lt;") || take("&gt;") || take("&quot;") || take("&#39;"); }

    bool text() {
        auto const all = rest_;
        if (inside() == Kind::list) {
            while (take("\n")) html_ += '\n';
            return rest_.size() < all.size();
        }
        if (!letters()) return false;
        html_ += all.substr(0, all.size() - rest_.size());
        if (rest_.empty() || rest_.front() == '<') return true;
        if (take("\""))
            html_ += "&quot;";
        else if (take("'"))
            html_ += "&#39;";
        else
            return false;
        return true;
    }

    bool tag() {
        if (++tags_ > most_tags) return false;
        rest_.remove_prefix(1);
        bool const closes = take("/");
        auto const size = std::ranges::find_if(rest_, is_between_names) - rest_.begin();
        auto const name = rest_.substr(0, static_cast<std::size_t>(size));
        auto const* const element = std::ranges::find(elements, name, &Element::name);
        if (element == elements.end()) return false;
        rest_.remove_prefix(name.size());
        return closes ? close(*element) : open(*element);
    }

    bool close(Element const& element) {
        if (depth_ == 0 || open_[depth_ - 1] != &element || !take(">")) return false;
        --depth_;
        html_.append("</").append(element.name).append(">");
        return true;
    }

    bool open(Element const& element) {
        if (!may_stand(element)) return false;
        html_.append("<").append(element.name);
        if (element.kind == Kind::end) {
            html_ += '>';
            return take(">") || take("/>") || take(" />");
        }
        if (depth_ == most_levels || !read_attributes() || !take(">")) return false;
        open_[depth_++] = &element;
        write_attributes(element);
        html_ += '>';
        return true;
    }

    bool may_stand(Element const& element) const noexcept {
        auto const place = inside();
        bool const in_flow = place == Kind::flow || place == Kind::item;
        switch (element.kind) {
            case Kind::item: return place == Kind::list;
            case Kind::flow:
            case Kind::block:
            case Kind::list: return in_flow;
            case Kind::end: return element.name == "br" ? place != Kind::list : in_flow;
            case Kind::phrase: return place != Kind::list && (element.name == "span" || !is_open(element));
        }
        return false;
    }

    bool is_open(Element const& element) const noexcept {
        auto const end = open_.begin() + static_cast<std::ptrdiff_t>(depth_);
        return std::find(open_.begin(), end, &element) != end;
    }

    bool read_attributes() noexcept {
        for (attributes_ = 0; take(" "); ++attributes_)
            if (attributes_ == most_attributes || !read_attribute()) return false;
        return true;
    }

    bool read_attribute() noexcept {
        auto const is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; };
        auto const size = std::ranges::find_if_not(rest_, is_letter) - rest_.begin();
        auto const name = rest_.substr(0, static_cast<std::size_t>(size));
        rest_.remove_prefix(name.size());
        if (name.empty() || !value_of(name).empty() || !take("=\"")) return false;
        auto const all = rest_;
        do {
            if (!letters()) return false;
        } while (take("'"));
        read_[attributes_] = {name, all.substr(0, all.size() - rest_.size())};
        return take("\"");
    }

    // Nothing, too, if it stands there without a value: then it may stand there again, and the parser takes the first.
    std::string_view value_of(std::string_view name) const noexcept {
        auto const end = read_.begin() + static_cast<std::ptrdiff_t>(attributes_);
        auto const found = std::find_if(read_.begin(), end, [&](auto const& each) { return each.name == name; });
        return found == end ? std::string_view{} : found->value;
    }

    void write_attributes(Element const& element) {
        if (auto const href = value_of("href"); element.name == "a" && is_link(href)) {
            write("href", href);
            write("rel", link_relation);
        }
        if (auto const kept = kept_classes(value_of("class")); !kept.empty()) write("class", kept);
        if (auto const lang = value_of("lang"); is_language(lang)) write("lang", lang);
    }

    // What is written with entities already needs no more than its single quotation marks escaped.
    void write(std::string_view name, std::string_view value) {
        html_.append(" ").append(name).append("=\"");
        for (char const c : value) c == '\'' ? html_ += "&#39;" : html_ += c;
        html_ += '"';
    }

    std::string_view rest_;
    std::string html_;
    std::array<Element const*, most_levels> open_{};
    std::size_t depth_ = 0;
    std::array<Attribute, most_attributes> read_{};
    std::size_t attributes_ = 0, tags_ = 0;
};

}  // namespace

std::optional<std::string> sanitise_simple(std::string_view html) {
    return Rewriter{html}.rewritten();
}

}  // namespace collegium::federation::content
