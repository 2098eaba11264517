// The written table of access (security W6): for each address who may come in. It is kept by hand, and compared with
// what the server does: whoever adds an address decides here, a second time, who may use it.
#pragma once

#include "server/http/message.hpp"

#include <span>
#include <string_view>

namespace collegium::tests {

using server::Method;

enum class Needs {
    nothing,
    signature,      // of another node, on the message itself
    registration,   // of a service outside, which proves itself by its token or its address
    form,           // made by a page of ours for this browser, by whomever
    member_page,    // a guest is led to the way in
    member_form,    // the same, and a form of ours
    operator_page,  // for others there is nothing
    operator_form,
    program,    // any token
    member,     // a member's token with the scope
    operator_,  // an operator's token with the scope
};

struct Access {
    Method method;
    std::string_view pattern;
    Needs needs;
    std::string_view scope = "";
};

std::span<Access const> access_table() noexcept;

// A part of it: consent of pupils, and what their councils say.
std::span<Access const> access_for_pupils() noexcept;

// Where members choose the language of the pages.
std::span<Access const> access_for_languages() noexcept;

// Another: adoptions, tools for measuring, and projects.
std::span<Access const> access_for_projects() noexcept;

// Another: moderation, safeguarding and the audit log.
std::span<Access const> access_for_moderation() noexcept;

// And: events, signposts, feeds, and what is counted for people to look at.
std::span<Access const> access_for_events() noexcept;

// And: watching over a node.
std::span<Access const> access_for_operations() noexcept;

// And: programs that act for members.
std::span<Access const> access_for_programs() noexcept;

// And: live streams.
std::span<Access const> access_for_streaming() noexcept;

// And: writing.
std::span<Access const> access_for_writing() noexcept;

}  // namespace collegium::tests
