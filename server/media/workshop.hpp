// Workshop: where pictures are made, a few at a time, on threads of its own: sign-ins do not wait behind photographs.
#pragma once

#include "server/media/body_places.hpp"
#include "server/media/picture_files.hpp"
#include "server/media/preparation.hpp"
#include "server/throttle.hpp"
#include "server/worker_pool.hpp"
#include "storage/client_records.hpp"

#include <atomic>
#include <stop_token>

namespace collegium::server::media {

struct WorkshopOptions {
    std::filesystem::path folder;
    std::uintmax_t most_bytes = UINTMAX_MAX;  // of all pictures
    Worker worker;
    unsigned at_once = 1;                                    // one for each core is enough
    unsigned waiting = 16;                                   // more are turned away; each holds a whole file in memory
    std::chrono::milliseconds answer_after{2'000};           // callers are told by then that it takes longer
    std::chrono::milliseconds answer_at_last_after{20'000};  // and so are those who do not ask again
};

class Workshop {
public:
    explicit Workshop(WorkshopOptions options);
    ~Workshop();
    Workshop(Workshop const&) = delete;
    Workshop& operator=(Workshop const&) = delete;

    // Decodes, encodes anew, and keeps both files. The record has everything that is known of the picture itself;
    // nothing is in a table yet. Refuses as prepare() does, unavailable also when too many wait.
    boost::asio::awaitable<Result<storage::MediaRecord>> make(std::string bytes, storage::LocalId number);

    // False if the member brought 60 pictures within ten minutes; counts this one.
    bool allows(storage::Handle member, Instant now);

    PictureFiles const& files() const noexcept { return files_; }
    BodyPlaces& body_places() noexcept { return body_places_; }
    std::chrono::milliseconds answer_after() const noexcept { return options_.answer_after; }
    std::chrono::milliseconds answer_at_last_after() const noexcept { return options_.answer_at_last_after; }

    // Gives up what runs. Nobody may wait for it any more but those who are about to be destroyed.
    void stop();

private:
    Result<storage::MediaRecord> make_now(std::string_view bytes, storage::LocalId number) const;

    WorkshopOptions options_;
    PictureFiles files_;
    BodyPlaces body_places_;
    Throttle brought_{60, std::chrono::minutes{10}};
    std::atomic<unsigned> inside_ = 0;
    std::stop_source stop_;
    WorkerPool pool_;
};

}  // namespace collegium::server::media
