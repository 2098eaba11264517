// School: a node of a neighbourhood. A real process, and a look into what it has stored.
#pragma once

#include "federation/timeline.hpp"
#include "storage/names.hpp"
#include "tests/journeys/neighbourhood.hpp"
#include "tests/journeys/process.hpp"

#include <memory>
#include <optional>
#include <ostream>

namespace collegium::journeys {

namespace timeline = federation::timeline;

constexpr std::size_t map_size = std::size_t{1} << 30;  // as the settings say: map_gib = 1
constexpr char const* password = "only for the journeys";

// How much a store holds.
struct Counts {
    std::uint64_t log = 0;
    std::uint64_t objects = 0;
    std::uint64_t accepted = 0;
    std::uint64_t followers = 0;
    std::uint64_t following = 0;
    std::uint64_t deliveries = 0;  // still to be made
    std::uint64_t receipts = 0;
    std::uint64_t wanted = 0;  // missing, and searched for
    bool operator==(Counts const&) const = default;
    friend std::ostream& operator<<(std::ostream& out, Counts const& counts);
};

class School {
public:
    // Sets the node up, with "<name>.localhost" for its domain.
    School(Neighbourhood& neighbourhood, std::string const& name);

    std::string const& domain() const { return domain_; }
    std::uint16_t port() const { return port_; }
    std::string origin() const { return "https://" + domain_; }
    std::filesystem::path settings_file() const { return folder_ / "collegium.toml"; }

    void add_partner(std::string const& domain) const;
    void add_person(std::string const& name, std::string const& display_name) const;
    void add_community(std::string const& name, std::string const& display_name, std::string const& facilitator) const;

    // The program, with this node's settings.
    Command command(Command const& words) const;

    // From the next start on, the node finds the others at these ports of this computer, and nobody else.
    void see(Neighbourhood::Hosts const& hosts);

    void launch();       // without waiting
    void await_ready();  // throws with what the node said if it ended instead
    void serve();
    void kill();  // at once, with no time for anything
    int stop();   // in order; the exit status
    bool is_serving() const { return process_ != nullptr; }

    // What the node wrote on standard error, all its starts together.
    std::string log() const;

    // Keeps the store as it is now under this name, and brings it back. The node must not serve.
    void keep(std::string const& name = "kept") const;
    void bring_back(std::string const& name = "kept") const;

    // question(ReadTx const&, Tables const&) of this moment's store, whether the node serves or not.
    template <class Question>
    auto look(Question&& question) const {
        return opened().read(std::forward<Question>(question));
    }

    // Changes the store, as a command of another process would.
    Result<storage::Nothing> change(storage::Store::Change<storage::Nothing> const& how) const {
        return opened().write_now(how);
    }

    Counts counts() const;
    bool views_agree_with_log() const;  // they would be the same if they were made again
    std::optional<timeline::Thread> thread(std::string const& question) const;

private:
    storage::Store& opened() const;

    std::string domain_;
    std::uint16_t port_;
    std::filesystem::path folder_;
    std::filesystem::path network_;
    std::unique_ptr<Process> process_;
    // LMDB forbids to open a store twice in one process, and to touch its files otherwise while it is open.
    mutable std::unique_ptr<storage::Store> opened_;
};

// True once nobody has anything left to deliver or to search for. Looked at twice, since what leaves one node while we
// look at another is on neither list.
bool are_quiet(std::vector<School const*> const& schools);

}  // namespace collegium::journeys
