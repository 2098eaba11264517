#include "federation/messages/json_text.hpp"
#include "federation/timeline.hpp"
#include "server/commands/commands.hpp"
#include "server/commands/opened.hpp"
#include "storage/names.hpp"

#include <iostream>

namespace collegium::server::commands {

namespace timeline = federation::timeline;

namespace {

void print(std::string_view what, timeline::PostView const& post) {
    std::cout << what << '\t' << post.iri << '\t' << post.author.address();
    if (post.kind == storage::ObjectKind::question) std::cout << '\t' << post.title();
    std::cout << '\n';
}

std::string post_json(timeline::PostView const& post) {
    auto json = federation::JsonText::object().text("id", post.iri).text("author", post.author.address());
    json.text_unless_empty("title", post.title());
    if (post.kind == storage::ObjectKind::answer) json.boolean("accepted", post.accepted);
    return json.done();
}

std::string list_json(std::vector<timeline::PostView> const& posts) {
    auto list = federation::JsonText::list();
    for (auto const& post : posts) list.raw_item(post_json(post));
    return list.done();
}

std::string thread_json(timeline::Thread const& thread) {
    auto json = federation::JsonText::object().raw("question", post_json(thread.question));
    return json.raw("answers", list_json(thread.answers)).raw("comments", list_json(thread.comments)).done();
}

}  // namespace

void show_thread(std::filesystem::path const& config, std::string const& iri, bool json) {
    Opened const opened{config};
    auto const thread = opened.store.read([&](auto const& tx, auto const& tables) -> std::optional<timeline::Thread> {
        auto const handle = storage::find_handle(tx, tables, iri);
        return handle ? timeline::thread_of(tx, tables, *handle) : std::nullopt;
    });
    if (!thread) throw CommandError{iri + ": this node has no such question"};
    if (json) std::cout << thread_json(*thread) << '\n';
    if (json) return;
    print("question", thread->question);
    for (auto const& answer : thread->answers) {
        print("answer", answer);
        if (answer.accepted) std::cout << "accepted\t" << answer.iri << '\n';
    }
    for (auto const& comment : thread->comments) print("comment", comment);
}

}  // namespace collegium::server::commands
