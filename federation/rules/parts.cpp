#include "federation/rules/parts.hpp"

#include "federation/adoption/keeping.hpp"
#include "federation/events/captured.hpp"
#include "federation/guides/versions.hpp"
#include "federation/instruments/versions.hpp"
#include "federation/notify/outside_review.hpp"
#include "federation/projects/keeping.hpp"
#include "federation/reviews/keeping.hpp"
#include "federation/signposts/keeping.hpp"
#include "federation/statements/keeping.hpp"

namespace collegium::federation::rules {

Result<void> check_parts(Context const& context, Object const& object) {
    if (auto const sound = guides::check_words(context, object); !sound) return sound;
    if (auto const sound = instruments::check_words(context, object); !sound) return sound;
    if (auto const sound = projects::check_words(context, object); !sound) return sound;
    if (auto const sound = signposts::check_words(context, object); !sound) return sound;
    return events::check_origins(context, object);
}

void keep_parts(Context const& context, Object const& object) {
    guides::keep_version(context, object);
    instruments::keep_version(context, object);
    projects::keep(context, object);
    signposts::keep(context, object);
    events::keep_origins(context, object);
    reviews::keep(context, object);
    notify::keep_outside_review(context, object);
    adoption::keep(context, object);
    statements::keep(context, object);
}

}  // namespace collegium::federation::rules
