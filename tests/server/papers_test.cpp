// The papers for data protection: what is set and stored is what they say, whoever wrote it does no harm, and they are
// written where they were asked for and nowhere else.
#include "server/papers/papers.hpp"

#include "federation/partners/card.hpp"
#include "server/backup/last.hpp"
#include "server/backup/problem.hpp"
#include "tests/printing.hpp"
#include "tests/server/front.hpp"

#include <algorithm>
#include <array>

using namespace collegium;
using namespace collegium::tests;
using server::papers::File;

namespace {

struct PaperDesk : Front {
    using Words = std::function<void(storage::WriteTx&, storage::Tables&)>;

    void keep(Words const& what) {
        storage::Store::Change<int> const whole = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            what(tx, tables);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(whole).value());
    }

    std::vector<File> papers() {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return server::papers::all_papers(server::papers::facts_of(settings, tx, tables, north.node.clock.now()));
        });
    }

    std::string paper(std::string_view name) {
        auto const files = papers();
        auto const found = std::ranges::find(files, name, &File::name);
        REQUIRE(found != files.end());
        return found->text;
    }

    bool says(std::string_view name, std::string_view words) { return paper(name).find(words) != std::string::npos; }

    Settings settings = north.settings;
};

constexpr std::string_view assessment = "data-protection-impact-assessment.html", record = "record-of-processing.html",
                           notice = "privacy-notice.html", children = "privacy-notice-for-children.html";

// What an operator sets, which paper speaks of it, and what it says before and after.
struct Spoken {
    void (*set)(Settings&);
    std::string_view paper;
    std::string_view before;
    std::string_view after;
};

std::array<Spoken, 26> const all_spoken{{
    {[](auto& all) { all.federation.mode = FederationMode::closed; },
     assessment,
     "A stranger may introduce itself",
     "federation.mode = closed"},
    {[](auto& all) { all.federation.mode = FederationMode::open; },
     notice,
     "federation.mode = network",
     "widest setting"},
    {[](auto& all) { all.federation.secure_fetch = true; },
     record,
     "federation.secure_fetch = false",
     "only if a partner signs"},
    {[](auto& all) { all.federation.check_references = false; },
     assessment,
     "federation.check_references = true",
     "nobody is asked whether they are still there"},
    {[](auto& all) { all.federation.new_partner_days = 30; },
     assessment,
     "shown at once (federation.new_partner_days = 0)",
     "for the first 30 days"},
    {[](auto& all) { all.members.newcomer_posts = 3; }, notice, "members.newcomer_posts = 0", "The first 3 things"},
    {[](auto& all) { all.limits.sign_in_days = 5; }, record, "14 days without a visit", "5 days without a visit"},
    {[](auto& all) { all.limits.sign_in_days = 5; }, children, "signed in for 14 days", "signed in for 5 days"},
    {[](auto& all) { all.retention.closed_details_days = 44; },
     notice,
     "365 days after the account was closed",
     "44 days after the account was closed"},
    {[](auto& all) { all.retention.request_days = 8; }, record, "90 days after they asked", "8 days after they asked"},
    {[](auto& all) { all.retention.report_days = 444; },
     assessment,
     "no period ends it (retention.report_days = 0)",
     "444 days after they were closed"},
    {[](auto& all) { all.retention.closed_pupil_words_days = 60; },
     children,
     "until you delete it.<",
     "60 days after your account is closed"},
    {[](auto& all) { all.members.operator_minutes = 9; }, assessment, "after 30 minutes", "after 9 minutes"},
    {[](auto& all) { all.members.invitation_days = 2; }, notice, "good for 14 days", "good for 2 days"},
    {[](auto& all) { all.members.own_consent_from = 13; }, children, "16 or older", "13 or older"},
    {[](auto& all) { all.members.second_factor_for = {"operator"}; },
     assessment,
     "No role needs a second factor",
     "need a second factor: operator"},
    {[](auto& all) { all.members.registration = Registration::approval; },
     notice,
     "without an invitation or the sign-in",
     "Anybody may ask to become a member"},
    {[](auto& all) { all.members.charter = "/etc/charter.txt"; },
     notice,
     "Members agree to no charter",
     "school&#39;s charter"},
    {[](auto& all) {
         all.openid.issuer = "https://login.north.test";
         all.openid.name = "North School";
         all.openid.allowed_groups = {"Staff", "Pupils"};
     },
     record,
     "To a sign-in provider: nothing",
     "To the sign-in provider https://login.north.test"},
    {[](auto& all) {
         all.openid.issuer = "https://login.north.test";
         all.openid.name = "North School";
     },
     children,
     "You sign in with a password",
     "You sign in with North School"},
    {[](auto& all) { all.mail.host = "mail.north.test"; }, record, "no mail goes out", "mail server mail.north.test"},
    {[](auto& all) { all.media.member_mib = 77; }, children, "You can keep 500 MiB", "You can keep 77 MiB"},
    {[](auto& all) {
         all.directory.listed = true;
         all.directory.summary = "A school by the sea";
     },
     assessment,
     "directory.listed = false",
     "A school by the sea"},
    {[](auto& all) {
         all.card.safeguarding_name = "Dr Noor Haddad";
         all.card.safeguarding_contact = "noor@north.test";
     },
     children,
     "How a child reaches the safeguarding lead",
     "noor@north.test"},
    {[](auto& all) { all.safeguarding.deputy = "sam"; }, assessment, "no deputy is told", "a deputy is told as well"},
    {[](auto& all) { all.listen.tls_certificate = "/etc/chain.pem"; },
     notice,
     "HTTPS is opened by a proxy",
     "serves HTTPS itself"},
}};

}  // namespace

