// What members do with accounts through the Mastodon API: finding, following, shutting out, and telling of themselves.
#include "tests/printing.hpp"
#include "tests/server/api_school.hpp"

using namespace collegium;
using namespace collegium::tests;
using server::Method;

namespace {

std::string acct_at(federation::Json const& list, unsigned index) {
    return value_of(list.root()[index], "acct");
}

}  // namespace

TEST_CASE_FIXTURE(ApiSchool, "an account is found by its name in any case, with an @ or with the host") {
    for (std::string const acct : {"ben", "BEN", "@ben", "ben@north.test", "@Ben@NORTH.test"}) {
        INFO(acct);
        CHECK(value_of(json_of(ada.get("/api/v1/accounts/lookup?acct=" + acct)).root(), "acct") == "ben");
        auto const found = json_of(ada.get("/api/v1/accounts/search?q=" + acct));
        REQUIRE(found.root().Size() >= 1);
        CHECK(acct_at(found, 0) == "ben");
    }
    CHECK(ada.get("/api/v1/accounts/lookup?acct=nobody").status() == 404);
    CHECK(ada.get("/api/v1/accounts/lookup").status() == 404);
}

TEST_CASE_FIXTURE(ApiSchool, "a community is found as an account, by a part of its name too") {
    CHECK(acct_at(json_of(ada.get("/api/v1/accounts/search?q=alg")), 0) == "algebra");
    rename("https://north.test/c/algebra", "Friends of numbers");
    CHECK(acct_at(json_of(ada.get("/api/v1/accounts/search?q=numb")), 0) == "algebra");
}

TEST_CASE_FIXTURE(ApiSchool, "an account of a partner is found once somebody asks to resolve it") {
    south.enrol("eve");
    CHECK(json_of(ada.get("/api/v1/accounts/search?q=eve@south.test")).root().Empty());
    auto const found = json_of(ada.get("/api/v1/accounts/search?q=@eve@south.test&resolve=True"));
    REQUIRE(found.root().Size() == 1);
    CHECK(acct_at(found, 0) == "eve@south.test");
    CHECK(acct_at(json_of(ada.get("/api/v1/accounts/search?q=EVE@south.test")), 0) == "eve@south.test");
}

TEST_CASE_FIXTURE(ApiSchool, "the node itself is no account") {
    CHECK(json_of(ada.get("/api/v1/accounts/search?q=north")).root().Empty());
    CHECK(ada.get("/api/v1/accounts/lookup?acct=north.test").status() == 404);
}

TEST_CASE_FIXTURE(ApiSchool, "counts tell strangers of no pupils, and nobody of messages") {
    static_cast<void>(ada.post("/api/v1/statuses", {{"status", "Good morning"}}));
    static_cast<void>(ada.post("/api/v1/statuses", {{"status", "@ben come and see me"}, {"visibility", "direct"}}));
    static_cast<void>(ben.post("/api/v1/accounts/" + id_of("ada") + "/follow"));
    static_cast<void>(ada.post("/api/v1/follow_requests/" + id_of("ben") + "/authorize"));
    ApiClient stranger{*this};
    auto const count = [](ApiClient& reader, std::string_view name) {
        return value_of(json_of(reader.get("/api/v1/accounts/lookup?acct=ada")).root(), name);
    };
    CHECK(count(stranger, "statuses_count") == "1");
    CHECK(count(ben, "statuses_count") == "1");
    CHECK(count(stranger, "followers_count") == "1");

    make_pupil("ben");

    CHECK(count(stranger, "followers_count") == "0");
    CHECK(count(ada, "followers_count") == "1");
}

TEST_CASE_FIXTURE(ApiSchool, "a pupil is known to the members of this node and to nobody else") {
    make_pupil("ben");
    ApiClient stranger{*this};
    CHECK(ada.get("/api/v1/accounts/lookup?acct=ben").status() == 200);
    CHECK(stranger.get("/api/v1/accounts/lookup?acct=ben").status() == 404);
    CHECK(
        stranger.get("/api/v1/accounts/lookup?acct=ben").body() ==
        stranger.get("/api/v1/accounts/lookup?acct=nobody").body()
    );
    CHECK(stranger.get("/api/v1/accounts/lookup?acct=ada").status() == 200);
}

TEST_CASE_FIXTURE(ApiSchool, "where documents are for partners only, a stranger finds nobody") {
    north.settings.federation.secure_fetch = true;
    CHECK(ApiClient{*this}.get("/api/v1/accounts/lookup?acct=ada").status() == 404);
    CHECK(ada.get("/api/v1/accounts/lookup?acct=ben").status() == 200);
}

TEST_CASE_FIXTURE(ApiSchool, "following a community is joining it, and unfollowing is leaving") {
    auto const followed = json_of(act("algebra", "follow"));
    CHECK(value_of(followed.root(), "following") == "true");
    CHECK(value_of(json_of(ada.get("/api/v1/accounts/lookup?acct=algebra")).root(), "followers_count") == "1");

    auto const left = json_of(act("algebra", "unfollow"));
    CHECK(value_of(left.root(), "following") == "false");
    CHECK(json_of(ada.get("/api/v1/lists")).root().Empty());
}

