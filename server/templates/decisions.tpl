{{%AUTOESCAPE context="HTML"}}<h1>Decisions about you</h1>
<p class="quiet">What moderators decided about you or something that you wrote, and why. If you think that it is wrong, say so below; somebody looks at it again.</p>
{{#NONE}}<p class="quiet">There are none.</p>{{/NONE}}
<ul class="cards">
{{#DECISION}}<li class="card"><p><strong>{{WHAT}}</strong>{{#THING}} It was a {{KIND}}.{{/THING}}</p>
<p>Why: {{REASON}}</p><p class="quiet">{{AT}}</p>
{{#UNDONE}}<p class="notice">It was taken back {{AT}}.</p>{{/UNDONE}}
{{#SAID}}<p>You said: {{WORDS}}</p>{{/SAID}}
{{#ANSWER}}<p>The answer: {{WORDS}}</p>{{/ANSWER}}
{{#APPEAL}}<form method="post" action="/decisions"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="{{NAME}}">
<label for="words-{{NAME}}">Why it is wrong</label>
{{#APPEAL_PROBLEM}}<p class="problem" id="appeal-problem-{{NAME}}">{{WORDS}}</p>{{/APPEAL_PROBLEM}}
<textarea id="words-{{NAME}}" name="words" rows="3" maxlength="1000" required dir="auto" aria-describedby="appeal-problem-{{NAME}}"{{#APPEAL_PROBLEM}} aria-invalid="true"{{/APPEAL_PROBLEM}}>
{{TYPED:p}}</textarea><button class="second">Ask them to look again</button></form>{{/APPEAL}}</li>{{/DECISION}}
</ul>
