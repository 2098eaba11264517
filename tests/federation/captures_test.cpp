// What live peers delivered in tests/interop, read again without them.
#include "federation/messages/activity.hpp"
#include "federation/messages/object.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"

#include <algorithm>
#include <set>

using namespace collegium;
using namespace collegium::federation;

namespace {

namespace fs = std::filesystem;

struct Row {
    std::string file;
    std::string type;
    std::string object;                  // id of what is done to
    std::optional<std::string> words{};  // of the object, where it must be readable
    std::optional<Reason> refusal{};     // where the object is there whole and must not be readable
};

std::string const school = "https://interop-school.localhost";
std::string const fedify = "https://fedify.test";
std::string const express = "https://activitypub-express.test";

std::vector<Row> const rows{
    {"fedify-2.3.6/accept.http", "Accept", school + "/activities/follow/117674911430082561"},
    {"fedify-2.3.6/announce.http", "Announce", fedify + "/create/11"},
    {"fedify-2.3.6/create.http", "Create", fedify + "/notes/13", "<p>What signs a sine</p>"},
    {"fedify-2.3.6/create_challenged.http", "Create", fedify + "/notes/25"},
    {"fedify-2.3.6/delete.http", "Delete", fedify + "/notes/24", {}, Reason::malformed},
    {"fedify-2.3.6/follow.http", "Follow", school + "/c/algebra"},
    {"fedify-2.3.6/like.http", "Like", school + "/post/117674911598051328"},
    {"fedify-2.3.6/undo_follow.http", "Undo", fedify + "/follow/1"},
    {"fedify-2.3.6/undo_like.http", "Undo", fedify + "/like/3"},
    {"fedify-2.3.6/update.http", "Update", fedify + "/notes/24", "<p>How long is a wave, said better</p>"},
    {"activitypub-express-4.4.2/create.http",
     "Create",
     express + "/o/6b0654505d6604564af91331",
     "<p>What signs a cosine</p>"},
    {"activitypub-express-4.4.2/delete.http", "Delete", express + "/o/6b0654535d6604564af91340"},
    {"activitypub-express-4.4.2/follow.http", "Follow", school + "/c/algebra"},
    {"activitypub-express-4.4.2/undo_follow.http", "Undo", express + "/s/6b06544e5d6604564af91326"},
    {"activitypub-express-4.4.2/update.http",
     "Update",
     express + "/o/6b0654535d6604564af91340",
     "<p>How heavy is a cloud, said better</p>"},
    {"activitypub-express-4.4.2/update_collection.http",
     "Update",
     express + "/u/hazel/following",
     {},
     Reason::malformed}};

fs::path folder() {
    return tests::source_file("tests/interop/captures");
}

Result<Activity> read(std::string const& file) {
    auto const request = tests::read_file(folder() / file);
    auto json = Json::read_object(request.substr(request.find("\r\n\r\n") + 4));
    if (!json) return json.error();
    return Activity::parse(*std::move(json));
}

void check_object(Row const& row, Activity const& activity) {
    if (!row.words && !row.refusal) return;
    REQUIRE(activity.object() != nullptr);
    auto const object = Object::parse(*activity.object());
    REQUIRE(object.has_value() == row.words.has_value());
    if (!object) {
        CHECK(object.error().reason() == *row.refusal);
        return;
    }
    CHECK(object->content == *row.words);
    CHECK(object->author == activity.actor());
    CHECK(std::ranges::count(object->addressees, school + "/c/algebra") > 0);
}

}  // namespace

TEST_CASE("what live peers delivered is understood as it was meant") {
    for (auto const& row : rows) {
        CAPTURE(row.file);
        auto const activity = read(row.file);
        auto const verb = verb_named(row.type);

        if (!verb) {  // thanked for and forgotten
            CHECK(activity.error().reason() == Reason::not_acceptable);
            continue;
        }
        REQUIRE(activity.has_value());
        CHECK(activity->verb() == *verb);
        CHECK(activity->object_id() == row.object);
        check_object(row, *activity);
    }
}

TEST_CASE("every capture is among those that are read") {
    std::set<std::string> files, read;
    for (auto const& entry : fs::recursive_directory_iterator{folder()})
        if (entry.path().extension() == ".http") files.insert(fs::relative(entry.path(), folder()).string());
    for (auto const& row : rows) read.insert(row.file);

    CHECK(files == read);
}
