// Pictures of posts, from both fronts: they stay as long as the post names them, and no longer than that.
#include "server/mastodon/scheduled.hpp"
#include "server/media/media_care.hpp"
#include "server/media/pictures.hpp"
#include "tests/printing.hpp"
#include "tests/server/member_program.hpp"
#include "tests/server/pictures.hpp"
#include "tests/server/pictures_front.hpp"
#include "tests/server/statuses.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using server::Method;
using server::Response;

namespace {

using Pictures = std::vector<std::pair<std::string, std::string>>;  // ids, and what is said of them

boost::asio::awaitable<bool> one_round(server::App const& app) {
    co_await server::mastodon::publish_scheduled(app);
    co_return true;
}

struct PostPictures : PicturesFront {
    // Its id, without an address: each of them has another colour.
    std::string brought(std::string const& token, std::string const& description = "") {
        auto const red = ++colour_;
        auto const file = png(16, 8, [&](unsigned, unsigned) { return Dot{red, 0, 0}; });
        auto const response = bring(token, file, description);
        INFO(response.body());
        REQUIRE(response.status() == 200);
        return text_in(response, "id");
    }

    std::string url_of(std::string const& id) { return text_in(ask("/api/v1/media/" + id, ada_token), "url"); }

    // As it stands in an object.
    std::string address(std::string const& id) { return "https://north.test" + path_of(url_of(id)); }

    bool is_served(std::string const& path) { return get(path).status() == 200; }

    void after_days(unsigned days) {
        village.pass(days * 24h + 1h);
        while (village.run(server::media::remove_unneeded(app))) {
        }
    }

    // A post with these pictures; its id.
    std::string post(std::vector<std::string> const& chosen, std::string const& text = "Look") {
        Fields fields{{"status", text}};
        for (auto const& each : chosen) fields.emplace_back("media_ids[]", each);
        auto const response = as_ada.post("/api/v1/statuses", fields);
        INFO(response.body());
        REQUIRE(response.status() == 200);
        return status_member(response, "id");
    }

    Response edit(std::string const& id, std::string const& json) {
        village.pass(1min);
        return as_ada.json(Method::put, "/api/v1/statuses/" + id, json);
    }

    Pictures pictures_of(Response const& response) {
        Pictures found;
        auto const json = json_of(response);
        for (auto const& each : federation::member(json.root(), "media_attachments")->GetArray())
            found.emplace_back(value_of(each, "id"), value_of(each, "description"));
        return found;
    }

    Pictures pictures_of(std::string const& id) { return pictures_of(as_ada.get("/api/v1/statuses/" + id)); }

    // A post with this picture that appears in five days; its id until then.
    std::string later(std::string const& picture) {
        auto const response = as_ada.post(
            "/api/v1/statuses", {{"status", "Look"}, {"media_ids[]", picture}, {"scheduled_at", "2026-09-06T10:00:00Z"}}
        );
        INFO(response.body());
        REQUIRE(response.status() == 200);
        return status_member(response, "id");
    }

    void publish() {
        CHECK(village.run(one_round(app)));
        settle();
    }

    server::Request with_key(std::string const& target, std::string const& repeat_key) {
        auto request = as_ada.request(Method::post, target);
        request.fields.push_back({"Idempotency-Key", repeat_key});
        return request;
    }

    // Both are on their way at the same time.
    std::pair<Response, Response> together(server::Request first, server::Request second) {
        using namespace boost::asio::experimental::awaitable_operators;
        auto [one, other] =
            village.run(server::dispatch(app, std::move(first)) && server::dispatch(app, std::move(second)));
        return {std::move(one), std::move(other)};
    }

    ApiClient as_ada = ApiClient::of(*this, "ada");
    MemberProgram ada_speaks{*this, "ada"}, bob_speaks{*this, "bob"};

private:
    std::uint8_t colour_ = 0;
};

std::string note_with(std::string const& url) {
    return R"({"type":"Note","content":"Look","to":"as:Public","attachment":[{"type":"Image","mediaType":"image/png",)"
           R"("name":"Dots","url":")" +
           url + R"("}]})";
}

}  // namespace

