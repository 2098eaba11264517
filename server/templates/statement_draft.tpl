{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{LIST}}">What {{COUNCIL}} says</a></p>
<h1>A statement of {{COUNCIL}}</h1>
<p>About <a href="{{GUIDE_PATH}}" lang="{{LANG}}" dir="auto">{{GUIDE_TITLE}}</a>. It is said in the name of the council, for everybody who reads the guide, here and elsewhere. Nobody's name stands there: write no names, no nicknames and nothing else by which somebody could be found.</p>
{{#TELLING_WORDS}}<ul class="row">{{#TELLING}}<li><strong>{{WORD}}</strong></li>
{{/TELLING}}</ul>{{/TELLING_WORDS}}
{{#CHANGED_MEANWHILE}}<h2>What somebody else has saved</h2>
<pre>{{THEIR_WORDS:p}}</pre>
{{/CHANGED_MEANWHILE}}<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="council" value="{{COUNCIL_NAME}}">
<input type="hidden" name="guide" value="{{GUIDE_NUMBER}}">
{{#KEPT}}<input type="hidden" name="saved" value="{{WHEN_SAVED}}">
{{/KEPT}}<label for="words">What the council says</label>
<p class="hint" id="words-hint">You can use Markdown. Sponsors read what you save; the rest of the council reads it once a sponsor has saved it too.</p>
{{#WORDS_PROBLEM}}<p class="problem" id="words-problem">{{WORDS}}</p>{{/WORDS_PROBLEM}}
<textarea id="words" name="words" rows="10" aria-describedby="words-hint words-problem"{{#WORDS_PROBLEM}} aria-invalid="true"{{/WORDS_PROBLEM}}>
{{STATEMENT_WORDS:p}}</textarea>
<div class="row"><button class="second" name="decision" value="save">Save the draft</button>
{{#MAY_RELEASE}}<button name="decision" value="release">Release it</button>{{/MAY_RELEASE}}
{{#MAY_DROP}}<button class="plain danger" name="decision" value="drop">Drop it</button>{{/MAY_DROP}}</div>
</form>
{{#WAITS_FOR_SPONSOR}}<p class="quiet">A sponsor of the council reads it and releases it.</p>{{/WAITS_FOR_SPONSOR}}
