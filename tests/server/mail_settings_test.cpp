// What members settle about mail: their address, with their password, and the weekly mail.
#include "server/mail/addresses.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace {

struct MailSettings : Front {
    storage::AccountRecord record() const {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return tables.accounts.get(tx, "ada").value();
        });
    }

    // As the post office reads it.
    std::string address() const { return server::mail::open_address(key, "ada", record()).value_or("none"); }

    server::Response save(std::string const& to, std::string_view words = password) {
        return ada.submit("/settings/mail/address", {{"address", to}, {"password", std::string{words}}});
    }
    server::Response weekly(std::string const& wish) { return ada.submit("/settings/mail/weekly", {{"weekly", wish}}); }

    Person ada_herself = add_person("ada");
    Browser ada = Browser::of(*this, "ada");
};

}  // namespace

TEST_CASE_FIXTURE(MailSettings, "a member gives their address with their password, and it is sealed on disk") {
    CHECK(save("ada@school.test").field("location") == "/settings/mail?saved=1");
    CHECK(address() == "ada@school.test");
    CHECK(record().mail.find("school") == std::string::npos);
    CHECK(shows(ada.get("/settings/mail?saved=1"), "value=\"ada@school.test\""));
    CHECK(ada.get("/settings").status() == 200);
}

TEST_CASE_FIXTURE(MailSettings, "without the right password, or with no address, nothing changes") {
    CHECK(save("ada@school.test", "wrong").status() == 422);
    CHECK(shows(save("ada@school.test", "wrong"), "The password is not right"));
    auto const answer = save("no address");
    CHECK(answer.status() == 422);
    CHECK(shows(answer, "This is no mail address"));
    CHECK(shows(answer, "value=\"no address\""));
    CHECK(save("a@b.test\r\nBcc: eve@evil.test").status() == 422);
    CHECK(address() == "none");
}

TEST_CASE_FIXTURE(MailSettings, "the weekly mail is switched on and off, and ends with the address") {
    CHECK(weekly("on").status() == 422);
    CHECK_FALSE(record().digest);
    CHECK_FALSE(shows(ada.get("/settings/mail"), "Send me the weekly mail"));

    CHECK(save("ada@school.test").status() == 303);
    CHECK(shows(ada.get("/settings/mail"), "Send me the weekly mail"));
    CHECK(weekly("on").status() == 303);
    CHECK(record().digest);
    CHECK(shows(ada.get("/settings/mail"), "End the weekly mail"));
    CHECK(weekly("off").status() == 303);
    CHECK_FALSE(record().digest);

    CHECK(weekly("on").status() == 303);
    CHECK(save("").status() == 303);
    CHECK(address() == "none");
    CHECK_FALSE(record().digest);
}
