# Writes a source file that holds other files as literals, and what every page needs in its short form as well:
# cmake -DOUTPUT=... -DFILES=a;b -DBROTLI=/path/of/the/program -P embed.cmake
function(bytes_of file into)
    file(READ "${file}" digits HEX)
    string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${digits}")
    set(${into} "${bytes}" PARENT_SCOPE)
endfunction()

set(entries "")
foreach(file IN LISTS FILES)
    get_filename_component(name "${file}" NAME)
    if(name MATCHES "[.](png|mo)$")
        bytes_of("${file}" bytes)
        string(APPEND entries "    {\"${name}\", \"${bytes}\"sv, {}},\n")
    else()
        file(READ "${file}" text)
        if(name MATCHES "[.]css$")  # without what is for those who write it: every reader waits for its bytes
            string(REGEX REPLACE "/[*]([^*]|[*]+[^*/])*[*]+/" "" text "${text}")
            string(REGEX REPLACE "[ \n]*([{};])[ \n]*" "\\1" text "${text}")
            string(REGEX REPLACE "([:,])[ \n]+" "\\1" text "${text}")
            string(REGEX REPLACE "[ ]*([>~])[ ]*" "\\1" text "${text}")
            string(REPLACE ";}" "}" text "${text}")
            string(STRIP "${text}" text)
        endif()
        set(short "")
        if(name MATCHES "[.](css|js)$")
            file(WRITE "${OUTPUT}.long" "${text}")
            execute_process(
                COMMAND "${BROTLI}" --quality=11 --force "--output=${OUTPUT}.short" "${OUTPUT}.long"
                COMMAND_ERROR_IS_FATAL ANY)
            bytes_of("${OUTPUT}.short" short)
        endif()
        string(APPEND entries "    {\"${name}\", R\"embedded(${text})embedded\", \"${short}\"sv},\n")
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

EmbeddedFile const* find_embedded(std::string_view name) noexcept {
    auto const found = std::ranges::find(files, name, &EmbeddedFile::name);
    return found == std::end(files) ? nullptr : &*found;
}

std::string_view embedded_file(std::string_view name) noexcept {
    auto const* const found = find_embedded(name);
    return found == nullptr ? std::string_view{} : found->text;
}

}  // namespace collegium::server
")
