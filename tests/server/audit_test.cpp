// The audit log (needs N8, security O6, C6): what is in it, that every look is, and that any change of it is found.
#include "server/audit/audit.hpp"

#include "server/audit/looking.hpp"
#include "server/members/invitations.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
using server::audit::Verdict;
using storage::AuditNumber;
using storage::AuditRecord;

namespace {

struct Audited : Front {
    Person olga_herself = add_person("olga", storage::Roles::of(storage::Role::operator_)),
           ada_herself = add_person("ada");
    Browser olga = Browser::of(*this, "olga"), ada = Browser::of(*this, "ada");

    std::vector<server::audit::Written> entries() {
        auto found = north.node.store.read([](auto const& tx, auto const& tables) {
            return server::audit::entries_before(tx, tables, AuditNumber{~0ull}, 1000);
        });
        std::ranges::reverse(found);
        return found;
    }

    // What was done about somebody or something, and by whom.
    bool has(std::string_view who, std::string_view what, std::string_view about) {
        return std::ranges::any_of(entries(), [&](auto const& each) {
            return each.record.who == who && each.record.what == what && each.record.about == about;
        });
    }

    void note(std::string const& what) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            server::audit::note(tx, tables, {"olga", what, "ada", "because"}, village.clock.now());
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    std::string lines() {
        std::string all;
        for (auto const& each : entries()) all += server::audit::line_of(each.number, each.record) + "\n";
        return all;
    }

    Verdict verdict() {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return server::audit::verify(tx, tables);
        });
    }

    void put(AuditNumber number, AuditRecord const& record) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            tables.audit_log.put(tx, number, record);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }
};

}  // namespace

TEST_CASE_FIXTURE(Audited, "who looks at a member's account, and who changes it, is in the log with what was changed") {
    CHECK(olga.get("/operator/members/ada").status() == 200);
    CHECK(has("olga", "looked at a member's account", "ada"));
    auto const page = olga.submit("/operator/members/ada", {{"decision", "state"}, {"state", "paused"}});
    CHECK(page.status() == 303);
    REQUIRE(has("olga", "changed the state of an account", "ada"));
    CHECK(entries().back().record.reason == "state: active -> paused");
}

TEST_CASE_FIXTURE(Audited, "what was refused, or is not there, leaves no entry") {
    CHECK(ada.get("/operator/members/olga").status() == 404);
    CHECK(olga.get("/operator/members/nobody").status() == 404);
    CHECK(olga.submit("/operator/members/olga", {{"decision", "state"}, {"state", "closed"}}).status() == 409);
    CHECK(entries().empty());
}

TEST_CASE_FIXTURE(Audited, "a decision about a partner is in the log with its reason") {
    CHECK(olga.submit("/operator/partners/south.test", {{"decision", "pause"}, {"reason", "Spam."}}).status() == 303);
    REQUIRE(has("olga", "decided about a partner: pause", "south.test"));
    CHECK(entries().back().record.reason == "Spam.");
}

TEST_CASE_FIXTURE(Audited, "pauses of all exchange, holidays and invitations that carry roles are in the log") {
    CHECK(olga.submit("/operator/exchange", {{"decision", "pause"}}).status() == 303);
    CHECK(has("olga", "paused all exchange", ""));
    CHECK(olga.submit("/operator/exchange", {{"decision", "resume"}}).status() == 303);
    CHECK(has("olga", "resumed all exchange", ""));
    storage::Store::Change<int> const invite = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        storage::InvitationRecord record;
        record.by = "olga";
        record.uses_left = 1;
        record.created = village.clock.now();
        record.expires = record.created + std::chrono::hours{1};
        auto const held = storage::Roles::of(storage::Role::operator_);
        static_cast<void>(server::members::add_invitation(tx, tables, {}, record, held).value());
        record.roles = storage::Roles::of(storage::Role::moderator);
        static_cast<void>(server::members::add_invitation(tx, tables, {}, record, held).value());
        return 0;
    };
    auto const before = entries().size();
    static_cast<void>(north.node.store.write_now(invite).value());
    REQUIRE(entries().size() == before + 1);
    CHECK(entries().back().record.who == "olga");
    CHECK(entries().back().record.what.starts_with("made an invitation that gives roles"));
}

TEST_CASE_FIXTURE(Audited, "a form that is refused shows its page again, and that is a look") {
    static_cast<void>(add_person("lena", storage::Roles::of(storage::Role::safeguarding_lead)));
    auto as_lena = Browser::of(*this, "lena");
    CHECK(ada.submit("/tell-safeguarding", {{"words", "Iamafraid"}}).status() == 303);
    auto const number = entries().back().record.about.substr(5);  // "case 7"
    CHECK(as_lena.submit("/safeguarding/cases/" + number, {{"decision", "x"}}).status() == 422);
    CHECK(has("lena", "looked at a safeguarding case", number));
    auto const tried = as_lena.submit("/moderation/watch-lists", {{"decision", "try"}, {"text", "x"}});
    CHECK(tried.status() == 200);
    CHECK(has("lena", "looked at the watch lists", ""));
}