TEST_CASE_FIXTURE(PostPictures, "what an ActivityPub program posts with a picture keeps it") {
    auto const id = brought(ada_token);
    auto const path = path_of(address(id));
    REQUIRE(ada_speaks.say(note_with(address(id))).status() == 201);

    after_days(3);

    CHECK(is_served(path));
    CHECK(text_in(ask("/api/v1/media/" + id, ada_token), "description") == "Dots");
}

TEST_CASE_FIXTURE(PostPictures, "an ActivityPub program cannot attach what is not its member's, or is taken") {
    auto const id = brought(ada_token);
    auto const before = north.entries();

    CHECK(bob_speaks.say(note_with(address(id))).status() == 409);
    CHECK(ada_speaks.say(note_with("https://north.test/media/" + std::string(40, 'a') + ".png")).status() == 409);
    CHECK(ada_speaks.say(note_with("https://north.test/media/")).status() == 409);
    CHECK(north.entries() == before);

    CHECK(ada_speaks.say(note_with(address(id))).status() == 201);
    auto const again = ada_speaks.say(note_with(address(id)));
    CHECK(again.status() == 409);
    CHECK(shows(again, "uploadMedia"));
}

TEST_CASE_FIXTURE(PostPictures, "an Update by an ActivityPub program changes which pictures are kept") {
    auto const first = brought(ada_token), second = brought(ada_token);
    auto const first_path = path_of(address(first)), second_path = path_of(address(second));
    auto const created = document_of(get_activity(path_of(ada_speaks.said(note_with(address(first))))));
    auto const thing = std::string{federation::reference_member(created.root(), "object")};
    village.pass(1min);

    auto const change = R"({"type":"Update","object":{"id":")" + thing +
                        R"(","type":"Note","attachment":{"type":"Image","mediaType":"image/png","url":")" +
                        address(second) + "\"}}}";
    REQUIRE(ada_speaks.say(change).status() == 201);
    after_days(2);

    CHECK_FALSE(is_served(first_path));
    CHECK(is_served(second_path));
}

TEST_CASE_FIXTURE(PostPictures, "a picture of a status keeps its id, its addresses and where the eye rests") {
    auto const id = brought(ada_token, "Dots");
    CHECK(as_ada.form(Method::put, "/api/v1/media/" + id, {{"focus", "0.5,-1"}}).status() == 200);
    auto const said = ask("/api/v1/media/" + id, ada_token);

    auto const status = post({id});
    after_days(3);

    auto const shown = as_ada.get("/api/v1/statuses/" + status);
    CHECK(shows(shown, R"("media_attachments":[)" + std::string{said.body()} + "]"));
    CHECK(is_served(path_of(url_of(id))));
}

TEST_CASE_FIXTURE(PostPictures, "of two posts that want one picture at the same time, one has it") {
    auto const id = brought(ada_token);
    auto const before = north.entries();
    auto const target = "/api/v1/statuses?status=Look&media_ids[]=" + id;

    auto const [one, other] = together(as_ada.request(Method::post, target), as_ada.request(Method::post, target));

    CHECK(std::min(one.status(), other.status()) == 200);
    CHECK(std::max(one.status(), other.status()) == 422);
    CHECK(north.entries() == before + 1);
}

TEST_CASE_FIXTURE(PostPictures, "an edit that names pictures replaces those of before, and their files go") {
    auto const first = brought(ada_token), second = brought(ada_token), third = brought(ada_token);
    auto const path = path_of(url_of(first));
    auto const id = post({first, second});

    auto const changed = edit(id, R"({"status":"New","media_ids":[")" + third + R"(",")" + second + R"("]})");

    CHECK(pictures_of(changed) == Pictures{{third, "null"}, {second, "null"}});
    CHECK(is_served(path));
    after_days(1);
    CHECK_FALSE(is_served(path));
    CHECK(files_kept() == 4);
}

TEST_CASE_FIXTURE(
    PostPictures, "an edit with an empty list takes all pictures away, and one without a list keeps them"
) {
    for (std::string const way : {"json", "form"}) {
        INFO(way);
        auto const picture = brought(ada_token);
        auto const id = post({picture});
        CHECK(pictures_of(edit(id, R"({"status":"New"})")).size() == 1);
        village.pass(1min);
        auto const emptied =
            way == "json"
                ? edit(id, R"({"status":"Newer","media_ids":[]})")
                : as_ada.form(Method::put, "/api/v1/statuses/" + id, {{"status", "Newer"}, {"media_ids[]", ""}});
        CHECK(pictures_of(emptied).empty());
        after_days(1);
        CHECK(files_kept() == 0);
    }
}

