// KeyTurns: one message at a time asks for a key. What else needs the same key waits for that answer: a burst from
// somebody new asks once and is not refused.
#pragma once

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <string>

namespace collegium::federation {

class KeyTurns {
    struct Inside;

public:
    static constexpr std::size_t most_waiting = 64;  // for one key: they are held in memory

    // Whoever has it asks for the key. When it ends, all who wait for that key go on.
    class Turn {
    public:
        Turn(std::shared_ptr<Inside> inside, std::string key_id);
        Turn(Turn&&) noexcept = default;
        Turn& operator=(Turn&&) = delete;
        ~Turn();

    private:
        std::shared_ptr<Inside> inside_;
        std::string key_id_;
    };

    KeyTurns();

    // Nothing while somebody else has the turn of this key. From any thread.
    std::optional<Turn> take(std::string const& key_id);

    // Until nobody has the turn of this key. False at once, without waiting, if too many wait already. From any thread.
    boost::asio::awaitable<bool> wait(std::string key_id);

private:
    std::shared_ptr<Inside> inside_;
};

}  // namespace collegium::federation
