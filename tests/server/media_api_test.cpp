// Pictures through the API of Mastodon's clients (clients 2b), and their files at their addresses.
#include "server/media/intake.hpp"
#include "server/media/media_care.hpp"
#include "server/media/pictures.hpp"
#include "server/media/upload_limit.hpp"
#include "storage/names.hpp"
#include "tests/printing.hpp"
#include "tests/server/pictures.hpp"
#include "tests/server/pictures_front.hpp"

#include <chrono>

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

using server::App;
using server::Method;
using server::Response;
using storage::Handle;
using storage::LocalId;

namespace {

std::string small_png() {
    return png(16, 8, [](unsigned x, unsigned y) { return Dot{static_cast<std::uint8_t>(x * y), 0, 0}; });
}

LocalId number_in(Response const& response) {
    return LocalId{std::stoull(text_in(response, "id"))};
}

std::string path_in(Response const& response, std::string_view name) {
    return path_of(text_in(response, name));
}

// The name of its file.
std::string file_in(Response const& response) {
    auto const path = path_in(response, "url");
    return path.substr(path.rfind('/') + 1);
}

// A school whose workers are as the test says.
struct OtherWorkshop : PicturesFront {
    explicit OtherWorkshop(std::vector<std::string> command = {}) {
        auto options = workshop_options(north.settings);
        if (!command.empty()) options.worker.command = std::move(command);
        options.answer_after = 0ms;
        options.answer_at_last_after = 1min;
        other.emplace(std::move(options));
    }

    Response through(server::Request request) { return village.run(server::dispatch(slow(), std::move(request))); }

    // Lives as long as the test: what was begun goes on after its answer.
    App const& slow() {
        if (!app_with_other) app_with_other.emplace(app_of(north.node, registry, sign_ins, *other));
        return *app_with_other;
    }

    // Asks until the picture is no longer in the making.
    Response settled(std::string const& target) {
        auto const end = std::chrono::steady_clock::now() + 30s;
        while (true) {
            village.clock.pass(2s);  // who asks again and again is counted
            auto response = through(call(Method::get, target, ada_token));
            if (response.status() != 206 || std::chrono::steady_clock::now() > end) return response;
        }
    }

    std::optional<server::media::Workshop> other;
    std::optional<App> app_with_other;
};

}  // namespace

TEST_CASE_FIXTURE(PicturesFront, "a picture is brought, described, and looked at by everybody who has its address") {
    auto const brought = bring(ada_token, with_everything(jpeg(60, 40), 6), "Ein Baum, im Herbst \xf0\x9f\x8d\x82");

    REQUIRE(brought.status() == 200);
    CHECK(text_in(brought, "type") == "image");
    CHECK(text_in(brought, "description") == "Ein Baum, im Herbst \xf0\x9f\x8d\x82");
    for (auto const name : {"url", "preview_url"}) {
        auto const seen = get(path_in(brought, name));
        CHECK(seen.status() == 200);
        CHECK(seen.field("content-type") == "image/jpeg");
        CHECK_FALSE(shows(seen, secret_place));
    }
    CHECK(files_kept() == 2);
}

TEST_CASE_FIXTURE(PicturesFront, "the entity has every member that clients look for, and no other") {
    auto const brought = bring(ada_token, small_png(), "Dots");
    REQUIRE(brought.status() == 200);
    auto const golden =
        federation::Json::read_object(read_file(source_file("tests/server/golden/media_attachment.json")));
    auto const document = document_of(brought);
    REQUIRE(golden);

    std::string missing, extra;
    for (auto const& each : golden->root().GetObject())
        if (!document.root().HasMember(each.name)) missing += std::string{each.name.GetString()} + " ";
    for (auto const& each : document.root().GetObject())
        if (!golden->root().HasMember(each.name)) extra += std::string{each.name.GetString()} + " ";
    CHECK(missing.empty());
    CHECK(extra.empty());
    for (auto const& each : golden->root().GetObject()) {
        INFO(each.name.GetString());
        CHECK(document.root()[each.name].GetType() == each.value.GetType());
    }
    CHECK(shows(brought, R"("original":{"width":16,"height":8,"size":"16x8","aspect":2})"));
    CHECK(shows(brought, R"("focus":{"x":0,"y":0})"));
}

