// Whose files they are: an operator who is root works as the user of the node, so that nothing comes to belong to root
// that the serving node has to write.
#pragma once

#include <filesystem>

namespace collegium::server::commands {

// If this process is root's and the folder belongs to somebody else, it becomes theirs, for good. A folder that is not
// there changes nothing. Throws std::system_error if the system does not allow it.
void become_owner_of(std::filesystem::path const& folder);

}  // namespace collegium::server::commands
