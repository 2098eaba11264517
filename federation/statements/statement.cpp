#include "federation/statements/statement.hpp"

#include "config/ascii.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"

#include <algorithm>

namespace collegium::federation::statements {

namespace {

constexpr std::size_t most_words = 50;
constexpr std::size_t shortest_part = 2;  // bytes: an initial tells nobody

// Bytes beyond ASCII belong to letters.
bool is_letter(char c) {
    bool const is_ascii = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    return is_ascii || static_cast<unsigned char>(c) >= 0x80;
}

bool is_in_address(char c) {
    return is_letter(c) || c == '.' || c == '-' || c == '+' || c == '@';
}

bool is_written_small(std::string_view word) {
    return std::ranges::all_of(word, [](char c) { return c == ascii::lower(c); });
}

class Search {
public:
    explicit Search(std::string text) : text_{std::move(text)}, lowered_{ascii::lowered(text_)} {}

    // Every place where it stands as a whole word. capital: only where it is not written small, unless it is so itself.
    void look_for(std::string_view name, bool capital) {
        if (name.size() < shortest_part) return;
        auto const wanted = ascii::lowered(name);
        capital = capital && !is_written_small(name);
        for (auto at = lowered_.find(wanted); at != std::string::npos; at = lowered_.find(wanted, at + 1)) {
            auto const word = std::string_view{text_}.substr(at, wanted.size());
            if (is_whole(at, wanted.size()) && !(capital && is_written_small(word))) add(word);
        }
    }

    void look_for_addresses() {
        for (auto at = text_.find('@'); at != std::string::npos; at = text_.find('@', at + 1)) {
            auto first = at, last = at + 1;
            while (first > 0 && is_in_address(text_[first - 1])) --first;
            while (last < text_.size() && is_in_address(text_[last])) ++last;
            while (last > at + 1 && text_[last - 1] == '.') --last;  // of the sentence
            if (last - first > 1) add(std::string_view{text_}.substr(first, last - first));
        }
    }

    std::vector<std::string> found() && { return std::move(found_); }

private:
    bool is_whole(std::size_t at, std::size_t size) const {
        auto const end = at + size;
        return (at == 0 || !is_letter(text_[at - 1])) && (end == text_.size() || !is_letter(text_[end]));
    }

    void add(std::string_view word) {
        bool const is_known = std::ranges::find(found_, word) != found_.end();
        if (!is_known && found_.size() < most_words) found_.emplace_back(word);
    }

    std::string text_;
    std::string lowered_;
    std::vector<std::string> found_;
};

void look_for_parts(Search& search, std::string_view name) {
    while (!name.empty()) {
        auto const end = std::min(name.find(' '), name.size());
        search.look_for(name.substr(0, end), true);
        name.remove_prefix(std::min(end + 1, name.size()));
    }
}

}  // namespace

bool is_statement(rapidjson::Value const& object) {
    return text_member(object, "col:kind") == statement_kind;
}

std::vector<std::string> telling_words(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view markdown
) {
    // Marks between the letters of a name would hide it from the one, and an address of a link from the other.
    Search search{std::string{markdown} + "\n" + content::plain_text(content::to_html(markdown))};
    search.look_for_addresses();
    tables.accounts.each(tx, [&](std::string const& handle, storage::AccountRecord const& account) {
        search.look_for(handle, false);
        auto const actor = tables.actors.get(tx, account.actor);
        if (!actor) return true;
        search.look_for(actor->username, false);
        if (!account.pupil) return true;
        search.look_for(actor->display_name, actor->display_name.find(' ') == std::string::npos);
        look_for_parts(search, actor->display_name);
        return true;
    });
    return std::move(search).found();
}

}  // namespace collegium::federation::statements