TEST_CASE_FIXTURE(PicturesFront, "both versions of the address take pictures, and the owner asks for them afterwards") {
    PictureForm form;
    form.file = small_png();
    form.fields = {{"description", "Dots"}, {"focus", "-0.5,0.25"}};
    for (std::string const target : {"/api/v1/media", "/api/v2/media", "/api/v2/media/"}) {
        INFO(target);
        auto const brought = answer(upload(target, ada_token, form));
        REQUIRE(brought.status() == 200);
        auto const asked = ask("/api/v1/media/" + text_in(brought, "id"), ada_token);
        CHECK(asked.status() == 200);
        CHECK(asked.body() == brought.body());
        CHECK(shows(asked, R"("focus":{"x":-0.5,"y":0.25})"));
    }
}

TEST_CASE_FIXTURE(PicturesFront, "others' pictures are as if they did not exist") {
    auto const brought = bring(ada_token, small_png());
    auto const own = "/api/v1/media/" + text_in(brought, "id");

    auto const others = ask(own, bob_token), nobodys = ask("/api/v1/media/7", bob_token);

    CHECK(others.status() == 404);
    CHECK(others.body() == R"({"error":"Record not found"})");
    CHECK(nobodys.body() == others.body());
    CHECK(answer(call(Method::put, own, bob_token)).status() == 404);
    CHECK(ask(own, "").status() == 401);
    CHECK(ask("/api/v1/media/x7", ada_token).status() == 404);
    CHECK(ask(own, token_of(ada, "ada", "read")).status() == 403);
}

TEST_CASE_FIXTURE(PicturesFront, "words are added later, as a form or as JSON") {
    auto const brought = bring(ada_token, small_png(), "Dots");
    auto const target = "/api/v1/media/" + text_in(brought, "id");
    auto form = call(Method::put, target, ada_token);
    form.fields.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    form.body = "description=Red+dots";
    auto json = call(Method::put, target, ada_token);
    json.fields.push_back({"Content-Type", "application/json"});
    json.body = R"({"focus":"1,-1"})";
    auto wrong = json;
    wrong.body = R"({"focus":"2,0"})";

    CHECK(text_in(answer(form), "description") == "Red dots");
    auto const focused = answer(json);
    CHECK(text_in(focused, "description") == "Red dots");
    CHECK(shows(focused, R"("focus":{"x":1,"y":-1})"));
    CHECK(answer(wrong).status() == 422);
}

TEST_CASE_FIXTURE(PicturesFront, "what is no picture is turned down with words, and leaves nothing behind") {
    auto const page = bring(ada_token, "<html><script>alert(1)</script></html>");
    auto const bomb = bring(ada_token, boasting_png(60'000, 60'000));
    auto const broken = bring(ada_token, jpeg(60, 40).substr(0, 300));
    auto const nothing = bring(ada_token, "");
    auto const talkative = bring(ada_token, small_png(), std::string(1501, 'a'));

    for (auto const& response : {page, bomb, broken, nothing, talkative}) {
        INFO(response.body());
        CHECK(response.status() == 422);
        CHECK(is_json(response));
    }
    CHECK(files_kept() == 0);
    CHECK(north.node.store.read([](auto const& tx, auto const& tables) { return tables.media.size(tx); }) == 0);
}

