#include "server/formulas/marking.hpp"

#include "federation/content/formulas.hpp"
#include "federation/content/plain_text.hpp"

#include <algorithm>
#include <set>

namespace collegium::server::formulas {

namespace content = federation::content;

namespace {

constexpr std::string_view opening = "<code class=\"formula\">", closing = "</code>";

// Of "<name ...>" and "</name>".
std::string_view name_in(std::string_view tag) {
    tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
    return tag.substr(0, tag.find_first_of(" >"));
}

bool keeps_formulas_out(std::string_view name) {
    return name == "a" || name == "code" || name == "pre";
}

class Marker {
public:
    explicit Marker(std::string_view html) : rest_{html} {}

    std::string marked() {
        while (!rest_.empty()) {
            auto const size = rest_.front() == '<' ? tag() : std::min(rest_.find('<'), rest_.size());
            auto const piece = rest_.substr(0, size);
            if (rest_.front() == '<' || outside_ > 0)
                html_ += piece;
            else
                text(piece);
            rest_.remove_prefix(size);
        }
        return std::move(html_);
    }

private:
    // Our sanitiser leaves no bare > within a tag.
    std::size_t tag() {
        auto const size = std::min(rest_.find('>'), rest_.size() - 1) + 1;
        auto const whole = rest_.substr(0, size);
        if (!keeps_formulas_out(name_in(whole))) return size;
        if (!whole.starts_with("</"))
            ++outside_;
        else if (outside_ > 0)
            --outside_;
        return size;
    }

    void text(std::string_view words) {
        std::size_t done = 0;
        for (auto at = words.find('$'); at != std::string_view::npos; at = words.find('$', at)) {
            auto const formula = marked_ < most_in_body ? content::formula_at(words, at) : std::nullopt;
            if (!formula) {
                ++at;
                continue;
            }
            html_.append(words.substr(done, at - done)).append(opening);
            html_.append(words.substr(at, formula->size)).append(closing);
            at = done = at + formula->size;
            ++marked_;
        }
        html_ += words.substr(done);
    }

    std::string_view rest_;
    std::string html_;
    std::size_t outside_ = 0;  // how many elements are open that keep formulas out
    std::size_t marked_ = 0;
};

// Calls visit(text before, what stands in the mark), and returns the text behind the last.
template <class Visit>
std::string_view walk(std::string_view page, Visit const& visit) {
    for (auto at = page.find(opening); at != std::string_view::npos; at = page.find(opening)) {
        auto const inside = page.substr(at + opening.size());
        auto const end = inside.find(closing);
        if (end == std::string_view::npos) break;
        visit(page.substr(0, at), inside.substr(0, end));
        page = inside.substr(end + closing.size());
    }
    return page;
}

}  // namespace

std::string marked(std::string_view sanitised) {
    if (sanitised.find('$') == std::string_view::npos) return std::string{sanitised};
    return Marker{sanitised}.marked();
}

std::vector<std::string> formulas_of(std::string_view page) {
    std::vector<std::string> found;
    std::set<std::string> seen;
    walk(page, [&](std::string_view, std::string_view inside) {
        if (seen.size() == most_in_page) return;
        auto const [formula, is_new] = seen.insert(content::plain_text(inside));
        if (is_new) found.push_back(*formula);
    });
    return found;
}

std::string with_formulas(
    std::string_view page, std::function<std::optional<std::string>(std::string const& formula)> const& math
) {
    std::string whole;
    whole.reserve(page.size() * 2);
    auto const behind = walk(page, [&](std::string_view before, std::string_view inside) {
        whole += before;
        if (auto const set = math(content::plain_text(inside)))
            whole += *set;
        else
            whole.append(opening).append(inside).append(closing);
    });
    return whole.append(behind);
}

}  // namespace collegium::server::formulas
