// Papers: what the law asks a school to have in writing about a system with personal data, drafted from the facts of
// its node (needs O5).
#pragma once

#include "server/papers/facts.hpp"
#include "server/papers/paper.hpp"

#include <filesystem>

namespace collegium::server::papers {

File impact_assessment(Facts const& facts);     // GDPR, article 35
File record_of_processing(Facts const& facts);  // GDPR, article 30
File notice_for_adults(Facts const& facts);     // GDPR, articles 13 and 14
File notice_for_children(Facts const& facts);   // the same in plain words and short sentences

// The four of them, index.html, which lists them and what is still to be filled in, and data.json, for programs.
std::vector<File> all_papers(Facts const& facts);

// Writes them into the folder, which is made if it is not there, and nowhere else. All of them or none: throws
// backup::Problem with the remedy if a file of one of these names is there already, or if the disk does not take it.
void write_papers(std::filesystem::path const& folder, std::vector<File> const& files);

}  // namespace collegium::server::papers
