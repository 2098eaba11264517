// Found texts: what of the things that were found is shown with their names, so that readers see why.
#pragma once

#include "federation/timeline.hpp"
#include "server/search/word_index.hpp"

namespace collegium::server::search {

// Where in a thing the words stand.
struct FoundPlace {
    std::string section;  // of a guide: its name on the wire; empty: the thing has no sections, or none was marked
    std::string heading;  // the same for readers
    Extract extract;
};

// The texts of things that one reader may see, gathered while the views are read, and marked afterwards.
class FoundTexts {
public:
    // As this viewer reads it.
    void add(
        storage::ReadTx const& tx,
        storage::Tables const& tables,
        federation::timeline::PostView const& post,
        federation::timeline::Viewer const& viewer
    );

    // One for each thing, in the order in which they were added. Throws as WordIndex::find does.
    std::vector<FoundPlace> marked(WordIndex const& index, std::string_view query) const;

private:
    struct Part {
        std::string section;
        std::string heading;
    };
    struct Thing {
        std::size_t first;  // of its texts
        std::size_t count;
    };

    void add_text(storage::Handle thing, std::string const& language, std::string words, Part part);

    std::vector<FoundText> texts_;
    std::vector<Part> parts_;  // of the texts
    std::vector<Thing> things_;
};

}  // namespace collegium::server::search
