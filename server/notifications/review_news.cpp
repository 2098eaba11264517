#include "server/notifications/review_news.hpp"

#include "federation/reviews/overrides.hpp"
#include "storage/names.hpp"

#include <algorithm>

namespace collegium::server::notifications {

namespace reviews = federation::reviews;

using storage::ActorType;
using storage::Edge;
using storage::Handle;
using storage::News;
using storage::ReadTx;
using storage::RequestAnswer;
using storage::RequestAnswerRecord;
using storage::Tables;

namespace {

struct Request {
    Handle offer{};
    storage::ReviewRequestRecord record;
};

// The request that an Offer made, if it is kept.
std::optional<Request> request_of(ReadTx const& tx, Tables const& tables, federation::Activity const& offer) {
    auto const handle = storage::find_handle(tx, tables, offer.id().text());
    auto const record = handle ? tables.review_requests.get(tx, *handle) : std::nullopt;
    return record ? std::optional{Request{*handle, *record}} : std::nullopt;
}

std::vector<Handle> people_who_took_it_on(ReadTx const& tx, Tables const& tables, Handle offer) {
    std::vector<Handle> people;
    tables.request_answers
        .ascend(tx, Edge{offer, storage::no_one}, [&](Edge const& key, RequestAnswerRecord const& record) {
            if (key.of != offer) return false;
            bool const willing = record.answer == RequestAnswer::accepted || record.answer == RequestAnswer::later;
            if (willing) people.push_back(key.by);
            return people.size() < most_told;
        });
    return people;
}

}  // namespace

std::vector<Handle> people_asked(ReadTx const& tx, Tables const& tables, Handle target) {
    auto const actor = tables.actors.get(tx, target);
    if (!actor || actor->type != ActorType::group) return {target};
    std::vector<Handle> people;
    tables.moderators.ascend(tx, Edge{target, storage::no_one}, [&](Edge const& key, storage::Ruling const&) {
        if (key.of == target) people.push_back(key.by);
        return key.of == target && people.size() < most_told;
    });
    return people;
}

std::vector<Notice> news_of_request(ReadTx const& tx, Tables const& tables, federation::Activity const& offer) {
    std::vector<Notice> notices;
    auto const request = request_of(tx, tables, offer);
    if (!request) return notices;
    for (auto const each : people_asked(tx, tables, request->record.target))
        notices.push_back({each, News::review_request, request->record.by, request->offer});
    return notices;
}

std::vector<Notice> news_of_answer(ReadTx const& tx, Tables const& tables, Handle offer, Handle by) {
    auto const request = tables.review_requests.get(tx, offer);
    if (!request || !tables.request_answers.contains(tx, {offer, by})) return {};
    return {{request->by, News::review_answer, by, offer}};
}

std::vector<Notice> news_of_withdrawal(ReadTx const& tx, Tables const& tables, federation::Activity const& offer) {
    std::vector<Notice> notices;
    auto const request = request_of(tx, tables, offer);
    if (!request || request->record.withdrawn == storage::Seq{0}) return notices;
    auto people = people_asked(tx, tables, request->record.target);
    for (auto const each : people_who_took_it_on(tx, tables, request->offer))
        if (std::ranges::find(people, each) == people.end()) people.push_back(each);
    for (auto const each : people)
        notices.push_back({each, News::review_withdrawn, request->record.by, request->offer});
    return notices;
}

std::vector<Notice> news_of_review(ReadTx const& tx, Tables const& tables, Handle thing) {
    std::vector<Notice> notices;
    auto const record = tables.objects.get(tx, thing);
    auto const review = record ? tables.reviews.get(tx, {record->parent, thing}) : std::nullopt;
    if (!review) return notices;
    auto const guide = tables.objects.get(tx, record->parent);
    auto const request = tables.review_requests.get(tx, review->request);
    if (guide) notices.push_back({guide->author, News::review, record->author, thing});
    if (request) notices.push_back({request->by, News::review, record->author, thing});
    return notices;
}

std::vector<Notice> news_of_override(ReadTx const& tx, Tables const& tables, Handle review) {
    std::vector<Notice> notices;
    auto const record = tables.objects.get(tx, review);
    auto const word = record ? reviews::override_of(tx, tables, review) : std::nullopt;
    if (!word) return notices;
    notices.push_back({record->author, News::review_override, word->by, review});
    if (auto const guide = tables.objects.get(tx, record->parent))
        notices.push_back({guide->author, News::review_override, word->by, review});
    return notices;
}

}  // namespace collegium::server::notifications
