// What a thief of the disk finds (security W13): no seed, no token, no code, no password.
#include "server/cookies.hpp"
#include "server/members/second_factor.hpp"
#include "tests/printing.hpp"
#include "tests/server/authenticator.hpp"

#include <filesystem>

using namespace collegium;
using namespace collegium::tests;

namespace {

struct Disk : Front {
    Disk() { static_cast<void>(add_person("olga", storage::Roles::of(storage::Role::operator_))); }

    std::string everything() {
        std::string all;
        for (auto const& each : std::filesystem::recursive_directory_iterator{north.settings.node.data})
            if (each.is_regular_file()) all += read_file(each.path());
        return all;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Disk, "nothing that lets somebody in can be read from the files of the store") {
    auto olga = Browser::of(*this, "olga");
    auto const enrolled = enrol(*this, olga, "olga");
    auto const invitation = codes_on(olga.submit("/settings/invitations", {{"note", "a note that is found"}})).front();

    auto const disk = everything();

    CHECK(disk.find("a note that is found") != std::string::npos);  // so the search finds what is there
    CHECK(disk.find(enrolled.seed) == std::string::npos);
    auto typed = server::members::seed_to_type(enrolled.seed);
    std::erase(typed, ' ');
    CHECK(disk.find(typed) == std::string::npos);
    for (auto code : enrolled.recovery) {
        CHECK(disk.find(code) == std::string::npos);
        std::erase(code, '-');
        CHECK(disk.find(code) == std::string::npos);
    }
    CHECK(disk.find(invitation.substr(invitation.rfind('/') + 1)) == std::string::npos);
    CHECK(disk.find(olga.cookie(server::cookies::sign_in)) == std::string::npos);
    CHECK(disk.find(password) == std::string::npos);
}
