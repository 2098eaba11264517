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
    if (post.kind == storage::ObjectKind::question) std::cout << '\t' << post.title;
    std::cout << '\n';
}

}  // namespace

void show_thread(std::filesystem::path const& config, std::string const& iri) {
    Opened const opened{config};
    auto const thread = opened.store.read([&](auto const& tx, auto const& tables) -> std::optional<timeline::Thread> {
        auto const handle = storage::find_handle(tx, tables, iri);
        return handle ? timeline::thread_of(tx, tables, *handle) : std::nullopt;
    });
    if (!thread) throw CommandError{iri + ": this node has no such question"};
    print("question", thread->question);
    for (auto const& answer : thread->answers) {
        print("answer", answer);
        if (answer.accepted) std::cout << "accepted\t" << answer.iri << '\n';
    }
    for (auto const& comment : thread->comments) print("comment", comment);
}

}  // namespace collegium::server::commands
