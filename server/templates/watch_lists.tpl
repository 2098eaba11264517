{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/moderation">Reports</a></p>
<h1>Watch lists</h1>
<p class="quiet">Words that this node watches for in what comes in, however they are spelt: capitals, accents, letters drawn out, digits in place of letters and letters with gaps between make no difference. Only whole words count; a star at the end stands for any ending. What is not taken here waits if it comes from another school.</p>
<form method="post" action="/moderation/watch-lists"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="add">
<label for="phrase">Words</label>
{{#PHRASE_PROBLEM}}<p class="problem" id="phrase-problem">{{WORDS}}</p>{{/PHRASE_PROBLEM}}
<input id="phrase" name="phrase" value="{{TYPED}}" maxlength="100" required dir="auto" aria-describedby="phrase-problem"{{#PHRASE_PROBLEM}} aria-invalid="true"{{/PHRASE_PROBLEM}}>
<label for="action">What happens</label>
<select id="action" name="action">{{#ACTION_CHOICE}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/ACTION_CHOICE}}</select>
<label for="whom">In words</label>
<select id="whom" name="whom">{{#WHOM_CHOICE}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/WHOM_CHOICE}}</select>
<button>Watch for it</button></form>
<h2>Try a text</h2>
<form method="post" action="/moderation/watch-lists"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="try">
<label for="text">A text; it is not kept</label>
<textarea id="text" name="text" rows="3" dir="auto">
{{TRIED:p}}</textarea><button class="second">Try it</button></form>
{{#OUTCOME}}<div role="status">{{#NOTHING}}<p>Nothing in it is watched for.</p>{{/NOTHING}}<ul>{{#FOUND}}<li>{{PHRASE}}: {{ACTION}}, {{WHOM}}</li>{{/FOUND}}</ul></div>{{/OUTCOME}}
<h2>What is watched for</h2>
{{#NONE}}<p class="quiet">Nothing yet.</p>{{/NONE}}
<ul class="cards">
{{#PHRASE_LINE}}<li class="card"><p><strong>{{PHRASE}}</strong>: {{ACTION}}, {{WHOM}}</p>
<form method="post" action="/moderation/watch-lists"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="drop"><input type="hidden" name="id" value="{{ID}}"><button class="second">Take it out</button></form></li>{{/PHRASE_LINE}}
</ul>
