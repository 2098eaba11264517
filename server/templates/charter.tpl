{{%AUTOESCAPE context="HTML"}}<h1>What members agree to</h1>
{{#ASK}}<p class="notice">This is new since you last agreed. Read it, then go on.</p>{{/ASK}}
{{#CHARTER}}<div class="words card" dir="auto">{{CHARTER_WORDS:x-sanitised}}</div>{{/CHARTER}}
{{#PROBLEM}}<p class="problem" role="alert">Say whether you agree; without that you cannot go on.</p>{{/PROBLEM}}
{{#ASK}}<form method="post" action="/charter" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="return" value="{{RETURN}}">
{{#CHARTER}}<label class="check"><input type="checkbox" name="charter" value="{{CHARTER_HASH}}" required> I agree</label>{{/CHARTER}}
<button>Go on</button>
</form>{{/ASK}}
