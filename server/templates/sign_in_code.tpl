{{%AUTOESCAPE context="HTML"}}<h1>Your second factor</h1>
{{#WITH_AUTHENTICATOR}}<p class="quiet">Now enter the six digits that your authenticator shows, or one of your recovery codes.</p>{{/WITH_AUTHENTICATOR}}
{{#WITHOUT_AUTHENTICATOR}}<p class="quiet">Now use your passkey, or enter one of your recovery codes.</p>{{/WITHOUT_AUTHENTICATOR}}
<form method="post" action="/sign-in/code" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="ticket" value="{{TICKET}}">
<input type="hidden" name="return" value="{{RETURN}}">
<label for="code">Code</label>
{{#CODE_PROBLEM}}<p class="problem" id="code-problem">{{WORDS}}</p>{{/CODE_PROBLEM}}
<input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="32" required autofocus aria-describedby="code-problem"{{#CODE_PROBLEM}} aria-invalid="true"{{/CODE_PROBLEM}}>
<button>Sign in</button>
</form>
{{>PASSKEY}}
<p class="quiet">All of them lost? An operator of {{NODE_NAME}} can take the second factor away, so that you can set it up anew.</p>
