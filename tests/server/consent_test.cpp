// Consent of pupils (needs H5): who agrees from which age, what is closed without it on every way in, and what becomes
// of a pupil's words when it is taken back.
#include "federation/community/visibility.hpp"
#include "server/consent/consents.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"
#include "tests/server/member_program.hpp"
#include "tests/server/statuses.hpp"

using namespace collegium;
using namespace collegium::tests;
using storage::AgeBand;
using storage::ConsentRecord;

namespace {

boost::asio::awaitable<bool> done(boost::asio::awaitable<void> work) {
    co_await std::move(work);
    co_return true;
}

struct Consenting : Statuses {
    Consenting() {
        give_account(pia, "pia", true);
        change([](ConsentRecord& record) { record = {}; });
    }

    template <class Change>
    void change(Change apply) {
        storage::Store::Change<int> const write = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            auto record = tables.consents.get(tx, pia.handle).value_or(ConsentRecord{});
            apply(record);
            tables.consents.put(tx, pia.handle, record);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(write).value());
    }

    ConsentRecord consent() const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return server::consent::consent_of(tx, tables, pia.handle);
        });
    }

    bool is_deleted(std::string const& iri) const {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            auto const thing = storage::find_handle(tx, tables, iri).value();
            auto const record = tables.objects.get(tx, thing).value();
            return federation::community::state_of(tx, tables, thing, record) ==
                   storage::ObjectState::deleted_by_author;
        });
    }

    void agree_by_lead() {
        auto const recorded = lead.submit(
            pupil_page, {{"decision", "agree"}, {"agrees_writing", "1"}, {"agrees_council", "1"}, {"proof", "Folder 3"}}
        );
        REQUIRE(recorded.status() == 303);
    }

    std::string const pupil_page = "/safeguarding/pupils/pia";
    Person pia = add_person("pia");
    Person lead_herself = add_person("lena", storage::Roles::of(storage::Role::safeguarding_lead));
    Browser pia_there = Browser::of(*this, "pia"), lead = Browser::of(*this, "lena"), cem = Browser::of(*this, "cora");
    ApiClient as_pia = ApiClient::of(*this, "pia");
};

std::string const note = R"({"type":"Note","content":"Hello","to":["https://north.test/members"]})";

}  // namespace

TEST_CASE_FIXTURE(Consenting, "without consent a pupil reads, joins and reports, and writes by no way in") {
    auto const post = say(as_ada, "@algebra #question Why?");
    auto const before = north.entries();
    auto const asked = pia_there.submit("/c/algebra/ask", {{"title", "Why me?"}, {"words", "Because."}});
    CHECK(asked.status() == 403);
    CHECK(shows(asked, "Why me?"));
    CHECK(shows(asked, "See Settings, Consent"));
    auto const posted = as_pia.post("/api/v1/statuses", {{"status", "Hello"}});
    CHECK(posted.status() == 403);
    CHECK(error_of(posted).find("See Settings, Consent") != std::string::npos);
    CHECK(as_pia.post("/api/v1/statuses/" + post + "/favourite").status() == 403);
    auto const said = MemberProgram{*this, "pia"}.say(note);
    CHECK(said.status() == 403);
    Fields const profile{{"display_name", "Blue heron"}, {"note", "About me"}, {"audience", "public"}};
    auto const described = pia_there.submit("/settings/profile", profile);
    CHECK(described.status() == 403);
    CHECK(shows(described, "About me</textarea>"));
    CHECK(pia_there.submit("/settings/profile", without(profile, "note")).status() == 303);  // a name is needed
    CHECK(north.entries() == before);

    CHECK(as_pia.get("/api/v1/statuses/" + post).status() == 200);
    CHECK(pia_there.submit("/c/algebra/join").status() == 303);
    CHECK(as_pia.post("/api/v1/reports", {{"account_id", id_of(ada.handle)}, {"comment", "Look"}}).status() == 200);

    agree_by_lead();
    CHECK(pia_there.submit("/c/algebra/ask", {{"title", "Why me?"}, {"words", "Because."}}).status() == 303);
    CHECK(as_pia.post("/api/v1/statuses", {{"status", "Hello"}}).status() == 200);
    CHECK(MemberProgram{*this, "pia"}.say(note).status() == 201);
}

TEST_CASE_FIXTURE(Consenting, "who agrees depends on the age, and staff who look after pupils record it") {
    CHECK(cem.get("/safeguarding/pupils").status() == 404);
    CHECK(cem.submit(pupil_page, {{"decision", "agree"}, {"agrees_writing", "1"}}).status() == 404);
    CHECK(cem.get("/settings/consent").status() == 404);
    CHECK(shows(lead.get("/safeguarding/pupils"), "Reads only"));
    CHECK(shows(lead.get(pupil_page), "Not known"));
    CHECK(lead.get("/safeguarding/pupils/ada").status() == 404);  // no pupil
    auto const nothing = lead.submit(pupil_page, {{"decision", "agree"}, {"proof", "Folder 3"}});
    CHECK(nothing.status() == 422);
    CHECK(shows(nothing, "value=\"Folder 3\""));

    for (auto const* const young : {"under_13", "13_to_15"}) {
        CHECK(lead.submit(pupil_page, {{"decision", "band"}, {"band", young}}).status() == 303);
        CHECK(shows(pia_there.get("/settings/consent"), "younger than 16"));
        CHECK(pia_there.submit("/settings/consent", {{"agrees_writing", "1"}}).status() == 422);
    }
    bool const is_noted = north.node.store.read([](auto const& tx, auto const& tables) {
        bool found = false;
        tables.audit_log.each(tx, [&](storage::AuditNumber, storage::AuditRecord const& record) {
            found =
                found || (record.who == "lena" && record.what == "changed the age of a pupil" && record.about == "pia");
            return true;
        });
        return found;
    });
    CHECK(is_noted);
    CHECK(consent().given == Instant{});
    CHECK(lead.submit(pupil_page, {{"decision", "band"}, {"band", "16_to_17"}}).status() == 303);
    CHECK(pia_there.submit("/settings/consent", {{"agrees_writing", "1"}}).status() == 303);
    CHECK(consent().giver == storage::ConsentGiver::pupil);
    CHECK(as_pia.post("/api/v1/statuses", {{"status", "Hello"}}).status() == 200);

    // What somebody agreed to alone counts for nothing if they turn out to be too young.
    CHECK(lead.submit(pupil_page, {{"decision", "band"}, {"band", "13_to_15"}}).status() == 303);
    CHECK(as_pia.post("/api/v1/statuses", {{"status", "Hello again"}}).status() == 403);
}

