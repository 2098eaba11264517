// Exchange: what operators decide about all partners at once, and what went to one of them.
#pragma once

#include "server/pages/lookups.hpp"

namespace collegium::server::pages {

// The list of partners, with what was wrong with what was sent from it.
struct PartnersPage {
    std::string problem;          // with the partner to ask
    std::string holiday_problem;  // with the holiday
};
Response partners_page(App const& app, Call const& call, PartnersPage const& shown, unsigned status);

// On that page: the switch for all exchange, and the holiday as it is announced or as it was just typed.
void show_exchange(App const& app, Call const& call, Values& values, std::string_view holiday_problem);

// Messages of ours for one partner on one day. Waiting: entered on that day, and not delivered yet.
struct DayOfDeliveries {
    std::uint64_t day = 0;  // since 1970-01-01
    std::uint64_t sent = 0, waiting = 0, refused = 0;
};

// The last two weeks, oldest first. Counted on a worker.
boost::asio::awaitable<std::vector<DayOfDeliveries>> deliveries_to(App const& app, std::string host);

// At DELIVERIES: a line over the days, and their table.
void show_deliveries(Values& values, std::vector<DayOfDeliveries> const& days);

}  // namespace collegium::server::pages
