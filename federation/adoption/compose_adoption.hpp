// Composing: what a school says of its use of a guide, put into words of the wire. It takes an adoption back by
// deleting it (Composer::delete_object).
#pragma once

#include "federation/adoption/adoption.hpp"
#include "federation/messages/compose.hpp"
#include "federation/timeline.hpp"

namespace collegium::federation::adoption {

class AdoptionComposer {
public:
    // school: its name, for those who know no adoptions.
    AdoptionComposer(std::string origin, std::string school, Clock const& clock, storage::IdSource& ids)
        : origin_{std::move(origin)}, school_{std::move(school)}, clock_{clock}, ids_{ids} {}

    // Below the guide and for whom the guide is, told to its author. school: the node's own actor; adoption: without
    // problems_here.
    Composed adopt(Author const& school, Adoption const& adoption, timeline::PostView const& guide) const;
    Composed revise(
        Author const& school, Adoption const& adoption, timeline::PostView const& guide, Edited const& standing
    ) const;

private:
    Composed put_into_words(
        Author const& school,
        std::string_view type,
        Adoption const& adoption,
        timeline::PostView const& guide,
        Publication const& published,
        storage::LocalId number
    ) const;

    std::string origin_;
    std::string school_;
    Clock const& clock_;
    storage::IdSource& ids_;
};

}  // namespace collegium::federation::adoption
