{{%AUTOESCAPE context="HTML"}}<h1>Adopt a guide</h1>
<p class="lead"><a href="{{GUIDE_PATH}}" lang="{{LANG}}" dir="auto">{{GUIDE_TITLE}}</a>. What you write here is said by {{SCHOOL}}, for everybody who reads the guide; your own name does not stand there. Name no single people.</p>
<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="version" value="{{VERSION}}">
<label for="stage">How far you are</label>
<select id="stage" name="stage">{{#STAGE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/STAGE}}</select>
<label for="context">Where you use it</label>
<p class="hint" id="context-hint">Which subject, year and pupils, how many classes, what kind of school: what others need to compare theirs.</p>
{{#CONTEXT_PROBLEM}}<p class="problem" id="context-problem">{{WORDS}}</p>{{/CONTEXT_PROBLEM}}
<textarea id="context" name="context" rows="4" aria-describedby="context-hint context-problem"{{#CONTEXT_PROBLEM}} aria-invalid="true"{{/CONTEXT_PROBLEM}}>
{{CONTEXT:p}}</textarea>
<label for="changed">What you do otherwise than the guide</label>
<p class="hint" id="changed-hint">If you change nothing, say so.</p>
{{#CHANGED_PROBLEM}}<p class="problem" id="changed-problem">{{WORDS}}</p>{{/CHANGED_PROBLEM}}
<textarea id="changed" name="changed" rows="4" aria-describedby="changed-hint changed-problem"{{#CHANGED_PROBLEM}} aria-invalid="true"{{/CHANGED_PROBLEM}}>
{{CHANGED:p}}</textarea>
<label for="story">What has happened so far (optional)</label>
{{#STORY_PROBLEM}}<p class="problem" id="story-problem">{{WORDS}}</p>{{/STORY_PROBLEM}}
<textarea id="story" name="story" rows="6" aria-describedby="story-problem"{{#STORY_PROBLEM}} aria-invalid="true"{{/STORY_PROBLEM}}>
{{STORY:p}}</textarea>
<button>Publish it for the school</button>
</form>
<p><a href="/adoptions">What our school has adopted</a></p>
