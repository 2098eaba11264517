// The members who want to be found, by constituency: also the finder of reviewers.
#include "server/members/profile.hpp"
#include "server/members/words.hpp"
#include "server/pages/handlers.hpp"
#include "server/pages/page.hpp"
#include "server/pages/role_choices.hpp"

namespace collegium::server::pages {

namespace {

constexpr std::size_t longest_search = 60;  // bytes

void show_member(Values values, members::Listed const& listed) {
    values.text("ACCOUNT", listed.account);
    values.text("DISPLAY", listed.display_name);
    values.words("BELONGING", members::named(members::belongings(), listed.record.belonging).words);
    show_held_roles(values, listed.record.roles);
    for (auto const& subject : listed.profile.expertise) values.repeat("EXPERTISE").text("WORDS", subject);
    if (listed.profile.reviews_a_term > 0) values.repeat("REVIEWS").amount("COUNT", listed.profile.reviews_a_term);
    if (listed.profile.mentors) values.show("MENTOR");
}

// Nothing where nobody of them is in the list.
void show_constituency(
    Values& values, members::Named<storage::Constituency> const& constituency, std::vector<members::Listed> const& all
) {
    std::optional<Values> group;
    for (auto const& each : all) {
        if (each.record.constituency != constituency.value) continue;
        if (!group) {
            group = values.repeat("CONSTITUENCY");
            group->text("CONSTITUENCY_NAME", constituency.words);
        }
        show_member(group->repeat("MEMBER"), each);
    }
}

}  // namespace

awaitable<Response> get_members(App const& app, Call call) {
    auto const wanted = call.form.trimmed("expertise").substr(0, longest_search);
    auto const all = app.node.store.read([&](auto const& tx, auto const& tables) {
        return members::listed_members(tx, tables, wanted);
    });
    Page page{app, call, "members", phrase("Members")};
    auto& values = page.values();
    values.text("EXPERTISE_WANTED", wanted);
    for (auto const& constituency : members::constituencies()) show_constituency(values, constituency, all);
    if (all.empty()) values.show(wanted.empty() ? "NOBODY" : "NOT_FOUND");
    co_return page.render();
}

}  // namespace collegium::server::pages
