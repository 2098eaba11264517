// Timeline lists: what is new for somebody, newest first, a page at a time. Each page looks at a bounded number of
// lines, whatever the size of the node, and shows only what is meant for its reader and still there.
#pragma once

#include "federation/community/visibility.hpp"
#include "federation/merged_lists.hpp"

namespace collegium::federation::timeline {

// Which part of a list. The edges themselves are not in it.
struct Stretch {
    std::optional<LocalId> before{};  // only what is older
    std::optional<LocalId> after{};   // only what is newer
    bool next_to_after = false;       // the oldest of these, instead of the newest
    std::size_t most = 20;            // lines
};

struct Lines {
    std::vector<Line> lines;  // newest first
    bool more = false;        // there may be more beyond
    LocalId reached{};        // the last line that was looked at, shown or not
};

// What of a list is wanted.
struct Selection {
    bool only_local = false;  // by people of this node
    bool only_remote = false;
    bool only_media = false;  // with a picture, a sound or a film
    bool without_replies = false;
    bool without_boosts = false;
    bool only_for_everyone = false;  // and not quietly
    std::vector<Handle> every_tag;   // has all of these
    std::vector<Handle> no_tag;      // has none of these
};

// The handle of a tag, whatever its case; nothing if no thing here ever had it.
std::optional<Handle> find_tag(
    storage::ReadTx const& tx, storage::Tables const& tables, std::string_view origin, std::string_view name
);

// Answers such questions for one reader, from one snapshot.
class ListReader {
public:
    using Viewer = community::Viewer;

    ListReader(storage::ReadTx const& tx, storage::Tables const& tables, Viewer const& viewer)
        : tx_{tx}, tables_{tables}, viewer_{viewer} {}

    // What was said in the communities that the reader joined, by those whom they follow and by themselves, and what
    // these passed on. Somebody else's words that come by one of these ways already are not repeated when passed on.
    Lines home(Stretch const& stretch) const;

    // What is for everyone, without replies and what was passed on. Members see what is for this node only, too.
    Lines everyone(Selection const& selection, Stretch const& stretch) const;

    // The same with one of these tags, and with replies.
    Lines tagged(std::vector<Handle> const& any_tag, Selection const& selection, Stretch const& stretch) const;

    Lines in_community(Handle community, Stretch const& stretch) const;

    // What somebody said and passed on; a community only passes on.
    Lines by(Handle actor, Selection const& selection, Stretch const& stretch) const;

    // What any of these passed on, each thing once.
    Lines passed_on(std::vector<Handle> const& actors, Stretch const& stretch) const;

    // What the reader kept or liked. The numbers are those of the bookmarks and votes.
    Lines bookmarks(Stretch const& stretch) const;
    Lines favourites(Stretch const& stretch) const;

    // Meant for the reader, there, and by nobody whom they do not want to hear.
    bool is_shown(Handle thing) const;

private:
    using Accept = std::function<bool(Line const&)>;

    Lines read(std::vector<List> lists, Stretch const& stretch, Accept const& accept) const;
    Lines read(std::vector<List> lists, Stretch const& stretch, Accept const& accept, std::size_t looks) const;
    bool is_there(Handle thing, storage::ObjectRecord const& record) const;
    std::optional<storage::ObjectRecord> shown(Handle thing) const;
    bool is_heard(Handle actor) const;
    bool fits(Selection const& selection, storage::ObjectRecord const& record) const;
    bool is_public_enough(storage::ObjectRecord const& record) const;

    storage::ReadTx const& tx_;
    storage::Tables const& tables_;
    Viewer viewer_;
};

}  // namespace collegium::federation::timeline
