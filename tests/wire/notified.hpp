// Notified: a school with a guide, and a service outside that reviews. The service is a host that answers, and notices
// that a test writes.
#pragma once

#include "federation/notify/notice.hpp"
#include "federation/notify/outside_review.hpp"
#include "federation/notify/service.hpp"
#include "federation/reviews/compose_review.hpp"
#include "federation/reviews/requests.hpp"
#include "storage/names.hpp"
#include "tests/federation/library.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

namespace collegium::tests {

constexpr std::string_view review_offer = R"(["Offer","coar-notify:ReviewAction"])";
constexpr std::string_view review_announce = R"(["Announce","coar-notify:ReviewAction"])";

struct Notified : Front {
    Notified() {
        village.scripted["reviews.test"] = [this](federation::OutgoingRequest const& request) {
            posted.push_back(request);
            return status(its_status);
        };
        registered.name = "prereview";
        registered.display_name = "PRE review";
        registered.id = "https://reviews.test/";
        registered.inbox = "https://reviews.test/inbox";
        registered.shown = "ours-at-theirs";
        register_it();
        guide = published(storage::Audience::everyone);
    }
    ~Notified() { village.scripted.erase("reviews.test"); }
    Notified(Notified const&) = delete;
    Notified& operator=(Notified const&) = delete;

    void register_it() { service = try_to_register(registered).value(); }

    Result<storage::Handle> try_to_register(federation::notify::NewService const& wanted) {
        storage::Store::Change<storage::Handle> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
            return federation::notify::register_service(
                tx,
                tables,
                north.node.keyring,
                north.settings.origin(),
                wanted,
                spare_keys(0),
                "theirs-at-ours",
                north.node.clock.now()
            );
        };
        return north.node.store.write_now(change);
    }

    void remove_it() {
        storage::Store::Change<bool> const change = [&](storage::WriteTx& tx, storage::Tables& tables) {
            return Result<bool>{federation::notify::remove_service(tx, tables, "prereview")};
        };
        REQUIRE(north.node.store.write_now(change).value());
    }

    // IRI of a new guide of ada's.
    std::string published(storage::Audience audience) {
        federation::guides::GuideComposer const composer{north.settings.origin(), north.node.clock, north.node.ids};
        auto const composed = composer.publish(author_of(ada), {club, whole_guide(), audience});
        REQUIRE(perform(ada, composed));
        settle();
        version = federation::guides::version_of(*composed.activity.object());
        return composed.activity.object_id();
    }

    federation::Composed request_about(std::string const& what) {
        federation::reviews::ReviewRequest request;
        request.guide = what;
        request.version = version;
        request.target = "https://north.test/u/prereview";
        request.track = federation::reviews::ReviewTrack::expert;
        federation::reviews::ReviewComposer const composer{north.settings.origin(), north.node.clock, north.node.ids};
        return composer.ask(author_of(ada), request);
    }

    // The notice that the service gets of ada's request.
    std::string asked() {
        offer = request_about(guide).activity.bytes();
        auto const act = federation::Activity::read(offer).value();
        REQUIRE(perform(ada, {act, north.node.ids.next()}));
        settle();
        REQUIRE(posted.size() == 1);
        return posted.back().body;
    }

    // A notice of the service's. object: JSON; rest: more members, each with a comma before it.
    static std::string notice(
        std::string const& id, std::string_view type, std::string const& object, std::string const& rest = ""
    ) {
        return R"({"@context":["https://www.w3.org/ns/activitystreams","https://coar-notify.net"],"id":")" + id +
               R"(","type":)" + std::string{type} +
               R"(,"origin":{"id":"https://reviews.test/","type":"Service","inbox":"https://reviews.test/inbox"},)"
               R"("target":{"id":"https://north.test/","type":"Service","inbox":"https://north.test/ldn/inbox"},)"
               R"("object":)" +
               object + rest + "}";
    }

    static std::string reply_to(std::string const& request) {
        return R"(,"inReplyTo":")" + member_of(request, "id") + "\"";
    }

    // Something that a repository elsewhere wants reviewed.
    static std::string wanted_work(std::string const& item = "https://repository.test/1.pdf") {
        return R"({"id":"https://repository.test/1","type":["Page","sorg:AboutPage"],)"
               R"("ietf:cite-as":"https://doi.org/10.5555/1")" +
               (item.empty() ? "" : R"(,"ietf:item":{"id":")" + item + R"(","mediaType":"application/pdf"})") + "}";
    }

    static std::string a_review(std::string const& about, std::string const& rest) {
        return notice(
            "urn:uuid:0b3f0001",
            review_announce,
            R"({"id":"https://reviews.test/reviews/7","type":["Document","sorg:Review"],)"
            R"("ietf:cite-as":"https://doi.org/10.5555/7"})",
            R"(,"context":{"id":")" + about + R"(","type":"Page"})" + rest
        );
    }

    server::Request carrying(std::string const& body) {
        auto request = request_for(server::Method::post, "/ldn/inbox");
        request.fields.push_back(
            {"Content-Type", R"(application/ld+json;profile="https://www.w3.org/ns/activitystreams")"}
        );
        request.fields.push_back({"Authorization", "Bearer theirs-at-ours"});
        request.body = body;
        return request;
    }

    unsigned send(std::string const& body) {
        auto const code = answer(carrying(body)).status();
        settle();
        return code;
    }

    federation::reviews::RequestView standing() {
        auto const act = federation::Activity::read(offer).value();
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const viewer = federation::community::Viewer::of_member(ada.handle);
            return federation::reviews::find_request(tx, tables, act.id().text(), viewer).value();
        });
    }

    std::vector<federation::notify::OutsideReviewView> shown_reviews() {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const handle = storage::find_handle(tx, tables, guide).value();
            return federation::notify::outside_reviews_of(tx, tables, handle);
        });
    }

    // The newest question in the club; nothing if there is none.
    std::optional<federation::timeline::PostView> newest_question() {
        return north.node.store.read(
            [&](auto const& tx, auto const& tables) -> std::optional<federation::timeline::PostView> {
                auto const community = storage::find_handle(tx, tables, club).value();
                auto const page =
                    federation::timeline::questions_in(tx, tables, community, storage::LocalId{~std::uint64_t{0}}, 1);
                return page.lines.empty() ? std::nullopt : std::optional{page.lines.front().question};
            }
        );
    }

    Person ada = add_person("ada"), ben = add_person("ben");
    std::string club = "https://north.test" + found("club", "ada");
    federation::notify::NewService registered;
    storage::Handle service{};
    std::vector<federation::OutgoingRequest> posted;  // what the service was sent
    unsigned its_status = 201;
    std::string guide;
    std::string version;  // its name
    std::string offer;    // ada's request, as an act
};

}  // namespace collegium::tests
