// Who has an account here is not told by how long an answer takes: the slow part, a password's hash, is done as often
// for a name that nobody has as for one that somebody has (security W11). Counted, not measured.
#include "server/cookies.hpp"
#include "tests/printing.hpp"
#include "tests/server/authenticator.hpp"

using namespace collegium;
using namespace collegium::tests;

namespace cookies = server::cookies;

using server::Response;
using storage::Role;
using storage::Roles;

namespace {

class CountingWorkers final : public federation::Workers {
public:
    boost::asio::awaitable<void> run(std::function<void()> work) override {
        ++works;
        work();
        co_return;
    }

    std::size_t works = 0;
};

// A school that counts the hashes of passwords which it makes and checks.
struct Counted : Front {
    Counted() {
        north.settings.members.registration = Registration::approval;
        static_cast<void>(add_person("ada"));
        static_cast<void>(add_person("gone"));
        close_account("gone");
    }

    Response submit(std::string const& action, Fields fields) {
        address_tries.clear("192.0.2.7");
        Browser guest{*this};
        static_cast<void>(guest.get("/sign-in"));
        fields.emplace_back("form_key", guest.form_key());
        auto request = guest.form(action, fields);
        request.fields.push_back({"Cookie", std::string{cookies::browser} + "=" + guest.cookie(cookies::browser)});
        request.peer = guest.peer;
        workers.works = 0;
        return village.run(server::dispatch(counted, std::move(request)));
    }

    Response sign_in(std::string const& name, std::string_view words) {
        return submit("/sign-in", {{"name", name}, {"password", std::string{words}}});
    }

    Response join(std::string const& action, std::string const& name) {
        return submit(
            action,
            {{"name", name},
             {"asked", "I teach history next door."},
             {"password", std::string{password}},
             {"repeated", std::string{password}}}
        );
    }

    CountingWorkers workers;
    server::members::Registry counting{
        {key, entropy}, server::members::Passwords{workers, crypto::PasswordCost::for_tests()}, {}};
    server::SignIns counted_sign_ins{north.node, counting};
    server::App counted = app_of(north.node, counting, counted_sign_ins);
};

}  // namespace

TEST_CASE_FIXTURE(Counted, "a sign-in checks one hash, whether the name is somebody's, nobody's or was somebody's") {
    for (std::string const name : {"ada", "nobody", "gone", "Ada", "a name that cannot be"}) {
        INFO(name);
        CHECK(sign_in(name, "wrong horse battery").status() == 422);
        CHECK(workers.works == 1);
    }
    CHECK(sign_in("gone", password).status() == 422);
    CHECK(workers.works == 1);
    CHECK(sign_in("ada", password).status() == 303);
    CHECK(workers.works == 1);
}

TEST_CASE_FIXTURE(Counted, "who signs in by the school's own sign-in has no hash, and takes as long") {
    storage::Store::Change<int> const forget = [](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
        auto account = tables.accounts.get(tx, "ada").value();
        account.password.clear();
        tables.accounts.put(tx, "ada", account);
        return 0;
    };
    static_cast<void>(north.node.store.write_now(forget).value());
    CHECK(sign_in("ada", password).status() == 422);
    CHECK(workers.works == 1);
}

TEST_CASE_FIXTURE(Counted, "a name that nobody may try any more costs nothing, whether somebody has it or not") {
    for (std::string const name : {"ada", "nobody"}) {
        INFO(name);
        for (int i = 0; i < 5; ++i) CHECK(sign_in(name, "wrong horse battery").status() == 422);
        CHECK(sign_in(name, "wrong horse battery").status() == 429);
        CHECK(workers.works == 0);
    }
}

TEST_CASE_FIXTURE(Counted, "who asks to become a member makes one hash, whether the name is free, taken or asked for") {
    for (std::string const name : {"dan", "ada", "dan", "gone", "algebra"}) {
        INFO(name);
        CHECK(join("/sign-up", name).status() == 200);
        CHECK(workers.works == 1);
    }
}

TEST_CASE_FIXTURE(Counted, "who was invited makes one hash, whether the name is free or taken") {
    static_cast<void>(add_person("olga", Roles::of(Role::operator_)));
    auto const made = Browser::of(*this, "olga").submit("/settings/invitations", {{"uses", "2"}});
    auto const codes = codes_on(made);
    REQUIRE_FALSE(codes.empty());
    auto const path = path_of(codes.front());

    CHECK(join(path, "ada").status() == 422);
    CHECK(workers.works == 1);
    CHECK(join(path, "dan").status() == 303);
    CHECK(workers.works == 1);
}
