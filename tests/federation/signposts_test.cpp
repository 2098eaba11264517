// Signposts: pointers to something good elsewhere, whole at every partner and a link post everywhere (needs D16, N-12).
#include "federation/signposts/address.hpp"
#include "federation/signposts/reading.hpp"
#include "federation/signposts/signpost_json.hpp"
#include "storage/names.hpp"
#include "tests/federation/people.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation::signposts;
using namespace collegium::tests;
using federation::ArticleDraft;
using storage::LocalId;

namespace {

Signpost to_a_study() {
    Signpost signpost;
    signpost.title = "Six [strategies] for learning";
    signpost.address = "https://www.source.test/six?a=1&b=2";
    signpost.why = "Short, and *free* to read.\nOur department began with it.";
    signpost.for_whom = "New teachers";
    signpost.subjects = {"Memory", "Revision"};
    signpost.languages = {"en", "ar"};
    return signpost;
}

// ada puts up signposts at the school where the club lives; sam is of another one and follows the club.
struct Crossroads {
    Crossroads() {
        meet(village, south, club);
        sam.follow(club);
        village.settle();
    }

    ArticleDraft draft(Signpost const& signpost = to_a_study()) const {
        return article_of(signpost, club, storage::Audience::everyone);
    }

    Result<storage::Seq> put_up(Person const& person, ArticleDraft const& wanted) {
        auto const composed = composer_of(person).article(author_of(person), wanted);
        newest = composed.activity.object_id();
        auto const done = perform(person, composed);
        village.settle();
        return done;
    }

    Result<storage::Seq> change(Person const& person, std::string const& thing, ArticleDraft const& wanted) {
        village.pass(std::chrono::seconds{2});
        auto const post = post_at(*person.school, thing).value();
        federation::Edited const edited{thing, post.published, post.updated};
        auto const done = perform(person, composer_of(person).edit(author_of(person), wanted, edited));
        village.settle();
        return done;
    }

    std::optional<SignpostView> seen(School const& school, std::string const& thing) const {
        return school.node.store.read([&](auto const& tx, auto const& tables) -> std::optional<SignpostView> {
            auto const handle = storage::find_handle(tx, tables, thing);
            return handle ? find_signpost(tx, tables, *handle) : std::nullopt;
        });
    }

    // Titles of those that lead to the same page.
    std::vector<std::string> titles_of(School const& school, std::string const& address) const {
        return school.node.store.read([&](auto const& tx, auto const& tables) {
            std::vector<std::string> titles;
            for (auto const& each : leading_to(tx, tables, address)) titles.push_back(each.signpost.title);
            return titles;
        });
    }

    std::size_t listed(School const& school) const {
        return school.node.store.read([&](auto const& tx, auto const& tables) {
            auto const community = storage::find_handle(tx, tables, club).value();
            return signposts_in(tx, tables, community, LocalId{~0ull}, 10).size();
        });
    }

    Village village{{"north.test", "south.test"}};
    School& north = village["north.test"];
    School& south = village["south.test"];
    Person ada = north.enrol("ada"), sam = south.enrol("sam");
    std::string club = north.found("club", "ada");
    std::string newest;
};

}  // namespace

TEST_CASE("an address is kept as browsers open it, and what they should not open is none") {
    CHECK(web_address("HTTPS://Source.Test/Six?q=a#b") == "https://source.test/Six?q=a#b");
    CHECK(web_address("http://source.test") == "http://source.test");
    CHECK(web_address("https://source.test/caf\xC3\xA9") == "https://source.test/caf%C3%A9");
    for (auto const* const wrong :
         {"source.test/six",
          "ftp://source.test/",
          "javascript:alert(1)",
          "https://ada@source.test/",
          "https://ada:secret@source.test/",
          "https://intranet/six",
          "https://127.0.0.1/",
          "https://[::1]/",
          "https://source.test/a b",
          "https://source.test\\@other.test/",
          "https://source.test/\n",
          ""}) {
        INFO(wrong);
        CHECK_FALSE(web_address(wrong));
    }
    CHECK_FALSE(web_address("https://source.test/" + std::string(2048, 'a')));
}

TEST_CASE("all addresses of one page have one key, and other pages others") {
    auto const key = page_key("https://source.test/six?a=1");
    CHECK(key == "https://source.test/six?a=1");
    CHECK(page_key("http://www.source.test/six/?utm_source=mail&a=1&fbclid=x#top") == key);
    CHECK(page_key("https://source.test") == page_key("http://source.test/"));
    CHECK(page_key("https://source.test/six") != key);
    CHECK(page_key("https://source.test/Six?a=1") != key);
    CHECK(page_key("https://other.test/six?a=1") != key);
}

