// Fresh keys: those of an actor that is about to be made.
#pragma once

#include "federation/signing/keyring.hpp"
#include "federation/workers.hpp"

namespace collegium::federation {

// Makes them on the workers, since finding the primes of an RSA key is slow.
boost::asio::awaitable<ActorKeys> fresh_keys(Workers& workers);

}  // namespace collegium::federation
