{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/settings">Settings</a></p>
<h1>Password</h1>
<p class="lead">At least 12 characters, or 8 if you have a second factor. A few words that have nothing to do with each other are easy to keep and hard to guess. Afterwards you are signed out everywhere else.</p>
{{#PASSKEYS}}<p class="notice">Passkeys that let you in without a password: {{COUNT}}. They stay when the password changes. <a href="/settings/passkeys">Look whether all of them are yours</a>.</p>{{/PASSKEYS}}
<form method="post" action="/settings/password" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="password">The password that you have</label>
{{#PASSWORD_PROBLEM}}<p class="problem" id="password-problem">{{WORDS}}</p>{{/PASSWORD_PROBLEM}}
<input id="password" name="password" type="password" autocomplete="current-password" required aria-describedby="password-problem"{{#PASSWORD_PROBLEM}} aria-invalid="true"{{/PASSWORD_PROBLEM}}>
<label for="fresh">The new one</label>
{{#FRESH_PROBLEM}}<p class="problem" id="fresh-problem">{{WORDS}}</p>{{/FRESH_PROBLEM}}
<input id="fresh" name="fresh" type="password" autocomplete="new-password" required aria-describedby="fresh-problem"{{#FRESH_PROBLEM}} aria-invalid="true"{{/FRESH_PROBLEM}}>
<label for="repeated">The new one, once more</label>
{{#REPEATED_PROBLEM}}<p class="problem" id="repeated-problem">{{WORDS}}</p>{{/REPEATED_PROBLEM}}
<input id="repeated" name="repeated" type="password" autocomplete="new-password" required aria-describedby="repeated-problem"{{#REPEATED_PROBLEM}} aria-invalid="true"{{/REPEATED_PROBLEM}}>
<button>Change the password</button>
</form>
