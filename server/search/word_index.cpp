#include "server/search/word_index.hpp"

#include "config/log.hpp"
#include "server/search/spelling.hpp"
#include "server/search/terms.hpp"

#include <charconv>
#include <mutex>
#include <type_traits>

namespace collegium::server::search {

using storage::Handle;
using storage::Seq;

namespace {

constexpr char const* cursor_name = "heard";
constexpr std::size_t most_languages = 4;
constexpr std::size_t most_idle = 4;
constexpr char const* shape_name = "shape";
constexpr char const* shape = "2";  // of its documents: one that was made in another way is made anew
constexpr int least_alike = 25;     // percent

Xapian::Query parsed(Xapian::QueryParser& parser, std::string const& query) {
    using Parser = Xapian::QueryParser;
    constexpr unsigned plain = Parser::FLAG_CJK_NGRAM;
    try {
        return parser.parse_query(query, plain | Parser::FLAG_PHRASE | Parser::FLAG_LOVEHATE);
    } catch (Xapian::QueryParserError const&) {
        return parser.parse_query(query, plain);  // a lone quote is no reason to find nothing
    }
}

// What most questions have in common, and what makes no two of them alike. Of other languages the weights tell.
Xapian::SimpleStopper const& words_of_asking() {
    static constexpr char const* words[] = {
        "a",    "an",   "and",   "any",   "are",   "as",   "at",   "be",   "can",    "could", "did",
        "do",   "does", "for",   "from",  "has",   "have", "how",  "i",    "if",     "in",    "is",
        "it",   "its",  "me",    "my",    "of",    "on",   "or",   "our",  "should", "so",    "than",
        "that", "the",  "their", "them",  "there", "they", "this", "to",   "use",    "was",   "we",
        "what", "when", "where", "which", "who",   "why",  "will", "with", "would",  "you",   "your"};
    static Xapian::SimpleStopper const stopper{std::begin(words), std::end(words)};
    return stopper;
}

// Not longer than allowed, and no half character at its end.
std::string shortened(std::string_view query) {
    if (query.size() <= WordIndex::longest_query) return std::string{query};
    auto end = WordIndex::longest_query;
    while (end > 0 && (static_cast<unsigned char>(query[end]) & 0xC0) == 0x80) --end;
    return std::string{query.substr(0, end)};
}

std::vector<Handle> handles_of(std::vector<Hit> const& hits) {
    std::vector<Handle> handles;
    for (auto const& each : hits) handles.push_back(each.handle);
    return handles;
}

}  // namespace

class WordIndex::Inside {
    // What work makes of the index as it is now. It keeps nothing of the database: another thread reads it next.
    template <class Work>
    std::invoke_result_t<Work const&, Xapian::Database const&> reading(Work const& work) {
        auto database = take_reader();
        for (unsigned tries = 0;; ++tries) {
            try {
                auto found = work(database);
                give_back(std::move(database));
                return found;
            } catch (Xapian::DatabaseModifiedError const&) {  // two commits later what it reads is gone
                if (tries == 3) throw std::runtime_error{"the index of words changes faster than it can be read"};
                database.reopen();
            }
        }
    }

    // Xapian's errors are no std::exception.
    template <class Work>
    static std::invoke_result_t<Work const&> in_our_words(Work const& work) {
        try {
            return work();
        } catch (Xapian::Error const& error) {
            throw std::runtime_error{"the index of words: " + error.get_description()};
        }
    }

public:
    Inside(std::filesystem::path folder, std::vector<std::string> const& languages) : folder_{std::move(folder)} {
        for (auto const& each : languages)
            if (stem_for(each) && languages_.size() < most_languages) languages_.push_back(each);
        open();
    }

    std::vector<Hit> find(std::string_view query, Filters const& filters, std::size_t limit, std::size_t offset) {
        return in_our_words([&] { return ask(words_of(shortened(query)), filters, {limit, offset, 0}); });
    }

    std::vector<Hit> similar(std::string_view words, Filters const& filters, std::size_t limit) {
        return in_our_words([&] { return ask(any_word_of(shortened(words)), filters, {limit, 0, least_alike}); });
    }

