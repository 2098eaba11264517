#include "tests/server/writing_pictures_test.cpp"
#include "tests/server/policy_test.cpp"
