# Writes a source file that holds other files as literals: cmake -DOUTPUT=... -DFILES=a;b -P embed.cmake
set(entries "")
foreach(file IN LISTS FILES)
    get_filename_component(name "${file}" NAME)
    if(name MATCHES "[.](png|mo)$")
        file(READ "${file}" digits HEX)
        string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${digits}")
        string(APPEND entries "    {\"${name}\", \"${bytes}\"sv},\n")
    else()
        file(READ "${file}" text)
        if(name MATCHES "[.]css$")  # without what is for those who write it: every reader waits for its bytes
            string(REGEX REPLACE "/[*]([^*]|[*]+[^*/])*[*]+/" "" text "${text}")
            string(REGEX REPLACE "[ \n]*([{};])[ \n]*" "\\1" text "${text}")
            string(REGEX REPLACE "([:,])[ \n]+" "\\1" text "${text}")
            string(REPLACE ";}" "}" text "${text}")
        endif()
        string(APPEND entries "    {\"${name}\", R\"embedded(${text})embedded\"},\n")
    endif()
endforeach()
file(WRITE "${OUTPUT}" "// Made by server/embed.cmake: change the files, not this.
#include \"server/embedded.hpp\"

#include <algorithm>

namespace collegium::server {

using namespace std::string_view_literals;

namespace {

constexpr EmbeddedFile files[] = {
${entries}};

}  // namespace

std::span<EmbeddedFile const> embedded_files() noexcept { return files; }

std::string_view embedded_file(std::string_view name) noexcept {
    auto const found = std::ranges::find(files, name, &EmbeddedFile::name);
    return found == std::end(files) ? std::string_view{} : found->text;
}

}  // namespace collegium::server
")
