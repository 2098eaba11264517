// Who somebody asks for: the resource of WebFinger, and what others answer. The first line is the resource, the rest an
// answer.
#include "federation/fetching/webfinger.hpp"

#include "storage/names.hpp"
#include "tests/files.hpp"
#include "tests/fuzz/target.hpp"

namespace collegium::fuzz {

namespace {

namespace webfinger = federation::webfinger;

// One person and one community.
struct Directory {
    Directory() {
        storage::Store::Change<storage::Nothing> const change = [](storage::WriteTx& tx, storage::Tables& tables) {
            for (std::string const name : {"ada", "club"}) {
                storage::ActorRecord record;
                record.local = true;
                record.username = name;
                auto const handle = storage::intern(tx, tables, "https://north.example/u/" + name);
                tables.actors.put(tx, handle, record);
                tables.local_names.put(tx, name, handle);
            }
            return Result<storage::Nothing>{storage::Nothing{}};
        };
        require(store.write_now(change).has_value(), "a node can be made");
    }

    tests::TempDir folder;
    storage::Store store{{folder.path(), std::size_t{64} << 20, false}};
};

void read_webfinger(std::string_view input) {
    static Directory const directory;
    auto rest = input;
    auto const resource = take_line(rest);
    auto const address = webfinger::parse_handle(resource);
    if (address) {
        require(webfinger::is_name(address->name), "a name is one");
        require(webfinger::question_for(*address).has_value(), "who has an address can be asked for");
        auto const again = webfinger::parse_handle(address->name + "@" + address->host);
        require(again && again->name == address->name && again->host == address->host, "an address is read again");
    }
    auto const answer = directory.store.read([&](auto const& tx, auto const& tables) {
        return webfinger::answer(tx, tables, "north.example", resource);
    });
    if (answer) require(federation::Json::read_object(*answer).has_value(), "an answer is JSON");

    auto const json = federation::Json::read_object(std::string{rest});
    if (!json) return;
    if (auto const link = webfinger::self_link(json->root())) require(!link->host().empty(), "a link leads somewhere");
    if (address) static_cast<void>(webfinger::check_subject(json->root(), *address));
}

Registered const webfinger_target{{"webfinger", read_webfinger}};

}  // namespace

}  // namespace collegium::fuzz
