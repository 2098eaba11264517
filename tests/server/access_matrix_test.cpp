// Every address against every kind of caller: what comes back is what the written table says, and nothing else.
#include "server/routes.hpp"
#include "tests/printing.hpp"
#include "tests/server/access_table.hpp"
#include "tests/server/browser.hpp"

#include <algorithm>
#include <map>

namespace collegium::tests {

using server::Method;
using server::Response;
using server::Route;

namespace {

constexpr std::string_view everything = "read write follow push profile admin:partners";

// The patterns with something in place of names: a thing that is not there, so that nobody changes anything.
std::string address_of(std::string_view pattern) {
    std::string address;
    while (!pattern.empty()) {
        auto const end = std::min(pattern.find('/', 1), pattern.size());
        auto const segment = pattern.substr(0, end);
        address += segment.starts_with("/:") ? "/4711" : std::string{segment};
        pattern.remove_prefix(end);
    }
    return address;
}

bool is_api(Needs needs) {
    return needs == Needs::program || needs == Needs::member || needs == Needs::operator_;
}

struct Matrix : Front {
    // Who calls: a name for messages, and what they send along.
    struct Caller {
        std::string name;
        std::string token;
        bool lives = true;  // the account or the token is good
        bool is_member = false;
        bool is_operator = false;
        std::string scopes;
    };

    Person ada = add_person("ada"), olga = add_person("olga", storage::Roles::of(storage::Role::operator_)),
           gone = add_person("gone"), paused = add_person("paused"), waiting = add_person("waiting");

    std::string token(storage::TokenRecord record) {
        auto const fresh = tokens.make(std::move(record));
        storage::Store::Change<int> const put = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            tokens.put(tx, tables, fresh);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(put).value());
        return fresh.token;
    }

    storage::TokenRecord record_for(std::string const& account, Person const& person, std::string_view scopes) {
        storage::TokenRecord record;
        record.app = "matrix";
        record.account = account;
        record.actor = person.handle;
        record.scopes = scopes;
        return record;
    }

    void set_state(std::string const& name, storage::AccountState state) {
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            auto account = tables.accounts.get(tx, name).value();
            account.state = state;
            tables.accounts.put(tx, name, account);
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    Caller with_token(std::string name, storage::TokenRecord record, bool lives = true) {
        Caller caller;
        caller.name = std::move(name);
        caller.scopes = record.scopes;
        caller.is_member = !record.account.empty();
        caller.is_operator = record.account == "olga";
        caller.lives = lives;
        caller.token = token(std::move(record));
        return caller;
    }

    std::vector<Caller> callers(std::string const& scope) {
        std::vector<Caller> all;
        all.push_back({"nobody", "", false, false, false, ""});
        all.push_back({"a wrong token", "wrong", false, false, false, ""});
        storage::TokenRecord program;
        program.app = "matrix";
        program.scopes = everything;
        all.push_back(with_token("a program for itself", program));
        all.push_back(with_token("a member without the scope", record_for("ada", ada, "nothing")));
        all.push_back(with_token("a member with all scopes", record_for("ada", ada, everything)));
        if (!scope.empty()) all.push_back(with_token("a member with this scope", record_for("ada", ada, scope)));
        all.push_back(with_token("an operator with all scopes", record_for("olga", olga, everything)));
        all.push_back(with_token("an operator without the scope", record_for("olga", olga, "nothing")));
        auto expired = record_for("ada", ada, everything);
        expired.expires = north.node.clock.now() - std::chrono::hours{1};
        all.push_back(with_token("an expired token", expired, false));
        auto refresh = record_for("ada", ada, everything);
        refresh.kind = storage::TokenKind::refresh;
        all.push_back(with_token("a refresh token", refresh, false));
        all.push_back(with_token("a closed account", record_for("gone", gone, everything), false));
        all.push_back(with_token("a paused account", record_for("paused", paused, everything), false));
        all.push_back(with_token("an account that waits", record_for("waiting", waiting, everything), false));
        return all;
    }

    Response ask(Access const& row, Caller const& caller) {
        village.clock.pass(std::chrono::seconds{1});  // as slowly as somebody may call
        auto request = request_for(row.method, address_of(row.pattern));
        request.peer = "198.51.100." + std::to_string(++calls % 250);
        request.fields.push_back({"Accept", is_api(row.needs) ? "application/json" : "text/html"});
        if (row.method != Method::get) request.fields.push_back({"Content-Type", "application/x-www-form-urlencoded"});
        if (!caller.token.empty()) request.fields.push_back({"Authorization", "Bearer " + caller.token});
        return answer(std::move(request));
    }

    // What the table says of this caller: 0 is "let in", whatever then comes of it.
    static unsigned expected(Access const& row, Caller const& caller) {
        if (!caller.lives) return 401;
        bool const may = row.scope.empty() || server::covers(caller.scopes, row.scope);
        bool const fits = row.needs == Needs::program || (row.needs == Needs::member && caller.is_member) ||
                          (row.needs == Needs::operator_ && caller.is_operator);
        return fits && may ? 0 : 403;
    }

    unsigned calls = 0;
};

bool is_page(Needs needs) {
    return needs == Needs::member_page || needs == Needs::member_form || needs == Needs::operator_page ||
           needs == Needs::operator_form;
}

// Those who come with a browser: nobody, a member without a duty, one for each role, and who is none any more.
struct Visitors : Matrix {
    struct Visitor {
        std::string name;
        Browser browser;
        bool is_member = true;
        bool is_operator = false;
    };

