#include "server/pages/guides/guide_look.hpp"

#include "federation/content/markdown.hpp"
#include "server/guides/link_checks.hpp"

namespace collegium::server::pages {

using storage::ReadTx;
using storage::Tables;

namespace {

std::optional<SourceLine> source_line(
    ReadTx const& tx, Tables const& tables, guides::Source const& source, timeline::Viewer const& viewer
) {
    if (source.empty()) return std::nullopt;
    return SourceLine{thing_line(tx, tables, source.guide, viewer), guides::freshness_of(tx, tables, source)};
}

void add_people(ReadTx const& tx, Tables const& tables, GuideLook& look) {
    auto const& guide = look.guide.guide;
    if (guide.evidence) look.rater = person_line(tx, tables, guide.evidence->rater);
    for (auto const& each : guide.contributors)
        look.contributors.push_back({person_line(tx, tables, each.iri), each.voice});
}

void add_origins(ReadTx const& tx, Tables const& tables, GuideLook& look, timeline::Viewer const& viewer) {
    auto const& guide = look.guide.guide;
    look.adapted_from = source_line(tx, tables, guide.adapted_from, viewer);
    look.translation_of = source_line(tx, tables, guide.translation_of, viewer);
    for (auto const& each : guide.derived_from) look.questions.push_back(thing_line(tx, tables, each, viewer));
    look.made = guides::made_from(tx, tables, look.guide.post.handle, viewer);
    auto const licensed = guides::check_licences(tx, tables, guide, look.guide.post.author.handle);
    if (!licensed) look.licence_problem = licensed.error().detail();
}

void put_into_html(GuideLook& look) {
    auto const& guide = look.guide.guide;
    for (std::size_t i = 0; i < guides::section_count; ++i)
        look.words[i] = federation::content::to_html(guide.sections[i]);
    if (guide.evidence) look.rationale = federation::content::to_html(guide.evidence->rationale);
}

}  // namespace

std::optional<GuideLook> look_at_guide(
    storage::Store const& store, storage::Handle guide, std::string_view version, timeline::Viewer const& viewer
) {
    auto look = store.read([&](auto const& tx, auto const& tables) -> std::optional<GuideLook> {
        auto found = version.empty() ? guides::find_guide(tx, tables, guide, viewer)
                                     : guides::find_version(tx, tables, guide, version, viewer);
        if (!found) return std::nullopt;
        GuideLook seen;
        seen.guide = *std::move(found);
        add_people(tx, tables, seen);
        add_origins(tx, tables, seen, viewer);
        seen.reviews = look_at_reviews(tx, tables, seen.guide, viewer);
        for (auto const& each : seen.guide.guide.references)
            seen.dead.push_back(server::guides::dead_since(tx, tables, guides::link_of(each)));
        seen.comments = comments_below(tx, tables, guide, viewer);
        return seen;
    });
    if (!look) return look;
    put_into_html(*look);
    put_into_html(look->reviews);
    return look;
}

}  // namespace collegium::server::pages