TEST_CASE_FIXTURE(PostPictures, "an edit takes no picture of another post, and then changes nothing") {
    auto const taken = brought(ada_token), free = brought(ada_token);
    static_cast<void>(post({taken}));
    auto const id = post({free});
    auto const before = north.entries();

    CHECK(edit(id, R"({"status":"New","media_ids":[")" + taken + R"("]})").status() == 422);
    CHECK(edit(id, R"({"status":"New","media_ids":["77"]})").status() == 422);
    CHECK(north.entries() == before);
    CHECK(pictures_of(id) == Pictures{{free, "null"}});
}

TEST_CASE_FIXTURE(PostPictures, "an edit says something else of a picture, as JSON and as a form") {
    auto const first = brought(ada_token, "One"), second = brought(ada_token, "Two");
    auto const id = post({first, second});

    auto const changed = edit(
        id,
        R"({"status":"Look","media_ids":[")" + first + R"(",")" + second + R"("],"media_attributes":[{"id":")" +
            second + R"(","description":"Red dots","focus":"0.5,0"}]})"
    );
    CHECK(pictures_of(changed) == Pictures{{first, "One"}, {second, "Red dots"}});
    CHECK(shows(changed, R"("focus":{"x":0.5,"y":0})"));
    CHECK(text_in(ask("/api/v1/media/" + second, ada_token), "description") == "Red dots");

    village.pass(1min);
    Fields const form{
        {"status", "Look"},
        {"media_ids[]", first},
        {"media_ids[]", second},
        {"media_attributes[][id]", first},
        {"media_attributes[][description]", "Uno"},
        {"media_attributes[][id]", second},
        {"media_attributes[][description]", "Due"}};
    auto const again = as_ada.form(Method::put, "/api/v1/statuses/" + id, form);
    CHECK(pictures_of(again) == Pictures{{first, "Uno"}, {second, "Due"}});
    auto const history = as_ada.get("/api/v1/statuses/" + id + "/history");
    for (auto const said : {"\"One\"", "\"Red dots\"", "\"Due\""}) CHECK(shows(history, said));
}

TEST_CASE_FIXTURE(PostPictures, "what cannot be said of a picture is refused in words, and changes nothing") {
    auto const picture = brought(ada_token, "One"), other = brought(ada_token);
    auto const id = post({picture});
    auto const attributes = [&](std::string const& object, std::string const& named) {
        return edit(id, R"({"status":"Look","media_ids":[")" + named + R"("],"media_attributes":[)" + object + "]}");
    };
    auto const own = R"({"id":")" + picture + R"(")";
    for (auto const& response :
         {attributes(R"({"id":")" + other + R"(","description":"x"})", picture),
          attributes(R"({"description":"x"})", picture),
          attributes(own + R"(,"focus":"left"})", picture),
          attributes(own + R"(,"description":")" + std::string(1501, 'x') + R"("})", picture),
          edit(id, R"({"status":"Look","media_attributes":[)" + own + R"(,"description":"x"}]})")}) {
        INFO(response.body());
        CHECK(response.status() == 422);
        CHECK_FALSE(error_of(response).empty());
    }
    CHECK(pictures_of(id) == Pictures{{picture, "One"}});
}

TEST_CASE_FIXTURE(PostPictures, "what a post says of its pictures is not changed behind its back") {
    auto const picture = brought(ada_token, "One");
    auto const id = post({picture});

    auto const refused = as_ada.form(Method::put, "/api/v1/media/" + picture, {{"description", "Two"}});

    CHECK(refused.status() == 422);
    CHECK(shows(refused, "Edit the post"));
    CHECK(pictures_of(id) == Pictures{{picture, "One"}});
    CHECK(text_in(ask("/api/v1/media/" + picture, ada_token), "description") == "One");
}

