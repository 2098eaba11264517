{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/settings">Settings</a></p>
<h1>Second factor</h1>
{{#REQUIRED}}<p class="notice">Your role needs a second factor. Set it up now; after that everything is open to you.</p>{{/REQUIRED}}
<p>With a second factor, nobody signs in as you with your password, or through your school, alone: a code from your telephone is asked for as well.</p>
{{#PROBLEM}}<p class="problem" role="alert">{{WORDS}}</p>{{/PROBLEM}}
{{#FRESH}}<section aria-labelledby="fresh">
<h2 id="fresh">Your recovery codes</h2>
<p>Print them, or write them down, and keep them where you keep your papers. Each lets you in once when your telephone is not at hand. They are shown this one time.</p>
<ul class="codes">
{{#CODE}}<li><code>{{WORDS}}</code></li>{{/CODE}}
</ul>
<p><a class="button" href="{{TO}}">I have kept them: go on</a></p>
</section>{{/FRESH}}
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
{{#ON}}<p><span class="badge good">On</span> {{LEFT}} recovery codes are left.</p>
<h2>New recovery codes</h2>
<form method="post" action="/settings/security/recovery-codes" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#WITH_PASSWORD}}<label for="password-codes">Your password</label>
<input id="password-codes" name="password" type="password" autocomplete="current-password" required>{{/WITH_PASSWORD}}
<button>Make new ones</button>
<p class="hint">The old ones count no more.</p>
</form>
<h2>Turn it off</h2>
{{#MUST_STAY}}<p class="quiet">Your role needs a second factor, so it stays on. For another telephone, ask an operator to take it away; then you set it up anew.</p>{{/MUST_STAY}}
{{#MAY_END}}<form method="post" action="/settings/security/end" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#WITH_PASSWORD}}<label for="password-end">Your password</label>
<input id="password-end" name="password" type="password" autocomplete="current-password" required>{{/WITH_PASSWORD}}
<button class="second">Turn it off</button>
</form>{{/MAY_END}}{{/ON}}
