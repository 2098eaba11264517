// NodeTrial: one school with partners who write to it, over plain HTTP, and a store that each trial begins anew with.
#pragma once

#include "tests/faults/faulty_node.hpp"
#include "tests/faults/kept.hpp"
#include "tests/faults/table.hpp"

namespace collegium::faults {

struct Shims {
    fs::path recorder, memory, clock;
};

class NodeTrial {
public:
    explicit NodeTrial(std::string const& name);

    School& school() { return school_; }
    journeys::Neighbourhood& neighbourhood() { return neighbourhood_; }
    Door door() const { return {school_.port(), school_.domain(), false}; }
    fs::path data() const { return school_.settings_file().parent_path() / "data"; }

    // Composed and signed now: they are good for some minutes only.
    std::vector<Mail> mails(std::size_t count) const;

    void begin_again() { school_.bring_back(); }

    std::string last_words() const;  // the end of what the node wrote on standard error

    // Adds to the row what `collegium scrub` finds, if anything. The node must not serve.
    void scrub(Row& row, std::string const& when) const;

private:
    journeys::Neighbourhood neighbourhood_;
    bench::Senders senders_;
    School school_;
};

}  // namespace collegium::faults
