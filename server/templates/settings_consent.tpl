{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/settings">Settings</a></p>
<h1>Consent</h1>
{{#SAVED}}<p class="notice" role="status">Saved.</p>{{/SAVED}}
<p>You can read here in any case. You can write once it is agreed to, and it can be taken back at any time. What you write stays in this school. Your school keeps how old you are roughly, never your birthday.</p>
{{>CONSENT}}
{{#NEEDS_GUARDIAN}}<p>As far as we know you are younger than {{YEARS}}, so a parent or guardian agrees for you. Ask your safeguarding lead for the form, also if your age is wrong here.</p>{{/NEEDS_GUARDIAN}}
{{#MAY_AGREE}}<h2>Agree</h2>
<form method="post" action="/settings/consent">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<fieldset id="agrees" tabindex="-1"{{#AGREES_PROBLEM}} aria-describedby="agrees-problem"{{/AGREES_PROBLEM}}><legend>I agree to this</legend>
{{#AGREES_PROBLEM}}<p class="problem" id="agrees-problem">{{WORDS}}</p>{{/AGREES_PROBLEM}}
{{#PURPOSE}}<label class="check"><input type="checkbox" name="agrees_{{NAME}}" value="1"{{#CHOSEN}} checked{{/CHOSEN}}> {{WORDS}}</label>{{/PURPOSE}}
</fieldset>
<button>Save</button>
</form>{{/MAY_AGREE}}
{{#MAY_WITHDRAW}}<h2>Take it back</h2>
<p><a href="/settings/consent/withdraw">Take the consent back, and delete what you wrote</a></p>{{/MAY_WITHDRAW}}
