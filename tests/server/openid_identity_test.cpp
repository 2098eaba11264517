// What a school's own sign-in says about somebody: which claims count, and what groups make of people.
#include "server/openid/checks.hpp"
#include "server/openid/house.hpp"
#include "server/openid/words.hpp"
#include "tests/printing.hpp"
#include "tests/server/lying_provider.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace collegium::server::openid;
using namespace std::chrono_literals;

using federation::Json;
using storage::Role;
using storage::Roles;

namespace {

constexpr std::int64_t now = 1'788'256'800;

struct Saying {
    Saying() {
        settings.issuer = "https://login.test";
        settings.client_id = "collegium";
    }

    Result<Identity> read() const {
        return identity_of(
            Json::read_object(json_of(claims)).value(),
            settings,
            {"https://login.test", "the nonce", Instant{std::chrono::seconds{now}}}
        );
    }
    // With one claim changed; an empty value leaves it out.
    Reason refusal(std::string const& name, std::string const& value) {
        auto const before = claims;
        claims[name] = value;
        auto const identity = read();
        claims = before;
        REQUIRE_FALSE(identity);
        return identity.error().reason();
    }
    Result<Identity> with(std::string const& name, std::string const& value) {
        auto const before = claims;
        claims[name] = value;
        auto identity = read();
        claims = before;
        return identity;
    }

