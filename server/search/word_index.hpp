// WordIndex: which things have which words, on disk (Xapian). It lags behind the log and can be lost: what it has dealt
// with is written in the same commit, and the rest comes again. One thread writes; any thread asks.
#pragma once

#include "server/search/extracts.hpp"
#include "server/search/indexed_thing.hpp"
#include "server/search_index.hpp"

#include <filesystem>
#include <memory>
#include <span>

namespace collegium::server::search {

struct Filters {
    std::optional<storage::ObjectKind> kind;
    storage::Handle community{};  // 0: any
    storage::Handle author{};     // 0: anybody
    std::string tag;              // empty: any
    std::string phase;            // empty: any
    std::string subject;          // in any letters; empty: any
    std::string strength;         // "scheme:grade"; empty: any
    std::optional<bool> answered;
    bool accepted = false;      // only questions with an accepted answer, and such answers
    bool reviewed = false;      // only guides whose newest version is reviewed
    bool for_everyone = false;  // only what its author meant for everyone
};

// A thing that was found, and by what others like it can be told from the rest.
struct Hit {
    storage::Handle handle{};
    storage::ObjectKind kind{};
    storage::Handle community{};
    std::string phase;
    std::vector<std::string> subjects;
    std::string strength;          // "scheme:grade"
    std::optional<bool> answered;  // of a question
    bool accepted = false;
    bool reviewed = false;
};

// A text of a thing that was found, to show why.
struct FoundText {
    storage::Handle thing{};
    std::string language;
    std::string words;  // plain text; of a longer one the first longest_text bytes count
};

// What becomes of one thing.
struct IndexChange {
    storage::Handle handle{};
    std::optional<IndexedThing> thing;  // nothing: it goes
};

class WordIndex final : public SearchIndex {
public:
    // Of a query only so many bytes are read.
    static constexpr std::size_t longest_query = 300;
    static constexpr std::size_t longest_text = 32'000;

    // languages: in which people ask here, as codes; only those that Xapian can stem count, at most four.
    // An index that cannot be read is begun anew. Throws std::runtime_error if the folder cannot hold one.
    WordIndex(std::filesystem::path folder, std::vector<std::string> const& languages);
    ~WordIndex() override;

    // Things with all of the words (or a phrase in quotes, and without those after a minus), best first. An empty query
    // finds nothing. Whether somebody may see them is for the caller to check. Throws std::runtime_error if the index
    // cannot be read.
    std::vector<Hit> find(std::string_view query, Filters const& filters, std::size_t limit, std::size_t offset) const;

    // Of each text about `length` bytes, with the words of the query marked. Throws as find does.
    std::vector<Extract> extracts(std::string_view query, std::span<FoundText const> texts, std::size_t length) const;

    // The query with its typing errors put right, by the words that stand in what is for everyone; empty if there is
    // nothing to put right. Throws as find does.
    std::string respelled(std::string_view query) const;

    // Things with some of the words, best first: those with few of them are left out. Marks of punctuation mean
    // nothing. Throws as find does.
    std::vector<storage::Handle> similar(std::string_view words, Filters const& filters, std::size_t limit) const;

    std::vector<storage::Handle> find(
        storage::ReadTx const&, storage::Tables const&, std::string_view typed, std::size_t most
    ) const override;

    // Whether anything of this author is in it.
    bool knows(storage::Handle author) const;

    // The last entry of the log that it has dealt with.
    storage::Seq heard() const;

    // All or nothing, and on disk when it returns. Throws std::runtime_error if the disk does not take it.
    void change(std::span<IndexChange const> changes, storage::Seq heard);

    void begin_anew();

private:
    class Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace collegium::server::search
