// Pictures of members: brought by a program or on the page, shown in the account, on the page and to other nodes.
#include "server/cookies.hpp"
#include "server/media/upload_limit.hpp"
#include "server/read_only.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"
#include "tests/server/api_school.hpp"
#include "tests/server/pictures.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <filesystem>

using namespace collegium;
using namespace collegium::tests;
using server::Method;
using server::Request;
using server::Response;

namespace {

constexpr std::string_view credentials = "/api/v1/accounts/update_credentials";

std::string small_png(std::uint8_t red) {
    return png(16, 8, [&](unsigned, unsigned) { return Dot{red, 0, 0}; });
}

void put_parts(Request& request, Fields const& fields, Fields const& files) {
    request.fields.push_back({"Content-Type", "multipart/form-data; boundary=edge"});
    auto const part = [&](std::string const& head, std::string const& data) {
        request.body += "--edge\r\nContent-Disposition: form-data; name=" + head + "\r\n\r\n" + data + "\r\n";
    };
    for (auto const& [name, value] : fields) part('"' + name + '"', value);
    for (auto const& [name, bytes] : files)
        part('"' + name + "\"; filename=\"me.png\"\r\nContent-Type: image/png", bytes);
    request.body += "--edge--\r\n";
}

struct ProfilePictures : ApiSchool {
    Response bring(Fields const& files, Fields const& fields = {}) {
        auto request = ada.request(Method::patch, std::string{credentials});
        put_parts(request, fields, files);
        auto response = ada.send(std::move(request));
        settle();
        return response;
    }

    Response bring_on_page(Browser& browser, Fields fields, Fields const& files) {
        auto request = browser.form("/settings/profile/pictures", {});
        request.body.clear();
        std::erase_if(request.fields, [](auto const& field) { return field.name == "Content-Type"; });
        fields.emplace_back("form_key", browser.form_key());
        put_parts(request, fields, files);
        return browser.send(std::move(request));
    }

    std::string shown(std::string_view name) {
        return value_of(json_of(ben.get("/api/v1/accounts/" + id_of("ada"))).root(), name);
    }

    // What an address of this node answers.
    Response at(std::string const& address) { return get(address.substr(app.browser_origin.size())); }

    std::size_t files_kept() const {
        std::size_t kept = 0;
        for (auto const& entry : std::filesystem::recursive_directory_iterator{north.settings.node.data / "media"})
            if (entry.is_regular_file()) ++kept;
        return kept;
    }
};

}  // namespace

TEST_CASE_FIXTURE(ProfilePictures, "a program brings both pictures with other changes, and everybody sees them") {
    auto const before = shown("avatar");
    auto const answer = bring({{"avatar", small_png(1)}, {"header", small_png(2)}}, {{"display_name", "Ada L."}});
    REQUIRE(answer.status() == 200);
    CHECK(value_of(json_of(answer).root(), "display_name") == "Ada L.");
    for (auto const* const name : {"avatar", "header", "avatar_static", "header_static"}) {
        INFO(name);
        CHECK(shown(name).starts_with(app.browser_origin + "/media/"));
        CHECK(at(shown(name)).status() == 200);
        CHECK(at(shown(name)).field("content-type").starts_with("image/"));
    }
    CHECK(shown("avatar") != before);
    CHECK(shown("avatar") != shown("header"));
    CHECK(files_kept() == 2);
}