TEST_CASE_FIXTURE(ApiSchool, "a person is asked, and lets in or turns away") {
    CHECK(value_of(json_of(act("ben", "follow")).root(), "requested") == "true");
    auto const asked = json_of(ben.get("/api/v1/follow_requests"));
    REQUIRE(asked.root().Size() == 1);
    CHECK(acct_at(asked, 0) == "ada");

    CHECK(ben.post("/api/v1/follow_requests/" + id_of("ada") + "/authorize").status() == 200);
    CHECK(value_of(relationship("ben").root(), "following") == "true");
    CHECK(json_of(ben.get("/api/v1/follow_requests")).root().Empty());

    CHECK(ben.post("/api/v1/accounts/" + id_of("ada") + "/remove_from_followers").status() == 200);
    CHECK(value_of(relationship("ben").root(), "following") == "false");
}

TEST_CASE_FIXTURE(ApiSchool, "a request that is turned away leaves nothing") {
    act("ben", "follow");
    CHECK(ben.post("/api/v1/follow_requests/" + id_of("ada") + "/reject").status() == 200);
    CHECK(value_of(relationship("ben").root(), "requested") == "false");
    CHECK(ben.post("/api/v1/follow_requests/" + id_of("ada") + "/authorize").status() == 404);
}

TEST_CASE_FIXTURE(ApiSchool, "nobody follows, mutes or blocks themselves") {
    for (std::string const what : {"follow", "mute", "block"}) {
        INFO(what);
        CHECK(act("ada", what).status() == 403);
    }
}

TEST_CASE_FIXTURE(ApiSchool, "a pupil follows nobody at another school") {
    south.enrol("eve");
    json_of(ada.get("/api/v1/accounts/search?q=eve@south.test&resolve=true"));
    make_pupil("ada");
    auto const refused = act("eve@south.test", "follow");
    CHECK(refused.status() == 403);
    CHECK(error_of(refused) == "Pupils follow people and communities of their own school only.");
}

TEST_CASE_FIXTURE(ApiSchool, "whoever is blocked neither follows nor is followed, and cannot ask again") {
    act("ben", "follow");
    ben.post("/api/v1/follow_requests/" + id_of("ada") + "/authorize");
    auto const blocked = json_of(ben.post("/api/v1/accounts/" + id_of("ada") + "/block"));
    CHECK(value_of(blocked.root(), "blocking") == "true");
    CHECK(value_of(blocked.root(), "followed_by") == "false");
    CHECK(value_of(relationship("ben").root(), "blocked_by") == "true");
    CHECK(act("ben", "follow").status() == 403);
    CHECK(acct_at(json_of(ben.get("/api/v1/blocks")), 0) == "ada");

    ben.post("/api/v1/accounts/" + id_of("ada") + "/unblock");
    CHECK(json_of(ben.get("/api/v1/blocks")).root().Empty());
    CHECK(act("ben", "follow").status() == 200);
}

TEST_CASE_FIXTURE(ApiSchool, "a mute covers what is told, unless the member says otherwise") {
    auto const muted = json_of(act("ben", "mute"));
    CHECK(value_of(muted.root(), "muting") == "true");
    CHECK(value_of(muted.root(), "muting_notifications") == "true");
    auto const heard = json_of(act("ben", "mute", {{"notifications", "0"}}));
    CHECK(value_of(heard.root(), "muting_notifications") == "false");
    CHECK(acct_at(json_of(ada.get("/api/v1/mutes")), 0) == "ben");
    CHECK(value_of(json_of(act("ben", "unmute")).root(), "muting") == "false");
}

TEST_CASE_FIXTURE(ApiSchool, "a note about somebody is for the one who wrote it") {
    CHECK(
        value_of(json_of(act("ben", "note", {{"comment", "sits in the back"}})).root(), "note") == "sits in the back"
    );
    auto const others = json_of(ben.get("/api/v1/accounts/relationships?id=" + id_of("ben")));
    CHECK(value_of(others.root()[0], "note").empty());
    CHECK(value_of(json_of(act("ben", "note")).root(), "note").empty());
}

TEST_CASE_FIXTURE(ApiSchool, "relationships are asked for in each of the ways that clients write") {
    auto const one = id_of("ben"), two = id_of("algebra");
    for (auto const& query :
         {"id[]=" + one + "&id[]=" + two, "id=" + one + "&id=" + two, "id%5B%5D=" + one + "&id[]=" + two}) {
        INFO(query);
        auto const list = json_of(ada.get("/api/v1/accounts/relationships?" + query));
        REQUIRE(list.root().Size() == 2);
        CHECK(value_of(list.root()[1], "id") == two);
    }
    CHECK(json_of(ada.get("/api/v1/accounts/relationships?id=" + one)).root().Size() == 1);
    CHECK(json_of(ada.get("/api/v1/accounts/relationships?id=999999")).root().Empty());
}

