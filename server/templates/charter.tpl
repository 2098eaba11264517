{{%AUTOESCAPE context="HTML"}}<h1>What members agree to</h1>
{{#ASK}}<p class="notice">This is new since you last agreed. Read it, then go on.</p>{{/ASK}}
{{#CHARTER}}<div class="words card" dir="auto">{{CHARTER_WORDS:x-sanitised}}</div>{{/CHARTER}}
{{#ASK}}<form method="post" action="/charter" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="return" value="{{RETURN}}">
{{#CHARTER}}{{#CHARTER_PROBLEM}}<p class="problem" id="charter-problem">{{WORDS}}</p>{{/CHARTER_PROBLEM}}
<label class="check"><input id="charter" type="checkbox" name="charter" value="{{CHARTER_HASH}}" required aria-describedby="charter-problem"> I agree</label>{{/CHARTER}}
<button>Go on</button>
</form>{{/ASK}}