    std::vector<Extract> extracts(std::string_view query, std::span<FoundText const> texts, std::size_t length) {
        return in_our_words([&] {
            auto const words = words_of(shortened(query));
            return reading([&](Xapian::Database const& database) {
                return marked(database, Xapian::Query{Xapian::Query::OP_FILTER, words, any_of(texts)}, texts, length);
            });
        });
    }

    std::string respelled(std::string_view query) {
        return in_our_words([&] {
            return reading([&](Xapian::Database const& database) {
                return search::respelled(database, shortened(query));
            });
        });
    }

    bool knows(Handle author) {
        return in_our_words([&] {
            return reading([&](Xapian::Database const& database) { return database.term_exists(author_term(author)); });
        });
    }

    Seq heard() {
        auto const text = writer_.get_metadata(cursor_name);
        std::uint64_t number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return Seq{number};
    }

    void change(std::span<IndexChange const> changes, Seq heard) {
        writer_.begin_transaction();
        try {
            for (auto const& each : changes) change_one(each);
            writer_.set_metadata(cursor_name, std::to_string(static_cast<std::uint64_t>(heard)));
            writer_.set_metadata(shape_name, shape);
            writer_.commit_transaction();
        } catch (Xapian::Error const& error) {
            writer_.cancel_transaction();
            throw std::runtime_error{"the index of words: " + error.get_description()};
        }
    }

    void begin_anew() {
        std::lock_guard const lock{mutex_};
        idle_.clear();
        writer_.close();
        writer_ = Xapian::WritableDatabase{folder_.string(), Xapian::DB_CREATE_OR_OVERWRITE};
    }

private:
    // Which of the matches are wanted.
    struct Part {
        std::size_t limit;
        std::size_t offset;
        int least;  // percent of the best possible weight
    };

    std::vector<Hit> ask(Xapian::Query const& wanted, Filters const& filters, Part const& part) {
        if (wanted.empty()) return {};
        Xapian::Query const all{Xapian::Query::OP_FILTER, wanted, filter_of(filters)};
        return reading([&](Xapian::Database const& database) { return matches(database, all, part); });
    }

    std::optional<Xapian::docid> document_named(std::string const& name) const {
        auto const first = writer_.postlist_begin(name);
        return first == writer_.postlist_end(name) ? std::nullopt : std::optional{*first};
    }

    void change_one(IndexChange const& change) {
        auto const name = name_of(change.handle);
        if (auto const before = document_named(name)) remove_spellings(writer_, writer_.get_document(*before));
        if (!change.thing) {
            writer_.delete_document(name);
            return;
        }
        auto const document = document_of(*change.thing);
        add_spellings(writer_, document);
        writer_.replace_document(name, document);
    }

    void open() {
        open_as_it_is();
        if (writer_.get_metadata(cursor_name).empty() || writer_.get_metadata(shape_name) == shape) return;
        log::info("the index of words is made anew", {{"detail", "it was made in another way"}});
        begin_anew();
    }

    void open_as_it_is() {
        try {
            writer_ = Xapian::WritableDatabase{folder_.string(), Xapian::DB_CREATE_OR_OPEN};
        } catch (Xapian::DatabaseLockError const&) {
            throw std::runtime_error{folder_.string() + ": another process writes in this index of words; stop it"};
        } catch (Xapian::DatabaseError const& error) {
            log::warning("the index of words is made anew", {{"detail", error.get_msg()}});
            std::filesystem::remove_all(folder_);
            writer_ = Xapian::WritableDatabase{folder_.string(), Xapian::DB_CREATE_OR_OVERWRITE};
        }
    }

    // In none of the languages, or in one of those that are spoken here. Each search has stems of its own: theirs count
    // their users without a lock, and keep what they work on.
    Xapian::Query words_of(std::string const& query) const {
        Xapian::QueryParser parser;
        parser.set_default_op(Xapian::Query::OP_AND);
        auto any = parsed(parser, query);
        parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
        for (auto const& language : languages_) {
            parser.set_stemmer(stem_for(language).value());
            any |= parsed(parser, query);
        }
        return any;
    }