TEST_CASE_FIXTURE(Consenting, "taking it back hides what a pupil wrote at once, and deletes it") {
    agree_by_lead();
    auto const first = say(as_pia, "First words"), second = say(as_pia, "Second words");
    auto const iri = status_member(as_ada.get("/api/v1/statuses/" + first), "uri");
    auto const other = status_member(as_ada.get("/api/v1/statuses/" + second), "uri");
    REQUIRE(
        as_pia.form(server::Method::patch, "/api/v1/accounts/update_credentials", {{"note", "About me"}}).status() ==
        200
    );
    settle();

    SUBCASE("hidden before anything is deleted, also if the deleting was broken off") {
        change([&](ConsentRecord& record) { record.withdrawn = north.node.clock.now(); });
        CHECK_FALSE(can_read(ada, iri));
        CHECK_FALSE(can_read(pia, iri));
        CHECK(as_ada.get("/api/v1/statuses/" + first).status() == 404);
        CHECK_FALSE(is_deleted(iri));
        auto const too_early = lead.submit(pupil_page, {{"decision", "agree"}, {"agrees_writing", "1"}});
        CHECK(too_early.status() == 422);
        village.run(done(server::consent::tend_withdrawals(app)));
    }
    SUBCASE("by the pupil, who is asked first") {
        auto const asks = pia_there.get("/settings/consent/withdraw");
        CHECK(shows(asks, "They are deleted"));
        CHECK(shows(asks, "This stays: "));
        CHECK_FALSE(is_deleted(iri));
        auto const before = north.entries();
        CHECK(pia_there.submit("/settings/consent/withdraw").status() == 303);
        CHECK(north.entries() == before + 2);  // two deletions, and nothing about consent
    }
    SUBCASE("for a parent, by the safeguarding lead") {
        CHECK(shows(lead.get(pupil_page + "/withdraw"), "They are deleted"));
        CHECK(lead.submit(pupil_page + "/withdraw").status() == 303);
    }

    CHECK(is_deleted(iri));
    CHECK(is_deleted(other));
    CHECK(consent().erased);
    CHECK_FALSE(shows(as_ada.get("/api/v1/accounts/" + id_of(pia.handle)), "About me"));
    CHECK(north.waiting() == 0);
    CHECK(as_ada.get("/api/v1/statuses/" + first).status() == 404);
    CHECK(as_pia.post("/api/v1/statuses", {{"status", "Hello"}}).status() == 403);
    CHECK(shows(pia_there.get("/settings/consent"), "What was written is deleted."));
    CHECK(pia_there.submit("/settings/consent/withdraw").status() == 409);
    agree_by_lead();
    CHECK(as_pia.post("/api/v1/statuses", {{"status", "Back again"}}).status() == 200);
    CHECK(is_deleted(iri));
    north.check_history();
}

TEST_CASE_FIXTURE(Consenting, "consent to writing ends by taking it back, and not by a box without its tick") {
    agree_by_lead();
    auto const given = consent();
    auto const first = say(as_pia, "First words");
    for (auto const& fields : {Fields{{"agrees_council", "1"}}, Fields{}}) {
        auto unticked = fields;
        unticked.emplace_back("decision", "agree");
        unticked.emplace_back("proof", "Folder 4");
        auto const refused = lead.submit(pupil_page, unticked);
        CHECK(refused.status() == 422);
        CHECK(shows(refused, "take the consent back below"));
        CHECK(shows(refused, "value=\"Folder 4\""));
    }
    CHECK(consent().purposes == given.purposes);
    change([](ConsentRecord& record) { record.band = AgeBand::from_16; });
    CHECK(pia_there.submit("/settings/consent", {{"agrees_council", "1"}}).status() == 422);
    CHECK(as_ada.get("/api/v1/statuses/" + first).status() == 200);
    CHECK(as_pia.post("/api/v1/statuses", {{"status", "Still here"}}).status() == 200);

    CHECK(pia_there.submit("/settings/consent", {{"agrees_writing", "1"}}).status() == 303);
    CHECK(consent().purposes == federation::consent::bit(storage::ConsentPurpose::writing));
}

TEST_CASE_FIXTURE(Consenting, "what waits under a pupil's name is dropped when consent is taken back") {
    agree_by_lead();
    auto const later = to_rfc3339(north.node.clock.now() + std::chrono::hours{1});
    REQUIRE(as_pia.post("/api/v1/statuses", {{"status", "Later"}, {"scheduled_at", later}}).status() == 200);
    REQUIRE(pia_there.submit("/settings/consent/withdraw").status() == 303);
    CHECK(json_of(as_pia.get("/api/v1/scheduled_statuses")).root().Size() == 0);
}
