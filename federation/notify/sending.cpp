#include "federation/notify/sending.hpp"

#include "federation/logged.hpp"
#include "federation/notify/notice.hpp"
#include "federation/notify/notice_text.hpp"
#include "federation/reviews/request.hpp"
#include "federation/signing/sign.hpp"
#include "federation/timeline.hpp"
#include "storage/names.hpp"

namespace collegium::federation::notify {

namespace asio = boost::asio;

using storage::Handle;
using storage::ReadTx;
using storage::Tables;

namespace {

constexpr std::string_view notice_type = R"(application/ld+json; profile="https://www.w3.org/ns/activitystreams")";

// What is known of the service and of the one who did the act.
struct Telling {
    ReadTx const& tx;
    Tables const& tables;
    std::string_view origin;
    Service const& service;

    Ends ends() const { return {std::string{origin}, service.record.id, service.record.inbox}; }

    Speaker speaker(std::string const& iri) const {
        auto const actor = storage::find_handle(tx, tables, iri);
        auto const view = actor ? timeline::find_actor(tx, tables, *actor) : std::nullopt;
        bool const is_service = actor && speaks_for_service(tx, tables, *actor);
        return {iri, view ? view->display : iri, is_service ? "Service" : "Person"};
    }
};

std::optional<std::string> request_of(Telling const& telling, Activity const& offer) {
    auto const request = reviews::request_in(offer);
    if (!request) return std::nullopt;
    auto const& asker = offer.actor().text();
    return request_text(
        telling.ends(), notice_id(offer.id().text()), telling.speaker(asker), request->guide, request->version
    );
}

// The request as it was made, whatever stands inside the Undo.
std::optional<std::string> withdrawal_of(Telling const& telling, Activity const& undo) {
    auto const seq = telling.tables.known.get(telling.tx, storage::hash_of(undo.object_id()));
    auto const offer = seq ? logged_activity(telling.tx, telling.tables, *seq) : std::nullopt;
    auto request = offer ? request_of(telling, *offer) : std::nullopt;
    if (!request) return std::nullopt;
    Answer const answer{"Undo", *std::move(request), notice_id(offer->id().text())};
    return answer_text(telling.ends(), notice_id(undo.id().text()), telling.speaker(undo.actor().text()), answer);
}

// What the service asked, and is asked here by this question.
std::optional<Notice> request_behind(Telling const& telling, std::string_view question) {
    auto const thing = storage::find_handle(telling.tx, telling.tables, question);
    auto const hash = thing ? telling.tables.questions_of_notices.get(telling.tx, *thing) : std::nullopt;
    auto kept = hash ? telling.tables.notices_in.get(telling.tx, *hash) : std::nullopt;
    auto notice = kept ? Notice::read(std::move(kept->body)) : Result<Notice>{Refusal{Reason::not_found, ""}};
    return notice ? std::optional{*std::move(notice)} : std::nullopt;
}

std::string answer_to(Telling const& telling, Activity const& act, std::string_view type, Notice const& request) {
    Answer const answer{type, without_context(request.json.root()), request.id};
    return answer_text(telling.ends(), notice_id(act.id().text()), telling.speaker(act.actor().text()), answer);
}

// The question itself is their first answer: it is looked at. Then somebody takes it up, and somebody answers.
std::optional<std::string> words_about(Telling const& telling, Activity const& act) {
    auto const* const object = act.object();
    if (object == nullptr) return std::nullopt;
    auto const replied = reference_member(*object, "inReplyTo");
    auto const thing = reference_member(*object, "id");
    auto const request = request_behind(telling, replied.empty() ? thing : replied);
    if (!request) return std::nullopt;
    if (replied.empty()) return answer_to(telling, act, "TentativeAccept", *request);
    if (!text_member(*object, "col:takeUp").empty()) return answer_to(telling, act, "Accept", *request);
    auto const by = telling.speaker(act.actor().text());
    return announcement_text(telling.ends(), notice_id(act.id().text()), by, thing, request->object, request->id);
}

std::optional<std::string> text_of_act(Telling const& telling, Activity const& act) {
    switch (act.verb()) {
        case Verb::offer: return request_of(telling, act);
        case Verb::undo: return withdrawal_of(telling, act);
        case Verb::create: return words_about(telling, act);
        default: return std::nullopt;
    }
}

struct Parcelled {
    Service service;
    std::optional<std::string> notice;
};

std::optional<Parcelled> packed(Node const& node, storage::EntryKey key) {
    return node.store.read([&](auto const& tx, auto const& tables) -> std::optional<Parcelled> {
        auto service = service_of_lane(tx, tables, key.of);
        // What waited is dropped with its service, also where the service was registered again meanwhile.
        if (!service || !tables.deliveries.contains(tx, key)) return std::nullopt;
        auto notice = notice_for(tx, tables, node.settings.origin(), key.seq, *service);
        return Parcelled{*std::move(service), std::move(notice)};
    });
}

OutgoingRequest request_with(Node const& node, Iri const& inbox, Service const& service, std::string notice) {
    OutgoingRequest request{"POST", std::string{inbox.host()}, std::string{inbox.target()}};
    request.fields.push_back({"Content-Type", std::string{notice_type}});
    request.fields.push_back({"Accept", "application/ld+json, application/json"});
    request.fields.push_back({"User-Agent", user_agent_of(node)});
    auto const token = service.record.shown.empty()
                           ? std::nullopt
                           : node.keyring.open_token(service.record.shown, service.record.inbox);
    if (token) request.fields.push_back({"Authorization", "Bearer " + *token});
    request.body = std::move(notice);
    return request;
}

}  // namespace

std::optional<std::string> notice_for(
    ReadTx const& tx, Tables const& tables, std::string_view origin, storage::Seq entry, Service const& service
) {
    auto const act = logged_activity(tx, tables, entry);
    if (!act) return std::nullopt;
    auto const text = text_of_act({tx, tables, origin, service}, *act);
    return text ? std::optional{finished(*text)} : std::nullopt;
}

asio::awaitable<Report> deliver(Node const& node, storage::EntryKey key) {
    auto parcel = packed(node, key);
    if (!parcel) co_return Report::refused("not a registered service any more");
    if (!parcel->notice) co_return Report::refused("the message was erased");
    auto const inbox = Iri::parse(parcel->service.record.inbox);
    if (!inbox) co_return Report::refused("an inbox that is no address");
    auto request = request_with(node, *inbox, parcel->service, *std::move(parcel->notice));
    auto const response = co_await node.network.exchange(std::move(request));
    co_return report_of(response, node.clock.now());
}

}  // namespace collegium::federation::notify
