#include "federation/guides/origins.hpp"

#include "federation/guides/licence.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::guides {

using storage::Derivation;
using storage::Edge;
using storage::Handle;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_offshoots = 100;

// What the newest version says: an older one may have come from elsewhere.
std::optional<Derivation> derivation_of(Guide const& guide, std::string const& source) {
    if (guide.translation_of.guide == source) return Derivation::translation;
    if (guide.adapted_from.guide == source) return Derivation::adaptation;
    bool const asked = std::ranges::find(guide.derived_from, source) != guide.derived_from.end();
    return asked ? std::optional{Derivation::from_question} : std::nullopt;
}

Source const& source_of(Guide const& guide, Derivation how) {
    return how == Derivation::translation ? guide.translation_of : guide.adapted_from;
}

Offshoot offshoot_of(ReadTx const& tx, Tables const& tables, GuideView&& guide, Derivation how) {
    auto const freshness =
        how == Derivation::from_question ? Freshness::fresh : freshness_of(tx, tables, source_of(guide.guide, how));
    return {std::move(guide), how, freshness};
}

bool comes_before(Offshoot const& first, Offshoot const& second) {
    if (first.how != second.how) return first.how > second.how;
    return first.how == Derivation::translation && first.guide.guide.translator < second.guide.guide.translator;
}

Result<void> check_licence(
    ReadTx const& tx, Tables const& tables, Source const& source, Handle author, std::string_view licence
) {
    auto const handle = storage::find_handle(tx, tables, source.guide);
    auto const record = handle ? tables.objects.get(tx, *handle) : std::nullopt;
    if (!record || record->author == author) return {};
    auto original = words_of_version(tx, tables, *handle, source.version);
    // A version that is not here lets nobody pass by the licence of one that is.
    if (!original) original = words_of_version(tx, tables, *handle, current_version(tx, tables, *handle));
    return original ? check_adaptation(original->licence, licence) : Result<void>{};
}

// A work of its own: its history begins anew, and who reviewed or rated the source has not seen this one.
Guide begun_anew(Guide guide) {
    guide.previous.clear();
    guide.revision = 1;
    guide.state = GuideState::draft;
    guide.review_by.clear();
    guide.derived_from.clear();
    guide.adapted_from = {};
    guide.translation_of = {};
    guide.translator = Translator::human;
    guide.evidence.reset();
    return guide;
}

Result<void> check_changeable(GuideView const& source) {
    return check_adaptation(source.guide.licence, source.guide.licence);
}

}  // namespace

Freshness freshness_of(ReadTx const& tx, Tables const& tables, Source const& source) {
    if (source.empty()) return Freshness::fresh;
    auto const handle = storage::find_handle(tx, tables, source.guide);
    auto const newest = handle ? current_version(tx, tables, *handle) : std::string{};
    auto const digest = digest_of(source.version);
    bool const is_known = digest && handle && tables.guide_versions.contains(tx, {*handle, *digest});
    if (newest.empty() || !is_known) return Freshness::unknown;
    return newest == source.version ? Freshness::fresh : Freshness::stale;
}

std::vector<Offshoot> made_from(ReadTx const& tx, Tables const& tables, Handle thing, timeline::Viewer const& viewer) {
    auto const name = storage::iri_of(tx, tables, thing);
    std::vector<Offshoot> found;
    tables.derived.ascend(tx, Edge{thing, Handle{0}}, [&](Edge const& key, Derivation) {
        if (key.of != thing) return false;
        auto guide = find_guide(tx, tables, key.by, viewer);
        auto const how = guide ? derivation_of(guide->guide, name) : std::nullopt;
        if (how) found.push_back(offshoot_of(tx, tables, *std::move(guide), *how));
        return found.size() < most_offshoots;
    });
    std::ranges::stable_sort(found, comes_before);
    return found;
}

Result<void> check_licences(ReadTx const& tx, Tables const& tables, Guide const& guide, Handle author) {
    for (auto const* const source : {&guide.adapted_from, &guide.translation_of})
        if (auto const allowed = check_licence(tx, tables, *source, author, guide.licence); !allowed) return allowed;
    return {};
}

Result<Guide> adaptation_of(GuideView const& source) {
    if (auto const allowed = check_changeable(source); !allowed) return allowed.error();
    auto guide = begun_anew(source.guide);
    guide.adapted_from = {source.post.iri, source.version};
    guide.contributors.clear();
    return guide;
}

Result<Guide> translation_of(GuideView const& source, std::string language, Translator translator) {
    if (auto const allowed = check_changeable(source); !allowed) return allowed.error();
    auto guide = begun_anew(source.guide);
    guide.translation_of = {source.post.iri, source.version};
    guide.translator = translator;
    guide.language = std::move(language);
    guide.contributors.clear();
    return guide;
}

}  // namespace collegium::federation::guides
