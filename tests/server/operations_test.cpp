// Watching over a node: its floor on the disk, its numbers, and the mails to its operators.
#include "server/mail/addresses.hpp"
#include "server/media/picture_files.hpp"
#include "server/operations/alarms.hpp"
#include "server/operations/watch.hpp"
#include "storage/names.hpp"
#include "tests/files.hpp"
#include "tests/printing.hpp"
#include "tests/server/api_client.hpp"
#include "tests/server/browser.hpp"

#include <set>

using namespace collegium;
using namespace collegium::tests;

using server::Method;
using server::Request;
using server::Response;
using server::health::Check;
using server::health::State;
using server::operations::Watch;

namespace {

constexpr std::uint64_t mib = std::uint64_t{1} << 20;

// A node with a disk of which this much is left, and 512 MiB must stay.
struct Watched : Front {
    void leave(std::uint64_t left) {
        watch = std::make_unique<Watch>(north.settings, [left] { return std::optional{left * mib}; });
        app.watch = watch.get();
    }

    Response ask(std::string const& target, std::string const& peer, Fields const& fields = {}) {
        auto request = request_for(Method::get, target);
        request.peer = peer;
        for (auto const& [name, value] : fields) request.fields.push_back({name, value});
        return answer(std::move(request));
    }

    std::size_t tell(std::vector<Check> checks) {
        return village.run(server::operations::tell_operators(app, settling, std::move(checks)));
    }

    void give_address(std::string const& account) {
        storage::Store::Change<int> const change = [&](auto& tx, auto& tables) -> Result<int> {
            auto record = tables.accounts.get(tx, account).value();
            record.mail = server::mail::sealed_address(key, account, account + "@mail.example");
            tables.accounts.put(tx, account, record);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    // Those that wait, as "account: subject".
    std::vector<std::string> mails() const {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            std::vector<std::string> found;
            tables.mails.each(tx, [&](auto const&, storage::MailRecord const& mail) {
                found.push_back(mail.account + ": " + mail.subject);
                return true;
            });
            return found;
        });
    }

    std::unique_ptr<Watch> watch;
    server::operations::Settling settling;
    Person ada = add_person("ada");
    Person olga = add_person("olga", storage::Roles::of(storage::Role::operator_));
};

Check check(std::string name, State state) {
    return {std::move(name), state, "The disk has 3 GiB left.", "Make room."};
}

}  // namespace

TEST_CASE_FIXTURE(Watched, "below the floor nothing new is taken, everything can be read, and what was typed is kept") {
    auto const community = found("algebra", "ada");
    auto browser = Browser::of(*this, "ada");
    auto program = ApiClient::of(*this, "ada");
    auto const entries = north.entries();
    leave(511);

    auto const page = browser.submit(community + "/ask", {{"title", "How?"}, {"words", "Words that took an hour."}});
    CHECK(page.status() == 503);
    CHECK(page.field("retry-after") == "600");
    CHECK(shows(page, "Its disk is nearly full"));
    CHECK(shows(page, "Words that took an hour."));
    auto post = program.request(Method::post, "/api/v1/statuses");
    auto const refused = answer(std::move(post));
    CHECK(refused.status() == 503);
    CHECK(shows(refused, "nothing new is taken"));
    auto message = request_for(Method::post, "/inbox");
    CHECK(answer(std::move(message)).status() == 503);
    CHECK(browser.get(community).status() == 200);
    CHECK(north.entries() == entries);

    leave(513);
    CHECK(browser.submit(community + "/ask", {{"title", "How?"}, {"words", "Words."}}).status() == 303);
}

TEST_CASE_FIXTURE(Watched, "below half of the floor the store writes nothing at all, and says why") {
    std::uint64_t left = 300;
    north.node.store.ask_for_room([&] { return left >= 256; });
    auto const write = [&] {
        storage::Store::Change<int> change = [](auto& tx, auto& tables) -> Result<int> {
            tables.node.put(tx, "test", "x");
            return 0;
        };
        return village.run(north.node.store.write(std::move(change)));
    };
    CHECK(write());
    left = 255;
    auto const refused = write();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason() == Reason::unavailable);
    CHECK(refused.error().detail() == "the disk is full but for its reserve");
    left = 256;
    CHECK(write());
    north.node.store.ask_for_room({});
}

