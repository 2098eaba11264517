// Alarms: operators are told by mail, and in the log, when a check of this node's health changes, once for each change,
// and once more when it is good again; of reports that wait all are told who look into them. What they were told is
// kept in the store, so a restart tells nothing twice.
#pragma once

#include "server/app.hpp"
#include "server/health/checks.hpp"

#include <map>
#include <string>
#include <vector>

namespace collegium::server::operations {

// A check that changed. A state of good: it is over.
using News = std::vector<health::Check>;

// told: what operators know, by the name of the check; what is not in it is good. A state of unknown is no news, in
// neither direction.
News news_of(std::map<std::string, health::State> const& told, std::vector<health::Check> const& checks);

// Keeps from being told what flickers: passes on only checks whose state was the same at the look before.
class Settling {
public:
    std::vector<health::Check> settled(std::vector<health::Check> checks);

    // Leaves out what is in the log already, for news that could not be noted in the store and so come again.
    News not_logged(News news);
    void noted() { logged_.clear(); }  // the store knows it from now on

private:
    std::map<std::string, health::State> last_, logged_;
};

// A line in the log for each that changed, and a mail with all of them to each reader with an address, also when the
// disk is full but for its reserve. Returns how much changed, 0 if that could not be noted: then only the log tells it.
// Partners whose node shows another key than before are news of their own, which never are over.
boost::asio::awaitable<std::size_t> tell_operators(
    App const& app, Settling& settling, std::vector<health::Check> checks
);

// A round: looks, lets settle, tells.
boost::asio::awaitable<void> tend_alarms(App const& app, Settling& settling);

}  // namespace collegium::server::operations
