{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/settings">Settings</a></p>
<h1>Passkeys</h1>
{{#REQUIRED}}<p class="notice">Your role needs a second factor, and a passkey is one. Add it now; after that everything is open to you.</p>{{/REQUIRED}}
{{#NEW_PASSWORD}}<p class="notice" role="status">Your password is another one now, and you are signed out everywhere else. These passkeys still let people in: remove each that is not yours.</p>{{/NEW_PASSWORD}}
<p>A passkey is a key in your telephone, your computer or a security key. It lets you in without a password once your finger, your face or your PIN has shown that it is you, and it cannot be guessed, read by others or given to a false site.</p>
{{#SCHOOL}}<p class="quiet">What you change here asks that you signed in a few minutes ago: <a href="/sign-in/school?return={{BACK}}">sign in with {{SCHOOL_NAME}} once more</a>.</p>{{/SCHOOL}}
{{>FRESH}}
{{#SOME}}<h2>Those that you have</h2>
<p class="quiet">Lost one? Remove it here, and end what it began on the page <a href="/settings/sign-ins">Where you are signed in</a>.</p>
{{/SOME}}
<ul class="cards">
{{#PASSKEY}}<li class="card"><h3>{{NAME}}</h3>
<p class="quiet">Since {{SINCE}}; {{#USED}}last used {{WHEN}}{{/USED}}{{#UNUSED}}not used yet{{/UNUSED}}.</p>
<form method="post" action="/settings/passkeys/rename" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="return" value="{{RETURN}}">
<input type="hidden" name="id" value="{{ID}}">
<label for="name-{{ID}}">Another name for it</label>
<input id="name-{{ID}}" name="name" value="{{NAME}}" maxlength="60" required>
<button class="second">Rename</button>
</form>
<form method="post" action="/settings/passkeys/remove" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="return" value="{{RETURN}}">
<input type="hidden" name="id" value="{{ID}}">
{{#WITH_PASSWORD}}<label for="password-{{ID}}">Your password, to remove it</label>
<input id="password-{{ID}}" name="password" type="password" autocomplete="current-password" required>{{/WITH_PASSWORD}}
<button class="second">Remove</button>
</form></li>{{/PASSKEY}}
</ul>
<h2>Add one</h2>
{{#NONE}}<p class="empty">From then on your password alone lets nobody in: a passkey, or a code, is asked for beside it. You get recovery codes for the day when none is at hand.</p>{{/NONE}}
<form method="post" action="/settings/passkeys/begin" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="return" value="{{RETURN}}">
<label for="name">A name for it, so that you know it again</label>
<p class="hint" id="name-hint">Such as “my telephone”. Left empty, it is called after this browser.</p>
<input id="name" name="name" value="{{TYPED}}" maxlength="60" aria-describedby="name-hint">
{{#WITH_PASSWORD}}<label for="password">Your password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>{{/WITH_PASSWORD}}
<button>Go on</button>
</form>
