// Mail: how a message is written, what is tried again, the weekly mail, and the way out of it.
#include "server/mail/addresses.hpp"
#include "server/mail/digest.hpp"
#include "server/mail/message.hpp"
#include "server/mail/post_office.hpp"
#include "server/members/accounts.hpp"
#include "tests/printing.hpp"
#include "tests/server/browser.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
namespace mail = collegium::server::mail;
using mail::MailOutcome;

namespace {

mail::Message good_message() {
    mail::Message message;
    message.id = "77";
    message.sender_name = "Hillside School";
    message.sender = "collegium@north.test";
    message.recipient = "ada@mail.example";
    message.subject = "News of the week";
    message.text = "Words.";
    message.html = "<p>Words.</p>";
    message.unsubscribe = "https://north.test/unsubscribe/ada/00";
    return message;
}

// A mail server that keeps what it gets, or answers as the test says.
class Keeper final : public mail::MailSender {
public:
    mail::MailAnswer send(std::string const& sender, std::string const& recipient, std::string const& whole) override {
        ++tries;
        if (answer.outcome != MailOutcome::taken) return answer;
        senders.push_back(sender);
        recipients.push_back(recipient);
        mails.push_back(whole);
        return answer;
    }

    mail::MailAnswer answer{MailOutcome::taken, ""};
    int tries = 0;
    std::vector<std::string> senders, recipients, mails;
};

// The words of the first part, decoded.
std::string text_of(std::string const& whole) {
    auto const begin = whole.find("base64\r\n\r\n") + 10;
    auto encoded = whole.substr(begin, whole.find("\r\n--", begin) - begin);
    std::erase_if(encoded, [](char c) { return c == '\r' || c == '\n'; });
    return std::string{crypto::text_of(crypto::from_base64(encoded).value())};
}

struct Post : Front {
    Post() {
        north.settings.mail.sender = "collegium@north.test";
        ada.follow(community);
        give_address("ada", true);
        tend();  // her first week begins
    }