TEST_CASE_FIXTURE(
    ProfilePictures, "the actor's document shows them, and followers elsewhere are told by a signed Update"
) {
    north.partner_with("east.test");
    Peer east{village, "east.test"};
    auto const eve = east.actor("eve");
    auto const follow = tests::act(east.iri("/follows/1"), "Follow", eve, named("https://north.test/u/ada"));
    REQUIRE(village.run(federation::receive(north.node, east.signed_by(eve, follow))));
    auto const asking = json_of(ada.get("/api/v1/follow_requests"));
    REQUIRE(asking.root().Size() == 1);
    auto const id = value_of(asking.root()[0], "id");
    REQUIRE(ada.post("/api/v1/follow_requests/" + id + "/authorize").status() == 200);
    settle();
    east.posted.clear();

    REQUIRE(bring({{"avatar", small_png(1)}, {"header", small_png(2)}}).status() == 200);
    auto const document = document_of(get_activity("/u/ada"));
    auto const icon = value_of(document.root()["icon"], "url");
    CHECK(icon == "https://north.test/media/" + shown("avatar").substr((app.browser_origin + "/media/").size()));
    CHECK(value_of(document.root()["icon"], "type") == "Image");
    CHECK(value_of(document.root()["icon"], "mediaType").starts_with("image/"));
    CHECK(value_of(document.root()["image"], "url").starts_with("https://north.test/media/"));

    REQUIRE(east.posted.size() == 1);
    auto const told = federation::Json::read_object(east.posted.front());
    REQUIRE(told);
    CHECK(value_of(told->root(), "type") == "Update");
    CHECK(value_of(told->root()["object"]["icon"], "url") == icon);
    CHECK(federation::member(told->root(), "proof") != nullptr);

    east.posted.clear();
    REQUIRE(bring({}, {{"source[language]", "de"}}).status() == 200);
    CHECK(east.posted.empty());
}

TEST_CASE_FIXTURE(ProfilePictures, "a new picture takes the place of the old one, and nothing is left of that") {
    REQUIRE(bring({{"avatar", small_png(1)}}).status() == 200);
    auto const first = shown("avatar");
    REQUIRE(bring({{"avatar", small_png(9)}}).status() == 200);
    CHECK(shown("avatar") != first);
    CHECK(at(first).status() == 404);
    CHECK(files_kept() == 1);
}

TEST_CASE_FIXTURE(ProfilePictures, "what is no picture changes nothing else either, and leaves nothing behind") {
    CHECK(bring({{"avatar", "not a picture"}}, {{"display_name", "Other"}}).status() == 422);
    CHECK(bring({{"avatar", small_png(1)}, {"header", "not a picture"}}, {{"display_name", "Other"}}).status() == 422);
    CHECK(shown("display_name") != "Other");
    CHECK(shown("avatar") == app.browser_origin + "/assets/person.png");
    CHECK(files_kept() == 0);
}

TEST_CASE_FIXTURE(ProfilePictures, "a pupil's picture is shown here, and nobody elsewhere is told") {
    make_pupil("ada");
    REQUIRE(bring({{"avatar", small_png(1)}}).status() == 200);
    CHECK(shown("avatar").starts_with(app.browser_origin + "/media/"));
    CHECK(north.waiting() == 0);
}

TEST_CASE_FIXTURE(ProfilePictures, "the page takes a picture, shows it, and takes it away again") {
    auto browser = Browser::of(*this, "ada");
    CHECK(shows(browser.get("/settings/profile"), "multipart/form-data"));
    CHECK(bring_on_page(browser, {}, {{"avatar", small_png(1)}}).field("location") == "/settings/profile?saved=1");
    auto const path = shown("avatar").substr(app.browser_origin.size());
    CHECK(shows(browser.get("/settings/profile"), "<img src=\"" + path + "\" alt=\"Your picture\""));
    CHECK(shows(get("/u/ada"), "<img src=\"" + path + "\""));

    CHECK(bring_on_page(browser, {{"no_avatar", "1"}}, {}).status() == 303);
    CHECK(shown("avatar") == app.browser_origin + "/assets/person.png");
    CHECK(files_kept() == 0);
    auto const nothing = bring_on_page(browser, {}, {});
    CHECK(nothing.status() == 422);
    CHECK(shows(nothing, "Choose a picture first"));
}

