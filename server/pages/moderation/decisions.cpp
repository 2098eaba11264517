// What moderators decided about the member who reads, why, and saying that it is wrong.
#include "server/dispatch.hpp"
#include "server/moderation/deciding.hpp"
#include "server/moderation/telling.hpp"
#include "server/pages/moderation/handlers.hpp"

namespace collegium::server::pages {

namespace {

struct DecisionLine {
    moderation::Concerning decision;
    std::string title;  // of the thing
};

std::string decision_name_of(moderation::Concerning const& each) {
    return std::to_string(static_cast<std::uint64_t>(each.report)) + "-" + std::to_string(each.index);
}

std::vector<DecisionLine> decision_lines(App const& app, Call const& call) {
    return app.node.store.read([&](auto const& tx, auto const& tables) {
        std::vector<DecisionLine> lines;
        for (auto const& each : moderation::decisions_about(tx, tables, call.member->actor)) {
            auto const post = timeline::find_post(tx, tables, each.measure.thing, call.viewer());
            lines.push_back({each, post ? std::string{kind_name(post->kind)} : std::string{}});
        }
        return lines;
    });
}

// True if the problem is of the words that were typed beside this one.
bool show_decision(Values values, DecisionLine const& line, Form const& typed, std::string_view problem) {
    auto const& measure = line.decision.measure;
    auto const name = decision_name_of(line.decision);
    values.text("NAME", name);
    values.words("WHAT", moderation::told_words(measure.measure));
    values.text("REASON", measure.reason);
    values.time("AT", measure.at);
    if (!line.title.empty()) values.repeat("THING").words("KIND", line.title);
    if (measure.undone != Instant{}) values.repeat("UNDONE").time("AT", measure.undone);
    if (!measure.appeal.empty()) values.repeat("SAID").text("WORDS", measure.appeal);
    if (!measure.answer.empty()) values.repeat("ANSWER").text("WORDS", measure.answer);
    if (!measure.appeal.empty() || measure.undone != Instant{}) return false;
    auto appeal = values.repeat("APPEAL");
    bool const is_typed = typed.text("decision") == name;
    appeal.text("TYPED", is_typed ? typed.text("words") : "");
    if (is_typed) appeal.problem("APPEAL_PROBLEM", "words-" + name, problem);
    return is_typed;
}

Response decisions_page(App const& app, Call const& call, std::string_view problem, unsigned status) {
    auto const lines = decision_lines(app, call);
    Page page{app, call, "decisions", phrase("Decisions about you")};
    auto& values = page.values();
    if (lines.empty()) values.show("NONE");
    bool is_beside = false;
    for (auto const& line : lines)
        if (show_decision(values.repeat("DECISION"), line, call.form, problem)) is_beside = true;
    if (!is_beside) values.refused(problem);
    return page.render(status);
}

}  // namespace

awaitable<Response> get_decisions(App const& app, Call call) {
    co_return decisions_page(app, call, "", 200);
}

awaitable<Response> post_decisions(App const& app, Call call) {
    auto const& name = call.form.text("decision");
    auto const dash = name.find('-');
    auto const report = number_of(std::string_view{name}.substr(0, dash));
    auto const index = dash == std::string::npos ? std::nullopt : number_of(std::string_view{name}.substr(dash + 1));
    if (!report || !index) co_return refuse(app, call, {Reason::not_found, "no such decision"});
    auto member = *call.member;
    auto words = call.form.trimmed("words");
    storage::Seq const seq{static_cast<std::uint64_t>(*report)};
    auto const place = static_cast<std::size_t>(*index);
    auto const said = co_await moderation::appeal(app, std::move(member), seq, place, std::move(words));
    if (!said && said.error().reason() == Reason::not_found) co_return refuse(app, call, said.error());
    if (!said) co_return decisions_page(app, call, said.error().detail(), 422);
    co_return Response::see_other("/decisions");
}

}  // namespace collegium::server::pages