TEST_CASE_FIXTURE(Crossroads, "a signpost arrives whole at the other school, and is a link post to everybody else") {
    REQUIRE(put_up(ada, draft()));
    for (auto* const school : {&north, &south}) {
        auto const view = seen(*school, newest);
        REQUIRE(view);
        CHECK(view->signpost == to_a_study());
        CHECK(view->post.details.leads_to == to_a_study().address);
        CHECK(view->post.details.url.empty());
        CHECK(listed(*school) == 1);
        CHECK(titles_of(*school, "http://source.test/six/?a=1&b=2") == std::vector{to_a_study().title});
    }

    auto const thing = composer_of(ada).article(author_of(ada), draft());
    auto const bytes = federation::to_text(*thing.activity.object());
    CHECK(member_of(bytes, "type") == "Article");
    CHECK(member_of(bytes, "url") == to_a_study().address);
    CHECK(member_of(bytes, "summary") == to_a_study().why);
    CHECK(member_of(bytes, "content").starts_with("<p><a href=\"https://www.source.test/six?a=1&amp;b=2\""));
    CHECK(bytes.find(R"("attachment":[{"type":"Link","href":"https://www.source.test/six?a=1&b=2")") != bytes.npos);
}

TEST_CASE_FIXTURE(Crossroads, "a signpost is no question, and what is said below it is a comment") {
    REQUIRE(put_up(ada, draft()));
    south.node.store.read([&](auto const& tx, auto const& tables) {
        auto const community = storage::find_handle(tx, tables, club).value();
        CHECK(federation::timeline::questions_in(tx, tables, community, LocalId{~0ull}, 10).lines.empty());
    });
    federation::NoteDraft note;
    note.source = "Thank you.";
    note.parent = newest;
    note.parent_author = iri_of(ada);
    note.community = club;
    auto const said = write(sam, note);
    village.settle();
    auto const comment = post_at(north, said.activity.object_id());
    REQUIRE(comment);
    CHECK(comment->kind == storage::ObjectKind::comment);
}

TEST_CASE_FIXTURE(
    Crossroads, "a signpost that was turned round leads to the new place everywhere, and goes everywhere"
) {
    REQUIRE(put_up(ada, draft()));
    auto const thing = newest;
    auto turned = to_a_study();
    turned.address = "https://other.test/";
    REQUIRE(change(ada, thing, draft(turned)));
    for (auto* const school : {&north, &south}) {
        CHECK(seen(*school, thing)->signpost.address == turned.address);
        CHECK(titles_of(*school, to_a_study().address).empty());
        CHECK(titles_of(*school, turned.address).size() == 1);
    }
    REQUIRE(ada.erase(thing));
    village.settle();
    CHECK_FALSE(seen(north, thing));
    CHECK_FALSE(seen(south, thing));
    CHECK(listed(south) == 0);
}

TEST_CASE_FIXTURE(Crossroads, "for those that lead to a page no more than 400 that ever led there are looked at") {
    REQUIRE(put_up(ada, draft()));
    auto const address = to_a_study().address;
    auto const other = post_at(north, ada.ask(club, "Why?")).value().handle;
    // As 400 newer ones that were turned round since.
    auto const crowd = [&](std::uint64_t first, std::uint64_t last, bool stands) {
        storage::Store::Change<storage::Nothing> const change = [&](storage::WriteTx& tx, storage::Tables& tables
                                                                ) -> Result<storage::Nothing> {
            auto const page = storage::find_handle(tx, tables, page_key(address)).value();
            for (auto each = first; each <= last; ++each) {
                storage::PlaceKey const key{page, LocalId{~0ull - each}};
                if (stands)
                    tables.signposted.put(tx, key, other);
                else
                    tables.signposted.erase(tx, key);
            }
            return storage::Nothing{};
        };
        REQUIRE(north.node.store.write_now(change));
    };
    crowd(1, 399, true);
    CHECK(titles_of(north, address).size() == 1);
    crowd(400, 400, true);
    CHECK(titles_of(north, address).empty());
    crowd(1, 400, false);
    CHECK(titles_of(north, address).size() == 1);
}

TEST_CASE_FIXTURE(
    Crossroads, "what copies its source, says nothing or leads to no page is refused and leaves no trace"
) {
    auto const refused = [&](ArticleDraft const& wanted, Reason reason) {
        auto const before = north.entries();
        auto const done = put_up(ada, wanted);
        REQUIRE_FALSE(done);
        CHECK(done.error().reason() == reason);
        CHECK(north.entries() == before);
    };
    auto copying = draft();
    copying.source = std::string(most_words + 1, 'a');
    refused(copying, Reason::too_large);
    auto silent = to_a_study();
    silent.why = " ";
    refused(draft(silent), Reason::malformed);
    auto secret = to_a_study();
    secret.address = "https://ada:secret@source.test/";
    refused(draft(secret), Reason::malformed);
    CHECK(listed(north) == 0);

    auto const question = ada.ask(club, "Why?");
    CHECK(change(ada, question, draft()).error().reason() == Reason::malformed);
    CHECK(post_at(north, question)->kind == storage::ObjectKind::question);
}

TEST_CASE_FIXTURE(Crossroads, "what a pupil points at stays in the school") {
    auto const pip = north.enrol("pip");
    give_account(pip, "pip", true);
    REQUIRE(put_up(pip, draft()));
    CHECK(has_arrived(north, newest));
    CHECK_FALSE(has_arrived(south, newest));
}

TEST_CASE("whatever is wrong with a signpost stands beside its field") {
    Signpost signpost;
    signpost.title = "Two\nlines";
    signpost.why = std::string(longest_why + 1, 'a');
    signpost.for_whom = std::string(longest_for_whom + 1, 'a');
    signpost.subjects = subjects_in("a, b,, c ,d,e,f");
    signpost.languages = {"e"};
    CHECK(signpost.subjects.size() == 6);
    std::vector<std::string> fields;
    for (auto const& each : problems_of(signpost)) fields.push_back(each.field);
    CHECK(fields == std::vector<std::string>{"title", "address", "why", "for_whom", "subjects", "languages"});
    CHECK(problems_of(to_a_study()).empty());
}
