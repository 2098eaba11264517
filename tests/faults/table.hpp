// Table: what was tried, how many times, and what was lost. Each driver adds rows to the file of a whole run.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace collegium::faults {

inline constexpr char const* table_name = "COLLEGIUM_FAULTS_TABLE";  // the file, in the environment

struct Row {
    std::string what;
    std::uint64_t tried = 0;
    std::uint64_t lost = 0;
    std::string words;                    // what else happened
    std::vector<std::string> complaints;  // of what was lost, a few

    void lose(std::string complaint) {
        constexpr std::size_t most = 10;
        ++lost;
        if (complaints.size() < most) complaints.push_back(std::move(complaint));
    }
};

// False if anything was lost, or nothing was tried.
inline bool report(Row row) {
    if (row.tried == 0) row.lose("nothing was tried");
    for (auto const& complaint : row.complaints) std::cerr << "lost: " << row.what << ": " << complaint << '\n';
    auto const line =
        row.what + '\t' + std::to_string(row.tried) + '\t' + std::to_string(row.lost) + '\t' + row.words + '\n';
    std::cout << line << std::flush;
    if (char const* const file = std::getenv(table_name)) std::ofstream{file, std::ios::app} << line;
    return row.lost == 0;
}

}  // namespace collegium::faults
