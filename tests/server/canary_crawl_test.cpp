// The canary crawl (security R13, W7): a word for every audience, looked for by every kind of reader at every address
// that there is. It is found exactly where its author meant it to be, and elsewhere nothing tells that it exists.
#include "federation/fetching/resolve.hpp"
#include "storage/names.hpp"
#include "tests/printing.hpp"
#include "tests/server/crawl.hpp"

#include <algorithm>

using namespace collegium;
using namespace collegium::tests;
using federation::NoteDraft;
using storage::Audience;

namespace {

using NameSet = std::set<std::string>;

struct Canary {
    std::string word;
    std::string thing;  // IRI
    NameSet readers;

    std::string digits() const { return thing.substr(thing.rfind('/') + 1); }
};

NameSet const everybody{"stranger", "other school", "partner", "dan", "joe", "nia", "cora", "ada", "pia"};
NameSet const all_members{"dan", "joe", "nia", "cora", "ada", "pia"};
NameSet const partners{"other school", "partner", "dan", "joe", "nia", "cora", "ada", "pia"};
NameSet const outside{"stranger", "other school", "partner"};

// Ada writes for everybody in turn. Joe joined the club and follows her, as Sam at the partner does; Nia is named; Cora
// answers for the club; Dan is a member like any other; Pia is a pupil.
struct Aviary : Crawl {
    Aviary() {
        for (auto const& [name, person] : people) give_account(person, name, name == "pia");
        for (auto const& [name, person] : people) admit(name);
        befriend(village, sam, ada);
        befriend(village, people.at("joe"), ada);
        for (auto const& person : {sam, people.at("joe"), people.at("pia")}) join(person);
        settle();
        question = ada.ask(club, "Plain question");
        release();
        settle();
    }

    void join(Person const& person) {
        if (person.school == &south) {
            federation::FetchBudget budget;
            auto const meeting = [&]() -> boost::asio::awaitable<bool> {
                auto name = Iri::parse(club).value();
                auto const actor = co_await federation::resolve_actor(south.node, std::move(name), budget);
                co_return actor.has_value();
            };
            REQUIRE(village.run(meeting()));
        }
        person.follow(club);
    }

    void release() {
        let_fly("canaryeveryone", ada, Audience::everyone, everybody);
        let_fly("canaryquiet", ada, Audience::quiet, everybody);
        let_fly("canarycommunity", ada, Audience::community, {"partner", "joe", "cora", "ada", "pia"});
        let_fly("canaryfollowers", ada, Audience::followers, {"partner", "joe", "ada"});
        let_fly("canaryhere", ada, Audience::here, all_members);
        let_fly("canarypartners", ada, Audience::partners, partners);
        let_fly("canaryinsiders", ada, Audience::insiders, {"joe", "cora", "ada", "pia"});
        let_fly("canarynamed", ada, Audience::named, {"nia", "ada"});
        let_fly("canarypupil", pia, Audience::everyone, all_members);
        canaries.push_back({"canaryasked", pia.ask(club, "canaryasked"), all_members});
        canaries.push_back({"canaryanswer", pia.answer(question, "canaryanswer"), all_members});
    }

    void let_fly(std::string const& word, Person const& author, Audience audience, NameSet const& readers) {
        NoteDraft note;
        note.source = word;
        note.audience = audience;
        bool const in_club =
            audience == Audience::community || audience == Audience::here || audience == Audience::insiders;
        if (in_club) note.community = club;
        if (audience == Audience::named) note.mentions = {{"https://north.test/u/nia", "@nia@north.test"}};
        canaries.push_back({word, write(author, note).activity.object_id(), readers});
    }

    // With `missing` in place of the numbers of things, for addresses where nothing is.
    Fillings fillings() {
        Fillings all;
        all.names = {"ada", "joe", "pia", "club", "2.0", "south.test"};
        all.others = {
            "/.well-known/webfinger?resource=acct:ada@north.test",
            "/.well-known/webfinger?resource=acct:pia@north.test"};
        for (auto const& canary : canaries) all.numbers.push_back(canary.digits());
        all.numbers.push_back(question.substr(question.rfind('/') + 1));
        for (auto const& [name, person] : people)
            all.numbers.push_back(std::to_string(static_cast<std::uint64_t>(person.handle)));
        all.activities = own_activities();
        return all;
    }

