{{%AUTOESCAPE context="HTML"}}<h1>Once more, who you are</h1>
<p class="lead">What operators do concerns everybody here, so these pages ask again after {{MINUTES}} minutes.</p>
{{#SCHOOL}}<p><a class="button" href="/sign-in/school?return={{BACK}}">Sign in with {{SCHOOL_NAME}}</a></p>
{{/SCHOOL}}{{#WITH_PASSWORD}}<form method="post" action="/sign-in/again" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="return" value="{{RETURN}}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required aria-describedby="password-problem">
<button>Go on</button>
</form>{{/WITH_PASSWORD}}
{{>PASSKEY}}
