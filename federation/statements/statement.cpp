#include "federation/statements/statement.hpp"

#include "federation/content/letters.hpp"
#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"

#include <algorithm>

namespace collegium::federation::statements {

namespace {

constexpr std::size_t most_telling = 50;
constexpr std::size_t fewest_letters = 2;  // of a name: an initial tells nobody

// Bytes beyond ASCII belong to letters, in addresses as well.
bool is_in_address(char c) {
    bool const is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    bool const is_mark = c == '_' || c == '.' || c == '-' || c == '+' || c == '@';
    return is_plain || is_mark || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t letters_in(std::vector<content::Word> const& words) {
    std::size_t letters = 0;
    for (auto const& each : words) letters += each.letters;
    return letters;
}

class NameSearch {
public:
    explicit NameSearch(std::string text) : text_{std::move(text)}, folded_{text_} {}
    NameSearch(NameSearch const&) = delete;
    NameSearch& operator=(NameSearch const&) = delete;

    // Every place where it stands as a whole word. capital: only where it is not written small, unless it is so itself.
    void look_for(std::string_view name, bool capital) {
        if (letters_in(content::words_of(name)) < fewest_letters) return;
        auto const wanted = content::folded(name);
        capital = capital && content::has_capitals(name);
        auto const& all = folded_.text;
        for (auto at = all.find(wanted); at != std::string::npos; at = all.find(wanted, at + 1)) {
            auto const word = folded_.in_source(at, wanted.size());
            if (folded_.is_whole(at, wanted.size()) && !(capital && !content::has_capitals(word))) add(word);
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
    void add(std::string_view word) {
        bool const is_known = std::ranges::find(found_, word) != found_.end();
        if (!is_known && found_.size() < most_telling) found_.emplace_back(word);
    }

    std::string text_;
    content::FoldedText folded_;
    std::vector<std::string> found_;
};

// As a whole and in parts; where a script has no blanks, also as it is written without those that the name has here.
void look_for_pupil(NameSearch& search, std::string_view name) {
    auto const parts = content::words_of(name);
    search.look_for(name, parts.size() < 2);
    for (auto const& each : parts) search.look_for(each.text, true);
    if (!content::is_unspaced(name)) return;
    std::string joined;
    for (auto const& each : parts) joined += each.text;
    search.look_for(joined, false);
}

}  // namespace

bool is_statement(JsonValue const& object) {
    return text_member(object, "col:kind") == statement_kind;
}

std::vector<std::string> telling_words(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view markdown
) {
    // Marks between the letters of a name would hide it from the one, and an address of a link from the other.
    NameSearch search{std::string{markdown} + "\n" + content::plain_text(content::to_html(markdown))};
    search.look_for_addresses();
    tables.accounts.each(tx, [&](std::string const& handle, storage::AccountRecord const& account) {
        search.look_for(handle, false);
        auto const actor = tables.actors.get(tx, account.actor);
        if (!actor) return true;
        search.look_for(actor->username, false);
        if (account.pupil) look_for_pupil(search, actor->display_name);
        return true;
    });
    return std::move(search).found();
}

}  // namespace collegium::federation::statements