TEST_CASE("all pictures together stay within their budget, also after a restart") {
    TempDir folder;
    server::media::PictureFiles files{folder.path(), 1000};
    auto const first = files.keep(std::string(600, 'a'), "image/png", "1");
    REQUIRE(first);
    CHECK(files.bytes() == 600);
    CHECK(files.keep(std::string(401, 'b'), "image/png", "2").error().reason() == Reason::unavailable);
    CHECK(files.keep(std::string(400, 'b'), "image/png", "3"));

    server::media::PictureFiles again{folder.path(), 1000};
    CHECK(again.bytes() == 1000);
    CHECK_FALSE(again.keep("x", "image/png", "4"));
    again.remove(*first);
    CHECK(again.bytes() == 400);
    CHECK(again.keep("x", "image/png", "5"));
}

TEST_CASE_FIXTURE(Watched, "a node says that it lives, and whether it is ready") {
    leave(2000);
    CHECK(ask("/healthz", "192.0.2.7").status() == 200);
    auto const ready = ask("/readyz", "192.0.2.7");
    CHECK(ready.status() == 200);
    CHECK(ready.body() == R"({"ready":true,"store":true,"writer":true,"disk":true})");

    leave(100);
    auto const full = ask("/readyz", "192.0.2.7");
    CHECK(full.status() == 503);
    CHECK(full.body() == R"({"ready":false,"store":true,"writer":true,"disk":false})");
    CHECK(ask("/healthz", "192.0.2.7").status() == 200);
}

TEST_CASE_FIXTURE(Watched, "its numbers are for this computer and for who brings the token, and name nobody") {
    TempDir folder;
    std::ofstream{folder.path() / "token"} << "0123456789abcdef0123\n";
    leave(2000);
    CHECK(ask("/metrics", "192.0.2.7").status() == 404);
    CHECK(ask("/metrics", "127.0.0.1", {{"X-Forwarded-For", "192.0.2.7"}}).status() == 404);
    CHECK(ask("/metrics", "192.0.2.7", {{"Authorization", "Bearer "}}).status() == 404);

    north.settings.metrics.token_file = folder.path() / "token";
    leave(2000);
    CHECK(ask("/metrics", "192.0.2.7", {{"Authorization", "Bearer 0123456789abcdef0124"}}).status() == 404);
    auto const told = ask("/metrics", "192.0.2.7", {{"Authorization", "Bearer 0123456789abcdef0123"}});
    CHECK(told.status() == 200);
    CHECK(told.field("content-type") == "text/plain; version=0.0.4; charset=utf-8");

    auto const numbers = ask("/metrics", "127.0.0.1");
    REQUIRE(numbers.status() == 200);
    CHECK(shows(numbers, "collegium_requests_total{class=\"4xx\",door=\"page\"} 1"));
    CHECK(shows(numbers, "collegium_requests_total{class=\"2xx\",door=\"page\"} 1"));
    CHECK(shows(numbers, "collegium_request_seconds_bucket{door=\"page\",le=\"+Inf\"} 2"));
    CHECK(shows(numbers, "collegium_disk_floor_bytes 536870912"));
    CHECK(shows(numbers, "# TYPE collegium_delivery_waiting gauge"));
    CHECK(shows(numbers, "collegium_check{check=\"disk\"}"));
    for (auto const* const name : {"south.test", "ada", "olga"}) CHECK_FALSE(shows(numbers, name));

    std::ofstream{folder.path() / "token"} << "short\n";
    CHECK_THROWS_WITH_AS(Watch(north.settings), doctest::Contains("openssl rand -hex 24"), SettingsError);
}

TEST_CASE_FIXTURE(Watched, "a request that breaks without an answer is counted as one that failed") {
    auto const community = found("algebra", "ada");
    auto browser = Browser::of(*this, "ada");
    leave(2000);
    north.node.store.ask_for_room([]() -> bool { throw std::runtime_error{"the disk is gone"}; });
    CHECK_THROWS_AS(browser.submit(community + "/ask", {{"title", "How?"}, {"words", "Words."}}), std::runtime_error);
    north.node.store.ask_for_room({});
    auto const numbers = ask("/metrics", "127.0.0.1");
    CHECK(shows(numbers, "collegium_requests_total{class=\"5xx\""));
}

TEST_CASE_FIXTURE(Watched, "operators with an address are told once of each change, and once when it is over") {
    give_address("ada");  // no operator
    give_address("olga");
    add_person("otto", storage::Roles::of(storage::Role::operator_));  // without an address

    CHECK(tell({check("disk", State::good), check("queue", State::unknown)}) == 0);
    CHECK(tell({check("disk", State::poor)}) == 1);
    CHECK(tell({check("disk", State::poor)}) == 0);
    CHECK(tell({check("disk", State::unknown)}) == 0);  // not known is neither worse nor over
    CHECK(tell({check("disk", State::bad), check("clock", State::bad)}) == 2);
    CHECK(tell({check("disk", State::bad), check("clock", State::bad)}) == 0);
    CHECK(tell({check("disk", State::good), check("clock", State::bad)}) == 1);
    CHECK(tell({check("disk", State::good), check("clock", State::good)}) == 1);

    auto const node = north.settings.node.name;
    CHECK(
        mails() ==
        std::vector<std::string>{
            "olga: Look at " + node + ": disk",
            "olga: Look at " + node + ": disk, clock",
            "olga: Good again at " + node + ": disk",
            "olga: Good again at " + node + ": clock"}
    );
}

