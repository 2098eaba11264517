// Notes as they go out: to whom, and with which names and tags as links (wire reference 7.1 and 7.2).
#include "federation/content/linked_names.hpp"
#include "federation/messages/compose.hpp"
#include "federation/messages/object.hpp"
#include "tests/federation/village.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::federation;
using storage::Audience;

namespace {

using Names = std::vector<std::string>;

std::string const everyone = "https://www.w3.org/ns/activitystreams#Public";
std::string const followers = "https://north.test/u/ada/followers";
std::string const bob = "https://uni.test/u/bob";
std::string const cai = "https://north.test/u/cai";
std::string const club = "https://uni.test/c/club";

struct Notes {
    tests::FixedClock clock;
    storage::IdSource ids{clock, storage::LocalId{0}};
    Composer composer{"https://north.test", clock, ids};
    Author ada{"https://north.test/u/ada", std::make_shared<ActorKeys const>(tests::spare_keys(0))};
    NoteDraft draft;

    Notes() {
        draft.source = "Hello @bob@uni.test and @cai, about #Algebra: `@cai`";
        draft.mentions = {{bob, "@bob@uni.test"}, {cai, "@cai@north.test"}};
        draft.tags = {"Algebra"};
    }

    Names named(std::string_view field) const {
        auto const composed = composer.note(ada, draft);
        Names names;
        for (auto const each : references(*composed.activity.object(), field)) names.emplace_back(each);
        Names outer;
        for (auto const each : references(composed.activity.root(), field)) outer.emplace_back(each);
        CHECK(names == outer);
        return names;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Notes, "each audience is addressed as Mastodon reads it") {
    CHECK(named("to") == Names{everyone});
    CHECK(named("cc") == Names{followers, bob, cai});
    draft.audience = Audience::quiet;
    CHECK(named("to") == Names{followers});
    CHECK(named("cc") == Names{everyone, bob, cai});
    draft.audience = Audience::followers;
    CHECK(named("to") == Names{followers});
    CHECK(named("cc") == Names{bob, cai});
    draft.audience = Audience::named;
    CHECK(named("to") == Names{bob, cai});
    CHECK(named("cc").empty());
    draft.audience = Audience::here;
    CHECK(named("to") == Names{"https://north.test/members"});
    CHECK(named("cc").empty());
}

TEST_CASE_FIXTURE(Notes, "a post in a community has the shape of a question there, and a reply that of an answer") {
    draft.community = club;
    CHECK(named("to") == Names{everyone, club});
    CHECK(named("cc") == Names{followers, bob, cai});
    CHECK(named("audience") == Names{club});
    draft.parent = "https://uni.test/post/1";
    draft.parent_author = bob;
    CHECK(named("to") == Names{everyone, bob});
    CHECK(named("cc") == Names{club, followers, cai});
    draft.audience = Audience::community;
    CHECK(named("to") == Names{club + "/followers", club});
}

TEST_CASE_FIXTURE(Notes, "what stays here names nobody elsewhere, whatever was wanted") {
    draft.community = club;
    draft.parent_author = bob;
    for (bool const pupil : {false, true}) {
        ada.stays = pupil;
        draft.audience = pupil ? Audience::everyone : Audience::here;
        auto const bytes = composer.note(ada, draft).activity.bytes();
        INFO(bytes);
        CHECK(bytes.find("https://uni.test") == std::string::npos);
        CHECK(bytes.find("#Public") == std::string::npos);
    }
}

TEST_CASE_FIXTURE(Notes, "names and tags become links, but not in code") {
    auto const composed = composer.note(ada, draft);
    auto const object = Object::parse(*composed.activity.object()).value();
    INFO(object.content);
    CHECK(
        object.content.find(R"(<span class="h-card"><a href="https://uni.test/u/bob" class="u-url mention">)"
                            R"(@<span>bob</span></a></span> and)") != std::string::npos
    );
    CHECK(object.content.find(R"(class="u-url mention">@<span>cai</span>)") != std::string::npos);
    CHECK(
        object.content.find(R"(<a href="https://north.test/tags/algebra" class="mention hashtag" rel="tag">)"
                            R"(#<span>Algebra</span></a>:)") != std::string::npos
    );
    CHECK(object.content.find("<code>@cai</code>") != std::string::npos);
    CHECK(object.mentioned == Names{bob, cai});
    CHECK(object.tags == Names{"Algebra"});
    CHECK(object.type == "Note");
}

TEST_CASE("only whole names are links") {
    auto const linked = [](std::string_view html) {
        return content::link_names(html, {{"@ada", "[ada]"}, {"@ada@uni.test", "[there]"}, {"#x", "[x]"}});
    };
    CHECK(linked("<p>@ada, @Ada. (@ada)</p>") == "<p>[ada], [ada]. ([ada])</p>");
    CHECK(linked("@ada@uni.test @ada@uni.test.") == "[there] [there].");
    for (std::string const text :
         {"@adam",
          "mail@ada",
          "@ada@other.test",
          "@ada@uni.test.de",
          "#xy",
          "a#x",
          "<a href=\"@ada\">@ada</a>",
          "<pre><code>@ada</code></pre>",
          "&#x",
          "https://uni.test/@ada"})
        CHECK(linked(text) == text);
}

TEST_CASE_FIXTURE(Notes, "pictures and warnings are there for those who look for them") {
    draft.summary = "Spiders";
    draft.attachments = {{"https://north.test/media/1", "image/png", "A spider", 640, 480, "LEHV6n"}};
    auto const composed = composer.note(ada, draft);
    auto const& object = *composed.activity.object();
    CHECK(text_member(object, "summary") == "Spiders");
    CHECK(member(object, "sensitive")->GetBool());
    auto const& picture = member(object, "attachment")->GetArray()[0];
    CHECK(type_of(picture) == "Document");
    CHECK(text_member(picture, "name") == "A spider");
    CHECK(member(picture, "width")->GetUint64() == 640);
}

TEST_CASE_FIXTURE(Notes, "what is deleted is addressed like what was said") {
    draft.audience = Audience::followers;
    auto const said = composer.note(ada, draft);
    auto const deleted = composer.delete_object(ada, said.activity);
    CHECK(deleted.activity.object_id() == said.activity.object_id());
    CHECK(deleted.activity.addressees() == said.activity.addressees());
}
