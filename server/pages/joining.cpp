#include "server/pages/joining.hpp"

#include "federation/content/markdown.hpp"
#include "federation/content/plain_text.hpp"
#include "federation/local_actors.hpp"

namespace collegium::server::pages {

namespace {

constexpr std::size_t longest_display_name = 60;

}  // namespace

std::vector<JoiningProblem> joining_problems(App const& app, Form const& form) {
    std::vector<JoiningProblem> problems;
    auto const name = form.trimmed("name"), display = form.trimmed("display_name");
    if (!federation::is_local_name(name))
        problems.push_back({"name", phrase("Use 1 to 30 lower-case letters, digits and underscores.")});
    if (federation::content::characters(display) > longest_display_name)
        problems.push_back({"display_name", phrase("This is too long: use at most 60 characters.")});
    auto const& password = form.text("password");
    auto const weak = members::why_weak(password, {name, display, app.node.settings.node.name}, false);
    if (!weak.empty())
        problems.push_back({"password", weak});
    else if (password != form.text("repeated"))
        problems.push_back({"password", phrase("The password was not typed the same way twice. Type it again.")});
    if (app.registry.charter.exists() && form.text("charter") != app.registry.charter.hash)
        problems.push_back({"charter", phrase("Read what members agree to, and say whether you do.")});
    return problems;
}

void show_joining(App const& app, Call const& call, Values& values, std::vector<JoiningProblem> const& problems) {
    values.text("NAME", call.form.text("name"));
    values.text("DISPLAY_NAME", call.form.text("display_name"));
    values.text("HOST", app.node.settings.node.domain);
    if (!problems.empty()) values.refused(phrase("Nothing was sent yet; what is wrong is marked below."));
    for (auto const& problem : problems) values.problem(problem.field, problem.words);
    show_charter(app, values);
}

members::NewAccount typed_account(App const& app, Form const& form) {
    members::NewAccount account{form.trimmed("name"), form.trimmed("display_name"), {}};
    account.record.charter = app.registry.charter.hash;
    if (app.registry.charter.exists()) account.record.charter_accepted = app.node.clock.now();
    return account;
}

void show_charter(App const& app, Values& values) {
    auto const& charter = app.registry.charter;
    if (!charter.exists()) return;
    auto shown = values.repeat("CHARTER");
    shown.html("CHARTER_WORDS", federation::content::to_html(charter.text));
    shown.text("CHARTER_HASH", charter.hash);
}

}  // namespace collegium::server::pages