TEST_CASE_FIXTURE(PicturesFront, "one member's pictures have a bound in all") {
    north.settings.media.member_mib = 1;
    auto const noise = std::string(600'000, 'x');

    PictureForm form;
    form.file = small_png() + noise;  // what is behind its end counts while it is here
    CHECK(answer(upload("/api/v2/media", ada_token, form)).status() == 200);
    form.file += noise;
    auto const second = answer(upload("/api/v2/media", ada_token, form));

    CHECK(second.status() == 422);
    CHECK(shows(second, "all the room"));
}

TEST_CASE_FIXTURE(PicturesFront, "one member brings at most sixty pictures in ten minutes") {
    for (unsigned i = 0; i < 60; ++i) pictures.allows(ada.handle, village.clock.now());

    CHECK(bring(ada_token, small_png()).status() == 429);
    CHECK(bring(bob_token, small_png()).status() == 200);
}

TEST_CASE_FIXTURE(OtherWorkshop, "what takes longer is answered at once, and is there later") {
    PictureForm form;
    form.file = small_png();
    form.fields = {{"description", "Dots"}};

    auto const brought = through(upload("/api/v2/media", ada_token, form));
    REQUIRE(brought.status() == 202);
    CHECK(shows(brought, R"("url":null)"));
    auto const ready = settled("/api/v1/media/" + text_in(brought, "id"));

    CHECK(ready.status() == 200);
    CHECK(text_in(ready, "description") == "Dots");
    CHECK_FALSE(text_in(ready, "url").empty());
}

TEST_CASE_FIXTURE(OtherWorkshop, "who does not ask again is answered when it is there") {
    PictureForm form;
    form.file = small_png();

    auto const brought = through(upload("/api/v1/media", ada_token, form));

    CHECK(brought.status() == 200);
    CHECK_FALSE(text_in(brought, "url").empty());
}

TEST_CASE_FIXTURE(OtherWorkshop, "what turns out to be none after that is told, too") {
    PictureForm form;
    form.file = "no picture";

    auto const brought = through(upload("/api/v2/media", ada_token, form));
    REQUIRE(brought.status() == 202);
    auto const asked = settled("/api/v1/media/" + text_in(brought, "id"));

    CHECK(asked.status() == 422);
    CHECK(files_kept() == 0);
}

TEST_CASE_FIXTURE(PicturesFront, "a picture is served as a picture, kept for ever, and never as anything else") {
    auto const path = path_in(bring(ada_token, small_png()), "url");

    auto const seen = get(path);
    REQUIRE(seen.status() == 200);
    CHECK(seen.field("content-type") == "image/png");
    CHECK(seen.field("x-content-type-options") == "nosniff");
    CHECK(seen.field("content-disposition") == "inline");
    CHECK(all_of(seen, "Content-Security-Policy") == std::vector<std::string>{"default-src 'none'; sandbox"});
    CHECK(seen.field("cache-control") == "public, max-age=31536000, immutable");
    CHECK(seen.field("access-control-allow-origin") == "*");

    auto again = request_for(Method::get, path);
    again.fields.push_back({"If-None-Match", std::string{seen.field("etag")}});
    auto const unchanged = answer(again);
    CHECK(unchanged.status() == 304);
    CHECK(unchanged.body().empty());
}

TEST_CASE_FIXTURE(PicturesFront, "a name that is not ours leads to no file") {
    auto const name = std::string(40, 'a');
    auto const& data = north.settings.node.data;
    std::filesystem::create_directories(data / "media" / "no");
    std::ofstream{data / "media" / "no" / "note.txt"} << "not a picture";
    std::ofstream{data / "secret"} << "not a picture";
    for (auto const& bad :
         {name + ".jpg",
          std::string{"note.txt"},
          "..%2F" + data.filename().string() + "%2Fsecret",
          name + ".html",
          name,
          name + ".jpg.",
          std::string{"..%2F..%2Fdata.mdb"},
          std::string{"data.mdb"},
          std::string(40, 'A') + ".jpg",
          std::string(39, 'a') + "/.jpg",
          std::string(41, 'a') + ".jpg",
          name + ".jpg%00"}) {
        INFO(bad);
        CHECK(get("/media/" + bad).status() == 404);
    }
}

TEST_CASE_FIXTURE(PicturesFront, "only who may bring pictures may send more than others") {
    auto const most = [&](Method method, std::string const& target, std::string const& token) {
        return server::media::most_body(app, call(method, target, token));
    };

    CHECK(most(Method::post, "/api/v2/media", ada_token) > std::size_t{16} << 20);
    CHECK(most(Method::post, "/api/v1/media/", ada_token) > std::size_t{16} << 20);
    CHECK(most(Method::post, "/u/ada/uploadMedia", ada_token) > std::size_t{16} << 20);
    CHECK(most(Method::post, "/api/v2/media", "") == 0);
    CHECK(most(Method::post, "/api/v2/media", "made-up") == 0);
    CHECK(most(Method::post, "/api/v2/media", token_of(ada, "ada", "read")) == 0);
    CHECK(most(Method::post, "/inbox", ada_token) == 0);
    CHECK(most(Method::get, "/api/v1/media/7", ada_token) == 0);
    CHECK(most(Method::post, "/nowhere", ada_token) == 0);
}

TEST_CASE_FIXTURE(PicturesFront, "what is part of nothing is gone after a day, and what is part of something stays") {
    auto const forgotten = bring(ada_token, small_png()), used = bring(ada_token, jpeg(60, 40), "A tree");
    storage::Store::Change<int> const attach = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto const taken = server::media::make_part_of(
            tx, tables, ada.handle, {{file_in(used), "A tree"}}, Handle{77}, village.clock.now()
        );
        REQUIRE(taken);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(attach).value());
    auto const care = [&] { return village.run(server::media::remove_unneeded(app)); };

    care();
    CHECK(files_kept() == 4);
    village.pass(23h);
    care();
    CHECK(files_kept() == 4);
    village.pass(1h);
    care();

    CHECK(files_kept() == 2);
    CHECK(ask("/api/v1/media/" + text_in(forgotten, "id"), ada_token).status() == 404);
    CHECK(ask("/api/v1/media/" + text_in(used, "id"), ada_token).status() == 200);
}

