// News rows: what was passed on by something that members follow, a card for each thing.
#pragma once

#include "federation/subjects/reading.hpp"
#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

constexpr std::size_t news_on_a_page = 20;

// At NEWS. with_source: each line says by whom it came.
void show_news(Values& page, federation::subjects::News const& news, bool with_source);

// Where the page of a subject, or of whatever else is offered to follow, is on this node; and below what forms follow
// it.
std::string offer_path(timeline::ActorView const& offer);
std::string offer_form_path(timeline::ActorView const& offer);

}  // namespace collegium::server::pages
