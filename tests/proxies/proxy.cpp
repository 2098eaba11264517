#include "tests/proxies/proxy.hpp"

#include "tests/http/sockets.hpp"
#include "tests/journeys/ports.hpp"

#include <fstream>
#include <stdexcept>

namespace collegium::proxies {

using namespace std::chrono_literals;

namespace {

// What is in an example must be found there: an example that changed is looked at again here.
std::string changed(std::string text, std::string const& from, std::string const& into) {
    auto const at = text.find(from);
    if (at == text.npos) throw std::runtime_error{"the example has no " + from};
    return text.replace(at, from.size(), into);
}

// Without what stands from one word to the end of the line of another one.
std::string without(std::string text, std::string const& from, std::string const& to) {
    auto const begin = text.find(from);
    auto const last = text.find(to, begin == text.npos ? 0 : begin);
    if (begin == text.npos || last == text.npos) throw std::runtime_error{"the example has no " + from};
    return text.erase(begin, text.find('\n', last) + 1 - begin);
}

std::string example(std::string const& file) {
    return tests::read_file(tests::source_file("deploy/proxy/" + file));
}

std::string at(std::uint16_t port) {
    return "127.0.0.1:" + std::to_string(port);
}

std::string nginx_settings(std::string const& folder, std::uint16_t port, std::uint16_t node_port) {
    auto site = example("nginx.conf");
    site = changed(site, "listen 443 ssl http2;", "listen " + at(port) + ";");
    site = without(site, "    listen [::]:443", "443 ssl");
    site = without(site, "    ssl_certificate ", "ssl_session_tickets");
    site = changed(site, "http://127.0.0.1:8443", "http://" + at(node_port));
    site = site.substr(0, site.find("server {\n    listen 80"));
    std::string paths;
    for (std::string const each : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        paths += each + "_temp_path " + folder + "/" + each + ";\n";
    return "pid " + folder + "/pid;\nerror_log stderr;\ndaemon off;\nmaster_process off;\nevents {}\nhttp {\n" + paths +
           "access_log off;\nclient_header_timeout 1s;\nclient_body_timeout 1s;\nkeepalive_timeout 1s;\n" + site +
           "}\n";
}

std::string haproxy_settings(std::uint16_t port, std::uint16_t node_port) {
    auto all = example("haproxy.cfg");
    all = without(all, "    user haproxy", "chroot");    // those of whoever runs the tests
    all = changed(all, "maxconn 10000", "maxconn 100");  // it would want as many open files
    all = changed(all, "bind :::80 v4v6", "bind " + at(port));
    all = without(all, "    bind :::443", "v4v6 ssl");
    all = without(all, "    http-request redirect", "redirect scheme");
    all = changed(all, "timeout client 30s", "timeout client 1s");
    all = changed(all, "timeout http-request 10s", "timeout http-request 1s");
    all = changed(all, "timeout http-keep-alive 60s", "timeout http-keep-alive 1s");
    return changed(all, "127.0.0.1:8443", at(node_port));
}

std::string caddy_settings(std::uint16_t port, std::uint16_t node_port) {
    auto site = example("Caddyfile");
    site = changed(site, "school.example {", "http://:" + std::to_string(port) + " {\n\tbind 127.0.0.1");
    site = changed(site, "127.0.0.1:8443", at(node_port));
    return "{\n\tadmin off\n\tservers {\n\t\ttimeouts {\n\t\t\tread_header 1s\n\t\t\tread_body 1s\n\t\t\tidle "
           "1s\n\t\t}\n\t}\n}\n" +
           site;
}

struct Start {
    std::string settings;
    journeys::Command command;  // the file of settings comes behind it
};

Start start(Kind kind, std::string const& folder, std::uint16_t port, std::uint16_t node_port) {
    switch (kind) {
        case Kind::nginx:
            return {nginx_settings(folder, port, node_port), {"/usr/sbin/nginx", "-p", folder, "-e", "stderr", "-c"}};
        case Kind::haproxy: return {haproxy_settings(port, node_port), {"/usr/sbin/haproxy", "-db", "-f"}};
        case Kind::caddy: break;
    }
    auto const home = "XDG_DATA_HOME=" + folder;
    return {
        caddy_settings(port, node_port),
        {"env", home, "XDG_CONFIG_HOME=" + folder, "caddy", "run", "--adapter", "caddyfile", "--config"}};
}

bool is_open(std::uint16_t port) {
    try {
        tests::Socket const client{tests::Socket::connect(port)};
        return true;
    } catch (std::runtime_error const&) {
        return false;
    }
}

}  // namespace

std::string name(Kind kind) {
    switch (kind) {
        case Kind::nginx: return "nginx";
        case Kind::haproxy: return "HAProxy";
        case Kind::caddy: break;
    }
    return "Caddy";
}

Proxy::Proxy(Kind kind, std::uint16_t node_port) : port_{journeys::free_port()} {
    auto const settings = folder_.path() / "settings";
    auto const errors = folder_.path() / "errors";
    auto way = start(kind, folder_.path().string(), port_, node_port);
    std::ofstream{settings} << way.settings;
    way.command.push_back(settings.string());
    process_.emplace(way.command, journeys::Files{.errors = errors});
    bool const serves = journeys::until(10s, [&] { return !process_->running() || is_open(port_); });
    if (!serves || !process_->running())
        throw std::runtime_error{name(kind) + " does not start: " + tests::read_file(errors)};
}

}  // namespace collegium::proxies