    // With any of the words, in one of the languages; a word is never an operator.
    Xapian::Query any_word_of(std::string const& words) const {
        constexpr unsigned plain = Xapian::QueryParser::FLAG_CJK_NGRAM;
        Xapian::QueryParser parser;
        parser.set_default_op(Xapian::Query::OP_OR);
        parser.set_stopper(&words_of_asking());
        auto any = parser.parse_query(words, plain);
        parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
        for (auto const& language : languages_) {
            parser.set_stemmer(stem_for(language).value());
            any |= parser.parse_query(words, plain);
        }
        return any;
    }

    static Xapian::Query any_of(std::span<FoundText const> texts) {
        std::vector<Xapian::Query> names;
        for (auto const& each : texts) names.emplace_back(name_of(each.thing));
        return {Xapian::Query::OP_OR, names.begin(), names.end()};
    }

    static std::vector<Extract> marked(
        Xapian::Database const& database,
        Xapian::Query const& query,
        std::span<FoundText const> texts,
        std::size_t length
    ) {
        Xapian::Enquire enquire{database};
        enquire.set_query(query);
        auto const set = enquire.get_mset(0, 1);
        std::vector<Extract> found;
        for (auto const& each : texts) {
            auto const snippet = set.snippet(
                fit_for_extracts(each.words, longest_text),
                length,
                stem_for(each.language).value_or(Xapian::Stem{}),
                Xapian::MSet::SNIPPET_CJK_NGRAM,
                std::string{mark_start},
                std::string{mark_end},
                "…"
            );
            found.push_back(extract_in(snippet));
        }
        return found;
    }

    static std::vector<Hit> matches(Xapian::Database const& database, Xapian::Query const& query, Part const& part) {
        Xapian::Enquire enquire{database};
        enquire.set_query(query);
        enquire.set_cutoff(part.least);
        std::vector<Hit> found;
        auto const set =
            enquire.get_mset(static_cast<Xapian::doccount>(part.offset), static_cast<Xapian::doccount>(part.limit));
        for (auto each = set.begin(); each != set.end(); ++each) found.push_back(hit_of(each.get_document()));
        return found;
    }

    Xapian::Database take_reader() {
        std::lock_guard const lock{mutex_};
        if (idle_.empty()) return Xapian::Database{folder_.string()};
        auto reader = std::move(idle_.back());
        idle_.pop_back();
        reader.reopen();
        return reader;
    }

    void give_back(Xapian::Database reader) {
        std::lock_guard const lock{mutex_};
        if (idle_.size() < most_idle) idle_.push_back(std::move(reader));
    }

    std::filesystem::path folder_;
    std::vector<std::string> languages_;  // those that have a stemmer
    Xapian::WritableDatabase writer_;     // of the one thread that writes
    std::mutex mutex_;                    // guards idle_
    std::vector<Xapian::Database> idle_;
};

WordIndex::WordIndex(std::filesystem::path folder, std::vector<std::string> const& languages)
    : inside_{std::make_unique<Inside>(std::move(folder), languages)} {}

WordIndex::~WordIndex() = default;

std::vector<Hit> WordIndex::find(std::string_view query, Filters const& filters, std::size_t limit, std::size_t offset)
    const {
    return inside_->find(query, filters, limit, offset);
}

std::vector<Handle> WordIndex::find(
    storage::ReadTx const&, storage::Tables const&, std::string_view typed, std::size_t most
) const {
    return handles_of(inside_->find(typed, Filters{}, most, 0));
}

std::vector<Extract> WordIndex::extracts(std::string_view query, std::span<FoundText const> texts, std::size_t length)
    const {
    return inside_->extracts(query, texts, length);
}

std::string WordIndex::respelled(std::string_view query) const {
    return inside_->respelled(query);
}

std::vector<Handle> WordIndex::similar(std::string_view words, Filters const& filters, std::size_t limit) const {
    return handles_of(inside_->similar(words, filters, limit));
}

bool WordIndex::knows(Handle author) const {
    return inside_->knows(author);
}

Seq WordIndex::heard() const {
    return inside_->heard();
}

void WordIndex::change(std::span<IndexChange const> changes, Seq heard) {
    inside_->change(changes, heard);
}

void WordIndex::begin_anew() {
    inside_->begin_anew();
}

}  // namespace collegium::server::search
