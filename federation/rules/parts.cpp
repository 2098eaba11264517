#include "federation/rules/parts.hpp"

#include "federation/adoption/adoption_json.hpp"
#include "federation/adoption/keeping.hpp"
#include "federation/community/audience.hpp"
#include "federation/events/captured.hpp"
#include "federation/guides/versions.hpp"
#include "federation/instruments/versions.hpp"
#include "federation/notify/outside_review.hpp"
#include "federation/projects/keeping.hpp"
#include "federation/reviews/keeping.hpp"
#include "federation/signposts/keeping.hpp"
#include "federation/statements/keeping.hpp"

namespace collegium::federation::rules {

namespace {

// What words below another thing point to: links to what belongs together, and tools for measuring.
std::vector<std::string> pointed_to(JsonValue const& object) {
    std::vector<std::string> names;
    for (auto const& link : links_of(object)) names.push_back(link.href);
    auto const adoption = adoption::adoption_in(object);
    if (!adoption) return names;
    for (auto const* const measure : {&adoption->baseline, &adoption->follow_up})
        if (*measure) names.push_back((*measure)->instrument);
    return names;
}

Result<void> check_pointed_to(Context const& context, Object const& object) {
    if (!context.local || context.activity.object() == nullptr) return {};
    if (community::tells_too_much(context, object, pointed_to(*context.activity.object())))
        return Refusal{Reason::not_allowed, "it names a thing that is not for all who would read this"};
    return {};
}

}  // namespace

Result<void> check_parts(Context const& context, Object const& object) {
    if (auto const sound = guides::check_words(context, object); !sound) return sound;
    if (auto const sound = instruments::check_words(context, object); !sound) return sound;
    if (auto const sound = projects::check_words(context, object); !sound) return sound;
    if (auto const sound = signposts::check_words(context, object); !sound) return sound;
    if (auto const sound = events::check_origins(context, object); !sound) return sound;
    return check_pointed_to(context, object);
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
