// Asio's TLS and Beast, compiled once: the other sources see declarations only. (Asio itself: storage/asio_src.cpp.)
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
