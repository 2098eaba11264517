// Origins: what a guide was made from, and what was made from it: adaptations with credit, translations that fall
// behind, guides that began with a question.
#pragma once

#include "federation/guides/reading.hpp"

namespace collegium::federation::guides {

// Whether a guide still follows what it was made from.
enum class Freshness {
    fresh,    // its source has not changed since, or it has none
    stale,    // its source has a newer version
    unknown,  // the source is not here, or not in the version that was followed: this node may lag
};

Freshness freshness_of(storage::ReadTx const& tx, storage::Tables const& tables, Source const& source);

// A guide that was made from something.
struct Offshoot {
    GuideView guide;
    storage::Derivation how{};
    Freshness freshness{};
};

// What was made from a question or a guide, by what its newest version says, at most 100: translations first, people's
// before machines'; then adaptations; in each, the oldest first.
std::vector<Offshoot> made_from(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing, timeline::Viewer const& viewer = {}
);

// Whether a guide of this author goes against the licence of what it was made from, as far as that is here; authors may
// make of their own what they like. Members are refused such a guide (not_allowed), and readers are warned of a
// partner's.
Result<void> check_licences(
    storage::ReadTx const& tx, storage::Tables const& tables, Guide const& guide, storage::Handle author
);

// The beginning of an adaptation or of a translation, with credit; what it is made from stays as it is. Refuses
// not_allowed where the licence lets nobody change it.
Result<Guide> adaptation_of(GuideView const& source);
Result<Guide> translation_of(GuideView const& source, std::string language, Translator translator);

}  // namespace collegium::federation::guides
