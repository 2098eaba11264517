#include "tests/server/passkey_school.hpp"

#include "server/cookies.hpp"
#include "tests/printing.hpp"

namespace collegium::tests {

PasskeySchool::PasskeySchool() = default;

server::Response PasskeySchool::add(Browser& browser, PasskeyDevice& device, std::string const& name) {
    auto const page = browser.submit("/settings/passkeys/begin", {{"password", std::string{password}}, {"name", name}});
    INFO(page.body());
    REQUIRE(page.status() == 200);
    return browser.submit("/settings/passkeys/add", device.make(page));
}

std::vector<std::string> PasskeySchool::add_first(Browser& browser, PasskeyDevice& device) {
    auto const page = add(browser, device);
    INFO(page.body());
    REQUIRE(page.status() == 200);
    return codes_on(page);
}

server::Response PasskeySchool::sign_in_with(Browser& browser, PasskeyDevice& device, std::string const& back) {
    auto const page = browser.get("/sign-in?return=" + server::percent_encoded(back));
    return browser.submit("/sign-in/passkey", device.answer(page));
}

bool PasskeySchool::is_let_in(PasskeyDevice& device) {
    Browser browser{*this};
    auto const response = sign_in_with(browser, device);
    bool const signed_in = !browser.cookie(server::cookies::sign_in).empty();
    CHECK(response.status() == (signed_in ? 303 : 422));
    return signed_in;
}

std::vector<server::members::Passkey> PasskeySchool::passkeys_of(std::string const& account) {
    return north.node.store.read([&](auto const& tx, auto const& tables) {
        return server::members::passkeys_of(tx, tables, tables.accounts.get(tx, account).value().actor);
    });
}

std::string PasskeySchool::id_of(std::string const& account) {
    auto const all = passkeys_of(account);
    REQUIRE_FALSE(all.empty());
    return crypto::to_base64url(all.front().id);
}

void PasskeySchool::change(std::function<void(storage::WriteTx&, storage::Tables&)> const& what) {
    storage::Store::Change<int> const whole = [&](auto& tx, auto& tables) -> Result<int> {
        what(tx, tables);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(whole).value());
}

}  // namespace collegium::tests