TEST_CASE_FIXTURE(PaperDesk, "what the settings say stands in the papers, and another setting is another text") {
    auto const as_it_was = settings;
    for (auto const& each : all_spoken) {
        INFO(each.after);
        settings = as_it_was;
        CHECK(says(each.paper, each.before));
        CHECK_FALSE(says(each.paper, each.after));
        each.set(settings);
        CHECK(says(each.paper, each.after));
        CHECK_FALSE(says(each.paper, each.before));
    }
}

TEST_CASE_FIXTURE(
    PaperDesk, "what is stored stands in them as well: partners, backups, watched phrases, who holds a role"
) {
    CHECK(says(assessment, "south.test (south.test)"));
    CHECK(says(assessment, "No backup of this node was ever made"));
    CHECK(says(assessment, "high: there is no backup"));
    CHECK(says(notice, "No phrases are watched for"));
    CHECK(says(children, "No computer searches"));
    CHECK(says(assessment, "high: nobody holds the role"));

    add_person("lena", storage::Roles::of(storage::Role::safeguarding_lead));
    server::backup::LastBackup last;
    last.made = north.node.clock.now();
    server::backup::note_backup(settings.node.data, last);
    auto south_settings = south.settings;
    south_settings.node.name = "South School";
    keep([&](auto& tx, auto& tables) {
        auto const card = federation::card_document(south_settings, std::nullopt);
        tables.cards.put(tx, "south.test", {card, card, north.node.clock.now()});
        tables.watch_list.put(tx, storage::LocalId{1}, {"danger", storage::WatchAction::alert, {}, {}, {}});
        tables.services.put(tx, "prereview", {{}, "https://reviews.test/"});
        tables.partners.put(tx, "west.test", {storage::PartnerState::declined, {}, ""});
    });

    CHECK(says(assessment, "South School (south.test)"));
    CHECK(says(children, "Our school works with others: South School"));
    CHECK_FALSE(says(children, "west.test"));
    CHECK(says(record, "https://reviews.test/"));
    CHECK(says(assessment, "some: no backup was restored as a trial"));
    CHECK(says(notice, "1 phrase is watched for"));
    CHECK(says(children, "A computer looks for some words"));
    CHECK_FALSE(says(assessment, "high: nobody holds the role"));

    keep([](auto& tx, auto& tables) { tables.partners.erase(tx, "south.test"); });
    CHECK(says(notice, "To other institutions: nothing"));
    CHECK(says(record, "None by this node"));
    CHECK(says(children, "does not work with other schools"));
}

TEST_CASE_FIXTURE(PaperDesk, "whoever reads them learns of institutions and numbers, and of no member") {
    add_person("wilhelmina", storage::Roles::of(storage::Role::operator_));
    for (auto const& file : papers()) {
        INFO(file.name);
        CHECK(file.text.find("wilhelmina") == std::string::npos);
    }
    CHECK(says(assessment, "Operator: 1 person"));
}

