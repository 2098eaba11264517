// Senders: people at partner nodes whose keys we hold, and whose documents the measured node can fetch.
#pragma once

#include "federation/messages/compose.hpp"
#include "tests/journeys/tls_host.hpp"

#include <memory>
#include <vector>

namespace collegium::journeys {
class School;
}

namespace collegium::bench {

class Senders {
public:
    // So many people, dealt out over so many hosts.
    Senders(journeys::Neighbourhood& neighbourhood, std::size_t count, std::size_t hosts = 4);

    std::size_t size() const noexcept { return authors_.size(); }

    // Counts round: there is somebody for every number.
    federation::Author const& operator[](std::size_t number) const { return authors_[number % authors_.size()]; }
    std::string const& domain_of(std::size_t number) const;

    void become_partners_of(journeys::School const& school) const;
    std::vector<std::string> domains() const;
    unsigned connections() const;  // that the measured node has made to their hosts

private:
    std::vector<std::unique_ptr<journeys::TlsHost>> hosts_;
    std::vector<federation::Author> authors_;
};

}  // namespace collegium::bench
