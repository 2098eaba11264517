{{%AUTOESCAPE context="HTML"}}<h1>Your password, once more</h1>
<p class="quiet">What operators do concerns everybody here, so these pages ask for your password again after {{MINUTES}} minutes.</p>
{{#PROBLEM}}<p class="problem" id="password-problem" role="alert">{{WORDS}}</p>{{/PROBLEM}}
<form method="post" action="/sign-in/again" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="return" value="{{RETURN}}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required aria-describedby="password-problem">
<button>Go on</button>
</form>
