// Loaded before the program, this says that an old libsodium is installed: a version with which no node may serve.
extern "C" char const* sodium_version_string() {
    return "1.0.17";
}
