// Statements 57 and 58: what may be in a document of ours, and in what we show of others'.
#include "crypto/object_proof.hpp"
#include "federation/content/sanitise.hpp"
#include "federation/fetching/resolve.hpp"
#include "tests/federation/sent.hpp"
#include "tests/wire/signed_inbox.hpp"

#include <regex>
#include <set>

using namespace collegium;
using namespace collegium::tests;

using federation::member;
using federation::text_member;

namespace {

unsigned depth_of(JsonValue const& value) {
    unsigned below = 0;
    if (value.IsArray())
        for (auto const& each : value.GetArray()) below = std::max(below, depth_of(each));
    else if (value.IsObject())
        for (auto const& each : value.GetObject()) below = std::max(below, depth_of(each.value));
    else
        return 0;
    return below + 1;
}

void check_ids(JsonValue const& value) {
    static std::regex const absolute{R"(https://(north|south)\.test/[a-z0-9_/]*(#[a-z0-9-]+)?)"};
    if (value.IsArray())
        for (auto const& each : value.GetArray()) check_ids(each);
    if (!value.IsObject()) return;
    for (auto const& each : value.GetObject()) {
        auto const name = federation::text_of(each.name);
        if (name == "@context" || name == "contentMap") continue;
        if (name == "id" || name == "actor" || name == "attributedTo" || name == "inReplyTo") {
            INFO(federation::text_of(each.value));
            CHECK(std::regex_match(std::string{federation::text_of(each.value)}, absolute));
        }
        check_ids(each.value);
    }
}

struct Story : Front {
    Person ada = add_person("ada"), ben = south.enrol("ben");
    std::string club = "https://north.test" + found("club", "ada");

    void join() {
        auto const looking = [](federation::Node const& node) -> boost::asio::awaitable<bool> {
            federation::FetchBudget budget;
            auto const actor = co_await federation::resolve_handle(node, "club@north.test", budget);
            co_return actor.has_value();
        };
        REQUIRE(village.run(looking(south.node)));
        ben.follow(club);
        settle();
    }

    // Of a node, in the order of its log.
    static std::vector<std::string> activities(School const& school) {
        return school.node.store.read([](auto const& tx, auto const& tables) {
            std::vector<std::string> all;
            tables.flesh.each(tx, [&](storage::Seq, std::string const& text) {
                all.push_back(text);
                return true;
            });
            return all;
        });
    }

    std::string ask(std::string const& words) {
        auto const author = federation::author_of(ben.school->node, ben.handle).value();
        auto const composed = federation::composer_of(south.node).question(author, {club, "Long", words, "en"});
        static_cast<void>(federation::perform_now(south.node, composed).value());
        return composed.activity.object_id();
    }
};

}  // namespace

