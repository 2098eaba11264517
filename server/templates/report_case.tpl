{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/moderation">Reports</a></p>
<h1>Report {{NUMBER}}</h1>
<p dir="auto">{{SAID}}</p>
<p class="quiet">From {{REPORTER}}, {{SENT}}. Whom it is about never learns who reported it.</p>
<form method="post" action="/moderation/{{NUMBER}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}">
<p>{{#ASSIGNED}}{{NAME}} looks into it. {{/ASSIGNED}}{{#TAKE}}<input type="hidden" name="decision" value="take"><button class="second">I look into it</button>{{/TAKE}}{{#GIVE_BACK}}<input type="hidden" name="decision" value="give-back"><button class="second">Give it back</button>{{/GIVE_BACK}}</p></form>
<h2>What it is about</h2>
{{#THING}}<article class="card"><h3>{{AUTHOR}}{{#GONE}} <span class="badge">Taken away</span>{{/GONE}}</h3>
<p dir="auto"><strong>{{TITLE}}</strong></p><div class="words" dir="auto">{{WORDS_OF_IT:x-sanitised}}</div>
<p class="quiet">{{AT}} · <a href="{{PATH}}">Where it stands</a></p>
<details><summary>What stands around it</summary>
{{#AROUND}}<div class="card"><p><strong>{{AUTHOR}}</strong> {{TITLE}}{{#GONE_TOO}} <span class="badge">Taken away</span>{{/GONE_TOO}}</p><div class="words" dir="auto">{{WORDS_OF_IT:x-sanitised}}</div></div>{{/AROUND}}
</details></article>{{/THING}}
<ul>{{#PERSON}}<li>{{NAME}} ({{ADDRESS}}): {{EARLIER}} other reports, {{MEASURES}} decisions that stand</li>{{/PERSON}}</ul>
<h2>What was done</h2>
{{#NOTHING_DONE}}<p class="quiet">Nothing yet.</p>{{/NOTHING_DONE}}
<ul class="cards">
{{#MEASURE}}<li class="card"><p>{{BY}} {{WHAT}}: {{WHOM}}</p><p>{{REASON}}</p><p class="quiet">{{AT}}</p>
{{#UNDONE}}<p class="quiet">Taken back {{AT}}</p>{{/UNDONE}}
{{#UNDO}}<form method="post" action="/moderation/{{NUMBER}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="undo"><input type="hidden" name="index" value="{{INDEX}}"><button class="second">Take it back</button></form>{{/UNDO}}
{{#APPEAL}}<h3>An appeal</h3><p>{{WORDS}}</p>
{{#UNANSWERED}}<form method="post" action="/moderation/{{NUMBER}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="answer"><input type="hidden" name="index" value="{{INDEX}}">
<label for="answer-{{INDEX}}">Why it stays; or take it back above</label>
{{#ANSWER_PROBLEM}}<p class="problem" id="answer-problem-{{INDEX}}">{{WORDS}}</p>{{/ANSWER_PROBLEM}}
<textarea id="answer-{{INDEX}}" name="reason" rows="3" maxlength="1000" required dir="auto" aria-describedby="answer-problem-{{INDEX}}"{{#ANSWER_PROBLEM}} aria-invalid="true"{{/ANSWER_PROBLEM}}>
{{ANSWER_TYPED:p}}</textarea><button class="second">Answer</button></form>{{/UNANSWERED}}
{{#ANSWER}}<p class="quiet">Answered: {{WORDS}}</p>{{/ANSWER}}{{/APPEAL}}</li>{{/MEASURE}}
</ul>
{{#ACK}}<p class="quiet">{{HOST}} {{HOW}}</p>{{/ACK}}
<h2>Do something</h2>
<form method="post" action="/moderation/{{NUMBER}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="measure">
<label for="measure">What to do</label>
<select id="measure" name="measure">{{#OFFER}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/OFFER}}</select>
<label for="about">About what, or whom</label>
<select id="about" name="about">{{#CHOICE}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/CHOICE}}</select>
<label for="reason">Why</label>
<p class="hint" id="reason-hint">Whom it concerns reads this; what is passed on to another institution carries it. Do not name who reported it, and write nothing about a child that has to stay here.</p>
{{#REASON_PROBLEM}}<p class="problem" id="reason-problem">{{WORDS}}</p>{{/REASON_PROBLEM}}
<textarea id="reason" name="reason" rows="3" maxlength="1000" required dir="auto" aria-describedby="reason-hint reason-problem"{{#REASON_PROBLEM}} aria-invalid="true"{{/REASON_PROBLEM}}>
{{TYPED:p}}</textarea>
<button>Do it</button></form>
<h2>Notes</h2>
<ul class="cards">{{#NOTE}}<li class="card"><p dir="auto">{{WORDS}}</p><p class="quiet">{{BY}}, {{AT}}</p></li>{{/NOTE}}</ul>
<form method="post" action="/moderation/{{NUMBER}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="note">
<label for="note">A note for those who look into reports</label>
{{#NOTE_PROBLEM}}<p class="problem" id="note-problem">{{WORDS}}</p>{{/NOTE_PROBLEM}}
<textarea id="note" name="reason" rows="3" maxlength="1000" required dir="auto" aria-describedby="note-problem"{{#NOTE_PROBLEM}} aria-invalid="true"{{/NOTE_PROBLEM}}>
{{NOTE_TYPED:p}}</textarea><button class="second">Add it</button></form>
{{#OPEN}}<h2>Close it</h2><form method="post" action="/moderation/{{NUMBER}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="close">
<label for="close">What came of it, for those who look into reports</label>
{{#CLOSE_PROBLEM}}<p class="problem" id="close-problem">{{WORDS}}</p>{{/CLOSE_PROBLEM}}
<textarea id="close" name="reason" rows="2" maxlength="1000" required dir="auto" aria-describedby="close-problem"{{#CLOSE_PROBLEM}} aria-invalid="true"{{/CLOSE_PROBLEM}}>
{{CLOSE_TYPED:p}}</textarea><button class="second">Close the report</button></form>{{/OPEN}}
{{#CLOSED}}<form method="post" action="/moderation/{{NUMBER}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="open"><p>This report is closed. <button class="second">Open it again</button></p></form>{{/CLOSED}}
