{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/settings">Settings</a></p>
<h1>Second factor</h1>
{{#REQUIRED}}<p class="notice">Your role needs a second factor. Set it up now; after that everything is open to you.</p>{{/REQUIRED}}
<p>With a second factor, nobody signs in as you with your password, or through your school, alone: a code from your telephone, or a passkey, is asked for as well.</p>
{{#SCHOOL}}<p class="quiet">What you change here asks that you signed in a few minutes ago: <a href="/sign-in/school?return={{BACK}}">sign in with {{SCHOOL_NAME}} once more</a>.</p>{{/SCHOOL}}
{{>FRESH}}
<h2>Codes of an authenticator</h2>
{{#OFF}}<form method="post" action="/settings/security/begin" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="return" value="{{RETURN}}">
{{#WITH_PASSWORD}}<label for="password">Your password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>{{/WITH_PASSWORD}}
<button>Set it up</button>
</form>{{/OFF}}
{{#WAITING}}<ol>
<li><p>Open an authenticator on your telephone, such as Aegis, FreeOTP or the one that your school recommends, and let it read this picture:</p>
<p><img src="/settings/security/code.svg" alt="QR code of the secret that stands below" width="225" height="225"></p>
<p class="hint">No camera? Type this secret: <code>{{SEED}}</code></p></li>
<li><form method="post" action="/settings/security/confirm" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="return" value="{{RETURN}}">
<label for="code">The six digits that it shows now</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="10" required>
<button>Turn it on</button>
</form></li>
</ol>{{/WAITING}}
{{#ON}}<p><span class="badge good">On</span></p>
{{#MUST_STAY}}<p class="quiet">Your role needs a second factor, so it stays on. For another telephone, <a href="/settings/passkeys">add a passkey</a> first, or ask an operator to take it away; then you set it up anew.</p>{{/MUST_STAY}}
{{#MAY_END}}<form method="post" action="/settings/security/end" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#WITH_PASSWORD}}<label for="password-end">Your password</label>
<input id="password-end" name="password" type="password" autocomplete="current-password" required>{{/WITH_PASSWORD}}
<button class="second">Turn it off</button>
</form>{{/MAY_END}}{{/ON}}
<h2>Passkeys</h2>
<p class="quiet">{{#PASSKEYS}}You have {{COUNT}}. {{/PASSKEYS}}A passkey in your telephone, your computer or a security key is a second factor too. <a href="/settings/passkeys?return={{WAY_BACK}}">Your passkeys</a></p>
{{#RECOVERY}}<h2>Recovery codes</h2>
<p>{{LEFT}}</p>
<form method="post" action="/settings/security/recovery-codes" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#WITH_PASSWORD}}<label for="password-codes">Your password</label>
<input id="password-codes" name="password" type="password" autocomplete="current-password" required>{{/WITH_PASSWORD}}
<button>Make new ones</button>
<p class="hint">The old ones count no more.</p>
</form>{{/RECOVERY}}