    std::map<std::string, Person> people{
        {"ada", add_person("ada")},
        {"dan", add_person("dan")},
        {"joe", add_person("joe")},
        {"nia", add_person("nia")},
        {"pia", add_person("pia")},
        {"cora", add_person("cora")}};
    Person ada = people.at("ada"), pia = people.at("pia");
    Person sam = south.enrol("sam");
    std::string club = north.found("club", "cora");
    std::string question;
    std::vector<Canary> canaries;
};

bool sings(std::vector<server::Response> const& answers, std::string_view word) {
    return std::ranges::any_of(answers, [&](auto const& each) {
        return text_of(each).find(word) != std::string::npos;
    });
}

}  // namespace

TEST_CASE_FIXTURE(Aviary, "every canary is heard by those whom it is for, and by nobody else, at every address") {
    auto const addresses = addresses_of_routes(fillings());
    REQUIRE(addresses.size() > 150);
    for (auto const& reader : everybody) {
        NameSet heard;
        for (auto const& target : addresses) {
            auto const answers = read_as(reader, target);
            for (auto const& canary : canaries) {
                bool const is_for_them = canary.readers.contains(reader);
                if (sings(answers, canary.word)) {
                    heard.insert(canary.word);
                    if (!is_for_them) FAIL_CHECK(reader << " hears " << canary.word << " at " << target);
                }
                // Nor its number, but where they wrote that themselves.
                bool const asked = target.find(canary.digits()) != std::string::npos;
                if (!is_for_them && !asked && sings(answers, canary.digits()))
                    FAIL_CHECK(reader << " learns of " << canary.word << " at " << target);
            }
        }
        for (auto const& canary : canaries) {
            INFO(reader << " and " << canary.word);
            CHECK(heard.contains(canary.word) == canary.readers.contains(reader));
        }
    }
}

TEST_CASE_FIXTURE(Aviary, "what is not for somebody answers byte for byte like what does not exist") {
    auto const addresses = addresses_of_routes(fillings());
    std::size_t compared = 0;
    for (auto const& canary : canaries) {
        std::string const nothing(canary.digits().size(), '1');
        for (auto const& reader : everybody) {
            if (canary.readers.contains(reader)) continue;
            for (auto const& target : addresses) {
                if (target.find(canary.digits()) == std::string::npos) continue;
                auto const there = read_as(reader, target);
                auto const nowhere = read_as(reader, replaced(target, canary.digits(), nothing));
                INFO(reader << " at " << target << " for " << canary.word);
                REQUIRE(there.size() == nowhere.size());
                for (std::size_t i = 0; i < there.size(); ++i, ++compared)
                    CHECK(replaced(text_of(there[i]), canary.digits(), nothing) == text_of(nowhere[i]));
            }
        }
    }
    CHECK(compared > 100);
}

TEST_CASE_FIXTURE(Aviary, "outside nobody learns that there is a pupil") {
    auto all = fillings();
    all.names.push_back("zoe");
    all.others.push_back("/.well-known/webfinger?resource=acct:zoe@north.test");
    for (auto const& reader : outside)
        for (auto const& target : addresses_of_routes(all)) {
            INFO(reader << " at " << target);
            auto const answers = read_as(reader, target);
            if (target.find("pia") == std::string::npos) {
                CHECK_FALSE(sings(answers, "/u/pia"));
                continue;
            }
            auto const nobody = read_as(reader, replaced(target, "pia", "zoe"));
            for (std::size_t i = 0; i < answers.size(); ++i)
                CHECK(replaced(text_of(answers[i]), "pia", "zoe") == text_of(nobody[i]));
        }
}

TEST_CASE_FIXTURE(Aviary, "of what was delivered, the partner knows what is for its people and nothing else") {
    std::string delivered;
    south.node.store.read([&](auto const& tx, auto const& tables) {
        tables.flesh.each(tx, [&](storage::Seq, std::string const& bytes) {
            delivered += bytes + "\n";
            return true;
        });
    });
    for (auto const& canary : canaries) {
        INFO(canary.word);
        CHECK((delivered.find(canary.word) != std::string::npos) == canary.readers.contains("partner"));
        if (!canary.readers.contains("partner")) CHECK(delivered.find(canary.digits()) == std::string::npos);
    }
    CHECK(delivered.find("/u/pia") == std::string::npos);
}

TEST_CASE_FIXTURE(Aviary, "what was read with a signature is kept by no cache for those without one") {
    for (auto const& canary : canaries) {
        if (!canary.readers.contains("partner") || canary.readers.contains("stranger")) continue;
        auto const path = path_of(canary.thing);
        CHECK(read_as("partner", path).front().field("cache-control") == "private");
        CHECK(read_as("partner", path).front().field("vary").find("Signature") != std::string_view::npos);
        CHECK(read_as("stranger", path).front().status() == 404);
        CHECK(read_as("partner", path).front().status() == 200);
    }
}