TEST_CASE("every page of those with power over others is one of which looks are noted (security C6)") {
    for (auto const& route : server::routes()) {
        bool const is_private = route.who == server::Who::operator_ || route.pattern.starts_with("/safeguarding/") ||
                                route.pattern.starts_with("/moderation");
        if (!is_private || route.method != server::Method::get) continue;
        INFO(route.pattern);
        CHECK_FALSE(server::audit::shown_by(route).empty());
    }
}

TEST_CASE_FIXTURE(Audited, "a look at each page of those with power is in the log, with who looked and at what") {
    static_cast<void>(add_person("lena", storage::Roles::of(storage::Role::safeguarding_lead)));
    auto lena = Browser::of(*this, "lena");
    unsigned looks = 0;
    for (auto const& route : server::routes()) {
        bool const is_for_lead =
            route.pattern.starts_with("/safeguarding/") || route.pattern.starts_with("/moderation");
        bool const is_private = is_for_lead || route.who == server::Who::operator_;
        bool const is_page = route.door == server::Door::open && route.pattern.find(':') == route.pattern.npos;
        if (!is_private || !is_page || route.method != server::Method::get) continue;
        INFO(route.pattern);
        auto const before = entries().size();
        CHECK((is_for_lead ? lena : olga).get(std::string{route.pattern}).status() == 200);
        REQUIRE(entries().size() == before + 1);
        CHECK(entries().back().record.who == (is_for_lead ? "lena" : "olga"));
        CHECK(entries().back().record.what == server::audit::shown_by(route));
        ++looks;
    }
    CHECK(looks >= 8);
}

TEST_CASE_FIXTURE(Audited, "a flipped bit anywhere in an export is found, and a whole one verifies without a secret") {
    for (auto const* const what : {"one", "two", "three"}) note(what);
    auto const whole = lines();
    CHECK(server::audit::verify_lines(whole).ok());
    CHECK(static_cast<std::uint64_t>(server::audit::verify_lines(whole).last) == 3);
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        INFO(at << ": " << changed);
        auto const verdict = server::audit::verify_lines(changed);
        bool const same_head = verdict.ok() && verdict.head == server::audit::verify_lines(whole).head;
        CHECK_FALSE((verdict.ok() && !same_head));
        // The line end behind the last entry says nothing, so it may be another one only there.
        if (at + 1 < whole.size()) CHECK_FALSE(verdict.ok());
    }
}

TEST_CASE_FIXTURE(Audited, "an entry that is changed, removed or put elsewhere in the store is found") {
    for (auto const* const what : {"one", "two", "three", "four"}) note(what);
    REQUIRE(verdict().ok());
    auto const all = entries();

    auto changed = all[1].record;
    changed.who = "somebody";
    put(all[1].number, changed);
    CHECK(verdict().problem == "entry 2 was changed after it was written");

    changed.hash = server::audit::hash_of(all[1].number, changed);
    put(all[1].number, changed);
    CHECK(verdict().problem.starts_with("entry 3 does not follow"));

    put(all[1].number, all[2].record);
    put(all[2].number, all[1].record);
    CHECK_FALSE(verdict().ok());
}

TEST_CASE_FIXTURE(Audited, "entries that are cut off at the end are found by what was noted down before") {
    for (auto const* const what : {"one", "two", "three"}) note(what);
    auto const head =
        north.node.store.read([](auto const& tx, auto const& tables) { return server::audit::head(tx, tables); });
    auto const witness = server::audit::read_witness(head);
    REQUIRE(witness);
    auto const whole = lines();
    CHECK(server::audit::verify_lines(whole, witness).ok());
    auto const cut = whole.substr(0, whole.rfind('{'));
    CHECK(server::audit::verify_lines(cut).ok());
    CHECK_FALSE(server::audit::verify_lines(cut, witness).ok());
    CHECK_FALSE(server::audit::read_witness("3:abc"));
}

TEST_CASE_FIXTURE(Audited, "operators read the log, verify it and take a copy; for others it is not there") {
    note("wrote <b>something</b>");
    auto const page = olga.get("/operator/audit?verify=1");
    CHECK(page.status() == 200);
    CHECK(shows(page, "The log is whole: 1 entries"));
    CHECK(shows(page, "&lt;b&gt;something"));
    auto const copy = olga.get("/operator/audit/export");
    CHECK(server::audit::verify_lines(copy.body()).ok());
    CHECK(ada.get("/operator/audit").status() == 404);
    CHECK(get("/operator/audit").status() == 404);
}
