// Reading guides: questions that pages ask of the views. What is not meant for a reader is as if it did not exist.
#pragma once

#include "federation/guides/guide_json.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::guides {

// A guide as one of its versions has it.
struct GuideView {
    timeline::PostView post;
    Guide guide;
    std::string version;
    bool current = false;  // its author's newest
};

// Nothing if there is no such guide, if it is not meant for this reader, or if it was taken away.
std::optional<GuideView> find_guide(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, timeline::Viewer const& viewer = {}
);

// The same as this version has it; nothing either if that version is not kept here.
std::optional<GuideView> find_version(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle guide,
    std::string_view version,
    timeline::Viewer const& viewer = {}
);

// One line of a guide's history.
struct VersionLine {
    std::string version;
    std::string previous;
    std::uint64_t revision = 1;
    Instant updated{};
    storage::Seq seq{};  // where the log has its words
    bool current = false;
};

// Newest first, in the same order on every node, at most 500. Those whose words were erased are left out.
std::vector<VersionLine> versions_of(storage::ReadTx const& tx, storage::Tables const& tables, GuideView const& guide);

// Newest first, those before `before`, at most `most`, of the 2000 that were written last before it: a reader who may
// read few of them costs no more than that.
std::vector<GuideView> guides_in(
    storage::ReadTx const& tx,
    storage::Tables const& tables,
    storage::Handle community,
    storage::LocalId before,
    std::size_t most,
    timeline::Viewer const& viewer = {}
);

// Those of this author that wait for a review, at most 100: the day that they name is over.
std::vector<GuideView> due_for_review(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle author, Instant now
);

// The words of a version by itself, whoever may read them: for rules.
std::optional<Guide> words_of_version(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide, std::string_view version
);

// The name of the author's newest version; empty if it is not kept.
std::string current_version(storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle guide);

}  // namespace collegium::federation::guides
