# The second part of the golden thread: the guide that came of the answers, its reviews, and a school that adopts it.
# Sourced by deploy/demo after thread.sh.

guide_title="Retrieval practice with fractions in Year 7"
tool_title="Ten questions on fractions"

# Who wrote an answer is credited in its text. Named as contributors, their institutions could not review the guide.
write_guide() {
    draft=$(submit $school_a ada "$asked" "$asked/guide")
    guide=$(submit $school_a ada "$draft" "$draft" act=publish state=in-review "title=$guide_title" language=en \
        "summary=Short quizzes without notes, twice a week, help pupils to keep what they learned about fractions. \
They take five minutes and carry no marks." \
        "research=Recalling something makes it last longer than reading it again, and quizzes that are spaced out \
help more than quizzes in one go. Studies of fractions recommend number lines throughout. *Dr Cora Haddad (Northfield \
University) brought these together.*" \
        "practice=Four questions on mini whiteboards, always one with a number line, and no marks collected: after a \
month most pupils asked for them. *Ben Lindqvist (Riverside School).*" \
        "strength=Many studies of quizzes, in many subjects and ages. Few of them are about fractions, and few last \
longer than a term." \
        grade=mesh:3 \
        "rationale=Three stars: the finding on quizzes is stable, but for fractions in Year 7 it is carried over from \
other topics and from two schools." \
        rater=robin rating=4 "context=Year 7 in two mixed comprehensive schools, one of them with many pupils new to \
English." \
        "transferability=Year 6 to Year 8, for what was taught before. It was not tried in special schools." \
        "judgement=You know who freezes when something looks like a test. Begin with what the class can do, and let \
pupils answer in pairs where that is kinder." \
        "action=1. Choose four questions on what was taught one, two and four weeks ago.
2. Give five minutes on mini whiteboards, without notes.
3. Talk about the answers at once." \
        "cost=Five minutes twice a week, and half an hour to write the questions for a half-term." \
        "sources=Organizing instruction and study to improve student learning \
<https://ies.ed.gov/ncee/wwc/PracticeGuide/1> (open access)
Developing effective fractions instruction for kindergarten through 8th grade \
<https://ies.ed.gov/ncee/wwc/PracticeGuide/15> (open access)" \
        "contributors=@ada, practitioner
@robin, academic" \
        licence=CC-BY-4.0 "review_by=$(date -u -d '+1 year' +%F)")
    await "the guide is not at $school_b" leads_to $school_b kim "$community/guides" "$guide_title"
    await "the guide is not at $university" leads_to $university noor /c/maths/guides "$guide_title"
    guide_at_b=$(link_to $school_b kim "$community/guides" "$guide_title")
    guide_at_university=$(link_to $university noor /c/maths/guides "$guide_title")
}

# Ada asks somebody of another node about the newest version; they say yes.
ask_reviewer() { # node person track
    request=$(submit $school_a ada "$guide/reviews/ask" "$guide/reviews/ask" "target=$2@$1.localhost" "track=$3" \
        "due=$(date -u -d '+21 days' +%F)" "note=You know such classes. Please say what is missing.")
    await "$2 has no request for a review" shows "$1" "$2" "$request" 'Write the review'
    submit "$1" "$2" "$request" /reviews/request/answer answer=accept >/dev/null
    await "Ada does not know that $2 reviews" shows $school_a ada "$request" 'Yes, I review it'
}

# To the request that was sent last.
review() { # node person verdict field=value...
    at=$1 reviewer=$2 verdict=$3
    shift 3
    form=$(browse "$at" "$reviewer" "$request" |
        sed -n 's/.*href="\([^"]*\)">Write the review<.*/\1/p' | head -n 1 | unescaped)
    submit "$at" "$reviewer" "$form" "${form%%\?*}" "verdict=$verdict" no_interests=yes ai_use=None. conduct=yes "$@" \
>/dev/null
}

first_round() {
    ask_reviewer $school_b kim peer
    review $school_b kim major \
        ratings.clarity.value=3 "ratings.clarity.rationale=The steps are clear. What to do with a wrong answer is not \
said." \
        ratings.practice.value=4 "ratings.practice.rationale=Five minutes fit into our lessons." \
        ratings.judgement.value=5 "ratings.judgement.rationale=It says whom to watch for." \
        "overall=I would use this. Please add what to do when many answers are wrong, and when *not* to begin with a \
quiz."
    await "Kim's review is not at $school_a" shows $school_a ada "$guide" 'Needs larger changes'
    reply=$(browse $school_a ada "$guide" | sed -n 's#.*href="\(/comment/[0-9]*/review/reply\)".*#\1#p' | head -n 1)
    submit $school_a ada "$reply" "$reply" "words=Thank you, both are missing indeed. Version 2 says them." >/dev/null
}

revise_guide() {
    draft=$(submit $school_a ada "$guide" "$guide/revise")
    submit $school_a ada "$draft" "$draft" act=publish state=published "title=$guide_title" \
        "action=1. Choose four questions on what was taught one, two and four weeks ago.
2. Give five minutes on mini whiteboards, without notes.
3. Talk about the answers at once.
4. If more than a third are wrong, teach that part again the same day, and ask it once more next week." \
        "limits=Do not begin with a quiz on the day after something new: there is nothing to recall yet. Stop and \
talk when quizzes begin to worry somebody." >/dev/null
    await "version 2 is not at $school_b" shows $school_b kim "$guide_at_b" 'Version 2</a>'
    await "version 2 is not at $university" shows $university noor "$guide_at_university" 'Version 2</a>'
}

second_round() {
    ask_reviewer $school_b kim peer
    review $school_b kim accept \
        ratings.clarity.value=5 "ratings.clarity.rationale=Now I know what to do with wrong answers." \
        ratings.practice.value=4 "ratings.practice.rationale=Five minutes fit into our lessons." \
        ratings.judgement.value=5 "ratings.judgement.rationale=It says whom to watch for, and when to stop." \
        "overall=Clear and kind. I recommend it."
    ask_reviewer $university noor expert
    review $university noor accept \
        ratings.evidence.value=4 "ratings.evidence.rationale=It agrees with what I know of quizzes and spacing." \
        ratings.strength.value=5 "ratings.strength.rationale=Three stars are fair, and the reason is the right one." \
        ratings.limits.value=4 "ratings.limits.rationale=It says that little is known of fractions, and of special \
schools." \
        "overall=A careful guide that does not promise more than is known."
}

publish_tool() {
    submit $university cora /c/maths/tools/write /c/maths/tools/write "title=$tool_title" \
        "purpose=What pupils of eleven to thirteen still know of fractions some weeks after they were taught." \
        "usage=Ten questions on paper, ten minutes, without notes. The same ten before and after." \
        "scoring=One point for each right answer; the figure is the mean of the group." \
        better=higher languages=en licence=CC-BY-4.0 language=en >/dev/null
    await "the tool is not at $school_b" shows $school_b lou /tools "$tool_title"
}

# A baseline twelve weeks ago, as if the story had taken its time.
adopt_guide() {
    submit $school_b lou "$guide_at_b/adopt" "$guide_at_b/adopt" stage=deliver \
        "context=Four classes of Year 7, 96 pupils, a comprehensive school in a small town." \
        "changed=Three questions instead of four; else as the guide says." \
        "story=We began after half-term. Two teachers tried it first and told the others." >/dev/null
    measure=$(browse $school_b lou /adoptions | sed -n 's#.*href="\(/adoptions/[0-9]*/measure\)".*#\1#p' | head -n 1)
    tool=$(browse $school_b lou "$measure" |
        sed -n "s/.*<option value=\"\(sha-256[^\"]*\)\"[^>]*>$tool_title, version 1<.*/\1/p" | head -n 1 | unescaped)
    set -- "baseline_tool=$tool" baseline_value=5.1 baseline_people=96 "baseline_taken=$(date -u -d '-84 days' +%F)"
    submit $school_b lou "$measure" "$measure" "$@" >/dev/null
    submit $school_b lou "$measure" "$measure" "$@" "follow_up_tool=$tool" follow_up_value=6.4 follow_up_people=94 \
        "follow_up_taken=$(date -u +%F)" outcome=better \
        "outcome_reason=More than a point on average, most of it with fractions on a number line. We cannot say that \
the quizzes alone did it." >/dev/null
}

guide_on() { # node
    case $1 in
        "$school_a") echo "$guide" ;;
        "$school_b") echo "$guide_at_b" ;;
        "$university") echo "$guide_at_university" ;;
    esac
}

version_on() { # node person
    browse "$1" "$2" "$(guide_on "$1")" | sed -n 's/.*<dt>Cite this version.*<code>\([^<]*\).*/\1/p'
}
