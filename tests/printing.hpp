// How doctest prints our types when a check fails. Include it instead of <doctest/doctest.h>.
#pragma once

#include "config/result.hpp"

#include <doctest/doctest.h>

#include <string>

template <class T>
struct doctest::StringMaker<collegium::Result<T>> {
    static String convert(collegium::Result<T> const& result) {
        if (result) return "ok";
        auto const refusal = result.error();
        std::string text{"refused: "};
        text += collegium::meaning_of(refusal.reason()).name;
        text += ", ";
        text += refusal.detail();
        return text.c_str();
    }
};

template <>
struct doctest::StringMaker<collegium::Reason> {
    static String convert(collegium::Reason reason) { return std::string{collegium::meaning_of(reason).name}.c_str(); }
};