    Settings::OpenId settings;
    Claims claims{
        {"iss", R"("https://login.test")"},
        {"aud", R"("collegium")"},
        {"sub", R"("tom")"},
        {"nonce", R"("the nonce")"},
        {"iat", std::to_string(now)},
        {"exp", std::to_string(now + 300)}};
};

Identity in_groups(std::vector<std::string> groups) {
    Identity identity;
    identity.groups = std::move(groups);
    return identity;
}

std::string complaint_about(Settings::OpenId const& settings) {
    try {
        check_openid(settings);
        return {};
    } catch (SettingsError const& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE_FIXTURE(Saying, "who somebody is") {
    claims["name"] = R"("Tom")";
    claims["groups"] = R"(["Staff",7,"Leads"])";
    auto const identity = read();
    REQUIRE(identity);
    CHECK(identity->issuer == "https://login.test");
    CHECK(identity->subject == "tom");
    CHECK(identity->name == "Tom");
    CHECK(identity->groups == std::vector<std::string>{"Staff", "Leads"});
    CHECK_FALSE(identity->second_factor);
    CHECK(with("groups", R"("Staff")")->groups == std::vector<std::string>{"Staff"});
    CHECK(with("amr", R"(["pwd","mfa"])")->second_factor);
    CHECK_FALSE(with("amr", R"(["pwd"])")->second_factor);
}

TEST_CASE_FIXTURE(Saying, "a token of another issuer is forged") {
    for (auto const* const value :
         {"", R"("https://login.test/")", R"("https://login.test.evil")", R"("")", "7", "null"})
        CHECK(refusal("iss", value) == Reason::forged);
}

TEST_CASE_FIXTURE(Saying, "a token for another client is forged") {
    for (auto const* const value :
         {"", R"("another")", R"(["another"])", R"(["collegium","another"])", R"("collegium ")", "7", "[]"})
        CHECK(refusal("aud", value) == Reason::forged);
    CHECK(refusal("azp", R"("another")") == Reason::forged);
    CHECK(with("aud", R"(["collegium"])"));
    CHECK(with("azp", R"("collegium")"));
    claims["aud"] = R"(["another","collegium"])";
    CHECK(with("azp", R"("collegium")"));
}

TEST_CASE_FIXTURE(Saying, "a token for another sign-in is forged") {
    for (auto const* const value : {"", R"("the nonce ")", R"("another")", "7", "null"})
        CHECK(refusal("nonce", value) == Reason::forged);
}

TEST_CASE_FIXTURE(Saying, "a token that is not of now is stale, with two minutes for clocks that differ") {
    CHECK(refusal("exp", std::to_string(now - 120)) == Reason::stale);
    CHECK(with("exp", std::to_string(now - 119)));
    CHECK(refusal("iat", std::to_string(now + 121)) == Reason::stale);
    CHECK(with("iat", std::to_string(now + 120)));
    for (auto const* const name : {"exp", "iat"})
        for (auto const* const value : {"", R"("soon")", "1e300", "null"})
            CHECK(refusal(name, value) == Reason::malformed);
}

TEST_CASE_FIXTURE(Saying, "a token about nobody is malformed") {
    for (auto const* const value : {"", R"("")", "7", "null"}) CHECK(refusal("sub", value) == Reason::malformed);
}

TEST_CASE_FIXTURE(Saying, "Google: only people of the school's own domain, by the claim") {
    settings.hosted_domain = "school.test";
    CHECK(read().error().reason() == Reason::not_allowed);
    CHECK(refusal("hd", R"("another.test")") == Reason::not_allowed);
    CHECK(refusal("email", R"("tom@school.test")") == Reason::not_allowed);
    CHECK(with("hd", R"("school.test")"));
}

TEST_CASE_FIXTURE(Saying, "Microsoft: only people of the tenant, known by what stays when their address changes") {
    settings.tenant = "the-tenant";
    CHECK(read().error().reason() == Reason::not_allowed);
    CHECK(refusal("tid", R"("another")") == Reason::not_allowed);
    claims["tid"] = R"("the-tenant")";
    claims["oid"] = R"("the-object")";
    CHECK(with("sub", R"("pairwise")")->subject == "the-tenant/the-object");
}

TEST_CASE_FIXTURE(Saying, "too many groups for a token are noticed, and let nobody in by mistake") {
    settings.pupil_groups = {"Pupils"};
    auto const by_name = with("_claim_names", R"({"groups":"src1"})"), by_mark = with("hasgroups", "true");
    CHECK(by_name->groups_left_out);
    CHECK(by_mark->groups_left_out);
    CHECK_FALSE(with("hasgroups", "false")->groups_left_out);
    CHECK(check_groups(*by_name, settings).error().reason() == Reason::too_large);
    CHECK(check_groups(*by_name, {}));  // where nothing depends on groups
}

TEST_CASE("only those in a group that may come in, and where groups tell pupils apart nobody without any") {
    Settings::OpenId settings;
    CHECK(check_groups(in_groups({}), settings));
    settings.pupil_groups = {"Pupils"};
    CHECK(check_groups(in_groups({}), settings).error().reason() == Reason::not_allowed);
    CHECK(check_groups(in_groups({"Visitors"}), settings));
    settings.allowed_groups = {"Staff"};
    CHECK(check_groups(in_groups({"Visitors", "staff", "Staff "}), settings).error().reason() == Reason::not_allowed);
    CHECK(check_groups(in_groups({"Visitors", "Staff"}), settings));
}

TEST_CASE("groups give and take the roles of the settings, and no others") {
    Settings::OpenId settings;
    settings.roles = {"Leads=research_lead", "Rev=iewers=reviewer"};
    settings.constituencies = {"Parents=parent"};
    storage::AccountRecord account;
    account.roles = Roles::of(Role::champion);
    account.roles.add(Role::research_lead);

    apply_groups(account, in_groups({"Rev=iewers", "Parents"}), settings);
    CHECK(account.roles.has(Role::reviewer));
    CHECK(account.roles.has(Role::champion));  // an operator gave it
    CHECK_FALSE(account.roles.has(Role::research_lead));
    CHECK(account.constituency == storage::Constituency::parent);

    apply_groups(account, in_groups({"Leads"}), settings);
    CHECK(account.roles.has(Role::research_lead));
    CHECK_FALSE(account.roles.has(Role::reviewer));
}

TEST_CASE("a pupil is one by the groups where the settings name some, and else by what an operator said") {
    Settings::OpenId settings;
    storage::AccountRecord account;
    account.pupil = true;
    apply_groups(account, in_groups({"Staff"}), settings);
    CHECK(account.pupil);

    settings.pupil_groups = {"Pupils"};
    settings.roles = {"Staff=champion"};
    apply_groups(account, in_groups({"Staff"}), settings);
    CHECK_FALSE(account.pupil);
    CHECK(account.roles.has(Role::champion));
    apply_groups(account, in_groups({"Staff", "Pupils"}), settings);
    CHECK(account.pupil);
    CHECK(account.roles == Roles{});  // a pupil holds none
}

TEST_CASE("settings that would let the wrong people in stop the start, with the remedy") {
    Settings::OpenId settings;
    CHECK(complaint_about(settings).empty());
    for (auto const* const line : {"Leads", "Leads=", "=reviewer", "Leads=chief", "Leads=reviewer "}) {
        settings.roles = {line};
        CHECK(complaint_about(settings).find("openid.roles holds \"" + std::string{line} + "\"") != std::string::npos);
    }
    settings.roles = {"Leads=research_lead"};
    settings.constituencies = {"Staff=research_lead"};
    CHECK(complaint_about(settings).find("teacher") != std::string::npos);
    settings.constituencies = {"Staff=teacher"};
    CHECK(complaint_about(settings).empty());

    settings.issuer = "https://accounts.google.com";
    CHECK(complaint_about(settings).find("openid.hosted_domain is missing") != std::string::npos);
    settings.hosted_domain = "school.test";
    CHECK(complaint_about(settings).empty());
    for (auto const* const issuer : {"common/v2.0", "organizations/v2.0", "another/v2.0", "the-tenant"}) {
        settings.issuer = "https://login.microsoftonline.com/" + std::string{issuer};
        settings.tenant = "the-tenant";
        CHECK(complaint_about(settings).find("openid.tenant and openid.issuer do not agree") != std::string::npos);
    }
    settings.issuer = "https://login.microsoftonline.com/the-tenant/v2.0";
    CHECK(complaint_about(settings).empty());
}

TEST_CASE("only the issuer's own server can be declared to be inside, and only by its name") {
    Settings settings;
    CHECK_FALSE(house_of(settings, false));
    CHECK_THROWS_AS(house_of(settings, true), SettingsError);
    settings.openid.issuer = "https://10.0.0.7/realms/school";
    CHECK_THROWS_AS(house_of(settings, true), SettingsError);
    settings.openid.issuer = "https://login.school.test:8443/realms/school";
    CHECK_FALSE(house_of(settings, false));
    CHECK(house_of(settings, true)->name == "login.school.test");
    CHECK(house_of(settings, true)->port == 8443);
}

TEST_CASE("a name is proposed out of what the school calls them") {
    CHECK(name_like("Tom.O-Brien@school.test") == "tom_o_brien");
    CHECK(name_like("tom") == "tom");
    CHECK(name_like("Zoë") == "zo");
    CHECK(name_like("").empty());
    CHECK(name_like(std::string(90, 'a')).size() == 30);
}
