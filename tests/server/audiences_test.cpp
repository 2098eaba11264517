// Five audiences (needs B2): posts of chance for every audience, each with words of its own, and everything that leaves
// the node: what is delivered, and what every address answers to every kind of reader. No byte of a narrower audience.
#include "federation/community/audience.hpp"
#include "federation/fetching/resolve.hpp"
#include "server/followers/log_follower.hpp"
#include "server/search/indexer.hpp"
#include "server/search/search_desk.hpp"
#include "tests/dice.hpp"
#include "tests/federation/school_server.hpp"
#include "tests/printing.hpp"
#include "tests/server/crawl.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
using federation::IncomingResponse;
using federation::OutgoingRequest;
using storage::Audience;

namespace {

struct Post {
    std::string thing;  // IRI
    Person author;
    Audience audience{};
    std::vector<std::string> words;  // the newest last; each stands nowhere else
    bool is_question = false;
};

// Eve's school is no partner, but the node is open and she joined the club. Sam is of a partner; whether he joined the
// club differs. Joe and Ada are in the club, Dan is not.
struct Town : Crawl {
    Town(std::uint64_t seed, bool sam_joins) : dice{seed}, sam_joined{sam_joins} {
        for (auto const* const name : {"ada", "joe", "dan", "cora"}) people.emplace(name, add_person(name));
        club = north.found("club", "cora");
        for (auto const& [name, person] : people) admit(name);
        befriend(village, sam, people.at("ada"));
        for (auto const* const name : {"ada", "joe"}) people.at(name).follow(club);
        if (sam_joined) {
            meet(village, south, club);
            sam.follow(club);
        }
        let_in_eve();
        settle();
        listen();
    }

    // What is still on its way is not written down any more.
    ~Town() {
        village.served.clear();
        village.scripted["east.test"] = [](OutgoingRequest const&) { return status(202); };
    }

    void let_in_eve() {
        north.settings.federation.mode = FederationMode::open;
        auto const letter = east.signed_by_cavage(east.letter(east.follow()));
        auto request = request_for(server::Method::post, letter.target);
        request.fields = letter.fields;
        request.body = letter.body;
        REQUIRE(answer(std::move(request)).status() == 202);
        storage::Store::Change<int> const change = [&](storage::WriteTx& tx, storage::Tables& tables) -> Result<int> {
            tables.partners.erase(tx, "east.test");
            return 0;
        };
        static_cast<void>(north.node.store.write_now(change).value());
    }

    // From now on, what goes to each school is written down: messages, requests, and the answers to theirs.
    void listen() {
        auto const before = village.scripted.at("east.test");
        village.scripted["east.test"] = [this, before](OutgoingRequest const& request) {
            heard["other school"] += request.target + request.body;
            return request.method == "POST" ? status(202) : before(request);
        };
        village.served["south.test"] = [this](OutgoingRequest request) { return to_south(std::move(request)); };
        village.served["north.test"] = [this](OutgoingRequest request) { return to_north(std::move(request)); };
    }

    boost::asio::awaitable<IncomingResponse> to_south(OutgoingRequest request) {
        heard["partner"] += request.target + request.body;
        if (request.method == "GET") co_return answer_get(south, request);
        auto response = co_await answer_post(south, std::move(request));
        co_return response;
    }

    boost::asio::awaitable<IncomingResponse> to_north(OutgoingRequest request) {
        bool const is_get = request.method == "GET";
        auto response = is_get ? answer_get(north, request) : status(500);
        if (!is_get) response = co_await answer_post(north, std::move(request));
        heard["partner"] += response.body;
        co_return response;
    }

    std::string fresh(Post& post) {
        post.words.push_back("zq" + dice.letters(12));
        return post.words.back();
    }

    federation::QuestionDraft question_for(Post& post) {
        auto const word = fresh(post);
        return {club, "Gathered " + word, "Gathered, too: " + word, "en", post.audience};
    }

