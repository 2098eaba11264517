// Safeguarding (needs N2): who is told, who reads, that nothing of it leaves, and that a pack of evidence verifies
// later and shows any change.
#include "server/safeguarding/archive.hpp"
#include "server/safeguarding/cases.hpp"
#include "server/safeguarding/evidence.hpp"
#include "server/safeguarding/hours.hpp"
#include "tests/federation/in_log.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
using server::safeguarding::verify_pack;
using storage::Role;
using storage::Roles;

namespace {

struct Guarding : Front {
    Person lena_herself = add_person("lena", Roles::of(Role::safeguarding_lead)),
           mia_herself = add_person("mia", Roles::of(Role::moderator)),
           olga_herself = add_person("olga", Roles::of(Role::operator_)), cem_himself = add_person("cem"),
           rosa_herself = add_person("rosa"), dora_herself = add_person("dora");
    std::string algebra = found("algebra", "mia");
    Browser lena = Browser::of(*this, "lena"), mia = Browser::of(*this, "mia"), olga = Browser::of(*this, "olga"),
            cem = Browser::of(*this, "cem"), rosa = Browser::of(*this, "rosa");
    std::string path{
        cem.submit("/c/algebra/ask", {{"title", "Meet me"}, {"words", "Behindtheschool"}}).field("location")};

    std::string number() const { return path.substr(path.rfind('/') + 1); }

    std::string told_case() {
        REQUIRE(rosa.submit("/tell-safeguarding", {{"about", number()}, {"words", "Iamafraid"}}).status() == 303);
        auto const page = lena.get("/safeguarding/cases");
        auto const at = page.body().find("href=\"/safeguarding/cases/");
        REQUIRE(at != std::string_view::npos);
        auto const rest = page.body().substr(at + 6);
        return std::string{rest.substr(0, rest.find('"'))};
    }

    std::vector<storage::MailRecord> mails() {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            std::vector<storage::MailRecord> found;
            tables.mails.each(tx, [&](storage::LocalId, storage::MailRecord const& mail) {
                found.push_back(mail);
                return true;
            });
            return found;
        });
    }

    bool is_mailed(std::string const& account) {
        auto const all = mails();
        return std::ranges::any_of(all, [&](auto const& mail) { return mail.account == account; });
    }
};

Instant at(std::string_view text) {
    return from_rfc3339(text).value();
}

}  // namespace

TEST_CASE_FIXTURE(Guarding, "what a member tells the lead is for the lead alone, and no act carries it") {
    auto const place = told_case();
    auto const page = lena.get(place);
    CHECK(shows(page, "Iamafraid"));
    CHECK(shows(page, "Behindtheschool"));
    CHECK(shows(page, "rosa"));
    CHECK(shows(lena.get(place), "lena looked at a safeguarding case"));
    for (auto* const other : {&mia, &olga, &cem, &rosa}) {
        CHECK(other->get(place).status() == 404);
        CHECK(other->get("/safeguarding/cases").status() == 404);
        CHECK(other->submit(place + "/evidence").status() == 404);
    }
    CHECK_FALSE(is_in_log(north, "Iamafraid"));  // what was told is in nobody's log
    CHECK_FALSE(shows(olga.get("/operator/audit"), "Iamafraid"));
    CHECK(shows(olga.get("/operator/audit"), "told the safeguarding lead"));
    CHECK_FALSE(shows(olga.get("/operator/audit"), "rosa"));
}

TEST_CASE_FIXTURE(Guarding, "a lead reads nothing of a case that is about them, and no mail tells them of it") {
    add_person("lars", Roles::of(Role::safeguarding_lead));
    auto lars = Browser::of(*this, "lars");
    path = lars.submit("/c/algebra/ask", {{"title", "My rules"}, {"words", "Saynothing"}}).field("location");
    auto const place = told_case();

    CHECK(shows(lena.get(place), "Iamafraid"));
    CHECK(lars.get(place).status() == 404);
    CHECK(lars.submit(place + "/evidence").status() == 404);
    CHECK_FALSE(shows(lars.get("/safeguarding/cases"), place));
    CHECK(is_mailed("lena"));
    CHECK_FALSE(is_mailed("lars"));
}

