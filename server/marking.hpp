// Marking: what members say of a thing beside liking it, from pages and from programs.
#pragma once

#include "federation/judged.hpp"
#include "server/app.hpp"

namespace collegium::server {

// "useful", "evidenced" or "wanted"; nothing for other words.
std::optional<storage::MarkKind> mark_named(std::string_view word) noexcept;
std::string_view name_of(storage::MarkKind kind) noexcept;

// What one member has said of a thing.
struct OwnMarks {
    bool useful = false, evidenced = false, wanted = false, thanks = false;
};
OwnMarks own_marks(
    storage::ReadTx const& tx, storage::Tables const& tables, storage::Handle thing, storage::Handle member
);

// The act, ready to be performed; withdrawing is the other way round. Refuses duplicate where there is nothing left to
// do, and not_allowed what the member may not say.
Result<federation::Composed> marking(
    App const& app, Member const& member, federation::timeline::PostView const& thing, storage::MarkKind kind
);
Result<federation::Composed> unmarking(
    App const& app, Member const& member, federation::timeline::PostView const& thing, storage::MarkKind kind
);

// It came to nothing, and that is as good as done.
bool is_as_good_as_done(Refusal refusal) noexcept;

}  // namespace collegium::server