    void give_address(std::string const& name, bool digest) {
        storage::Store::Change<int> const change = [&](auto& tx, auto& tables) -> Result<int> {
            auto account = tables.accounts.get(tx, name).value();
            account.mail = mail::sealed_address(key, name, name + "@mail.example");
            account.digest = digest;
            tables.accounts.put(tx, name, account);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    void queue_for(std::string const& name) {
        storage::Store::Change<int> const change = [&](auto& tx, auto& tables) -> Result<int> {
            storage::MailRecord record;
            record.account = name;
            record.subject = "Something happened";
            record.text = "Words.";
            record.html = "<p>Words.</p>";
            record.created = village.clock.now();
            mail::enqueue(tx, tables, north.node.ids.next(), std::move(record));
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    void tend() { village.run(tended()); }

    boost::asio::awaitable<int> tended() {
        co_await office.tend();
        co_return 0;
    }

    void pass_a_week() {
        village.clock.pass(std::chrono::weeks{1});
        tend();
    }

    bool wants_digest() const {
        return north.node.store.read([](auto const& tx, auto const& tables) {
            return tables.accounts.get(tx, "ada").value().digest;
        });
    }

    std::string way_out() const {
        auto const path = mail::unsubscribe_address(key, "", "ada", ada.handle);
        return path;
    }

    Keeper keeper;
    mail::PostOffice office{north.node, key, keeper};
    Person ada = add_person("ada");
    Person ben = add_person("ben");
    std::string community = "https://north.test" + found("algebra", "ada");
};

}  // namespace

TEST_CASE("a message has its words twice, its way out, and only lines that are ours") {
    auto const whole = mail::written(good_message()).value();
    for (auto const* const line :
         {"From: \"Hillside School\" <collegium@north.test>\r\n",
          "To: <ada@mail.example>\r\n",
          "Subject: News of the week\r\n",
          "Message-ID: <77@north.test>\r\n",
          "Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n",
          "List-Unsubscribe: <https://north.test/unsubscribe/ada/00>\r\n",
          "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
          "Content-Type: text/plain; charset=utf-8\r\n",
          "Content-Type: text/html; charset=utf-8\r\n"}) {
        INFO(line);
        CHECK(count(whole, line) == 1);
    }
    CHECK(std::ranges::count(whole, '\n') == static_cast<std::ptrdiff_t>(count(whole, "\r\n")));
}

TEST_CASE("nothing in a message can end a line of its head") {
    for (std::string const& evil :
         std::vector<std::string>{"a\r\nBcc: b@c.example", "a\nBcc: b@c.example", "a\rb", std::string{"a\0b", 3}}) {
        for (auto const field :
             {&mail::Message::sender_name,
              &mail::Message::sender,
              &mail::Message::recipient,
              &mail::Message::subject,
              &mail::Message::unsubscribe,
              &mail::Message::id}) {
            auto message = good_message();
            message.*field = evil;
            CHECK(mail::written(message).error().reason() == Reason::malformed);
        }
    }
    for (auto const* const address :
         {"", "ada", "@mail.example", "a@b@c", "a b@c.example", "a@c.example,d@e.example"}) {
        auto message = good_message();
        message.recipient = address;
        CHECK_FALSE(mail::written(message));
    }
}

TEST_CASE("a subject in any language is written in words of at most 75 characters, whole characters in each") {
    auto const field = mail::field_text("Neues aus der Straße der Äpfel, Übungen und vieles mehr für alle, die lesen");
    std::size_t at = 0;
    for (auto word = field.find("=?utf-8?B?"); word != std::string::npos; word = field.find("=?utf-8?B?", at)) {
        at = field.find("?=", word) + 2;
        CHECK(at - word <= 75);
        auto const encoded = field.substr(word + 10, at - word - 12);
        CHECK(server::is_text(crypto::text_of(crypto::from_base64(encoded).value())));
    }
    CHECK(at == field.size());
}

TEST_CASE_FIXTURE(Post, "the weekly mail tells of new questions and replies, once a week, and of no person") {
    auto const question = ben.ask(community, "What is a group? <b>");
    static_cast<void>(ben.answer(question, "A set with a law."));
    tend();
    CHECK(keeper.mails.empty());  // not before Monday

    pass_a_week();
    REQUIRE(keeper.mails.size() == 1);
    CHECK(keeper.recipients.front() == "ada@mail.example");
    auto const text = text_of(keeper.mails.front());
    CHECK(text.find("What is a group? <b>") != std::string::npos);
    CHECK(text.find(question) != std::string::npos);
    CHECK(text.find("1 new reply") != std::string::npos);
    CHECK(text.find(way_out()) != std::string::npos);
    CHECK(text.find("ben") == std::string::npos);
    CHECK(text.find("A set with a law.") == std::string::npos);

    tend();
    CHECK(keeper.mails.size() == 1);
    pass_a_week();  // nothing happened
    CHECK(keeper.mails.size() == 1);
}

TEST_CASE_FIXTURE(Post, "who left the school gets no weekly mail, not even one that waits already") {
    auto const leave = [&] {
        storage::Store::Change<int> const change = [](auto& tx, auto& tables) -> Result<int> {
            auto account = tables.accounts.get(tx, "ada").value();
            account.vouched = server::members::left_school;
            tables.accounts.put(tx, "ada", account);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    };
    static_cast<void>(ben.ask(community, "What is a group?"));
    SUBCASE("written after") {
        leave();
        pass_a_week();
    }
    SUBCASE("written before") {
        keeper.answer = {MailOutcome::again, "nobody there"};
        pass_a_week();
        REQUIRE(keeper.tries == 1);
        leave();
        keeper.answer = {MailOutcome::taken, ""};
        village.clock.pass(std::chrono::minutes{1});
        tend();
    }
    CHECK(keeper.mails.empty());
}

TEST_CASE_FIXTURE(Post, "a mail that nobody took is tried again after growing waits, and given up at last") {
    static_cast<void>(ben.ask(community, "What is a group?"));
    keeper.answer = {MailOutcome::again, "nobody there"};
    pass_a_week();
    CHECK(keeper.tries == 1);
    tend();
    CHECK(keeper.tries == 1);
    village.clock.pass(std::chrono::minutes{1});
    tend();
    CHECK(keeper.tries == 2);

    keeper.answer = {MailOutcome::taken, ""};
    village.clock.pass(std::chrono::minutes{5});
    tend();
    CHECK(keeper.mails.size() == 1);
    village.clock.pass(std::chrono::hours{1});
    tend();
    CHECK(keeper.tries == 3);
}

TEST_CASE_FIXTURE(Post, "nobody gets more than three mails an hour, the rest waits, and others get theirs") {
    give_address("ben", false);
    for (int i = 0; i < 200; ++i) queue_for("ada");
    queue_for("ben");

    tend();
    tend();
    CHECK(keeper.mails.size() == mail::PostOffice::most_an_hour + 1);
    CHECK(std::ranges::count(keeper.recipients, "ben@mail.example") == 1);

    for (int hours = 0; hours < 7; ++hours) {
        village.clock.pass(std::chrono::minutes{61});
        tend();
    }
    CHECK(std::ranges::count(keeper.recipients, "ada@mail.example") == 8 * mail::PostOffice::most_an_hour);
}

TEST_CASE_FIXTURE(Post, "a mail that was refused for good is noted without its words, and not sent again") {
    static_cast<void>(ben.ask(community, "What is a group?"));
    keeper.answer = {MailOutcome::refused, "550 no such user"};
    pass_a_week();
    village.clock.pass(std::chrono::days{3});
    tend();
    CHECK(keeper.tries == 1);
    north.node.store.read([](auto const& tx, auto const& tables) {
        REQUIRE(tables.mails.size(tx) == 1);
        tables.mails.each(tx, [](storage::LocalId, storage::MailRecord const& record) {
            CHECK(record.state == storage::MailState::refused);
            CHECK(record.error == "550 no such user");
            CHECK(record.text.empty());
            return true;
        });
    });
}

TEST_CASE_FIXTURE(Post, "a mail goes out once, also when the disk is full but for its reserve") {
    storage::Store::Change<int> const change = [&](auto& tx, auto& tables) -> Result<int> {
        mail::enqueue(tx, tables, storage::LocalId{7}, {"ada", "Hello", "Words.", "<p>Words.</p>", false});
        return 0;
    };
    static_cast<void>(north.node.store.write_now(change).value());
    north.node.store.ask_for_room([] { return false; });
    for (int look = 0; look < 3; ++look) tend();
    north.node.store.ask_for_room({});
    tend();
    CHECK(keeper.tries == 1);
}

TEST_CASE_FIXTURE(Post, "the address in a mail ends the weekly mails in one step, without a sign-in") {
    auto const page = get(way_out());
    CHECK(page.status() == 200);
    CHECK(shows(page, "<button>End the weekly mail</button>"));
    CHECK(wants_digest());  // a link checker that opens it ends nothing

    auto request = request_for(server::Method::post, way_out());
    request.fields.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    request.body = "List-Unsubscribe=One-Click";
    CHECK(answer(std::move(request)).status() == 200);
    CHECK_FALSE(wants_digest());
    CHECK(shows(get(way_out()), "End the weekly mail"));  // a second time does no harm
}

TEST_CASE_FIXTURE(Post, "another address ends nothing, and does not tell whether there is such an account") {
    auto const other = way_out().substr(0, way_out().size() - 1);
    auto const wrong = get(other + "x"), unknown = get("/unsubscribe/nobody/" + std::string(64, '0'));
    CHECK(wrong.status() == 404);
    CHECK(unknown.status() == 404);
    CHECK(answer(request_for(server::Method::post, other + "x")).status() == 404);
    CHECK(wants_digest());
    CHECK(get("/unsubscribe/ben" + way_out().substr(std::string{"/unsubscribe/ada"}.size())).status() == 404);
}

TEST_CASE("weekly mails go out on Mondays at seven") {
    auto const monday = from_rfc3339("2026-08-31T07:00:00Z").value();
    CHECK(mail::last_monday(monday) == monday);
    CHECK(mail::last_monday(monday + std::chrono::days{6}) == monday);
    CHECK(mail::last_monday(monday - std::chrono::milliseconds{1}) == monday - std::chrono::days{7});
}
