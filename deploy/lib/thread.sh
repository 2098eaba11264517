# The first part of the golden thread: a question, its answers, and an event that came of it. Sourced by deploy/demo.
# Everybody in it is invented; the two references are not.

community="/c/maths@$university.localhost"
question_title="Does retrieval practice help with fractions in Year 7?"
earlier_title="How long should a quiz at the start of a lesson be?"
event_title="TeachMeet: retrieval practice in mathematics"

introduce_people() {
    add_person $school_a ada "Ada Okafor" --constituency teacher
    add_person $school_a robin "Robin Vale" --constituency academic --role research_lead
    add_person $school_b ben "Ben Lindqvist" --constituency teacher
    add_person $school_b kim "Kim Ansah" --constituency teacher --role reviewer
    add_person $school_b lou "Lou Marchetti" --constituency teacher --role research_lead
    add_person $university cora "Dr Cora Haddad" --constituency academic
    add_person $university noor "Dr Noor Castellan" --constituency academic --role reviewer
    collegium $university community add maths --display-name "Learning mathematics" \
        --summary "Questions from classrooms, answered by those who teach and those who study how mathematics is \
learned." \
        --facilitator cora >/dev/null
}

sign_everybody_in() {
    for each in ada robin; do sign_in $school_a $each; done
    for each in ben kim lou; do sign_in $school_b $each; done
    for each in cora noor; do sign_in $university $each; done
}

join_community() { # node person
    submit "$1" "$2" / /communities/find "address=maths@$university.localhost" >/dev/null
    submit "$1" "$2" "$community" "$community/join" >/dev/null
    await "$2 is no member of $community" shows "$1" "$2" "$community" 'You are a member'
}

everybody_joins() {
    for each in ada robin; do join_community $school_a $each; done
    for each in ben kim lou; do join_community $school_b $each; done
    submit $university noor /c/maths /c/maths/join >/dev/null
}

# The number of somebody's answer, as the node of the reader counts.
answer_by() { # node person page author
    browse "$1" "$2" "$3" | awk -v author="$4 (" '
        match($0, /id="answer-[0-9]+"/) { number = substr($0, RSTART + 11, RLENGTH - 12) }
        number && index($0, author) { print number; exit }'
}

is_answered_by() { [ -n "$(answer_by "$@")" ]; }

ask_earlier_question() {
    earlier=$(submit $school_b ben "$community/ask" "$community/ask" "title=$earlier_title" \
        kind=practice phase=secondary subject=Mathematics \
        "words=Mine take a quarter of the lesson once we have talked about the answers. How short can they be and \
still do their work?")
    await "Ben's question is not at $school_a" leads_to $school_a robin "$community" "$earlier_title"
    there=$(link_to $school_a robin "$community" "$earlier_title")
    submit $school_a robin "$there" "$there/answer" \
        "words=Four questions and five minutes are enough with us. We talk about one answer only, the one that most \
got wrong." >/dev/null
    await "Robin's answer is not at $school_b" is_answered_by $school_b ben "$earlier" "Robin Vale"
}

# The page would show Ben's question first, which is like it: Ada has seen that.
ask_question() {
    asked=$(submit $school_a ada "$community/ask" "$community/ask" "title=$question_title" similar=seen \
        kind=practice phase=secondary subject=Mathematics "need=pupils who lost confidence with fractions" \
        "words=My Year 7 class does well on the day we add fractions, and two weeks later much of it is gone. Would \
short quizzes *without notes* help? How often, and how do I keep them from feeling like a test?")
    question="https://$school_a.localhost$asked"
    for each in "$school_b ben" "$school_b kim" "$school_b lou" "$university cora"; do
        await "the question is not before ${each#* }" leads_to "${each% *}" "${each#* }" "$community" "$question_title"
    done
    asked_at_b=$(link_to $school_b ben "$community" "$question_title")
    asked_at_university=$(link_to $university cora "$community" "$question_title")
}

question_on() { # node
    case $1 in
        "$school_a") echo "$asked" ;;
        "$school_b") echo "$asked_at_b" ;;
        "$university") echo "$asked_at_university" ;;
    esac
}

want_answers_too() {
    submit $school_a robin "$asked" "$asked/marks" kind=wanted >/dev/null
    submit $school_b ben "$asked_at_b" "$asked_at_b/marks" kind=wanted >/dev/null
    submit $university noor "$asked_at_university" "$asked_at_university/marks" kind=wanted >/dev/null
    await "three schools do not want it answered" shows $school_a ada "$asked" '3 schools would'
    here=$(link_to $school_b ben "$community" "$earlier_title")
    submit $school_b ben "$asked_at_b" "$asked_at_b/link" "other=$here" relation=related >/dev/null
    await "the related question is not linked" shows $school_a ada "$asked" 'id="related"'
}

answer_question() {
    submit $university cora "$asked_at_university" "$asked_at_university/take-up" state=active \
        "plan=We look through what is known for fractions of this age, and write it down here." >/dev/null
    submit $university cora "$asked_at_university" "$asked_at_university/answer" \
        "words=Yes, as far as we know. Recalling without notes keeps knowledge longer than reading it again, and \
spacing the quizzes out helps more than adding to them. Two guides that everybody can read: \
https://ies.ed.gov/ncee/wwc/PracticeGuide/1 on quizzes and spacing, and https://ies.ed.gov/ncee/wwc/PracticeGuide/15 \
on fractions. For *fractions* with *quizzes* together there is little yet." >/dev/null
    submit $school_b ben "$asked_at_b" "$asked_at_b/answer" \
        "words=What worked with us: four questions on mini whiteboards, twice a week, always one with a number line. \
Nobody collects marks. After a month most pupils asked for them." >/dev/null
    await "Cora's answer is not at $school_a" is_answered_by $school_a ada "$asked" "Dr Cora Haddad"
    await "Ben's answer is not at $school_a" is_answered_by $school_a ada "$asked" "Ben Lindqvist"
}

accept_answer() {
    of_cora=$(answer_by $school_a ada "$asked" "Dr Cora Haddad")
    of_ben=$(answer_by $school_a ada "$asked" "Ben Lindqvist")
    submit $school_a ada "$asked" "/comment/$of_cora/accept" \
        "reason=It says what is known and what is not, with sources that we can all read." >/dev/null
    submit $school_a ada "$asked" "/comment/$of_ben/marks" kind=useful >/dev/null
    submit $school_a ada "$asked" "/comment/$of_ben/marks" kind=thanks >/dev/null
    submit $school_a robin "$asked" "/comment/$of_cora/marks" kind=evidenced >/dev/null
}

# At a day that is still to come, whenever this runs.
hold_event() {
    day=$(date -u -d '+21 days' +%F)
    submit $university cora /c/maths/events/new /c/maths/events/new "title=$event_title" \
        "starts=${day}T16:00" "ends=${day}T17:30" offset=+00:00 "place=Northfield University, room 2.14, and online" \
        link=https://meet.northfield.example/maths capacity=40 \
        "words=Seven minutes each for what you tried, also for what did not work. Tea is there." >/dev/null
    for each in "$school_a ada" "$school_b ben"; do
        at=${each% *} guest=${each#* }
        await "the event is not before $guest" leads_to "$at" "$guest" "$community/events" "$event_title"
        meeting=$(link_to "$at" "$guest" "$community/events" "$event_title")
        submit "$at" "$guest" "$meeting" "$meeting/attend" decision=join >/dev/null
        await "$guest is not expected at the event" shows "$at" "$guest" "$meeting" 'You are coming'
    done
}
