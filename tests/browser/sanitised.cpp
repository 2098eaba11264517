// Sanitises what comes in: texts with a NUL behind each, and the same of what becomes of them. For tripwire.mjs.
#include "federation/content/sanitise.hpp"

#include <iostream>
#include <string>

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string text; std::getline(std::cin, text, '\0');)
        std::cout << collegium::federation::content::sanitise(text) << '\0';
    return std::cin.eof() && std::cout.flush() ? 0 : 1;
}
