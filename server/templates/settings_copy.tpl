{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/settings">Settings</a></p>
<h1>Your data</h1>
<p>A copy of what {{NODE_NAME}} holds of you: what you wrote and did, your account and profile, your pictures, and which institution received what. Pages to read, and the same for programs.</p>
{{#SCHOOL}}<p class="quiet">To take it you have to have signed in a few minutes ago: <a href="/sign-in/school?return={{BACK}}">sign in with {{SCHOOL_NAME}} once more</a>.</p>{{/SCHOOL}}
{{#MADE}}<h2>Your copy is ready</h2>
<p>Made on {{TIME}}, {{SIZE}}. It is kept until {{UNTIL}}, and nobody else gets it here.</p>
<form method="post" action="/settings/copy/file" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#WITH_PASSWORD}}<label for="password">Your password, so that nobody else takes it</label>
{{#PASSWORD_PROBLEM}}<p class="problem" id="password-problem">{{WORDS}}</p>{{/PASSWORD_PROBLEM}}
<input id="password" name="password" type="password" autocomplete="current-password" required aria-describedby="password-problem"{{#PASSWORD_PROBLEM}} aria-invalid="true"{{/PASSWORD_PROBLEM}}>{{/WITH_PASSWORD}}
<button>Take the copy (ZIP)</button>
</form>{{/MADE}}
{{#WANTED}}<p class="notice" role="status">A copy is being made. You are told among your notifications when it is ready.</p>{{/WANTED}}
{{#NOT_WANTED}}<form method="post" action="/settings/copy">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<button class="second">Make a copy of today</button>
</form>{{/NOT_WANTED}}