TEST_CASE_FIXTURE(ProfilePictures, "what is not sent as files of a form is refused whatever it is called") {
    auto browser = Browser::of(*this, "ada");
    Request right;
    put_parts(right, {{"form_key", browser.form_key()}}, {{"avatar", small_png(1)}});
    auto const send = [&](std::string const& type, std::string body) {
        auto request = browser.form("/settings/profile/pictures", {});
        std::erase_if(request.fields, [](auto const& field) { return field.name == "Content-Type"; });
        request.fields.push_back({"Content-Type", type});
        request.body = std::move(body);
        return browser.send(std::move(request)).status();
    };
    std::string const good_type = "multipart/form-data; boundary=edge";
    for (std::string const& type :
         {std::string{},
          std::string{"image/png"},
          std::string{"application/octet-stream"},
          std::string{"multipart/form-data"},
          std::string{"multipart/form-data; boundary="},
          std::string{"multipart/mixed; boundary=edge"},
          "multipart/form-data; boundary=" + std::string(71, 'x')}) {
        INFO(type);
        CHECK(send(type, right.body) == 415);
    }
    auto const end = right.body.rfind("--edge--");
    CHECK(send("multipart/form-data; boundary=other", right.body) == 400);
    CHECK(send(good_type, small_png(1)) == 400);
    CHECK(send(good_type, right.body.substr(0, end)) == 400);
    CHECK(send(good_type, "--edge\r\nContent-Type: image/png\r\n\r\n" + small_png(1) + "\r\n" + right.body) == 400);
    Request no_text;
    put_parts(no_text, {{"form_key", browser.form_key()}, {"no_avatar", "\xff"}}, {});
    CHECK(send(good_type, no_text.body) == 400);
    CHECK(send(good_type, "") == 403);
    CHECK(send("application/x-www-form-urlencoded", right.body) == 400);
    CHECK(files_kept() == 0);
    CHECK(send(good_type, right.body) == 303);  // none of them only for another reason
}

TEST_CASE_FIXTURE(ProfilePictures, "a form with a picture from another site does nothing") {
    auto browser = Browser::of(*this, "ada");
    auto request = browser.form("/settings/profile/pictures", {});
    request.body.clear();
    std::erase_if(request.fields, [](auto const& field) { return field.name == "Content-Type"; });
    put_parts(request, {{"form_key", "wrong"}}, {{"avatar", small_png(1)}});
    CHECK(browser.send(std::move(request)).status() == 403);
    CHECK(files_kept() == 0);
}

TEST_CASE_FIXTURE(ProfilePictures, "a read-only node shows nothing of the file that it did not take") {
    auto browser = Browser::of(*this, "ada");
    storage::Store::Change<int> const change = [](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        server::set_read_only(tx, tables, true);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(change).value());
    auto const answer = bring_on_page(browser, {}, {{"avatar", "a&secret=file"}});
    CHECK(answer.status() == 503);
    CHECK_FALSE(shows(answer, "secret"));
    CHECK(files_kept() == 0);
}

TEST_CASE_FIXTURE(ProfilePictures, "only who is signed in may send as much as a picture has") {
    auto browser = Browser::of(*this, "ada");
    auto const stranger = browser.form("/settings/profile/pictures", {});
    CHECK(server::media::most_body(app, stranger) == 0);
    auto const with_cookie = [&](Request head) {
        auto const name = std::string{server::cookies::sign_in};
        head.fields.push_back({"Cookie", name + "=" + browser.cookie(name)});
        return head;
    };
    CHECK(server::media::most_body(app, with_cookie(stranger)) > north.settings.media.most_mib << 20);
    CHECK(server::media::most_body(app, with_cookie(browser.form("/settings/profile", {}))) == 0);
}

TEST_CASE_FIXTURE(ProfilePictures, "what is changed while a picture is made stays, and so does the picture") {
    using namespace boost::asio::experimental::awaitable_operators;
    auto picture = ada.request(Method::patch, std::string{credentials});
    put_parts(picture, {}, {{"avatar", small_png(1)}});
    auto name = ada.request(Method::patch, std::string{credentials} + "?display_name=Ada+L.");
    auto const [one, other] =
        village.run(server::dispatch(app, std::move(picture)) && server::dispatch(app, std::move(name)));
    CHECK(one.status() == 200);
    CHECK(other.status() == 200);
    settle();
    CHECK(shown("display_name") == "Ada L.");
    CHECK(shown("avatar").starts_with(app.browser_origin + "/media/"));
    CHECK(files_kept() == 1);
}
