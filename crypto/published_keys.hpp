// Keys whose private halves stand in standards and in others' sources: everybody can sign with them, so nobody may.
#pragma once

#include "crypto/keys.hpp"

namespace collegium::crypto {

bool is_published(PublicKey const& key);

}  // namespace collegium::crypto
