{{%AUTOESCAPE context="HTML"}}<h1>Baseline and follow-up</h1>
<p class="lead"><a href="{{GUIDE_PATH}}" lang="{{LANG}}" dir="auto">{{GUIDE_TITLE}}</a>. Measure with the same tool, in the same version, before and after; only then can the two be compared. The tools are on the page <a href="/tools">Tools for measuring</a>, where you can also add your own.</p>
<form method="post" action="{{ACTION}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{>BASELINE}}
{{>FOLLOW_UP}}
<fieldset><legend>What has come of it</legend>
<p class="hint" id="outcome-hint">With the follow-up. What became worse helps other schools as much as what became better.</p>
<label for="outcome">Compared with before</label>
{{#OUTCOME_PROBLEM}}<p class="problem" id="outcome-problem">{{WORDS}}</p>{{/OUTCOME_PROBLEM}}
<select id="outcome" name="outcome" aria-describedby="outcome-hint outcome-problem"{{#OUTCOME_PROBLEM}} aria-invalid="true"{{/OUTCOME_PROBLEM}}><option value="">Not followed up yet</option>{{#OUTCOME}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/OUTCOME}}</select>
<label for="outcome_reason">Why you think so</label>
{{#REASON_PROBLEM}}<p class="problem" id="reason-problem">{{WORDS}}</p>{{/REASON_PROBLEM}}
<textarea id="outcome_reason" name="outcome_reason" rows="4" aria-describedby="reason-problem"{{#REASON_PROBLEM}} aria-invalid="true"{{/REASON_PROBLEM}}>
{{REASON:p}}</textarea>
</fieldset>
<button>Publish it for the school</button>
</form>
<p><a href="/adoptions">What our school has adopted</a></p>
