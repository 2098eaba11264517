{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/safeguarding/pupils">Consent of pupils</a></p>
<h1>{{NAME}}</h1>
{{#SAVED}}<p class="notice" role="status">Saved.</p>{{/SAVED}}
{{>CONSENT}}
<h2>Age</h2>
<form method="post" action="{{PATH}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="decision" value="band">
<label for="band">How old they are</label>
<p class="hint" id="band-hint">The day of birth is not kept. Change this when they are older.</p>
<select id="band" name="band" aria-describedby="band-hint">{{#BAND}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/BAND}}</select>
<button class="second">Save the age</button>
</form>
<h2>A parent or guardian agrees</h2>
<form method="post" action="{{PATH}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="decision" value="agree">
<fieldset id="agrees" tabindex="-1"{{#AGREES_PROBLEM}} aria-describedby="agrees-problem"{{/AGREES_PROBLEM}}><legend>They agree to this</legend>
{{#AGREES_PROBLEM}}<p class="problem" id="agrees-problem">{{WORDS}}</p>{{/AGREES_PROBLEM}}
{{#PURPOSE}}<label class="check"><input type="checkbox" name="agrees_{{NAME}}" value="1"{{#CHOSEN}} checked{{/CHOSEN}}> {{WORDS}}</label>{{/PURPOSE}}
</fieldset>
<label for="proof">Where the signed form is (optional)</label>
<p class="hint" id="proof-hint">For example: folder 3 in the office. The pupil reads it as well.</p>
<input id="proof" name="proof" value="{{PROOF_TEXT}}" maxlength="200" aria-describedby="proof-hint">
<button>Record it</button>
</form>
{{#MAY_WITHDRAW}}<h2>Take it back</h2>
<p><a href="{{PATH}}/withdraw">Record that the consent is taken back, and delete what they wrote</a></p>{{/MAY_WITHDRAW}}
