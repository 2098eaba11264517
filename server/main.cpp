#include "server/commands/command_line.hpp"

int main(int argc, char** argv) {
    return collegium::server::commands::run(argc, argv);
}