    Person somebody() { return people.at(dice.pick({"ada", "joe"})); }

    void ask() {
        Post post{{}, somebody(), dice.pick(in_club), {}, true};
        if (sam_joined && may_sam_read(post.audience) && dice.one_in(3)) post.author = sam;
        auto const composed = composer_of(post.author).question(author_of(post.author), question_for(post));
        say(std::move(post), composed);
    }

    void note() {
        Post post{{}, people.at("ada"), dice.pick(outside_club), {}, false};
        federation::NoteDraft draft;
        draft.source = "Gathered " + fresh(post);
        draft.audience = post.audience;
        auto const composed = composer_of(post.author).note(author_of(post.author), draft);
        say(std::move(post), composed);
    }

    void reply() {
        auto const questions = own_questions();
        if (questions.empty()) return;
        auto const& parent = posts[questions[dice.below(questions.size())]];
        Post post{{}, somebody(), {}, {}, false};
        if (sam_joined && may_sam_read(parent.audience) && dice.one_in(2)) post.author = sam;
        post.audience = federation::community::narrowed_audience(dice.pick(in_club), parent.audience);
        if (post.author.school == &south && !may_sam_read(post.audience)) post.audience = parent.audience;
        federation::NoteDraft draft;
        draft.source = "Gathered " + fresh(post);
        draft.audience = post.audience;
        draft.parent = parent.thing;
        draft.parent_author = iri_of(parent.author);
        draft.community = club;
        draft.context = parent.thing + "/context";
        draft.kind = "comment";
        auto const composed = composer_of(post.author).note(author_of(post.author), draft);
        say(std::move(post), composed);
    }

    void reword() {
        auto const questions = own_questions();
        if (questions.empty()) return;
        auto& post = posts[questions[dice.below(questions.size())]];
        federation::Edited const edited{post.thing, village.clock.now(), village.clock.now()};
        auto const draft = question_for(post);
        auto const composed = composer_of(post.author).edit(author_of(post.author), draft, edited);
        REQUIRE(perform(post.author, composed));
        settle();
        village.clock.pass(std::chrono::seconds{2});
    }

    void say(Post post, federation::Composed const& composed) {
        INFO(static_cast<int>(post.audience) << " " << composed.activity.bytes());
        REQUIRE(perform(post.author, composed));
        post.thing = composed.activity.object_id();
        posts.push_back(std::move(post));
        settle();
        village.clock.pass(std::chrono::seconds{2});
    }

    void live(unsigned steps) {
        for (auto const audience : in_club) {  // each at least once
            Post post{{}, people.at("joe"), audience, {}, true};
            auto const composed = composer_of(post.author).question(author_of(post.author), question_for(post));
            say(std::move(post), composed);
        }
        for (unsigned step = 0; step < steps; ++step) switch (dice.below(4)) {
                case 0: ask(); break;
                case 1: note(); break;
                case 2: reply(); break;
                default: reword(); break;
            }
        server::search::Indexer indexer{north.node.store, index};
        server::LogFollower const follower{north.node, indexer};
        while (village.run(follower.step())) {
        }
        app.search_desk = &desk;
    }

    std::vector<std::size_t> own_questions() const {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < posts.size(); ++i)
            if (posts[i].is_question && posts[i].author.school == &north) found.push_back(i);
        return found;
    }

    static bool may_sam_read(Audience audience) {
        return audience == Audience::everyone || audience == Audience::partners || audience == Audience::community;
    }

    // The specification of this test, apart from the program's own.
    bool is_for(std::string const& reader, Audience audience) const {
        bool const open = audience == Audience::everyone || audience == Audience::quiet;
        if (reader == "stranger") return open;
        if (reader == "other school") return open || audience == Audience::community;
        if (reader == "partner")
            return open || audience == Audience::partners || audience == Audience::followers ||
                   (sam_joined && audience == Audience::community);
        if (reader == "dan") return open || audience == Audience::partners || audience == Audience::here;
        return audience != Audience::followers;
    }

