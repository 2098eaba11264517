#include "federation/community/pulse.hpp"

#include <algorithm>

namespace collegium::federation::community {

using storage::Edge;
using storage::Handle;
using storage::LocalId;
using storage::ObjectKind;
using storage::ObjectRecord;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr auto week = std::chrono::hours{24 * 7};
constexpr std::size_t most_questions = 1'000, most_replies = 10'000;

using Hours = std::vector<std::uint64_t>;

std::optional<std::uint64_t> median(Hours hours) {
    if (hours.empty()) return std::nullopt;
    auto const middle = hours.begin() + static_cast<std::ptrdiff_t>(hours.size() / 2);
    std::ranges::nth_element(hours, middle);
    return *middle;
}

class Counting {
public:
    Counting(ReadTx const& tx, Tables const& tables, Viewer const& viewer, Instant now)
        : tx_{tx}, tables_{tables}, viewer_{viewer}, end_{std::chrono::ceil<std::chrono::days>(now)} {
        for (std::size_t at = 0; at < Pulse::weeks; ++at)
            pulse_.by_week[at].begin = end_ - week * static_cast<int>(Pulse::weeks - at);
    }

    Pulse count(Handle community) {
        std::size_t seen = 0;
        tables_.topics.descend(tx_, PlaceKey{community, LocalId{~0ull}}, [&](PlaceKey const& key, Handle question) {
            if (key.under != community) return false;
            if (++seen > most_questions || replies_ >= most_replies) {
                pulse_.complete = false;
                return false;
            }
            auto const record = shown(question);
            if (record && record->kind == ObjectKind::question) add(question, *record);
            return true;
        });
        for (std::size_t at = 0; at < Pulse::weeks; ++at) pulse_.by_week[at].hours_to_answer = median(waits_[at]);
        Hours all;
        for (auto const& each : waits_) all.insert(all.end(), each.begin(), each.end());
        pulse_.hours_to_answer = median(std::move(all));
        return pulse_;
    }

private:
    std::optional<ObjectRecord> shown(Handle thing) const {
        auto record = tables_.objects.get(tx_, thing);
        bool const is_shown =
            record && is_meant_for(tx_, tables_, viewer_, thing, *record) && is_visible(tx_, tables_, thing, *record);
        return is_shown ? record : std::nullopt;
    }

    // Nothing for what lies before these weeks; what claims to be from the future is of the last one.
    std::optional<std::size_t> week_of(Instant when) const {
        auto const begin = pulse_.by_week.front().begin;
        if (when < begin) return std::nullopt;
        return std::min<std::size_t>(static_cast<std::size_t>((when - begin) / week), Pulse::weeks - 1);
    }

    void add(Handle question, ObjectRecord const& asked) {
        std::optional<Instant> first;
        tables_.replies.ascend(tx_, PlaceKey{question, LocalId{0}}, [&](PlaceKey const& key, Handle reply) {
            if (key.under != question) return false;
            if (++replies_ > most_replies) {
                pulse_.complete = false;
                return false;
            }
            auto const record = shown(reply);
            if (!record || record->kind != ObjectKind::answer) return true;
            if (auto const at = week_of(record->published)) ++pulse_.by_week[*at].answers;
            first = first ? std::min(*first, record->published) : record->published;
            return true;
        });
        if (!pulse_.complete) return;  // nobody knows whether it was answered
        add_accepted(question);
        auto const at = week_of(asked.published);
        if (!at) return;
        ++pulse_.by_week[*at].questions;
        ++pulse_.asked;
        if (!first) {
            ++pulse_.unanswered;
            return;
        }
        auto const waited = std::max(*first - asked.published, std::chrono::milliseconds{0});
        waits_[*at].push_back(static_cast<std::uint64_t>(std::chrono::floor<std::chrono::hours>(waited).count()));
    }

    // An answer counts once, in the week of the first acceptance that is kept.
    void add_accepted(Handle question) {
        tables_.accepted.ascend(tx_, Edge{question, Handle{0}}, [&](Edge const& key, storage::Acceptance const& how) {
            if (key.of != question) return false;
            auto const entry = shown(key.by) ? tables_.log.get(tx_, how.seq) : std::nullopt;
            auto const at = entry ? week_of(entry->received) : std::nullopt;
            if (at) ++pulse_.by_week[*at].accepted;
            return true;
        });
    }

    ReadTx const& tx_;
    Tables const& tables_;
    Viewer viewer_;
    Instant end_;
    Pulse pulse_;
    std::array<Hours, Pulse::weeks> waits_;
    std::size_t replies_ = 0;
};

}  // namespace

Pulse pulse_of(ReadTx const& tx, Tables const& tables, Handle community, Instant now, Viewer const& viewer) {
    return Counting{tx, tables, viewer, now}.count(community);
}

}  // namespace collegium::federation::community
