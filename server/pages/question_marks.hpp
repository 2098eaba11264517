// What is said of a question or an answer beside likes: shown apart, with the buttons of those who may say it.
#pragma once

#include "server/marking.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

// At WANTED: how many schools would like an answer too, and the names of some; nothing where none does.
void show_wanting(
    Values& values, federation::community::Marks const& marks, std::vector<std::string> const& names = {}
);

// Who reads, as far as it concerns these buttons.
struct MarkReader {
    bool is_member = false;
    bool teaches = false;  // may say that something is useful in practice
};

MarkReader mark_reader(storage::ReadTx const& tx, storage::Tables const& tables, Call const& call);

// At `place`: both endorsements, and thanks, with their counts.
void show_endorsements(
    Values& values,
    std::string_view place,
    timeline::PostView const& post,
    MarkReader const& reader,
    bool is_author,
    OwnMarks const& own
);

// At SUPPORT: the schools that would like an answer, by name, and the button. names: of their hosts.
void show_support(
    Values& values,
    timeline::PostView const& question,
    std::vector<std::string> const& names,
    MarkReader const& reader,
    bool is_author,
    OwnMarks const& own
);

}  // namespace collegium::server::pages
