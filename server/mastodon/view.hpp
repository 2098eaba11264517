// View: one snapshot of the store, and who looks at it. What the entities of the Mastodon API are made from.
#pragma once

#include "server/app.hpp"

namespace collegium::server::mastodon {

struct View {
    App const& app;
    storage::ReadTx const& tx;
    storage::Tables const& tables;
    federation::community::Viewer viewer;

    bool by_member() const noexcept { return viewer.member != storage::Handle{0}; }
    std::string origin() const { return app.node.settings.origin(); }
};

// Asks a question of one snapshot, for whoever calls: question(View const&).
template <class Question>
auto look(App const& app, Call const& call, Question&& question) {
    return app.node.store.read([&](storage::ReadTx const& tx, storage::Tables const& tables) {
        return question(View{app, tx, tables, call.viewer()});
    });
}

// Whether this reader may know of the actor. A pupil of this node is shown to its members only, nobody is shown to
// strangers where documents are for partners only (federation.secure_fetch), and nobody who is gone is shown at all.
bool is_shown_to(View const& view, storage::Handle actor);
bool is_shown_to(View const& view, storage::Handle actor, std::optional<storage::ActorRecord> const& record);

}  // namespace collegium::server::mastodon
