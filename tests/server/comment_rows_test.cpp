// Which comments stand below what.
#include "server/pages/comment_rows.hpp"

#include "tests/printing.hpp"

using namespace collegium;
using server::pages::comment_rows;
using storage::Handle;

namespace {

constexpr Handle question{1}, answer{2};

federation::timeline::PostView comment(std::uint64_t handle, Handle parent) {
    federation::timeline::PostView post;
    post.handle = Handle{handle};
    post.kind = storage::ObjectKind::comment;
    post.parent = parent;
    return post;
}

federation::timeline::Thread with_comments(std::vector<federation::timeline::PostView> comments) {
    federation::timeline::Thread thread;
    thread.comments = std::move(comments);
    return thread;
}

}  // namespace

TEST_CASE("comments stand below the question or the answer that they lead to") {
    auto const thread =
        with_comments({comment(5, Handle{4}), comment(3, question), comment(4, answer), comment(6, Handle{3})});

    auto const rows = comment_rows(thread);

    REQUIRE(rows.size() == 2);
    REQUIRE(rows.at(answer).size() == 2);
    CHECK(rows.at(answer)[0].to->handle == Handle{4});
    CHECK(rows.at(answer)[1].to == nullptr);
    CHECK(rows.at(question).size() == 2);
}

TEST_CASE("comments that reply to each other in a circle, or five hundred deep, end") {
    CHECK_FALSE(comment_rows(with_comments({comment(3, Handle{4}), comment(4, Handle{3})})).contains(answer));

    std::vector<federation::timeline::PostView> chain{comment(3, answer)};
    for (std::uint64_t i = 4; i < 503; ++i) chain.insert(chain.begin(), comment(i, Handle{i - 1}));
    CHECK(comment_rows(with_comments(chain)).at(answer).size() == 500);
}
