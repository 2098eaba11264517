// Which passwords will do (security W8), and what a check costs.
#include "server/members/passwords.hpp"

#include "tests/federation/village.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace members = server::members;

TEST_CASE("twelve characters are enough, or eight beside a second factor") {
    CHECK(members::why_weak("xq7kfwbmvtzh", {}, false).empty());
    CHECK_FALSE(members::why_weak("xq7kfwbmvtz", {}, false).empty());
    CHECK(members::why_weak("xq7kfwbm", {}, true).empty());
    CHECK_FALSE(members::why_weak("xq7kfwb", {}, true).empty());
    CHECK(members::why_weak("жираф-облако-нота", {}, false).empty());
    CHECK_FALSE(members::why_weak("жираф", {}, true).empty());  // ten bytes, five characters
}

TEST_CASE("what is guessed first is refused, however long it is") {
    for (auto const* common :
         {"password1234",
          "123456789012",
          "qwertyuiop12",
          "iloveyouiloveyou",
          "Password123!",
          "letmeinletmein",
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          "football1234",
          "1q2w3e4r5t6y",
          "administrator"}) {
        INFO(common);
        CHECK_FALSE(members::why_weak(common, {}, false).empty());
    }
}

TEST_CASE("nothing is asked of what a password is made of") {
    CHECK(members::why_weak("blue lamp river", {}, false).empty());
    CHECK(members::why_weak("KITCHENWINDOWSEVEN", {}, false).empty());
}

TEST_CASE("the member's and the school's own names are guessed first") {
    CHECK(members::why_weak("okaforhillsidegrove", {}, false).empty());
    CHECK_FALSE(members::why_weak("okaforhillsidegrove", {"okafor", "hillsidegrove"}, false).empty());
}

TEST_CASE("a password of any length is judged at once, and one that is too long is refused") {
    CHECK(members::why_weak(std::string(1024, 'x') + "y", {}, false).find("too long") != std::string_view::npos);
    std::string longest;
    for (int i = 0; longest.size() < 1024; ++i) longest += static_cast<char>('a' + i * 7 % 26);
    CHECK_NOTHROW(static_cast<void>(members::why_weak(longest, {}, false)));
}

TEST_CASE("an empty hash fits no password") {
    Village village{{"north.test"}};
    members::Passwords const passwords{village["north.test"].node.workers, crypto::PasswordCost::for_tests()};
    auto const hash = village.run(passwords.hash("correct horse"));

    CHECK(village.run(passwords.fits(hash, "correct horse")));
    CHECK_FALSE(village.run(passwords.fits(hash, "wrong")));
    CHECK_FALSE(village.run(passwords.fits("", "nobody signs in with this")));
    CHECK_FALSE(passwords.is_outdated(hash));
    CHECK(passwords.is_outdated(crypto::hash_password("x", {2, std::size_t{8} << 10})));
}