TEST_CASE_FIXTURE(ApiSchool, "who follows a person is that person's own affair") {
    act("ben", "follow");
    ben.post("/api/v1/follow_requests/" + id_of("ada") + "/authorize");
    auto const followers = "/api/v1/accounts/" + id_of("ben") + "/followers";
    CHECK(json_of(ben.get(followers)).root().Size() == 1);
    CHECK(json_of(ada.get(followers)).root().Empty());
    auto const members = "/api/v1/accounts/" + id_of("algebra") + "/followers";
    act("algebra", "follow");
    CHECK(json_of(ada.get(members)).root().Size() == 1);
    CHECK(json_of(ben.get(members)).root().Empty());
}

TEST_CASE_FIXTURE(ApiSchool, "a long list has pages, and its last page no link") {
    for (std::string const name : {"cleo", "dan", "eli"}) add_person(name);
    for (std::string const name : {"ben", "cleo", "dan", "eli"}) act(name, "mute");
    auto const first = ada.get("/api/v1/mutes?limit=3");
    CHECK(acct_at(json_of(first), 0) == "eli");
    auto const oldest = value_of(json_of(first).root()[2], "id"), newest = value_of(json_of(first).root()[0], "id");
    auto const base = app.browser_origin + "/api/v1/mutes?limit=3&";
    CHECK(
        first.field("link") ==
        "<" + base + "max_id=" + oldest + ">; rel=\"next\", <" + base + "min_id=" + newest + ">; rel=\"prev\""
    );

    auto const last = ada.get("/api/v1/mutes?limit=3&max_id=" + oldest);
    REQUIRE(json_of(last).root().Size() == 1);
    CHECK(last.field("link").empty());
    CHECK(json_of(ada.get("/api/v1/mutes?min_id=" + newest)).root().Empty());
    CHECK(acct_at(json_of(ada.get("/api/v1/mutes?limit=1&min_id=" + oldest)), 0) == "dan");
}

TEST_CASE_FIXTURE(ApiSchool, "members change what they tell of themselves, as a form, in parts or as JSON") {
    auto const address = "/api/v1/accounts/update_credentials";
    auto const as_form = json_of(ada.form(Method::patch, address, {{"display_name", "Ada L."}}));
    CHECK(value_of(as_form.root(), "display_name") == "Ada L.");

    Fields const parts{
        {"note", "I *like* numbers."},
        {"fields_attributes[0][name]", "Room"},
        {"fields_attributes[0][value]", "12 & 13"}};
    auto const as_parts = json_of(ada.multipart(Method::patch, address, parts));
    CHECK(value_of(as_parts.root(), "note").find("<em>like</em>") != std::string::npos);
    CHECK(value_of(as_parts.root()["source"], "note") == "I *like* numbers.");
    CHECK(value_of(as_parts.root()["fields"][0], "value") == "12 &amp; 13");
    CHECK(value_of(as_parts.root()["source"]["fields"][0], "value") == "12 & 13");

    auto const body = R"({"source":{"privacy":"unlisted","language":"de"},"display_name":null})";
    auto const as_json = json_of(ada.json(Method::patch, address, body));
    CHECK(value_of(as_json.root()["source"], "privacy") == "unlisted");
    CHECK(value_of(as_json.root(), "display_name") == "Ada L.");
    CHECK(value_of(json_of(ada.get("/api/v1/preferences")).root(), "posting:default:language") == "de");
}

TEST_CASE_FIXTURE(ApiSchool, "what cannot be saved changes nothing, and the answer says what is wrong") {
    auto const change = [&](Fields const& fields) {
        return ada.form(Method::patch, "/api/v1/accounts/update_credentials", fields);
    };
    std::vector<Fields> const wrong{
        {{"display_name", std::string(61, 'a')}},
        {{"display_name", "Ada\x07"}},
        {{"note", std::string(2001, 'a')}},
        {{"source[privacy]", "everyone"}},
        {{"source[language]", "not a language"}},
        {{"avatar", "data:image/png;base64,AAAA"}},
        {{"fields_attributes[0][name]", std::string(256, 'a')}, {"fields_attributes[0][value]", "x"}}};
    for (auto const& fields : wrong) {
        INFO(fields.front().first);
        auto changed = fields;
        changed.push_back({"discoverable", "true"});
        auto const answer = change(changed);
        CHECK(answer.status() == 422);
        CHECK(error_of(answer).find("othing was changed") != std::string::npos);
    }
    auto const account = json_of(ada.get("/api/v1/accounts/verify_credentials"));
    CHECK(value_of(account.root()["source"], "discoverable") == "false");
}

TEST_CASE_FIXTURE(ApiSchool, "what a stranger's name holds is shown as text") {
    rename("https://north.test/u/ben", std::string{hostile}, "<script>alert(1)</script><p onclick=\"x\">Hello</p>");
    auto const account = json_of(ada.get("/api/v1/accounts/lookup?acct=ben"));
    CHECK(value_of(account.root(), "display_name") == hostile);
    CHECK(value_of(account.root(), "note") == "<p>Hello</p>");
}
