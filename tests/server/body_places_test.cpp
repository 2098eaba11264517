// Places for large bodies: a bound on what members can make this node hold in memory.
#include "server/media/body_places.hpp"

#include "tests/printing.hpp"
#include "tests/server/pictures_front.hpp"

using namespace collegium;
using namespace collegium::tests;

using server::Method;
using server::media::BodyPlaces;
using storage::Handle;

TEST_CASE("one member has few places, all have a bounded number, and each is given back") {
    BodyPlaces places;
    std::vector<std::shared_ptr<void const>> held;
    for (std::uint64_t n = 0; n < BodyPlaces::most; ++n) {
        auto place = places.take(Handle{1 + n / BodyPlaces::most_of_one});
        REQUIRE(place);
        CHECK(*place != nullptr);
        held.push_back(*std::move(place));
    }

    CHECK(places.take(Handle{77}).error().reason() == Reason::unavailable);
    held.pop_back();
    CHECK(places.take(Handle{1}).error().reason() == Reason::too_many);
    CHECK(places.take(Handle{77}).has_value());
    held.clear();
    CHECK(places.take(Handle{1}).has_value());
}

TEST_CASE("a place may outlive those who gave it") {
    std::shared_ptr<void const> held;
    {
        BodyPlaces places;
        held = places.take(Handle{1}).value();
    }
    CHECK(held != nullptr);
}

TEST_CASE_FIXTURE(PicturesFront, "who brings pictures has a place for each, and others need none") {
    auto const leave = [&](std::string const& target, std::string const& token) {
        return server::media::leave_for_body(app, call(Method::post, target, token));
    };
    std::vector<Result<server::Leave>> held;
    for (unsigned n = 0; n < BodyPlaces::most_of_one; ++n) held.push_back(leave("/api/v2/media", ada_token));

    for (auto const& each : held) {
        REQUIRE(each);
        CHECK(each->most > std::size_t{16} << 20);
        CHECK(each->place != nullptr);
    }
    CHECK(leave("/api/v2/media", ada_token).error().reason() == Reason::too_many);
    CHECK(leave("/u/ada/uploadMedia", token_of(ada, "ada")).error().reason() == Reason::too_many);
    CHECK(leave("/api/v2/media", bob_token).has_value());
    CHECK(leave("/inbox", ada_token)->most == 0);
    CHECK(leave("/api/v2/media", "made-up")->most == 0);
}

TEST_CASE_FIXTURE(PicturesFront, "a picture as large as is announced has a place") {
    auto const most = server::media::leave_for_body(app, call(Method::post, "/api/v2/media", ada_token)).value().most;
    for (std::string const target : {"/api/v1/instance", "/api/v2/instance"}) {
        INFO(target);
        auto const document = document_of(get(target));
        auto const* const configuration = federation::member(document.root(), "configuration");
        REQUIRE(configuration != nullptr);
        auto const announced = (*configuration)["media_attachments"]["image_size_limit"].GetUint64();
        CHECK(announced == std::uint64_t{16} << 20);
        CHECK(announced < most);
    }
}
