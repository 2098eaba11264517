#include "server/search/spelling.hpp"

#include "server/search/terms.hpp"

namespace collegium::server::search {

namespace {

constexpr std::size_t shortest = 3, longest = 40;   // bytes of a word that errors are found in
constexpr unsigned first_without_letters = 0x2E80;  // from here on scripts write words without spaces
constexpr std::size_t most_looked_up = 8;           // words of a query

// Neither a prefix, which is a capital, nor a number.
bool is_word(std::string const& term) {
    auto const first = static_cast<unsigned char>(term.front());
    bool const begins_right = (first >= 'a' && first <= 'z') || first >= 0x80;
    return begins_right && term.size() >= shortest && term.size() <= longest;
}

// Terms come in the order of their bytes: those that begin with a capital before all words.
template <class Visit>
void each_word(Xapian::Document const& document, Visit visit) {
    auto const open = audience_term(storage::Audience::everyone);
    bool for_everyone = false;
    for (auto each = document.termlist_begin(); each != document.termlist_end(); ++each) {
        auto const term = *each;
        for_everyone = for_everyone || term == open;
        if (for_everyone && is_word(term)) visit(term);
    }
}

bool has_been_written(Xapian::Database const& database, std::string const& word) {
    auto words = database.spellings_begin();
    words.skip_to(word);
    return words != database.spellings_end() && *words == word;
}

// Empty: it stays as it is.
std::string better(Xapian::Database const& database, std::string const& word) {
    if (word.empty() || !is_word(word) || has_been_written(database, word)) return {};
    return database.get_spelling_suggestion(word);
}

}  // namespace

void add_spellings(Xapian::WritableDatabase& writer, Xapian::Document const& document) {
    each_word(document, [&](std::string const& word) { writer.add_spelling(word); });
}

void remove_spellings(Xapian::WritableDatabase& writer, Xapian::Document const& document) {
    each_word(document, [&](std::string const& word) { writer.remove_spelling(word); });
}

std::string respelled(Xapian::Database const& database, std::string const& query) {
    std::string all, typed, lowered;
    bool changed = false, has_letters = true;
    std::size_t left = most_looked_up;
    auto const finish = [&] {
        auto const other = has_letters && left > 0 ? better(database, lowered) : std::string{};
        if (!lowered.empty() && left > 0) --left;
        changed = changed || !other.empty();
        all += other.empty() ? typed : other;
        typed.clear();
        lowered.clear();
        has_letters = true;
    };
    for (Xapian::Utf8Iterator each{query}; each != Xapian::Utf8Iterator{}; ++each) {
        auto const letter = *each;
        if (!Xapian::Unicode::is_wordchar(letter)) {
            finish();
            Xapian::Unicode::append_utf8(all, letter);
            continue;
        }
        has_letters = has_letters && letter < first_without_letters;
        Xapian::Unicode::append_utf8(typed, letter);
        Xapian::Unicode::append_utf8(lowered, Xapian::Unicode::tolower(letter));
    }
    finish();
    return changed ? all : std::string{};
}

}  // namespace collegium::server::search