    Visitors() {
        using storage::Role;
        visitors.push_back({"a guest", Browser{*this}, false});
        visitors.push_back({"a member", Browser::of(*this, "ada")});
        visitors.push_back({"operator", Browser::of(*this, "olga"), true, true});
        constexpr std::pair<std::string_view, Role> roles[] = {
            {"facilitator", Role::facilitator},
            {"research lead", Role::research_lead},
            {"reviewer", Role::reviewer},
            {"safeguarding lead", Role::safeguarding_lead},
            {"moderator", Role::moderator},
            {"department lead", Role::department_lead},
            {"champion", Role::champion},
            {"connector", Role::connector},
            {"evaluator", Role::evaluator},
        };
        for (auto const& [name, role] : roles) {
            auto const account = "role" + std::to_string(static_cast<unsigned>(role));
            add_person(account, storage::Roles::of(role));
            visitors.push_back({std::string{name}, Browser::of(*this, account)});
        }
        for (auto const* const account : {"gone", "paused", "waiting"})
            visitors.push_back({account, Browser::of(*this, account), false});
        set_state("gone", storage::AccountState::closed);
        set_state("paused", storage::AccountState::paused);
        set_state("waiting", storage::AccountState::awaiting);
    }

    Response visit(Access const& row, Visitor& visitor) {
        visitor.browser.peer = "198.51.100." + std::to_string(++calls % 250);
        auto const address = address_of(row.pattern);
        if (row.method == Method::get) return visitor.browser.get(address);
        return visitor.browser.send(visitor.browser.form(address, {}));
    }