TEST_CASE_FIXTURE(PaperDesk, "hostile names are harmless in every paper") {
    std::string const bad{hostile};
    settings.node.name = bad;
    settings.card.operator_name = settings.card.operator_contact = bad;
    settings.card.safeguarding_name = settings.card.safeguarding_contact = bad;
    settings.card.data_protection_contact = bad;
    settings.directory = {true, bad, {bad}, {}, bad};
    settings.openid.issuer = settings.openid.name = bad;
    settings.openid.allowed_groups = settings.openid.pupil_groups = {bad};
    settings.mail.host = bad;
    auto south_settings = south.settings;
    south_settings.node.name = bad;
    keep([&](auto& tx, auto& tables) {
        auto const card = federation::card_document(south_settings, std::nullopt);
        tables.cards.put(tx, "south.test", {card, card, {}});
        tables.services.put(tx, bad, {{}, bad});
    });

    for (auto const& file : papers()) {
        INFO(file.name);
        if (file.name == "data.json") {
            auto const json = federation::Json::read_object(file.text);
            REQUIRE(json);
            CHECK(json->root()["facts"]["name"] == bad.c_str());
            continue;
        }
        CHECK(file.text.find("<script") == std::string::npos);
        CHECK(file.text.find(bad) == std::string::npos);
        CHECK(file.text.find("&lt;script&gt;") != std::string::npos);
    }
}

TEST_CASE_FIXTURE(
    PaperDesk, "what the school fills in is numbered where it stands and listed at the end, and only if it is not set"
) {
    auto const before = papers();
    settings.card.data_protection_contact = "dpo@north.test";
    auto const after = papers();
    for (auto const* files : {&before, &after}) {
        for (auto const& file : *files) {
            INFO(file.name);
            for (std::size_t at = 1; at <= file.gaps.size(); ++at)
                CHECK(count(file.text, "[fill in " + std::to_string(at) + "]") == 2);
        }
    }
    for (std::size_t at = 0; at < before.size(); ++at) {
        bool const is_notice = before[at].name == notice || before[at].name == children;
        CHECK(before[at].gaps.size() == after[at].gaps.size() + (is_notice ? 1 : 0));
    }
}

TEST_CASE_FIXTURE(PaperDesk, "children read short sentences") {
    auto const text = paper(children);
    std::size_t words = 1;
    std::string sentence;
    bool in_tag = false;
    for (char const c : text.substr(text.find("</h1>"))) {
        if (c == '<') in_tag = true;
        if (!in_tag) {
            sentence += c;
            if (c == ' ') ++words;
        }
        if (c == '>') in_tag = false;
        if (c != '.' && c != '?' && c != '<') continue;
        INFO(sentence);
        CHECK(words <= 21);
        words = 1;
        sentence.clear();
    }
}

TEST_CASE_FIXTURE(PaperDesk, "they are written into their folder alone, and never over anything") {
    namespace fs = std::filesystem;
    TempDir const place;
    auto const folder = place.path() / "for the governors";
    auto const outside = place.path() / "elsewhere.html";

    server::papers::write_papers(folder, papers());
    for (auto const& file : papers()) CHECK(read_file(folder / file.name) == file.text);
    CHECK(std::distance(fs::directory_iterator{folder}, {}) == 6);
    CHECK(std::distance(fs::directory_iterator{place.path()}, {}) == 1);

    settings.node.name = "Another name";
    CHECK_THROWS_AS(server::papers::write_papers(folder, papers()), server::backup::Problem);
    CHECK_FALSE(read_file(folder / "index.html").find("Another name") != std::string::npos);
    try {
        server::papers::write_papers(folder, papers());
    } catch (server::backup::Problem const& problem) {
        CHECK(std::string{problem.what()}.find("name another folder with --into") != std::string::npos);
    }

    auto const trap = place.path() / "trap";
    fs::create_directory(trap);
    fs::create_symlink(outside, trap / "data.json");
    CHECK_THROWS_AS(server::papers::write_papers(trap, papers()), server::backup::Problem);
    CHECK_FALSE(fs::exists(outside));
    CHECK(std::distance(fs::directory_iterator{trap}, {}) == 1);  // and none of the others
}
