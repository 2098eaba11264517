{{%AUTOESCAPE context="HTML"}}<h1>Sign in</h1>
{{#WAITS}}<p class="notice bad" role="alert">For an hour nobody could tell this site that you still belong to {{SCHOOL_NAME}}, so it is closed to you for now. Nothing of yours is lost. Sign in through your school once more; if that does not work, ask your school's IT people whether your account there is in order.</p>{{/WAITS}}
{{#SCHOOL}}<p><a class="button" href="/sign-in/school?return={{BACK}}">Sign in with {{SCHOOL_NAME}}</a></p>
{{/SCHOOL}}<form method="post" action="/sign-in" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="return" value="{{RETURN}}">
<label for="name">Name</label>
<input id="name" name="name" value="{{NAME}}" autocomplete="username" autocapitalize="none" spellcheck="false" required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button>Sign in</button>
</form>
{{>PASSKEY}}
{{#SIGN_UP}}<div class="row"><p class="quiet"><a href="/sign-up">Ask to become a member</a></p></div>{{/SIGN_UP}}
