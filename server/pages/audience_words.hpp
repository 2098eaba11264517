// Audience words: whom a thing is for, as people choose it where they write.
#pragma once

#include "federation/timeline.hpp"
#include "server/forms.hpp"
#include "server/pages/page.hpp"

#include <span>

namespace collegium::server::pages {

struct AudienceChoice {
    storage::Audience audience;
    std::string_view word;   // of the forms, and of the wire where a community says how wide it is
    std::string_view label;  // what people read
};

// All five, the widest first.
std::span<AudienceChoice const> audience_choices() noexcept;

// Those that can be chosen for what is written in a community. None is for more people than `widest`, which is what the
// community is for at most; what stays at this node can be said only in a community of this node.
std::vector<AudienceChoice> audiences_in(federation::timeline::ActorView const& community, storage::Audience widest);

// The choice that a form made in its field "audience"; nothing if it is none of these.
std::optional<storage::Audience> audience_chosen(Form const& form, std::span<AudienceChoice const> among);

// For whom something is that this member writes where others' things are for `audience`: a pupil's stays here.
storage::Audience audience_for(Call const& call, storage::Audience audience) noexcept;

// At AUDIENCES: the choices, one below the other, each with a picture of how wide it is.
void show_audiences(Values& values, std::span<AudienceChoice const> choices, storage::Audience chosen);

// At AUDIENCE: whom something is for that nobody can choose, with the same picture.
void show_audience(Values& values, storage::Audience audience);

}  // namespace collegium::server::pages