TEST_CASE_FIXTURE(Guarding, "words on disk are sealed") {
    static_cast<void>(told_case());
    auto const kept = north.node.store.read([](auto const& tx, auto const& tables) {
        std::string words;
        tables.safeguarding_cases.each(tx, [&](storage::LocalId, storage::SafeguardingCaseRecord const& record) {
            words = record.words;
            return true;
        });
        return words;
    });
    CHECK_FALSE(kept.empty());
    CHECK(kept.find("Iamafraid") == std::string::npos);
}

TEST_CASE_FIXTURE(
    Guarding, "the lead is told by mail at once, the deputy out of hours only, and no mail says what it is"
) {
    north.settings.safeguarding.deputy = "dora";
    bool const in_hours = server::safeguarding::is_in_hours(north.settings.safeguarding, village.clock.now());
    static_cast<void>(told_case());
    CHECK(is_mailed("lena"));
    CHECK(is_mailed("dora") == !in_hours);
    CHECK_FALSE(is_mailed("olga"));
    for (auto const& mail : mails()) {
        CHECK(mail.text.find("Iamafraid") == std::string::npos);
        CHECK(mail.text.find("rosa") == std::string::npos);
    }
}

TEST_CASE_FIXTURE(Guarding, "where nobody holds the role the operators are told that somebody has to") {
    close_account("lena");
    REQUIRE(rosa.submit("/tell-safeguarding", {{"words", "Iamafraid"}}).status() == 303);
    CHECK(is_mailed("olga"));
}

TEST_CASE_FIXTURE(Guarding, "a lead whom a case is about neither reads it nor hears of it") {
    static_cast<void>(add_person("max", Roles::of(Role::safeguarding_lead)));
    auto max = Browser::of(*this, "max");
    auto const of_max =
        std::string{max.submit("/c/algebra/ask", {{"title", "Of max"}, {"words", "x"}}).field("location")};
    auto const about = of_max.substr(of_max.rfind('/') + 1);
    CHECK(shows(rosa.get("/tell-safeguarding?about=" + about), "Another lead reads it."));
    REQUIRE(rosa.submit("/tell-safeguarding", {{"about", about}, {"words", "Iamafraid"}}).status() == 303);
    auto const page = lena.get("/safeguarding/cases");
    auto const at = page.body().find("/safeguarding/cases/");
    REQUIRE(at != std::string_view::npos);
    std::string const place{page.body().substr(at, page.body().find('"', at) - at)};
    CHECK(lena.get(place).status() == 200);
    CHECK_FALSE(shows(max.get("/safeguarding/cases"), "Iamafraid"));
    CHECK(max.get(place).status() == 404);
    CHECK(max.submit(place, {{"decision", "close"}}).status() == 404);
    CHECK(max.submit(place + "/evidence").status() == 404);
    CHECK(is_mailed("lena"));
    CHECK_FALSE(is_mailed("max"));
    CHECK_FALSE(is_mailed("olga"));

    close_account("lena");
    CHECK(shows(rosa.get("/tell-safeguarding?about=" + about), "go to a grown-up whom you trust as well"));
    REQUIRE(rosa.submit("/tell-safeguarding", {{"about", about}, {"words", "Iamafraid"}}).status() == 303);
    CHECK_FALSE(is_mailed("max"));
    CHECK(is_mailed("olga"));
}

TEST_CASE_FIXTURE(Guarding, "open cases are on some page however many there are, and nobody is turned away") {
    storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        server::safeguarding::Concern concern;
        concern.by = rosa_herself.handle;
        for (int i = 0; i < 600; ++i) {
            concern.words = "Worry" + std::to_string(i) + ".";
            static_cast<void>(server::safeguarding::raise(app, tx, tables, concern).value());
        }
        return 0;
    };
    static_cast<void>(north.node.store.write_now(change).value());
    REQUIRE(rosa.submit("/tell-safeguarding", {{"words", "Iamafraid"}}).status() == 303);
    CHECK(shows(lena.get("/safeguarding/cases"), "Iamafraid"));
    CHECK(shows(lena.get("/safeguarding/cases?page=6"), "Worry0."));
    CHECK_FALSE(shows(lena.get("/safeguarding/cases?page=6"), "More cases"));
}