TEST_CASE("wire_57: nothing that runs survives, and mentions, code and mathematics do") {
    using federation::content::sanitise;
    for (std::string const attack :
         {"<script>alert(1)</script>",
          "<style>p{}</style>",
          "<p onclick=\"alert(1)\">x</p>",
          "<a href=\"javascript:alert(1)\">x</a>",
          "<a href=\"data:text/html,x\">x</a>",
          "<math><annotation encoding=\"text/html\"><script>alert(1)</script></annotation></math>",
          "<math><annotation encoding=\"application/x-tex\"><script>alert(1)</script></annotation></math>",
          "<math><annotation "
          "encoding=\"application/x-tex\">&lt;script&gt;alert(1)&lt;/script&gt;</annotation></math>"}) {
        INFO(attack);
        auto const clean = sanitise(attack);
        INFO(clean);
        for (std::string const part : {"<script", "<style", "onclick", "javascript:", "data:"})
            CHECK(clean.find(part) == std::string::npos);
        CHECK(sanitise(clean) == clean);
    }
    CHECK(
        sanitise(R"(<a href="https://x.example/u" class="u-url mention x">@u</a>)") ==
        R"(<a href="https://x.example/u" rel="nofollow noopener noreferrer ugc" class="u-url mention">@u</a>)"
    );
    CHECK(
        sanitise(R"(<a href="https://x.example/t" class="mention hashtag" rel="tag">#t</a>)")
            .find(R"(class="mention hashtag")") != std::string::npos
    );
    auto const code = R"(<pre><code class="language-x">a &lt; b</code></pre>)";
    CHECK(sanitise(code) == code);
    CHECK(
        sanitise("<p>So <math "
                 "xmlns=\"http://www.w3.org/1998/Math/MathML\"><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup>"
                 "</mrow><annotation encoding=\"application/x-tex\">x^2 &lt; y</annotation></semantics></math>.</p>"
        ) == "<p>So $x^2 &lt; y$.</p>"
    );
    CHECK(
        sanitise(
            "<math display=\"block\"><semantics><mi>x</mi><annotation encoding=\"application/x-tex\">x</annotation>"
            "</semantics></math>"
        ) == "$$x$$"
    );
    CHECK(sanitise("<p><math><mi>x</mi><mo>+</mo><mn>1</mn></math></p>") == "<p>x+1</p>");
    CHECK(sanitise("<p>$x^2$</p>") == "<p>$x^2$</p>");
}

TEST_CASE_FIXTURE(Story, "wire_58: what we send is at most eight deep, and every id is absolute") {
    join();
    auto const question = ben.ask(club, "Why?");
    settle();
    auto const answer = ada.answer(question, "Because.");
    static_cast<void>(ada.accept(answer));
    ada.unaccept(answer);
    static_cast<void>(ada.erase(answer));
    settle();
    ben.leave(club);
    settle();

    std::set<std::string> types;
    for (auto const* school : {&north, &south})
        for (auto const& text : activities(*school)) {
            INFO(text);
            auto const json = federation::Json::read_object(text).value();
            types.emplace(text_member(json.root(), "type"));
            CHECK(depth_of(json.root()) <= 8);
            check_ids(json.root());
        }
    for (std::string const type : {"Create", "Announce", "Follow", "Accept", "ChooseAnswer", "Undo", "Delete"})
        CHECK(types.contains(type));
    for (std::string const target : {"/", "/c/club", "/u/ada"}) {
        auto const json = document_of(get_activity(target));
        CHECK(depth_of(json.root()) <= 8);
        check_ids(json.root());
    }
}

TEST_CASE_FIXTURE(Story, "wire_58: what is over 60 KiB is sent by id, and arrives whole") {
    join();
    std::vector<federation::OutgoingRequest> sent;
    village.served["north.test"] = [&](federation::OutgoingRequest request
                                   ) -> boost::asio::awaitable<federation::IncomingResponse> {
        sent.push_back(request);
        auto passed = request_for(request.method == "GET" ? server::Method::get : server::Method::post, request.target);
        passed.fields.insert(passed.fields.end(), request.fields.begin(), request.fields.end());
        passed.body = request.body;
        auto const answered = co_await server::dispatch(app, std::move(passed));
        federation::IncomingResponse response;
        response.status = answered.status();
        response.fields = answered.fields();
        response.body = answered.body();
        co_return response;
    };
    auto const short_one = ask(std::string(8'000, 'x'));
    auto const long_one = ask(std::string(8'000, '&'));  // five times as long in HTML, which is there twice
    settle();

    unsigned by_id = 0, whole = 0;
    for (auto const& each : sent) {
        if (each.method != "POST") continue;
        CHECK(each.body.size() <= 60 * 1024);
        auto const json = federation::Json::read_object(each.body).value();
        if (text_member(json.root(), "type") != "Create") continue;
        auto const& object = *member(json.root(), "object");
        ++(object.IsString() ? by_id : whole);
        CHECK(federation::reference(object) == (object.IsString() ? long_one : short_one));
        CHECK(crypto::verify_proof(json.root(), spare_keys(1).ed25519.public_key()));
        CHECK(member(json.root(), "to")->IsArray());
    }
    CHECK(by_id == 1);
    CHECK(whole == 1);

    auto const thread = north.thread(long_one);
    REQUIRE(thread);
    CHECK(thread->question.title() == "Long");
    CHECK(thread->question.announced);
}
