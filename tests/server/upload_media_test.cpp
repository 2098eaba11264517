// wire_61, the half about uploadMedia: pictures that ActivityPub clients bring (wire reference 6.1).
#include "server/media/pictures.hpp"
#include "storage/names.hpp"
#include "tests/printing.hpp"
#include "tests/server/pictures.hpp"
#include "tests/server/pictures_front.hpp"

using namespace collegium;
using namespace collegium::tests;

using federation::text_member;
using server::Method;
using server::Response;

namespace {

struct Uploads : PicturesFront {
    Response send(
        std::string const& token, std::string const& file, std::string const& object, std::string const& who = "ada"
    ) {
        PictureForm form;
        form.file = file;
        if (!object.empty()) form.fields.emplace_back("object", object);
        return answer(upload("/u/" + who + "/uploadMedia", token, form));
    }
};

}  // namespace

TEST_CASE_FIXTURE(Uploads, "wire_61: a person's document says where pictures are brought") {
    auto const document = document_of(get_activity("/u/ada"));

    auto const* const endpoints = federation::member(document.root(), "endpoints");
    REQUIRE(endpoints != nullptr);
    CHECK(text_member(*endpoints, "uploadMedia") == "https://north.test/u/ada/uploadMedia");
}

TEST_CASE_FIXTURE(Uploads, "wire_61: a picture becomes an object at an address of its own, its name kept") {
    auto const made = send(ada_token, jpeg(60, 40), R"({"type":"Image","name":"A tree"})");

    REQUIRE(made.status() == 201);
    auto const location = std::string{made.field("location")};
    CHECK(location.starts_with("https://north.test/u/ada/pictures/"));
    auto const read = ask(path_of(location), ada_token);
    auto const document = document_of(read);
    CHECK(text_member(document.root(), "id") == location);
    CHECK(text_member(document.root(), "type") == "Image");
    CHECK(text_member(document.root(), "name") == "A tree");
    CHECK(text_member(document.root(), "mediaType") == "image/jpeg");
    CHECK(text_member(document.root(), "attributedTo") == "https://north.test/u/ada");
    CHECK(get(path_of(std::string{text_member(document.root(), "url")})).status() == 200);
    CHECK(made.body() == read.body());
}

TEST_CASE_FIXTURE(Uploads, "wire_61: what is not whole, not a picture, or not theirs is refused by its status") {
    std::string const shell = R"({"type":"Image"})";
    CHECK(send(ada_token, "", shell).status() == 400);
    CHECK(send(ada_token, gif(), "").status() == 400);
    CHECK(send(ada_token, gif(), "[]").status() == 400);
    CHECK(send(ada_token, "%PDF-1.4", shell).status() == 415);
    CHECK(send(ada_token, boasting_png(60'000, 60'000), shell).status() == 413);
    CHECK(send("", gif(), shell).status() == 401);
    CHECK(send("made-up", gif(), shell).status() == 401);
    CHECK(send(bob_token, gif(), shell).status() == 403);
    CHECK(send(token_of(ada, "ada", "read"), gif(), shell).status() == 403);
    CHECK(files_kept() == 0);
}

TEST_CASE_FIXTURE(Uploads, "until it is part of something for them, others do not see the object") {
    found("algebra", "ada");
    auto const path = path_of(std::string{send(ada_token, gif(), R"({"type":"Image"})").field("location")});
    auto const question = ada.ask("https://north.test/c/algebra", "What is this?");

    CHECK(ask(path, bob_token).status() == 404);
    CHECK(ask(path, "").status() == 404);

    storage::Store::Change<int> const attach = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto const number = server::media::read_number(path.substr(path.rfind('/') + 1)).value();
        auto const thing = storage::find_handle(tx, tables, question).value();
        auto const file = server::media::find_own(tx, tables, ada.handle, number)->file;
        REQUIRE(server::media::make_part_of(tx, tables, ada.handle, {{file, ""}}, thing, village.clock.now()));
        return 0;
    };
    static_cast<void>(north.node.store.write_now(attach).value());

    CHECK(ask(path, bob_token).status() == 200);
    CHECK(ask(path, "").status() == 200);
    CHECK(static_cast<bool>(ada.erase(question)));
    CHECK(ask(path, bob_token).status() == 404);
}
