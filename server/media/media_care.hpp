// Media care: what a serving node does for its pictures by itself. It lets go what nobody needs any more.
#pragma once

#include "server/app.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace collegium::server::media {

// Removes records and files of pictures that are part of nothing a day after they were brought, and of those whose
// thing was deleted by its author. At most 500 in one go; true if there may be more.
boost::asio::awaitable<bool> remove_unneeded(App const& app);

class MediaCare {
public:
    explicit MediaCare(boost::asio::any_io_executor executor);
    ~MediaCare();

    void start(App const& app);  // every hour
    void stop();

private:
    struct Inside;
    std::shared_ptr<Inside> inside_;
};

}  // namespace collegium::server::media
