// Typesetter: TeX becomes MathML, in a confined process for each formula, and is kept.
#pragma once

#include "server/http/message.hpp"
#include "server/worker_pool.hpp"

#include <atomic>
#include <chrono>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace collegium::server::formulas {

struct TypesetterOptions {
    std::vector<std::string> command;                   // confines itself, and becomes the converter
    std::chrono::milliseconds patience{2'000};          // for one formula
    std::chrono::milliseconds patience_of_page{1'500};  // then no other is begun; the page shows the TeX of the rest
    std::size_t most_kept = std::size_t{8} << 20;       // bytes of formulas and their MathML
    std::size_t most_new = 64;                          // formulas of one page that were not known
    unsigned at_once = 2;                               // threads
    unsigned waiting = 16;                              // pages; more are answered with their TeX
};

// The program beside this one, and the converter of the package blahtexml.
TypesetterOptions options_beside_us();

class Typesetter {
public:
    explicit Typesetter(TypesetterOptions options);
    ~Typesetter();
    Typesetter(Typesetter const&) = delete;
    Typesetter& operator=(Typesetter const&) = delete;

    // What is answered, with the marked formulas of a page set as far as there is time; any other answer as it is. What
    // is not known yet is set on threads of its own: neither a shard nor a sign-in waits for it. Never an error: what
    // cannot be set stays TeX.
    boost::asio::awaitable<Response> finish(boost::asio::awaitable<Response> answer);

    // One formula with its dollar signs, on the calling thread. Nothing if it cannot be set.
    std::optional<std::string> set(std::string const& formula);

    // Gives up what runs, as Workshop::stop does.
    void stop();

private:
    struct Entry {
        std::string formula;
        std::string math;  // "" if it cannot be set, or could not lately
        std::chrono::steady_clock::time_point kept;
    };

    std::optional<std::string> known(std::string const& formula);
    void keep(std::string const& formula, std::string math);
    static std::size_t cost(Entry const& entry) noexcept;
    void drop(std::list<Entry>::iterator entry);
    std::vector<std::string> unknown_of(std::vector<std::string> const& formulas);
    void set_all(std::vector<std::string> const& formulas);
    void tell_once(std::string_view problem);

    TypesetterOptions options_;
    std::mutex mutex_;                                                   // guards the next three
    std::list<Entry> entries_;                                           // what was asked for last stands first
    std::map<std::string_view, std::list<Entry>::iterator> by_formula_;  // names are those in entries_
    std::size_t kept_ = 0;                                               // bytes
    std::atomic<bool> told_ = false;
    std::atomic<unsigned> inside_ = 0;
    std::stop_source stop_;
    WorkerPool pool_;
};

}  // namespace collegium::server::formulas
