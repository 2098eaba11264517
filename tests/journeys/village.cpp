#include "tests/journeys/village.hpp"

#include <regex>
#include <stdexcept>

namespace collegium::journeys {

namespace {

std::string first_match(std::string const& text, char const* pattern) {
    std::smatch match;
    return std::regex_search(text, match, std::regex{pattern}) ? match[1].str() : "";
}

bool is_whole(std::optional<timeline::Thread> const& thread) {
    return thread && thread->question.announced && thread->answers.size() == 1 && thread->answers[0].announced &&
           thread->answers[0].accepted;
}

}  // namespace

Village::Village(std::string const& name)
    : hillside{neighbourhood, name + "-hillside"},
      riverside{neighbourhood, name + "-riverside"},
      northfield{neighbourhood, name + "-northfield"},
      ada{hillside},
      ben{riverside},
      cora{northfield} {
    for (auto const* school : schools())
        for (auto const* other : schools())
            if (school != other) school->add_partner(other->domain());
    hillside.add_person("ada", "Ada Okafor");
    riverside.add_person("ben", "Ben Lindqvist");
    northfield.add_person("cora", "Dr Cora Haddad");
    northfield.add_community("algebra", "Teaching algebra", "cora");
}

void Village::start() {
    for (auto* school : schools()) school->launch();
    for (auto* school : schools()) school->await_ready();
}

void Village::stop() {
    for (auto* school : schools())
        if (school->is_serving() && school->stop() != 0)
            throw std::runtime_error{school->domain() + " did not end well: " + school->log()};
}

void Village::settle() {
    led_to(ada.sign_in("ada"));
    led_to(ben.sign_in("ben"));
    led_to(cora.sign_in("cora"));
    for (auto* person : {&ada, &ben})
        led_to(person->submit("/", "/communities/find", {{"address", "algebra@" + northfield.domain()}}));
    join(ben);
    if (!until(patience, [&] { return is_member(ben) && is_quiet(); })) throw std::runtime_error{"Ben was not let in"};
}

void Village::join(Browser& person) {
    led_to(person.submit(community_path(), community_path() + "/join", {}));
}

bool Village::is_member(Browser& person) const {
    return person.get(community_path()).shows("You are a member");
}

void Village::join() {
    join(ada);
}

bool Village::has_joined() const {
    return is_member(ada);
}

void Village::ask() {
    auto const page = community_path() + "/ask";
    question_path = led_to(ada.submit(page, page, {{"title", words.title}, {"words", words.question}}));
    question = hillside.origin() + question_path;
}

std::string Village::asked_at_northfield() const {
    return first_match(cora.get("/c/algebra").body, "<h3 dir=\"auto\"><a href=\"(/post/[0-9]+)\">");
}

bool Village::has_asked() const {
    return !asked_at_northfield().empty();
}

void Village::answer() {
    auto const page = asked_at_northfield();
    led_to(cora.submit(page, page + "/answer", {{"words", words.answer}}));
}

std::string Village::acceptance_form() const {
    return first_match(ada.get(question_path).body, "action=\"(/comment/[0-9]+/accept)\"");
}

bool Village::has_answered() const {
    return !acceptance_form().empty();
}

void Village::accept() {
    led_to(ada.submit(question_path, acceptance_form(), {}));
}

bool Village::is_complete() const {
    return is_whole(hillside.thread(question)) && is_whole(riverside.thread(question)) &&
           is_whole(northfield.thread(question));
}

bool Village::is_quiet() const {
    return are_quiet({&hillside, &riverside, &northfield});
}

std::string Village::logs() const {
    return hillside.log() + riverside.log() + northfield.log();
}

}  // namespace collegium::journeys
