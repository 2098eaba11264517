#include "tests/server/writing_test.cpp"
#include "tests/server/access_table.cpp"
#include "tests/server/access_table_writing.cpp"
#include "tests/server/front.cpp"
