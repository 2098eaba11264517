#include "federation/guides/authorship.hpp"

#include "storage/names.hpp"

#include <algorithm>

namespace collegium::federation::guides {

using storage::Handle;
using storage::ReadTx;
using storage::Tables;

std::vector<std::string> both_voices() {
    return {std::string{name_of(Voice::practitioner)}, std::string{name_of(Voice::academic)}};
}

bool wants_both_voices(JsonValue const& community) {
    auto const* const said = member(community, voices_member);
    if (said == nullptr || !said->IsArray()) return false;
    auto const names = [&](Voice voice) {
        auto const values = said->GetArray();
        return std::any_of(values.begin(), values.end(), [&](JsonValue const& each) {
            return text_of(each) == name_of(voice);
        });
    };
    return names(Voice::practitioner) && names(Voice::academic);
}

bool wants_both_voices(ReadTx const& tx, Tables const& tables, Handle community) {
    auto const record = tables.actors.get(tx, community);
    return record && record->both_voices;
}

Handle community_of(ReadTx const& tx, Tables const& tables, Object const& object) {
    auto const group = [&](std::string_view iri) -> Handle {
        auto const handle = iri.empty() ? std::nullopt : storage::find_handle(tx, tables, iri);
        auto const record = handle ? tables.actors.get(tx, *handle) : std::nullopt;
        return record && record->type == storage::ActorType::group ? *handle : Handle{0};
    };
    if (auto const named = group(object.audience); named != Handle{0}) return named;
    for (auto const& each : object.addressees)
        if (auto const named = group(each); named != Handle{0}) return named;
    return Handle{0};
}

Result<void> check_authorship(ReadTx const& tx, Tables const& tables, Guide const& guide, Handle community) {
    if (guide.state != GuideState::published || !wants_both_voices(tx, tables, community)) return {};
    return check_voices(guide);
}

}  // namespace collegium::federation::guides
