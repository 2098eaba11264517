// Templates: what a community of a kind begins with, so that one step gives it its rights, its audience, its rules and
// its first pages (needs B9).
#pragma once

#include "storage/community_records.hpp"

#include <span>
#include <string_view>

namespace collegium::server::communities {

// A question that stands pinned from the first day.
struct FirstPage {
    std::string_view title;
    std::string_view words;  // Markdown
};

struct Template {
    storage::CommunityKind kind{};
    std::string_view label;  // for people
    std::string_view hint;
    storage::JoinPolicy join{};
    storage::Answerers answers{};
    storage::Audience audience{};
    bool holds = false;
    bool needs_deputy = false;  // a second grown-up who runs it from the beginning
    std::string_view rules;     // Markdown
    std::span<FirstPage const> pages{};
};

// The first is for whatever fits no other.
std::span<Template const> templates() noexcept;

Template const& template_of(storage::CommunityKind kind) noexcept;

storage::CommunityRecord terms_of(Template const& from);

}  // namespace collegium::server::communities
