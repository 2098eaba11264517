// What the pages of adoptions look up and say in the same way.
#pragma once

#include "federation/adoption/compose_adoption.hpp"
#include "federation/adoption/entering.hpp"
#include "federation/adoption/reading.hpp"
#include "server/pages/guides/guide_fields.hpp"

namespace collegium::server::pages {

using boost::asio::awaitable;

namespace adoption = federation::adoption;
namespace instruments = federation::instruments;

// The actor of the school itself.
storage::Handle school_of(App const& app);

// Whether the member who calls may speak for it (check_adopter).
bool may_adopt(App const& app, Call const& call);
Refusal only_research_lead();

// The adoption of ours that the address names by its digits. Nothing if there is none.
std::optional<adoption::AdoptionView> own_adoption(App const& app, Call const& call);

// The guide of an adoption of ours, as the school reads it.
std::optional<timeline::PostView> guide_below(App const& app, adoption::AdoptionView const& view);

// What is wrong, in the words that stand beside the fields; here: with what only this node can tell. thing: what is
// changed; 0: it is new.
FieldProblems problems_here(App const& app, adoption::Adoption const& words, storage::Handle thing);

// Says it for the school: anew, or in place of what stands. The member who calls looks after it from now on.
awaitable<Result<storage::Seq>> say(
    App const& app,
    Call const& call,
    timeline::PostView const& guide,
    adoption::Adoption const& words,
    adoption::AdoptionView const* standing
);

// Where the adoptions of a guide are read, and where one of them stands there.
std::string adoptions_path(timeline::PostView const& guide);
std::string own_adoption_path(adoption::AdoptionView const& view);

}  // namespace collegium::server::pages
