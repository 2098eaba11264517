// Thing link: that two things belong together, as a Link among the tags of the comment that says so.
#pragma once

#include "federation/messages/json.hpp"

namespace collegium::federation {

enum class Relation { related, duplicate };

struct ThingLink {
    Relation relation{};
    std::string href;  // IRI of the other thing
    std::string name;  // its title: plain text

    bool operator==(ThingLink const&) const = default;
};

// Of an object: at most 10, with https addresses. Links of other relations are passed over.
std::vector<ThingLink> links_of(JsonValue const& object);

// As a tag of an object.
std::string link_tag(ThingLink const& link);

// "related" or "duplicate".
std::string_view name_of(Relation relation) noexcept;

}  // namespace collegium::federation
