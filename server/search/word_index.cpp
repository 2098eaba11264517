#include "server/search/word_index.hpp"

#include "config/log.hpp"

#include <charconv>
#include <mutex>
#include <xapian.h>

namespace collegium::server::search {

using storage::Handle;
using storage::Seq;

namespace {

constexpr char const* cursor_name = "heard";
constexpr std::size_t most_languages = 4;
constexpr std::size_t most_idle = 4;
constexpr Xapian::termcount title_weight = 3;
constexpr int least_alike = 25;  // percent

// Terms beside words have these prefixes (https://xapian.org/docs/omega/termprefixes).
std::string term(char const* prefix, std::uint64_t number) {
    return prefix + std::to_string(number);
}
std::string name_of(Handle handle) {
    return term("Q", static_cast<std::uint64_t>(handle));
}
std::string author_term(Handle author) {
    return term("A", static_cast<std::uint64_t>(author));
}
std::string community_term(Handle community) {
    return term("XC", static_cast<std::uint64_t>(community));
}
std::string kind_term(storage::ObjectKind kind) {
    return term("XK", static_cast<std::uint64_t>(kind));
}
std::string audience_term(storage::Audience audience) {
    return term("XA", static_cast<std::uint64_t>(audience));
}
std::string tag_term(std::string const& tag) {
    return "XT:" + tag;
}
constexpr char const* accepted_term = "XOK";

std::optional<Xapian::Stem> stem_for(std::string const& language) {
    try {
        return Xapian::Stem{language.substr(0, language.find('-'))};
    } catch (Xapian::InvalidArgumentError const&) {
        return std::nullopt;
    }
}

void add_words(Xapian::Document& document, IndexedThing const& thing) {
    Xapian::TermGenerator generator;
    generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
    if (auto const stem = stem_for(thing.language)) generator.set_stemmer(*stem);
    generator.set_document(document);
    generator.index_text(thing.title, title_weight);
    generator.increase_termpos();
    generator.index_text(thing.words);
}

Xapian::Document document_of(IndexedThing const& thing) {
    Xapian::Document document;
    add_words(document, thing);
    document.set_data(std::to_string(static_cast<std::uint64_t>(thing.handle)));
    document.add_boolean_term(name_of(thing.handle));
    document.add_boolean_term(author_term(thing.author));
    document.add_boolean_term(community_term(thing.community));
    document.add_boolean_term(kind_term(thing.kind));
    document.add_boolean_term(audience_term(thing.audience));
    for (auto const& tag : thing.tags) document.add_boolean_term(tag_term(tag));
    if (thing.accepted) document.add_boolean_term(accepted_term);
    return document;
}

Xapian::Query filter_of(Filters const& filters) {
    using Xapian::Query;
    std::vector<Query> all;
    if (filters.kind) all.emplace_back(kind_term(*filters.kind));
    if (filters.community != Handle{0}) all.emplace_back(community_term(filters.community));
    if (filters.author != Handle{0}) all.emplace_back(author_term(filters.author));
    if (!filters.tag.empty()) all.emplace_back(tag_term(filters.tag));
    if (filters.accepted) all.emplace_back(std::string{accepted_term});
    if (filters.for_everyone)
        all.push_back(
            Query{audience_term(storage::Audience::everyone)} | Query{audience_term(storage::Audience::quiet)}
        );
    return all.empty() ? Query::MatchAll : Query{Query::OP_AND, all.begin(), all.end()};
}

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

Handle handle_of(Xapian::Document const& document) {
    auto const data = document.get_data();
    std::uint64_t number = 0;
    std::from_chars(data.data(), data.data() + data.size(), number);
    return Handle{number};
}

}  // namespace

class WordIndex::Inside {
public:
    Inside(std::filesystem::path folder, std::vector<std::string> const& languages) : folder_{std::move(folder)} {
        for (auto const& each : languages)
            if (stem_for(each) && languages_.size() < most_languages) languages_.push_back(each);
        open();
    }

    std::vector<Handle> find(std::string_view query, Filters const& filters, std::size_t limit, std::size_t offset) {
        return in_our_words([&] { return ask(words_of(shortened(query)), filters, {limit, offset, 0}); });
    }

    std::vector<Handle> similar(std::string_view words, Filters const& filters, std::size_t limit) {
        return in_our_words([&] { return ask(any_word_of(shortened(words)), filters, {limit, 0, least_alike}); });
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
            for (auto const& each : changes) {
                if (each.thing)
                    writer_.replace_document(name_of(each.handle), document_of(*each.thing));
                else
                    writer_.delete_document(name_of(each.handle));
            }
            writer_.set_metadata(cursor_name, std::to_string(static_cast<std::uint64_t>(heard)));
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

    std::vector<Handle> ask(Xapian::Query const& wanted, Filters const& filters, Part const& part) {
        if (wanted.empty()) return {};
        Xapian::Query const all{Xapian::Query::OP_FILTER, wanted, filter_of(filters)};
        auto database = take_reader();
        for (unsigned tries = 0;; ++tries) {
            try {
                auto found = matches(database, all, part);
                give_back(std::move(database));
                return found;
            } catch (Xapian::DatabaseModifiedError const&) {  // two commits later what it reads is gone
                if (tries == 3) throw std::runtime_error{"the index of words changes faster than it can be read"};
                database.reopen();
            }
        }
    }

    void open() {
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

    static std::vector<Handle> matches(Xapian::Database const& database, Xapian::Query const& query, Part const& part) {
        Xapian::Enquire enquire{database};
        enquire.set_query(query);
        enquire.set_cutoff(part.least);
        std::vector<Handle> found;
        auto const set =
            enquire.get_mset(static_cast<Xapian::doccount>(part.offset), static_cast<Xapian::doccount>(part.limit));
        for (auto each = set.begin(); each != set.end(); ++each) found.push_back(handle_of(each.get_document()));
        return found;
    }

    // Xapian's errors are no std::exception.
    template <class Work>
    static std::vector<Handle> in_our_words(Work const& work) {
        try {
            return work();
        } catch (Xapian::Error const& error) {
            throw std::runtime_error{"the index of words: " + error.get_description()};
        }
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

std::vector<Handle> WordIndex::find(
    std::string_view query, Filters const& filters, std::size_t limit, std::size_t offset
) const {
    return inside_->find(query, filters, limit, offset);
}

std::vector<Handle> WordIndex::similar(std::string_view words, Filters const& filters, std::size_t limit) const {
    return inside_->similar(words, filters, limit);
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