TEST_CASE_FIXTURE(Watched, "of reports that wait all learn who look into them, and of the rest only operators") {
    add_person("mona", storage::Roles::of(storage::Role::moderator));
    add_person("sam", storage::Roles::of(storage::Role::safeguarding_lead));
    add_person("cleo", storage::Roles::of(storage::Role::champion));
    for (auto const* const account : {"ada", "olga", "mona", "sam", "cleo"}) give_address(account);
    CHECK(tell({check("disk", State::bad)}) == 1);
    CHECK(tell({check("disk", State::bad), check("reports", State::poor)}) == 1);

    auto const subject = ": Look at " + north.settings.node.name + ": ";
    auto sent = mails();
    std::ranges::sort(sent);
    CHECK(
        sent ==
        std::vector{
            "mona" + subject + "reports",
            "olga" + subject + "disk",
            "olga" + subject + "reports",
            "sam" + subject + "reports"}
    );
}

TEST_CASE("what flickers is told to nobody, and what stays at the second look") {
    server::operations::Settling settling;
    CHECK(settling.settled({check("disk", State::bad)}).empty());
    CHECK(settling.settled({check("disk", State::good)}).empty());
    CHECK(settling.settled({check("disk", State::bad)}).empty());
    auto const settled = settling.settled({check("disk", State::bad), check("clock", State::bad)});
    REQUIRE(settled.size() == 1);
    CHECK(settled.front().name == "disk");
}

TEST_CASE_FIXTURE(Watched, "a disk that is full but for its reserve is told to operators, too, and once") {
    give_address("olga");
    north.node.store.ask_for_room([] { return false; });
    CHECK(tell({check("disk", State::bad)}) == 1);
    CHECK(tell({check("disk", State::bad)}) == 0);
    north.node.store.ask_for_room({});
    CHECK(mails().size() == 1);
}

TEST_CASE("what could not be noted stands once in the log for each change") {
    server::operations::Settling settling;
    auto const lines = [&](server::operations::News news) { return settling.not_logged(std::move(news)).size(); };
    CHECK(lines({check("disk", State::bad)}) == 1);
    CHECK(lines({check("disk", State::bad)}) == 0);
    CHECK(lines({check("disk", State::poor), check("clock", State::bad)}) == 2);
    CHECK(lines({check("clock", State::bad)}) == 0);
    CHECK(lines({check("disk", State::poor)}) == 1);  // it was good meanwhile
    settling.noted();
    CHECK(lines({check("disk", State::poor)}) == 1);
}

TEST_CASE_FIXTURE(Watched, "a beat of the pulse changes nothing, so it is no commit and wakes nobody") {
    int woken = 0;
    north.node.store.watch_commits([&] { ++woken; });
    auto const commits = north.node.store.commits();
    server::operations::Pulse pulse;
    auto const beat = [&]() -> boost::asio::awaitable<int> {
        co_await pulse.beat(north.node.store);
        co_return 0;
    };
    CHECK(village.run(beat()) == 0);
    CHECK(north.node.store.commits() == commits);
    CHECK(woken == 0);
    CHECK(pulse.answers());
    north.node.store.watch_commits({});
}

TEST_CASE_FIXTURE(Watched, "a partner whose node signs with another key is named once, with what to do") {
    give_address("olga");
    auto const change_key = [&](std::string const& modulus) {
        storage::Store::Change<int> const change = [&](auto& tx, auto& tables) -> Result<int> {
            auto const handle = storage::intern(tx, tables, "https://south.test/");
            auto record = tables.actors.get(tx, handle).value_or(storage::ActorRecord{});
            record.rsa_modulus = modulus;
            tables.actors.put(tx, handle, record);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    };
    change_key("one");
    CHECK(tell({}) == 0);  // the first one is no news
    CHECK(tell({}) == 0);
    change_key("two");
    CHECK(tell({}) == 1);
    CHECK(tell({}) == 0);
    REQUIRE(mails().size() == 1);
    CHECK(mails().front().ends_with("key of south.test"));
}