TEST_CASE_FIXTURE(PostPictures, "the same key posts once, with its pictures, too") {
    auto const target = "/api/v1/statuses?status=Look&media_ids[]=" + brought(ada_token);

    auto const first = as_ada.send(with_key(target, "k1")), second = as_ada.send(with_key(target, "k1"));

    REQUIRE(first.status() == 200);
    REQUIRE(second.status() == 200);
    CHECK(status_member(second, "id") == status_member(first, "id"));
    CHECK(pictures_of(second).size() == 1);
}

TEST_CASE_FIXTURE(PostPictures, "of two tries at the same time one posts, and both are told of it") {
    auto const before = north.entries();
    std::string const target = "/api/v1/statuses?status=Look";

    auto const [one, other] = together(with_key(target, "k1"), with_key(target, "k1"));

    REQUIRE(one.status() == 200);
    REQUIRE(other.status() == 200);
    CHECK(status_member(one, "id") == status_member(other, "id"));
    CHECK(north.entries() == before + 1);
}

TEST_CASE_FIXTURE(PostPictures, "what is deleted to be written anew brings its pictures along") {
    auto const first = brought(ada_token, "One"), second = brought(ada_token, "Two");
    auto const id = post({first, second});
    after_days(7);

    auto const deleted = as_ada.form(Method::delete_, "/api/v1/statuses/" + id, {});
    REQUIRE(pictures_of(deleted) == Pictures{{first, "One"}, {second, "Two"}});
    while (village.run(server::media::remove_unneeded(app))) {
    }
    auto const again = post({second, first}, "Better");
    after_days(7);

    CHECK(pictures_of(again) == Pictures{{second, "Two"}, {first, "One"}});
    CHECK(files_kept() == 4);
}

TEST_CASE_FIXTURE(PostPictures, "what is deleted loses its pictures, in a day or at once") {
    auto const kept_a_day = post({brought(ada_token)}), gone = post({brought(ada_token)});
    CHECK(as_ada.form(Method::delete_, "/api/v1/statuses/" + kept_a_day, {}).status() == 200);
    CHECK(as_ada.form(Method::delete_, "/api/v1/statuses/" + gone, {{"delete_media", "true"}}).status() == 200);

    while (village.run(server::media::remove_unneeded(app))) {
    }
    CHECK(files_kept() == 2);
    after_days(1);
    CHECK(files_kept() == 0);
}

TEST_CASE_FIXTURE(PostPictures, "a picture that waits with a post for its time is kept, and becomes part of it") {
    auto const picture = brought(ada_token, "Dots");
    auto const path = path_of(url_of(picture));
    static_cast<void>(later(picture));
    after_days(3);
    REQUIRE(is_served(path));
    CHECK(as_ada.post("/api/v1/statuses", {{"status", "Mine"}, {"media_ids[]", picture}}).status() == 422);

    after_days(3);
    publish();
    after_days(3);
    CHECK(is_served(path));
    auto const said =
        json_of(as_ada.get("/api/v1/accounts/" + std::to_string(static_cast<std::uint64_t>(ada.handle)) + "/statuses"));
    REQUIRE(said.root().Size() == 1);
    CHECK(value_of(said.root()[0]["media_attachments"][0], "id") == picture);
}

TEST_CASE_FIXTURE(PostPictures, "a picture of a post that is taken back before its time is free again, for a day") {
    auto const picture = brought(ada_token), other = brought(ada_token);
    auto const path = path_of(url_of(picture)), other_path = path_of(url_of(other));
    auto const first = later(picture), second = later(other);
    after_days(3);
    for (auto const& each : {first, second})
        CHECK(as_ada.form(Method::delete_, "/api/v1/scheduled_statuses/" + each, {}).status() == 200);
    after_days(0);
    REQUIRE(is_served(path));
    static_cast<void>(post({other}));
    after_days(1);
    CHECK_FALSE(is_served(path));
    CHECK(is_served(other_path));
}

TEST_CASE_FIXTURE(PostPictures, "one picture waits with one post") {
    auto const picture = brought(ada_token);
    static_cast<void>(later(picture));
    auto const again = as_ada.post(
        "/api/v1/statuses", {{"status", "Two"}, {"media_ids[]", picture}, {"scheduled_at", "2026-09-07T10:00:00Z"}}
    );
    CHECK(again.status() == 422);
    CHECK(shows(again, "not there any more"));
}
