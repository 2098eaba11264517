// What is sought at many hosts is sought in turns.
#include "federation/fetching/wanted.hpp"
#include "tests/federation/peer.hpp"
#include "tests/printing.hpp"

using namespace collegium;
using namespace collegium::tests;
using namespace std::chrono_literals;

namespace {

boost::asio::awaitable<int> seek(School& school, std::string const& thing) {
    co_await federation::wanted::seek(school.node, Iri::parse(thing).value());
    co_return 0;
}

}  // namespace

TEST_CASE("a host that takes its time over everything does not keep those waiting who are sought elsewhere") {
    std::vector<std::string> asked;
    Village village{{"north.test"}};
    auto& north = village["north.test"];
    for (auto const& [host, time] : {std::pair{"slow.test", 40s}, std::pair{"quick.test", 0s}}) {
        north.partner_with(host);
        village.scripted[host] = [&asked, &village, host = std::string{host}, time = time](auto const& request) {
            if (request.target.starts_with("/post/")) {
                asked.push_back(host + request.target);
                village.clock.pass(time);
            }
            return status(404);
        };
    }
    for (std::string const thing : {"slow.test/post/1", "slow.test/post/2", "quick.test/post/3"})
        village.run(seek(north, "https://" + thing));

    // The village is not quiet between two rounds, so it cannot be waited for: nothing is sought at home, in one write.
    for (int rounds = 0; rounds < 200 && asked.size() < 3; ++rounds) {
        village.pass(1min);
        village.run(seek(north, "https://north.test/post/0"));
    }

    CHECK(asked == std::vector<std::string>{"slow.test/post/1", "quick.test/post/3", "slow.test/post/2"});
}
