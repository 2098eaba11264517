#include "server/export/copy_desk.hpp"

#include "config/log.hpp"
#include "server/backup/problem.hpp"
#include "server/export/member_copy.hpp"
#include "server/followers/live_feed.hpp"
#include "server/mail/addresses.hpp"
#include "server/notifications/telling.hpp"

#include <charconv>
#include <fstream>
#include <iterator>

namespace collegium::server::exporting {

namespace asio = boost::asio;

using backup::NewFile;
using storage::Handle;

namespace {

constexpr std::string_view wanted_ending = ".wanted", made_ending = ".made", file_ending = ".zip";

std::filesystem::path folder_of(App const& app) {
    return app.node.settings.node.data / "copies";
}

std::filesystem::path place_of(App const& app, Handle member, std::string_view ending) {
    return folder_of(app) / (std::to_string(static_cast<std::uint64_t>(member)) + std::string{ending});
}

std::string text_of(std::filesystem::path const& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

struct Wish {
    Handle member{};
    std::string account;
};

std::optional<Handle> member_in(std::filesystem::path const& file) {
    auto const digits = file.stem().string();
    std::uint64_t number = 0;
    auto const end = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    bool const is_number = end.ec == std::errc{} && end.ptr == digits.data() + digits.size();
    return is_number ? std::optional{Handle{number}} : std::nullopt;
}

template <class Take>
void each_file(App const& app, std::string_view ending, Take&& take) {
    std::error_code none;
    for (auto const& entry : std::filesystem::directory_iterator{folder_of(app), none})
        if (entry.path().extension() == ending)
            if (auto const member = member_in(entry.path())) take(*member, entry.path());
}

void remove_all(App const& app, Handle member) {
    std::error_code ignored;
    for (auto const ending : {wanted_ending, made_ending, file_ending})
        std::filesystem::remove(place_of(app, member, ending), ignored);
}

void forget_old(App const& app) {
    std::vector<Handle> over;
    each_file(app, made_ending, [&](Handle member, std::filesystem::path const& file) {
        auto const made = from_rfc3339(text_of(file));
        if (!made || *made + copies_are_kept <= app.node.clock.now()) over.push_back(member);
    });
    for (auto const member : over) remove_all(app, member);
}

// On a worker. False: it was not made, and will not be.
bool make_copy(App const& app, Wish const& wish) {
    auto const& settings = app.node.settings;
    MemberCopy const from{
        app.node.store,
        settings.node.name,
        settings.node.data / "media",
        [&](std::string const& account, storage::AccountRecord const& record) {
            return mail::open_address(app.registry.secrets, account, record).value_or("");
        },
        app.node.clock.now()};
    try {
        ZipFile zip{place_of(app, wish.member, file_ending), NewFile::Taken::replaced};
        auto const copied = copy_member(from, wish.account, zip);
        if (!copied) return false;
        zip.keep();
        NewFile made{place_of(app, wish.member, made_ending), NewFile::Taken::replaced};
        made.write(to_rfc3339(from.now));
        made.keep();
        return true;
    } catch (std::exception const& problem) {  // also a record that cannot be read: other wishes wait behind this one
        log::error("a member's copy was not made", {{"detail", problem.what()}});
        return false;
    }
}

asio::awaitable<void> tell_ready(App const& app, Handle member) {
    auto const number = app.node.ids.next();
    storage::Store::Change<bool> change = [member, number, now = app.node.clock.now()](auto& tx, auto& tables) {
        notifications::Notice const notice{member, storage::News::copy_ready, Handle{0}, Handle{0}};
        return Result<bool>{notifications::tell(tx, tables, number, notice, now).has_value()};
    };
    auto const told = co_await app.node.store.write(std::move(change));
    if (told && *told) app.live.publish(LiveEvent{LiveKind::notification, Handle{0}, number, {member}});
}

asio::awaitable<void> grant(App const& app, Wish wish) {
    bool made = false;
    std::function<void()> work = [&] { made = make_copy(app, wish); };
    co_await app.node.workers.run(std::move(work));
    std::error_code ignored;
    std::filesystem::remove(place_of(app, wish.member, wanted_ending), ignored);
    if (!made) co_return;
    co_await tell_ready(app, wish.member);
}

}  // namespace

CopyState copy_of(App const& app, Handle member) {
    CopyState state;
    std::error_code none;
    state.wanted = std::filesystem::exists(place_of(app, member, wanted_ending), none);
    auto const made = from_rfc3339(text_of(place_of(app, member, made_ending)));
    auto const file = place_of(app, member, file_ending);
    auto const bytes = std::filesystem::file_size(file, none);
    if (made && !none && *made + copies_are_kept > app.node.clock.now()) state.made = MadeCopy{file, *made, bytes};
    return state;
}

Result<void> want_copy(App const& app, std::string const& account, Handle member) {
    try {
        NewFile wish{place_of(app, member, wanted_ending), NewFile::Taken::replaced};
        wish.write(account);
        wish.keep();
        return {};
    } catch (backup::Problem const& problem) {
        log::error("a member's wish for a copy was not noted", {{"detail", problem.what()}});
        return Refusal{Reason::unavailable, "the disk does not take it"};
    }
}

asio::awaitable<void> tend_copies(App const& app) {
    forget_old(app);
    std::vector<Wish> wishes;
    each_file(app, wanted_ending, [&](Handle member, std::filesystem::path const& file) {
        wishes.push_back({member, text_of(file)});
    });
    for (auto const& wish : wishes) co_await grant(app, wish);
}

}  // namespace collegium::server::exporting
