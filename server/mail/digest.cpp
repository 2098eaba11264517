#include "server/mail/digest.hpp"

#include "server/notifications/news_list.hpp"
#include "storage/ids.hpp"

namespace collegium::server::mail {

namespace community = federation::community;
namespace timeline = federation::timeline;

using community::Viewer;
using storage::Handle;
using storage::LocalId;
using storage::ObjectRecord;
using storage::PlaceKey;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::size_t most_titles = 10;
constexpr std::size_t most_topics = 200;  // of a community that are looked at for new replies
constexpr std::uint64_t most_unread = 99;

class Look {
public:
    Look(ReadTx const& tx, Tables const& tables, Handle member, Instant since)
        : tx_{tx}, tables_{tables}, member_{member}, since_{storage::IdSource::at(since)} {}

    CommunityNews at(timeline::ActorView const& where) const {
        CommunityNews news;
        news.name = where.display;
        news.path = "/c/" + where.name + (where.local ? "" : "@" + where.host);
        std::size_t left = most_topics;
        tables_.topics.descend(tx_, {where.handle, LocalId{~0ull}}, [&](PlaceKey const& key, Handle question) {
            if (key.under != where.handle || left-- == 0) return false;
            if (key.number >= since_) add_question(news, question);
            news.replies += replies_to(question);
            return true;
        });
        return news;
    }

private:
    std::optional<ObjectRecord> shown(Handle thing) const {
        auto const record = tables_.objects.get(tx_, thing);
        bool const seen = record && record->author != member_ && community::is_visible(tx_, tables_, thing, *record) &&
                          community::is_meant_for(tx_, tables_, Viewer::of_member(member_), thing, *record);
        return seen ? record : std::nullopt;
    }

    void add_question(CommunityNews& news, Handle question) const {
        auto const record = shown(question);
        if (!record) return;
        // Mail goes through strangers' hands: a title that strangers may not read stays here.
        bool const open = community::is_meant_for(tx_, tables_, Viewer{}, question, *record);
        auto const post = open && news.questions.size() < most_titles
                              ? timeline::find_post(tx_, tables_, question, Viewer::of_member(member_))
                              : std::nullopt;
        if (!post || post->title().empty()) {
            ++news.more_questions;
            return;
        }
        news.questions.push_back({post->title(), "/post/" + std::to_string(static_cast<std::uint64_t>(post->number))});
    }

    std::uint64_t replies_to(Handle question) const {
        std::uint64_t count = 0;
        tables_.replies.ascend(tx_, {question, since_}, [&](PlaceKey const& key, Handle reply) {
            if (key.under == question && shown(reply)) ++count;
            return key.under == question;
        });
        return count;
    }

    ReadTx const& tx_;
    Tables const& tables_;
    Handle member_;
    LocalId since_;
};

}  // namespace

Instant last_monday(Instant now) {
    using namespace std::chrono;
    constexpr Instant first{days{4} + hours{7}};  // 5 January 1970 was a Monday
    auto const weeks_since = floor<weeks>(now - first);
    return first + weeks_since;
}

std::optional<Digest> digest_for(ReadTx const& tx, Tables const& tables, Handle member, Instant since) {
    Look const look{tx, tables, member, since};
    Digest digest;
    for (auto const& each : timeline::communities_of(tx, tables, member)) {
        if (each.state != storage::FollowState::accepted) continue;
        auto news = look.at(each.community);
        if (!news.questions.empty() || news.more_questions + news.replies > 0)
            digest.communities.push_back(std::move(news));
    }
    if (digest.communities.empty()) return std::nullopt;
    digest.unread = server::notifications::count_unread(tx, tables, member, most_unread);
    return digest;
}

}  // namespace collegium::server::mail
