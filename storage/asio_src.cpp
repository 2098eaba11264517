// Asio's compiled half, once for the whole program: storage is the lowest room that uses it.
#include <boost/asio/impl/src.hpp>