    std::set<std::string> addresses() {
        Fillings all;
        all.names = {"ada", "joe", "dan", "club", "2.0", "south.test", "east.test"};
        all.activities = own_activities();
        all.others = {
            "/.well-known/webfinger?resource=acct:ada@north.test",
            "/.well-known/webfinger?resource=acct:club@north.test",
            "/search?q=gathered",
            "/api/v2/search?q=gathered"};
        for (auto const& post : posts) all.numbers.push_back(post.thing.substr(post.thing.rfind('/') + 1));
        for (auto const& [name, person] : people)
            all.numbers.push_back(std::to_string(static_cast<std::uint64_t>(person.handle)));
        return addresses_of_routes(all);
    }

    // All that this reader is answered, anywhere.
    std::string everything_for(std::string const& reader, std::set<std::string> const& targets) {
        std::string all;
        unsigned asked = 0;
        for (auto const& target : targets) {
            if (++asked % 50 == 0) village.clock.pass(std::chrono::minutes{6});  // programs may call so often
            for (auto const& response : read_as(reader, target)) {
                CHECK(response.status() != 429);
                all += text_of(response);
            }
        }
        return all;
    }

    void check(std::string const& reader, std::string const& bytes, bool everything) {
        for (auto const& post : posts)
            for (auto const& word : post.words) {
                INFO(reader << ", audience " << static_cast<int>(post.audience) << ", " << post.thing);
                bool const is_there = bytes.find(word) != std::string::npos;
                bool const is_own = reader == "partner" && post.author.school == &south;
                if (!is_for(reader, post.audience) && !is_own) CHECK_FALSE(is_there);
                bool const stands_here = post.author.school == &north && word == post.words.back();
                if (everything && stands_here && is_for(reader, post.audience)) CHECK(is_there);
            }
    }

    static constexpr std::array in_club{
        Audience::everyone, Audience::partners, Audience::community, Audience::here, Audience::insiders};
    static constexpr std::array outside_club{
        Audience::everyone, Audience::quiet, Audience::partners, Audience::followers, Audience::here};

    Dice dice;
    bool sam_joined;
    std::map<std::string, Person> people;
    Person sam = south.enrol("sam");
    std::string club;
    std::vector<Post> posts;
    std::map<std::string, std::string> heard;  // by whom
    TempDir folder;
    server::search::WordIndex index{folder.path() / "words", {"en"}};
    server::search::SearchDesk desk{north.node.store, index};
};

}  // namespace

TEST_CASE("nothing leaves the node but to those whom it is for, in any message and at any address") {
    auto const seed = number_or("COLLEGIUM_SEED", 20'260'901);
    for (bool const sam_joins : {true, false}) {
        INFO("seed " << seed << (sam_joins ? ", sam joined" : ", sam did not join"));
        Town town{seed + (sam_joins ? 0 : 1), sam_joins};
        town.live(10);

        for (auto const* const school : {"partner", "other school"}) town.check(school, town.heard[school], false);
        auto const targets = town.addresses();
        REQUIRE(targets.size() > 300);
        for (auto const* const reader : {"stranger", "other school", "partner", "dan", "joe"})
            town.check(reader, town.everything_for(reader, targets), true);
    }
}

TEST_CASE("what is for partners is delivered to the partners among those who joined, and to no others") {
    Town town{1, true};
    town.live(0);
    for (auto const& post : town.posts) {
        INFO(static_cast<int>(post.audience));
        auto const came_to = [&](char const* school) {
            return town.heard[school].find(post.words.front()) != std::string::npos;
        };
        CHECK(came_to("partner") == town.is_for("partner", post.audience));
        CHECK(came_to("other school") == town.is_for("other school", post.audience));
        CHECK(can_read(town.sam, post.thing) == town.is_for("partner", post.audience));
    }
}