TEST_CASE("hours are the school's own, and a weekend has none") {
    Settings::Safeguarding hours;
    hours.ahead_of_utc_minutes = 120;
    CHECK(server::safeguarding::is_in_hours(hours, at("2026-09-01T06:00:00Z")));  // Tuesday, 8:00 there
    CHECK_FALSE(server::safeguarding::is_in_hours(hours, at("2026-09-01T05:59:59Z")));
    CHECK_FALSE(server::safeguarding::is_in_hours(hours, at("2026-09-01T15:00:00Z")));  // 17:00 there
    CHECK_FALSE(server::safeguarding::is_in_hours(hours, at("2026-09-05T10:00:00Z")));  // Saturday
}

TEST_CASE_FIXTURE(Guarding, "a moderator hands a report over; what they say of it is in the case and nowhere else") {
    REQUIRE(rosa.submit(path + "/report", {{"words", "Look."}}).status() == 303);
    auto const page = mia.get("/moderation");
    auto const from = page.body().find("<h2><a href=\"/moderation/");
    REQUIRE(from != std::string_view::npos);
    auto const rest = page.body().substr(from + 13);
    std::string const report{rest.substr(0, rest.find('"'))};
    auto const handed = mia.submit(
        report,
        {{"decision", "measure"}, {"measure", "hand-over"}, {"about", "thing-0"}, {"reason", "Agrownupwritesthis"}}
    );
    CHECK(handed.status() == 303);
    CHECK(shows(lena.get("/safeguarding/cases"), "Agrownupwritesthis"));
    CHECK_FALSE(shows(mia.get(report), "Agrownupwritesthis"));
    CHECK_FALSE(shows(olga.get("/operator/audit"), "Agrownupwritesthis"));
    CHECK(shows(cem.get("/decisions"), "There are none."));
}

TEST_CASE_FIXTURE(Guarding, "a pack of evidence has the words as they came, verifies alone, and shows any change") {
    static_cast<void>(mia.submit(path + "/answer", {{"words", "Standsbeside"}}));
    auto const place = told_case();
    auto const taken = lena.submit(place + "/evidence");
    REQUIRE(taken.status() == 200);
    std::string const tar{taken.body()};
    auto const seal = verify_pack(tar);
    CHECK(seal.problem == "");
    CHECK(seal.node == "north.test");
    CHECK_FALSE(seal.audit_head.empty());

    auto files = server::safeguarding::from_tar(tar).value();
    CHECK(files.at("words.html").find("Behindtheschool") != std::string::npos);
    CHECK(files.at("words.html").find("Standsbeside") != std::string::npos);
    CHECK(files.at("case.json").find("Iamafraid") != std::string::npos);
    CHECK(files.at("case.json").find(R"("things":2,"cut":false)") != std::string::npos);

    auto const problem_with = [](std::map<std::string, std::string> const& changed) {
        return verify_pack(server::safeguarding::to_tar(changed, 0)).problem;
    };
    CHECK(problem_with(files) == "");
    for (auto const& [name, bytes] : files) {
        auto changed = files;
        changed[name][bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
        INFO(name);
        CHECK(problem_with(changed) != "");
        changed = files;
        changed.erase(name);
        CHECK(problem_with(changed) != "");
    }
    auto more = files;
    more["acts/0.json"] = "{}";
    CHECK(problem_with(more) == "acts/0.json was added");
    CHECK(verify_pack("no archive").problem != "");
    CHECK(shows(lena.get(place), "took a pack of evidence"));
}

TEST_CASE_FIXTURE(Guarding, "a lead has a case kept, and keeps what they typed when it is refused or overtaken") {
    REQUIRE(rosa.submit("/tell-safeguarding", {{"words", "Iamafraid"}}).status() == 303);
    auto const page = lena.get("/safeguarding/cases");
    auto const at = page.body().find("/safeguarding/cases/");
    REQUIRE(at != std::string_view::npos);
    std::string const place{page.body().substr(at, page.body().find('"', at) - at)};
    auto const hold = [&](std::string const& why) {
        return lena.submit(place, {{"decision", "hold"}, {"words", why}});
    };
    std::string const long_words(201, 'h');
    auto const refused = hold(long_words);
    CHECK(refused.status() == 422);
    CHECK(shows(refused, "<a href=\"#reason\">"));
    CHECK(shows(refused, "\n" + long_words + "</textarea><button class=\"second\">Keep it"));
    CHECK(hold("The court asked.").status() == 303);
    auto const late = hold("The court asked again.");
    CHECK(late.status() == 422);
    CHECK(shows(late, "<a href=\"#words\">"));
    CHECK(shows(late, "\nThe court asked again.</textarea><button class=\"second\">Add it"));
}