TEST_CASE_FIXTURE(PicturesFront, "a thing takes only its owner's own pictures, and those of no other thing") {
    auto const first = bring(ada_token, jpeg(60, 40), "A tree"), second = bring(ada_token, small_png()),
               bobs = bring(bob_token, small_png());
    auto const take = [&](std::vector<Response> const& named, Handle thing) {
        storage::Store::Change<int> const change = [&](auto& tx, auto& tables) -> Result<int> {
            std::vector<server::media::Named> files;
            for (auto const& each : named) files.push_back({file_in(each), "Words of the thing"});
            auto const now = village.clock.now();
            auto const taken = server::media::make_part_of(tx, tables, ada.handle, std::move(files), thing, now);
            return taken ? Result<int>{0} : Result<int>{taken.error()};
        };
        return north.node.store.write_now(change).has_value();
    };
    auto const thing_of = [&](Response const& picture) {
        return north.node.store.read([&](auto const& tx, auto const& tables) {
            return server::media::find_own(tx, tables, ada.handle, number_in(picture))->thing;
        });
    };

    CHECK_FALSE(take({first, bobs}, Handle{77}));
    CHECK(thing_of(first) == Handle{0});
    CHECK(take({first}, Handle{77}));
    CHECK_FALSE(take({second, first}, Handle{78}));
    CHECK(take({first, second}, Handle{77}));
    CHECK(take({second}, Handle{77}));
    CHECK(thing_of(first) == Handle{0});
    CHECK(thing_of(second) == Handle{77});
    CHECK(text_in(ask("/api/v1/media/" + text_in(second, "id"), ada_token), "description") == "Words of the thing");
}

TEST_CASE_FIXTURE(PicturesFront, "what was being made when the node stopped is refused") {
    auto const ready = bring(ada_token, small_png()), broken_off = bring(ada_token, small_png());
    storage::Store::Change<int> const change = [&](auto& tx, auto& tables) -> Result<int> {
        storage::PlaceKey const place{ada.handle, number_in(broken_off)};
        auto record = tables.media.get(tx, place).value();
        record.state = storage::MediaState::waiting;
        tables.media.put(tx, place, record);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(change).value());
    REQUIRE(ask("/api/v1/media/" + text_in(broken_off, "id"), ada_token).status() == 206);

    server::media::refuse_unfinished(north.node.store);

    CHECK(ask("/api/v1/media/" + text_in(broken_off, "id"), ada_token).status() == 422);
    CHECK(ask("/api/v1/media/" + text_in(ready, "id"), ada_token).status() == 200);
}

TEST_CASE_FIXTURE(PicturesFront, "who knows a picture, or asks only how large it is, does not make us read it") {
    auto const file = file_in(bring(ada_token, small_png()));
    auto const on_disk = north.settings.node.data / "media" / file.substr(0, 2) / file;
    constexpr std::uintmax_t unreadable = std::uintmax_t{1} << 40;
    std::filesystem::resize_file(on_disk, unreadable);  // nothing but its size: whoever reads it runs out of memory

    auto known = request_for(Method::get, "/media/" + file);
    known.fields.push_back({"If-None-Match", '"' + file + '"'});
    CHECK(answer(known).status() == 304);

    auto const head = answer(request_for(Method::head, "/media/" + file));
    CHECK(head.status() == 200);
    CHECK(head.field("content-length") == std::to_string(unreadable));
    CHECK(head.field("content-type") == "image/png");
    CHECK(head.body().empty());
    CHECK(answer(request_for(Method::head, "/media/" + std::string(40, 'a') + ".png")).status() == 404);
}
