#include "server/formulas/mathml.hpp"

#include "federation/content/markdown.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace collegium::server::formulas {

namespace {

constexpr std::size_t most_levels = 64, longest_value = 40, longest_number = 6;

constexpr auto elements =
    std::to_array<std::string_view>({"mfrac", "mi",     "mn",     "mo",    "mover",  "mpadded", "mphantom",
                                     "mroot", "mrow",   "mspace", "msqrt", "mstyle", "msub",    "msubsup",
                                     "msup",  "mtable", "mtd",    "mtext", "mtr",    "munder",  "munderover"});
constexpr auto elements_of_text = std::to_array<std::string_view>({"mi", "mn", "mo", "mtext"});
constexpr auto attributes =
    std::to_array<std::string_view>({"accent",       "accentunder",   "columnalign", "columnspacing", "depth",
                                     "displaystyle", "fence",         "form",        "height",        "linethickness",
                                     "lspace",       "mathcolor",     "mathsize",    "mathvariant",   "maxsize",
                                     "minsize",      "movablelimits", "rowspacing",  "rspace",        "scriptlevel",
                                     "separator",    "stretchy",      "symmetric",   "voffset",       "width"});

template <class List>
bool is_in(List const& list, std::string_view name) {
    return std::ranges::find(list, name) != list.end();
}

bool is_small_letter(char c) noexcept {
    return c >= 'a' && c <= 'z';
}

bool is_plain_value(std::string_view value) noexcept {
    constexpr std::string_view others = "#.%+- ";
    return value.size() <= longest_value && std::ranges::all_of(value, [&](char c) {
               return is_small_letter(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      others.find(c) != std::string_view::npos;
           });
}

bool is_character(std::uint32_t number) noexcept {
    return number >= 0xa0 && number <= 0x10ffff && (number < 0xd800 || number > 0xdfff) && (number & 0xfffeu) != 0xfffe;
}

class Rewriter {
public:
    explicit Rewriter(std::string_view markup) : rest_{markup} {}

    std::optional<std::string> rewritten() {
        while (!rest_.empty())
            if (rest_.front() == '<' ? !tag() : !text()) return std::nullopt;
        if (!open_.empty() || html_.empty()) return std::nullopt;
        return std::move(html_);
    }

private:
    bool take(std::string_view what) noexcept {
        if (!rest_.starts_with(what)) return false;
        rest_.remove_prefix(what.size());
        return true;
    }

    std::string_view name() noexcept {
        auto const size = std::ranges::find_if_not(rest_, is_small_letter) - rest_.begin();
        auto const found = rest_.substr(0, static_cast<std::size_t>(size));
        rest_.remove_prefix(found.size());
        return found;
    }

    bool tag() {
        if (take("</")) {
            auto const closed = name();
            if (open_.empty() || open_.back() != closed || !take(">")) return false;
            open_.pop_back();
            html_.append("</").append(closed).append(">");
            return true;
        }
        rest_.remove_prefix(1);
        auto const opened = name();
        bool const in_text = !open_.empty() && is_in(elements_of_text, open_.back());
        if (in_text || !is_in(elements, opened) || open_.size() == most_levels) return false;
        html_.append("<").append(opened);
        while (take(" "))
            if (!attribute()) return false;
        if (take("/>")) {
            html_.append("></").append(opened).append(">");
            return true;
        }
        if (!take(">")) return false;
        html_ += '>';
        open_.push_back(opened);
        return true;
    }

    bool attribute() {
        auto const named = name();
        if (!is_in(attributes, named) || !take("=\"")) return false;
        auto const value = rest_.substr(0, rest_.find('"'));
        if (!is_plain_value(value) || value.size() == rest_.size()) return false;
        rest_.remove_prefix(value.size() + 1);
        html_.append(" ").append(named).append("=\"").append(value).append("\"");
        return true;
    }

    bool text() {
        if (open_.empty() || !is_in(elements_of_text, open_.back())) return false;
        char const c = rest_.front();
        if (c == '&') return entity();
        if (c < 0x20 || c == 0x7f || c == '>') return false;
        html_ += c;
        rest_.remove_prefix(1);
        return true;
    }

    bool entity() {
        for (auto const* const known : {"&amp;", "&lt;", "&gt;", "&quot;"}) {
            if (!take(known)) continue;
            html_ += known;
            return true;
        }
        if (!take("&#x")) return false;
        auto const digits = rest_.substr(0, rest_.find(';'));
        std::uint32_t number = 0;
        auto const* const last = digits.data() + digits.size();
        auto const [end, problem] = std::from_chars(digits.data(), last, number, 16);
        bool const is_whole = problem == std::errc{} && end == last && digits.size() <= longest_number;
        if (!is_whole || digits.size() == rest_.size() || !is_character(number)) return false;
        rest_.remove_prefix(digits.size() + 1);
        html_.append("&#x").append(digits).append(";");
        return true;
    }

    std::string_view rest_;
    std::string html_;
    std::vector<std::string_view> open_;
};

}  // namespace

std::optional<std::string> mathml_of(std::string_view answer, std::string_view tex, bool is_block) {
    constexpr std::string_view before = "<blahtex>\n<mathml>\n<markup>\n",
                               behind = "\n</markup>\n</mathml>\n</blahtex>\n";
    if (answer.size() < before.size() + behind.size() || !answer.starts_with(before) || !answer.ends_with(behind))
        return std::nullopt;
    answer.remove_prefix(before.size());
    answer.remove_suffix(behind.size());
    auto const markup = Rewriter{answer}.rewritten();
    if (!markup) return std::nullopt;
    std::string math = is_block ? "<math display=\"block\">" : "<math>";
    math += "<semantics><mrow>" + *markup + "</mrow><annotation encoding=\"application/x-tex\">";
    return math + federation::content::escape(tex) + "</annotation></semantics></math>";
}

}  // namespace collegium::server::formulas