    std::vector<Visitor> visitors;
};

}  // namespace

TEST_CASE("the access table has a row for every address, and no other") {
    std::map<std::pair<Method, std::string>, int> rows;
    for (auto const& row : access_table()) ++rows[{row.method, std::string{row.pattern}}];
    for (auto const& route : server::routes()) {
        INFO(server::to_string(route.method), " ", route.pattern);
        CHECK(rows[{route.method, std::string{route.pattern}}] == 1);
    }
    CHECK(rows.size() == server::routes().size());
}

TEST_CASE_FIXTURE(Matrix, "every address of the APIs lets in whom the table says, for each role, state and scope") {
    set_state("gone", storage::AccountState::closed);
    set_state("paused", storage::AccountState::paused);
    set_state("waiting", storage::AccountState::awaiting);
    unsigned cells = 0;
    std::map<std::string, std::vector<Caller>> known;
    for (auto const& row : access_table()) {
        if (!is_api(row.needs)) continue;
        std::string const scope{row.scope};
        if (!known.contains(scope)) known.emplace(scope, callers(scope));
        for (auto const& caller : known.at(scope)) {
            auto const status = ask(row, caller).status();
            auto const wanted = expected(row, caller);
            INFO(server::to_string(row.method), " ", row.pattern, " for ", caller.name, ": ", status);
            ++cells;
            if (wanted != 0)
                CHECK(status == wanted);
            else
                CHECK((status != 401 && status < 500));
        }
    }
    MESSAGE(cells, " cells");
    CHECK(cells > 1000);
}

TEST_CASE_FIXTURE(Matrix, "a cookie is no leave for a program") {
    auto const cookie = "__Host-sign-in=" + Browser::of(*this, "ada").cookie("__Host-sign-in");
    for (auto const& row : access_table()) {
        if (row.needs != Needs::member) continue;
        auto request = request_for(row.method, address_of(row.pattern));
        request.fields.push_back({"Cookie", cookie});
        INFO(server::to_string(row.method), " ", row.pattern);
        CHECK(answer(std::move(request)).status() == 401);
    }
}

TEST_CASE_FIXTURE(Matrix, "every door that needs no account asks for what the table says") {
    for (auto const& row : access_table()) {
        INFO(server::to_string(row.method), " ", row.pattern);
        auto const status = ask(row, Caller{}).status();
        if (row.needs == Needs::form) CHECK(status == 403);
        if (row.needs == Needs::signature) CHECK((status == 401 || status == 400 || status == 415));
        if (row.needs == Needs::registration) CHECK((status == 403 || status == 415));
        if (row.needs == Needs::nothing) CHECK((status < 500 || row.pattern == "/readyz"));
    }
}

TEST_CASE_FIXTURE(Visitors, "every page lets in whom the table says, for each role and state") {
    unsigned cells = 0;
    for (auto const& row : access_table()) {
        if (!is_page(row.needs)) continue;
        village.clock.pass(std::chrono::seconds{1});
        for (auto& visitor : visitors) {
            auto const response = visit(row, visitor);
            INFO(server::to_string(row.method), " ", row.pattern, " for ", visitor.name, ": ", response.status());
            ++cells;
            bool const led_away = response.status() == 303 && response.field("location").starts_with("/sign-in");
            bool const for_operators = row.needs == Needs::operator_page || row.needs == Needs::operator_form;
            if (for_operators && !visitor.is_operator)
                CHECK(response.status() == 404);
            else if (!visitor.is_member)
                CHECK(led_away);
            else if (row.method == Method::post)
                CHECK(response.status() == 403);  // a form that no page of ours made for this browser
            else if (for_operators && row.pattern.find(':') == row.pattern.npos)
                CHECK(response.status() == 200);
            else
                CHECK((!led_away && response.status() < 500));
        }
    }
    MESSAGE(cells, " cells");
    CHECK(cells > 2000);
}

// What the page itself decides: whom a duty lets in. For everybody else there is nothing.
TEST_CASE_FIXTURE(Visitors, "pages of a duty are there for those who have it") {
    struct Duty {
        std::string_view page;
        std::vector<std::string_view> let_in;
    };
    std::vector<Duty> const duties{
        {"/safeguarding/cases", {"safeguarding lead"}},
        {"/moderation", {"moderator", "operator", "safeguarding lead"}},
        {"/moderation/watch-lists", {"moderator", "operator", "safeguarding lead"}},
    };
    for (auto const& duty : duties) {
        for (auto& visitor : visitors) {
            if (!visitor.is_member) continue;
            auto const status = visitor.browser.get(std::string{duty.page}).status();
            INFO(duty.page, " for ", visitor.name);
            CHECK(status == (std::ranges::find(duty.let_in, visitor.name) != duty.let_in.end() ? 200U : 404U));
        }
    }
}

}  // namespace collegium::tests
