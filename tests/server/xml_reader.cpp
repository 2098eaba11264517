#include "tests/server/xml_reader.hpp"

#include <cctype>

namespace collegium::tests {

namespace {

bool is_name_char(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == ':' || c == '_';
}

class XmlReading {
public:
    explicit XmlReading(std::string_view text) : rest_{text} {}

    std::optional<XmlElement> document() {
        if (rest_.starts_with("<?xml ")) {
            auto const end = rest_.find("?>");
            if (end == std::string_view::npos) return std::nullopt;
            rest_.remove_prefix(end + 2);
        }
        skip_blanks();
        auto root = element();
        skip_blanks();
        return rest_.empty() ? root : std::nullopt;
    }

private:
    bool take(std::string_view what) {
        if (!rest_.starts_with(what)) return false;
        rest_.remove_prefix(what.size());
        return true;
    }

    void skip_blanks() {
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\n')) rest_.remove_prefix(1);
    }

    std::string name() {
        std::size_t size = 0;
        while (size < rest_.size() && is_name_char(rest_[size])) ++size;
        std::string const found{rest_.substr(0, size)};
        rest_.remove_prefix(size);
        return found;
    }

    // Up to the sign that ends it, which stays. Nothing where something stands as it may not.
    std::optional<std::string> characters(char end) {
        std::string found;
        while (!rest_.empty() && rest_.front() != end) {
            char const c = rest_.front();
            bool const is_control = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
            if (c == '<' || is_control) return std::nullopt;
            if (c != '&') {
                found += c;
                rest_.remove_prefix(1);
                continue;
            }
            auto const sign = entity();
            if (!sign) return std::nullopt;
            found += *sign;
        }
        return found;
    }

    std::optional<char> entity() {
        constexpr std::pair<std::string_view, char> known[] = {
            {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&#13;", '\r'}};
        for (auto const& [words, sign] : known)
            if (take(words)) return sign;
        return std::nullopt;
    }

    bool attributes(XmlElement& into) {
        while (take(" ")) {
            auto const key = name();
            if (key.empty() || !take("=\"")) return false;
            auto const value = characters('"');
            if (!value || !take("\"") || !into.attributes.emplace(key, *value).second) return false;
        }
        return true;
    }

    std::optional<XmlElement> element() {
        XmlElement found;
        if (!take("<")) return std::nullopt;
        found.name = name();
        if (found.name.empty() || !attributes(found)) return std::nullopt;
        if (take("/>")) return found;
        if (!take(">")) return std::nullopt;
        while (!rest_.starts_with("</")) {
            if (rest_.empty()) return std::nullopt;
            if (rest_.front() == '<') {
                auto child = element();
                if (!child) return std::nullopt;
                found.children.push_back(*std::move(child));
                continue;
            }
            auto const words = characters('<');
            if (!words) return std::nullopt;
            found.text += *words;
        }
        return take("</" + found.name + ">") ? std::optional{std::move(found)} : std::nullopt;
    }

    std::string_view rest_;
};

}  // namespace

std::vector<XmlElement const*> XmlElement::all(std::string_view wanted) const {
    std::vector<XmlElement const*> found;
    for (auto const& child : children) {
        if (child.name == wanted) found.push_back(&child);
        for (auto const* const below : child.all(wanted)) found.push_back(below);
    }
    return found;
}

std::string XmlElement::text_of(std::string_view child) const {
    for (auto const& each : children)
        if (each.name == child) return each.text;
    return {};
}

std::optional<XmlElement> read_xml(std::string_view text) {
    return XmlReading{text}.document();
}

}  // namespace collegium::tests
