// Place: one of those who are inside at the same time, counted as long as it lives.
#pragma once

#include <atomic>

namespace collegium::server {

class Place {
public:
    explicit Place(std::atomic<unsigned>& inside) : inside_{inside}, number_{++inside} {}
    ~Place() { --inside_; }
    Place(Place const&) = delete;
    Place& operator=(Place const&) = delete;

    unsigned number() const noexcept { return number_; }  // 1 for whoever is alone

private:
    std::atomic<unsigned>& inside_;
    unsigned number_;
};

}  // namespace collegium::server
