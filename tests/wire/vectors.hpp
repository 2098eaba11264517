// The signatures of the wire contract's vectors (1.7).
#pragma once

#include <string>

namespace collegium::tests::vectors {

inline std::string const v1 =
    "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";
inline std::string const v2 =
    "V74E3WCdqyw/QVaDVjnU3TAySsJURA0o1YbyhWdwIkk2py8HxX4igUBOpizNiHfKhLhmOG1cuxf7LdANigXHAQ==";
inline std::string const v2_base =
    "\"@method\": POST\n"
    "\"@target-uri\": https://peer.example/inbox\n"
    "\"content-digest\": sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:\n"
    "\"@signature-params\": (\"@method\" \"@target-uri\" \"content-digest\");created=1735689600;"
    "keyid=\"https://node.example/u/alice#ed25519-key\"";
inline std::string const v3 =
    "BpZhHNqzd6d6jhWOxyJ0jXwWWxiKMNK7i3mrr/5mVFnH7fUpicwqw8cSYVrcwWjt0I07HW7rZFUfIdSgCoOEdvxtrccF/hTrwYgm8O6SQRHl1UfF"
    "tDR6e9EpfPieVmTjo0QVfyzLLa41rmnz/yFqqer/v0kcdED51/dGe8NCGPBbhgK6C4oh7r+XHsQZMIhh38BcfZVWNYaMqgyhFxu2f34IKnOEk6Nj"
    "SaNtO+PzQUhbksTvH0Vvi6R0dtQINJFdONVBl4AwDC1INeF5uhQo/SaKHfP3UitUHdM5Pbn+LhZYDB9AaQAW5ZGD43Aw15ecwsnKi4HcjV8nBw4z"
    "ehlvaQ==";
inline std::string const v4 =
    "c2BCiWpFGR9iyB6IN3h3Mat2gwyQ2jkqoZI6D2e0SUIy8I+mqDRCgfopZx/X9wSRHpWxZY33TTfExpv25tgPL5nrIWhvbGbGo1jAmCzrb3U0qx/c"
    "O3QMqQ0rSJxE92Dszmajah2sS1aOjuKiaeFAXGtNLz+L85FYVSK7cWHAJBijIKCHrFbkGuiaH1DYpob5+Rw1g4vos9oAArns84IZRkrWMPpm+jvb"
    "c5cw7PGTva6VJDF02+kD2+CBoGwD7Lt6KmtuW5afBTmT21n6f2DMk8bTf775F+93vonsVCAIxodC9NWMmtvl1iRX4aYX3oWX5Avkm60sXRG97nEB"
    "FaQguA==";
inline std::string const v5 =
    "xqqadZ/NevmQYre/cu0aWSgTiTFreB9pNBtXoeF1F5Vb5xHXWuZSu2KEBmOqIqwsE6o7sxZyayzeeji7+C8ZlKsiuKnI3oKcmHlTxGp+WVmEaOPq"
    "nK2oL7k2DL1zYqYntQ1xnNb40ug5jsmlO/ZJYsvnepvJ/+kdpka8hrnNa/tvNnPRfzAKexUdvry0di2RMmtRZInh/8ZfrGzaGCcOJr67/lrZVIFa"
    "M7hCKHqOX0OKZin0aykZSWjoiDS1xqiO0nqSoy3GBMlXwQL+PRKcbbuzcbR189uEtwfDJcmSBGv0SihtDeZ4vu0Lp1bPDVWuG6g9NUuTOIBbglPL"
    "M8qDRA==";
inline std::string const v6 =
    "HaHSoU7Rb++U2sjg6aC3dMbD1HBb/aSl72IDD81My2DDtA0T9LognKtKbjLtaurwp01H5TyDQJfE9WaPDDG02yJ91KyU291cPR4JBu4eVUOUd0m9"
    "+cWHqeFR/IHB0bJsxP8PZE/C6DEdeu3a+XbI1KHrkrCoX3grSwqgKWv9VlxXXcFVuYALUpRiRFy6YRFlAXqg460Jqat0QhKXqQ8o8tEos/D18I6y"
    "frR9kQnEP5vsdzY2BHkatS3DjT2rb5/s6jQi28HLzThkuT4HgspalXuHtBB21WbeibCVbdnuyMzJBA/apQtXmAyp7Ix3HaPJnzySvLV3LO+roX03"
    "jlv5/Q==";

}  // namespace collegium::tests::vectors
