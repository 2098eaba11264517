{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/safeguarding/cases">Safeguarding</a></p>
<h1>Case {{NUMBER}}</h1>
<p dir="auto">{{SAID}}</p>
<p class="quiet">From {{BY}}, {{TOLD}}</p>
<h2>What it is about</h2>
<ul>{{#PERSON}}<li>{{NAME}}{{#CONTACT}}; the safeguarding lead there: {{LEAD}} {{WHERE}}{{/CONTACT}}</li>{{/PERSON}}</ul>
{{#THING}}<article class="card">{{#POST}}<h3>{{AUTHOR}}</h3><p dir="auto"><strong>{{TITLE}}</strong></p><div class="words" dir="auto">{{CONTENT:x-sanitised}}</div>{{/POST}}<p class="quiet">{{IRI}}</p></article>{{/THING}}
<h2>Evidence</h2>
<p class="quiet">A pack has what this is about and the threads around it, as it came, with a seal. Keep it where only you can open it. Anybody can check later with "collegium evidence verify" that nothing in it was changed.</p>
<form method="post" action="{{PATH}}/evidence"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button>Take a sealed pack</button></form>
<ul>{{#PACK}}<li>{{WHO}}, {{AT}}: <code>{{SEAL}}</code></li>{{/PACK}}</ul>
<h2>Notes</h2>
<ul class="cards">{{#NOTE}}<li class="card"><p dir="auto">{{WORDS}}</p><p class="quiet">{{WHO}}, {{AT}}</p></li>{{/NOTE}}</ul>
<form method="post" action="{{PATH}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="note">
<label for="words">A note</label>
{{#WORDS_PROBLEM}}<p class="problem" id="words-problem">{{WORDS}}</p>{{/WORDS_PROBLEM}}
<textarea id="words" name="words" rows="4" maxlength="4000" required dir="auto" aria-describedby="words-problem"{{#WORDS_PROBLEM}} aria-invalid="true"{{/WORDS_PROBLEM}}>
{{TYPED:p}}</textarea><button class="second">Add it</button></form>
<form method="post" action="{{PATH}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}">{{#OPEN}}<input type="hidden" name="decision" value="close"><button class="second">Close the case</button>{{/OPEN}}{{#CLOSED}}<input type="hidden" name="decision" value="open"><p>This case is closed. <button class="second">Open it again</button></p>{{/CLOSED}}</form>
<h2>Keep it</h2>
{{#HELD}}<form method="post" action="{{PATH}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="release"><p>Nothing of this case, and of the people whom it is about, is disposed of.</p><p dir="auto">{{REASON}}</p><p class="quiet">{{WHO}}, {{AT}}</p><button class="second">Let it go when it is due</button></form>{{/HELD}}
{{#FREE}}<form method="post" action="{{PATH}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="hold">
<label for="reason">Why it has to be kept; operators read this</label>
{{#REASON_PROBLEM}}<p class="problem" id="reason-problem">{{WORDS}}</p>{{/REASON_PROBLEM}}
<textarea id="reason" name="words" rows="2" maxlength="200" required dir="auto" aria-describedby="reason-problem"{{#REASON_PROBLEM}} aria-invalid="true"{{/REASON_PROBLEM}}>
{{WHY:p}}</textarea><button class="second">Keep it</button></form>{{/FREE}}
<h2>Who looked</h2>
<ul>{{#LOOK}}<li>{{WHO}} {{WHAT}}, {{AT}}</li>{{/LOOK}}</ul>
